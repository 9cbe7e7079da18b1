"""Values that a neighbour names, and those below a key that says secret or telephone."""

from __future__ import annotations

from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, ArrayValue, KeyValue, KeyValueList

from redaction.build import build_redactor

_REDACTOR = build_redactor("structured")
_KEY = "Zq8xW2mN7vB4cT9yL6pR"
_MANY = 6
"""Enough records with the same keys to be walked by columns."""


def redacted(record: dict[str, Any]) -> dict[str, Any]:
    """The record redacted: alone and among its like, with the same result."""
    (alone,) = _REDACTOR.redact_records([record]).records
    together = _REDACTOR.redact_records([dict(record) for _ in range(_MANY)]).records
    assert together == [alone] * _MANY
    assert alone is not None
    return alone


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            {"headers": [{"name": "authorization", "value": _KEY}]},
            {"headers": [{"name": "authorization", "value": "<AUTH_HEADER>"}]},
        ),
        ({"headers": [{"key": "x-api-key", "value": _KEY}]}, {"headers": [{"key": "x-api-key", "value": "<API_KEY>"}]}),
        (
            {"headers": [{"header": "Cookie", "val": "sid=abc123def"}]},
            {"headers": [{"header": "Cookie", "val": "<AUTH_HEADER>"}]},
        ),
        ({"name": "password", "value": "hunter2"}, {"name": "password", "value": "<PASSWORD>"}),
        ({"system": "phone", "value": 2125550134}, {"system": "phone", "value": "<PHONE_NUMBER>"}),
        (
            {"key": "password", "value": {"stringValue": "hunter2"}},
            {"key": "password", "value": {"stringValue": "<PASSWORD>"}},
        ),
        ({"h": [["cookie", "sid=abc123def"], ["host", "a.b"]]}, {"h": [["cookie", "<AUTH_HEADER>"], ["host", "a.b"]]}),
        ({"h": [["phone", 2125550134]]}, {"h": [["phone", "<PHONE_NUMBER>"]]}),
        ({"argv": ["mysql", "--password", "hunter2x9", "-h"]}, {"argv": ["mysql", "--password", "<PASSWORD>", "-h"]}),
        ({"password": {"v": "hunter2"}}, {"password": {"v": "<PASSWORD>"}}),
        ({"phone": {"home": 2125550134, "type": "mobile"}}, {"phone": {"home": "<PHONE_NUMBER>", "type": "mobile"}}),
        (
            {"type": "phone", "value": "hunter2x9", "name": "password"},
            {"type": "phone", "value": "<PASSWORD>", "name": "password"},
        ),
        ({"a": '{"password": {"v": "hunter2"}}'}, {"a": '{"password":{"v":"<PASSWORD>"}}'}),
    ],
)  # fmt: skip
def test_what_stands_beside_or_above_is_the_key(record: dict[str, Any], expected: dict[str, Any]) -> None:
    """Header lists, pairs, command lines and objects below a telling key."""
    assert redacted(record) == expected


@pytest.mark.parametrize(
    "record",
    [
        {"required": ["password", "email"]},
        {"tags": ["token", "latency-p99"]},
        {"pairs": [["password", "email"]]},
        {"password": {"min_length": 8, "policy": "strong1", "changed_at": "yesterday"}},
        {"token": {"type": "bearer", "expires_in": 3600}},
        {"phone": {"model": "SM-12345678"}},
        {"secret": {"items": {"a": "bcdefgh12"}}},
        {"from": {"offset": "0123456"}},
        {"cell": {"network": "310410123"}},
        {"name": "latency", "value": "12345678"},
        {"type": "token", "value": "hello"},
        {"argv": ["--password", "--verbose"]},
        {"name": "password", "value": None},
    ],
)
def test_other_neighbours_say_nothing(record: dict[str, Any]) -> None:
    """Names of fields, descriptions of the thing above, and names that say nothing."""
    assert redacted(record) == record


def test_attributes_of_spans() -> None:
    """The same in lists and maps of OTLP attributes."""
    request = ExportTraceServiceRequest()
    span = request.resource_spans.add().scope_spans.add().spans.add(trace_id=b"\1" * 16, span_id=b"\2" * 8)
    pair = KeyValueList(values=[_text("name", "authorization"), _text("value", _KEY)])
    span.attributes.append(_list("headers", AnyValue(kvlist_value=pair)))
    span.attributes.append(
        _list("argv", AnyValue(string_value="--password"), AnyValue(string_value="hunter2x9"))
    )
    below = AnyValue(kvlist_value=KeyValueList(values=[_text("v", "hunter2")]))
    span.attributes.append(KeyValue(key="password", value=below))
    out = ExportTraceServiceRequest.FromString(_REDACTOR.redact_spans(request.SerializeToString()).value)
    headers, argv, password = (
        entry.value for entry in out.resource_spans[0].scope_spans[0].spans[0].attributes
    )
    assert headers.array_value.values[0].kvlist_value.values[1].value.string_value == "<AUTH_HEADER>"
    assert argv.array_value.values[1].string_value == "<PASSWORD>"
    assert password.kvlist_value.values[0].value.string_value == "<PASSWORD>"


def _text(key: str, text: str) -> KeyValue:
    return KeyValue(key=key, value=AnyValue(string_value=text))


def _list(key: str, *values: AnyValue) -> KeyValue:
    return KeyValue(key=key, value=AnyValue(array_value=ArrayValue(values=values)))


@pytest.mark.parametrize(
    "record",
    [
        {"mobile": {"width": 1080, "height": 2400, "visits": 12345678}},
        {"password": {"lockout": "15 minutes", "rotation": "weekly"}},
        {"api_key": {"owner": "platform-team"}},
        {"label": "Mobile", "value": 1234567},
        {"argv": ["--private-key", "/etc/ssl/key.pem", "--secret", "id=npmrc,src=.npmrc"]},
    ],
)
def test_what_describes_or_counts_stays(record: dict[str, Any]) -> None:
    """Below a telling key only what says which one it is holds the thing; paths and counts are none."""
    assert redacted(record) == record
