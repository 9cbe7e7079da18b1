"""One record to one line of JSON, whatever the service put into it.

The fast way is one call into msgspec. What that refuses (lone surrogates, circular or very deep structures,
objects whose methods raise) is first copied into plain, bounded JSON values; a record that is over
`wire.MAX_RECORD_BYTES` afterwards is cut at its longest fields. Nothing here raises.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from emitters import wire

__all__ = ["KEPT", "RESERVED", "TRUNCATED", "encode", "render", "safe_text"]

TRUNCATED: Final = "scrubline.truncated"
"""Attribute with the number of fields that were cut from this record."""

KEPT: Final = frozenset(
    {
        "timestamp",
        "level",
        "service.name",
        "service.instance.id",
        "deployment.environment.name",
        "trace_id",
        "span_id",
        wire.UID,
    }
)
"""Fields that are short by construction and never cut."""

RESERVED: Final = KEPT - {"trace_id", "span_id"}
"""Fields that only the header sets."""

MAX_DEPTH: Final = 32
MAX_NODES: Final = 20_000
MARK_BYTES: Final = len(wire.TRUNCATION_MARK.encode())
SMALLEST_CUT: Final = 64


def _plain(value: object) -> object:
    """The fallback of the encoder for a single value that JSON does not know."""
    for kind in (str, int, float):
        if isinstance(value, kind):
            # A subclass: the encoder takes exact types only.
            return kind(value)
    if isinstance(value, Mapping):
        return dict(value)
    return safe_text(value)


def safe_text(value: object) -> str:
    """`repr` of a value that may refuse; then the name of its type."""
    try:
        return repr(value)
    except Exception:  # noqa: BLE001 - a service's own __repr__ may raise anything
        return f"<{type(value).__name__}>"


encode = msgspec.json.Encoder(enc_hook=_plain).encode
"""One value to JSON, or an exception of any kind: of the encoder, or of an object's own methods."""


def render(record: dict[str, Any]) -> tuple[bytes, bool]:
    """Encode one record.

    Args:
        record: Flat attributes; values may be anything. Not changed.

    Returns:
        The line without line end, at most `wire.MAX_RECORD_BYTES` long, and whether fields were cut.
    """
    try:
        line = encode(record)
    except Exception:  # noqa: BLE001 - whatever the encoder or a foreign object raises, the copy decides
        record = _copy(record)
        line = encode(record)
    if len(line) <= wire.MAX_RECORD_BYTES:
        return line, False
    return _shorten(_copy(record)), True


def _copy(record: Mapping[str, Any]) -> dict[str, Any]:
    budget = [MAX_NODES]
    # A snapshot first: another thread may still be changing the mapping.
    return {_string(key): _value(value, 1, budget) for key, value in list(record.items())}


def _value(value: Any, depth: int, budget: list[int]) -> Any:
    """A bounded copy of `value` in plain JSON types; what is too deep or too much becomes its type's name."""
    budget[0] -= 1
    if value is None or value is True or value is False:
        return value
    try:
        if isinstance(value, str):
            return _string(value)
        if isinstance(value, int):
            return _encodable(int(value))
        if isinstance(value, float):
            return float(value)
        if depth >= MAX_DEPTH or budget[0] <= 0:
            return f"<{type(value).__name__}>"
        if isinstance(value, msgspec.Raw):
            return _value(msgspec.json.decode(value), depth, budget)
        if isinstance(value, Mapping):
            return {
                _string(key): _value(item, depth + 1, budget) for key, item in _some(value.items(), budget)
            }
        if isinstance(value, list | tuple | set | frozenset):
            return [_value(item, depth + 1, budget) for item in _some(value, budget)]
        return msgspec.json.decode(encode(value))
    except Exception:  # noqa: BLE001 - foreign objects may raise anything; their name is still safe
        return _string(safe_text(value))


def _some(items: Any, budget: list[int]) -> list[Any]:
    """A snapshot of as many items as the budget allows."""
    return list(items)[: max(0, budget[0])]


def _string(value: object) -> str:
    if not isinstance(value, str):
        value = safe_text(value)
    return str.encode(value, "utf-8", "replace").decode("utf-8")


def _encodable(value: int) -> int | str:
    try:
        encode(value)
    except Exception:  # noqa: BLE001 - more digits than Python converts
        return hex(value)
    return value


def _shorten(record: dict[str, Any]) -> bytes:
    """Cut the longest strings first, then whole fields, until the record fits."""
    limit = wire.MAX_RECORD_BYTES - 64
    leaves = [leaf for leaf in _strings(record) if leaf[2] > SMALLEST_CUT]
    cut: set[int] = set()
    cap = _cap([size for _, _, size in leaves], len(encode(record)) - limit)
    for index, (parent, key, size) in enumerate(leaves):
        if size > cap:
            parent[key] = _head(parent[key], cap - MARK_BYTES) + wire.TRUNCATION_MARK
            cut.add(index)
    number = len(cut)
    excess = len(encode(record)) - limit
    if excess > 0:
        # Too many fields, not too long ones: whole fields go, the largest first.
        sizes = sorted(
            ((len(encode({key: record[key]})), key) for key in record if key not in KEPT), reverse=True
        )
        for size, key in sizes:
            if excess <= 0:
                break
            # The braces that were counted stand for the comma that goes with the field.
            excess -= size - 1
            del record[key]
            number += 1
    record[TRUNCATED] = number
    return encode(record)


def _strings(node: Any, top: bool = True) -> list[tuple[Any, Any, int]]:
    """All strings that may be cut: where they are and their encoded size."""
    found: list[tuple[Any, Any, int]] = []
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if top and key in KEPT:
            continue
        if isinstance(value, str):
            found.append((node, key, len(encode(value))))
        elif isinstance(value, dict | list):
            found += _strings(value, top=False)
    return found


def _cap(sizes: list[int], excess: int) -> int:
    """The largest size at which cutting every longer string to it saves `excess` bytes."""
    longest = sorted(sizes, reverse=True)
    saved = 0
    for number, size in enumerate(longest, start=1):
        following = longest[number] if number < len(longest) else SMALLEST_CUT
        saved += number * (size - following)
        if saved >= excess:
            return max(SMALLEST_CUT, following + (saved - excess) // number)
    return SMALLEST_CUT


def _head(text: str, size: int) -> str:
    """The longest beginning of `text` whose encoded form has at most `size` bytes."""
    low, high = 0, min(len(text), size)
    while low < high:
        middle = (low + high + 1) // 2
        if len(encode(text[:middle])) <= size:
            low = middle
        else:
            high = middle - 1
    return text[:low]
