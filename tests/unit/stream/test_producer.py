"""The publisher: what it waits for, what it tells meanwhile, and which failures it makes of Kafka's."""

from __future__ import annotations

import asyncio
from collections import Counter
from types import SimpleNamespace
from typing import Any, cast

import pytest
from aiokafka.errors import KafkaConnectionError, KafkaTimeoutError, MessageSizeTooLargeError

from stream.errors import SinkRejected, StreamError, Unknowable
from stream.producer import Published, Publisher, StrictProducer


class Accumulator:
    """Takes messages as aiokafka's producer does: first it accepts, later it acknowledges."""

    def __init__(self, *refusals: Exception) -> None:
        self.refusals = list(refusals)
        self.acknowledgements: list[asyncio.Future[Any]] = []

    async def enqueue(self, *_: object) -> asyncio.Future[Any]:
        """Refuse as often as told, then accept."""
        if self.refusals:
            raise self.refusals.pop(0)
        self.acknowledgements.append(asyncio.get_running_loop().create_future())
        return self.acknowledgements[-1]


def publish(accumulator: Accumulator, end: Exception | None = None) -> tuple[object, Counter[str]]:
    """Publish one message whose acknowledgement ends as told, once the publisher has said twice that it waits."""
    told: Counter[str] = Counter()

    def tell(topic: str, outcome: str) -> None:
        assert topic == "t"
        told[outcome] += 1
        if told["waiting"] >= 2 and accumulator.acknowledgements:
            future = accumulator.acknowledgements[0]
            if not future.done():
                metadata = SimpleNamespace(partition=1, offset=7)
                future.set_exception(end) if end is not None else future.set_result(metadata)

    publisher = Publisher(cast("StrictProducer", accumulator), tell, wait_seconds=0.01)

    async def main() -> object:
        async with asyncio.timeout(10):
            try:
                return await publisher.publish("t", b"x")
            except StreamError as error:
                return error

    return asyncio.run(main()), told


def test_every_wait_and_every_acknowledgement_is_told() -> None:
    """A broker that is away is waited for aloud, so that health sees attempts and not silence."""
    result, told = publish(Accumulator())
    assert result == Published(1, 7)
    assert told == {"waiting": 2, "ok": 1}


def test_what_was_not_accepted_is_tried_again() -> None:
    """A full accumulator or missing metadata is a wait, too."""
    result, told = publish(Accumulator(KafkaTimeoutError(), KafkaTimeoutError()))
    assert result == Published(1, 7)
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
    ("end", "kind"), [(MessageSizeTooLargeError(), SinkRejected), (KafkaConnectionError(), Unknowable)]
)
def test_a_failed_acknowledgement_is_no_progress(end: Exception, kind: type[StreamError]) -> None:
    """A send that ends badly is never told as sent."""
    result, told = publish(Accumulator(), end)
    assert type(result) is kind
    assert told["ok"] == 0
