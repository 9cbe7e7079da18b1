"""Dates of birth and user ids, said by a word before them or by their key.

Other dates and the ways of prose to tell a birthday are looked for with names, by `redaction.dates`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from redaction.recognizers.accounts import ACCOUNTS
from redaction.recognizers.alphabets import in_ascii
from redaction.recognizers.birth import answers as birth_answers
from redaction.recognizers.birth.dates import birth_dates
from redaction.recognizers.birth.words import ABROAD
from redaction.recognizers.birth.words import GATES as BIRTH_GATES
from redaction.recognizers.context import key_words
from redaction.recognizers.detector import VALUE_TAILS, Detector, FieldRecognizer, KeyRule
from redaction.spans import Span

__all__ = ["ScrublineBirthRecognizer", "ScrublineUserIdRecognizer"]

_KEYS: Final = frozenset({
    "dob", "date of birth", "dateofbirth", "birth date", "birthdate", "birthday", "birth day", "birth year",
    "year of birth", "geburtsdatum", "geburtstag", "date de naissance", "date naissance", "fecha de nacimiento",
    "fecha nacimiento", "data di nascita", "data de nascimento", "geboortedatum", "dates of birth", "birth dt",
    "birth month", "birth ts", "birth timestamp", "birth datetime", "bday", "yob", "geb datum", "ddn", "fecha nac",
    "data nascita", "data nascimento", "data urodzenia", "ημ γέννησης", "tgl lahir",
    *(key_words(form).strip() for name in ABROAD.split("|") for form in in_ascii(name)),
})  # fmt: skip
_OF_ANYTHING: Final = frozenset({"born", "born on", "born at"})
"""Keys of when somebody or something began: of a process it is told to the second."""
_PARTS: Final = frozenset({"month", "day", "m", "d", "monthvalue", "dayofmonth"})
"""Words of keys whose values have less digits."""
_FEWEST_DIGITS: Final = 4
_FEWEST_OF_EPOCH: Final = 9
_LONGEST_DATE: Final = 40
_LONGEST_ID: Final = 512
_NOBODY: Final = frozenset({
    "", "-", "0", "-1", "none", "null", "nil", "undefined", "unknown", "anonymous", "n/a", "na", "true", "false",
    "system", "root", "guest",
})  # fmt: skip


def _born(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    for begin, end in birth_dates(text):
        yield Span(begin, end, "DATE_OF_BIRTH", 0.9, "birth.said", "ScrublineBirthRecognizer")


def _value(text: str, start: int, key: str) -> Iterator[Span]:
    """A whole value with digits, however the day is written; of a month or a day alone one or two."""
    del start
    value = text.strip()
    digits = sum(map(str.isdigit, value))
    of_part = digits == len(value) <= 2 and not _PARTS.isdisjoint(key_words(key).split())
    if of_part or (len(value) <= _LONGEST_DATE and digits >= _FEWEST_DIGITS):
        begin = text.index(value)
        yield Span(begin, begin + len(value), "DATE_OF_BIRTH", 0.9, "birth.key", "ScrublineBirthRecognizer")


def _day(text: str, start: int, key: str) -> Iterator[Span]:
    """The same, without a time of day and no seconds since 1970."""
    value = text.strip()
    told_to_the_second = ":" in value or (len(value) >= _FEWEST_OF_EPOCH and value.lstrip("-").isdigit())
    return iter(()) if told_to_the_second else _value(text, start, key)


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
        Detector("birth.said", "DATE_OF_BIRTH", BIRTH_GATES, _born, near=400),
        *birth_answers.DETECTORS,
    )
    KEY_RULES = (
        KeyRule("birth.key", "DATE_OF_BIRTH", _KEYS, _value),
        KeyRule("birth.key", "DATE_OF_BIRTH", _OF_ANYTHING, _day, VALUE_TAILS),
    )


class ScrublineUserIdRecognizer(FieldRecognizer):
    """Ids of users under keys that say so, such as `user.id`."""

    KEY_RULES = (
        KeyRule(
            "user_id.key", "USER_ID", frozenset({"user id", "userid", "end user id", "enduser id"}), _user_id
        ),
    )
