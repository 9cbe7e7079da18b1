"""Ids of spans and links: kept unread as long as they can only be ids.

An id of the wrong length or all zero is none, no backend takes it, and it cannot be mended without breaking its
trace: its span is dead. So is one that holds an e-mail address in plain text. No other text is looked for: of random
ids some are printable by chance (1 in 2,500 of eight bytes), but hardly 1 in 10 million looks like an address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

__all__ = ["DeadSpan", "Ids", "id_fault", "ids_hold"]

_ADDRESS: Final = re.compile(rb"[ -?A-~]*[A-Za-z0-9]@[A-Za-z0-9-]+\.[A-Za-z]{2,}[ -?A-~]*").fullmatch
# Part of every address above, and quick to look for.
_DOMAIN: Final = re.compile(rb"@[A-Za-z0-9-]+\.[A-Za-z]{2}").search

Ids = tuple[tuple[str, tuple[int, ...]], ...]
"""Id fields of a message type and the lengths they may have, in bytes."""


@dataclass(frozen=True, slots=True)
class DeadSpan:
    """A span that no backend takes.

    Attributes:
        index: Its place among all spans of the request.
        reason: `id_length`, `id_zero` or `id_text`: from this closed list.
        request: It, alone in an `ExportTraceServiceRequest`, unredacted: for the raw zone only. Where the copies of one
            request would be much larger than the request, the later ones are the request as it came.
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
        if b"@" in value and _ADDRESS(value):
            return "id_text"
    return None


def ids_hold(columns: Sequence[Sequence[bytes]], ids: Ids) -> bool:
    """Whether the ids of many spans can stand; False may also mean that one has to be looked at alone.

    Args:
        columns: Of each of `ids` the values.
        ids: The fields and their lengths.
    """
    return all(
        set(lengths).issuperset(map(len, column))
        and not any(bytes(length) in column for length in lengths if length)
        and _DOMAIN(b"\0".join(column)) is None
        for (_, lengths), column in zip(ids, columns, strict=True)
    )
