"""Faults of engines: whatever an engine does, what it was given does not pass."""

from __future__ import annotations

from typing import Any

import pytest

from redaction import Redactor, Span, load_policy
from redaction.testing import FailingEngine, NonsenseEngine

ERROR = "<REDACTION_ERROR>"
GOOD: dict[str, Any] = {
    "start": 0,
    "end": 1,
    "entity": "PERSON",
    "score": 1.0,
    "rule": "r",
    "recognizer": "R",
}


def redactor(engine: Any) -> Redactor:
    return Redactor(load_policy("structured"), engine)


def test_an_engine_that_always_raises_masks_everything_keys_included() -> None:
    """Nothing of the record is left but its structured values."""
    result = redactor(FailingEngine()).redact_records(
        [{"level": "info", "a": "secret", "b": {"c": ["x", 1]}}]
    )
    assert result.records == [
        {ERROR: "info", f"{ERROR}#2": ERROR, f"{ERROR}#3": {ERROR: [ERROR, 1]}},
    ]
    assert result.failed == 6


def test_a_text_that_fails_costs_itself_only() -> None:
    """The rest of the batch is examined field by field."""
    records = [{"a": "poison alice@example.com"}, {"a": "bob@example.com", "b": "fine"}]
    result = redactor(FailingEngine("poison")).redact_records(records)
    assert result.records == [{"a": ERROR}, {"a": "<EMAIL_ADDRESS>", "b": "fine"}]
    assert result.failed == 1
    assert "alice" not in repr(result)


@pytest.mark.parametrize(
    "span",
    [
        {"start": -1},
        {"start": 1},
        {"end": 10_000},
        {"end": 0},
        {"start": 0.0},
        {"end": True},
        {"end": "1"},
        {"entity": "NO_SUCH_ENTITY"},
        {"entity": None},
        {"score": float("nan")},
        {"score": 1.1},
        {"score": -0.1},
        {"score": "high"},
        {"rule": None},
        {"recognizer": 7},
        {"checked": 1},
    ],
)
def test_a_nonsense_span_is_a_failure(span: dict[str, Any]) -> None:
    """A span that cannot be true means that the engine did not examine the text."""
    engine = NonsenseEngine(lambda fields: [[Span(**{**GOOD, **span})] for _ in fields])
    assert redactor(engine).redact_text("secret").text == ERROR


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: None,
        lambda _: [],
        lambda fields: [None for _ in fields],
        lambda fields: [[], *([] for _ in fields)],
        lambda fields: tuple([] for _ in fields),
        lambda fields: [["span"] for _ in fields],
        lambda fields: [[None] for _ in fields],
    ],
)
def test_a_nonsense_answer_is_a_failure(answer: Any) -> None:
    """An answer of the wrong shape is none."""
    result = redactor(NonsenseEngine(answer)).redact_text("secret")
    assert (result.text, result.failed) == (ERROR, 1)


def test_an_engine_that_counts_wrong_for_batches_only() -> None:
    """A batch answered with too few lists is examined field by field."""
    engine = NonsenseEngine(lambda fields: [[]] if len(fields) == 1 else [])
    assert redactor(engine).redact_records([{"a": "x", "b": "y"}]).records == [{"a": "x", "b": "y"}]


def test_an_exit_is_not_swallowed() -> None:
    """Stopping the process is not a failed field."""

    def leave(_: Any) -> Any:
        raise SystemExit

    with pytest.raises(SystemExit):
        redactor(NonsenseEngine(leave)).redact_text("x")
