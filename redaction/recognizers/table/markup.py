"""Tables of HTML: cells below headings, and beside a heading of their row.

`<th>phone</th>` or, in the first row, `<td>phone</td>` names its column. A heading that is followed by a cell in its
own row names that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.table.headings import (
    REACH,
    SECRETS,
    Columns,
    is_telling,
    read_cell,
    telling_columns,
)
from redaction.spans import Span

__all__ = ["GATES", "find_in_markup", "open_markup"]

GATES: Final = (r"(?i)<t[hd][ \t\r\n>]",)
_TAG: Final = re.compile(
    r"<(?P<close>/?)(?P<name>tr|th|td|table)(?:[ \t\r\n][^<>\x00]{0,300})?>", re.IGNORECASE | re.ASCII
)
_PIECE: Final = re.compile(r"<[^<>]*>?|[^<]+")
_LONGEST_CELL: Final = 500
_DIGIT: Final = re.compile("[0-9]")


class _Rows:
    """What is known of the table that is read.

    Attributes:
        top: Where its headings stand.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._columns: Columns = {}
        self.top = self._last = 0
        self._first = True
        self.begin_row(0)

    def begin_table(self, position: int) -> None:
        self._columns, self._first = {}, True
        self.begin_row(position)

    def begin_row(self, position: int) -> None:
        self._names: list[str] = []
        self._all_headings, self._all_cells = True, True
        self._row = position

    def end_row(self, position: int) -> None:
        """Take the row for one of headings, if it can be one."""
        if self._names:
            plain = self._all_cells and self._first
            if self._all_headings or plain:
                columns = telling_columns(self._names, certain=self._all_headings)
                if columns or self._all_headings:
                    self._columns, self.top = columns, self._row
            self._first = False
            self._last = position
        self.begin_row(position)

    def cell(self, begin: int, end: int, *, heading: bool) -> Iterator[Span]:
        """Take the next cell of the row."""
        begin, end = self._inner(begin, end)
        value, column = self._text[begin:end], len(self._names)
        if not heading and value and end - self._row <= REACH:
            if column in self._columns and end - self._last <= REACH:
                yield from read_cell(value, begin, *self._columns[column])
            elif column and is_telling(label := self._names[-1].rstrip(":")):
                # A row of headings has headings beside headings.
                for span in read_cell(value, begin, *telling_columns([label], certain=True).get(0, ("", ()))):
                    if span.entity not in SECRETS or _DIGIT.search(value):
                        yield span
        self._names.append(value)
        self._all_headings = self._all_headings and heading
        self._all_cells = self._all_cells and not heading

    def _inner(self, begin: int, end: int) -> tuple[int, int]:
        """The first text between the tags of a cell."""
        if end - begin <= _LONGEST_CELL:
            for piece in _PIECE.finditer(self._text, begin, end):
                if not piece[0].startswith("<") and not piece[0].isspace():
                    first = piece.start() + len(piece[0]) - len(piece[0].lstrip())
                    return first, first + len(piece[0].strip())
        return begin, begin

    def goes_on(self, position: int) -> bool:
        """Whether a row may follow on the last."""
        return bool(self._columns) and position - self._last <= REACH


def find_in_markup(text: str, start: int, key: str) -> Iterator[Span]:
    """The cells of telling columns and rows."""
    del start, key
    yield from _read(text, len(text), _Rows(text))


def open_markup(text: str, at: int) -> int | None:
    """Where the headings stand of a table that may go on at a place; None if there is none."""
    rows = _Rows(text)
    for _ in _read(text, at, rows):
        pass
    return rows.top if rows.goes_on(at) else None


def _read(text: str, stop: int, rows: _Rows) -> Iterator[Span]:
    begin, heading = -1, False
    for tag in _TAG.finditer(text, 0, stop):
        if begin >= 0:
            yield from rows.cell(begin, tag.start(), heading=heading)
            begin = -1
        name = tag["name"].lower()
        if name == "table":
            rows.begin_table(tag.end())
        elif name == "tr":
            rows.end_row(tag.end())
        elif not tag["close"]:
            begin, heading = tag.end(), name == "th"
