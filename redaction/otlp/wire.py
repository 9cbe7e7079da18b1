"""OTLP attributes as bytes: read on the wire where they are simple, and only once where they repeat.

A protobuf message costs about a microsecond for every attribute that is looked at, and most attributes of a request
are the same few. So `opaque` makes a twin of a protocol's message types in which attributes stay bytes (a message and
its bytes are the same on the wire), and `simple` reads those that hold nothing but a key and a scalar. Everything
else is left to protobuf.
"""

from __future__ import annotations

from collections.abc import Iterable
from struct import Struct
from typing import Any, Final

from google.protobuf.descriptor import Descriptor, FileDescriptor
from google.protobuf.descriptor_pb2 import FieldDescriptorProto, FileDescriptorProto
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message_factory import GetMessageClass

__all__ = ["only_name", "opaque", "plain", "service_of", "simple"]

_KEY: Final = 0x0A
_VALUE: Final = 0x12
_STRING: Final = 0x0A
_BOOL: Final = 0x10
_INT: Final = 0x18
_DOUBLE: Final = 0x21
_double: Final = Struct("<d").unpack


def opaque(root: Descriptor, message: str, field: str) -> Any:
    """The class of a message type whose field, somewhere below, is bytes instead of messages.

    Args:
        root: The message type.
        message: Full name of the message type that has the field.
        field: A field of messages; a parsed value is not checked any more.
    """
    pool = DescriptorPool()
    seen: set[str] = set()

    def load(file: FileDescriptor) -> None:
        if file.name in seen:
            return
        seen.add(file.name)
        for below in file.dependencies:
            load(below)
        described = FileDescriptorProto()
        file.CopyToProto(described)
        for kind in described.message_type:
            if f"{described.package}.{kind.name}" == message:
                [changed] = [entry for entry in kind.field if entry.name == field]
                changed.type = FieldDescriptorProto.TYPE_BYTES
                changed.ClearField("type_name")
        pool.Add(described)

    load(root.file)
    return GetMessageClass(pool.FindMessageTypeByName(root.full_name))


def simple(raw: bytes) -> tuple[str, Any] | None:
    """Key and value of an attribute that holds a string, bool, int or double and nothing else.

    Args:
        raw: A `KeyValue` on the wire.

    Returns:
        None for every other attribute, one with unknown fields, in unusual order or broken among them: protobuf
        reads those.
    """
    try:
        if raw[0] != _KEY or (size := raw[1]) > 0x7F or raw[2 + size] != _VALUE:
            return None
        at = size + 4
        length = raw[size + 3]
        if length > 0x7F:
            length, at = _varint(raw, size + 3)
        if length != len(raw) - at:
            return None
        key = raw[2 : size + 2].decode()
        kind = raw[at]
        if kind == _STRING:
            start, length = at + 2, raw[at + 1]
            if length > 0x7F:
                length, start = _varint(raw, at + 1)
            return (key, raw[start:].decode()) if length == len(raw) - start else None
        if kind == _INT:
            number, end = _varint(raw, at + 1)
            if end != len(raw) or number >= 1 << 64:
                return None
            return key, number - (1 << 64) if number >> 63 else number
        if kind == _DOUBLE and len(raw) - at == 9:
            return key, _double(raw[at + 1 :])[0]
        if kind == _BOOL and len(raw) - at == 2 and raw[at + 1] < 2:
            return key, raw[at + 1] == 1
    except (IndexError, UnicodeDecodeError):
        pass
    return None


def service_of(resource: Any) -> str:
    """The service that a resource names, "" if it names none."""
    for pair in resource.attributes:
        if pair.key == "service.name":
            return str(pair.value.string_value)
    return ""


def only_name(services: Iterable[str]) -> str:
    """The one service that is named, "" if none or several are."""
    names = {name for name in services if name}
    return names.pop() if len(names) == 1 else ""


def plain(value: Any) -> Any:
    """What an `AnyValue` holds, keys aside, as Python values: for measuring."""
    kind = value.WhichOneof("value")
    if kind == "array_value":
        return [plain(entry) for entry in value.array_value.values]
    if kind == "kvlist_value":
        return [plain(pair.value) for pair in value.kvlist_value.values]
    if kind == "bytes_value":
        return value.bytes_value.decode("utf-8", "replace")
    return getattr(value, kind) if kind else None


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    """A variable-length number and the place behind it."""
    number = shift = 0
    while True:
        byte = raw[at]
        at += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number, at
        shift += 7
        if shift > 63:
            raise IndexError
