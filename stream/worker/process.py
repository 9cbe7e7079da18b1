"""One worker process: its own asyncio main around a Faust app, from the first contact to the exit code.

Faust's consumer hands messages to a stream, the stream to `Lanes`, the lanes to the app's two steps. Nothing here
raises into Faust: a failed step stops the process without acknowledging, and the restarted one begins at the
committed offset.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import Mapping, Sequence
from time import monotonic, time
from typing import Any

import structlog

from redaction.garbage import look_seldom
from stream.config.settings import Settings
from stream.errors import SettingsFault, StreamError
from stream.exits import EXIT_CONFIG, EXIT_FAILED, EXIT_OK, EXIT_UNAVAILABLE
from stream.kafka.hooks import Tp
from stream.kafka.producer import Publisher
from stream.kafka.reach import has_answered, note_answer, require_topics
from stream.kafka.start import Start
from stream.kafka.transport import faust_app
from stream.kafka.window import Window
from stream.messages import RawMessage
from stream.telemetry import Books, Telemetry
from stream.worker.confine import end_at_last, no_core_dumps
from stream.worker.context import AppSpec, SpecFactory, WorkerContext
from stream.worker.health import Health, Pulse
from stream.worker.lanes import Delivered, Failure, Lanes
from stream.worker.watchdog import Watchdog

__all__ = ["Worker", "run"]

log = structlog.get_logger(__name__)

_LOOK_SECONDS = 0.5


class Worker:
    """The running process; also what the consumer asks (`ConsumerHooks`)."""

    def __init__(self, spec: AppSpec[Any], context: WorkerContext) -> None:
        settings = context.settings
        self.spec = spec
        self.context = context
        self.replay_from_start = spec.replay_from_start
        self.revoke_seconds = settings.revoke_seconds
        self.stop_seconds = settings.stop_seconds
        self.exit_code = EXIT_OK
        self._stopping = asyncio.Event()
        self._previous: dict[Tp, int] = {}
        self._newest_append = 0.0
        self._connected = True
        # Faust's own buffer must never fill before the window does (it reacts at 80 %).
        self.window: Window[Tp] = Window(
            settings.max_in_flight, settings.max_in_flight_bytes, max(1, settings.max_in_flight // 4)
        )
        self.lanes = Lanes(self._prepare, self._commit, self._step_failed, context.watchdog, spec.together)
        self.app = faust_app(settings, spec.name, spec.topics, self.receive, window=self.window, hooks=self)
        self.pulse = Pulse(self.lag, self._unready, lambda: bool(self.window.owed()))
        context.bind(stop=self.stop, beat=self.pulse.beat, durable=self.window.allow)
        self._show_gauges()

    # --- the consumer's questions -------------------------------------------------------------------------------

    async def drain(self, deadline_seconds: float) -> None:
        """Let begun messages finish; see `Lanes.drain`."""
        await self.lanes.drain(0 if self.exit_code else deadline_seconds)

    async def resume(self, partitions: set[Tp]) -> Mapping[Tp, int]:
        """Where the app's own states go on."""
        return await self.spec.resume(partitions) if self.spec.resume is not None and partitions else {}

    def assigned(self, partition: Tp, start: Start) -> None:
        """A partition became ours."""
        self._previous[partition] = start.previous
        self.context.assignment.add((partition.topic, partition.partition))
        if self.spec.assigned is not None:
            self.spec.assigned(partition.topic, partition.partition, start)
        log.info("partition assigned", **partition._asdict(), committed=start.committed)

    def revoked(self, partitions: set[Tp]) -> None:
        """Partitions are no longer ours."""
        self.context.telemetry.count("scrubline_rebalances_total")
        for partition in partitions:
            self._previous.pop(partition, None)
            self.context.assignment.discard((partition.topic, partition.partition))
            if self.spec.revoked is not None:
                self.spec.revoked(partition.topic, partition.partition)

    def committed(self) -> None:
        """The broker confirmed a commit."""
        self.context.telemetry.count("scrubline_commits_total")
        self.pulse.committed()

    def commit_refused(self) -> None:
        """The broker did not take a commit."""
        self.context.telemetry.count("scrubline_sink_attempts_total", destination="commit", outcome="refused")
        self.pulse.refused()

    def log_cut(self, partition: Tp, position: int, found: int) -> None:
        """The log below our position is not the one that we have worked on."""
        self.context.telemetry.count("scrubline_log_cuts_total")
        log.error(
            "the log is shorter than what was done of it: it was cut or made anew, and its messages are done again",
            topic=partition.topic,
            partition=partition.partition,
            position=position,
            found=found,
        )

    def lost_to_retention(self, partition: Tp, messages: int) -> None:
        """The broker deleted messages before we came to them."""
        self.context.books.lost("retention", messages)
        log.error(
            "messages lost: retention has overtaken this worker",
            topic=partition.topic,
            partition=partition.partition,
            messages=messages,
        )

    # --- the two steps ------------------------------------------------------------------------------------------

    async def receive(self, stream: Any) -> None:
        """The Faust agent: hands every event to its lane; never raises and never acknowledges."""
        async for event in stream.noack().events():
            message = event.message
            previous = self._previous.get(message.tp, -1)
            self._previous[message.tp] = message.offset
            raw = RawMessage(
                topic=message.topic,
                partition=message.partition,
                offset=message.offset,
                append_ms=round(message.timestamp * 1000) if message.timestamp is not None else -1,
                key=message.key,
                value=message.value or b"",
                headers=tuple(message.headers or ()),
            )
            self.lanes.offer(Delivered(raw, previous), event.ack)

    def _prepare(self, batch: Sequence[Delivered]) -> list[tuple[int, Any]]:
        started, prepared = monotonic(), self.spec.prepare(batch)
        self.context.telemetry.observe("scrubline_stage_seconds", monotonic() - started, stage="prepare")
        return [(one.message.append_ms, done) for one, done in zip(batch, prepared, strict=True)]

    async def _commit(self, prepared: Sequence[tuple[int, Any]]) -> None:
        started = monotonic()
        await self.spec.commit([one for _, one in prepared])
        self.context.telemetry.observe("scrubline_stage_seconds", monotonic() - started, stage="commit")
        self._newest_append = max(self._newest_append, *(append_ms / 1000 for append_ms, _ in prepared))

    def _step_failed(self, failure: Failure) -> None:
        log.error(
            "a message, or one of some, could not be processed: stopping without acknowledging it",
            step=failure.step,
            topic=failure.message.topic,
            partition=failure.message.partition,
            offset=failure.message.offset,
            last_offset=failure.messages[-1].offset,
            strike=failure.by_the_message,
            # Our own errors say what is wrong and never hold payload; those of others are only named.
            fault=str(failure.error) if isinstance(failure.error, StreamError) else None,
            exc_info=failure.error,
        )
        self.stop(f"{failure.step}: {type(failure.error).__name__}", EXIT_FAILED)

    # --- the process --------------------------------------------------------------------------------------------

    def stop(self, reason: str, exit_code: int) -> None:
        """Ask for the end; the first failure decides the exit code."""
        if not self._stopping.is_set() or (exit_code and not self.exit_code):
            log.info("stopping", reason=reason, exit_code=exit_code)
        self.exit_code = self.exit_code or exit_code
        self._stopping.set()

    def lag(self) -> int:
        """Messages in our partitions that are not finished yet."""
        behind = 0
        for tp in self.window.partitions:
            end, done = self.app.consumer.highwater(tp), self.window.committable(tp)
            if end is not None and done is not None:
                behind += max(0, end - done)
        return behind

    def _unready(self) -> str | None:
        fault: str | None = self.app.consumer.unready()
        return fault

    async def serve(self) -> int:
        """Run until told to stop; returns the exit code."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop, signal.Signals(number).name, EXIT_OK)
        settings = self.context.settings
        health = Health(settings.health_host, settings.health_port, self.pulse, self.context.telemetry)
        starting: asyncio.Task[None] | None = None
        try:
            try:
                await health.start()
            except OSError as error:
                raise SettingsFault(
                    f"SCRUBLINE_HEALTH_HOST, SCRUBLINE_HEALTH_PORT: cannot bind ({error.strerror})"
                ) from None
            self.context.bind(publisher=Publisher(self.app.producer, self.context.sent))
            if self.spec.start is not None:
                await self.spec.start()
            # Faust's start can wait for ever for a group that refuses us: signals must be heard meanwhile.
            starting = asyncio.create_task(self.app.start())
            await self._watch(starting)
        finally:
            end_at_last(settings.stop_seconds + 15)
            if starting is not None and not starting.done():
                starting.cancel()
                await asyncio.gather(starting, return_exceptions=True)
            await self.app.stop()
            await self.lanes.close()
            if self.spec.stop is not None:
                await self.spec.stop()
            await health.stop()
        return self.exit_code

    async def _watch(self, starting: asyncio.Task[None]) -> None:
        announced = False
        while not self._stopping.is_set():
            if starting.done() and not announced:
                starting.result()
                log.info("worker started", topics=list(self.spec.topics), group=self.app.conf.id)
                announced = True
            if self.app.crashed or (announced and self.app.should_stop):
                self.stop("the Kafka client failed", EXIT_FAILED)
            elif fault := self.app.consumer.membership_fault():
                self.stop(f"group membership ended: {fault}", EXIT_FAILED)
            if announced:
                self._look_at_connection()
            self.pulse.look()  # so that a time without work does not count as a stall
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), _LOOK_SECONDS)

    def _look_at_connection(self) -> None:
        connected = self.app.consumer.connected()
        if not connected:
            # Killing us would not bring the brokers back; `/readyz` and the lag tell of it.
            self.pulse.beat()
        if connected is not self._connected:
            (log.info if connected else log.warning)("brokers", connected=connected)
            self._connected = connected

    def _show_gauges(self) -> None:
        show = self.context.telemetry.show
        show("scrubline_in_flight_messages", lambda: self.window.messages)
        show("scrubline_in_flight_bytes", lambda: self.window.bytes)
        show("scrubline_lag_messages", self.lag)
        show("scrubline_partitions", lambda: len(self.context.assignment))
        show(
            "scrubline_newest_event_age_seconds",
            lambda: time() - self._newest_append if self._newest_append else -1.0,
        )


def run(make_spec: SpecFactory, name: str, settings: Settings, worker: type[Worker] = Worker) -> int:
    """Run one worker until it is told to stop.

    Args:
        make_spec: Makes the app.
        name: Its name, for metrics, logs and the strike file.
        settings: The process's settings.
        worker: What runs it; a subclass may take the stream another way.

    Returns:
        0 after a clean stop, 70 if a step failed, 78 for wrong settings (the faults go to standard error), 69 if no
        broker answers where one has answered before.
    """
    no_core_dumps()
    # Acknowledgements and heartbeats must get their turn while `prepare` computes.
    sys.setswitchinterval(0.001)
    telemetry = Telemetry(name)
    try:
        with Watchdog(settings.state_dir, name, settings.watchdog_seconds) as watchdog:
            context = WorkerContext(settings, telemetry, Books(telemetry), watchdog)
            return asyncio.run(_main(make_spec, context, worker))
    except SettingsFault as fault:
        for line in fault.faults:
            sys.stderr.write(f"scrubline worker {name}: {line}\n")
        return EXIT_UNAVAILABLE if fault.transient and has_answered(settings) else EXIT_CONFIG


async def _main(make_spec: SpecFactory, context: WorkerContext, worker: type[Worker]) -> int:
    spec = make_spec(context)
    look_seldom()
    context.partitions.update(await require_topics(context.settings, spec.every_topic))
    note_answer(context.settings)
    await spec.look()
    return await worker(spec, context).serve()
