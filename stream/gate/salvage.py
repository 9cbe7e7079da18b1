"""Salvage: what can be passed on of a message for which redaction raised, all but the records that it raises for.

`stream.gate.redact` comes here with one message, after it has failed as a whole. Which records are to blame is found by
halving: with one of 500 that takes some 20 attempts. The others are then redacted together, as if they had come alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as renew
from typing import Any, Final

from msgspec.structs import replace
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from redaction import Finding, Redactor
from redaction.redacted import RedactedRecords, RedactedRequest
from redaction.walk.sheets import Batch
from stream.gate.decode import Dead, Decoded
from stream.gate.encode import encode_records
from stream.messages import Encoding, RawMessage

__all__ = ["LostSpan", "count_spans", "dead_records", "guilty", "spare_records", "spare_spans"]

_MOST_GUILTY: Final = 64
"""After so many the rest is not asked any more but taken for guilty: each attempt reads what stands around all spans
again, half a megabyte maybe, and the watchdog bounds the work on one message."""
_MOST_COPIES: Final = 4
"""Up to so many times the request is copied out for its lost spans."""


_Span = tuple[Any, Any, Any]
"""The `ResourceSpans` and the `ScopeSpans` that a span stands in, and the span."""


@dataclass(frozen=True, slots=True)
class LostSpan:
    """A span for which redaction raises.

    Attributes:
        index: Its place among all spans of the request.
        request: It, alone in an `ExportTraceServiceRequest`, unredacted: for the raw zone only. Where the copies of one
            request would be much larger than the request, the later ones are the request as it came.
    """

    index: int
    request: bytes = field(repr=False)


def guilty(count: int, attempt: Callable[[range], object]) -> list[int]:
    """The places for which an attempt raises, whatever else is tried with them; in order.

    Args:
        count: How many places there are.
        attempt: Tried with ranges of them; one that raises is halved.
    """
    found: list[int] = []
    waiting = [range(count)] if count else []
    while waiting:
        places = waiting.pop()
        if len(found) >= _MOST_GUILTY:
            found += places
            continue
        try:
            attempt(places)
        except Exception:  # noqa: BLE001 - fail closed: whatever it was, nothing of the one that raises goes on
            middle = len(places) // 2
            if middle:
                waiting += (places[middle:], places[:middle])
            else:
                found += places
    return found


def spare_records(batch: Batch, redactor: Redactor) -> tuple[RedactedRecords, list[int]]:
    """Redact the records of a message for which redaction does not raise.

    Args:
        batch: As `stream.gate.decode.decode` gave it: a batch that was tried before may have been changed.
        redactor: The compiled policy.

    Returns:
        Of each record what became of it, None for those dropped and for those that are lost; and which these are.

    Raises:
        Exception: Whatever redaction raises for the others together and not for any of them alone.
    """
    around = {at: resource for rows, resource in batch.resources for at in rows}

    def redact(places: Sequence[int]) -> RedactedRecords:
        below = [([number], around[at]) for number, at in enumerate(places) if at in around]
        redacted = redactor.redact_records([batch[at] for at in places], resources=below)
        encode_records([record for record in redacted.records if record is not None])
        return redacted

    lost = guilty(len(batch), redact)
    spared = _without(len(batch), lost)
    redacted = redact(spared)
    records: list[dict[str, Any] | None] = [None] * len(batch)
    for at, record in zip(spared, redacted.records, strict=True):
        records[at] = record
    findings = _numbered(redacted.findings, spared)
    dropped_by = {spared[at]: rule for at, rule in redacted.dropped_by.items()}
    return renew(redacted, records=records, findings=findings, dropped_by=dropped_by), lost


def dead_records(
    message: RawMessage, encoding: Encoding, decoded: Decoded, lost: Sequence[int]
) -> list[Dead]:
    """The dead letters of lost records: of lines each as it came, of an OTLP request the whole once for all of them.

    Args:
        message: The message.
        encoding: How it was read.
        decoded: What it was read as.
        lost: The places of the lost among its records.
    """
    if encoding != "ndjson":
        return [Dead("redaction_failed", message.value, records=len(lost))] if lost else []
    unread = {dead.index for dead in decoded.dead}
    lines = [
        (index, line)
        for index, line in enumerate(message.value.split(b"\n"))
        if line.strip() and index not in unread
    ]
    return [Dead("redaction_failed", lines[at][1], lines[at][0]) for at in lost]


def spare_spans(request: bytes, redactor: Redactor) -> tuple[RedactedRequest, list[LostSpan]]:
    """Redact the spans of a request for which redaction does not raise; resources without spans are left out.

    Args:
        request: `ExportTraceServiceRequest` in protobuf.
        redactor: The compiled policy.

    Returns:
        The request after redaction, whose spans keep their numbers; and those that are lost, which are not in it.

    Raises:
        Exception: Whatever redaction raises for the others together and not for any of them alone.
    """
    spans = _spans_of(request)
    lost = guilty(len(spans), lambda places: redactor.redact_spans(_together(spans[at] for at in places)))
    spared = _without(len(spans), lost)
    redacted = redactor.redact_spans(_together(spans[at] for at in spared))
    redacted = renew(
        redacted,
        findings=_numbered(redacted.findings, spared),
        dead=[renew(span, index=spared[span.index]) for span in redacted.dead],
    )
    return redacted, [*_copied(spans, request, lost)]


def count_spans(request: bytes) -> int:
    """How many spans a request holds.

    Raises:
        google.protobuf.message.DecodeError: It is no such request.
    """
    return len(_spans_of(request))


def _without(count: int, lost: Iterable[int]) -> list[int]:
    return sorted({*range(count)}.difference(lost))


def _numbered(findings: Iterable[Finding], places: Sequence[int]) -> list[Finding]:
    """The findings with the numbers that their records had among all; what stands in no record keeps its -1."""
    return [
        replace(finding, record=places[finding.record]) if finding.record >= 0 else finding
        for finding in findings
    ]


def _copied(spans: Sequence[_Span], request: bytes, lost: Iterable[int]) -> Iterator[LostSpan]:
    left = _MOST_COPIES * len(request)
    for at in lost:
        copy = _together([spans[at]]) if left > 0 else request
        left -= len(copy)
        yield LostSpan(at, copy)


def _spans_of(request: bytes) -> list[_Span]:
    message = ExportTraceServiceRequest.FromString(request)
    return [
        (outer, inner, span)
        for outer in message.resource_spans
        for inner in outer.scope_spans
        for span in inner.spans
    ]


def _together(spans: Iterable[_Span]) -> bytes:
    """A request with some spans of another one, in order, and with the resources and scopes above them."""
    request = ExportTraceServiceRequest()
    outer: Any = None
    inner: Any = None
    above: Any = None
    below: Any = None
    for of_outer, of_inner, span in spans:
        if of_outer is not outer:
            outer, inner = of_outer, None
            above = request.resource_spans.add(schema_url=outer.schema_url)
            if outer.HasField("resource"):
                above.resource.CopyFrom(outer.resource)
        if of_inner is not inner:
            inner = of_inner
            below = above.scope_spans.add(schema_url=inner.schema_url)
            if inner.HasField("scope"):
                below.scope.CopyFrom(inner.scope)
        below.spans.append(span)
    return bytes(request.SerializeToString())
