"""What a question asks for is the key of its answer: in messages, in objects, and of dates of birth in texts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, ArrayValue, KeyValue, KeyValueList

from redaction.walk.questions import answered, answers
from tests.shipped import shipped_redactor

_REDACTOR = shipped_redactor("structured")
_MANY = 6
"""Enough records with the same keys to be walked by columns."""


def _redacted(record: dict[str, Any]) -> dict[str, Any]:
    """The record redacted: alone, among its like and as JSON in a text, with the same result."""
    (alone,) = _REDACTOR.redact_records([record]).records
    together = _REDACTOR.redact_records([dict(record) for _ in range(_MANY)]).records
    assert together == [alone] * _MANY
    assert json.loads(_REDACTOR.redact_text(json.dumps(record)).text) == alone
    assert alone is not None
    return alone


def _chat(question: Any, answer: Any, key: str = "content") -> dict[str, Any]:
    return {"messages": [{"role": "assistant", key: question}, {"role": "user", key: answer}]}


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("What is your social security number?", "536228710", "<US_SSN>"),
        ("Could you give me your SSN so that I can verify you?", "it's 536228710", "it's <US_SSN>"),
        ("Thanks. And the account number? I need it for the refund.", "000123456789", "<US_BANK_NUMBER>"),
        ("What is your phone number?", "4155552671", "<PHONE_NUMBER>"),
        ("What is your date of birth, please?", "05/12/1984", "<DATE_OF_BIRTH>"),
        ("Please enter the password", "S3cr3tPw9", "<PASSWORD>"),
        ("What is the verification code?", "482913", "<PASSWORD>"),
        ("Your passport number as it is printed?", "123456789", "<US_PASSPORT>"),
        ("Please paste your API key.", "kZ8sJ2mQ7vX1bN4tR6", "<API_KEY>"),
    ],
)
def test_an_answer_is_what_was_asked_for(question: str, answer: str, expected: str) -> None:
    """In the next message, and beside its question in an object."""
    assert _redacted(_chat(question, answer)) == _chat(question, expected)
    pair = {"question": question, "answer": answer}
    assert _redacted(pair) == {**pair, "answer": expected}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            _chat([{"type": "text", "text": "Your SSN?"}], [{"type": "text", "text": "536228710"}]),
            _chat([{"type": "text", "text": "Your SSN?"}], [{"type": "text", "text": "<US_SSN>"}]),
        ),
        (
            _chat([{"text": "Your SSN?"}], [{"text": "536228710"}], "parts"),
            _chat([{"text": "Your SSN?"}], [{"text": "<US_SSN>"}], "parts"),
        ),
        (
            _chat({"content": "Your SSN?"}, {"content": "536228710"}, "data"),
            _chat({"content": "Your SSN?"}, {"content": "<US_SSN>"}, "data"),
        ),
        (
            {"conversations": [{"from": "gpt", "value": "Your SSN?"}, {"from": "human", "value": "536228710"}]},
            {"conversations": [{"from": "gpt", "value": "Your SSN?"}, {"from": "human", "value": "<US_SSN>"}]},
        ),
        (
            {"prompt": "The wifi password?", "response": "S3cr3tPw9"},
            {"prompt": "The wifi password?", "response": "<PASSWORD>"},
        ),
    ],
)  # fmt: skip
def test_messages_of_many_shapes(record: dict[str, Any], expected: dict[str, Any]) -> None:
    """Parts in lists and objects, as the libraries of assistants write them."""
    assert _redacted(record) == expected


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many tokens?", "536228710"),
        ("What is the next token?", "abc123"),
        ("What is the password policy?", "min8charsA1"),
        ("How do I reset my password?", "click2resetB3"),
        ("Did you forget your password?", "2 days ago"),
        ("Which pin?", "13"),
        ("Did the test pass?", "130/130"),
        ("What should I convert it to?", "0123456"),
        ("What is your order number?", "12345678"),
        ("What is your name?", "user12345678"),
        ("When is the next birthday party?", "2026-12-24"),
        ("Which phone model do you have?", "SM-12345678"),
        ("Your phone number?", "not before 9:30"),
        ("My SSN is on the form.", "536228710"),
        ("What is your SSN?", "I do not want to say it, but the order of last week was 536228710"),
        ("What is your SSN?", ["wait", {"n": 536228710}]),
    ],
)
def test_other_questions_and_other_answers(question: str, answer: Any) -> None:
    """Questions about something else, statements, long answers and answers that look like nothing of the kind."""
    record = _chat(question, answer)
    assert _redacted(record) == record


def test_a_question_two_turns_before_says_nothing() -> None:
    """Only the message directly before asks."""
    asked = ["What is your SSN?", "why?", "536228710"]
    record = {"messages": [{"role": "user", "content": text} for text in asked]}
    assert _redacted(record) == record


def test_what_else_a_message_holds_is_no_answer() -> None:
    """Ids and times beside the content are not what was asked for."""
    answer = {"role": "user", "content": "536228710", "id": "536228711", "user": "536228712"}
    record = {"messages": [{"role": "assistant", "content": "Your SSN?"}, answer]}
    assert _redacted(record)["messages"][1] == {**answer, "content": "<US_SSN>"}


def test_lists_of_other_things_are_no_conversation() -> None:
    """Values without a question before them have no name; nothing is said by what is nested deep."""
    assert answers([{"name": "ssn", "value": 5}, {"name": "n", "value": "536228710"}]) == {}
    assert answers([{"content": [[[[["Your SSN?"]]]]]}, {"content": "536228710"}]) == {}
    assert answers([]) == answers([{}]) == answers([{"content": "Your SSN?"}, "536228710"]) == {}
    assert answered(None, "536228710") == answered("Your SSN?", "x" * 61 + "9") == ""
    assert _redacted({"question": "Your SSN?", "answer": ["536228710"]}) == {
        "question": "Your SSN?",
        "answer": ["536228710"],
    }


def test_messages_of_spans() -> None:
    """Messages that are lists of maps in an attribute."""
    request = ExportTraceServiceRequest()
    span = request.resource_spans.add().scope_spans.add().spans.add(trace_id=b"\1" * 16, span_id=b"\2" * 8)
    messages = [_message("assistant", "What is your SSN?"), _message("user", "536228710")]
    listed = AnyValue(array_value=ArrayValue(values=messages))
    span.attributes.append(KeyValue(key="messages", value=listed))
    out = ExportTraceServiceRequest.FromString(_REDACTOR.redact_spans(request.SerializeToString()).value)
    [messages_out] = out.resource_spans[0].scope_spans[0].spans[0].attributes
    [_, answer] = messages_out.value.array_value.values
    assert answer == _message("user", "<US_SSN>")


def _message(role: str, content: str) -> AnyValue:
    pairs = {"role": role, "content": content}.items()
    values = [KeyValue(key=key, value=AnyValue(string_value=text)) for key, text in pairs]
    return AnyValue(kvlist_value=KeyValueList(values=values))


@pytest.mark.parametrize(
    "text",
    [
        "Agent: and your date of birth?\nCustomer: {}",
        "Q: When were you born?\nA: on {}, in Rome",
        "Bot: Your date of birth (MM/DD/YYYY), please?\nUser: {}",
        "[10:02:11] Agent: DOB please?\n[10:02:15] Customer: it's {} thanks",
        "2026-11-23 03:00:01 bot: your birthday?\n2026-11-23 03:00:05 user: {}",
        'body=[{{"role":"bot","content":"Birthdate?"}},{{"role":"user","content":"{}"}}]',
    ],
)
@pytest.mark.parametrize(
    "date", ["05/12/1984", "1984-05-12", "12.05.84", "May 12th, 1984", "12 May 1984", "19840512"]
)
def test_a_birthday_in_the_next_turn(text: str, date: str) -> None:
    """Transcripts with and without times, and messages behind a prefix."""
    assert _REDACTOR.redact_text(text.format(date)).text == text.format("<DATE_OF_BIRTH>")


@pytest.mark.parametrize(
    "text",
    [
        "is the dob field required?\n2026-11-23T03:00:00Z INFO started",
        "When was the birth of the company?\nuser: see 2026-11-23 03:00:05",
        "date of birth? unknown. The order of 2026-11-20 was shipped",
        "What is your date of birth?\nuser: v1.2.3 of 10.0.12",
        "reborn?\n05/12/1984",
        "Do you have a birthday discount?\nbot: until 12/24/2026",
    ],
)
def test_other_dates_behind_questions_stay(text: str) -> None:
    """Times of lines, other sentences, versions, and words that only end alike."""
    assert _REDACTOR.redact_text(text).text == text
