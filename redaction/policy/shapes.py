"""What a structured value looks like: the only way for a field to be kept without being scanned.

A field is never kept for its name alone: `trace_id: "alice@example.com"` is not a trace id. Each shape is
narrow enough that no address, number or secret of a person fits into it: nothing but digits is never hex, a name or a
version has no more digits in a row than a short number, whatever stands between them, and a dotted quad is no part of
a name. What does not fit is scanned like any other value.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from redaction.patterns import UUID

__all__ = ["RECORD_UID", "SHAPES", "Shape", "joined_shapes"]

Shape = Callable[[str], object]
"""Truthy when the whole text has the shape."""

# A word of letters with at most a short number: a longer run of digits could be somebody's number.
_WORD: Final = r"[A-Za-z]{1,20}(?:\d{1,3}[A-Za-z]{0,2})?"
_VERSION: Final = r"\d{1,3}[A-Za-z]{0,2}"
_DATE: Final = r"20\d\d(?:-?(?:0\d|1[0-2])-?(?:[0-2]\d|3[01]))"
_VERSION_DAY: Final = r"20\d\d\.\d\d?\.\d\d?"
_VERSION_PARTS: Final = r"(?=(?:\.?\d){2,6}(?!\.?\d))\d{1,4}(?:\.\d{1,4}){1,2}"
_BETWEEN: Final = r"[-._/:]"
# Digits in a row with at most a sign between them: six, or a day, before which the number of a model may stand.
_FEW_DIGITS: Final = rf"(?:(?:\d{_BETWEEN})?{_DATE}|\d(?:{_BETWEEN}?\d){{0,5}})(?!{_BETWEEN}?\d)"
_NO_NUMBER: Final = rf"(?=(?:[^\d\x00]|{_FEW_DIGITS})*+(?:\x00|\Z))"
# Addresses of networks and of their cards: four numbers with dots, pairs of hex with hyphens, many groups with colons.
_NO_ADDRESS: Final = (
    r"(?![^\x00]*\d(?:\.\d{1,3}){3})(?![^\x00]*(?:[0-9A-Fa-f]{2}-){5}[0-9A-Fa-f]{2})(?!(?:[^:\x00]*:){4})"
)

RECORD_UID: Final = r"[a-f][0-9a-f]{15}-[0-9]{1,12}(?:r[0-9]{1,6})?"
"""`<producer id>-<sequence>`, or `-<offset>r<index>` of a foreign record; the letter in front sets it apart from any
number of a person, and what counts from 0 is shorter than a card."""

_PATTERNS: Final[dict[str, str]] = {
    # RFC 3339, seconds to nanoseconds.
    "timestamp": r"\d{4}-[01]\d-[0-3]\d[Tt ][0-2]\d:[0-5]\d:[0-6]\d(?:\.\d{1,9})?(?:[Zz]|[+-][0-2]\d:?[0-5]\d)",
    # A run of nothing but digits is never hex; nothing but zeros stands for no id at all.
    "trace_id": r"(?=[0-9]{0,31}[a-f])[0-9a-f]{32}|(?=[0-9]{0,31}[A-F])[0-9A-F]{32}|0{32}",
    "span_id": r"(?=[0-9]{0,15}[a-f])[0-9a-f]{16}|(?=[0-9]{0,15}[A-F])[0-9A-F]{16}|0{16}",
    "record_uid": RECORD_UID,
    "uuid": rf"(?=[0-9-]{{0,35}}[a-fA-F]|[0-]{{36}}){UUID}",
    # Names that people give to services, models and events: starts with a letter, words and short numbers.
    "name": rf"{_NO_NUMBER}{_NO_ADDRESS}(?:{_WORD})(?:{_BETWEEN}(?:{_WORD}|{_DATE}|{_VERSION})){{0,9}}",
    "word": r"[A-Za-z][A-Za-z_]{0,31}",
    # Parts of at most four digits and six together, or a day of this century.
    "version": rf"v?(?:{_VERSION_DAY}|{_VERSION_PARTS})(?:[-+.](?:alpha|beta|rc|dev|post|a|b)\.?\d{{0,4}})?",
    "pci_address": r"(?:(?:0000)?[0-9A-Fa-f]{4}:)?[0-9A-Fa-f]{2}:[0-9A-Fa-f]{2}(?:\.[0-7])?",
    "level": r"(?i:trace|debug|info|notice|warn|warning|error|err|critical|fatal|panic|emerg|alert)[1-4]?",
    "http_method": r"GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT|_OTHER",
    # A route template: literal words and placeholders in braces or after a colon.
    "route": r"(?:/(?:[A-Za-z][A-Za-z_-]{0,30}|v\d{1,2}|\{[A-Za-z_:]{1,40}\}|:[A-Za-z_]{1,40})?){1,12}",
}

_COMPILED: Final = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}

SHAPES: Final[dict[str, Shape]] = {name: pattern.fullmatch for name, pattern in sorted(_COMPILED.items())}
"""Shape by the name that a policy uses."""


_DIGITS: Final = b"0123456789"
_HEX: Final = b"0123456789abcdef"
_DAY_AND_TIME: Final = (
    *(_DIGITS,) * 4, b"-", b"01", _DIGITS, b"-", b"0123", _DIGITS, b"Tt ",
    b"012", _DIGITS, b":", b"012345", _DIGITS, b":", b"0123456", _DIGITS,
)  # fmt: skip
_SEQUENCES: Final = [(b"abcdef", *(_HEX,) * 15, b"-", *(_DIGITS,) * size) for size in range(1, 13)]
_PLACES: Final[dict[str, tuple[tuple[bytes, ...], ...]]] = {
    "timestamp": (
        (*_DAY_AND_TIME, b"Zz"),
        *((*_DAY_AND_TIME, b".", *(_DIGITS,) * size, b"Zz") for size in range(1, 10)),
    ),
    "record_uid": (*_SEQUENCES, *((*places, b"r", *(_DIGITS,) * 6) for places in _SEQUENCES)),
}
"""What may stand at each place of texts that have a shape: not all texts of the shape."""
_HEX_WIDTHS: Final = {"trace_id": 32, "span_id": 16}


@lru_cache(maxsize=64)
def joined_shapes(names: tuple[str, ...]) -> Shape:
    """A test of many texts in one call: each, followed by NUL, has one of the shapes. No shape has room for a NUL.

    Args:
        names: Names of shapes.
    """
    if len(names) == 1 and names[0] in _HEX_WIDTHS:
        return _joined_hex(_HEX_WIDTHS[names[0]], _joined(names))
    if len(names) == 1 and names[0] in _PLACES:
        return _joined_places(_PLACES[names[0]], _joined(names))
    return _joined(names)


def _joined(names: tuple[str, ...]) -> Shape:
    either = "|".join(_PATTERNS[name] for name in names)
    # Possessive: each text fits or does not, there is nothing to come back to.
    return re.compile(rf"(?:(?:{either})\x00)*+").fullmatch


def _joined_hex(width: int, otherwise: Shape) -> Shape:
    """The same for lower-case ids of one width, by arithmetic instead of matching; upper-case ones go the long way."""
    zeros = "0" * width

    def test(joined: str) -> object:
        count, rest = divmod(len(joined), width + 1)
        if rest == 0 and joined.isascii():
            raw, ends = joined.encode(), bytes(count)
            letters = raw.translate(None, _DIGITS)
            if raw[width :: width + 1] == ends and letters.translate(None, b"abcdef") == ends:
                # Two ends side by side: an id of nothing but digits, which is none unless all are zeros.
                if not letters.startswith(b"\0") and b"\0\0" not in letters:
                    return True
                if zeros not in joined:
                    return None
        return otherwise(joined)

    return test


def _joined_places(places: tuple[tuple[bytes, ...], ...], otherwise: Shape) -> Shape:
    """The same for texts of one length, place by place; all others go the long way."""
    plans: dict[int, list[_Plan]] = {}
    for allowed in places:
        plans.setdefault(len(allowed), []).append(_Plan(allowed))

    def test(joined: str) -> object:
        for plan in plans.get(joined.find("\0"), ()):
            if joined.isascii() and plan.holds(joined.encode()):
                return True
        return otherwise(joined)

    return test


class _Plan:
    """What may stand at each place of texts of one length, each followed by NUL: most often the same."""

    def __init__(self, allowed: tuple[bytes, ...]) -> None:
        self._width = len(allowed) + 1
        self._usual = max(set(allowed), key=lambda these: (allowed.count(these), these))
        self._others = [(at, these) for at, these in enumerate((*allowed, b"\0")) if these != self._usual]
        # At each of the other places all that may stand there is usual too, or nothing is.
        self._unusual = sum(self._usual.find(these[:1]) < 0 for _, these in self._others)

    def holds(self, joined: bytes) -> bool:
        count, rest = divmod(len(joined), self._width)
        return (
            rest == 0
            and not any(joined[at :: self._width].translate(None, these) for at, these in self._others)
            and len(joined.translate(None, self._usual)) == count * self._unusual
        )
