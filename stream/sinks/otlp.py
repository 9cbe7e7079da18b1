"""Deliver traces over OTLP/HTTP: to Jaeger, Tempo, a Collector or any OTLP endpoint.

A clean spans message is the bytes of an `ExportTraceServiceRequest`, whose only field is repeated: requests
are joined by putting them one after the other, without decoding. What may be sent again is the OTLP
specification's list (429, 502, 503, 504, no answer), nothing else.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceResponse

from stream.errors import SettingsFault
from stream.messages import CleanMessage
from stream.sinks.http import REFUSES_ALL, Client, Response, check_url
from stream.sinks.sink import UNKNOWN, DeadEntry, Delivery

__all__ = ["OtlpTraceSink", "join_requests"]

TRACES_PATH: Final = "/v1/traces"
HEADERS: Final = {"Content-Type": "application/x-protobuf", "Content-Encoding": "gzip"}
SETTING: Final = "SCRUBLINE_TRACES_URL"
RETRYABLE: Final = frozenset({429, 502, 503, 504})
GZIP_LEVEL: Final = 1

Part = tuple[int, CleanMessage]
"""A message and its position in the batch."""


def join_requests(batch: Sequence[CleanMessage], max_bytes: int) -> Iterator[Sequence[Part]]:
    """Group the messages that hold spans into requests of at most so many bytes, order kept.

    A message that is longer by itself stands alone.
    """
    group: list[Part] = []
    size = 0
    for position, message in enumerate(batch):
        if not message.value:
            continue
        if group and size + len(message.value) > max_bytes:
            yield group
            group, size = [], 0
        group.append((position, message))
        size += len(message.value)
    if group:
        yield group


def encode_request(parts: Sequence[Part]) -> bytes:
    """One gzip-compressed `ExportTraceServiceRequest`; the same parts give the same bytes."""
    return gzip.compress(b"".join(message.value for _, message in parts), GZIP_LEVEL, mtime=0)


class OtlpTraceSink:
    """Posts clean span messages to an OTLP/HTTP endpoint (protobuf, gzip).

    Args:
        url: Base address, or the full one ending in `/v1/traces`.
        headers: Further headers, such as an authorization or a tenant.
        timeout_seconds: For one request.
        max_request_bytes: Uncompressed size up to which messages are joined; servers often take 4 MiB.

    Raises:
        SettingsFault: The address is unusable.
    """

    name = "traces"

    def __init__(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        timeout_seconds: float = 10.0,
        max_request_bytes: int = 2_097_152,
    ) -> None:
        check_url(SETTING, url)
        base = url.rstrip("/")
        self._client = Client(
            base if base.endswith(TRACES_PATH) else base + TRACES_PATH,
            headers=headers or {},
            timeout_seconds=timeout_seconds,
        )
        self._max_request_bytes = max_request_bytes

    async def deliver(self, batch: Sequence[CleanMessage], /) -> Delivery:
        """Post the spans of clean span messages; see `Sink.deliver`."""
        done = Delivery(0)
        for parts in join_requests(batch, self._max_request_bytes):
            done += await self._post(parts)
        return done

    async def _post(self, parts: Sequence[Part]) -> Delivery:
        response = await self._client.post(encode_request(parts), HEADERS)
        if response.status < 300:
            return _taken(response, parts)
        if response.status in RETRYABLE:
            raise response.unavailable("rate_limited" if response.status == 429 else None)
        if len(parts) > 1:
            middle = len(parts) // 2
            return await self._post(parts[:middle]) + await self._post(parts[middle:])
        if await self._client.refuses_all(response, encode_request(()), HEADERS):
            raise response.unavailable("refused_altogether", REFUSES_ALL)
        position, message = parts[0]
        reason = "too_large" if response.status == 413 else f"http_{response.status}"
        return Delivery(0, (DeadEntry(position, UNKNOWN, message.count, reason),))

    async def check(self) -> None:
        """Post a request without spans; see `Sink.check`."""
        response = await self._client.probe(SETTING, encode_request(()), HEADERS)
        if response.status == 400:
            raise SettingsFault(f"{SETTING}: answers HTTP 400 to a request without spans; {REFUSES_ALL}")

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()


def _taken(response: Response, parts: Sequence[Part]) -> Delivery:
    """Read a 2xx answer: all spans taken, or some refused for good (never sent again: OTLP, partial success)."""
    spans = sum(message.count for _, message in parts)
    try:
        refused = ExportTraceServiceResponse.FromString(response.body).partial_success.rejected_spans
    except DecodeError:
        # A server that answers 2xx in another shape (JSON, plain text) has taken everything.
        refused = 0
    refused = max(0, min(refused, spans))
    if not refused:
        return Delivery(spans)
    position = parts[0][0] if len(parts) == 1 else UNKNOWN
    return Delivery(spans - refused, (DeadEntry(position, UNKNOWN, refused, "rejected_by_backend"),))
