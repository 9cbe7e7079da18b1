"""Overlaps: who wins, and what is left of the others."""

from __future__ import annotations

import itertools

import pytest

from redaction.resolve import resolve
from redaction.spans import Span


def span(start: int, end: int, entity: str = "A", score: float = 0.5, *, checked: bool = False) -> Span:
    return Span(start, end, entity, score, "r", "R", checked)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], []),
        ([span(0, 4)], [span(0, 4)]),
        # A checksum beats a score, a score beats a length.
        ([span(0, 9, "A", 0.9), span(2, 5, "B", 0.4, checked=True)], "AABBBAAAA"),
        ([span(0, 9, "A", 0.5), span(2, 5, "B", 0.6)], "AABBBAAAA"),
        ([span(0, 5, "A"), span(3, 9, "B")], "AAABBBBBB"),
        ([span(0, 5, "B"), span(0, 5, "A")], "AAAAA"),
        # Neighbours stay two.
        ([span(0, 3, "A"), span(3, 6, "A")], [span(0, 3, "A"), span(3, 6, "A")]),
        # Several losers around one winner.
        ([span(0, 4, "A"), span(6, 9, "A"), span(2, 8, "B", 0.9)], "AABBBBBBA"),
    ],
)
def test_rank(given: list[Span], expected: list[Span] | str) -> None:
    """Checked, then score, then length, then name; the covered characters are those that were found."""
    resolved = resolve(given)
    if isinstance(expected, list):
        assert resolved == expected
    else:
        painted = ["-"] * len(expected)
        for found in resolved:
            painted[found.start : found.end] = found.entity * (found.end - found.start)
        assert "".join(painted) == expected


def test_thousands_of_spans() -> None:
    """The work grows with the number of spans, not with its square."""
    spans = [span(at, at + 9, "A", 0.5 + (at % 5) / 10) for at in range(0, 80_000, 4)]
    resolved = resolve(spans)
    assert all(left.end <= right.start for left, right in itertools.pairwise(resolved))


def test_parts_of_one_address_become_one() -> None:
    """Where one finding of an address was cut by another, their parts are one finding again; a code stays its own."""
    address, inner = span(0, 30, "STREET_ADDRESS", 0.6), span(5, 20, "STREET_ADDRESS", 0.85)
    assert resolve([address, inner]) == [span(0, 30, "STREET_ADDRESS", 0.85)]
    code = span(20, 25, "ZIP_CODE", 0.8)
    assert [(s.start, s.end) for s in resolve([span(0, 30, "STREET_ADDRESS", 0.6), code])] == [
        (0, 20),
        (20, 25),
        (25, 30),
    ]


def test_what_overlaps_elsewhere_changes_nothing() -> None:
    """Neighbouring addresses stay two, whatever is settled in another place: a stream sees one place at a time."""
    neighbours = [span(0, 10, "STREET_ADDRESS"), span(10, 20, "STREET_ADDRESS")]
    tied = [span(40, 50, "B"), span(45, 55, "C")]
    assert resolve(neighbours + tied) == resolve(neighbours) + resolve(tied)
    assert resolve(neighbours) == neighbours
