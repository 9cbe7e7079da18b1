"""Ids that have as many digits as cards: one in ten passes Luhn, as of any digits.

What stands directly before them, or their key, says of what they are the id: an order, an invoice, a request. They are
written in one piece; numbers in groups, and those near a word of cards, are cards whatever stands before them.
"""

from __future__ import annotations

import re
from typing import Final

from redaction.recognizers.card.words import names_card
from redaction.recognizers.context import key_words
from redaction.recognizers.letters import Before

__all__ = ["are_cells", "is_id"]

_OF_ID: Final = frozenset({"id", "ids", "uid", "ref", "reference"})
_NUMBER: Final = frozenset({"number", "no", "nr", "num"})
_THINGS: Final = frozenset({
    *("order", "invoice", "ticket", "transaction", "txn", "request", "tracking", "shipment", "parcel", "case"),
    *("receipt", "batch", "job", "trace", "span", "correlation", "incident", "product", "article", "bestellung"),
    *("rechnung", "bestellnummer", "rechnungsnummer", "commande", "facture", "pedido", "factura", "ordine", "fattura"),
})  # fmt: skip
"""What has a number and is not paid with; a booking and an account may name the card that they are paid with."""
_LABEL: Final = Before(
    sorted(_OF_ID | _NUMBER | _THINGS),
    r"(?P<words>[^\W\d_][\w.\-]*(?:[ ][\w.\-]+){0,3})(?:[ ]?[:=#>]{1,2}|[\\\"']{1,2}[ ]?[:=])?[ ]?[\\\"'`#(\[]{0,3}\Z",
    48,
    "_.-:=#>\\\"'`([",
)
_CELL_ENDS: Final = frozenset(",;|")
_WRAPPED: Final = re.compile(r"[0-9]{4}(?:[ \-\r\n]{1,3}[0-9]{4}){3}")
"""The printed groups of one card, wherever its line was broken."""


def is_id(text: str, begin: int, key: str) -> bool:
    """Whether the words directly before `text[begin:]`, or else the key, name an id, and of no card.

    Args:
        text: The field.
        begin: First digit, code point.
        key: Its key.
    """
    label = _LABEL.search(text, begin)
    if label is not None:
        return _names_id(key_words(label["words"]).split()[-4:])
    return not text[:begin].strip(" \"'") and _names_id(key_words(key).split())


def _names_id(words: list[str]) -> bool:
    if not words or names_card(words):
        return False
    if words[-1] in _OF_ID:
        return True
    if words[-1] in _NUMBER:
        del words[-1]
    return bool(words) and words[-1] in _THINGS


def are_cells(text: str, begin: int, end: int) -> bool:
    """Whether `text[begin:end]` goes over a line end, and is the last value of one row and the first of the next."""
    if "\n" not in text[begin:end]:
        return False
    if _WRAPPED.fullmatch(text, begin, end) is not None:
        return False
    by = text[begin - 1 : begin].strip(" \"'")
    return by in _CELL_ENDS and by == text[end : end + 1]
