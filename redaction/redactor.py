"""The face of redaction that the workers use: records, span requests and texts in, redacted ones and findings out.

One call is one batch: walk (`redaction.columns` for records, `redaction.otlp` for spans), examine
(`redaction.examine`), rewrite (`redaction.rewrite`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from redaction import otlp
from redaction.columns import take
from redaction.engine import Engine
from redaction.examine import Examiner
from redaction.findings import Finding
from redaction.keys import KeyRing
from redaction.otlp_ids import DeadSpan
from redaction.policy import Policy
from redaction.records import drain
from redaction.rewrite import rewrite
from redaction.selectors import Routes
from redaction.surface import ROOT, Node, Surface

__all__ = ["DeadSpan", "RedactedRecords", "RedactedRequest", "RedactedText", "Redactor"]

_WALK = "2"
"""Version of the walk and the rewriting; part of the plan hash, so raise it when equal input gives other output."""


@dataclass(frozen=True, slots=True)
class RedactedRecords:
    """A batch of records after redaction.

    Attributes:
        records: In order; None where the policy dropped the record whole.
        findings: Each with the index of its record.
        dropped: Fields (and whole records) dropped, per rule.
        failed: Fields masked because they could not be examined.
    """

    records: list[dict[str, Any] | None]
    findings: list[Finding]
    dropped: dict[str, int]
    failed: int


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
    """

    value: bytes
    spans: int
    findings: list[Finding]
    dropped: dict[str, int]
    failed: int
    dead: list[DeadSpan] = field(repr=False)


@dataclass(frozen=True, slots=True)
class RedactedText:
    """A text after redaction."""

    text: str
    findings: list[Finding]
    failed: int


class Redactor:
    """Applies a policy with an engine. Pure: equal input gives equal output, in any batch, order or process.

    Attributes:
        plan_hash: Names policy, engine and operators, 16 hex digits: what the output depends on beside the input.
    """

    def __init__(self, policy: Policy, engine: Engine, *, keys: KeyRing | None = None) -> None:
        """Compile the policy.

        Args:
            policy: Where x what x how.
            engine: Finds.
            keys: Keys of HMAC operators; read from where the policy says if not given.

        Raises:
            KeyFault: A key that the policy names is missing, unreadable or too short.
        """
        self._limits = policy.limits
        self._logs = Routes(policy, "logs")
        self._spans = Routes(policy, "spans")
        self._examiner = Examiner(policy, engine, KeyRing.load(policy) if keys is None else keys)
        parts = (_WALK, policy.hash, engine.identity, self._examiner.identity)
        self.plan_hash = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]

    def redact_records(self, records: Sequence[dict[str, Any]]) -> RedactedRecords:
        """Redact log records. The given ones are not changed.

        Args:
            records: JSON objects: dicts with string keys, lists, strings, numbers, booleans, None.
        """
        surface = Surface(self._limits)
        kept, rules = take(surface, records, self._logs)
        surface.seal()
        result = rewrite(surface, self._examiner.outcomes(surface.fields, surface.checked_only))
        result.dropped.update(rules)
        return RedactedRecords(kept, result.findings, dict(result.dropped), result.failed)

    def redact_spans(self, request: bytes) -> RedactedRequest:
        """Redact a span request.

        Args:
            request: `ExportTraceServiceRequest` in protobuf.

        Raises:
            google.protobuf.message.DecodeError: It is none.
        """
        surface = Surface(self._limits)
        walked = otlp.walk(surface, request, self._spans)
        surface.seal()
        outcomes = self._examiner.outcomes(surface.fields, surface.checked_only)
        dead = walked.bury()
        walked.unfold(outcomes)
        result = rewrite(surface, outcomes, walked.rename)
        value = walked.settle(result)
        return RedactedRequest(
            value, walked.spans, result.findings, dict(result.dropped), result.failed, dead
        )

    def redact_text(self, text: str) -> RedactedText:
        """Redact one text; names are looked for if the policy does so in content."""
        surface = Surface(self._limits)
        holder = [text]
        node = Node(None, 0, holder, ROOT)
        route = self._logs.root("record").child("text")
        surface.text(text, route, holder, 0, node, 0)
        drain(surface)
        surface.seal()
        result = rewrite(surface, self._examiner.outcomes(surface.fields, surface.checked_only))
        return RedactedText(holder[0], result.findings, result.failed)
