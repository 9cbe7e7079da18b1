"""What a long build is doing: a bar on a terminal, a line now and then anywhere else. Written to standard error."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

__all__ = ["Task", "task"]

_LINE_EVERY_SECONDS = 15.0


class Task(Protocol):
    """One piece of work that takes long enough to be watched."""

    def update(self, done: int, total: int | None = None) -> None:
        """So many steps are done, of so many if that is known."""


class _Line:
    def __init__(self, title: str) -> None:
        self._title = title
        self._last = time.monotonic()

    def update(self, done: int, total: int | None = None) -> None:
        if time.monotonic() - self._last < _LINE_EVERY_SECONDS:
            return
        self._last = time.monotonic()
        print(f"{self._title}: {done}{f' of {total}' if total else ''}", file=sys.stderr, flush=True)


class _Bar:
    def __init__(self, progress: Progress, title: str) -> None:
        self._progress = progress
        self._id = progress.add_task(title, total=None)

    def update(self, done: int, total: int | None = None) -> None:
        self._progress.update(self._id, completed=done, total=total)


@contextlib.contextmanager
def task(title: str) -> Iterator[Task]:
    """Announce a piece of work, show how it goes, and say how long it took."""
    console = Console(stderr=True)
    start = time.monotonic()
    if console.is_terminal:
        columns = (
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        )  # fmt: skip
        with Progress(*columns, console=console, transient=True) as progress:
            yield _Bar(progress, title)
    else:
        print(f"{title} ...", file=sys.stderr, flush=True)
        yield _Line(title)
    print(f"{title}: done in {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
