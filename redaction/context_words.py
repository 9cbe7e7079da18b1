"""Words of the policy that make a finding likelier: what Presidio does for its recognizers, for every entity type."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from redaction.recognizers.context import key_words
from redaction.spans import Field, Span

__all__ = ["ContextWords"]

_WORD: Final = re.compile(r"\w+")
# As Presidio has them.
_MORE: Final = 0.35
_LEAST: Final = 0.4
_WORDS_BEFORE: Final = 5
_REACH: Final = 100
"""Code points before a finding that are looked at: a stream still has them."""


class ContextWords:
    """Raises the scores of findings that one of their type's words announces.

    Args:
        words: By entity type; a phrase is words with blanks between, capitals do not matter.
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._phrases = {
            entity: tuple(f" {' '.join(_WORD.findall(phrase.lower()))} " for phrase in phrases)
            for entity, phrases in words.items()
            if phrases
        }

    def raised(self, fields: Sequence[Field], found: Sequence[list[Span] | None]) -> list[list[Span] | None]:
        """The spans of each field, with the scores that count; None stays None."""
        return [
            [self._raised(field, span) for span in spans] if spans else spans
            for field, spans in zip(fields, found, strict=True)
        ]

    def _raised(self, field: Field, span: Span) -> Span:
        phrases = self._phrases.get(span.entity)
        if phrases is None:
            return span
        start = max(0, span.start - _REACH)
        words = _WORD.findall(field.text[start : span.start].lower())
        # Of a word that the reach cuts only a part is seen; further back than five words it does not matter.
        before = f" {' '.join(words[-_WORDS_BEFORE:])} "
        key = key_words(field.key)
        if not any(phrase in before or phrase in key for phrase in phrases):
            return span
        return replace(span, score=min(1.0, max(_LEAST, span.score + _MORE)))
