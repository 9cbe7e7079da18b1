"""Follows the kernel log: a growing text file through rotation and truncation, or the device `/dev/kmsg`.

Feeds `emitters.gpu`. Polls, because kernel logs lie on file systems without change notices as often as not.
"""

from __future__ import annotations

import os
import stat
import threading
import warnings
from collections.abc import Callable, Iterator
from io import FileIO
from pathlib import Path
from typing import Final

__all__ = ["MAX_LINE_BYTES", "RecordsLost", "follow"]

POLL_SECONDS: Final = 0.5
READ_BYTES: Final = 65_536
MAX_LINE_BYTES: Final = 65_536
"""A longer line is cut there: memory stays bounded whatever the file holds."""


class RecordsLost(RuntimeWarning):
    """The kernel overwrote records of its log before they were read: what was in them is not known."""


def follow(
    path: Path,
    stop: threading.Event,
    *,
    from_start: bool = False,
    poll_seconds: float = POLL_SECONDS,
) -> Iterator[str]:
    """Yield the lines that are added to `path`, without their line ends, until `stop` is set.

    A file that does not exist (yet, or between two rotations) is waited for and then read from its start. When
    another file takes the name the old one is read to its end first; a file that shrank is read from its start again.

    Args:
        path: The log; a character device is read as the kernel's `/dev/kmsg`, a record at a time.
        stop: Ends the iteration, after what is readable now.
        from_start: Whether to yield what the file already holds.
        poll_seconds: Time between two looks.

    Raises:
        OSError: The log is there and cannot be read.
    """
    skip = not from_start
    while True:
        try:
            if stat.S_ISCHR(path.stat().st_mode):
                yield from _read_device(path, stop, poll_seconds, skip=skip)
                return
            file = path.open("rb", buffering=0)
        except FileNotFoundError:
            skip = False
            if stop.wait(poll_seconds):
                return
            continue
        with file:
            if skip:
                file.seek(0, os.SEEK_END)
            skip = False
            yield from _read_one(file, path, stop, poll_seconds)
        if stop.is_set():
            return


def _read_one(file: FileIO, path: Path, stop: threading.Event, poll_seconds: float) -> Iterator[str]:
    """Yield the lines of one open file until it is replaced and read to its end, or `stop` is set."""
    rest = b""
    last_look = False
    while True:
        if os.fstat(file.fileno()).st_size < file.tell():
            file.seek(0)
            rest = b""
        while block := file.read(READ_BYTES):
            *lines, rest = (rest + block).split(b"\n")
            for line in lines:
                yield from _texts(line)
            if len(rest) > MAX_LINE_BYTES:
                yield _text(rest[:MAX_LINE_BYTES])
                rest = rest[MAX_LINE_BYTES:]
        if last_look:
            if rest:
                yield from _texts(rest)
            return
        if stop.is_set():
            return
        # Asked before the final read, so that nothing written just before the rotation is missed.
        last_look = _replaced(file, path)
        if not last_look:
            stop.wait(poll_seconds)


def _read_device(path: Path, stop: threading.Event, poll_seconds: float, *, skip: bool) -> Iterator[str]:
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        if skip:
            os.lseek(descriptor, 0, os.SEEK_END)
        yield from read_records(lambda: os.read(descriptor, READ_BYTES), stop, poll_seconds)
    finally:
        os.close(descriptor)


def read_records(read: Callable[[], bytes], stop: threading.Event, poll_seconds: float) -> Iterator[str]:
    """Yield the first line of each record of a `/dev/kmsg`; the lines after it name devices.

    Args:
        read: One read of the device: one record, nothing at its end, `BlockingIOError` when there is none yet,
            `BrokenPipeError` when records were overwritten before they were read (Linux, ABI/testing/dev-kmsg).
        stop: Ends the iteration, after what is readable now.
        poll_seconds: Time between two looks.
    """
    while True:
        try:
            record = read()
        except BlockingIOError:
            if stop.wait(poll_seconds):
                return
            continue
        except BrokenPipeError:
            warnings.warn("the kernel overwrote log records before they were read", RecordsLost, stacklevel=2)
            continue
        if not record:
            return
        yield _text(record.split(b"\n", 1)[0])


def _replaced(file: FileIO, path: Path) -> bool:
    try:
        there = path.stat()
    except FileNotFoundError:
        return True
    here = os.fstat(file.fileno())
    return (there.st_ino, there.st_dev) != (here.st_ino, here.st_dev)


def _texts(line: bytes) -> Iterator[str]:
    for start in range(0, len(line) or 1, MAX_LINE_BYTES):
        yield _text(line[start : start + MAX_LINE_BYTES])


def _text(line: bytes) -> str:
    return line.decode("utf-8", errors="replace").rstrip("\r")
