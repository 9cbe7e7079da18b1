"""Ids of spans, links and log records: kept unread as long as they can only be ids.

An id of the wrong length is none, no backend takes it, and it cannot be mended without breaking its trace: its span or
record is dead. So is a span with an id of zeros, and what has an id that is an e-mail address or a number in plain
text. No other text is looked for: of random ids some are printable by chance (1 in 2,500 of eight bytes), but hardly 1
in 10 million looks like an address, or 1 in a billion like a number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

__all__ = ["DeadSpan", "IdFault", "Ids", "faults", "id_fault", "ids_hold"]

IdFault = Literal["id_length", "id_text", "id_zero"]
"""Why an id cannot stand."""

_ADDRESS: Final = re.compile(rb"[ -?A-~]*[A-Za-z0-9]@[A-Za-z0-9-]+\.[A-Za-z]{2,}[ -?A-~]*").fullmatch
# Part of every address above, and quick to look for.
_DOMAIN: Final = re.compile(rb"@[A-Za-z0-9-]+\.[A-Za-z]{2}").search
_OF_NUMBERS: Final = b"0123456789 ()+-./"
_BETWEEN: Final = b"\xff\xfe\xff\xfe"
"""Stands between ids that are looked at together."""

Ids = tuple[tuple[str, tuple[int, ...]], ...]
"""Id fields of a message type and the lengths they may have, in bytes."""


@dataclass(frozen=True, slots=True)
class DeadSpan:
    """A span that no backend takes.

    Attributes:
        index: Its place among all spans of the request.
        reason: Why its ids cannot stand.
        request: It, alone in an `ExportTraceServiceRequest`, unredacted: for the raw zone only. Where the copies of one
            request would be much larger than the request, the later ones are the request as it came.
    """

    index: int
    reason: IdFault
    request: bytes = field(repr=False)


def id_fault(message: Any, ids: Ids) -> IdFault | None:
    """Why the ids of a span or link cannot stand, None if they can."""
    for name, lengths in ids:
        value = getattr(message, name)
        if len(value) not in lengths:
            return "id_length"
        if value and not any(value):
            return "id_zero"
        if value and _is_text(value):
            return "id_text"
    return None


def faults(columns: Sequence[Sequence[bytes]], ids: Ids) -> dict[int, IdFault]:
    """Which of many log records cannot stand, and why; ids of zeros can: they say that there is none.

    Args:
        columns: Of each of `ids` the values.
        ids: The fields and their lengths.
    """
    found: dict[int, IdFault] = {}
    for (_, lengths), column in zip(ids, columns, strict=True):
        if not set(lengths).issuperset(map(len, column)):
            found.update((at, "id_length") for at, value in enumerate(column) if len(value) not in lengths)
        if not _no_text(column):
            found.update((at, "id_text") for at, value in enumerate(column) if value and _is_text(value))
    return found


def ids_hold(columns: Sequence[Sequence[bytes]], ids: Ids) -> bool:
    """Whether the ids of many spans can stand; False may also mean that one has to be looked at alone.

    Args:
        columns: Of each of `ids` the values.
        ids: The fields and their lengths.
    """
    return all(
        set(lengths).issuperset(map(len, column))
        and not any(bytes(length) in column for length in lengths if length)
        and _no_text(column)
        for (_, lengths), column in zip(ids, columns, strict=True)
    )


def _is_text(value: bytes) -> bool:
    """Whether an id is an address, or nothing but digits and what stands between the digits of a number."""
    return (b"@" in value and _ADDRESS(value) is not None) or not value.translate(None, _OF_NUMBERS)


def _no_text(column: Sequence[bytes]) -> bool:
    """Whether none of many ids is text; False may also mean that one has to be looked at alone."""
    there = [value for value in column if value]
    joined = _BETWEEN.join((b"", *there, b""))
    # An id of nothing but digits leaves nothing between its neighbours.
    return not there or (_DOMAIN(joined) is None and _BETWEEN * 2 not in joined.translate(None, _OF_NUMBERS))
