"""Spans of two kinds in one order: what the model found, and what words around a name tell.

Part of `redaction.names.detector`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from redaction.spans import Span

__all__ = ["joined"]

_JOINT: Final = 2
"""Characters between two names that are none: a comma and a blank."""


def joined(names: list[Span], others: list[Span]) -> list[Span]:
    """Put both lists in order; of another, what no name covers is left, and a name inside a longer one goes."""
    if not others:
        return names
    begins = [other.start for other in others]
    kept = [name for name in names if not _is_inside(name, others, bisect_right(begins, name.start))]
    starts = [name.start for name in kept]
    free = []
    for other in others:
        at = bisect_right(starts, other.start)
        start = max(other.start, kept[at - 1].end) if at else other.start
        end = min(other.end, starts[at]) if at < len(kept) else other.end
        if end - start == other.end - other.start:
            free.append(other)
        elif end - start > _JOINT:
            free.append(replace(other, start=start, end=end))
    return sorted([*kept, *free], key=lambda span: span.start)


def _is_inside(name: Span, others: Sequence[Span], at: int) -> bool:
    if not at:
        return False
    start, end = others[at - 1].start, others[at - 1].end
    return name.end <= end and name.end - name.start < end - start
