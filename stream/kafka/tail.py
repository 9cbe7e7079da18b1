"""The newest messages of a compacted topic's partitions, read once and without a group: what was kept there last."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError, TopicAuthorizationFailedError

from stream.config.settings import Settings
from stream.errors import BrokerUnavailable, SettingsFault
from stream.kafka.reach import client_options

__all__ = ["Stored", "read_tails"]

_NEWEST: Final = 8
_WIDER: Final = 16
_DEADLINE_SECONDS: Final = 30.0
_FETCH_WAIT_MS: Final = 100


@dataclass(frozen=True, slots=True)
class Stored:
    """One message: its place, the broker's or the producer's time in epoch milliseconds, its value."""

    offset: int
    append_ms: int
    value: bytes


async def read_tails(
    settings: Settings, topic: str, partitions: Collection[int], newest: int = _NEWEST
) -> dict[int, list[Stored]]:
    """The last messages of some partitions, up to their ends as they are now.

    Args:
        settings: Say where the brokers are.
        topic: Its full name.
        partitions: Which of its partitions.
        newest: How many offsets to look back; further where compaction has left nothing there.

    Returns:
        Per partition, in order; none only where the partition holds none at all.

    Raises:
        BrokerUnavailable: It could not be read now.
        SettingsFault: We may not read it.
    """
    consumer = AIOKafkaConsumer(
        **client_options(settings),
        group_id=None,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        fetch_max_wait_ms=_FETCH_WAIT_MS,
    )
    try:
        async with asyncio.timeout(_DEADLINE_SECONDS):
            await consumer.start()
            return await _read(consumer, [TopicPartition(topic, number) for number in partitions], newest)
    except TopicAuthorizationFailedError:
        raise SettingsFault(
            f"topic {topic}: this user may not read it: let the worker read and write it, as the table of "
            "`scrubline topics create` says"
        ) from None
    except (KafkaError, TimeoutError) as error:
        raise BrokerUnavailable(f"topic {topic} could not be read: {type(error).__name__}") from None
    finally:
        with contextlib.suppress(KafkaError, OSError):
            await consumer.stop()


async def _read(
    consumer: AIOKafkaConsumer, partitions: list[TopicPartition], newest: int
) -> dict[int, list[Stored]]:
    ends = await consumer.end_offsets(partitions)
    starts = await consumer.beginning_offsets(partitions)
    found: dict[int, list[Stored]] = {}
    for partition in partitions:
        start, end, back = starts[partition], ends[partition], newest
        consumer.assign([partition])
        stored: list[Stored] = []
        begin = end
        while not stored and begin > start:
            begin, back = max(start, end - back), back * _WIDER
            stored = await _between(consumer, partition, begin, end)
        found[partition.partition] = stored
    return found


async def _between(
    consumer: AIOKafkaConsumer, partition: TopicPartition, begin: int, end: int
) -> list[Stored]:
    consumer.seek(partition, begin)
    stored: list[Stored] = []
    while await consumer.position(partition) < end:
        for messages in (await consumer.getmany(partition, timeout_ms=_FETCH_WAIT_MS)).values():
            stored += [
                Stored(message.offset, message.timestamp, message.value)
                for message in messages
                if message.value is not None and message.offset < end
            ]
    return stored
