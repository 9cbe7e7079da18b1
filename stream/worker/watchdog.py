"""Remembers what is being worked on, ends the process when that takes too long, and counts who killed it before.

Before work on a message begins, its place is written to a small mapped file; it is cleared afterwards. Whatever
stands there when a process starts was fatal to the last one: a strike. A step that fails because of its message is
one too. So an app may set a message aside that has ended it twice, instead of looking at it for ever. Where several
messages were in work together none of them gets a strike: all are suspects, to be worked on alone from then on.
"""

from __future__ import annotations

import faulthandler
import fcntl
import mmap
import os
import re
import sys
import threading
from pathlib import Path
from time import monotonic
from typing import IO, Final, Self

import structlog

from stream.errors import SettingsFault
from stream.exits import EXIT_STUCK

__all__ = ["STRIKES_OUT", "Watchdog"]

log = structlog.get_logger(__name__)

STRIKES_OUT: Final = 2
"""A message that has ended this many processes is not worked on again: every app sets it aside."""

_SLOT_BYTES: Final = 512
_MAX_SLOTS: Final = 256
_KEPT_STRIKES: Final = 1000
_UNBURIED: Final = b"\tunburied"
_PLACE: Final = re.compile(
    rb"(?P<topic>[A-Za-z0-9._-]+)\t(?P<partition>[0-9]{1,10})\t(?P<first>[0-9]{1,19})(?:-(?P<last>[0-9]{1,19}))?"
)


class Watchdog:
    """Guards the synchronous step of one process; a context manager.

    Args:
        state_dir: Folder that outlives a process crash; several processes may share it.
        app: Processes of the same app take over each other's places.
        limit_seconds: Wall-clock bound of one message.

    Raises:
        SettingsFault: The folder cannot be written.
    """

    def __init__(self, state_dir: Path, app: str, limit_seconds: float) -> None:
        self._limit = limit_seconds
        self._since: float | None = None
        self._closed = threading.Event()
        folder = state_dir / "strikes"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._slot = _free_slot(folder, app)
            self._strikes_path = folder / f"{app}.strikes"
            self._map = mmap.mmap(self._slot.fileno(), _SLOT_BYTES)
            left = bytes(self._map).rstrip(b"\0")
            if left:
                # Not parsed: the page may be torn if the whole machine went down.
                text = left.decode("utf-8", "replace").replace("\t", "/")
                log.warning("the last process died while working on this", place=text)
                self._write_strike(left)
            self._strikes = self._read_strikes()
            self._suspects = _ranges(self._strikes)
            self._map[:] = bytes(_SLOT_BYTES)
        except OSError as error:
            raise SettingsFault(
                f"SCRUBLINE_STATE_DIR: cannot write there ({error.strerror}): name a folder of this user"
            ) from None
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closed.set()
        self._thread.join()
        faulthandler.cancel_dump_traceback_later()
        # We live, so whatever is still in work has not killed us.
        self._map[:] = bytes(_SLOT_BYTES)
        self._map.close()
        self._slot.close()

    def begin(self, topic: str, partition: int, first: int, last: int) -> None:
        """Write down what is about to be worked on, by its first and last offset; the page survives this process."""
        place = _place(topic, partition, first, last)
        self._map[:_SLOT_BYTES] = place.ljust(_SLOT_BYTES, b"\0")
        self._since = monotonic()

    def end(self) -> None:
        """Work ended, well or not."""
        self._since = None
        self._map[:_SLOT_BYTES] = bytes(_SLOT_BYTES)

    def strike(self, topic: str, partition: int, first: int, last: int, *, unburied: bool = False) -> None:
        """Count against messages that this process ends because of one of them; the next process knows.

        Args:
            topic: Theirs.
            partition: Theirs.
            first: First offset.
            last: Last offset; of more than one message all are suspects, and none gets a strike.
            unburied: Not even the dead letter of the message was taken.
        """
        place = _place(topic, partition, first, last)
        try:
            self._write_strike(place)
            if unburied:
                self._write_strike(place + _UNBURIED)
        except OSError as error:
            # The process ends anyway; without the strike the message only gets one chance more.
            log.error("a strike cannot be written", errno=error.errno)  # noqa: TRY400 - our own words are enough

    def strikes(self, topic: str, partition: int, offset: int) -> int:
        """How many processes have died or stopped because of this message; counted when this one started."""
        return self._strikes.count(_place(topic, partition, offset, offset))

    def struck(self, topic: str, partition: int, offset: int) -> bool:
        """Whether this message has ended so many processes that it is set aside."""
        return self.strikes(topic, partition, offset) >= STRIKES_OUT

    def unburied(self, topic: str, partition: int, offset: int) -> bool:
        """Whether a dead letter of this message was refused by the broker, so that only a stub can be left of it."""
        return _place(topic, partition, offset, offset) + _UNBURIED in self._strikes

    def suspects(self, topic: str, partition: int, offset: int) -> bool:
        """Whether a process has died or stopped with this message in work, alone or with others."""
        ranges = self._suspects.get((topic, partition))
        return ranges is not None and any(first <= offset <= last for first, last in ranges)

    def _watch(self) -> None:
        pause = min(1.0, self._limit / 4)
        while not self._closed.wait(pause):
            since = self._since
            if since is not None and monotonic() - since > self._limit:
                log.critical(
                    "work on one message, or on some together, took too long: ending the process",
                    limit_seconds=self._limit,
                )
                sys.stderr.flush()
                os._exit(EXIT_STUCK)
            # A pattern that never gives the interpreter back stops this thread too; the timer in C does not need
            # it, and ends the process if this line is not reached again. It prints places in code, no values.
            faulthandler.dump_traceback_later(self._limit + 2 * pause, exit=True)

    def _write_strike(self, place: bytes) -> None:
        with self._strikes_path.open("ab") as file:
            file.write(place + b"\n")

    def _read_strikes(self) -> list[bytes]:
        if not self._strikes_path.exists():
            return []
        return self._strikes_path.read_bytes().splitlines()[-_KEPT_STRIKES:]


def _ranges(strikes: list[bytes]) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """The offsets in work when a process ended, by topic and partition; what a torn page left behind is passed over."""
    ranges: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for line in strikes:
        match = _PLACE.fullmatch(line)
        if match is not None:
            first = int(match["first"])
            place = (match["topic"].decode(), int(match["partition"]))
            ranges.setdefault(place, []).append((first, int(match["last"] or first)))
    return ranges


def _place(topic: str, partition: int, first: int, last: int) -> bytes:
    # A topic name has at most 249 characters of ASCII, so a place always fits its slot.
    offsets = f"{first}" if first == last else f"{first}-{last}"
    return f"{topic}\t{partition}\t{offsets}".encode()


def _free_slot(folder: Path, app: str) -> IO[bytes]:
    """The first slot file that no living process holds."""
    for number in range(_MAX_SLOTS):
        path = folder / f"{app}.{number}.working"
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            continue
        if os.fstat(file.fileno()).st_size < _SLOT_BYTES:
            os.ftruncate(file.fileno(), _SLOT_BYTES)
        return file
    raise OSError(0, f"more than {_MAX_SLOTS} processes of this app")
