"""The bounded buffer between the log call and the sender thread.

`put` is all that a service's own thread ever waits for: one short lock, no I/O, no wake-up unless the sender
sleeps. When the buffer is full the newest record is dropped: the oldest ones tell how the trouble began, and
keeping them needs no search. Every drop is counted by reason and level.
"""

from __future__ import annotations

import sys
import threading
from collections import Counter

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
        "_dropped_total",
        "_fresh_bytes",
        "_lines",
        "_lock",
        "_max_bytes",
        "_max_records",
        "_out_bytes",
        "_out_records",
        "_room_bytes",
        "_taken_before",
        "_wake_bytes",
        "_wake_records",
    )

    def __init__(self, max_records: int, max_bytes: int) -> None:
        # Reentrant, because a signal handler or a finalizer may log while this thread holds it.
        self._lock = threading.RLock()
        # A bare lock, held while the sender sleeps: letting it go is one call in C.
        self._bell = threading.Lock()
        self._bell.acquire()
        self._max_records = max_records
        self._max_bytes = max_bytes
        self._lines: list[bytes] = []
        self._fresh_bytes = 0
        self._out_records = 0
        self._out_bytes = 0
        self._room_bytes = max_bytes
        self._taken_before = 0
        self._dropped: Counter[tuple[str, str]] = Counter()
        self._dropped_total = 0
        self._closed = False
        self._busy = False
        self._wake_records = 1
        self._wake_bytes = NEVER

    def put(self, line: bytes, level: str) -> bool:
        """Take one rendered record, or count it as dropped. Never blocks on I/O, never raises.

        Returns:
            Whether the record was taken.
        """
        with self._lock:
            lines, length = self._lines, len(line)
            number, size = len(lines), self._fresh_bytes + length
            # What else there is to know of (closed, records in the sender's hands) is in these two bounds.
            if size > self._room_bytes or number >= self._max_records - self._out_records:
                return self._drop(DROP_CLOSED if self._closed else DROP_FULL, level)
            lines.append(line)
            # Added, not set: a signal handler may have put a line of its own since `size` was computed.
            self._fresh_bytes += length
            if number + 1 >= self._wake_records or size >= self._wake_bytes:
                # One wake-up per sleep of the sender, not one per record.
                self._wake_records = self._wake_bytes = NEVER
                self._ring()
        return True

    def _ring(self) -> None:
        if self._bell.locked():
            self._bell.release()

    def force(self, line: bytes) -> None:
        """Take a record of the emitters' own, whatever the bounds; wakes nobody. For the sender thread only."""
        with self._lock:
            self._lines.append(line)
            self._fresh_bytes += len(line)

    def drop(self, reason: str, level: str) -> None:
        """Count a record that could not even be rendered."""
        with self._lock:
            self._drop(reason, level)

    def _drop(self, reason: str, level: str) -> bool:
        self._dropped[reason, level] += 1
        self._dropped_total += 1
        return False

    def wait(self, idle_seconds: float | None, linger_seconds: float, records: int, size: int) -> list[bytes]:
        """Sleep until there is a batch worth sending, then take all lines. For the sender thread only.

        While records keep coming, the sleep is by the clock alone: no log call has to wake anybody.

        Args:
            idle_seconds: Longest sleep while there is no record; None means until one comes.
            linger_seconds: Longest sleep after the first record, or after the last batch.
            records: Number of records that end the sleep at once.
            size: Bytes that end the sleep at once.

        Returns:
            The lines taken, oldest first; empty after `idle_seconds`, `wake` or a linger in which none came.
        """
        if self._busy and not self._closed:
            soon = linger_seconds if idle_seconds is None else min(idle_seconds, linger_seconds)
            self._sleep(records, size, soon)
        elif self._sleep(1, NEVER, idle_seconds) and self._lines and not self._closed:
            self._sleep(records, size, linger_seconds)
        with self._lock:
            lines, self._lines = self._lines, []
            self._taken_before += len(lines)
            self._out_records += len(lines)
            self._out_bytes += self._fresh_bytes
            self._fresh_bytes = 0
            self._measure_room()
            self._busy = bool(lines)
            return lines

    def _sleep(self, records: int, size: int, seconds: float | None) -> bool:
        """Whether there was enough, or a call to wake up, before the time was over."""
        with self._lock:
            if len(self._lines) >= records or self._fresh_bytes >= size:
                return True
            self._wake_records, self._wake_bytes = records, size
        woken = self._bell.acquire(timeout=-1 if seconds is None else seconds)
        with self._lock:
            self._wake_records = self._wake_bytes = NEVER
        return woken

    def _measure_room(self) -> None:
        # A closed buffer has none, not even for an empty line.
        self._room_bytes = -1 if self._closed else self._max_bytes - self._out_bytes

    def release(self, records: int, size: int) -> None:
        """Give back the room of lines that the transport has now."""
        with self._lock:
            self._out_records -= records
            self._out_bytes -= size
            self._measure_room()

    def wake(self) -> None:
        """End the sender's sleep now, or the next one if it is awake."""
        with self._lock:
            self._ring()

    def close(self) -> None:
        """Take no more records; what comes later is counted as dropped."""
        with self._lock:
            self._closed = True
            self._measure_room()
            self._ring()

    def discard(self) -> None:
        """Forget all lines; the caller counts them as lost."""
        with self._lock:
            self._taken_before += len(self._lines)
            self._lines = []
            self._fresh_bytes = self._out_records = self._out_bytes = 0
            self._measure_room()

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self._closed

    @property
    def held(self) -> tuple[int, int]:
        """Records and bytes that wait here, including those in the sender's hands."""
        with self._lock:
            return self._out_records + len(self._lines), self._out_bytes + self._fresh_bytes

    @property
    def taken(self) -> int:
        """Records accepted so far."""
        with self._lock:
            return self._taken_before + len(self._lines)

    @property
    def dropped_total(self) -> int:
        """Records dropped so far, for whatever reason."""
        return self._dropped_total

    @property
    def dropped(self) -> dict[str, dict[str, int]]:
        """Records dropped so far: reason, level, number."""
        with self._lock:
            counts = dict(self._dropped)
        result: dict[str, dict[str, int]] = {}
        for (reason, level), number in sorted(counts.items()):
            result.setdefault(reason, {})[level] = number
        return result
