"""Characters beyond ASCII that are written in place of others: invisible, full-width, look-alikes.

Most of them are harmless: a full stop of Chinese, a word in Cyrillic, an emoji. So a text is only worth a second look
where they stand beside what identifiers are made of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from redaction.disguises.labels import MARKS, is_labelled

__all__ = [
    "COMPATIBLE",
    "DASHES",
    "DOTS",
    "INVISIBLE",
    "LETTERS",
    "OTHERS",
    "OTHER_DIGIT",
    "SPACES",
    "TAGS",
    "beyond_ascii",
    "is_of_sentence",
]

INVISIBLE: Final = (
    "\u0080-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0"
    "\U000e0000-\U000e0fff"
)
TAGS: Final = "\U000e0020-\U000e007e"
"""Invisible too, and each stands for an ASCII character: instructions and data are smuggled in them."""
SPACES: Final = "\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
DASHES: Final = "\u2010-\u2015\u2043\u207b\u208b\u2212\ufe58\ufe63\uff0d\u02d7\u2796"
DOTS: Final = "\u2024\u3002\uff0e\uff61\ufe52\u00b7\u2022\u2027"
COMPATIBLE: Final = (
    "\uff01-\uff5e\ufe50-\ufe6b\u2460-\u24ff\u2070-\u209c\u00b2\u00b3\u00b9"
    "\U0001d400-\U0001d7ff\U0001f100-\U0001f1ff"
)
# Cyrillic and Greek letters that look like Latin ones, in the order of the Latin ones beside them.
LETTERS: Final = dict(
    zip(
        "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425"
        "\u0430\u0435\u0455\u0456\u0458\u043e\u0440\u0441\u0443\u0445\u0501\u04bb\u0261\u0391\u0392"
        "\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf",
        "ABESIJKMHOPCTYXaesijopcyxdhgABEZHIKMNOPTYXo",
        strict=True,
    )
)
OTHERS: Final = re.compile(f"[{INVISIBLE}{SPACES}{DASHES}{DOTS}{COMPATIBLE}{''.join(LETTERS)}]")
_RUNS: Final = re.compile(f"[{INVISIBLE}{SPACES}{DASHES}{DOTS}]+|[{COMPATIBLE}{''.join(LETTERS)}]")
"""The same, with those between the parts of an identifier together, however many they are."""
OTHER_DIGIT: Final = re.compile(r"[^\x00-\x7f](?<=\d)(?P<digit>)")
_MARKS: Final = re.compile(f"[{MARKS}]")
_ASCII: Final = bytes(range(128))
_BEYOND: Final = re.compile(r"[^\x00-\x7f]+")
_LONG_DASHES: Final = frozenset("\u2013\u2014\u2015")
_REACH: Final = 3
_PART: Final = re.compile(r"[0-9A-Za-z@]")
_TAG: Final = re.compile(f"[{TAGS}]")


def beyond_ascii(text: str) -> bool:
    """Whether a text holds characters in place of others where an identifier could be.

    What holds an identifier together, or hides in it, has parts of one on both sides; where these are digits, one
    side is enough, since signs stand in front of numbers. A look-alike letter has a part of one beside it; a tag
    character is a part itself. A dash of a sentence, with blanks around it and not between digits, is none.
    """
    if text.isascii():
        return False
    # The few characters beyond ASCII alone: to look at each of the text costs ten times as much.
    strange = text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
    if OTHERS.search(strange) is not None:
        for start, end in _strange_runs(text, strange):
            for match in _RUNS.finditer(text, start, end):
                if _could_hide(match):
                    return True
    return OTHER_DIGIT.search(strange) is not None or (
        _MARKS.search(strange) is not None and is_labelled(text)
    )


def _strange_runs(text: str, strange: str) -> Iterator[tuple[int, int]]:
    """Start and end of each run of characters beyond ASCII; one that is all of them is found at memory speed."""
    if len(strange) == 1:
        at = text.find(strange)
        yield at, at + 1
    else:
        for run in _BEYOND.finditer(text):
            yield run.span()


def _could_hide(match: re.Match[str]) -> bool:
    """Whether characters of `OTHERS` stand where an identifier could be, by the few characters around them."""
    written, before, behind = match.group(), *_around(match)
    if is_of_sentence(match):
        return False
    digits = any(map(str.isdigit, before)), any(map(str.isdigit, behind))
    if any(digits) or _TAG.search(written) is not None:
        return True
    parts = any(map(_is_part, before)), any(map(_is_part, behind))
    return any(parts) if written in LETTERS or _is_part(written[0]) else all(parts)


def is_of_sentence(match: re.Match[str]) -> bool:
    """Whether a dash belongs to a sentence: a long one, with blanks around it and not between digits."""
    if match.group() not in _LONG_DASHES:
        return False
    before, behind = _around(match)
    return (
        before[-1:].isspace()
        and behind[:1].isspace()
        and not (any(map(str.isdigit, before)) and any(map(str.isdigit, behind)))
    )


def _around(match: re.Match[str]) -> tuple[str, str]:
    text, (start, end) = match.string, match.span()
    return text[max(0, start - _REACH) : start], text[end : end + _REACH]


def _is_part(char: str) -> bool:
    """Whether identifiers are made of a character, or of what it stands for."""
    plain = char if char.isascii() else unicodedata.normalize("NFKC", char)
    return _PART.match(plain) is not None
