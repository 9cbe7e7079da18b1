"""Ids that pass for the rarer lengths of cards by chance, and what keeps a card one."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field

_MAESTRO = "663913194663"
_AMEX = "378282246310005"
_JCB = "3530111333300000"
_VISA = "4111111111111111"


def cards(engine: BatchEngine, text: str, key: str = "") -> list[str]:
    """What of a text is called a card."""
    [spans] = engine.detect([Field(text, key)])
    return [text[span.start : span.end] for span in spans if span.entity == "CREDIT_CARD"]


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"order id {_MAESTRO} failed",
            f"Delivery declined, order id {_MAESTRO}",
            f"Invoice no. {_MAESTRO}",
        ),
        *(
            f"<EndToEndId>{_MAESTRO}</EndToEndId>",
            f"Rechnungsnummer: {_MAESTRO}",
            f"ticket #{_MAESTRO} closed",
        ),
        *(f'{{"request_id": "{_MAESTRO}"}}', f"account_id={_MAESTRO}"),
    ],
)
def test_an_id_is_no_card_of_a_rare_length(engine: BatchEngine, text: str) -> None:
    """What stands directly before it says of what it is the id."""
    assert cards(engine, text) == []


@pytest.mark.parametrize("key", ["id", "transaction_id", "accountId", "order", "merchant_ref"])
def test_the_key_of_an_id_says_so_too(engine: BatchEngine, key: str) -> None:
    """But not of what has a word before it, nor of the usual cards of the usual lengths."""
    assert cards(engine, _MAESTRO, key) == []
    assert cards(engine, f"card {_MAESTRO}", key) == [_MAESTRO]
    assert cards(engine, _VISA, key) == [_VISA]
    assert cards(engine, _AMEX, key) == [_AMEX]
    assert cards(engine, _JCB, key) == []
    assert cards(engine, f"card {_JCB}", key) == [_JCB]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        *((_MAESTRO, "card"), (_MAESTRO, "card_id"), (_MAESTRO, "maestroNumber"), (_MAESTRO, "")),
        *((f"paid with {_MAESTRO}", ""), (f"charge {_MAESTRO} now", ""), (f"maestro order {_MAESTRO}", "")),
        *((f"account number {_MAESTRO}", ""), (f'{{"order_id": 1, "pan": "{_MAESTRO}"}}', "")),
    ],
)
def test_words_and_keys_of_cards_keep_one(engine: BatchEngine, text: str, key: str) -> None:
    """An id of a card is one, and so are digits of which nothing says what they are."""
    assert cards(engine, text, key) == [_MAESTRO]


@pytest.mark.parametrize("by", [",", ";", "|"])
def test_the_cells_of_two_rows_are_no_card(engine: BatchEngine, by: str) -> None:
    """The last value of a row and the first of the next; a card that a line end cuts is one."""
    rows = f"card{by}code\n4475797834562885{by}x{by}362964\n4881257521{by}5303015114064232{by}x"
    assert "362964\n4881257521" not in "".join(cards(engine, rows))
    assert cards(engine, "card 4111 1111\n1111 1111, exp 12/27") == ["4111 1111\n1111 1111"]
