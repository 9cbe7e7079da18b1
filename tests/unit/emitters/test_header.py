"""The first fields of a record, and the line that a draft becomes."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from emitters.header import Header, finish, size_of

YEAR_2200 = 7_258_118_400_000_000_000


def test_a_draft_becomes_its_line() -> None:
    """Time to the nanosecond, middle and number stand before the body, as one object."""
    middle = Header({"service.name": "s"}, "f" * 16).middles["error"]
    assert finish((1_700_000_000_000_000_005, middle, 7, b'{"event":"x"}')) == (
        b'{"timestamp":"2023-11-14T22:13:20.000000005Z","level":"error","service.name":"s",'
        b'"log.record.uid":"ffffffffffffffff-7","event":"x"}'
    )


@given(st.integers(0, YEAR_2200), st.binary(), st.integers(0, 10**19), st.binary(min_size=2))
@example(0, b"", 10**19, b"{}")
def test_a_line_is_not_longer_than_reckoned(stamp: int, middle: bytes, number: int, body: bytes) -> None:
    """What the bound of the buffer goes by before there is a line is never too little."""
    draft = (stamp, middle, number, body)
    assert len(finish(draft)) <= size_of(draft) <= len(finish(draft)) + 20


def test_a_line_is_as_long_as_it_is() -> None:
    """For a rendered record there is nothing to reckon."""
    assert size_of(b"abc") == 3
