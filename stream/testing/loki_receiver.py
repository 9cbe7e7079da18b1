"""A receiver that speaks Loki's push API, in protobuf and JSON, and stores as Loki stores."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import cramjam
from aiohttp import web

from stream.testing.protobuf import as_bytes, as_int, protobuf_fields
from stream.testing.receivers import Receiver, Request

__all__ = ["LokiEntry", "LokiReceiver"]

UID_METADATA: Final = "log_record_uid"


@dataclass(frozen=True, slots=True)
class LokiEntry:
    """One stored line. Two equal ones are one to Loki.

    Attributes:
        stream: Label set as it was sent, such as `{level="info"}`.
        timestamp_ns: Epoch nanoseconds.
        line: The text.
        metadata: Structured metadata, sorted.
    """

    stream: str
    timestamp_ns: int
    line: str
    metadata: tuple[tuple[str, str], ...]


class LokiReceiver(Receiver):
    """Keeps pushed entries once each, as Loki does, and counts repeats.

    Args:
        refuse: Says why an entry is refused, in Loki's words, or None to store it.
        keep_entries: Keep whole entries; otherwise only their uids are counted.
        port: To listen on, 0 for any free one.
        keep_requests: Keep the last so many requests as they came.

    Attributes:
        entries: Stored entries, in order of arrival.
        uids: How often each `log_record_uid` was stored as a different entry: 1 each, if all is well.
        repeats: Entries that were stored already.
        refused: Entries refused, repeats of them included.
    """

    path = "/loki/api/v1/push"

    def __init__(
        self,
        *,
        refuse: Callable[[LokiEntry], str | None] | None = None,
        keep_entries: bool = True,
        port: int = 0,
        keep_requests: int = 0,
    ) -> None:
        super().__init__(port=port, keep_requests=keep_requests)
        self.entries: list[LokiEntry] = []
        self.uids: Counter[str] = Counter()
        self.repeats = 0
        self.refused = 0
        self._refuse = refuse
        self._keep_entries = keep_entries
        self._seen: set[int] = set()

    def receive(self, request: Request) -> web.Response:
        """Store a push; answers 204, or 400 when an entry was refused and the others are stored."""
        try:
            if request.headers.get("Content-Type", "").startswith("application/json"):
                entries = list(_from_json(request.body))
            else:
                entries = list(_from_protobuf(bytes(cramjam.snappy.decompress_raw(request.body))))
        except (ValueError, KeyError, cramjam.DecompressionError):
            return web.Response(status=400, text="push request could not be decoded")
        reasons: list[str] = []
        for entry in entries:
            if self._refuse is not None and (reason := self._refuse(entry)):
                reasons.append(reason)
            else:
                self._store(entry)
        self.refused += len(reasons)
        if reasons:
            return web.Response(
                status=400, text=f"{reasons[0]}, total ignored: {len(reasons)} out of {len(entries)}"
            )
        return web.Response(status=204)

    def _store(self, entry: LokiEntry) -> None:
        identity = hash(entry)
        if identity in self._seen:
            self.repeats += 1
            return
        self._seen.add(identity)
        if self._keep_entries:
            self.entries.append(entry)
        uid = dict(entry.metadata).get(UID_METADATA)
        if uid is not None:
            self.uids[uid] += 1


def _from_json(body: bytes) -> Iterator[LokiEntry]:
    for stream in json.loads(body)["streams"]:
        labels = ", ".join(f"{name}={json.dumps(value)}" for name, value in sorted(stream["stream"].items()))
        for timestamp, line, *metadata in stream["values"]:
            pairs = tuple(sorted(metadata[0].items())) if metadata else ()
            yield LokiEntry("{" + labels + "}", int(timestamp), line, pairs)


def _from_protobuf(body: bytes) -> Iterator[LokiEntry]:
    for _, stream in protobuf_fields(body):
        labels = ""
        for number, value in protobuf_fields(as_bytes(stream)):
            if number == 1:
                labels = as_bytes(value).decode()
            elif number == 2:
                yield _entry(labels, as_bytes(value))


def _entry(labels: str, body: bytes) -> LokiEntry:
    timestamp_ns, line = 0, ""
    metadata: list[tuple[str, str]] = []
    for number, value in protobuf_fields(body):
        if number == 1:
            parts = dict(protobuf_fields(as_bytes(value)))
            timestamp_ns = as_int(parts.get(1, 0)) * 1_000_000_000 + as_int(parts.get(2, 0))
        elif number == 2:
            line = as_bytes(value).decode()
        elif number == 3:
            pair = dict(protobuf_fields(as_bytes(value)))
            metadata.append((as_bytes(pair.get(1, b"")).decode(), as_bytes(pair.get(2, b"")).decode()))
    return LokiEntry(labels, timestamp_ns, line, tuple(sorted(metadata)))
