"""The short cut of OTLP logs: records that are read together are those that are read one by one."""

from __future__ import annotations

import math
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import KeyValue

from redaction.otlp_wire import opaque
from stream.otlp_logs import OtlpLogError, records_of
from tests.property.test_spans_agree import fill

TWIN = opaque(ExportLogsServiceRequest.DESCRIPTOR, "opentelemetry.proto.logs.v1.LogRecord", "attributes")
KEYS = ["prompt", "note", "service.name", "trace_id", "log.record.uid", "", "caf\u00e9", "k" * 130]
VALUES: list[Any] = [
    "", "chat", "x" * 121, "x" * 122, "x" * 123, "x" * 124, "x" * 125, "x" * 126, "x" * 127, "x" * 128, "y" * 5_000,
    "caf\u00e9", "a\0b", 0, 7, -1, 127, 128, 16_383, 16_384, 2**28, 2**62, 1.5, -0.0, math.inf, True, False, None,
    ["stop", 1], {"a": "b"}, b"text", b"\xff",
]  # fmt: skip
FORMS = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES)), max_size=6)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "time_unix_nano": st.sampled_from([1, 999_999_999, 10**9, 1_774_000_000_123_456_789, 2**64 - 1]),
        "observed_time_unix_nano": st.sampled_from([5, 1_774_000_000_000_000_000]),
        "severity_number": st.integers(0, 24),
        "severity_text": st.sampled_from(["", "INFO", "odd"]),
        "event_name": st.sampled_from(["", "named"]),
        "trace_id": st.sampled_from([b"", b"\xf1" * 16, b"\xf1" * 15]),
        "span_id": st.sampled_from([b"", b"\xf2" * 8]),
        "flags": st.sampled_from([0, 1, 257]),
    },
)
BODIES = st.sampled_from(["", "hello", None, 5, ["a"], {"k": "v"}])


def attribute(key: str, value: Any) -> bytes:
    pair = KeyValue(key=key)
    fill(pair.value, value)
    return pair.SerializeToString()


@st.composite
def requests(draw: st.DrawFn) -> bytes:
    """Several forms of log records in turn, the values of some attributes changed, a few of them broken."""
    message = TWIN()
    outer = message.resource_logs.add()
    fill(outer.resource.attributes.add(key="service.name").value, "chat")
    logs = outer.scope_logs.add().log_records
    forms = draw(st.lists(st.tuples(FIELDS, FORMS, BODIES, st.booleans()), min_size=1, max_size=3))
    for number in range(draw(st.integers(1, 14))):
        fields, form, body, bodied = forms[number % len(forms)]
        log = logs.add(**fields)
        if bodied:
            log.body.SetInParent()
            fill(log.body, body)
        for key, usual in form:
            value = usual if draw(st.integers(0, 9)) else draw(st.sampled_from(VALUES))
            raw = bytearray(attribute(key, value))
            if draw(st.integers(0, 19)) == 0:
                at = draw(st.integers(0, min(len(raw), 20)))
                raw[at : at + draw(st.integers(0, 2))] = draw(st.binary(max_size=3))
            log.attributes.append(bytes(raw))
    return bytes(message.SerializeToString())


def outcome(request: bytes, *, together: bool) -> Any:
    try:
        return repr(
            records_of(request, uid="a-7", together=together)
        )  # tells 1 from True, and shows the order of keys
    except OtlpLogError:
        return OtlpLogError


@settings(max_examples=400, deadline=None)
@given(requests())
def test_together_and_alone_agree(request: bytes) -> None:
    """Records, their keys in order, types of values, dead ones and refusals are the same."""
    assert outcome(request, together=True) == outcome(request, together=False)
