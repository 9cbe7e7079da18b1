"""Tables without bars: columns told by position, as data frames and command lines print them.

Cells of a line stand two blanks or more apart. A column is aligned at the left or at the right end of its heading, or
its cells stand between the headings beside it: a row is one of the table if that is so, or nothing stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from redaction.recognizers.table.headings import (
    LONGEST_LINE,
    SECRETS,
    Columns,
    read_cell,
    telling_columns,
)
from redaction.spans import Span

__all__ = ["APART", "find_spaced"]

_CELL: Final = re.compile("[^ ]+(?: [^ ]+)*")
_RULE_LINE: Final = re.compile(r"[\-=_ \t\r\u2500-\u257f]+")
APART: Final = "  "
_DIGIT: Final = re.compile("[0-9]")


class _Table(NamedTuple):
    """A line of headings.

    Attributes:
        top: Where it begins.
        ends: Where each heading begins and ends in its line.
        columns: The telling ones.
    """

    top: int
    ends: list[tuple[int, int]]
    columns: Columns


class _Row(NamedTuple):
    """A line below the headings of a table, and where the telling cells stand in it."""

    position: int
    line: str
    table: _Table
    cells: list[tuple[int, int, int]]


def find_spaced(text: str, start: int, key: str) -> Iterator[Span]:
    """The cells below telling headings."""
    del start, key
    for row in _rows(text):
        for begin, end, column in row.cells:
            # Lists of commands and options look like tables, and say password where they begin.
            listed = begin > 0 and not row.line[:begin].strip()
            for span in read_cell(row.line[begin:end], row.position + begin, *row.table.columns[column]):
                if span.entity not in SECRETS or not (
                    listed or _DIGIT.search(text, span.start, span.end) is None
                ):
                    yield span


def open_spaced(text: str, at: int) -> int | None:
    """Where the headings stand of a table of which the last whole line before a place is a row; None if of none."""
    stop = text.rfind("\n", 0, at) + 1
    last = None
    for row in _rows(text[: max(stop - 1, 0)]):
        last = row
    goes_on = last is not None and text[last.position + len(last.line) : stop].strip(" \r") == "\n"
    return last.table.top if last is not None and goes_on else None


def _rows(text: str) -> Iterator[_Row]:
    position = 0
    table: _Table | None = None
    below = False
    for whole in text.split("\n"):
        line = whole.rstrip(" \r")
        headings = _headings(line, position) if len(line) <= LONGEST_LINE else None
        if headings is not None:
            table, below = headings, False
        elif table is not None and _RULE_LINE.fullmatch(line) is None:
            cells = _cells(line, table) if len(line) <= LONGEST_LINE else None
            if cells is not None:
                yield _Row(position, line, table, cells)
                below = True
            elif below or not _is_name_of_index(line, table):
                table = None
        position += len(whole) + 1


def _headings(line: str, position: int) -> _Table | None:
    if APART not in line or "\r" in line:
        return None
    ends = [match.span() for match in _CELL.finditer(line)]
    if len(ends) < 2:
        if not line.startswith(APART):
            return None
        ends = [(0, 0), *ends]
    columns = telling_columns([line[begin:end] for begin, end in ends])
    return _Table(position, ends, columns) if columns else None


def _is_name_of_index(line: str, table: _Table) -> bool:
    """Whether a line below the headings has nothing but the name of the rows."""
    begin = next(begin for begin, end in table.ends if end)
    return 0 < len(line) <= begin and line.strip().isidentifier()


def _cells(line: str, table: _Table) -> list[tuple[int, int, int]] | None:
    """Beginning, end and column of what stands in the telling columns; None if the line is no row."""
    if len(line.split()) < 2 or (not table.ends[0][1] and line[0] == " "):
        return None
    cells = []
    for column in table.columns:
        left, right = table.ends[column]
        before = table.ends[column - 1][1] if column else 0
        behind = table.ends[column + 1][0] if column + 1 < len(table.ends) else len(line)
        if not line[before:behind].strip():
            continue
        if _stands(line, left, left - 1) and not line[max(0, left - 2) : left].strip():
            cell = line[left:behind].partition(APART)[0]
            cells.append((left, left + len(cell), column))
        elif _stands(line, right - 1, right):
            region = line[before:right]
            cells.append((right - len(region.rpartition(APART)[2].lstrip()), right, column))
        elif (cell_ends := _below(line, (left, right), before, behind)) is not None:
            cells.append((*cell_ends, column))
        else:
            return None
    return cells


def _below(line: str, heading: tuple[int, int], before: int, behind: int) -> tuple[int, int] | None:
    """The only cell below a heading and below no other, in a line of several."""
    ends = [match.span() for match in _CELL.finditer(line)]
    inside = [(begin, end) for begin, end in ends if begin < heading[1] and end > heading[0]]
    alone = len(ends) > 1 and len(inside) == 1 and inside[0][0] >= before and inside[0][1] <= behind
    return inside[0] if alone else None


def _stands(line: str, inside: int, outside: int) -> bool:
    """Whether something ends or begins between two neighbouring characters."""
    return (
        inside < len(line)
        and line[inside] != " "
        and (outside < 0 or outside >= len(line) or line[outside] == " ")
    )
