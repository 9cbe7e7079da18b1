"""Names that end like that of a secret and speak of something else: `next_page_token`, `max_tokens`, `eos_token`.

The words that say so are whole words of a name: `REDIS_PASSWORD` speaks of no `is`, `admin_token` of no `min`. All but
the marks that a listing is read on with are believed only as long as the value is no generated one. Read by
`redaction.recognizers.secret.assignments`.
"""

from __future__ import annotations

import re
from typing import Final

from redaction.recognizers.context import key_words
from redaction.recognizers.secret.generated import is_varied, mixes_kinds
from redaction.recognizers.secret.values import SIGN

__all__ = ["holds_no_secret"]

_PAGING: Final = frozenset(["next", "prev", "previous", "page", "continuation", "cursor", "sync"])
_GLUED: Final = re.compile(r"(?:(?:next|prev|previous|continuation|cursor|sync)(?:page)?|page)(?:token|key)")
_OF_COUNTS: Final = "max min num total per input output prompt completion cached reasoning"
_OF_VOCABULARIES: Final = "start stop end eos bos pad unk mask sep cls first last special"
_OF_TALK: Final = "public is has no reset forgot invalid missing unexpected expected bad syntax"
_OTHER: Final = frozenset(f"{_OF_COUNTS} {_OF_VOCABULARIES} {_OF_TALK}".split())
_BETWEEN: Final = frozenset({"page", "key"})
_PASSWORD: Final = "password"  # noqa: S105 - a word of names
_ENDS: Final = frozenset({"token", "secret", "key", _PASSWORD})
_SHORTEST_KEY: Final = 8
_SHORTEST_PASSWORD: Final = 6
_FEWEST_CHARACTERS: Final = 5
_NO_PASSWORD: Final = re.compile(r"[\s:/.=()]")
_NO_KEY: Final = re.compile(r"[\s:]")


def holds_no_secret(name: str, value: str) -> bool:
    """Whether a name that ends in a telling word holds something else.

    Args:
        name: As it stands in a text, or its words with a blank between.
        value: What stands there.
    """
    words = key_words(name).split()
    while words and words[-1].isdigit():
        del words[-1]
    if not words:
        return False
    last = words.pop()
    if last not in _ENDS:
        return _GLUED.fullmatch(last) is not None
    if last == "token" and words[-2:] == ["public", "key"]:
        return True  # of an assembly of .NET
    if len(words) > 1 and words[-1] in _BETWEEN and words[-2] in _OTHER | _PAGING:
        del words[-1]
    if not words:
        return False
    if words[-1] in _PAGING and last in {"token", "key"}:
        return True
    if words[-1] not in _OTHER | _PAGING:
        return False
    return not (_is_password(value) if last == _PASSWORD else _is_key(value))


def _is_key(value: str) -> bool:
    """Whether a generator wrote it: capitals, small letters and a digit, or many digits among letters."""
    return (
        len(value) >= _SHORTEST_KEY
        and mixes_kinds(value)
        and is_varied(value, fewest_characters=_FEWEST_CHARACTERS)
        and _NO_KEY.search(value) is None
    )


def _is_password(value: str) -> bool:
    """Whether letters stand beside digits or signs, as in no word, number or path."""
    return (
        len(value) >= _SHORTEST_PASSWORD
        and any(map(str.isalpha, value))
        and (mixes_kinds(value) or sum(map(str.isdigit, value)) > 1 or SIGN.search(value) is not None)
        and _NO_PASSWORD.search(value) is None
    )
