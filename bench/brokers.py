"""A Kafka broker in each state that a service meets: up, stopped, unroutable, unresolvable."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Final

__all__ = ["BROKER_STATES", "TOPIC"]

TOPIC: Final = "scrubline.raw.logs"


@contextmanager
def running() -> Iterator[str]:
    """An embedded broker that answers."""
    with broker_process() as (_, bootstrap):
        yield bootstrap


@contextmanager
def stopped() -> Iterator[str]:
    """A broker that accepts connections and never answers: stopped in mid-flight."""
    with broker_process() as (process, bootstrap):
        process.send_signal(signal.SIGSTOP)
        try:
            yield bootstrap
        finally:
            process.send_signal(signal.SIGCONT)


@contextmanager
def broker_process() -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [
        sys.executable,
        "-m",
        "stream.testing.broker",
        "--topic",
        f"{TOPIC}:8",
        "--parent",
        str(os.getpid()),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None  # noqa: S101 - Popen was told to open it
            yield process, json.loads(process.stdout.readline())["bootstrap"]
        finally:
            process.terminate()


@contextmanager
def unroutable() -> Iterator[str]:
    """An address that never answers a connection attempt: a listener whose queue is full drops them."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        yield f"127.0.0.1:{listener.getsockname()[1]}"


@contextmanager
def unresolvable() -> Iterator[str]:
    """A name that no resolver knows (RFC 2606)."""
    yield "broker.invalid:9092"


BROKER_STATES: Final[dict[str, Callable[[], AbstractContextManager[str]]]] = {
    "up": running,
    "stopped": stopped,
    "unroutable": unroutable,
    "unresolvable": unresolvable,
}
"""Each gives the address to configure."""
