"""The short cut of spans: attributes taken in as bytes come out as if every one were walked as a message."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter
from typing import Any

import pytest
from google.protobuf.message import DecodeError
from hypothesis import given, settings
from hypothesis import strategies as st
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import KeyValue

from redaction import Redactor
from redaction.examine import Examiner
from redaction.keys import KeyRing
from redaction.otlp.walk import walk
from redaction.otlp.wire import opaque
from redaction.policy.selectors import Routes
from redaction.redacted import RedactedRequest
from redaction.testing import FailingEngine, KeywordEngine
from redaction.walk.rewrite import rewrite
from redaction.walk.surface import Surface
from tests.shipped import shipped_policy

TWIN = opaque(ExportTraceServiceRequest.DESCRIPTOR, "opentelemetry.proto.trace.v1.Span", "attributes")
SECRET = "alice.secret@example.com"
POLICY = shipped_policy("structured")
ROUTES = Routes(POLICY, "spans")  # one for all, so that what passed once is met again
ENGINE = KeywordEngine({"5551234567": "PHONE_NUMBER", "4111111111111111": "CREDIT_CARD"})
EXAMINER = Examiner(POLICY, ENGINE, KeyRing({}))
KEYS = [
    "gen_ai.operation.name",
    "gen_ai.usage.input_tokens",
    "note",
    "phone",
    "token_ids",
    "http.route",
    "finish_reasons",
    "logprobs",
    SECRET,
    "",
]
VALUES: list[Any] = [
    "chat", "/v1/chat", SECRET, f"to {SECRET}.", f'{{"to": "{SECRET}"}}', "", "caf\u00e9 " + SECRET, "x" * 300,
    "word " * 60 + SECRET, 7, -1, 5551234567, 4111111111111111, -4111111111111111, 1.5, 5551234567.0,
    4111111111111111.0, 4111111111111111.5, 1e300, True, False, None,
    [SECRET, 4111111111111111], {SECRET: SECRET}, SECRET.encode(), b"\xff", ["stop"], ["stop", SECRET], [], 300, 2**40,
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
    walked = walk(surface, [value], ROUTES, on_wire=on_wire)
    surface.seal()
    [outcomes] = EXAMINER.outcomes([(surface.fields, surface.checked_only, EXAMINER.replacements.default)])
    [dead] = walked.bury()
    walked.unfold(outcomes)
    result = rewrite(surface, outcomes, walked.rename)
    [out] = walked.settle(result)
    return out, walked.firsts[-1] - len(dead), dead, result.findings, result.dropped, result.failed


REDACTORS = {
    name: Redactor(shipped_policy(name), FailingEngine("x" * 300)) for name in ("structured", "strict")
}
AROUND = st.lists(
    st.sampled_from(
        [("service.name", "chat"), ("service.name", "search"), ("host.name", SECRET), ("tokens", [1, 2])]
    ),
    unique_by=lambda pair: pair[0],
    max_size=3,
)
KIND = st.tuples(
    ATTRIBUTES, st.sampled_from(["chat", SECRET, f'["{SECRET}"]', "", "caf\u00e9"]), st.integers(0, 7)
)


@st.composite
def requests(draw: st.DrawFn) -> tuple[bytes, bool]:
    """A few kinds of spans in turn, in two scopes, some values changed, and whether some attributes are broken."""
    damaged = False
    message = TWIN()
    outer = message.resource_spans.add(schema_url=draw(st.sampled_from(["", "", SECRET])))
    for key, value in draw(AROUND):
        fill(outer.resource.attributes.add(key=key).value, value)
    scopes = [outer.scope_spans.add(), outer.scope_spans.add()]
    kinds = draw(st.lists(KIND, min_size=1, max_size=3))
    for number in range(draw(st.integers(1, 14))):
        attributes, name, extras = kinds[number % len(kinds)]
        trace_id = b"\xf1" * 15 + draw(st.sampled_from([b"\xf1"] * 9 + [b"", b"@"]))
        span = scopes[number % 3 == 2].spans.add(name=name, trace_id=trace_id, span_id=b"\xf2" * 8)
        if extras & 1:
            event = span.events.add(name=draw(st.sampled_from(["exception", "gen_ai.choice", SECRET])))
            fill(event.attributes.add(key="note").value, SECRET)
        if extras & 2:
            span.status.message = draw(st.sampled_from(["", SECRET]))
            span.links.add(trace_id=b"\xf1" * 16, span_id=b"\xf2" * draw(st.sampled_from([8, 8, 7])))
        if extras & 4:
            span.trace_state = f"vendor={number}-{SECRET}"
        for key, usual in attributes:
            pair = KeyValue(key=key)
            fill(pair.value, usual if draw(st.integers(0, 9)) else draw(st.sampled_from(VALUES)))
            raw = bytearray(pair.SerializeToString())
            match draw(st.integers(0, 29)):
                case 0:
                    damaged = True
                    at = draw(st.integers(0, min(len(raw), 20)))
                    raw[at : at + draw(st.integers(0, 2))] = draw(st.binary(max_size=3))
                case 1:
                    raw += KeyValue(key=draw(st.sampled_from(KEYS))).SerializeToString()
                case 2:
                    raw += b"\xfa\x07\x07unknown"
            span.attributes.append(bytes(raw))
    return bytes(message.SerializeToString()), damaged


def canonical(outcome: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same with the request as the protocol's own classes write it, who must know all that is in it."""
    message = ExportTraceServiceRequest.FromString(outcome[0])
    size = message.ByteSize()
    message.DiscardUnknownFields()
    assert message.ByteSize() == size
    _, _, _, findings, *rest = outcome
    # Of two attributes with one key and findings at the same place either may come first.
    return message.SerializeToString(deterministic=True), sorted(map(repr, findings)), *outcome[1:3], *rest


@settings(max_examples=300, deadline=None)
@given(requests())
def test_columns_and_messages_agree(drawn: tuple[bytes, bool]) -> None:
    """Whatever spans hold, broken or not: the same request, findings, drops and dead, or no request."""
    request, damaged = drawn
    try:
        expected = redact(request, on_wire=False)
    except DecodeError:
        with pytest.raises(DecodeError):
            redact(request, on_wire=True)
        return
    fast = redact(request, on_wire=True)
    assert canonical(fast) == canonical(expected)
    if not damaged:  # damage may make another text of an address
        assert b"alice.secret" not in fast[0]
        assert "alice.secret" not in repr(fast[3])


@settings(max_examples=250, deadline=None)
@given(
    st.lists(st.one_of(requests().map(itemgetter(0)), st.sampled_from([b"", b"\x0a\xff"])), max_size=5),
    st.sampled_from(sorted(REDACTORS)),
)
def test_several_and_each_alone_agree(values: list[bytes], policy: str) -> None:
    """Requests that are redacted together, some of them none: bytes, findings, drops, failures, dead of each."""
    redactor = REDACTORS[policy]
    expected: list[RedactedRequest | None] = []
    for value in values:
        try:
            expected.append(redactor.redact_spans(value))
        except DecodeError:
            expected.append(None)
    got = redactor.redact_requests(values)
    assert list(map(settled, got)) == list(map(settled, expected))


def settled(redacted: RedactedRequest | None) -> Any:
    """Of two attributes with one key and findings at the same place either may come first."""
    return redacted and (replace(redacted, findings=[]), sorted(map(repr, redacted.findings)))


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
