"""The walk of JSON records: every string at any depth, every key, every number that could be somebody's.

Iterative, so that nesting costs memory and not the stack. Every container is copied as it is entered: the
caller's record is never changed.
"""

from __future__ import annotations

from typing import Any, Final

from redaction.policy.route import DROP, JUDGE, KEEP, MEASURE, SCAN, Route
from redaction.walk.frames import cells_in, headings
from redaction.walk.layouts import Layout
from redaction.walk.neighbours import flagged, told
from redaction.walk.surface import EMBEDDED, Node, Surface

__all__ = ["drain", "is_count", "measure", "take_rows", "take_value"]

_MOST_COUNTED: Final = 1_000_000
"""So many messages, documents or prompts are a count and nobody's number."""


def drain(surface: Surface) -> None:
    """Walk everything that is pending, documents inside strings too."""
    pending = surface.pending
    while pending:
        container, route, node, depth, json_depth = pending.pop()
        if type(container) is dict:
            _entries(surface, container, route, node, depth, json_depth)
        else:
            item = route if node.kind == EMBEDDED else route.item()
            named = flagged(container, item.path)
            for index, value in enumerate(container):
                own = item.named(named[index]) if index in named else item
                take_value(surface, value, own, container, index, node, depth, json_depth)


def measure(value: Any, limit: int = 100_000) -> str:
    """The size of a value in words, for fields whose content does not leave.

    Args:
        value: Any JSON value.
        limit: Containers looked into before counting stops.
    """
    if isinstance(value, str):
        return f"<DROPPED characters={len(value)}>"
    characters = items = 0
    pending = [value]
    while pending and limit:
        entry = pending.pop()
        limit -= 1
        if isinstance(entry, dict):
            pending.extend(entry.values())
        elif isinstance(entry, list | tuple):
            pending.extend(entry)
        elif isinstance(entry, str):
            characters += len(entry)
    items = len(value) if isinstance(value, dict | list | tuple) else 1
    return f"<DROPPED items={items} characters={characters}>"


def is_count(value: Any, route: Route) -> bool:
    """Whether a value that is to be measured says no more than that: `messages: 5`, or nothing at all."""
    if type(value) is int:
        return route.own.endswith("s") and -_MOST_COUNTED < value < _MOST_COUNTED
    return value is None or type(value) is bool


def _entries(  # noqa: PLR0917 - called once per value, and keywords cost
    surface: Surface, container: dict[Any, Any], route: Route, node: Node, depth: int, json_depth: int
) -> None:
    surface.nodes.append(node)
    layout = Layout.at(route, tuple(container))
    surface.layouts.add(layout)
    named = told(layout.pairs, container) if layout.pairs else None
    for (key, child), value in zip(layout.entries, list(container.values()), strict=True):
        if named and key in named:
            child = child.named(named[key])  # noqa: PLW2901 - one that a neighbour names
        if layout.frame is not None and key == layout.frame[1] and child.action in {SCAN, JUDGE}:
            called = headings(container[layout.frame[0]], value)
            if called:
                take_rows(surface, value, called, child.otherwise, container, key, node, depth, json_depth)
                continue
        take_value(surface, value, child, container, key, node, depth, json_depth)


def take_value(  # noqa: PLR0917 - called once per value, and keywords cost
    surface: Surface, value: Any, route: Route, holder: Any, key: Any, node: Node, depth: int, json_depth: int
) -> None:
    """Take in one value, which stands in `holder` under `key`; what is below it is put off until `drain`."""
    kind = type(value)
    action = route.action
    if action >= DROP:
        if action == JUDGE and not route.holds(value):
            take_value(surface, value, route.otherwise, holder, key, node, depth, json_depth)
            return
        if action == MEASURE and is_count(value, route):
            return
        surface.drops.append((holder, key, node, route.rule, measure(value) if action == MEASURE else None))
    elif kind is str:
        if action != KEEP or not route.passes(value):
            surface.text(value, route, holder, key, node, json_depth)
    elif value is None or kind is bool:
        return
    elif kind is int or kind is float:
        surface.number(value, route, holder, key, node)
    elif kind is dict or kind is list:
        if depth >= surface.limits.depth:
            surface.fail(holder, key, node)
            return
        copy = kind(value)
        holder[key] = copy
        surface.pending.append((copy, route, Node(node, key, copy), depth + 1, json_depth))
    else:
        plain = _plain(value)
        if plain is None:
            surface.fail(holder, key, node)
        else:
            holder[key] = plain
            take_value(surface, plain, route, holder, key, node, depth, json_depth)


def take_rows(  # noqa: PLR0917 - called once per value, and keywords cost
    surface: Surface,
    rows: list[Any],
    called: list[str],
    route: Route,
    holder: Any,
    key: Any,
    node: Node,
    depth: int,
    json_depth: int,
) -> None:
    """Take in the rows of a table whose headings say what its columns hold, or a single row."""
    if depth + 1 >= surface.limits.depth:
        surface.fail(holder, key, node)
        return
    copies = list(rows)
    holder[key] = copies
    table, item = Node(node, key, copies), route.item()
    if cells_in(rows[0]) is None:
        _cells(surface, copies, called, item, table, depth + 1, json_depth)
        return
    for at, row in enumerate(copies):
        copies[at] = copy = row.copy()
        inner = Node(table, at, copy)
        if type(copy) is list:
            _cells(surface, copy, called, item.item(), inner, depth + 2, json_depth)
        else:
            _boxed(surface, copy, called, item, inner, depth + 2, json_depth)


def _boxed(  # noqa: PLR0917 - called in this module only
    surface: Surface,
    row: dict[Any, Any],
    called: list[str],
    route: Route,
    node: Node,
    depth: int,
    json_depth: int,
) -> None:
    """Take in a row that stands alone in an object."""
    layout = Layout.at(route, tuple(row))
    surface.nodes.append(node)
    surface.layouts.add(layout)
    [(key, own)] = layout.entries
    if own.action == JUDGE and not own.holds(row[key]):
        own = own.otherwise
    if own.action >= DROP or depth >= surface.limits.depth:
        take_value(surface, row[key], own, row, key, node, depth, json_depth)
        return
    row[key] = cells = row[key].copy()
    _cells(surface, cells, called, own.item(), Node(node, key, cells), depth + 1, json_depth)


def _cells(  # noqa: PLR0917 - called in this module only
    surface: Surface, row: list[Any], called: list[str], item: Route, node: Node, depth: int, json_depth: int
) -> None:
    """Take in the cells of a row."""
    for place, value in enumerate(row):
        own = item.named(called[place]) if place < len(called) and called[place] else item
        take_value(surface, value, own, row, place, node, depth, json_depth)


def _plain(value: Any) -> Any:
    """The JSON value that a Python object stands for; None if there is none."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, dict):
        return dict(value)
    if isinstance(value, list | tuple):
        return list(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return None
