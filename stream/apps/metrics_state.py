"""Keeps the states of the metrics worker's partitions in a compacted topic, and finds them there again.

One record per partition and closed grid point. The fold is a pure function of the clean log and every owner goes on
where its record says, so none of this is fenced: an owner on its way out may write a record behind its successor's,
and that one is right too, only older. Of the newest ones the furthest is taken.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from time import time
from typing import Final, NamedTuple

import structlog

from stream.config.topic_names import CLEAN_LOGS, CLEAN_METRICS_STATE
from stream.config.topics import STATE_MESSAGE_BYTES
from stream.derive import Kept, decode_state, read_reach
from stream.errors import SinkRejected, StateUnreadable, Unknowable
from stream.kafka.tail import Stored, read_tails
from stream.worker.context import WorkerContext

__all__ = ["MAX_RECORD_BYTES", "StateKeeper"]

log = structlog.get_logger(__name__)

MAX_RECORD_BYTES: Final = STATE_MESSAGE_BYTES - (1 << 12)
"""The rest is for what Kafka puts around it."""

ReadTails = Callable[[Collection[int]], Awaitable[dict[int, list[Stored]]]]


class _Last(NamedTuple):
    written: float
    size: int


class StateKeeper:
    """The topic of the states, as one worker sees it.

    Args:
        context: The worker around it.
        read: Reads the newest records of partitions; None for the topic itself.
    """

    def __init__(self, context: WorkerContext, read: ReadTails | None = None) -> None:
        self.topic = context.settings.topic(CLEAN_METRICS_STATE)
        self._logs = context.settings.topic(CLEAN_LOGS)
        self._context = context
        self._read = read or self._read_topic
        self._last: dict[int, _Last] = {}
        self._read_last: dict[int, _Last] = {}
        self._too_large: set[int] = set()
        show = context.telemetry.show
        show("scrubline_state_age_seconds", self._age_seconds)
        show("scrubline_state_bytes", lambda: max((last.size for last in [*self._last.values()]), default=0))

    async def load(self, partitions: Collection[int]) -> dict[int, Kept]:
        """The furthest of the last states of partitions; a partition of which none is kept is left out.

        Raises:
            BrokerUnavailable: They cannot be read now.
            SettingsFault: They must not be read by us.
            StateUnreadable: None of the newest of a partition is what this version reads.
        """
        found: dict[int, Kept] = {}
        for partition, records in (await self._read(partitions)).items():
            # 5,000 histograms take a third of a second: not on the event loop.
            furthest = await asyncio.to_thread(_furthest, partition, records)
            if furthest is not None:
                found[partition], record = furthest
                self._read_last[partition] = _Last(record.append_ms / 1000, len(record.value))
        return found

    def adopt(self, partition: int) -> None:
        """A partition is ours from here on, with what was last loaded of it."""
        last = self._read_last.pop(partition, None)
        if last is not None:
            self._last[partition] = last

    async def store(self, partition: int, record: bytes, next_offset: int) -> None:
        """Keep a state, and wait until it is durable; then offsets below its `next_offset` may be committed.

        One that is too large for the topic is left out, loudly: samples and totals stay what they are, but whoever
        takes over reads the log from the last record on.

        Raises:
            Unknowable: It may or may not have been written, or the topic takes less than it should.
        """
        if len(record) > MAX_RECORD_BYTES:
            self._context.telemetry.count("scrubline_state_records_total", outcome="oversize")
            if partition not in self._too_large:
                self._too_large.add(partition)
                log.error(
                    "the state of a partition is too large to be kept: a restart reads its log from the last one that "
                    "was: have fewer models, tenants or features as labels",
                    partition=partition,
                    bytes=len(record),
                    most=MAX_RECORD_BYTES,
                )
            return
        try:
            await self._context.producer.publish(
                self.topic, record, partition=partition, key=str(partition).encode()
            )
        except SinkRejected as refused:
            # No strike: it is not the doing of the message that closed the grid point.
            raise Unknowable(f"the state of partition {partition} was refused: {refused}") from None
        self._too_large.discard(partition)
        self._last[partition] = _Last(time(), len(record))
        self._context.telemetry.count("scrubline_state_records_total", outcome="stored")
        self._context.durable(self._logs, partition, next_offset)

    def forget(self, partition: int) -> None:
        """It is not ours any more."""
        self._last.pop(partition, None)
        self._too_large.discard(partition)

    def _age_seconds(self) -> float:
        oldest = min((last.written for last in [*self._last.values()]), default=None)
        return -1.0 if oldest is None else max(0.0, time() - oldest)

    async def _read_topic(self, partitions: Collection[int]) -> dict[int, list[Stored]]:
        return await read_tails(self._context.settings, self.topic, partitions)


def _furthest(partition: int, records: Sequence[Stored]) -> tuple[Kept, Stored] | None:
    """The furthest of a partition's records, of equals the newest; only that one is read whole."""
    unreadable: StateUnreadable | None = None
    reaches: list[tuple[tuple[int, int], int]] = []
    for at, record in enumerate(records):
        try:
            reaches.append((read_reach(record.value, partition), at))
        except StateUnreadable as fault:
            unreadable = fault
    for _, at in sorted(reaches, reverse=True):
        try:
            kept = decode_state(records[at].value, partition)
        except StateUnreadable as fault:
            unreadable = fault
            continue
        if unreadable is not None:
            # Each that can be read is right, and an older one only makes the way longer.
            log.warning("a state record is passed over", partition=partition, fault=str(unreadable))
        return kept, records[at]
    if unreadable is not None:
        raise unreadable
    return None
