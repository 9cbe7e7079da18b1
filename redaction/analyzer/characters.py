"""Which characters an item of a pattern matches, as bytes of `redaction.analyzer.alphabet`.

ASCII characters are decided by `regex` itself; of those beyond, whole classes are taken in as soon as one may match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

import regex

from redaction.analyzer.alphabet import CASED, DIGIT, OTHER, SPACE, WORD

__all__ = ["CannotSay", "byte_set", "characters"]

_FOLDED: Final = frozenset(map(ord, "ikIKsS"))
"""Letters that equal a character beyond ASCII when case is ignored."""
_CLASSES: Final = frozenset((DIGIT, WORD, SPACE, OTHER))
_CATEGORIES: Final = {
    "CATEGORY_DIGIT": (r"\d", frozenset((DIGIT,))),
    "CATEGORY_NOT_DIGIT": (r"\D", frozenset((WORD, SPACE, OTHER))),
    "CATEGORY_SPACE": (r"\s", frozenset((SPACE,))),
    "CATEGORY_NOT_SPACE": (r"\S", frozenset((DIGIT, WORD, OTHER))),
    "CATEGORY_WORD": (r"\w", frozenset((DIGIT, WORD))),
    "CATEGORY_NOT_WORD": (r"\W", frozenset((SPACE, OTHER))),
}


class CannotSay(Exception):
    """The pattern has something that the form wanted has no words for."""


def byte_set(members: Iterable[int]) -> str:
    """A class of bytes, in ranges."""
    ranges: list[list[int]] = []
    for byte in sorted(members):
        if ranges and ranges[-1][1] == byte - 1:
            ranges[-1][1] = byte
        else:
            ranges.append([byte, byte])
    if not ranges:
        raise CannotSay
    if len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
        return _byte(ranges[0][0])
    return "[" + "".join(_byte(a) if a == b else f"{_byte(a)}-{_byte(b)}" for a, b in ranges) + "]"


def _byte(byte: int) -> str:
    return chr(byte) if byte < 0x80 and chr(byte).isalnum() else rf"\x{byte:02x}"


def characters(
    kind: str, value: Any, flags: int, *, negated: bool = False
) -> tuple[frozenset[int], frozenset[int]]:
    """Which characters an item matches: ASCII ones, exactly, and the bytes of classes that it may match."""
    if kind == "ANY":
        members = [("RANGE", (0, 0x10FFFF))] if flags & re.DOTALL else [("NEGATE", None), ("LITERAL", 10)]
    elif kind == "IN":
        members = [(str(name), which) for name, which in value]
    elif kind == "NOT_LITERAL":
        members = [("NEGATE", None), ("LITERAL", value)]
    else:
        members = [("LITERAL", value)]
    negative = any(name == "NEGATE" for name, _ in members) is not negated
    rest = tuple(
        (name, str(which) if name == "CATEGORY" else which) for name, which in members if name != "NEGATE"
    )
    return _members(rest, negative, bool(flags & re.IGNORECASE))


@lru_cache(maxsize=4096)
def _members(
    members: Sequence[tuple[str, Any]], negative: bool, ignore_case: bool
) -> tuple[frozenset[int], frozenset[int]]:
    written, certain, possible = "", set[int](), set[int]()
    for name, which in members:
        if name == "CATEGORY":
            if which not in _CATEGORIES:
                raise CannotSay
            text, classes = _CATEGORIES[which]
            written += text
            certain |= classes
            possible |= classes
        else:
            low, high = which if name == "RANGE" else (which, which)
            written += rf"\U{low:08x}-\U{high:08x}"
            if high > 0x7F:
                possible |= _CLASSES
    others = set(_CLASSES) - certain if negative else possible
    compiled = regex.compile(f"[{'^' if negative else ''}{written}]", regex.I if ignore_case else 0)
    ascii_ = frozenset(point for point in range(0x80) if compiled.fullmatch(chr(point)))
    # A few characters beyond ASCII equal letters within; which way round depends on how it is written.
    if WORD in others or (ignore_case and not _FOLDED.isdisjoint(ascii_)):
        others.add(CASED)
    return ascii_, frozenset(others)
