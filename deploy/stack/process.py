"""A started server process, known by pid *and* start time, so that a reused pid is never signalled.

Works the same for children and for processes that another run of the command left behind: signals go through a
pidfd that is opened before the identity is checked, so the check cannot be overtaken.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Process", "spawn"]

_TETHER = Path(__file__).with_name("tether.py")
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_DEAD_STATES = frozenset("ZX")


def _stat(pid: int) -> list[str] | None:
    """The fields of /proc/PID/stat from the third on (man 5 proc), or None without such a process."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The second field is the command in parentheses and may itself hold spaces and parentheses.
    return text[text.rindex(")") + 2 :].split()


def _started(fields: list[str]) -> str:
    return f"{_BOOT_ID.read_text(encoding='ascii').strip()}/{fields[19]}"


@dataclass(frozen=True, slots=True)
class Process:
    """One process: its pid, and the boot and clock tick it started in."""

    pid: int
    started: str

    @property
    def alive(self) -> bool:
        """Whether this very process exists and is not a zombie."""
        self._reap()
        fields = _stat(self.pid)
        return fields is not None and fields[0] not in _DEAD_STATES and _started(fields) == self.started

    @property
    def cpu_seconds(self) -> float:
        """User and system CPU time of all its threads so far, in seconds.

        Raises:
            ProcessLookupError: the process is gone.
        """
        fields = self._fields()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def resident_bytes(self) -> int:
        """Resident memory in bytes.

        Raises:
            ProcessLookupError: the process is gone.
        """
        return int(self._fields()[21]) * os.sysconf("SC_PAGE_SIZE")

    def signal(self, number: signal.Signals) -> bool:
        """Send a signal; false if the process is gone already."""
        with self._pidfd() as descriptor:
            if descriptor is None:
                return False
            try:
                signal.pidfd_send_signal(descriptor, number)
            except ProcessLookupError:
                return False
            return True

    def wait(self, timeout_seconds: float) -> bool:
        """Wait for its end; false if it still runs after the timeout. Blocks."""
        with self._pidfd() as descriptor:
            if descriptor is None:
                return True
            poll = select.poll()
            poll.register(descriptor, select.POLLIN)
            if not poll.poll(timeout_seconds * 1000):
                return False
        self._reap()
        return True

    def _fields(self) -> list[str]:
        fields = _stat(self.pid)
        if fields is None or _started(fields) != self.started:
            raise ProcessLookupError(f"process {self.pid} is gone")
        return fields

    @contextlib.contextmanager
    def _pidfd(self) -> Iterator[int | None]:
        try:
            descriptor = os.pidfd_open(self.pid)
        except ProcessLookupError:
            yield None
            return
        try:
            yield descriptor if self.alive else None
        finally:
            os.close(descriptor)

    def _reap(self) -> None:
        with contextlib.suppress(ChildProcessError):  # started by another process: its parent reaps it
            os.waitpid(self.pid, os.WNOHANG)


def spawn(argv: Sequence[str], environment: Mapping[str, str], log: Path, *, tethered: bool) -> Process:
    """Start a command in a session of its own, its output appended to a file.

    Args:
        argv: program (absolute path) and arguments.
        environment: the whole environment of the process.
        log: file for standard output and error; its directory exists.
        tethered: whether the kernel kills it when the calling thread's process ends.
    """
    command = list(argv)
    if tethered:
        command = [sys.executable, "-IS", str(_TETHER), str(os.getpid()), *argv]
    pid = os.posix_spawn(
        command[0],
        command,
        environment,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, os.fspath(log), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ],
        setsid=True,
    )
    fields = _stat(pid)
    if fields is None:  # cannot be: a child that nobody has waited for stays in /proc
        raise ProcessLookupError(f"process {pid} vanished")
    return Process(pid, _started(fields))
