"""What the end-to-end tests run on the real servers: topics, workers, services, each test with names of its own."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from deploy.stack import Stack

T = TypeVar("T")

PARTITIONS = 4
GRID_SECONDS = 5


@dataclass
class Site:
    """One isolated installation on the shared servers.

    Attributes:
        stack: The servers.
        folder: Logs and state of its processes.
        name: Environment name, topic prefix and external label in one: no other test has it.
        extra: Settings beside the usual.
    """

    stack: Stack
    folder: Path
    name: str = field(default_factory=lambda: f"t{uuid.uuid4().hex[:10]}")
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def prefix(self) -> str:
        return f"{self.name}."

    @property
    def environment(self) -> dict[str, str]:
        """Settings of every process of the site."""
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("SCRUBLINE_")},
            **self.stack.environment,
            "PYTHONUNBUFFERED": "1",
            "SCRUBLINE_TOPIC_PREFIX": self.prefix,
            "SCRUBLINE_PARTITIONS": str(PARTITIONS),
            "SCRUBLINE_REPLICATION": "1",
            "SCRUBLINE_ENVIRONMENT": self.name,
            "SCRUBLINE_EXTERNAL_LABELS": f"site={self.name}",
            "SCRUBLINE_GRID_SECONDS": str(GRID_SECONDS),
            "SCRUBLINE_TICK_SECONDS": "1",
            "SCRUBLINE_MODELS": "scribe-small,scribe-large",
            "SCRUBLINE_CAPTURE_CONTENT": "1",
            "SCRUBLINE_STATE_DIR": str(self.folder / "state"),
            **self.extra,
        }

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `scrubline ...` to its end."""
        return subprocess.run(
            [sys.executable, "-m", "stream", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def create_topics(self) -> None:
        done = self.command("topics", "create")
        assert done.returncode == 0, done.stderr

    @contextlib.contextmanager
    def process(self, name: str, *arguments: str, announces: bool = False) -> Iterator[Process]:
        """A process of the site, stopped at the end of the block."""
        log = self.folder / f"{name}.log"
        with log.open("ab") as errors:
            child = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        running = Process(name, child, log)
        try:
            if announces:
                running.announced = running.line()
            yield running
        finally:
            running.stop()

    @contextlib.contextmanager
    def workers(self, *apps: str) -> Iterator[Process]:
        """`worker all`, or one process per named app; ready when each has joined its group."""
        with contextlib.ExitStack() as stack:
            running = [
                stack.enter_context(self.process(f"worker-{app}", "stream", "worker", app))
                for app in apps or ("all",)
            ]
            yield running[0]

    @contextlib.contextmanager
    def services(self) -> Iterator[tuple[Process, Process]]:
        """The example's gateway and model; `announced["url"]` of the first takes the load."""
        with (
            self.process("model", "examples.model", announces=True) as model,
            self.process(
                "gateway", "examples.gateway", "--model-url", model_url(model), announces=True
            ) as gateway,
        ):
            yield gateway, model

    def logs(self) -> str:
        """Everything the site's processes have logged."""
        return "\n".join(path.read_text(errors="replace") for path in sorted(self.folder.glob("*.log")))


@dataclass
class Process:
    """A child process with its log."""

    name: str
    child: subprocess.Popen[bytes]
    log: Path
    announced: dict[str, Any] = field(default_factory=dict)

    def line(self) -> dict[str, Any]:
        """Its next line of standard output, as JSON."""
        assert self.child.stdout is not None
        text = self.child.stdout.readline()
        assert text, (
            f"{self.name} ended with {self.child.wait()}: {self.log.read_text(errors='replace')[-2000:]}"
        )
        found: dict[str, Any] = json.loads(text)
        return found

    def stop(self, seconds: float = 60) -> int:
        """SIGTERM, wait, and SIGKILL if that does not end it."""
        if self.child.poll() is None:
            self.child.send_signal(signal.SIGTERM)
            try:
                self.child.wait(seconds)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait()
        if self.child.stdout is not None and not self.child.stdout.closed:
            self.rest = self.child.stdout.read()
            self.child.stdout.close()
        return self.child.returncode

    rest: bytes = b""

    def last_words(self) -> dict[str, Any]:
        """The last JSON line it printed; stop it first."""
        found: dict[str, Any] = json.loads(self.rest.splitlines()[-1])
        return found


def model_url(model: Process) -> str:
    url: str = model.announced["url"]
    return url


def awaited(found: Callable[[], T], until: Callable[[T], bool], seconds: float, what: str) -> T:
    """Ask again and again until an answer is good; time runs only while answers stay the same."""
    value, since = found(), time.monotonic()
    while not until(value):
        assert time.monotonic() - since < seconds, (
            f"{what}: nothing new for {seconds} s, last was {value!r:.500}"
        )
        time.sleep(0.25)
        newer = found()
        if newer != value:
            value, since = newer, time.monotonic()
    return value
