"""App `metrics`: derives metrics from the clean logs and pushes them by remote write.

`prepare` folds a message into the state of its clean partition and takes the samples of the grid points that it
closed; `commit` pushes them, again and again if need be. The state is a pure fold of the log, so an owner that
starts reads its partitions from the start of the log and comes to the very samples that were pushed before.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import structlog

from stream.apps.deliver import attempts_log
from stream.config.inputs import raw_partitions_of
from stream.config.settings import Settings
from stream.config.topic_names import CLEAN_LOGS
from stream.derive import Rules, State, TimeSeries, close, fold, read_events
from stream.derive.labels import AllowedLabels
from stream.derive.series import Labels
from stream.errors import SettingsFault, Unknowable
from stream.messages import clean_message
from stream.sinks.remote_write import RemoteWriteSink
from stream.sinks.sink import deliver_with_retry
from stream.worker.context import AppSpec, WorkerContext
from stream.worker.lanes import Delivered

__all__ = ["MetricsApp", "Pushes", "sink_of", "spec"]

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Pushes:
    """What a message led to: records counted, and the samples of the grid points that it closed."""

    records: int
    writes: list[list[TimeSeries]]


class MetricsApp:
    """Both steps of the app and the states of its partitions.

    Args:
        context: The worker around it.
        sink: Where samples go.
    """

    def __init__(self, context: WorkerContext, sink: RemoteWriteSink) -> None:
        self._context = context
        self._sink = sink
        self._topic = context.settings.topic(CLEAN_LOGS)
        self._states: dict[int, State] = {}
        self._rules = {
            partition: _rules(context.settings, partition) for partition in range(context.settings.partitions)
        }
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
            replay_from_start=True,
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
        if state is None or (delivered.previous < 0) != (state.next_offset == 0):
            return Pushes(0, [])  # fetched for an assignment that has ended; nobody will acknowledge it
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
            return Pushes(0, [])
        rules = self._rules[raw.partition]
        struck = delivered.struck
        if struck:
            # Its place in the log still counts, or the next message of its raw partition would show a gap.
            self._context.books.took(message.count)
            self._context.books.dead("watchdog", message.count)
        fold(state, message, () if struck else read_events(message), rules)
        writes: list[list[TimeSeries]] = []
        while series := close(state, rules):
            writes.append([replace(one, labels=self._labelled(one.labels)) for one in series])
        return Pushes(0 if struck else message.count, writes)

    async def commit(self, batch: Sequence[Pushes]) -> None:
        """Push what messages closed, oldest grid points first."""
        for pushes in batch:
            await self._push(pushes)

    async def _push(self, pushes: Pushes) -> None:
        for series in pushes.writes:
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
        self._context.books.took(pushes.records)
        self._context.books.delivered(self._sink.name, pushes.records)

    def _assigned(self, _: str, partition: int) -> None:
        self._states[partition] = State(partition)

    def _revoked(self, _: str, partition: int) -> None:
        self._states.pop(partition, None)

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
