"""Rules of the follower: every complete line once, through rotation, truncation and absence."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from emitters.kernel_log import MAX_LINE_BYTES, RecordsLost, follow, read_records

POLL = 0.005


class Reader:
    """Follows a file on a thread and keeps what it read."""

    def __init__(self, path: Path, *, from_start: bool) -> None:
        self.lines: list[str] = []
        self._changed = threading.Condition()
        self._stop = threading.Event()
        self._lines = follow(path, self._stop, from_start=from_start, poll_seconds=POLL)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        for line in self._lines:
            with self._changed:
                self.lines.append(line)
                self._changed.notify_all()

    def wait_for(self, *expected: str) -> None:
        with self._changed:
            self._changed.wait_for(lambda: len(self.lines) >= len(expected), 10)
            assert self.lines == list(expected)

    def close(self) -> None:
        self._stop.set()
        self._thread.join(10)
        assert not self._thread.is_alive()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "kern.log"
    path.write_bytes(b"old\n")
    return path


@pytest.fixture
def reader(log: Path) -> Iterator[Reader]:
    reader = Reader(log, from_start=True)
    yield reader
    reader.close()


def add(path: Path, data: bytes) -> None:
    with path.open("ab") as file:
        file.write(data)


def test_added_lines_come_once_and_whole(log: Path, reader: Reader) -> None:
    """A line comes when its end is there, in order, whatever it holds."""
    reader.wait_for("old")
    add(log, b"one\ntw")
    reader.wait_for("old", "one")
    add(log, b"o\r\n\xff\n")
    reader.wait_for("old", "one", "two", "\ufffd")


def test_without_from_start_old_lines_are_skipped(log: Path) -> None:
    """By default only what is added later is read: a restart does not count old faults again."""
    stop = threading.Event()
    lines = follow(log, stop, poll_seconds=POLL)
    stop.set()
    assert list(lines) == []


def test_rotation_loses_nothing(log: Path, reader: Reader) -> None:
    """The old file is read to its end, an unfinished last line included, then the new one from its start."""
    reader.wait_for("old")
    add(log, b"last\ncut off")
    log.rename(log.with_suffix(".1"))
    log.write_bytes(b"new\n")
    reader.wait_for("old", "last", "cut off", "new")


def test_truncation_starts_again(log: Path, reader: Reader) -> None:
    """A file that shrank is read from its start."""
    reader.wait_for("old")
    with log.open("r+b") as file:
        file.truncate(0)
        # Shorter than before, so that the follower can tell.
        file.write(b"n\n")
    reader.wait_for("old", "n")


class Scripted(threading.Event):
    """Runs one step at each wait, and is set when there is none left: a follower without threads or time."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        super().__init__()
        self._steps = list(steps)

    def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002 -- the signature of Event
        if self._steps:
            self._steps.pop(0)()
        else:
            self.set()
        return self.is_set()


def test_a_missing_file_is_waited_for(tmp_path: Path) -> None:
    """A log that appears later is read from its start, also after a rotation that left a gap."""
    path = tmp_path / "later.log"
    stop = Scripted(
        lambda: path.write_bytes(b"first\n"),
        lambda: path.rename(path.with_suffix(".1")),
        lambda: path.write_bytes(b"second\n"),
    )

    assert list(follow(path, stop)) == ["first", "second"]


def test_an_endless_line_is_cut(log: Path, reader: Reader) -> None:
    """A line longer than the bound comes in pieces, so memory stays bounded."""
    reader.wait_for("old")
    add(log, b"x" * (MAX_LINE_BYTES + 10) + b"\n")
    reader.wait_for("old", "x" * MAX_LINE_BYTES, "x" * 10)


def test_a_record_of_the_device_is_one_line() -> None:
    """What a record says of devices is no line of its own; where there is nothing to read it looks again."""
    answers: list[bytes | OSError] = [
        b"6,339,5140900,-;NVRM: one\n SUBSYSTEM=pci\n DEVICE=+pci:0000:00:06.0\n",
        BlockingIOError(),
        b"4,340,5140950,-;two\n",
        BlockingIOError(),
    ]
    stop = threading.Event()
    lines = []
    for line in read_records(answering(answers), stop, POLL):
        lines.append(line)
        if len(lines) == 2:
            stop.set()

    assert lines == ["6,339,5140900,-;NVRM: one", "4,340,5140950,-;two"]


def test_overwritten_records_are_told() -> None:
    """When the kernel's ring was faster than the reader it goes on, and says that something is missing."""
    answers: list[bytes | OSError] = [BrokenPipeError(), b"6,1,1,-;later\n", BlockingIOError()]
    stop = threading.Event()
    stop.set()
    with pytest.warns(RecordsLost, match="overwrote"):
        assert list(read_records(answering(answers), stop, POLL)) == ["6,1,1,-;later"]


def test_the_end_of_a_device_ends_the_reading() -> None:
    """A device that has an end is not asked for ever."""
    assert list(read_records(answering([b"6,1,1,-;last\n", b""]), threading.Event(), POLL)) == [
        "6,1,1,-;last"
    ]


def test_a_character_device_is_read_as_the_kernels() -> None:
    """A device is neither sought in nor looked up by its size; `/dev/null` is one that anybody may read."""
    assert list(follow(Path("/dev/null"), threading.Event(), poll_seconds=POLL)) == []


def answering(answers: list[bytes | OSError]) -> Callable[[], bytes]:
    """A read that gives one answer after the other."""
    waiting = iter(answers)

    def read() -> bytes:
        answer = next(waiting)
        if isinstance(answer, OSError):
            raise answer
        return answer

    return read
