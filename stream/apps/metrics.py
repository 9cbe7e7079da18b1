"""App `metrics`: derives metrics from the clean logs and pushes them by remote write.

`prepare` folds a message into the state of its clean partition and takes the samples of the grid points that it
closed, together with a record of the state that still holds them; `commit` makes the record durable and only then
pushes the samples, again and again if need be. The state is a pure fold of the log, so the next owner goes on from the
record and comes to the very samples that were pushed before; without any record it reads the log from its start.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import structlog

from stream.apps.deliver import attempts_log
from stream.apps.metrics_state import StateKeeper
from stream.config.inputs import raw_partitions_of
from stream.config.settings import Settings
from stream.config.topic_names import CLEAN_LOGS
from stream.derive import (
    Kept,
    Rules,
    State,
    Takeover,
    TimeSeries,
    close,
    encode_state,
    fold,
    identity,
    read_events,
    take_over,
)
from stream.derive.labels import AllowedLabels
from stream.derive.series import Labels
from stream.errors import SettingsFault, Unknowable
from stream.kafka.hooks import Tp
from stream.kafka.start import Start
from stream.messages import clean_message
from stream.sinks.remote_write import RemoteWriteSink
from stream.sinks.sink import deliver_with_retry
from stream.worker.context import AppSpec, WorkerContext
from stream.worker.lanes import Delivered

__all__ = ["MetricsApp", "Pushes", "sink_of", "spec"]

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Pushes:
    """What a message led to.

    Attributes:
        partition: Its clean partition.
        records: Records counted.
        writes: Samples of the grid points that it closed.
        next_offset: Offset after it.
        state: The state that they come from, to be made durable before them; None if no grid point was closed.
    """

    partition: int
    records: int = 0
    writes: Sequence[list[TimeSeries]] = ()
    next_offset: int = 0
    state: bytes | None = None


class MetricsApp:
    """Both steps of the app and the states of its partitions.

    Args:
        context: The worker around it.
        sink: Where samples go.
        keeper: Where states are kept; None for the topic of the settings.
    """

    def __init__(
        self, context: WorkerContext, sink: RemoteWriteSink, keeper: StateKeeper | None = None
    ) -> None:
        self._context = context
        self._sink = sink
        self._keeper = keeper or StateKeeper(context)
        self._topic = context.settings.topic(CLEAN_LOGS)
        self._states: dict[int, State] = {}
        self._rules = {
            partition: _rules(context.settings, partition) for partition in range(context.settings.partitions)
        }
        self._identities = {
            partition: identity(rules, context.settings.external_labels)
            for partition, rules in self._rules.items()
        }
        self._taken: dict[int, Takeover] = {}
        self._owed: dict[int, asyncio.Task[None]] = {}
        self._stopping = asyncio.Event()
        external = tuple(context.settings.external_labels.items())

        @lru_cache(maxsize=65_536)
        def labelled(labels: Labels) -> Labels:
            own = {name for name, _ in labels}
            return tuple(sorted((*labels, *(pair for pair in external if pair[0] not in own))))

        self._labelled = labelled

    def spec(self) -> AppSpec[Pushes]:
        """How the worker runs it."""
        return AppSpec(
            name="metrics",
            topics=(self._topic,),
            prepare=self.prepare,
            commit=self.commit,
            writes=(self._keeper.topic,),
            reads=(self._keeper.topic,),
            replay_from_start=True,
            resume=self._resume,
            assigned=self._assigned,
            revoked=self._revoked,
            check=self._sink.check,
            stop=self._stop,
        )

    def prepare(self, batch: Sequence[Delivered]) -> list[Pushes]:
        """Fold clean messages; each only once, so they come one by one.

        Raises:
            OriginGap: Messages before it never came; counting on would be counting wrong.
        """
        return [self._fold(delivered) for delivered in batch]

    def _fold(self, delivered: Delivered) -> Pushes:
        raw = delivered.message
        state = self._states.get(raw.partition)
        if state is None or delivered.previous + 1 != state.next_offset:
            # Fetched for an assignment that has ended; nobody will acknowledge it.
            return Pushes(raw.partition)
        if state.next_offset == 0 and raw.offset:
            log.warning(
                "the clean log no longer reaches back to its start: totals begin anew",
                partition=raw.partition,
                first_offset=raw.offset,
            )
        try:
            message = clean_message(raw.partition, raw.offset, raw.value, raw.headers)
        except ValueError:
            # Nobody but a redact worker may write here; the logs worker buries it, counting goes on without it.
            self._context.books.dead("unreadable", 1)
            state.next_offset = raw.offset + 1
            return Pushes(raw.partition)
        rules = self._rules[raw.partition]
        struck = delivered.struck
        if struck:
            # Its place in the log still counts, or the next message of its raw partition would show a gap.
            self._context.books.took(message.count)
            self._context.books.dead("watchdog", message.count)
        fold(state, message, () if struck else read_events(message), rules)
        record = None
        if state.closed_ms != state.pushed_ms:
            record = encode_state(state, rules.step_ms, self._identities[raw.partition])
        writes = []
        while series := close(state, rules):
            writes.append(self._labelled_all(series))
        return Pushes(raw.partition, 0 if struck else message.count, writes, state.next_offset, record)

    def _labelled_all(self, series: Sequence[TimeSeries]) -> list[TimeSeries]:
        return [replace(one, labels=self._labelled(one.labels)) for one in series]

    async def commit(self, batch: Sequence[Pushes]) -> None:
        """Make states durable and push what messages closed, oldest grid points first."""
        for pushes in batch:
            if (owed := self._owed.get(pushes.partition)) is not None:
                await owed
                self._owed.pop(pushes.partition, None)
            if pushes.state is not None:
                await self._keeper.store(pushes.partition, pushes.state, pushes.next_offset)
            await self._push(pushes.writes)
            self._context.books.took(pushes.records)
            self._context.books.delivered(self._sink.name, pushes.records)
            # Commits wait for the next state, so they are no sign of life.
            self._context.beat()

    async def _push(self, writes: Sequence[list[TimeSeries]]) -> None:
        for series in writes:
            delivery = await deliver_with_retry(
                self._sink,
                series,
                stopping=self._stopping,
                on_unavailable=attempts_log(self._context, self._sink.name),
            )
            if delivery is None:
                raise Unknowable("stopped before the backend took the samples")
            self._context.attempted(self._sink.name, "ok")
            self._context.telemetry.count("scrubline_samples_total", delivery.delivered, outcome="stored")
            for entry in delivery.dead:
                self._context.telemetry.count("scrubline_samples_total", entry.records, outcome=entry.reason)
                log.warning("samples refused", reason=entry.reason, samples=entry.records)

    async def _resume(self, partitions: Collection[Tp]) -> dict[Tp, int]:
        """Read what is kept of partitions and make it ours; the offsets where their folds go on."""
        self._taken = {}
        for partition, kept in (await self._keeper.load([number for _, number in partitions])).items():
            # The samples of 5,000 histograms take a second: not on the event loop.
            self._taken[partition] = await asyncio.to_thread(self._take_over, partition, kept)
        return {(self._topic, partition): taken.state.next_offset for partition, taken in self._taken.items()}

    def _take_over(self, partition: int, kept: Kept) -> Takeover:
        taken = take_over(kept, self._rules[partition], self._identities[partition])
        return replace(taken, writes=[self._labelled_all(series) for series in taken.writes])

    def _assigned(self, topic: str, partition: int, start: Start) -> None:
        self._context.durable(topic, partition, -1 if start.committed is None else start.committed)
        self._context.telemetry.count(
            "scrubline_state_replayed_messages_total", max(0, start.end - start.position)
        )
        self._keeper.adopt(partition)
        taken = self._taken.pop(partition, None)
        if taken is None or not start.kept:
            self._states[partition] = State(partition)
            return
        log.info(
            "state taken over",
            partition=partition,
            next_offset=taken.state.next_offset,
            messages=start.end - start.position,
        )
        if taken.changed:
            log.warning(
                "the rules of counting have changed: totals go on, and what comes is counted by the new ones",
                partition=partition,
                changed=taken.changed,
            )
        if taken.anew:
            self._context.telemetry.count("scrubline_state_series_anew_total", len(taken.anew))
            log.warning(
                "series are not what they were in another version: these begin anew",
                partition=partition,
                metrics=sorted({key[0] for key in taken.anew}),
            )
        self._states[partition] = taken.begin(start.position)
        if taken.writes:
            # The last owner may have died before it pushed them; the first commit waits until they are stored.
            task = self._owed[partition] = asyncio.get_running_loop().create_task(self._push(taken.writes))
            task.add_done_callback(lambda done: done.cancelled() or done.exception())

    def _revoked(self, _: str, partition: int) -> None:
        self._states.pop(partition, None)
        self._keeper.forget(partition)
        if (owed := self._owed.pop(partition, None)) is not None:
            owed.cancel()

    async def _stop(self) -> None:
        self._stopping.set()
        await self._sink.close()


def _rules(settings: Settings, partition: int) -> Rules:
    step_ms = settings.grid_seconds * 1000
    return Rules(
        raw_partitions=raw_partitions_of(settings, partition),
        step_ms=step_ms,
        lateness_ms=min(5_000, step_ms),
        counted_side=settings.metrics_side,
        labels=AllowedLabels(
            models=frozenset(settings.models),
            tenants=frozenset(settings.tenants),
            features=frozenset(settings.features),
        ),
        accept_gaps=settings.accept_gaps,
    )


def sink_of(settings: Settings) -> RemoteWriteSink:
    """The remote-write receiver that the settings name.

    Raises:
        SettingsFault: None is named.
    """
    if settings.remote_write_url is None:
        raise SettingsFault(
            "SCRUBLINE_REMOTE_WRITE_URL: not set: give the write address, for Prometheus "
            "http://prometheus:9090/api/v1/write"
        )
    return RemoteWriteSink(settings.remote_write_url)


def spec(context: WorkerContext) -> AppSpec[Pushes]:
    """The app of this worker.

    Raises:
        SettingsFault: The settings name no usable receiver.
    """
    return MetricsApp(context, sink_of(context.settings)).spec()
