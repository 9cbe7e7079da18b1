"""Whole-word context: does the text before or after a candidate, or the key above it, say what it is?

Substring matching is a known source of false hits ("lic" in "public"), so words are whole words here. A key such as
`customerPhoneNumber` or `user.ssn` is split at case changes and punctuation first. So is such a name in a text; but of
it the last words must say what it names, as `ssnValidated` and `accountNumberLength` name something else, and no other
name may lead to the candidate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from redaction.kept import Kept
from redaction.recognizers.alphabets import UNSPACED, in_bytes
from redaction.recognizers.detector import VALUE_TAILS, KeyWords, is_name_of

__all__ = ["LONGEST_KEY", "MAX_KEYS", "Context", "beginnings", "gate", "gates", "key_words"]

_UPPER = r"A-Z\u0391-\u03a9\u0401\u0406\u0407\u0410-\u042f"
_LOWER = r"a-z\u03ac-\u03ce\u0430-\u045f"
_CAMEL = re.compile(rf"(?<=[{_LOWER}0-9])(?=[{_UPPER}])|(?<=[{_UPPER}])(?=[{_UPPER}][{_LOWER}])")
"""Where a name in Latin, Greek or Cyrillic letters changes case."""
_WORD = re.compile(r"[^\W_]+")
_WORD_OF_SCRIPTS = re.compile(rf"[^\W_{UNSPACED}]+|[{UNSPACED}]+")
"""A word in one script: no blank stands between it and one of a script without blanks."""
_NAME = r"(?<![^\W_])(?:[A-Za-z]+[0-9A-Z][0-9A-Za-z]*|(?ai:{}))(?![^\W_])"
"""A word of several: `socialSecurityNumber`, `ssn1`, and those that are written without capitals."""
_NOTHING = r"(?!)"
_LEADS = re.compile(
    r"[ ,;{(\[&|\n\"'\\](?P<name>[A-Za-z_][\w.\-]*)[\"'\\]{0,2}(?:[ ]?=|:(?![\s/]))"
    r"|[,;{(\[\n][ \"'\\]{0,8}(?P<listed>[A-Za-z_][\w.\-]*)[\"'\\]{0,2}[ ]?:"
)
"""A name before a value: `a=1`, `{A:1 B:2}`, `"a": 1`."""
_OF_VALUE = VALUE_TAILS | {"val", "type", "text", "string", "str", "input", "received", "data", "s", "n"}
"""Names that say nothing of what stands behind them."""
_JOINED_ENDS = frozenset({
    *("number", "numbers", "no", "nr", "num", "id", "license", "licence", "account", "security", "document"),
})  # fmt: skip
"""Last words of phrases that are written as one word, too: `accountnumber`."""
_MOST_PIECES = 32
_LOWERED = {"\u212a": "k", "\u212b": "å", "\u2126": "ω", "\u03f4": "θ"}
"""Code points that are no upper-case letters and still become letters in lower case."""
_BREAK = re.compile(r"[\W_]+")
MAX_KEYS = 4096
"""Bounded: keys come from outside, and a record per user id as key would otherwise grow the store for ever."""
LONGEST_KEY = 256
"""So much of a key is read, from its end, and no longer one is remembered."""


def key_words(key: str) -> KeyWords:
    """A key as lower-case words joined by one space, with a space at both ends; of a long one the last words.

    Args:
        key: `customerPhoneNumber`, `user.ssn`, `X-Api-Key`, ...

    Returns:
        For example ` customer phone number `.
    """
    return _key_words(key[-LONGEST_KEY:])


@lru_cache(maxsize=MAX_KEYS)
def _key_words(key: str) -> KeyWords:
    return KeyWords(f" {_BREAK.sub(' ', _CAMEL.sub(' ', key).lower()).strip()} ")


def _words(text: str) -> list[str]:
    return (_WORD if text.isascii() else _WORD_OF_SCRIPTS).findall(text.lower())


class Context:
    """A list of words and phrases that make a weak candidate a finding.

    Args:
        words: Words or phrases; between the words of a phrase stands anything but a letter or digit.
        stems: Beginnings of words, in lower case: `telef` is said by `Telefonnummer`.
        before: How many code points before the candidate are read.
        after: How many code points after it.
        names: Whether names of several words are read, too: their gate is `name_gate`.
    """

    def __init__(
        self,
        *words: str,
        stems: tuple[str, ...] = (),
        before: int = 60,
        after: int = 0,
        names: bool = True,
    ) -> None:
        phrases = {" ".join(_words(phrase)) for phrase in words}
        self._said = frozenset(phrases)
        self._words = frozenset(phrase for phrase in phrases if " " not in phrase)
        self._joined = frozenset(
            phrase.replace(" ", "") for phrase in phrases if phrase.rpartition(" ")[2] in _JOINED_ENDS
        )
        self._name = re.compile(_NAME.format("|".join(sorted(self._joined)) or _NOTHING))
        self._phrases = tuple(sorted(f" {phrase} " for phrase in phrases if " " in phrase))
        # A text says few words: those that begin a phrase or a stem tell which of many are worth a look.
        self._behind = _by_first(self._phrases)
        self._firsts = frozenset(self._behind)
        self._stems = stems
        self._head = min(map(len, stems), default=0)
        self._heads = frozenset(stem[: self._head] for stem in stems)
        self._before = before
        self._after = after
        self._named = names
        self._keys = Kept(self._in_key, MAX_KEYS, LONGEST_KEY)
        self._names = Kept(self._is_name, MAX_KEYS, LONGEST_KEY)

    def near(self, text: str, start: int, end: int, key: str = "") -> bool:
        """Whether a context word or a name stands near `text[start:end]` or in its key."""
        if key and self.in_key(key):
            return True
        if self.among(self.before(text, start)) or (self._named and self.named(text, start)):
            return True
        if not self._after:
            return False
        limit = end + self._after
        tokens = _words(text[end:limit])
        if limit < len(text) and tokens and text[limit - 1].isalnum() and text[limit].isalnum():
            del tokens[-1]
        return self.among(tokens)

    def before(self, text: str, start: int) -> list[str]:
        """The words before `text[start]`, in lower case, as far back as this context reads."""
        begin = start - self._before
        if begin <= 0:
            return _words(text[:start])
        tokens = _words(text[begin:start])
        if tokens and text[begin - 1].isalnum() and text[begin].isalnum():
            del tokens[0]  # the rest of a longer word
        return tokens

    def named(self, text: str, start: int) -> bool:
        """Whether a name of several words leads to `text[start:]`, as far back as this context reads."""
        names = self._names
        return any(
            names[match.group()] and not _leads_elsewhere(text, match.end(), start)
            for match in self._name.finditer(text, max(0, start - self._before), start)
        )

    def in_key(self, key: str) -> bool:
        """Whether the words of a key say it."""
        return self._keys[key]

    def _in_key(self, key: str) -> bool:
        return self.among(key_words(key).split()) or self._is_name(key)

    def _is_name(self, name: str) -> bool:
        return is_name_of(key_words(name), self._said, plural=False)

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
        """The words, and the longest word of each phrase of other words: without one of them nothing here is said."""
        others = [phrase.split() for phrase in self._phrases if self._words.isdisjoint(phrase.split())]
        return self._words | self._joined | {max(phrase, key=len) for phrase in others}

    @property
    def gates(self) -> tuple[str, str]:
        """Gate patterns: one of the words, or the longest word of a phrase, alone or before a digit, or in a name."""
        return gate(*self.telling), self.name_gate

    @property
    def name_gate(self) -> str:
        """A gate pattern of the names of several words that `named` sees."""
        return _name_gate(self.telling)

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


def _leads_elsewhere(text: str, start: int, end: int) -> bool:
    """Whether in `text[start:end]`, between a name and a value, another name leads to the value."""
    return any(
        (match["name"] or match["listed"]).lower() not in _OF_VALUE
        for match in _LEADS.finditer(text, start, end)
    )


def _name_gate(words: Iterable[str]) -> str:
    """A gate pattern that matches every name with one of some words in it: at its start, or behind a change of case."""
    ascii_words = sorted(word for word in words if word.isascii() and word.isalpha())
    capital = "|".join(word.capitalize() for word in ascii_words)
    upper = "|".join(word.upper() for word in ascii_words)
    return (
        rf"[^A-Za-z](?:(?:{'|'.join(ascii_words)}|{capital})[A-Z]|(?:{upper})[A-Z][a-z])"
        rf"|[A-Za-z](?:{capital})[^a-z]|[0-9a-z](?:{upper})[^a-z]"
    )


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
        return in_bytes(re.escape(char))
    if char.isascii() and len(forms) == 2:
        return f"[{char.upper()}{char}]"
    return f"(?:{'|'.join(sorted(in_bytes(re.escape(form)) for form in forms))})"
