"""The seam between the consumer and the process that it runs in."""

from __future__ import annotations

from typing import Any, Protocol

__all__ = ["ConsumerHooks", "Tp"]

Tp = Any
"""Faust's (topic, partition) tuple."""


class ConsumerHooks(Protocol):
    """What the consumer asks of and tells the process it runs in."""

    replay_from_start: bool
    revoke_seconds: float
    stop_seconds: float

    async def drain(self, deadline_seconds: float) -> None:
        """Begin nothing new, wait for what has begun until the deadline, drop the rest un-acknowledged."""
        ...

    def assigned(self, partition: Tp, committed: int | None) -> None:
        """Messages of this partition follow; `committed` is the group's offset, None for a new group."""
        ...

    def revoked(self, partitions: set[Tp]) -> None:
        """No further message of these belongs to us."""
        ...

    def committed(self) -> None:
        """Some offset was committed."""
        ...

    def commit_refused(self) -> None:
        """The broker did not take a commit; called from the consumer's thread."""
        ...

    def stop(self, reason: str, exit_code: int) -> None:
        """End the process."""
        ...

    def log_cut(self, partition: Tp, position: int, found: int) -> None:
        """The log goes on at `found`, below our position in it: it was cut or made anew.

        What was committed is no longer true of it. At the start of a partition the consumer goes back to `found`;
        in the middle of the work only a new process can.
        """
        ...

    def lost_to_retention(self, partition: Tp, messages: int) -> None:
        """The log no longer holds this many offsets that we had not worked on."""
        ...
