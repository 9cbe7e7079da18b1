"""Numbers and days of persons at their place in messages of health care: X12 (claims, enrolment) and HL7 2.

No word says there what a number is, but a qualifier (`34` and `SY` are social security numbers, as those of
subscribers, `0F`, mostly are; `MI` is a member's) or the place in a segment (field 7 of `PID` is the day of birth).
Part of `redaction.recognizers.us_ids`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.patterns import DAY
from redaction.recognizers import ssn_borders as ssn
from redaction.recognizers.detector import Detector
from redaction.spans import Span

__all__ = ["DETECTORS", "MBI"]

MBI: Final = (
    r"[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9][0-9]-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9][0-9]-?"
    r"[AC-HJKMNP-RT-Y]{2}[0-9]{2}"
)
"""The id of a beneficiary of Medicare."""
_SSN: Final = "([0-9]{3})-?([0-9]{2})-?([0-9]{4})"
_FIRST: Final = "(?<![0-9A-Za-z])"
_ELEMENTS: Final = r"[^~\r\n\x00]{0,200}?"
_LAST: Final = "(?![0-9A-Za-z])"
_X12: Final = tuple(
    (entity, re.compile(pattern))
    for entity, pattern in (
        (
            "US_SSN",
            rf"{_FIRST}NM1(?P<s>[*|])[0-9A-Z]{{2,3}}(?P=s){_ELEMENTS}(?P=s)34(?P=s)(?P<value>{_SSN}){_LAST}",
        ),
        ("US_SSN", rf"{_FIRST}REF(?P<s>[*|])(?:SY|0F)(?P=s)(?P<value>{_SSN}){_LAST}"),
        (
            "US_MBI",
            rf"{_FIRST}NM1(?P<s>[*|])[0-9A-Z]{{2,3}}(?P=s){_ELEMENTS}(?P=s)MI(?P=s)(?P<value>{MBI}){_LAST}",
        ),
        ("DATE_OF_BIRTH", rf"{_FIRST}DMG(?P<s>[*|])D8(?P=s)(?P<value>{DAY}){_LAST}"),
    )
)
_SEGMENT: Final = re.compile(
    r"(?<![0-9A-Za-z])(?P<name>PID|GT1|NK1|IN1|IN2)\|(?:(?!\\[rn])[^\r\n\x00]){6,900}"
)
_PLACES: Final = {
    "PID": ((7, "DATE_OF_BIRTH"), (19, "US_SSN"), (20, "US_DRIVER_LICENSE")),
    "GT1": ((8, "DATE_OF_BIRTH"), (12, "US_SSN")),
    "NK1": ((16, "DATE_OF_BIRTH"), (37, "US_SSN")),
    "IN1": ((18, "DATE_OF_BIRTH"),),
    "IN2": ((2, "US_SSN"),),
}
_FORMS: Final = {
    "DATE_OF_BIRTH": re.compile(rf"{DAY}(?:[0-9]{{2,6}}(?:\.[0-9]{{1,4}})?(?:[+\-][0-9]{{4}})?)?"),
    "US_SSN": re.compile(_SSN),
    "US_DRIVER_LICENSE": re.compile(r"(?=(?:[A-Z\-]*[0-9]){4})[A-Z0-9\-]{5,20}"),
}


def _in_x12(text: str, start: int, key: str) -> Iterator[Span]:
    del key
    for entity, pattern in _X12:
        for match in pattern.finditer(text, start):
            value = match["value"].replace("-", "")
            if entity != "US_SSN" or ssn.parts(value[:3], value[3:5], value[5:]) == entity:
                yield _span(*match.span("value"), entity, "us.x12")


def _in_hl7(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    for match in _SEGMENT.finditer(text):
        fields = match.group().split("|")
        for place, entity in _PLACES[match["name"]]:
            if place >= len(fields):
                continue
            component = fields[place].partition("^")[0]
            form = _FORMS[entity].fullmatch(component)
            if form is None or (entity == "US_SSN" and ssn.parts(*form.groups()) != entity):
                continue
            begin = match.start() + sum(map(len, fields[:place])) + place
            yield _span(begin, begin + len(component), entity, "us.hl7")


def _span(begin: int, end: int, entity: str, rule: str) -> Span:
    return Span(begin, end, entity, 0.9, rule, "ScrublineUsHealthRecognizer")


DETECTORS: Final = (
    Detector(
        "us.x12",
        "US_SSN",
        (r"(?:NM1|REF|DMG)[*|](?:SY|D8|[0-9A-Z]{2,3})[*|]",),
        _in_x12,
        also=("US_MBI", "DATE_OF_BIRTH"),
        near=300,
    ),
    Detector(
        "us.hl7",
        "US_SSN",
        (r"(?:PID|GT1|NK1|IN1|IN2)\|",),
        _in_hl7,
        also=("DATE_OF_BIRTH", "US_DRIVER_LICENSE"),
        near=1_000,
    ),
)
