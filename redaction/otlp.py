"""The walk of OTLP spans: every string, bytes value and number that could be somebody's, found by reflection.

What a message type holds is read from its descriptor once, so a field that a later version of the protocol adds
is walked without a change here. Only attributes (`KeyValue`, `AnyValue`) are known by name, because their keys
are the context of their values. Fields that the installed protocol does not know are discarded.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from redaction.otlp_attributes import ATTRIBUTES, WireAttributes
from redaction.otlp_ids import DeadSpan, id_fault
from redaction.otlp_plan import EVENT, REQUEST, RESOURCE_SPANS, SPAN, Plan
from redaction.otlp_scope import Scope, Shown
from redaction.otlp_spans import SpanColumns
from redaction.otlp_values import ValueWalk
from redaction.otlp_wire import opaque, service_of
from redaction.records import drain
from redaction.rewrite import Outcomes, Rewritten
from redaction.selectors import Routes
from redaction.surface import ROOT, Node, Surface

__all__ = ["SpanWalk", "walk"]

# Attributes of spans stay bytes until one of them needs more than a look.
_Request: Final = opaque(ExportTraceServiceRequest.DESCRIPTOR, SPAN, ATTRIBUTES)
_MOST_COPIES: Final = 4
"""Up to so many times the request is copied out for its dead spans."""
_REPEATED: Final = 128
"""Texts up to this size are looked up first: they may have stood in a span before."""


def walk(surface: Surface, request: bytes, routes: Routes, *, on_wire: bool = True) -> SpanWalk:
    """Decode a request and take in everything it shows.

    Args:
        surface: Takes the texts.
        request: `ExportTraceServiceRequest` in protobuf.
        routes: The policy's, for spans.
        on_wire: Whether spans may be read together and plain attributes as bytes, which changes the speed and nothing
            else.

    Raises:
        google.protobuf.message.DecodeError: It is no such request.
    """
    found = SpanWalk(surface, request, routes, on_wire=on_wire)
    found.run()
    return found


class SpanWalk:
    """One walked request.

    Attributes:
        request: The message; `redaction.rewrite` changes it in place.
        spans: Spans that stay.
    """

    def __init__(self, surface: Surface, request: bytes, routes: Routes, *, on_wire: bool) -> None:
        self.request = _Request.FromString(request)
        self._raw = request
        self.spans = 0
        self._surface = surface
        self._routes = routes
        self._service = ""
        self._index = 0
        self._reason = ""
        self._dead: dict[int, str] = {}
        self._places: dict[int, tuple[Any, Any, Any]] = {}
        self._values = ValueWalk(surface)
        self._texts: dict[tuple[str, str], int] = {}
        self._shown = Shown(surface)
        self._on_wire = WireAttributes(surface, self._shown, self._values)
        self._columns = (
            SpanColumns(routes, self._shown, self._on_wire, self._message, self._text) if on_wire else None
        )

    def run(self) -> None:
        """Walk from the top."""
        root = Node(None, -1, self.request, ROOT)
        for at, resource_spans in enumerate(self.request.resource_spans):
            self._service = service_of(resource_spans.resource)
            self._message(
                resource_spans, RESOURCE_SPANS, Node(root, at, resource_spans, label=("resource_spans", at))
            )
        for name in REQUEST.strings:  # none today: the request itself holds only resource spans
            self._text(getattr(self.request, name), self.request, name, root)
        drain(self._surface)

    def bury(self) -> list[DeadSpan]:
        """Copy the dead spans out, before anything is rewritten."""
        self.spans = self._index - len(self._dead)
        buried = []
        left = _MOST_COPIES * len(self._raw)
        for index, reason in sorted(self._dead.items()):
            # Each is copied with its resource: many of them beside a large one would be far more than what came.
            copy = self._alone(index) if left > 0 else self._raw
            left -= len(copy)
            buried.append(DeadSpan(index, reason, copy))
        return buried

    def unfold(self, outcomes: Outcomes) -> None:
        """Say where the texts of columns stand in which something was found. Before anything is rewritten."""
        self._values.lists.extend((pairs, node, ATTRIBUTES) for pairs, node in self._on_wire.unfold(outcomes))
        hits = list(self._shown.hits(outcomes))
        for field, scope, row, place in hits:
            if type(place) is str:
                self._surface.slots.append((field, scope.spans[row], place, scope.node(row)))
        self._on_wire.put([hit for hit in hits if type(hit[3]) is not str])

    def rename(self, outcomes: Outcomes, result: Rewritten) -> None:
        """Redact the keys of attributes."""
        self._values.rename(outcomes, result)

    def settle(self, result: Rewritten) -> bytes:
        """Take the dead out, discard what is unknown, and encode."""
        dead = {id(self._places[index][2]) for index in self._dead}
        for scope_spans in {
            id(place): place for _, place, _ in map(self._places.__getitem__, self._dead)
        }.values():
            spans = scope_spans.spans
            for at in [at for at, span in enumerate(spans) if id(span) in dead][::-1]:
                del spans[at]
        if self._dead:
            result.findings = [finding for finding in result.findings if finding.record not in self._dead]
        self._on_wire.write()
        self.request.DiscardUnknownFields()
        return bytes(self.request.SerializeToString(deterministic=True))

    def _alone(self, index: int) -> bytes:
        resource_spans, scope_spans, span = self._places[index]
        request = _Request()
        outer = request.resource_spans.add(schema_url=resource_spans.schema_url)
        outer.resource.CopyFrom(resource_spans.resource)
        inner = outer.scope_spans.add(schema_url=scope_spans.schema_url)
        inner.scope.CopyFrom(scope_spans.scope)
        inner.spans.add().CopyFrom(span)
        return bytes(request.SerializeToString())

    def _message(self, message: Any, plan: Plan, node: Node) -> None:
        for name in plan.strings:
            value = getattr(message, name)
            if value:
                self._text(value, message, name, node)
        for name in plan.repeated_strings:
            values = getattr(message, name)
            inner = Node(node, name, values, label=(name, None))
            for at, value in enumerate(values):
                self._text(value, values, at, inner)
        for name in plan.raw:
            value = getattr(message, name)
            if value:
                self._values.raw_value(value, message, name, node)
        for name in plan.repeated_raw:
            values = getattr(message, name)
            inner = Node(node, name, values, label=(name, None))
            for at, value in enumerate(values):
                self._values.raw_value(value, values, at, inner)
        for name, below in plan.messages:
            if message.HasField(name):
                value = getattr(message, name)
                inner = Node(node, name, value, label=(name, None))
                if below is None:
                    self._values.any_value(value, self._routes.root(plan.place, self._service), inner)
                else:
                    self._message(value, below, inner)
        for name, below in plan.repeated_messages:
            values = getattr(message, name)
            if not values:
                continue
            if below is None:
                self._values.key_values(values, self._routes.root(plan.place, self._service), node, name)
            elif below.type_name == SPAN:
                self._spans(message, below, Scope(list(values), node, name, self._index))
            else:
                for at, value in enumerate(values):
                    inner = Node(node, at, value, label=(name, at))
                    if below.ids and not self._ids_hold(value, below):
                        return
                    if below.type_name == EVENT and self._drops_event(values, at, value, inner):
                        continue
                    self._message(value, below, inner)

    def _spans(self, scope_spans: Any, plan: Plan, scope: Scope) -> None:
        if self._columns is None:
            dead = self._one_by_one(plan, scope)
        else:
            dead = self._columns.take(scope, self._routes.root("span", self._service))
        for row, reason in dead.items():
            around = scope.node(row).parent
            resource_spans = around.parent.container if around and around.parent else None
            self._dead[self._index + row] = reason
            self._places[self._index + row] = (resource_spans, scope_spans, scope.spans[row])
        self._index += len(scope.spans)

    def _one_by_one(self, plan: Plan, scope: Scope) -> dict[int, str]:
        """Spans as messages, as if nothing were known of them but the descriptor."""
        dead: dict[int, str] = {}
        rest = replace(plan, repeated_messages=tuple(e for e in plan.repeated_messages if e[0] != ATTRIBUTES))
        for row, span in enumerate(scope.spans):
            holds = self._ids_hold(span, plan)
            for name, below in plan.repeated_messages:
                if below is not None and below.ids:
                    holds = holds and all(self._ids_hold(link, below) for link in getattr(span, name))
            if holds:
                self._message(span, rest, scope.node(row))
                pairs = self._on_wire.as_messages(scope, row)
                route = self._routes.root("span", self._service)
                self._values.key_values(pairs, route, scope.node(row), ATTRIBUTES)
            else:
                dead[row] = self._reason
        return dead

    def _ids_hold(self, message: Any, plan: Plan) -> bool:
        reason = id_fault(message, plan.ids)
        if reason is not None:
            self._reason = reason
            return False
        return True

    def _drops_event(self, events: Any, at: int, event: Any, node: Node) -> bool:
        rule = self._routes.records.drops({"event": event.name})
        if rule is None:
            return False
        self._surface.drops.append((events, at, node, rule, None))
        return True

    def _text(self, value: str, holder: Any, key: Any, node: Node) -> None:
        """A text outside of attributes: always scanned."""
        if not value:
            return
        name, surface = key if isinstance(key, str) else str(node.key), self._surface
        known = self._texts.get((name, value))
        if known is not None:
            surface.slots.append((known, holder, key, node))
            return
        first = len(surface.slots)
        surface.text(value, self._routes.bare(name), holder, key, node, 0)
        if (
            len(surface.slots) > first
            and len(value) < _REPEATED
            and surface.fields[surface.slots[-1][0]].text == value
        ):
            self._texts[name, value] = surface.slots[-1][0]
