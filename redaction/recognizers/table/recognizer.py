"""Tables in texts: a column's heading is to its cells what a key is to a value.

CSV, TSV, Markdown, and what consoles of databases and libraries draw with bars: a line with separators of which one
cell is a telling name (`phone`, `ssn`, `password`), and the lines below it with as many cells. Other tables are
read by `table_spaced`, `table_sql` and `table_markup`; `table_rejected` reads the messages of validators, where the
name of a field is to what was given for it as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from redaction.recognizers.detector import Detector, FieldRecognizer
from redaction.recognizers.table.headings import (
    ENTITIES,
    LONGEST_LINE,
    NAME,
    Columns,
    read_cell,
    telling_columns,
)
from redaction.recognizers.table.markup import GATES as MARKUP_GATES
from redaction.recognizers.table.markup import find_in_markup, open_markup
from redaction.recognizers.table.rejected import GATES as REJECTED_GATES
from redaction.recognizers.table.rejected import find_rejected
from redaction.recognizers.table.spaced import APART, find_spaced, open_spaced
from redaction.recognizers.table.sql import GATES as SQL_GATES
from redaction.recognizers.table.sql import find_sql, open_sql
from redaction.spans import Span

__all__ = ["ScrublineTableRecognizer", "find_tables", "open_table"]

_SEPARATORS: Final = "\t|;,"
_SEPARATED: Final = frozenset(f"{_SEPARATORS}-=\u2500\u2550")
"""What stands in a row, or in the line that is drawn below one."""
_BARS: Final = str.maketrans(dict.fromkeys("│┃║┆┊╎╏┇┋", "|"))
_RULE_LINE: Final = re.compile(r"[|:\- +=\t\r\u2500-\u257f]+")
_QUOTED: Final = re.compile('"[^"]*"')


class _Row(NamedTuple):
    """A line below a line of headings, and the start of that."""

    position: int
    line: str
    masked: str
    separator: str
    columns: Columns
    top: int


def _rows(text: str) -> Iterator[_Row]:
    """The rows of all tables: a table goes on as long as its lines have as many cells."""
    separator = ""
    columns: Columns = {}
    width = position = top = 0
    above = rule = ""
    for whole in text.split("\n"):
        line = whole if whole.isascii() else whole.translate(_BARS)
        short = len(line) <= LONGEST_LINE
        if short and _RULE_LINE.fullmatch(line):
            above = "" if rule else above
            rule = line
        else:
            found = _headings(line) if short else None
            if found is not None and not _is_row(above, *found[:2]):
                separator, width, columns = found
                top = position
            elif columns and short:
                masked = _masked(line, separator)
                if masked.count(separator) == width:
                    yield _Row(position, line, masked, separator, columns, top)
                else:
                    columns = {}
            else:
                columns = {}
            above, rule = line if short else "", ""
        position += len(line) + 1


def find_tables(text: str) -> Iterator[Span]:
    """Cells of all tables of a text, of any length and kind."""
    yield from _find_in_lines(text, 0, "")
    yield from find_sql(text, 0, "")
    yield from find_in_markup(text, 0, "")


def _find_in_lines(text: str, start: int, key: str) -> Iterator[Span]:
    """With separators and by position: one gate for both, as each of its kind takes time on every text."""
    for row in _rows(text):
        yield from _read(row)
    if APART in text:
        yield from find_spaced(text, start, key)


def open_table(text: str, at: int) -> int | None:
    """Where the headings stand of a table that goes on, or may go on, at a place.

    Args:
        text: The text.
        at: The place; of what stands in its line nothing is known yet.

    Returns:
        Their start; None if no table with rows is open there.
    """
    tops = [_open_rows(text, at)]
    if APART in text:
        tops.append(open_spaced(text, at))
    if "<" in text:
        tops.append(open_markup(text, at))
    if "(" in text:
        tops.append(open_sql(text, at))
    return min((top for top in tops if top is not None), default=None)


def _open_rows(text: str, at: int) -> int | None:
    stop = text.rfind("\n", 0, at) + 1
    above = text[text.rfind("\n", 0, max(stop - 1, 0)) + 1 : stop].translate(_BARS)
    if not stop or _SEPARATED.isdisjoint(above):
        return None
    last = None
    for row in _rows(text[: stop - 1]):
        last = row
    if last is None:
        return None
    behind = text[last.position + len(last.line) + 1 : stop].strip("\n")
    return last.top if not behind or _RULE_LINE.fullmatch(behind) else None


def _masked(line: str, separator: str) -> str:
    """A line without the separators in quotes."""
    if '"' not in line or separator == "|" or line.count('"') % 2:
        return line
    return _QUOTED.sub(lambda match: match[0].replace(separator, "\0"), line)


def _is_row(above: str, separator: str, width: int) -> bool:
    """Whether a line below another is a row like that one, and no line of headings: of a list of columns, say."""
    if _masked(above, separator).count(separator) != width:
        return False
    # A sentence has blanks behind its commas, a title leaves the other cells of its line empty.
    return (separator in "|\t" or f"{separator} " not in above) and separator * 2 not in above.replace(
        " ", ""
    )


def _headings(line: str) -> tuple[str, int, Columns] | None:
    """The separator, its count and the telling columns of a line of headings; None if it is none."""
    for separator in _SEPARATORS:
        if separator in line:
            masked = _masked(line, separator)
            columns = telling_columns(masked.split(separator))
            return (separator, masked.count(separator), columns) if columns else None
    return None


def _read(row: _Row) -> Iterator[Span]:
    begin = 0
    for column, cell in enumerate(row.masked.split(row.separator)):
        if column in row.columns:
            heading, rules = row.columns[column]
            for span in read_cell(row.line[begin : begin + len(cell)], row.position + begin, heading, rules):
                # Behind a comma and a blank it is a word of a sentence.
                if span.entity != "PASSWORD" or row.separator != "," or cell[:1] != " ":
                    yield span
        begin += len(cell) + 1


_ALSO: Final = tuple(entity for entity in ENTITIES if entity != "PHONE_NUMBER")


class ScrublineTableRecognizer(FieldRecognizer):
    """Cells below telling headings; see the module."""

    DETECTORS = (
        Detector(
            rule="table",
            entity="PHONE_NUMBER",
            gates=(rf"(?:[\x00\t|;,\n\x80-\xbf]|{APART}){NAME}(?:[\t|;,\r\n\xe2]|{APART})",),
            find=_find_in_lines,
            also=_ALSO,
        ),
        Detector("table.sql", "PHONE_NUMBER", SQL_GATES, find_sql, also=_ALSO),
        Detector("table.markup", "PHONE_NUMBER", MARKUP_GATES, find_in_markup, also=_ALSO),
        Detector("table.rejected", "PHONE_NUMBER", REJECTED_GATES, find_rejected, also=_ALSO),
    )
