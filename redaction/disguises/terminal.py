"""What a terminal does not show: sequences for colours, moves, links and titles, taken out or parting words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.disguises.patterns import TERMINAL

__all__ = ["on_screen", "parted"]

_BEFORE_WORD: Final = re.compile(r"\[[0-9;:]*[mK](?=[0-9A-Za-z])")
_IN_WORD: Final = re.compile(r"[0-9A-Za-z]{2}")
_LINK_BEGIN: Final = re.compile(r"(?:\x1b\]|\x9d)(?:8;[^;]*;|[0-9]*;?)")
_LINK_END: Final = re.compile(r"(?:\x07|\x1b\\|\x9c)\Z")


def on_screen(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and meaning of what a terminal does not show, from left to right."""
    at = 0
    while (match := TERMINAL.search(text, at)) is not None:
        at = match.end()
        if match.lastgroup == "link":
            yield from _ends_of_link(match.start(), match.group())
        else:
            yield match.start(), at, " " if match.lastgroup == "move" else ""


def _ends_of_link(offset: int, piece: str) -> Iterator[tuple[int, int, str]]:
    """A link or title of a terminal: what says that it is one goes; an address within stays, apart from the text."""
    begin = _LINK_BEGIN.match(piece)
    end = _LINK_END.search(piece)
    if begin is None or end is None or begin.end() >= end.start():
        yield offset, offset + len(piece), ""
        return
    yield offset, offset + begin.end(), " "
    yield offset + end.start(), offset + len(piece), " "


def parted(text: str) -> Iterator[tuple[int, int, str]]:
    """The same where a sequence stands within what is one word without it; nothing if none does.

    `on_screen` takes sequences out, so that a value in two colours is one; here such a one leaves a blank, so that a
    value is not joined with the word before it.
    """
    if _BEFORE_WORD.search(text) is None:
        return
    shown = [*on_screen(text)]
    words = {
        start
        for start, end in _runs(shown)
        if _IN_WORD.fullmatch(text[max(0, start - 1) : start] + text[end : end + 1])
    }
    if words:
        for start, end, meaning in shown:
            yield start, end, " " if start in words else meaning


def _runs(edited: list[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    """Start and end of edits, those that follow one another directly together."""
    start = behind = -1
    for begin, end, _ in edited:
        if begin != behind:
            if behind > 0:
                yield start, behind
            start = begin
        behind = end
    if behind > 0:
        yield start, behind
