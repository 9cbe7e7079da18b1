"""TLS and SASL against a real broker: emitters and workers get through, and say what is wrong when they do not."""

from __future__ import annotations

import asyncio
import functools
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kafka import KafkaConsumer

from deploy.stack import ToolMissingError
from deploy.stack.builds import binaries
from deploy.stack.ports import free_ports
from emitters.kafka_socket import DIRECT_URL
from stream.config.settings import Settings
from stream.errors import SettingsFault
from stream.kafka.reach import partitions_of
from tests.stack.secure_kafka import PASSWORD, USER, Authority, SecureKafka

pytestmark = pytest.mark.stack

EMIT = """
import sys, emitters
emitters.configure(service_name="secure", stats_file=sys.argv[1], shutdown_seconds=float(sys.argv[2]))
log = emitters.get_logger()
for number in range(20):
    log.info("secure", number=number)
"""


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureKafka]:
    """A broker of its own with TLS and SASL listeners."""
    build = functools.partial(binaries, "kafka")
    try:
        build()
    except ToolMissingError as error:
        if os.environ.get("SCRUBLINE_REQUIRE_DATA") == "1":
            raise
        pytest.skip(f"Kafka cannot be built or run here: {error}")
    names = SecureKafka.port_names
    ports = dict(zip(names, free_ports(len(names)), strict=True))
    kafka = SecureKafka(tmp_path_factory.mktemp("secure-kafka"), build, ports, tethered=True)
    kafka.start()
    try:
        kafka.wait_ready()
        yield kafka
    finally:
        kafka.stop()


def client(broker: SecureKafka, folder: Path, way: str, **changes: str) -> dict[str, str]:
    """The environment of a process that reaches the broker by `SSL`, or by SASL with the mechanism of that name."""
    sasl = way != "SSL"
    protocol = "SASL_SSL" if sasl else "SSL"
    settings = {
        "KAFKA_BOOTSTRAP": broker.address(protocol),
        "KAFKA_SECURITY_PROTOCOL": protocol,
        "KAFKA_SSL_CAFILE": str(broker.authority.certificate),
        "TOPIC_PREFIX": f"t{uuid.uuid4().hex[:10]}.",
        "PARTITIONS": "2",
        "REPLICATION": "1",
        "STATE_DIR": str(folder / "state"),
    }
    if sasl:
        settings |= {
            "KAFKA_SASL_MECHANISM": way,
            "KAFKA_SASL_USERNAME": USER,
            "KAFKA_SASL_PASSWORD": PASSWORD,
        }
    settings |= changes
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SCRUBLINE_")}
    return kept | {f"SCRUBLINE_{name}": value for name, value in settings.items()}


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python to its end; whatever it says, it never says the password."""
    done = subprocess.run(
        [sys.executable, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert environment.get("SCRUBLINE_KAFKA_SASL_PASSWORD", PASSWORD) not in done.stdout + done.stderr
    return done


def numbers(broker: SecureKafka, topic: str, count: int) -> list[int]:
    """Attribute `number` of the first records of a topic, read over the plaintext listener."""
    options: dict[str, Any] = {
        "bootstrap_servers": broker.bootstrap,
        "auto_offset_reset": "earliest",
        "consumer_timeout_ms": 60_000,
        "proxy_url": DIRECT_URL,
    }
    consumer = KafkaConsumer(topic, **options)
    found: list[int] = []
    try:
        for message in consumer:
            found += [json.loads(line)["number"] for line in message.value.splitlines()]
            if len(found) >= count:
                break
    finally:
        consumer.close()
    return found


@pytest.mark.parametrize("way", ["SSL", "PLAIN", "SCRAM-SHA-512"])
def test_records_go_through(broker: SecureKafka, tmp_path: Path, way: str) -> None:
    """Topics are made, emitters deliver, the redact worker reads and writes: all over the secured listener."""
    environment = client(broker, tmp_path, way)
    created = run(environment, "-m", "stream", "topics", "create")
    assert created.returncode == 0, created.stderr
    stats = tmp_path / "stats"
    assert run(environment, "-c", EMIT, str(stats), "30").returncode == 0
    assert json.loads(stats.read_text())["delivered"] == 20
    log = tmp_path / "worker.log"
    with log.open("wb") as errors:
        worker = subprocess.Popen(
            [sys.executable, "-m", "stream", "worker", "redact"], env=environment, stderr=errors
        )
    try:
        found = numbers(broker, f"{environment['SCRUBLINE_TOPIC_PREFIX']}clean.logs", 20)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(60) == 0
    finally:
        if worker.poll() is None:
            worker.kill()
            worker.wait()
    assert found == list(range(20))
    assert PASSWORD not in log.read_text()
    # The sinks are not set here, so the check finds fault with those, and with nothing of Kafka.
    checked = run(environment, "-m", "stream", "check")
    assert "KAFKA" not in checked.stderr
    assert "topic" not in checked.stderr


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The certificate of an authority that has signed nothing here."""
    other = Authority(tmp_path_factory.mktemp("stranger"))
    other.issue()
    return other.certificate


@pytest.mark.parametrize(
    ("setting", "way", "changes"),
    [
        ("SCRUBLINE_KAFKA_SSL_CAFILE", "SSL", {"KAFKA_SSL_CAFILE": "{stranger}"}),
        ("SCRUBLINE_KAFKA_SASL_USERNAME", "PLAIN", {"KAFKA_SASL_PASSWORD": "wrong-9f2c"}),
        ("SCRUBLINE_KAFKA_SASL_USERNAME", "SCRAM-SHA-512", {"KAFKA_SASL_PASSWORD": "wrong-9f2c"}),
        ("SCRUBLINE_KAFKA_SASL_USERNAME", "SCRAM-SHA-512", {"KAFKA_SASL_USERNAME": "nobody"}),
        ("SCRUBLINE_KAFKA_SASL_MECHANISM", "SCRAM-SHA-256", {}),
        ("SCRUBLINE_KAFKA_BOOTSTRAP", "SSL", {"KAFKA_BOOTSTRAP": "localhost:{ssl}"}),
        ("SCRUBLINE_KAFKA_SSL_CERTFILE", "SSL", {"KAFKA_BOOTSTRAP": "127.0.0.1:{mutual}"}),
        (
            "SCRUBLINE_KAFKA_SSL_CERTFILE",
            "SSL",
            {
                "KAFKA_BOOTSTRAP": "127.0.0.1:{mutual}",
                "KAFKA_SSL_CERTFILE": "{own}",
                "KAFKA_SSL_KEYFILE": "{own}",
            },
        ),
        (
            "SCRUBLINE_KAFKA_BOOTSTRAP",
            "SSL",
            {"KAFKA_BOOTSTRAP": "127.0.0.1:{astray}", "KAFKA_SECURITY_PROTOCOL": "PLAINTEXT"},
        ),
        (
            "SCRUBLINE_KAFKA_BOOTSTRAP",
            "SSL",
            {"KAFKA_BOOTSTRAP": "127.0.0.1:{controller}", "KAFKA_SECURITY_PROTOCOL": "PLAINTEXT"},
        ),
    ],
)
def test_a_refusal_is_one_line_with_the_setting(
    request: pytest.FixtureRequest, tmp_path: Path, setting: str, way: str, changes: dict[str, str]
) -> None:
    """The check names the setting that is wrong in one line, exits with 78 and tells no secret."""
    broker, stranger = (request.getfixturevalue(name) for name in ("broker", "stranger"))
    places = {**broker.ports, "stranger": stranger, "own": stranger.with_name("broker.pem")}
    changes = {name: value.format(**places) for name, value in changes.items()}
    refused(client(broker, tmp_path, way, **changes), setting, "check")


@pytest.mark.parametrize("spoken", ["PLAINTEXT", "SSL", "SASL_SSL"])
@pytest.mark.parametrize("wanted", ["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"])
def test_a_listener_of_another_protocol_is_named(broker: SecureKafka, spoken: str, wanted: str) -> None:
    """Whatever is spoken to whichever port: the fault says what the port speaks, and it is not an outage."""
    settings = Settings.model_validate(
        {
            "kafka_bootstrap": broker.address(spoken),
            "kafka_security_protocol": wanted,
            "kafka_sasl_username": USER,
            "kafka_sasl_password": PASSWORD,
            "kafka_ssl_cafile": broker.authority.certificate,
        }
    )
    if spoken == wanted:
        assert isinstance(asyncio.run(partitions_of(settings)), dict)
        return
    with pytest.raises(SettingsFault) as fault:
        asyncio.run(partitions_of(settings))
    assert not fault.value.transient
    assert str(fault.value).startswith(
        f"SCRUBLINE_KAFKA_SECURITY_PROTOCOL: {broker.address(spoken)} speaks {spoken}, not {wanted}: "
        f"set it to {spoken}, "
    )


@pytest.mark.parametrize("command", [("topics", "create"), ("worker", "redact")])
def test_every_command_says_so(broker: SecureKafka, tmp_path: Path, command: tuple[str, ...]) -> None:
    """What the check says of a wrong password, the other commands that need the broker say too."""
    environment = client(broker, tmp_path, "PLAIN", KAFKA_SASL_PASSWORD="wrong-9f2c")
    refused(environment, "SCRUBLINE_KAFKA_SASL_USERNAME, SCRUBLINE_KAFKA_SASL_PASSWORD", *command)


def test_more_replicas_than_brokers_are_one_line(broker: SecureKafka, tmp_path: Path) -> None:
    """Neither new topics nor old ones are made to need replicas that are not there."""
    environment = client(broker, tmp_path, "SSL", REPLICATION="3")
    refused(environment, "SCRUBLINE_REPLICATION: the cluster has fewer than 3 brokers", "topics", "create")
    one = environment | {"SCRUBLINE_REPLICATION": "1"}
    assert run(one, "-m", "stream", "topics", "create").returncode == 0
    for command in (("topics", "create"), ("check",)):
        refused(environment, "SCRUBLINE_REPLICATION: topic ", *command)
    checked = run(one, "-m", "stream", "check")
    assert "min.insync.replicas" not in checked.stderr


def refused(environment: dict[str, str], setting: str, *command: str) -> None:
    done = run(environment, "-m", "stream", *command)
    assert done.returncode == 78
    (line,) = [each for each in done.stderr.splitlines() if "KAFKA" in each or "REPLICATION" in each]
    assert line.startswith(f"scrubline {' '.join(command)}: {setting}")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("way", "changes"),
    [
        ("SSL", {"KAFKA_SSL_CAFILE": "stranger"}),
        ("SCRAM-SHA-512", {"KAFKA_SASL_PASSWORD": "wrong-9f2c"}),
    ],
)
def test_a_service_that_is_refused_goes_on(
    broker: SecureKafka, stranger: Path, tmp_path: Path, way: str, changes: dict[str, str]
) -> None:
    """Emitters that the broker refuses keep the service running, say once what to check, and count what was lost."""
    environment = client(
        broker,
        tmp_path,
        way,
        **{name: value.replace("stranger", str(stranger)) for name, value in changes.items()},
    )
    stats = tmp_path / "stats"
    started = time.monotonic()
    done = run(environment, "-c", EMIT, str(stats), "16")
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - started < 40
    book = json.loads(stats.read_text())
    assert (book["taken"], book["delivered"], book["lost"]) == (20, 0, {"shutdown": 20})
    (line,) = done.stderr.splitlines()
    assert line.startswith("Kafka takes no messages (")
