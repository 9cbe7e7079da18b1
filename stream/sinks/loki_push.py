"""Encode for Loki: clean log messages become push requests. Pure: the same message gives the same bytes.

Loki drops an entry whose stream, timestamp, line and structured metadata it has already, so a push may be
repeated as long as all four are functions of the record and its origin alone, as they are here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final

import cramjam
import msgspec

from emitters import genai, wire
from stream.messages import CleanMessage
from stream.sinks.protobuf import bytes_field, varint_field
from stream.sinks.sink import DeadEntry
from stream.timestamps import epoch_ns

__all__ = [
    "DEFAULT_LABELS",
    "DEFAULT_METADATA",
    "Entry",
    "Shape",
    "encode_push",
    "plan_entries",
    "split_pushes",
]

DEFAULT_LABELS: Final = MappingProxyType(
    {
        "service_name": "service.name",
        "level": "level",
        "environment": "deployment.environment.name",
    }
)
"""Index labels by the record field they come from. Few and of few values: each combination is a stream."""

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

LEVELS: Final = MappingProxyType(
    {
        name: name
        for name in ("trace", "debug", "info", "notice", "warning", "error", "critical", "fatal", "emergency")
    }
    | {"warn": "warning", "err": "error", "exception": "error", "information": "info"}
)

# Loki's default limits (docs: configuration, limits_config).
MAX_LABEL_VALUE_BYTES: Final = 2048
MAX_METADATA_VALUE_BYTES: Final = 4096
LABEL_NAME: Final = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")

_NS_PER_MS: Final = 1_000_000
_CONTROL: Final = re.compile("[\x00-\x1f\x7f\u0080-\u009f\u2028\u2029]")
_decoder: Final = msgspec.json.Decoder()
_encoder: Final = msgspec.json.Encoder()


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
    _decode: Any = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        fields = ["timestamp", *self.labels.values(), *self.metadata.values()]
        names = {name: f"f{position}" for position, name in enumerate(dict.fromkeys(fields))}
        # Only the wanted fields are decoded; the parser skips over the rest of the line.
        head = msgspec.defstruct(
            "Head",
            [(attribute, Any, None) for attribute in names.values()],
            rename={attribute: name for name, attribute in names.items()},
        )
        decode = msgspec.json.Decoder(head).decode
        pick = attrgetter(*(names[name] for name in fields))
        object.__setattr__(self, "_decode", lambda line: pick(decode(line)))


@dataclass(frozen=True, slots=True)
class Entry:
    """One log line on its way to Loki.

    Attributes:
        stream: Rendered label set.
        timestamp_ns: Epoch nanoseconds.
        body: The protobuf `EntryAdapter`.
        message: Position of its message in the batch.
        index: Position of its record in that message.
    """

    stream: str
    timestamp_ns: int
    body: bytes = field(repr=False)
    message: int
    index: int


def plan_entries(messages: Sequence[CleanMessage], shape: Shape) -> tuple[list[Entry], list[DeadEntry]]:
    """Turn clean log messages into entries, sorted by stream and time.

    Returns:
        The entries, and the records that Loki could never take.
    """
    entries: list[Entry] = []
    dead: list[DeadEntry] = []
    decode = shape._decode  # noqa: SLF001 - the shape's compiled half
    names = list(shape.labels)
    metadata_names = list(shape.metadata)
    behind_ns, ahead_ns = int(shape.max_behind_seconds * 1e9), int(shape.max_ahead_seconds * 1e9)
    streams: dict[tuple[object, ...], str] = {}
    for position, message in enumerate(messages):
        append_ns = message.origin.append_ms * _NS_PER_MS
        for index, line in enumerate(message.value.splitlines() if message.value else ()):
            try:
                timestamp, *values = decode(line)
            except msgspec.DecodeError:
                dead.append(DeadEntry(position, index, 1, "undecodable"))
                continue
            kept = line if len(line) <= shape.max_line_bytes else cut_line(line, shape.max_line_bytes)
            if kept is None:
                dead.append(DeadEntry(position, index, 1, "line_too_long"))
                continue
            own_ns = epoch_ns(timestamp)
            if own_ns is None:
                timestamp_ns, original = append_ns, b""
            elif -behind_ns <= own_ns - append_ns <= ahead_ns:
                timestamp_ns, original = own_ns, b""
            else:
                timestamp_ns, original = append_ns, _pair(ORIGINAL_TIMESTAMP, str(own_ns))
            labels = tuple(value if isinstance(value, str) else None for value in values[: len(names)])
            stream = streams.get(labels)
            if stream is None:
                stream = streams[labels] = render_labels(zip(names, labels, strict=True))
            body = b"".join(
                (
                    _timestamp(timestamp_ns),
                    bytes_field(2, kept),
                    *(
                        _pair(name, text)
                        for name, value in zip(metadata_names, values[len(names) :], strict=True)
                        if (text := _text(value))
                    ),
                    original,
                )
            )
            entries.append(Entry(stream, timestamp_ns, body, position, index))
    entries.sort(key=lambda entry: (entry.stream, entry.timestamp_ns, entry.message, entry.index))
    return entries, dead


def encode_push(entries: Sequence[Entry]) -> bytes:
    """A snappy-compressed `PushRequest` of entries that are sorted by stream."""
    parts: list[bytes] = []
    start = 0
    for end in range(1, len(entries) + 1):
        if end == len(entries) or entries[end].stream != entries[start].stream:
            body = bytes_field(1, entries[start].stream.encode()) + b"".join(
                bytes_field(2, entry.body) for entry in entries[start:end]
            )
            parts.append(bytes_field(1, body))
            start = end
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


def render_labels(pairs: Iterator[tuple[str, str | None]] | Sequence[tuple[str, str | None]]) -> str:
    """A label set as Loki parses it: sorted, empty values left out, one label at least."""
    shown: dict[str, str] = {}
    for name, value in pairs:
        if name == "level":
            # The level is whatever a logger was told; the label takes known ones only.
            shown[name] = LEVELS.get((value or "").lower(), "unknown")
        elif text := cut_bytes(_CONTROL.sub(" ", value or "").strip(), MAX_LABEL_VALUE_BYTES):
            shown[name] = text
    if not shown:
        shown["service_name"] = "unknown_service"
    quoted = (
        f'{name}="{value.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))}"'
        for name, value in sorted(shown.items())
    )
    return "{" + ", ".join(quoted) + "}"


def cut_bytes(text: str, limit: int) -> str:
    """Shorten a text to so many UTF-8 bytes, a mark at its end showing it."""
    encoded = text.encode("utf-8", "replace")
    if len(encoded) <= limit:
        return encoded.decode()
    room = limit - len(wire.TRUNCATION_MARK.encode())
    return encoded[:room].decode("utf-8", "ignore") + wire.TRUNCATION_MARK


def cut_line(line: bytes, limit: int) -> bytes | None:
    """Shorten a JSON line by cutting its long strings; None when that is not enough."""
    record = _decoder.decode(line)
    longest = limit // 2
    while longest >= 64:
        cut = _encoder.encode(_cut_strings(record, longest))
        if len(cut) <= limit:
            return cut
        longest //= 2
    return None


def _cut_strings(node: object, longest: int) -> object:
    if isinstance(node, str):
        return node if len(node) <= longest else node[:longest] + wire.TRUNCATION_MARK
    if isinstance(node, dict):
        return {key: _cut_strings(value, longest) for key, value in node.items()}
    if isinstance(node, list):
        return [_cut_strings(value, longest) for value in node]
    return node


def _text(value: object) -> str:
    if isinstance(value, str):
        return cut_bytes(value, MAX_METADATA_VALUE_BYTES)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(value)
    return ""


def _pair(name: str, value: str) -> bytes:
    return bytes_field(3, bytes_field(1, name.encode()) + bytes_field(2, value.encode()))


def _timestamp(timestamp_ns: int) -> bytes:
    seconds, nanoseconds = divmod(timestamp_ns, 1_000_000_000)
    body = varint_field(1, seconds) + (varint_field(2, nanoseconds) if nanoseconds else b"")
    return bytes_field(1, body)
