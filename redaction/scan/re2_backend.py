"""RE2 `Set`: which gates match a field, without saying where; for machines that have no Hyperscan wheel."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import re2

from redaction.scan.database import Candidates
from redaction.scan.joined import encode

__all__ = ["Re2Database", "search_set"]

_MEMORY_BYTES = 256 << 20


def search_set() -> Any:
    """An empty `Set` for byte patterns, written as Latin-1, that may stand anywhere in a text."""
    options: Any = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = _MEMORY_BYTES
    options.log_errors = False
    options.never_capture = True
    return re2.Set.SearchSet(options)


class Re2Database:
    """Gates compiled by RE2; see `redaction.scan.PatternDatabase`."""

    def __init__(self, gates: Sequence[str]) -> None:
        self._set: Any = search_set()
        try:
            for gate in gates:
                self._set.Add(gate.encode())
            self._set.Compile()
        except re2.error as error:
            raise ValueError("a gate is not an RE2 pattern") from error
        self.name = f"re2-{version('google-re2')}"

    def candidates(self, texts: Sequence[str]) -> Candidates:
        """See `redaction.scan.PatternDatabase.candidates`."""
        match = self._set.Match
        found: Candidates = []
        for index, text in enumerate(texts):
            found += [(index, gate, 0) for gate in match(b"\0" + encode(text) + b"\0") or ()]
        return found
