"""The receiving half of the strict transport: an offset is committed only when every effect below it is durable.

Overrides what Faust's consumer gets wrong (the table of reasons is in ARCHITECTURE.md): commits that pass
unfinished messages, acknowledgements forgotten before the last commit of a rebalance, an endless wait for streams,
four tasks per message, and records thrown away with the position already past them. It leans on private names of
the pinned faust-streaming and aiokafka versions.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import Any

import structlog
from aiokafka.errors import KafkaError
from faust.transport.drivers import aiokafka as driver

from stream.exits import EXIT_FAILED
from stream.kafka.consumer_thread import ConsumerThread
from stream.kafka.header_keys import escape_header_keys, escapes_header_keys
from stream.kafka.hooks import ConsumerHooks, Tp
from stream.kafka.positions import Positions
from stream.kafka.window import Window

__all__ = ["StrictConsumer"]

log = structlog.get_logger(__name__)

_YIELD_EVERY = 50
_RETRY_SECONDS = 0.2
_IDLE_SECONDS = 0.5
_COMMIT_SECONDS = 2.0
_COMMIT_ATTEMPTS = 4


class StrictConsumer(driver.Consumer):
    """Faust's consumer, committing from the `Window` that its transport carries."""

    logger = logging.getLogger("faust.transport")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._room = asyncio.Event()
        super().__init__(*args, **kwargs)
        transport: Any = self.transport
        self.window: Window[Tp] = transport.window
        self.hooks: ConsumerHooks = transport.hooks
        self._positions = Positions(self)

    def _new_consumer_thread(self) -> ConsumerThread:
        return ConsumerThread(self, loop=self.loop, beacon=self.beacon)

    def membership_fault(self) -> str | None:
        """As `ConsumerThread.membership_fault`."""
        thread: Any = self._thread
        fault: str | None = thread.membership_fault()
        return fault

    def connected(self) -> bool:
        """As `ConsumerThread.connected`."""
        thread: Any = self._thread
        there: bool = thread.connected()
        return there

    def unready(self) -> str | None:
        """What keeps this process from taking part in its group's work, None if nothing does."""
        generation = self.app.consumer_generation_id
        if self.app.should_stop:
            return "stopping"
        if generation <= 0:
            return "not in its consumer group"
        if self.app.rebalancing:
            return "its consumer group is rebalancing"
        if not self.connected():
            return "no broker is connected"
        # More workers than partitions: such a one has nothing to position, and is there for the next rebalance.
        if generation != self._positions.generation and self.assignment():
            return f"partitions are assigned and not begun: {self._positions.fault or 'being positioned'}"
        return None

    # --- acknowledgements and commits ---------------------------------------------------------------------------

    def ack(self, message: Any) -> bool:
        """Mark a message as finished. One of an earlier assignment is ignored: it will come again."""
        if message.acked or message.generation_id != self.app.consumer_generation_id:
            return False
        message.acked = True
        self._unacked_messages.discard(message)
        finished = self.window.finish(message.tp, message.offset)
        self._room.set()
        return finished

    async def force_commit(self, topics: Any = None, start_new_transaction: bool = True) -> bool:
        """Commit the finished prefix of every partition that has moved."""
        del topics, start_new_transaction
        assigned = self.assignment()
        owed = {tp: offset for tp, offset in self.window.owed().items() if tp in assigned}
        if not owed or not await self._commit(owed):
            return False
        self.window.note_committed(owed)
        self.hooks.committed()
        return True

    # --- rebalances and the end ---------------------------------------------------------------------------------

    async def on_partitions_revoked(self, revoked: set[Tp]) -> None:
        """Let what has begun finish, commit it (Faust calls `wait_empty`), and only then forget."""
        await super().on_partitions_revoked(revoked)
        self.window.forget(revoked)
        self.hooks.revoked(revoked)
        self._positions.revoke()
        self._room.set()

    async def wait_empty(self) -> None:
        """Wait for the lanes within a deadline, then commit what is done."""
        await self.hooks.drain(self.hooks.stop_seconds if self.app.should_stop else self.hooks.revoke_seconds)
        # More than once: a commit already under way answers False at once. Not for ever: a group that is being
        # rebalanced may refuse, and then the next owner does the work again.
        for _ in range(_COMMIT_ATTEMPTS):
            if not self.window.owed():
                break
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.commit(), _COMMIT_SECONDS)
            if self.window.owed():
                await asyncio.sleep(_RETRY_SECONDS)

    async def on_stop(self) -> None:
        """Nothing more: Faust's app has called `wait_empty` before it stops us."""

    def resume_partitions(self, tps: Any) -> None:
        """Resume, and wake the fetch loop."""
        super().resume_partitions(tps)
        self._room.set()

    def on_buffer_full(self, tp: Tp) -> None:
        """Nothing: the window holds back before Faust's buffer is full."""

    def on_buffer_drop(self, tp: Tp) -> None:
        """Nothing, as `on_buffer_full`."""

    # --- fetching -----------------------------------------------------------------------------------------------

    async def _drain_messages(self, fetcher: Any) -> None:
        def stopped() -> bool:
            return bool(self._stopped.is_set() or fetcher._stopped.is_set())  # noqa: SLF001 - as Faust's own loop

        try:
            while not stopped():
                if not self.flow_active:
                    await self.can_resume_flow.wait()
                    continue
                # Read before the fetch: one that spans a rebalance brings records of the new assignment
                # and has moved the position past them, so they must be fetched again, not dropped.
                generation = self.app.consumer_generation_id
                if generation != self._positions.generation:
                    if self.assignment():
                        await self._positions.take(generation)
                    else:
                        # More workers than partitions: there is nothing to position until the next rebalance.
                        await self._wait_room(_IDLE_SECONDS)
                    continue
                active = {tp for tp in self._get_active_partitions() if self.window.has_room(tp)}
                if not active or self.window.full:
                    await self._wait_room(0.2)
                    continue
                records = await self._fetch(active)
                if not await self._deliver(records, generation, stopped):
                    self._positions.generation = None
        except (asyncio.CancelledError, *self.consumer_stopped_errors):
            if not self.app.should_stop:
                raise

    async def _fetch(self, active: set[Tp]) -> Any:
        try:
            return await self._getmany(active_partitions=active, timeout=1.0)
        except UnicodeDecodeError:
            if escapes_header_keys():
                raise
            # aiokafka's position is already past what it could not hand out: position anew, and read again.
            log.warning(
                "a record has a header key that is no UTF-8: reading with such keys escaped from now on",
                **self._places(active),
            )
            escape_header_keys()
            self._positions.generation = None
            return {}
        except (KafkaError, ValueError) as error:
            log.error(  # noqa: TRY400 - names and places, never texts
                "records cannot be read", error=type(error).__name__, **self._places(active)
            )
            raise

    def _places(self, partitions: set[Tp]) -> dict[str, Any]:
        positions = {f"{tp.topic}/{tp.partition}": self.window.position(tp) for tp in sorted(partitions)}
        return {"partitions": positions}

    async def _deliver(self, records: Any, generation: int, stopped: Callable[[], bool]) -> bool:
        """Hand records to the stream; False if some were thrown away."""

        def current() -> bool:
            return self.flow_active and generation == self.app.consumer_generation_id and not stopped()

        for count, (tp, record) in enumerate(self.scheduler.iterate(records), 1):
            while self.window.full and current():
                await self._wait_room(1.0)
            if not current():
                return False
            expected = self.window.position(tp)
            if expected is not None and record.offset < expected:
                # Every fetch begins at our position, so the client was sent back by the broker.
                self.hooks.log_cut(tp, expected, record.offset)
                self.hooks.stop("a log was cut below our position", EXIT_FAILED)
                return False
            if expected is not None and record.offset > expected:
                await self._check_gap(tp, expected)
                if not current():
                    return False
            size = len(record.value or b"") + len(record.key or b"")
            if self.window.hand_out(tp, record.offset, size):
                self._read_offset[tp] = record.offset
                await self.callback(self._to_message(tp, record))
            if not count % _YIELD_EVERY:
                await asyncio.sleep(0)
        return True

    async def _check_gap(self, tp: Tp, expected: int) -> None:
        # Compaction and transaction markers leave gaps too; only a log start beyond the gap is a loss.
        while True:
            try:
                start = (await self.earliest_offsets(tp))[tp]
            except KafkaError:
                await asyncio.sleep(_RETRY_SECONDS)
            else:
                break
        if start > expected:
            self.hooks.lost_to_retention(tp, start - expected)

    async def _wait_room(self, timeout_seconds: float) -> None:
        self._room.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._room.wait(), timeout_seconds)
