"""A topic that takes less than it should: what a real broker refuses costs one message and no more."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest
from kafka import KafkaProducer
from kafka.admin import ConfigResource, ConfigResourceType, KafkaAdminClient

from deploy.stack import Stack
from stream.exits import EXIT_FAILED
from stream.messages import Origin
from tests.stack.running import Site
from tests.topics import Stored, read_topics

pytestmark = pytest.mark.stack

MESSAGES = 30
GUILTY = 12
LIMIT_BYTES = 20_000
DEADLINE_SECONDS = 240


def value(number: int) -> bytes:
    """A raw message; one of them is longer than the clean topic takes, however well it is compressed."""
    length = 4 * LIMIT_BYTES if number == GUILTY else 50
    noise = "".join(random.Random(number).choices("ghijklmnopqrstuvwxyz ", k=length))
    return json.dumps({"event": f"record-{number}", "note": noise}).encode()


def clean(site: Site, bootstrap: str) -> dict[int, Stored]:
    """The first clean message of every raw offset; those that come again are the same, and none overtakes another."""
    found: dict[int, Stored] = {}
    for message in read_topics(bootstrap, [f"{site.prefix}clean.logs"]):
        origin = Origin.decode(dict(message.headers)["origin"])
        if origin.offset not in found:
            assert origin.offset == len(found)
            assert origin.previous == origin.offset - 1
            found[origin.offset] = message
        assert found[origin.offset].value == message.value
    return found


def test_what_a_broker_refuses_is_set_aside(stack: Stack, tmp_path: Path) -> None:
    """After a refusal nothing more can be sent to that partition: the worker ends, and the guilty one is found."""
    site = Site(stack, tmp_path, extra={"SCRUBLINE_PARTITIONS": "1", "SCRUBLINE_TICK_SECONDS": "300"})
    site.create_topics()
    bootstrap = site.environment["SCRUBLINE_KAFKA_BOOTSTRAP"]
    admin = KafkaAdminClient(bootstrap_servers=bootstrap)
    admin.alter_configs(
        [
            ConfigResource(
                ConfigResourceType.TOPIC,
                f"{site.prefix}clean.logs",
                {"max.message.bytes": str(LIMIT_BYTES), "message.timestamp.type": "LogAppendTime"},
            )
        ]
    )
    admin.close()
    producer = KafkaProducer(bootstrap_servers=bootstrap)
    for sent in [producer.send(f"{site.prefix}raw.logs", value(number)) for number in range(MESSAGES)]:
        sent.get(timeout=30)
    producer.close()
    codes = []
    deadline = time.monotonic() + DEADLINE_SECONDS
    while len(done := clean(site, bootstrap)) < MESSAGES:
        with site.process("worker-redact", "stream", "worker", "redact") as worker:
            while worker.child.poll() is None and len(clean(site, bootstrap)) < MESSAGES:
                assert time.monotonic() < deadline, site.logs()[-3000:]
            codes.append(worker.stop())
    assert codes[:-1]
    assert {*codes[:-1]} == {EXIT_FAILED}
    assert len(codes) <= 4  # one for all together, two for the guilty one, and one that ends well
    assert codes[-1] == 0
    assert [message.value == b"" for message in done.values()] == [n == GUILTY for n in range(MESSAGES)]
    [dead] = {
        message.value: message for message in read_topics(bootstrap, [f"{site.prefix}raw.dead"])
    }.values()
    assert dead.value == value(GUILTY)
    assert dict(dead.headers)["dead-reason"] == b"watchdog"
