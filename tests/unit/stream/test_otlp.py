"""OTLP traces: joining requests and the sorting of answers."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from stream.messages import CleanMessage, Origin
from stream.sinks.otlp import OtlpTraceSink, encode_request, join_requests
from stream.sinks.sink import UNKNOWN, DeadEntry, Delivery
from stream.testing.otlp_receiver import OtlpTraceReceiver
from stream.testing.receivers import Fault


def message(offset: int, spans: int) -> CleanMessage:
    request = ExportTraceServiceRequest()
    for number in range(spans):
        span = request.resource_spans.add().scope_spans.add().spans.add(name=f"{offset}.{number}")
        span.trace_id = offset.to_bytes(16)
        span.span_id = (number + 1).to_bytes(8)
    origin = Origin("spans", "0", 0, offset, offset - 1, 1_763_000_000_000)
    return CleanMessage(0, offset, origin, request.SerializeToString(), spans, "p")


def with_sink(
    receiver: OtlpTraceReceiver, work: Callable[[OtlpTraceSink], Awaitable[Any]], **settings: Any
) -> Any:
    """Run `work` with a sink on an open receiver, and stop both."""

    async def run() -> Any:
        async with receiver:
            sink = OtlpTraceSink(receiver.url, **settings)
            try:
                return await work(sink)
            finally:
                await sink.close()

    return asyncio.run(run())


def test_joined_requests_are_one_request() -> None:
    """The bytes of several requests, one after the other, are the request with all their spans."""
    batch = [message(1, 2), message(2, 0), message(3, 1)]
    (parts,) = join_requests(batch, 10_000)
    joined = ExportTraceServiceRequest.FromString(gzip.decompress(encode_request(parts)))
    names = [span.name for resource in joined.resource_spans for span in resource.scope_spans[0].spans]
    assert names == ["1.0", "1.1", "3.0"]
    assert [position for position, _ in parts] == [0, 2]


def test_joining_is_bounded_in_bytes() -> None:
    """No joined request is over the limit, unless one message is by itself; order is kept."""
    batch = [message(n, n) for n in range(12)]
    groups = list(join_requests(batch, 300))
    assert [position for parts in groups for position, _ in parts] == list(range(1, 12))
    assert all(sum(len(m.value) for _, m in parts) <= 300 or len(parts) == 1 for parts in groups)


def test_partial_success_is_counted_and_never_sent_again() -> None:
    """Spans that the backend refuses in a 200 are dead; the request is not repeated."""
    receiver = OtlpTraceReceiver(refuse=lambda span: span.name == "1.1")
    delivery = with_sink(receiver, lambda sink: sink.deliver([message(1, 3), message(2, 2)]))
    assert delivery == Delivery(4, (DeadEntry(UNKNOWN, UNKNOWN, 1, "rejected_by_backend"),))
    assert receiver.request_count == 1


def test_partial_success_of_one_message_names_it() -> None:
    """When only one message was sent, the refused spans are that message's."""
    receiver = OtlpTraceReceiver(refuse=lambda span: span.name == "1.1")
    delivery = with_sink(receiver, lambda sink: sink.deliver([message(1, 3)]))
    assert delivery.dead == (DeadEntry(0, UNKNOWN, 1, "rejected_by_backend"),)


def test_refused_request_is_halved_to_the_guilty_message() -> None:
    """After a 400 to a joined request, only the message that is refused by itself is dead."""
    receiver = OtlpTraceReceiver()
    # Whole of four, its first half, then the first message of that half.
    receiver.fail(Fault(status=400), Fault(status=400), Fault(status=413))
    delivery = with_sink(receiver, lambda sink: sink.deliver([message(n, 2) for n in range(1, 5)]))
    assert delivery == Delivery(6, (DeadEntry(0, UNKNOWN, 2, "too_large"),))
    assert len(receiver.spans) == 6


def test_500_is_not_sent_again() -> None:
    """The OTLP specification lets 429, 502, 503 and 504 be repeated, and 500 not."""
    receiver = OtlpTraceReceiver()
    receiver.fail(Fault(status=500))
    delivery = with_sink(receiver, lambda sink: sink.deliver([message(1, 2)]))
    assert delivery == Delivery(0, (DeadEntry(0, UNKNOWN, 2, "http_500"),))
    assert receiver.request_count == 1


def test_answer_in_another_shape_is_success() -> None:
    """A 2xx whose body is no protobuf answer has taken everything."""
    receiver = OtlpTraceReceiver()
    receiver.fail(Fault(status=200, body="{}", store=True))
    assert with_sink(receiver, lambda sink: sink.deliver([message(1, 2)])) == Delivery(2)
