"""The bounded buffer between the log call and the sender thread.

`put` is all that a service's own thread ever waits for: no I/O, no lock, no wake-up unless the sender sleeps. When
the buffer is full the newest record is dropped: the oldest ones tell how the trouble began, and keeping them needs no
search. Every drop is counted by reason and level.

There is no lock in `put`, because many threads that log would queue at it: a thread that gets a lock still has to
wait its turn for the interpreter, and all others wait behind it (with 16 threads one call in ten waited for more than
500 us). A deque's ends are safe for threads, and the numbers are added to in single statements without a call, within
which the interpreter does not switch threads; `test_threads_count_every_byte` holds it to that. What is not exact is
the bound itself: it may be passed by one record per thread that is in `put` at that moment.
"""

from __future__ import annotations

import sys
import threading
from collections import defaultdict, deque
from queue import Empty, SimpleQueue

from emitters.header import Draft, size_of

__all__ = ["DROP_CLOSED", "DROP_FAILED", "DROP_FULL", "Buffer"]

DROP_FULL = "full"
DROP_CLOSED = "closed"
DROP_FAILED = "failed"

NEVER = sys.maxsize


class Buffer:
    """Rendered records on their way to the sender, bounded by number and bytes.

    The bounds cover what the sender has taken but not yet handed to the transport, until it says `release`.
    """

    __slots__ = (
        "_bell",
        "_busy",
        "_closed",
        "_dropped",
        "_held_bytes",
        "_lines",
        "_lock",
        "_max_bytes",
        "_max_records",
        "_out_bytes",
        "_out_records",
        "_room_records",
        "_taken_before",
        "_wake_bytes",
        "_wake_records",
    )

    def __init__(self, max_records: int, max_bytes: int) -> None:
        # Between the sender and whoever closes or reads; reentrant, because a finalizer may ask while it is held.
        self._lock = threading.RLock()
        # Its `put` may be called in a signal handler that interrupts it, unlike an Event's `set`.
        self._bell: SimpleQueue[None] = SimpleQueue()
        self._max_records = max_records
        self._max_bytes = max_bytes
        self._lines: deque[bytes | Draft] = deque()
        self._held_bytes = 0
        self._out_records = 0
        self._out_bytes = 0
        self._room_records = max_records
        self._taken_before = 0
        self._dropped: defaultdict[tuple[str, str], int] = defaultdict(int)
        self._closed = False
        self._busy = False
        self._wake_records = 1
        self._wake_bytes = NEVER

    def put(self, line: bytes | Draft, level: str, size: int = 0) -> bool:
        """Take one record, or count it as dropped. Never blocks, never raises.

        Args:
            line: The rendered record, or the draft of one.
            level: Its level.
            size: Bytes to reckon with, `size_of(line)`; 0 if that is yet to be asked for.

        Returns:
            Whether the record was taken.
        """
        size = size or size_of(line)
        lines = self._lines
        # A closed buffer has no room either.
        if len(lines) >= self._room_records or self._held_bytes + size > self._max_bytes:
            self._dropped[DROP_CLOSED if self._closed else DROP_FULL, level] += 1
            return False
        lines.append(line)
        self._held_bytes += size
        if len(lines) >= self._wake_records or self._held_bytes >= self._wake_bytes:
            # One wake-up per sleep of the sender, not one per record.
            self._wake_records = self._wake_bytes = NEVER
            self._bell.put(None)
        return True

    def force(self, line: bytes) -> None:
        """Take a record of the emitters' own, whatever the bounds; wakes nobody. For the sender thread only."""
        size = len(line)
        self._lines.append(line)
        self._held_bytes += size

    def drop(self, reason: str, level: str) -> None:
        """Count a record that could not even be rendered."""
        self._dropped[reason, level] += 1

    def wait(
        self, idle_seconds: float | None, linger_seconds: float, records: int, size: int
    ) -> list[bytes | Draft]:
        """Sleep until there is a batch worth sending, then take all lines. For the sender thread only.

        While records keep coming, the sleep is by the clock alone: no log call has to wake anybody.

        Args:
            idle_seconds: Longest sleep while there is no record; None means until one comes.
            linger_seconds: Longest sleep after the first record, or after the last batch.
            records: Number of records that end the sleep at once.
            size: Bytes that end the sleep at once.

        Returns:
            What was taken, oldest first; empty after `idle_seconds`, `wake` or a linger in which none came.
        """
        if self._busy and not self._closed:
            soon = linger_seconds if idle_seconds is None else min(idle_seconds, linger_seconds)
            self._sleep(records, size, soon)
        elif self._sleep(1, NEVER, idle_seconds) and self._lines and not self._closed:
            self._sleep(records, size, linger_seconds)
        with self._lock:
            lines = [self._lines.popleft() for _ in range(len(self._lines))]
            self._taken_before += len(lines)
            self._out_records += len(lines)
            self._out_bytes += sum(map(size_of, lines))
            self._measure_room()
            self._busy = bool(lines)
            return lines

    def _sleep(self, records: int, size: int, seconds: float | None) -> bool:
        """Whether there was enough, or a call to wake up, before the time was over."""
        # Bounds first: what comes between the two looks rings for nothing, but is not slept over.
        self._wake_bytes = min(NEVER, self._out_bytes + size)
        self._wake_records = records
        try:
            if len(self._lines) >= records or self._held_bytes >= self._wake_bytes:
                return True
            self._bell.get(timeout=seconds)
        except Empty:
            return False
        else:
            return True
        finally:
            self._wake_records = self._wake_bytes = NEVER

    def _measure_room(self) -> None:
        self._room_records = -1 if self._closed else self._max_records - self._out_records

    def release(self, records: int, size: int) -> None:
        """Give back the room of lines that the transport has now; `size` is what `size_of` said of them."""
        with self._lock:
            self._out_records -= records
            self._out_bytes -= size
            self._held_bytes -= size
            self._measure_room()

    def wake(self) -> None:
        """End the sender's sleep now, or the next one if it is awake."""
        self._bell.put(None)

    def close(self) -> None:
        """Take no more records; what comes later is counted as dropped.

        A call that is in `put` just now may still add its record.
        """
        with self._lock:
            self._closed = True
            self._measure_room()
        self.wake()

    def discard(self) -> None:
        """Forget all lines; the caller counts them as lost."""
        with self._lock:
            forgotten = [self._lines.popleft() for _ in range(len(self._lines))]
            self._taken_before += len(forgotten)
            size = sum(map(size_of, forgotten)) + self._out_bytes
            self._held_bytes -= size
            self._out_records = self._out_bytes = 0
            self._measure_room()

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self._closed

    @property
    def held(self) -> tuple[int, int]:
        """Records and bytes that wait here, including those in the sender's hands."""
        with self._lock:
            return self._out_records + len(self._lines), self._held_bytes

    @property
    def taken(self) -> int:
        """Records accepted so far."""
        with self._lock:
            return self._taken_before + len(self._lines)

    @property
    def dropped_total(self) -> int:
        """Records dropped so far, for whatever reason."""
        return sum(self._dropped.copy().values())

    @property
    def dropped(self) -> dict[str, dict[str, int]]:
        """Records dropped so far: reason, level, number."""
        result: dict[str, dict[str, int]] = {}
        for (reason, level), number in sorted(self._dropped.copy().items()):
            result.setdefault(reason, {})[level] = number
        return result
