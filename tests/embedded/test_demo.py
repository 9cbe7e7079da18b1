"""The demo ends balanced although a worker is killed in the middle, or says that it is not."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.stack  # starts nine processes: too long for `make test`

DEADLINE_SECONDS = 240


def children(pid: int) -> dict[int, str]:
    """Child processes of a process, with their command lines (Linux)."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            command = (stat.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (OSError, ValueError):
            continue  # ended meanwhile
        if parent == pid:
            found[int(stat.parent.name)] = command
    return found


def worker(demo: int, name: str) -> int | None:
    """Process id of one of the demo's workers, None until it runs."""
    for pid, command in children(demo).items():
        if "stream worker all" in command:
            return next((child for child, line in children(pid).items() if f"worker {name}" in line), None)
    return None


@pytest.mark.parametrize("name", ["redact", "metrics"])
def test_the_demo_balances_over_a_kill(name: str, tmp_path: Path) -> None:
    """With one worker killed by SIGKILL in mid-demo every record still comes out exactly once."""
    environment = {**os.environ, "DEMO_SECONDS": "15", "TMPDIR": str(tmp_path)}
    out = tmp_path / "out"
    with out.open("wb") as output:
        demo = subprocess.Popen(
            [sys.executable, "-m", "examples.demo"], env=environment, stdout=output, stderr=subprocess.DEVNULL
        )
    try:
        deadline = time.monotonic() + DEADLINE_SECONDS
        while not (running := [*tmp_path.glob("scrubline-demo-*/gateway.ready")]) and demo.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert running, "the demo ended before its load began"
        time.sleep(5)  # into the load; nothing to wait for: any moment will do
        victim = worker(demo.pid, name)
        assert victim is not None
        os.kill(victim, signal.SIGKILL)
        code = demo.wait(max(1.0, deadline - time.monotonic()))
    finally:
        if demo.poll() is None:
            demo.terminate()
            demo.wait(60)
    books = json.loads(out.read_text().splitlines()[-1])
    assert books["balanced"] is (code == 0)
    assert books["balanced"], books
