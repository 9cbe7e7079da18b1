"""The Collector that the benchmarks compare with does its work on the real broker: it reads, redacts and writes."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer

from bench.otlp_sample import messages, planted
from bench.peer_collector import Patterns, peer_collector
from deploy.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.timeout(900)]

RECORDS = 2_000


@pytest.fixture
def topics(stack: Stack) -> Iterator[Callable[[], str]]:
    """Make topics of one partition; all are deleted afterwards."""
    admin: Any = KafkaAdminClient(bootstrap_servers=stack.kafka.bootstrap)
    made: list[str] = []

    def make() -> str:
        name = f"peer.{uuid.uuid4().hex}"
        admin.create_topics({name: {"num_partitions": 1, "replication_factor": 1}}, wait_for_metadata=True)
        made.append(name)
        return name

    try:
        yield make
        admin.delete_topics(made)
    finally:
        admin.close()


def fill(stack: Stack, topic: str) -> None:
    """Put the sample records into a topic."""
    producer = KafkaProducer(bootstrap_servers=stack.kafka.bootstrap, acks="all")
    try:
        for message in messages(RECORDS):
            producer.send(topic, message).get(timeout=20)
    finally:
        producer.close()


def drain(stack: Stack, topic: str, wanted: int) -> bytes:
    """The messages of a topic, joined, once there are so many."""
    consumer = KafkaConsumer(topic, bootstrap_servers=stack.kafka.bootstrap, auto_offset_reset="earliest")
    got: list[bytes] = []
    deadline = time.monotonic() + 30
    try:
        while len(got) < wanted:
            assert time.monotonic() < deadline, f"{len(got)} of {wanted} messages"
            for batch in consumer.poll(timeout_ms=500).values():
                got.extend(message.value for message in batch)
    finally:
        consumer.close()
    return b"".join(got)


@pytest.mark.parametrize("patterns", [*get_args(Patterns), None])
def test_the_collector_redacts(
    stack: Stack, topics: Callable[[], str], tmp_path: Path, patterns: Patterns | None
) -> None:
    """With tuned patterns no planted value is left in what it writes, with the others some are; without any all are."""
    source, output = topics(), topics()
    fill(stack, source)
    broker = stack.kafka.bootstrap
    with peer_collector(
        tmp_path, broker, source, patterns=patterns, exporter="kafka", output=output
    ) as collector:
        collector.wait(RECORDS, 60)
        written = drain(stack, output, RECORDS // 200)
    values = [value.encode() for number in range(1, RECORDS, 2) for value in planted(number)]
    found = sum(value in written for value in values)
    total = RECORDS // 2 * 3  # three of the ten stand in every second record
    least, most = {"tuned": (0, 0), None: (total, total)}.get(patterns, (1, total - 1))
    assert least <= found <= most


def test_cpu_seconds_grow_with_the_records(stack: Stack, topics: Callable[[], str], tmp_path: Path) -> None:
    """What the benchmark subtracts, the CPU seconds before and after a load, differ when there was one."""
    source = topics()
    with peer_collector(tmp_path, stack.kafka.bootstrap, source) as collector:
        collector.wait(0, 60)
        before = collector.process.cpu_seconds
        fill(stack, source)
        collector.wait(RECORDS, 60)
        assert collector.accepted_records == RECORDS
        assert collector.process.cpu_seconds > before
