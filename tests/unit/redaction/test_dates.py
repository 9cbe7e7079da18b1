"""Dates, dates of birth, ages and file numbers."""

from __future__ import annotations

import time

import pytest

from redaction.dates import DatesDetector
from redaction.presidio_recognizers import DatesRecognizer
from redaction.spans import Field


def _found(text: str, key: str = "") -> list[tuple[str, str]]:
    [spans] = DatesDetector().detect([Field(text, key, names=True)])
    return [(text[s.start : s.end], s.entity) for s in spans]


@pytest.mark.parametrize(
    "date",
    [
        "1999-12-31",
        "12/31/1999",
        "31.12.1999",
        "31 December 1999",
        "31st of December 1999",
        "December 31, 1999",
        "Dec 31st, 1999",
        "May 2003",
        "3 mars 2019",
        "3. März 2019",
        "3 de mayo de 2019",
    ],
)
def test_written_forms_of_dates_are_found_whole(date: str) -> None:
    """Each written form is one date, from its first to its last character."""
    assert _found(f"It was signed on {date}, they said.") == [(date, "DATE_TIME")]


@pytest.mark.parametrize(
    "text",
    [
        "He was born on 12 March 1967.",
        "DOB: 12 March 1967",
        "Date of birth (day first): 12 March 1967",
        "geboren am 12 March 1967",
    ],
)
def test_words_of_birth_before_a_date_make_it_a_date_of_birth(text: str) -> None:
    """Context decides between a date and a date of birth."""
    assert _found(text) == [("12 March 1967", "DATE_OF_BIRTH")]


def test_the_key_makes_a_date_of_birth() -> None:
    """A value under a key of birth needs no words before it."""
    assert _found("1967-03-12", key="date_of_birth") == [("1967-03-12", "DATE_OF_BIRTH")]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("She is 34 years old.", "34"),
        ("a 17-year-old boy", "17"),
        ("aged 45 and well", "45"),
        ("Jo Smith, 56, of Leeds", "56"),
        ("I'm 23.", "23"),
        ("a seventeen-year-old", "seventeen"),
    ],
)
def test_ages_are_found(text: str, age: str) -> None:
    """The span is the number alone, so that it can be put into a band."""
    assert _found(text) == [(age, "AGE")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("an application (no. 12345/05) against Norway", "12345/05"),
        ("see case 1:20-cv-01234", "1:20-cv-01234"),
        ("file 2 BvR 1234/05", "2 BvR 1234/05"),
    ],
)
def test_court_file_numbers_are_found(text: str, number: str) -> None:
    """File numbers of courts lead straight to the parties."""
    assert (number, "CASE_NUMBER") in _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "[2024-01-01 12:00:00,123] INFO started",
        "ts=2024-01-01T12:00:00Z level=info",
        "version 1.2.13 of 10.0.0.1 on port 2024",
        "read in 2024 bytes, max-age: 3600, age=30s",
        "may 5 people and march 3 items",
        "300/500 ratio 1/2",
        "2026/11/22 03:37:58 application version: git-commit=, git-version=, build-date=",
        "progress 12/31 files",
    ],
)
def test_machine_text_holds_no_dates(text: str) -> None:
    """Timestamps of log lines, versions, sizes and ratios are nobody's dates."""
    assert _found(text) == []


def test_fields_without_names_are_left_alone() -> None:
    """The policy decides where dates are looked for."""
    assert DatesDetector().detect([Field("born on 12 March 1967")]) == [[]]


def test_the_recognizer_gives_what_the_detector_gives() -> None:
    """In a Presidio registry the same dates are found, limited to the entities asked for."""
    text = "born 12 March 1967, 34 years old"
    results = DatesRecognizer().analyze(text, ["AGE"])
    assert [(r.entity_type, text[r.start : r.end]) for r in results] == [("AGE", "34")]


@pytest.mark.parametrize("unit", ["12/", "in 19 ", "3 mar ", "1-1-", "no. 1/05 ", "aged ", "1 ", "2001-"])
def test_time_is_linear_in_the_length(unit: str) -> None:
    """A long text of near misses takes seconds at most on any machine, so no pattern backtracks without bound."""
    began = time.process_time()
    DatesDetector().detect([Field(unit * 3_000, names=True)])
    assert time.process_time() - began < 5
