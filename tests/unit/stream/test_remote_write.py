"""Remote write: encoding of both protocols, negotiation, and the sorting of answers."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import cramjam
import pytest

from stream.derive.series import Exemplar, TimeSeries
from stream.errors import SinkUnavailable
from stream.sinks.remote_write import RemoteWriteSink
from stream.sinks.remote_write_request import Version, encode_write, split_writes
from stream.sinks.sink import UNKNOWN, DeadEntry, Delivery
from stream.testing.receivers import Fault
from stream.testing.remote_write_receiver import ReceivedExemplar, RemoteWriteReceiver, decode_write

START_MS = 1_763_000_010_000
TRACE = "ab" * 16


def series(name: str, *values: float, exemplar: float | None = None) -> TimeSeries:
    return TimeSeries(
        (("__name__", name), ("le", "0.5"), ("partition", "3")),
        tuple((value, START_MS + step * 15_000) for step, value in enumerate(values)),
        () if exemplar is None else (Exemplar(TRACE, exemplar, START_MS - 5),),
        "histogram",
        "seconds",
        "How long.",
    )


def with_sink(
    receiver: RemoteWriteReceiver, work: Callable[[RemoteWriteSink], Awaitable[Any]], **settings: Any
) -> Any:
    """Run `work` with a sink on an open receiver, and stop both."""

    async def run() -> Any:
        async with receiver:
            sink = RemoteWriteSink(receiver.write_url, **settings)
            try:
                return await work(sink)
            finally:
                await sink.close()

    return asyncio.run(run())


@pytest.mark.parametrize("version", ["2.0", "1.0"])
def test_what_is_encoded_is_what_is_read(version: Version) -> None:
    """Labels, samples, exemplars, type and unit survive the wire, floats bit for bit."""
    values = (0.0, 0.1 + 0.2, 2.0**53, 5e-324, math.pi)
    (found,) = decode_write(
        encode_write([series("a_bucket", *values, exemplar=0.3)], version), version_2=version == "2.0"
    )
    assert found.labels == (("__name__", "a_bucket"), ("le", "0.5"), ("partition", "3"))
    assert found.samples == [(value, START_MS + step * 15_000) for step, value in enumerate(values)]
    assert found.exemplars == [ReceivedExemplar((("trace_id", TRACE),), 0.3, START_MS - 5)]
    if version == "2.0":
        assert (found.kind, found.unit) == (3, "seconds")


def test_symbols_are_written_once() -> None:
    """Strings that series share stand once in a 2.0 request, which is why it is smaller."""
    many = [series(f"metric_{number}", 1.0) for number in range(200)]
    raw = cramjam.snappy.decompress_raw
    body = bytes(raw(encode_write(many, "2.0")))
    assert body.count(b"partition") == 1
    assert len(body) < len(bytes(raw(encode_write(many, "1.0")))) / 2


def test_requests_are_bounded_and_keep_series_whole() -> None:
    """Samples of one series stay together, in time order; no request is longer than asked for otherwise."""
    many = [series(f"m{number}", *range(number % 7 + 1)) for number in range(50)]
    writes = list(split_writes(many, 10))
    assert [one for write in writes for one in write] == many
    assert all(sum(len(one.samples) for one in write) <= 10 for write in writes)


@pytest.mark.parametrize("speaks", ["1.0", "silent-1.0"])
def test_old_receiver_gets_the_old_protocol(speaks: Any) -> None:
    """415, or a 2xx without the headers of 2.0, means 1.0: the same samples go out again, once for all."""
    receiver = RemoteWriteReceiver(speaks=speaks)

    async def work(sink: RemoteWriteSink) -> None:
        assert await sink.deliver([series("a", 1.0)]) == Delivery(1)
        assert await sink.deliver([series("b", 1.0, 2.0)]) == Delivery(2)
        assert sink.version == "1.0"

    with_sink(receiver, work)
    assert receiver.request_count == 3
    assert sum(len(values) for values in receiver.samples.values()) == 3


def test_partial_write_is_believed_and_not_repeated() -> None:
    """A 400 that says how many samples were stored is taken at its word; the rest is dead, nothing is resent."""
    receiver = RemoteWriteReceiver(
        refuse=lambda labels, _value, _ms: "out of bounds" if ("__name__", "b") in labels else None
    )
    delivery = with_sink(receiver, lambda sink: sink.deliver([series("a", 1.0, 2.0), series("b", 1.0)]))
    assert delivery == Delivery(2, (DeadEntry(UNKNOWN, UNKNOWN, 1, "out_of_bounds"),))
    assert receiver.request_count == 1


def test_refused_exemplars_are_no_lost_samples() -> None:
    """A 400 about exemplars alone leaves every sample delivered; exemplars are counted apart."""
    receiver = RemoteWriteReceiver(refuse_exemplars=True)

    async def work(sink: RemoteWriteSink) -> None:
        assert await sink.deliver([series("a", 1.0, exemplar=0.2)]) == Delivery(1)
        assert (sink.written.exemplars_stored, sink.written.exemplars_refused) == (0, 1)

    with_sink(receiver, work)


def test_400_from_an_unknown_receiver_tries_the_old_protocol_once() -> None:
    """A first 400 without the headers of 2.0 may be an old receiver's; after that, 1.0 answers stand."""
    receiver = RemoteWriteReceiver()
    receiver.fail(Fault(status=400), Fault(status=400))
    delivery = with_sink(receiver, lambda sink: sink.deliver([series("a", 1.0)]))
    assert delivery == Delivery(0, (DeadEntry(UNKNOWN, UNKNOWN, 1, "rejected"),))
    # The third is an empty write, which it takes: so it was these samples.
    assert receiver.request_count == 3


def test_who_refuses_everything_says_nothing_of_the_protocol() -> None:
    """What was answered behind a wrong address changes neither what is believed of the receiver nor any count."""
    receiver = RemoteWriteReceiver()

    async def work(sink: RemoteWriteSink) -> None:
        for faults in ([Fault(status=400)] * 3, [Fault(status=400), Fault(status=503)]):
            receiver.fail(*faults)
            with pytest.raises(SinkUnavailable):
                await sink.deliver([series("a", 1.0, exemplar=0.2)])
            assert sink.version == "2.0"
        assert await sink.deliver([series("a", 1.0, exemplar=0.2)]) == Delivery(1)
        assert (sink.written.exemplars_stored, sink.written.exemplars_refused) == (1, 0)

    with_sink(receiver, work)


def test_known_receiver_keeps_its_protocol() -> None:
    """Once a receiver has shown that it speaks 2.0, an error of it does not change the protocol."""
    receiver = RemoteWriteReceiver()

    async def work(sink: RemoteWriteSink) -> None:
        await sink.deliver([series("a", 1.0)])
        receiver.fail(Fault(status=400, body="duplicate sample for timestamp"))
        assert await sink.deliver([series("b", 1.0)]) == Delivery(
            0, (DeadEntry(UNKNOWN, UNKNOWN, 1, "duplicate"),)
        )
        assert sink.version == "2.0"

    with_sink(receiver, work)


def test_one_request_is_in_flight() -> None:
    """Deliveries that meet wait for each other, so a series' samples cannot overtake one another."""
    receiver = RemoteWriteReceiver(keep_requests=50)

    async def work(sink: RemoteWriteSink) -> None:
        batches: Sequence[list[TimeSeries]] = [[series("a", *range(n + 1))] for n in range(10)]
        await asyncio.gather(*(sink.deliver(batch) for batch in batches))

    with_sink(receiver, work)
    lengths = [len(decode_write(r.body, version_2=True)[0].samples) for r in receiver.requests]
    assert lengths == list(range(1, 11))
