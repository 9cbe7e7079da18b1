"""OTLP log requests as records: used by `decode` for foreign topics.

Every string of the request finds a place in the record, so that the redaction after it sees the whole surface.
Resource attributes that our own records carry (`service.name` and the like) move to the top level. Requests are read
together, those of one service in the same columns: a small one alone takes twice as much for each record.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import KeyValue

from emitters import wire
from redaction.otlp.ids import IdFault
from redaction.otlp.wire import opaque, simple
from redaction.walk.sheets import Batch
from stream.gate.otlp_log_columns import Around, sheets_of
from stream.gate.otlp_log_fields import RESERVED, level_of, timestamp_of, value_of
from stream.gate.otlp_log_pools import Below, Pool, pooled

__all__ = ["DeadLog", "OtlpLogError", "Read", "read_requests", "records_of"]

_Request: Final = opaque(
    ExportLogsServiceRequest.DESCRIPTOR, "opentelemetry.proto.logs.v1.LogRecord", "attributes"
)
_REPEATED: Final = 96
"""Attributes up to so many bytes are looked up first: they may have stood in a record before."""
_MAX_KNOWN: Final = 4_096


class OtlpLogError(ValueError):
    """The bytes are no `ExportLogsServiceRequest`."""


class DeadLog(NamedTuple):
    """A log record whose trace or span id is none: its number in the request, its bytes, and why."""

    number: int
    value: bytes
    reason: IdFault


class Read(NamedTuple):
    """What a request became: the places of its records in the batch, and what of it is no record."""

    records: range
    dead: list[DeadLog]


def records_of(request: bytes, *, uid: str = "", together: bool = True) -> tuple[Batch, list[DeadLog]]:
    """Turn an OTLP log request into records.

    Args:
        request: `ExportLogsServiceRequest` in protobuf.
        uid: How the `log.record.uid` of all records begins, their number in the request follows; "" for none. No
            record has one of its own.
        together: Whether records with the same attributes may be read together, which changes the speed and nothing
            else.

    Returns:
        The records, with their resources, and those log records that are none.

    Raises:
        OtlpLogError: The bytes are no such request.
    """
    try:
        batch, [read] = _read([_Request.FromString(request)], [uid], together=together)
    except (DecodeError, UnicodeDecodeError):
        raise OtlpLogError from None  # the cause quotes the payload
    return batch, read.dead


def read_requests(requests: Sequence[tuple[bytes, str]]) -> tuple[Batch, list[Read | None]]:
    """Turn several OTLP log requests into records of one batch.

    Args:
        requests: Each as `records_of` takes it, with its uid.

    Returns:
        The records of all of them, and for each request where its records stand, one behind the other; None for bytes
        that are no such request.
    """
    try:
        messages = [_Request.FromString(request) for request, _ in requests]
        batch, read = _read(messages, [uid for _, uid in requests], together=True)
    except (DecodeError, UnicodeDecodeError):
        # One that cannot be read leaves the others as they are.
        return _one_by_one(requests)
    return batch, [*read]


def _one_by_one(requests: Sequence[tuple[bytes, str]]) -> tuple[Batch, list[Read | None]]:
    batch = Batch()
    read: list[Read | None] = []
    for request, uid in requests:
        try:
            records, dead = records_of(request, uid=uid)
        except OtlpLogError:
            read.append(None)
            continue
        read.append(Read(range(len(batch), len(batch) + len(records)), dead))
        batch.add(records)
    return batch, read


def _read(messages: Sequence[Any], uids: Sequence[str], *, together: bool) -> tuple[Batch, list[Read]]:
    below, pools = pooled(messages, together=together)
    batch = Batch()
    read: list[Read] = []
    places = 0
    for own, uid in zip(below, uids, strict=True):
        read.append(_place(own, uid, places, batch))
        places = read[-1].records.stop
    batch.extend([{}] * places)
    known: dict[bytes, tuple[str, Any]] = {}
    for pool in pools:
        _fill(batch, pool, known)
    return batch, read


def _place(below: Sequence[Below], uid: str, first: int, batch: Batch) -> Read:
    """Give the records of a request their places in the batch, from the first on, and set aside what is none."""
    place, logs = first, 0
    dead: list[DeadLog] = []
    for resource, stretches in below:
        start = place
        for pool, begin, end in stretches:
            count = end - begin
            if pool.bad:
                bad = [at for at in range(begin, end) if at in pool.bad]
                dead += [
                    DeadLog(logs + at - begin, pool.logs[at].SerializeToString(), pool.bad[at]) for at in bad
                ]
                count -= len(bad)
            pool.places.extend(range(place, place + count))
            if uid:
                number = place - first
                pool.uids.extend([f"{uid}{index:06d}" for index in range(number, number + count)])
            place += count
            logs += end - begin
        if resource:
            batch.resources.append((range(start, place), resource))
    return Read(range(first, place), dead)


def _fill(batch: Batch, pool: Pool, known: dict[bytes, tuple[str, Any]]) -> None:
    """Put the records of a pool where their places are."""
    logs, places = pool.good(), pool.places
    last = {wire.UID: pool.uids} if pool.uids else {}
    around = Around(pool.promoted, pool.behind, last)
    read: set[int] = set()
    for sheet in sheets_of(logs, pool.fields, around) if pool.fields else ():
        read.update(sheet.rows)
        sheet.rows = [places[row] for row in sheet.rows]
        for place, record in zip(sheet.rows, sheet.records, strict=True):
            batch[place] = record
        batch.sheets.append(sheet)
    if len(read) == len(logs):
        return
    for row, log in enumerate(logs):
        if row not in read:
            record = _record(log, pool.promoted, pool.behind, known)
            record.update([(key, column[row]) for key, column in last.items()])
            batch[places[row]] = record


def _record(
    log: Any, promoted: dict[str, Any], around: dict[str, Any], known: dict[bytes, tuple[str, Any]]
) -> dict[str, Any]:
    number, severity, name = log.severity_number, log.severity_text, log.event_name
    time, observed = log.time_unix_nano, log.observed_time_unix_nano
    record: dict[str, Any] = {
        "timestamp": timestamp_of(time or observed),
        "level": level_of(number, severity),
    }
    if log.HasField("body"):
        body = value_of(log.body)
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
        record["observed_timestamp"] = timestamp_of(observed)
    clashing: dict[str, Any] = {}
    for raw in log.attributes:
        pair = known.get(raw)
        if pair is None:
            pair = simple(raw)
            if pair is None:
                message = KeyValue.FromString(raw)
                pair = message.key, value_of(message.value)
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
