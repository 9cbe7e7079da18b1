"""When the pieces of one completion arrived: first, last, and the gaps between them, in bounded memory.

Used by `emitters.inference`, one instance per model call. The longest gap is exact; the percentiles are exact up
to `CAPACITY` gaps, beyond that they come from every second, fourth, ... gap, spread evenly over the call.
"""

from __future__ import annotations

from array import array
from math import ceil
from typing import Final

__all__ = ["CAPACITY", "Arrivals"]

CAPACITY: Final = 4096
"""Gaps kept per call (8 bytes each)."""


class Arrivals:
    """Arrival times of one completion's pieces, in seconds of any monotonic clock."""

    __slots__ = ("_gaps", "_seen", "_stride", "first", "last", "longest_gap", "pieces")

    def __init__(self) -> None:
        self.first: float | None = None
        self.last: float | None = None
        self.longest_gap: float | None = None
        self.pieces = 0
        self._gaps = array("d")
        self._seen = 0
        self._stride = 1

    def arrive(self, now: float) -> None:
        """Note one piece at `now`. A clock that steps back counts as a gap of zero."""
        self.pieces += 1
        if self.last is None:
            self.first = self.last = now
            return
        gap = max(0.0, now - self.last)
        self.last = max(now, self.last)
        if self.longest_gap is None or gap > self.longest_gap:
            self.longest_gap = gap
        if self._seen % self._stride == 0:
            if len(self._gaps) == CAPACITY:
                self._gaps = self._gaps[::2]
                self._stride *= 2
            # After the stride doubled this gap may fall between two kept positions.
            if self._seen % self._stride == 0:
                self._gaps.append(gap)
        self._seen += 1

    def percentiles(self, *shares: float) -> list[float]:
        """Nearest-rank percentiles of the gaps, one per share in 0..1; empty with fewer than two pieces."""
        ordered = sorted(self._gaps)
        if not ordered:
            return []
        return [ordered[max(0, ceil(share * len(ordered)) - 1)] for share in shares]
