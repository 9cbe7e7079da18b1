"""Long texts: a finder is shown what stands around the matches of its gates, and not the whole text.

Most finders decide by what stands close by: a hundred characters of a text of a megabyte are all that they need. The
pieces are cut between two words of letters, where no number and no token is cut in two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from redaction.recognizers.borders import BETWEEN_WORDS
from redaction.recognizers.detector import Finder
from redaction.spans import Span

__all__ = ["LONG", "find_near", "in_characters", "joined"]

LONG: Final = 2_000
"""Code points from which on pieces are cheaper than the text."""
_MARGIN: Final = 128
"""Code points more on either side: what begins before a piece and is no finding must not shift those in it."""
_STEPS: Final = (48, 512, 4096)
"""How far a place to cut is looked for; further away there is none."""
_CONTINUATIONS: Final = bytes(range(0x80, 0xC0))


def find_near(find: Finder, text: str, ends: Sequence[int], near: int, key: str) -> list[Span]:
    """What a finder finds in a text, from looking around the matches of its gates.

    Args:
        find: The finder.
        text: The text.
        ends: Where the matches end, in code points, in order.
        near: How far from the end of a match a finding, and all that decides about it, stands.
        key: The key of the text, which says nothing to this finder.
    """
    spans: list[Span] = []
    for begin, behind, places in _pieces(text, ends, near):
        lows = [low for low, _ in places]
        for span in find(text[begin:behind], 0, key):
            start = span.start + begin
            at = bisect_right(lows, start) - 1
            # Close to a cut, something may look like a finding that is none.
            if at >= 0 and start < places[at][1]:
                spans.append(replace(span, start=start, end=span.end + begin))
    return spans


def in_characters(raw: bytes, ends: Sequence[int]) -> list[int]:
    """Offsets in a text in UTF-8, in order, as code points."""
    found: list[int] = []
    at = characters = 0
    for end in ends:
        characters += len(raw[at:end].translate(None, _CONTINUATIONS))
        at = end
        found.append(characters)
    return found


def _pieces(text: str, ends: Sequence[int], near: int) -> list[tuple[int, int, list[tuple[int, int]]]]:
    """Pieces without overlap: start, end, and where in them findings may start."""
    pieces: list[tuple[int, int, list[tuple[int, int]]]] = []
    for first, last in joined(ends, 2 * (near + _MARGIN + _STEPS[0])):
        places = [(first - near, last + near)]
        if pieces and last + near + _MARGIN < pieces[-1][1]:
            pieces[-1][2].extend(places)
            continue
        begin = _cut_before(text, first - near - _MARGIN)
        behind = _cut_behind(text, last + near + _MARGIN)
        while pieces and begin <= pieces[-1][1]:
            before = pieces.pop()
            begin, behind = min(begin, before[0]), max(behind, before[1])
            before[2].extend(places)
            places = before[2]
        pieces.append((begin, behind, places))
    return pieces


def joined(ends: Sequence[int], gap: int) -> list[tuple[int, int]]:
    """The first and the last of ends that lie close together.

    Args:
        ends: Offsets in a text, in order, at least one.
        gap: What is further apart is not close.
    """
    groups: list[tuple[int, int]] = []
    first = last = ends[0]
    for end in ends:
        if end - last > gap:
            groups.append((first, last))
            first = end
        last = end
    groups.append((first, last))
    return groups


def _cut_before(text: str, at: int) -> int:
    for step in _STEPS:
        if at <= step:
            break
        border = BETWEEN_WORDS.search(text, at - step, at)
        if border is not None:
            return border.end()
    return 0


def _cut_behind(text: str, at: int) -> int:
    for step in _STEPS:
        border = BETWEEN_WORDS.search(text, at, at + step)
        if border is not None:
            return border.end()
    return len(text)
