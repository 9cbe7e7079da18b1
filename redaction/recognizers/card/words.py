"""Words that say: this is the number of a payment card. Only odd groups and rare brands need one."""

from __future__ import annotations

import re
from typing import Final

from redaction.recognizers.context import Context

__all__ = ["is_called", "names_card"]

_STEMS: Final = (
    *(
        "kart",
        "kárty",
        "kreditk",
        "creditc",
        "debitk",
        "bankk",
        "kaart",
        "kortn",
        "tarjet",
        "cardn",
        "kartenn",
    ),
    *("карт", "κάρτ"),
)
_WORDS: Final = Context(
    *(
        "card",
        "credit",
        "debit",
        "visa",
        "mastercard",
        "amex",
        "american express",
        "maestro",
        "discover",
        "diners",
    ),
    *(
        "jcb",
        "unionpay",
        "cc",
        "pan",
        "ccn",
        "card number",
        "card no",
        "payment",
        "creditcard",
        "carte",
        "tarjeta",
    ),
    *(
        "cartao",
        "cartão",
        "carta",
        "cartes",
        "tarjetas",
        "cb",
        "ccnum",
        "cvv",
        "cvc",
        "exp",
        "expires",
        "expiry",
    ),
    *(
        "카드",
        "カード",
        "卡号",
        "卡號",
        "thẻ",
        "the tin dung",
        "kredi",
        "kad",
        "kort",
        "bankkort",
        "betalkort",
    ),
    stems=_STEMS,
    before=80,
    after=30,
)
_JOINED: Final = re.compile(
    r"卡号|卡號|信用卡|银行卡|銀行卡|借记卡|カード|카드|บัตร|بطاقة|البطاقة|כרטיס|कार्ड|কার্ড|[这這]张卡|[我的]卡"
)
"""The same in scripts that put no blank between words."""
_JOINED_REACH: Final = 24


_NAMING: Final = frozenset(_WORDS.heads - {"payment", "exp", "expires", "expiry"})


def names_card(words: list[str]) -> bool:
    """Whether one of some words, in lower case, names a card, and not only what is done with one."""
    return any(word in _NAMING or word.startswith(_STEMS) for word in words)


def is_called(text: str, begin: int, end: int, key: str) -> bool:
    """Whether a word near `text[begin:end]` or the key says that it is a card."""
    if _WORDS.near(text, begin, end, key):
        return True
    if not key.isascii() and _JOINED.search(key) is not None:
        return True
    return not text.isascii() and _JOINED.search(text, max(0, begin - _JOINED_REACH), begin) is not None
