"""The pattern database: three backends, one answer; the compiled form on disk is a convenience and no more."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from redaction.scan import BACKENDS, PatternDatabase, open_database
from redaction.scan.hyperscan_backend import HyperscanDatabase
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
    from redaction.scan.hyperscan_backend import _compiled

    _compiled.cache_clear()
    assert gates(HyperscanDatabase(unique), ["a@b"]) == {0: {0}}
    assert file.read_bytes() == whole
    _compiled.cache_clear()
    assert gates(HyperscanDatabase(unique), ["a@b"]) == {0: {0}}


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
