"""Values that are a text in pieces: tokens of a model, words of speech or text recognition, parts of an answer.

`tokens: 512` is a count and `context: staging` a word; `tokens: [9906, 1917]` is the text itself in another spelling.
Field rules that say `holds` ask here, by `redaction.policy.selectors`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

__all__ = ["HOLDS", "lists", "numbers", "tokens", "words"]

_DEEPEST: Final = 4
"""Prompts in a batch, tokens in a prompt, candidates for a token, fields of a candidate."""
_PIECES: Final = frozenset({"text", "token", "tok_str", "token_str", "token_text", "piece", "decoded_token"})
_BESIDE: Final = frozenset(
    {"id", "token_id", "tok_id", "logprob", "prob", "probability", "probs", "top_logprobs"}
)
_WORDS: Final = ("word", "punctuated_word", "text", "content", "description")
"""Under one of them a recognised word stands."""
_FEWEST: Final = 4
"""So few are counts by kind, sizes and names as well."""
_LISTS: Final = frozenset((list, tuple))
_NESTED: Final = _LISTS | {int}


def numbers(value: Any) -> bool:
    """Whether a value is a list of whole numbers, at least four, or a list of such lists, and nothing else."""
    if type(value) not in _LISTS:
        return False
    level: Sequence[Any] = value
    found = 0
    for _ in range(_DEEPEST):
        kinds = set(map(type, level))
        if not kinds <= _NESTED:
            return False
        found += sum([type(entry) is int for entry in level])
        level = [entry for below in level if type(below) in _LISTS for entry in below]
        if not level:
            return found >= _FEWEST
    return False


def lists(value: Any) -> bool:
    """Whether a value is a list or an object: under the name of a vector or of pieces, neither a count nor a name."""
    return isinstance(value, dict | list | tuple)


def words(value: Any) -> bool:
    """Whether a value is a list of objects that hold a word each: no finder sees what stands in two of them."""
    return type(value) in _LISTS and len(value) > 1 and all(map(_is_word, value))


def _is_word(entry: Any) -> bool:
    return type(entry) is dict and any(
        type(text) is str and text and not text.isspace() and len(text.split()) == 1
        for text in map(entry.get, _WORDS)
    )


def tokens(value: Any) -> bool:
    """Whether a value is such a list, a list of texts, or a token with its id or probability, or a list of those."""
    if type(value) is dict:
        return not _PIECES.isdisjoint(value) and not _BESIDE.isdisjoint(value)
    if type(value) not in _LISTS:
        return False
    level: Sequence[Any] = value
    for _ in range(_DEEPEST):
        kinds = set(map(type, level))
        if kinds == {str} and len(level) >= _FEWEST:
            return True
        if dict in kinds and any(tokens(entry) for entry in level if type(entry) is dict):
            return True
        level = [entry for below in level if type(below) in _LISTS for entry in below]
    return numbers(value)


def _anything(_: Any) -> bool:
    return True


HOLDS: Final[Mapping[str, Callable[[Any], bool]]] = MappingProxyType(
    {"": _anything, "lists": lists, "numbers": numbers, "tokens": tokens, "words": words}
)
"""What a field rule may ask of a value, by name."""
