"""A batch as one buffer, and the way back from a buffer offset to a field."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from sys import maxsize
from typing import Final

from redaction.scan.database import Candidates

__all__ = ["attribute", "encode", "join"]

NUL: Final = "\0"


def join(texts: Sequence[str]) -> tuple[bytes, list[int]]:
    """NUL, the fields with NUL between them, NUL, in UTF-8; and where each field starts."""
    joined = f"\0{NUL.join(texts)}\0"
    if joined.isascii():
        buffer = joined.encode()
        lengths = [len(text) + 1 for text in texts]
    else:
        encoded = [encode(text) for text in texts]
        buffer = b"\0" + b"\0".join(encoded) + b"\0"
        lengths = [len(part) + 1 for part in encoded]
    starts = list(accumulate(lengths, initial=1))
    starts.pop()
    return buffer, starts


def encode(text: str) -> bytes:
    """UTF-8, lone surrogates passed through: the scanners work on bytes and take any."""
    return text.encode("utf-8", "surrogatepass")


def attribute(matches: Iterable[tuple[int, int]], starts: list[int]) -> Candidates:
    """Matches (end in the buffer, gate) by field.

    A match whose last byte is the separator behind a field (a gate that asks for a border) belongs to that field.
    """
    found: Candidates = []
    field, first, behind = -1, 0, 0
    for end, gate in matches:
        # Several matches in a row are in one field.
        if not first < end <= behind:
            field = bisect_right(starts, end - 1) - 1
            if field < 0:
                continue
            first = starts[field]
            behind = starts[field + 1] if field + 1 < len(starts) else maxsize
        found.append((field, gate, end - first))
    return found
