"""The sending half of the strict transport: idempotent, awaited, and never a failure that nobody hears of."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from aiokafka.errors import KafkaError, KafkaTimeoutError, MessageSizeTooLargeError
from faust.exceptions import NotReady
from faust.transport.drivers import aiokafka as driver

from stream.errors import BrokerRefused, SinkRejected, Unknowable
from stream.messages import Message

__all__ = ["MAX_REQUEST_BYTES", "Publisher", "StrictProducer"]

T = TypeVar("T")
MAX_REQUEST_BYTES = 8 << 20

_RETRY_SECONDS = 0.5
_WAIT_SECONDS = 5.0
"""How often a send that waits for the broker says so."""


class StrictProducer(driver.Producer):
    """Faust's producer with idempotence on, and without the ways to send that nobody awaits."""

    logger = logging.getLogger("faust.transport")

    def _settings_extra(self) -> Mapping[str, Any]:
        # Faust itself switches idempotence on only under exactly_once, which does not work (Faust #177).
        return {"acks": "all", "enable_idempotence": True}

    async def send(self, *_: Any, **__: Any) -> Any:
        """Refuse: Faust logs a failed send of its own and commits past it.

        Raises:
            RuntimeError: Always; `Publisher.publish` is the way.
        """
        raise RuntimeError("awaited sends only: use Publisher.publish")

    async def enqueue_together(
        self, topic: str, partition: int, messages: Sequence[Message]
    ) -> tuple[int, Awaitable[Any]]:
        """Put as many of some messages as one record batch holds into aiokafka's accumulator, at least one.

        Returns:
            How many, and a future that ends with their acknowledgement.
        """
        if len(messages[0].value) > MAX_REQUEST_BYTES:
            raise MessageSizeTooLargeError
        producer = self._ensure_producer()
        batch = producer.create_batch()
        taken = 0
        for value, headers, key in messages:
            if batch.append(timestamp=None, key=key, value=value, headers=list(headers)) is None:
                break
            taken += 1
        # Nobody else's messages: what happens to the batch is to be these messages' doing.
        batch.close()
        future: Awaitable[Any] = await producer.send_batch(batch, topic, partition=partition)
        return taken, future


class Publisher:
    """What the apps send with: awaited calls, each for one message or for several of one partition.

    A broker that is away makes the call wait, for ever if need be; the caller's lag grows and nothing is dropped.

    Args:
        producer: The running app's producer.
        tell: Called with topic and "ok" for each acknowledgement, "waiting" now and then while there is none.
        wait_seconds: How often a send that waits tells it.
    """

    def __init__(
        self,
        producer: StrictProducer,
        tell: Callable[[str, str], None],
        wait_seconds: float = _WAIT_SECONDS,
    ) -> None:
        self._producer = producer
        self._tell = tell
        self._wait_seconds = wait_seconds

    async def publish(
        self,
        topic: str,
        value: bytes,
        *,
        partition: int,
        headers: Sequence[tuple[str, bytes]] = (),
        key: bytes | None = None,
    ) -> None:
        """Send one message and wait until it is durable; see `publish_together`."""
        await self.publish_together(topic, partition, [Message(value, headers, key)])

    async def publish_together(self, topic: str, partition: int, messages: Sequence[Message]) -> None:
        """Send messages to one partition, in order and in few requests, and wait until all are durable.

        What one record batch holds is written whole or not at all, and the next is sent only after it. So in the log no
        message stands before one that was given before it, whatever fails.

        Args:
            topic: Full topic name.
            partition: Target partition.
            messages: Together they are refused if one of them is.

        Raises:
            SinkRejected: One of them is larger than a request may be ("oversize"), or no Kafka record ("unencodable");
                those before it may have been sent.
            BrokerRefused: A record batch is larger than the topic takes.
            Unknowable: Some may or may not have been written; only a restart from the committed offset is safe.
        """
        sent = 0
        while sent < len(messages):
            left = messages[sent:]
            taken, accepted = await self._accepted(
                topic, partial(self._producer.enqueue_together, topic, partition, left)
            )
            await self._acknowledged(topic, accepted)
            sent += taken
            for _ in range(taken):
                self._tell(topic, "ok")

    async def _acknowledged(self, topic: str, accepted: Awaitable[Any]) -> Any:
        acknowledged = asyncio.ensure_future(accepted)
        while not (await asyncio.wait([acknowledged], timeout=self._wait_seconds))[0]:
            self._tell(topic, "waiting")
        try:
            return await acknowledged
        except MessageSizeTooLargeError:
            raise BrokerRefused(topic) from None
        except KafkaError as error:
            raise Unknowable(f"publishing to {topic} failed: {type(error).__name__}") from None

    async def _accepted(self, topic: str, enqueue: Callable[[], Awaitable[T]]) -> T:
        while True:
            try:
                return await enqueue()
            except MessageSizeTooLargeError:
                raise SinkRejected("oversize") from None
            except (KafkaTimeoutError, NotReady):
                # Not accepted yet (no metadata, accumulator full, still starting): trying again cannot duplicate.
                self._tell(topic, "waiting")
                await asyncio.sleep(_RETRY_SECONDS)
            except (KafkaError, AssertionError) as error:
                raise Unknowable(f"publishing to {topic} failed: {type(error).__name__}") from None
            except (TypeError, ValueError):
                # It cannot be written down as a Kafka record, and the next process could not either.
                raise SinkRejected("unencodable") from None
