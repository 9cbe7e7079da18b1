"""Hyperscan (on ARM: Vectorscan): all gates at once over the joined buffer, more than 100 MB per CPU second.

The compiled database is kept on disk: see `redaction.scan.hyperscan_cache`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from typing import Any

import hyperscan

from redaction.scan.database import Candidates
from redaction.scan.hyperscan_cache import cached
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
    return cached("gates", gates, lambda: _compile(gates))


def _compile(gates: tuple[str, ...]) -> Any:
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
    return database
