"""Digits grouped like a telephone number that are the parts of a version, or an amount before its currency."""

from __future__ import annotations

import re
from typing import Final

from redaction.recognizers.letters import Before

__all__ = ["is_priced", "is_version"]

_VERSION: Final = Before(
    (
        *(
            "version",
            "versions",
            "versi\u00f3n",
            "vers\u00e3o",
            "versione",
            "versie",
            "versionen",
            "versio",
            "wersja",
        ),
        *(
            "wersji",
            "verze",
            "verzia",
            "verzi\u00f3",
            "verzija",
            "verzi",
            "s\u00fcr\u00fcm",
            "s\u00fcr\u00fcm\u00fc",
        ),
        *(f"\u0432\u0435\u0440\u0441\u0438{end}" for end in "\u044f\u0438\u0439"),
        *(f"\u0432\u0435\u0440\u0441\u0456{end}" for end in "\u044f\u0457"),
        *("\u03ad\u03ba\u03b4\u03bf\u03c3\u03b7", "phi\u00ean b\u1ea3n", "firmware", "v", "ver", "vsn"),
        *(
            "\u7248\u672c",
            "\u30d0\u30fc\u30b8\u30e7\u30f3",
            "\ubc84\uc804",
            " no",
            " nr",
            " number",
            " is",
            " ist",
        ),
    ),
    r"(?:(?<![^\W_])(?:versions?|versi\u00f3n|vers\u00e3o|versione|versie|versionen|versio|wersj[ai]|verze|verzia"
    r"|verzi\u00f3|verzija|verzi|s\u00fcr\u00fcm\u00fc?|\u0432\u0435\u0440\u0441\u0438[\u044f\u0438\u0439]"
    r"|\u0432\u0435\u0440\u0441\u0456[\u044f\u0457]|\u03ad\u03ba\u03b4\u03bf\u03c3\u03b7|phi\u00ean b\u1ea3n"
    r"|firmware|(?P<short>v|ver(?=[.:])|vsn))|\u7248\u672c|\u30d0\u30fc\u30b8\u30e7\u30f3|\ubc84\uc804)"
    r"(?:[ ](?:no|nr|number|is|ist))?[.:=#\uff1a]{0,2}[ ]{0,2}[\"'`(]?\Z",
    24,
    ".:=#\uff1a\"'`(",
    re.IGNORECASE,
)
_DOTTED: Final = re.compile(r"[1-9][0-9]*\.[0-9]")
# An amount: the groups behind the first are thousands. What it is so much of stands behind it.
_AMOUNT: Final = re.compile(r"[1-9][0-9]*(?:(?P<by>[ .])[0-9]{3}(?:(?P=by)[0-9]{3})*)?(?:[.,][0-9]{1,2})?")
_CURRENCY: Final = re.compile(
    r"[ \u00a0\u202f]?(?:[\u20a0-\u20cf$\u00a3\u00a5\u0e3f\u5143\u5186\uc6d0]|\u0e1a\u0e32\u0e17"
    r"|(?:\u0111|VN[D\u0110]|[\u0440p][\u0443y]\u0431|\u0433\u0440\u043d|\u043b\u0432|z\u0142|kr|Ft|K\u010d|TL|Rs"
    r"|EUR|USD|GBP|CHF|CAD|AUD|NZD|SGD|HKD|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|UAH|RUB|KZT|INR|IDR|JPY|CNY|RMB|KRW"
    r"|THB|ILS|AED|SAR|NGN|ZAR|MXN|BRL|ARS|CLP)(?![^\W_]))"
)


def is_version(text: str, start: int) -> bool:
    """Whether a word for version stands directly before `text[start:]`; behind an abbreviation it has a dot.

    Args:
        text: The field.
        start: First digit, code point.
    """
    word = _VERSION.search(text, start)
    return word is not None and (word["short"] is None or _DOTTED.match(text, start) is not None)


def is_priced(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is written like an amount and a currency stands directly behind it.

    Args:
        text: The field.
        start: First digit, code point.
        end: One past the last digit.
    """
    return _AMOUNT.fullmatch(text, start, end) is not None and _CURRENCY.match(text, end) is not None
