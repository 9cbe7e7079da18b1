"""The face of redaction that the workers use: records, span requests and texts in, redacted ones and findings out.

One call is one batch: walk (`redaction.walk.columns` for records, `redaction.otlp.walk` for spans), examine
(`redaction.examine`), rewrite (`redaction.walk.rewrite`). Where the policy has keys of tenants, `redaction.tenants`
takes the batch apart before: each tenant's data is walked alone.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from operator import attrgetter, sub
from typing import Any, Final

from google.protobuf.message import DecodeError
from msgspec.structs import replace

from redaction.engine import Engine
from redaction.examine import Examiner
from redaction.findings import Finding
from redaction.keys import KeyRing
from redaction.otlp.ids import DeadSpan
from redaction.otlp.shares import shares
from redaction.otlp.walk import walk as walk_requests
from redaction.otlp.wire import only_name
from redaction.policy.document import Policy
from redaction.policy.route import DROP, Route
from redaction.policy.selectors import Routes
from redaction.redacted import RedactedRecords, RedactedRequest, RedactedText
from redaction.replacements import Replacements
from redaction.sources import program_digest
from redaction.tenants import OneTenant, Ownership, Tenants
from redaction.walk.columns import take
from redaction.walk.records import drain, take_value
from redaction.walk.rewrite import rewrite
from redaction.walk.sheets import Batch, Below
from redaction.walk.surface import ROOT, Node, Surface

__all__ = ["Redactor"]

_NO_REQUEST: Final = (DecodeError, UnicodeDecodeError)
_place: Final = attrgetter("record", "path", "start")


class Redactor:
    """Applies a policy with an engine. Pure: equal input gives equal output, in any batch, order or process.

    Attributes:
        plan_hash: Names program, policy, engine and operators, 16 hex digits: what the output depends on beside the
            input.
        audit: How much of the findings the policy lets into the audit.
    """

    def __init__(self, policy: Policy, engine: Engine, *, keys: KeyRing | None = None) -> None:
        """Compile the policy.

        Args:
            policy: Where x what x how.
            engine: Finds.
            keys: Keys of HMAC operators; read from where the policy says if not given.

        Raises:
            KeyFault: A key that the policy names is missing, unreadable or too short.
            ImportError: A module of redaction runs whose source is not installed (`redaction.sources`).
        """
        self.audit = policy.audit
        self._limits = policy.limits
        self._logs = Routes(policy, "logs")
        self._spans = Routes(policy, "spans")
        self._examiner = Examiner(policy, engine, KeyRing.load(policy) if keys is None else keys)
        replacements = self._examiner.replacements
        self._ownership: Ownership = (
            OneTenant(None, replacements) if policy.tenants is None else Tenants(policy.tenants, replacements)
        )
        parts = (program_digest(), policy.hash, engine.identity, self._examiner.identity)
        self.plan_hash = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]

    def for_tenant(self, tenant: str) -> Redactor:
        """The same for data of one tenant, whatever stands in it.

        Args:
            tenant: Whose it all is.

        Raises:
            PolicyError: The policy has no `tenants`, or no key of this one and `unknown: refuse`.
        """
        table = self._examiner.replacements
        table.require(tenant)
        one = copy(self)
        one._ownership = OneTenant(tenant, table)  # noqa: SLF001 - it is a copy of our own
        return one

    @property
    def measures_text(self) -> bool:
        """Whether the policy drops or measures a text instead of examining it."""
        root = self._logs.root("record")
        return (root.children.get("text") or root.child("text")).otherwise.action >= DROP

    def redact_records(
        self, records: Sequence[dict[str, Any]], *, resources: Sequence[Below] = ()
    ) -> RedactedRecords:
        """Redact log records. The given ones are not changed, unless they are a `redaction.walk.sheets.Batch`.

        Args:
            records: JSON objects: dicts with string keys, lists, strings, numbers, booleans, None.
            resources: Which of them came below which resource; a `Batch` says so itself. What a record holds under
                `resource` is not meant: whoever wrote it has chosen that.
        """
        below = records.resources if isinstance(records, Batch) else resources
        groups = self._ownership.groups(records, below)
        if len(groups) > 1:
            return self._of_tenants(records, groups)
        how = next(iter(groups), self._examiner.replacements.default)
        return self._records([(records, how)])[0]

    def _records(
        self, parts: Sequence[tuple[Sequence[dict[str, Any]], Replacements]]
    ) -> list[RedactedRecords]:
        """Redact the records of some tenants, each on a surface of its own, in one call of the engine."""
        walked = []
        for records, how in parts:
            surface = Surface(self._limits)
            kept, rules = take(surface, records, self._logs)
            surface.seal()
            walked.append((surface, how, kept, rules))
        outcomes = self._examiner.outcomes(
            [(surface.fields, surface.checked_only, how) for surface, how, _, _ in walked]
        )
        redacted = []
        for (surface, _, kept, rules), outcome in zip(walked, outcomes, strict=True):
            surface.learn(outcome)
            result = rewrite(surface, outcome)
            dropped = result.dropped
            dropped.update(rules.values())
            redacted.append(RedactedRecords(kept, result.findings, dict(dropped), result.failed, rules))
        return redacted

    def _of_tenants(
        self, records: Sequence[dict[str, Any]], groups: Mapping[Replacements, Sequence[int]]
    ) -> RedactedRecords:
        parts = [([records[at] for at in places], how) for how, places in groups.items()]
        kept: list[dict[str, Any] | None] = [None] * len(records)
        findings: list[Finding] = []
        dropped: Counter[str] = Counter()
        dropped_by: dict[int, str] = {}
        redacted = self._records(parts)
        for part, places in zip(redacted, groups.values(), strict=True):
            for at, record in zip(places, part.records, strict=True):
                kept[at] = record
            findings.extend([replace(found, record=places[found.record]) for found in part.findings])
            dropped.update(part.dropped)
            dropped_by.update((places[at], rule) for at, rule in part.dropped_by.items())
        # The order must not tell which records were walked together.
        findings.sort(key=_place)
        failed = sum(part.failed for part in redacted)
        return RedactedRecords(kept, findings, dict(dropped), failed, dropped_by)

    def redact_spans(self, request: bytes) -> RedactedRequest:
        """Redact a span request.

        Args:
            request: `ExportTraceServiceRequest` in protobuf.

        Raises:
            google.protobuf.message.DecodeError: It is none.
        """
        parts = self._ownership.parts(request)
        if len(parts) == 1:
            return self._requests([request], parts[0][0])[0]
        redacted = [self._requests([part], how)[0] for how, part, _ in parts]
        findings: list[Finding] = []
        dropped: Counter[str] = Counter()
        dead: list[DeadSpan] = []
        for (_, _, places), one in zip(parts, redacted, strict=True):
            findings.extend(
                [
                    replace(found, record=places[found.record] if found.record >= 0 else -1)
                    for found in one.findings
                ]
            )
            dropped.update(one.dropped)
            dead.extend([DeadSpan(places[span.index], span.reason, span.request) for span in one.dead])
        # Requests one behind the other are one request: protobuf appends what is repeated.
        return RedactedRequest(
            b"".join([one.value for one in redacted]),
            sum(one.spans for one in redacted),
            sorted(findings, key=_place),
            dict(dropped),
            sum(one.failed for one in redacted),
            sorted(dead, key=attrgetter("index")),
            only_name([one.service for one in redacted]),
        )

    def redact_requests(self, requests: Sequence[bytes]) -> list[RedactedRequest | None]:
        """Redact several span requests: what comes of one does not depend on the others, the time does.

        Args:
            requests: `ExportTraceServiceRequest` in protobuf.

        Returns:
            Each as `redact_spans` gives it, None for bytes that are no such request.
        """
        how = self._ownership.everybody
        if how is not None and len(requests) > 1:
            try:
                return [*self._requests(requests, how)]
            except _NO_REQUEST:
                pass  # which of them it is shows one by one
        redacted: list[RedactedRequest | None] = []
        for request in requests:
            try:
                redacted.append(self.redact_spans(request))
            except _NO_REQUEST:
                redacted.append(None)
        return redacted

    def _requests(self, requests: Sequence[bytes], how: Replacements) -> list[RedactedRequest]:
        """Redact the span requests of a tenant, on one surface."""
        surface = Surface(self._limits)
        walked = walk_requests(surface, requests, self._spans)
        surface.seal()
        [outcomes] = self._examiner.outcomes([(surface.fields, surface.checked_only, how)])
        dead = walked.bury()
        walked.unfold(outcomes)
        result = rewrite(surface, outcomes, walked.rename)
        values = walked.settle(result)
        spans = map(sub, walked.firsts[1:], walked.firsts)
        return [
            RedactedRequest(
                value, count - len(buried), own.findings, dict(own.dropped), own.failed, buried, service
            )
            for value, count, buried, own, service in zip(
                values, spans, dead, shares(result, walked.firsts), walked.services(), strict=True
            )
        ]

    def redact_text(self, text: str, *, tenant: str | None = None) -> RedactedText:
        """Redact one text, as the field `text` of a record would be.

        Args:
            text: The text.
            tenant: Whose it is, for policies with keys of tenants; without, as data that names none.
        """
        root = self._logs.root("record")
        return self._text(text, root.children.get("text") or root.child("text"), tenant)

    def redact_path(self, path: str) -> str:
        """Redact a text that no field rule is about, such as the path of a finding; names are not looked for."""
        return self._text(path, self._logs.bare("path"), None).text

    def _text(self, text: str, route: Route, tenant: str | None) -> RedactedText:
        surface = Surface(self._limits)
        holder = [text]
        node = Node(None, 0, holder, ROOT)
        take_value(surface, text, route, holder, 0, node, 0, 0)
        drain(surface)
        surface.seal()
        how = self._ownership.of_text(tenant)
        [outcomes] = self._examiner.outcomes([(surface.fields, surface.checked_only, how)])
        result = rewrite(surface, outcomes)
        # A text that the policy drops is gone from its list.
        return RedactedText(holder[0] if holder else "", result.findings, result.failed)
