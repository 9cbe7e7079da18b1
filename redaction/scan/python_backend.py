"""The standard library's `re`: the last resort, and the oracle that the other backends are tested against."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

from redaction.scan.database import Candidates
from redaction.scan.joined import attribute, join

__all__ = ["PythonDatabase"]


class PythonDatabase:
    """Gates compiled by `re`, one after the other; see `redaction.scan.PatternDatabase`."""

    def __init__(self, gates: Sequence[str]) -> None:
        try:
            self._patterns = [re.compile(gate.encode()) for gate in gates]
        except re.error as error:
            raise ValueError("a gate is not a pattern") from error
        self.name = f"python-{sys.version_info.major}.{sys.version_info.minor}"

    def candidates(self, texts: Sequence[str]) -> Candidates:
        """See `redaction.scan.PatternDatabase.candidates`."""
        buffer, starts = join(texts)
        matches: list[tuple[int, int]] = []
        for gate, pattern in enumerate(self._patterns):
            position = 0
            while (match := pattern.search(buffer, position)) is not None:
                matches.append((match.end(), gate))
                # From the next start, not the end: overlapping matches may lie in two fields.
                position = match.start() + 1
        # Ends of a greedy match are not the earliest ones: no hint.
        return [(field, gate, 0) for field, gate, _ in attribute(matches, starts)]
