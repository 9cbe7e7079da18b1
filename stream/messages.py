"""Messages as the workers see them: raw ones with their place, clean ones with their origin, those to send."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from emitters import wire

__all__ = [
    "HEADER_ORIGIN",
    "HEADER_POLICY",
    "CleanMessage",
    "Encoding",
    "Message",
    "Origin",
    "RawMessage",
    "clean_message",
]

HEADER_ORIGIN: Final = "origin"
HEADER_POLICY: Final = "policy"

Encoding = Literal["ndjson", "json", "otlp_logs", "otlp_spans"]
"""How the value of a raw message is read."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a clean message came from.

    Attributes:
        source: Configured alias of the raw topic, never its name.
        topic_id: Kafka's id of the raw topic, "0" where the broker has none; a recreated topic has another.
        partition: Raw partition.
        offset: Raw offset.
        previous: Offset of the message before it in that raw partition, -1 for the first.
        append_ms: The broker's append time of the raw message, epoch milliseconds.
    """

    source: str
    topic_id: str
    partition: int
    offset: int
    previous: int
    append_ms: int

    def encode(self) -> bytes:
        """Render as the `origin` header."""
        return f"{self.source}/{self.topic_id}/{self.partition}/{self.offset}/{self.previous}/{self.append_ms}".encode()

    @classmethod
    def decode(cls, header: bytes) -> Origin:
        """Parse an `origin` header.

        Raises:
            ValueError: It is not one.
        """
        source, topic_id, *numbers = header.decode("ascii").split("/")
        partition, offset, previous, append_ms = map(int, numbers)
        return cls(source, topic_id, partition, offset, previous, append_ms)

    @property
    def lane(self) -> tuple[str, str, int]:
        """The raw partition: offsets of one lane arrive in order in one clean partition."""
        return (self.source, self.topic_id, self.partition)


@dataclass(frozen=True, slots=True)
class RawMessage:
    """One message of a raw topic. Holds personal data: never logged, never in an exception."""

    topic: str
    partition: int
    offset: int
    append_ms: int
    key: bytes | None
    value: bytes
    headers: tuple[tuple[str, bytes], ...]

    def __repr__(self) -> str:
        """Its place, never its content."""
        return f"RawMessage({self.topic}/{self.partition}/{self.offset}, {len(self.value)} bytes)"


@dataclass(frozen=True, slots=True)
class CleanMessage:
    """One message of a clean topic.

    Attributes:
        partition: Clean partition.
        offset: Clean offset.
        origin: The raw message it was made from.
        value: NDJSON for logs, `ExportTraceServiceRequest` for spans; empty for an empty message or a tick.
        count: Records or spans in it.
        policy: Plan hash of the redaction that made it.
    """

    partition: int
    offset: int
    origin: Origin
    value: bytes
    count: int
    policy: str


class Message(NamedTuple):
    """What is sent.

    Attributes:
        value: The body, uncompressed.
        headers: Header pairs.
        key: Kept with it; the partition does not depend on it.
    """

    value: bytes
    headers: Sequence[tuple[str, bytes]] = ()
    key: bytes | None = None


def clean_message(
    partition: int, offset: int, value: bytes, headers: Iterable[tuple[str, bytes]]
) -> CleanMessage:
    """Read the envelope of a clean message.

    Raises:
        ValueError: It is not one of ours; the text names the header, never its value.
    """
    found = dict(headers)
    try:
        origin = Origin.decode(found[HEADER_ORIGIN])
        count = int(found[wire.HEADER_COUNT])
        policy = found[HEADER_POLICY].decode("ascii")
    except KeyError as error:
        raise ValueError(f"clean message without header {error}") from None
    except ValueError:
        raise ValueError("clean message with an unreadable origin, count or policy header") from None
    return CleanMessage(partition, offset, origin, value, count, policy)
