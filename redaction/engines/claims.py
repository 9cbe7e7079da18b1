"""Structured identifiers, claimed before anything unchecked may chew them.

A UUID, a date with time, a hex id or an IPv4 address holds digit groups that look like phone, bank or licence
numbers. Where a finding without a checksum overlaps such an identifier it is dropped. A claim never stops a checked
finding, a run of nothing but digits is never hex, and a date without a time is claimed by nobody. What was found in
a decoded view (`redaction.disguises.normalise`) is judged by the claims of that view: the hex run it stands in is its
disguise.
"""

from __future__ import annotations

from typing import Final

from redaction.patterns import UUID_FROM_SECOND
from redaction.recognizers.borders import WORD, Bordered
from redaction.spans import Span

__all__ = ["CHEWERS", "UNDONE", "claimed", "without_claimed"]

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
    | {"ORGANIZATION", "AGE", "STREET_ADDRESS", "VIN", "IMEI"}
)
"""Entities whose unchecked findings give way to a claim."""

UNDONE: Final = "undone:"
"""What the rule of a finding in a decoded view begins with."""

_CLAIM: Final = Bordered(
    # One character first, so that the search is for it: see `redaction.recognizers.borders`.
    r"[0-9A-Fa-f](?:"
    rf"{UUID_FROM_SECOND}(?![0-9A-Za-z])"
    r"|[0-9]{3}-[01][0-9]-[0-3][0-9][Tt ][0-2][0-9]:[0-5][0-9](?::[0-6][0-9](?:[.,][0-9]{1,9})?)?"
    r"(?:[Zz]|[ ]?[+\-][0-2][0-9]:?[0-5][0-9])?"
    r"|[0-9A-Fa-f]{15,}(?![0-9A-Za-z])"
    r"|[0-9]{0,2}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}(?![0-9]|\.[0-9])"
    r")",
    WORD | {"."},
)


_INSIDE: Final = WORD | frozenset(".,:-+")
_HEX: Final = frozenset("0123456789ABCDEFabcdef")
_LONGEST: Final = 64
"""No identifier is longer but a run of hex digits."""
_SHORTEST: Final = 16
"""No identifier is shorter but an address."""
_MOST_SPACES: Final = 2
"""Within a date with a time and its zone."""


def claimed(text: str, start: int, end: int) -> bool:
    """Whether a structured identifier stands where a span is, or reaches into it."""
    first, behind = _first(text, start), _behind(text, end)
    if behind - first < _SHORTEST and text.find(".", first, behind) < 0:
        return False
    return any(
        first + match.start() < end and first + match.end() > start and _is_claim(match.group())
        for match in _CLAIM.finditer(text[first:behind])
    )


def _is_claim(value: str) -> bool:
    parts = value.split(".")
    if len(parts) == 4 and all(map(str.isdigit, parts)):
        # 601.18.91.90 and 70.04.09.89 are no addresses: telephone numbers are written like that.
        return all(int(part) < 256 and part == str(int(part)) for part in parts)
    return not value.isdigit()


def _first(text: str, start: int) -> int:
    """Where the words begin that an identifier around `start` could be written in, or the character before."""
    at, spaces = start, 0
    while at:
        char = text[at - 1]
        if char not in _INSIDE:
            if char != " " or spaces == _MOST_SPACES or not text[at - 2 : at - 1].isdigit():
                break
            spaces += 1
        at -= 1
        if start - at > _LONGEST and char not in _HEX:
            break
    return at


def _behind(text: str, end: int) -> int:
    """Where they end, or one character further."""
    at, spaces = end, 0
    while at < len(text):
        char = text[at]
        if char not in _INSIDE:
            after = text[at + 1 : at + 2]
            if char != " " or spaces == _MOST_SPACES or not (after.isdigit() or after in "+-"):
                break
            spaces += 1
        at += 1
        if at - end > _LONGEST and char not in _HEX:
            break
    return at


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
        if span.checked
        or span.entity not in CHEWERS
        or span.rule.startswith(UNDONE)
        or not claimed(text, span.start, span.end)
    ]
