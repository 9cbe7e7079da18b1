"""Telephone numbers directly before the marks of maps, addresses and units, and sums that look like them."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine(entities=["PHONE_NUMBER"])


def found(engine: BatchEngine, text: str) -> list[str]:
    """The numbers found in a text, in order."""
    return [text[span.start : span.end] for span in engine.detect([Field(text)])[0]]


@pytest.mark.parametrize("written", ["{{{}=OK}}", "map[{}:1]", "{}=3 sent", '{{"a"=>1, {}=>2}}'])
@pytest.mark.parametrize("number", ["+14155552671", "+1 415 555 2671", "415-555-2671", "+44 20 7946 0958"])
def test_a_number_is_the_key_of_a_map(engine: BatchEngine, written: str, number: str) -> None:
    """As Java, Go and Ruby print maps, the sign of the value stands directly behind."""
    assert found(engine, written.format(number)) == [number]


@pytest.mark.parametrize("behind", ["@203.0.113.77", "@x", ":5060", ":203.0.113.77", "X", "%"])
@pytest.mark.parametrize("number", ["+14155552671", "+44 20 7946 0958"])
def test_a_number_with_plus_ends_before_a_host(engine: BatchEngine, number: str, behind: str) -> None:
    """With plus and country code it is nothing else, whatever is joined to it."""
    assert found(engine, f"to {number}{behind}") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "4155552671=x",
        "map[4155552671:1]",
        "call 4155552671=x",
        "+4155552671ms",
        "415-555:2671",
        "x+14155552671%",
        "2+14155552671=14155552673",
        "1-415-555-2671@x",
        "sum: 100-200-3000=-3100",
        "id 100-200-3000:80",
    ],
)
def test_a_sum_and_a_count_are_no_numbers(engine: BatchEngine, text: str) -> None:
    """Bare digits before such a mark are counted; a plus behind a letter or digit adds."""
    assert not found(engine, text)


@pytest.mark.parametrize("number", ["+44 20 7946 0958", "+49 30 12345678"])
def test_a_time_behind_is_no_part_of_a_number(engine: BatchEngine, number: str) -> None:
    """What stands before minutes is an hour."""
    assert found(engine, f"{number} 10:30:00 answered") == [number]
