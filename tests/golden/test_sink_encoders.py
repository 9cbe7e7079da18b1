"""Goldens of the sinks' encoders, read back by Google's protobuf runtime from the published schemas.

The golden files hold the uncompressed messages in protobuf's text form. To accept a change on purpose, delete
the file, run the test once, and read the difference.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cramjam
import msgspec
import pytest
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory, text_format
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from stream.derive.series import Exemplar, TimeSeries
from stream.messages import CleanMessage, Origin
from stream.sinks.loki_push import Shape, encode_push, plan_entries
from stream.sinks.otlp import encode_request, join_requests
from stream.sinks.remote_write_request import encode_write

HERE = Path(__file__).parent
APPEND_MS = 1_763_000_010_000

Kind = descriptor_pb2.FieldDescriptorProto
FIELD_TYPES = {
    "string": Kind.TYPE_STRING,
    "int32": Kind.TYPE_INT32,
    "int64": Kind.TYPE_INT64,
    "uint32": Kind.TYPE_UINT32,
    "double": Kind.TYPE_DOUBLE,
}

# Field name, number and type as published: grafana/loki pkg/push/push.proto, prometheus prompb/remote.proto and
# types.proto, prometheus prompb/io/prometheus/write/v2/types.proto. A star marks a repeated field.
LOKI = {
    "PushRequest": ["*streams 1 Stream"],
    "Stream": ["labels 1 string", "*entries 2 Entry"],
    "Entry": ["timestamp 1 Timestamp", "line 2 string", "*structuredMetadata 3 Pair"],
    "Timestamp": ["seconds 1 int64", "nanos 2 int32"],
    "Pair": ["name 1 string", "value 2 string"],
}
WRITE_1 = {
    "WriteRequest": ["*timeseries 1 TimeSeries", "*metadata 3 MetricMetadata"],
    "TimeSeries": ["*labels 1 Label", "*samples 2 Sample", "*exemplars 3 Exemplar"],
    "Label": ["name 1 string", "value 2 string"],
    "Sample": ["value 1 double", "timestamp 2 int64"],
    "Exemplar": ["*labels 1 Label", "value 2 double", "timestamp 3 int64"],
    "MetricMetadata": ["type 1 int32", "metric_family_name 2 string", "help 4 string", "unit 5 string"],
}
WRITE_2 = {
    "Request": ["*symbols 4 string", "*timeseries 5 TimeSeries"],
    "TimeSeries": [
        "*labels_refs 1 uint32",
        "*samples 2 Sample",
        "*exemplars 4 Exemplar",
        "metadata 5 Metadata",
    ],
    "Sample": ["value 1 double", "timestamp 2 int64"],
    "Exemplar": ["*labels_refs 1 uint32", "value 2 double", "timestamp 3 int64"],
    "Metadata": ["type 1 int32", "help_ref 3 uint32", "unit_ref 4 uint32"],
}


def message_class(package: str, schema: dict[str, list[str]], name: str) -> Any:
    """A message class of the protobuf runtime for a schema as written above."""
    file = descriptor_pb2.FileDescriptorProto(name=f"{package}.proto", package=package, syntax="proto3")
    for message_name, fields in schema.items():
        message = file.message_type.add(name=message_name)
        for spelled in fields:
            field_name, number, kind = spelled.lstrip("*").split()
            field = message.field.add(name=field_name, number=int(number))
            field.label = Kind.LABEL_REPEATED if spelled.startswith("*") else Kind.LABEL_OPTIONAL
            if kind in FIELD_TYPES:
                field.type = FIELD_TYPES[kind]
            else:
                field.type = Kind.TYPE_MESSAGE
                field.type_name = f".{package}.{kind}"
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{package}.{name}"))


def origin(offset: int) -> Origin:
    return Origin("logs", "0", 0, offset, offset - 1, APPEND_MS)


def loki_body() -> bytes:
    records = [
        {
            "timestamp": "2025-11-13T02:13:30.000000001Z",
            "level": "INFO",
            "event": "gen_ai.inference",
            "service.name": "gateway",
            "deployment.environment.name": "production",
            "trace_id": "0af7651916cd43dd8448eb211c80319c",
            "span_id": "b7ad6b7169203331",
            "log.record.uid": "00f067aa0ba902b7-0",
            "gen_ai.request.model": "tiny-1",
            "prompt": 'mail <EMAIL_ADDRESS>, ünïcode "quoted"',
        },
        {"timestamp": "2025-11-13T02:13:29Z", "level": "info", "service.name": "gateway", "a": 1},
        {"timestamp": "1999-01-01T00:00:00Z", "level": "error", "service.name": "model", "a": 2},
    ]
    value = msgspec.json.Encoder().encode_lines(records)
    entries, dead = plan_entries([CleanMessage(0, 0, origin(0), value, 3, "p")], Shape())
    assert not dead
    return bytes(cramjam.snappy.decompress_raw(encode_push(entries)))


def series() -> list[TimeSeries]:
    return [
        TimeSeries(
            (("__name__", "llm_inference_latency_seconds_bucket"), ("le", "0.5"), ("partition", "0")),
            ((0.0, APPEND_MS), (2.0, APPEND_MS + 15_000)),
            (Exemplar("0af7651916cd43dd8448eb211c80319c", 0.3, APPEND_MS + 14_000),),
            "histogram",
            "seconds",
            "Model calls from start to end.",
        ),
        TimeSeries(
            (("__name__", "scrubline_derive_watermark_seconds"), ("partition", "0")),
            ((0.1 + 0.2, APPEND_MS),),
            (),
            "gauge",
            "seconds",
            "Grid point.",
        ),
        TimeSeries(
            (("__name__", "things_total"), ("partition", "0")), ((2.0**53, APPEND_MS),), meaning="Things."
        ),
    ]


def write_body(version: Any) -> bytes:
    return bytes(cramjam.snappy.decompress_raw(encode_write(series(), version)))


def otlp_body() -> bytes:
    messages = []
    for offset in range(2):
        request = ExportTraceServiceRequest()
        resource = request.resource_spans.add()
        resource.resource.attributes.add(key="service.name").value.string_value = f"service-{offset}"
        span = resource.scope_spans.add().spans.add(name="chat tiny-1", kind=3)
        span.trace_id = bytes.fromhex("0af7651916cd43dd8448eb211c80319c")
        span.span_id = bytes([offset + 1]) * 8
        messages.append(CleanMessage(0, offset, origin(offset), request.SerializeToString(), 1, "p"))
    (parts,) = join_requests(messages, 10_000)
    return gzip.decompress(encode_request(parts))


CASES: dict[str, tuple[Callable[[], Any], Callable[[], bytes]]] = {
    "loki_push": (lambda: message_class("loki", LOKI, "PushRequest"), loki_body),
    "remote_write_1": (lambda: message_class("write1", WRITE_1, "WriteRequest"), lambda: write_body("1.0")),
    "remote_write_2": (lambda: message_class("write2", WRITE_2, "Request"), lambda: write_body("2.0")),
    "otlp_traces": (lambda: ExportTraceServiceRequest, otlp_body),
}


@pytest.mark.parametrize("name", CASES)
def test_encoder_writes_what_it_always_wrote(name: str) -> None:
    """Each encoder's bytes are those of the golden file, as the peer's published schema reads them."""
    schema, body = CASES[name]
    message = schema().FromString(body())
    shown = text_format.MessageToString(message, as_utf8=True)
    golden = HERE / f"{name}.txtpb"
    if not golden.exists():
        golden.write_text(shown)
        pytest.fail(f"{golden.name} was missing and is written now: read it, then run again")
    assert shown == golden.read_text()


@pytest.mark.parametrize("name", CASES)
def test_encoder_writes_nothing_the_schema_lacks(name: str) -> None:
    """Every field that is written is known to the peer's schema."""
    schema, body = CASES[name]
    message = schema().FromString(body())
    shown = text_format.MessageToString(message)
    assert text_format.MessageToString(message, print_unknown_fields=True) == shown
