"""Keeps faults of the instrumentation out of the service: caught, counted, said once per kind.

Stands around every entry point that a service calls while it serves (`emitters.inference`, `emitters.asgi`,
`emitters.spans`). The service's own exceptions never pass through here.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import structlog

__all__ = ["FaultCounts", "faults", "record_fault", "shielded"]

P = ParamSpec("P")
R = TypeVar("R")

FaultCounts = dict[tuple[str, str], int]
"""(place, exception class) to how often."""

_lock = threading.Lock()
_counts: Counter[tuple[str, str]] = Counter()


def faults() -> FaultCounts:
    """How often the instrumentation of this process failed, by place and exception class."""
    with _lock:
        return dict(_counts)


def record_fault(place: str, error: BaseException) -> None:
    """Count a fault of the instrumentation; the first of its kind is also logged. Never raises.

    Args:
        place: Dotted name of the code that failed.
        error: What it raised; only its class is kept, its text may hold content.
    """
    kind = (place, type(error).__name__)
    with _lock:
        _counts[kind] += 1
        first = _counts[kind] == 1
    if not first:
        return
    try:
        structlog.get_logger().warning("emitters.fault", **{"scrubline.place": place, "error.type": kind[1]})
    except Exception as second:  # noqa: BLE001 -- the logging chain itself is broken: counting is all that is left
        with _lock:
            _counts[("emitters.guard.record_fault", type(second).__name__)] += 1


def shielded(function: Callable[P, R]) -> Callable[P, R | None]:
    """Make `function` return None instead of raising; each fault goes to `record_fault`."""
    place = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | None:
        try:
            return function(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 -- nothing of the instrumentation may reach the service
            record_fault(place, error)
            return None

    return guarded
