"""OTLP attributes of many spans or log records at once: those with the same keys side by side, then key by key.

Attributes come as bytes (`redaction.otlp.wire.opaque`). Records of one service carry the same keys in the same order,
so a key is read once for all of them, and values of one type are read together. What is not plainly a string or a
number under a plainly written key is left to the caller, which asks protobuf.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, Final, NamedTuple

from redaction.otlp.wire import simple

__all__ = ["UNREAD", "Alike", "alike", "key_of", "same", "texts", "values"]

_KEY: Final = 0x0A
_VALUE: Final = 0x12
_DOUBLE: Final = b"\x09\x21"
"""Nine bytes follow: the tag of a double and the double."""
_INT: Final = b"\x18"
_MAX_REMEMBERED: Final = 4_096
"""So many sizes of values, and so many integers, are remembered."""
_SMALL: Final = 0x80
_SAMPLE: Final = 16

UNREAD: Final = object()
"""Stands for a value that only protobuf can read."""


class Alike(NamedTuple):
    """Lists of attributes with the same keys in the same order.

    Attributes:
        rows: Places of the lists.
        heads: Of each attribute, everything before the size of its value: `key_of` reads the key from it.
        columns: Each attribute of every list, in order of `rows`.
    """

    rows: Sequence[int]
    heads: Sequence[bytes]
    columns: Sequence[tuple[bytes, ...]]


def alike(lists: Sequence[Sequence[bytes]]) -> Iterator[Alike]:
    """Put lists of attributes together that have the same keys.

    Args:
        lists: Attributes on the wire, of any form.

    Yields:
        Every list once, in an order that depends on the lists only. Lists with an attribute that does not begin with
        its key and go on with its value are left out.
    """
    sizes: dict[int, list[int]] = {}
    for row, size in enumerate(map(len, lists)):
        sizes.setdefault(size, []).append(row)
    for rows in sizes.values():
        chosen = lists if len(rows) == len(lists) else [lists[row] for row in rows]
        columns = list(zip(*chosen, strict=True))
        heads = _heads(columns)
        if heads is not None:
            yield Alike(rows, heads, columns)
            continue
        groups: dict[tuple[bytes, ...], list[int]] = {}
        for row, attributes in zip(rows, chosen, strict=True):
            own = _heads([(raw,) for raw in attributes])
            if own is not None:
                groups.setdefault(own, []).append(row)
        for own, some in groups.items():
            yield Alike(some, own, list(zip(*[lists[row] for row in some], strict=True)))


def same(column: Sequence[Any]) -> bool:
    """Whether all entries of a column are equal; mostly told from the first and the last."""
    first = column[0]
    return bool(column[-1] == first) and column.count(first) == len(column)


@lru_cache(maxsize=1_024)
def key_of(head: bytes) -> str | None:
    """The key of a head, None if it is no text."""
    try:
        return head[2:-1].decode()
    except UnicodeDecodeError:
        return None


def texts(column: Sequence[bytes], head: bytes) -> list[str] | None:
    """The strings of a column, None if not all are strings, plainly written.

    Args:
        column: Attributes that begin with `head`.
        head: As `alike` gives it.
    """
    at = len(head)
    if not column[0].startswith(_BEFORE_TEXT[len(column[0]) - at], at):
        return None
    sizes = list(map(len, column))
    begin = {size: head + _BEFORE_TEXT[size - at] for size in set(sizes)}
    before = list(map(begin.__getitem__, sizes))
    bodies = list(map(bytes.removeprefix, column, before))
    # What does not begin as it should has lost nothing.
    if sum(map(len, bodies)) != sum(sizes) - sum(map(len, before)):
        return None
    try:
        return list(map(bytes.decode, bodies))
    except UnicodeDecodeError:
        return None


def values(
    column: Sequence[bytes], head: bytes, other: Callable[[bytes], Any] | None = None
) -> list[Any] | None:
    """The values of a column: strings, bools, ints and doubles.

    Args:
        column: Attributes that begin with `head`.
        head: As `alike` gives it.
        other: Reads the whole attribute where that is not enough; `UNREAD` if it cannot stand in this column.

    Returns:
        None if one of them cannot be read.
    """

    def read(raw: bytes) -> Any:
        pair = simple(raw)
        if pair is not None:
            return pair[1]
        return UNREAD if other is None else other(raw)

    # The first few tell whether it is worth while to look for equal ones.
    if 2 * len(set(column[:_SAMPLE])) <= len(column[:_SAMPLE]):
        distinct = set(column)
        if 4 * len(distinct) <= len(column):
            known = {raw: read(raw) for raw in distinct}
            return None if UNREAD in known.values() else list(map(known.__getitem__, column))
    several: list[Any] | None = texts(column, head)
    if several is None:
        several = _numbers(column, len(head))
    if several is None:
        several = list(map(read, column))
        if UNREAD in several:
            return None
    return several


def _heads(columns: Sequence[Sequence[bytes]]) -> tuple[bytes, ...] | None:
    """Everything before the size of the value, if all attributes of a column agree in it."""
    heads = []
    for column in columns:
        least = greatest = column[0]
        if not same(column):
            least, greatest = min(column), max(column)
        if len(least) < 2 or least[0] != _KEY or least[1] >= _SMALL:
            return None
        head = least[: least[1] + 3]
        # What begins the first and the last in order of bytes begins all between.
        if len(head) != least[1] + 3 or head[-1] != _VALUE or not greatest.startswith(head):
            return None
        heads.append(head)
    return tuple(heads)


def _numbers(column: Sequence[bytes], at: int) -> list[Any] | None:
    """The values of a column of doubles or of small integers."""
    if column[0].startswith(_DOUBLE, at):
        size = at + 10
        joined = b"".join(column)
        # Of all attributes the byte at one place, then at the next.
        if set(map(len, column)) == {size} and all(
            joined[at + place :: size] == _DOUBLE[place : place + 1] * len(column) for place in (0, 1)
        ):
            return list(chain.from_iterable(struct.iter_unpack(f"<{at + 2}xd", joined)))
    elif column[0][at + 1 : at + 2] == _INT and max(map(len, column)) <= at + 6:
        read = list(map(_INTEGERS.__getitem__, [raw[at:] for raw in column]))
        if None not in read:
            return read
    return None


class _Integers(dict[bytes, int | None]):
    """Values of at most six bytes: the positive integer that stands there, None for what is none."""

    def __missing__(self, value: bytes) -> int | None:
        number = None
        if len(value) >= 3 and value[0] == len(value) - 1 and value[1:2] == _INT:
            number = sum((byte & 0x7F) << 7 * place for place, byte in enumerate(value[2:]))
            if _size(number) != value[2:]:
                number = None
        if len(self) >= _MAX_REMEMBERED:
            self.clear()
        self[value] = number
        return number


class _BeforeText(dict[int, bytes]):
    """What stands before a string in the value of an attribute, by the size of everything together.

    Two sizes, each as short as it can be written, and the tag of a string. For sizes that no string has, more bytes
    than there are.
    """

    def __missing__(self, size: int) -> bytes:
        before = bytes(size + 1)
        for length in range(size - 3, max(size - 12, -1), -1):
            inner = b"\x0a" + _size(length)
            candidate = _size(len(inner) + length) + inner
            if len(candidate) + length == size:
                before = candidate
        if size < _MAX_REMEMBERED:
            self[size] = before
        return before


def _size(number: int) -> bytes:
    """A number as protobuf writes it."""
    out = bytearray()
    while number >= _SMALL:
        out.append(number & 0x7F | _SMALL)
        number >>= 7
    out.append(number)
    return bytes(out)


_BEFORE_TEXT: Final = _BeforeText()
_INTEGERS: Final = _Integers()
