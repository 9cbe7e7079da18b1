"""What a batch shows: every text found by the walks, once each, and where it stands.

The walks (`redaction.walk.records`, `redaction.otlp.walk`) fill a `Surface`; `redaction.examine` looks at its fields
in one call; `redaction.walk.rewrite` puts the outcomes back. A text that occurs a thousand times is one field.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final

from redaction import embedded, patterns
from redaction.policy.limits import Limits
from redaction.policy.route import JUDGE, Route
from redaction.spans import Field
from redaction.stock_entities import BASE64, DATA_URI, FAILED
from redaction.walk.layouts import Layout
from redaction.walk.plain import JSON_STARTS, PLAIN, is_unicode, with_unicode

if TYPE_CHECKING:
    from redaction.walk.tables import Column, Table

__all__ = [
    "ATTRIBUTE",
    "CHILD",
    "EMBEDDED",
    "FAILED_MARKER",
    "LONG_NUMBER",
    "ROOT",
    "Node",
    "Surface",
    "put",
]

ROOT: Final = 0
CHILD: Final = 1
EMBEDDED: Final = 2
"""The container is a JSON document inside the string that stands at this place."""
ATTRIBUTE: Final = 3
"""The container is a protobuf `KeyValue`; its step in a path is its key."""

FAILED_MARKER: Final = f"<{FAILED}>"

_BASE64_RUN: Final = re.compile(r"[A-Za-z0-9+/_-]{256,}={0,2}\s*")
_DATA_URI: Final = re.compile(rf"{patterns.DATA_URI}\s*")
# Up to this size a number cannot be a card or an account by its format alone.
LONG_NUMBER: Final = 10**11
_LONGEST: Final = 1e19
"""A float from here on has more digits than a card, and not all of them are true."""


class Node:
    """One container on the way from the root to a value; findings take their path from it.

    Attributes:
        parent: The container around it, None at the root.
        key: Its key or index there; at the root the record's index.
        container: The dict, list or protobuf message, already our own copy.
        kind: `ROOT`, `CHILD`, `EMBEDDED` or `ATTRIBUTE`.
        label: Field name and index (or None) of a protobuf message in its parent, None elsewhere.
        dirty: Whether anything in or below it changed.
        renames: Old key to new key, once keys were redacted.
    """

    __slots__ = ("container", "dirty", "key", "kind", "label", "parent", "renames")

    def __init__(
        self,
        parent: Node | None,
        key: Any,
        container: Any,
        kind: int = CHILD,
        label: tuple[str, int | None] | None = None,
    ) -> None:
        self.parent, self.key, self.container, self.kind, self.label = parent, key, container, kind, label
        self.dirty = False
        self.renames: dict[Any, str] | None = None

    def touch(self) -> None:
        """Say that something below changed, so that a JSON document in a string is written anew."""
        node: Node | None = self
        while node is not None and not node.dirty:
            node.dirty = True
            node = node.parent

    @property
    def record(self) -> int:
        """Index of the record, or span, that this belongs to."""
        node = self
        while node.kind != ROOT and node.parent is not None:
            node = node.parent
        return int(node.key)


class Surface:
    """Everything to examine in one batch.

    Attributes:
        fields: The distinct texts, in order of first sight.
        slots: `(field, holder, key, node)` for every place of a text.
        attributes: `(field, value, pair, node, name)` of plain attributes of a protobuf message, whose own nodes
            are made only if something is found.
        wires: `(field, values, place, node)` of plain attributes that are still bytes in a list.
        numbers: The same as slots for numbers that are scanned as text.
        raw: The same for protobuf bytes that are text.
        checked_only: Fields (numbers without an identifying key) of which only checked spans count.
        names: The distinct keys of protobuf attributes.
        tables: The records, those with the same keys together.
        columns: Plain texts of a table that became fields in one go, in order of their fields.
        layouts: The distinct sets of keys of objects within records.
        keys: Field of each key, once the surface is sealed; not of those in a clean `Layout` only.
        nodes: Every container with keys.
        documents: `(holder, key, node)` of each JSON document in a string, outer before inner.
        pending: Containers that are still to be walked: `(container, route, node, depth, json_depth)`.
        drops: `(container, key, node, rule, replacement)` of what the policy removes or measures.
        failures: `(node, key)` of values that could not be examined and were masked at once.
        opaque: `(node, key, entity, characters)` of values that were replaced because they are no text.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.fields: list[Field] = []
        self.slots: list[tuple[int, Any, Any, Node]] = []
        self.attributes: list[tuple[int, Any, Any, Node, str]] = []
        self.wires: list[tuple[int, Any, int, Node]] = []
        self.numbers: list[tuple[int, Any, Any, Node]] = []
        self.raw: list[tuple[int, Any, Any, Node]] = []
        self.checked_only: set[int] = set()
        self.names: set[Any] = set()
        self.tables: list[Table] = []
        self.columns: list[Column] = []
        self.layouts: set[Layout] = set()
        self.keys: dict[Any, int] = {}
        self.nodes: list[Node] = []
        self.documents: list[tuple[Any, Any, Node]] = []
        self.pending: list[tuple[Any, Route, Node, int, int]] = []
        self.drops: list[tuple[Any, Any, Node, str, str | None]] = []
        self.failures: list[tuple[Node, Any]] = []
        self.opaque: list[tuple[Node, Any, str, int]] = []
        self._index: dict[Field, int] = {}
        self._numbers: dict[Field, int] = {}

    def field(self, field: Field) -> int:
        """The place of a field among the fields of this batch."""
        fresh = len(self.fields)
        at = self._index.setdefault(field, fresh)
        if at == fresh:
            self.fields.append(field)
        return at

    def add(self, texts: Sequence[str], key: str, names: bool) -> int:
        """Make a field of each of some distinct plain texts; the place of the first."""
        start = len(self.fields)
        self.fields.extend(map(Field, texts, repeat(key), repeat(names)))
        return start

    def text(  # noqa: PLR0917 - called once per value, and keywords cost
        self, value: str, route: Route, holder: Any, key: Any, node: Node, json_depth: int
    ) -> None:
        """Take in one string."""
        if not is_unicode(value):
            # Before it is read as a document: one in which nothing is found stays as it is written.
            value = with_unicode(value)
            put(holder, key, value)
            node.touch()
        if value[:1] in JSON_STARTS and self._document(value, route, holder, key, node, json_depth):
            return
        if (
            len(value) >= PLAIN
            and (value[0] == "d" or " " not in value[:PLAIN])
            and (entity := _opaque(value)) is not None
        ):
            put(holder, key, f"<{entity}>")
            node.touch()
            self.opaque.append((node, key, entity, len(value)))
        elif value:
            # `self.field(Field(...))`, spelled out: this is the line that runs most often.
            field = Field(value, route.key, route.names)
            fresh = len(self.fields)
            at = self._index.setdefault(field, fresh)
            if at == fresh:
                self.fields.append(field)
            self.slots.append((at, holder, key, node))

    def seal(self) -> None:
        """Make fields of the keys; a key that is no string is read as one. The last act of a walk."""
        self.layouts.update([table.layout for table in self.tables])
        for layout in self.layouts:
            if not layout.clean:
                self.names.update(layout.keys)
        for key in sorted(self.names, key=str):
            self.keys[key] = self.field(Field(with_unicode(str(key))))

    def learn(self, outcomes: Container[int]) -> None:
        """Remember the sets of keys in which nothing was found: where they come again they are not asked about.

        Args:
            outcomes: The fields in which something was found or that could not be examined.
        """
        fields = self.fields
        odd = {key for key, at in self.keys.items() if at in outcomes or fields[at].text != key}
        for layout in self.layouts:
            if not layout.clean and odd.isdisjoint(layout.keys):
                layout.clean = True

    def number(self, value: float, route: Route, holder: Any, key: Any, node: Node) -> None:
        """Take in a number that could be somebody's: by its key, or by being long enough for a card.

        Tables with a gap are written with a decimal point in all of a column: 4111111111111111.0 is a card too.
        """
        if type(value) is float:
            if not value.is_integer() or (not route.identifier and not -_LONGEST < value < _LONGEST):
                return
            value = int(value)
        if route.counts or (not route.identifier and -LONG_NUMBER < value < LONG_NUMBER):
            return
        try:
            text = str(abs(value))  # what was counted down from, or broke over 31 bits, is the same number
        except ValueError:  # longer than the interpreter turns into digits
            self.fail(holder, key, node)
            return
        if route.identifier:
            at = self.field(Field(text, route.key))
        else:
            field = Field(text)
            known = self._numbers.get(field)
            if known is None:
                known = self._numbers[field] = len(self.fields)
                self.fields.append(field)
                self.checked_only.add(known)
            at = known
        self.numbers.append((at, holder, key, node))

    def fail(self, holder: Any, key: Any, node: Node) -> None:
        """Mask a value that cannot be examined."""
        put(holder, key, FAILED_MARKER)
        node.touch()
        self.failures.append((node, key))

    def _document(  # noqa: PLR0917 - called once per value, and keywords cost
        self, value: str, route: Route, holder: Any, key: Any, node: Node, json_depth: int
    ) -> bool:
        parsed = embedded.parse(value)
        if parsed is None:
            return False
        if json_depth >= self.limits.json_depth or parsed is embedded.TOO_DEEP:
            self.fail(holder, key, node)
            return True
        below = route.document()
        if below.action == JUDGE and below.holds(parsed.value):
            self.drops.append((holder, key, node, below.rule, None))
            return True
        root = [parsed.value]
        inner = Node(node, key, root, EMBEDDED)
        if not parsed.faithful:
            inner.touch()
        self.documents.append((holder, key, inner))
        self.pending.append((root, below, inner, 0, json_depth + 1))
        return True


def put(holder: Any, key: Any, value: Any) -> None:
    """Set an entry of a dict or list, or an attribute of a protobuf message."""
    if isinstance(holder, dict | list) or isinstance(key, int):
        holder[key] = value
    else:
        setattr(holder, key, value)


def _opaque(text: str) -> str | None:
    """Entity of a text that is encoded data as a whole: it cannot be examined and no one reads it in a log."""
    if text.startswith("data:") and _DATA_URI.fullmatch(text):
        return DATA_URI
    if " " not in text[:PLAIN] and _BASE64_RUN.fullmatch(text) and not embedded.decodes_to_text(text):
        return BASE64
    return None
