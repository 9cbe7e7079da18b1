"""Tokens for Presidio's context words, without spaCy's pipeline.

Presidio looks for context in the lemmas around a match. `spacy.blank` gives none, `no_op` no tokens at all, and
spaCy's vocabulary grows with every new word (redaction of unique ids leaks memory). Here a token is a run of
word characters and its lemma is the token in lower case; nothing is remembered between texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from redaction.words import english

__all__ = ["WordEngine", "is_keyword", "words_of"]

_TOKENS: Final = re.compile(r"\w+|[^\w\s]")
_WORDS: Final = re.compile(r"\w+")
# spaCy's own list has 326; these are the ones that stand between a context word and what it announces.
_STOP_WORDS: Final = (english.SMALL_WORDS - english.DOING - english.MODALS) | {"there", "will"}


def words_of(text: str) -> list[re.Match[str]]:
    """The tokens of a text that are runs of word characters."""
    return list(_WORDS.finditer(text))


def is_keyword(lemma: str) -> bool:
    """Whether a word, in lower case, can announce something: what `WordEngine` says of it in two answers."""
    return lemma not in _STOP_WORDS and lemma[:1].isalnum()


class WordEngine(NlpEngine):
    """An `NlpEngine` with words and nothing else."""

    def load(self) -> None:
        """Nothing to load."""

    def is_loaded(self) -> bool:
        """Always."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Tokens of one text."""
        matches = list(_TOKENS.finditer(text))
        tokens = [match[0] for match in matches]
        starts = [match.start() for match in matches]
        # A match that ends in white space after the last token still has a token to stand at.
        tokens.append(" ")
        starts.append(len(text))
        lemmas = [token.lower() for token in tokens]
        words: Any = tokens  # stands for a spaCy Doc, of which only iteration is used
        return NlpArtifacts([], words, starts, lemmas, self, language)

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 1, n_process: int = 1, **kwargs: Any
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """Tokens of each text."""
        del batch_size, n_process, kwargs
        for text in texts:
            yield text, self.process_text(text, language)

    def is_stopword(self, word: str, language: str) -> bool:
        """Whether a word announces nothing."""
        del language
        return word in _STOP_WORDS

    def is_punct(self, word: str, language: str) -> bool:
        """Whether a token is no word."""
        del language
        return not word[:1].isalnum()

    def get_supported_entities(self) -> list[str]:
        """None: it finds nothing itself."""
        return []

    def get_supported_languages(self) -> list[str]:
        """English; the words of other languages are split the same way."""
        return ["en"]
