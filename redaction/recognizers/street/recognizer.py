"""Street addresses that their form shows: a number, a street and a word or ending that streets have.

    221B Baker Street               number first; a sentence or a code says that it is no count
    Hauptstraße 12, 10115 Berlin    compounds and words before a number
    12 rue de la Paix               number, then the kind of street
    Calle Mayor 5                   the kind of street, its name, its number
    P.O. Box 1234                   boxes

What only its surroundings show is looked for with names, by `redaction.addresses` and the name model. A gate ends
where its finder looks, and what decides stands close by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from redaction.recognizers.detector import Detector, FieldRecognizer
from redaction.recognizers.street import kinds, words
from redaction.recognizers.street.keys import KEY_RULES
from redaction.recognizers.street.scripts import GATES, other_scripts
from redaction.recognizers.street.tails import Tail, tail_behind
from redaction.spans import Span

__all__ = ["ScrublineStreetRecognizer"]

_LONGEST: Final = 144
"""Code points before a gate's end in which an address begins."""
_NEAR: Final = 512
"""Code points around a gate's end in which all stands that decides."""
_NAME: Final = "ScrublineStreetRecognizer"
_DIGITS: Final = re.compile("[0-9]+")
_HOUSE_DIGITS: Final = 4
_POSTAL: Final = re.compile(r"(?<![0-9])[0-9]{5}(?![0-9])|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]")
"""The codes of France and Canada."""

_Look: TypeAlias = Callable[[str, int, int], Iterable[tuple[int, int, float]]]
"""`(text, low, end) -> start, end and score` of the addresses at the end of a gate's match, in code points.

Whatever begins with a number is seen but for numbers before `low`, which were looked at for an earlier match.
"""


def _number_first(text: str, low: int, end: int) -> Iterator[tuple[int, int, float]]:
    for digits in _DIGITS.finditer(text, max(low, end - _LONGEST), end):
        start = digits.start()
        match = kinds.NUMBER_FIRST.match(text, start) or kinds.SMALL.match(text, start)
        if match is not None:
            full_stop = text[match.end() - 1] == "." and match["kind"].lower() not in kinds.SHORT
            behind = match.end() - full_stop
            tail = tail_behind(text, behind)
            if tail.kind == "sure" or (
                words.may_name(match["name"]) and _is_address(text, match, behind, tail.kind)
            ):
                yield start, tail.end, 0.85 if tail.kind == "sure" else 0.75


def _is_address(text: str, match: re.Match[str], behind: int, tail: str) -> bool:
    """Whether it is one without the code of a country that has such streets."""
    start, house = match.start(), match["house"]
    if "/" in house or (words.is_year(house) and not words.is_cued(text, start)):
        return False
    ends = tail != "" or words.ends_there(text, behind)
    if match.re is kinds.SMALL or match["kind"].lower() not in kinds.PLAIN:
        return ends and words.is_strongly_said(text, start)
    if tail in {"european", "coded"} or not house[-1].isdigit():
        return True
    return ends and words.is_said(text, start)


def _compound(text: str, low: int, end: int) -> Iterator[tuple[int, int, float]]:
    del low
    house = end - 1
    match = kinds.COMPOUND.search(text, max(0, house - _LONGEST), house)
    number = kinds.HOUSE_BEHIND.match(text, house)
    if match is None or number is None:
        return
    word = match["word"] or match["first"]
    if word.lower() in words.NO_STREETS or (match["apart"] and word.lower() in words.NO_NAMES):
        return
    tail = tail_behind(text, number.end())
    if tail.kind == "european":
        yield match.start(), tail.end, 0.85
    elif _counts_nothing(text, number) and (
        words.is_strongly_said(text, match.start())
        or match["apart"]
        or (match["sure"] and not words.is_of_a_plant(word))
    ):
        yield match.start(), tail.end, 0.75


def _counts_nothing(text: str, number: re.Match[str]) -> bool:
    """Whether a number behind a street is no year and no quantity."""
    year = number["house"][:_HOUSE_DIGITS]
    return not (len(year) == _HOUSE_DIGITS and year.isdigit()) and not kinds.UNIT.match(text, number.end())


def _preposed(text: str, low: int, end: int) -> Iterator[tuple[int, int, float]]:
    del low
    match = kinds.PREPOSED.search(text, max(0, end - _LONGEST), end - 4)
    if match is not None and (
        words.is_listed(text, match.start()) or words.is_strongly_said(text, match.start())
    ):
        tail = tail_behind(text, match.end() - 2)
        if tail.kind == "european":
            yield match.start(), tail.end, 0.85


def _french(text: str, low: int, end: int) -> Iterator[tuple[int, int, float]]:
    for digits in _DIGITS.finditer(text, max(low, end - _LONGEST), end):
        match = kinds.FRENCH.match(text, digits.start())
        if match is not None:
            tail = tail_behind(text, match.end())
            if _is_french(text, match, tail):
                yield match.start(), tail.end, 0.85 if tail.kind else 0.75


def _is_french(text: str, match: re.Match[str], tail: Tail) -> bool:
    if tail.kind == "european" or match["sure"]:
        return True
    if match["weak"]:
        coded = tail.kind in {"sure", "coded"} and _POSTAL.search(text, match.end(), tail.end) is not None
        return coded or words.is_said_in_french(text, match.start())
    return bool(match["particle"] or match["apart"]) and not match["small"]


def _type_first(text: str, low: int, end: int) -> Iterator[tuple[int, int, float]]:
    del low
    kind = kinds.TYPE_WORD.search(text, max(0, end - 24), end)
    if kind is None:
        return
    if (match := kinds.NUMBERED.match(text, kind.start())) is not None:
        yield match.start(), match.end(), 0.85
        return
    match = kinds.TYPE_FIRST.match(text, kind.start())
    if match is None or not words.may_name(match["name"]):
        return
    tail = tail_behind(text, match.end())
    if match["via"]:
        found = tail.kind == "european" or words.is_italian(text, match)
    else:
        said = match["sure"] or match["particle"] or match["sign"]
        found = tail.kind == "european" or bool(said) or words.is_strongly_said(text, match.start())
    if found and (tail.kind or not words.is_year(match["house"])) and not kinds.UNIT.match(text, match.end()):
        yield match.start(), tail.end, 0.85 if tail.kind else 0.75


def _box(text: str, low: int, end: int) -> Iterator[tuple[int, int, float]]:
    del low
    match = kinds.BOX.search(text, max(0, end - 1 - 40), end - 1)
    number = kinds.BOX_NUMBER.match(text, end - 1)
    if match is not None and number is not None and words.ends_there(text, number.end()):
        tail = tail_behind(text, number.end())
        yield match.start(), tail.end, 0.85


def _military(text: str, low: int, end: int) -> Iterator[tuple[int, int, float]]:
    del low
    match = kinds.MILITARY.search(text, max(0, end - 1 - 80), end - 1)
    number = kinds.HOUSE_BEHIND.match(text, end - 1)
    if match is not None and number is not None:
        yield match.start(), number.end(), 0.85


def _detector(name: str, look: _Look, *gates: str) -> Detector:
    """A detector whose finder looks where its gate ends: with the ends known or not, at the same places."""
    rule = f"street.{name}"
    searches = [re.compile(gate, re.ASCII).search for gate in gates]

    def at(text: str, ends: Sequence[int], key: str) -> list[Span]:
        del key
        lows = (0, *ends)
        found = dict.fromkeys(
            place for low, end in zip(lows, ends, strict=False) for place in look(text, low, end)
        )
        return [Span(start, end, "STREET_ADDRESS", score, rule, _NAME) for start, end, score in found]

    def find(text: str, start: int, key: str) -> list[Span]:
        del start
        framed = f"\0{text}\0"
        ends: list[int] = []
        for search in searches:
            position = 0
            while (match := search(framed, position)) is not None:
                ends.append(match.end() - 1)
                position = match.start() + 1
        return at(text, sorted(ends), key)

    return Detector(rule, "STREET_ADDRESS", gates, find, near=_NEAR, at=at)


class ScrublineStreetRecognizer(FieldRecognizer):
    """Street addresses that are known by their form; see the module."""

    DETECTORS = (
        _detector("number_first", _number_first, *kinds.NUMBER_FIRST_GATES),
        _detector("compound", _compound, *kinds.COMPOUND_GATES),
        _detector("preposed", _preposed, kinds.PREPOSED_GATE),
        _detector("french", _french, kinds.FRENCH_GATE),
        _detector("type_first", _type_first, kinds.TYPE_FIRST_GATE),
        _detector("script", other_scripts, *GATES),
        _detector("box", _box, kinds.BOX_GATE),
        _detector("military", _military, kinds.MILITARY_GATE),
    )
    KEY_RULES = KEY_RULES
