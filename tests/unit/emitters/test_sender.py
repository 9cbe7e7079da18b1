"""Batches, retries and the books of the sender."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emitters import wire
from emitters.buffer import Buffer
from emitters.errors import Oversize, Rejected, TransportError, Unacknowledged, Unavailable
from emitters.header import Draft, finish, size_of
from emitters.sender import Books, Sender, cut
from emitters.testing import MemoryTransport
from emitters.transport import Message, OnDone, Transport


@contextmanager
def running(transport: Transport, buffer: Buffer, report_seconds: float = 3600.0) -> Iterator[Sender]:
    sender = Sender(
        buffer,
        transport,
        topic="t.raw.logs",
        key=b"instance",
        producer_id="p",
        report=lambda dropped, lost: msgspec.json.encode({"dropped": dropped, "lost": lost}),
        report_seconds=report_seconds,
    )
    sender.start()
    try:
        yield sender
    finally:
        sender.stop(0.5)


def balanced(books: Books) -> bool:
    return (
        books.taken == books.delivered + sum(books.lost.values()) + books.buffered_records + books.in_flight
    )


@given(st.lists(st.binary(min_size=1, max_size=300).map(lambda b: b.replace(b"\n", b" ")), max_size=1_200))
@settings(deadline=None, max_examples=30)
def test_cutting_keeps_every_line_once_in_order(lines: list[bytes]) -> None:
    """However lines are cut, their sequence stays what it was, and each body is within the limits."""
    bodies = list(cut(lines))
    assert [line for body, _, _ in bodies for line in body.split(b"\n")[:-1]] == lines
    for body, records, size in bodies:
        assert body.count(b"\n") == records <= wire.MAX_BATCH_RECORDS
        assert len(body) <= wire.MAX_BATCH_BYTES
        assert size == len(body) - records


def test_drafts_are_cut_as_their_lines_would_be() -> None:
    """A batch is as long as its lines are, and gives back the room that its drafts were reckoned with."""
    drafts: list[Draft] = [Draft(1_500, 0, b'Z",', number, "x" * 1_000, {}) for number in range(600)]
    found = list(cut(drafts))
    assert [(body, records) for body, records, _ in found] == [
        (body, records) for body, records, _ in cut(list(map(finish, drafts)))
    ]
    assert len(found) > 1
    assert sum(size for _, _, size in found) == sum(map(size_of, drafts))


def test_a_batch_ends_before_the_byte_that_would_be_too_many() -> None:
    """The limit of 256 kB holds with the line ends counted."""
    half = b"x" * (wire.MAX_BATCH_BYTES // 2 - 1)
    assert [records for _, records, _ in cut([half, half, half])] == [2, 1]
    assert [records for _, records, _ in cut([half, half + b"x", half])] == [1, 1, 1]


def test_a_message_carries_the_agreed_headers() -> None:
    """Content type, schema, count and batch id are on every message; the key is the instance."""
    transport, buffer = MemoryTransport(), Buffer(1_000, 1_000_000)
    with running(transport, buffer) as sender:
        buffer.put(b"{}", "info")
        assert sender.wait_settled(10)
        buffer.put(b"{}", "info")
        assert sender.wait_settled(10)
    first, second = transport.messages
    assert first.topic == "t.raw.logs"
    assert first.key == b"instance"
    assert dict(first.headers) == {
        "content-type": b"application/x-ndjson",
        "schema": b"1",
        "count": b"1",
        "batch-id": b"p-b0",
    }
    assert dict(second.headers)["batch-id"] == b"p-b1"


def test_what_was_surely_not_stored_is_sent_again_first() -> None:
    """A transient failure loses nothing and does not let newer records overtake."""
    transport, buffer = MemoryTransport(), Buffer(10_000, 10_000_000)
    transport.fail_next(Unavailable(), Unavailable())
    with running(transport, buffer) as sender:
        for index in range(1_200):
            buffer.put(b"%d" % index, "info")
        assert sender.wait_settled(20)
        books = sender.snapshot()
    assert books.delivered == 1_200
    assert books.lost == {}
    assert sorted(int(line) for m in transport.messages for line in m.value.split()) == list(range(1_200))


@pytest.mark.parametrize("error", [Oversize(), Unacknowledged(), Rejected()])
def test_what_cannot_be_sent_again_is_lost_with_its_reason(error: TransportError) -> None:
    """A permanent or unknown outcome is counted, and the next message goes on."""
    transport, buffer = MemoryTransport(), Buffer(1_000, 1_000_000)
    transport.fail_next(error)
    with running(transport, buffer) as sender:
        buffer.put(b"1", "info")
        assert sender.wait_settled(10)
        buffer.put(b"2", "info")
        assert sender.wait_settled(10)
        assert sender.snapshot() == Books(2, 1, {error.reason: 1}, 0, 0, 0)


def test_drops_are_reported_by_a_record_when_room_returns() -> None:
    """A full buffer is never silent: one record says how many fell, by reason and level."""
    transport, buffer = MemoryTransport(), Buffer(3, 1_000_000)
    transport.block()
    with running(transport, buffer, report_seconds=0.01) as sender:
        buffer.put(b"{}", "info")
        assert transport.wait_blocked(10)
        for level in ("info", "info", "info", "error", "debug"):
            buffer.put(b"{}", level)
        transport.unblock()
        assert sender.wait_settled(10)
        wait_for(lambda: b"dropped" in transport.messages[-1].value)
    last = transport.messages[-1].value.splitlines()[-1]
    assert last == b'{"dropped":{"full":{"debug":1,"error":1}},"lost":{}}'


def test_the_report_is_written_once() -> None:
    """The report of drops causes no further report."""
    transport, buffer = MemoryTransport(), Buffer(1, 1_000_000)
    with running(transport, buffer, report_seconds=0.01) as sender:
        buffer.drop("failed", "info")
        buffer.wake()
        wait_for(lambda: len(transport.messages) == 1)
        for _ in range(5):
            buffer.put(b"{}", "info")
            assert sender.wait_settled(10)
    assert sum(b"dropped" in message.value for message in transport.messages) == 1


def test_what_was_not_reported_yet_is_reported_at_the_end() -> None:
    """Stopping writes the last account, however short the time since the one before."""
    transport, buffer = MemoryTransport(), Buffer(1_000, 1_000_000)
    with running(transport, buffer) as sender:
        buffer.drop("failed", "error")
        sender.stop(10)
    assert [message.value for message in transport.messages] == [
        b'{"dropped":{"failed":{"error":1}},"lost":{}}\n'
    ]


def test_a_transport_that_raises_does_not_end_the_thread() -> None:
    """A broken transport costs its message, counted, not the sender."""

    class Broken(MemoryTransport):
        def send(self, message: Message, on_done: OnDone) -> None:  # noqa: ARG002 - the contract's arguments
            raise RuntimeError

    buffer = Buffer(10, 1_000)
    with running(Broken(), buffer) as sender:
        for _ in range(2):
            buffer.put(b"x", "info")
            assert sender.wait_settled(10)
        assert sender.snapshot().lost == {"rejected": 2}


def test_a_message_is_settled_once_only() -> None:
    """A transport that reports twice does not unbalance the books."""

    class Twice(MemoryTransport):
        def send(self, message: Message, on_done: OnDone) -> None:  # noqa: ARG002 - the contract's arguments
            on_done(None)
            on_done(Rejected())

    buffer = Buffer(10, 1_000)
    with running(Twice(), buffer) as sender:
        buffer.put(b"x", "info")
        assert sender.wait_settled(10)
        assert sender.snapshot() == Books(1, 1, {}, 0, 0, 0)


def test_stop_keeps_its_deadline_and_counts_the_rest() -> None:
    """With a transport that never answers, stop ends in time and every record is lost with a reason."""
    transport, buffer = MemoryTransport(), Buffer(10_000, 10_000_000)
    transport.block()
    with running(transport, buffer) as sender:
        for _ in range(700):
            buffer.put(b"x", "info")
        assert transport.wait_blocked(10)
        sender.stop(0.2)
        assert sender.snapshot() == Books(700, 0, {"shutdown": 700}, 0, 0, 0)
    assert transport.messages == ()


@given(
    st.lists(st.sampled_from([Unacknowledged, Oversize, Rejected, None]), max_size=6),
    st.lists(st.integers(1, 400), min_size=1, max_size=8),
)
@settings(deadline=None, max_examples=15)
def test_the_books_balance_with_any_failures(
    failures: list[type[TransportError] | None], bursts: list[int]
) -> None:
    """Taken = delivered + lost + buffered + in flight, at every moment and at the end."""
    transport, buffer = MemoryTransport(), Buffer(500, 1_000_000)
    transport.fail_next(*[failure() for failure in failures if failure])
    put = 0
    with running(transport, buffer) as sender:
        for burst in bursts:
            for _ in range(burst):
                buffer.put(b"x" * 20, "info")
                put += 1
            assert balanced(sender.snapshot())
        sender.stop(10)
        books = sender.snapshot()
    assert balanced(books)
    assert books.buffered_records == books.in_flight == 0
    # The report of what was dropped or lost counts as taken too.
    assert put + sender.reports == books.taken + buffer.dropped_total
    assert books.delivered == sum(message.records for message in transport.messages)


def wait_for(condition: Callable[[], bool]) -> None:
    """Await a condition that another thread brings about."""
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_a_record_that_meets_the_end_is_lost_and_counted() -> None:
    """A log call that was under way while the sender stopped adds its record; the books still balance."""
    transport, buffer = MemoryTransport(), Buffer(1_000, 1_000_000)
    with running(transport, buffer) as sender:
        buffer.put(b"in time", "info")
        assert sender.wait_settled(10)
    buffer.force(b"too late")
    books = sender.snapshot()
    assert balanced(books)
    assert (books.taken, books.delivered, books.lost) == (2, 1, {"shutdown": 1})
