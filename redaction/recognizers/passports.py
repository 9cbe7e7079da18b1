"""Passports: the numbers of other countries directly behind the word, and the machine-readable zone.

A number of nine digits near the word is found by `redaction.recognizers.us_ids`; most countries have letters in theirs,
as ids of other things do: these are read where the word says it of them alone. In the zone (ICAO 9303) two check digits
say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.checksums import icao9303
from redaction.recognizers.detector import Detector
from redaction.spans import Span

__all__ = ["DETECTORS", "passport_value"]

_NUMBER: Final = r"(?-i:(?=(?:[A-Z]*[0-9]){4})[A-Z0-9]{7,9})(?![0-9A-Za-z_\-]|\.[0-9])"
_NAMES: Final = "passe?port|pasaporte|passaporto|reisepass|paspoort"
_LABEL: Final = rf"(?:{_NAMES})(?:[ _]?(?:number|num|no\.?|nr\.?|id|#|nummer))?"
_SIGN: Final = r"(?:[\"'\])]{0,2}(?:[ ]?(?:=>|[:=])[ ]?|[ ](?:is|was)[ ])[\"']?|(?<=\.) )"
_NAMED: Final = re.compile(rf"{_LABEL}{_SIGN}(?P<value>(?=[0-9]*[A-Z]){_NUMBER})", re.IGNORECASE | re.ASCII)
_NAMED_GATE: Final = rf"(?i)(?:{_NAMES})"
_ALONE: Final = re.compile(rf"\s*(?P<value>{_NUMBER})\s*")
# Number, country, day of birth, sex, day of expiry: the second line of a passport.
_ZONE: Final = re.compile(
    r"(?<![0-9A-Z<])(?P<number>[A-Z0-9<]{9}[0-9])[A-Z<]{3}(?P<birth>[0-9]{6}[0-9])[MFX<][0-9]{7}"
    r"(?P<more>[A-Z0-9<]{7,16})(?![0-9A-Z<])"
)
# The first and the second line of a card.
_CARD: Final = re.compile(
    r"(?<![0-9A-Z<])[ACI][A-Z<][A-Z<]{3}(?P<number>[A-Z0-9<]{9}[0-9])(?P<more>[A-Z0-9<]{15})(?:\r?\n|\\n| )"
    r"(?P<birth>[0-9]{6}[0-9])[MFX<][0-9]{7}[A-Z<]{3}"
)
_FILLER: Final = "<<<"
"""What fills a line of a zone up: hardly a document has none in either line."""
_FILLER_REACH: Final = 96
_MORE: Final = re.compile("[A-Z0-9]{4,14}")
"""What a country adds: mostly the number of the person in its register."""


def passport_value(text: str, start: int, key: str) -> Iterator[Span]:
    """A whole value below a key that says passport."""
    del start, key
    if (match := _ALONE.fullmatch(text)) is not None:
        yield _span(*match.span("value"), "US_PASSPORT", "us.passport.key")


def _named(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    for match in _NAMED.finditer(text):
        yield _span(*match.span("value"), "US_PASSPORT", "us.passport.named")


def _in_zone(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    for pattern in (_ZONE, _CARD):
        for match in pattern.finditer(text):
            begin, end = match.span()
            if text.find(_FILLER, max(0, begin - _FILLER_REACH), end) < 0:
                continue
            if not all(icao9303(match[name]) for name in ("number", "birth")):
                continue
            yield _span(*match.span("number"), "US_PASSPORT", "us.passport.zone", checked=True)
            yield _span(*match.span("birth"), "DATE_OF_BIRTH", "us.passport.zone", checked=True)
            if (more := _MORE.match(text, match.start("more"), match.end("more"))) is not None:
                yield _span(*more.span(), "US_PASSPORT", "us.passport.zone", checked=True)


def _span(begin: int, end: int, entity: str, rule: str, *, checked: bool = False) -> Span:
    return Span(
        begin, end, entity, 0.9 if checked else 0.7, rule, "ScrublineUsIdentityRecognizer", checked=checked
    )


DETECTORS: Final = (
    Detector("us.passport.named", "US_PASSPORT", (_NAMED_GATE,), _named, near=100),
    Detector("us.passport.zone", "US_PASSPORT", (_FILLER,), _in_zone, also=("DATE_OF_BIRTH",), near=200),
)
