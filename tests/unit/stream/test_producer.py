"""The publisher: what it waits for, what it tells meanwhile, and which failures it makes of Kafka's."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any, cast

import pytest
from aiokafka.errors import KafkaConnectionError, KafkaTimeoutError, MessageSizeTooLargeError

from stream.errors import BrokerRefused, SinkRejected, StreamError, Unknowable
from stream.kafka.producer import Publisher, StrictProducer
from stream.messages import Message


class Accumulator:
    """Takes messages as aiokafka's producer does: first it accepts, later it acknowledges."""

    def __init__(self, *refusals: Exception) -> None:
        self.refusals = list(refusals)
        self.acknowledgements: list[asyncio.Future[Any]] = []

    async def enqueue_together(self, *_: object) -> tuple[int, asyncio.Future[Any]]:
        """Refuse as often as told, then accept."""
        if self.refusals:
            raise self.refusals.pop(0)
        self.acknowledgements.append(asyncio.get_running_loop().create_future())
        return 1, self.acknowledgements[-1]


def publish(accumulator: Accumulator, end: Exception | None = None) -> tuple[object, Counter[str]]:
    """Publish one message whose acknowledgement ends as told, once the publisher has said twice that it waits."""
    told: Counter[str] = Counter()

    def tell(topic: str, outcome: str) -> None:
        assert topic == "t"
        told[outcome] += 1
        if told["waiting"] >= 2 and accumulator.acknowledgements:
            future = accumulator.acknowledgements[0]
            if not future.done():
                future.set_exception(end) if end is not None else future.set_result(None)

    publisher = Publisher(cast("StrictProducer", accumulator), tell, wait_seconds=0.01)

    async def main() -> object:
        async with asyncio.timeout(10):
            try:
                await publisher.publish("t", b"x", partition=1)
            except StreamError as error:
                return error
            return None

    return asyncio.run(main()), told


def test_every_wait_and_every_acknowledgement_is_told() -> None:
    """A broker that is away is waited for aloud, so that health sees attempts and not silence."""
    result, told = publish(Accumulator())
    assert result is None
    assert told == {"waiting": 2, "ok": 1}


def test_what_was_not_accepted_is_tried_again() -> None:
    """A full accumulator or missing metadata is a wait, too."""
    result, told = publish(Accumulator(KafkaTimeoutError(), KafkaTimeoutError()))
    assert result is None
    assert told["waiting"] >= 3


@pytest.mark.parametrize(
    ("refusal", "kind", "reason"),
    [
        (MessageSizeTooLargeError(), SinkRejected, "oversize"),
        (TypeError(), SinkRejected, "unencodable"),
        (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogate"), SinkRejected, "unencodable"),
        (KafkaConnectionError(), Unknowable, "publishing to t failed: KafkaConnectionError"),
        (AssertionError(), Unknowable, "publishing to t failed: AssertionError"),
    ],
)
def test_refusals_are_about_the_message_or_unknowable(
    refusal: Exception, kind: type[StreamError], reason: str
) -> None:
    """What can never be sent is a rejection; everything else may have been written."""
    result, told = publish(Accumulator(refusal))
    assert type(result) is kind
    assert str(result) == reason
    assert not told


@pytest.mark.parametrize(
    ("end", "kind"), [(MessageSizeTooLargeError(), BrokerRefused), (KafkaConnectionError(), Unknowable)]
)
def test_a_failed_acknowledgement_is_no_progress(end: Exception, kind: type[StreamError]) -> None:
    """A send that ends badly is never told as sent."""
    result, told = publish(Accumulator(), end)
    assert type(result) is kind
    assert told["ok"] == 0


class Batches:
    """Takes up to three messages at a time, and acknowledges them when it is told to."""

    def __init__(self, *ends: Exception | None) -> None:
        self.ends = list(ends)
        self.taken: list[list[bytes]] = []
        self.unanswered = 0

    async def enqueue_together(
        self, topic: str, partition: int, messages: Sequence[Message]
    ) -> tuple[int, asyncio.Future[Any]]:
        """Accept, unless one is still under way."""
        assert (topic, partition) == ("t", 1)
        assert not self.unanswered
        self.unanswered += 1
        self.taken.append([message.value for message in messages[:3]])
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_later(0.01, self._answer, future)
        return len(self.taken[-1]), future

    def _answer(self, future: asyncio.Future[Any]) -> None:
        self.unanswered -= 1
        end = self.ends.pop(0) if self.ends else None
        future.set_exception(end) if end is not None else future.set_result(None)


def publish_together(accumulator: Batches) -> tuple[object, Counter[str]]:
    """Publish seven messages together."""
    told: Counter[str] = Counter()
    publisher = Publisher(cast("StrictProducer", accumulator), lambda _, outcome: told.update([outcome]))

    async def main() -> object:
        try:
            await publisher.publish_together("t", 1, [Message(b"%d" % number) for number in range(7)])
        except StreamError as error:
            return error
        return None

    return asyncio.run(main()), told


def test_messages_sent_together_keep_their_order() -> None:
    """What one record batch does not hold goes with the next, which is sent only after the first is durable."""
    batches = Batches()
    result, told = publish_together(batches)
    assert result is None
    assert batches.taken == [[b"0", b"1", b"2"], [b"3", b"4", b"5"], [b"6"]]
    assert told == {"ok": 7}


@pytest.mark.parametrize(
    ("end", "kind"), [(MessageSizeTooLargeError(), BrokerRefused), (KafkaConnectionError(), Unknowable)]
)
def test_nothing_is_sent_behind_a_batch_that_failed(end: Exception, kind: type[StreamError]) -> None:
    """Otherwise a later message could stand in the log before an earlier one."""
    batches = Batches(None, end)
    result, told = publish_together(batches)
    assert type(result) is kind
    assert len(batches.taken) == 2
    assert told == {"ok": 3}
