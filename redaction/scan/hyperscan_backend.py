"""Hyperscan (on ARM: Vectorscan): all gates at once over the joined buffer, more than 100 MB per CPU second.

Compiling the shipped gates takes seconds, loading them milliseconds, so the compiled database is kept on disk under
the user's cache directory, named by the hash of all it depends on. A file that does not load is compiled again.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import hyperscan

from redaction.scan.database import Candidates
from redaction.scan.joined import attribute, join

__all__ = ["HyperscanDatabase"]


class HyperscanDatabase:
    """Gates compiled by Hyperscan; see `redaction.scan.PatternDatabase`."""

    def __init__(self, gates: Sequence[str]) -> None:
        self._database = _compiled(tuple(gates))
        # Scratch space may serve one scan at a time, the database any number.
        self._scratch: Any = hyperscan.Scratch(self._database)
        self.name = f"hyperscan-{version('hyperscan')}"

    def candidates(self, texts: Sequence[str]) -> Candidates:
        """See `redaction.scan.PatternDatabase.candidates`."""
        buffer, starts = join(texts)
        matches: list[tuple[int, int]] = []
        add = matches.append

        last_gate, last_end = -1, -1

        def on_match(gate: int, _start: int, end: int, _flags: int, _context: object) -> None:
            nonlocal last_gate, last_end
            # A gate that is a plain repeat matches at every further byte; the first of them says it all.
            if end != last_end + 1 or gate != last_gate or not buffer[last_end - 1]:
                add((end, gate))
            last_gate, last_end = gate, end

        self._database.scan(buffer, match_event_handler=on_match, scratch=self._scratch)
        return attribute(matches, starts)


@lru_cache(maxsize=8)
def _compiled(gates: tuple[str, ...]) -> Any:
    path = _cache_file(gates)
    if path is not None and path.is_file():
        try:
            return hyperscan.loadb(path.read_bytes(), hyperscan.HS_MODE_BLOCK)
        except (OSError, hyperscan.error):
            path = _cache_file(gates)  # written by a broken disk or another build: compile and write anew
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    try:
        database.compile(
            expressions=[gate.encode() for gate in gates],
            ids=list(range(len(gates))),
            elements=len(gates),
            flags=[0] * len(gates),
        )
    except hyperscan.error as error:
        raise ValueError("a gate is not a Hyperscan pattern") from error
    if path is not None:
        _store(path, hyperscan.dumpb(database))
    return database


def _cache_file(gates: tuple[str, ...]) -> Path | None:
    root = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - Path raises without a home
    if root.startswith("~"):
        return None
    # The serialised form depends on the library, not on the CPU: it is built for the lowest one supported.
    parts = (version("hyperscan"), os.uname().machine, *gates)
    return (
        Path(root) / "scrubline" / f"gates-{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}.hs"
    )


def _store(path: Path, data: bytes) -> None:
    """Write atomically; a read-only or full home only costs the next start its seconds."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
        Path(file.name).replace(path)
    except OSError:
        return
