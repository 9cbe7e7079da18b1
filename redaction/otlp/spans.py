"""Spans side by side, field by field: ids of all, then names of all, then attributes of all.

Nearly all spans have nothing else: what a span holds beyond (events, links, a status message, and whatever a later
protocol adds) is handed to the walk of messages, `redaction.otlp.walk`, for that span alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any, Final

from redaction.otlp.attributes import ATTRIBUTES, WireAttributes
from redaction.otlp.ids import IdFault, id_fault, ids_hold
from redaction.otlp.plan import REQUEST, SPAN, Plan
from redaction.otlp.scope import Scope, Shown
from redaction.policy.route import Route
from redaction.policy.selectors import Routes
from redaction.walk.plain import are_plain
from redaction.walk.surface import Node

__all__ = ["FIELDS", "SpanColumns", "SpanFields"]


class SpanFields:
    """The fields of a span by what is done with them.

    Attributes:
        ids: How many columns of ids come first.
        strings: Names of the columns of texts that come next; then one of attributes.
        rest: Plan of everything else, of which the remaining columns tell whether there is any.
        linked: Repeated messages that have ids: their column and their plan.
        read: All columns of a span.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan, self.strings = plan, plan.strings
        others = tuple(entry for entry in plan.repeated_messages if entry[0] != ATTRIBUTES)
        self.rest = replace(plan, strings=(), repeated_messages=others)
        names = [*plan.repeated_strings, *plan.raw, *plan.repeated_raw, *(name for name, _ in others)]
        for name, below in plan.messages:
            # A message that holds nothing but texts is there if one of them is.
            names += [f"{name}.{text}" for text in below.strings] if below and _only_texts(below) else [name]
        columns = [*(name for name, _ in plan.ids), *plan.strings, ATTRIBUTES, *names]
        self.read = attrgetter(*columns)
        self.linked = [(columns.index(name), below) for name, below in others if below and below.ids]


class SpanColumns:
    """Takes in spans.

    Args:
        routes: The policy's.
        shown: Takes columns of texts.
        attributes: Takes attributes.
        message: Walks a message after a plan.
        text: Takes in one text: value, holder, field, node.
    """

    def __init__(
        self,
        routes: Routes,
        shown: Shown,
        attributes: WireAttributes,
        message: Callable[[Any, Plan, Node], None],
        text: Callable[[str, Any, str, Node], None],
    ) -> None:
        self._routes, self._shown, self._attributes = routes, shown, attributes
        self._message, self._text = message, text

    def take(self, scope: Scope, route: Route) -> dict[int, IdFault]:
        """Take in spans.

        Args:
            scope: They.
            route: Of their attributes.

        Returns:
            Row and reason of those whose ids cannot stand; they were not looked into.
        """
        if not scope.spans:
            return {}
        fields = FIELDS
        columns = list(zip(*map(fields.read, scope.spans), strict=True))
        dead = _dead(scope.spans, columns, fields)
        rows: Sequence[int] = range(len(scope.spans))
        if dead:
            rows = [row for row in rows if row not in dead]
            columns = [tuple([column[row] for row in rows]) for column in columns]
            if not rows:
                return dead
        first = len(fields.plan.ids)
        last = first + len(fields.strings)
        for name, column in zip(fields.strings, columns[first:last], strict=True):
            if any(column):
                self._texts(column, name, scope, rows)
        more: set[int] = set()
        for column in columns[last + 1 :]:
            if any(column):
                more.update(at for at, value in enumerate(column) if value)
        for at in sorted(more):
            self._message(scope.spans[rows[at]], fields.rest, scope.node(rows[at]))
        self._attributes.take(scope, rows, [values[:] for values in columns[last]], route)
        return dead

    def _texts(self, column: Sequence[str], name: str, scope: Scope, rows: Sequence[int]) -> None:
        route = self._routes.bare(name)
        distinct = list(dict.fromkeys(column))
        if are_plain(distinct):
            self._shown.add(distinct, route, distinct, scope, rows, column, name)
            return
        plain = [text for text in distinct if are_plain([text])]
        if plain:
            self._shown.add(plain, route, plain, scope, rows, column, name)
        odd = set(distinct).difference(plain)
        for row, text in zip(rows, column, strict=True):
            if text in odd:
                self._text(text, scope.spans[row], name, scope.node(row))


def _dead(spans: Sequence[Any], columns: Sequence[Sequence[Any]], fields: SpanFields) -> dict[int, IdFault]:
    ids = fields.plan.ids
    dead: dict[int, IdFault] = {}
    if not ids_hold(columns[: len(ids)], ids):
        for row, span in enumerate(spans):
            reason = id_fault(span, ids)
            if reason is not None:
                dead[row] = reason
    for column, below in fields.linked:
        if not any(columns[column]):
            continue
        for row, links in enumerate(columns[column]):
            for link in links:
                reason = id_fault(link, below.ids)
                if reason is not None:
                    dead.setdefault(row, reason)
    return dead


def _only_texts(plan: Plan) -> bool:
    return not (
        plan.repeated_strings
        or plan.raw
        or plan.repeated_raw
        or plan.messages
        or plan.repeated_messages
        or plan.ids
    )


def _span_plan(plan: Plan) -> Plan:
    """The plan of a span, somewhere below another."""
    for _, below in plan.repeated_messages:
        if below is not None:
            return below if below.type_name == SPAN else _span_plan(below)
    raise LookupError(SPAN)


FIELDS: Final = SpanFields(_span_plan(REQUEST))
