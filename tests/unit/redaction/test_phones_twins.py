"""Digits that look like the telephone number before them, and such as a word names otherwise."""

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine(entities=["PHONE_NUMBER"])


def found(engine: BatchEngine, text: str) -> list[str]:
    """The telephone numbers of a text."""
    spans = sorted(engine.detect([Field(text)])[0], key=lambda span: span.start)
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("mi celular es 71239933, el de la oficina 71 232 504, gracias", ["71239933", "71 232 504"]),
        ("mi celular es 71239933, el de la oficina 2.2122.4111, gracias", ["71239933", "2.2122.4111"]),
        ("selam numaram 0212-3531364, eşiminki 02123459346", ["0212-3531364", "02123459346"]),
        ("my new number is +1 201 542 0936 old one 2015550179 is dead", ["+1 201 542 0936", "2015550179"]),
        ("my new number is 201 542 0936 old one 0012015550179 is dead", ["201 542 0936", "0012015550179"]),
        ("it is +1 201 542 0936, at hers 2015550179", ["+1 201 542 0936", "2015550179"]),
        ("mitt nummer er 40-61-79-04, hos naboen 40673264 hvis ikke", ["40-61-79-04", "40673264"]),
        ("tel: 71239933\nkantoor: 71232504", ["71239933", "71232504"]),
        ("mitt nummer är 070-1298252, jobbet 08.12.37.32, ok", ["070-1298252", "08.12.37.32"]),
        ("al wsp +54/11 2345 5264, si no al 011.15.2365.6520", ["+54/11 2345 5264", "011.15.2365.6520"]),
        ("tel 71239933, bureau 71232504, atelier 71232505", ["71239933", "71232504", "71232505"]),
    ],
)
def test_digits_like_a_number_before(engine: BatchEngine, text: str, numbers: list[str]) -> None:
    """Where one number is told, the next of as many digits is one, whatever word says whose."""
    assert found(engine, text) == numbers


@pytest.mark.parametrize(
    "behind",
    [
        "order 71232504",
        "numéro de facture 71232504",
        "konto 71232504",
        "Kundennummer 71232504",
        "заказ 71232504",
        "ref. 71232504",
        "invoice #71232504",
        "on 20240115",
        "about 71 232 504 bytes",
        "and I sold 71232504 tokens",
        "it has 71232504 rows",
        "id=71232504",
        "PO-71232504",
        "it cost 71.232.504",
        "it cost 71 232 504 EUR",
        "version 71.23.2504",
        "card 712325",
        "sum 712 325 042 111",
        "since 1700000000",
        "session 71232504",
        "for request 71232504 of it",
        "sid 71232504",
        "device 71232504",
        "(msg 71232504)",
    ],
)
def test_what_a_word_names_otherwise(engine: BatchEngine, behind: str) -> None:
    """An order, an amount, a day or a count behind a number is none."""
    assert found(engine, f"my phone is 71239933 as you know from before, {behind}, thanks") == ["71239933"]


def test_no_number_stands_before(engine: BatchEngine) -> None:
    """Two of the same kind are no numbers where nothing says so of the first."""
    assert found(engine, "we have 71239933, from the office 71232504") == []
    assert found(engine, "phone=71239933 elapsed=71232504") == ["71239933"]


def test_without_the_prefix_of_a_trunk_it_has_as_many_digits(engine: BatchEngine) -> None:
    """Landlines are shorter than mobile numbers by up to three digits, and what begins otherwise is neither."""
    assert found(engine, "ring 0701298252, faktura 08-12 34 88") == ["0701298252"]
    assert found(engine, "mitt nummer är 070-1298252, den 18.12.37.32, ok") == ["070-1298252"]
