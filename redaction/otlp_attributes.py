"""Attributes of spans that are taken in as bytes: plain texts and numbers, which is nearly all of them.

`redaction.otlp` asks here first. An attribute that stood in the request before costs one look-up; a new one is read
by `redaction.otlp_wire`. A span with an attribute that needs more (a list, a document, a rule that drops it) gets its
attributes back as messages, to be walked like all others.
"""

from __future__ import annotations

from typing import Any, Final

from opentelemetry.proto.common.v1.common_pb2 import KeyValue

from redaction.otlp_wire import simple
from redaction.rewrite import Outcomes
from redaction.selectors import DROP, KEEP, Route
from redaction.spans import Field
from redaction.surface import JSON_STARTS, LONG_NUMBER, PLAIN, Node, Surface

__all__ = ["ATTRIBUTES", "WireAttributes"]

ATTRIBUTES: Final = "attributes"
"""The field of a span that is bytes here."""

_PASSES: Final = -1
_NEEDS_MESSAGE: Final = -2
_REPEATED: Final = 128
"""Attributes up to so many bytes are looked up first: they may have stood in a span before."""


class WireAttributes:
    """The attributes of the spans of one request, as far as they stay bytes.

    Args:
        surface: Takes their texts; `redaction.rewrite` writes outcomes into the bytes.
        reads: Whether anything is read as bytes at all; if not, the result is the same, only slower.
    """

    def __init__(self, surface: Surface, *, reads: bool = True) -> None:
        self._surface = surface
        self._reads = reads
        self._route: Route | None = None
        self._known: dict[bytes, int] = {}
        self._on_wire: list[tuple[Any, Node]] = []
        self._as_messages: list[tuple[Any, list[KeyValue]]] = []

    def take(self, values: Any, node: Node, route: Route) -> list[KeyValue] | None:
        """Take in the attributes of a span.

        Args:
            values: The list of bytes in the span.
            node: The span's.
            route: Of the attributes of spans of this service.

        Returns:
            None if that is all; else the attributes as messages, for the caller to walk; `write` puts them back.

        Raises:
            google.protobuf.message.DecodeError: One of them is no attribute.
        """
        if route is not self._route:
            self._route, self._known = route, {}
        known, wires = self._known, self._surface.wires
        first = len(wires)
        for place, raw in enumerate(values):
            field = known.get(raw)
            if field is None:
                field = self._judge(raw, route)
                if len(raw) < _REPEATED:
                    known[raw] = field
            if field >= 0:
                wires.append((field, values, place, node))
            elif field == _NEEDS_MESSAGE:
                del wires[first:]
                pairs = [KeyValue.FromString(entry) for entry in values]
                self._as_messages.append((values, pairs))
                return pairs
        self._on_wire.append((values, node))
        return None

    def unfold(self, outcomes: Outcomes) -> list[tuple[list[KeyValue], Node]]:
        """Make messages of the attributes of every span in which a key has a finding.

        Returns:
            Them, with the node of their span; what was found in their values follows them.
        """
        surface = self._surface
        changed = {key for key, at in surface.keys.items() if at in outcomes}
        if not changed:
            return []
        fields = {(id(values), place): field for field, values, place, _ in surface.wires}
        unfolded: list[tuple[list[KeyValue], Node]] = []
        gone: set[int] = set()
        for values, node in self._on_wire:
            pairs = [KeyValue.FromString(raw) for raw in values]
            if changed.isdisjoint(pair.key for pair in pairs):
                continue
            gone.add(id(values))
            unfolded.append((pairs, node))
            self._as_messages.append((values, pairs))
            for place, pair in enumerate(pairs):
                field = fields.get((id(values), place))
                if field is not None:
                    surface.attributes.append((field, pair.value, pair, node, ATTRIBUTES))
        surface.wires = [wire for wire in surface.wires if id(wire[1]) not in gone]
        return unfolded

    def write(self) -> None:
        """Put what became messages back as bytes, without fields that the installed protocol does not know."""
        for values, pairs in self._as_messages:
            for pair in pairs:
                pair.DiscardUnknownFields()
            del values[:]
            values.extend([pair.SerializeToString(deterministic=True) for pair in pairs])

    def _judge(self, raw: bytes, route: Route) -> int:
        """The field of a plain text, `_PASSES` if there is nothing to examine, or `_NEEDS_MESSAGE`."""
        passed = route.harmless.get(raw) if self._reads else None
        if passed is not None:
            self._surface.names.add(passed)
            return _PASSES
        pair = simple(raw) if self._reads else None
        if pair is None:
            return _NEEDS_MESSAGE
        key, value = pair
        child = route.children.get(key) or route.child(key)
        if child.action >= DROP:
            return _NEEDS_MESSAGE
        self._surface.names.add(key)
        if type(value) is str:
            if not value or (child.action == KEEP and child.passes(value)):
                route.remember_harmless(raw, key)
                return _PASSES
            if value[0] in JSON_STARTS or not value.isascii() or len(value) >= PLAIN:
                return _NEEDS_MESSAGE
            return self._surface.field(Field(value, child.key, child.names))
        if type(value) is not bool and (child.identifier or not -LONG_NUMBER < value < LONG_NUMBER):
            return _NEEDS_MESSAGE
        route.remember_harmless(raw, key)
        return _PASSES
