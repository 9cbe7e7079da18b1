"""JSON among other words: each value is what its own key says, and what comes out is still JSON."""

from __future__ import annotations

import ast
import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from redaction.json_values import as_value
from tests.shipped import shipped_redactor

_REDACTOR = shipped_redactor("structured")
_PHONES = ("+4930127271", "+1 415-555-2671", "0171 2345678", "4155552671", "030 901820", "(415) 555-2671")
_CARDS = ("4111111111111111", "5555 5555 5555 4444", "3782-822463-10005")
_OTHERS: dict[str, Callable[[random.Random], Any]] = {
    "created": lambda draw: draw.randrange(1_500_000_000, 1_770_000_000),
    "created_at": lambda draw: draw.randrange(1_500_000_000_000, 1_770_000_000_000),
    "balance": lambda draw: draw.randrange(-9_999_999, 99_999_999),
    "amount": lambda draw: draw.randrange(10**7, 10**9) / 100,
    "bytes": lambda draw: draw.randrange(10**6, 10**9),
    "duration_ms": lambda draw: draw.randrange(10**8),
    "order": lambda draw: str(draw.randrange(10**8, 10**9)),
    "ids": lambda draw: [draw.randrange(10**6, 10**9) for _ in range(3)],
    "position": lambda draw: [draw.random() * 100, draw.random() * 100],
    "version": lambda draw: f"1.2.{draw.randrange(999)}",
    "ok": lambda _: True,
}
_WRITTEN: tuple[tuple[Callable[[Any], str], Callable[[str], Any]], ...] = (
    (lambda value: json.dumps(value, separators=(",", ":")), json.loads),
    (json.dumps, json.loads),
    (lambda value: json.dumps(value, indent=2), json.loads),
    (repr, ast.literal_eval),
    (lambda value: json.dumps(json.dumps(value))[1:-1], lambda text: json.loads(json.loads(f'"{text}"'))),
)


def redacted(text: str) -> str:
    """The text redacted."""
    return _REDACTOR.redact_text(text).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'got {"phone":"+4930127271","created":1615999386,"balance":-1891}',
            'got {"phone":"<PHONE_NUMBER>","created":1615999386,"balance":-1891}',
        ),
        (
            "user {'phone': '4155552671', 'bytes': 7573898862}",
            "user {'phone': '<PHONE_NUMBER>', 'bytes': 7573898862}",
        ),
        (
            'x {\\"mobile\\": \\"+49 30 901820\\", \\"amount\\": 8207020.18}',
            'x {\\"mobile\\": \\"<PHONE_NUMBER>\\", \\"amount\\": 8207020.18}',
        ),
        (
            'x {"tel":"+4930127271","ids":[297201354,831212402,380310570]} y',
            'x {"tel":"<PHONE_NUMBER>","ids":[297201354,831212402,380310570]} y',
        ),
        (
            'x {"msisdn":"57123518","seq":"19536405","to":"4155552671"}',
            'x {"msisdn":"<PHONE_NUMBER>","seq":"19536405","to":"<PHONE_NUMBER>"}',
        ),
    ],
)
def test_a_key_says_nothing_of_the_value_of_the_next(text: str, expected: str) -> None:
    """A number of a telephone stands before, and words for it; the next value has a key of its own."""
    assert redacted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'x {"type":"phone","value":"79927398713"}',
        'x {"channel":"whatsapp","to":"16505551234"}',
        'x {"phone":{"cc":"49","national":"15123456789"}}',
        'x {"phones":["4155552671","4155552672"]}',
        'x {"phones":{"home":"4155552671"}}',
        'x {"question":"your phone?","answer":"4155552671"}',
        'x {"name":"caller","content":"call me on 4155552671"}',
        'x {"contacts":[{"profile":{"name":"X"},"wa_id":"16505551234"}]}',
        'ask("phone"): 4155552671',
        'He said "my number": 4155552671',
        'x {"customer_phone_1":"4155552671"}',
    ],
)
def test_a_key_that_says_nothing_leaves_it_to_what_stands_around(text: str) -> None:
    """`value`, `to`, `home`, `answer`: the words before speak of what stands below them."""
    assert "<PHONE_NUMBER>" in redacted(text)
    assert redacted(text).count("55552") + redacted(text).count("650555") == 0


@pytest.mark.parametrize(
    "text",
    [
        'x {"note":"4155552671 is my phone number"}',
        'x {"reason":"4155552671 (cell)","n":1}',
        "x {'details': ['4155552671 (mobile)']}",
        'x {\\"summary\\":\\"4155552671 is my phone number\\"}',
    ],
)
def test_words_in_the_value_itself_say_what_it_is(text: str) -> None:
    """A key of another thing takes away what stands before it, not what its own value says behind the digits."""
    assert "<PHONE_NUMBER>" in redacted(text)
    assert "4155552671" not in redacted(text)


@pytest.mark.parametrize(
    "text",
    [
        'x {"caller":"4155552671","callee":"4155552671"}',
        'x {"a_number":"4155552671","b_number":"16505551234"}',
        'x {"contact_1":"4155552671"}',
        'x {"kontakt":"4155552671"}',
        'x {"номер":"4155552671"}',
        'x {"tel":{"de":"4155552671"}}',
        "x {'whatsapp': {'id': '16505551234'}}",
        'x {\\"phone\\": {\\"us\\": \\"4155552671\\"}}',
        'sms to {"customer":"4155552671"}',
    ],
)
def test_keys_of_callers_and_keys_below_telephones_are_no_other_keys(text: str) -> None:
    """Who calls, what a contact is called by, and the first key of an object that is a telephone."""
    assert "<PHONE_NUMBER>" in redacted(text)
    assert redacted(text).count("55552") + redacted(text).count("650555") == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('x {"card":4111111111111111,"a":1}', 'x {"card":"<CREDIT_CARD>","a":1}'),
        ("x {'card': 4111111111111111}", "x {'card': '<CREDIT_CARD>'}"),
        ('x {\\"card\\":4111111111111111}', 'x {\\"card\\":\\"<CREDIT_CARD>\\"}'),
        ('x {"cards":[1, 4111111111111111]}', 'x {"cards":[1, "<CREDIT_CARD>"]}'),
        ('x {"card":"4111111111111111"}', 'x {"card":"<CREDIT_CARD>"}'),
        ('x {"a":"card 4111111111111111, new"}', 'x {"a":"card <CREDIT_CARD>, new"}'),
        ('"card": 4111111111111111 is his', '"card": <CREDIT_CARD> is his'),
        ("card: 4111111111111111, and", "card: <CREDIT_CARD>, and"),
        ('y {"delta":{"content":"Hello"}} z', 'y {"delta":"<MODEL_TOKENS>"} z'),
        ('y {"logprobs": [{"token":"Hi"}]} z', 'y {"logprobs": "<MODEL_TOKENS>"} z'),
    ],
)
def test_what_replaces_a_whole_value_is_a_string(text: str, expected: str) -> None:
    """A number, a list, an object; in a string, in prose and behind a name without quotes no quotes are added."""
    assert redacted(text) == expected


def test_quotes_are_added_where_they_break_nothing() -> None:
    """None around what is left as it is or has quotes of its own, none twice."""
    text = '{"a":123}'
    assert as_value(text, 5, 8, "<X>") == '"<X>"'
    assert as_value(text, 5, 8, "123") == "123"
    assert as_value(text, 5, 8, 'say "x"') == 'say "x"'
    assert as_value('{"a":"12"}', 5, 8, "<X>") == '"<X>'
    assert as_value("a:123}", 2, 5, "<X>") == "<X>"


def _document(draw: random.Random, deep: int = 2) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for _ in range(draw.randint(2, 5)):
        kind = draw.random()
        if kind < 0.25:
            made[draw.choice(["phone", "mobile", "msisdn", "telefon"])] = draw.choice(_PHONES)
        elif kind < 0.4:
            made[draw.choice(["card", "card_number"])] = draw.choice((*_CARDS, int(_CARDS[0])))
        else:
            name = draw.choice(list(_OTHERS))
            made[name] = _OTHERS[name](draw)
    if deep and draw.random() < 0.4:
        made["data"] = _document(draw, deep - 1)
    return made


def _expected(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _expected(below, name) for name, below in value.items()}
    if key in {"card", "card_number"}:
        return "<CREDIT_CARD>"
    return "<PHONE_NUMBER>" if value in _PHONES else value


@pytest.mark.parametrize("seed", range(60))
def test_what_was_json_is_json_and_nothing_else_is_lost(seed: int) -> None:
    """Compact, with blanks, on lines, as a dictionary of Python, within a string: only numbers of somebody are gone."""
    draw = random.Random(seed)
    document = _document(draw)
    for written, read in _WRITTEN:
        before = draw.choice(["INFO result: ", "```json\n", "2024-05-01 12:00:00 got ", "payload="])
        text = redacted(f"{before}{written(document)} done")
        assert read(text[len(before) : -len(" done")]) == _expected(document)
