"""Dates of birth that somebody gives when asked: `Agent: date of birth?`, and in the next line `Customer: 5/12/1984`.

Part of `redaction.recognizers.personal`. Where question and answer are two texts, `redaction.walk.questions` reads
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.context import gate
from redaction.recognizers.detector import Detector
from redaction.spans import Span

__all__ = ["DETECTORS"]

_WORDS: Final = (
    "birth", "birthdate", "birthday", "dob", "born", "geboren", "geburtsdatum", "geburtstag", "naissance", "nacimiento",
    "nascita", "nascimento", "geboortedatum",
)  # fmt: skip
_SIGN: Final = r"[./\-]"
_MONTH: Final = r"[A-Za-z]{3,9}\.?"
_DAY: Final = r"[0-3]?[0-9](?:st|nd|rd|th|\.)?"
_YEAR: Final = r"(?:19|20)[0-9]{2}"
# What was asked for is a date: it need not be looked at whether these numbers can be one.
_DATE: Final = (
    rf"(?:{_YEAR}{_SIGN}[0-9]{{1,2}}{_SIGN}[0-9]{{1,2}}|[0-9]{{1,2}}{_SIGN}[0-9]{{1,2}}{_SIGN}(?:{_YEAR}|[0-9]{{2}})"
    rf"|{_YEAR}[01][0-9][0-3][0-9]|{_DAY},? (?:of |de )?{_MONTH},? (?:de )?{_YEAR}|{_MONTH} {_DAY},? {_YEAR})"
)
# Not another noun: the day of a birthday party is nobody's.
_BEHIND: Final = (
    r"(?:[ ,(\[]{1,3}(?:please|bitte|por|again|in|for|on|as|so|and|of|to|with|if|mm|dd|yyyy)(?![A-Za-z])"
    r"[^?\n\x00]{0,40})?"
)
_TURN: Final = r"[^?0-9.;!\x00]"
"""Who answers, and the words before what is asked for: no other sentence."""
# Of the line that holds the answer.
_STAMP: Final = r"(?:(?:[0-9]{2,4}[./\-]){2}[0-9]{2,4}[T ])?[0-9]{1,2}:[0-9]{2}[0-9:.,Z+]{0,16}"
_ANSWERED: Final = re.compile(
    rf"(?<![A-Za-z])(?:{'|'.join(_WORDS)}|d\.o\.b\.?)(?![A-Za-z]){_BEHIND}[ \"')\]]{{0,2}}\?"
    rf"(?:{_TURN}{{0,12}}{_STAMP})?{_TURN}{{0,64}}?(?<![0-9A-Za-z])(?P<date>{_DATE})(?![0-9A-Za-z])"
    r"(?! ?[0-9]{1,2}:)",
    re.IGNORECASE | re.ASCII,
)


def _answered(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    if "?" in text:
        for match in _ANSWERED.finditer(text):
            yield Span(*match.span("date"), "DATE_OF_BIRTH", 0.85, "birth.asked", "ScrublineBirthRecognizer")


DETECTORS: Final = (
    Detector(
        "birth.asked", "DATE_OF_BIRTH", (gate(*_WORDS), r"[^A-Za-z][Dd]\.[Oo]\.[Bb]"), _answered, near=240
    ),
)
