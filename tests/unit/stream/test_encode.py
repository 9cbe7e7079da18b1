"""The envelope of clean messages: built from an allow-list, read back strictly."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emitters import wire
from stream.gate.encode import clean_headers, encode_records
from stream.messages import Origin, clean_message

ORIGIN = Origin("logs", "0", 3, 17, 16, 1_700_000_000_000)


def test_headers_come_from_an_allow_list() -> None:
    """Of the inbound headers only a well-formed traceparent survives."""
    parent = b"00-" + b"a" * 32 + b"-" + b"b" * 16 + b"-01"
    inbound = [
        ("traceparent", parent),
        ("baggage", b"user=jane"),
        ("x-user", b"jane"),
        ("traceparent", b"jane"),
    ]
    headers = clean_headers(
        ORIGIN, content_type=wire.CONTENT_TYPE_NDJSON, count=2, policy="abc", inbound=inbound
    )
    assert headers == [
        ("content-type", b"application/x-ndjson"),
        ("schema", b"1"),
        ("count", b"2"),
        ("origin", b"logs/0/3/17/16/1700000000000"),
        ("policy", b"abc"),
        ("traceparent", parent),
    ]


def test_a_clean_message_reads_back() -> None:
    """What encode wrote, its readers get."""
    records = [{"event": "a"}, {"event": "b"}]
    headers = clean_headers(ORIGIN, content_type=wire.CONTENT_TYPE_NDJSON, count=2, policy="abc")
    message = clean_message(3, 9, encode_records(records), headers)
    assert message.origin == ORIGIN
    assert message.policy == "abc"
    assert message.count == len(records)
    assert msgspec.json.Decoder().decode_lines(message.value) == records


@pytest.mark.parametrize(
    "headers", [[], [("origin", b"x")], [("origin", ORIGIN.encode()), ("count", b"x"), ("policy", b"")]]
)
def test_a_foreign_envelope_is_refused(headers: list[tuple[str, bytes]]) -> None:
    """A message without our headers has no origin and is not read."""
    with pytest.raises(ValueError, match="clean message with"):
        clean_message(0, 0, b"", headers)


@given(
    st.builds(
        Origin,
        st.from_regex(r"[a-z0-9_.]{1,20}", fullmatch=True),
        st.from_regex(r"[A-Za-z0-9_-]{1,22}", fullmatch=True),
        st.integers(0, 1000),
        st.integers(0, 2**62),
        st.integers(-1, 2**62),
        st.integers(0, 2**53),
    )
)
def test_an_origin_round_trips(origin: Origin) -> None:
    """Every origin decodes to itself."""
    assert Origin.decode(origin.encode()) == origin
