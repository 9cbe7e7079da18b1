"""Social security numbers that are written oddly, and numbers of things that look like one."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def numbers(engine: BatchEngine, text: str, key: str = "") -> list[str]:
    """The social security numbers found in a text."""
    return [text[s.start : s.end] for s in engine.detect([Field(text, key)])[0] if s.entity == "US_SSN"]


@pytest.mark.parametrize("written", ["529.84.6713", "529.846713", "52984.6713", "529/84/6713", "529_84_6713"])
@pytest.mark.parametrize(
    "text",
    ["SSN {}", "ssn: {}", "ssn={} ok", '"ssn": "{}"', "social security number: {}.", "my SSN is {}, so"],
)
def test_a_name_before_it_is_enough_for_any_signs(engine: BatchEngine, text: str, written: str) -> None:
    """Dots, one dot, slashes: directly behind its name, nine digits in three parts are a number."""
    assert numbers(engine, text.format(written)) == [written]


@pytest.mark.parametrize("written", ["529.84.6713", "529.846713", "52984.6713", "529/84/6713"])
def test_a_key_is_enough_for_any_signs(engine: BatchEngine, written: str) -> None:
    """A whole value under `ssn`."""
    assert numbers(engine, written, "ssn") == [written]
    assert numbers(engine, written, "ssn_value") == [written]
    assert numbers(engine, written, "session") == []


@pytest.mark.parametrize(
    "text",
    [
        "version 529.84.6713",
        "529.84.6713",
        "took 529.846713 s",
        "total 52984.6713",
        "ssn lookup took 52984.6713 ms",
        "ssn=529.8467131",
        "ssn=529.84.6713.1",
        "ssn: 666.84.6713x",
        "classn: 529.846713",
        *(
            "part-529-84-6713",
            "P/N: 529-84-6713",
            "Part number: 529-84-6713",
            "part_no=529-84-6713",
            "SKU=529-84-6713",
            'mpn": "529-84-6713',
        ),
        *("/data/chunk-529-84-6713", "shard-529-84-6713", "block-529-84-6713.zip", "segment-529-84-6713"),
        *(
            "sku-529-84-6713.json",
            "order 529846713 of tin",
            "a tin of 529846713 g",
            "EIN / Tax ID: 529846713",
        ),
        *("Company tax id: 529846713", "tin 52984 6713"),
    ],
)
def test_numbers_of_something_else_stay(engine: BatchEngine, text: str) -> None:
    """Versions, measures, and numbers that a word calls those of a thing."""
    assert engine.detect([Field(text)])[0] == []


@pytest.mark.parametrize(
    "text",
    [
        "id-{}",
        "employee-{}.pdf",
        "counterpart-{}",
        "part of {}",
        "item {}",
        "SSN part-{}",
        "ssn order-{}",
        "the travel model {} and",
        "a lot {}",
        *("Thanks a lot - {} is mine", "first part: {}", "model: {}", "lot #{}", "model_no: {}", "part - {}"),
        *(
            "doc-{}.pdf",
            "ref-{}",
            "ticket-{}",
            "invoice-{}.pdf",
            "order-{}",
            "item-{}",
            "build-{}.zip",
            "page-{}",
        ),
        *("PN: {}", "Part number {}", "SKU {}", "sku of {}"),
    ],
)
def test_other_words_do_not_make_it_one_of_a_thing(engine: BatchEngine, text: str) -> None:
    """A dashed number stands on its own, and its own name outweighs that of a thing."""
    assert numbers(engine, text.format("529-84-6713")) == ["529-84-6713"]


@pytest.mark.parametrize(
    "text",
    ["Taxpayer: {}", "taxpayer identification number {}", "individual taxpayer id {}", "taxpayer_id={}"],
)
def test_a_taxpayers_number_is_found_without_signs(engine: BatchEngine, text: str) -> None:
    """Whoever pays taxes is a person; a tin and a tax id alone may be a metal's and a company's."""
    assert numbers(engine, text.format("529846713")) == ["529846713"]


@pytest.mark.parametrize("text", ["tin {}", "tax id: {}", "ITIN {}"])
def test_a_number_that_only_persons_have_needs_less(engine: BatchEngine, text: str) -> None:
    """The range of individual taxpayers is no company's."""
    whole = text.format("912781234")
    assert [s.entity for s in engine.detect([Field(whole)])[0]] == ["US_ITIN"]


@pytest.mark.parametrize(
    "heading",
    [
        "SSN",
        "SSN #",
        "Social Security No.",
        "Social-Security Number",
        "Employee SSN",
        "Soc. Sec. No.",
        "**SSN**",
    ],
)
@pytest.mark.parametrize("separator", [" | ", "\t", ",", ";"])
def test_a_heading_names_every_row_of_its_column(engine: BatchEngine, heading: str, separator: str) -> None:
    """Compact, with dots, blanks or blanks around dashes: in the last row as in the first."""
    written = ["529-84-6713", "853978825", "397.07.8938", "340 40 9374", "512 - 24 - 1308"]
    rows = [["name", heading, "hours"], *(["A. B.", number, "42.5"] for number in written)]
    text = "\n".join(separator.join(row) for row in rows)
    assert sorted(set(numbers(engine, text)), key=text.index) == written


@pytest.mark.parametrize(
    "text",
    [
        "name,session no.,hours\nA,853978825,1\nB,397.07.8938,2",
        f"name,SSN,note\nA,,{'as agreed ' * 10}853978825\nB,,397.07.8938",
        "name,SSN,hours\nA,853.978825 s,1\nB,1853978825,2\nC,00:12:13,3\nD,2024.10.04,4",
        f"name,SSN,hours\nA,none,{'1' * 80}\n\nThe build 853978825, of 12:00, is out",
    ],
)
def test_a_heading_speaks_of_its_column_only(engine: BatchEngine, text: str) -> None:
    """Sessions, another column, times, longer ids and what stands below the table are left."""
    assert numbers(engine, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SSN529846713", ["529846713"]),
        ("id ssn529846713, born", ["529846713"]),
        ("xSSN529846713", []),
        ("SSN5298467134", []),
        ("SSN000846713", []),
        ("SSN529846713-2", []),
    ],
)
def test_a_name_may_stand_directly_before_it(engine: BatchEngine, text: str, expected: list[str]) -> None:
    """As records of fixed columns and exports have it; part of a longer word or number it is none."""
    assert numbers(engine, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("SSN: XXX-XX-{}", "ssn=***-**-{}", "xxx-xx-{}", "last four of my social are {}", "ssn last4: {}"),
        *(
            "SSN ending in {}",
            "ssn_last4={}",
            '{{"ssn_last_4": "{}"}}',
            "last4_ssn: {},",
            "my SSN ends in {}.",
        ),
        "last 4 digits of the social security number: {}",
    ],
)
def test_the_last_four_digits_tell_who_it_is(engine: BatchEngine, text: str) -> None:
    """With them somebody says who they are on the telephone."""
    assert numbers(engine, text.format("8710")) == ["8710"]


@pytest.mark.parametrize("key", ["ssn_compact", "applicant.ssnDashed"])
def test_how_it_is_written_says_a_key_too(engine: BatchEngine, key: str) -> None:
    """Behind the name, as `formatted` does."""
    assert numbers(engine, "536228710", key) == ["536228710"]


@pytest.mark.parametrize("key", ["ssn_last4", "last4_ssn", "ssnLast4", "applicant.ssn_last_four"])
def test_the_last_four_digits_under_a_key(engine: BatchEngine, key: str) -> None:
    """A whole value of four digits under such a key."""
    assert numbers(engine, "8710", key) == ["8710"]
    assert numbers(engine, "failed", key) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("/tax/536-22-8710/1040", "536-22-8710"),
        ("536-22-8710/1984-05-12", "536-22-8710"),
        ("536-22-8710/05-12-1984 ok", "536-22-8710"),
        ("--536-22-8710", "536-22-8710"),
        ("a --536-22-8710", "536-22-8710"),
        ("ssn 536-22-8710A", "536-22-8710"),
        ("SSN: 536-22-8710C1 denied", "536-22-8710"),
        ("ssn536-22-8710", "536-22-8710"),
        ("ssn=36228710", "36228710"),
    ],
)
def test_marks_beside_a_number(engine: BatchEngine, text: str, number: str) -> None:
    """In a path, before a date of birth, behind its name without a blank, with the letter of a claim."""
    assert numbers(engine, text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        *("XXX-XX-XXXX", "card ending in 0366", "last four of my card are 0366", "last4: 8710", "ssn ends 2024-01-02"),
        *("social last 4 weeks 2024", "the last 4 of 2024", "xxx-xx-87101", "a--536-22-8710", "classn=36228710"),
        *("2026-11-23/536-22-8710-x", "1.2-536-22-8710", "8/536-22-8710/12", "536-22-8710/12"),
        *("ssn_count=36228710", "ssn lookups 36228710", "part536-22-8710A"),
    ],
)  # fmt: skip
def test_marks_of_other_numbers(engine: BatchEngine, text: str) -> None:
    """Cards may show their last four digits; fractions, versions and counts have the same marks."""
    assert numbers(engine, text) == []
