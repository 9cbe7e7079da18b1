"""OTLP log requests as records: used by `decode` for foreign topics.

Every string of the request finds a place in the record, so that the redaction after it sees the whole surface.
Resource attributes that our own records carry (`service.name` and the like) move to the top level.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, InstrumentationScope, KeyValue
from opentelemetry.proto.resource.v1.resource_pb2 import Resource

from redaction.otlp_wire import opaque, simple
from stream.otlp_log_columns import Rendering, records_alike

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
_TRACE_ID_BYTES: Final = 16
_SPAN_ID_BYTES: Final = 8
_LEVELS: Final = ("debug", "debug", "info", "warning", "error", "critical")  # by severity number / 4


class OtlpLogError(ValueError):
    """The bytes are no `ExportLogsServiceRequest`."""


def records_of(
    request: bytes, *, together: bool = True
) -> tuple[list[dict[str, Any]], list[tuple[int, bytes]]]:
    """Turn an OTLP log request into records.

    Args:
        request: `ExportLogsServiceRequest` in protobuf.
        together: Whether records with the same attributes may be read together, which changes the speed and nothing
            else.

    Returns:
        The records, and for each log record whose trace or span id has a wrong length its index and its bytes.

    Raises:
        OtlpLogError: The bytes are no such request.
    """
    try:
        message = _Request.FromString(request)
        return _records(message, together=together)
    except (DecodeError, UnicodeDecodeError):
        raise OtlpLogError from None  # the cause quotes the payload


def _records(message: Any, *, together: bool) -> tuple[list[dict[str, Any]], list[tuple[int, bytes]]]:
    records: list[dict[str, Any]] = []
    dead: list[tuple[int, bytes]] = []
    known: dict[bytes, tuple[str, Any]] = {}
    index = -1
    for resource_logs in message.resource_logs:
        resource = _resource(resource_logs.resource)
        promoted: dict[str, Any] = {name: resource.pop(name) for name in _PROMOTED if name in resource}
        around: dict[str, Any] = {"resource": resource} if resource else {}
        if resource_logs.schema_url:
            around["resource_schema_url"] = resource_logs.schema_url
        for scope_logs in resource_logs.scope_logs:
            scope = _scope(scope_logs.scope)
            inner = {**around, "scope": scope} if scope else dict(around)
            if scope_logs.schema_url:
                inner["scope_schema_url"] = scope_logs.schema_url
            alive: list[Any] = []
            for log in scope_logs.log_records:
                index += 1
                trace_id, span_id = log.trace_id, log.span_id
                if len(trace_id) not in (0, _TRACE_ID_BYTES) or len(span_id) not in (0, _SPAN_ID_BYTES):
                    dead.append((index, log.SerializeToString()))
                else:
                    alive.append(log)
            read = records_alike(alive, promoted, inner, _RENDERING) if together else [None] * len(alive)
            records.extend(
                _record(log, promoted, inner, known) if record is None else record
                for log, record in zip(alive, read, strict=True)
            )
    return records, dead


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
    if min(nanoseconds) < 1_000_000_000:
        return list(map(_timestamp, nanoseconds))
    # The last nine digits are the rest: to divide costs three times as much.
    digits = list(map(str, nanoseconds))
    seconds = {second: _second(int(second)) for second in {text[:-9] for text in digits}}
    if not all(seconds.values()):
        return list(map(_timestamp, nanoseconds))
    return [f"{seconds[text[:-9]]}.{text[-9:]}Z" for text in digits]


@lru_cache(maxsize=256)
def _second(seconds: int) -> str:
    try:
        return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}"
    except (OverflowError, ValueError):
        return ""  # beyond year 9999: as good as unknown


_RENDERING: Final = Rendering(_timestamps, _level, _value, RESERVED)
