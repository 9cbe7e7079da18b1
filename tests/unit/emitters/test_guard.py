"""Rules of the shield: faults of the instrumentation are counted, said once, and never reach the service."""

from __future__ import annotations

import pytest
import structlog
from structlog.testing import capture_logs

from emitters.guard import faults, record_fault, shielded


class Planted(Exception):
    """Raised with a text that must not be kept."""


@shielded
def fails(argument: int) -> int:
    raise Planted(f"planted {argument}")


@shielded
def stops() -> None:
    raise KeyboardInterrupt


PLACE = f"{__name__}.fails"


def test_a_fault_becomes_none_and_is_counted() -> None:
    """The caller gets None instead of the exception, each time, and each time is counted."""
    before = faults().get((PLACE, "Planted"), 0)
    assert [fails(1), fails(2)] == [None, None]
    assert faults()[(PLACE, "Planted")] == before + 2


def test_a_kind_is_said_once_and_without_its_text() -> None:
    """The first fault of a kind is logged by place and class; its text may hold content and is not kept."""
    with capture_logs() as logs:
        for _ in range(3):
            record_fault("test.said_once", Planted("planted"))

    (said,) = logs
    assert said == {
        "event": "emitters.fault",
        "log_level": "warning",
        "scrubline.place": "test.said_once",
        "error.type": "Planted",
    }


def test_a_broken_logging_chain_is_counted_too() -> None:
    """If even the log call fails, the count is what is left, and nothing is raised."""

    def broken(*_: object) -> None:
        raise Planted

    before = faults().get(("emitters.guard.record_fault", "Planted"), 0)
    configured = structlog.get_config()
    structlog.configure(
        processors=[broken],  # type: ignore[list-item]  # the broken chain under test
        wrapper_class=structlog.make_filtering_bound_logger(0),
        cache_logger_on_first_use=False,
    )
    try:
        record_fault("test.broken_chain", ValueError())
    finally:
        structlog.configure(**configured)
    assert faults()[("test.broken_chain", "ValueError")] >= 1
    assert faults()[("emitters.guard.record_fault", "Planted")] == before + 1


def test_interrupts_pass() -> None:
    """What is meant to end the process is not swallowed."""
    with pytest.raises(KeyboardInterrupt):
        stops()
