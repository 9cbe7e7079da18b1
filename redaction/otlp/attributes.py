"""Attributes of spans that are taken in as bytes: plain texts and numbers, which is nearly all of them.

`redaction.otlp.walk` hands over the spans of a scope. Spans with the same keys are looked at key by key
(`redaction.otlp.columns`): an attribute that passed before costs one look-up, texts become fields in one go. An
attribute that needs more (a list, a document, a rule that drops it) is made a message, to be walked like all others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from opentelemetry.proto.common.v1.common_pb2 import KeyValue

from redaction.otlp.columns import alike, key_of, texts, values
from redaction.otlp.scope import Hit, Scope, Shown
from redaction.otlp.values import ValueWalk
from redaction.otlp.wire import simple
from redaction.policy.route import DROP, JUDGE, KEEP, SCAN, Route
from redaction.walk.neighbours import Pair, flagged, flat_pairs_in, told
from redaction.walk.plain import are_plain
from redaction.walk.rewrite import Outcomes
from redaction.walk.surface import ATTRIBUTE, LONG_NUMBER, Node, Surface

__all__ = ["ATTRIBUTES", "WireAttributes"]

ATTRIBUTES: Final = "attributes"
"""The field of a span that is bytes here."""

_NUMBERS: Final = frozenset((int, float, bool))
_FEW: Final = 16
"""Up to so many different lists of texts stay bytes in one column."""
_PASSES: Final = 1
_NEEDS_MESSAGE: Final = 2


class WireAttributes:
    """The attributes of the spans of a walk, as far as they stay bytes.

    Args:
        surface: Takes their texts; `redaction.walk.rewrite` writes outcomes into the bytes.
        shown: Takes columns of texts.
        walk: Takes in what has to be a message.
    """

    def __init__(self, surface: Surface, shown: Shown, walk: ValueWalk) -> None:
        self._surface, self._shown, self._walk = surface, shown, walk
        self._groups: list[tuple[Scope, list[int], frozenset[str | None]]] = []
        self._lists: dict[tuple[Scope, int], list[Any]] = {}

    def take(self, scope: Scope, rows: Sequence[int], lists: Sequence[list[bytes]], route: Route) -> None:
        """Take in the attributes of some spans.

        Args:
            scope: Whose spans.
            rows: Which of its spans.
            lists: The attributes of each.
            route: Of the attributes of spans of this service.

        Raises:
            google.protobuf.message.DecodeError: One of them is no attribute.
        """
        left = set(range(len(lists)))
        needy: dict[int, list[int]] = {}
        called: dict[tuple[int, int], str] = {}
        for group in alike(lists):
            keys = list(map(key_of, group.heads))
            if None in keys:
                continue
            left.difference_update(group.rows)
            own = [rows[at] for at in group.rows]
            self._groups.append((scope, own, frozenset(keys)))
            telling = flat_pairs_in(keys)
            named = _named(telling, keys, group.columns) if telling else {}
            for place, (key, head, column) in enumerate(zip(keys, group.heads, group.columns, strict=True)):
                names = named.get(key, {})
                for at, name in names.items():
                    needy.setdefault(group.rows[at], []).append(place)
                    called[group.rows[at], place] = name
                others: Sequence[int] = range(len(column))
                spans = own
                if names:
                    others = [at for at in others if at not in names]
                    spans = [own[at] for at in others]
                    column = tuple([column[at] for at in others])  # noqa: PLW2901 - without those that are named
                for at in self._column(column, head, str(key), route, scope, spans, place) if column else ():
                    needy.setdefault(group.rows[others[at]], []).append(place)
        for at in sorted(left):
            pairs = self.as_messages(scope, rows[at])
            self._walk.key_values(pairs, route, scope.node(rows[at]), ATTRIBUTES)
        for at, places in sorted(needy.items()):
            row = rows[at]
            pairs = [self._message_at(scope, row, place) for place in places]
            # A key may follow the one that comes first, and then it is the key.
            self._groups.append((scope, [row], frozenset(pair.key for pair in pairs)))
            entries, node = self._list(scope, row), scope.node(row)
            for place, pair in zip(places, pairs, strict=True):
                self._walk.key_value(
                    entries, place, pair, route, node, ATTRIBUTES, called.get((at, place), "")
                )

    def as_messages(self, scope: Scope, row: int) -> list[KeyValue]:
        """The attributes of a span as messages; `write` puts them back."""
        entries = self._list(scope, row)
        entries[:] = [KeyValue.FromString(entry) if type(entry) is bytes else entry for entry in entries]
        return entries

    def unfold(self, outcomes: Outcomes) -> list[tuple[list[KeyValue], Node]]:
        """Make messages of the attributes of every span in which a key has a finding.

        Returns:
            Them, with the node of their span.
        """
        changed = {key for key, at in self._surface.keys.items() if at in outcomes}
        if not changed:
            return []
        spans = {
            (scope, row): None
            for scope, rows, keys in self._groups
            if not keys.isdisjoint(changed)
            for row in rows
        }
        return [(self.as_messages(scope, row), scope.node(row)) for scope, row in spans]

    def put(self, hits: Sequence[Hit]) -> None:
        """Say to `redaction.walk.rewrite` where texts stand in which something was found. After `unfold`."""
        surface = self._surface
        # Lists of texts first: a span's attributes that become messages are no longer where its bytes are.
        for field, scope, row, place in hits:
            if type(place) is tuple:
                at, index = place
                pair = self._message_at(scope, row, at)
                entry = pair.value.array_value.values[index]
                around = Node(scope.node(row), at, pair, ATTRIBUTE, (ATTRIBUTES, None))
                inner = Node(around, index, entry, label=("", index))
                surface.slots.append((field, entry, "string_value", inner))
        for field, scope, row, place in hits:
            if type(place) is not int:
                continue
            node = scope.node(row)
            entries = self._lists.get((scope, row))
            if entries is None:
                surface.wires.append((field, getattr(scope.spans[row], ATTRIBUTES), place, node))
            elif type(entries[place]) is bytes:
                surface.wires.append((field, entries, place, node))
            else:
                pair = entries[place]
                surface.attributes.append((field, pair.value, pair, node, ATTRIBUTES))

    def write(self) -> None:
        """Put what became messages back as bytes, without fields that the installed protocol does not know."""
        for (scope, row), entries in self._lists.items():
            container = getattr(scope.spans[row], ATTRIBUTES)
            del container[:]
            container.extend(map(_as_bytes, entries))

    def _message_at(self, scope: Scope, row: int, place: int) -> KeyValue:
        entries = self._list(scope, row)
        if type(entries[place]) is bytes:
            entries[place] = KeyValue.FromString(entries[place])
        pair: KeyValue = entries[place]
        return pair

    def _list(self, scope: Scope, row: int) -> list[Any]:
        entries = self._lists.get((scope, row))
        if entries is None:
            entries = self._lists[scope, row] = list(getattr(scope.spans[row], ATTRIBUTES))
        return entries

    def _column(  # noqa: PLR0917 - called in this module only
        self,
        column: Sequence[bytes],
        head: bytes,
        key: str,
        route: Route,
        scope: Scope,
        rows: Sequence[int],
        place: int,
    ) -> Sequence[int]:
        """Take in an attribute of all spans; the places in the column that need a message."""
        child = route.children.get(key) or route.child(key)
        self._surface.names.add(key)
        if child.action >= DROP:
            if child.action == JUDGE and all(simple(raw) is not None for raw in dict.fromkeys(column)):
                child = child.otherwise
            if child.action >= DROP:
                return range(len(column))
        harmless = route.harmless
        distinct = dict.fromkeys(column)
        if harmless.keys() >= distinct.keys():
            return ()
        fresh = [raw for raw in distinct if raw not in harmless]
        needy: set[bytes] = set()
        read = texts(fresh, head)
        if read is not None and child.action == SCAN and are_plain(read):
            self._shown.add(read, child, fresh, scope, rows, column, place)
            return ()
        if (
            child.action == KEEP and child.passes_all(read)
            if read is not None
            else not child.identifier and _are_short(values(fresh, head))
        ):
            passing = fresh
        else:
            verdicts = dict(zip(fresh, [_judge(raw, child) for raw in fresh], strict=True))
            passing = [raw for raw, verdict in verdicts.items() if verdict is _PASSES]
            seen = {raw: verdict for raw, verdict in verdicts.items() if type(verdict) is str}
            if seen:
                self._shown.add(list(seen.values()), child, list(seen), scope, rows, column, place)
            lists = [(raw, verdict) for raw, verdict in verdicts.items() if type(verdict) is list]
            for raw, entries in lists[:_FEW]:
                for index, text in entries:
                    self._shown.add([text], child.item(), [raw], scope, rows, column, (place, index))
            needy = {raw for raw, verdict in verdicts.items() if verdict is _NEEDS_MESSAGE}
            needy.update(raw for raw, _ in lists[_FEW:])
        for raw in passing:
            route.remember_harmless(raw, key)
        return [at for at, raw in enumerate(column) if raw in needy] if needy else ()


def _named(
    pairs: Sequence[Pair], keys: Sequence[Any], columns: Sequence[Sequence[bytes]]
) -> dict[Any, dict[int, str]]:
    """Of each key the places in its column whose values have names in other attributes of their span, with these."""
    meant = {key for answer, names, _ in pairs for key in (answer, *names)}
    read = {key: list(map(_text, column)) for key, column in zip(keys, columns, strict=True) if key in meant}
    named: dict[Any, dict[int, str]] = {}
    for at in range(len(columns[0])):
        for key, name in told(pairs, {key: column[at] for key, column in read.items()}).items():
            named.setdefault(key, {})[at] = name
    return named


def _text(raw: bytes) -> str:
    """The text of an attribute, "" where it has another value."""
    pair = simple(raw)
    value = KeyValue.FromString(raw).value.string_value if pair is None else pair[1]
    return value if type(value) is str else ""


def _as_bytes(entry: bytes | KeyValue) -> bytes:
    if isinstance(entry, bytes):
        return entry
    entry.DiscardUnknownFields()
    return entry.SerializeToString(deterministic=True)


def _are_short(numbers: list[Any] | None) -> bool:
    """Whether there is nothing in a column but numbers too short to be somebody's by their format."""
    if numbers is None or not _NUMBERS.issuperset(map(type, numbers)):
        return False
    return not numbers or (min(numbers) > -LONG_NUMBER and max(numbers) < LONG_NUMBER)


def _judge(raw: bytes, route: Route) -> str | int | list[tuple[int, str]]:
    """What an attribute needs.

    Args:
        raw: The attribute.
        route: Its own.

    Returns:
        `_PASSES` if there is nothing to examine, its text if it is a plain one, the places and texts of a list of
        plain ones, or `_NEEDS_MESSAGE`.
    """
    pair = simple(raw)
    if pair is None:
        return _list_of_texts(raw, route.item())
    value = pair[1]
    if type(value) is str:
        if not value or (route.action == KEEP and route.passes(value)):
            return _PASSES
        return value if are_plain([value]) else _NEEDS_MESSAGE
    if type(value) is not bool and (route.identifier or not -LONG_NUMBER < value < LONG_NUMBER):
        return _NEEDS_MESSAGE
    return _PASSES


def _list_of_texts(raw: bytes, route: Route) -> int | list[tuple[int, str]]:
    """The same of an attribute that is no scalar: plain texts, such as finish reasons, or more.

    Args:
        raw: The attribute.
        route: Of the entries of a list there.
    """
    pair = KeyValue.FromString(raw)
    entries = pair.value.array_value.values
    texts = [entry.string_value for entry in entries]
    pair.DiscardUnknownFields()
    odd = not texts or not are_plain(texts) or route.action >= DROP or flagged(texts, route.path)
    if odd or pair.SerializeToString() != raw:
        return _NEEDS_MESSAGE
    left = [(at, text) for at, text in enumerate(texts) if route.action != KEEP or not route.passes(text)]
    return left or _PASSES
