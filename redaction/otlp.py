"""The walk of OTLP spans: every string, bytes value and number that could be somebody's, found by reflection.

What a message type holds is read from its descriptor once, so a field that a later version of the protocol adds
is walked without a change here. Only attributes (`KeyValue`, `AnyValue`) are known by name, because their keys
are the context of their values. Fields that the installed protocol does not know are discarded.
"""

from __future__ import annotations

from typing import Any, Final

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from redaction.otlp_attributes import ATTRIBUTES, WireAttributes
from redaction.otlp_ids import DeadSpan, id_fault
from redaction.otlp_plan import EVENT, REQUEST, RESOURCE_SPANS, SPAN, Plan
from redaction.otlp_wire import opaque, plain, service_of
from redaction.records import drain, measure
from redaction.rewrite import Outcomes, Rewritten, distinct
from redaction.selectors import DROP, KEEP, MEASURE, SCAN, Route, Routes
from redaction.spans import Field
from redaction.surface import ATTRIBUTE, FAILED_MARKER, JSON_STARTS, LONG_NUMBER, PLAIN, ROOT, Node, Surface

__all__ = ["SpanWalk", "walk"]

_new: Final = tuple.__new__
# Attributes of spans stay bytes until one of them needs more than a look.
_Request: Final = opaque(ExportTraceServiceRequest.DESCRIPTOR, SPAN, ATTRIBUTES)
_REPEATED: Final = 128
"""Texts up to this size are looked up first: they may have stood in a span before."""


def walk(surface: Surface, request: bytes, routes: Routes, *, on_wire: bool = True) -> SpanWalk:
    """Decode a request and take in everything it shows.

    Args:
        surface: Takes the texts.
        request: `ExportTraceServiceRequest` in protobuf.
        routes: The policy's, for spans.
        on_wire: Whether plain attributes may be read as bytes, which changes the speed and nothing else.

    Raises:
        google.protobuf.message.DecodeError: It is no such request.
    """
    found = SpanWalk(surface, _Request.FromString(request), routes, WireAttributes(surface, reads=on_wire))
    found.run()
    return found


class SpanWalk:
    """One walked request.

    Attributes:
        request: The message; `redaction.rewrite` changes it in place.
        spans: Spans that stay.
    """

    def __init__(self, surface: Surface, request: Any, routes: Routes, on_wire: WireAttributes) -> None:
        self.request = request
        self.spans = 0
        self._surface = surface
        self._routes = routes
        self._service = ""
        self._index = 0
        self._reason = ""
        self._dead: dict[int, str] = {}
        self._places: list[tuple[Any, Any, Any]] = []
        self._attributes: list[tuple[Any, Node, str]] = []
        self._on_wire = on_wire
        self._texts: dict[tuple[str, str], int] = {}

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
        return [DeadSpan(index, reason, self._alone(index)) for index, reason in sorted(self._dead.items())]

    def unfold(self, outcomes: Outcomes) -> None:
        """Make messages of the attributes whose keys have to be redacted. Before anything is rewritten."""
        self._attributes.extend((pairs, node, ATTRIBUTES) for pairs, node in self._on_wire.unfold(outcomes))

    def rename(self, outcomes: Outcomes, result: Rewritten) -> None:
        """Redact the keys of attributes; those that become equal get a number, as OTLP wants them unique."""
        surface = self._surface
        changed = {
            key: outcome for key, at in surface.keys.items() if (outcome := outcomes.get(at)) is not None
        }
        if not changed:
            return
        for _, _, node, _, _ in surface.drops:
            # A dropped attribute is gone from its list, but a finding still names it.
            if node.kind == ATTRIBUTE and node.container.key in changed:
                node.container.key = changed[node.container.key].text
        for values, node, name in self._attributes:
            if changed.keys().isdisjoint(pair.key for pair in values):
                continue
            used = {pair.key for pair in values if pair.key not in changed}
            for pair in values:
                outcome = changed.get(pair.key)
                if outcome is not None:
                    pair.key = distinct(outcome.text, used)
                    result.note(Node(node, 0, pair, ATTRIBUTE, (name, None)), None, outcome, "#key")

    def settle(self, result: Rewritten) -> bytes:
        """Take the dead out, discard what is unknown, and encode."""
        for index in sorted(self._dead, reverse=True):
            _, scope_spans, span = self._places[index]
            at = next(i for i, other in enumerate(scope_spans.spans) if other is span)
            del scope_spans.spans[at]
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
                self._bytes(value, message, name, node)
        for name in plan.repeated_raw:
            values = getattr(message, name)
            inner = Node(node, name, values, label=(name, None))
            for at, value in enumerate(values):
                self._bytes(value, values, at, inner)
        for name, below in plan.messages:
            if message.HasField(name):
                value = getattr(message, name)
                inner = Node(node, name, value, label=(name, None))
                if below is None:
                    self._any(value, self._routes.root(plan.place, self._service), inner)
                else:
                    self._message(value, below, inner)
        for name, below in plan.repeated_messages:
            values = getattr(message, name)
            if not values:
                continue
            if below is None:
                if plan.type_name == SPAN:
                    pairs = self._on_wire.take(values, node, self._routes.root("span", self._service))
                    if pairs is not None:
                        self._key_values(pairs, self._routes.root("span", self._service), node, name)
                else:
                    self._key_values(values, self._routes.root(plan.place, self._service), node, name)
            elif below.type_name == SPAN:
                for at, span in enumerate(values):
                    self._span(message, span, below, Node(node, self._index, span, ROOT, (name, at)))
            else:
                for at, value in enumerate(values):
                    inner = Node(node, at, value, label=(name, at))
                    if below.ids and not self._ids_hold(value, below):
                        return
                    if below.type_name == EVENT and self._drops_event(values, at, value, inner):
                        continue
                    self._message(value, below, inner)

    def _span(self, scope_spans: Any, span: Any, plan: Plan, node: Node) -> None:
        resource_spans = node.parent.parent.container if node.parent and node.parent.parent else None
        self._places.append((resource_spans, scope_spans, span))
        holds = self._ids_hold(span, plan)
        for name, below in plan.repeated_messages:
            if below is not None and below.ids:
                holds = holds and all(self._ids_hold(link, below) for link in getattr(span, name))
        if holds:
            self._message(span, plan, node)
        else:
            self._dead[self._index] = self._reason
        self._index += 1

    def _ids_hold(self, message: Any, plan: Plan) -> bool:
        reason = id_fault(message, plan.ids)
        if reason is not None:
            self._reason = reason
            return False
        return True

    def _drops_event(self, events: Any, at: int, event: Any, node: Node) -> bool:
        rule = self._routes.drops({"event": event.name})
        if rule is None:
            return False
        self._surface.drops.append((events, at, node, rule, None))
        return True

    def _key_values(self, values: Any, route: Route, node: Node, name: str) -> None:
        surface = self._surface
        slots = surface.attributes
        self._attributes.append((values, node, name))
        children = route.children
        keys = surface.names
        for at, pair in enumerate(values):
            key = pair.key
            child = children.get(key)
            if child is None:
                child = route.child(key)
            keys.add(key)
            value = pair.value
            text = value.string_value
            if (
                text
                and child.action == SCAN
                and text[0] not in JSON_STARTS
                and text.isascii()
                and len(text) < PLAIN
            ):
                # The usual attribute; its node is made only if something is found.
                slots.append(
                    (surface.field(_new(Field, (text, child.key, child.names))), value, pair, node, name)
                )
            elif text and child.action == KEEP and child.passes(text):
                continue
            elif child.action >= DROP:
                inner = Node(node, at, pair, ATTRIBUTE, (name, None))
                if child.action == MEASURE:
                    surface.drops.append((value, "string_value", inner, child.rule, measure(plain(value))))
                else:
                    surface.drops.append((values, at, inner, child.rule, None))
            else:
                number = 0 if text or child.identifier else value.int_value
                if not number or number >= LONG_NUMBER or number <= -LONG_NUMBER:
                    self._any(value, child, Node(node, at, pair, ATTRIBUTE, (name, None)))

    def _any(self, value: Any, route: Route, node: Node) -> None:
        kind = value.WhichOneof("value")
        if kind == "string_value":
            text = value.string_value
            if route.action != KEEP or not route.passes(text):
                self._surface.text(text, route, value, "string_value", node, 0)
        elif kind in ("int_value", "double_value"):
            self._surface.number(getattr(value, kind), route, value, kind, node)
        elif kind == "array_value":
            item = route.item()
            for at, entry in enumerate(value.array_value.values):
                self._any(entry, item, Node(node, at, entry, label=("", at)))
        elif kind == "kvlist_value":
            self._key_values(value.kvlist_value.values, route, node, "")
        elif kind == "bytes_value":
            self._bytes(value.bytes_value, value, kind, node)

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

    def _bytes(self, value: bytes, holder: Any, key: Any, node: Node) -> None:
        """Bytes are examined as text; what is no text cannot be examined and goes."""
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            if isinstance(key, int):
                holder[key] = FAILED_MARKER.encode()
            else:
                setattr(holder, key, FAILED_MARKER.encode())
            self._surface.failures.append((node, key))
            return
        if text:
            self._surface.raw.append((self._surface.field(Field(text)), holder, key, node))
