"""Messages redacted together are those redacted one by one, whatever stands beside them."""

from __future__ import annotations

from typing import Final

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from emitters import wire
from redaction import Redactor
from redaction.errors import RedactionError
from redaction.testing import FailingEngine
from stream.gate.redact import Raw, Redacted, redact_messages
from stream.messages import Encoding, Origin, RawMessage
from tests.shipped import shipped_policy

POISON: Final = "fault-raise"
LONG: Final = "x" * 300
REDACTOR: Final = Redactor(shipped_policy("structured"), FailingEngine(POISON))
TEXTS: Final = st.sampled_from(
    [
        "",
        "plain",
        "mail ann@example.com",
        '{"a": "bob@example.com"}',
        f"{POISON} c@example.com",
        LONG,
        "caf\u00e9",
    ]
)
VALUES: Final = st.one_of(
    TEXTS,
    st.integers(),
    st.none(),
    st.booleans(),
    st.lists(TEXTS, max_size=2),
    st.dictionaries(TEXTS, TEXTS, max_size=2),
)
RECORDS: Final = st.dictionaries(
    st.sampled_from(["event", "note", "service.name", "log.record.uid", "d@example.com"]), VALUES, max_size=4
)
LINES: Final = st.one_of(
    RECORDS.map(msgspec.json.encode), st.sampled_from([b"", b"{", b"[1]", b"\xff", b'{"a":' + b"[" * 2_000])
)


def otlp_logs(texts: list[str], host: str) -> bytes:
    """A log record for each text, as its body and an attribute, below a resource on a host."""
    request = ExportLogsServiceRequest()
    outer = request.resource_logs.add()
    outer.resource.attributes.add(key="host.name").value.string_value = host
    for text in texts:
        if text == "" or not outer.scope_logs:
            outer.scope_logs.add()
        record = outer.scope_logs[-1].log_records.add(trace_id=b"\xf1" * (15 if text == LONG else 16))
        record.body.string_value = text
        record.attributes.add(key="note").value.string_value = text
    return request.SerializeToString()


def otlp_spans(texts: list[str]) -> bytes:
    request = ExportTraceServiceRequest()
    spans = request.resource_spans.add().scope_spans.add().spans
    for text in texts:
        spans.add(name=text, trace_id=b"\xf1" * 16, span_id=b"\xf2" * 8)
    return request.SerializeToString()


@st.composite
def raws(draw: st.DrawFn, topics: tuple[Encoding, ...]) -> list[Raw]:
    """Messages of one topic, some of which say that they are something else."""
    topic = draw(st.sampled_from(topics))
    made = []
    for offset in range(draw(st.integers(1, 6))):
        kind = draw(
            st.sampled_from([topic, topic, topic, "ndjson", "json", "otlp_logs", "otlp_spans", "nonsense"])
        )
        if kind == "otlp_logs":
            value = otlp_logs(
                draw(st.lists(TEXTS, max_size=5)), draw(st.sampled_from(["a", "a", "h@example.com"]))
            )
        elif kind == "otlp_spans":
            value = otlp_spans(draw(st.lists(TEXTS, max_size=3)))
        elif kind == "nonsense":
            value = draw(st.binary(max_size=20))
        else:
            value = b"\n".join(draw(st.lists(LINES, max_size=3)))
        headers: list[tuple[str, bytes]] = []
        if kind not in {topic, "nonsense"}:
            headers.append((wire.HEADER_CONTENT_TYPE, draw(st.sampled_from(CONTENT_TYPES[kind]))))
        message = RawMessage("t", 0, offset, 1_700_000_000_000, None, value, tuple(headers))
        origin = Origin("logs", "0", 0, offset, offset - 1, message.append_ms)
        made.append(Raw(message, origin, topic, draw(st.sampled_from([False, False, False, True]))))
    return made


CONTENT_TYPES: Final = {
    "ndjson": [wire.CONTENT_TYPE_NDJSON.encode()],
    "json": [wire.CONTENT_TYPE_JSON.encode()],
    "otlp_logs": [wire.CONTENT_TYPE_OTLP_LOGS.encode()],
    "otlp_spans": [wire.CONTENT_TYPE_OTLP_SPANS.encode(), b"application/nothing"],
}


def alone(messages: list[Raw], redactor: Redactor) -> list[Redacted]:
    """Each in a call of its own."""
    return [out for raw in messages for out in redact_messages([raw], redactor)]


@settings(max_examples=200)
@given(st.one_of(raws(("ndjson", "otlp_logs")), raws(("otlp_spans",))))
def test_what_comes_of_a_message_does_not_depend_on_its_neighbours(messages: list[Raw]) -> None:
    """Clean bytes, headers, audit, dead letters and counts are equal; no poisoned field takes others along."""
    assert redact_messages(messages, REDACTOR) == alone(messages, REDACTOR)


class Refusing(Redactor):
    """Raises for a batch with poison in it: what no engine can make happen."""

    def redact_records(self, records, **told):  # type: ignore[no-untyped-def]  # the same as above it
        if POISON in str(records):
            raise RedactionError
        return super().redact_records(records, **told)


def test_a_message_that_cannot_be_redacted_dies_alone() -> None:
    """Where all together fail, each is tried by itself: only the guilty one is dead, and nothing of it goes on."""
    lines = [b'{"note":"a@example.com"}', f'{{"note":"{POISON}"}}'.encode(), b'{"note":"fine"}']
    messages = [
        Raw(RawMessage("t", 0, at, 0, None, line, ()), Origin("logs", "0", 0, at, at - 1, 0), "ndjson")
        for at, line in enumerate(lines)
    ]
    outs = redact_messages(messages, Refusing(shipped_policy("structured"), FailingEngine(POISON)))
    assert [[dead.reason for dead in out.dead] for out in outs] == [[], ["redaction_failed"], []]
    assert [out.count for out in outs] == [1, 0, 1]
    assert outs[1].value == b""
    assert b"<EMAIL_ADDRESS>" in outs[0].value


def test_findings_are_counted_from_the_start_of_their_own_message() -> None:
    """An audit names records of its message, not of those it was worked on with."""
    value = b'{"note":"fine"}\n{"note":"a@example.com"}'
    messages = [
        Raw(RawMessage("t", 0, at, 0, None, value, ()), Origin("logs", "0", 0, at, at - 1, 0), "ndjson")
        for at in range(3)
    ]
    audits = [msgspec.json.decode(out.audit) for out in redact_messages(messages, REDACTOR)]
    assert [[finding["record"] for finding in audit["findings"]] for audit in audits] == [[1], [1], [1]]
