"""Card and social security numbers as programs print numbers, and sums that look like them."""

from __future__ import annotations

from typing import Any

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field
from tests.shipped import shipped_redactor

_PRINTED = [
    *("4532015112830366.0", "4532015112830366L", "4532015112830366n"),
    *("0004532015112830366", "4.532015112830366e+15", "4.532015112830366E15", "4,532,015,112,830,366"),
]


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine(entities=["CREDIT_CARD", "US_SSN"])


def found(engine: BatchEngine, text: str, key: str = "") -> list[str]:
    """The numbers found in a text, in order."""
    return [text[span.start : span.end] for span in engine.detect([Field(text, key)])[0]]


@pytest.mark.parametrize("written", _PRINTED)
@pytest.mark.parametrize(
    "text", ["card_number={} x", "{{pan: {}, a: 1}}", "card {} charged", '"cardNumber": {}}}']
)
def test_a_card_behind_its_name_may_be_printed_as_a_number(
    engine: BatchEngine, text: str, written: str
) -> None:
    """Issuer range and check digit hold for floats, longs and filled fields, too."""
    (card,) = found(engine, text.format(written))
    assert written.startswith(card)
    assert not set(written[len(card) :]) - set(".0")


@pytest.mark.parametrize("written", _PRINTED)
@pytest.mark.parametrize("key", ["card_number", "pan", "customer.creditCard"])
def test_a_card_under_its_key_may_be_printed_as_a_number(key: str, written: str) -> None:
    """A whole value under such a key needs no word."""
    (record,) = shipped_redactor("structured").redact_records([{key: written}]).records
    assert "2015112" not in str(record)


@pytest.mark.parametrize(
    "text",
    [
        "4532015112830366.25 x",
        "amount=4,532,015,112,830,366",
        "card_total_cents: 4,532,015,112,830,366",
        "bytes 4.53e+15",
        "seq=4532015112830366L",
        "id 0004532015112830366",
        "card_number=4532015112830367L",
        "cards: 1,200,000,000,000",
        "ssn lookups: 536,228,710",
        "took 536228710.0 ns",
        "ssn=536,228,710,001",
        "ssn 536228710.0.1",
    ],
)
def test_a_sum_is_none(engine: BatchEngine, text: str) -> None:
    """Without the name directly before it, a number is a sum or a counter."""
    assert not found(engine, text)


@pytest.mark.parametrize("written", ["536228710.0", "536,228,710", "5.3622871e8", "5.3622871e+08"])
@pytest.mark.parametrize("text", ["ssn {} ok", "ssn={}", '"ssn": {}}}'])
def test_a_social_security_number_behind_its_name(engine: BatchEngine, text: str, written: str) -> None:
    """A column with an empty cell is one of floats."""
    (number,) = found(engine, text.format(written))
    assert number == written.removesuffix(".0")


@pytest.mark.parametrize(
    "record", [{"card_number": 4532015112830366.0}, {"ssn": 536228710.0}, {"ssn": "536228710.0"}]
)
def test_floats_in_records(record: dict[str, Any]) -> None:
    """A number of a record is read under its key."""
    redacted = str(shipped_redactor("structured").redact_records([record]).records[0])
    assert "2015112" not in redacted
    assert "622871" not in redacted
