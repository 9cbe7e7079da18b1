"""A wrong broker, topic, policy, address or TLS file is one line that says what to do, and exit code 78."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from stream.config.settings import Settings
from stream.config.topics import topic_plans
from stream.exits import EXIT_CONFIG
from stream.testing.broker import EmbeddedBroker


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


class Nothing(BaseHTTPRequestHandler):
    """A server that has nothing at any address."""

    def do_POST(self) -> None:
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - so it is called there
        """Say nothing."""


@pytest.fixture
def other_server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Nothing) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


BACKENDS = {
    "logs": "SCRUBLINE_LOKI_URL",
    "traces": "SCRUBLINE_TRACES_URL",
    "metrics": "SCRUBLINE_REMOTE_WRITE_URL",
}


@pytest.mark.parametrize("worker", BACKENDS)
def test_a_worker_names_the_wrong_backend(
    broker: EmbeddedBroker, tmp_path: Path, other_server: str, worker: str
) -> None:
    """An address at which something else listens is told before the first delivery."""
    environment = {"SCRUBLINE_KAFKA_BOOTSTRAP": broker.bootstrap, BACKENDS[worker]: other_server}
    expect_one_line(scrubline(tmp_path, ["worker", worker], **environment), BACKENDS[worker])


def test_a_worker_tells_of_a_backend_that_is_away(broker: EmbeddedBroker, tmp_path: Path) -> None:
    """Nobody listens there: that may pass, so the worker says so at once and waits."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SCRUBLINE_")}
    environment |= {
        "SCRUBLINE_STATE_DIR": str(tmp_path),
        "SCRUBLINE_PARTITIONS": "2",
        "SCRUBLINE_HEALTH_PORT": "0",
        "SCRUBLINE_KAFKA_BOOTSTRAP": broker.bootstrap,
        "SCRUBLINE_LOKI_URL": "http://127.0.0.1:1",
    }
    worker = subprocess.Popen(
        [sys.executable, "-m", "stream", "worker", "logs"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert worker.stdout is not None
    try:
        told = []
        for line in worker.stdout:
            told.append(line)
            if "worker started" in line:
                break
        assert any("SCRUBLINE_LOKI_URL" in line and "unreachable" in line for line in told), told
    finally:
        worker.terminate()
        worker.communicate(timeout=30)
    assert worker.returncode == 0


def expect_one_line(done: subprocess.CompletedProcess[str], name: str) -> None:
    assert done.returncode == EXIT_CONFIG, done.stderr
    told = [line for line in done.stderr.splitlines() if name in line]
    assert told, done.stderr
    assert all(line.startswith("scrubline ") and ": " in line for line in told)
    assert "Traceback" not in done.stderr
