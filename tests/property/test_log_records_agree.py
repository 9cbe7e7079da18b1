"""The short cut of OTLP logs: records that are read together are those that are read one by one."""

from __future__ import annotations

import math
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import KeyValue

from redaction.otlp.wire import opaque
from stream.gate.otlp_logs import OtlpLogError, read_requests, records_of
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


SHAPES = st.lists(st.tuples(FIELDS, FORMS, BODIES, st.booleans()), min_size=1, max_size=3)
"""Forms of log records: their fields, the usual attributes, the body and whether they have one."""


@st.composite
def requests(draw: st.DrawFn, shapes: st.SearchStrategy[Any] = SHAPES, most: int = 14) -> bytes:
    """Several forms of log records in turn, the values of some attributes changed, a few of them broken."""
    message = TWIN()
    outer = message.resource_logs.add()
    fill(
        outer.resource.attributes.add(key="service.name").value,
        draw(st.sampled_from(["chat", "chat", "search"])),
    )
    fill_below(draw, outer.scope_logs.add().log_records, draw(shapes), most)
    if not draw(st.integers(0, 4)):
        other = message.resource_logs.add(schema_url=draw(st.sampled_from(["", "a"]))).scope_logs
        for name in draw(st.lists(st.sampled_from(["", "lib"]), max_size=2)):
            below = other.add()
            below.scope.name = name
            fill_below(draw, below.log_records, draw(shapes), 3)
    return bytes(message.SerializeToString())


def fill_below(draw: st.DrawFn, logs: Any, forms: list[Any], most: int) -> None:
    for number in range(draw(st.integers(1, most))):
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


@st.composite
def several(draw: st.DrawFn) -> list[bytes]:
    """Requests, mostly of one service with records of the same forms; some are none."""
    shapes = st.just(draw(SHAPES))
    own = draw(st.lists(requests(shapes, 4), min_size=1, max_size=6))
    if not draw(st.integers(0, 3)):
        own.insert(draw(st.integers(0, len(own))), draw(st.sampled_from([b"", b"\x0a\xff", b"\x0a\x00"])))
    return own


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


@settings(max_examples=400, deadline=None)
@given(several())
def test_several_and_each_alone_agree(values: list[bytes]) -> None:
    """Records of requests that are read together, whose they are, the dead ones and the resources they came below."""
    batch, read = read_requests([(value, f"u{number}-") for number, value in enumerate(values)])
    around = {place: resource for places, resource in batch.resources for place in places}
    place = 0
    for number, (value, own) in enumerate(zip(values, read, strict=True)):
        try:
            alone, dead = records_of(value, uid=f"u{number}-", together=False)
        except OtlpLogError:
            assert own is None
            continue
        assert own is not None
        assert (own.records.start, own.dead) == (place, dead)
        place = own.records.stop
        assert repr([batch[at] for at in own.records]) == repr(list(alone))
        below = {at: resource for places, resource in alone.resources for at in places}
        assert [around.get(at) for at in own.records] == [below.get(at) for at in range(len(alone))]
    assert place == len(batch)
    assert all(
        batch[at] is record
        for sheet in batch.sheets
        for at, record in zip(sheet.rows, sheet.records, strict=True)
    )


def test_small_requests_of_one_service_share_their_columns() -> None:
    """Twenty requests of one record each make one sheet; of two services, two."""
    values = []
    for number in range(20):
        message = TWIN()
        outer = message.resource_logs.add()
        fill(outer.resource.attributes.add(key="service.name").value, "chat" if number % 2 else "search")
        log = outer.scope_logs.add().log_records.add()
        fill(log.body, f"line {number}")
        values.append((bytes(message.SerializeToString()), ""))
    batch, _ = read_requests(values)
    assert sorted(len(sheet.rows) for sheet in batch.sheets) == [10, 10]
    assert [record["event"] for record in batch] == [f"line {number}" for number in range(20)]
