"""The pattern database: three backends, one answer; the compiled form on disk is a convenience and no more."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from redaction.scan import BACKENDS, PatternDatabase, open_database
from redaction.scan.hyperscan_backend import HyperscanDatabase, _compiled
from redaction.scan.hyperscan_cache import MAX_FILES
from redaction.scan.joined import attribute, join

_GATES = (r"[a-z]@[a-z]", r"[^0-9][0-9]{4}", r"(?i:word)[^0-9A-Za-z]", r"\xc3[\xa0-\xbf]")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache directory of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "scrubline"


def gates(database: PatternDatabase, texts: Sequence[str]) -> dict[int, set[int]]:
    """Which gates match where, without the hints."""
    found: dict[int, set[int]] = {}
    for field, gate, _ in database.candidates(texts):
        found.setdefault(field, set()).add(gate)
    return found


@pytest.mark.parametrize("backend", BACKENDS)
def test_every_backend_finds_the_same_gates(backend: str) -> None:
    """Borders count at both ends of a field, and the neighbour field is out of reach."""
    texts = ["1234", "a@b and WORD", "", "12", "34", "é", "a@", "b", "word", "x1234\x005678", "\ud800a@b"]
    database = open_database(_GATES, backend)
    assert gates(database, texts) == {0: {1}, 1: {0, 2}, 5: {3}, 8: {2}, 9: {1}, 10: {0}}
    assert gates(database, []) == {}


def test_hyperscan_hints_at_the_first_end() -> None:
    """The hint is the earliest end of the gate's matches, from the field's start."""
    found = open_database(_GATES, "hyperscan").candidates(["none", "xx a@b c@d"])
    assert min(end for field, gate, end in found if (field, gate) == (1, 0)) == 6


def test_an_unknown_backend_or_a_bad_pattern_is_refused() -> None:
    """A typo fails at start, with what to choose from."""
    with pytest.raises(ValueError, match="hyperscan, re2, python"):
        open_database(_GATES, "hyperscam")
    for backend in BACKENDS:
        with pytest.raises(ValueError, match="pattern"):
            open_database(["(unclosed"], backend)


def test_a_broken_cache_file_is_compiled_anew(cache: Path) -> None:
    """A file that cannot be loaded costs time and nothing else."""
    unique = (*_GATES, "broken-cache")
    assert gates(HyperscanDatabase(unique), ["a@b"]) == {0: {0}}
    (file,) = cache.glob("*.hs")
    whole = file.read_bytes()
    file.write_bytes(b"no database")
    _compiled.cache_clear()
    assert gates(HyperscanDatabase(unique), ["a@b"]) == {0: {0}}
    assert file.read_bytes() == whole
    _compiled.cache_clear()
    assert gates(HyperscanDatabase(unique), ["a@b"]) == {0: {0}}


def aged(folder: Path, name: str, days: float) -> Path:
    """A file that was used so many days ago."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(b"anything")
    used = time.time() - days * 86_400
    os.utime(path, (used, used))
    return path


def compile_one(unique: str) -> None:
    """Compile a database that nobody else has, and write it."""
    _compiled.cache_clear()
    HyperscanDatabase((*_GATES, unique))


def test_what_nobody_uses_for_a_month_goes(cache: Path) -> None:
    """Whoever writes a database removes old ones and what was left half-written; other files are not touched."""
    old = [
        aged(cache, "gates-a.hs", 31),
        aged(cache, "analyzer-b.hs", 400),
        aged(cache, "gates-c.hsx.part", 2),
    ]
    kept = [
        aged(cache, "gates-d.hs", 29),
        aged(cache, "gates-e.hsx.part", 0.5),
        aged(cache, "else.lock", 400),
    ]
    compile_one("prune-old")
    assert [path.exists() for path in old] == [False] * 3
    assert [path.exists() for path in kept] == [True] * 3
    assert len(list(cache.iterdir())) == 4


def test_the_number_of_files_is_bounded(cache: Path) -> None:
    """Beyond the bound those go that were used longest ago, and never the one just written."""
    files = [aged(cache, f"gates-{at}.hs", 1 + at / 100) for at in range(MAX_FILES + 10)]
    compile_one("prune-many")
    assert [path.exists() for path in files] == [True] * (MAX_FILES - 1) + [False] * 11
    assert len(list(cache.iterdir())) == MAX_FILES


def test_a_database_that_is_used_stays(cache: Path) -> None:
    """Reading a file is a use of it, whenever it was written."""
    compile_one("used")
    (file,) = cache.iterdir()
    aged_time = time.time() - 40 * 86_400
    os.utime(file, (aged_time, aged_time))
    compile_one("used")
    compile_one("another")
    assert file.exists()


def test_a_full_disk_leaves_nothing_half_written(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be put in its place is removed."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    compile_one("full")
    assert list(cache.iterdir()) == []


def test_many_processes_prune_at_once(cache: Path) -> None:
    """Files that vanish while one looks are nothing to stumble over: all end well, and the bound is kept."""
    for at in range(2 * MAX_FILES):
        aged(cache, f"gates-{at}.hs", 1 + at / 100)
    program = "import sys, redaction.scan as s; s.open_database(['[a-z]@', sys.argv[1]], 'hyperscan')"
    started = [subprocess.Popen([sys.executable, "-c", program, f"one-{at}"]) for at in range(4)]
    assert [process.wait(60) for process in started] == [0] * 4
    names = {path.name for path in cache.iterdir()}
    assert len(names) <= MAX_FILES
    assert len([name for name in names if len(name) > 20]) == 4


def test_no_writable_cache_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only home only costs the next start its seconds."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert gates(HyperscanDatabase((*_GATES, "no-cache")), ["a@b"]) == {0: {0}}


def test_join_and_attribute_are_inverse() -> None:
    """A byte offset in the buffer leads back to its field, beyond ASCII too."""
    texts = ["é", "", "ab"]
    buffer, starts = join(texts)
    assert buffer == "\0é\0\0ab\0".encode()
    assert starts == [1, 4, 5]
    assert attribute([(3, 7), (7, 8), (6, 8), (8, 9)], starts) == [
        (0, 7, 2),
        (2, 8, 2),
        (2, 8, 1),
        (2, 9, 3),
    ]
