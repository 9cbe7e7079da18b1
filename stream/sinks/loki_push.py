"""Encode for Loki: clean log messages become push requests. Pure: the same message gives the same bytes.

Loki drops an entry that equals one in its stream's open block, so stream, timestamp, line and metadata are
functions of the record and its origin alone. Beyond that block (256 kB of the stream by default) a repeat is
stored again and only its `log_record_uid` tells.

The line is the clean record, byte for byte; of it only the few fields that labels and metadata need are decoded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import cramjam
import msgspec

from emitters import genai, wire
from stream.messages import CleanMessage
from stream.sinks.cut import cut_line, cut_text
from stream.sinks.loki_labels import DEFAULT_LABELS, render_labels
from stream.sinks.protobuf import bytes_field, varint, varint_field
from stream.sinks.sink import DeadEntry
from stream.timestamps import epoch_ns

__all__ = ["DEFAULT_METADATA", "Entry", "Planner", "Shape", "encode_push", "plan_entries", "split_pushes"]

DEFAULT_METADATA: Final = MappingProxyType(
    {
        "trace_id": "trace_id",
        "span_id": "span_id",
        "log_record_uid": wire.UID,
        "model": genai.REQUEST_MODEL,
    }
)
"""Structured metadata by record field; everything else is in the line."""

ORIGINAL_TIMESTAMP: Final = "original_timestamp"
"""Metadata of an entry whose own time Loki would refuse: that time, in epoch nanoseconds."""

MAX_METADATA_VALUE_BYTES: Final = 4096
_NS_PER_MS: Final = 1_000_000
_NS_PER_SECOND: Final = 1_000_000_000


@dataclass(frozen=True)
class Shape:
    """How records become entries.

    Attributes:
        labels: Label name to record field.
        metadata: Metadata name to record field.
        max_line_bytes: Longer lines have their long strings cut.
        max_behind_seconds: A record older than its append time by more than this is stored at the append
            time. Loki refuses what is an hour behind a stream's newest entry, so this and
            `max_ahead_seconds` together stay below an hour, with room for partitions that lag differently.
        max_ahead_seconds: The same for records dated after their append time.
    """

    labels: Mapping[str, str] = field(default_factory=lambda: DEFAULT_LABELS)
    metadata: Mapping[str, str] = field(default_factory=lambda: DEFAULT_METADATA)
    max_line_bytes: int = 256 * 1024
    max_behind_seconds: float = 1800.0
    max_ahead_seconds: float = 300.0

    def reader(self) -> Callable[[bytes], tuple[Any, ...]]:
        """A function from a line to its timestamp, label values and metadata values, in that order.

        It raises `msgspec.DecodeError` for a line that is no JSON object.
        """
        fields = ["timestamp", *self.labels.values(), *self.metadata.values()]
        names = {name: f"f{position}" for position, name in enumerate(dict.fromkeys(fields))}
        head = msgspec.defstruct(
            "Head",
            [(attribute, Any, None) for attribute in names.values()],
            rename={attribute: name for name, attribute in names.items()},
        )
        decode = msgspec.json.Decoder(head).decode
        pick = attrgetter(*(names[name] for name in fields))
        return lambda line: pick(decode(line))


class Entry(NamedTuple):
    """One log line on its way to Loki. Entries sort by stream, then time, then place.

    Attributes:
        stream: Rendered label set.
        timestamp_ns: Epoch nanoseconds.
        message: Position of its message in the batch.
        record: Position of its record in that message.
        body: The protobuf `EntryAdapter`.
    """

    stream: str
    timestamp_ns: int
    message: int
    record: int
    body: bytes

    def __repr__(self) -> str:
        """Its place, never its content."""
        return f"Entry({self.message}/{self.record}, {len(self.body)} bytes)"


class Planner:
    """Turns messages into entries of one shape; keeps what it compiled and the label sets it rendered last."""

    _MAX_STREAMS: Final = 10_000

    def __init__(self, shape: Shape) -> None:
        self._read = shape.reader()
        self._labels = list(shape.labels)
        # What stands before a metadata value depends on its length alone, and most values are ids.
        self._metadata = [
            (name, [_head(name, size) for size in range(64)]) for name in map(str.encode, shape.metadata)
        ]
        self._max_line_bytes = shape.max_line_bytes
        self._behind_ns = int(shape.max_behind_seconds * _NS_PER_SECOND)
        self._ahead_ns = int(shape.max_ahead_seconds * _NS_PER_SECOND)
        self._streams: dict[tuple[object, ...], str] = {}

    def plan(self, messages: Sequence[CleanMessage]) -> tuple[list[Entry], list[DeadEntry]]:
        """Entries of clean log messages, sorted by stream and time, and the records Loki could never take."""
        entries: list[Entry] = []
        dead: list[DeadEntry] = []
        for position, message in enumerate(messages):
            append_ns = message.origin.append_ms * _NS_PER_MS
            for index, line in enumerate(message.value.splitlines()):
                try:
                    values = self._read(line)
                except msgspec.DecodeError:
                    dead.append(DeadEntry(position, index, 1, "undecodable"))
                    continue
                kept = line if len(line) <= self._max_line_bytes else cut_line(line, self._max_line_bytes)
                if kept is None:
                    dead.append(DeadEntry(position, index, 1, "line_too_long"))
                    continue
                timestamp_ns, moved = self._time(values[0], append_ns)
                stream = self._stream(values[1 : len(self._labels) + 1])
                body = self._body(timestamp_ns, kept, values[len(self._labels) + 1 :], moved)
                entries.append(Entry(stream, timestamp_ns, position, index, body))
        entries.sort()
        return entries, dead

    def _time(self, value: object, append_ns: int) -> tuple[int, bytes]:
        """The entry's time, and the metadata that tells the record's own where the two differ."""
        own_ns = epoch_ns(value)
        if own_ns is None:
            return append_ns, b""
        if -self._behind_ns <= own_ns - append_ns <= self._ahead_ns:
            return own_ns, b""
        pair = bytes_field(1, ORIGINAL_TIMESTAMP.encode()) + bytes_field(2, str(own_ns).encode())
        return append_ns, bytes_field(3, pair)

    def _stream(self, values: tuple[object, ...]) -> str:
        texts = tuple([value if isinstance(value, str) else None for value in values])
        stream = self._streams.get(texts)
        if stream is None:
            if len(self._streams) >= self._MAX_STREAMS:
                self._streams.clear()
            stream = self._streams[texts] = render_labels(zip(self._labels, texts, strict=True))
        return stream

    def _body(self, timestamp_ns: int, line: bytes, metadata: tuple[object, ...], moved: bytes) -> bytes:
        seconds, nanoseconds = divmod(timestamp_ns, _NS_PER_SECOND)
        time = _seconds(seconds) + (b"\x10" + varint(nanoseconds) if nanoseconds else b"")
        parts = [b"\x0a", varint(len(time)), time, b"\x12", varint(len(line)), line]
        for (name, heads), value in zip(self._metadata, metadata, strict=True):
            if value is not None and (text := _text(value)):
                size = len(text)
                parts += (heads[size] if size < len(heads) else _head(name, size), text)
        parts.append(moved)
        return b"".join(parts)


def plan_entries(messages: Sequence[CleanMessage], shape: Shape) -> tuple[list[Entry], list[DeadEntry]]:
    """Turn clean log messages into entries, sorted by stream and time.

    Returns:
        The entries, and the records that Loki could never take.
    """
    return Planner(shape).plan(messages)


def encode_push(entries: Sequence[Entry]) -> bytes:
    """A snappy-compressed `PushRequest` of entries that are sorted by stream."""
    parts: list[bytes] = []
    for labels, group in groupby(entries, key=lambda entry: entry.stream):
        body = [bytes_field(1, labels.encode())]
        for entry in group:
            body += (b"\x12", varint(len(entry.body)), entry.body)
        stream = b"".join(body)
        parts += (b"\x0a", varint(len(stream)), stream)
    return bytes(cramjam.snappy.compress_raw(b"".join(parts)))


def split_pushes(entries: Sequence[Entry], max_bytes: int, max_entries: int) -> Iterator[Sequence[Entry]]:
    """Cut entries into pushes of at most so many uncompressed bytes and entries, order kept."""
    start = size = 0
    for end, entry in enumerate(entries):
        if end > start and (size + len(entry.body) > max_bytes or end - start == max_entries):
            yield entries[start:end]
            start, size = end, 0
        size += len(entry.body)
    if start < len(entries):
        yield entries[start:]


def _head(name: bytes, size: int) -> bytes:
    """The bytes of a metadata pair up to its value of so many bytes."""
    pair = bytes_field(1, name) + b"\x12" + varint(size)
    return b"\x1a" + varint(len(pair) + size) + pair


@lru_cache(maxsize=1024)
def _seconds(seconds: int) -> bytes:
    return varint_field(1, seconds)


def _text(value: object) -> bytes:
    if isinstance(value, str):
        text = value.encode("utf-8", "replace")
        if len(text) <= MAX_METADATA_VALUE_BYTES:
            return text
        return cut_text(value, MAX_METADATA_VALUE_BYTES).encode()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(value).encode()
    return b""
