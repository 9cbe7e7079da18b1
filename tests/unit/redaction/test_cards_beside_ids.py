"""Ids that pass for cards are left alone by their labels, and no card is taken for one."""

from __future__ import annotations

import pytest

from tests.shipped import shipped_redactor

_JCB = "3530111333300000"
_GROUPED = "3530 1113 3330 0000"


@pytest.mark.parametrize(
    "key",
    [
        *(
            "message",
            "msg",
            "log",
            "event",
            "answer",
            "request",
            "output",
            "result",
            "tool_result",
            "user_message",
        ),
        *("line", "record", "row", "item", "column", "digits", "collected_digits", "otp", "number"),
    ],
)
def test_a_card_under_an_ordinary_key(key: str) -> None:
    """Keys that only say that something stands there say nothing of what it is."""
    assert shipped_redactor("structured").redact_records([{key: _GROUPED}]).records == [
        {key: "<CREDIT_CARD>"}
    ]


@pytest.mark.parametrize(
    "text",
    [
        *(f"message: {_GROUPED}", f"msg={_JCB}", f"DTMF digits: {_JCB}", f"Customer's answer: {_JCB}"),
        *(f"user: here is the result {_GROUPED}", f"Card number please?\nAnswer: {_JCB}", f"total {_JCB}"),
        *(f"Booking: {_GROUPED}, CVV 123, exp 12/27", f"Please use for the booking {_JCB} valid thru 09/27"),
        *(f"the ref: {_GROUPED} is my credit card", f"order id {_JCB} paid with card", f"Order: {_GROUPED}"),
        *("|4111 1111\n1111 1111|", "a,4111 1111\n1111 1111,b"),
    ],
)
def test_a_card_behind_words_of_things(text: str) -> None:
    """Groups as on a card, a word of cards near by, or a word that names no id: a card it is."""
    assert "<CREDIT_CARD>" in shipped_redactor("structured").redact_text(text).text


@pytest.mark.parametrize(
    "text", [f"Order number: {_JCB} shipped", f"invoice {_JCB}", "order_id=5018000000009"]
)
def test_an_id_behind_its_label(text: str) -> None:
    """In one piece behind the name of what has a number, with no word of cards around."""
    assert shipped_redactor("structured").redact_text(text).text == text
