"""Question and answer in flat attributes, calls of tools and what they return, commands as lists."""

from __future__ import annotations

import json
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue

from redaction.walk.turns import turns
from tests.shipped import shipped_redactor

_REDACTOR = shipped_redactor("structured")
_MANY = 6
"""Enough records or spans with the same keys to be walked by columns."""
_SSN = "536228710"
_PHONE = "4155552671"


def _redacted(record: dict[str, Any]) -> dict[str, Any]:
    """The record redacted: alone, among its like and as JSON in a text, with the same result."""
    (alone,) = _REDACTOR.redact_records([record]).records
    together = _REDACTOR.redact_records([dict(record) for _ in range(_MANY)]).records
    assert together == [alone] * _MANY
    assert json.loads(_REDACTOR.redact_text(json.dumps(record)).text) == alone
    assert alone is not None
    return alone


def _span(attributes: dict[str, Any], before: dict[str, Any] | None = None) -> dict[str, Any]:
    """The attributes of a span, redacted; among others with the same keys, too."""
    request = ExportTraceServiceRequest()
    spans = request.resource_spans.add().scope_spans.add().spans
    for own in (before or attributes, attributes):
        span = spans.add(trace_id=b"\1" * 16, span_id=b"\2" * 8)
        span.attributes.extend(KeyValue(key=key, value=_value(value)) for key, value in own.items())
    out = ExportTraceServiceRequest.FromString(_REDACTOR.redact_spans(request.SerializeToString()).value)
    span = out.resource_spans[0].scope_spans[0].spans[-1]
    return {pair.key: pair.value.string_value or pair.value.int_value for pair in span.attributes}


def _value(value: Any) -> AnyValue:
    return AnyValue(int_value=value) if type(value) is int else AnyValue(string_value=value)


@pytest.mark.parametrize(
    ("record", "key", "expected"),
    [
        (
            {"gen_ai.prompt.0.content": "What is your SSN?", "gen_ai.prompt.1.content": _SSN},
            "gen_ai.prompt.1.content",
            "<US_SSN>",
        ),
        (
            {
                "llm.input_messages.0.message.content": "Your phone number?",
                "llm.input_messages.1.message.content": _PHONE,
            },
            "llm.input_messages.1.message.content",
            "<PHONE_NUMBER>",
        ),
        (
            {
                "gen_ai.prompt.0.content": "You help.",
                "gen_ai.prompt.1.content": "Ana's SSN?",
                "gen_ai.completion.0.content": _SSN,
            },
            "gen_ai.completion.0.content",
            "<US_SSN>",
        ),
        ({"input.value": "What is the customer's SSN?", "output.value": _SSN}, "output.value", "<US_SSN>"),
        (
            {"traceloop.entity.input": "give me the ssn", "traceloop.entity.output": _SSN},
            "traceloop.entity.output",
            "<US_SSN>",
        ),
    ],
)
def test_question_and_answer_in_flat_attributes(record: dict[str, Any], key: str, expected: str) -> None:
    """As instrumentation of models writes them, in records and in spans, alone and among spans without an answer."""
    assert _redacted(record) == {**record, key: expected}
    assert _span(record) == {**record, key: expected}
    other = dict.fromkeys(record, "hello")
    assert _span(record, other) == {**record, key: expected}
    assert _span(other, record) == other


@pytest.mark.parametrize(
    "record",
    [
        {"gen_ai.prompt.0.content": "Your SSN?", "gen_ai.prompt.2.content": _SSN},
        {"gen_ai.prompt.0.content": "How many tokens?", "gen_ai.prompt.1.content": _SSN},
        {"gen_ai.prompt.0.content": "Your SSN?", "gen_ai.prompt.1.id": "536228711"},
        {"input.value": "What is 5 * 107245742?", "output.value": _SSN},
        {"a.0.content": "Your SSN?", "b.1.content": _SSN},
        {"gen_ai.tool.name": "get_weather", "gen_ai.tool.call.result": _SSN},
    ],
)
def test_what_answers_nothing_stays(record: dict[str, Any]) -> None:
    """Two turns later, another question, another conversation."""
    assert _redacted(record) == record
    assert _span(record) == record


def test_numbers_beside_a_conversation_are_walked_as_ever() -> None:
    """An attribute that nothing names is read with its column, whatever is named in others."""
    record = {
        "gen_ai.prompt.0.content": "Your SSN?",
        "gen_ai.prompt.1.content": _SSN,
        "n": 5,
        "to": "+14155552671",
    }
    assert _span(record) == {**record, "gen_ai.prompt.1.content": "<US_SSN>", "to": "<PHONE_NUMBER>"}


@pytest.mark.parametrize(
    ("record", "masked"),
    [
        ({"tool": "get_phone", "result": _PHONE}, True),
        ({"role": "tool", "name": "get_ssn", "content": _SSN}, True),
        ({"type": "US_SSN", "text": _SSN}, True),
        ({"kind": "us_ssn", "no": _SSN}, True),
        ({"name": "send_sms", "arguments": {"to": _PHONE, "body": "hi"}}, True),
        ({"name": "verify_ssn", "arguments": json.dumps({"value": _SSN})}, True),
        ({"country_code": "+1", "number": _PHONE}, True),
        ({"taxpayer": {"id": _SSN}}, True),
        ({"employee": {"ss_number": _SSN}}, True),
        ({"team": {"id": _SSN}}, False),
        ({"input": "give me the ssn of Ana", "output": _SSN}, True),
        ({"parts": [{"type": "text", "content": "My SSN is"}, {"type": "text", "content": _SSN}]}, True),
        ({"tool": "get_order", "result": _SSN}, False),
        ({"tool": "verify_otp", "result": "200"}, False),
        ({"name": "get_weather", "content": _SSN}, False),
        ({"name": "password", "content": "the guide to a good one, in 12 pages"}, False),
        ({"name": "add", "arguments": {"to": _PHONE}}, False),
        ({"type": "text", "text": _SSN}, False),
        ({"country_code": "US", "number": _PHONE}, False),
        ({"country_code": "+1", "number": 5}, False),
        ({"input": "5 * 107245742", "output": _SSN}, False),
        ({"name": "get_phone", "result": "not found (404)"}, False),
    ],
)
def test_a_tool_returns_what_it_is_called_for(record: dict[str, Any], masked: bool) -> None:
    """The name of a tool or a type says what a value is that looks like it."""
    redacted = json.dumps(_redacted(record))
    assert (redacted != json.dumps(record)) == masked
    assert not masked or (_SSN not in redacted and _PHONE not in redacted)


def test_a_tool_of_a_span() -> None:
    """Its name and its arguments are two attributes."""
    record = {"gen_ai.tool.name": "send_sms", "gen_ai.tool.call.arguments": json.dumps({"to": _PHONE})}
    assert _PHONE not in str(_span(record))
    assert _PHONE not in str(_redacted(record))


@pytest.mark.parametrize(
    ("command", "places"),
    [
        (["mysql", "-uroot", "-pS3cr3tPw9"], [2]),
        (["/usr/bin/mysqldump", "-pS3cr3tPw9", "shop"], [1]),
        (["curl", "-u", "ana:S3cr3tPw9", "https://x.io"], [2]),
        (["curl", "--user", "ana:S3cr3tPw9"], [2]),
        (["mysql", "-p", "shop"], []),
        (["python", "-pS3cr3tPw9"], []),
        (["docker", "run", "-u", "1000:1000"], []),
        (["ssh", "-p2222", "h"], []),
        (["curl", "-u", "ana", "https://x.io:8443/a"], []),
        (["curl", {"a": 1}, "x"], []),
        (["http", ["-u"], "ana:S3cr3tPw9"], []),
        (["mysql", {}, "-pS3cr3tPw9"], [2]),
    ],
)
def test_a_command_as_a_list(command: list[str], places: list[int]) -> None:
    """The password of a known program goes, as it does where the command is one text."""
    redacted = _redacted({"process.command_args": command})["process.command_args"]
    assert [at for at, word in enumerate(redacted) if word != command[at]] == places


def test_turns_follow_each_other_by_their_number() -> None:
    """The first reply follows the last message; what has no number follows nothing."""
    keys = ["p.1.content", "p.0.content", "content", "p.x.content", "gen_ai.prompt.3.content"]
    assert turns(keys) == [("p.1.content", "p.0.content")]
    assert turns([*keys, "gen_ai.completion.0.content"])[1:] == [
        ("gen_ai.completion.0.content", "gen_ai.prompt.3.content")
    ]
    assert turns([]) == []
