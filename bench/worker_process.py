"""The real redact worker as a process on a broker: start it, give it raw messages, read its CPU seconds."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deploy.stack.errors import ServerDiedError, StackError
from deploy.stack.ports import LOOPBACK
from deploy.stack.process import Process, spawn

__all__ = ["RedactWorker", "redact_worker"]

_PREFIX = "bench."
_STOP_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class RedactWorker:
    """A running `scrubline worker redact` with one partition per topic."""

    process: Process
    log: Path
    raw_topic: str = f"{_PREFIX}raw.logs"
    clean_topic: str = f"{_PREFIX}clean.logs"

    def require_alive(self) -> None:
        """Raise ServerDiedError if it has ended."""
        if not self.process.alive:
            raise ServerDiedError(f"the redact worker ended; its log is {self.log}")


@contextlib.contextmanager
def redact_worker(directory: Path, bootstrap: str, policy: str) -> Iterator[RedactWorker]:
    """Create the topics and run the worker; it takes messages as soon as it has joined its group.

    Args:
        directory: For its log and state.
        bootstrap: host:port of the broker.
        policy: Name or path of the redaction policy.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SCRUBLINE_")} | {
        "SCRUBLINE_KAFKA_BOOTSTRAP": bootstrap,
        "SCRUBLINE_TOPIC_PREFIX": _PREFIX,
        "SCRUBLINE_PARTITIONS": "1",
        "SCRUBLINE_REPLICATION": "1",
        "SCRUBLINE_POLICY": policy,
        "SCRUBLINE_HEALTH_HOST": LOOPBACK,
        "SCRUBLINE_STATE_DIR": str(directory / "state"),
    }
    scrubline = [sys.executable, "-m", "stream"]
    made = subprocess.run(
        [*scrubline, "topics", "create"], env=environment, capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise StackError(f"the worker's topics could not be made:\n{made.stderr}")
    log = directory / "worker.log"
    process = spawn([*scrubline, "worker", "redact"], environment, log, tethered=True)
    worker = RedactWorker(process, log)
    try:
        yield worker
    finally:
        process.signal(signal.SIGTERM)
        if not process.wait(_STOP_SECONDS):
            process.signal(signal.SIGKILL)
            process.wait(_STOP_SECONDS)
