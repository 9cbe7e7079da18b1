"""Decode: the bytes of one raw message become records, first stage of the redact app.

How a message is read is told by its `content-type` header or by the setting of its topic, never by trying. A
line that cannot be read does not sink its batch: it is returned as a `Dead` with a reason, the rest goes on.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final, Literal

import msgspec

from emitters import wire
from redaction.policy.shapes import RECORD_UID, joined_shapes
from redaction.walk.sheets import Batch
from stream.gate.otlp_logs import read_requests
from stream.messages import Encoding, RawMessage

__all__ = ["Coded", "Dead", "DeadReason", "Decoded", "decode", "encoding_of"]

DeadReason = Literal[
    "content_type",
    "depth",
    "id_length",
    "id_text",
    "id_zero",
    "not_an_object",
    "not_json",
    "not_otlp",
    "oversize",
    "redaction_failed",
    "schema",
    "watchdog",
]
"""Why something went to `raw.dead`; a closed list."""

_BY_CONTENT_TYPE: Final[dict[bytes, Encoding]] = {
    wire.CONTENT_TYPE_NDJSON.encode(): "ndjson",
    wire.CONTENT_TYPE_JSON.encode(): "json",
    wire.CONTENT_TYPE_OTLP_LOGS.encode(): "otlp_logs",
    wire.CONTENT_TYPE_OTLP_SPANS.encode(): "otlp_spans",
}
_UID: Final = re.compile(RECORD_UID)
_are_uids: Final = joined_shapes(("record_uid",))
"""The same for all records of a message, each uid followed by NUL."""
_OBJECTS: Final = frozenset((dict,))
_OPENS, _CLOSES = b"{}"
_decoder: Final = msgspec.json.Decoder()


@dataclass(frozen=True, slots=True)
class Dead:
    """Something that could not be passed on, with its original bytes: it may only go to the raw zone.

    Attributes:
        reason: From the closed list.
        value: The line, span request or whole message as it came.
        index: Its place in the batch; -1 for the whole message.
        records: How many records or spans it stands for; a message nobody could look into counts as one.
    """

    reason: DeadReason
    value: bytes
    index: int = -1
    records: int = 1

    def __repr__(self) -> str:
        """Reason, place and size, never the content."""
        return f"Dead({self.reason}, index={self.index}, {len(self.value)} bytes)"


@dataclass(frozen=True, slots=True)
class Coded:
    """A raw log message, and how it is read.

    Attributes:
        message: The message.
        encoding: As `encoding_of` found it; never `otlp_spans`.
        lane: Name of the raw partition (`alias/topic id/partition`), for uids of foreign records.
    """

    message: RawMessage
    encoding: Encoding
    lane: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """What one raw log message held: the places of its records in the batch, and what could not be read."""

    records: range
    dead: list[Dead]


def encoding_of(message: RawMessage, default: Encoding) -> Encoding | Dead:
    """How to read a message: its header if it has one, else the setting of its topic.

    Returns:
        The encoding, or a `Dead` for a content type or schema version that is not ours.
    """
    encoding: Encoding = default
    for name, value in message.headers:
        if name == wire.HEADER_SCHEMA and value != wire.SCHEMA.encode():
            return Dead("schema", message.value)
        if name == wire.HEADER_CONTENT_TYPE:
            known = _BY_CONTENT_TYPE.get(value)
            if known is None:
                return Dead("content_type", message.value)
            encoding = known
    return encoding


def decode(coded: Sequence[Coded]) -> tuple[Batch, list[Decoded]]:
    """Read the records of raw log messages.

    Args:
        coded: The messages; an empty value gives no records.

    Returns:
        The records of all of them, each with a `log.record.uid`; and for each message which of them are its own, one
        behind the other.
    """
    batch = Batch()
    decoded = [Decoded(range(0), []) for _ in coded]
    requests: list[int] = []
    for at, (one, out) in enumerate(zip(coded, decoded, strict=True)):
        value = one.message.value
        if not value:
            continue
        if one.encoding == "otlp_logs":
            requests.append(at)
            continue
        records = _decode_lines(value, out.dead) if one.encoding == "ndjson" else _decode_one(value, out.dead)
        _give_uids(records, one.message.offset, one.lane)
        decoded[at] = replace(out, records=range(len(batch), len(batch) + len(records)))
        batch.add(records)
    if requests:
        _decode_requests(coded, requests, batch, decoded)
    return batch, decoded


def _decode_requests(
    coded: Sequence[Coded], places: Sequence[int], batch: Batch, decoded: list[Decoded]
) -> None:
    """Read the OTLP requests among the messages, together."""
    chosen = [coded[at] for at in places]
    first = len(batch)
    records, requests = read_requests(
        [(one.message.value, f"{_prefix(one.lane)}-{one.message.offset}r") for one in chosen]
    )
    batch.add(records)
    for at, one, read in zip(places, chosen, requests, strict=True):
        if read is None:
            decoded[at].dead.append(Dead("not_otlp", one.message.value))
        else:
            own = range(first + read.records.start, first + read.records.stop)
            decoded[at] = Decoded(own, [Dead(log.reason, log.value, log.number) for log in read.dead])


def _decode_lines(value: bytes, dead: list[Dead]) -> list[dict[str, Any]]:
    try:
        records = _decoder.decode_lines(value)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        records = None  # at least one bad line: find it below
    if records is not None and _one_a_line(value, len(records)) and set(map(type, records)) <= _OBJECTS:
        return records
    good: list[dict[str, Any]] = []
    for index, line in enumerate(value.split(b"\n")):
        if not line.strip():
            continue
        record = _decode_object(line, index)
        if isinstance(record, Dead):
            dead.append(record)
        else:
            good.append(record)
    return good


def _decode_one(value: bytes, dead: list[Dead]) -> list[dict[str, Any]]:
    record = _decode_object(value, -1)
    if isinstance(record, Dead):
        dead.append(record)
        return []
    return [record]


def _one_a_line(value: bytes, records: int) -> bool:
    """Whether that many records stand in as many lines: the decoder of many takes two in a line, and one over two.

    Within a record a line cannot end with `}` where the next begins with `{`.
    """
    find, last = value.find, len(value) - 1
    at, lines = find(b"\n"), 1
    while 0 <= at < last:
        # Numbers, not slices: in the usual message this is asked for every line.
        if not at or value[at - 1] != _CLOSES or value[at + 1] != _OPENS:
            return False
        at, lines = find(b"\n", at + 1), lines + 1
    return records == lines


def _decode_object(line: bytes, index: int) -> dict[str, Any] | Dead:
    try:
        record = _decoder.decode(line)
    except RecursionError:
        return Dead("depth", line, index)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Dead("not_json", line, index)
    return record if type(record) is dict else Dead("not_an_object", line, index)


def _give_uids(records: list[dict[str, Any]], offset: int, lane: str) -> None:
    """Give every record that has no well-shaped uid one that every replay gives it again."""
    uids: list[Any] = [record.get(wire.UID) for record in records]
    if set(map(type, uids)) <= {str}:
        joined = "\0".join((*uids, ""))
        # A uid with a NUL of its own could look like two.
        if joined.count("\0") == len(uids) and _are_uids(joined):
            return
    prefix = _prefix(lane)
    for index, record in enumerate(records):
        uid = record.get(wire.UID)
        if type(uid) is not str or not _UID.fullmatch(uid):
            record[wire.UID] = f"{prefix}-{offset}r{index:06d}"


@lru_cache(maxsize=1_024)
def _prefix(lane: str) -> str:
    """The producer id of records that came without one: a raw partition stands in for it."""
    digest = hashlib.blake2b(lane.encode(), digest_size=8).hexdigest()
    return "abcdef"[int(digest[0], 16) % 6] + digest[1:]
