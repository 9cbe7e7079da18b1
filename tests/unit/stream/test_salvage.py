"""A record for which redaction raises is dead alone: what stands beside it is delivered, and the books add up."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from redaction import Policy, Redactor
from redaction.errors import RedactionError
from redaction.redacted import RedactedRecords, RedactedRequest
from redaction.testing import KeywordEngine
from stream.gate import salvage
from stream.gate.decode import Coded, decode
from stream.gate.redact import MAX_CLEAN_BYTES, Raw, Redacted, redact_messages
from stream.messages import Encoding, Origin, RawMessage
from tests.shipped import shipped_policy

MANY = 500
GUILTY = 250
POISON = "poison"


class Raising(Redactor):
    """Raises for whatever holds the poison, as a fault in the walk of one value does."""

    def redact_records(self, records: Any, **told: Any) -> RedactedRecords:
        if POISON in str(list(records)):
            raise RedactionError
        return super().redact_records(records, **told)

    def redact_spans(self, request: bytes) -> RedactedRequest:
        if POISON.encode() in request:
            raise RedactionError
        return super().redact_spans(request)

    def redact_requests(self, requests: Any) -> list[RedactedRequest | None]:
        if any(POISON.encode() in request for request in requests):
            raise RedactionError
        return super().redact_requests(requests)


ENGINE = KeywordEngine({"a@b.co": "EMAIL_ADDRESS"})
RAISING = Raising(shipped_policy("structured"), ENGINE)
SOUND = Redactor(shipped_policy("structured"), ENGINE)


def texts(*guilty: int) -> list[str]:
    return [
        POISON if at in guilty else f"mail a@b.co no {at}" if at % 100 == 7 else f"no {at}"
        for at in range(MANY)
    ]


def ndjson(values: list[str]) -> bytes:
    return b"\n".join(json.dumps({"event": value}).encode() for value in values)


def otlp_logs(values: list[str]) -> bytes:
    request = ExportLogsServiceRequest()
    for first in range(0, len(values), 60):
        outer = request.resource_logs.add()
        outer.resource.attributes.add(key="service.name").value.string_value = f"s{first}"
        inner = outer.scope_logs.add()
        for value in values[first : first + 60]:
            inner.log_records.add().body.string_value = value
    return request.SerializeToString()


def otlp_spans(values: list[str]) -> bytes:
    request = ExportTraceServiceRequest()
    for first in range(0, len(values), 30):
        if first % 60 == 0:
            outer = request.resource_spans.add()
            outer.resource.attributes.add(key="note").value.string_value = "of a@b.co"
        inner = request.resource_spans[-1].scope_spans.add()
        inner.scope.name = f"scope {first}"
        for value in values[first : first + 30]:
            span = inner.spans.add(name="call", trace_id=b"\xf1" * 16, span_id=b"\xf2" * 8)
            span.attributes.add(key="note").value.string_value = value
    return request.SerializeToString()


ENCODERS: dict[Encoding, Callable[[list[str]], bytes]] = {
    "ndjson": ndjson,
    "otlp_logs": otlp_logs,
    "otlp_spans": otlp_spans,
}
encodings = pytest.mark.parametrize("encoding", ENCODERS)


def raw(value: bytes, encoding: Encoding, offset: int = 4) -> Raw:
    message = RawMessage("t", 0, offset, 1_700_000_000_000, None, value, ())
    return Raw(message, Origin("logs", "0", 0, offset, offset - 1, message.append_ms), encoding)


def redact(value: bytes, encoding: Encoding, redactor: Redactor = RAISING) -> Redacted:
    [out] = redact_messages([raw(value, encoding)], redactor)
    return out


def events(out: Redacted, encoding: Encoding) -> list[str]:
    """What the clean records or spans say."""
    if encoding != "otlp_spans":
        return [json.loads(line)["event"] for line in out.value.splitlines()]
    request = ExportTraceServiceRequest.FromString(out.value)
    spans = [span for outer in request.resource_spans for inner in outer.scope_spans for span in inner.spans]
    return [span.attributes[0].value.string_value for span in spans]


def adds_up(out: Redacted) -> bool:
    fates = out.count + sum(dead.records for dead in out.dead) + sum(out.dropped.values())
    return out.taken == fates


@encodings
def test_one_guilty_of_500_is_dead_alone(encoding: Encoding) -> None:
    """The other 499 are delivered as they would be without it, and of 500 taken one is dead."""
    value = ENCODERS[encoding](texts(GUILTY))
    out = redact(value, encoding)
    expected = [text.replace("a@b.co", "<EMAIL_ADDRESS>") for text in texts(GUILTY) if text != POISON]
    assert events(out, encoding) == expected
    assert (out.taken, out.count, out.failed) == (500, 499, 0)
    assert adds_up(out)
    [dead] = out.dead
    assert (dead.reason, dead.records) == ("redaction_failed", 1)
    # Other records' place in the message is told by the audit, so the lost one keeps its own.
    numbers = [found["record"] for found in json.loads(out.audit)["findings"] if found["record"] >= 0]
    assert numbers == [7, 107, 207, 307, 407]


def test_the_dead_letter_of_a_line_is_the_line() -> None:
    """As it came and with its number among all lines, blank and unreadable ones too."""
    lines = [b'{"event":"a"}', b"", b"not json", b' {"event" : "poison"}\r', b'{"event":"b"}', b"{"]
    out = redact(b"\n".join(lines), "ndjson")
    assert [(dead.reason, dead.index, dead.value) for dead in out.dead] == [
        ("not_json", 2, b"not json"),
        ("redaction_failed", 3, lines[3]),
        ("not_json", 5, b"{"),
    ]
    assert (out.taken, out.count) == (5, 2)


def test_of_otlp_logs_the_message_is_buried_once() -> None:
    """However many of its records are lost: whole, with their number; those with bad ids are beside it as ever."""
    request = ExportLogsServiceRequest.FromString(otlp_logs(texts(3, 77, 300)))
    request.resource_logs[0].scope_logs[0].log_records[9].trace_id = b"short"
    value = request.SerializeToString()
    out = redact(value, "otlp_logs")
    assert [(dead.reason, dead.index, dead.records) for dead in out.dead] == [
        ("redaction_failed", -1, 3),
        ("id_length", 9, 1),
    ]
    assert out.dead[0].value == value
    assert (out.taken, out.count) == (500, 496)


def test_the_dead_letter_of_a_span_is_the_span_in_a_request() -> None:
    """Below its resource and scope and with its number; one with bad ids, and the findings, keep theirs."""
    request = ExportTraceServiceRequest.FromString(otlp_spans(texts(61, 62)))
    request.resource_spans[7].scope_spans[0].spans[0].trace_id = b"short"
    out = redact(request.SerializeToString(), "otlp_spans")
    assert [(dead.reason, dead.index) for dead in out.dead] == [
        ("redaction_failed", 61),
        ("redaction_failed", 62),
        ("id_length", 420),
    ]
    alone = ExportTraceServiceRequest.FromString(out.dead[1].value)
    source = request.resource_spans[1]
    assert alone.resource_spans[0].resource == source.resource
    assert alone.resource_spans[0].scope_spans[0].scope == source.scope_spans[0].scope
    assert [*alone.resource_spans[0].scope_spans[0].spans] == [source.scope_spans[0].spans[2]]
    assert (out.taken, out.count) == (500, 497)
    # A resource is examined once, not once for each attempt.
    assert out.findings["", "EMAIL_ADDRESS", "keyword"] == 5 + 9


@encodings
def test_a_message_of_guilty_records_is_dead_as_a_whole(encoding: Encoding) -> None:
    """Nothing goes on, and the books have every record: one dead letter for all 500."""
    value = ENCODERS[encoding]([POISON] * MANY)
    out = redact(value, encoding)
    assert out.value == b""
    assert [(dead.reason, dead.value, dead.records) for dead in out.dead] == [
        ("redaction_failed", value, 500)
    ]
    assert (out.taken, out.count) == (500, 0)


@encodings
def test_messages_beside_it_are_what_they_are_alone(encoding: Encoding) -> None:
    """Several messages in one call: each is as if it came alone, those without poison as without any fault."""
    values = [
        ENCODERS[encoding](texts()),
        ENCODERS[encoding](texts(1, 499)),
        b"",
        ENCODERS[encoding](texts(0)),
    ]
    raws = [raw(value, encoding, offset) for offset, value in enumerate(values)]
    outs = redact_messages(raws, RAISING)
    assert outs == [out for one in raws for out in redact_messages([one], RAISING)]
    assert outs[0] == redact_messages(raws[:1], SOUND)[0]
    assert [(out.taken, out.count) for out in outs] == [(500, 500), (500, 498), (0, 0), (500, 499)]
    assert all(map(adds_up, outs))


@encodings
def test_a_replay_is_the_same_byte_for_byte(encoding: Encoding) -> None:
    """Clean bytes with their uids, headers, audit and dead letters; and the uids are those of a run without fault."""
    value = ENCODERS[encoding](texts(GUILTY))
    out = redact(value, encoding)
    assert out == redact(value, encoding)
    if encoding != "otlp_spans":
        healed = redact(value, encoding, SOUND).value.splitlines()
        uids = [json.loads(line)["log.record.uid"] for line in out.value.splitlines()]
        assert uids == [json.loads(line)["log.record.uid"] for at, line in enumerate(healed) if at != GUILTY]


def test_what_a_policy_drops_is_neither_dead_nor_delivered() -> None:
    """Each record has one fate beside a lost one too."""
    policy = Policy.model_validate(
        {"version": 1, "records": [{"rule": "noise", "when": {"event": ["noise"]}}]}
    )
    lines = ndjson(["noise", POISON, "a", "noise"])
    out = redact(lines, "ndjson", Raising(policy, ENGINE))
    assert (out.taken, out.count, dict(out.dropped)) == (4, 1, {"policy": 2})
    assert adds_up(out)


def test_the_rule_of_a_dropped_record_is_told_by_its_place_among_all() -> None:
    """Not among the spared ones, which are redacted without the lost."""
    rules = [{"rule": f"rule-{name}", "when": {"event": [name]}} for name in ("a", "b")]
    policy = Policy.model_validate({"version": 1, "records": rules})
    lines = ndjson([POISON, "a", "kept", POISON, "b"])
    batch, _ = decode([Coded(raw(lines, "ndjson").message, "ndjson", "")])
    redacted, lost = salvage.spare_records(batch, Raising(policy, ENGINE))
    assert (redacted.dropped_by, lost) == ({1: "rule-a", 4: "rule-b"}, [0, 3])
    assert [record is None for record in redacted.records] == [True, True, False, True, True]


class OnlyTogether(Redactor):
    """Raises for more than one record, whichever they are."""

    def redact_records(self, records: Any, **told: Any) -> RedactedRecords:
        if len(records) > 1:
            raise RedactionError
        return super().redact_records(records, **told)

    def redact_spans(self, request: bytes) -> RedactedRequest:
        if salvage.count_spans(request) > 1:
            raise RedactionError
        return super().redact_spans(request)


@encodings
def test_what_raises_for_none_alone_is_dead_with_its_number(encoding: Encoding) -> None:
    """Where nobody is to blame nothing is guessed: the whole message is dead, counted record by record."""
    out = redact(ENCODERS[encoding](texts()), encoding, OnlyTogether(shipped_policy("structured"), ENGINE))
    assert out.value == b""
    assert [(dead.reason, dead.records) for dead in out.dead] == [("redaction_failed", 500)]
    assert out.taken == 500


def test_many_lost_are_told_as_lost() -> None:
    """Where one dead letter stands for a hundred of two reasons, it names the one that is a fault of ours."""
    lines = [*[b"not json"] * 100, b'{"event":"poison"}', b'{"event":"a"}']
    out = redact(b"\n".join(lines), "ndjson")
    assert [(dead.reason, dead.records) for dead in out.dead] == [("redaction_failed", 101)]
    assert (out.taken, out.count) == (102, 1)


def test_a_clean_message_that_is_too_large_is_on_the_books_with_all_its_records() -> None:
    """It is dead whole; what was dead before it stays dead for its own reason."""
    policy = Policy.model_validate({"version": 1})
    line = json.dumps({"event": "@ " * (MAX_CLEAN_BYTES // 2 // len("<EMAIL_ADDRESS> ") + 1)}).encode()
    value = b"\n".join([line, line, b"not json"])
    out = redact(value, "ndjson", Redactor(policy, KeywordEngine({"@": "EMAIL_ADDRESS"})))
    assert [(dead.reason, dead.records) for dead in out.dead] == [("not_json", 1), ("oversize", 2)]
    assert (out.value, out.taken, out.count) == (b"", 3, 0)


def test_the_search_for_the_guilty_is_bounded() -> None:
    """It takes few attempts where few are guilty, and stops asking where very many are."""
    asked: list[range] = []

    def attempt(places: range) -> None:
        asked.append(places)
        if any(at % 3 == 0 for at in places):
            raise RedactionError

    assert salvage.guilty(180, attempt) == [*range(0, 180, 3)]
    found = salvage.guilty(9_000, attempt)
    assert {*range(0, 9_000, 3)} <= {*found}
    assert found == sorted(found)
    asked.clear()

    def one(places: range) -> None:
        asked.append(places)
        if GUILTY in places:
            raise RedactionError

    assert salvage.guilty(MANY, one) == [GUILTY]
    assert len(asked) < 25
    assert salvage.guilty(0, one) == []
