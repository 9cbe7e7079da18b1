"""Where the partitions of an assignment begin: asked of the broker and of the app, then told to both.

Nothing is fetched of an assignment before all of it is positioned; until then the worker is not ready, and says why.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping
from typing import Any, Final

import structlog
from aiokafka.errors import KafkaError

from stream.errors import StreamError
from stream.exits import EXIT_FAILED
from stream.kafka.hooks import ConsumerHooks, Tp
from stream.kafka.start import Start, begin

__all__ = ["Positions"]

log = structlog.get_logger(__name__)

_RETRY_SECONDS: Final = 0.2
_STATE_RETRY_SECONDS: Final = 1.0


class Positions:
    """The positions of one consumer.

    Args:
        consumer: Whose partitions they are, a `stream.kafka.consumer.StrictConsumer`.

    Attributes:
        generation: Of the group, the one whose assignment is positioned; None while none is.
        fault: What the last attempt failed by, "" if it did not.
    """

    def __init__(self, consumer: Any) -> None:
        self._consumer = consumer
        self._opened: dict[Tp, int] = {}
        self._revocations = 0
        self.generation: int | None = None
        self.fault = ""

    def revoke(self) -> None:
        """Note that something is taken away: what is being positioned may be that."""
        self._revocations += 1
        self.generation, self.fault = None, ""

    async def take(self, generation: int) -> None:
        """Position every partition: after the last delivered, else at the committed offset, else the start.

        To be called again until `generation` is this one.

        Args:
            generation: The present one of the group.
        """
        consumer, revocations = self._consumer, self._revocations

        def is_past() -> bool:
            # A revocation is told before the group has its next generation.
            return revocations != self._revocations or generation != consumer.app.consumer_generation_id

        committed = await self._asked(consumer.seek_to_committed())
        if committed is None or is_past():
            return
        # aiokafka announces every revocation; if it ever did not, what is left of it must not be trusted.
        stale = {tp for tp in consumer.window.partitions if self._opened.get(tp) != generation}
        if stale:
            consumer.window.forget(stale)
            consumer.hooks.revoked(stale)
        fresh = {tp for tp in committed if consumer.window.position(tp) is None}
        kept = await self._resume(fresh)
        if kept is None or is_past():
            return
        # After the states: an owner that is on its way out may still write one, and the log it is of has grown.
        starts = await self._asked(consumer.earliest_offsets(*committed))
        ends = await self._asked(consumer.highwaters(*committed))
        if starts is None or ends is None or is_past():
            return
        for tp in fresh:
            replay = consumer.hooks.replay_from_start
            self._open(tp, begin(committed[tp], kept.get(tp), starts[tp], ends[tp], replay=replay))
            self._opened[tp] = generation
        places = {tp: consumer.window.position(tp) for tp in committed}
        positions = {tp: position for tp, position in places.items() if position is not None}
        try:
            await consumer.seek_wait(positions)
        except (KafkaError, TimeoutError) as error:
            await self._not_now(error)
            return
        if not is_past():
            self.generation, self.fault = generation, ""

    async def _asked(self, answer: Awaitable[Mapping[Tp, Any]]) -> dict[Tp, Any] | None:
        """An answer of the broker, None if there is none now."""
        try:
            return dict(await answer)
        except (KafkaError, AssertionError) as error:  # aiokafka asserts that something is assigned
            await self._not_now(error)
            return None

    async def _not_now(self, error: Exception) -> None:
        unassigned = isinstance(error, AssertionError)
        self.fault = "nothing is assigned" if unassigned else f"no answer of a broker: {type(error).__name__}"
        log.warning("cannot position partitions, trying again", error=type(error).__name__)
        await asyncio.sleep(_RETRY_SECONDS)

    async def _resume(self, partitions: set[Tp]) -> Mapping[Tp, int] | None:
        """Where the app's own states go on; None if that is not known, or never will be."""
        hooks: ConsumerHooks = self._consumer.hooks
        try:
            return await hooks.resume(partitions)
        except StreamError as error:
            self.fault = str(error)
            if error.transient:
                log.warning("cannot read what was kept of partitions, trying again", fault=str(error))
            else:
                log.error("what was kept of partitions cannot be used", fault=str(error))  # noqa: TRY400 - told whole
                hooks.stop(f"taking over: {type(error).__name__}", EXIT_FAILED)
            await asyncio.sleep(_STATE_RETRY_SECONDS)
            return None

    def _open(self, tp: Tp, start: Start) -> None:
        consumer = self._consumer
        if start.cut is not None:
            consumer.hooks.log_cut(tp, start.cut, start.position)
        consumer.window.open(tp, start.position, start.committed)
        consumer.hooks.assigned(tp, start)
        if start.lost:
            consumer.hooks.lost_to_retention(tp, start.lost)
