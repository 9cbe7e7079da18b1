"""Card numbers as programs print numbers: floats, longs, filled with zeros, in powers of ten, with thousands.

Sums and counters are printed like this, too, so one needs the name of a card directly before it or in its key. Part
of `redaction.recognizers.card.recognizer`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.borders import WORD, Bordered
from redaction.recognizers.card.brands import brand
from redaction.recognizers.checksums import luhn
from redaction.recognizers.context import Context

__all__ = ["GATES", "labelled_numbers"]

GATES: Final = (
    r"[0-9]{12}(?:\.0|[Ln])",
    r"[^0-9]00[0-9]{12}",
    r"[0-9]\.[0-9]{9,18}[eE]\+?1[0-9]",
    r"[0-9](?:,[0-9]{3}){4}",
)
_NUMBER: Final = Bordered(
    r"[0-9](?:(?P<whole>[0-9]{11,18})(?:\.0{1,2}|[Ln])|(?<=0)(?P<filled>0[0-9]{12,19})"
    r"|\.(?P<decimals>[0-9]{9,18})[eE]\+?(?P<power>1[0-9])|(?P<thousands>[0-9]{0,2}(?:,[0-9]{3}){4,6}))"
    r"(?![0-9A-Za-z_]|[.,][0-9])",
    WORD | {".", ",", "-"},
)
_LABEL: Final = re.compile(
    r"(?:(?<!dis)card|(?<![a-z])(?:pan|ccn?|visa|mastercard|amex|maestro)|karte|carte|tarjeta)"
    r"(?:[ _\-]?(?:number|num|no\.?|nr\.?|pan))?"
    r"[\"'\])]{0,2}[ ]{0,2}(?:[:=]>?|#|is|was)?[ ]{0,2}[\"'(\[]{0,2}\Z",
    re.IGNORECASE | re.ASCII,
)
_LABEL_REACH: Final = 40
_KEYS: Final = Context(
    *("card number", "card no", "card num", "card", "pan", "cc", "ccn", "cc number", "credit card"),
    *("debit card", "primary account number", "card pan"),
)


def labelled_numbers(text: str, start: int, key: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and brand of the card numbers that are printed as numbers."""
    for match in _NUMBER.finditer(text, start):
        digits = _digits(match).encode()
        name = brand(digits)
        if name is None or len(set(digits)) == 1 or not luhn(digits):
            continue
        begin, end = match.span()
        if _LABEL.search(text, max(0, begin - _LABEL_REACH), begin) is None:
            alone = text[:begin].strip() == text[end:].strip() == ""
            if not (alone and _KEYS.in_key(key)):
                continue
        yield begin, end, name


def _digits(match: re.Match[str]) -> str:
    """The digits that a printed number stands for, without those that only fill it up."""
    first = match.group()[0]
    if match["filled"]:
        return match["filled"].lstrip("0")
    if match["decimals"]:
        return first + match["decimals"].ljust(int(match["power"]), "0")
    return first + (match["whole"] or match["thousands"].replace(",", ""))
