"""Keys of JSON and of dictionaries written into a text: `{"phone":"+49...","created":1615999386}` behind a prefix.

A value is what its own key says. What a key beside it says, a few characters further away, speaks of another value.
"""

from __future__ import annotations

import re
from typing import Final

from redaction.recognizers.context import key_words
from redaction.recognizers.phone.names import OF_CALLERS, is_name, says_phone
from redaction.recognizers.phone.other import OF_ANY, OF_PEOPLE

__all__ = ["FORMS", "is_of_other_key"]

_REACH: Final = 144
_KEY: Final = re.compile(
    r"(?P<quote>\\{0,3}[\"'])(?P<name>[^\W\d][\w.\- ]{0,47})(?P=quote)[ ]?:\s{0,8}"
    # A list of numbers belongs to its key, too.
    r"(?:\[[\s0-9.,+\-eE\"'\\]{0,80})?\\{0,3}[\"']?[+(\-]{0,2}\Z"
)
_AROUND: Final = re.compile(
    r"(?P<quote>\\{0,3}[\"'])(?P<name>[^\W\d][\w.\- ]{0,47})(?P=quote)[ ]?:\s{0,8}\{\s{0,8}\Z"
)
"""The key of an object, before the first key in it."""
_ENDS: Final = re.compile(r"\\{0,3}[\"']|\s{0,8}(?:[,\]}]|\Z)")
"""Behind a value that is nothing but digits; beside others stand words that say what they are."""
FORMS: Final = frozenset({
    "value", "values", "raw", "number", "numbers", "num", "plain", "original", "formatted", "normalized", "e164",
    "national", "international", "display", "str", "string",
})  # fmt: skip
"""Keys that say nothing without the key around them."""
_WHICH: Final = frozenset({
    *("local", "subscriber", "full", "handle", "target", "receiver", "recipients", "destinations", "answer", "reply"),
    *("response", "result", "output", "first", "second", "third", "previous", "current", "emergency", "test", "chat"),
    *("peer", "party", "sip", "eq", "in", "contains", "s", "n", "v", "param", "params", "parameter"),
    *("a", "b", "at", "call", "reach", "return", "kontakt", "контакт", "номер"),
    *("msg", "note", "notes", "comment", "utterance", "customer", "client", "person", "patient", "guest"),
})  # fmt: skip
_NEUTRAL: Final = (OF_ANY | OF_PEOPLE | OF_CALLERS | FORMS | _WHICH) - {"is"}
"""Words of keys that leave it to what stands around them."""


def is_of_other_key(text: str, start: int, end: int) -> bool:
    """Whether digits are all of the value of a key in quotes, or in a list that is, and the key speaks of no telephone.

    Args:
        text: The field.
        start: First digit, code point.
        end: One past the last digit.
    """
    far = max(0, start - _REACH)
    if text.find(":", far, start) < 0 or _ENDS.match(text, end) is None:
        return False
    key = _KEY.search(text, far, start)
    if key is None:
        return False
    name, around = key["name"], _AROUND.search(text, max(0, key.start() - _REACH), key.start())
    words = [word for word in key_words(name).split() if not word.isdigit()]
    if words[-1:] == ["id"] and not OF_CALLERS.isdisjoint(words):
        return False
    if not words or _NEUTRAL.issuperset(words) or _is_of_telephones(name):
        return False
    return around is None or not _is_of_telephones(around["name"])


def _is_of_telephones(name: str) -> bool:
    return says_phone(name) or is_name(name) or name.lower() in OF_CALLERS
