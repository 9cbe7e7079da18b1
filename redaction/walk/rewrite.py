"""Puts outcomes back into the walked containers and writes the findings.

The order matters: values and drops under the old keys, then keys, then the JSON documents inside strings from the
innermost out, then the paths of the findings, which show the new keys.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, Final

from msgspec.structs import replace
from opentelemetry.proto.common.v1.common_pb2 import KeyValue

from redaction import embedded
from redaction.examine import Outcome
from redaction.findings import Edit, Finding, path_of
from redaction.stock_entities import FAILED, FIELD
from redaction.walk.surface import ATTRIBUTE, FAILED_MARKER, Node, Surface, put
from redaction.walk.tables import Table

__all__ = ["Outcomes", "Rewritten", "distinct", "rewrite"]

Outcomes = Mapping[int, Outcome]
"""By field; fields without findings have none."""

_place: Final = attrgetter("record", "path", "start")
_NUMBER_VALUES: Final = ("int_value", "double_value")


class Rewritten:
    """What changed.

    Attributes:
        findings: By record, then by path and offset.
        drops: Fields that were dropped, measured or replaced as encoded data: what they stood in, and the rule.
        failed: Places that were masked because they could not be examined.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.drops: list[tuple[Node, str]] = []
        self.failed = 0
        self._edits: list[tuple[Node, Any, tuple[Edit, ...], str]] = []
        self._entries: list[tuple[Table, Any, list[tuple[int, Outcome]]]] = []

    @property
    def dropped(self) -> Counter[str]:
        """How often each rule dropped a field."""
        return Counter([rule for _, rule in self.drops])

    def note(self, node: Node, key: Any, outcome: Outcome, suffix: str = "") -> None:
        """Remember what was done to an entry of a container; its path is told once all keys are final."""
        node.touch()
        self._edits.append((node, key, outcome.edits, suffix))
        self.failed += outcome.failed

    def note_entries(self, table: Table, key: Any, entries: list[tuple[int, Outcome]]) -> None:
        """The same for entries under one key of the records in a table: row and outcome of each."""
        self._entries.append((table, key, entries))
        self.failed += sum([outcome.failed for _, outcome in entries])

    def note_one(self, node: Node, key: Any, edit: Edit) -> None:
        """Remember one edit that no engine asked for."""
        node.touch()
        self._edits.append((node, key, (edit,), ""))

    def tell(self) -> None:
        """Write the findings."""
        told = [(node.record, path_of(node, key) + suffix, edits) for node, key, edits, suffix in self._edits]
        for table, key, entries in self._entries:
            rows, same = table.rows, table.same_path(key)
            told += [
                (rows[row], table.path(row, key) if same is None else same, outcome.edits)
                for row, outcome in entries
            ]
        self.findings = [
            Finding(
                record, path, edit.start, edit.end, edit.entity, edit.score, edit.rule, edit.recognizer,
                edit.operator, edit.replacement,
            )
            for record, path, edits in told
            for edit in edits
        ]  # fmt: skip
        # The order must not tell which records were walked together.
        self.findings.sort(key=_place)


def rewrite(
    surface: Surface, outcomes: Outcomes, rename: Callable[[Outcomes, Rewritten], None] | None = None
) -> Rewritten:
    """Write every outcome to every place of its field.

    Args:
        surface: Sealed.
        outcomes: Of its fields.
        rename: Writes the keys of containers that are no dicts.
    """
    result = Rewritten()
    if surface.columns and outcomes:
        _columns(surface, outcomes, result)
    _texts(surface, outcomes, result)
    _numbers(surface, outcomes, result)
    for node, key in surface.failures:
        result.failed += 1
        result.note_one(
            node, key, Edit(0, 0, FAILED, 1.0, "not-examined", "policy", "replace", FAILED_MARKER)
        )
    for node, key, entity, characters in surface.opaque:
        rule = entity.lower().replace("_", "-")
        result.drops.append((node, rule))
        result.note_one(node, key, Edit(0, characters, entity, 1.0, rule, "policy", "replace", f"<{entity}>"))
    _drop(surface, result)
    _rename(surface, outcomes, result)
    if rename is not None:
        rename(outcomes, result)
    _encode(surface)
    result.tell()
    return result


def distinct(name: str, used: dict[Any, int]) -> str:
    """A name that is not in use yet, with a number if need be; it is then.

    Args:
        name: The name that is wanted.
        used: Names in use, each with the last number that was given out for it, 1 for none.
    """
    candidate, number = name, used.get(name, 1)
    while candidate in used:
        number += 1
        candidate = f"{name}#{number}"
    used[name] = number
    used[candidate] = used.get(candidate, 1)
    return candidate


def _columns(surface: Surface, outcomes: Outcomes, result: Rewritten) -> None:
    changed = sorted(outcomes)
    for column in surface.columns:
        first = bisect_left(changed, column.start)
        last = bisect_left(changed, column.start + len(column.texts), lo=first)
        if first == last:
            continue
        key, records = column.key, column.table.records
        entries = [(row, outcomes[at]) for row, at in column.rows(changed[first:last])]
        for row, outcome in entries:
            records[row][key] = outcome.text
        result.note_entries(column.table, key, entries)


def _texts(surface: Surface, outcomes: Outcomes, result: Rewritten) -> None:
    for at, holder, key, node in surface.slots:
        outcome = outcomes.get(at)
        if outcome is not None:
            put(holder, key, outcome.text)
            result.note(node, key, outcome)
    for at, value, pair, node, name in surface.attributes:
        outcome = outcomes.get(at)
        if outcome is not None:
            value.string_value = outcome.text
            result.note(Node(node, 0, pair, ATTRIBUTE, (name, None)), None, outcome)
    for at, values, place, node in surface.wires:
        outcome = outcomes.get(at)
        if outcome is not None:
            pair = KeyValue.FromString(values[place])
            pair.value.string_value = outcome.text
            values[place] = pair.SerializeToString(deterministic=True)
            result.note(Node(node, 0, pair, ATTRIBUTE, ("attributes", None)), None, outcome)
    for at, holder, key, node in surface.raw:
        outcome = outcomes.get(at)
        if outcome is not None:
            put(holder, key, outcome.text.encode("utf-8", "replace"))
            result.note(node, key, outcome)


def _numbers(surface: Surface, outcomes: Outcomes, result: Rewritten) -> None:
    for at, holder, key, node in surface.numbers:
        outcome = outcomes.get(at)
        if outcome is not None:
            # As a whole: the digits around a finding would stay a number otherwise.
            whole = replace(outcome.edits[0], start=0, end=len(surface.fields[at].text))
            put(holder, "string_value" if key in _NUMBER_VALUES else key, whole.replacement)
            result.note(node, key, replace(outcome, edits=(whole,)))


def _drop(surface: Surface, result: Rewritten) -> None:
    # From the back: an index in a list stays true until everything after it is gone.
    for holder, key, node, rule, replacement in reversed(surface.drops):
        result.drops.append((node, rule))
        operator = "drop" if replacement is None else "measure"
        # Of a protobuf message the node is the entry itself and not the list around it.
        place = key if isinstance(holder, dict | list) else None
        result.note_one(node, place, Edit(0, 0, FIELD, 1.0, rule, "policy", operator, replacement or ""))
        if replacement is None:
            del holder[key]
        else:
            put(holder, key, replacement)


def _rename(surface: Surface, outcomes: Outcomes, result: Rewritten) -> None:
    changed: dict[Any, str] = {}
    for key, at in surface.keys.items():
        outcome = outcomes.get(at)
        text = surface.fields[at].text if outcome is None else outcome.text
        if type(key) is not str or text != key:
            changed[key] = text
    if not changed:
        return
    for holder, key, node, _, _ in surface.drops:
        # A dropped field is gone from its container, but a finding still names it.
        if isinstance(holder, dict) and key in changed:
            node.renames = {**(node.renames or {}), key: changed[key]}
    nodes = list(surface.nodes)
    for table in surface.tables:
        if not changed.keys().isdisjoint(table.layout.keys):
            nodes.extend(map(table.node, range(len(table.rows))))
    for node in nodes:
        container = node.container
        if changed.keys().isdisjoint(container):
            continue
        entries = list(container.items())
        used = dict.fromkeys((key for key in container if key not in changed), 1)
        node.renames = node.renames or {}
        for key, _ in entries:
            if key in changed:
                node.renames[key] = distinct(changed[key], used)
                outcome = outcomes.get(surface.keys[key])
                if outcome is not None:
                    result.note(node, key, outcome, "#key")
        container.clear()
        container.update((node.renames.get(key, key), value) for key, value in entries)
        node.touch()


def _encode(surface: Surface) -> None:
    for holder, key, inner in reversed(surface.documents):
        if not inner.dirty or inner.parent is None:
            continue
        renames = inner.parent.renames
        name = renames.get(key, key) if renames and isinstance(holder, dict) else key
        if isinstance(holder, dict) and name not in holder:
            continue  # dropped since
        put(holder, name, embedded.encode(inner.container[0]) if inner.container else "null")
