"""Ids of spans and links: kept unread as long as they can only be ids.

An id of the wrong length, all zero, or made of characters in which something is found cannot be mended without
breaking its trace, and no backend takes it: its span is dead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

__all__ = ["DeadSpan", "Ids", "id_fault", "id_texts"]

Ids = tuple[tuple[str, tuple[int, ...]], ...]
"""Id fields of a message type and the lengths they may have, in bytes."""


@dataclass(frozen=True, slots=True)
class DeadSpan:
    """A span that no backend takes.

    Attributes:
        index: Its place among all spans of the request.
        reason: `id_length`, `id_zero` or `id_text`: from this closed list.
        request: It, alone in an `ExportTraceServiceRequest`, unredacted: for the raw zone only.
    """

    index: int
    reason: str
    request: bytes = field(repr=False)


def id_fault(message: Any, ids: Ids) -> str | None:
    """Why the ids of a span or link cannot stand, None if they can."""
    for name, lengths in ids:
        value = getattr(message, name)
        if len(value) not in lengths:
            return "id_length"
        if value and not any(value):
            return "id_zero"
    return None


def id_texts(message: Any, ids: Ids) -> Iterator[tuple[str, str]]:
    """Ids that could be text, one random id of eight bytes in 256: they are examined like text."""
    for name, _ in ids:
        value = getattr(message, name)
        if value and value.isascii():
            yield name, value.decode("ascii")
