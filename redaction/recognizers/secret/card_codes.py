"""The number on the back of a card, beside the card itself: `4532015112830366|12|28|737`.

As shops, dumps and support chats write a card: number, month and year of expiry, and then three or four digits, which
need no word of their own. Part of `redaction.recognizers.secret.assignments`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.card.brands import brand
from redaction.recognizers.checksums import luhn
from redaction.recognizers.detector import Detector
from redaction.spans import Span

__all__ = ["DETECTORS"]

_NUMBER: Final = (
    r"[0-9]{13,19}|[0-9]{4}(?P<s>[ -])(?:[0-9]{4}(?P=s)[0-9]{4}(?P=s)[0-9]{4}|[0-9]{6}(?P=s)[0-9]{5})"
)
_BY: Final = r"[ \t]{0,2}[ \t|,:;/][ \t]{0,2}"
_VALID: Final = (
    r"(?:exp(?:iry|iration|ires?)?|valid|mm/yy)(?:[ _]?(?:date|thru|until|to|till))?[.]?[ ]?[:=]?[ ]?"
)
_MONTH: Final = r"(?:0?[1-9]|1[0-2])[ |/,:;.\-]{0,2}(?:20)?[2-4][0-9]"
_CODE: Final = r"(?:code|cv[cvn]2?|cid|csc)[ ]?[:=]?[ ]?"
_BESIDE: Final = re.compile(
    rf"(?<![0-9])(?P<number>{_NUMBER}){_BY}(?:{_VALID})?{_MONTH}"
    rf"(?:{_BY}(?:[a-z_]{{0,12}}{_CODE})?|[ ]?\()(?P<value>[0-9]{{3,4}})"
    r"(?![0-9A-Za-z_]|[.,:/-][0-9])",
    re.IGNORECASE | re.ASCII,
)
# With no word, with one before the month, with one before the digits: together they take twice as long to scan for.
_GATES: Final = (
    rf"[0-9]{{4}}{_BY}{_MONTH}(?:{_BY}|[ ]?\()[0-9]{{3}}",
    rf"(?i){_VALID}{_MONTH}",
    rf"(?i)[2-4][0-9]{_BY}[a-z_]{{0,12}}{_CODE}[0-9]{{3}}",
)


def _beside(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    for match in _BESIDE.finditer(text):
        digits = match["number"].translate({ord(" "): None, ord("-"): None}).encode()
        if brand(digits) is not None and luhn(digits):
            yield Span(*match.span("value"), "PASSWORD", 0.75, "said.code", "ScrublineAssignmentRecognizer")


DETECTORS: Final = (Detector("card.code", "PASSWORD", _GATES, _beside, near=100),)
