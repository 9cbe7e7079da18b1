"""A second view of a text in which evasions are undone, with the way back to the original offsets.

The batch engine asks for it only where a cheap byte test (`GATES`, `UNGATED`, or a look at a text beyond ASCII) says
that there is something to undo, scans it like any field, and maps what it finds back. Three layers at most are undone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from redaction.disguises.evasions import edits, smuggled
from redaction.disguises.other_characters import beyond_ascii
from redaction.disguises.patterns import GATES, UNGATED
from redaction.disguises.terminal import parted

__all__ = ["GATES", "MAX_DEPTH", "UNGATED", "Changed", "View", "beyond_ascii", "part", "smuggle", "undo"]

MAX_DEPTH: Final = 3
"""How many layers are undone: an encoding within an encoding, between colours of a terminal."""


class Changed:
    """Where a view differs from the text it was made of.

    Attributes:
        begins: Where the pieces begin that stand for something else, in order; code points of the view.
        ends: And where each ends; a piece may be empty.
    """

    __slots__ = ("begins", "ends")

    def __init__(self) -> None:
        self.begins: list[int] = []
        self.ends: list[int] = []

    def within(self, low: int, high: int) -> bool:
        """Whether one of the pieces lies, or reaches, between two places."""
        at = bisect_left(self.ends, low)
        return at < len(self.ends) and self.begins[at] <= high


@dataclass(frozen=True, slots=True)
class View:
    """A text with evasions undone.

    Attributes:
        text: What the recognizers look at.
        changed: Where it differs from what it was made of.
        places: Where in that each piece of `changed` stands: start and end.
        parent: The view that it was made of; None if that is the original.
    """

    text: str
    changed: Changed
    places: list[tuple[int, int]]
    parent: View | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the original; `end` is greater than `start`."""
        first, behind = self._piece(start)[0], self._piece(end - 1)[1]
        return (first, behind) if self.parent is None else self.parent.original(first, behind)

    def _piece(self, at: int) -> tuple[int, int]:
        """Start and end of what the code point `text[at]` was made of."""
        last = bisect_right(self.changed.begins, at) - 1
        # Empty pieces begin where the next code point does, which may be the beginning of another.
        if last < 0:
            return at, at + 1
        if at < self.changed.ends[last]:
            return self.places[last]
        start = self.places[last][1] + at - self.changed.ends[last]
        return start, start + 1


def undo(text: str, view: View | None = None) -> View | None:
    """Undo one layer of evasions.

    Args:
        text: The original text, or a view's text.
        view: The view that `text` belongs to, so that offsets lead back to the original.

    Returns:
        The view, or None if there was nothing to undo.
    """
    return _view(text, edits(text), view)


def smuggle(text: str) -> View | None:
    """What a text says in tag characters, which are not seen: the text with them as what they stand for.

    Returns:
        The view, or None if there are none.
    """
    return None if text.isascii() else _view(text, smuggled(text), None)


def part(text: str) -> View | None:
    """A text without what a terminal does not show, but with a blank for each sequence that a word ends at.

    Returns:
        The view, or None if none stands between letters or digits.
    """
    return _view(text, parted(text), None)


def _view(text: str, undone: Iterable[tuple[int, int, str]], view: View | None) -> View | None:
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    changed = Changed()
    position = size = 0
    for start, end, replacement in undone:
        parts += (text[position:start], replacement)
        size += start - position
        changed.begins.append(size)
        size += len(replacement)
        changed.ends.append(size)
        places.append((start, end))
        position = end
    if not places:
        return None
    parts.append(text[position:])
    return View("".join(parts), changed, places, view)
