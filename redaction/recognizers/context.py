"""Whole-word context: does the text before or after a candidate, or the key above it, say what it is?

Substring matching is a known source of false hits ("lic" in "public"), so words are whole words here. A key such as
`customerPhoneNumber` or `user.ssn` is split at case changes and punctuation first.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["Context", "key_words"]

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_HIGH_BYTES = r"[\\x80-\\xff]{1,12}"
_BREAK = re.compile(r"[^0-9a-z]+")


# Bounded: keys come from outside, and a record per user id as key would otherwise grow it for ever.
@lru_cache(maxsize=4096)
def key_words(key: str) -> str:
    """A key as lower-case words joined by one space, with a space at both ends.

    Args:
        key: `customerPhoneNumber`, `user.ssn`, `X-Api-Key`, ...

    Returns:
        For example ` customer phone number `.
    """
    if len(key) > 256:
        key = key[-256:]
    return f" {_BREAK.sub(' ', _CAMEL.sub(' ', key).lower()).strip()} "


class Context:
    """A list of words and phrases that make a weak candidate a finding.

    Args:
        words: Lower-case words or phrases; a phrase's words may be joined by a space, `_`, `-` or nothing.
        before: How many code points before the candidate are read.
        after: How many code points after it.
    """

    def __init__(self, *words: str, before: int = 60, after: int = 0) -> None:
        phrases = [r"[\s_\-]{0,2}".join(map(re.escape, word.split())) for word in words]
        body = "|".join(sorted(phrases, key=len, reverse=True))
        self.pattern = re.compile(
            # ASCII: the gates are byte patterns, and Unicode case folding would find what they cannot.
            rf"(?<![0-9A-Za-z\u00c0-\u024f])(?:{body})(?![0-9A-Za-z\u00c0-\u024f])",
            re.IGNORECASE | re.ASCII,
        )
        self.words = words
        self._before = before
        self._after = after

    def near(self, text: str, start: int, end: int, key: str = "") -> bool:
        """Whether a context word stands near `text[start:end]` or in its key."""
        if key and self.pattern.search(key_words(key)):
            return True
        # One further: the word must end before the candidate, not in the middle of a longer one.
        if self.pattern.search(text, max(0, start - self._before), start + 1):
            return True
        return bool(self._after) and self.pattern.search(text, end, end + self._after) is not None

    @property
    def gate(self) -> str:
        """A gate pattern: one of the words, standing alone, anywhere in the field."""
        phrases = (r"[\s_\-]{0,2}".join(re.escape(part) for part in word.split()) for word in self.words)
        return rf"[^0-9A-Za-z](?i:{'|'.join(_BEYOND_ASCII.sub(_HIGH_BYTES, phrase) for phrase in phrases)})[^0-9A-Za-z]"
