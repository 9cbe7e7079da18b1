"""What the benchmarks do with a broker: one for the run, topics of one partition, messages in, messages out."""

from __future__ import annotations

import contextlib
import functools
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer

from deploy.stack.builds import binaries
from deploy.stack.errors import NotReadyError
from deploy.stack.ports import free_ports
from deploy.stack.servers import Kafka

__all__ = ["broker", "create_topics", "reading", "send"]


@contextlib.contextmanager
def broker(directory: Path) -> Iterator[str]:
    """A real Kafka of its own on free ports, stopped at the end; gives host:port."""
    ports = dict(zip(Kafka.port_names, free_ports(len(Kafka.port_names)), strict=True))
    kafka = Kafka(directory / "kafka", functools.partial(binaries, "kafka"), ports, tethered=True)
    try:
        kafka.start()
        kafka.wait_ready()
        yield kafka.bootstrap
    finally:
        kafka.stop()


def create_topics(bootstrap: str, *names: str) -> None:
    """Make topics of one partition."""
    admin: Any = KafkaAdminClient(bootstrap_servers=bootstrap)
    try:
        plans = {name: {"num_partitions": 1, "replication_factor": 1} for name in names}
        admin.create_topics(plans, wait_for_metadata=True)
    finally:
        admin.close()


def send(
    bootstrap: str, topic: str, values: Sequence[bytes], headers: Sequence[tuple[str, bytes]] = ()
) -> None:
    """Put messages into a topic, in order; returns when the broker has them all."""
    # In few requests: it is not the sending that is measured.
    producer = KafkaProducer(bootstrap_servers=bootstrap, acks="all", linger_ms=20, batch_size=900_000)
    try:
        for sent in [producer.send(topic, value, headers=list(headers)) for value in values]:
            sent.get(timeout=60)
    finally:
        producer.close()


@contextlib.contextmanager
def reading(bootstrap: str, topic: str) -> Iterator[Iterator[Any]]:
    """The messages of a topic from its first on, as they come.

    The iterator raises NotReadyError when none has come for a minute.
    """
    consumer = KafkaConsumer(topic, bootstrap_servers=bootstrap, auto_offset_reset="earliest")

    def messages() -> Iterator[Any]:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            for batch in consumer.poll(timeout_ms=200).values():
                yield from batch
                deadline = time.monotonic() + 60
        raise NotReadyError(f"nothing came in {topic} for a minute")

    try:
        yield messages()
    finally:
        consumer.close()
