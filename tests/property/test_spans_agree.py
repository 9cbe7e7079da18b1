"""The short cut of spans: attributes taken in as bytes come out as if every one were walked as a message."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import KeyValue

from redaction import load_policy
from redaction.examine import Examiner
from redaction.keys import KeyRing
from redaction.otlp import walk
from redaction.rewrite import rewrite
from redaction.selectors import Routes
from redaction.surface import Surface
from redaction.testing import KeywordEngine

SECRET = "alice.secret@example.com"
POLICY = load_policy("structured")
ENGINE = KeywordEngine({"5551234567": "PHONE_NUMBER", "4111111111111111": "CREDIT_CARD"})
EXAMINER = Examiner(POLICY, ENGINE, KeyRing({}))
KEYS = [
    "gen_ai.operation.name",
    "gen_ai.usage.input_tokens",
    "note",
    "phone",
    "token_ids",
    "http.route",
    SECRET,
    "",
]
VALUES: list[Any] = [
    "chat", "/v1/chat", SECRET, f"to {SECRET}.", f'{{"to": "{SECRET}"}}', "", "caf\u00e9 " + SECRET, "x" * 300,
    "word " * 60 + SECRET, 7, -1, 5551234567, 4111111111111111, -4111111111111111, 1.5, 5551234567.0, True, False, None,
    [SECRET, 4111111111111111], {SECRET: SECRET}, SECRET.encode(), b"\xff",
]  # fmt: skip


def fill(value: Any, plain: Any) -> None:
    if isinstance(plain, bool):
        value.bool_value = plain
    elif isinstance(plain, int):
        value.int_value = plain
    elif isinstance(plain, float):
        value.double_value = plain
    elif isinstance(plain, bytes):
        value.bytes_value = plain
    elif isinstance(plain, list):
        for entry in plain:
            fill(value.array_value.values.add(), entry)
    elif isinstance(plain, dict):
        for key, entry in plain.items():
            fill(value.kvlist_value.values.add(key=key).value, entry)
    elif plain is not None:
        value.string_value = plain


ATTRIBUTES = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES)), max_size=5)


def request(spans: list[list[tuple[str, Any]]], *, unknown: bool) -> bytes:
    message = ExportTraceServiceRequest()
    scope_spans = message.resource_spans.add().scope_spans.add()
    for number, attributes in enumerate(spans):
        ids = {"trace_id": b"\xf1" * 16, "span_id": b"\xf2" * (7 if number == 3 else 8)}
        span = scope_spans.spans.add(name="chat", **ids)
        for key, value in attributes:
            fill(span.attributes.add(key=key).value, value)
            if unknown:
                strange = span.attributes[-1].SerializeToString() + b"\xfa\x07\x07unknown"
                span.attributes[-1].CopyFrom(KeyValue.FromString(strange))
    return message.SerializeToString()


def redact(value: bytes, *, on_wire: bool) -> tuple[Any, ...]:
    surface = Surface(POLICY.limits)
    walked = walk(surface, value, Routes(POLICY, "spans"), on_wire=on_wire)
    surface.seal()
    [outcomes] = EXAMINER.outcomes([(surface.fields, surface.checked_only, EXAMINER.replacements.default)])
    dead = walked.bury()
    walked.unfold(outcomes)
    result = rewrite(surface, outcomes, walked.rename)
    return walked.settle(result), walked.spans, dead, result.findings, result.dropped, result.failed


@settings(max_examples=300, deadline=None)
@given(st.lists(ATTRIBUTES, max_size=6), st.booleans())
def test_bytes_and_messages_agree(spans: list[list[tuple[str, Any]]], unknown: bool) -> None:
    """Bytes out, findings, drops, failures and dead spans are the same, and nothing planted or unknown survives."""
    value = request(spans, unknown=unknown)
    fast = redact(value, on_wire=True)
    assert fast == redact(value, on_wire=False)
    assert b"alice.secret" not in fast[0]
    assert b"unknown" not in fast[0]
    assert "alice.secret" not in repr(fast[3])
