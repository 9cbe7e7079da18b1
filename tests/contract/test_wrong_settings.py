"""A wrong broker, topic, policy, address or TLS file is one line that says what to do, and exit code 78."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
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


Command = Callable[..., tuple[int | None, str]]


def scrubline(folder: Path, arguments: list[str], **settings: str) -> tuple[int, str]:
    """The command as it is started: exit code and standard error. `command` is the same without its imports."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SCRUBLINE_")}
    done = subprocess.run(
        [sys.executable, "-m", "stream", *arguments],
        env={**environment, "SCRUBLINE_STATE_DIR": str(folder), "SCRUBLINE_PARTITIONS": "2", **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stderr


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
    broker: EmbeddedBroker, tmp_path: Path, command: Command, settings: dict[str, str], name: str
) -> None:
    """`check` says in one line per fault what is wrong, without a traceback."""
    environment = {
        "SCRUBLINE_PARTITIONS": "2",
        "SCRUBLINE_KAFKA_BOOTSTRAP": broker.bootstrap,
        **settings,
    }
    expect_one_line(command(tmp_path, ["check"], **environment), name)


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
    broker: EmbeddedBroker, tmp_path: Path, command: Command, other_server: str, worker: str
) -> None:
    """An address at which something else listens is told before the first delivery."""
    environment = {
        "SCRUBLINE_PARTITIONS": "2",
        "SCRUBLINE_KAFKA_BOOTSTRAP": broker.bootstrap,
        BACKENDS[worker]: other_server,
    }
    expect_one_line(command(tmp_path, ["worker", worker], **environment), BACKENDS[worker])


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


def expect_one_line(done: tuple[int | None, str], name: str) -> None:
    code, text = done
    assert code == EXIT_CONFIG, text
    told = [line for line in text.splitlines() if name in line]
    assert told, text
    assert all(line.startswith("scrubline ") and ": " in line for line in told)
    assert "Traceback" not in text
