"""What the apps `logs` and `traces` share: clean messages go to a sink, what it refuses to the dead letters.

Messages of all partitions are joined into few large deliveries (`stream.joiner`). A backend that is away is tried
again for ever: the offset stays uncommitted, lag grows, nothing is dropped.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import structlog

from emitters import wire
from stream.encode import clean_message
from stream.errors import BrokerRefused, SinkRejected, SinkUnavailable, StreamError, Unknowable
from stream.joiner import Joiner
from stream.lanes import Delivered
from stream.messages import HEADER_ORIGIN, CleanMessage
from stream.process import AppSpec, WorkerContext
from stream.sinks.sink import UNKNOWN, DeadEntry, Sink, deliver_with_retry
from stream.watchdog import STRIKES_OUT

__all__ = ["DeliverApp", "Unreadable", "attempts_log", "read", "spread"]

log = structlog.get_logger(__name__)

_LOG_EVERY_ATTEMPTS: Final = 10
_TOGETHER: Final = 64
"""Messages of one partition under way at a time."""
_UNREADABLE: Final = "unreadable"
_STRUCK: Final = "watchdog"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A message of a clean topic that is not delivered but buried whole.

    Attributes:
        value: Its bytes.
        reason: "unreadable", when none of our redact workers can have written it; "watchdog", when it has ended this
            worker too often.
        records: How many records it counts for.
    """

    value: bytes
    reason: str = _UNREADABLE
    records: int = 1


_Outcome = tuple[DeadEntry, ...] | Exception
"""What became of one message of a delivery: what was refused of it, or what ended the attempt to deliver it."""


def read(delivered: Delivered) -> CleanMessage | Unreadable:
    """Read the envelope of a clean message."""
    message = delivered.message
    try:
        return clean_message(message.partition, message.offset, message.value, message.headers)
    except ValueError:
        return Unreadable(message.value)


def attempts_log(context: WorkerContext, destination: str) -> Callable[[SinkUnavailable, int], None]:
    """A callback that counts failed attempts and logs the first and every tenth."""

    def unavailable(failure: SinkUnavailable, attempt: int) -> None:
        context.attempted(destination, failure.reason)
        if attempt % _LOG_EVERY_ATTEMPTS == 1:
            log.warning(
                "backend unavailable: trying again",
                destination=destination,
                reason=failure.reason,
                attempt=attempt,
            )

    return unavailable


class DeliverApp:
    """Hands clean messages of one topic to one sink.

    Args:
        context: The worker around it.
        name: App name.
        topic: Clean topic, without the prefix.
        sink: Where to.
        max_bytes: Most bytes of messages joined into one delivery.
    """

    def __init__(
        self,
        context: WorkerContext,
        name: str,
        topic: str,
        sink: Sink[Sequence[CleanMessage]],
        max_bytes: int,
    ) -> None:
        self._context = context
        self._name = name
        self._topic = context.settings.topic(topic)
        self._dead = context.settings.topic("clean.dead")
        self._sink = sink
        self._stopping = asyncio.Event()
        self._joiner: Joiner[CleanMessage, _Outcome] = Joiner(
            self._deliver, size=lambda message: len(message.value), max_bytes=max_bytes
        )

    def spec(self) -> AppSpec[CleanMessage | Unreadable]:
        """How the worker runs it."""
        return AppSpec(
            name=self._name,
            topics=(self._topic,),
            prepare=self.prepare,
            commit=self.commit,
            prepare_some=lambda batch: [self.prepare(delivered) for delivered in batch],
            commit_some=self.commit_some,
            together=_TOGETHER,
            writes=(self._dead,),
            stop=self._stop,
        )

    def prepare(self, delivered: Delivered) -> CleanMessage | Unreadable:
        """Read the envelope, unless the message has ended this worker too often."""
        message = delivered.message
        strikes = self._context.watchdog.strikes(message.topic, message.partition, message.offset)
        if strikes < STRIKES_OUT:
            return read(delivered)
        log.error(
            "a message has ended this worker too often: burying it",
            topic=message.topic,
            partition=message.partition,
            offset=message.offset,
        )
        # Its envelope may be what is wrong with it, so only the count is asked for.
        count = dict(message.headers).get(wire.HEADER_COUNT) or b""
        records = int(count) if count.isdigit() else 1
        # Its dead letter may be what is too large for the topic.
        return Unreadable(message.value if strikes == STRIKES_OUT else b"", _STRUCK, records)

    async def commit(self, message: CleanMessage | Unreadable) -> None:
        """Deliver a message and bury what the backend refused.

        Raises:
            SinkRejected: The message cannot be delivered for what is in it, and it is not known how to go on without.
        """
        books = self._context.books
        if isinstance(message, Unreadable):
            await self._bury(message.value, message.reason, [])
            books.took(message.records)
            books.dead(message.reason, message.records)
            return
        if not message.count:
            return
        refused = await self._joiner.add(message)
        if isinstance(refused, Exception):
            # By this error the lanes know that it is the message's doing: a strike against it alone.
            raise SinkRejected("failed") from refused
        for entry in refused:
            await self._bury(_value_of(message, entry), entry.reason, _headers_of(message, entry))
        books.took(message.count)
        books.delivered(self._sink.name, message.count - sum(entry.records for entry in refused))
        for entry in refused:
            books.dead(entry.reason, entry.records)

    async def commit_some(self, messages: Sequence[CleanMessage | Unreadable]) -> None:
        """The same for messages of one partition, which go to the backend together with those of others."""
        ends = await asyncio.gather(*map(self.commit, messages), return_exceptions=True)
        for end in ends:
            if end is not None:
                raise end

    async def _deliver(self, batch: list[CleanMessage]) -> Sequence[_Outcome]:
        try:
            delivery = await deliver_with_retry(
                self._sink,
                batch,
                stopping=self._stopping,
                on_unavailable=attempts_log(self._context, self._sink.name),
                sleep=self._sleep,
            )
        except StreamError:
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours with one of these messages: which one, is asked
            if len(batch) == 1:
                return [error]
            return [(await self._deliver([message]))[0] for message in batch]
        if delivery is None:
            raise Unknowable("stopped before the backend took the delivery")
        self._context.attempted(self._sink.name, "ok")
        return spread(batch, delivery.dead)

    async def _sleep(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)

    async def _bury(self, value: bytes, reason: str, headers: list[tuple[str, bytes]]) -> None:
        """To the dead letters; of what the broker finds too large, that it was there."""
        headers = [
            ("dead-reason", reason.encode()),
            ("dead-destination", self._sink.name.encode()),
            *headers,
        ]
        publish = self._context.producer.publish
        try:
            await publish(self._dead, value, headers=headers)
        except BrokerRefused:
            raise
        except SinkRejected:
            await publish(self._dead, b"", headers=[*headers, ("dead-size", str(len(value)).encode())])

    async def _stop(self) -> None:
        self._stopping.set()
        await self._joiner.close()
        await self._sink.close()


def spread(batch: Sequence[CleanMessage], dead: Sequence[DeadEntry]) -> list[tuple[DeadEntry, ...]]:
    """The refusals of a delivery, message by message.

    A backend that only says how many it refused has not said which: they are booked on the messages in order, on none
    more than it holds, and every message so touched is buried whole.
    """
    of: list[list[DeadEntry]] = [[] for _ in batch]
    unknown: list[DeadEntry] = []
    for entry in dead:
        (unknown if entry.message == UNKNOWN else of[entry.message]).append(entry)
    for entry in unknown:
        left = entry.records
        for position, message in enumerate(batch):
            room = message.count - sum(one.records for one in of[position])
            taken = min(left, max(room, 0))
            if taken:
                of[position].append(DeadEntry(position, UNKNOWN, taken, entry.reason))
                left -= taken
    return [tuple(entries) for entries in of]


def _value_of(message: CleanMessage, entry: DeadEntry) -> bytes:
    """The refused record, or the whole message where the backend did not say which part it means."""
    if entry.index == UNKNOWN:
        return message.value
    # By line and not decoded: one that cannot be decoded is what may have been refused.
    return message.value.splitlines()[entry.index]


def _headers_of(message: CleanMessage, entry: DeadEntry) -> list[tuple[str, bytes]]:
    return [
        (HEADER_ORIGIN, message.origin.encode()),
        ("dead-index", str(entry.index).encode()),
        (wire.HEADER_COUNT, str(entry.records).encode()),
    ]
