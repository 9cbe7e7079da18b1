"""The last four digits of a social security number, by which call centres know somebody, and numbers joined to marks.

`XXX-XX-8710`, `ssn_last4=8710`, `SSN ending in 8710`; `ssn536-22-8710`, a claim number of Medicare
(`SSN 536-22-8710A`), eight digits that lost their zero. Part of `redaction.recognizers.us_ids`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from redaction.recognizers import ssn_borders as ssn
from redaction.recognizers.detector import Detector, KeyRule
from redaction.spans import Span

__all__ = ["DETECTORS", "KEY_RULES"]

_NAME: Final = "ssn|social(?:[ _-]security)?(?:[ _-](?:number|num|no\\.?))?"
_LAST: Final = r"last[ _-]?(?:4|four)(?:[ _-]digits)?"
_SIGN: Final = r"[\"'\])]{0,2}[ ]?(?:[:=]|is|are|was)?[ ]?[\"'#]?"
_FOUR: Final = r"([0-9]{4})(?![0-9A-Za-z_]|[.,:/\-][0-9])"
_COVERED: Final = r"(?:[Xx]{3}-[Xx]{2}|\*{3}-\*{2})-"
_BEHIND_COVER: Final = re.compile(rf"(?<![0-9A-Za-z*]){_COVERED}{_FOUR}", re.ASCII)
_LABELLED: Final = re.compile(
    rf"(?<![0-9A-Za-z])(?:(?:{_NAME})[ _-]?(?:{_LAST}|(?:ending|ends)(?: in| with)?)"
    rf"|{_LAST}[ _-]?(?:of|on|for)?[ _-]?(?:(?:my|your|the|his|her|their)[ ])?(?:{_NAME})){_SIGN}{_FOUR}",
    re.IGNORECASE | re.ASCII,
)
_LABEL_GATES: Final = (
    r"(?i)[^0-9a-z](?:ssn|social)[ _a-z.-]{0,18}(?:last|end)",
    rf"(?i)[^0-9a-z]{_LAST}[ _a-z-]{{0,11}}(?:ssn|social)",
)
_JOINED: Final = re.compile(
    r"(?<![0-9A-Za-z_])(?i:ssn)[\"']?[ :=#]{0,3}[\"']?([0-9]{3})-([0-9]{2})-([0-9]{4})(?:[A-Z][0-9]?)?"
    r"(?![0-9A-Za-z]|[.\-][0-9])",
    re.ASCII,
)
_JOINED_GATE: Final = r"(?i)[^0-9a-z_]ssn[\"']?[ :=#]{0,3}[\"']?[0-9]{3}-[0-9]{2}-[0-9]{4}"
_EIGHT: Final = re.compile(
    r"(?<![0-9A-Za-z_])(?i:ssn)[\"']?[ ]?[:=][ ]?[\"']?([0-9]{2})([0-9]{2})([0-9]{4})(?![0-9A-Za-z_]|[.,:/\-][0-9])",
    re.ASCII,
)
_EIGHT_GATE: Final = r"(?i)[^0-9a-z_]ssn[\"']?[ ]?[:=][ ]?[\"']?[0-9]{8}"
_ALONE: Final = re.compile(rf"\s*{_FOUR}\s*", re.ASCII)
_KEYS: Final = frozenset({
    *("ssn last4", "ssn last 4", "ssn last four", "social last4", "social last 4", "social last four"),
    *("last4 ssn", "last 4 ssn", "last four ssn", "last4 of ssn", "last 4 of ssn", "last four of ssn"),
    *("ssn last four digits", "ssn last 4 digits", "ssn ending", "social security number last4"),
})  # fmt: skip


def _span(begin: int, end: int, rule: str) -> Span:
    return Span(begin, end, "US_SSN", 0.7, rule, "ScrublineUsIdentityRecognizer")


def _last_four(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    for match in chain(_BEHIND_COVER.finditer(text), _LABELLED.finditer(text)):
        yield _span(*match.span(1), "us.ssn.last_four")


def _joined(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    for at in ssn.labels(text):
        match = _JOINED.match(text, at) or _EIGHT.match(text, at)
        if match is not None and ssn.parts(match[1].rjust(3, "0"), match[2], match[3]) == "US_SSN":
            yield _span(match.start(1), match.end(3), "us.ssn.named")


def _value(text: str, start: int, key: str) -> Iterator[Span]:
    """A whole value of four digits."""
    del start, key
    if (match := _ALONE.fullmatch(text)) is not None:
        yield _span(*match.span(1), "us.ssn.last_four")


DETECTORS: Final = (
    Detector("us.ssn.last_four", "US_SSN", (rf"{_COVERED}[0-9]{{4}}", *_LABEL_GATES), _last_four, near=100),
    Detector("us.ssn.named", "US_SSN", (_JOINED_GATE, _EIGHT_GATE), _joined, near=60),
)
KEY_RULES: Final = (KeyRule("us.ssn.last_four", "US_SSN", _KEYS, _value),)
