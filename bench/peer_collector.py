"""The OpenTelemetry Collector as a peer: start it on the broker, let it consume a topic, read its CPU seconds.

The binary is `python -m deploy.stack build collector`, its configuration deploy/collector/peer.yaml. `bench.collector`
measures with it.
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
from typing import Any, Final, Literal

import yaml

from deploy.stack.builds import binaries
from deploy.stack.errors import NotReadyError, ServerDiedError
from deploy.stack.http import ask
from deploy.stack.places import configuration
from deploy.stack.ports import LOOPBACK, free_ports
from deploy.stack.process import Process, spawn

__all__ = ["Collector", "Exporter", "Patterns", "peer_collector", "shipped_patterns"]

Exporter = Literal["nop", "debug", "kafka"]
Patterns = Literal["tuned", "usual", "bounded"]
"""Which ten of the configuration: for Go's engine, as guides write them, or as our prototype has them, bounded."""

_ACCEPTED = re.compile(r"^otelcol_receiver_accepted_log_records(?:_total)?\{[^}]*\} (\S+)$", re.MULTILINE)
_CONFIGURATION: Final = configuration("collector", "peer.yaml")
_POLL_SECONDS = 0.1
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


@contextlib.contextmanager
def peer_collector(
    directory: Path,
    bootstrap: str,
    topic: str,
    *,
    patterns: Patterns | None = "tuned",
    only: str = "",
    exporter: Exporter = "nop",
    output: str = "none",
) -> Iterator[Collector]:
    """Run the Collector with deploy/collector/peer.yaml; it starts at the beginning of the topic.

    Args:
        directory: for its log.
        bootstrap: host:port of the broker.
        topic: ExportLogsServiceRequest messages.
        patterns: of the redaction processor; without any it is not in the pipeline.
        only: one expression, in place of those.
        exporter: where the records go.
        output: topic for the kafka exporter; must exist.
    """
    (port,) = free_ports(1)
    environment = {
        "PEER_BOOTSTRAP": bootstrap,
        "PEER_TOPIC": topic,
        "PEER_GROUP": f"peer-{uuid.uuid4().hex}",
        "PEER_PROCESSORS": f"[redaction/{patterns}]" if patterns else "[]",
        "PEER_EXPORTER": exporter,
        "PEER_OUTPUT": output,
        "PEER_METRICS_PORT": str(port),
    }
    argv = [str(binaries("collector") / "collector"), f"--config={_CONFIGURATION}"]
    if only:
        override = directory / f"patterns-{port}.yaml"
        blocked = {"processors": {f"redaction/{patterns}": {"blocked_values": [only]}}}
        override.write_text(yaml.safe_dump(blocked), encoding="utf-8")
        argv.append(f"--config={override}")
    log = directory / f"collector-{port}.log"
    process = spawn(argv, environment, log, tethered=True)
    try:
        yield Collector(process, f"http://{LOOPBACK}:{port}/metrics", log)
    finally:
        process.signal(signal.SIGTERM)
        if not process.wait(_STOP_SECONDS):
            process.signal(signal.SIGKILL)
            process.wait(_STOP_SECONDS)


def shipped_patterns(patterns: Patterns) -> list[str]:
    """The expressions that the configuration blocks."""
    content: dict[str, Any] = yaml.safe_load(_CONFIGURATION.read_text(encoding="utf-8"))
    return list(content["processors"][f"redaction/{patterns}"]["blocked_values"])
