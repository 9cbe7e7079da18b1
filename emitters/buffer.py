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

    def __init__(self, max_records: int, max_bytes: int) -> None:
        # Reentrant, because a signal handler or a finalizer may log while this thread holds it.
        self._lock = threading.RLock()
        self._wake = threading.Event()
        self._max_records = max_records
        self._max_bytes = max_bytes
        self._lines: list[bytes] = []
        self._fresh_bytes = 0
        self._held_records = 0
        self._held_bytes = 0
        self._taken = 0
        self._dropped: Counter[tuple[str, str]] = Counter()
        self._dropped_total = 0
        self._closed = False
        self._wake_records = 1
        self._wake_bytes = NEVER

    def put(self, line: bytes, level: str) -> bool:
        """Take one rendered record, or count it as dropped. Never blocks on I/O, never raises.

        Returns:
            Whether the record was taken.
        """
        size = len(line)
        with self._lock:
            if self._closed:
                return self._drop(DROP_CLOSED, level)
            if self._held_records >= self._max_records or self._held_bytes + size > self._max_bytes:
                return self._drop(DROP_FULL, level)
            self._lines.append(line)
            self._fresh_bytes += size
            self._held_records += 1
            self._held_bytes += size
            self._taken += 1
            if len(self._lines) >= self._wake_records or self._fresh_bytes >= self._wake_bytes:
                # One wake-up per sleep of the sender, not one per record.
                self._wake_records = self._wake_bytes = NEVER
                self._wake.set()
        return True

    def force(self, line: bytes) -> None:
        """Take a record of the emitters' own, whatever the bounds; wakes nobody. For the sender thread only."""
        with self._lock:
            self._lines.append(line)
            self._fresh_bytes += len(line)
            self._held_records += 1
            self._held_bytes += len(line)
            self._taken += 1

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

        Args:
            idle_seconds: Longest sleep while there is no record; None means until one comes.
            linger_seconds: Longest sleep after the first record.
            records: Number of records that end the sleep at once.
            size: Bytes that end the sleep at once.

        Returns:
            The lines taken, oldest first; empty after `idle_seconds` or `wake`.
        """
        if self._sleep(1, NEVER, idle_seconds) and not self._closed and self._lines:
            self._sleep(records, size, linger_seconds)
        with self._lock:
            lines, self._lines = self._lines, []
            self._fresh_bytes = 0
            return lines

    def _sleep(self, records: int, size: int, seconds: float | None) -> bool:
        with self._lock:
            if len(self._lines) >= records or self._fresh_bytes >= size:
                return True
            self._wake_records, self._wake_bytes = records, size
        woken = self._wake.wait(seconds)
        with self._lock:
            self._wake_records = self._wake_bytes = NEVER
            self._wake.clear()
        return woken

    def release(self, records: int, size: int) -> None:
        """Give back the room of lines that the transport has now."""
        with self._lock:
            self._held_records -= records
            self._held_bytes -= size

    def wake(self) -> None:
        """End the sender's sleep now."""
        self._wake.set()

    def close(self) -> None:
        """Take no more records; what comes later is counted as dropped."""
        with self._lock:
            self._closed = True
        self._wake.set()

    def discard(self) -> None:
        """Forget all lines; the caller counts them as lost."""
        with self._lock:
            self._lines = []
            self._fresh_bytes = self._held_records = self._held_bytes = 0

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self._closed

    @property
    def held(self) -> tuple[int, int]:
        """Records and bytes that wait here, including those in the sender's hands."""
        with self._lock:
            return self._held_records, self._held_bytes

    @property
    def taken(self) -> int:
        """Records accepted so far."""
        return self._taken

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
