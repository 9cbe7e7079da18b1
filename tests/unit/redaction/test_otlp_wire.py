"""Attributes read on the wire: what `simple` reads, protobuf reads the same, and what it leaves is left to protobuf."""

from __future__ import annotations

from typing import Any

import pytest
from google.protobuf.message import DecodeError
from hypothesis import given, settings
from hypothesis import strategies as st
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, ArrayValue, KeyValue, KeyValueList

from redaction.otlp.wire import opaque, simple

SCALAR = (
    st.text(max_size=300)
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.sampled_from(["", "x" * 127, "x" * 128, "x" * 20_000, 0, -1, 127, 128])
)
LOG_RECORD = "opentelemetry.proto.logs.v1.LogRecord"


def attribute(key: str, value: Any) -> KeyValue:
    pair = KeyValue(key=key)
    if isinstance(value, bool):
        pair.value.bool_value = value
    elif isinstance(value, int):
        pair.value.int_value = value
    elif isinstance(value, float):
        pair.value.double_value = value
    else:
        pair.value.string_value = value
    return pair


def as_protobuf_reads(raw: bytes) -> tuple[str, Any]:
    pair = KeyValue.FromString(raw)
    return pair.key, getattr(pair.value, pair.value.WhichOneof("value") or "")


@settings(max_examples=300, deadline=None)
@given(st.text(min_size=1, max_size=40), SCALAR)
def test_scalars_are_read_as_protobuf_reads_them(key: str, value: Any) -> None:
    """Strings of any length, both booleans, integers of either sign, doubles."""
    raw = attribute(key, value).SerializeToString()
    read = simple(raw)
    assert read == as_protobuf_reads(raw)
    assert read is not None
    assert type(read[1]) is type(value)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=10), SCALAR, st.data())
def test_damaged_bytes_are_read_the_same_or_left(key: str, value: Any, data: st.DataObject) -> None:
    """Whatever bytes are changed, cut or added: a reading is protobuf's reading and hides nothing."""
    raw = bytearray(attribute(key, value).SerializeToString()[:400])
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(raw)))
        raw[at : at + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=3))
    read = simple(bytes(raw))
    if read is None:
        return
    pair = KeyValue.FromString(bytes(raw))
    assert read == as_protobuf_reads(bytes(raw)) or read[1] != read[1]  # a NaN equals nothing
    before = pair.ByteSize()
    pair.DiscardUnknownFields()
    assert pair.ByteSize() == before


@pytest.mark.parametrize(
    "value",
    [
        AnyValue(),
        AnyValue(bytes_value=b"x"),
        AnyValue(array_value=ArrayValue()),
        AnyValue(kvlist_value=KeyValueList()),
    ],
)
def test_everything_else_is_left(value: AnyValue) -> None:
    """Bytes, lists and missing values are protobuf's."""
    assert simple(KeyValue(key="k", value=value).SerializeToString()) is None


def test_a_twin_with_opaque_attributes_is_the_same_on_the_wire() -> None:
    """Attributes come as bytes, everything else as before, and it is written as it was read."""
    request = ExportLogsServiceRequest()
    record = request.resource_logs.add().scope_logs.add().log_records.add(event_name="e")
    record.attributes.append(attribute("a", "b"))
    record.body.string_value = "text"
    raw = request.SerializeToString()
    twin = opaque(ExportLogsServiceRequest.DESCRIPTOR, LOG_RECORD, "attributes").FromString(raw)
    log = twin.resource_logs[0].scope_logs[0].log_records[0]
    assert [*log.attributes] == [attribute("a", "b").SerializeToString()]
    assert (log.event_name, log.body.string_value) == ("e", "text")
    assert twin.SerializeToString() == raw


def test_a_broken_attribute_is_found_when_it_is_read() -> None:
    """What the twin does not look into breaks at protobuf's own reading."""
    with pytest.raises(DecodeError):
        KeyValue.FromString(b"\x0a\x05ab")
    assert simple(b"\x0a\x05ab") is None
