"""The buffer between the log call and the sender."""

from __future__ import annotations

import sys
import threading
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from emitters.buffer import DROP_CLOSED, DROP_FULL, Buffer
from emitters.header import Draft, size_of


def take_all(buffer: Buffer) -> list[bytes | Draft]:
    return buffer.wait(0.0, 0.0, 1, 1)


def test_lines_leave_in_the_order_they_came() -> None:
    """What is put first is taken first."""
    buffer = Buffer(10, 1_000)
    for line in (b"a", b"b", b"c"):
        assert buffer.put(line, "info")
    assert take_all(buffer) == [b"a", b"b", b"c"]


def test_the_newest_is_dropped_when_the_number_is_reached() -> None:
    """A full buffer keeps what it has and counts what it refuses, by reason and level."""
    buffer = Buffer(2, 1_000)
    results = [buffer.put(b"x", level) for level in ("info", "info", "error", "debug")]
    assert results == [True, True, False, False]
    assert buffer.dropped == {DROP_FULL: {"debug": 1, "error": 1}}


def test_the_newest_is_dropped_when_the_bytes_are_reached() -> None:
    """The bound on bytes holds whatever the number of records."""
    buffer = Buffer(100, 10)
    assert [buffer.put(b"x" * 6, "info"), buffer.put(b"x" * 6, "info")] == [True, False]
    assert buffer.held == (1, 6)


def test_room_counts_as_used_until_it_is_released() -> None:
    """Lines in the sender's hands still fill the buffer."""
    buffer = Buffer(1, 100)
    buffer.put(b"x", "info")
    assert take_all(buffer) == [b"x"]
    assert not buffer.put(b"y", "info")
    buffer.release(1, 1)
    assert buffer.put(b"y", "info")


def test_a_closed_buffer_drops_and_counts() -> None:
    """After close nothing is taken and nothing is silent."""
    buffer = Buffer(10, 100)
    buffer.close()
    assert not buffer.put(b"x", "warning")
    assert buffer.dropped == {DROP_CLOSED: {"warning": 1}}


def test_a_full_batch_ends_the_linger_at_once() -> None:
    """The sender does not sit out its time when the batch is complete."""
    buffer = Buffer(100, 10_000)
    got: list[list[bytes | Draft]] = []
    sleeper = threading.Thread(target=lambda: got.append(buffer.wait(None, 60.0, 5, 10_000)))
    started = time.monotonic()
    sleeper.start()
    for _ in range(5):
        buffer.put(b"x", "info")
    sleeper.join(30)
    assert not sleeper.is_alive()
    assert got == [[b"x"] * 5]
    assert time.monotonic() - started < 30


def test_wake_ends_an_idle_sleep() -> None:
    """The sender can be woken without a record."""
    buffer = Buffer(100, 10_000)
    got: list[list[bytes | Draft]] = []
    sleeper = threading.Thread(target=lambda: got.append(buffer.wait(None, 60.0, 5, 10_000)))
    sleeper.start()
    buffer.wake()
    sleeper.join(30)
    assert got == [[]]


def test_a_log_call_during_the_senders_work_does_not_wait() -> None:
    """A thread that logs needs no lock: whoever holds one, or holds it and is interrupted, keeps nobody waiting."""
    buffer = Buffer(10, 100)
    with buffer._lock:
        putting = threading.Thread(target=lambda: buffer.put(b"x", "info"))
        putting.start()
        putting.join(10)
        assert not putting.is_alive()
        assert len(buffer._lines) == 1


class Nesting(bytes):
    """A line during whose `put` a signal handler logs."""

    buffer: Buffer | None = None

    def __len__(self) -> int:
        if self.buffer is not None:
            buffer, self.buffer = self.buffer, None
            buffer.put(b"inner", "info")
        return super().__len__()


def test_a_log_call_inside_a_log_call_is_counted() -> None:
    """A signal handler that logs between two steps of `put` loses neither its line nor the count of its bytes."""
    buffer, line = Buffer(10, 100), Nesting(b"outer line")
    line.buffer = buffer
    assert buffer.put(line, "info")
    assert buffer.held == (2, len(b"inner") + len(b"outer line"))
    assert take_all(buffer) == [b"inner", line]


def test_while_records_come_no_log_call_wakes_the_sender() -> None:
    """After a batch the sender sleeps its linger out by the clock; a first record after silence wakes it at once."""
    buffer = Buffer(100, 10_000)
    buffer.put(b"first", "info")
    assert buffer.wait(None, 0.01, 5, 10_000) == [b"first"]
    putting = threading.Timer(0.05, lambda: buffer.put(b"second", "info"))
    started = time.monotonic()
    putting.start()
    assert buffer.wait(None, 0.3, 5, 10_000) == [b"second"]
    assert time.monotonic() - started >= 0.3
    assert buffer.wait(None, 0.01, 5, 10_000) == []
    putting = threading.Timer(0.05, lambda: buffer.put(b"third", "info"))
    putting.start()
    assert buffer.wait(60.0, 0.01, 5, 10_000) == [b"third"]


@given(
    st.lists(st.one_of(st.integers(1, 40), st.just("take"), st.just("release")), max_size=60),
    st.integers(1, 8),
    st.integers(1, 100),
)
@settings(deadline=None)
def test_the_books_balance_under_any_sequence(
    steps: list[int | str], max_records: int, max_bytes: int
) -> None:
    """Put = taken + dropped, the bounds hold always, and held is taken minus released."""
    buffer = Buffer(max_records, max_bytes)
    put = released = 0
    out: list[bytes | Draft] = []
    for step in steps:
        if step == "take":
            out += take_all(buffer)
        elif step == "release":
            buffer.release(len(out), sum(map(size_of, out)))
            released += len(out)
            out = []
        else:
            buffer.put(b"x" * int(step), "info")
            put += 1
        records, size = buffer.held
        assert records <= max_records
        assert size <= max_bytes
    assert put == buffer.taken + buffer.dropped_total
    assert buffer.held[0] == buffer.taken - released


def test_threads_count_every_byte() -> None:
    """Numbers that many threads add to without a lock are exact, however often the interpreter switches."""
    buffer = Buffer(10_000, 100_000)
    interval = sys.getswitchinterval()
    taken = [0] * 6

    def write(number: int) -> None:
        taken[number] = sum(buffer.put(b"x" * (number + 1), "info") for _ in range(5_000))

    def read() -> None:
        while any(writer.is_alive() for writer in writers):
            lines = take_all(buffer)
            buffer.release(len(lines), sum(map(size_of, lines)))

    writers = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    reader = threading.Thread(target=read)
    sys.setswitchinterval(1e-6)
    try:
        for thread in (*writers, reader):
            thread.start()
        for thread in (*writers, reader):
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    rest = take_all(buffer)
    buffer.release(len(rest), sum(map(size_of, rest)))
    assert buffer.held == (0, 0)
    assert buffer.taken == sum(taken)
    assert buffer.taken + buffer.dropped_total == 6 * 5_000


def test_threads_lose_nothing() -> None:
    """Many writers and one reader: every line arrives once, each writer's in order."""
    buffer = Buffer(1_000_000, 100_000_000)
    writers = [
        threading.Thread(target=lambda n=n: [buffer.put(b"%d %d" % (n, i), "info") for i in range(2_000)])
        for n in range(8)
    ]
    got: list[bytes | Draft] = []
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        got += buffer.wait(0.01, 0.001, 500, 256_000)
    got += take_all(buffer)
    for n in range(8):
        assert [line for line in got if isinstance(line, bytes) and line.startswith(b"%d " % n)] == [
            b"%d %d" % (n, i) for i in range(2_000)
        ]


def test_a_draft_takes_room_until_it_is_released() -> None:
    """Its bytes are reckoned with in the same way when it comes, while it is out and when it goes."""
    buffer = Buffer(10, 1_000)
    drafts: list[Draft] = [Draft(100 + number, 0, b'Z",', number, "x", {"a": 1}) for number in range(3)]
    reckoned = sum(map(size_of, drafts))
    for draft in drafts:
        assert buffer.put(draft, "info", size_of(draft))
    assert buffer.held == (3, reckoned)
    assert take_all(buffer) == drafts
    assert buffer.held == (3, reckoned)
    buffer.release(3, reckoned)
    assert buffer.held == (0, 0)


def test_drafts_are_bounded_by_bytes() -> None:
    """A draft that might pass the bound is dropped and counted, and forgotten ones leave nothing behind."""
    draft: Draft = Draft(100, 0, b'Z",', 0, "x", {"a": 1})
    buffer = Buffer(10, 200)
    assert [buffer.put(draft, "info") for _ in range(3)] == [True, True, False]
    assert buffer.dropped == {DROP_FULL: {"info": 1}}
    buffer.discard()
    assert buffer.held == (0, 0)
