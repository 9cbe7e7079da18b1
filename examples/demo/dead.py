"""Reads the dead letter topics to their end: which records lie there."""

from __future__ import annotations

import json

from aiokafka import AIOKafkaConsumer
from aiokafka.structs import TopicPartition

from emitters import wire

__all__ = ["dead_letters"]


async def dead_letters(bootstrap: str, topic: str, partitions: int) -> tuple[set[str], int]:
    """Everything in a dead letter topic.

    Returns:
        Uids of the log records there, and how many span messages.
    """
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, enable_auto_commit=False)
    await consumer.start()
    uids: set[str] = set()
    spans = 0
    try:
        assigned = [TopicPartition(topic, number) for number in range(partitions)]
        consumer.assign(assigned)
        ends = await consumer.end_offsets(assigned)
        await consumer.seek_to_beginning(*assigned)
        waiting = {partition for partition in assigned if ends[partition]}
        while waiting:
            for partition, messages in (await consumer.getmany(timeout_ms=500)).items():
                for message in messages:
                    found = _uids_in(message.value or b"")
                    uids |= found
                    spans += not found
                if messages and messages[-1].offset + 1 >= ends[partition]:
                    waiting.discard(partition)
    finally:
        await consumer.stop()
    return uids, spans


def _uids_in(value: bytes) -> set[str]:
    uids = set()
    for line in value.split(b"\n"):
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict) and isinstance(uid := record.get(wire.UID), str):
            uids.add(uid)
    return uids
