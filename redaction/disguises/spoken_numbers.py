"""Digits said as words, as transcripts of calls have them: `four one five, double five five, two six seven one`.

English, German, French, Spanish, Italian and Dutch, up to ninety-nine. Read by `redaction.disguises.evasions` in runs
that say as many digits as the shortest number that is looked for has; what counts up or down is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

__all__ = ["GATE", "digits_said", "next_run"]

_UNITS: Final = (
    ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    ("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"),
    ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"),
    ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"),
    ("zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"),
    ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"),
)
_ENGLISH, _GERMAN, _FRENCH, _SPANISH = _UNITS[:4]
_TEENS: Final = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
    "dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
    "diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve",
)
_ENGLISH_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_GERMAN_TENS: Final = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_FRENCH_TENS: Final = ("vingt", "trente", "quarante", "cinquante", "soixante")
_SPANISH_TENS: Final = ("treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")


def _said() -> Iterator[tuple[str, int]]:
    """Each number, and how it is said: words joined by a hyphen, without those that say `and`."""
    for units in _UNITS:
        yield from zip(units, range(10), strict=True)
    yield from (("oh", 0), ("o", 0), ("zwo", 2), ("ein", 1), ("une", 1), ("eight-hundred", 800))
    for teens in _TEENS:
        yield from zip(teens.split(), range(10, 20), strict=True)
    for ten, word in enumerate(_ENGLISH_TENS, 2):
        yield word, 10 * ten
        yield from ((f"{word}-{_ENGLISH[unit]}", 10 * ten + unit) for unit in range(1, 10))
    for ten, word in enumerate(_GERMAN_TENS, 2):
        yield word, 10 * ten
        yield from ((f"{_GERMAN[unit]}und{word}", 10 * ten + unit) for unit in range(2, 10))
        yield f"einund{word}", 10 * ten + 1
    for ten, word in enumerate(_SPANISH_TENS, 3):
        yield word, 10 * ten
        yield from ((f"{word}-{_SPANISH[unit]}", 10 * ten + unit) for unit in range(1, 10))
    yield from (("veinte", 20), ("veintiuno", 21), ("veintidós", 22), ("veintitrés", 23), ("veintiséis", 26))
    yield from ((f"veinti{_SPANISH[unit]}", 20 + unit) for unit in (4, 5, 7, 8, 9))
    for ten, word in enumerate(_FRENCH_TENS, 2):
        yield from ((word, 10 * ten), (f"{word}-un", 10 * ten + 1), (f"{word}-onze", 10 * ten + 11))
        yield from ((f"{word}-{_FRENCH[unit]}", 10 * ten + unit) for unit in range(2, 10))
    yield from (("quatre-vingt", 80), ("quatre-vingts", 80))
    yield from ((f"quatre-vingt-{_FRENCH[unit]}", 80 + unit) for unit in range(1, 10))
    for unit, word in enumerate(_TEENS[2].split()):
        yield from ((f"soixante-{word}", 70 + unit), (f"quatre-vingt-{word}", 90 + unit))


_UNMARKED: Final = str.maketrans("éèáóúíñ", "eeaouin")
_GERMAN_SIGNS: Final = (("ü", "ue"), ("ö", "oe"), ("ß", "ss"))


def _written(word: str) -> Iterator[str]:
    """A word as it is written, and as who has no such keys writes it."""
    yield word
    plain = word.translate(_UNMARKED)
    for sign, letters in _GERMAN_SIGNS:
        plain = plain.replace(sign, letters)
    yield plain


_DIGITS: Final = {written: str(number) for word, number in _said() for written in _written(word)}
_REPEATED: Final = {"double": 2, "doppel": 2, "triple": 3, "treble": 3}
_SIGNS: Final = {
    **dict.fromkeys(("dash", "hyphen", "minus", "tiret", "strich", "bindestrich", "guion", "guión"), "-"),
    **dict.fromkeys(("dot", "point", "punkt", "punto"), "."),
    **dict.fromkeys(("plus", "más"), "+"),
}
_WEAK: Final = frozenset({"o", "null", "nul", "un", "une", "ein", "een"})
"""Articles, an empty value and a letter say little."""
_FILLERS: Final = frozenset(
    {"uh", "um", "er", "and", "then", "äh", "ähm", "und", "dann", "euh", "et", "puis", "eh", "y", "luego"}
)
_LEAST_DIGITS: Final = 7
"""So many digits a run says, with those that are written beside it."""


_WORDS: Final = frozenset(part for phrase in _DIGITS for part in phrase.split("-")) | _REPEATED.keys()
_BEGINNINGS: Final = _WORDS | {"plus"}
_MEMBERS: Final = _BEGINNINGS | _SIGNS.keys() | _FILLERS
_FOLLOWING: Final = (_WORDS | {"dash", "dot"}) - _WEAK - {"hundred"}
_LONG: Final = (
    frozenset(written for units in _UNITS for word in units if len(word) > 3 for written in _written(word))
    - _WEAK
)
_BETWEEN: Final = r"[ ,.;:\-\t\r\n]{1,4}"
GATE: Final = rf"(?i)(?:{'|'.join(sorted(_LONG))}){_BETWEEN}(?:{'|'.join(sorted(_FOLLOWING))})"
"""A byte pattern that matches wherever an ASCII text holds a digit in no short word before another number."""
_TOKEN: Final = re.compile(r"[^\W_]+")
_GAP: Final = re.compile(r"[,.;:]?[ \t\r\n]{1,3}|[,\-]|[ ]-[ ]")
_WRITTEN: Final = re.compile(r"[0-9]{1,6}")
_DIGITS_BEFORE: Final = re.compile(r"(?<![0-9A-Za-z])[0-9]{1,6}(?=[ ,.\-]{1,3}\Z)")
_BEFORE: Final = 10
_ANDS: Final = frozenset({"et", "y"})
_LONGEST_PHRASE: Final = 4
_PAUSE: Final = re.compile(r"[,.;:]")


class _Said(NamedTuple):
    """One number, sign or group of digits of a run."""

    start: int
    end: int
    meaning: str
    written: bool


def next_run(text: str, start: int) -> tuple[int, int] | None:
    """Start and end of the first run at or behind `start` that says a number; None if there is none."""
    tokens: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text, start):
        word = token[0].lower()
        if tokens and not (
            (word in _MEMBERS or _WRITTEN.fullmatch(word))
            and _GAP.fullmatch(text, tokens[-1].end(), token.start())
        ):
            if _says_number(tokens):
                return tokens[0].start(), tokens[-1].end()
            tokens = []
        if tokens or word in _BEGINNINGS:
            tokens.append(token)
    return (tokens[0].start(), tokens[-1].end()) if _says_number(tokens) else None


def digits_said(run: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and meaning of each word of a run, and of what stands between them."""
    said = _read([*_TOKEN.finditer(run.string, *run.span())])
    for at, each in enumerate(said):
        if at:
            left = said[at - 1]
            yield left.end, each.start, _between(run.string[left.end : each.start], left, each)
        if not each.written:
            yield each.start, each.end, each.meaning


def _says_number(tokens: list[re.Match[str]]) -> bool:
    """Whether a run holds enough digits and does not count; what ends it and is no number is taken off."""
    while tokens and (tokens[-1][0].lower() in _SIGNS or tokens[-1][0].lower() in _FILLERS):
        del tokens[-1]
    if not _is_gated(tokens):
        return False
    said = _read(tokens)
    text, start = tokens[0].string, tokens[0].start()
    before = _DIGITS_BEFORE.search(text, max(0, start - _BEFORE), start)
    count = sum(map(str.isdigit, "".join(each.meaning for each in said))) + (len(before[0]) if before else 0)
    return count >= _LEAST_DIGITS and not _counts(said)


def _is_gated(tokens: list[re.Match[str]]) -> bool:
    """Whether words stand side by side that `GATE` asks for."""
    words = [token[0].lower() for token in tokens]
    return any(left in _LONG and right in _FOLLOWING for left, right in pairwise(words))


def _read(tokens: list[re.Match[str]]) -> list[_Said]:
    """What the words of a run mean; fillers mean nothing."""
    said: list[_Said] = []
    words = [token[0].lower() for token in tokens]
    at = 0
    while at < len(words):
        first = at
        times = _REPEATED.get(words[at], 1)
        if times > 1 and at + 1 < len(words):
            at += 1
        phrase, behind = _phrase(tokens, words, at)
        written = words[at] if words[at].isdigit() else ""
        meaning = _DIGITS[phrase] * times if phrase else _SIGNS.get(words[at], written)
        if meaning:
            said.append(
                _Said(tokens[first].start(), tokens[behind - 1].end(), meaning, words[first].isdigit())
            )
        at = behind
    return said


def _phrase(tokens: list[re.Match[str]], words: list[str], at: int) -> tuple[str, int]:
    """The longest number that words from one on say, and where it ends; an empty one if they say none."""
    said = words[at]
    phrase, behind = said if said in _DIGITS else "", at + 1
    for end in range(at + 1, min(at + _LONGEST_PHRASE, len(words))):
        if _PAUSE.search(tokens[end].string, tokens[end - 1].end(), tokens[end].start()):
            break
        if words[end] not in _ANDS:
            said = f"{said}-{words[end]}"
            if said in _DIGITS:
                phrase, behind = said, end + 1
    return phrase, behind


def _between(gap: str, left: _Said, right: _Said) -> str:
    """Digits that were said one after the other are one group; a comma or a full stop parts groups."""
    if not (left.meaning.isdigit() and right.meaning.isdigit()):
        return ""
    if _PAUSE.search(gap) is not None:
        return " "
    return gap if left.written or right.written else ""


def _counts(said: list[_Said]) -> bool:
    """Whether numbers count up or down."""
    numbers = [int(each.meaning) for each in said if each.meaning.isdigit()]
    return {right - left for left, right in pairwise(numbers)} in ({1}, {-1})
