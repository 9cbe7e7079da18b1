"""Tables in records that say their columns once: `{"columns": ["phone", "ssn"], "data": [[...], [...]]}`.

As pandas, databases and sheets write them. What a heading says holds for the cells below it as if it were their key.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from redaction.neighbours import telling

__all__ = ["Frame", "frame_in", "headings"]

Frame = tuple[Any, Any]
"""The key of the headings and that of the rows."""

_HEADINGS: Final = frozenset({"columns", "column_names", "columnnames", "fields", "headers", "header"})
_ROWS: Final = frozenset({"data", "rows", "values", "records"})
_WIDEST: Final = 512


def frame_in(keys: Sequence[Any]) -> Frame | None:
    """The keys of headings and rows among the keys of an object, None if there are none."""
    headings = [key for key in keys if type(key) is str and key.lower() in _HEADINGS]
    rows = [key for key in keys if type(key) is str and key.lower() in _ROWS]
    return (headings[0], rows[0]) if len(headings) == 1 and len(rows) == 1 else None


def headings(names: Any, rows: Any) -> list[str]:
    """What the columns of some rows are called, "" where that says nothing; empty if it is no table or nothing does.

    Args:
        names: The value under the key of the headings.
        rows: The value under that of the rows.
    """
    if type(names) is not list or type(rows) is not list or not 0 < len(names) <= _WIDEST:
        return []
    if any(type(name) is not str for name in names) or any(type(row) is not list for row in rows):
        return []
    told = [telling(name) for name in names]
    return told if any(told) else []
