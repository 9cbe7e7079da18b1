"""Audit: what was found in a message, counted by the service it was found in, and as the value of an audit message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from emitters import wire
from redaction import Finding, Redactor
from stream.messages import Origin

__all__ = ["audit_of", "services_of_records"]


def services_of_records(records: Sequence[dict[str, Any] | None], findings: Sequence[Finding]) -> list[str]:
    """The service of each finding."""
    found_in = [records[finding.record] for finding in findings]
    named = ["" if record is None else record.get(wire.SERVICE_NAME) for record in found_in]
    return [name if type(name) is str else "" for name in named]


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
