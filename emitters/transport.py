"""The seam between batching and the outside: where a finished message goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from emitters.errors import TransportError

__all__ = ["Message", "OnDone", "Transport"]

OnDone = Callable[[TransportError | None], None]
"""Called exactly once per message, on any thread: with None when it is durable, else with the reason."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message on its way out.

    Attributes:
        topic: Full topic name, prefix included.
        value: The body, uncompressed.
        key: Partition key, or None for any partition.
        headers: Kafka header pairs.
        records: How many records or spans the body holds.
    """

    topic: str
    value: bytes
    key: bytes | None
    headers: tuple[tuple[str, bytes], ...]
    records: int


class Transport(Protocol):
    """Delivers messages; used from the emitters' background threads only, never from a log call."""

    def send(self, message: Message, on_done: OnDone) -> None:
        """Take one message; may block for room. Never raises: a failure goes to `on_done`."""
        ...

    def flush(self, timeout_seconds: float) -> bool:
        """Wait until all messages taken so far are settled. Returns False when the time ran out."""
        ...

    def close(self, timeout_seconds: float) -> None:
        """Flush, then let go of every resource. Messages still unsettled fail with a `TransportError`."""
        ...

    def abandon(self) -> None:
        """Called in a forked child on the parent's transport: let go without touching shared sockets."""
        ...
