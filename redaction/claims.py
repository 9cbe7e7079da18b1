"""Structured identifiers, claimed before anything unchecked may chew them.

A UUID, a date with time, a hex id or an IPv4 address holds digit groups that look like phone, bank or licence
numbers. Where a finding without a checksum overlaps such an identifier it is dropped. A claim never stops a checked
finding, a run of nothing but digits is never hex, and a date without a time is claimed by nobody.
"""

from __future__ import annotations

from typing import Final

from redaction.recognizers.borders import WORD, Bordered
from redaction.spans import Span

__all__ = ["CHEWERS", "claimed", "without_claimed"]

CHEWERS: Final = frozenset(
    {
        "PHONE_NUMBER",
        "US_BANK_NUMBER",
        "US_DRIVER_LICENSE",
        "US_PASSPORT",
        "US_SSN",
        "US_ITIN",
        "UK_NHS",
        "UK_NINO",
    }
    | {"CREDIT_CARD", "ABA_ROUTING_NUMBER", "US_NPI", "US_MBI", "MEDICAL_LICENSE", "PERSON", "LOCATION"}
    | {"ORGANIZATION", "AGE", "STREET_ADDRESS", "DATE_OF_BIRTH", "VIN", "IMEI"}
)
"""Entities whose unchecked findings give way to a claim."""

_CLAIM: Final = Bordered(
    # One character first, so that the search is for it: see `redaction.recognizers.borders`.
    r"[0-9A-Fa-f](?:"
    r"[0-9A-Fa-f]{7}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}(?![0-9A-Za-z])"
    r"|[0-9]{3}-[01][0-9]-[0-3][0-9][Tt ][0-2][0-9]:[0-5][0-9](?::[0-6][0-9](?:[.,][0-9]{1,9})?)?"
    r"(?:[Zz]|[ ]?[+\-][0-2][0-9]:?[0-5][0-9])?"
    r"|[0-9A-Fa-f]{15,}(?![0-9A-Za-z])"
    r"|[0-9]{0,2}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}(?![0-9]|\.[0-9])"
    r")",
    WORD | {"."},
)


_FAR: Final = 64
"""No identifier but a run of hex digits is longer."""
_INSIDE: Final = WORD | frozenset(".,:-+")


def claimed(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Where structured identifiers stand that overlap a part of a text, in order, without overlap."""
    if end is None:
        end = len(text)
    first, behind = max(0, start - _FAR), min(len(text), end + _FAR)
    while first and text[first - 1] in _INSIDE:
        first -= 1
    while behind < len(text) and text[behind] in _INSIDE:
        behind += 1
    near = text[first:behind]
    return [
        (first + match.start(), first + match.end())
        for match in _CLAIM.finditer(near)
        if first + match.start() < end and first + match.end() > start and not match.group().isdigit()
    ]


def without_claimed(text: str, spans: list[Span]) -> list[Span]:
    """The spans that no claim stops; the same list where nothing could be stopped."""
    for span in spans:
        if not span.checked and span.entity in CHEWERS:
            break
    else:
        return spans
    return [
        span
        for span in spans
        if span.checked or span.entity not in CHEWERS or not claimed(text, span.start, span.end)
    ]
