"""The walk of OTLP span requests: every string, bytes value and number that could be somebody's, found by reflection.

What a message type holds is read from its descriptor once, so a field that a later version of the protocol adds
is walked without a change here. Only attributes (`KeyValue`, `AnyValue`) are known by name, because their keys
are the context of their values. Fields that the installed protocol does not know are discarded.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from redaction.otlp.attributes import ATTRIBUTES, WireAttributes
from redaction.otlp.ids import DeadSpan, IdFault, id_fault
from redaction.otlp.plan import EVENT, REQUEST, RESOURCE_SPANS, SPAN, Plan
from redaction.otlp.scope import Scope, Shown
from redaction.otlp.spans import FIELDS, SpanColumns
from redaction.otlp.values import ValueWalk
from redaction.otlp.wire import only_name, opaque, service_of
from redaction.policy.selectors import Routes
from redaction.walk.records import drain
from redaction.walk.rewrite import Outcomes, Rewritten
from redaction.walk.surface import ROOT, Node, Surface

__all__ = ["SpanWalk", "walk"]

# Attributes of spans stay bytes until one of them needs more than a look.
_Request: Final = opaque(ExportTraceServiceRequest.DESCRIPTOR, SPAN, ATTRIBUTES)
_MOST_COPIES: Final = 4
"""Up to so many times the request is copied out for its dead spans."""
_REPEATED: Final = 128
"""Texts up to this size are looked up first: they may have stood in a span before."""


def walk(surface: Surface, requests: Sequence[bytes], routes: Routes, *, on_wire: bool = True) -> SpanWalk:
    """Decode some requests and take in everything they show.

    Args:
        surface: Takes the texts.
        requests: `ExportTraceServiceRequest` in protobuf.
        routes: The policy's, for spans.
        on_wire: Whether spans may be read together and plain attributes as bytes, which changes the speed and nothing
            else.

    Raises:
        google.protobuf.message.DecodeError: One of them is no such request.
    """
    found = SpanWalk(surface, requests, routes, on_wire=on_wire)
    found.run()
    return found


class _Dead(NamedTuple):
    """A span whose ids cannot stand: why, and where it is."""

    reason: IdFault
    resource_spans: Any
    scope_spans: Any
    place: int

    def alone(self) -> bytes:
        """It alone in a request."""
        request = _Request()
        outer = request.resource_spans.add(schema_url=self.resource_spans.schema_url)
        outer.resource.CopyFrom(self.resource_spans.resource)
        inner = outer.scope_spans.add(schema_url=self.scope_spans.schema_url)
        inner.scope.CopyFrom(self.scope_spans.scope)
        inner.spans.add().CopyFrom(self.scope_spans.spans[self.place])
        return bytes(request.SerializeToString())


class SpanWalk:
    """Some walked requests, whose spans are counted through.

    Attributes:
        requests: The messages; `redaction.walk.rewrite` changes them in place.
        firsts: Of each the index of its first span, and at the end the number of all spans.
    """

    def __init__(self, surface: Surface, requests: Sequence[bytes], routes: Routes, *, on_wire: bool) -> None:
        self.requests = list(map(_Request.FromString, requests))
        self.firsts = [0]
        self._raw = requests
        self._surface = surface
        self._routes = routes
        self._service = ""
        self._reason: IdFault = "id_length"
        self._count = 0
        self._scopes: dict[str, Scope] = {}
        self._dead: dict[int, _Dead] = {}
        self._values = ValueWalk(surface)
        self._texts: dict[tuple[str, str], int] = {}
        self._shown = Shown(surface)
        self._on_wire = WireAttributes(surface, self._shown, self._values)
        self._columns = (
            SpanColumns(routes, self._shown, self._on_wire, self._message, self._text) if on_wire else None
        )

    def run(self) -> None:
        """Walk from the top; the spans of all requests last, those under the same rules together."""
        for number, request in enumerate(self.requests):
            # What is found outside of spans tells by its negative index in which request it was.
            root = Node(None, -1 - number, request, ROOT)
            for at, resource_spans in enumerate(request.resource_spans):
                service = service_of(resource_spans.resource)
                self._service = service if service in self._routes.services else ""
                self._message(
                    resource_spans,
                    RESOURCE_SPANS,
                    Node(root, at, resource_spans, label=("resource_spans", at)),
                )
            for name in REQUEST.strings:  # none today: the request itself holds only resource spans
                self._text(getattr(request, name), request, name, root)
            self.firsts.append(self._count)
        for service, scope in self._scopes.items():
            self._spans(scope, service)
        drain(self._surface)

    def bury(self) -> list[list[DeadSpan]]:
        """Copy the dead spans of each request out, before anything is rewritten."""
        buried: list[list[DeadSpan]] = [[] for _ in self.requests]
        left = [_MOST_COPIES * len(raw) for raw in self._raw]
        for index, dead in sorted(self._dead.items()):
            at = bisect_right(self.firsts, index) - 1
            # Each is copied with its resource: many of them beside a large one would be far more than what came.
            copy = dead.alone() if left[at] > 0 else self._raw[at]
            left[at] -= len(copy)
            buried[at].append(DeadSpan(index - self.firsts[at], dead.reason, copy))
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

    def settle(self, result: Rewritten) -> list[bytes]:
        """Take the dead out, discard what is unknown, and encode."""
        self._on_wire.write()
        for _, dead in sorted(self._dead.items(), reverse=True):
            # From the back: a place in a scope stays true until everything after it is gone.
            del dead.scope_spans.spans[dead.place]
        if self._dead:
            result.findings = [finding for finding in result.findings if finding.record not in self._dead]
        values = []
        for request in self.requests:
            request.DiscardUnknownFields()
            values.append(bytes(request.SerializeToString(deterministic=True)))
        return values

    def services(self) -> list[str]:
        """The one service that the resources of each request name; after everything is rewritten."""
        return [
            only_name(service_of(outer.resource) for outer in request.resource_spans)
            for request in self.requests
        ]

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
                self._scopes.setdefault(self._service, Scope()).add(values, node, name, self._count)
                self._count += len(values)
            else:
                for at, value in enumerate(values):
                    inner = Node(node, at, value, label=(name, at))
                    if below.ids and not self._ids_hold(value, below):
                        return
                    if below.type_name == EVENT and self._drops_event(values, at, value, inner):
                        continue
                    self._message(value, below, inner)

    def _spans(self, scope: Scope, service: str) -> None:
        self._service = service
        if self._columns is None:
            dead = self._one_by_one(scope, service)
        else:
            dead = self._columns.take(scope, self._routes.root("span", service))
        for row, reason in dead.items():
            around, place = scope.place(row)
            if around.parent is None:
                raise LookupError("a scope without a resource")
            self._dead[scope.node(row).key] = _Dead(reason, around.parent.container, around.container, place)

    def _one_by_one(self, scope: Scope, service: str) -> dict[int, IdFault]:
        """Spans as messages, as if nothing were known of them but the descriptor."""
        dead: dict[int, IdFault] = {}
        plan = FIELDS.plan
        rest = replace(plan, repeated_messages=tuple(e for e in plan.repeated_messages if e[0] != ATTRIBUTES))
        for row, span in enumerate(scope.spans):
            holds = self._ids_hold(span, plan)
            for name, below in plan.repeated_messages:
                if below is not None and below.ids:
                    holds = holds and all(self._ids_hold(link, below) for link in getattr(span, name))
            if holds:
                self._message(span, rest, scope.node(row))
                pairs = self._on_wire.as_messages(scope, row)
                route = self._routes.root("span", service)
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
