"""The book-keeping behind every commit: what was handed out, what is done, up to where it may be committed.

Stands between the strict consumer and the lanes. Contiguity is judged in delivery order, never by offset numbers,
so the holes that compaction and transaction markers leave in a log need no special case. Pure: no Kafka, no clock.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

__all__ = ["Window"]

P = TypeVar("P", bound=Hashable)


@dataclass(slots=True)
class _Partition:
    """One partition's part of the window.

    Attributes:
        next: Offset after the last one handed out.
        done: Offset after the finished prefix: what may be committed.
        committed: What is committed already, None for nothing yet.
        finished_any: Whether `done` was earned, or is only where we started.
        held: Offset to size in bytes of what was handed out, in that order; None once it is done.
        unfinished: How many of them are not done.
    """

    next: int
    done: int
    committed: int | None
    finished_any: bool = False
    held: dict[int, int | None] = field(default_factory=dict)
    unfinished: int = 0


class Window(Generic[P]):
    """Messages handed out and not yet finished, per partition of the current assignment.

    Args:
        max_messages: Unfinished messages over all partitions before `full`.
        max_bytes: Their bytes before `full`; a single larger message is still handed out when nothing else is.
        max_partition_messages: Unfinished messages of one partition before `has_room` denies it more.
    """

    def __init__(self, max_messages: int, max_bytes: int, max_partition_messages: int) -> None:
        self._max_messages = max_messages
        self._max_bytes = max_bytes
        self._max_partition_messages = max_partition_messages
        self._partitions: dict[P, _Partition] = {}
        self.messages = 0
        self.bytes = 0

    def open(self, partition: P, position: int, committed: int | None) -> None:
        """Start a partition afresh; forgets what was known of it.

        Args:
            partition: Which one.
            position: Offset of the next message to hand out; may be below `committed` in a replay.
            committed: The group's committed offset, None for none; it is never moved backwards.
        """
        self.forget([partition])
        self._partitions[partition] = _Partition(position, position, committed)

    def forget(self, partitions: Iterable[P]) -> None:
        """Drop partitions, finished or not; later `finish` calls for them do nothing."""
        for partition in partitions:
            state = self._partitions.pop(partition, None)
            if state is not None:
                sizes = [size for size in state.held.values() if size is not None]
                self.messages -= len(sizes)
                self.bytes -= sum(sizes)

    def hand_out(self, partition: P, offset: int, size_bytes: int) -> bool:
        """Enter a message before it is worked on.

        Returns:
            False if it was handed out before (fetched twice) or the partition is not open: do not pass it on.
        """
        state = self._partitions.get(partition)
        if state is None or offset < state.next:
            return False
        state.next = offset + 1
        state.held[offset] = size_bytes
        state.unfinished += 1
        self.messages += 1
        self.bytes += size_bytes
        return True

    def finish(self, partition: P, offset: int) -> bool:
        """Mark a message's every effect as durable.

        Returns:
            False if it is not held: finished before, or of an earlier assignment.
        """
        state = self._partitions.get(partition)
        size = state.held.get(offset) if state is not None else None
        if state is None or size is None:
            return False
        state.held[offset] = None
        state.unfinished -= 1
        self.messages -= 1
        self.bytes -= size
        finished = []
        for held, left in state.held.items():
            if left is not None:
                break
            finished.append(held)
        for held in finished:
            del state.held[held]
        if finished:
            # Up to the next unfinished message nothing is owed, so the prefix ends after the last finished one.
            state.done = finished[-1] + 1
            state.finished_any = True
        return True

    @property
    def full(self) -> bool:
        """Whether anything more has to wait."""
        return self.messages >= self._max_messages or self.bytes >= self._max_bytes

    def has_room(self, partition: P) -> bool:
        """Whether this partition may be fetched from."""
        state = self._partitions.get(partition)
        return state is not None and state.unfinished < self._max_partition_messages

    def position(self, partition: P) -> int | None:
        """Offset after the last message handed out, None for a partition that is not open."""
        state = self._partitions.get(partition)
        return None if state is None else state.next

    def committable(self, partition: P) -> int | None:
        """Offset up to which everything is finished, None for a partition that is not open."""
        state = self._partitions.get(partition)
        return None if state is None else state.done

    def owed(self) -> dict[P, int]:
        """Offsets to commit now, for the partitions where that moves the committed offset forward."""
        return {
            partition: state.done
            for partition, state in self._partitions.items()
            if state.finished_any and (state.committed is None or state.done > state.committed)
        }

    def note_committed(self, offsets: Mapping[P, int]) -> None:
        """Remember what the broker has confirmed."""
        for partition, offset in offsets.items():
            state = self._partitions.get(partition)
            if state is not None and (state.committed is None or offset > state.committed):
                state.committed = offset

    @property
    def partitions(self) -> frozenset[P]:
        """The open partitions."""
        return frozenset(self._partitions)
