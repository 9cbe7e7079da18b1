"""Dates of birth and user ids, said by a word before them or by their key.

Other dates and the ways of prose to tell a birthday are looked for with names, by `redaction.dates`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers import birth_answers
from redaction.recognizers.accounts import ACCOUNTS
from redaction.recognizers.context import gate, key_words
from redaction.recognizers.detector import Detector, FieldRecognizer, KeyRule
from redaction.spans import Span

__all__ = ["ScrublineBirthRecognizer", "ScrublineUserIdRecognizer"]

_MONTHS: Final = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_YEAR: Final = "(?:19|20)[0-9]{2}"
_DAY: Final = "(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH: Final = "(?:0?[1-9]|1[0-2])"
_DATE: Final = (
    rf"(?:{_YEAR}[\-/.]{_MONTH}[\-/.]{_DAY}|{_DAY}[\-/. ]{{1,2}}{_DAY}[\-/. ]{{1,2}}(?:{_YEAR}|[0-9]{{2}})"
    rf"|{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])|(?:{_MONTHS})\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR}"
    rf"|{_DAY}(?:st|nd|rd|th|\.)?[ \-](?:{_MONTHS})\.?,?[ \-](?:{_YEAR}|[0-9]{{2}}))"
)
_TELLING: Final = (
    "dob", "birth", "birthdate", "birthday", "dateofbirth", "born", "geboren", "geburtsdatum", "geburtstag",
    "naissance", "nacimiento", "nacida", "nacido", "nascita", "nascimento", "geboortedatum",
)  # fmt: skip
# A label says it of what stands directly behind; who was born somewhere was so in a year of four digits, on a day.
_LABEL: Final = (
    r"(?:dob|d\.o\.b\.?|birth ?dates?|birthdays?|dates? ?of ?birth|birth(?= ?[:=])"
    r"|geburtsdatum|geburtstag|geboortedatum|date de naissance|fecha de nacimiento|data di nascita"
    r"|data de nascimento)(?![a-z])"
    r"[\"')]{0,2}[ ]{0,2}(?:\([a-z/\- ]{2,12}\) ?)?(?:[:=]|-{1,2}>?|is|was|on|ist|am)?[ \t\"'(]{0,3}"
)
_VERB: Final = (
    r"(?:born|geboren|nacid[ao]|n\u00e9e?|naissance|nascita|nascimento)(?![a-z])"
    r"(?:,? (?:in|at|to|a|en|em|\u00e0|zu) [^.!?\n\d\x00]{1,36}?,?)??,? ?(?:(?:on|am|el|le|il|em|op)(?: the)? |:[ ]?)?"
)
_BORN: Final = re.compile(
    rf"(?<![a-z])(?:{_LABEL}|{_VERB}(?=[^\n]{{0,24}}(?:19|20)[0-9]{{2}}(?![0-9])))(?<![0-9a-z])"
    rf"(?P<date>{_DATE})(?![0-9])(?! [0-9]{{1,2}}:)",
    re.IGNORECASE,
)
_KEYS: Final = frozenset({
    "dob", "date of birth", "dateofbirth", "birth date", "birthdate", "birthday", "birth day", "birth year",
    "year of birth", "geburtsdatum", "geburtstag", "date de naissance", "date naissance", "fecha de nacimiento",
    "fecha nacimiento", "data di nascita", "data de nascimento", "geboortedatum",
})  # fmt: skip
_FEWEST_DIGITS: Final = 4
_LONGEST_DATE: Final = 40
_LONGEST_ID: Final = 512
_NOBODY: Final = frozenset({
    "", "-", "0", "-1", "none", "null", "nil", "undefined", "unknown", "anonymous", "n/a", "na", "true", "false",
    "system", "root", "guest",
})  # fmt: skip


def _born(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    for match in _BORN.finditer(text):
        yield Span(*match.span("date"), "DATE_OF_BIRTH", 0.9, "birth.said", "ScrublineBirthRecognizer")


def _value(text: str, start: int, key: str) -> Iterator[Span]:
    """A whole value with digits, however the day is written."""
    del start, key
    value = text.strip()
    if len(value) <= _LONGEST_DATE and sum(map(str.isdigit, value)) >= _FEWEST_DIGITS:
        begin = text.index(value)
        yield Span(begin, begin + len(value), "DATE_OF_BIRTH", 0.9, "birth.key", "ScrublineBirthRecognizer")


def _user_id(text: str, start: int, key: str) -> Iterator[Span]:
    """A whole value, whatever it looks like; the number of the owner of a process is known to one machine only."""
    del start
    value = text.strip()
    if value.lower() in _NOBODY or len(value) > _LONGEST_ID:
        return
    if " process " in key_words(key) and (value.isdigit() or value.lower() in ACCOUNTS):
        return
    begin = text.index(value)
    yield Span(begin, begin + len(value), "USER_ID", 0.7, "user_id.key", "ScrublineUserIdRecognizer")


class ScrublineBirthRecognizer(FieldRecognizer):
    """Dates of birth behind a word or under a key that says so."""

    DETECTORS = (
        Detector(
            "birth.said", "DATE_OF_BIRTH", (gate(*_TELLING), r"[^A-Za-z][Dd]\.[Oo]\.[Bb]"), 0, _born, near=160
        ),
        *birth_answers.DETECTORS,
    )
    KEY_RULES = (KeyRule("birth.key", "DATE_OF_BIRTH", _KEYS, _value),)


class ScrublineUserIdRecognizer(FieldRecognizer):
    """Ids of users under keys that say so, such as `user.id`."""

    KEY_RULES = (
        KeyRule(
            "user_id.key", "USER_ID", frozenset({"user id", "userid", "end user id", "enduser id"}), _user_id
        ),
    )
