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
from typing import Final

from msgspec.structs import replace

from emitters import wire
from redaction import Finding, Redactor
from redaction.redacted import RedactedRecords, RedactedRequest
from redaction.stock_entities import FAILED
from stream.gate.audit import audit_of, services_of_records
from stream.gate.decode import Coded, Dead, Decoded, decode, encoding_of
from stream.gate.encode import clean_headers, encode_records
from stream.gate.salvage import LostSpan, count_spans, dead_records, spare_records, spare_spans
from stream.messages import Encoding, Origin, RawMessage

__all__ = [
    "MAX_CLEAN_BYTES",
    "Raw",
    "Redacted",
    "redact_messages",
]

MAX_SEPARATE_DEAD: Final = 100
"""Beyond it the whole message goes to the dead letters once: each is an awaited send."""
MAX_CLEAN_BYTES: Final = 4_000_000
"""Largest clean value, four times the largest raw one: markers can be longer than what they replace."""

_record: Final = attrgetter("record")
_index: Final = attrgetter("index")


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
        struck: Whether this very message has ended workers, so that it is not examined again.
    """

    message: RawMessage
    origin: Origin
    encoding: Encoding
    struck: bool = False


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
    except Exception:  # noqa: BLE001 - fail closed: whatever it was, nothing of the records it was raised for goes on
        if len(raws) != 1:
            return [out for raw in raws for out in redact_messages([raw], redactor)]
        outs = [_salvaged(raw, redactor) for raw in raws]
    return [_sealed(raw, out, redactor) for raw, out in zip(raws, outs, strict=True)]


def _sealed(raw: Raw, out: Redacted, redactor: Redactor) -> Redacted:
    """The same, of a size that goes through, and with the headers of its clean message."""
    message = raw.message
    if len(out.value) > MAX_CLEAN_BYTES:
        dead = [*out.dead, Dead("oversize", message.value, records=out.count)]
        out = Redacted(b"", [], dead=dead, taken=out.taken, dropped=out.dropped)
    if out.dead and not out.taken:
        out.taken = sum(dead.records for dead in out.dead)
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
        encoding = _reading_of(raw)
        if isinstance(encoding, Dead):
            out.dead.append(encoding)
        elif encoding == "otlp_spans":
            spans.append((raw, out))
        elif encoding is not None:
            logs.append((raw, out, encoding))
    if logs:
        _redact_logs(logs, redactor)
    if spans:
        _redact_spans(spans, redactor)
    return outs


def _reading_of(raw: Raw) -> Encoding | Dead | None:
    """How a message is read, why it is not, None for one that is empty."""
    message = raw.message
    if raw.struck:
        return Dead("watchdog", message.value)
    if not message.value:
        return None
    encoding = encoding_of(message, raw.encoding)
    if not isinstance(encoding, Dead) and (encoding == "otlp_spans") != (raw.encoding == "otlp_spans"):
        return Dead("content_type", message.value)
    return encoding


def _salvaged(raw: Raw, redactor: Redactor) -> Redacted:
    """A message for which redaction raised: the records that it raises for are dead, the others as if they were all."""
    out, records = Redacted(b"", []), 1
    try:
        encoding = _reading_of(raw)
        if encoding == "otlp_spans":
            records = count_spans(raw.message.value)
            spared, lost_spans = spare_spans(raw.message.value, redactor)
            _settle_spans(raw, out, spared, redactor, lost_spans)
        elif encoding is not None and not isinstance(encoding, Dead):
            batch, [decoded] = decode([_coded(raw, encoding)])
            records = len(batch) + len(decoded.dead)
            redacted, lost = spare_records(batch, redactor)
            dead = dead_records(raw.message, encoding, decoded, lost)
            _settle_logs(raw, out, decoded, redacted, redactor, lost=dead)
    except Exception:  # noqa: BLE001 - fail closed: what raises for none alone is raised for all
        return Redacted(b"", [], dead=[Dead("redaction_failed", raw.message.value, records=max(records, 1))])
    return out


def _coded(raw: Raw, encoding: Encoding) -> Coded:
    return Coded(raw.message, encoding, "/".join(map(str, raw.origin.lane)))


def _redact_logs(logs: Sequence[tuple[Raw, Redacted, Encoding]], redactor: Redactor) -> None:
    batch, messages = decode([_coded(raw, encoding) for raw, _, encoding in logs])
    redacted = redactor.redact_records(batch)
    for (raw, out, _), decoded in zip(logs, messages, strict=True):
        _settle_logs(raw, out, decoded, redacted, redactor)


def _settle_logs(
    raw: Raw,
    out: Redacted,
    decoded: Decoded,
    redacted: RedactedRecords,
    redactor: Redactor,
    *,
    lost: Sequence[Dead] = (),
) -> None:
    """What became of the records of one message; the lost ones were read and not redacted."""
    first, last = decoded.records.start, decoded.records.stop
    records = redacted.records[first:last]
    kept = [record for record in records if record is not None]
    findings = _within(redacted.findings, first, last)
    out.value = encode_records(kept)
    out.count = len(kept)
    out.taken = len(decoded.records) + len(decoded.dead)
    if decoded.dead or lost:
        out.dead.extend(_together(raw.message, [*decoded.dead, *lost]))
    dropped = len(decoded.records) - len(kept)
    if dropped and lost:
        dropped -= sum(dead.records for dead in lost)
    if dropped:
        out.dropped["policy"] += dropped
    # Whatever could not be examined is a finding of its own.
    failed = sum(finding.entity == FAILED for finding in findings) if redacted.failed else 0
    if findings:
        _note(findings, services_of_records(records, findings), raw, redactor, out)
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
        else:
            _settle_spans(raw, out, redacted, redactor)


def _settle_spans(
    raw: Raw, out: Redacted, redacted: RedactedRequest, redactor: Redactor, lost: Sequence[LostSpan] = ()
) -> None:
    """What became of the spans of one message; the lost ones were not redacted."""
    out.value = redacted.value
    out.count = redacted.spans
    out.taken = redacted.spans + len(redacted.dead) + len(lost)
    dead = [Dead(span.reason, span.request, span.index) for span in redacted.dead]
    dead += [Dead("redaction_failed", span.request, span.index) for span in lost]
    if dead:
        out.dead.extend(_together(raw.message, dead))
    if redacted.findings:
        services = [redacted.service] * len(redacted.findings)
        _note(redacted.findings, services, raw, redactor, out)
    out.failed = redacted.failed


def _note(findings: list[Finding], services: list[str], raw: Raw, redactor: Redactor, out: Redacted) -> None:
    """Count findings, by the services they were made in, and write the audit."""
    out.findings.update(
        [(service, finding.entity, finding.rule) for service, finding in zip(services, findings, strict=True)]
    )
    out.audit = audit_of(findings, out.findings, raw.origin, redactor)


def _together(message: RawMessage, dead: list[Dead]) -> list[Dead]:
    """Dead letters one by one, or, where they are many or larger than the message, the message once for all."""
    if len(dead) <= MAX_SEPARATE_DEAD and sum(len(one.value) for one in dead) <= 2 * len(message.value):
        return sorted(dead, key=_index)
    # A fault of ours is what somebody has to look at, so it is not told as one of theirs.
    ours = any(one.reason == "redaction_failed" for one in dead)
    reason = "redaction_failed" if ours else dead[0].reason
    return [Dead(reason, message.value, records=sum(one.records for one in dead))]
