"""From lines to messages: the one background thread between the buffer and the transport.

It cuts what the buffer holds into batches within the wire limits, hands each to the transport and keeps the
books: taken = delivered + lost + buffered + in flight. A message that surely was not stored is sent again
before any newer one; after `MAX_ATTEMPTS`, or when the outcome is unknown, it is lost and counted.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from opentelemetry import context
from opentelemetry.context import _SUPPRESS_INSTRUMENTATION_KEY

from emitters import wire
from emitters.buffer import Buffer
from emitters.errors import Closed, Rejected, TransportError
from emitters.header import Draft, finish, size_of
from emitters.transport import Message, Transport

__all__ = ["MAX_ATTEMPTS", "Batch", "Books", "Sender", "cut"]

MAX_ATTEMPTS: Final = 5
RETRY_SECONDS: Final = 0.5
LOST_SHUTDOWN: Final = "shutdown"

Report = Callable[[Mapping[str, Mapping[str, int]], Mapping[str, int]], bytes]
"""Renders one `emitters.dropped` record from the counts of dropped and lost records so far."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One message with its place in the order and its number of tries so far."""

    number: int
    message: Message
    attempts: int


@dataclass(frozen=True, slots=True)
class Books:
    """Where every record taken so far is: taken = delivered + lost + buffered + in flight."""

    taken: int
    delivered: int
    lost: dict[str, int]
    buffered_records: int
    buffered_bytes: int
    in_flight: int


def cut(items: Iterable[bytes | Draft]) -> Iterator[tuple[bytes, int, int]]:
    """Cut records, in order, into NDJSON bodies of at most 500 records and 256 kB.

    The lines of drafts are made batch by batch: all that waits at once would be in memory twice.

    Args:
        items: Rendered records without line ends, each within `wire.MAX_RECORD_BYTES`, and drafts of such.

    Yields:
        Body, number of records, and their bytes as the buffer reckons with them.
    """
    lines: list[bytes] = []
    size = reckoned = 0
    for item in items:
        line = item if isinstance(item, bytes) else finish(item)
        if lines and (len(lines) == wire.MAX_BATCH_RECORDS or size + len(line) + 1 > wire.MAX_BATCH_BYTES):
            yield b"\n".join(lines) + b"\n", len(lines), reckoned
            lines, size, reckoned = [], 0, 0
        lines.append(line)
        size += len(line) + 1
        reckoned += size_of(item)
    if lines:
        yield b"\n".join(lines) + b"\n", len(lines), reckoned


class Sender:
    """Takes lines from the buffer and gives messages to the transport, on a thread of its own."""

    def __init__(
        self,
        buffer: Buffer,
        transport: Transport,
        *,
        topic: str,
        key: bytes,
        producer_id: str,
        report: Report,
        report_seconds: float,
    ) -> None:
        self._buffer = buffer
        self._transport = transport
        self._topic = topic
        self._key = key
        self._producer_id = producer_id
        self._report = report
        self._report_seconds = report_seconds
        self._settled = threading.Condition()
        self._retries: list[Batch] = []
        self._unsettled: set[int] = set()
        self._retry_at = 0.0
        self._sequence = 0
        self._reported = 0
        self._reported_at = time.monotonic()
        self._given_up = False
        self.delivered = 0
        self.in_flight = 0
        self.reports = 0
        self.lost: Counter[str] = Counter()
        self._thread = threading.Thread(target=self._run, name="scrubline-sender", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def _run(self) -> None:
        # A client library that is instrumented would otherwise trace the pipeline with itself.
        context.attach(context.set_value(_SUPPRESS_INSTRUMENTATION_KEY, value=True))
        while not self._given_up:
            items = self._buffer.wait(
                self._idle_seconds(), wire.FLUSH_SECONDS, wire.MAX_BATCH_RECORDS, wire.MAX_BATCH_BYTES
            )
            self._send_retries()
            for body, records, reckoned in cut(items):
                self._send_new(body, records, reckoned)
            self._report_drops()

    def _idle_seconds(self) -> float | None:
        """How long to sleep when there is no record: until the next retry or report is due, or for ever."""
        due = [self._retry_at] if self._retries else []
        if self._unreported():
            due.append(self._reported_at + self._report_seconds)
        return max(0.0, min(due) - time.monotonic()) if due else None

    def _send_new(self, body: bytes, records: int, reckoned: int) -> None:
        while self._retries and not self._given_up:
            # Newer messages wait behind the ones that are tried again, so order and memory stay bounded.
            time.sleep(max(0.0, self._retry_at - time.monotonic()))
            self._send_retries()
        message = Message(
            topic=self._topic,
            value=body,
            key=self._key,
            headers=(
                (wire.HEADER_CONTENT_TYPE, wire.CONTENT_TYPE_NDJSON.encode()),
                (wire.HEADER_SCHEMA, wire.SCHEMA.encode()),
                (wire.HEADER_COUNT, b"%d" % records),
                (wire.HEADER_BATCH_ID, f"{self._producer_id}-b{self._sequence}".encode()),
            ),
            records=records,
        )
        batch = Batch(self._sequence, message, attempts=1)
        self._sequence += 1
        with self._settled:
            if self._given_up:
                return
            self._buffer.release(records, reckoned)
            self.in_flight += records
        self._send(batch)

    def _send_retries(self) -> None:
        if time.monotonic() < self._retry_at:
            return
        with self._settled:
            batches, self._retries = sorted(self._retries, key=lambda batch: batch.number), []
        for batch in batches:
            self._send(replace(batch, attempts=batch.attempts + 1))

    def _send(self, batch: Batch) -> None:
        self._unsettled.add(batch.number)
        try:
            self._transport.send(batch.message, lambda error: self._done(batch, error))
        except Exception:  # noqa: BLE001 - a transport that breaks its contract must not end this thread
            self._done(batch, Rejected())

    def _done(self, batch: Batch, error: TransportError | None) -> None:
        records = batch.message.records
        with self._settled:
            if self._given_up or batch.number not in self._unsettled:
                return
            self._unsettled.discard(batch.number)
            if error is None:
                self.delivered += records
                self.in_flight -= records
            elif error.transient and batch.attempts < MAX_ATTEMPTS:
                self._retries.append(batch)
                self._retry_at = time.monotonic() + RETRY_SECONDS
            else:
                self.lost[LOST_SHUTDOWN if isinstance(error, Closed) else error.reason] += records
                self.in_flight -= records
            self._settled.notify_all()
        if error is not None:
            self._buffer.wake()

    def _unreported(self) -> bool:
        return self._buffer.dropped_total + sum(self.lost.values()) > self._reported

    def _report_drops(self) -> None:
        """Say how much was dropped or lost, at most once per `report_seconds`."""
        if time.monotonic() >= self._reported_at + self._report_seconds and not self._buffer.closed:
            self._report_now()

    def _report_now(self) -> None:
        if self._unreported():
            self._reported = self._buffer.dropped_total + sum(self.lost.values())
            self._reported_at = time.monotonic()
            self._buffer.force(self._report(self._buffer.dropped, dict(self.lost)))
            self.reports += 1

    def wait_settled(self, timeout_seconds: float) -> bool:
        """Wait until as many records are delivered or lost as were taken before this call.

        Returns:
            Whether that was reached in time.
        """
        goal = self._buffer.taken
        self._buffer.wake()
        with self._settled:
            return self._settled.wait_for(
                lambda: self.delivered + sum(self.lost.values()) >= goal, timeout_seconds
            )

    def stop(self, timeout_seconds: float) -> None:
        """Send what is left, then end the thread; what is not settled at the deadline is counted as lost."""
        deadline = time.monotonic() + timeout_seconds
        if not self._buffer.closed:
            self._report_now()
        self._buffer.close()
        self.wait_settled(timeout_seconds)
        with self._settled:
            self._given_up = True
            self._write_off()
        self._transport.close(max(0.0, deadline - time.monotonic()))
        self._buffer.wake()
        self._thread.join(max(0.1, deadline - time.monotonic()))

    def _write_off(self) -> None:
        """What was taken and not settled is lost: nothing is sent any more."""
        rest = self._buffer.taken - self.delivered - sum(self.lost.values())
        if rest:
            self.lost[LOST_SHUTDOWN] += rest
        self.in_flight = 0
        self._buffer.discard()

    def snapshot(self) -> Books:
        """The books at one moment."""
        with self._settled:
            if self._given_up:
                # A log call that met the end may have added its record since.
                self._write_off()
            held_records, held_bytes = self._buffer.held
            return Books(
                taken=self._buffer.taken,
                delivered=self.delivered,
                lost=dict(self.lost),
                buffered_records=held_records,
                buffered_bytes=held_bytes,
                in_flight=self.in_flight,
            )
