"""A text generator that stands for a language model: deterministic, and it takes real time per token.

The same prompt always gives the same tokens. The answer begins by repeating the prompt's first words, because real
models do that too: what a user types comes back in completions, and has to be redacted there as well.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

__all__ = ["Completion", "PrefixCache", "complete", "count_tokens"]

ECHO_WORDS: Final = 12
SHORTEST_TOKENS: Final = 16
LONGEST_TOKENS: Final = 48
REFUSAL: Final = ("I", "can", "not", "help", "with", "that.")
BLOCK_TOKENS: Final = 16
"""Prompt tokens are cached in blocks of this size, as serving engines do."""

_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
_SENTENCE: Final = (
    "the request was read and the answer follows in plain words so that each step can be checked by hand before "
    "anything is sent on because a short reply is easier to trust than a long one and every claim has its source"
)
_VOCABULARY: Final = tuple(_SENTENCE.split())


@dataclass(frozen=True, slots=True)
class Completion:
    """What the generator will say: pieces in order (one token each), and why it stops."""

    tokens: tuple[str, ...]
    finish_reason: Literal["stop", "length", "content_filter"]


def count_tokens(text: str) -> int:
    """Words and punctuation marks of a text."""
    return sum(1 for _ in _TOKEN.finditer(text))


def complete(prompt: str, max_tokens: int, *, refuse: bool = False) -> Completion:
    """The one answer to a prompt.

    Args:
        prompt: The last user message.
        max_tokens: Most tokens of the answer, at least 1.
        refuse: Answer with a refusal instead.
    """
    if refuse:
        return Completion(_pieces(REFUSAL)[:max_tokens], "content_filter")
    source = random.Random(hashlib.sha256(prompt.encode()).digest())
    length = source.randint(SHORTEST_TOKENS, LONGEST_TOKENS)
    words = ["You", "wrote:", *prompt.split()[:ECHO_WORDS]]
    words += source.choices(_VOCABULARY, k=max(0, length - len(words)))
    tokens = _pieces(words)
    return Completion(tokens[:max_tokens], "stop" if len(tokens) <= max_tokens else "length")


def _pieces(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word if index == 0 else f" {word}" for index, word in enumerate(words))


class PrefixCache:
    """How much of a prompt was computed before: whole blocks of equal beginnings, least recently used go first.

    Args:
        blocks: Most blocks kept.
    """

    def __init__(self, blocks: int = 4096) -> None:
        self._limit = blocks
        self._known: OrderedDict[bytes, None] = OrderedDict()

    def take(self, text: str) -> int:
        """Tokens of the prompt's beginning that were known; now all its whole blocks are."""
        tokens = _TOKEN.findall(text)
        digest = hashlib.sha256()
        cached, still_known = 0, True
        for start in range(0, len(tokens) - BLOCK_TOKENS + 1, BLOCK_TOKENS):
            digest.update("\0".join(tokens[start : start + BLOCK_TOKENS]).encode())
            block = digest.digest()
            still_known = still_known and block in self._known
            cached += BLOCK_TOKENS if still_known else 0
            self._known[block] = None
            self._known.move_to_end(block)
            if len(self._known) > self._limit:
                self._known.popitem(last=False)
        return cached
