"""A receiver that speaks OTLP/HTTP for traces, protobuf only, plain or gzip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web
from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)

from stream.testing.receivers import Receiver, Request

__all__ = ["OtlpTraceReceiver", "ReceivedSpan"]


@dataclass(frozen=True, slots=True)
class ReceivedSpan:
    """One stored span, ids in lower-case hex; `body` is its canonical bytes."""

    trace_id: str
    span_id: str
    parent_span_id: str
    name: str
    service: str
    start_ns: int
    end_ns: int
    body: bytes


class OtlpTraceReceiver(Receiver):
    """Keeps spans, each different one once, as Jaeger shows them.

    Args:
        refuse: Whether the backend refuses a span for good: the rest is stored, the answer tells the number.
        port: To listen on, 0 for any free one.
        keep_requests: Keep the last so many requests as they came.

    Attributes:
        spans: Stored spans, in order of arrival.
        span_ids: How often each (trace id, span id) was stored as a different span: 1 each, if all is well.
        repeats: Spans that were stored already.
        refused: Spans refused.
    """

    path = "/v1/traces"

    def __init__(
        self,
        *,
        refuse: Callable[[ReceivedSpan], bool] | None = None,
        port: int = 0,
        keep_requests: int = 0,
    ) -> None:
        super().__init__(port=port, keep_requests=keep_requests)
        self.spans: list[ReceivedSpan] = []
        self.span_ids: Counter[tuple[str, str]] = Counter()
        self.repeats = 0
        self.refused = 0
        self._refuse = refuse
        self._seen: set[ReceivedSpan] = set()

    def receive(self, request: Request) -> web.Response:
        """Store a request's spans; answers 200, with a partial success when some were refused."""
        try:
            export = ExportTraceServiceRequest.FromString(request.body)
        except DecodeError:
            return web.Response(status=400, text="request could not be decoded")
        refused = 0
        for span in _spans(export):
            if self._refuse is not None and self._refuse(span):
                refused += 1
            elif span in self._seen:
                self.repeats += 1
            else:
                self._seen.add(span)
                self.spans.append(span)
                self.span_ids[span.trace_id, span.span_id] += 1
        self.refused += refused
        answer = ExportTraceServiceResponse()
        if refused:
            answer.partial_success.rejected_spans = refused
            answer.partial_success.error_message = "refused"
        return web.Response(body=answer.SerializeToString(), content_type="application/x-protobuf")


def _spans(export: ExportTraceServiceRequest) -> list[ReceivedSpan]:
    found: list[ReceivedSpan] = []
    for resource in export.resource_spans:
        service = next(
            (
                attribute.value.string_value
                for attribute in resource.resource.attributes
                if attribute.key == "service.name"
            ),
            "",
        )
        found.extend(
            ReceivedSpan(
                trace_id=span.trace_id.hex(),
                span_id=span.span_id.hex(),
                parent_span_id=span.parent_span_id.hex(),
                name=span.name,
                service=service,
                start_ns=span.start_time_unix_nano,
                end_ns=span.end_time_unix_nano,
                body=span.SerializeToString(deterministic=True),
            )
            for scope in resource.scope_spans
            for span in scope.spans
        )
    return found
