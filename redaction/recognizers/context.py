"""Whole-word context: does the text before or after a candidate, or the key above it, say what it is?

Substring matching is a known source of false hits ("lic" in "public"), so words are whole words here. A key such as
`customerPhoneNumber` or `user.ssn` is split at case changes and punctuation first.
"""

from __future__ import annotations

import re
from functools import lru_cache

from redaction.kept import Kept

__all__ = ["LONGEST_KEY", "MAX_KEYS", "Context", "beginnings", "gate", "gates", "key_words"]

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[^\W_]+")
_MOST_PIECES = 32
_LOWERED = {"\u212a": "k", "\u212b": "å", "\u2126": "ω", "\u03f4": "θ"}
"""Code points that are no upper-case letters and still become letters in lower case."""
_BREAK = re.compile(r"[^0-9a-z]+")
MAX_KEYS = 4096
"""Bounded: keys come from outside, and a record per user id as key would otherwise grow the store for ever."""
LONGEST_KEY = 256
"""So much of a key is read, from its end, and no longer one is remembered."""


def key_words(key: str) -> str:
    """A key as lower-case words joined by one space, with a space at both ends; of a long one the last words.

    Args:
        key: `customerPhoneNumber`, `user.ssn`, `X-Api-Key`, ...

    Returns:
        For example ` customer phone number `.
    """
    return _key_words(key[-LONGEST_KEY:])


@lru_cache(maxsize=MAX_KEYS)
def _key_words(key: str) -> str:
    return f" {_BREAK.sub(' ', _CAMEL.sub(' ', key).lower()).strip()} "


class Context:
    """A list of words and phrases that make a weak candidate a finding.

    Args:
        words: Words or phrases; between the words of a phrase stands anything but a letter or digit.
        stems: Beginnings of words, in lower case: `telef` is said by `Telefonnummer`.
        before: How many code points before the candidate are read.
        after: How many code points after it.
    """

    def __init__(self, *words: str, stems: tuple[str, ...] = (), before: int = 60, after: int = 0) -> None:
        phrases = {" ".join(_WORD.findall(phrase.lower())) for phrase in words}
        self._words = frozenset(phrase for phrase in phrases if " " not in phrase)
        self._phrases = tuple(sorted(f" {phrase} " for phrase in phrases if " " in phrase))
        # A text says few words: those that begin a phrase or a stem tell which of many are worth a look.
        self._behind = _by_first(self._phrases)
        self._firsts = frozenset(self._behind)
        self._stems = stems
        self._head = min(map(len, stems), default=0)
        self._heads = frozenset(stem[: self._head] for stem in stems)
        self._before = before
        self._after = after
        self._keys = Kept(self._in_key, MAX_KEYS, LONGEST_KEY)

    def near(self, text: str, start: int, end: int, key: str = "") -> bool:
        """Whether a context word stands near `text[start:end]` or in its key."""
        if key and self.in_key(key):
            return True
        if self.among(self.before(text, start)):
            return True
        if not self._after:
            return False
        limit = end + self._after
        tokens = _WORD.findall(text[end:limit].lower())
        if limit < len(text) and tokens and text[limit - 1].isalnum() and text[limit].isalnum():
            del tokens[-1]
        return self.among(tokens)

    def before(self, text: str, start: int) -> list[str]:
        """The words before `text[start]`, in lower case, as far back as this context reads."""
        begin = start - self._before
        if begin <= 0:
            return _WORD.findall(text[:start].lower())
        tokens = _WORD.findall(text[begin:start].lower())
        if tokens and text[begin - 1].isalnum() and text[begin].isalnum():
            del tokens[0]  # the rest of a longer word
        return tokens

    def in_key(self, key: str) -> bool:
        """Whether the words of a key say it."""
        return self._keys[key]

    def _in_key(self, key: str) -> bool:
        return self.among(key_words(key).split())

    def among(self, tokens: list[str]) -> bool:
        """Whether one of the words or phrases is among some words."""
        if not self._words.isdisjoint(tokens):
            return True
        if (
            self._stems
            and not self._heads.isdisjoint([token[: self._head] for token in tokens])
            and any(token.startswith(self._stems) for token in tokens)
        ):
            return True
        if len(tokens) < 2 or self._firsts.isdisjoint(tokens):
            return False
        line = f" {' '.join(tokens)} "
        return any(
            phrase in line for first in self._firsts.intersection(tokens) for phrase in self._behind[first]
        )

    @property
    def telling(self) -> frozenset[str]:
        """The words, and the longest word of each phrase: without one of them nothing here is said."""
        return self._words | {max(phrase.split(), key=len) for phrase in self._phrases}

    @property
    def gate(self) -> str:
        """A gate pattern: one of the words, or the longest word of a phrase, alone or before a digit."""
        return gate(*self.telling)

    @property
    def heads(self) -> frozenset[str]:
        """The words that say it alone, and the stems."""
        return self._words | frozenset(self._stems)

    @property
    def stem_gates(self) -> tuple[str, ...]:
        """Gate patterns for the stems, where there are any."""
        return tuple(f"[^A-Za-z]{pieces}" for pieces in beginnings(*self._stems))


def _by_first(phrases: tuple[str, ...]) -> dict[str, list[str]]:
    """Phrases by their first word."""
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(phrase.split()[0], []).append(phrase)
    return found


def gate(*words: str) -> str:
    """A gate pattern that matches every text with one of some words in it, in whatever case.

    Args:
        words: In lower case.
    """
    return rf"[^A-Za-z](?:{'|'.join(sorted(map(_in_any_case, set(words))))})[^A-Za-z]"


def gates(*words: str) -> tuple[str, ...]:
    """The same as `gate` in several patterns, for many words: see `beginnings`."""
    listed = sorted(set(words))
    return tuple(gate(*listed[at : at + _MOST_PIECES]) for at in range(0, len(listed), _MOST_PIECES))


def beginnings(*words: str) -> list[str]:
    """Alternations that between them match the beginning of each of some words, in whatever case.

    Several, because Hyperscan takes a long alternation before more pattern for one large automaton.

    Args:
        words: In lower case.
    """
    shortest: list[str] = []
    for word in sorted(set(words), key=lambda word: (len(word), word)):
        if not word.startswith(tuple(shortest)):
            shortest.append(word)
    pieces = sorted(map(_in_any_case, shortest))
    return [f"(?:{'|'.join(pieces[at : at + _MOST_PIECES])})" for at in range(0, len(pieces), _MOST_PIECES)]


def _in_any_case(word: str) -> str:
    """A gate pattern of one word in lower case, in whatever case it stands in a text."""
    return "".join(_cases(char) for char in word)


def _cases(char: str) -> str:
    """A byte pattern of one character's forms."""
    forms = {char, char.upper(), *(other for other, lower in _LOWERED.items() if lower == char)}
    if len(forms) == 1:
        return _bytes(char)
    if char.isascii() and len(forms) == 2:
        return f"[{char.upper()}{char}]"
    return f"(?:{'|'.join(sorted(map(_bytes, forms)))})"


def _bytes(text: str) -> str:
    return re.escape(text) if text.isascii() else "".join(rf"\x{byte:02x}" for byte in text.encode())
