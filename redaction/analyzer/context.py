"""`LemmaContextAwareEnhancer` on bare spans: the same scores, without copies and without walking every token.

Stock looks the token of a match up from the start of the text, and every word around it in a list of all words. Here
both are a bisection and a set; and for `redaction.presidio.words.WordEngine`, whose words are decided one by one, only
the words around a match are looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from presidio_analyzer import EntityRecognizer
from presidio_analyzer.context_aware_enhancers import LemmaContextAwareEnhancer

from redaction.analyzer.results import Raw
from redaction.presidio.words import is_keyword, words_of

__all__ = ["Surroundings", "artifact_words", "engine_words"]

_BETWEEN: Final = "\0"

Words = Callable[[int, int], Sequence[str]]
"""Start and end of a match to the words around it."""


class Surroundings:
    """The words around the matches of one text, each place looked up once.

    Args:
        words: `artifact_words` or `engine_words`.
        context: The words given with the request.
        enhancer: A `LemmaContextAwareEnhancer`.
    """

    def __init__(self, words: Words, context: Iterable[str] | None, enhancer: Any) -> None:
        self._words = words
        self._context = [word.lower() for word in context or ()]
        self._enhancer = enhancer
        self._known: dict[int, tuple[list[str], str]] = {}

    def enhanced(self, raw: Raw, supports: Sequence[str]) -> float:
        """The score of a result, raised if a word supports it.

        Args:
            raw: The result as its recognizer gave it.
            supports: The recognizer's context words, lower case.
        """
        start, end, score = raw
        enhancer = self._enhancer
        known = self._known.get(start)
        if known is None:
            around = [word.lower() for word in (*self._words(start, end), *self._context)]
            known = self._known[start] = (around, _BETWEEN.join(around))
        around, joined = known
        if not around:
            return score
        if enhancer.context_matching_mode != "substring":
            supported = any(support in around for support in supports)
        else:
            supported = False
            for support in supports:
                if support in joined and (_BETWEEN not in support or any(support in word for word in around)):
                    supported = True
                    break
        if not supported:
            return score
        raised = max(score + enhancer.context_similarity_factor, enhancer.min_score_with_context_similarity)
        return float(min(raised, EntityRecognizer.MAX_SCORE))


def engine_words(text: str, enhancer: LemmaContextAwareEnhancer) -> Words:
    """Words around a match in a text that `WordEngine` would cut, which it is not asked to do whole."""
    tokens: list[re.Match[str]] = []
    ends: list[int] = []
    before, behind = enhancer.context_prefix_count + 1, enhancer.context_suffix_count + 1

    def words(start: int, _end: int) -> list[str]:
        if not ends:
            tokens.extend(words_of(text))
            ends.extend([token.end() for token in tokens])
            ends.append(len(text) + 1)
        first = bisect_right(ends, start)
        last = first - 1
        if first < len(tokens):
            # Stock begins at the token of the match. If that is no word, the way back begins one word earlier.
            begin = tokens[first].start()
            if begin <= start or text[start:begin].isspace():
                last = first
        return keywords(range(last, -1, -1), before) + keywords(range(first, len(tokens)), behind)

    def keywords(numbers: Iterable[int], count: int) -> list[str]:
        found: list[str] = []
        if count <= 0:
            return found
        for number in numbers:
            lemma = tokens[number][0].lower()
            if is_keyword(lemma):
                found.append(lemma)
                if len(found) == count:
                    break
        return found

    return words


def artifact_words(text: str, artifacts: Any, enhancer: LemmaContextAwareEnhancer) -> Words | None:
    """Words around a match by an engine's artifacts; None if its tokens are not in the order of the text."""
    if not artifacts.tokens:
        return lambda _start, _end: ("",)
    starts = list(artifacts.tokens_indices)
    lengths = [len(token) for token in artifacts.tokens]
    ends = [start + length for start, length in zip(starts, lengths, strict=False)]
    if (
        not len(starts) == len(lengths) == len(artifacts.lemmas)
        or sorted(starts) != starts
        or sorted(ends) != ends
    ):
        return None
    keywords: Any = frozenset(artifacts.keywords)
    lemmas = artifacts.lemmas

    def words(start: int, end: int) -> list[str]:
        token = min(bisect_left(starts, start), bisect_right(ends, start))
        if token == len(starts) or not (starts[token] == start or start < ends[token]):
            # Not there: the stock search says so in its words.
            token = enhancer._find_index_of_match_token(text[start:end], start, artifacts.tokens, starts)
        back: list[str] = enhancer._add_n_words_backward(
            token, enhancer.context_prefix_count, lemmas, keywords
        )
        ahead: list[str] = enhancer._add_n_words_forward(
            token, enhancer.context_suffix_count, lemmas, keywords
        )
        return back + ahead

    return words
