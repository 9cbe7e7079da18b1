"""Batches of lines from a file or a pipe, in constant memory: the first step of `scrubline redact`.

A batch is handed on as soon as nothing more is waiting, so that `tail -f log | scrubline redact` answers at once.
"""

from __future__ import annotations

import io
import select
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

__all__ = ["BATCH_LINES", "MAX_LINE_BYTES", "LineBatch", "Readable", "batches"]

BATCH_LINES: Final = 500
"""As many as the largest message of the wire holds."""
MAX_LINE_BYTES: Final = 64 * 2**20
"""A longer line is not read; None stands for it."""
_BATCH_BYTES: Final = 4 * 2**20
_CHUNK_BYTES: Final = 2**20


class Readable(Protocol):
    """An unbuffered binary source: `read` gives what is there, at most so many bytes, and b"" at the end."""

    def read(self, size: int, /) -> bytes | None:
        """Block until something is there."""
        ...

    def fileno(self) -> int:
        """Its descriptor, or `io.UnsupportedOperation`."""
        ...


@dataclass(frozen=True, slots=True)
class LineBatch:
    """Lines without their newline.

    Attributes:
        lines: In order; None for one that is too long.
        ended: Whether a newline ended the last of them; False only at the end of the input.
        size_bytes: What was read for them.
    """

    lines: list[bytes | None]
    ended: bool
    size_bytes: int


def batches(
    source: Readable, *, max_lines: int = BATCH_LINES, max_line_bytes: int = MAX_LINE_BYTES
) -> Iterator[LineBatch]:
    """Read to the end.

    Args:
        source: Unbuffered, else lines that wait in a buffer would not be seen.
        max_lines: Lines in a batch.
        max_line_bytes: Longest line that is read.
    """
    waiting: list[bytes | None] = []
    size = 0
    tail = _Tail(max_line_bytes)
    while chunk := source.read(_CHUNK_BYTES):
        size += len(chunk)
        first, *others = chunk.split(b"\n")
        tail.add(first)
        if others:
            waiting.append(tail.take())
            waiting.extend(others[:-1])
            tail.add(others[-1])
        while len(waiting) >= max_lines:
            yield LineBatch(waiting[:max_lines], ended=True, size_bytes=size)
            del waiting[:max_lines]
            size = 0
        if waiting and (size >= _BATCH_BYTES or not _more(source)):
            yield LineBatch(waiting, ended=True, size_bytes=size)
            waiting, size = [], 0
    if waiting:
        yield LineBatch(waiting, ended=True, size_bytes=size)
    if tail.begun:
        yield LineBatch([tail.take()], ended=False, size_bytes=0)


class _Tail:
    """The line that has not ended yet."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0

    @property
    def begun(self) -> bool:
        return self._size > 0

    def add(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._limit:
            self._parts.clear()
        elif part:
            self._parts.append(part)

    def take(self) -> bytes | None:
        line = b"".join(self._parts) if self._size <= self._limit else None
        self._parts.clear()
        self._size = 0
        return line


def _more(source: Readable) -> bool:
    """Whether something can be read without waiting; a file always can."""
    try:
        return bool(select.select([source], [], [], 0)[0])
    except io.UnsupportedOperation:
        return True
