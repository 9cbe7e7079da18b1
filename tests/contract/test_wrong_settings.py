"""A wrong broker, topic, policy, address or TLS file is one line that says what to do, and exit code 78."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stream.exits import EXIT_CONFIG
from stream.settings import Settings
from stream.testing.broker import EmbeddedBroker
from stream.topics import topic_plans


@pytest.fixture(scope="module")
def broker() -> Iterator[EmbeddedBroker]:
    with EmbeddedBroker({plan.name: 2 for plan in topic_plans(Settings())}) as running:
        yield running


def scrubline(folder: Path, arguments: list[str], **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SCRUBLINE_")}
    return subprocess.run(
        [sys.executable, "-m", "stream", *arguments],
        env={**environment, "SCRUBLINE_STATE_DIR": str(folder), "SCRUBLINE_PARTITIONS": "2", **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


BROKER = ({"SCRUBLINE_KAFKA_BOOTSTRAP": "127.0.0.1:1"}, "SCRUBLINE_KAFKA_BOOTSTRAP")
POLICY = ({"SCRUBLINE_POLICY": "/no/such/policy.yaml"}, "SCRUBLINE_POLICY")


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        BROKER,
        ({"SCRUBLINE_TOPIC_PREFIX": "nobodys."}, "SCRUBLINE_TOPIC_PREFIX"),
        POLICY,
        ({"SCRUBLINE_LOKI_URL": "loki:3100"}, "SCRUBLINE_LOKI_URL"),
        (
            {"SCRUBLINE_KAFKA_SECURITY_PROTOCOL": "SSL", "SCRUBLINE_KAFKA_SSL_CAFILE": __file__},
            "SCRUBLINE_KAFKA_SSL_CAFILE",
        ),
        ({"SCRUBLINE_KAFKA_SSL_CERTFILE": "/no/such.pem"}, "SCRUBLINE_KAFKA_SSL_CERTFILE"),
    ],
    ids=["broker", "topic", "policy", "address", "tls", "tls file"],
)
def test_check_names_the_setting(
    broker: EmbeddedBroker, tmp_path: Path, settings: dict[str, str], name: str
) -> None:
    """`check` says in one line per fault what is wrong, without a traceback."""
    expect_one_line(
        scrubline(tmp_path, ["check"], **{"SCRUBLINE_KAFKA_BOOTSTRAP": broker.bootstrap, **settings}), name
    )


@pytest.mark.parametrize(("settings", "name"), [BROKER, POLICY], ids=["broker", "policy"])
def test_a_worker_names_the_setting(
    broker: EmbeddedBroker, tmp_path: Path, settings: dict[str, str], name: str
) -> None:
    """A worker says the same before it starts."""
    environment = {"SCRUBLINE_KAFKA_BOOTSTRAP": broker.bootstrap, **settings}
    expect_one_line(scrubline(tmp_path, ["worker", "redact"], **environment), name)


def expect_one_line(done: subprocess.CompletedProcess[str], name: str) -> None:
    assert done.returncode == EXIT_CONFIG, done.stderr
    told = [line for line in done.stderr.splitlines() if name in line]
    assert told, done.stderr
    assert all(line.startswith("scrubline ") and ": " in line for line in told)
    assert "Traceback" not in done.stderr
