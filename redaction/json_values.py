r"""What replaces a whole value in JSON text that stands inside other text: a string, so that it stays JSON.

`data: {"delta":{"content":"Hi"}}` becomes `data: {"delta":"<MODEL_TOKENS>"}`, and `{"card":4111111111111111}` in a log
line `{"card":"<CREDIT_CARD>"}`, in the quotes that the key has: `\"` where the JSON is itself in a string, `'` in a
dictionary of Python. A text that is JSON as a whole does not come here: `redaction.walk.surface` reads it.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["as_value"]

_DIGITS: Final = frozenset("0123456789")
_OPENING: Final = frozenset("[{\"'\\")
_BEFORE: Final = frozenset(": \t\r\n[,")
_REACH: Final = 160
_KEY: Final = re.compile(r"(?P<quote>\\{0,7}[\"'])[ ]?:\s{0,8}(?P<list>\[[\s0-9,.+\-eE]{0,120})?\Z")
"""The end of a key, and the numbers of its list that stand before."""
_ENDS: Final = re.compile(r"\s{0,40}[,}\]]")
_UNSAFE: Final = re.compile(r"[\"'\\\x00-\x1f]")


def as_value(text: str, start: int, end: int, replacement: str) -> str:
    """A replacement, in quotes where it stands for a whole number, list, object or string of JSON.

    What begins a list, an object or a string shows by its beginning that it is one; a number must end like a value.

    Args:
        text: The field.
        start: First code point of what is replaced.
        end: One past the last.
        replacement: What is to stand there.
    """
    if not start or text[start - 1] not in _BEFORE:
        return replacement
    first = text[start]
    number = first in _DIGITS
    if not (number or first in _OPENING) or replacement == text[start:end]:
        return replacement
    before = text[max(0, start - _REACH) : start]
    if ":" not in before or not ('"' in before or "'" in before):
        return replacement
    key = _KEY.search(before)
    if key is None or _UNSAFE.search(replacement) is not None:
        return replacement
    if (number and _ENDS.match(text, end) is None) or (key["list"] is not None and not number):
        return replacement
    quote = key["quote"]
    closing = "" if not number and text.startswith(quote, end) else quote
    return f"{quote}{replacement}{closing}"
