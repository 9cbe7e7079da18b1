"""Names in sentences of Dutch, Spanish and others: no phrase in small letters, and not a sentence's first word.

The model was trained on English: of other languages it takes a phrase in small letters, or the capital that begins a
sentence, for a name now and then. Part of `redaction.names.detector`, behind `redaction.names.foreign`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from redaction.names import features
from redaction.names import gazetteers as gz
from redaction.names.address_edges import Token
from redaction.names.spoken import SMALL_WORDS
from redaction.names.word_set import word_set
from redaction.words.courtesies import COURTESIES
from redaction.words.particles import PARTICLES

__all__ = ["names_elsewhere"]

_NAMES: Final = gz.NAMED
_ORDINARY: Final = gz.ORDINARY_ANYWHERE
_SENTENCE_LEAD: Final = re.compile(r"(?:\A|[.!?:\n])[ \t\"'*>¿¡«„-]*\Z")
_SMALL_BEHIND: Final = re.compile(r" [^\W\d_A-Z]")
_DATE: Final = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}\Z")
_REACH: Final = 8
_INSIDE: Final = PARTICLES | word_set("'t d l i et en und of o a")
"""In the names of houses words are joined, too; "d" and "l" stand before an apostrophe."""
_SHORTEST: Final = 3
"""Letters of a name in small letters."""


def names_elsewhere(
    text: str, tokens: Sequence[Token], gazetteer: Mapping[str, int], *, person: bool
) -> list[Sequence[Token]]:
    """Return a name without the small letters around it; nothing if it is a phrase, or a sentence's first word.

    Args:
        text: The field.
        tokens: What the model calls a person, a place or an organisation.
        gazetteer: Flags by lower-cased word.
        person: Whether it is a person: names of houses hold words in small letters.
    """
    if text.isupper():
        return [tokens]
    lower = text.islower()
    parts: list[Sequence[Token]] = []
    begin = 0
    for at in range(len(tokens) + 1):
        if at < len(tokens):
            word = tokens[at][2]
            cut = (
                word in SMALL_WORDS and word not in _INSIDE
                if lower
                else person and (_is_phrase(word, gazetteer) or _DATE.match(word) is not None)
            )
            if not cut:
                continue
        part = _trimmed(tokens[begin:at], gazetteer, lower=lower)
        begin = at + 1
        if part and any(word[0].isalpha() for _, _, word in part) and not _begins(text, part, gazetteer):
            parts.append(part)
    return [tokens] if parts and sum(map(len, parts)) == len(tokens) else parts


def _trimmed(part: Sequence[Token], gazetteer: Mapping[str, int], *, lower: bool) -> Sequence[Token]:
    """Without the small words and marks around; nothing if only those are left, or no name of the lists."""
    start, end = 0, len(part)
    while start < end and _is_edge(part[start][2], gazetteer, lower=lower):
        start += 1
    while end > start and _is_edge(part[end - 1][2], gazetteer, lower=lower):
        end -= 1
    kept = part[start:end]
    if lower and not any(_is_listed(word, gazetteer) for _, _, word in kept):
        return ()
    return kept


def _is_edge(word: str, gazetteer: Mapping[str, int], *, lower: bool) -> bool:
    if word.lower() in _INSIDE or not word[0].isalnum():
        return True
    return word in SMALL_WORDS if lower else _is_phrase(word, gazetteer)


def _is_phrase(word: str, gazetteer: Mapping[str, int]) -> bool:
    """Whether a word in small letters, in a field that has capitals, is nobody's name."""
    if not word.islower() or word in _INSIDE:
        return False
    return len(word) <= _SHORTEST or not _is_listed(word, gazetteer)


def _is_listed(word: str, gazetteer: Mapping[str, int]) -> bool:
    flags = gazetteer.get(word, 0)
    return len(word) >= _SHORTEST and bool(flags & (gz.GIVEN | gz.PLACE)) and not flags & _ORDINARY


def _begins(text: str, part: Sequence[Token], gazetteer: Mapping[str, int]) -> bool:
    """Whether a part is one word with the capital of its sentence, that nobody is called."""
    start, _, word = part[0]
    if len(part) > 1 or not word[0].isupper() or not word[1:].islower():
        return False
    lower = word.lower()
    flags = gazetteer.get(lower, 0)
    if lower in COURTESIES and _SMALL_BEHIND.match(text, part[0][1]):
        # "Beste klant": a name, too, but not before a small letter.
        return _SENTENCE_LEAD.search(text, max(0, start - _REACH), start) is not None
    if flags & gz.GIVEN or (flags & _NAMES and not flags & _ORDINARY) or features.is_body(word):
        return False
    return _SENTENCE_LEAD.search(text, max(0, start - _REACH), start) is not None
