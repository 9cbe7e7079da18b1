"""The demo's child processes: broker, workers, services. None outlives the demo, however it ends."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from stream.worker.confine import die_with_parent

__all__ = ["Process"]


class Process:
    """A child that may announce itself with one JSON line on its standard output and report with a last one.

    Args:
        name: For messages.
        arguments: After `python -m`.
        environment: Added to ours.
        log: File for its standard error.
    """

    def __init__(
        self, name: str, arguments: Sequence[str], environment: Mapping[str, str], log: Path
    ) -> None:
        self.name = name
        self._arguments = arguments
        self._environment = {**os.environ, **environment, "PYTHONUNBUFFERED": "1"}
        self._log = log
        self._child: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._running.pid

    @property
    def _running(self) -> asyncio.subprocess.Process:
        if self._child is None:
            raise RuntimeError(f"{self.name} was not started")
        return self._child

    async def start(self) -> None:
        """Start it."""
        parent = os.getpid()
        with self._log.open("ab") as log:
            self._child = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                *self._arguments,
                env=self._environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the demo, which then stops its children in order
                preexec_fn=lambda: die_with_parent(parent),
            )

    async def announced(self, timeout_seconds: float = 60.0) -> dict[str, Any]:
        """Its next JSON line.

        Raises:
            RuntimeError: It ended or said nothing in time; the message names its log file.
        """
        stdout = self._running.stdout
        if stdout is None:
            raise RuntimeError(f"{self.name} has no standard output")
        try:
            async with asyncio.timeout(timeout_seconds):
                line = await stdout.readline()
        except TimeoutError:
            raise RuntimeError(
                f"{self.name} said nothing for {timeout_seconds:.0f} s: see {self._log}"
            ) from None
        if not line:
            raise RuntimeError(f"{self.name} ended with code {await self._running.wait()}: see {self._log}")
        announced: dict[str, Any] = json.loads(line)
        return announced

    @property
    def ended(self) -> bool:
        """Whether it is no more, though nobody stopped it."""
        return self._child is not None and self._child.returncode is not None

    async def stop(self, timeout_seconds: float = 30.0) -> int | None:
        """Send SIGTERM, then SIGKILL at the deadline; returns its exit code, None if it never ran."""
        child = self._child
        if child is None:
            return None
        if child.returncode is None:
            child.send_signal(signal.SIGTERM)
            try:
                async with asyncio.timeout(timeout_seconds):
                    await child.wait()
            except TimeoutError:
                child.kill()
                await child.wait()
        return child.returncode
