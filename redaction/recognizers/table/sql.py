"""Columns and values of SQL: the n-th value belongs to the n-th column.

`INSERT INTO users (name, phone) VALUES (..., ...), (..., ...)` and its parameters where these stand behind it,
`COPY users (name, phone) FROM stdin;` with its rows, and what a server says of a key: `Key (phone, ssn)=(..., ...)`.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import Final

from redaction.recognizers.table.headings import LONGEST_LINE, REACH, Columns, read_cell, telling_columns
from redaction.spans import Span

__all__ = ["GATES", "find_sql", "open_sql"]

_BLANKS: Final = r"[ \t\r\n]{0,8}"
_VALUES: Final = rf"{_BLANKS}VALUES?{_BLANKS}\("
_COPY: Final = rf"{_BLANKS}FROM[ \t]{{1,4}}STDIN"
GATES: Final = (rf"(?i)\)(?:{_VALUES}|{_COPY})", r"\)=\(")
_COLUMNS: Final = re.compile(
    rf"\((?P<columns>[^\x00()]{{2,1000}})\)(?:(?P<values>{_VALUES})|(?P<copy>{_COPY})|=\()",
    re.IGNORECASE | re.ASCII,
)
_TOKEN: Final = re.compile(
    r"'(?:[^'\\]|''|\\.)*'|\"(?:[^\"\\]|\"\"|\\.)*\"|[()\[\],;]|[^()\[\],;'\"]+|['\"]", re.DOTALL
)
_PARAMETERS: Final = re.compile(
    r"\b(?:param(?:eter)?s|args|arguments|bindings|binds)['\"]?[:=] ?(?:\[\(|[(\[])", re.IGNORECASE
)
_DETAIL: Final = re.compile(r"\bparameters: (?=\$1 = )", re.IGNORECASE)
"""PostgreSQL tells the parameters of a statement in a line before it."""
_NUMBERED: Final = re.compile(r"\$(?P<number>[1-9][0-9]?) = '(?P<value>(?:[^'\n]|''){1,512})'")
_NUMBER: Final = re.compile(r"[+\-]?[0-9][0-9.]*")
_AROUND: Final = " []`\"'\t\r\n"
_LONGEST_VALUE: Final = 512
_BEFORE_KEY: Final = "key "


def find_sql(text: str, start: int, key: str) -> Iterator[Span]:
    """The values of telling columns."""
    del start, key
    lists = list(_COLUMNS.finditer(text))
    for at, match in enumerate(lists):
        names = [name.strip(_AROUND) for name in match["columns"].split(",")]
        columns = telling_columns(names, certain=True)
        if not columns:
            continue
        # Each place is read once, however many lists of columns stand in a text.
        stop = lists[at + 1].start() if at + 1 < len(lists) else len(text)
        if match["values"]:
            before = max(match.start() - REACH, lists[at - 1].end() if at else 0)
            if (detail := _DETAIL.search(text, before, match.start())) is not None:
                yield from _numbered(text, detail.end(), match.start(), columns)
            yield from _literals(text, match.end(), stop, columns)
            yield from _given(text, match.end(), min(match.start() + REACH, stop), columns)
        elif match["copy"]:
            yield from _copied(text, match.end(), stop, columns, len(names))
        elif text[: match.start()][-len(_BEFORE_KEY) :].lower() == _BEFORE_KEY:
            yield from _of_key(text, match.end(), stop, columns, len(names))


def open_sql(text: str, at: int) -> int | None:
    """Where the statement begins whose rows go on, or may go on, at a place; None if there is none."""
    matches = [match for match in _COLUMNS.finditer(text, 0, at) if match["values"] or match["copy"]]
    if not matches:
        return None
    match = matches[-1]
    if match["values"]:
        cells = _cells(text, match.end(), at)
        goes_on = not _ended(cells)
    else:
        names = match["columns"].split(",")
        goes_on = not _ended(_copied(text, match.end(), text.rfind("\n", 0, at) + 1, {}, len(names)))
    return match.start() if goes_on else None


def _ended(reading: Generator[object, None, bool]) -> bool:
    """Whether what is read has an end, and not only the text."""
    while True:
        try:
            next(reading)
        except StopIteration as last:
            return bool(last.value)


def _given(text: str, begin: int, stop: int, columns: Columns) -> Iterator[Span]:
    """Values of parameters, behind the statement."""
    if (given := _PARAMETERS.search(text, begin, stop)) is not None:
        yield from _literals(text, given.end(), stop, columns)
    yield from _numbered(text, begin, stop, columns)


def _numbered(text: str, begin: int, stop: int, columns: Columns) -> Iterator[Span]:
    for match in _NUMBERED.finditer(text, begin, stop):
        column = int(match["number"]) - 1
        if column in columns:
            yield from read_cell(match["value"], match.start("value"), *columns[column])


def _literals(text: str, begin: int, stop: int, columns: Columns) -> Iterator[Span]:
    for column, first, end, quoted in _cells(text, begin, stop):
        value = text[first:end]
        if column in columns and (quoted or _NUMBER.fullmatch(value.strip())):
            yield from read_cell(value, first, *columns[column])


def _of_key(text: str, begin: int, stop: int, columns: Columns, width: int) -> Iterator[Span]:
    """The bare values of one row."""
    row = text[begin : text.find(")", begin, stop)] if text.find(")", begin, stop) >= 0 else ""
    cells = row.split(",")
    if len(cells) == width:
        for column, cell in enumerate(cells):
            if column in columns:
                yield from read_cell(cell, begin, *columns[column])
            begin += len(cell) + 1


def _copied(text: str, begin: int, stop: int, columns: Columns, width: int) -> Generator[Span, None, bool]:
    """Rows below the line of the statement, up to the first that is none; whether there is one."""
    position = text.find("\n", begin, stop) + 1
    if not position:
        return False
    separator = "," if "csv" in text[begin:position].lower() else "\t"
    for line in text[position:stop].split("\n"):
        cells = line.split(separator)
        if len(cells) != width or len(line) > LONGEST_LINE:
            return position < stop
        for column, cell in enumerate(cells):
            if column in columns:
                yield from read_cell(cell, position, *columns[column])
            position += len(cell) + 1
    return False


def _cells(text: str, begin: int, stop: int) -> Generator[tuple[int, int, int, bool], None, bool]:
    """Column, beginning and end of each value, and whether it is quoted; of a call the first that is quoted.

    Returns:
        Whether the rows have an end.
    """
    depth, column, quoted = 1, 0, False
    first = end = -1
    for token in _TOKEN.finditer(text, begin, stop):
        char = text[token.start()]
        if char in "([":
            depth += 1
            if depth == 1:
                column = 0
        elif char in ")],;":
            if depth == 1:
                if first >= 0:
                    yield column, first, end, quoted
                first, quoted = -1, False
            if char in ")]":
                depth -= 1
            elif char == "," and depth == 1:
                column += 1
            if depth < 0 or (char == ";" and not depth):
                return True
        elif char in "'\"" and token.end() - token.start() > 1:
            if depth and not quoted and token.end() - token.start() <= _LONGEST_VALUE:
                first, end, quoted = token.start() + 1, token.end() - 1, True
        elif not depth:
            if not token[0].isspace():
                return True
        elif depth == 1 and first < 0 and not token[0].isspace():
            first, end = token.span()
    return False
