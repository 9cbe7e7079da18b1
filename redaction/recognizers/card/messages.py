"""Card numbers in messages of terminals and networks, where tags and lengths in hex stand directly beside them.

Tags 5A and 57 of EMV (`5A084532...`, `57114532...D2812...`), the second track of the stripe as 57 has it, the first
track without its `%`, and field 2 of ISO 8583 behind the bitmap. Part of `redaction.recognizers.card.recognizer`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.card.brands import brand
from redaction.recognizers.checksums import luhn

__all__ = ["GATES", "numbers"]

_BETWEEN: Final = "[ :]?"
_TAG: Final = rf"5A{_BETWEEN}(?P<size>0[6-9A]){_BETWEEN}"
_BYTES: Final = rf"[0-9]{{2}}(?:{_BETWEEN}[0-9]{{2}}){{5,8}}(?:{_BETWEEN}[0-9]F)?"
_EXPIRES: Final = "[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{3}"
_TRACK: Final = rf"(?:(?<![0-9A-Z])|57(?:0[A-F]|1[0-9A-F]))(?P<number>[0-9]{{13,19}})D{_EXPIRES}"
_FIRST_TRACK: Final = r"(?<![0-9A-Z%])B(?P<number>[0-9]{12,19})\^[A-Z]"
# Authorisations, financial messages and reversals of ISO 8583:1987, by function; as words the scan finds them fast.
_TYPES: Final = "|".join(f"0{kind}{function}0" for kind in "124" for function in "0123")
# Of the bitmap the second bit says that the number is there, the first that there is a second bitmap.
_BITMAPS: Final = "(?:[4-7][0-9A-F]{15}|[C-F][0-9A-F]{31})"
_FIELD: Final = rf"(?<![0-9A-Z])(?:{_TYPES}){_BITMAPS}(?P<count>1[2-9])(?P<number>[0-9]{{12,19}})"
_TAGGED: Final = re.compile(rf"{_TAG}(?P<number>{_BYTES})", re.IGNORECASE | re.ASCII)
_OTHERS: Final = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII) for pattern in (_TRACK, _FIRST_TRACK, _FIELD)
)
GATES: Final = (
    rf"(?i)5A{_BETWEEN}0[6-9A]{_BETWEEN}[0-9]{{2}}(?:{_BETWEEN}[0-9]{{2}}){{5}}",
    r"[0-9]{13}[Dd][0-9]{2}[01][0-9]{4}",
    r"[0-9]\^[A-Za-z]",
    rf"(?i)[^0-9a-z](?:{_TYPES})[4-7C-F][0-9A-F]{{15}}",
)


def numbers(text: str, start: int) -> Iterator[tuple[int, int, str]]:
    """Start, end and brand of the card numbers in messages."""
    for match in _TAGGED.finditer(text, start):
        begin = match.start("number")
        digits = [at for at in range(begin, match.end("number")) if text[at] not in " :"]
        # The length is that of the bytes; behind it the next tag follows.
        del digits[2 * int(match["size"], 16) :]
        if len(digits) == 2 * int(match["size"], 16):
            end = digits[-1] + (text[digits[-1]] not in "Ff")
            if name := _brand_of("".join(text[at] for at in digits).rstrip("Ff")):
                yield begin, end, name
    for pattern in _OTHERS:
        for match in pattern.finditer(text, start):
            begin, end = match.span("number")
            if "count" in match.groupdict():
                end = begin + int(match["count"])
            if end <= match.end("number") and (name := _brand_of(text[begin:end])):
                yield begin, end, name


def _brand_of(number: str) -> str | None:
    """The brand of a number whose check digit is right."""
    digits = number.encode()
    return brand(digits) if luhn(digits) and len(set(digits)) > 1 else None
