"""`worker all`: children are restarted, signalled and never left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
CHILD = """
import os, pathlib, signal, sys, time
sys.path.insert(0, sys.argv[3])
from stream.worker.confine import die_with_parent
die_with_parent(int(sys.argv[5]))
folder, name = pathlib.Path(sys.argv[1]), sys.argv[2]
signal.signal(signal.SIGTERM, lambda *_: ((folder / (name + ".stopped")).touch(), sys.exit(0)))
with (folder / name).open("a") as file:
    file.write(f"{os.getpid()}\\n")
if (folder / (name + ".exit")).exists():
    sys.exit(int((folder / (name + ".exit")).read_text()))
time.sleep(120)
"""
PARENT = """
import json, sys
from stream.worker import ownlog
from stream.worker.supervise import Child, supervise
ownlog.configure("INFO", service="s", environment="test", app="all")
folder, names, child, root = json.loads(sys.argv[1])
sys.exit(supervise([Child(n, (sys.executable, "-c", child, folder, n, root)) for n in names], 5))
"""


class Family:
    """A supervisor and its children."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.parent: subprocess.Popen[bytes] | None = None

    def start(self, *names: str) -> subprocess.Popen[bytes]:
        """Start the supervisor."""
        argument = json.dumps([str(self.folder), names, CHILD, str(ROOT)])
        self.parent = subprocess.Popen(
            [sys.executable, "-c", PARENT, argument], cwd=ROOT, stderr=subprocess.DEVNULL
        )
        return self.parent

    def pids(self, name: str) -> list[int]:
        """Process ids of a child, oldest first."""
        path = self.folder / name
        return [int(line) for line in path.read_text().splitlines()] if path.exists() else []

    def stop(self) -> None:
        """End everything."""
        if self.parent is not None and self.parent.poll() is None:
            self.parent.kill()
        if self.parent is not None:
            self.parent.wait()


def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition."""
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def gone(pid: int) -> bool:
    """Whether a process has ended (a zombie of nobody counts as ended)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


@pytest.fixture
def family(tmp_path: Path) -> Iterator[Family]:
    """A supervisor that ends with the test."""
    made = Family(tmp_path)
    yield made
    made.stop()


def test_a_killed_child_is_started_again_and_signals_reach_all(family: Family) -> None:
    """Kill -9 of one child leaves the others alone and brings a new one; SIGTERM stops all cleanly."""
    parent = family.start("a", "b")
    until(lambda: bool(family.pids("a")) and bool(family.pids("b")))
    os.kill(family.pids("a")[0], signal.SIGKILL)
    until(lambda: len(family.pids("a")) == 2)
    assert len(family.pids("b")) == 1
    parent.send_signal(signal.SIGTERM)
    assert parent.wait(20) == 0
    assert (family.folder / "a.stopped").exists()
    assert (family.folder / "b.stopped").exists()


def test_children_do_not_outlive_a_killed_supervisor(family: Family) -> None:
    """SIGKILL of the supervisor reaches the children through the kernel."""
    parent = family.start("a", "b")
    until(lambda: bool(family.pids("a")) and bool(family.pids("b")))
    parent.kill()
    parent.wait()
    until(lambda: all(gone(pid) for name in "ab" for pid in family.pids(name)))


def test_brokers_that_are_away_are_waited_for(family: Family) -> None:
    """Exit code 69 of a child is tried again, and the others go on."""
    (family.folder / "b.exit").write_text("69")
    parent = family.start("a", "b")
    until(lambda: len(family.pids("b")) == 2)
    assert len(family.pids("a")) == 1
    parent.send_signal(signal.SIGTERM)
    assert parent.wait(20) == 0


def test_wrong_settings_of_a_child_end_everything(family: Family) -> None:
    """Exit code 78 is passed on instead of being tried again."""
    (family.folder / "b.exit").write_text("78")
    assert family.start("a", "b").wait(30) == 78
    until(lambda: all(gone(pid) for pid in family.pids("a")))
