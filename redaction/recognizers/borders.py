"""Patterns with a left border that still search fast.

`re` looks for the first character of a pattern at memory speed, but only where the pattern does not start with a
look-behind: then it tries every position, thirty times as slow. So the border is checked after the match.
What it looks for is one character, or one of a class, that stands alone: `[0-9][0-9]{8}`, not `[0-9]{9}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

__all__ = ["BETWEEN_WORDS", "COUNTED", "LETTERS_AND_DIGITS", "WORD", "Bordered", "behind_escape"]

WORD: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_")
"""Characters that a word is made of."""
LETTERS_AND_DIGITS: Final = WORD - {"_"}
COUNTED: Final = (
    r"[ ](?:(?:ns|\u00b5s|secs?|seconds|bytes|[KMG]i?B|tokens|nodes|parameters)(?![^\W_])"
    r"|(?:blocks|rows)(?=[.,;)]?[ \t]{0,4}(?:[\r\n]|\Z)))"
)
"""What stands behind a count or a time, as part of a pattern: no word that says or does something else, too."""
_ESCAPE: Final = re.compile(r"%[0-9A-Fa-f]{2}\Z")

_IDEOGRAPH: Final = "\u0e00-\u0e7f\u3001-\u30ff\u3400-\u9fff\uac00-\ud7af"
BETWEEN_WORDS: Final = re.compile(
    rf"(?<=[^\W\d_])[,.;:!?]?[ \t\r\n]{{1,3}}(?=[^\W\d_])|(?<=[{_IDEOGRAPH}])(?=[{_IDEOGRAPH}])"
)
"""Between two words of letters: no run of digits and no token goes over it. Some scripts have no blanks."""


def behind_escape(text: str, begin: int) -> bool:
    """Whether a percent escape stands directly before a place: its letters and digits belong to no word."""
    return _ESCAPE.search(text, max(0, begin - 3), begin) is not None


class Bordered:
    """A pattern that may not follow certain characters.

    Args:
        pattern: Without look-behind at its start; what it can match is of bounded length or starts rarely.
        before: Characters that may not stand directly before a match.
        unless: Whether one of them may all the same; asked for such matches only.
    """

    def __init__(
        self,
        pattern: str,
        before: frozenset[str] = WORD,
        flags: int = 0,
        unless: Callable[[re.Match[str]], bool] | None = None,
    ) -> None:
        self._search = re.compile(pattern, flags).search
        self._before = before
        self._unless = unless

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Matches from `start` on, left to right, without overlap; the character before `start` counts."""
        before, unless = self._before, self._unless
        while (match := self._search(text, start)) is not None:
            begin = match.start()
            # Dots that were left out end what stands before them.
            if (
                begin
                and text[begin - 1] in before
                and not text.endswith("..", 0, begin)
                and (unless is None or not unless(match))
            ):
                start = begin + 1
            else:
                yield match
                start = match.end()
