"""Runs of digits: found once per batch, told apart by their shape.

A run is whatever begins and ends with a digit and holds nothing but digits and separators; how many separators may
stand between two digits is for the recognizers to say. What a run could be depends mostly on its shape, the run with
every digit made zero, and shapes are few: what a recognizer works out about one, it keeps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Generic, NamedTuple, TypeAlias, TypeVar

from redaction.kept import Kept
from redaction.spans import Span

__all__ = [
    "GATE",
    "LONGEST_KEPT",
    "MAX_SHAPES",
    "PADDED",
    "RUN",
    "SHAPE",
    "Groups",
    "Plans",
    "QuietRuns",
    "RunFinder",
    "in_every_run",
    "places",
    "sub_runs",
]

# One class repeated: a repeated group would take ten times as long.
RUN: Final = re.compile(r"[0-9][0-9 \t\r\n.()\-/_]{5,}[0-9]")
GATE: Final = r"[^0-9 \t\r\n.()\-/_][ \t\r\n.()\-/_]*[0-9][0-9 \t\r\n.()\-/_]{5}"
"""Matches where a run begins: its first six characters."""
_FIRST: Final = 6

RunFinder: TypeAlias = Callable[[str, int, bytes, str, bool], list[Span]]
"""`(text, start, written, key, worded) -> spans`: every finding in the run `written`, which stands at `text[start:]`.

`worded` is False where none of the detector's words is in the text.
"""

PADDED: Final = (b"000", b"001", b"002")
"""What no number of anybody begins with that is written without separators, unless a word says that it is one."""


class QuietRuns(NamedTuple):
    """Runs in which nothing is found, where no word or address is near, the key says nothing and no plus stands before.

    Attributes:
        zeros: By the shape of a run: nothing is found if no zero stands at one of these offsets; None if it may be.
        key: Whether a key says something; None if none does.
        mail: By the shape, whether an at sign close by says something; None if it never does.

    In bare digits that begin like `PADDED`, nothing is found in any case.
    """

    zeros: Callable[[bytes], tuple[int, ...] | None]
    key: Callable[[str], bool] | None = None
    mail: Callable[[bytes], bool] | None = None


Groups: TypeAlias = tuple[tuple[int, int], ...]
"""Start and end of each group of digits, as offsets in the run."""

_Plan = TypeVar("_Plan")
SHAPE: Final = bytes(48 if 48 <= code < 58 else code for code in range(256))
"""Makes a run its shape, by `bytes.translate`."""
_GROUP: Final = re.compile(rb"[0-9]+")
MAX_SHAPES: Final = 4096
"""Shapes of which something is kept."""
LONGEST_KEPT: Final = 48
"""Characters of a shape whose plan is kept; that of a longer one is worked out each time it is asked for."""


class Plans(Generic[_Plan]):
    """What a recognizer knows of a run by its shape alone, kept for the shapes last seen.

    Args:
        build: Works it out; sees the run, and may look at nothing but its shape.
    """

    def __init__(self, build: Callable[[bytes], _Plan]) -> None:
        self._of_shape = Kept(build, MAX_SHAPES, LONGEST_KEPT)

    def of(self, written: bytes) -> _Plan:
        """The plan of a run."""
        return self._of_shape[written.translate(SHAPE)]

    def of_shape(self, shape: bytes) -> _Plan:
        """The plan of all runs of a shape."""
        return self._of_shape[shape]


def places(texts: Sequence[str], gated: Iterable[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Where the runs of digits of some texts stand: index of the text, start and end; those of one text in order.

    Args:
        texts: The texts.
        gated: Index of a text and where `GATE` matches there: end, in bytes of UTF-8, 0 for "somewhere"; in order.
    """
    found: list[tuple[int, int, int]] = []
    match = RUN.match
    current, last, text, ascii_only, whole = -1, 0, "", False, False
    for at, end in gated:
        if at != current:
            current, last, text, whole = at, 0, texts[at], False
            ascii_only = text.isascii()
        if end and ascii_only:
            # A run begins where its gate does: the text between is not looked at again.
            run = match(text, end - _FIRST) if end != last else None
            if run is not None:
                found.append((at, end - _FIRST, run.end()))
            last = end
        elif not whole:
            whole = True
            found += [(at, *run.span()) for run in RUN.finditer(text)]
    return found


def sub_runs(
    written: bytes, separators: bytes, most: int, fewest: int, column: bytes | None = None
) -> list[Groups]:
    """The pieces of a run whose separators a recognizer allows.

    Args:
        written: The run.
        separators: The characters that may stand between two groups.
        most: How many of them.
        fewest: Digits that a piece must have.
        column: What ends a piece though all of it may stand between two groups.
    """
    pieces: list[list[tuple[int, int]]] = []
    behind = -1
    for match in _GROUP.finditer(written):
        begin, end = match.span()
        between = written[behind:begin]
        if behind < 0 or begin - behind > most or between == column or between.strip(separators):
            pieces.append([])
        pieces[-1].append((begin, end))
        behind = end
    return [tuple(piece) for piece in pieces if sum(end - begin for begin, end in piece) >= fewest]


def in_every_run(finder: RunFinder) -> Callable[[str, int, str], Iterator[Span]]:
    """A finder of texts from a finder of runs."""

    def find(text: str, start: int, key: str) -> Iterator[Span]:
        del start  # only a hint, and a run must not be read from its middle
        for run in RUN.finditer(text):
            yield from finder(text, run.start(), run.group().encode(), key, True)

    return find
