"""The walk of records that have the same keys: column by column, since most of a column is alike.

Records of one service have the same keys, and under one key the same kind of value. So what `redaction.records`
decides for every value is decided here for a column: are all of them short ints, do all levels pass, are all texts
plain? Only values that stand out are walked one by one. A record without findings is copied and costs nothing else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from redaction.findings import path_of
from redaction.records import drain, take_value
from redaction.selectors import DROP, KEEP, Layout, Route, Routes
from redaction.surface import JSON_STARTS, LONG_NUMBER, PLAIN, ROOT, Node, Surface

__all__ = ["Column", "Table", "column_of", "take"]

_SETTLED = frozenset((type(None), bool))
_NUMBERS = frozenset((int, float, bool, type(None)))
_FEW = 3
"""Up to so many records a column is not worth its while."""


class Table:
    """The records of a batch that have the same keys in the same order.

    Attributes:
        layout: What is known of these keys.
        rows: Their places in the batch.
        records: Our copies, in the order of `rows`.
        depth: How deep they are nested, 0 for the records themselves.
    """

    __slots__ = ("_around", "_nodes", "depth", "layout", "records", "rows")

    def __init__(
        self,
        layout: Layout,
        rows: Sequence[int],
        records: list[dict[Any, Any]],
        around: tuple[Table, Any] | None = None,
    ) -> None:
        self.layout, self.rows, self.records = layout, rows, records
        self.depth: int = 0 if around is None else around[0].depth + 1
        self._around = around
        self._nodes: dict[int, Node] = {}

    def node(self, row: int) -> Node:
        """The node of a record, made when something about it has to be remembered."""
        node = self._nodes.get(row)
        if node is None:
            record = self.records[row]
            if self._around is None:
                node = Node(None, self.rows[row], record, ROOT)
            else:
                table, key = self._around
                node = Node(table.node(row), key, record)
            self._nodes[row] = node
        return node

    def path(self, row: int, key: Any) -> str:
        """Path of an entry, once all keys are final."""
        if self._around is not None:
            return path_of(self.node(row), key)
        node = self._nodes.get(row)
        if node is not None and node.renames:
            return path_of(node, key)
        path = self.layout.paths.get(key)
        if path is None:
            path = self.layout.paths[key] = path_of(Node(None, 0, {}, ROOT), key)
        return path


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

    def __init__(  # noqa: PLR0917 - made in this module only
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

    def rows(self, field: int) -> Sequence[int]:
        """The rows that hold the text of a field."""
        if self.values is None:
            found: Sequence[int] = (field - self.start,)
        else:
            text = self.texts[field - self.start]
            found = [at for at, value in enumerate(self.values) if value == text]
        return found if self.places is None else [self.places[at] for at in found]


def column_of(columns: Sequence[Column], starts: Sequence[int], field: int) -> Column | None:
    """The column that a field belongs to, None if it belongs to no column.

    Args:
        columns: In order of their fields.
        starts: Their `start`.
        field: Index of the field.
    """
    at = bisect_right(starts, field) - 1
    if at < 0 or field >= columns[at].start + len(columns[at].texts):
        return None
    return columns[at]


def take(
    surface: Surface, records: Sequence[dict[str, Any]], routes: Routes
) -> tuple[list[dict[str, Any] | None], list[str]]:
    """Take in a batch of records.

    Args:
        surface: Takes the texts.
        records: Not changed.
        routes: The policy's, for logs.

    Returns:
        A copy of each record, which `redaction.rewrite` changes in place, None where the policy drops it whole;
        and the rule of each record that was dropped.
    """
    kept: list[dict[str, Any] | None] = list(map(dict, records))
    groups: dict[tuple[str, tuple[Any, ...]], list[int]] = {}
    last: tuple[str, tuple[Any, ...]] | None = None
    rows: list[int] = []
    for at, record in enumerate(records):
        group = (_service_of(record, routes) if routes.services else "", tuple(record))
        # Neighbours mostly have the same keys: to compare them costs less than to hash them.
        if group != last:
            last, rows = group, groups.setdefault(group, [])
        rows.append(at)
    rules: list[str] = []
    for (service, _), alike in groups.items():
        _group(surface, kept, alike, routes, service, rules)
    drain(surface)
    return kept, rules


def _service_of(record: dict[str, Any], routes: Routes) -> str:
    """The service of a record if a rule is about it; all others are alike."""
    service = record.get("service.name")
    return service if type(service) is str and service in routes.services else ""


def _group(  # noqa: PLR0917 - called in this module only
    surface: Surface,
    kept: list[dict[str, Any] | None],
    rows: list[int],
    routes: Routes,
    service: str,
    rules: list[str],
) -> None:
    chosen: list[dict[Any, Any]] = [record for at in rows if (record := kept[at]) is not None]
    layout = Layout.at(routes.root("record", service), tuple(chosen[0]))
    if routes.may_drop(chosen):
        staying: list[int] = []
        for at, record in zip(rows, chosen, strict=True):
            rule = routes.drops(record)
            if rule is None:
                staying.append(at)
            else:
                kept[at] = None
                rules.append(rule)
        if not staying:
            return
        rows, chosen = staying, [record for at in staying if (record := kept[at]) is not None]
    _table(surface, Table(layout, rows, chosen))


def _table(surface: Surface, table: Table) -> None:
    surface.tables.append(table)
    columns = zip(*map(dict.values, table.records), strict=True)
    for (key, route), column in zip(table.layout.entries, columns, strict=True):
        if len(column) <= _FEW or not _whole(surface, table, key, route, column):
            for row, value in enumerate(column):
                _entry(surface, value, route, table, row, key)


def _entry(  # noqa: PLR0917 - called once per value, and keywords cost
    surface: Surface, value: Any, route: Route, table: Table, row: int, key: Any
) -> None:
    """Take in one value of a record in a table; its node is made only if there is something to take in."""
    kind = type(value)
    action = route.action
    if action <= KEEP:
        if value is None or kind is bool:
            return
        if kind is str:
            if action == KEEP and route.passes(value):
                return
        elif (kind is int or kind is float) and not route.identifier and -LONG_NUMBER < value < LONG_NUMBER:
            return
    take_value(surface, value, route, table.records[row], key, table.node(row), table.depth, 0)


def _whole(surface: Surface, table: Table, key: Any, route: Route, column: Sequence[Any]) -> bool:
    """Take in a column at once; False if its values have to be looked at one by one."""
    if route.action >= DROP:
        return False
    kinds = set(map(type, column))
    if kinds == {str}:
        if route.action == KEEP:
            return route.passes_all(column)
        _texts(surface, table, key, route, column)
        return True
    if kinds <= _SETTLED:
        return True
    if kinds == {dict}:
        return _objects(surface, table, key, route, column)
    if route.identifier or not kinds <= _NUMBERS:
        return False
    numbers = (
        column if int in kinds and len(kinds) == 1 else [value for value in column if type(value) is int]
    )
    return not numbers or (min(numbers) > -LONG_NUMBER and max(numbers) < LONG_NUMBER)


def _objects(
    surface: Surface, table: Table, key: Any, route: Route, column: Sequence[dict[Any, Any]]
) -> bool:
    """Objects with the same keys under one key are a table of their own, like the resources of OTLP records."""
    keys = tuple(column[0])
    if table.depth >= surface.limits.depth or any(tuple(entry) != keys for entry in column):
        return False
    copies = list(map(dict, column))
    for record, copy in zip(table.records, copies, strict=True):
        record[key] = copy
    _table(surface, Table(Layout.at(route, keys), table.rows, copies, (table, key)))
    return True


def _texts(surface: Surface, table: Table, key: Any, route: Route, column: Sequence[str]) -> None:
    joined = "".join(column)
    plain = (
        joined.isascii()
        and max(map(len, column)) < PLAIN
        and JSON_STARTS.isdisjoint(heads := {text[:1] for text in column})
        and "" not in heads
    )
    values: Sequence[str] = column
    places: list[int] | None = None
    odd: list[int] = []
    if not plain:
        places = []
        for row, text in enumerate(column):
            (places if _is_plain(text) else odd).append(row)
        for row in odd:
            _entry(surface, column[row], route, table, row, key)
        if not places:
            return
        values = [column[row] for row in places]
    distinct = list(dict.fromkeys(values))
    repeated = len(distinct) != len(values)
    start = surface.add(distinct, route.key, route.names)
    surface.columns.append(
        Column(table, key, start, distinct if repeated else values, values if repeated else None, places)
    )


def _is_plain(text: str) -> bool:
    """Whether a text can be nothing but text: no document, no lone surrogate, no encoded data, not empty."""
    if not text or text[0] in JSON_STARTS or not text.isascii():
        return False
    return len(text) < PLAIN or (text[0] != "d" and " " in text[:PLAIN])
