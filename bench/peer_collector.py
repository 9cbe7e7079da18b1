"""The OpenTelemetry Collector as a peer: start it on the broker, let it consume a topic, read its CPU seconds.

The binary is `python -m deploy.stack build collector`, its configuration deploy/collector/peer.yaml. Run alone,
`python -m bench.peer_collector` starts a broker, makes OTLP log messages, and prints what the Collector spends per
record with its redaction processor and without, and whether the planted values are gone from its output.
"""

from __future__ import annotations

import contextlib
import re
import signal
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from deploy.stack.builds import binaries
from deploy.stack.errors import NotReadyError, ServerDiedError
from deploy.stack.http import ask
from deploy.stack.places import configuration
from deploy.stack.ports import LOOPBACK, free_ports
from deploy.stack.process import Process, spawn

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
