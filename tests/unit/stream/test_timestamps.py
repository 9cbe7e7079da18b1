"""Timestamps of records."""

from __future__ import annotations

import pytest

from stream.timestamps import epoch_ns


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-11-13T02:13:20Z", 1_763_000_000_000_000_000),
        ("2025-11-13T02:13:20.123456789Z", 1_763_000_000_123_456_789),
        ("2025-11-13T02:13:20.5z", 1_763_000_000_500_000_000),
        ("2025-11-13T03:43:20.000001+01:30", 1_763_000_000_000_001_000),
        ("2025-11-12T21:13:20-05:00", 1_763_000_000_000_000_000),
        (1_763_000_000_000_000_001, 1_763_000_000_000_000_001),
        ("1763000000000000001", 1_763_000_000_000_000_001),
        ("2025-11-13T02:13:20", None),
        ("2025-13-41T02:13:20Z", None),
        ("2199-01-01T00:00:00Z", None),
        (1_763_000_000, None),
        (True, None),
        (1.5, None),
        (None, None),
        ("<DATE_TIME>", None),
    ],
)
def test_only_whole_instants_are_read(value: object, expected: int | None) -> None:
    """RFC 3339 with a zone and epoch nanoseconds are read exactly; anything else is no time."""
    assert epoch_ns(value) == expected
