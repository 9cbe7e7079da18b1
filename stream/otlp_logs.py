"""OTLP log requests as records: used by `decode` for foreign topics.

Every string of the request finds a place in the record, so that the redaction after it sees the whole surface.
Resource attributes that our own records carry (`service.name` and the like) move to the top level.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, InstrumentationScope, KeyValue
from opentelemetry.proto.resource.v1.resource_pb2 import Resource

from emitters import wire
from redaction.otlp_ids import IdFault, faults
from redaction.otlp_wire import opaque, simple
from redaction.sheets import Batch
from stream.otlp_log_columns import FEW, FIELDS, Around, Rendering, sheets_of

__all__ = ["RESERVED", "OtlpLogError", "records_of"]

RESERVED: Final = frozenset(
    {
        "attributes",
        "body",
        "event",
        "level",
        "log.record.uid",
        "observed_timestamp",
        "resource",
        "resource_schema_url",
        "scope",
        "scope_schema_url",
        "severity_number",
        "span_id",
        "timestamp",
        "trace_flags",
        "trace_id",
    }
)
"""Top-level names of a record; an attribute of that name stays under `attributes`."""

_PROMOTED: Final = ("service.name", "service.instance.id", "deployment.environment.name")
_Request: Final = opaque(
    ExportLogsServiceRequest.DESCRIPTOR, "opentelemetry.proto.logs.v1.LogRecord", "attributes"
)
_REPEATED: Final = 96
"""Attributes up to so many bytes are looked up first: they may have stood in a record before."""
_MAX_KNOWN: Final = 4_096
_IDS: Final = attrgetter("trace_id", "span_id")
_ID_SIZES: Final = (("trace_id", (0, 16)), ("span_id", (0, 8)))
_TEN_DIGITS: Final = 1_000_000_000
"""Seconds since 1970: fewer in September 2001, ten times as many in November 2286."""
_FEW_SECONDS: Final = 16
"""Times that lie closer together are rendered together."""
_LEVELS: Final = ("debug", "debug", "info", "warning", "error", "critical")  # by severity number / 4


class OtlpLogError(ValueError):
    """The bytes are no `ExportLogsServiceRequest`."""


def records_of(
    request: bytes, *, uid: str = "", together: bool = True
) -> tuple[Batch, list[tuple[int, bytes, IdFault]]]:
    """Turn an OTLP log request into records.

    Args:
        request: `ExportLogsServiceRequest` in protobuf.
        uid: How the `log.record.uid` of all records begins, their number in the request follows; "" for none. No
            record has one of its own.
        together: Whether records with the same attributes may be read together, which changes the speed and nothing
            else.

    Returns:
        The records, with their resources, and for each log record whose trace or span id is none its index, its bytes
        and why.

    Raises:
        OtlpLogError: The bytes are no such request.
    """
    try:
        message = _Request.FromString(request)
        return _records(message, uid, together=together)
    except (DecodeError, UnicodeDecodeError):
        raise OtlpLogError from None  # the cause quotes the payload


def _records(message: Any, uid: str, *, together: bool) -> tuple[Batch, list[tuple[int, bytes, IdFault]]]:
    records = Batch()
    dead: list[tuple[int, bytes, IdFault]] = []
    known: dict[bytes, tuple[str, Any]] = {}
    first = 0
    for resource_logs in message.resource_logs:
        resource = _resource(resource_logs.resource)
        whole, start = dict(resource), len(records)
        promoted: dict[str, Any] = {name: resource.pop(name) for name in _PROMOTED if name in resource}
        outer: dict[str, Any] = {"resource": resource} if resource else {}
        if resource_logs.schema_url:
            outer["resource_schema_url"] = resource_logs.schema_url
        for scope_logs in resource_logs.scope_logs:
            scope = _scope(scope_logs.scope)
            inner = {**outer, "scope": scope} if scope else dict(outer)
            if scope_logs.schema_url:
                inner["scope_schema_url"] = scope_logs.schema_url
            logs = list(scope_logs.log_records)
            if not logs:
                continue
            several = together and len(logs) >= FEW
            fields = list(zip(*map(FIELDS if several else _IDS, logs), strict=True))
            bad = faults(fields[:2], _ID_SIZES)
            if bad:
                dead.extend((first + at, logs[at].SerializeToString(), bad[at]) for at in sorted(bad))
                fields = [
                    tuple([value for at, value in enumerate(column) if at not in bad]) for column in fields
                ]
            first += len(logs)
            alive = [log for at, log in enumerate(logs) if at not in bad] if bad else logs
            count = len(records)
            uids = [f"{uid}{index:06d}" for index in range(count, count + len(alive))] if uid else []
            around = Around(promoted, inner, {wire.UID: uids} if uid else {})
            _scope_records(records, alive, fields if several else [], around, known)
        if whole:
            records.resources.append((range(start, len(records)), whole))
    return records, dead


def _scope_records(
    records: Batch,
    logs: Sequence[Any],
    fields: Sequence[Sequence[Any]],
    around: Around,
    known: dict[bytes, tuple[str, Any]],
) -> None:
    """Add the records of the logs of one scope."""
    first = len(records)
    sheets = sheets_of(logs, fields, around, _RENDERING) if fields else []
    read: dict[int, dict[str, Any]] = {}
    for sheet in sheets:
        read.update(zip(sheet.rows, sheet.records, strict=True))
        sheet.rows = [first + row for row in sheet.rows] if first else sheet.rows
    records.sheets += sheets
    if len(sheets) == 1 and len(read) == len(logs):
        records += sheets[0].records
        return
    for row, log in enumerate(logs):
        record = read.get(row)
        if record is None:
            record = _record(log, around.promoted, around.behind, known)
            record.update([(key, column[row]) for key, column in around.last.items()])
        records.append(record)


def _record(
    log: Any, promoted: dict[str, Any], around: dict[str, Any], known: dict[bytes, tuple[str, Any]]
) -> dict[str, Any]:
    number, severity, name = log.severity_number, log.severity_text, log.event_name
    time, observed = log.time_unix_nano, log.observed_time_unix_nano
    record: dict[str, Any] = {
        "timestamp": _timestamp(time or observed),
        "level": _level(number, severity),
    }
    if log.HasField("body"):
        body = _value(log.body)
        record["event" if type(body) is str and not name else "body"] = body
    if name:
        record["event"] = name
    record.update(promoted)
    if log.trace_id:
        record["trace_id"] = log.trace_id.hex()
    if log.span_id:
        record["span_id"] = log.span_id.hex()
    if log.flags:
        record["trace_flags"] = log.flags & 0xFF
    if number:
        record["severity_number"] = number
    if observed and time:
        record["observed_timestamp"] = _timestamp(observed)
    clashing: dict[str, Any] = {}
    for raw in log.attributes:
        pair = known.get(raw)
        if pair is None:
            pair = simple(raw)
            if pair is None:
                message = KeyValue.FromString(raw)
                pair = message.key, _value(message.value)
            elif len(raw) < _REPEATED and len(known) < _MAX_KNOWN:
                known[raw] = pair
        key, value = pair
        if key in record or key in RESERVED:
            clashing[key] = value
        else:
            record[key] = value
    if clashing:
        record["attributes"] = clashing
    record.update(around)
    return record


def _resource(resource: Resource) -> dict[str, Any]:
    out = {pair.key: _value(pair.value) for pair in resource.attributes}
    if resource.entity_refs:
        out["entity_refs"] = [
            {
                "schema_url": ref.schema_url,
                "type": ref.type,
                "id_keys": list(ref.id_keys),
                "description_keys": list(ref.description_keys),
            }
            for ref in resource.entity_refs
        ]
    return out


def _scope(scope: InstrumentationScope) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if scope.name:
        out["name"] = scope.name
    if scope.version:
        out["version"] = scope.version
    if scope.attributes:
        out["attributes"] = {pair.key: _value(pair.value) for pair in scope.attributes}
    return out


def _value(value: AnyValue) -> Any:
    kind = value.WhichOneof("value")
    if kind == "string_value":
        return value.string_value
    if kind is None or kind == "string_value_strindex":  # an index into a dictionary that log requests lack
        return None
    if kind == "array_value":
        return [_value(item) for item in value.array_value.values]
    if kind == "kvlist_value":
        return {pair.key: _value(pair.value) for pair in value.kvlist_value.values}
    if kind == "bytes_value":
        try:
            return value.bytes_value.decode()
        except UnicodeDecodeError:
            return f"<BYTES:{len(value.bytes_value)}>"  # not text: cannot be examined, so it is not passed on
    return getattr(value, kind)


def _level(number: int, severity: str) -> str:
    return severity or (_LEVELS[min(max(number - 1, 0) // 4, 5)] if number else "info")


def _timestamp(nanoseconds: int) -> str:
    """Render epoch nanoseconds as RFC 3339 with nine digits; 0 (unknown) gives ""."""
    if not nanoseconds:
        return ""
    seconds, rest = divmod(nanoseconds, 1_000_000_000)
    second = _second(seconds)
    return f"{second}.{rest:09d}Z" if second else ""


def _timestamps(nanoseconds: Sequence[int]) -> list[str]:
    """The same for many."""
    least, greatest = min(nanoseconds), max(nanoseconds)
    first, last = least // 1_000_000_000, greatest // 1_000_000_000
    shown = {second: _second(second) for second in range(first, min(last, first + _FEW_SECONDS) + 1)}
    if first < _TEN_DIGITS or last >= 10 * _TEN_DIGITS or last not in shown or not all(shown.values()):
        return list(map(_timestamp, nanoseconds))
    # All have nineteen digits, of which the last nine are the rest of a second: written and changed as one text.
    text = f", {str(list(nanoseconds))[1:-1]}"
    for second, start in shown.items():
        text = text.replace(f", {second}", f"Z\0{start}.")
    return f"{text}Z".split("\0")[1:]


@lru_cache(maxsize=256)
def _second(seconds: int) -> str:
    try:
        return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}"
    except (OverflowError, ValueError):
        return ""  # beyond year 9999: as good as unknown


_RENDERING: Final = Rendering(_timestamps, _level, _value, RESERVED)
