"""Redact: a raw message becomes one clean message, its dead letters and its audit. Fails closed.

Several messages are examined together: alone, small ones cost more than twice as much for each record. Pure: bytes
in, bytes out, no Kafka. `stream.apps.redact` feeds it and sends what it returns. Whatever happens here, the clean value
holds only what the redactor has examined and given back.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from emitters import wire
from redaction import Finding, Redactor
from redaction.stock_entities import FAILED
from stream.decode import Coded, Dead, DeadReason, Encoding, content_type_of, decode
from stream.encode import clean_headers, encode_records
from stream.messages import Origin, RawMessage
from stream.watchdog import STRIKES_OUT

__all__ = [
    "MAX_CLEAN_BYTES",
    "Raw",
    "Redacted",
    "redact_messages",
]

_ID_REASONS: Final[dict[str, DeadReason]] = {
    "id_length": "id_length",
    "id_text": "id_text",
    "id_zero": "id_zero",
}
MAX_SEPARATE_DEAD: Final = 100
"""Beyond it the whole message goes to the dead letters once: each is an awaited send."""
MAX_CLEAN_BYTES: Final = 4_000_000
"""Largest clean value, four times the largest raw one: markers can be longer than what they replace."""

_record: Final = attrgetter("record")
_SERVICE: Final = "service.name"
_TEXT_TAG: Final = 0x0A
_SERVICE_KEY: Final = b"\x0a\x0cservice.name\x12"
"""How an attribute of that name begins, `opentelemetry.proto.common.v1.KeyValue`; the length of its value follows."""


@dataclass(slots=True)
class Redacted:
    """What one raw message turned into.

    Attributes:
        value: Value of the clean message.
        headers: Headers of the clean message.
        count: Records or spans in it.
        dead: What goes to `raw.dead`.
        audit: Value of the audit message, b"" if nothing was found.
        taken: Records or spans that came in.
        dropped: Records dropped by policy, per rule.
        findings: Findings per service, entity and rule; the service as the clean record or request calls it, empty if
            it does not.
        failed: Fields masked because detection failed on them.
    """

    value: bytes
    headers: list[tuple[str, bytes]]
    count: int = 0
    dead: list[Dead] = field(default_factory=list)
    audit: bytes = b""
    taken: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    findings: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Raw:
    """A raw message as this module takes it.

    Attributes:
        message: The message.
        origin: Its origin, for the clean headers and the audit.
        encoding: How messages of its topic are read when they do not say it themselves.
        strikes: How often this very message has ended a worker; from two on it is not examined again.
    """

    message: RawMessage
    origin: Origin
    encoding: Encoding
    strikes: int = 0


def redact_messages(raws: Sequence[Raw], redactor: Redactor) -> list[Redacted]:
    """Decode, redact and encode raw messages; the records or spans of all of them are examined together.

    What comes of a message does not depend on those beside it, only the time does.

    Args:
        raws: The raw messages.
        redactor: The compiled policy.

    Returns:
        Of each in order the clean message and everything that goes elsewhere. Never raises: what cannot be redacted is
        dead.
    """
    try:
        outs = _redacted(raws, redactor)
    except Exception:  # noqa: BLE001 - fail closed: whatever it was, nothing of this message goes on
        if len(raws) != 1:
            return [out for raw in raws for out in redact_messages([raw], redactor)]
        outs = [Redacted(b"", [], dead=[Dead("redaction_failed", raw.message.value)]) for raw in raws]
    return [_sealed(raw, out, redactor) for raw, out in zip(raws, outs, strict=True)]


def _sealed(raw: Raw, out: Redacted, redactor: Redactor) -> Redacted:
    """The same, of a size that goes through, and with the headers of its clean message."""
    message = raw.message
    if len(out.value) > MAX_CLEAN_BYTES:
        out = Redacted(b"", [], dead=[Dead("oversize", message.value)])
    if out.dead and not out.taken:
        out.taken = len(out.dead)
    out.headers = clean_headers(
        raw.origin,
        content_type=wire.CONTENT_TYPE_OTLP_SPANS
        if raw.encoding == "otlp_spans"
        else wire.CONTENT_TYPE_NDJSON,
        count=out.count,
        policy=redactor.plan_hash,
        inbound=message.headers,
    )
    return out


def _redacted(raws: Sequence[Raw], redactor: Redactor) -> list[Redacted]:
    outs = [Redacted(b"", []) for _ in raws]
    logs: list[tuple[Raw, Redacted, Encoding]] = []
    spans: list[tuple[Raw, Redacted]] = []
    for raw, out in zip(raws, outs, strict=True):
        message = raw.message
        if raw.strikes >= STRIKES_OUT:
            out.dead.append(Dead("watchdog", message.value))
        elif message.value:
            encoding = content_type_of(message, raw.encoding)
            if isinstance(encoding, Dead):
                out.dead.append(encoding)
            elif (encoding == "otlp_spans") != (raw.encoding == "otlp_spans"):
                out.dead.append(Dead("content_type", message.value))
            elif encoding == "otlp_spans":
                spans.append((raw, out))
            else:
                logs.append((raw, out, encoding))
    if logs:
        _redact_logs(logs, redactor)
    if spans:
        _redact_spans(spans, redactor)
    return outs


def _redact_logs(logs: Sequence[tuple[Raw, Redacted, Encoding]], redactor: Redactor) -> None:
    batch, messages = decode(
        [Coded(raw.message, encoding, "/".join(map(str, raw.origin.lane))) for raw, _, encoding in logs]
    )
    redacted = redactor.redact_records(batch)
    for (raw, out, _), decoded in zip(logs, messages, strict=True):
        first, last = decoded.records.start, decoded.records.stop
        records = redacted.records[first:last]
        kept = [record for record in records if record is not None]
        findings = _within(redacted.findings, first, last)
        out.value = encode_records(kept)
        out.count = len(kept)
        out.taken = len(decoded.records) + len(decoded.dead)
        out.dead.extend(_together(raw.message, decoded.dead) if decoded.dead else ())
        if len(kept) != len(decoded.records):
            out.dropped["policy"] += len(decoded.records) - len(kept)
        # Whatever could not be examined is a finding of its own.
        failed = sum(finding.entity == FAILED for finding in findings) if redacted.failed else 0
        if findings:
            _note(findings, _services_of(records, findings), redactor, raw.origin, out)
        out.failed = failed


def _within(findings: list[Finding], first: int, last: int) -> list[Finding]:
    """The findings of some records, which are counted from 0 there."""
    start = bisect_left(findings, first, key=_record)
    own = findings[start : bisect_left(findings, last, lo=start, key=_record)]
    return own if not first else [replace(finding, record=finding.record - first) for finding in own]


def _redact_spans(spans: Sequence[tuple[Raw, Redacted]], redactor: Redactor) -> None:
    requests = redactor.redact_requests([raw.message.value for raw, _ in spans])
    for (raw, out), redacted in zip(spans, requests, strict=True):
        if redacted is None:
            out.dead.append(Dead("not_otlp", raw.message.value))
            continue
        out.value = redacted.value
        out.count = redacted.spans
        if redacted.dead:
            dead = [Dead(_ID_REASONS[span.reason], span.request, span.index) for span in redacted.dead]
            out.dead.extend(_together(raw.message, dead))
        out.taken = redacted.spans + len(redacted.dead)
        if redacted.findings:
            services = [_service_of_request(redacted.value)] * len(redacted.findings)
            _note(redacted.findings, services, redactor, raw.origin, out)
        out.failed = redacted.failed


def _service_of(record: dict[str, Any] | None) -> str:
    service = "" if record is None else record.get(_SERVICE)
    return service if isinstance(service, str) else ""


def _services_of(records: Sequence[dict[str, Any] | None], findings: Sequence[Finding]) -> list[str]:
    """The service of each finding; most messages come from one, so that is looked at first."""
    named = [None if record is None else record.get(_SERVICE) for record in records]
    services = {name if type(name) is str else "" for name in named}
    if len(services) == 1:
        return [*services] * len(findings)
    return [_service_of(records[finding.record]) for finding in findings]


def _service_of_request(request: bytes) -> str:
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


def _note(
    findings: list[Finding], services: list[str], redactor: Redactor, origin: Origin, out: Redacted
) -> None:
    """Count findings, by the services they were made in, and write the audit."""
    out.findings.update(
        [(service, finding.entity, finding.rule) for service, finding in zip(services, findings, strict=True)]
    )
    bounds = redactor.audit
    counts = Counter[str]()
    for (_, entity, rule), times in out.findings.items():
        counts[f"{entity}/{rule}"] += times
    audit: dict[str, Any] = {
        "origin": origin.encode().decode("ascii"),
        "policy": redactor.plan_hash,
        "counts": dict(sorted(counts.items())),
        "findings": findings[: bounds.findings],
    }
    out.audit = msgspec.json.encode(audit)
    if len(out.audit) > bounds.bytes:
        # Paths repeat keys, which may be as long as anybody likes; the counts are what an audit cannot do without.
        audit |= {"findings": [], "findings_left_out": len(findings)}
        out.audit = msgspec.json.encode(audit)
    if len(out.audit) > bounds.bytes:
        audit |= {"counts": {}, "counts_left_out": len(counts)}
        out.audit = msgspec.json.encode(audit)


def _together(message: RawMessage, dead: list[Dead]) -> list[Dead]:
    """Dead letters one by one, or, where they are many or larger than the message, the message once for all."""
    if len(dead) <= MAX_SEPARATE_DEAD and sum(len(one.value) for one in dead) <= 2 * len(message.value):
        return dead
    return [Dead(dead[0].reason, message.value, records=len(dead))]
