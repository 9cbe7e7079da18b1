"""Planted pairs: an address that must not survive anywhere, and a harmless twin that must where its place is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message

__all__ = ["Pair", "Path", "plant", "text_positions"]

Path = tuple[FieldDescriptor, ...]


@dataclass(frozen=True)
class Pair:
    """What is planted at one position.

    Attributes:
        number: The position's number; both texts carry it.
        tag: Tells one run from another.
        place: Where it is planted.
    """

    number: int
    tag: str
    place: str = ""

    @property
    def address(self) -> str:
        """Valid, and nobody's."""
        return f"canary{self.number}.{self.tag}@example.com"

    @property
    def twin(self) -> str:
        """Words that no recognizer can want, with the number spelled in letters."""
        letters = "".join("abcdefghij"[int(digit)] for digit in str(self.number))
        return f"twin-{letters}-{self.tag}"

    @property
    def text(self) -> str:
        return f"{self.twin} {self.address}"


def text_positions(descriptor: Descriptor, path: Path = ()) -> Iterator[Path]:
    """Every string and bytes position of a message type by reflection, two levels deep where types recur."""
    for field in descriptor.fields:
        if field.message_type is not None:
            if sum(step.message_type is field.message_type for step in path) < 2:
                yield from text_positions(field.message_type, (*path, field))
        elif field.type in (FieldDescriptor.TYPE_STRING, FieldDescriptor.TYPE_BYTES):
            yield (*path, field)


def plant(message: Message, path: Path, text: str) -> None:
    """Set one position, in the first element of each repeated field on the way, building what is missing."""
    for field in path[:-1]:
        child = getattr(message, field.name)
        if field.is_repeated:
            child = child[0] if len(child) else child.add()
        else:
            child.SetInParent()
        message = child
    last = path[-1]
    value: str | bytes = text if last.type == FieldDescriptor.TYPE_STRING else text.encode()
    if last.is_repeated:
        getattr(message, last.name).append(value)
    else:
        setattr(message, last.name, value)
