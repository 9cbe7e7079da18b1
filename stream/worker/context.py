"""The seam between the kernel and the apps: what an app declares, and what it may use."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import structlog

from stream.config.settings import Settings
from stream.errors import BackendUnavailable, BrokerRefused
from stream.exits import EXIT_FAILED
from stream.messages import Message
from stream.telemetry import Books, Telemetry
from stream.worker.lanes import Delivered
from stream.worker.watchdog import Watchdog

if TYPE_CHECKING:
    from stream.kafka.producer import Publisher

__all__ = ["AppSpec", "SpecFactory", "WorkerContext"]

log = structlog.get_logger(__name__)

T = TypeVar("T")


@dataclass(frozen=True)
class AppSpec(Generic[T]):
    """One box of the pipeline, as the worker runs it.

    Attributes:
        name: App name; its consumer group is the topic prefix and this.
        topics: Full names of the topics to consume.
        prepare: Synchronous first step, on a thread of its own, one call at a time: some messages of one partition in
            order, and what each turned into.
        commit: Second step for what one such call gave; returns when every effect of all of them is durable, and only
            then they are acknowledged.
        together: At most so many messages in one call. With more than one it must not matter to a message whether it
            comes alone, nor if it is prepared twice.
        writes: Full names of topics to publish to; checked at start.
        replay_from_start: On assignment read from the start of the log; committed offsets only say how far the
            group has come.
        assigned: Called with (topic, partition) before its first message.
        revoked: Called with (topic, partition) after its last.
        check: Asks the backend whether it would take deliveries, before the group is joined; raises `SettingsFault`.
        start: Called before the group is joined, for what `commit` needs (sessions, background tasks).
        stop: Called after the last, also when the process fails.
    """

    name: str
    topics: tuple[str, ...]
    prepare: Callable[[Sequence[Delivered]], Sequence[T]]
    commit: Callable[[Sequence[T]], Coroutine[Any, Any, None]]
    together: int = 1
    writes: tuple[str, ...] = ()
    replay_from_start: bool = False
    assigned: Callable[[str, int], None] | None = None
    revoked: Callable[[str, int], None] | None = None
    check: Callable[[], Awaitable[None]] | None = None
    start: Callable[[], Awaitable[None]] | None = None
    stop: Callable[[], Awaitable[None]] | None = None

    async def look(self) -> None:
        """Say what stands against deliveries before the first one; a backend that is away may come while we wait.

        Raises:
            SettingsFault: It is there and takes nothing: a wrong path, no rights, no TLS.
        """
        if self.check is None:
            return
        try:
            await self.check()
        except BackendUnavailable as away:
            for fault in away.faults:
                log.warning("backend unavailable: deliveries wait for it", fault=fault)
        except BaseException:
            if self.stop is not None:
                await self.stop()
            raise


@dataclass
class WorkerContext:
    """What an app may use.

    Attributes:
        settings: The process's settings.
        telemetry: The declared metrics.
        books: Fates of records.
        watchdog: Knows which messages have killed a process before.
        partitions: Number of partitions of each topic in `AppSpec.topics` and `AppSpec.writes`.
        assignment: Partitions that are ours now.
    """

    settings: Settings
    telemetry: Telemetry
    books: Books
    watchdog: Watchdog
    partitions: dict[str, int] = field(default_factory=dict)
    assignment: set[tuple[str, int]] = field(default_factory=set)
    _publisher: Publisher | None = None
    _stop: Callable[[str, int], None] | None = None
    _beat: Callable[[], None] | None = None

    def bind(
        self,
        *,
        publisher: Publisher | None = None,
        stop: Callable[[str, int], None] | None = None,
        beat: Callable[[], None] | None = None,
    ) -> None:
        """Give the app what there is of its process by now; what is left out stays as it was.

        Args:
            publisher: Behind `producer`.
            stop: Behind `stop`.
            beat: Called with each sign of life.
        """
        self._publisher = publisher or self._publisher
        self._stop = stop or self._stop
        self._beat = beat or self._beat

    @property
    def producer(self) -> Publisher:
        """Sends messages; to be asked for from `AppSpec.start` on, and to be awaited once messages flow.

        Raises:
            RuntimeError: It was asked for while the spec was being made.
        """
        if self._publisher is None:
            raise RuntimeError("the producer exists from AppSpec.start on, not while the spec is made")
        return self._publisher

    def partition_in(self, topic: str, partition: int) -> int:
        """The partition of a written topic for what comes from a partition of an input topic.

        Args:
            topic: One of `AppSpec.writes`.
            partition: Of the input.
        """
        return partition % self.partitions.get(topic, 1)

    async def bury(self, topic: str, partition: int, letters: Sequence[Message]) -> None:
        """Send dead letters, in few requests.

        Args:
            topic: Where dead letters of this app go.
            partition: Of the input message or messages.
            letters: What is sent.

        Raises:
            SinkRejected: As `Publisher.publish_together`; a `BrokerRefused` tells that it was a dead letter.
        """
        try:
            await self.producer.publish_together(topic, self.partition_in(topic, partition), letters)
        except BrokerRefused:
            raise BrokerRefused(topic, dead_letter=True) from None

    def stop(self, reason: str, exit_code: int = EXIT_FAILED) -> None:
        """End the process: with code 0 after finishing what has begun, else at once and without acknowledging."""
        if self._stop is not None:
            self._stop(reason, exit_code)

    def attempted(self, destination: str, outcome: str) -> None:
        """A delivery was tried, whatever came of it: the process is alive."""
        self.telemetry.count("scrubline_sink_attempts_total", destination=destination, outcome=outcome)
        if self._beat is not None:
            self._beat()

    def sent(self, topic: str, outcome: str) -> None:
        """A message was acknowledged ("ok"), or the broker is waited for ("waiting"): the process is alive."""
        if outcome == "ok":
            self.telemetry.count("scrubline_messages_published_total")
        self.attempted(topic, outcome)


SpecFactory = Callable[[WorkerContext], AppSpec[Any]]
"""Makes the app of this process; raises `SettingsFault` for a wrong policy or sink setting."""
