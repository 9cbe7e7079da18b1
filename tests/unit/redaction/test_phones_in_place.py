"""Telephone numbers by where they stand: behind which word, before which sign, in which line of a log or letter."""

# ruff: noqa: RUF001  # letters of other scripts are what stands in texts

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def found(engine: BatchEngine, text: str, key: str = "") -> list[str]:
    """The texts of the telephone numbers, in order, each once."""
    spans = [s for s in engine.detect([Field(text, key)])[0] if s.entity == "PHONE_NUMBER"]
    return list(dict.fromkeys(text[s.start : s.end] for s in sorted(spans, key=lambda span: span.start)))


@pytest.mark.parametrize(
    "text",
    [
        "Sent from my phone, version 10.0.18517.1851",
        "phone: version 2023.10.4",
        "Telefon, Version: 2023.1041",
        "mobile app versión 20.231.041",
        "手机版本 10.0.18517",
        "телефон, версия 10.0.18517",
        "phone firmware 12.345.678",
        "phone v. 10.0.18517",
        "phone ver: 2023.10.41",
        "fax version: 18517",
    ],
)
def test_a_version_is_no_number(engine: BatchEngine, text: str) -> None:
    """What stands directly behind a word for version, whatever the words before that are."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "gọi tôi, số tiền 4198.000đ.",
        "gọi 4198.000 ₫",
        "phone: 4 198 000 VND",
        "phone 4198.000 kr",
        "телефон 41 980 000 ₽",
        "phone 4198000 руб.",
        "telefon 1234 567 zł",
        "phone 4198.000€",
        "hívás 41980 Ft",
        "Tel 123456 kr",
    ],
)
def test_an_amount_before_a_currency_is_no_number(engine: BatchEngine, text: str) -> None:
    """With a blank between the two or none."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("phone, version 3: 0171 1234567", "0171 1234567"),
        ("phone 0901234567 đ", "0901234567"),
        ("phone +84 901 234 567 đ", "+84 901 234 567"),
        ("tlf 22 33 44 55 kr 300", "22 33 44 55"),
        ("call 415-555-0199 $5 a minute", "415-555-0199"),
        ("ring 4155 5012 krister", "4155 5012"),
    ],
)
def test_a_number_between_other_words_is_one(engine: BatchEngine, text: str, number: str) -> None:
    """A version further away, digits that no amount begins with or is grouped in, a longer word."""
    assert found(engine, text) == [number]


_LETTERS_END = [
    "Regards,\nAnn\nT {}",
    "Ann\nann@example.org\nT {}\n",
    "T {}\nM +49 171 1234567\n",
    "M +49 171 1234567\nF {}\r\n",
]


@pytest.mark.parametrize("written", ["5350.7857", "2.2161328", "8.7122.13.10.91"])
@pytest.mark.parametrize("text", _LETTERS_END)
def test_a_letter_of_a_signature_leads_to_digits_by_dots(
    engine: BatchEngine, text: str, written: str
) -> None:
    """Alone in its line, below a greeting, beside an e-mail address or beside another number."""
    assert written in found(engine, text.format(written))


@pytest.mark.parametrize("text", _LETTERS_END)
@pytest.mark.parametrize(
    "written", ["1.234.56", "2024.10.11", "1700000000.123", "10:15:02.1234567", "5350.7857 K", "21.5"]
)
def test_a_letter_does_not_make_a_number_of_anything(engine: BatchEngine, text: str, written: str) -> None:
    """Versions, days, moments, times, what has a unit, and few digits."""
    assert not any(number in written for number in found(engine, text.format(written)))


@pytest.mark.parametrize(
    "text",
    [
        "step 3\nT 2.2161328\nP 0.1234567\nM 5350.7857",
        "for T 5350.7857 the",
        "T 5350.7857",
        "x\nM 98.600000\ny",
    ],
)
def test_a_measure_has_a_letter_too(engine: BatchEngine, text: str) -> None:
    """Temperature, pressure and mass stand beside nothing that a letter ends in."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    ("caller", "callee"),
    [
        ("2073738837", "50581537681"),
        ("97433978553", "4930901820"),
        ("0320462668", "072407367"),
        ("85221137550", "671428487"),
        ("2348067433017", "1800281783"),
    ],
)
@pytest.mark.parametrize(
    "line",
    [
        "2022-10-23 10:14:17,170 [info] sip: INVITE from {} to {} via [2804:14d::c4ee]:5432 call-id e1e",
        "BYE request from {} to {} via 192.0.2.7, call_id=e1e",
        "CANCEL received from {} to {} SIP/2.0",
    ],
)
def test_a_step_of_a_call_has_two_ends(engine: BatchEngine, line: str, caller: str, callee: str) -> None:
    """With the country's code and without, in countries of every plan."""
    assert found(engine, line.format(caller, callee)) == [caller, callee]
    assert found(engine, f"{'=' * 300}\n{line.format(caller, callee)}\n{'=' * 300}") == [caller, callee]


def test_a_line_of_calls_has_numbers_that_some_plan_has(engine: BatchEngine) -> None:
    """The name of the step alone, or the id of the call."""
    assert found(engine, "INVITE from 2073738837 to 50581537681") == ["2073738837", "50581537681"]
    assert found(engine, "from 2073738837 to 50581537681 call-id: x") == ["2073738837", "50581537681"]


@pytest.mark.parametrize(
    "text",
    [
        "moved from 1048576 to 20971520 call-id: x",
        "SIP: raised from 5000000 to 7500000 rupees",
        "sip: window from 1700000000 to 1700003600",
        "INVITE from 20240115 to 20240116",
        "CANCEL from 2073738837 to 50581537681",
        "INVITE from user 80351110224678912",
        "copied from 2073738837 to 50581537681 bytes",
        "took a sip from 2073738837 to 50581537681",
        "INVITE received\nread from 2073738837 to 50581537681",
        "sip: seq from 104857600 to 104857700",
    ],
)
def test_ranges_go_from_one_to_another_too(engine: BatchEngine, text: str) -> None:
    """Sizes, amounts, moments, days, ids, and the line below."""
    assert found(engine, text) == []


@pytest.mark.parametrize("number", ["00233302111633", "00263716120335", "00221338234567", "00261202791322"])
@pytest.mark.parametrize(
    "text",
    [
        "tel. {}",
        "Phone ....... {}",
        "Mă puteți suna la {} sau",
        'phone: "{}"',
        "Передзвоніть, будь ласка, за номером {} щодо",
        "<p>Phone: <a href='/x'>{}</a></p>",
        "name,phone\nA,{}",
    ],
)
def test_a_word_leads_to_the_prefix_of_calls_abroad(engine: BatchEngine, text: str, number: str) -> None:
    """Two zeros and a small code in one piece are the padding of an id, but for a word."""
    assert found(engine, text.format(number)) == [number]
    assert found(engine, f"id {number}") == found(engine, f"order number {number}") == []


@pytest.mark.parametrize(
    "number", ["011 43 664 626742", "011 44 20 7946 0958", "011 964 1 234 3122", "011-44-20-7946-0958"]
)
@pytest.mark.parametrize("text", ["phone: {}", "our office on {}", "{}", "ref. {} a"])
def test_the_american_prefix_of_calls_abroad_is_a_part_of_the_number(
    engine: BatchEngine, text: str, number: str
) -> None:
    """All of it goes, and the code behind it needs no word."""
    assert found(engine, text.format(number)) == [number]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("order 01144207946095", []),
        ("seq 011442079460958", []),
        ("call 011442079460958", ["011442079460958"]),
        ("tel 011 562 1234", ["011 562 1234"]),
        ("at 011:44:20.794609", []),
        ("v011.44.207946.0958", []),
    ],
)
def test_what_begins_like_that_prefix(engine: BatchEngine, text: str, numbers: list[str]) -> None:
    """Padded ids, areas of cities, times and versions."""
    assert found(engine, text) == numbers


@pytest.mark.parametrize("label", ["Te1. {}", "TeI. {}", "TeI: {}", "TE1.: {}", "Ph0ne: {}", "M0bile: ({})"])
@pytest.mark.parametrize("number", ["8234 5678", "82345678", "5350-7857"])
def test_a_label_that_was_misread_is_one(engine: BatchEngine, label: str, number: str) -> None:
    """On paper an l is a one to a machine, or a capital i."""
    assert number in found(engine, label.format(number))[0]
    assert found(engine, f"scan\nAcme, {label.format(number)}, E-Mai1")[0].strip("()") == number


@pytest.mark.parametrize(
    "text",
    [
        "Te12. 8234 5678",
        "HoTe1. 8234 5678",
        "rate1. 8234 5678",
        "TEI: 82345678",
        "Te1. 1.5 12.5",
        "Te1.8234567",
    ],
)
def test_what_ends_in_a_one_is_no_label(engine: BatchEngine, text: str) -> None:
    """Other words, versions, and the standard whose letters are TEI."""
    assert found(engine, text) == []


@pytest.mark.parametrize("number", ["6 64 68 29 70", "612 9478", "595214509315"])
@pytest.mark.parametrize("again", ["again that's", "that is", "I repeat", "once again", "again, that’s"])
def test_what_is_said_again_is_a_number(engine: BatchEngine, again: str, number: str) -> None:
    """Behind the first number nothing stands but that it comes once more."""
    assert found(engine, f"please ring me back at 071 236 5187, {again} {number}, bye")[1:] == [number]
    assert found(engine, f"took 071 ms, {again} {number}, bye") == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Kontakt: 015526 577681", ["015526 577681"]),
        ("id 015526 577681", []),
        ("contact: 018526 577681", []),
        ("call 071 236 5187, again 3 times in 48213377 ms", ["071 236 5187"]),
        ("order 48213377, again 48213378", []),
    ],
)
def test_a_long_mobile_number_in_two_groups(engine: BatchEngine, text: str, numbers: list[str]) -> None:
    """Where somebody is to be contacted, and the plan has it."""
    assert found(engine, text) == numbers


@pytest.mark.parametrize("behind", ["", " for all of it, and the telephone is off"])
def test_a_number_without_its_area_stands_beside_an_address(engine: BatchEngine, behind: str) -> None:
    """With a hyphen, in a row with an e-mail address, whatever word stands further away."""
    assert found(engine, f"a.person@example.org, 555-4784{behind}") == ["555-4784"]
    for other in ("555 4784", "055-4784", "555.4784", "v555-4784", "12:555-4784"):
        assert found(engine, f"a.person@example.org, {other}{behind}") == []
