"""Runs several workers as child processes of one: for development and the demo; in containers each runs alone.

A child that ends is started again after a pause that doubles while it keeps failing, also when it says that the
brokers are away; one that says its settings are wrong ends everything. Signals go to the children, and the kernel
tells them if we die without saying so.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic
from types import FrameType
from typing import Final

import structlog

from stream.exits import EXIT_CONFIG, EXIT_OK

__all__ = ["Child", "supervise"]

log = structlog.get_logger(__name__)

_FIRST_PAUSE_SECONDS: Final = 0.5
_LONGEST_PAUSE_SECONDS: Final = 30.0
_HEALTHY_SECONDS: Final = 60.0
"""A child that lived this long starts again after the first pause."""
_LOOK_SECONDS: Final = 0.1


@dataclass
class Child:
    """One child process.

    Attributes:
        name: For the logs.
        command: What to run; `--parent PID` is added, by which the child ties its life to ours.
    """

    name: str
    command: tuple[str, ...]
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _started: float = field(default=0.0, init=False)
    _pause: float = field(default=_FIRST_PAUSE_SECONDS, init=False)
    _due: float = field(default=0.0, init=False)

    def tend(self, now: float) -> int | None:
        """Start it if it is due. Returns the exit code when it has just ended, negative for a signal."""
        if self._process is None:
            if now >= self._due:
                self._process = subprocess.Popen([*self.command, "--parent", str(os.getpid())])  # noqa: S603 - our own command
                self._started = now
                log.info("child started", child=self.name, pid=self._process.pid)
            return None
        code = self._process.poll()
        if code is None:
            return None
        self._process = None
        self._pause = (
            _FIRST_PAUSE_SECONDS
            if now - self._started > _HEALTHY_SECONDS
            else min(self._pause * 2, _LONGEST_PAUSE_SECONDS)
        )
        self._due = now + self._pause
        return code

    def tell(self, number: signal.Signals) -> None:
        """Send a signal if it runs."""
        if self._process is not None:
            self._process.send_signal(number)

    def reap(self, deadline: float) -> None:
        """Wait for it until the deadline (monotonic seconds), then kill it."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.0, deadline - monotonic()))
        except subprocess.TimeoutExpired:
            log.warning("child did not stop in time: killing it", child=self.name)
            self._process.kill()
            self._process.wait()
        self._process = None


def supervise(children: Sequence[Child], stop_seconds: float) -> int:
    """Run the children until SIGTERM or SIGINT.

    Args:
        children: Whom to run.
        stop_seconds: How long they may take to stop before they are killed.

    Returns:
        0 after a signal, 78 when a child's settings are wrong.
    """
    told = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        told.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    code = EXIT_OK
    try:
        while not told.is_set() and code == EXIT_OK:
            for child in children:
                ended = child.tend(monotonic())
                if ended == EXIT_CONFIG:
                    log.error("a child's settings are wrong: stopping all", child=child.name)
                    code = EXIT_CONFIG
                elif ended is not None:
                    log.warning("child ended: starting it again", child=child.name, exit_code=ended)
            told.wait(_LOOK_SECONDS)
    finally:
        for child in children:
            child.tell(signal.SIGTERM)
        deadline = monotonic() + stop_seconds
        for child in children:
            child.reap(deadline)
        for number, handler in before.items():
            signal.signal(number, handler)
    return code
