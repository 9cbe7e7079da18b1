"""Dates, dates of birth, ages and file numbers."""

from __future__ import annotations

import time

import pytest

from redaction.dates import DatesDetector
from redaction.presidio.recognizers import DatesRecognizer
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
        "3 Oct 22",
        "3 mars 2019",
        "3. März 2019",
        "3 de mayo de 2019",
    ],
)
def test_written_forms_of_dates_are_found_whole(date: str) -> None:
    """Each written form is one date, from its first to its last character."""
    assert _found(f"It was signed on {date}, they said.") == [(date, "DATE_TIME")]


@pytest.mark.parametrize(
    "date",
    [
        "3 and 9 August 2011",
        "3, 4 and 9 August 2011",
        "3rd to 9th August 2011",
        "3-9 August 2011",
        "3–9 August 2011",  # noqa: RUF001 - the dash of printed prose
        "July and August 2011",
        "May, July and August 2011",
        "mid-August 2011",
        "mid-2011",
        "late August 2011",
        "spring of 2011",
        "10.30 a.m. on 9 August 2011",
    ],
)
def test_what_stands_before_a_date_and_belongs_to_it_is_part_of_it(date: str) -> None:
    """Other days and months, the part of the year and the time of day go with the date, so nothing of it stays."""
    assert _found(f"They met in {date}, it is said.") == [(date, "DATE_TIME")]


def test_two_whole_dates_are_two() -> None:
    """Only a day or a month without its year leans on the next date."""
    assert [text for text, _ in _found("from 12 June to 3 July 1997")] == ["12 June", "3 July 1997"]


@pytest.mark.parametrize(
    ("text", "year"),
    [("Roe, 12 So. 3d 45 (Ala. 1988).", "1988"), ("in re Roe (N.D. Cal. 2001)", "2001")],
)
def test_the_year_of_a_cited_court_is_found(text: str, year: str) -> None:
    """Citations put the court's short name before the year, in brackets."""
    assert _found(text) == [(year, "DATE_TIME")]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("was sentenced to five years and six months' imprisonment", "five years and six months'"),
        ("remanded in custody for two months", "two months"),
        ("18 months of probation", "18 months"),
    ],
)
def test_how_long_somebody_was_locked_up_is_found(text: str, term: str) -> None:
    """A term of imprisonment says as much of a person as a date."""
    assert _found(text) == [(term, "DATE_TIME")]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Meeting notes Dec 11: two points", "Dec 11"),
        ("Ticket of Wednesday, 20 July: the parcel", "Wednesday, 20 July"),
    ],
)
def test_a_date_may_end_in_a_colon(text: str, date: str) -> None:
    """A colon that no digit follows ends the clause, not a clock."""
    assert _found(text) == [(date, "DATE_TIME")]


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
        ("Docket No. 20-cr-00987-AB of the court", "20-cr-00987-AB"),
        ("the case (no. 2001-2-33) was closed", "2001-2-33"),
        ("file 2 BvR 1234/05", "2 BvR 1234/05"),
        ("Special Case No.87 of 2016", "87 of 2016"),
        ("C.R.No.87/2016", "87/2016"),
        ("opinion No. 2003-117 of the board", "2003-117"),
        ("case no. A12-345/2006", "A12-345/2006"),
        ("case III K 87/06", "III K 87/06"),
        ("No. S-10987, slip op.", "S-10987"),
        ("the case [2019] EWHC 345", "[2019] EWHC 345"),
    ],
)
def test_court_file_numbers_are_found(text: str, number: str) -> None:
    """File numbers of courts lead straight to the parties."""
    assert (number, "CASE_NUMBER") in _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "[GIN] 2026/11/22 - 14:20:12 | 200 | 1.234567891s",
        "[2024-01-01 12:00:00,123] INFO started",
        "ts=2024-01-01T12:00:00Z level=info",
        "version 1.2.13 of 10.0.0.1 on port 2024",
        "read in 2024 bytes, max-age: 3600, age=30s",
        "may 5 people and march 3 items",
        "300/500 ratio 1/2",
        "2026/11/22 03:37:58 application version: git-commit=, git-version=, build-date=",
        "progress 12/31 files",
        "step 3/10 of the application, level 4/12",
        "a range of 12-14 may be too small",
        "see (Python 2020) and (RFC 2021)",
        "write a sentence of five words for 3 days",
        "Jun 10 16:15:19 cache01 postfix/qmgr[22957]: queue active",
        "[Mon Feb 13 20:29:57 2026] rotated",
        "13 Feb 2026 20:29:57 rotated",
        "drwxr-xr-x 13 root root 42752 Mar 10 21:23 share",
        "set batch.tax to 1689 (was 3923), resized to 1920 x 1080",
    ],
)
def test_machine_text_holds_no_dates(text: str) -> None:
    """Timestamps of log lines, versions, sizes and ratios are nobody's dates."""
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("She called on Feb 13 20:29:57.", "Feb 13"),
        ("He left on Monday, 13 February 2026 20:29:57.", "Monday, 13 February 2026"),
        ("born Feb 13 1971 20:29:57", "Feb 13 1971"),
        ("The call for room 12 on Mar 10 21:23", "Mar 10 21:23"),
        ("He moved to Ghent in 1989 (was glad).", "1989"),
    ],
)
def test_a_date_with_seconds_in_a_sentence_is_one(text: str, date: str) -> None:
    """Only where no words lead up to it a date with seconds is the line's own."""
    assert date in [found for found, _ in _found(text)]


def test_fields_without_names_are_left_alone() -> None:
    """The policy decides where dates are looked for."""
    assert DatesDetector().detect([Field("born on 12 March 1967")]) == [[]]


def test_the_recognizer_gives_what_the_detector_gives() -> None:
    """In a Presidio registry the same dates are found, limited to the entities asked for."""
    text = "born 12 March 1967, 34 years old"
    results = DatesRecognizer().analyze(text, ["AGE"])
    assert [(r.entity_type, text[r.start : r.end]) for r in results] == [("AGE", "34")]


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "12/",
            "in 19 ",
            "3 mar ",
            "1-1-",
            "no. 1/05 ",
            "aged ",
            "1 ",
            "2001-",
            "1, ",
            "1 and ",
            "May and ",
        ),
        *("sentenced to one year and ", "(Ala. ", "No.1 of ", "detention of "),
    ],
)
def test_time_is_linear_in_the_length(unit: str) -> None:
    """A long text of near misses takes seconds at most on any machine, so no pattern backtracks without bound."""
    began = time.process_time()
    DatesDetector().detect([Field(unit * 3_000, names=True)])
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("we leave on march 5th", "march 5th"),
        ("due 3rd nov, please", "3rd nov"),
        ("she arrives on 5 nov with him", "5 nov"),
        ("viajamos el 18 de mayo a Lugo", "18 de mayo"),
        ("ze komt op 8 juli thuis", "8 juli"),
        ("hij komt 13 mei naar huis", "13 mei"),
        ("i was there on 12 march", "12 march"),
        ("closed until december 12", "december 12"),
        ("paid on 03.11.24 in cash", "03.11.24"),
        ("see you on 3/15 then", "3/15"),
        ("insured until 11/2027", "11/2027"),
        ("signed 15-Mar-24 in ink", "15-Mar-24"),
        ("dnia 15 sierpnia 1999 r.", "15 sierpnia 1999"),
        ("Vertrag vom 03.11.24", "03.11.24"),
        ("taken on May 4th '07", "May 4th '07"),
        ("Doe,Jane,Lima,Feb 15, 1959", "Feb 15, 1959"),
        ("since the 22nd of June.", "22nd of June"),
        ("on Friday 2 May 1975 we met", "Friday 2 May 1975"),
        ("on Sunday, June 12 we met", "Sunday, June 12"),
        ("at 11.40 p.m. on October 3, 2017", "11.40 p.m. on October 3, 2017"),
    ],
)
def test_a_date_in_haste(text: str, date: str) -> None:
    """Small letters, two digits of a year and a weekday in front are part of how dates are written."""
    assert [value for value, _ in _found(text)] == [date]


@pytest.mark.parametrize(
    "text",
    [
        "may 5 people join",
        "we march 10 miles",
        "oct 17 is 15",
        "upgrade from 10.04.02 to 12.04.01",
        "released on 10.04.22 of the driver",
        "see 1.2.13 for details",
        "on 1.2.13 it works",
        "ratio 10-12-14",
        "on 3/4 of the map",
        "from 1/2 to 3/4",
        "a score of 7/10",
        "24/7 support since version 11/12",
        "it depends on 5 may fail",
        "retry 5 mar now",
        "on 3 mars nodes",
        "ran 12 march steps",
    ],
)
def test_no_date_in_haste(text: str) -> None:
    """What is a verb, a version or a row of numbers as often as a date needs more around it."""
    assert _found(text) == []


def test_a_date_does_not_reach_into_the_one_before() -> None:
    """Of a stretch of time both ends are found, however the first is written."""
    assert [v for v, _ in _found("booked from april 16th to 10 Jan")] == ["april 16th", "10 Jan"]


@pytest.mark.parametrize(
    "months",
    [
        "January February March April May June July August September October November December Jan. Sept",
        "Januar Februar März Mai Juni Juli Oktober Dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio settembre ottobre novembre dicembre",
        "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro",
        "januari februari maart mei augustus maj augusti marts desember",
        "ianuarie februarie martie aprilie iunie iulie septembrie octombrie noiembrie decembrie",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        "ledna února března dubna května června července srpna září října listopadu prosince",
        "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",  # noqa: RUF001  # Turkish letters
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta",
        "heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    ],
)
def test_every_month_is_known(months: str) -> None:
    """Day, month and year of each language are one date, in the middle of a sentence."""
    dates = [f"12 {month} 1987" for month in months.split()]
    assert [[value for value, _ in _found(f"since {date} or so")] for date in dates] == [
        [date] for date in dates
    ]


@pytest.mark.parametrize("text", ["Joined Apr '23.", "Joined Sept \u201919.", "seen in March '07 there"])
def test_a_year_of_two_digits_behind_a_month_is_part_of_the_date(text: str) -> None:
    """The apostrophe, straight or curly, stands for the century."""
    [(found, _)] = _found(text)
    assert found[-3] in "'\u2019"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She signed it on 20190823.", [("20190823", "DATE_TIME")]),
        ("Born 19840523 in Oslo", [("19840523", "DATE_OF_BIRTH")]),
        ("valid until 20301231", [("20301231", "DATE_TIME")]),
        ("valid as of 20190823: yes", [("20190823", "DATE_TIME")]),
        ("build 20190823 released", []),
        ("updated to version 20190823", []),
        ("on 20191323 nothing", []),
        ("on 20190823.5 units", []),
        ("on 20190823-4", []),
        ("order 20190823", []),
    ],
)
def test_eight_digits_are_a_date_where_a_word_says_so(text: str, expected: list[tuple[str, str]]) -> None:
    """Year, month and day without marks are a number until a word before them makes them a date."""
    assert _found(text) == expected


def test_eight_digits_below_a_key_for_births_are_a_date() -> None:
    """The key says what no word says."""
    assert _found("19840523", "date_of_birth") == [("19840523", "DATE_OF_BIRTH")]


def test_a_number_behind_a_month_is_a_year_where_something_ends() -> None:
    """`3 Oct 22 people` counts people; at the end of a sentence, a quotation or a line the number is a year."""
    assert _found("we met on 3 Oct 22 people came") == [("3 Oct", "DATE_TIME")]
    assert _found('"sent on 3 Oct 22." Thanks') == [("3 Oct 22", "DATE_TIME")]
    assert _found("sent 12 Nov 21\nread 3 Dec 21") == [("12 Nov 21", "DATE_TIME"), ("3 Dec 21", "DATE_TIME")]
