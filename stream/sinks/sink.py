"""What every sink is: the seam between a worker's app and a backend, and the retry that never gives up.

A sink takes the clean messages of one worker and says, record by record, what became of them. It knows two
kinds of failure: the backend is away or misconfigured (`SinkUnavailable`: the caller sends the same bytes
again, for ever), or it will never take a record (a `DeadEntry`: the caller writes it to the dead letters).
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from stream.errors import SinkUnavailable

__all__ = ["UNKNOWN", "DeadEntry", "Delivery", "Sink", "deliver_with_retry"]

UNKNOWN: Final = -1
"""In a `DeadEntry`: the backend did not say which one."""

FIRST_BACKOFF_SECONDS: Final = 0.25
MAX_BACKOFF_SECONDS: Final = 30.0
MAX_RETRY_AFTER_SECONDS: Final = 30.0
"""Longer waits would look like a stall to `/livez`; asking a little early costs a refusal."""

BatchT_contra = TypeVar("BatchT_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class DeadEntry:
    """Records that the backend will never take.

    Attributes:
        message: Position of their message in the batch, or `UNKNOWN`.
        index: Position of the record in that message, or `UNKNOWN` when the whole message is meant.
        records: How many records, spans or samples these are.
        reason: Why, from the sink's closed list; safe to count and log.
    """

    message: int
    index: int
    records: int
    reason: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a batch: `delivered` records are durable at the backend, the dead ones are named."""

    delivered: int
    dead: tuple[DeadEntry, ...] = ()

    def __add__(self, other: Delivery) -> Delivery:
        """The fate of two batches taken together."""
        return Delivery(self.delivered + other.delivered, self.dead + other.dead)


class Sink(Protocol[BatchT_contra]):
    """A backend. One instance serves one app; deliveries are made one after the other."""

    @property
    def name(self) -> str:
        """The destination, as counters and dead letters spell it."""
        ...

    async def deliver(self, batch: BatchT_contra, /) -> Delivery:
        """Hand a batch over; delivering it again sends the same bytes.

        Raises:
            SinkUnavailable: Nothing is known to be stored; the same batch has to be delivered again.
        """
        ...

    async def check(self) -> None:
        """Ask the backend whether it would take deliveries; stores nothing.

        Raises:
            SettingsFault: It would not; says in one line what to do.
        """
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


def backoff_seconds(attempt: int, jitter: float) -> float:
    """Pause after the failed `attempt` (1 is the first), for a jitter in [0, 1): half of it is random."""
    ceiling = min(MAX_BACKOFF_SECONDS, FIRST_BACKOFF_SECONDS * 2.0 ** min(attempt - 1, 30))
    return ceiling * (0.5 + jitter / 2)


async def deliver_with_retry(
    sink: Sink[BatchT_contra],
    batch: BatchT_contra,
    *,
    stopping: asyncio.Event,
    on_unavailable: Callable[[SinkUnavailable, int], None],
    sleep: Callable[[float], Awaitable[object]] | None = None,
    jitter: Callable[[], float] = random.random,
) -> Delivery | None:
    """Deliver a batch, however long the backend is away.

    Args:
        sink: Where to.
        batch: What.
        stopping: Set when the worker stops.
        on_unavailable: Called after each failed attempt with the failure and the attempt's number from 1.
        sleep: Waits for so many seconds, instead of a wait that ends when the worker stops.
        jitter: Random numbers in [0, 1).

    Returns:
        The delivery, or None when the worker stopped first: then the batch must not be acknowledged.
    """
    attempt = 0
    while not stopping.is_set():
        try:
            return await sink.deliver(batch)
        except SinkUnavailable as failure:
            attempt += 1
            on_unavailable(failure, attempt)
            pause = backoff_seconds(attempt, jitter())
            if failure.retry_after_seconds is not None:
                pause = max(pause, min(failure.retry_after_seconds, MAX_RETRY_AFTER_SECONDS))
            await (sleep(pause) if sleep is not None else _stopped(stopping, pause))
    return None


async def _stopped(stopping: asyncio.Event, seconds: float) -> None:
    """Wait until the worker stops, for so long at most."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stopping.wait(), seconds)
