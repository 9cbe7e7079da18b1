"""OTLP attributes of bytes that are text in a wide encoding: read as that text, and written back in the same."""

from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from redaction.redactor import Redactor
from tests.shipped import shipped_redactor

_CODECS = ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return shipped_redactor("structured")


def _of_span(redactor: Redactor, value: bytes) -> Any:
    request = ExportTraceServiceRequest()
    span = (
        request.resource_spans.add()
        .scope_spans.add()
        .spans.add(trace_id=b"\1" * 16, span_id=b"\2" * 8, name="x")
    )
    span.attributes.add(key="x").value.bytes_value = value
    left = ExportTraceServiceRequest.FromString(redactor.redact_spans(request.SerializeToString()).value)
    return left.resource_spans[0].scope_spans[0].spans[0].attributes[0].value.bytes_value


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("codec", _CODECS)
def test_wide_text_is_read_as_text(redactor: Redactor, codec: str, mark: str) -> None:
    """What stands around the value stays text of the same encoding, mark in front and all."""
    value = f"{mark}caf\u00e9, write to bob@example.com \u2026 now".encode(codec)
    assert _of_span(redactor, value).decode(codec) == f"{mark}caf\u00e9, write to <EMAIL_ADDRESS> \u2026 now"


@pytest.mark.parametrize("codec", _CODECS)
def test_a_document_in_wide_text_is_walked(redactor: Redactor, codec: str) -> None:
    """Its keys count, as in any document."""
    value = '{"ssn": 178051120, "n": 1}'.encode(codec)
    assert _of_span(redactor, value).decode(codec) == '{"ssn":"<US_SSN>","n":1}'


@pytest.mark.parametrize("codec", _CODECS)
def test_wide_text_with_a_mark_may_be_of_any_script(redactor: Redactor, codec: str) -> None:
    """The mark tells what it is."""
    value = "\ufeff\u043f\u0438\u0448\u0438\u0442\u0435 \u043d\u0430 bob@example.com".encode(codec)
    assert _of_span(redactor, value).decode(codec).endswith(" <EMAIL_ADDRESS>")


@pytest.mark.parametrize(
    "value",
    [
        "nothing in it".encode("utf-16-le"),
        "\ufeffnothing in it".encode("utf-16-be"),
        b"one\0two\0",
        b"\0\0\0\0",
        b"",
        b"odd\0",
    ],
)
def test_what_holds_nothing_stays_as_it_is(redactor: Redactor, value: bytes) -> None:
    """Byte by byte."""
    assert _of_span(redactor, value) == value


@pytest.mark.parametrize(
    "value", [b"\xff\xfe", b"\xff\xfe\x00\xd8\x01\x02", b"\x00\xff\x00\x01\x00\xfe", b"\xfe\xff\x00"]
)
def test_what_is_no_wide_text_cannot_pass(redactor: Redactor, value: bytes) -> None:
    """A mark or a NUL alone does not make text of bytes."""
    assert _of_span(redactor, value) == b"<REDACTION_ERROR>"


def test_text_with_nul_and_a_cut_end_is_still_read(redactor: Redactor) -> None:
    """What no wide encoding takes is read as UTF-8, in which NUL hides nothing."""
    assert b"o\0b" not in _of_span(redactor, "bob@example.com".encode("utf-16-le")[:-1])


@pytest.mark.parametrize(
    "value",
    [
        b"alice@example.com".ljust(64, b"\0"),
        b"alice@example.com " + b"x\0" * 60,
        b"\xff\xfemail alice@example.com now",
        b"\xfe\xffmail alice@example.com now!",
    ],
)
def test_bytes_that_can_be_read_are_read_as_they_stand(redactor: Redactor, value: bytes) -> None:
    """Neither NULs behind a text nor a mark before it make it another encoding."""
    assert b"alice" not in _of_span(redactor, value)
