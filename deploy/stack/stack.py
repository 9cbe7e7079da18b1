"""The four servers together: one directory, one state file, up and down.

`Stack.create` makes a new one, `Stack.attach` finds the one that another process started. Its servers are attributes,
so a chaos test says `stack.kafka.kill()` or `stack.prometheus.freeze()`.
"""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Self, TypeVar

from deploy.stack.builds import binaries
from deploy.stack.errors import StackError
from deploy.stack.ports import free_ports
from deploy.stack.process import Process
from deploy.stack.server import Server
from deploy.stack.servers import Jaeger, Kafka, Loki, Prometheus
from deploy.stack.state import ServerState, StackState, load, save

__all__ = ["Stack"]

_Kind = TypeVar("_Kind", bound=Server)


class Stack:
    """Kafka, Loki, Jaeger and Prometheus on loopback, in one directory. Made by `create` or `attach`."""

    def __init__(self, directory: Path, *, tethered: bool = False) -> None:
        self.directory = directory.resolve()
        self._tethered = tethered
        state = load(self.directory)
        self.kafka = self._make(Kafka, state)
        self.loki = self._make(Loki, state)
        self.jaeger = self._make(Jaeger, state)
        self.prometheus = self._make(Prometheus, state)
        self.servers: tuple[Server, ...] = (self.kafka, self.loki, self.jaeger, self.prometheus)

    @classmethod
    def create(cls, directory: Path, *, tethered: bool = False) -> Self:
        """A stack, not started, in a directory that no running one uses; data of an earlier one is used again.

        Args:
            directory: made if it does not exist.
            tethered: whether the servers die with this process, even if it is killed.

        Raises:
            StackError: servers of that directory still run, or a server cannot be built (missing ones are: minutes).
        """
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        stack = cls(directory, tethered=tethered)
        if stack.running:
            raise StackError(f"a stack runs already in {stack.directory}")
        for server in stack.servers:
            server.binaries()
        return stack

    @classmethod
    def attach(cls, directory: Path) -> Self | None:
        """The stack that runs in a directory, or None if no server of it does."""
        if not load(directory).servers:
            return None
        stack = cls(directory)
        return stack if stack.running else None

    @property
    def running(self) -> list[Server]:
        """Those of its servers whose processes exist."""
        return [server for server in self.servers if server.alive]

    @property
    def environment(self) -> dict[str, str]:
        """The SCRUBLINE_ settings that point emitters and workers at this stack."""
        return {name: value for server in self.servers for name, value in server.environment.items()}

    def up(self, ready: Callable[[Server], None] = lambda _: None) -> None:
        """Start all servers at once and wait until each answers its own protocol.

        Args:
            ready: called with each server when it is.

        Raises:
            StackError: one of them did not start; all are stopped again.
        """
        try:
            for server in self.servers:
                server.start()
            for server in self.servers:
                server.wait_ready()
                ready(server)
        except BaseException:
            self.down()
            raise

    def down(self) -> None:
        """Stop every server that runs; those that do not end in time are killed."""
        for server in reversed(self.servers):
            server.stop()

    def wipe(self) -> None:
        """Delete the directory with all data and logs.

        Raises:
            StackError: a server still runs.
        """
        if self.running:
            raise StackError("stop the stack before its data is deleted")
        shutil.rmtree(self.directory)

    def _make(self, kind: type[_Kind], state: StackState) -> _Kind:
        """A server as the state file left it: running still, or stopped and on its old ports if these are free."""
        kept = state.servers.get(kind.name, ServerState(None, None, {}, {}, ""))
        running = Process(kept.pid, kept.started) if kept.pid and kept.started else None
        if running is not None and not running.alive:
            running = None
        ports = dict(kept.ports)
        if running is None:
            numbers = free_ports(len(kind.port_names), tuple(kept.ports.values()))
            ports = dict(zip(kind.port_names, numbers, strict=True))
        server = kind(
            self.directory / kind.name,
            functools.partial(binaries, kind.name),
            ports,
            tethered=self._tethered,
            changed=self._save,
        )
        server.process = running
        return server

    def _save(self) -> None:
        servers = {
            server.name: ServerState(
                server.process.pid if server.process else None,
                server.process.started if server.process else None,
                server.ports,
                server.endpoints,
                str(server.log),
            )
            for server in self.servers
        }
        save(self.directory, StackState(self.environment, servers))
