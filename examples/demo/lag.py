"""How far each worker is behind, and whether the embedded broker forgot something before it was read.

librdkafka's mock keeps about 5 MiB per partition and then drops the oldest batches without a word. The demo holds
its load back long before that, and stops loudly if a group's position ever falls behind the start of its log.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer
from aiokafka.structs import TopicPartition

__all__ = ["Fallen", "Lag", "LagProbe"]


class Fallen(RuntimeError):
    """The embedded broker dropped messages that a worker had not read: the demo's figures are void."""


@dataclass(frozen=True, slots=True)
class Lag:
    """Messages that a group has not finished: all together, and in its worst partition."""

    messages: int
    worst: int


class LagProbe:
    """Reads positions of consumer groups without joining them.

    Args:
        bootstrap: The broker.
        groups: Topics of each consumer group.
        partitions: Partitions of each topic.
    """

    def __init__(self, bootstrap: str, groups: Mapping[str, tuple[str, ...]], partitions: int) -> None:
        self._consumers = {
            group: AIOKafkaConsumer(
                bootstrap_servers=bootstrap, group_id=group, enable_auto_commit=False, request_timeout_ms=5000
            )
            for group in groups
        }
        self._partitions = {
            group: [TopicPartition(topic, number) for topic in topics for number in range(partitions)]
            for group, topics in groups.items()
        }

    async def start(self) -> None:
        """Connect."""
        for group, consumer in self._consumers.items():
            await consumer.start()
            consumer.assign(self._partitions[group])

    async def stop(self) -> None:
        """Disconnect."""
        await asyncio.gather(*(consumer.stop() for consumer in self._consumers.values()))

    async def read(self) -> dict[str, Lag]:
        """Lag of every group.

        Raises:
            Fallen: A log now begins after what its group has read.
        """
        return {group: await self._read(group) for group in self._consumers}

    async def _read(self, group: str) -> Lag:
        consumer, partitions = self._consumers[group], self._partitions[group]
        ends = await consumer.end_offsets(partitions)
        starts = await consumer.beginning_offsets(partitions)
        behind = []
        for partition in partitions:
            done = await consumer.committed(partition) or 0
            if done < starts[partition]:
                raise Fallen(
                    f"{partition.topic}/{partition.partition} begins at {starts[partition]}, read was {done}"
                )
            behind.append(max(0, ends[partition] - done))
        return Lag(sum(behind), max(behind))
