"""Where in a run of digits telephone numbers may begin and end, by the run's shape alone.

`redaction.recognizers.phone.recognizer` looks here first; what is between these places is judged by
`redaction.recognizers.phone.shapes`.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Final, NamedTuple

from redaction.recognizers.digit_runs import Groups, sub_runs

__all__ = [
    "BEHIND_TRUNK",
    "BRAZILIAN",
    "NORTH_AMERICAN",
    "OF_OTHERS",
    "SHORTEST",
    "STANDING_SIZES",
    "TOLL_FREE",
    "Candidate",
    "Piece",
    "Plan",
    "Start",
    "Window",
    "in_thousands",
    "plan_of",
]

_SEPARATORS: Final = b" .()-/"
_COLUMN: Final = b"   "
"""Between the cells of a row, not between the groups of a number."""
SHORTEST: Final = 7
"""Digits of a number that is not directly behind what says so."""
_LONGEST: Final = 17
NORTH_AMERICAN: Final = frozenset({(3, 3, 4), (1, 3, 3, 4)})
BEHIND_TRUNK: Final = (1, 3, 3, 2, 2)
"""Behind a trunk prefix that stands alone: `0 212 555 01 34`, `8 903 555-01-34`."""
TOLL_FREE: Final = frozenset({(4, 3, 3), (4, 3, 4)})
"""Behind a prefix of four digits: `1300 555 013`, `1800 555 0134`."""
STANDING_SIZES: Final = NORTH_AMERICAN | TOLL_FREE | {(5, 5), (3, 4, 4), BEHIND_TRUNK}
"""Groups in which numbers stand without plus, brackets, leading zero or a word that says so."""
BRAZILIAN: Final = frozenset({(2, 4, 4), (2, 5, 4)})
"""The same where a hyphen stands before the last group."""
_MOST_GROUPS: Final = 8
_THOUSAND: Final = 3
_LEAST, _MOST_UNSAID = 8, 13
_MOST_BARE: Final = 11
_LOCAL: Final = (3, 4)
"""North American groups without an area; with a hyphen they may be a number beside an e-mail address."""
OF_OTHERS: Final = frozenset({(4, 2, 2), (2, 2, 4), (3, 2, 4), (4, 4, 2)})
"""Groups of dates, of social security numbers, and of IBANs, whose ends are often four, four and two."""


class Candidate(NamedTuple):
    """Groups of digits as they stand in a text.

    Attributes:
        start: First digit, code point.
        end: One past the last digit.
        digits: The bare digits.
        sizes: Digits per group.
        written: As it stands in the text.
        plus: A plus sign stands before.
        bracket: The first group stands in brackets.
        unsaid: Whether it is looked at though no word calls it a number: by its groups.
    """

    start: int
    end: int
    digits: str
    sizes: tuple[int, ...]
    written: str
    plus: bool
    bracket: bool
    unsaid: bool


class Window(NamedTuple):
    """Groups that have as many digits as a number.

    Attributes:
        last: The last group.
        end: Where it ends, as an offset in the run.
        behind: How many digits of the run stand up to there.
        sizes: Digits per group.
        final: Whether it is the last of the piece, and what stands behind is text.
    """

    last: int
    end: int
    behind: int
    sizes: tuple[int, ...]
    final: bool


class Start(NamedTuple):
    """A group with which a number may begin.

    Attributes:
        at: Which group.
        begin: Where it begins, as an offset in the run.
        first: How many digits of the run stand before.
        size: Digits of the group.
        closed: Whether a closing bracket stands behind it.
        listed: Whether it and the next are single digits.
        shaped: Whether a number may begin here that needs no plus, no zero and no word.
        unsaid: Whether all from here on may be one though no word calls it a number.
        windows: The longest first.
    """

    at: int
    begin: int
    first: int
    size: int
    closed: bool
    listed: bool
    shaped: bool
    unsaid: bool
    windows: tuple[Window, ...]


class Piece(NamedTuple):
    """A piece of a run that may hold numbers.

    Attributes:
        begin: First digit, as an offset in the run.
        end: One past the last.
        groups: How many groups of digits it has.
        digits: How many digits.
        beside: Whether it may be a number for the e-mail address that stands beside it.
        starts: Where numbers may begin.
    """

    begin: int
    end: int
    groups: int
    digits: int
    beside: bool
    starts: tuple[Start, ...]


class Plan(NamedTuple):
    """What a run of digits may hold.

    Attributes:
        pieces: The pieces that may hold numbers.
        begins: Where in them numbers may begin, as offsets in the run.
        shaped: Whether one of these needs no plus, no zero and no word.
        whole: Whether the first number that is looked for takes all of the run.
    """

    pieces: tuple[Piece, ...]
    begins: tuple[int, ...]
    shaped: bool
    whole: bool


def plan_of(written: bytes) -> Plan:
    """What a run of digits may hold, by its shape alone."""
    listed: list[Piece] = []
    counted = seen = 0
    for groups in sub_runs(written, _SEPARATORS, 3, SHORTEST, column=_COLUMN):
        seen += written.count(b"0", counted, groups[0][0])
        counted = groups[0][0]
        listed.append(_piece(written, groups, seen))
    pieces = tuple(listed)
    starts = [place for piece in pieces for place in piece.starts]
    return Plan(
        pieces,
        begins=tuple([place.begin for place in starts]),
        shaped=any(place.shaped for place in starts),
        whole=bool(starts) and starts[0].begin == 0 and starts[0].windows[0].end == len(written),
    )


def _piece(written: bytes, groups: Groups, before: int) -> Piece:
    """A piece of a run in front of which so many digits stand."""
    counts = list(accumulate((end - begin for begin, end in groups), initial=before))
    group_sizes = tuple([end - begin for begin, end in groups])
    breaks = [True, *[_breaks(written, groups, at) for at in range(1, len(groups))], True]
    starts = []
    for at, (begin, end) in enumerate(groups):
        if not breaks[at]:
            continue
        windows = []
        for last in range(min(len(groups), at + _MOST_GROUPS) - 1, at - 1, -1):
            if breaks[last + 1] and SHORTEST <= counts[last + 1] - counts[at] <= _LONGEST:
                final = last + 1 == len(groups)
                sizes = group_sizes[at : last + 1]
                windows.append(Window(last, groups[last][1], counts[last + 1], sizes, final))
        if windows:
            listed = group_sizes[at : at + 2] == (1, 1)
            closed = written[end : end + 1] == b")"
            unsaid = at == 0 and _may_be_unsaid(group_sizes, written)
            shaped = closed or unsaid or any(_stands(written, window) for window in windows)
            starts.append(
                Start(at, begin, counts[at], end - begin, closed, listed, shaped, unsaid, tuple(windows))
            )
    digits = counts[-1] - counts[0]
    local = group_sizes == _LOCAL and b"-" in written[groups[0][0] : groups[-1][1]]
    beside = local or (_LEAST <= digits <= _MOST_BARE and group_sizes not in OF_OTHERS)
    return Piece(groups[0][0], groups[-1][1], len(groups), digits, beside, tuple(starts))


def in_thousands(sizes: tuple[int, ...]) -> bool:
    """Whether digits are grouped as those of an amount are; a leading zero shows that they are none."""
    return sizes[0] < _THOUSAND and set(sizes[1:]) == {_THOUSAND}


def _may_be_unsaid(sizes: tuple[int, ...], written: bytes) -> bool:
    """Whether a piece of a run may be a number where the sentence, a row or the lines beside show it, and no word does.

    Args:
        sizes: Digits of each of its groups.
        written: The run.
    """
    digits = sum(sizes)
    if len(sizes) == 1:
        return b"\n" in written and _LEAST <= digits <= _MOST_BARE
    if not _LEAST <= digits <= _MOST_UNSAID or sizes[:3] in OF_OTHERS:
        return False
    return not in_thousands(sizes) and b"." not in written


def _stands(written: bytes, window: Window) -> bool:
    """Whether groups may be a number though nothing around them says so."""
    return window.sizes in STANDING_SIZES or (
        window.sizes in BRAZILIAN and written[window.end - 5 : window.end - 4] == b"-"
    )


def _breaks(written: bytes, groups: Groups, at: int) -> bool:
    """Whether one number may end and another begin between a group and the one before."""
    between = written[groups[at - 1][1] : groups[at][0]]
    return b" " in between or b"(" in between or b"/" in between
