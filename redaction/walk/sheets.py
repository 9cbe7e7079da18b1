"""What a reader knows of records beside what stands in them: how they look from the side, and whose resource is theirs.

A reader that finds the fields of many records in columns, as that of OTLP logs does, would make dicts of them only for
`redaction.walk.columns` to take them apart again. Here both are kept: the records, and how they look from the side.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = ["Batch", "Below", "Sheet"]

Below = tuple[Sequence[int], dict[str, Any]]
"""Places of records that came below one resource, and the attributes of it."""


class Sheet:
    """Objects with the same keys in the same order, in columns.

    What `put` is given belongs to the sheet from then on, but for an object or list of which all rows have the same:
    that one may be shared with others, and whoever wants to change it makes a copy.

    Attributes:
        first: Of each key the value in the first row.
        columns: The value in every row for those keys that may differ, as a sheet where all are objects with the same
            keys. Under the other keys all rows have the very value of the first.
        rows: Their places in the batch, once they are in one.
        records: One dict for each row, once there are any.
    """

    __slots__ = ("_count", "columns", "first", "records", "rows")

    def __init__(self, count: int) -> None:
        """Begin a sheet without keys.

        Args:
            count: How many rows it has, at least one.
        """
        self._count = count
        self.first: dict[Any, Any] = {}
        self.columns: dict[Any, Sequence[Any] | Sheet] = {}
        self.rows: Sequence[int] = ()
        self.records: list[dict[Any, Any]] = []

    def put(self, key: str, column: Sequence[Any]) -> None:
        """Add a key that is not there yet, with the value in each row."""
        self.first[key] = column[0]
        self.columns[key] = column

    def put_same(self, key: str, value: Any) -> None:
        """Add a key that is not there yet and has the same value in all rows."""
        self.first[key] = value

    def put_sheet(self, key: str, sheet: Sheet) -> None:
        """Add a key under which every row has an object of its own."""
        sheet.make()
        self.first[key] = sheet.records[0]
        self.columns[key] = sheet

    def make(self) -> list[dict[Any, Any]]:
        """Make the records: copies filled column by column cost half as much as each made from its row."""
        first = self.first
        self.records = [first.copy() for _ in range(self._count)]
        for key, column in self.columns.items():
            values = column.records if isinstance(column, Sheet) else column
            for record, value in zip(self.records, values, strict=True):
                record[key] = value
        return self.records


class Batch(list[dict[str, Any]]):
    """Records, some of which are rows of a sheet. Whoever is given a batch may change them.

    Attributes:
        sheets: No two have a record in common.
        resources: Places of records that came below a resource, as those of OTLP do, with its attributes; no two have
            a place in common. Only a reader tells so: what a record holds under a key `resource` is not meant.
    """

    __slots__ = ("resources", "sheets")

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self.resources: list[Below] = []

    def add(self, records: Sequence[dict[str, Any]]) -> None:
        """Add records; of a batch its sheets, which belong to this one then, and its resources too."""
        first = len(self)
        if isinstance(records, Batch):
            for sheet in records.sheets:
                sheet.rows = [first + row for row in sheet.rows] if first else sheet.rows
            self.sheets += records.sheets
            self.resources += [
                ([first + row for row in rows] if first else rows, resource)
                for rows, resource in records.resources
            ]
        self += records
