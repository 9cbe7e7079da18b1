"""The walk of records that have the same keys: column by column, since most of a column is alike.

Records of one service have the same keys, and under one key the same kind of value. So what `redaction.walk.records`
decides for every value is decided here for a column: are all of them short ints, do all levels pass, are all texts
plain? Only values that stand out are walked one by one. A record without findings is copied and costs nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from redaction.policy.route import DROP, JUDGE, KEEP, SCAN, Route
from redaction.policy.selectors import Routes
from redaction.walk.frames import headings
from redaction.walk.layouts import Layout
from redaction.walk.neighbours import may_name
from redaction.walk.plain import are_plain, is_plain
from redaction.walk.records import drain, take_rows, take_value
from redaction.walk.sheets import Batch, Sheet
from redaction.walk.surface import LONG_NUMBER, Surface
from redaction.walk.tables import Column, Table, distinct_of

__all__ = ["take"]

_SETTLED = frozenset((type(None), bool))
_CONTAINERS = frozenset((dict, list, tuple))
_NUMBERS = frozenset((int, float, bool, type(None)))
_SERVICE = "service.name"
_FEW = 3
"""Up to so many records a column is not worth its while."""


def take(
    surface: Surface, records: Sequence[dict[str, Any]], routes: Routes
) -> tuple[list[dict[str, Any] | None], dict[int, str]]:
    """Take in a batch of records.

    Args:
        surface: Takes the texts.
        records: Not changed, unless they are a `Batch`.
        routes: The policy's, for logs.

    Returns:
        A copy of each record, of a `Batch` the record itself, which `redaction.walk.rewrite` changes in place, None
        where the policy drops it whole; and the rule of each record that was dropped, by its place.
    """
    kept: list[dict[str, Any] | None]
    loose: Sequence[int] = range(len(records))
    if isinstance(records, Batch):
        kept = list(records)
        taken = [sheet.rows for sheet in records.sheets if _sheet(surface, sheet, routes)]
        if taken:
            loose = sorted(set(loose).difference(*taken)) if sum(map(len, taken)) < len(records) else ()
    else:
        kept = list(map(dict, records))
    rules: dict[int, str] = {}
    for service, alike in _alike(records, loose, routes):
        _group(surface, kept, alike, routes, service, rules)
    drain(surface)
    return kept, rules


def _alike(
    records: Sequence[dict[str, Any]], places: Sequence[int], routes: Routes
) -> Iterable[tuple[str, Sequence[int]]]:
    """The places of records that have the same keys in the same order and the same rules, with their service."""
    if not places:
        return ()
    shapes = [tuple(records[at]) for at in places]
    if not routes.services and shapes.count(shapes[0]) == len(shapes):
        return (("", places),)
    groups: dict[tuple[str, tuple[Any, ...]], list[int]] = {}
    last: tuple[str, tuple[Any, ...]] | None = None
    rows: list[int] = []
    for at, shape in zip(places, shapes, strict=True):
        group = (_service_of(records[at], routes) if routes.services else "", shape)
        # Neighbours mostly have the same keys: to compare them costs less than to hash them.
        if group != last:
            last, rows = group, groups.setdefault(group, [])
        rows.append(at)
    return [(service, rows) for (service, _), rows in groups.items()]


def _sheet(surface: Surface, sheet: Sheet, routes: Routes) -> bool:
    """Take in a sheet; False, and nothing is taken in, if its records have to be told apart."""
    if routes.services and _SERVICE in sheet.columns:
        return False
    records = sheet.records
    judged = records[:1] if routes.records.keys.isdisjoint(sheet.columns) else records
    if routes.records.may_drop(judged) and any(routes.records.drops(record) is not None for record in judged):
        return False
    route = routes.root("record", _service_of(sheet.first, routes))
    _cells(surface, Table(Layout.at(route, tuple(sheet.first)), sheet.rows, records), sheet.columns)
    return True


def _service_of(record: dict[str, Any], routes: Routes) -> str:
    """The service of a record if a rule is about it; all others are alike."""
    service = record.get(_SERVICE)
    return service if type(service) is str and service in routes.services else ""


def _group(  # noqa: PLR0917 - called in this module only
    surface: Surface,
    kept: list[dict[str, Any] | None],
    rows: Sequence[int],
    routes: Routes,
    service: str,
    rules: dict[int, str],
) -> None:
    chosen: list[dict[Any, Any]] = [record for at in rows if (record := kept[at]) is not None]
    layout = Layout.at(routes.root("record", service), tuple(chosen[0]))
    if routes.records.may_drop(chosen):
        staying: list[int] = []
        for at, record in zip(rows, chosen, strict=True):
            rule = routes.records.drops(record)
            if rule is None:
                staying.append(at)
            else:
                kept[at] = None
                rules[at] = rule
        if not staying:
            return
        rows, chosen = staying, [record for at in staying if (record := kept[at]) is not None]
    _table(surface, Table(layout, rows, chosen))


def _table(surface: Surface, table: Table) -> None:
    columns = zip(*map(dict.values, table.records), strict=True)
    _cells(surface, table, dict(zip(table.layout.keys, columns, strict=True)))


def _cells(surface: Surface, table: Table, columns: Mapping[Any, Sequence[Any] | Sheet]) -> None:
    """Take in the columns of a table, and what stands under the keys that have none: the same in all rows."""
    surface.tables.append(table)
    named = _named(table)
    frame = table.layout.frame
    for key, route in table.layout.entries:
        if frame is not None and key == frame[1] and route.action in {SCAN, JUDGE}:
            for row, record in enumerate(table.records):
                _rows(surface, table, row, headings(record[frame[0]], record[key]), route, key)
            continue
        column = columns.get(key)
        if route.action == JUDGE and _plain_values(table, key, column):
            route = route.otherwise  # noqa: PLW2901 - what is no list and no object holds nothing
        if key in named:
            for row, name in enumerate(named[key]):
                value = table.records[row][key]
                _entry(surface, value, route.named(name) if name else route, table, row, key)
            continue
        if column is None:
            _same(surface, table, key, route)
            continue
        if isinstance(column, Sheet):
            if route.action < DROP and table.depth < surface.limits.depth:
                layout = Layout.at(route, tuple(column.first))
                _cells(surface, Table(layout, table.rows, column.records, (table, key)), column.columns)
                continue
            column = column.records
        if len(column) <= _FEW or not _whole(surface, table, key, route, column):
            for row, value in enumerate(column):
                _entry(surface, value, route, table, row, key)


def _rows(  # noqa: PLR0917 - called in this module only
    surface: Surface, table: Table, row: int, called: list[str], route: Route, key: Any
) -> None:
    """Take in the rows of a table that stands in a record; what is none is a value like any other."""
    value = table.records[row][key]
    if called:
        node = table.node(row)  # first: it may give the row an object of its own
        take_rows(surface, value, called, route.otherwise, table.records[row], key, node, table.depth, 0)
    else:
        _entry(surface, value, route, table, row, key)


def _plain_values(table: Table, key: Any, column: Sequence[Any] | Sheet | None) -> bool:
    """Whether no value of a column is a list or an object."""
    if isinstance(column, Sheet):
        return False
    return _CONTAINERS.isdisjoint(map(type, [table.records[0][key]] if column is None else column))


def _named(table: Table) -> dict[Any, list[str]]:
    """The keys whose values have names beside them, each with what names that of each record; "" where nothing does."""
    named: dict[Any, list[str]] = {}
    for key, names, read in table.layout.pairs:
        values = [record[key] for record in table.records]
        if not may_name(read, values):
            continue
        called = [read(record, value, names) for record, value in zip(table.records, values, strict=True)]
        if any(called):
            before = named.get(key, called)
            named[key] = [first or name for first, name in zip(before, called, strict=True)]
    return named


def _same(surface: Surface, table: Table, key: Any, route: Route) -> None:
    """Take in what all rows have under a key."""
    value = table.records[0][key]
    if _settled(value, route):
        return
    count = len(table.rows)
    if route.action < DROP and type(value) is dict and table.depth < surface.limits.depth:
        copy = dict(value)
        for record in table.records:
            record[key] = copy
        layout = Layout.at(route, tuple(copy))
        _cells(surface, Table(layout, table.rows, [copy] * count, (table, key), shared=True), {})
    elif route.action < KEEP and type(value) is str and is_plain(value):
        start = surface.add((value,), route.key, route.names)
        surface.columns.append(Column(table, key, start, (value,), [value] * count, None))
    else:
        for row in range(count):
            _entry(surface, value, route, table, row, key)


def _settled(value: Any, route: Route) -> bool:
    """Whether there is nothing to take in of a value, and nothing to do with it."""
    kind = type(value)
    action = route.action
    if action > KEEP:
        return False
    if value is None or kind is bool:
        return True
    if kind is str:
        return action == KEEP and bool(route.passes(value))
    return (kind is int or kind is float) and not route.identifier and -LONG_NUMBER < value < LONG_NUMBER


def _entry(  # noqa: PLR0917 - called once per value, and keywords cost
    surface: Surface, value: Any, route: Route, table: Table, row: int, key: Any
) -> None:
    """Take in one value of a record in a table; its node is made only if there is something to take in."""
    if not _settled(value, route):
        node = table.node(row)  # first: it may give the row an object of its own
        take_value(surface, value, route, table.records[row], key, node, table.depth, 0)


def _whole(surface: Surface, table: Table, key: Any, route: Route, column: Sequence[Any]) -> bool:
    """Take in a column at once; False if its values have to be looked at one by one."""
    if route.action >= DROP:
        return False
    kinds = set(map(type, column))
    if kinds == {str}:
        if route.action == KEEP:
            for row in route.odd(column):
                _entry(surface, column[row], route, table, row, key)
            return True
        _texts(surface, table, key, route, column)
        return True
    if kinds <= _SETTLED:
        return True
    if kinds == {dict}:
        return _objects(surface, table, key, route, column)
    if route.identifier or not kinds <= _NUMBERS:
        return False
    numbers = [value for value in column if value is not None] if type(None) in kinds else column
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
    distinct = distinct_of(column)
    values: Sequence[str] = column
    places: list[int] | None = None
    if not are_plain(distinct):
        places = []
        odd: list[int] = []
        for row, text in enumerate(column):
            (places if is_plain(text) else odd).append(row)
        for row in odd:
            _entry(surface, column[row], route, table, row, key)
        if not places:
            return
        values = [column[row] for row in places]
        distinct = distinct_of(values)
    start = surface.add(distinct, route.key, route.names)
    repeated = None if distinct is values else values
    surface.columns.append(Column(table, key, start, distinct, repeated, places))
