"""What redaction gives back: records, span requests and texts, with what was found in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from redaction.findings import Finding
from redaction.otlp.ids import DeadSpan

__all__ = ["RedactedRecords", "RedactedRequest", "RedactedText"]


@dataclass(frozen=True, slots=True)
class RedactedRecords:
    """A batch of records after redaction.

    Attributes:
        records: In order; None where the policy dropped the record whole.
        findings: Each with the index of its record.
        dropped: Fields (and whole records) dropped, per rule.
        failed: Fields masked because they could not be examined.
        dropped_by: The rule of each record that was dropped whole, by its index.
    """

    records: list[dict[str, Any] | None]
    findings: list[Finding]
    dropped: dict[str, int]
    failed: int
    dropped_by: dict[int, str]


@dataclass(frozen=True, slots=True)
class RedactedRequest:
    """An `ExportTraceServiceRequest` after redaction.

    Attributes:
        value: The request's bytes.
        spans: Spans in it.
        findings: Each with the index of its span among all spans of the request, -1 for resource and scope.
        dropped: Attributes and events dropped, per rule.
        failed: Values masked because they could not be examined.
        dead: Spans that no backend takes, as they came; they are not in `value`.
        service: The service that its resources name after redaction, "" if they name none or several.
    """

    value: bytes
    spans: int
    findings: list[Finding]
    dropped: dict[str, int]
    failed: int
    dead: list[DeadSpan] = field(repr=False)
    service: str = ""


@dataclass(frozen=True, slots=True)
class RedactedText:
    """A text after redaction."""

    text: str
    findings: list[Finding]
    failed: int
