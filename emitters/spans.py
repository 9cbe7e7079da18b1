"""OpenTelemetry spans to Kafka: `ExportTraceServiceRequest` bytes on the raw spans topic.

The SDK ends a span -> `BoundedSpanProcessor` queues it -> its thread calls `KafkaSpanExporter.export` -> transport;
`emitters.tracing` puts them together. Every sampled span has one fate, and `stats` balances:
taken = delivered + lost by reason + in flight.
"""

from __future__ import annotations

import os
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import structlog
from opentelemetry.context import _SUPPRESS_INSTRUMENTATION_KEY, attach, detach, set_value
from opentelemetry.exporter.otlp.proto.common.trace_encoder import encode_spans
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult

from emitters import wire
from emitters.errors import Oversize, TransportError, Unavailable
from emitters.guard import record_fault
from emitters.transport import Message, Transport

__all__ = ["KafkaSpanExporter", "SpanStats"]

EXPORT_SECONDS: Final = 10.0
REPORT_SECONDS: Final = 10.0
RETRY_SECONDS: Final = 0.5


@dataclass(frozen=True, slots=True)
class SpanStats:
    """Fates of the sampled spans of this process.

    Attributes:
        taken: Spans that ended.
        delivered: Acknowledged by the transport.
        lost: By reason: `queue_full`, `shutdown`, `encode`, or the `reason` of a `TransportError`.
    """

    taken: int = 0
    delivered: int = 0
    lost: dict[str, int] = field(default_factory=dict)

    @property
    def in_flight(self) -> int:
        """Neither delivered nor lost yet."""
        return self.taken - self.delivered - sum(self.lost.values())


class KafkaSpanExporter(SpanExporter):
    """Sends batches of spans and waits for the acknowledgement of each.

    Args:
        transport: Where messages go; also used by others, so it is flushed but never closed here.
        topic: Full topic name, prefix included.
        key: Partition key, or None for any partition.
        max_bytes: Most bytes of one message; a larger batch is halved, a single larger span is lost as `oversize`.
        timeout_seconds: How long one export waits for its acknowledgements. Spans not settled by then stay in
            flight and are counted when the transport settles them; the export reports failure.
        clock: Monotonic seconds.
        pause: Waits between two tries, seconds.
    """

    def __init__(
        self,
        transport: Transport,
        topic: str,
        *,
        key: bytes | None = None,
        max_bytes: int = wire.MAX_BATCH_BYTES,
        timeout_seconds: float = EXPORT_SECONDS,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._pause = pause
        self._transport = transport
        self._topic = topic
        self._key = key
        self._max_bytes = max_bytes
        self._timeout = timeout_seconds
        self._clock = clock
        self._start_process()

    def _start_process(self) -> None:
        """Begin the books of this process: a forked child repeats neither its parent's batch ids nor its counts."""
        self._process = os.getpid()
        self._producer = uuid.uuid4().hex[:16]
        self._sequence = 0
        self._change = threading.Condition()
        self._taken = 0
        self._delivered = 0
        self._lost = Counter[str]()
        self._reported = 0
        self._next_report = self._clock()

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Send `spans` and wait until they are acknowledged, lost, or the time is up. Never raises."""
        if os.getpid() != self._process:
            self._start_process()
        # Without this an instrumented Kafka client would trace the sending of traces.
        token = attach(set_value(_SUPPRESS_INSTRUMENTATION_KEY, True))
        try:
            batch = _Batch(len(spans))
            with self._change:
                self._taken += len(spans)
            self._send(spans, batch)
            return SpanExportResult.SUCCESS if self._wait(batch) else SpanExportResult.FAILURE
        finally:
            self._report()
            detach(token)

    def lose(self, count: int, reason: str) -> None:
        """Count spans that were taken from the service but never reached `export`."""
        with self._change:
            self._taken += count
            self._lost[reason] += count

    def stats(self) -> SpanStats:
        """The fates so far."""
        with self._change:
            return SpanStats(self._taken, self._delivered, dict(self._lost))

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        """Wait until everything handed over is settled. Returns False when the time ran out."""
        return self._transport.flush(timeout_millis / 1000)

    def shutdown(self, timeout_millis: int = 5_000) -> None:
        """Flush once more; the transport belongs to its owner and stays open."""
        self._transport.flush(timeout_millis / 1000)

    def _send(self, spans: Sequence[ReadableSpan], batch: _Batch) -> None:
        try:
            body = encode_spans(spans).SerializeToString()
        except Exception as error:  # noqa: BLE001 -- a span with an attribute that cannot be encoded
            record_fault("emitters.spans.encode", error)
            body = None
        if body is not None and len(body) <= self._max_bytes:
            self._attempt(self._message(body, len(spans)), batch)
        elif len(spans) > 1:
            middle = len(spans) // 2
            self._send(spans[:middle], batch)
            self._send(spans[middle:], batch)
        else:
            self._settle(batch, 1, "encode" if body is None else Oversize.reason)

    def _message(self, body: bytes, count: int) -> Message:
        batch_id = f"{self._producer}-{self._sequence}"
        self._sequence += 1
        headers = (
            (wire.HEADER_CONTENT_TYPE, wire.CONTENT_TYPE_OTLP_SPANS.encode()),
            (wire.HEADER_SCHEMA, wire.SCHEMA.encode()),
            (wire.HEADER_COUNT, str(count).encode()),
            (wire.HEADER_BATCH_ID, batch_id.encode()),
        )
        return Message(self._topic, body, self._key, headers, count)

    def _attempt(self, message: Message, batch: _Batch) -> None:
        self._transport.send(message, lambda error: self._done(message, batch, error))

    def _done(self, message: Message, batch: _Batch, error: TransportError | None) -> None:
        if error is not None and error.transient:
            with self._change:
                if not batch.abandoned:
                    batch.retries.append(message)
                    self._change.notify_all()
                    return
        self._settle(batch, message.records, None if error is None else error.reason)

    def _settle(self, batch: _Batch, count: int, reason: str | None) -> None:
        with self._change:
            if reason is None:
                self._delivered += count
            else:
                self._lost[reason] += count
                batch.failed = True
            batch.pending -= count
            self._change.notify_all()

    def _wait(self, batch: _Batch) -> bool:
        """Wait for the batch to be settled, sending again what surely was not stored."""
        deadline = self._clock() + self._timeout
        while (left := deadline - self._clock()) > 0:
            with self._change:
                self._change.wait_for(lambda: not batch.pending or batch.retries, left)
                if not batch.pending:
                    break
                again, batch.retries = batch.retries, []
            if again:
                self._pause(min(RETRY_SECONDS, left))
            for message in again:
                self._attempt(message, batch)
        with self._change:
            batch.abandoned = True
            given_up, batch.retries = batch.retries, []
        for message in given_up:
            self._settle(batch, message.records, Unavailable.reason)
        return not batch.pending and not batch.failed

    def _report(self) -> None:
        now = self._clock()
        with self._change:
            lost = dict(self._lost)
            total = sum(lost.values())
            if total == self._reported or now < self._next_report:
                return
            self._reported = total
            self._next_report = now + REPORT_SECONDS
        structlog.get_logger().warning("emitters.spans_lost", **{"scrubline.spans_lost": lost})


@dataclass(slots=True)
class _Batch:
    """One export on its way; guarded by its exporter's condition."""

    pending: int
    failed: bool = False
    retries: list[Message] = field(default_factory=list)
    abandoned: bool = False
