"""Where in a run of digits card numbers may stand, by the run's shape alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from redaction.recognizers.card.brands import LONGEST, SHORTEST
from redaction.recognizers.digit_runs import Groups, sub_runs

__all__ = ["Window", "windows_of"]

_PRINTED: Final = frozenset(
    {(4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3), (4, 4, 4, 1), (4, 4, 5), (4, 4, 4), (4, 4, 4, 3)}
    | {
        (6, 13),
        (4, 4, 4, 4, 2),
        (4, 5, 6),
        (6, 4, 5),
        (8, 8),
        (4, 4, 4, 4, 1),
        (4, 4, 4, 2),
        (6, 6, 4),
        (5, 5, 5),
    }
)
_THIRTEEN: Final = (4, 3, 3, 3)
"""Groups of Visa's shorter numbers; with blanks between, sizes and counts stand in a row like that."""
_SET_OFF: Final = b" - "
_ADDRESS: Final = 4
_PART: Final = 3
"""Groups of an IPv4 address, and digits of one at most."""
_THIRTEEN_BETWEEN: Final = ({b"-"}, {_SET_OFF})
_CHAIN: Final = re.compile(rb"(?<![0-9])[0-9]{1,6}(?: - [0-9]{1,6}){2,63}(?![0-9])")
_GROUP: Final = re.compile(rb"[0-9]+")
_OF_LIST: Final = frozenset((b". ", b") "))
"""Between the number of an entry and the entry."""
_BEFORE_IN_ROW: Final = 2
_BEHIND_IN_ROW: Final = 3
"""Groups before and behind some of unequal length that make them columns of a table of numbers."""


class Window(NamedTuple):
    """Whole groups of a run that have as many digits as a card.

    Attributes:
        begin: First character, as an offset in the run.
        end: One past the last.
        first: How many digits of the run stand before.
        behind: And how many up to the end of the window.
        certain: Whether cards are written in such groups; others need a card word nearby.
    """

    begin: int
    end: int
    first: int
    behind: int
    certain: bool


def windows_of(written: bytes) -> list[list[Window]]:
    """The windows of a run by the group they begin with, the likeliest first.

    Args:
        written: The shape of the run: each digit is a zero.
    """
    found = [
        windows
        for groups in sub_runs(written, b" \t\r\n.-_/", 2, SHORTEST)
        for windows in _of_piece(written, groups)
    ]
    if _SET_OFF in written:
        for chain in _CHAIN.finditer(written):
            groups = tuple([match.span() for match in _GROUP.finditer(written, *chain.span())])
            found += _of_piece(written, groups)
        found.sort(key=_begin)
    return found


def _of_piece(written: bytes, groups: Groups) -> Iterator[list[Window]]:
    """The windows of a piece of a run."""
    group_sizes = tuple([b - a for a, b in groups])
    counts = list(accumulate(group_sizes, initial=written.count(b"0", 0, groups[0][0])))
    between = [written[a:b] for (_, a), (b, _) in pairwise(groups)]
    tabs = [b"\t" in each for each in between]
    if len(groups) == _ADDRESS and set(between) == {b"."} and max(group_sizes) <= _PART:
        return
    for at, (begin, _) in enumerate(groups):
        # In a long list of single digits every place would be a start.
        if len(groups) > LONGEST and group_sizes[at] == 1:
            continue
        windows = []
        for last in range(at, len(groups)):
            size = counts[last + 1] - counts[at]
            if size > LONGEST:
                break
            # A tab ends the cell of a row, unless every group is a cell.
            if size >= SHORTEST and len(set(tabs[at:last])) < 2:
                sizes = group_sizes[at : last + 1]
                if between[at:last] == [b"."] and sizes not in _PRINTED:
                    continue  # a decimal fraction
                alone = len(sizes) == len(groups) and set(sizes) == {1}
                row = at >= _BEFORE_IN_ROW and len(groups) - last > _BEHIND_IN_ROW and len(set(sizes)) > 1
                row = row and not _fill_line(between, at, last)
                printed = sizes in _PRINTED or (
                    sizes == _THIRTEEN and set(between[at:last]) in _THIRTEEN_BETWEEN
                )
                certain = len(sizes) == 1 or alone or (printed and not row)
                windows.append(Window(begin, groups[last][1], counts[at], counts[last + 1], certain))
        if windows:
            windows.sort(key=_preference)
            yield windows


def _fill_line(between: list[bytes], at: int, last: int) -> bool:
    """Whether groups are all of a line but its number in a list, as `2. ` or `2) `: no columns stand beside them."""
    if b"\n" not in between[last]:
        return False
    before = between[at - 1]
    return b"\n" in before or (before in _OF_LIST and b"\n" in between[at - 2])


def _begin(windows: list[Window]) -> int:
    return windows[0].begin


def _preference(window: Window) -> tuple[bool, int]:
    """Groups of cards before others, which may be two cards, and of these the longest first."""
    return not window.certain, window.begin - window.end
