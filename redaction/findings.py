"""What redaction tells about what it did: a finding has everything but the value."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import msgspec

from redaction.walk.surface import ATTRIBUTE, EMBEDDED, ROOT, Node

__all__ = ["Edit", "Finding", "path_of"]

_PLAIN: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*").fullmatch


class Edit(msgspec.Struct, frozen=True, gc=False):
    """One replacement within one text.

    Attributes:
        start: First code point, of the original text.
        end: One past the last.
        entity: Entity type.
        score: Confidence of the span.
        rule: What matched within the recognizer.
        recognizer: Name of the recognizer.
        operator: Name of the operator.
        replacement: What stands there now.
    """

    start: int
    end: int
    entity: str
    score: float
    rule: str
    recognizer: str
    operator: str
    replacement: str


class Finding(msgspec.Struct, frozen=True, gc=False):
    """One replacement, with its place: where, then the fields of its `Edit`.

    A struct because one is made for every finding: it costs a fifth of a frozen dataclass, and as it refers to
    nothing but texts and numbers the garbage collector need not look at it.

    Attributes:
        record: Index of the record in the batch, or of the span in the request (-1: its resource or scope).
        path: Place after redaction: `$.messages[0].content`; `#json` enters a JSON document in a string, `#key`
            says that the key itself was changed. Keys in it are redacted.
        start: First code point of the original string.
        end: One past the last.
        entity: Entity type.
        score: Confidence in 0..1.
        rule: What matched within the recognizer; the policy's rule for a dropped field.
        recognizer: Name of the recognizer, `policy` for a dropped field.
        operator: Name of the operator.
        replacement: What stands there now.
    """

    record: int
    path: str
    start: int
    end: int
    entity: str
    score: float
    rule: str
    recognizer: str
    operator: str
    replacement: str


def path_of(node: Node, key: Any) -> str:
    """Path of an entry of a container, after its keys were redacted.

    Args:
        node: The container.
        key: Key or index in it, as it was before; None for the container itself.
    """
    parts = [] if key is None else [_step(node, key)]
    current = node
    while current.parent is not None:
        if current.label is not None:
            name, index = current.label
            if current.kind == ATTRIBUTE:
                parts.append(f"[{json.dumps(current.container.key)}]")
            elif index is not None:
                parts.append(f"[{index}]")
            if name:
                parts.append(f".{name}")
        else:
            if current.kind == EMBEDDED:
                parts.append("#json")
            parts.append(_step(current.parent, current.key))
        current = current.parent
    return "$" + "".join(reversed(parts))


def _step(node: Node, key: Any) -> str:
    container = node.container
    if node.kind == EMBEDDED or (node.kind == ROOT and isinstance(container, list)):
        return ""
    if isinstance(container, dict):
        name = str(node.renames.get(key, key) if node.renames else key)
        return f".{name}" if _PLAIN(name) else f"[{json.dumps(name)}]"
    if isinstance(key, int):
        return "" if node.kind == ATTRIBUTE else f"[{key}]"
    return "" if key.endswith("_value") else f".{key}"
