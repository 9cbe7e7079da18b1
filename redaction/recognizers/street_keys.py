"""Street addresses under keys that say so: `street_address`, `address_line1`, `street`; and `address`, which says less.

Part of `redaction.recognizers.streets`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers import street_kinds as kinds
from redaction.recognizers.detector import VALUE_TAILS, KeyRule
from redaction.recognizers.street_tails import tail_behind
from redaction.recognizers.street_words import may_name
from redaction.spans import Span

__all__ = ["KEY_RULES"]

_LONGEST: Final = 240
_LINES: Final = frozenset({
    "street", "street address", "streetaddress", "street line", "street name", "street and number", "house address",
    "home address", "billing address", "shipping address", "delivery address", "mailing address", "postal address",
    "residential address", "residence address", "permanent address", "customer address", "patient address",
    "address line", "addressline", "address street", "thoroughfare", "strasse", "hausanschrift", "anschrift",
    "adresse postale", "indirizzo", "direccion", "domicilio",
    *(f"{name}{gap}{number}" for name in ("street", "street line", "address", "addr", "address line", "addressline")
      for gap in ("", " ") for number in "123"),
})  # fmt: skip
_ADDRESSES: Final = frozenset(
    {"address", "addr", "adresse", "full address", "formatted address", "location address"}
)
# Letters of any script, numbers, and the signs that stand between them; no assignments, paths or mail addresses.
_LINE: Final = re.compile(
    r"(?=[\W]*(?:[0-9]|[^\W\d_a-z]))[^\W_](?:[^\W_]|[ \t\r\n.,;'\u2019#&()/\u00ba\u00b0\u2013-])*"
)
_NUMBER: Final = re.compile(r"(?<![\w.:])#?[0-9]{1,5}(?![0-9.:])|[0-9]{1,5}[\u53f7\u865f\u756a]")
_NAMED: Final = re.compile(r"[^\W\d_]{3}|[^\W\d_a-zA-Z]{2}")
_KIND: Final = re.compile(
    rf"\b(?i:{'|'.join(sorted(kinds.PLAIN))}|drive|court|place|lane|terrace|way|square|close)\.?\Z"
)


def _line(text: str, start: int, key: str) -> Iterator[Span]:
    """A whole value with a name and a number, or with a name and the word for a street."""
    del start, key
    value = text.strip()
    if len(value) > _LONGEST or not _LINE.fullmatch(value) or not _NAMED.search(value):
        return
    if _NUMBER.search(value) or (" " in value and _KIND.search(value)):
        yield _whole(text, value)


def _address(text: str, start: int, key: str) -> Iterator[Span]:
    """A whole value that begins like an address: those of machines and programs stand under such keys too."""
    del start, key
    value = text.strip()
    if len(value) > _LONGEST or not _LINE.fullmatch(value):
        return
    number = kinds.NUMBER_FIRST.match(value)
    behind = kinds.STREET_AND_NUMBER.match(value)
    if (number is not None and may_name(number["name"])) or (
        behind is not None
        and (
            kinds.COMPOUND.search(value, 0, behind.start("house"))
            or tail_behind(value, behind.end()).kind == "european"
        )
    ):
        yield _whole(text, value)


def _whole(text: str, value: str) -> Span:
    begin = text.index(value)
    return Span(begin, begin + len(value), "STREET_ADDRESS", 0.8, "street.key", "ScrublineStreetRecognizer")


KEY_RULES: Final = (
    KeyRule("street.key", "STREET_ADDRESS", _LINES, _line, VALUE_TAILS),
    KeyRule("street.key", "STREET_ADDRESS", _ADDRESSES, _address, VALUE_TAILS),
)
