"""One server of the stack: start, wait until it answers, stop; and the faults that tests inject into it.

`Server` holds what all four have in common; `deploy.stack.servers` has one file per server with its command line,
configuration and readiness check.
"""

from __future__ import annotations

import signal
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from deploy.stack.errors import NotReadyError, ServerDiedError, StackError
from deploy.stack.process import Process, spawn

__all__ = ["Server"]

_POLL_SECONDS = 0.1
_TAIL_LINES = 15


class Server(ABC):
    """A server with its ports, its directory and, when it runs, its process.

    Args:
        directory: data, configuration and log of this server alone; created on start.
        binaries: gives the directory of its binaries, called on each start; may build them first.
        ports: one number per name in `port_names`.
        tethered: whether the server dies with the process that starts it.
        changed: called after each start and stop, so that the state file can follow.
    """

    name: ClassVar[str]
    port_names: ClassVar[tuple[str, ...]]
    ready_seconds: ClassVar[float] = 120.0
    stop_seconds: ClassVar[float] = 20.0

    def __init__(
        self,
        directory: Path,
        binaries: Callable[[], Path],
        ports: dict[str, int],
        *,
        tethered: bool = False,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self.directory = directory
        self.binaries = binaries
        self.ports = ports
        self.process: Process | None = None
        self._tethered = tethered
        self._changed = changed

    @property
    def log(self) -> Path:
        """The file with the server's standard output and error."""
        return self.directory / "server.log"

    @property
    def alive(self) -> bool:
        """Whether its process exists (a frozen one does)."""
        return self.process is not None and self.process.alive

    @property
    @abstractmethod
    def endpoints(self) -> dict[str, str]:
        """What clients connect to, by purpose."""

    @property
    @abstractmethod
    def environment(self) -> dict[str, str]:
        """The SCRUBLINE_ settings that point the workers at this server."""

    @abstractmethod
    def command(self) -> list[str]:
        """Program and arguments."""

    def process_environment(self) -> dict[str, str]:
        """The whole environment of the server's process: nothing of the caller's leaks in."""
        return {"HOME": str(self.directory), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}

    def prepare(self) -> None:  # noqa: B027 - most servers need nothing
        """Write what the server needs on disk before it starts; called before every start."""

    @abstractmethod
    def check(self) -> None:
        """Use the server's own protocol once.

        Raises:
            NotReadyError: it does not answer as it should.
        """

    def start(self) -> None:
        """Start the process; `wait_ready` says when it can be used.

        Raises:
            StackError: it runs already.
        """
        if self.alive:
            raise StackError(f"{self.name} runs already")
        self.directory.mkdir(parents=True, exist_ok=True)
        self.prepare()
        self.process = spawn(self.command(), self.process_environment(), self.log, tethered=self._tethered)
        self._changed()

    def wait_ready(self, timeout_seconds: float | None = None) -> None:
        """Block until the server answers its own protocol.

        Raises:
            ServerDiedError: it ended instead.
            NotReadyError: it did not answer within the timeout.
        """
        deadline = time.monotonic() + (self.ready_seconds if timeout_seconds is None else timeout_seconds)
        while True:
            if not self.alive:
                raise ServerDiedError(f"{self.name} ended while starting:\n{self._tail()}")
            try:
                self.check()
            except NotReadyError as error:
                if time.monotonic() > deadline:
                    raise NotReadyError(
                        f"{self.name} is not ready: {error}; its log is {self.log}"
                    ) from error
            else:
                return
            time.sleep(_POLL_SECONDS)

    def stop(self) -> None:
        """End the process in order; kill it if that takes longer than `stop_seconds`."""
        if self.process is None:
            return
        self.process.signal(signal.SIGTERM)
        self.process.signal(signal.SIGCONT)  # a frozen process acts on SIGTERM only after this
        if not self.process.wait(self.stop_seconds):
            self.kill()
        self.process = None
        self._changed()

    def kill(self) -> None:
        """End the process with SIGKILL, as a crash would."""
        if self.process is None:
            return
        self.process.signal(signal.SIGKILL)
        if not self.process.wait(self.stop_seconds):
            raise StackError(f"{self.name} (pid {self.process.pid}) survives SIGKILL")
        self.process = None
        self._changed()

    def freeze(self) -> None:
        """Stop the process from running (SIGSTOP): connections stay open and nothing answers."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen process go on (SIGCONT)."""
        self._signal(signal.SIGCONT)

    def restart(self) -> None:
        """Start it again on its old data and ports, and wait until it is ready."""
        self.stop()
        self.start()
        self.wait_ready()

    def _signal(self, number: signal.Signals) -> None:
        if self.process is None or not self.process.signal(number):
            raise StackError(f"{self.name} does not run")

    def _tail(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join([*lines[-_TAIL_LINES:], f"(from {self.log})"])
