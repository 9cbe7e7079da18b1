"""What the apps `logs` and `traces` share: clean messages go to a sink, what it refuses to the dead letters.

Messages of all partitions are joined into few large deliveries (`stream.worker.joiner`). A backend that is away is
tried again for ever: the offset stays uncommitted, lag grows, nothing is dropped.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import structlog

from emitters import wire
from stream.apps.refused import RefusedLog
from stream.config.topic_names import CLEAN_DEAD
from stream.errors import SinkRejected, SinkUnavailable, StreamError, Unknowable
from stream.messages import HEADER_ORIGIN, CleanMessage, Message, clean_message
from stream.sinks.sink import UNKNOWN, DeadEntry, Sink, deliver_with_retry
from stream.worker.context import AppSpec, WorkerContext
from stream.worker.joiner import Joiner
from stream.worker.lanes import MAX_TOGETHER, Delivered

__all__ = ["DeliverApp", "Unreadable", "attempts_log", "read", "spread"]

log = structlog.get_logger(__name__)

_LOG_EVERY_ATTEMPTS: Final = 10
_UNREADABLE: Final = "unreadable"
_STRUCK: Final = "watchdog"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A message of a clean topic that is not delivered but buried whole.

    Attributes:
        partition: Where it lay.
        offset: And at which place.
        value: Its bytes.
        reason: "unreadable", when none of our redact workers can have written it; "watchdog", when it has ended this
            worker too often.
        records: How many records it counts for.
    """

    partition: int
    offset: int
    value: bytes
    reason: str = _UNREADABLE
    records: int = 1


_Outcome = tuple[DeadEntry, ...] | Exception
"""What became of one message of a delivery: what was refused of it, or what ended the attempt to deliver it."""


_Fate = tuple[int, int, tuple[tuple[str, int], ...]]
"""For the books: records taken, records delivered, and reason and records of what is dead."""


def read(delivered: Delivered) -> CleanMessage | Unreadable:
    """Read the envelope of a clean message."""
    message = delivered.message
    try:
        return clean_message(message.partition, message.offset, message.value, message.headers)
    except ValueError:
        return Unreadable(message.partition, message.offset, message.value)


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
                **({"advice": failure.advice} if failure.advice else {}),
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
        self._dead = context.settings.topic(CLEAN_DEAD)
        self._sink = sink
        self._refused = RefusedLog(sink.name, self._dead)
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
            together=MAX_TOGETHER,
            writes=(self._dead,),
            check=self._sink.check,
            stop=self._stop,
        )

    def prepare(self, batch: Sequence[Delivered]) -> list[CleanMessage | Unreadable]:
        """Read the envelopes, but of messages that have ended this worker too often."""
        return [self._read(delivered) for delivered in batch]

    def _read(self, delivered: Delivered) -> CleanMessage | Unreadable:
        if not delivered.struck:
            return read(delivered)
        message = delivered.message
        # Its envelope may be what is wrong with it, so only the count is asked for.
        count = dict(message.headers).get(wire.HEADER_COUNT) or b""
        records = int(count) if count.isdigit() else 1
        return Unreadable(message.partition, message.offset, message.value, _STRUCK, records)

    async def commit(self, messages: Sequence[CleanMessage | Unreadable]) -> None:
        """Deliver messages of one partition, together with those of others, and bury what the backend refused.

        Raises:
            SinkRejected: One cannot be delivered for what is in it, and it is not known how to go on without.
        """
        ends = await asyncio.gather(*map(self._settle, messages), return_exceptions=True)
        faults = [end for end in ends if isinstance(end, BaseException)]
        if faults:
            # A refusal tells which message it was; what came after it only tells that the process is to end.
            raise min(faults, key=lambda fault: not isinstance(fault, SinkRejected))
        # Only now: what is not acknowledged comes again, and must not stand in the books twice.
        self._book([end for end in ends if not isinstance(end, BaseException)])

    async def _settle(self, message: CleanMessage | Unreadable) -> _Fate:
        if isinstance(message, Unreadable):
            await self._bury(message, message.value, message.reason, [])
            return message.records, 0, ((message.reason, message.records),)
        if not message.count:
            return 0, 0, ()
        refused = await self._joiner.add(message)
        if isinstance(refused, Exception):
            # By this error the lanes know that it is the message's doing: a strike against it alone.
            raise SinkRejected("failed") from refused
        for entry in refused:
            await self._bury(message, _value_of(message, entry), entry.reason, _headers_of(message, entry))
        delivered = message.count - sum(entry.records for entry in refused)
        return message.count, delivered, tuple((entry.reason, entry.records) for entry in refused)

    def _book(self, fates: Sequence[_Fate]) -> None:
        books = self._context.books
        refused: Counter[str] = Counter()
        for taken, delivered, dead in fates:
            books.took(taken)
            books.delivered(self._sink.name, delivered)
            for reason, records in dead:
                books.dead(reason, records)
                refused[reason] += records
        for reason, records in refused.items():
            self._refused.note(reason, records)

    async def _deliver(self, batch: list[CleanMessage]) -> Sequence[_Outcome]:
        try:
            delivery = await deliver_with_retry(
                self._sink,
                batch,
                stopping=self._stopping,
                on_unavailable=attempts_log(self._context, self._sink.name),
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

    async def _bury(
        self,
        message: CleanMessage | Unreadable,
        value: bytes,
        reason: str,
        headers: list[tuple[str, bytes]],
    ) -> None:
        """To the dead letters; of what they do not take, that it was there."""
        headers = [
            ("dead-reason", reason.encode()),
            ("dead-destination", self._sink.name.encode()),
            *headers,
        ]
        if self._context.watchdog.unburied(self._topic, message.partition, message.offset):
            headers.append(("dead-size", str(len(value)).encode()))
            value = b""
        await self._context.bury(self._dead, message.partition, [Message(value, headers)])

    async def _stop(self) -> None:
        self._stopping.set()
        self._refused.close()
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
