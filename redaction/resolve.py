"""Overlaps, settled once: which span wins, and what remains of the others.

What a piece of a model's insides holds goes with it. Else the order is checked, then score, then length, then position
and name, so that the result does not depend on the order of recognizers. A span that loses keeps the characters that
no better span covers: nothing that was found stays visible.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from itertools import pairwise
from operator import attrgetter
from typing import Final

from msgspec.structs import replace

from redaction.spans import Span

__all__ = ["resolve"]

_start: Final = attrgetter("start")
_ADDRESS: Final = "STREET_ADDRESS"
_INTERNALS: Final = "MODEL_TOKENS"


def resolve(spans: Iterable[Span]) -> list[Span]:
    """Spans without overlap, in order of position, that cover exactly what the given ones cover.

    Adjacent spans stay separate; equal findings of several recognizers become one, and so does an address that several
    of them found different parts of.
    """
    ordered = sorted(spans, key=_start)
    for before, after in pairwise(ordered):
        if after.start < before.end:
            break
    else:
        return ordered
    kept: list[Span] = []
    tied: list[Span] = []
    end = 0
    # What does not overlap is settled by itself: how one value is covered must not depend on another far away.
    for span in ordered:
        if tied and span.start >= end:
            kept += _settled(tied)
            tied = []
        tied.append(span)
        end = max(end, span.end)
    return kept + _settled(tied)


def _settled(tied: list[Span]) -> list[Span]:
    """The same for spans that overlap, each with another of them, in order of position."""
    if len(tied) == 1:
        return tied
    taken: list[tuple[int, int]] = []
    kept: list[Span] = []
    for span in sorted(tied, key=_rank):
        for start, end in _free(span.start, span.end, taken):
            insort(taken, (start, end))
            kept.append(
                span if (start, end) == (span.start, span.end) else replace(span, start=start, end=end)
            )
    return _whole(sorted(kept, key=_start))


def _whole(spans: list[Span]) -> list[Span]:
    """Put the parts of one address together: where one finding of it was cut by another, they touch."""
    whole: list[Span] = []
    for span in spans:
        last = whole[-1] if whole else None
        if last and span.entity == last.entity == _ADDRESS and span.start == last.end:
            best = max(last, span, key=attrgetter("score"))
            whole[-1] = replace(best, start=last.start, end=span.end)
        else:
            whole.append(span)
    return whole


def _rank(span: Span) -> tuple[bool, bool, float, int, int, str, str, str]:
    return (
        span.entity != _INTERNALS,
        not span.checked,
        -span.score,
        span.start - span.end,
        span.start,
        span.entity,
        span.rule,
        span.recognizer,
    )


def _free(start: int, end: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of [start, end) that are not taken yet."""
    parts = []
    at = bisect_left(taken, (start, start))
    if at and taken[at - 1][1] > start:
        start = taken[at - 1][1]
    while start < end:
        if at == len(taken) or taken[at][0] >= end:
            parts.append((start, end))
            break
        if taken[at][0] > start:
            parts.append((start, taken[at][0]))
        start = max(start, taken[at][1])
        at += 1
    return parts
