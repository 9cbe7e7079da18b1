"""Where windows of a long text may begin, so that what is encoded in it is still seen to be text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Final

from redaction.disguises.patterns import FOUR_QUADS

__all__ = ["window_starts"]

_SHORTEST_RUN: Final = 256
_RUN: Final = re.compile(r"[A-Za-z0-9+/_\-]+")
_LONG_RUN: Final = re.compile(rf"[A-Za-z0-9+/_\-]{{{_SHORTEST_RUN},}}")
_RUN_BEGIN: Final = re.compile(rf"{FOUR_QUADS}|(?:[2-7][0-9A-Fa-f]){{8}}")
_BACK: Final = 1_024


def _is_within_run(text: str, at: int) -> bool:
    """Whether a long run of base64 or hex goes on at `text[at:]`."""
    behind = _RUN.match(text, at, at + _SHORTEST_RUN)
    before = _RUN.match(text[max(0, at - _SHORTEST_RUN) : at][::-1]) if behind else None
    return behind is not None and before is not None and len(before[0]) + len(behind[0]) >= _SHORTEST_RUN


def window_starts(text: str, starts: Iterable[int]) -> list[int]:
    """Where windows of a long text begin: within base64 or hex at a byte's own border, where it is seen to be text.

    Args:
        text: The text.
        starts: Where windows should begin, in order.

    Returns:
        The same places, or places up to 1,027 characters before them.
    """
    moved = list(starts)
    if not any(_is_within_run(text, start) for start in moved):
        return moved
    for run in _LONG_RUN.finditer(text):
        first, last = bisect_right(moved, run.start()), bisect_left(moved, run.end())
        for at in range(first, last):
            aligned = moved[at] - (moved[at] - run.start()) % 4
            places = range(aligned, max(run.start(), aligned - _BACK) - 1, -4)
            moved[at] = next((place for place in places if _RUN_BEGIN.match(text, place)), aligned)
    return moved
