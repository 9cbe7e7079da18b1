"""Rules of the span path: every span has one fate, messages are bounded, nothing blocks or raises into the service."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.context import _SUPPRESS_INSTRUMENTATION_KEY, get_value
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExportResult
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from structlog.testing import capture_logs

import emitters
from emitters import wire
from emitters.errors import Rejected, Unavailable
from emitters.span_processor import BoundedSpanProcessor
from emitters.spans import KafkaSpanExporter, SpanStats
from emitters.testing import MemoryTransport
from emitters.transport import Message, OnDone

TOPIC = "scrubline.raw.spans"


@pytest.fixture
def transport() -> Iterator[MemoryTransport]:
    transport = MemoryTransport()
    yield transport
    transport.unblock()
    transport.close(1.0)


def spans_of(sizes: list[int]) -> list[ReadableSpan]:
    """One finished span per size, each with an attribute of that many characters."""
    kept = InMemorySpanExporter()
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(kept))
    tracer = provider.get_tracer("test")
    for index, size in enumerate(sizes):
        tracer.start_span(f"span {index}", attributes={"filler": "x" * size}).end()
    provider.shutdown()
    return list(kept.get_finished_spans())


def names(messages: tuple[Message, ...]) -> list[str]:
    return [
        span.name
        for message in messages
        for resource in ExportTraceServiceRequest.FromString(message.value).resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]


def test_a_batch_is_one_otlp_message(transport: MemoryTransport) -> None:
    """The body is an ExportTraceServiceRequest, the headers say so, and the batch id counts up."""
    exporter = KafkaSpanExporter(transport, TOPIC, key=b"host-1")
    assert exporter.export(spans_of([1, 1])) is SpanExportResult.SUCCESS
    assert exporter.export(spans_of([1])) is SpanExportResult.SUCCESS

    first, second = transport.messages
    assert names((first,)) == ["span 0", "span 1"]
    assert (first.topic, first.key, first.records) == (TOPIC, b"host-1", 2)
    headers = dict(first.headers)
    producer, _, sequence = headers.pop(wire.HEADER_BATCH_ID).decode().partition("-")
    assert headers == {
        wire.HEADER_CONTENT_TYPE: wire.CONTENT_TYPE_OTLP_SPANS.encode(),
        wire.HEADER_SCHEMA: wire.SCHEMA.encode(),
        wire.HEADER_COUNT: b"2",
    }
    assert (len(producer), sequence) == (16, "0")
    assert dict(second.headers)[wire.HEADER_BATCH_ID].decode() == f"{producer}-1"
    assert exporter.stats() == SpanStats(taken=3, delivered=3)


def test_a_batch_over_the_limit_is_halved(transport: MemoryTransport) -> None:
    """No message is over the limit, and no span is lost or doubled by halving."""
    exporter = KafkaSpanExporter(transport, TOPIC, max_bytes=3_000)
    result = exporter.export(spans_of([500] * 20))

    assert result is SpanExportResult.SUCCESS
    assert all(len(message.value) <= 3_000 for message in transport.messages)
    assert names(transport.messages) == [f"span {index}" for index in range(20)]


def test_a_span_over_the_limit_is_lost_alone(transport: MemoryTransport) -> None:
    """One oversize span is counted as lost with its reason; its neighbours are delivered."""
    exporter = KafkaSpanExporter(transport, TOPIC, max_bytes=3_000)
    result = exporter.export(spans_of([10, 5_000, 10]))

    assert result is SpanExportResult.FAILURE
    assert names(transport.messages) == ["span 0", "span 2"]
    assert exporter.stats() == SpanStats(taken=3, delivered=2, lost={"oversize": 1})


def test_a_refusal_is_counted_by_its_reason(transport: MemoryTransport) -> None:
    """A permanent error loses the message's spans, once, under the transport's reason."""
    transport.fail_next(Rejected())
    exporter = KafkaSpanExporter(transport, TOPIC)

    assert exporter.export(spans_of([1, 1])) is SpanExportResult.FAILURE
    assert exporter.stats() == SpanStats(taken=2, lost={"rejected": 2})


def test_what_was_surely_not_stored_is_sent_again(transport: MemoryTransport) -> None:
    """A transient error is retried within the deadline, and the same message with the same batch id goes again."""
    transport.fail_next(Unavailable(), Unavailable())
    pauses: list[float] = []
    exporter = KafkaSpanExporter(transport, TOPIC, pause=pauses.append)

    assert exporter.export(spans_of([1])) is SpanExportResult.SUCCESS
    assert len(pauses) == 2
    assert exporter.stats() == SpanStats(taken=1, delivered=1)


class Silent:
    """A transport that takes messages and acknowledges them only when told."""

    def __init__(self) -> None:
        self.waiting: list[OnDone] = []
        self.suppressed: list[object] = []

    def send(self, message: Message, on_done: OnDone) -> None:  # noqa: ARG002 -- the contract's argument
        self.suppressed.append(get_value(_SUPPRESS_INSTRUMENTATION_KEY))
        self.waiting.append(on_done)

    def flush(self, timeout_seconds: float) -> bool:  # noqa: ARG002 -- the contract's argument
        return not self.waiting

    def close(self, timeout_seconds: float) -> None:
        """Nothing to let go of."""

    def abandon(self) -> None:
        """Nothing to forget."""


def test_a_late_acknowledgement_is_counted_when_it_comes() -> None:
    """At the deadline the export fails and the spans are in flight; the acknowledgement still settles them, once."""
    transport = Silent()
    exporter = KafkaSpanExporter(transport, TOPIC, timeout_seconds=0.01)
    assert exporter.export(spans_of([1, 1])) is SpanExportResult.FAILURE
    assert exporter.stats().in_flight == 2

    transport.waiting.pop()(None)
    assert exporter.stats() == SpanStats(taken=2, delivered=2)


def test_instrumentation_is_suppressed_while_sending() -> None:
    """The sending of traces is not traced, and the suppression ends with the export."""
    transport = Silent()
    KafkaSpanExporter(transport, TOPIC, timeout_seconds=0.01).export(spans_of([1]))

    assert transport.suppressed == [True]
    assert get_value(_SUPPRESS_INSTRUMENTATION_KEY) is None


def test_losses_are_reported_in_a_record(transport: MemoryTransport) -> None:
    """A loss is said in a record with the counts so far, and not again until there is more to say."""
    transport.fail_next(Rejected())
    exporter = KafkaSpanExporter(transport, TOPIC)
    with capture_logs() as logs:
        exporter.export(spans_of([1]))
        exporter.export(spans_of([1]))

    (said,) = [log for log in logs if log["event"] == "emitters.spans_lost"]
    assert said["scrubline.spans_lost"] == {"rejected": 1}


def test_a_full_queue_drops_and_counts(transport: MemoryTransport) -> None:
    """While the transport blocks, ending a span never waits; what finds no room is lost as `queue_full`."""
    exporter = KafkaSpanExporter(transport, TOPIC)
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(
        BoundedSpanProcessor(exporter, queue_spans=4, batch_spans=2, schedule_seconds=0.01),
    )
    tracer = provider.get_tracer("test")
    transport.block()
    try:
        for _ in range(2):
            tracer.start_span("first").end()
        assert transport.wait_blocked(5.0)
        for _ in range(10):
            tracer.start_span("more").end()
        assert exporter.stats().lost == {"queue_full": 6}
    finally:
        transport.unblock()
        provider.shutdown()
    assert exporter.stats() == SpanStats(taken=12, delivered=6, lost={"queue_full": 6})


def test_a_span_after_shutdown_is_counted(transport: MemoryTransport) -> None:
    """A span that ends after the shutdown is lost as `shutdown`, not silently."""
    exporter = KafkaSpanExporter(transport, TOPIC)
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(BoundedSpanProcessor(exporter))
    late = provider.get_tracer("test").start_span("late")
    provider.shutdown()
    late.end()

    assert exporter.stats() == SpanStats(taken=1, lost={"shutdown": 1})


def test_configure_tracing_shares_the_transport_of_the_logs(transport: MemoryTransport) -> None:
    """Spans carry the resource of the logs, a log inside a span its ids, and shutdown flushes both."""
    emitters.configure(service_name="svc", service_instance_id="i-1", environment="test", transport=transport)
    try:
        provider = emitters.configure_tracing(set_global=False, resource={"zone": "a"})
        with provider.get_tracer("test").start_as_current_span("work") as span:
            emitters.get_logger().info("inside")
    finally:
        emitters.shutdown()

    (record,) = transport.records
    assert record["span_id"] == f"{span.get_span_context().span_id:016x}"
    (message,) = [message for message in transport.messages if message.topic == TOPIC]
    (resource,) = ExportTraceServiceRequest.FromString(message.value).resource_spans
    found: dict[str, Any] = {each.key: each.value.string_value for each in resource.resource.attributes}
    expected = {
        "service.name": "svc",
        "service.instance.id": "i-1",
        "deployment.environment.name": "test",
        "zone": "a",
    }
    assert expected.items() <= found.items()
    assert message.key == b"i-1"
    assert emitters.span_stats() == SpanStats(taken=1, delivered=1)


def test_shutdown_keeps_its_deadline(transport: MemoryTransport) -> None:
    """With a broker that never answers, shutdown ends in time and the spans are counted as lost, not forgotten."""
    emitters.configure(service_name="svc", transport=transport)
    provider = emitters.configure_tracing(set_global=False)
    transport.block()
    provider.get_tracer("test").start_span("stuck").end()
    began = time.monotonic()
    emitters.shutdown(0.2)

    assert time.monotonic() - began < 5.0
    with_deadline(lambda: emitters.span_stats().in_flight == 0)
    assert emitters.span_stats() == SpanStats(taken=1, lost={"closed": 1})


def with_deadline(reached: Callable[[], bool]) -> None:
    """Wait for what another thread is about to do."""
    deadline = time.monotonic() + 10
    while not reached():
        assert time.monotonic() < deadline
        threading.Event().wait(0.005)


def test_a_forked_child_has_books_and_batch_ids_of_its_own(tmp_path: Path) -> None:
    """A child made by fork delivers its own spans under another producer id and repeats none of its parent's."""
    code = f"""
import os
import emitters
from emitters.file import FileTransport

emitters.configure(
    service_name="svc",
    transport=lambda: FileTransport({str(tmp_path / "raw")!r}, raw_content_allowed=True),
)
tracer = emitters.configure_tracing(set_global=False).get_tracer("test")
tracer.start_span("parent").end()
child = os.fork()
tracer.start_span("child" if child == 0 else "parent").end()
emitters.shutdown()
stats = emitters.span_stats()
assert (stats.taken, stats.delivered, stats.lost) == ((1, 1, {{}}) if child == 0 else (2, 2, {{}})), stats
if child:
    assert os.waitpid(child, 0)[1] == 0
else:
    os._exit(0)
"""
    subprocess.run([sys.executable, "-W", "ignore::DeprecationWarning", "-c", code], check=True, timeout=60)
    lines = [json.loads(line) for line in (tmp_path / "raw").read_bytes().splitlines()]
    bodies = [ExportTraceServiceRequest.FromString(base64.b64decode(line["body"])) for line in lines]
    found = Counter(
        span.name
        for body in bodies
        for each in body.resource_spans
        for scope in each.scope_spans
        for span in scope.spans
    )
    assert found == {"parent": 2, "child": 1}
