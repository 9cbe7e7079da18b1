"""Read protobuf messages field by field: a decoder that shares nothing with the sinks' encoders."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["as_bytes", "as_int", "packed_varints", "protobuf_fields"]


def protobuf_fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Walk the fields of a protobuf message.

    Yields:
        Field number, and an int for a varint, the raw bytes for anything else.

    Raises:
        ValueError: The bytes end in the middle of a field, or use a group.
    """
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        number, wire_type = tag >> 3, tag & 7
        if wire_type == 0:
            value, at = _varint(data, at)
            yield number, value
            continue
        if wire_type == 2:
            size, at = _varint(data, at)
        elif wire_type in {1, 5}:
            size = 8 if wire_type == 1 else 4
        else:
            raise ValueError("protobuf group or unknown wire type")
        if at + size > len(data):
            raise ValueError("protobuf message is cut short")
        yield number, data[at : at + size]
        at += size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        if at >= len(data) or shift > 63:
            raise ValueError("protobuf varint is cut short")
        byte = data[at]
        at += 1
        number |= (byte & 127) << shift
        if byte < 128:
            return number, at
        shift += 7


def packed_varints(data: bytes) -> Iterator[int]:
    """The numbers of a packed field."""
    at = 0
    while at < len(data):
        number, at = _varint(data, at)
        yield number


def as_bytes(value: int | bytes) -> bytes:
    """A field's value where the schema says string, bytes, message or double.

    Raises:
        ValueError: It is a number.
    """
    if isinstance(value, int):
        raise ValueError("number where bytes belong")  # noqa: TRY004 - the bytes are wrong, not the caller
    return value


def as_int(value: int | bytes) -> int:
    """A field's value where the schema says integer.

    Raises:
        ValueError: It is not.
    """
    if isinstance(value, bytes):
        raise ValueError("bytes where a number belongs")  # noqa: TRY004 - the bytes are wrong, not the caller
    return value
