"""What an operator reads of refused records: each reason soon, and their number without a line for each."""

from __future__ import annotations

from typing import Any

from structlog.testing import capture_logs

from stream.apps.refused import RefusedLog


def told(lines: list[Any]) -> list[tuple[str, int, int]]:
    assert {(line["destination"], line["topic"], line["log_level"]) for line in lines} <= {
        ("loki", "scrubline.clean.dead", "warning")
    }
    return [(line["reason"], line["records"], line["records_since_start"]) for line in lines]


def test_each_reason_is_told_at_once_and_then_once_a_minute() -> None:
    """However many are refused, the log has a line a minute for each reason, and the numbers add up."""
    seconds = 0.0
    refused = RefusedLog("loki", "scrubline.clean.dead", clock=lambda: seconds)
    with capture_logs() as lines:
        for second in range(121):
            seconds = float(second)
            refused.note("too_old", 2)
        refused.note("too_new", 1)
    assert told(lines) == [("too_old", 2, 2), ("too_old", 120, 122), ("too_old", 120, 242), ("too_new", 1, 1)]


def test_the_last_ones_are_told_at_the_end() -> None:
    """What was counted after the last line of a reason is told when the worker stops, and nothing twice."""
    refused = RefusedLog("loki", "scrubline.clean.dead", clock=lambda: 0.0)
    with capture_logs() as lines:
        refused.note("too_old", 1)
        refused.note("too_old", 4)
        refused.close()
        refused.close()
    assert told(lines) == [("too_old", 1, 1), ("too_old", 4, 5)]
