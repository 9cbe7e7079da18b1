"""Patterns with a left border that still search fast.

`re` looks for the first character of a pattern at memory speed, but only where the pattern does not start with a
look-behind: then it tries every position, thirty times as slow. So the border is checked after the match.
What it looks for is one character, or one of a class, that stands alone: `[0-9][0-9]{8}`, not `[0-9]{9}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

__all__ = ["BETWEEN_WORDS", "WORD", "Bordered"]

WORD: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_")
"""Characters that a word is made of."""

_IDEOGRAPH: Final = "\u0e00-\u0e7f\u3001-\u30ff\u3400-\u9fff\uac00-\ud7af"
BETWEEN_WORDS: Final = re.compile(
    rf"(?<=[^\W\d_])[,.;:!?]?[ \t\r\n]{{1,3}}(?=[^\W\d_])|(?<=[{_IDEOGRAPH}])(?=[{_IDEOGRAPH}])"
)
"""Between two words of letters: no run of digits and no token goes over it. Some scripts have no blanks."""


class Bordered:
    """A pattern that may not follow certain characters.

    Args:
        pattern: Without look-behind at its start; what it can match is of bounded length or starts rarely.
        before: Characters that may not stand directly before a match.
    """

    def __init__(self, pattern: str, before: frozenset[str] = WORD, flags: int = 0) -> None:
        self._search = re.compile(pattern, flags).search
        self._before = before

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Matches from `start` on, left to right, without overlap; the character before `start` counts."""
        before = self._before
        while (match := self._search(text, start)) is not None:
            begin = match.start()
            # Dots that were left out end what stands before them.
            if begin and text[begin - 1] in before and not text.endswith("..", 0, begin):
                start = begin + 1
            else:
                yield match
                start = match.end()
