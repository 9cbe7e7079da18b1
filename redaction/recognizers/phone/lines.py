"""Telephone numbers that a line end cuts in two.

Tables and lists put numbers one below the other, so two lines are one number only where the first begins with a plus
and its country has such a number (and none that is the first line alone), or where the word directly before says
telephone and nothing but the two lines stands there.
"""

from __future__ import annotations

import re
from typing import Final

from redaction.patterns import DAY
from redaction.recognizers.phone import plan as phone_plan
from redaction.recognizers.phone.runs import Candidate
from redaction.recognizers.phone.short import is_labelled

__all__ = ["over_line_end", "starts_dated_line"]

_NOT_DIGITS: Final = b" \t\r\n.()-/_"
_FEWEST, _MOST = 7, 13
_FEWEST_BEHIND: Final = 2
_MOST_LINES: Final = 5
_FAR_ABOVE: Final = 100
_DATED: Final = re.compile(DAY)


def _is_dated(digits: str) -> bool:
    """Whether digits begin with year, month and day."""
    return _DATED.match(digits) is not None


def starts_dated_line(text: str, number: Candidate) -> bool:
    """Whether bare digits are the date that begins a line, below one that ends in digits."""
    if number.sizes != (8,) or number.start < 2 or text[number.start - 1] != "\n":
        return False
    return text[max(0, number.start - _FAR_ABOVE) : number.start].rstrip()[-1:].isdigit() and _is_dated(
        number.digits
    )


def over_line_end(text: str, start: int, written: bytes, *, worded: bool) -> tuple[int, int, bool] | None:
    """The number that begins with a run of digits and goes over its first line end.

    Args:
        text: The field.
        start: Where the run starts, code points.
        written: The run.
        worded: False if no word of a telephone is in the text.

    Returns:
        Start, end, and whether a numbering plan confirmed it; None if there is no such number.
    """
    lines = written.split(b"\n")
    first, second = (line.translate(None, _NOT_DIGITS).decode() for line in lines[:2])
    if "+" in text[max(0, start - 2) : start]:
        return _international(text, start, lines)
    end = start + len(lines[0]) + 1 + len(lines[1].rstrip(_NOT_DIGITS))
    if not first or not second or not lines[1][:1].isdigit() or _goes_on(text, end):
        return None
    if not worded or len(lines) > _FEWEST_BEHIND or not _FEWEST <= len(first + second) <= _MOST:
        return None
    if len(first) >= _FEWEST or _is_dated(second):
        return None
    return (start, end, False) if is_labelled(text, start) else None


def _international(text: str, start: int, lines: list[bytes]) -> tuple[int, int, bool] | None:
    """The number behind a plus whose groups stand on as many lines as it takes for a country to have it."""
    digits, end = "", start
    for at, line in enumerate(lines[:_MOST_LINES]):
        bare = line.translate(None, _NOT_DIGITS).decode()
        if not bare or not line.lstrip(b"(")[:1].isdigit():
            return None
        digits += bare
        behind = end + len(line.rstrip(_NOT_DIGITS))
        end += len(line) + 1
        if _assigned(digits):
            return (start, behind, True) if at and not _goes_on(text, behind) else None
    return None


def _goes_on(text: str, end: int) -> bool:
    after = text[end : end + 2]
    return bool(after) and (
        after[0].isalnum() or after[0] in "_%:" or (after[0] in ".," and after[1:].isdigit())
    )


def _assigned(digits: str) -> bool:
    parts = phone_plan.split_country_code(digits)
    return parts is not None and phone_plan.valid(*parts)
