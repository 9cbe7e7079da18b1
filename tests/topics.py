"""Reads Kafka topics to their end, for tests that look at what lies there."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer

__all__ = ["Stored", "read_topics"]


@dataclass(frozen=True)
class Stored:
    """One message, decompressed."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes
    headers: tuple[tuple[str, bytes], ...]

    @property
    def everything(self) -> str:
        """Key, headers and value as one text to search in."""
        headers = " ".join(f"{name}={value!r}" for name, value in self.headers)
        return f"{self.key!r} {headers} {self.value.decode('utf-8', 'replace')}"


def read_topics(bootstrap: str, topics: Sequence[str]) -> list[Stored]:
    """Every message that is in some topics now."""
    return asyncio.run(_read(bootstrap, topics))


async def _read(bootstrap: str, topics: Sequence[str]) -> list[Stored]:
    consumer = AIOKafkaConsumer(
        *topics, bootstrap_servers=bootstrap, group_id=None, auto_offset_reset="earliest"
    )
    await consumer.start()
    try:
        ends = await consumer.end_offsets(list(consumer.assignment()))
        partitions = [partition for partition, end in ends.items() if end]
        found: list[Stored] = []
        while any([await consumer.position(partition) < ends[partition] for partition in partitions]):
            for messages in (await consumer.getmany(timeout_ms=300)).values():
                found.extend(
                    Stored(m.topic, m.partition, m.offset, m.key, m.value or b"", tuple(m.headers or ()))
                    for m in messages
                )
        return found
    finally:
        await consumer.stop()
