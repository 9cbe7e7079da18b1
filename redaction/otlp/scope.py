"""Spans side by side, and the texts they show in columns.

What was found in a column is put down for `redaction.walk.rewrite` span by span, after the examination, for the few
spans that it is about.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from redaction.policy.route import Route
from redaction.walk.surface import ROOT, Node, Surface

__all__ = ["Hit", "Scope", "Shown"]


class Scope:
    """Spans that are looked at side by side: of one scope, or of several under the same rules.

    Attributes:
        spans: Of all of them, in the order in which they were added.
    """

    __slots__ = ("_nodes", "_starts", "_stretches", "spans")

    def __init__(self) -> None:
        self.spans: list[Any] = []
        self._starts: list[int] = []
        self._stretches: list[tuple[Node, str, int]] = []
        self._nodes: dict[int, Node] = {}

    def add(self, spans: Iterable[Any], node: Node, name: str, first: int) -> None:
        """Add the spans of a scope.

        Args:
            spans: In order.
            node: The scope's.
            name: Field of the scope that holds them.
            first: Index of the first of them among all spans of the walk.
        """
        self._starts.append(len(self.spans))
        self._stretches.append((node, name, first))
        self.spans.extend(spans)

    def node(self, row: int) -> Node:
        """The node of a span, made when something about it has to be remembered."""
        node = self._nodes.get(row)
        if node is None:
            at = bisect_right(self._starts, row) - 1
            around, name, first = self._stretches[at]
            own = row - self._starts[at]
            node = self._nodes[row] = Node(around, first + own, self.spans[row], ROOT, (name, own))
        return node

    def place(self, row: int) -> tuple[Node, int]:
        """The node of a span's scope, and which of its spans it is."""
        at = bisect_right(self._starts, row) - 1
        return self._stretches[at][0], row - self._starts[at]


Hit = tuple[int, Scope, int, Any]
"""Field, scope, row of the span and what the column was shown for: the name of a field or an attribute's place."""


class Shown:
    """Columns of texts, each text a field of the surface."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._starts: list[int] = []
        self._columns: list[tuple[Sequence[Any], Scope, Sequence[int], Sequence[Any], Any]] = []

    def add(  # noqa: PLR0917 - called in this package only
        self,
        texts: Sequence[str],
        route: Route,
        values: Sequence[Any],
        scope: Scope,
        rows: Sequence[int],
        column: Sequence[Any],
        place: Any,
    ) -> None:
        """Make fields of distinct plain texts.

        Args:
            texts: The texts.
            route: Where they stand.
            values: What stands for each of them in `column`.
            scope: Whose spans.
            rows: A span for every entry of `column`.
            column: Where each of them stands.
            place: Handed back with what is found.
        """
        self._starts.append(self._surface.add(texts, route.key, route.names))
        self._columns.append((values, scope, rows, column, place))

    def hits(self, fields: Iterable[int]) -> Iterator[Hit]:
        """Every place of those of the given fields that stand in a column.

        Args:
            fields: In order; others among them are passed over.
        """
        standing: dict[int, dict[Any, list[int]]] = {}
        for field in fields:
            at = bisect_right(self._starts, field) - 1
            if at < 0:
                continue
            values, scope, rows, column, place = self._columns[at]
            which = field - self._starts[at]
            if which >= len(values):
                continue
            if len(values) == len(column):
                yield field, scope, rows[which], place
                continue
            if at not in standing:
                # Once for all that is found in a column, or many findings would cost the square of their number.
                standing[at] = {}
                for row, value in zip(rows, column, strict=True):
                    standing[at].setdefault(value, []).append(row)
            for row in standing[at][values[which]]:
                yield field, scope, row, place
