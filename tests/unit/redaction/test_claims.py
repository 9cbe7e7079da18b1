"""Claims: structured identifiers keep unchecked findings away, and only those."""

import pytest

from redaction.engines.claims import _CLAIM, claimed, without_claimed
from redaction.spans import Span


@pytest.mark.parametrize(
    "identifier",
    [
        "550e8400-e29b-41d4-a716-446655440000",
        "2026-11-21T23:31:34.123456Z",
        "2026-11-21 23:31:34+01:00",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "00f067aa0ba902b7",
        "192.168.10.20",
    ],
)
def test_what_is_claimed(identifier: str) -> None:
    """UUID, date with time, hex of 16 and more with a letter, IPv4."""
    text = f"id {identifier}, next"
    end = 3 + len(identifier)
    assert all(claimed(text, at, at + 1) for at in range(3, end))
    assert not claimed(text, end, len(text))


@pytest.mark.parametrize(
    "text", ["12345678901234567890", "2026-11-21", "abc123", "x4bf92f3577b34da6a3ce", "1.2.3"]
)
def test_what_is_not_claimed(text: str) -> None:
    """An all-digit run is never hex, a date without a time is nobody's."""
    assert not claimed(text, 0, len(text))


@pytest.mark.parametrize("near", ["a" * 100, "9" * 100, "1,2-3:" * 50, "x." * 60])
def test_what_stands_far_away_does_not_matter(near: str) -> None:
    """A claim is the same in the middle of a long word as in the whole text; words have no end that makes one."""
    for identifier in ("4bf92f3577b34da6a3ce929d0e0e4736", "192.168.10.20", "5551234567"):
        for text in (f"{near}{identifier}{near}", f"{near},{identifier},{near}"):
            start = len(text) // 2 - 5
            spans = [match.span() for match in _CLAIM.finditer(text) if not match.group().isdigit()]
            expected = any(begin < start + 10 and end > start for begin, end in spans)
            assert claimed(text, start, start + 10) == expected


def test_a_claim_stops_unchecked_digits_only() -> None:
    """A checked finding, another type and a finding elsewhere stay."""
    text = "550e8400-e29b-41d4-a716-446655440000 555-123-4567"
    phone = Span(24, 36, "PHONE_NUMBER", 0.7, "r", "x")
    card = Span(24, 36, "CREDIT_CARD", 1.0, "r", "x", checked=True)
    uuid = Span(0, 36, "UUID", 0.9, "r", "x")
    elsewhere = Span(37, 49, "PHONE_NUMBER", 0.7, "r", "x")
    assert without_claimed(text, [phone, card, uuid, elsewhere]) == [card, uuid, elsewhere]
