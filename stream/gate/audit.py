"""Audit: what was found in a message, counted by the service it was found in, and as the value of an audit message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from redaction import Finding, Redactor
from stream.messages import Origin

__all__ = ["audit_of", "service_of_request", "services_of_records"]

_SERVICE: Final = "service.name"
_TEXT_TAG: Final = 0x0A
_SERVICE_KEY: Final = b"\x0a\x0cservice.name\x12"
"""How an attribute of that name begins, `opentelemetry.proto.common.v1.KeyValue`; the length of its value follows."""


def services_of_records(records: Sequence[dict[str, Any] | None], findings: Sequence[Finding]) -> list[str]:
    """The service of each finding; most messages come from one, so that is looked at first."""
    services = {*map(_service_of, records)}
    if len(services) == 1:
        return [*services] * len(findings)
    return [_service_of(records[finding.record]) for finding in findings]


def _service_of(record: dict[str, Any] | None) -> str:
    service = "" if record is None else record.get(_SERVICE)
    return service if isinstance(service, str) else ""


def service_of_request(request: bytes) -> str:
    """The service that a clean OTLP request names, if it is one with a name of up to 125 bytes."""
    names = set()
    at = request.find(_SERVICE_KEY)
    while at >= 0:
        begin = at + len(_SERVICE_KEY) + 3
        size, tag, length = (request[begin - 3 : begin] + b"\0\0\0")[:3]
        if tag == _TEXT_TAG and length == size - 2:
            names.add(request[begin : begin + length])
        at = request.find(_SERVICE_KEY, begin)
    return names.pop().decode("utf-8", "replace") if len(names) == 1 else ""


def audit_of(
    findings: Sequence[Finding],
    counted: Mapping[tuple[str, str, str], int],
    origin: Origin,
    redactor: Redactor,
) -> bytes:
    """The value of the audit message, as large as the policy lets it be.

    Args:
        findings: Of one message, at least one.
        counted: The same by service, entity and rule.
        origin: Of the message.
        redactor: What made them.
    """
    bounds = redactor.audit
    counts = Counter[str]()
    for (_, entity, rule), times in counted.items():
        counts[f"{entity}/{rule}"] += times
    audit: dict[str, Any] = {
        "origin": origin.encode().decode("ascii"),
        "policy": redactor.plan_hash,
        "counts": dict(sorted(counts.items())),
        "findings": findings[: bounds.findings],
    }
    value = msgspec.json.encode(audit)
    if len(value) > bounds.bytes:
        # Paths repeat keys, which may be as long as anybody likes; the counts are what an audit cannot do without.
        audit |= {"findings": [], "findings_left_out": len(findings)}
        value = msgspec.json.encode(audit)
    if len(value) > bounds.bytes:
        audit |= {"counts": {}, "counts_left_out": len(counts)}
        value = msgspec.json.encode(audit)
    return value
