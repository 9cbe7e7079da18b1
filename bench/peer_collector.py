"""The OpenTelemetry Collector as a peer: start it on the broker, let it consume a topic, read its CPU seconds.

The binary is `python -m deploy.stack build collector`, its configuration deploy/collector/peer.yaml. Run alone,
`python -m bench.peer_collector [RECORDS]` starts a broker, fills a topic with the messages of `bench.otlp_sample`, and
prints how many records the Collector takes per CPU second with its redaction processor and without.
"""

from __future__ import annotations

import contextlib
import functools
import re
import signal
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from kafka import KafkaAdminClient, KafkaProducer

from bench.otlp_sample import messages
from deploy.stack.builds import binaries
from deploy.stack.errors import NotReadyError, ServerDiedError
from deploy.stack.http import ask
from deploy.stack.places import configuration
from deploy.stack.ports import LOOPBACK, free_ports
from deploy.stack.process import Process, spawn
from deploy.stack.servers import Kafka

__all__ = ["Collector", "Exporter", "Spent", "measure", "peer_collector"]

Exporter = Literal["nop", "debug", "kafka"]

_ACCEPTED = re.compile(r"^otelcol_receiver_accepted_log_records(?:_total)?\{[^}]*\} (\S+)$", re.MULTILINE)
_POLL_SECONDS = 0.05
_STOP_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Collector:
    """A running Collector."""

    process: Process
    metrics_url: str
    log: Path

    @property
    def accepted_records(self) -> int:
        """Log records that went through the whole pipeline so far, by the Collector's own count.

        Raises:
            NotReadyError: its metrics do not answer.
        """
        return int(sum(float(value) for value in _ACCEPTED.findall(ask(self.metrics_url).decode())))

    def wait(self, records: int, timeout_seconds: float) -> None:
        """Block until it has accepted so many records (0: until its metrics answer).

        Raises:
            ServerDiedError: it ended.
            NotReadyError: it did not get there in time.
        """
        deadline = time.monotonic() + timeout_seconds
        seen = -1
        while seen < records:
            if not self.process.alive:
                raise ServerDiedError(f"the Collector ended; its log is {self.log}")
            if time.monotonic() > deadline:
                raise NotReadyError(f"{seen} of {records} records accepted; its log is {self.log}")
            time.sleep(_POLL_SECONDS)
            with contextlib.suppress(NotReadyError):  # its metrics are not up yet
                seen = self.accepted_records


@dataclass(frozen=True, slots=True)
class Spent:
    """What a run over a topic cost."""

    records: int
    cpu_seconds: float
    wall_seconds: float
    resident_bytes: int


@contextlib.contextmanager
def peer_collector(
    directory: Path,
    bootstrap: str,
    topic: str,
    *,
    redact: bool = True,
    exporter: Exporter = "nop",
    output: str = "none",
) -> Iterator[Collector]:
    """Run the Collector with deploy/collector/peer.yaml; it starts at the beginning of the topic.

    Args:
        directory: for its log.
        bootstrap: host:port of the broker.
        topic: ExportLogsServiceRequest messages.
        redact: whether the redaction processor is in the pipeline.
        exporter: where the records go.
        output: topic for the kafka exporter; must exist.
    """
    (port,) = free_ports(1)
    environment = {
        "PEER_BOOTSTRAP": bootstrap,
        "PEER_TOPIC": topic,
        "PEER_GROUP": f"peer-{uuid.uuid4().hex}",
        "PEER_PROCESSORS": "[redaction]" if redact else "[]",
        "PEER_EXPORTER": exporter,
        "PEER_OUTPUT": output,
        "PEER_METRICS_PORT": str(port),
    }
    argv = [str(binaries("collector") / "collector"), f"--config={configuration('collector', 'peer.yaml')}"]
    log = directory / "collector.log"
    process = spawn(argv, environment, log, tethered=True)
    try:
        yield Collector(process, f"http://{LOOPBACK}:{port}/metrics", log)
    finally:
        process.signal(signal.SIGTERM)
        if not process.wait(_STOP_SECONDS):
            process.signal(signal.SIGKILL)
            process.wait(_STOP_SECONDS)


def measure(
    directory: Path,
    bootstrap: str,
    topic: str,
    records: int,
    *,
    redact: bool = True,
    timeout_seconds: float = 300.0,
) -> Spent:
    """CPU seconds that the Collector spends on the records of a topic, its start included; nothing is exported.

    The start costs about as much as a run over an empty topic (`records=0`): subtract that.
    """
    start = time.monotonic()
    with peer_collector(directory, bootstrap, topic, redact=redact) as collector:
        collector.wait(records, timeout_seconds)
        process = collector.process
        return Spent(records, process.cpu_seconds, time.monotonic() - start, process.resident_bytes)


def _fill(bootstrap: str, topics: dict[str, int]) -> None:
    """Make topics of one partition with so many sample records each."""
    admin: Any = KafkaAdminClient(bootstrap_servers=bootstrap)
    producer = KafkaProducer(bootstrap_servers=bootstrap, acks="all", linger_ms=20)
    try:
        wanted = {name: {"num_partitions": 1, "replication_factor": 1} for name in topics}
        admin.create_topics(wanted, wait_for_metadata=True)
        for name, records in topics.items():
            for send in [producer.send(name, message) for message in messages(records)]:
                send.get(timeout=60)
    finally:
        producer.close()
        admin.close()


def main(records: int = 100_000) -> None:
    """Start a broker for this run alone and print the Collector's figures."""
    with tempfile.TemporaryDirectory(prefix="scrubline-peer-") as name:
        directory = Path(name)
        ports = dict(zip(Kafka.port_names, free_ports(len(Kafka.port_names)), strict=True))
        kafka = Kafka(directory / "kafka", functools.partial(binaries, "kafka"), ports, tethered=True)
        try:
            kafka.start()
            kafka.wait_ready()
            _fill(kafka.bootstrap, {"empty": 0, "full": records})
            size = sum(map(len, messages(min(records, 2_000)))) / min(records, 2_000)
            for redact in (False, True):
                bare = measure(directory, kafka.bootstrap, "empty", 0, redact=redact)
                spent = measure(directory, kafka.bootstrap, "full", records, redact=redact)
                cpu = spent.cpu_seconds - bare.cpu_seconds
                print(
                    f"{'with' if redact else 'without'} redaction: {records} records of {size:.0f} B in {cpu:.2f} CPU s"
                    f" (start {bare.cpu_seconds:.2f} s apart) = {records / cpu:,.0f} per CPU second;"
                    f" {spent.wall_seconds:.1f} s wall, {spent.resident_bytes >> 20} MiB"
                )
        finally:
            kafka.stop()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
