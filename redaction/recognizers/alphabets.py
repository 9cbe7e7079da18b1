"""Words beyond ASCII in patterns: a search without regard to case knows a second form of letters of ASCII only."""

# ruff: noqa: RUF001  # letters of many alphabets are part of what is matched

from __future__ import annotations

import unicodedata
from typing import Final

__all__ = ["UNSPACED", "cased", "in_ascii", "in_bytes", "without_signs"]

UNSPACED: Final = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Scripts that put no blank between words or between a word and one of another script, as part of a class."""
_LETTERS: Final = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ß": "ss", "ə": "e",
    "’": "", "'": "", "ʻ": "",
})  # fmt: skip
_PAIRS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ø": "oe", "ü": "ue", "å": "aa"})


def cased(words: str) -> str:
    """Alternatives, with each letter beyond ASCII in both its cases.

    Args:
        words: In lower case, a pattern of alternatives.
    """
    return "".join(map(_cases, words))


def _cases(char: str) -> str:
    upper = char.upper()
    return char if char.isascii() or upper == char or len(upper) > 1 else f"(?:{char}|{upper})"


def in_bytes(pattern: str) -> str:
    """A pattern as one of bytes, for gates.

    Args:
        pattern: Without classes of characters beyond ASCII.
    """
    return "".join(
        char if char.isascii() else "".join(rf"\x{byte:02x}" for byte in char.encode()) for char in pattern
    )


def without_signs(word: str) -> str:
    """A word without the signs on its letters."""
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))


def in_ascii(word: str) -> set[str]:
    """A word in Latin letters, and as programs write it, which have ASCII only: `fødselsdato`, `fodselsdato`, ...

    Args:
        word: In lower case; of another script nothing is added.
    """
    forms = {word}
    for form in (word, word.translate(_PAIRS)):
        forms.add(without_signs(form.translate(_LETTERS)))
    return {word} | {form for form in forms if form.isascii()}
