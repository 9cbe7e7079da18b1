"""Names in the columns of a table in a text, by their headings: `name,dob,city` above `Ana Ruiz,2003-10-14,Beirut`.

A cell has no sentence around it by which the model could tell a town. Part of `redaction.names.detector`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from redaction.names.keyed import entity_of
from redaction.names.record_keys import Saying, said_by
from redaction.spans import Span

__all__ = ["find_headed"]

_SIGNS: Final = ",;\t|"
_FIRST_LINES: Final = 16
"""Of a text, among which a heading is looked for."""
_LONGEST_HEADING: Final = 400
_MOST_CELLS: Final = 64
_HEADING: Final = re.compile(r"[ \t\"']{0,4}[^\W\d][\w .'/-]{0,38}[ \t\"']{0,4}|[ \t]*")
_RULE: Final = re.compile(r"[\s|:+=-]*")
_CELL: Final = re.compile(r"[ \t]{0,8}(?P<q>[\"']?)(?P<v>[^\"'\s](?:[^\"\n]{0,78}[^\"'\s])?)(?P=q)[ \t]{0,8}")


def find_headed(text: str, gazetteer: Mapping[str, int]) -> list[Span]:
    """Return the names that stand below a heading that says so, in order.

    Args:
        text: Any text.
        gazetteer: Flags by lower-cased word.
    """
    spans: list[Span] = []
    if "\n" not in text:
        return spans
    columns: dict[int, Saying] = {}
    sign, cells, start = "", 0, 0
    for number, line in enumerate(text.split("\n")):
        if columns and line.count(sign) + 1 == cells:
            if not _RULE.fullmatch(line):
                spans += _row(line, start, sign, columns, gazetteer)
        elif number < _FIRST_LINES:
            sign, cells, columns = _heading(line)
        elif not columns:
            break
        else:
            columns = {}
        start += len(line) + 1
    return spans


def _heading(line: str) -> tuple[str, int, dict[int, Saying]]:
    """The sign between the cells of a heading, their number, and what those say that say something."""
    sign = max(_SIGNS, key=line.count)
    cells = line.split(sign)
    if not 1 < len(cells) <= _MOST_CELLS or len(line) > _LONGEST_HEADING:
        return sign, 0, {}
    said: dict[int, Saying] = {at: said_by(cell.strip(" \t\"'*")) for at, cell in enumerate(cells)}
    columns: dict[int, Saying] = {at: saying for at, saying in said.items() if saying}
    if not columns or not all(map(_HEADING.fullmatch, cells)):
        return sign, 0, {}
    return sign, len(cells), columns


def _row(
    line: str, start: int, sign: str, columns: Mapping[int, Saying], gazetteer: Mapping[str, int]
) -> list[Span]:
    spans = []
    for at, cell in enumerate(line.split(sign)):
        if at in columns and (match := _CELL.fullmatch(cell)):
            entity = entity_of(columns[at], match["v"], gazetteer)
            if entity:
                begin, end = match.span("v")
                spans.append(Span(start + begin, start + end, entity, 0.7, "headed", "NamesRecognizer"))
        start += len(cell) + 1
    return spans
