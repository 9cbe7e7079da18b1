"""Tables in records that say their columns once: `{"columns": ["phone", "ssn"], "data": [[...], [...]]}`.

As pandas, databases and sheets write them. What a heading says holds for the cells below it as if it were their key.
The headings may be objects with a name, and stand in a schema; a row may stand in an object, and a cell be one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from redaction.walk.neighbours import telling

__all__ = ["Frame", "cells_in", "frame_in", "headings"]

Frame = tuple[Any, Any]
"""The key of the headings and that of the rows."""

_HEADINGS: Final = frozenset({
    "columns", "columnnames", "fields", "headers", "header", "schema", "meta", "columnmetadata", "columninfo",
    "resultsetmetadata",
})  # fmt: skip
_LISTS: Final = ("fields", "columns", "columnInfo", "ColumnInfo", "rowType")
"""Keys below which a schema has its headings."""
_CALLED: Final = ("name", "Name", "column_name", "columnName")
_ROWS: Final = frozenset({"data", "rows", "values", "records"})
_WIDEST: Final = 512


def frame_in(keys: Sequence[Any]) -> Frame | None:
    """The keys of headings and rows among the keys of an object, None if there are none."""
    headings = [key for key in keys if type(key) is str and key.lower().replace("_", "") in _HEADINGS]
    rows = [key for key in keys if type(key) is str and key.lower() in _ROWS]
    return (headings[0], rows[0]) if len(headings) == 1 and len(rows) == 1 else None


def headings(names: Any, rows: Any) -> list[str]:
    """What the columns of some rows are called, "" where that says nothing; empty if it is no table or nothing does.

    Args:
        names: The value under the key of the headings.
        rows: The value under that of the rows.
    """
    if type(names) is dict:
        names = next((names[key] for key in _LISTS if key in names), None)
    if type(names) is not list or type(rows) is not list or not rows or not 0 < len(names) <= _WIDEST:
        return []
    called = list(map(_name, names))
    told = list(map(telling, called))
    if not any(told) or None in called:
        return []
    return told if _is_row(rows, len(names)) or all(cells_in(row) is not None for row in rows) else []


def cells_in(row: Any) -> list[Any] | None:
    """The cells of a row, which may stand alone in an object; None if it is no row."""
    if type(row) is dict and len(row) == 1:
        [row] = row.values()
    return row if type(row) is list else None


def _name(heading: Any) -> Any:
    """The name in a heading, None if there is none."""
    if type(heading) is dict:
        heading = next((heading[key] for key in _CALLED if key in heading), None)
    return heading if type(heading) is str else None


def _is_row(values: list[Any], width: int) -> bool:
    """Whether some values are the cells of a single row."""
    return len(values) == width and not any(type(value) is list or type(value) is dict for value in values)
