"""Encode: redacted records become one clean message, last stage of the redact app; `stream.messages` reads it back.

The envelope is data too: a clean message carries only the headers built here, never one that came in. Of the
inbound headers a well-formed W3C `traceparent` survives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

from emitters import wire
from stream.messages import HEADER_ORIGIN, HEADER_POLICY, Origin

__all__ = ["clean_headers", "encode_records"]

_TRACEPARENT: Final = re.compile(rb"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
_encoder: Final = msgspec.json.Encoder()


def encode_records(records: Sequence[dict[str, Any]]) -> bytes:
    """Render records as NDJSON; no records give no bytes."""
    return _encoder.encode_lines(records) if records else b""


def clean_headers(
    origin: Origin,
    *,
    content_type: str,
    count: int,
    policy: str,
    inbound: Iterable[tuple[str, bytes]] = (),
) -> list[tuple[str, bytes]]:
    """The whole header list of a clean message.

    Args:
        origin: Where it came from.
        content_type: One of `emitters.wire`'s.
        count: Records or spans in it.
        policy: Plan hash of the redaction.
        inbound: Headers of the raw message, of which `traceparent` may survive.
    """
    headers = [
        (wire.HEADER_CONTENT_TYPE, content_type.encode()),
        (wire.HEADER_SCHEMA, wire.SCHEMA.encode()),
        (wire.HEADER_COUNT, str(count).encode()),
        (HEADER_ORIGIN, origin.encode()),
        (HEADER_POLICY, policy.encode()),
    ]
    headers.extend(
        (name, value)
        for name, value in inbound
        # Kafka allows a header without a value, which clients hand over as None.
        if name == "traceparent" and isinstance(value, bytes) and _TRACEPARENT.fullmatch(value)
    )
    return headers
