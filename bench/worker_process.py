"""The real workers as a process on a broker: start them, give them raw messages, read their CPU seconds."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.stack.errors import ServerDiedError, StackError
from deploy.stack.ports import LOOPBACK
from deploy.stack.process import Process, spawn

__all__ = ["Worker", "worker_process"]

_PREFIX = "bench."
_STOP_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Worker:
    """A running `scrubline worker ...` with one partition per topic."""

    process: Process
    log: Path
    raw_topic: str = f"{_PREFIX}raw.logs"
    raw_spans_topic: str = f"{_PREFIX}raw.spans"
    clean_topic: str = f"{_PREFIX}clean.logs"

    def require_alive(self) -> None:
        """Raise ServerDiedError if it has ended."""
        if not self.process.alive:
            raise ServerDiedError(f"the worker ended; its log is {self.log}")


@contextlib.contextmanager
def worker_process(directory: Path, app: str, settings: Mapping[str, str]) -> Iterator[Worker]:
    """Create the topics and run a worker; it takes messages as soon as it has joined its group.

    Args:
        directory: For its log and state.
        app: `redact`, or `all` for the four together.
        settings: The SCRUBLINE_ settings of this run: the broker at least.

    Raises:
        StackError: The topics could not be made.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SCRUBLINE_")}
    environment = {
        **inherited,
        "SCRUBLINE_TOPIC_PREFIX": _PREFIX,
        "SCRUBLINE_PARTITIONS": "1",
        "SCRUBLINE_REPLICATION": "1",
        "SCRUBLINE_HEALTH_HOST": LOOPBACK,
        "SCRUBLINE_STATE_DIR": str(directory / "state"),
        **settings,
    }
    scrubline = [sys.executable, "-m", "stream"]
    made = subprocess.run(
        [*scrubline, "topics", "create"], env=environment, capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise StackError(f"the worker's topics could not be made:\n{made.stderr}")
    log = directory / "worker.log"
    process = spawn([*scrubline, "worker", app], environment, log, tethered=True)
    worker = Worker(process, log)
    try:
        yield worker
    finally:
        process.signal(signal.SIGTERM)
        if not process.wait(_STOP_SECONDS):
            process.signal(signal.SIGKILL)
            process.wait(_STOP_SECONDS)
