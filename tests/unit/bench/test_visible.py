"""What a redactor left readable is counted per entity, the same for both formats that the benchmarks write."""

from __future__ import annotations

import pytest

from bench.events import events
from bench.path import ndjson_messages, otlp_log_messages
from bench.visible import ndjson_texts, otlp_texts, still_visible


def test_everything_is_visible_in_what_nobody_redacted() -> None:
    """Unredacted, every planted value counts as visible, in NDJSON as in OTLP."""
    generated = list(events(300, seed=5))
    records, planted = [record for record, _ in generated], [samples for _, samples in generated]
    for texts in (
        ndjson_texts([message.value for message in ndjson_messages(records)]),
        otlp_texts([message.value for message in otlp_log_messages(records)]),
    ):
        counts = still_visible(texts, planted)
        assert sum(total for _, total in counts.values()) == sum(map(len, planted)) > 0
        assert all(seen == total for seen, total in counts.values())


def test_a_value_that_is_gone_is_not_visible() -> None:
    """A masked value counts in the total and not among the visible, by its own entity."""
    planted = [[("EMAIL_ADDRESS", "mia@example.com")], [("US_SSN", "219-09-9999")]]
    counts = still_visible(iter(["from **** to", "number 219-09-9999"]), planted)
    assert counts == {"EMAIL_ADDRESS": (0, 1), "US_SSN": (1, 1)}


def test_a_lost_record_is_an_error() -> None:
    """With fewer texts than records nothing is counted: a lost record would look well redacted."""
    with pytest.raises(ValueError, match="zip"):
        still_visible(iter([]), [[("US_SSN", "219-09-9999")]])
