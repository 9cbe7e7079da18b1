"""Telephone numbers that the line before, the number before or a letter's end shows, and digits that look like them."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from tests.finding import found

ASKED = "Agent: Thank you. And the phone number we should send the code to?\nUser: {}\nAgent: Done."


@pytest.mark.parametrize("number", ["912606042", "561 3489", "2 22 11 79 65", "8002203561", "2398438"])
def test_an_answer_is_a_number_where_the_line_before_asks_for_one(engine: BatchEngine, number: str) -> None:
    """However it is grouped: nothing else stands in its line but who says it."""
    assert found(engine, ASKED.format(number)) == [number]
    assert found(engine, ASKED.format(f"it's {number}, thanks")) == [number]


@pytest.mark.parametrize(
    "text",
    [
        ASKED.format("order 912606042 rows"),
        ASKED.format("1715000000"),
        "Agent: On which invoice did you see the phone number of that small corner shop?\nUser: 912606042",
        "Agent: How often did you call our phone line in that whole year?\nUser: 912606042",
        "Agent: Which phone model did you order in our shop that week?\nUser: 912606042",
        "Agent: Which phone number should we send the new code to?\nReference: 912606042",
        "We asked for a phone number we could send the new code to.\nUser: 912606042",
    ],
)
def test_other_answers_are_none(engine: BatchEngine, text: str) -> None:
    """Questions about something else, answers that say what they are, and statements."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("my new cell is 028.012.473, old one was 5067880132", ["028.012.473", "5067880132"]),
        ("my cell is 07400 085205, the old number was 07194112", ["07194112", "07400 085205"]),
        ("my cell is 07400 085205, old order number 07194112", ["07400 085205"]),
        ("my cell is 07400 085205, the old build was 07194112", ["07400 085205"]),
        ("the first run had 85205 rows, the old one was 5067880132", []),
    ],
)
def test_the_other_of_two_has_any_number_of_digits(
    engine: BatchEngine, text: str, numbers: list[str]
) -> None:
    """Where it is called the old or the other one of a telephone number, and not of other things."""
    assert found(engine, text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Call 1800922862.", ["1800922862"]),
        ("Called 1800922862 times", []),
        ("call 1715922862.", []),
        ("since 1800922862.", []),
    ],
)
def test_a_free_number_is_no_moment_behind_call(engine: BatchEngine, text: str, numbers: list[str]) -> None:
    """Seconds since 1970 begin like Australia's numbers 1800."""
    assert found(engine, text) == numbers


@pytest.mark.parametrize(
    ("below", "numbers"),
    [
        ("Denise Iyer\n30 793 569", ["30 793 569"]),
        ("Denise Iyer\n6122 4610", ["6122 4610"]),
        ("Denise Iyer\n7582849173", ["7582849173"]),
        ("Denise Iyer\n20240115", []),
        ("Denise Iyer\nCustomer 7582849173", []),
        ("Order\n30793569", []),
    ],
)
def test_the_last_line_of_a_letter_is_a_number(engine: BatchEngine, below: str, numbers: list[str]) -> None:
    """Alone in its line, below that of who signs, and no day."""
    assert found(engine, f"I wait for it.\n\nYours faithfully,\n{below}") == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Order number: 118923461\nEmail: none\nPhone: +44 7400 085205", ["+44 7400 085205"]),
        ("Ticket number: 118923461, then an SMS was sent", []),
        ("Order number: 118923461 Phone: none", []),
        ("Phone: none\nReference: 912606042", []),
        ("Contact number: 118923461 (SMS sent)", ["118923461"]),
        ("Customer number: 118923461 (SMS sent)", ["118923461"]),
        ("5550199 mobile", ["5550199"]),
        ("912606042 phone: yes", ["912606042"]),
        ("5067880132 cell: anytime", ["5067880132"]),
        ("912606042 mobile = yes", ["912606042"]),
        ("912606042 phone: 5550199", ["5550199"]),
        ("row_id=912606042 mobile=yes", []),
        ("Order 912606042 phone: yes", []),
        ("Contact: info@example.com  Ticket 8649272", ["info@example.com"]),
        ("Contact: info@example.com, mobile 8649272", ["8649272", "info@example.com"]),
        ("Contact: info@example.com, 912606042", ["912606042", "info@example.com"]),
        ("Contact: mail@example.com / 912606042", ["912606042", "mail@example.com"]),
        ("Contact: info@example.com, 20240115", ["info@example.com"]),
        ("Contact: info@example.com, 912606042 rows", ["info@example.com"]),
    ],
)
def test_the_number_of_a_thing_is_none_in_a_form_with_telephones(
    engine: BatchEngine, text: str, numbers: list[str]
) -> None:
    """What its own label says of it counts more than the labels of other lines."""
    assert found(engine, text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Lizenz FAL-0418-02  964,85", []),
        ("sent ORD-0418-029-641 today", []),
        ("TEL-0418-029-641", ["0418-029-641"]),
        ("CH-044 668 18 00", ["044 668 18 00"]),
        ("Lizenz FAL-0418-02  0412 345 678", ["0412 345 678"]),
        ("VIP-030 1234567", ["030 1234567"]),
        ("VIP-030 1234,56", []),
    ],
)
def test_a_code_of_goods_is_no_number_behind_a_trunk_zero(
    engine: BatchEngine, text: str, numbers: list[str]
) -> None:
    """Three capitals and two groups with a hyphen, or an amount at the end; two capitals are a country."""
    assert found(engine, text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("call our sales number: 912606042", ["912606042"]),
        ("Call our reservation number: 912606042", ["912606042"]),
        ("call our insurance claim number: 912606042", ["912606042"]),
        ("You can reach our claim number at 912606042.", ["912606042"]),
        ("Dial the ticket number: 912606042", ["912606042"]),
        ("Call our office about claim number: 912606042", []),
        ("Call my bank, reference number: 912606042", []),
        ("Call reference number: 912606042", []),
    ],
)
def test_what_is_called_is_a_number_of_a_telephone(
    engine: BatchEngine, text: str, numbers: list[str]
) -> None:
    """Behind "call our" the name of a thing tells whose telephone it is; behind another word its own number."""
    assert found(engine, text) == numbers
