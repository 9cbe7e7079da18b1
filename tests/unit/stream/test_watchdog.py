"""The strike file: what it remembers, who shares it, and what it forgives."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from stream.errors import SettingsFault
from stream.worker.watchdog import STRIKES_OUT, Watchdog

ROOT = Path(__file__).parents[3]

_DIE_AT_WORK = """
import os, pathlib, signal, sys
from stream.worker.watchdog import STRIKES_OUT, Watchdog
with Watchdog(pathlib.Path(sys.argv[1]), "redact", 30) as watchdog:
    watchdog.begin("t", 1, 7, 7)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def _killed(folder: Path) -> None:
    process = subprocess.run(
        [sys.executable, "-c", _DIE_AT_WORK, str(folder)], check=False, cwd=ROOT, timeout=30
    )
    assert process.returncode == -signal.SIGKILL


def test_each_process_killed_at_work_is_a_strike(tmp_path: Path) -> None:
    """A message in work when its process was killed is known to every later one, and counted."""
    for strikes in (1, 2):
        _killed(tmp_path)
        with Watchdog(tmp_path, "redact", 30) as watchdog:
            assert watchdog.strikes("t", 1, 7) == strikes
            assert watchdog.strikes("t", 1, 8) == 0
            assert watchdog.struck("t", 1, 7) is (strikes == STRIKES_OUT)


def test_a_message_that_ends_a_living_process_is_a_strike(tmp_path: Path) -> None:
    """A strike that a process writes itself is counted by the next one, beside those of killed ones."""
    for strikes in (0, 1):
        with Watchdog(tmp_path, "redact", 30) as watchdog:
            assert watchdog.strikes("t", 1, 7) == strikes
            watchdog.begin("t", 1, 7, 7)
            watchdog.end()
            watchdog.strike("t", 1, 7, 7)
    _killed(tmp_path)
    with Watchdog(tmp_path, "redact", 30) as watchdog:
        assert watchdog.strikes("t", 1, 7) == 3


def test_finished_work_is_no_strike(tmp_path: Path) -> None:
    """Neither ended work nor a clean exit in the middle of some counts."""
    with Watchdog(tmp_path, "redact", 30) as watchdog:
        watchdog.begin("t", 0, 1, 1)
        watchdog.end()
        watchdog.begin("t", 0, 2, 2)
    with Watchdog(tmp_path, "redact", 30) as watchdog:
        assert [watchdog.strikes("t", 0, offset) for offset in (1, 2)] == [0, 0]


def test_work_on_several_messages_makes_suspects_and_no_strikes(tmp_path: Path) -> None:
    """After a death in the middle of some, each of them is to be looked at alone, and none is set aside for it."""
    code = _DIE_AT_WORK.replace('begin("t", 1, 7, 7)', 'begin("t", 1, 7, 9)')
    process = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False, cwd=ROOT, timeout=30)
    assert process.returncode == -signal.SIGKILL
    for _ in range(2):
        with Watchdog(tmp_path, "redact", 30) as watchdog:
            assert [watchdog.suspects("t", 1, offset) for offset in range(6, 11)] == [
                False, True, True, True, False,
            ]  # fmt: skip
            assert not watchdog.suspects("t", 0, 8)
            assert [watchdog.strikes("t", 1, offset) for offset in range(6, 11)] == [0] * 5
    _killed(tmp_path)
    with Watchdog(tmp_path, "redact", 30) as watchdog:
        assert watchdog.strikes("t", 1, 7) == 1
        assert watchdog.suspects("t", 1, 7)


def test_a_dead_letter_that_was_refused_is_remembered(tmp_path: Path) -> None:
    """Of that message only; strikes alone say nothing about its dead letter."""
    for _ in range(3):
        with Watchdog(tmp_path, "redact", 30) as watchdog:
            watchdog.strike("t", 1, 7, 7)
            watchdog.strike("t", 1, 8, 2**63 - 1, unburied=True)
    with Watchdog(tmp_path, "redact", 30) as watchdog:
        assert not watchdog.unburied("t", 1, 7)
        assert watchdog.strikes("t", 1, 7) == 3
        watchdog.strike("t", 1, 7, 7, unburied=True)
    with Watchdog(tmp_path, "redact", 30) as watchdog:
        assert [watchdog.unburied("t", 1, offset) for offset in (6, 7, 8)] == [False, True, False]
        assert watchdog.strikes("t", 1, 7) == 4
        assert watchdog.suspects("t", 1, 9_000)


def test_a_torn_page_is_no_obstacle(tmp_path: Path) -> None:
    """Whatever a machine that went down has left in the strike file, a worker starts."""
    (tmp_path / "strikes").mkdir()
    (tmp_path / "strikes" / "redact.strikes").write_bytes(b"t\t1\n\xff\xfe\t3\t4-\nt\t1\t5-x\nt\t1\t3-4\n")
    with Watchdog(tmp_path, "redact", 30) as watchdog:
        assert [watchdog.suspects("t", 1, offset) for offset in (3, 4, 5)] == [True, True, False]


def test_processes_share_a_folder_but_not_a_slot(tmp_path: Path) -> None:
    """Two living processes of one app write to different files, so neither takes the other's work for a strike."""
    with Watchdog(tmp_path, "redact", 30) as first:
        first.begin("t", 0, 1, 1)
        with Watchdog(tmp_path, "redact", 30) as second:
            assert second.strikes("t", 0, 1) == 0
    assert len(list((tmp_path / "strikes").glob("*.working"))) == 2


def test_an_unwritable_folder_names_the_setting(tmp_path: Path) -> None:
    """The fault says which setting to mend."""
    (tmp_path / "file").touch()
    with pytest.raises(SettingsFault, match="SCRUBLINE_STATE_DIR"):
        Watchdog(tmp_path / "file", "redact", 30)
