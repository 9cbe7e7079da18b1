"""OTLP log requests become records whose surface is the whole request."""

from __future__ import annotations

import json

import pytest
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import KeyValue
from opentelemetry.proto.logs.v1.logs_pb2 import SeverityNumber

from redaction.otlp.wire import opaque
from stream.gate.otlp_logs import OtlpLogError, records_of
from tests.planting import Path, plant, text_positions


def base() -> ExportLogsServiceRequest:
    request = ExportLogsServiceRequest()
    record = request.resource_logs.add().scope_logs.add().log_records.add()
    record.time_unix_nano = 1_700_000_000_123_456_789
    record.severity_number = SeverityNumber.SEVERITY_NUMBER_INFO
    return request


def merged(path: Path, text: str) -> ExportLogsServiceRequest:
    """A request with one log record around the planted position."""
    request = ExportLogsServiceRequest()
    plant(request, path, text)
    resource = request.resource_logs[0]
    scope = resource.scope_logs[0] if resource.scope_logs else resource.scope_logs.add()
    if not scope.log_records:
        scope.log_records.add()
    return request


ALL = [
    path
    for path in text_positions(ExportLogsServiceRequest.DESCRIPTOR)
    if path[-1].name not in ("trace_id", "span_id")
]


@pytest.mark.parametrize("path", ALL, ids=lambda path: ".".join(field.name for field in path))
def test_every_text_position_reaches_the_record(path: Path) -> None:
    """No string or bytes position of a request is lost on the way to the redactor."""
    records, dead = records_of(merged(path, "planted").SerializeToString())
    assert dead == []
    assert "planted" in json.dumps(records)


def test_a_record_has_our_names() -> None:
    """Time, level, ids and body stand where our own records have them."""
    request = base()
    resource = request.resource_logs[0].resource.attributes.add()
    resource.key, resource.value.string_value = "service.name", "chat"
    log = request.resource_logs[0].scope_logs[0].log_records[0]
    log.body.string_value = "hello"
    log.trace_id, log.span_id = bytes(range(16)), bytes(range(8))
    (record,), _ = records_of(request.SerializeToString())
    assert record == {
        "timestamp": "2023-11-14T22:13:20.123456789Z",
        "level": "info",
        "event": "hello",
        "service.name": "chat",
        "trace_id": "000102030405060708090a0b0c0d0e0f",
        "span_id": "0001020304050607",
        "severity_number": 9,
    }


def test_an_attribute_cannot_pose_as_a_field_of_ours() -> None:
    """An attribute with a reserved name stays under `attributes`."""
    request = base()
    pair = request.resource_logs[0].scope_logs[0].log_records[0].attributes.add()
    pair.key, pair.value.string_value = "trace_id", "jane"
    (record,), _ = records_of(request.SerializeToString())
    assert record["attributes"] == {"trace_id": "jane"}
    assert "trace_id" not in record


@pytest.mark.parametrize(("name", "size"), [("trace_id", 15), ("span_id", 9)])
def test_ids_of_the_wrong_length_are_dead(name: str, size: int) -> None:
    """An id that is no id could be anything, so the record goes to the dead letters."""
    request = base()
    setattr(request.resource_logs[0].scope_logs[0].log_records[0], name, b"x" * size)
    records, dead = records_of(request.SerializeToString())
    assert records == []
    assert [(index, reason) for index, _, reason in dead] == [(0, "id_length")]


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(
    ("name", "value"),
    [("trace_id", b"bob@exampl12.com"), ("trace_id", b"4111111111111111"), ("span_id", b"5550134 ")],
)
def test_ids_of_text_are_dead(count: int, name: str, value: bytes) -> None:
    """An address or a number in the place of an id goes to the dead letters, as that of a span does."""
    request = base()
    logs = request.resource_logs[0].scope_logs[0].log_records
    for _ in range(count - len(logs)):
        logs.add().CopyFrom(logs[0])
    setattr(logs[-1], name, value)
    records, dead = records_of(request.SerializeToString())
    assert len(records) == len(logs) - 1
    assert [(index, reason) for index, _, reason in dead] == [(len(logs) - 1, "id_text")]


def test_ids_of_zeros_stand_in_records() -> None:
    """They say that a record belongs to no trace."""
    request = base()
    request.resource_logs[0].scope_logs[0].log_records[0].trace_id = bytes(16)
    (record,), _ = records_of(request.SerializeToString())
    assert record["trace_id"] == "0" * 32


def test_bytes_that_are_no_text_are_not_passed_on() -> None:
    """Bytes that cannot be examined become a marker with their length."""
    request = base()
    request.resource_logs[0].scope_logs[0].log_records[0].body.bytes_value = b"\xff\xfe\x00"
    (record,), _ = records_of(request.SerializeToString())
    assert record["event"] == "<BYTES:3>"


def test_garbage_is_refused_without_its_content() -> None:
    """Bytes that are no request raise an error that quotes nothing."""
    with pytest.raises(OtlpLogError) as caught:
        records_of(b"\x0a\xffjane@example.com")
    assert "jane" not in repr(caught.value)
    assert caught.value.__cause__ is None


def test_a_second_key_in_an_attribute_counts_as_protobuf_counts_it() -> None:
    """The last one is the key, among many records as in one alone."""
    twin = opaque(ExportLogsServiceRequest.DESCRIPTOR, "opentelemetry.proto.logs.v1.LogRecord", "attributes")
    request = twin()
    logs = request.resource_logs.add().scope_logs.add().log_records
    for _ in range(9):
        logs.add(attributes=[KeyValue(key="model").SerializeToString() + b"\x0a\x05email"])
    records, _ = records_of(request.SerializeToString())
    assert [set(record) - {"timestamp", "level"} for record in records] == [{"email"}] * 9


def test_times_of_many_records() -> None:
    """Rendered together they read as rendered alone: near to each other or not, of any size, digits repeating."""
    now = 1_774_000_000_000_000_000
    for times in (
        [now, now + 1, now + 999_999_999, now + 1_774_000_000],
        [now + second * 10**9 + 177_400_000 for second in range(40)],
        [now + 5, 10**18 - 1, now],
        [999_999_999_999_999_999, 10**18],
        [10**19 - 1, 10**19],
        [2**64 - 1, 2**64 - 2],
        [now, 0, 999_999_999],
    ):
        request = base()
        logs = request.resource_logs[0].scope_logs[0].log_records
        del logs[:]
        for time in (*times, *times):
            logs.add(time_unix_nano=time)
        alone, _ = records_of(request.SerializeToString(), together=False)
        assert records_of(request.SerializeToString())[0] == alone
    assert alone[0]["timestamp"] == "2026-03-20T09:46:40.000000000Z"


def test_records_that_are_read_together_are_handed_over_in_columns() -> None:
    """A sheet has their places in the request, and what all of them have is no column; the others are in none."""
    request = base()
    first = request.resource_logs[0].scope_logs[0].log_records
    first[0].attributes.add(key="alone").value.int_value = 5
    later = request.resource_logs[0].scope_logs.add().log_records
    for number in range(6):
        log = later.add(time_unix_nano=1_700_000_000_000_000_000 + number)
        for key, value in (("note", f"turn {number}"), ("route", "/v1"), ("level", "odd")):
            log.attributes.add(key=key).value.string_value = value
    records, _ = records_of(request.SerializeToString())
    [sheet] = records.sheets
    assert list(sheet.rows) == [1, 2, 3, 4, 5, 6]
    assert sheet.records == records[1:]
    assert sheet.columns == {
        "timestamp": [record["timestamp"] for record in records[1:]],
        "note": [f"turn {at}" for at in range(6)],
    }
    assert list(sheet.first) == ["timestamp", "level", "note", "route", "attributes"]
