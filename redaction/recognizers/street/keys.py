"""Street addresses under keys that say so: `street_address`, `address_line1`, `street`; and `address`, which says less.

Part of `redaction.recognizers.street.recognizer`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from redaction.recognizers.detector import VALUE_TAILS, KeyRule
from redaction.recognizers.street import kinds
from redaction.recognizers.street.tails import CAPITAL, tail_behind
from redaction.recognizers.street.words import may_name, words_of
from redaction.spans import Span

__all__ = ["KEY_RULES"]

_LONGEST: Final = 240
_LINES: Final = frozenset({
    "street", "street address", "streetaddress", "street line", "street name", "street and number", "house address",
    "home address", "billing address", "shipping address", "delivery address", "mailing address", "postal address",
    "residential address", "residence address", "permanent address", "customer address", "patient address",
    "address line", "addressline", "address street", "thoroughfare", "strasse", "hausanschrift", "anschrift",
    "adresse postale", "indirizzo", "direccion", "domicilio",
    *(f"{name}{gap}{number}" for name in ("street", "street line", "address line", "addressline")
      for gap in ("", " ") for number in "123"),
})  # fmt: skip
# Parts of machines have them, too.
_WEAK: Final = frozenset(
    f"{name}{gap}{number}" for name in ("address", "addr") for gap in ("", " ") for number in "123"
)
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


_MACHINES: Final = words_of(
    "device port bank board slot page rank node channel channels block sector register bus socket core rack shelf",
    "offset line card chip pin index entry segment frame cell row column col sensor relay module controller host",
    "worker server gpu cpu dimm byte bytes bit bits word words memory buffer cache table item group zone step",
    "stage layer id flop turn river preflop hole",
)  # fmt: skip
"""In small letters: what is numbered and no street, though its key may be the same."""
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_COUNTED: Final = re.compile(r"(?:[^\W\d_]+ [0-9]{1,4}[ ,]{0,2}){3,}")
_NAME_BEHIND: Final = re.compile(rf"[0-9]{{1,5}}[A-Za-z]?,? (?P<name>{CAPITAL}(?:[ ]{CAPITAL}){{0,3}})")
_PART_OF_HOUSE: Final = re.compile(
    r"(?i:apt|apartment|suite|ste|flat|floor|unit|room|building|bldg|appt|wohnung|piso)"
    r"\b\.? ?#?[0-9]{0,5}[A-Za-z]?(?!\w)"
)
_TOWN_BEHIND: Final = re.compile(
    rf"[0-9][0-9A-Za-z/-]{{0,6}}(?:, ?|\s?\n\s?)(?:[0-9][0-9 -]{{2,6}} )?{CAPITAL}"
)


def _line(text: str, start: int, key: str) -> Iterator[Span]:
    """A whole value with a name and a number, or with a name and the word for a street."""
    del start, key
    value = text.strip()
    if len(value) > _LONGEST or not _LINE.fullmatch(value) or not _NAMED.search(value):
        return
    called = " " in value and _KIND.search(value)
    if called or (_NUMBER.search(value) and not _COUNTED.fullmatch(value) and not _of_machines(value, all)):
        yield _whole(text, value)


def _weak(text: str, start: int, key: str) -> Iterator[Span]:
    """A whole value with a word for streets, a number before a name, a town or a part of a house."""
    del start, key
    value = text.strip()
    if len(value) > _LONGEST or not _LINE.fullmatch(value):
        return
    name = _NAME_BEHIND.fullmatch(value)
    if (
        _begins_like_one(value)
        or _is_called_street(value)
        or _PART_OF_HOUSE.match(value)
        or (name is not None and may_name(name["name"]) and not _of_machines(value, any))
        or (_TOWN_BEHIND.search(value) and not _of_machines(value, any))
    ):
        yield _whole(text, value)


def _is_called_street(value: str) -> bool:
    """Whether a name and a word for streets stand there (`Kings Road`, `Kings Road 5`, `Unter den Linden 5`)."""
    name, gap, kind = value.rstrip("0123456789 ").rpartition(" ")
    if gap and _KIND.search(kind):
        return may_name(name) and not _of_machines(name, any)
    return kinds.PREPOSED.match(f"{value}, ") is not None and not _of_machines(value, any)


def _of_machines(value: str, some: Callable[[Iterable[bool]], bool]) -> bool:
    """Whether `any` or `all` of the words are what machines and games number."""
    return some(word in _MACHINES for word in _WORD.findall(value.lower()))


def _address(text: str, start: int, key: str) -> Iterator[Span]:
    """A whole value that begins like an address: those of machines and programs stand under such keys too."""
    del start, key
    value = text.strip()
    if len(value) > _LONGEST or not _LINE.fullmatch(value):
        return
    if _begins_like_one(value):
        yield _whole(text, value)


def _begins_like_one(value: str) -> bool:
    number = kinds.NUMBER_FIRST.match(value)
    if number is not None and may_name(number["name"]):
        return True
    behind = kinds.STREET_AND_NUMBER.match(value)
    if behind is None:
        return False
    if tail_behind(value, behind.end()).kind == "european":
        return True
    word = kinds.COMPOUND.search(value, 0, behind.start("house"))
    return word is not None and (word["word"] is not None or not _of_machines(word["first"], any))


def _whole(text: str, value: str) -> Span:
    begin = text.index(value)
    return Span(begin, begin + len(value), "STREET_ADDRESS", 0.8, "street.key", "ScrublineStreetRecognizer")


KEY_RULES: Final = (
    KeyRule("street.key", "STREET_ADDRESS", _LINES, _line, VALUE_TAILS),
    KeyRule("street.key", "STREET_ADDRESS", _WEAK, _weak, VALUE_TAILS),
    KeyRule("street.key", "STREET_ADDRESS", _ADDRESSES, _address, VALUE_TAILS),
)
