"""Values that a neighbour names, and those below a key that says secret or telephone."""

from __future__ import annotations

from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, ArrayValue, KeyValue, KeyValueList

from tests.shipped import shipped_redactor

_REDACTOR = shipped_redactor("structured")
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


def test_what_a_validator_rejects_in_spans() -> None:
    """The path of an error is a list of texts there; several values may be named by it."""
    request = ExportTraceServiceRequest()
    span = request.resource_spans.add().scope_spans.add().spans.add(trace_id=b"\1" * 16, span_id=b"\2" * 8)
    path = _list("loc", AnyValue(string_value="body"), AnyValue(string_value="ssn"))
    error = KeyValueList(values=[path, _text("input", "536228710"), _text("new", "536228711")])
    span.attributes.append(_list("errors", AnyValue(kvlist_value=error)))
    out = ExportTraceServiceRequest.FromString(_REDACTOR.redact_spans(request.SerializeToString()).value)
    [errors] = out.resource_spans[0].scope_spans[0].spans[0].attributes
    _, given, new = errors.value.array_value.values[0].kvlist_value.values
    assert (given.value.string_value, new.value.string_value) == ("<US_SSN>", "<US_SSN>")


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


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            {"patch": [{"op": "replace", "path": "/ssn", "value": "536228710"}]},
            {"patch": [{"op": "replace", "path": "/ssn", "value": "<US_SSN>"}]},
        ),
        ({"slot": "ssn", "value": "536228710"}, {"slot": "ssn", "value": "<US_SSN>"}),
        ({"type": "SSN", "number": "536228710"}, {"type": "SSN", "number": "<US_SSN>"}),
        ({"idType": "US_SSN", "idValue": "536228710"}, {"idType": "US_SSN", "idValue": "<US_SSN>"}),
        ({"channel": "sms", "to": "14155552671"}, {"channel": "sms", "to": "<PHONE_NUMBER>"}),
        (
            {"field": "date_of_birth", "old": "1984-05-12", "new": "1985-05-12"},
            {"field": "date_of_birth", "old": "<DATE_OF_BIRTH>", "new": "<DATE_OF_BIRTH>"},
        ),
        (
            {"key": "password", "oldValue": None, "newValue": "hunter2x9"},
            {"key": "password", "oldValue": None, "newValue": "<PASSWORD>"},
        ),
    ],
)
def test_patches_slots_documents_and_changes(record: dict[str, Any], expected: dict[str, Any]) -> None:
    """What programs write beside a name that is no header's, alone and in columns."""
    assert redacted(record) == expected


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            {"type": "string_pattern_mismatch", "loc": ["body", "ssn"], "input": "536228710"},
            {"type": "string_pattern_mismatch", "loc": ["body", "ssn"], "input": "<US_SSN>"},
        ),
        (
            {"code": "invalid_string", "path": ["users", 0, "phone"], "received": "4155552671"},
            {"code": "invalid_string", "path": ["users", 0, "phone"], "received": "<PHONE_NUMBER>"},
        ),
        ({"field": "password", "rejectedValue": "hunter2x9"}, {"field": "password", "rejectedValue": "<PASSWORD>"}),
        ({"propertyName": "Ssn", "attemptedValue": "536228710"}, {"propertyName": "Ssn", "attemptedValue": "<US_SSN>"}),
        ({"a": '[{"loc":["dob"],"input":"12.05.1984"}]'}, {"a": '[{"loc":["dob"],"input":"<DATE_OF_BIRTH>"}]'}),
    ],
)  # fmt: skip
def test_what_a_validator_rejects(record: dict[str, Any], expected: dict[str, Any]) -> None:
    """The last part of its path names the value, in a record and in a document in a text."""
    assert redacted(record) == expected


@pytest.mark.parametrize(
    "record",
    [
        {"path": "/api/token", "value": "Zq8xW2mN7vB4cT9yL6pR"},
        {"path": "/login/phone", "input": "12345678"},
        {"loc": ["body", "max_tokens"], "input": "12345678"},
        {"loc": ["body", "temperature"], "input": "536228710"},
        {"loc": ["body", "ssn"], "input": {"name": "a form", "id": "536228710"}},
        {"field": "status", "old": "12345678", "new": "87654321"},
        {"field": "password", "old": None, "new": "required"},
        {"type": "build", "number": "4155552671x"},
        {"type": "phone", "number": 3},
        {"channel": "http", "to": "2125550134"},
        {"name": "update_phone", "input": {"text": "build 12345678"}},
        {"type": "token", "data": "hel1o"},
        {"value": "1.0", "v": "hunter2x9", "name": "password"},
    ],
)
def test_other_paths_types_and_channels_say_nothing(record: dict[str, Any]) -> None:
    """Paths of requests, names of settings, counts, and forms that are rejected as a whole."""
    assert redacted(record) == record


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"Item": {"ssn": {"S": "536228710"}}}, {"Item": {"ssn": {"S": "<US_SSN>"}}}),
        ({"Item": {"dob": {"S": "1984-05-12"}}}, {"Item": {"dob": {"S": "<DATE_OF_BIRTH>"}}}),
        ({"phone": {"integerValue": "2125550134"}}, {"phone": {"integerValue": "<PHONE_NUMBER>"}}),
        ({"phone": {"nationalNumber": 2125550134}}, {"phone": {"nationalNumber": "<PHONE_NUMBER>"}}),
        ({"SSN": {"value": {"originalValue": "536228710"}}}, {"SSN": {"value": {"originalValue": "<US_SSN>"}}}),
        ({"filter": {"password": {"$in": ["hunter2x9"]}}}, {"filter": {"password": {"$in": ["<PASSWORD>"]}}}),
        ({"where": {"ssn": {"equals": "536228710"}}}, {"where": {"ssn": {"equals": "<US_SSN>"}}}),
        ({"passport": {"old": "123456789"}}, {"passport": {"old": "<US_PASSPORT>"}}),
    ],
)  # fmt: skip
def test_types_and_operators_stand_between(record: dict[str, Any], expected: dict[str, Any]) -> None:
    """DynamoDB, Firestore, Lex and queries put a key of their own between a name and its value."""
    assert redacted(record) == expected


@pytest.mark.parametrize(
    "record",
    [
        {"password": {"$ref": "#/components/schemas/Password9"}},
        {"token": {"$exists": True, "$type": "string9"}},
        {"latency": {"N": "2125550134"}},
        {"tokens": {"$gt": 12345678}},
        {"phone": {"S": "SM-G991B"}},
        {"password": {"schemaValue": "min8chars"}},
    ],
)
def test_other_keys_between_say_nothing(record: dict[str, Any]) -> None:
    """References, types and values of something else below a telling key; anything below a key that tells nothing."""
    assert redacted(record) == record


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            {"fields": ["ssn", "phone"], "values": ["536228710", 2125550134]},
            {"fields": ["ssn", "phone"], "values": ["<US_SSN>", "<PHONE_NUMBER>"]},
        ),
        (
            {"schema": {"fields": [{"name": "ssn"}]}, "rows": [{"f": [{"v": "536228710"}]}]},
            {"schema": {"fields": [{"name": "ssn"}]}, "rows": [{"f": [{"v": "<US_SSN>"}]}]},
        ),
        (
            {"columnMetadata": [{"name": "ssn"}], "records": [[{"stringValue": "536228710"}]]},
            {"columnMetadata": [{"name": "ssn"}], "records": [[{"stringValue": "<US_SSN>"}]]},
        ),
        (
            {"schema": {"ColumnInfo": [{"Name": "ssn"}]}, "Rows": [{"Data": [{"VarCharValue": "536228710"}]}]},
            {"schema": {"ColumnInfo": [{"Name": "ssn"}]}, "Rows": [{"Data": [{"VarCharValue": "<US_SSN>"}]}]},
        ),
        (
            {"columns": ["id", "phone"], "data": [{"a@corp.io": [2125550134, 2125550134]}]},
            {"columns": ["id", "phone"], "data": [{"<EMAIL_ADDRESS>": [2125550134, "<PHONE_NUMBER>"]}]},
        ),
    ],
)  # fmt: skip
def test_headings_and_rows_of_databases(record: dict[str, Any], expected: dict[str, Any]) -> None:
    """Headings may be objects, in a schema; rows may stand in objects or be a single one; keys are examined, too."""
    assert redacted(record) == expected


@pytest.mark.parametrize(
    "record",
    [
        {"fields": ["ssn", "phone"], "values": ["536228710"]},
        {"fields": ["loss", "step"], "values": ["2125550134", 2125550134]},
        {"columns": ["phone"], "data": []},
        {"meta": {"columns": 3}, "data": [{"id": 2125550134}]},
        {"columns": ["phone"], "rows": [{"n": 2125550134, "cells": [2125550134]}]},
    ],
)
def test_other_lists_are_no_tables(record: dict[str, Any]) -> None:
    """Another number of values than of names, names that say nothing, rows with more than their cells."""
    assert redacted(record) == record


def test_a_row_in_an_object_is_dropped_where_the_policy_says_so() -> None:
    """A telling heading does not outrank a rule about the key of the row."""
    record = {"columns": ["phone"], "data": [{"embedding": [0.5]}]}
    assert redacted(record) == {"columns": ["phone"], "data": [{}]}


def test_a_short_answer_is_read_among_long_ones() -> None:
    """A column of nothing but long texts is not asked for answers; a single short one is, at any place."""
    question = "What is your social security number?"
    long = {"prompt": question, "completion": "that is something which nobody here would ever tell a machine"}
    short = {"prompt": question, "completion": "536228710"}
    for place in range(_MANY):
        records = [long] * _MANY
        records[place] = short
        expected = [*records]
        expected[place] = short | {"completion": "<US_SSN>"}
        assert _REDACTOR.redact_records(records).records == expected


@pytest.mark.parametrize("value", ["ana@example.com", "4111111111111111"])
def test_a_value_that_all_records_have_is_examined_like_others(value: str) -> None:
    """A column of one value passes only if that value does: in a list of levels or ids it is scanned."""
    for key in ("level", "trace_id"):
        assert redacted({key: value})[key] != value
        assert redacted({key: "info"}) == {key: "info"}
