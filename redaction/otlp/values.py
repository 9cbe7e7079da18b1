"""The walk of OTLP attributes and values that are messages, whatever they hold.

Only these are known by name: the key of an attribute is the context of its value. `redaction.otlp.walk` comes here with
every list of attributes that is not taken in as bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from redaction.otlp.wire import plain
from redaction.policy.route import DROP, JUDGE, KEEP, MEASURE, SCAN, Route
from redaction.spans import Field
from redaction.walk.neighbours import flagged, flat_pairs_in, pairs_in, told
from redaction.walk.plain import JSON_STARTS, PLAIN
from redaction.walk.records import is_count, measure
from redaction.walk.rewrite import Outcomes, Rewritten, distinct
from redaction.walk.surface import ATTRIBUTE, FAILED_MARKER, LONG_NUMBER, Node, Surface, put

__all__ = ["ValueWalk"]

_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_WIDE: Final = (("utf-32-le", 4, 3), ("utf-32-be", 4, 0), ("utf-16-le", 2, 1), ("utf-16-be", 2, 0))
"""Codecs, with the bytes of a character and which of them is the highest."""
_DEEPEST: Final = 4
"""Lists and objects around what a message says."""
_PLAIN_BYTES: Final = re.compile(rb"[\x20-\x7e]{4}")


class _BytesText:
    """An `AnyValue` of bytes as a place for the text that they are: what is written to it becomes bytes.

    Args:
        value: The message.
        codec: Of the bytes.
    """

    __slots__ = ("_codec", "_value")

    def __init__(self, value: Any, codec: str) -> None:
        self._value, self._codec = value, codec

    @property
    def bytes_value(self) -> str:
        """The text."""
        return str(self._value.bytes_value, self._codec)

    @bytes_value.setter
    def bytes_value(self, text: str) -> None:
        self._value.bytes_value = text.encode(self._codec, "replace")


def _wide_codec(value: bytes) -> str | None:
    """The codec of bytes that are text in UTF-16 or UTF-32, None for all others.

    Without a mark in front, most characters must be of ASCII or Latin-1: other scripts look like anything. Bytes that
    say something as they stand are examined as they stand.
    """
    if (b"\0" not in value and not value.startswith(_MARKS)) or _PLAIN_BYTES.search(value) is not None:
        return None
    for codec, width, highest in _WIDE:
        high = value[highest::width]
        if len(value) % width == 0 and (2 * high.count(0) > len(high) or value.startswith(_MARKS)):
            try:
                text = value.decode(codec)
            except UnicodeDecodeError:
                continue
            shown = text.removeprefix("\ufeff").rstrip("\0")
            if shown and all(char.isprintable() or char.isspace() for char in shown):
                return codec
    return None


class ValueWalk:
    """Takes in attributes and values of one request.

    Args:
        surface: Takes the texts.
    """

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self.lists: list[tuple[Sequence[Any], Node, str]] = []
        """Every list of attributes, the node around it and its name there: their keys may have to be redacted."""

    def key_values(self, values: Any, route: Route, node: Node, name: str) -> None:
        """Take in a list of attributes."""
        self.lists.append((values, node, name))
        named = _told(values, flat=bool(name))
        for at, pair in enumerate(values):
            self.key_value(values, at, pair, route, node, name, named.get(pair.key, ""))

    def key_value(  # noqa: PLR0917 - called once per attribute, and keywords cost
        self, values: Any, at: int, pair: Any, route: Route, node: Node, name: str, told_name: str = ""
    ) -> None:
        """Take in one attribute of a list; `told_name` is what a neighbour calls it."""
        surface = self._surface
        key = pair.key
        child = route.children.get(key) or route.child(key)
        if told_name:
            child = child.named(told_name)
        surface.names.add(key)
        value = pair.value
        text = value.string_value
        if child.action == JUDGE and not child.holds(plain(value)):
            child = child.otherwise
        if text and child.action == SCAN and text[0] not in JSON_STARTS and len(text) < PLAIN:
            # The usual attribute; its node is made only if something is found.
            field = surface.field(Field(text, child.key, child.names))
            surface.attributes.append((field, value, pair, node, name))
        elif text and child.action == KEEP and child.passes(text):
            return
        elif child.action >= DROP:
            inner = Node(node, at, pair, ATTRIBUTE, (name, None))
            if child.action == MEASURE:
                if is_count(plain(value), child):
                    return
                surface.drops.append((value, "string_value", inner, child.rule, measure(plain(value))))
            else:
                surface.drops.append((values, at, inner, child.rule, None))
        else:
            number = 0 if text or child.identifier else value.int_value
            if not number or number >= LONG_NUMBER or number <= -LONG_NUMBER:
                self.any_value(value, child, Node(node, at, pair, ATTRIBUTE, (name, None)))

    def any_value(self, value: Any, route: Route, node: Node) -> None:
        """Take in an `AnyValue`."""
        kind = value.WhichOneof("value")
        if kind == "string_value":
            text = value.string_value
            if route.action != KEEP or not route.passes(text):
                self._surface.text(text, route, value, "string_value", node, 0)
        elif kind in ("int_value", "double_value"):
            self._surface.number(getattr(value, kind), route, value, kind, node)
        elif kind == "array_value":
            item = route.item()
            entries = value.array_value.values
            named = flagged([_shown(entry, _DEEPEST) or None for entry in entries], item.path)
            for at, entry in enumerate(entries):
                own = item.named(named[at]) if at in named else item
                self.any_value(entry, own, Node(node, at, entry, label=("", at)))
        elif kind == "kvlist_value":
            self.key_values(value.kvlist_value.values, route, node, "")
        elif kind == "bytes_value":
            codec = _wide_codec(value.bytes_value)
            if codec is not None:
                text = value.bytes_value.decode(codec)
            else:
                codec, text = "utf-8", self._readable(value.bytes_value, value, kind, node)
            if text:
                self._surface.text(text, route, _BytesText(value, codec), kind, node, 0)

    def raw_value(self, value: bytes, holder: Any, key: Any, node: Node) -> None:
        """Bytes are examined as text; what is no text cannot be examined and goes."""
        text = self._readable(value, holder, key, node)
        if text:
            self._surface.raw.append((self._surface.field(Field(text)), holder, key, node))

    def _readable(self, value: bytes, holder: Any, key: Any, node: Node) -> str:
        """The text that some bytes are; empty if they are none, and then they are masked."""
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            put(holder, key, FAILED_MARKER.encode())
            self._surface.failures.append((node, key))
            return ""

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
        for values, node, name in self.lists:
            if changed.keys().isdisjoint(pair.key for pair in values):
                continue
            used = dict.fromkeys((pair.key for pair in values if pair.key not in changed), 1)
            for pair in values:
                outcome = changed.get(pair.key)
                if outcome is not None:
                    pair.key = distinct(outcome.text, used)
                    result.note(Node(node, 0, pair, ATTRIBUTE, (name, None)), None, outcome, "#key")


def _told(values: Any, *, flat: bool) -> dict[Any, str]:
    """The attributes of a list that others name, with these names; `flat` for those of a span or a resource."""
    pairs = (flat_pairs_in if flat else pairs_in)([pair.key for pair in values])
    return told(pairs, {pair.key: _shown(pair.value, 1) for pair in values}) if pairs else {}


def _shown(value: Any, depth: int) -> Any:
    """What a value says of its neighbours: a text, the texts of a path, a message; what is no text says nothing.

    Args:
        value: An `AnyValue`.
        depth: So many lists and objects are looked into.
    """
    kind = value.WhichOneof("value") if depth else ""
    if kind == "array_value":
        return [_shown(entry, depth - 1) for entry in value.array_value.values]
    if kind == "kvlist_value":
        return {pair.key: _shown(pair.value, depth - 1) for pair in value.kvlist_value.values}
    return value.string_value
