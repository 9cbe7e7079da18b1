"""deploy.stack.process and tether: only what was started is ever touched, and it never outlives its owner."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.stack.process import Process, spawn

PAUSE = [sys.executable, "-IS", "-c", "import signal; print('up', flush=True); signal.pause()"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], Process]]:
    """Start a process that waits for signals; all are gone after the test."""
    started: list[Process] = []

    def begin() -> Process:
        started.append(spawn(PAUSE, {"PATH": os.environ["PATH"]}, tmp_path / "log", tethered=True))
        return started[-1]

    yield begin
    for process in started:
        process.signal(signal.SIGKILL)
        assert process.wait(10)


def test_a_signalled_process_ends(start: Callable[[], Process]) -> None:
    """Wait says no while a process runs and yes once a signal has ended it; it leaves no zombie."""
    process = start()
    assert process.alive
    assert not process.wait(0.01)
    assert process.signal(signal.SIGTERM)
    assert process.wait(10)
    assert not process.alive
    with pytest.raises(ChildProcessError):
        os.waitpid(process.pid, os.WNOHANG)


def test_a_reused_pid_is_left_alone(start: Callable[[], Process]) -> None:
    """A process with the same pid but another start is neither signalled nor taken for alive."""
    process = start()
    stranger = dataclasses.replace(process, started="another-boot/1")
    assert not stranger.alive
    assert not stranger.signal(signal.SIGKILL)
    assert stranger.wait(0)
    with pytest.raises(ProcessLookupError):
        _ = stranger.cpu_seconds
    assert process.alive


def test_a_frozen_process_is_alive(start: Callable[[], Process]) -> None:
    """SIGSTOP does not end a process, and SIGKILL ends a stopped one."""
    process = start()
    process.signal(signal.SIGSTOP)
    assert process.alive
    process.signal(signal.SIGKILL)
    assert process.wait(10)


def test_memory_and_cpu_are_read(start: Callable[[], Process]) -> None:
    """A running interpreter has megabytes of memory and has spent no more than seconds of CPU."""
    process = start()
    deadline = time.monotonic() + 10
    while process.resident_bytes <= 1 << 20:  # still the fork, or just replaced by the interpreter
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert process.resident_bytes < 1 << 30
    assert 0 <= process.cpu_seconds < 60


def test_tethered_processes_die_with_their_owner(tmp_path: Path) -> None:
    """`kill -9` of the process that started a tethered server ends the server too."""
    owner_code = (
        "import pathlib, sys, signal\n"
        "from deploy.stack.process import spawn\n"
        f"p = spawn({PAUSE!r}, {{}}, pathlib.Path({str(tmp_path / 'log')!r}), tethered=True)\n"
        "print(p.pid, p.started, flush=True)\n"
        "signal.pause()\n"
    )
    with subprocess.Popen([sys.executable, "-c", owner_code], stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        pid, started = owner.stdout.readline().split()
        server = Process(int(pid), started)
        assert server.alive
        owner.kill()
    assert server.wait(10)
