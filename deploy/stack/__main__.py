"""`python -m deploy.stack`: build the real servers, start them, stop them, or run one command with them.

Tables and progress go to standard error; standard output has only the settings, so `eval "$(... up)"` works.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

from rich.console import Console
from rich.table import Table

from deploy.stack.builds import binaries
from deploy.stack.errors import StackError
from deploy.stack.places import default_run_directory
from deploy.stack.recipes import RECIPES
from deploy.stack.server import Server
from deploy.stack.stack import Stack
from deploy.stack.toolchain import install

__all__ = ["main"]


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _show(stack: Stack) -> None:
    """One table for people, the settings for shells."""
    table = Table("server", "state", "pid", "memory", "endpoint", title=f"stack in {stack.directory}")
    for server in stack.servers:
        process = server.process
        state = (
            ("running", str(process.pid), f"{process.resident_bytes >> 20} MiB")
            if process
            else ("stopped",) * 1
        )
        for number, (purpose, address) in enumerate(server.endpoints.items()):
            first = (server.name, *state, *("",) * (3 - len(state))) if number == 0 else ("",) * 4
            table.add_row(*first, f"{purpose}: {address}")
    Console(stderr=True, soft_wrap=True).print(table)
    for name, value in stack.environment.items():
        print(f"export {name}={shlex.quote(value)}")


def _start(stack: Stack) -> None:
    start = time.monotonic()

    def ready(server: Server) -> None:
        _say(f"{server.name}: ready after {time.monotonic() - start:.1f} s")

    stack.up(ready)


def _build(names: Sequence[str], *, install_tools: bool) -> int:
    if install_tools:
        install()
    for name in names or RECIPES:
        _say(f"{name}: {binaries(name)}")
    return 0


def _up(directory: Path) -> int:
    running = Stack.attach(directory)
    if running is not None:
        _say(f"{len(running.running)} servers run already ('down' stops them)")
        _show(running)
        return 0 if len(running.running) == len(running.servers) else 1
    stack = Stack.create(directory)
    _start(stack)
    _show(stack)
    return 0


def _down(directory: Path, *, wipe: bool) -> int:
    stack = Stack.attach(directory)
    if stack is None:
        _say(f"nothing runs in {directory}")
    else:
        names = ", ".join(server.name for server in stack.running)
        stack.down()
        _say(f"stopped {names}")
    if wipe and directory.exists():
        Stack(directory).wipe()
        _say(f"deleted {directory}")
    return 0


def _status(directory: Path) -> int:
    stack = Stack.attach(directory)
    if stack is None:
        _say(f"nothing runs in {directory}")
        return 3  # what init scripts answer for a service that is not running
    _show(stack)
    return 0 if len(stack.running) == len(stack.servers) else 1


@contextlib.contextmanager
def _terminated_as_interrupt() -> Iterator[None]:
    """Let SIGTERM unwind the stack as Ctrl-C does, so that the servers are stopped in order."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _run(directory: Path | None, command: Sequence[str]) -> int:
    """A stack for one command: tethered to this process, in a directory that goes with it unless one was given."""
    with contextlib.ExitStack() as cleanup:
        place = directory or Path(
            cleanup.enter_context(tempfile.TemporaryDirectory(prefix="scrubline-stack-"))
        )
        stack = Stack.create(place, tethered=True)
        cleanup.callback(stack.down)
        _start(stack)
        return subprocess.run(command, env=os.environ | stack.environment, check=False).returncode


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m deploy.stack", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    build = actions.add_parser("build", help="build servers into the cache, by default all of them")
    build.add_argument("names", nargs="*", metavar="NAME", help=f"any of {', '.join(RECIPES)}")
    build.add_argument(
        "--install-tools", action="store_true", help="apt-get Java and Maven if they are missing"
    )
    for name, text in (
        ("up", "start the servers and print where they are"),
        ("down", "stop them"),
        ("status", "say what runs"),
        ("run", "start servers, run a command with their settings, stop them: run [--dir DIR] -- COMMAND"),
    ):
        action = actions.add_parser(name, help=text)
        action.add_argument(
            "--dir", type=Path, default=None, help="data, logs and state (default: in the cache)"
        )
        if name == "down":
            action.add_argument("--wipe", action="store_true", help="delete data and logs too")
        if name == "run":
            action.add_argument("command", nargs="+", metavar="COMMAND")
    arguments = parser.parse_args(argv)
    unknown = set(getattr(arguments, "names", ())) - set(RECIPES)
    if unknown:
        parser.error(f"no such server: {', '.join(sorted(unknown))}")
    return arguments


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says; the exit status is 0, the command's own for `run`, or 1 for a fault."""
    arguments = _arguments(argv)
    try:
        with _terminated_as_interrupt():
            if arguments.action == "build":
                return _build(arguments.names, install_tools=arguments.install_tools)
            if arguments.action == "run":
                return _run(arguments.dir, arguments.command)
            directory: Path = arguments.dir or default_run_directory()
            if arguments.action == "up":
                return _up(directory)
            if arguments.action == "down":
                return _down(directory, wipe=arguments.wipe)
            return _status(directory)
    except StackError as error:
        _say(f"deploy.stack: {error}")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
