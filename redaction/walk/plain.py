"""Which texts are nothing but text, so that the walks can take in many of them at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter
from typing import Final

__all__ = ["JSON_STARTS", "PLAIN", "are_plain", "is_plain", "is_unicode", "with_unicode"]

JSON_STARTS: Final = frozenset('{["\t\n\r ')
PLAIN: Final = 256
"""Below this length a text is never taken for encoded data."""
_first: Final = itemgetter(0)
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def is_unicode(text: str) -> bool:
    """Whether a text can be written as UTF-8: JSON may hold halves of surrogate pairs, which stand for nothing."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def with_unicode(text: str) -> str:
    """A text with U+FFFD for each lone surrogate."""
    return _SURROGATES.sub("\ufffd", text)


def are_plain(texts: Sequence[str]) -> bool:
    """Whether all of some texts are nothing but text: no documents, no encoded data, no lone surrogates, none empty."""
    return (
        max(map(len, texts)) < PLAIN
        and min(map(len, texts)) > 0
        and is_unicode("".join(texts))
        and JSON_STARTS.isdisjoint(map(_first, texts))
    )


def is_plain(text: str) -> bool:
    """Whether a text can be nothing but text: no document, no lone surrogate, no encoded data, not empty."""
    if not text or text[0] in JSON_STARTS or not is_unicode(text):
        return False
    return len(text) < PLAIN or (text[0] != "d" and " " in text[:PLAIN])
