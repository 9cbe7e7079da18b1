"""Puts outcomes back into the walked containers and writes the findings.

The order matters: values and drops under the old keys, then keys, then the JSON documents inside strings from the
innermost out, then the paths of the findings, which show the new keys.
"""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from typing import Any

from redaction import embedded
from redaction.examine import Outcome
from redaction.findings import Edit, Finding, path_of
from redaction.stock_entities import FAILED, FIELD
from redaction.surface import FAILED_MARKER, Node, Surface, put

__all__ = ["Rewritten", "rewrite"]


class Rewritten:
    """What changed.

    Attributes:
        findings: By record, then in order of the walk.
        dropped: Fields that were dropped, measured or replaced as encoded data, per rule.
        failed: Places that were masked because they could not be examined.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.dropped: Counter[str] = Counter()
        self.failed = 0


def rewrite(surface: Surface, outcomes: list[Outcome | None]) -> Rewritten:
    """Write every outcome to every place of its field."""
    result = Rewritten()
    edits: list[tuple[Node, Any, tuple[Edit, ...], str]] = []

    for at, holder, key, node in surface.slots:
        outcome = outcomes[at]
        if outcome is not None:
            put(holder, key, outcome.text)
            node.touch()
            edits.append((node, key, outcome.edits, ""))
            result.failed += outcome.failed
    for at, holder, key, node in surface.raw:
        outcome = outcomes[at]
        if outcome is not None:
            put(holder, key, outcome.text.encode("utf-8", "replace"))
            node.touch()
            edits.append((node, key, outcome.edits, ""))
            result.failed += outcome.failed
    for at, holder, key, node in surface.numbers:
        outcome = outcomes[at]
        if outcome is not None:
            whole = _whole(outcome, len(surface.fields[at].text))
            put(holder, "string_value" if key in _NUMBER_VALUES else key, whole.replacement)
            node.touch()
            edits.append((node, key, (whole,), ""))
            result.failed += outcome.failed
    for node, key in surface.failures:
        edits.append(
            (node, key, (Edit(0, 0, FAILED, 1.0, "not-examined", "policy", "replace", FAILED_MARKER),), "")
        )
        result.failed += 1
    for node, key, entity, characters in surface.opaque:
        rule = entity.lower().replace("_", "-")
        result.dropped[rule] += 1
        edits.append(
            (node, key, (Edit(0, characters, entity, 1.0, rule, "policy", "replace", f"<{entity}>"),), "")
        )
    _drop(surface, result, edits)
    _rename(surface, outcomes, result, edits)
    _encode(surface)

    for node, key, parts, suffix in edits:
        path = path_of(node, key) + suffix
        record = node.record
        result.findings.extend(Finding.at(record, path, edit) for edit in parts)
    result.findings.sort(key=attrgetter("record"))
    return result


_NUMBER_VALUES = ("int_value", "double_value")


def _whole(outcome: Outcome, length: int) -> Edit:
    """A number is replaced as a whole: the digits around a finding would stay a number otherwise."""
    return outcome.edits[0]._replace(start=0, end=length)


def _drop(surface: Surface, result: Rewritten, edits: list[tuple[Node, Any, tuple[Edit, ...], str]]) -> None:
    # From the back: an index in a list stays true until everything after it is gone.
    for holder, key, node, rule, replacement in reversed(surface.drops):
        result.dropped[rule] += 1
        node.touch()
        operator = "drop" if replacement is None else "measure"
        # Of a protobuf message the node is the entry itself and not the list around it.
        place = key if isinstance(holder, dict | list) else None
        edits.append(
            (node, place, (Edit(0, 0, FIELD, 1.0, rule, "policy", operator, replacement or ""),), "")
        )
        if replacement is None:
            del holder[key]
        else:
            put(holder, key, replacement)


def _rename(
    surface: Surface,
    outcomes: list[Outcome | None],
    result: Rewritten,
    edits: list[tuple[Node, Any, tuple[Edit, ...], str]],
) -> None:
    changed: dict[Any, str] = {}
    for key, at in surface.keys.items():
        outcome = outcomes[at]
        text = surface.fields[at].text if outcome is None else outcome.text
        if type(key) is not str or text != key:
            changed[key] = text
    if not changed:
        return
    for node in surface.nodes:
        container = node.container
        if changed.keys().isdisjoint(container):
            continue
        entries = list(container.items())
        used = {key for key in container if key not in changed}
        node.renames = {}
        for key, _ in entries:
            if key in changed:
                node.renames[key] = _distinct(changed[key], used)
                outcome = outcomes[surface.keys[key]]
                if outcome is not None:
                    edits.append((node, key, outcome.edits, "#key"))
                    result.failed += outcome.failed
        container.clear()
        container.update((node.renames.get(key, key), value) for key, value in entries)
        node.touch()


def _distinct(name: str, used: set[Any]) -> str:
    candidate, number = name, 1
    while candidate in used:
        number += 1
        candidate = f"{name}#{number}"
    used.add(candidate)
    return candidate


def _encode(surface: Surface) -> None:
    for holder, key, inner in reversed(surface.documents):
        if not inner.dirty or inner.parent is None:
            continue
        renames = inner.parent.renames
        name = renames.get(key, key) if renames and isinstance(holder, dict) else key
        if isinstance(holder, dict) and name not in holder:
            continue  # dropped since
        put(holder, name, embedded.encode(inner.container[0]) if inner.container else "null")
