"""The embedded broker: what it offers to clients, in this process and as one of its own."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest

from stream.check import check, check_brokers
from stream.config.setting_types import Source
from stream.config.settings import Settings
from stream.config.topics import topic_plans
from stream.errors import BrokerUnavailable, SettingsFault
from stream.kafka import admin, reconcile
from stream.kafka.reach import await_brokers, partitions_of, require_topics
from stream.testing.broker import API_VERSION, EmbeddedBroker

ROOT = Path(__file__).parents[3]


def settings_for(broker: EmbeddedBroker, **values: object) -> Settings:
    """Settings that point at the embedded broker."""
    return Settings.model_validate(
        {"kafka_bootstrap": broker.bootstrap, "kafka_api_version": API_VERSION, **values}
    )


def test_topics_have_the_partitions_that_were_asked_for() -> None:
    """Topics are there before the first client is, with any number of partitions."""
    with EmbeddedBroker({"a": 1, "b": 32}) as broker:
        broker.create_topic("c", 5)
        assert asyncio.run(partitions_of(settings_for(broker))) == {"a": 1, "b": 32, "c": 5}


def test_missing_topics_and_wrong_partitions_are_told_at_once() -> None:
    """One line per fault, each with the setting to look at."""
    with EmbeddedBroker({"scrubline.raw.logs": 3, "otlp_logs": 2}) as broker:
        source = Source(topic="otlp_logs", alias="otel", signal="logs", encoding="otlp_proto", partitions=4)
        settings = settings_for(broker, partitions=8, sources=[source.model_dump()])
        with pytest.raises(SettingsFault) as caught:
            asyncio.run(require_topics(settings, ["scrubline.raw.logs", "scrubline.clean.logs", "otlp_logs"]))
    assert [fault.partition(":")[0] for fault in caught.value.faults] == [
        "topic scrubline.clean.logs",
        "SCRUBLINE_SOURCES",
        "SCRUBLINE_PARTITIONS",
    ]


def test_check_is_silent_when_all_is_well_and_asks_every_checker() -> None:
    """Faults of further checkers stand beside those of the brokers."""

    async def sink(_: Settings) -> None:
        raise SettingsFault("SCRUBLINE_LOKI_URL: nobody answers: check the address")

    with EmbeddedBroker({plan.name: 2 for plan in topic_plans(Settings())}) as broker:
        settings = settings_for(broker, partitions=2)
        assert asyncio.run(check(settings, [check_brokers])) == []
        assert asyncio.run(check(settings, [check_brokers, sink])) == [
            "SCRUBLINE_LOKI_URL: nobody answers: check the address"
        ]


def test_check_names_every_missing_setting_and_a_wrong_policy() -> None:
    """Broker, policy and the three backends are looked at side by side, one line each."""
    faults = asyncio.run(check(Settings(kafka_bootstrap="127.0.0.1:1", policy="no-such-policy")))
    assert [fault.partition(":")[0] for fault in faults] == [
        "SCRUBLINE_KAFKA_BOOTSTRAP",
        "SCRUBLINE_POLICY",
        "SCRUBLINE_LOKI_URL",
        "SCRUBLINE_TRACES_URL",
        "SCRUBLINE_REMOTE_WRITE_URL",
    ]


def test_administration_says_that_there_is_no_controller() -> None:
    """No waiting for something that will never answer; topic ids are the stand-in."""
    with EmbeddedBroker({"a": 1}) as broker:
        settings = settings_for(broker)
        with pytest.raises(SettingsFault, match="SCRUBLINE_KAFKA_API_VERSION"):
            reconcile.compare(settings, topic_plans(settings))
        assert asyncio.run(admin.topic_ids(settings, ["a"])) == {"a": admin.NO_TOPIC_ID}


def test_as_its_own_process_it_says_where_it_is_and_stops_on_sigterm() -> None:
    """The first line of output is the address as JSON."""
    command = [
        sys.executable,
        "-m",
        "stream.testing.broker",
        "--topic",
        "a:3",
        "--topic",
        "b",
        "--partitions",
        "2",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT) as process:
        try:
            assert process.stdout is not None
            said = json.loads(process.stdout.readline())
            settings = Settings.model_validate(
                {"kafka_bootstrap": said["bootstrap"], "kafka_api_version": said["api_version"]}
            )
            assert asyncio.run(partitions_of(settings)) == {"a": 3, "b": 2}
            process.terminate()
            assert process.wait(20) == 0
        finally:
            process.kill()


async def _late(broker: EmbeddedBroker, wait_seconds: float) -> int:
    """Ask for a broker behind a door that opens after the third visitor; gives the number of visitors sent away."""
    refused = 0
    host, _, port = broker.bootstrap.rpartition(":")

    async def door(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal refused
        if refused == 3:
            inside, outside = await asyncio.open_connection(host, int(port))
            while request := await reader.read(1 << 16):
                outside.write(request)
                writer.write(await inside.read(1 << 16))
            outside.close()
        else:
            refused += 1
        writer.close()

    server = await asyncio.start_server(door, "127.0.0.1", 0)
    address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        await await_brokers(settings_for(broker, kafka_bootstrap=address), wait_seconds)
    return refused


def test_a_broker_that_comes_late_can_be_waited_for() -> None:
    """Silence is asked again as long as one is told to wait, and not at all without."""
    with EmbeddedBroker({"a": 1}) as broker:
        assert asyncio.run(_late(broker, 60)) == 3
        with pytest.raises(BrokerUnavailable):
            asyncio.run(_late(broker, 0))


def test_a_wrong_setting_is_not_waited_for() -> None:
    """What a wait cannot mend is told at once."""
    with EmbeddedBroker({"a": 1}) as broker, pytest.raises(SettingsFault, match="speaks PLAINTEXT, not SSL"):
        asyncio.run(await_brokers(settings_for(broker, kafka_security_protocol="SSL"), 3600))
