"""`scrubline check` on real servers: what it says of topics that are not ours."""

from __future__ import annotations

import contextlib
import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType

from deploy.stack import Stack
from emitters.kafka_socket import DIRECT_URL
from tests.stack.running import PARTITIONS, Site

pytestmark = pytest.mark.stack


def administrator(stack: Stack) -> Any:
    """An admin client; untyped because the type stubs that checkers know are those of kafka-python 2."""
    options: dict[str, Any] = {"bootstrap_servers": stack.kafka.bootstrap, "proxy_url": DIRECT_URL}
    return KafkaAdminClient(**options)


def test_a_foreign_topic_must_carry_the_brokers_time(stack: Stack, tmp_path: Path) -> None:
    """A source stamped by its producers is a fault with the command that mends it; mended, it is none."""
    topic = f"foreign.{uuid.uuid4().hex}"
    source = {"topic": topic, "alias": "foreign", "signal": "logs", "encoding": "ndjson"}
    site = Site(stack, tmp_path, extra={"SCRUBLINE_SOURCES": json.dumps([source])})
    site.create_topics()
    with contextlib.closing(administrator(stack)) as admin:
        wanted = {topic: {"num_partitions": PARTITIONS, "replication_factor": 1}}
        admin.create_topics(wanted, timeout_ms=20_000, wait_for_metadata=True)
        found = site.command("check")
        assert found.returncode == 78
        (line,) = found.stderr.splitlines()
        assert line.startswith(
            f"scrubline check: SCRUBLINE_SOURCES: topic {topic}: message.timestamp.type is CreateTime, "
            "should be LogAppendTime"
        )
        assert f"--alter --topic {topic} --add-config message.timestamp.type=LogAppendTime" in line
        settings = {"message.timestamp.type": "LogAppendTime"}
        admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, settings)], incremental=True)
        mended = site.command("check")
        admin.delete_topics([topic], timeout_ms=20_000)
    assert mended.returncode == 0, mended.stderr
