"""What may stand directly beside a payment card number, and between its groups where that is no usual separator."""

from __future__ import annotations

import re
from typing import Final

from redaction.recognizers.borders import LETTERS_AND_DIGITS, Bordered, behind_escape
from redaction.recognizers.letters import Before

__all__ = [
    "SEPARATED",
    "SEPARATED_GATES",
    "goes_on_dated",
    "is_dated",
    "is_followed_by_money",
    "is_glued",
    "is_list",
    "is_of_cloud",
    "is_of_goods",
]

_CARD_BEFORE: Final = re.compile(
    r"(?:visa|mastercard|maestro|amex|discover|diners|unionpay|card|karte|carte|tarjeta|cartao"
    r"|(?<![a-z])(?:mc|jcb|pan|cc|ccn|carta|n[or]|num|number)|%b)\Z",  # %B begins the first track of a card
    re.IGNORECASE | re.ASCII,
)
_BEFORE_REACH: Final = 12
_MONEY: Final = (
    "usd|eur|gbp|chf|jpy|cny|inr|brl|cad|aud|nzd|sek|nok|dkk|pln|czk|huf|try|mxn|zar|sgd|hkd|krw|aed|ils|ron"
)
_MONEY_BEHIND: Final = re.compile(rf"(?:{_MONEY})(?![a-z])", re.IGNORECASE | re.ASCII)
_MONEY_OR_DATE_BEHIND: Final = re.compile(
    rf"(?:{_MONEY}|exp(?:iry|ires)?|cvv2?|cvc2?|cid|visa|amex|mastercard)(?![a-z])",
    re.IGNORECASE | re.ASCII,
)
_CLOUD_ACCOUNT: Final = Before(
    (":", "/", "account", "project", "id", "number", "no", "no."),
    r"(?:arn:[a-z0-9\-]{1,20}:[a-z0-9\-]{1,30}:[a-z0-9\-]{0,20}:|\bprojects/"
    r"|\b(?i:aws|amazon|gcp|google cloud)[ _\-](?i:account|project)(?:[ _\-]?(?i:id|number|no\.?))?"
    r"[\"']?[ :=#]{1,3}[\"']?)\Z",
    80,
    "\"'=#",
)
"""Before the number of an account or project of a cloud, which has as many digits as the shortest card."""
_GOODS: Final = Before(
    (
        *("ean", "gtin", "upc", "isbn", "jan", "barcode", "code", "number", "no", "no.", "_id"),
        *("10", "11", "12", "13", "14", "8"),
    ),
    r"(?<![a-z])(?:ean|gtin|upc|isbn|jan|barcode)(?:[ _\-]?(?:1[0-4]|8|code|number|no\.?))?[\"']?[ :=#]{1,3}[\"']?\Z"
    r"|[a-z]_id[\"']?[ :=]{1,2}[\"']?\Z",
    24,
    "\"':=#",
    re.IGNORECASE | re.ASCII,
)
_IDEOGRAPHS: Final = 0x3000
_EQUAL_GROUPS: Final = 4
_GOES_ON: Final = re.compile(r"[:/.\-][0-9]")
# A month and a year, a day, a time of day.
_DATE: Final = re.compile(
    r"[ \t]{0,3}[ \t.,/_\-](?:[0-9]{1,2}[:/.\-](?:[0-9]{4}|[0-9]{2})|[0-9]{4}[/.\-][0-9]{2})"
    r"(?:[:/.\-][0-9]{2,4})?(?![0-9])"
)
SEPARATED_GATES: Final = (
    r"[0-9]{4}[,|:][0-9]{4}[,|:][0-9]{4}[,|:][0-9]{4}",
    r"[0-9]{4}[,|:][0-9]{6}[,|:][0-9]{5}",
)


def _begins(match: re.Match[str]) -> bool:
    text, begin = match.string, match.start()
    before = text[begin - 1]
    if before in ",|:":
        return before != match["s"] or not text[max(0, begin - 2) : begin - 1].isdigit()
    return behind_escape(text, begin)


SEPARATED: Final = Bordered(
    r"[0-9][0-9]{3}(?P<s>[,|:])(?:[0-9]{4}(?P=s)[0-9]{4}(?P=s)[0-9]{4}|[0-9]{6}(?P=s)[0-9]{5})"
    r"(?![0-9A-Za-z]|(?P=s)[0-9])",
    LETTERS_AND_DIGITS | {",", "|", ":"},
    unless=_begins,
)
"""A number in the groups that are printed on cards, with one sign between them that stands in lists, too."""


def goes_on_dated(text: str, end: int) -> bool:
    """Whether the digits before `end` are joined to those behind by a sign of dates and times."""
    return _GOES_ON.match(text, end) is not None


def is_dated(text: str, end: int) -> bool:
    """Whether a date or a time of day stands behind the digits that end at `end`: `03/28`, `2024-01-02`."""
    return _DATE.match(text, end) is not None


def is_followed_by_money(text: str, end: int) -> bool:
    """Whether a currency stands directly behind a number that ends at `end`."""
    return _MONEY_BEHIND.match(text, end) is not None


def is_list(written: str) -> bool:
    """Whether groups are numbers of their own, such as years, sizes or ports.

    Those that only rise or only fall are, and four with commas: no card is written like that.
    """
    groups = [int(group) for group in re.split("[,|:]", written)]
    if "," in written and len(groups) == _EQUAL_GROUPS:
        return True
    return groups == sorted(set(groups)) or groups == sorted(set(groups), reverse=True)


def is_of_cloud(text: str, begin: int) -> bool:
    """Whether what stands directly before says that digits are an account or a project of a cloud."""
    return _CLOUD_ACCOUNT.search(text, begin) is not None


def is_of_goods(text: str, begin: int) -> bool:
    """Whether what stands directly before says that digits are those of a bar code, or an id of a record."""
    return _GOODS.search(text, begin) is not None


def is_glued(text: str, edge: int, *, before: bool) -> bool:
    """Whether letters, a decimal point or digits make the digits at `edge` part of something longer.

    Args:
        text: The text.
        edge: Where the digits begin (`before`) or one past their end.
        before: Which of the two.
    """
    if before:
        if edge == 0:
            return False
        char = text[edge - 1]
        if char in ".,":
            return edge > 1 and text[edge - 2].isdigit() and char == "."
        if not char.isalnum() or ord(char) >= _IDEOGRAPHS:
            return False
        if char.isdigit():
            return not behind_escape(text, edge)
        return (
            char.isascii()
            and _CARD_BEFORE.search(text, max(0, edge - _BEFORE_REACH), edge) is None
            and not behind_escape(text, edge)
        )
    if edge >= len(text):
        return False
    char = text[edge]
    if char == ".":
        return edge + 1 < len(text) and text[edge + 1].isdigit() and not text[edge + 1 : edge + 5].isdigit()
    if not char.isalnum() or ord(char) >= _IDEOGRAPHS:
        return False
    return char.isdigit() or (char.isascii() and _MONEY_OR_DATE_BEHIND.match(text, edge) is None)
