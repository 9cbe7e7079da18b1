"""The SDK's batch processor for spans, with a bound whose losses are counted.

Stands between the SDK, which ends spans on the service's threads, and `KafkaSpanExporter`.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from typing import Final

from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult

from emitters.spans import KafkaSpanExporter

__all__ = ["BoundedSpanProcessor"]

QUEUE_SPANS: Final = 16_384
"""Spans that may wait: at 1 kB each the memory of a log buffer, and several seconds of a busy service."""
BATCH_SPANS: Final = 512
SCHEDULE_SECONDS: Final = 1.0


class BoundedSpanProcessor(BatchSpanProcessor):
    """The SDK's batch processor with its losses counted.

    The SDK's queue drops its oldest span when full and only warns. Here a span that finds the queue full is not let
    in, and is counted in the exporter's books.

    Args:
        exporter: Where batches go.
        queue_spans: Most spans that wait.
        batch_spans: Most spans of one export.
        schedule_seconds: Longest wait before a batch that is not full goes.
    """

    def __init__(
        self,
        exporter: KafkaSpanExporter,
        *,
        queue_spans: int = QUEUE_SPANS,
        batch_spans: int = BATCH_SPANS,
        schedule_seconds: float = SCHEDULE_SECONDS,
    ) -> None:
        self._waiting = _Waiting(exporter, queue_spans)
        super().__init__(
            self._waiting,
            max_queue_size=queue_spans,
            schedule_delay_millis=schedule_seconds * 1000,
            max_export_batch_size=min(batch_spans, queue_spans),
        )

    def on_end(self, span: ReadableSpan) -> None:
        """Queue a finished span if it was sampled and there is room."""
        if span.context is not None and span.context.trace_flags.sampled and self._waiting.admit():
            super().on_end(span)

    def shutdown(self) -> None:
        """Export what waits, then refuse and count what still comes."""
        self._waiting.closed = True
        super().shutdown()  # type: ignore[no-untyped-call]  # the SDK left this one method bare


class _Waiting(SpanExporter):
    """Counts the spans between `on_end` and `export`: the SDK's queue has no public length."""

    def __init__(self, exporter: KafkaSpanExporter, limit: int) -> None:
        self.closed = False
        self._exporter = exporter
        self._limit = limit
        self._start_process()

    def _start_process(self) -> None:
        # The SDK clears its queue in a forked child; the parent still has those spans.
        self._process = os.getpid()
        self._lock = threading.Lock()
        self._count = 0

    def admit(self) -> bool:
        """Make room for one span, or count it as lost."""
        if os.getpid() != self._process:
            self._start_process()
        with self._lock:
            if not self.closed and self._count < self._limit:
                self._count += 1
                return True
        self._exporter.lose(1, "shutdown" if self.closed else "queue_full")
        return False

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        with self._lock:
            self._count -= len(spans)
        return self._exporter.export(spans)

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        return self._exporter.force_flush(timeout_millis)

    def shutdown(self, timeout_millis: int = 5_000) -> None:
        self._exporter.shutdown(timeout_millis)
