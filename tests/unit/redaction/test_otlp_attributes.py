"""Attributes of spans as bytes: what is written unusually is still examined, and what passes untouched is all known."""

from __future__ import annotations

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import KeyValue

from redaction import RedactedRequest, Redactor, load_policy
from redaction.otlp.wire import opaque
from redaction.testing import KeywordEngine

SECRET = "alice@example.com"
REASONS = "gen_ai.response.finish_reasons"
TWIN = opaque(ExportTraceServiceRequest.DESCRIPTOR, "opentelemetry.proto.trace.v1.Span", "attributes")


@pytest.fixture
def redactor() -> Redactor:
    return Redactor(load_policy("structured"), KeywordEngine())


def redact(redactor: Redactor, *spans: list[bytes]) -> RedactedRequest:
    request = TWIN()
    scope_spans = request.resource_spans.add().scope_spans.add()
    for attributes in spans:
        scope_spans.spans.add(trace_id=b"\xf1" * 16, span_id=b"\xf2" * 8, name="chat", attributes=attributes)
    return redactor.redact_spans(request.SerializeToString())


def reasons(*texts: str) -> bytes:
    pair = KeyValue(key=REASONS)
    for text in texts:
        pair.value.array_value.values.add(string_value=text)
    return pair.SerializeToString()


def attributes_of(result: RedactedRequest) -> list[list[bytes]]:
    message = TWIN.FromString(result.value)
    return [list(span.attributes) for span in message.resource_spans[0].scope_spans[0].spans]


def test_a_second_key_is_the_key(redactor: Redactor) -> None:
    """Protobuf takes the last of two keys, so that one is redacted, in every span."""
    pair = KeyValue(key="note")
    pair.value.string_value = "text"
    strange = pair.SerializeToString() + KeyValue(key=SECRET).SerializeToString()
    result = redact(redactor, *[[strange]] * 6)
    assert b"alice" not in result.value
    assert [finding.record for finding in result.findings] == [0, 1, 2, 3, 4, 5]
    assert {finding.path.partition("].attributes")[2] for finding in result.findings} == {
        '["<EMAIL_ADDRESS>"]#key'
    }


def test_a_list_of_texts_is_examined_text_by_text(redactor: Redactor) -> None:
    """Only the one in which something is found changes, in every span that has it."""
    usual, telling = [reasons("stop", "length")], [reasons("stop", SECRET)]
    result = redact(redactor, usual, telling, [reasons()], telling)
    mended = [reasons("stop", "<EMAIL_ADDRESS>")]
    assert attributes_of(result) == [usual, mended, [reasons()], mended]
    assert [(finding.record, finding.path.rpartition("]")[0][-2:]) for finding in result.findings] == [
        (1, "[1"),
        (3, "[1"),
    ]


def test_a_text_before_a_list_in_one_span(redactor: Redactor) -> None:
    """Findings in a plain attribute and in a list are both written, whichever comes first."""
    pair = KeyValue(key="note")
    pair.value.string_value = SECRET
    note = pair.SerializeToString()
    result = redact(redactor, [note, reasons("stop", SECRET)], [reasons("stop", SECRET), note])
    pair.value.string_value = "<EMAIL_ADDRESS>"
    mended = [pair.SerializeToString(), reasons("stop", "<EMAIL_ADDRESS>")]
    assert attributes_of(result) == [mended, mended[::-1]]


def test_many_different_lists_are_examined_all_the_same(redactor: Redactor) -> None:
    """However many there are in one column."""
    result = redact(redactor, *[[reasons(f"reason {number}", SECRET)] for number in range(40)])
    assert attributes_of(result) == [[reasons(f"reason {number}", "<EMAIL_ADDRESS>")] for number in range(40)]


@pytest.mark.parametrize("more", [b"\xfa\x07\x07unknown", b"\x0a\x03key\x0a\x04note"])
def test_a_list_of_words_with_something_behind_it_is_written_anew(redactor: Redactor, more: bytes) -> None:
    """Fields of a later protocol are discarded behind a list too, and no second key is overlooked."""
    result = redact(redactor, [reasons("stop") + more], [reasons("stop") + more])
    for (raw,) in attributes_of(result):
        assert raw in (
            reasons("stop"),
            KeyValue(key="note", value=KeyValue.FromString(raw).value).SerializeToString(),
        )
        assert b"unknown" not in raw


def test_spans_beside_a_broken_one_keep_their_places(redactor: Redactor) -> None:
    """Findings of spans name the span among all, dead ones counted."""
    request = TWIN()
    scope_spans = request.resource_spans.add().scope_spans.add()
    pair = KeyValue(key="note")
    pair.value.string_value = SECRET
    for size in (8, 7, 8, 8):
        scope_spans.spans.add(
            trace_id=b"\xf1" * 16, span_id=b"\xf2" * size, name="x", attributes=[pair.SerializeToString()]
        )
    result = redactor.redact_spans(request.SerializeToString())
    assert [finding.record for finding in result.findings] == [0, 2, 3]
    assert [(dead.index, dead.reason) for dead in result.dead] == [(1, "id_length")]
    assert b"alice" not in result.value
