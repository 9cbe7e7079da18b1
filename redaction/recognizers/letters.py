"""Words looked for by their letters, in any case: at memory speed, where a pattern of many words tries each everywhere.

Finders whose patterns begin with one of many words try them only where such a word stands; patterns of what leads to a
place only where the text there ends with one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from redaction.recognizers.vicinity import joined

__all__ = ["Before", "Worded", "in_lower_case", "matches", "near_places", "places"]


def in_lower_case(text: str) -> str:
    """A text in lower case, code point by code point, as a pattern without regard to case reads it."""
    if text.isascii():
        return text.lower()
    return text.replace("\u0130", "i").replace("\u0131", "i").replace("\u017f", "s").lower()


def places(lower: str, words: Sequence[str], start: int = 0) -> list[int]:
    """Where one of some words begins, in order.

    Args:
        lower: The text, as `in_lower_case` gives it.
        words: In lower case; without a sigma, whose form depends on what stands behind it.
        start: Where to begin.
    """
    ascii_only = lower.isascii()
    found: set[int] = set()
    for word in words:
        at = -1 if ascii_only and not word.isascii() else lower.find(word, start)
        while at >= 0:
            found.add(at)
            at = lower.find(word, at + 1)
    return sorted(found)


def matches(
    pattern: re.Pattern[str], text: str, begins: Sequence[int], before: int = 0
) -> Iterator[re.Match[str]]:
    """Matches of a pattern, left to right, without overlap.

    Args:
        pattern: It begins at one of some places, or a bit before.
        text: The text.
        begins: The places, in order.
        before: How far before one of them it may begin, in code points.
    """
    start = 0
    for place in begins:
        for begin in range(max(start, place - before), place + 1):
            match = pattern.match(text, begin)
            if match is not None:
                yield match
                start = match.end()
                break
        else:
            start = max(start, place + 1)


def near_places(
    pattern: re.Pattern[str], text: str, begins: Sequence[int], reach: int
) -> Iterator[re.Match[str]]:
    """Matches of a pattern, left to right, without overlap.

    Args:
        pattern: It begins and ends close to one of some places, with all that it looks at.
        text: The text.
        begins: The places, in order.
        reach: What is close, in code points.
    """
    if begins:
        for first, last in joined(begins, 2 * reach):
            yield from pattern.finditer(text, max(0, first - reach), last + reach)


_BLANKS: Final = "".join(filter(str.isspace, map(chr, range(0x3001))))
"""What `\\s` matches."""


class Before:
    """A pattern of what stands directly before a place, tried only where that ends with one of some words.

    Args:
        words: With one of them each match ends, but for signs; in lower case, without a sigma at the end.
        pattern: The pattern; it ends where the text does.
        reach: How far before the place a match may begin, in code points.
        signs: What may stand behind the word beside blanks.
        flags: As `re` has them.

    Attributes:
        words, pattern, reach: As above.
    """

    def __init__(
        self, words: Sequence[str], pattern: str, reach: int, signs: str = "", flags: int = 0
    ) -> None:
        self.words = tuple(words)
        self.pattern = re.compile(pattern, flags)
        self.reach = reach
        self._signs = _BLANKS + signs

    def search(self, text: str, place: int) -> re.Match[str] | None:
        """The match that ends at `text[place]`, if there is one."""
        begin = max(0, place - self.reach)
        if not in_lower_case(text[begin:place].rstrip(self._signs)).endswith(self.words):
            return None
        return self.pattern.search(text, begin, place)


class Worded:
    """A pattern that is tried only on texts in which one of some words stands.

    Args:
        words: Each match holds one of them; in lower case, as `places` takes them.
        pattern: The pattern.
        flags: As `re` has them.
        reach: How far from the begin of such a word a match begins and ends, with all that it looks at, in code
            points; 0 for anywhere.
    """

    def __init__(self, words: str | Sequence[str], pattern: str, flags: int = 0, reach: int = 0) -> None:
        self.words = (words,) if isinstance(words, str) else tuple(words)
        self.pattern = re.compile(pattern, flags)
        self._reach = reach

    def finditer(self, text: str, lower: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Matches of words from `start` on, left to right, without overlap.

        Args:
            text: The text.
            lower: The same, as `in_lower_case` gives it.
            start: Where to begin.
        """
        if self._reach:
            return near_places(self.pattern, text, places(lower, self.words, start), self._reach)
        for word in self.words:
            if word in lower:
                return self.pattern.finditer(text, start)
        return iter(())
