"""The few protobuf field shapes that the hand-made encoders of Loki and remote write need.

Encoding by hand skips building message objects, which is most of the cost of a generated encoder in Python.
"""

from __future__ import annotations

import struct

__all__ = ["bytes_field", "double_field", "varint", "varint_field"]

_DOUBLE = struct.Struct("<d")
# Lengths and references are nearly always this small; looking them up is several times faster than a loop.
_SHORT = (
    *(bytes((n,)) for n in range(128)),
    *(bytes((n & 127 | 128, n >> 7)) for n in range(128, 16_384)),
)


def varint(number: int) -> bytes:
    """A base-128 varint; negative numbers as 64-bit two's complement, as `int64` wants them."""
    if 0 <= number < 16_384:
        return _SHORT[number]
    number &= 0xFFFF_FFFF_FFFF_FFFF
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def varint_field(field: int, number: int) -> bytes:
    """An integer field."""
    return varint(field << 3) + varint(number)


def bytes_field(field: int, value: bytes) -> bytes:
    """A string, bytes, message or packed field."""
    return varint(field << 3 | 2) + varint(len(value)) + value


def double_field(field: int, value: float) -> bytes:
    """A double, bit for bit."""
    return varint(field << 3 | 1) + _DOUBLE.pack(value)
