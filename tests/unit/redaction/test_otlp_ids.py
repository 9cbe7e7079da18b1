"""Ids of spans: kept as they are as long as they can only be ids."""

from __future__ import annotations

import random

import pytest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from redaction.otlp.ids import id_fault, ids_hold

IDS = (("trace_id", (16,)), ("span_id", (8,)))


def fault(trace_id: bytes = b"\x01" * 16, span_id: bytes = b"\x02" * 8) -> str | None:
    return id_fault(Span(trace_id=trace_id, span_id=span_id), IDS)


def test_ids_of_the_right_length_stand() -> None:
    """Sixteen and eight bytes are ids."""
    assert fault() is None


@pytest.mark.parametrize(("trace_id", "span_id"), [(b"\x01" * 15, b"\x02" * 8), (b"\x01" * 16, b"")])
def test_a_wrong_length_is_no_id(trace_id: bytes, span_id: bytes) -> None:
    """Any other length could hold anything."""
    assert fault(trace_id, span_id) == "id_length"


def test_zeros_are_no_id() -> None:
    """OTLP calls an id of zeros invalid."""
    assert fault(trace_id=bytes(16)) == "id_zero"


@pytest.mark.parametrize(
    ("trace_id", "span_id"), [(b"ann@example.org!", b"\x02" * 8), (b"\x01" * 16, b"a@bb.com")]
)
def test_an_address_of_the_right_length_is_no_id(trace_id: bytes, span_id: bytes) -> None:
    """An e-mail address that fits does not pass for an id."""
    assert fault(trace_id, span_id) == "id_text"


@pytest.mark.parametrize(
    ("trace_id", "span_id"), [(b"4111111111111111", b"\x02" * 8), (b"\x01" * 16, b"555-0134")]
)
def test_a_number_of_the_right_length_is_no_id(trace_id: bytes, span_id: bytes) -> None:
    """Digits in plain text do not pass for an id, alone or among others."""
    assert fault(trace_id, span_id) == "id_text"
    others = [b"\x01" * 16, trace_id], [span_id, b"\x02" * 8]
    assert not ids_hold(others, IDS)


def test_counters_are_ids() -> None:
    """Small numbers in binary are ids, however many zeros they hold."""
    columns = (
        [bytes([*bytes(15), at + 1]) for at in range(64)],
        [bytes([*bytes(7), at + 1]) for at in range(64)],
    )
    assert ids_hold(columns, IDS)


def test_random_ids_are_never_taken_for_text() -> None:
    """Honest spans do not die of a chance likeness."""
    source = random.Random(1)
    assert not [1 for _ in range(50_000) if fault(source.randbytes(16), source.randbytes(8))]
