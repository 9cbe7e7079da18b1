"""Records with the same keys, and the plain texts under one key of them: what the walk by columns leaves behind.

`redaction.walk.columns` makes them, `redaction.walk.rewrite` asks them where the text of a field stands and how its
path reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from redaction.findings import path_of
from redaction.walk.layouts import Layout
from redaction.walk.surface import ROOT, Node

__all__ = ["Column", "Table", "distinct_of"]

_SAMPLE = 32


class Table:
    """The records of a batch that have the same keys in the same order.

    Attributes:
        layout: What is known of these keys.
        rows: Their places in the batch.
        records: Our copies, in the order of `rows`.
        depth: How deep they are nested, 0 for the records themselves.
        shared: Whether one and the same object stands for all of them, as long as nothing is known of one alone. A
            change made to all may be made to it; before one alone is changed, `node` gives that row its own.
    """

    __slots__ = ("_around", "_nodes", "depth", "layout", "records", "rows", "shared")

    def __init__(
        self,
        layout: Layout,
        rows: Sequence[int],
        records: list[dict[Any, Any]],
        around: tuple[Table, Any] | None = None,
        *,
        shared: bool = False,
    ) -> None:
        self.layout, self.rows, self.records, self.shared = layout, rows, records, shared
        self.depth: int = 0 if around is None else around[0].depth + 1
        self._around = around
        self._nodes: dict[int, Node] = {}

    def node(self, row: int) -> Node:
        """The node of a record, made when something about it has to be remembered."""
        node = self._nodes.get(row)
        if node is None:
            if self._around is None:
                node = Node(None, self.rows[row], self.records[row], ROOT)
            else:
                table, key = self._around
                outer = table.node(row)
                if self.shared:
                    self.records[row] = table.records[row][key] = dict(self.records[row])
                node = Node(outer, key, self.records[row])
            self._nodes[row] = node
        return node

    def path(self, row: int, key: Any) -> str:
        """Path of an entry, once all keys are final."""
        if self._around is not None:
            return path_of(self._seen(row), key)
        node = self._nodes.get(row)
        if node is not None and node.renames:
            return path_of(node, key)
        return self._usual_path(key)

    def same_path(self, key: Any) -> str | None:
        """Path of the entries under a key, once all keys are final; None if it may differ from row to row."""
        if self._around is not None or any(node.renames for node in self._nodes.values()):
            return None
        return self._usual_path(key)

    def _usual_path(self, key: Any) -> str:
        path = self.layout.paths.get(key)
        if path is None:
            path = self.layout.paths[key] = path_of(Node(None, 0, {}, ROOT), key)
        return path

    def _seen(self, row: int) -> Node:
        """The node of a record, to look at only: keys may have changed since, and nothing is to be put under them."""
        node = self._nodes.get(row)
        if node is None:
            if self._around is None:
                return self.node(row)
            table, key = self._around
            node = Node(table._seen(row), key, self.records[row])  # noqa: SLF001 - a table too
        return node


class Column:
    """Plain texts under one key, which became fields in one go.

    Attributes:
        table: The records they stand in.
        key: The key.
        start: The first of their fields.
        texts: The distinct texts, one field each.
        values: The text of every row, None where it is the same list.
        places: Row of each text (of each value, if there are `values`), None if it is its index.
    """

    __slots__ = ("key", "places", "start", "table", "texts", "values")

    def __init__(  # noqa: PLR0917 - made by `redaction.walk.columns` only
        self,
        table: Table,
        key: Any,
        start: int,
        texts: Sequence[str],
        values: Sequence[str] | None,
        places: Sequence[int] | None,
    ) -> None:
        self.table, self.key, self.start = table, key, start
        self.texts, self.values, self.places = texts, values, places

    def rows(self, fields: Sequence[int]) -> list[tuple[int, int]]:
        """The rows that hold the texts of some of its fields, each with the field."""
        start, places = self.start, self.places
        if self.values is None:
            return [(at - start if places is None else places[at - start], at) for at in fields]
        field_of = {self.texts[at - start]: at for at in fields}
        rows = range(len(self.values)) if places is None else places
        return [
            (row, field_of[text]) for row, text in zip(rows, self.values, strict=True) if text in field_of
        ]


def distinct_of(texts: Sequence[str]) -> Sequence[str]:
    """Every text once; the texts as they are where a sample has none twice: to examine a few twice costs less."""
    sample = texts[:: len(texts) // _SAMPLE + 1]
    if len(texts) > _SAMPLE and len(set(sample)) == len(sample):
        return texts
    once = list(dict.fromkeys(texts))
    return texts if len(once) == len(texts) else once
