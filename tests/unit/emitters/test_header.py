"""The first fields of a record, and the line that a draft becomes."""

from __future__ import annotations

import json

import msgspec

from emitters import wire
from emitters.header import Draft, Header, finish, size_of

STAMP = 1_700_000_000_000_000_005
MIDDLE = Header({"service.name": "s"}, "f" * 16).middles["error"]
HEAD = (
    b'{"timestamp":"2023-11-14T22:13:20.000000005Z","level":"error","service.name":"s",'
    b'"log.record.uid":"ffffffffffffffff-7",'
)


def draft(event: str = "x", **attributes: object) -> Draft:
    return (1, STAMP, MIDDLE, 7, event, attributes)


def test_a_draft_becomes_its_line() -> None:
    """Time to the nanosecond, middle and number stand before event and attributes, as one object."""
    assert finish(draft(a=1, b=msgspec.Raw(b'{"c":null}'), d=("e", "f"))) == (
        HEAD + b'"event":"x","a":1,"b":{"c":null},"d":["e","f"]}',
        False,
    )


def test_attributes_do_not_set_what_the_head_says() -> None:
    """Nobody types another service's name, or another event."""
    attributes = {"level": "a", "event": "b", "service.name": "c", wire.UID: "d"}
    assert finish((1, STAMP, MIDDLE, 7, "x", attributes)) == (HEAD + b'"event":"x"}', False)


def test_what_cannot_be_encoded_is_copied() -> None:
    """Half a character and a number of too many digits cost themselves, not the record."""
    line, truncated = finish(draft("\ud800", number=10**5_000, other=msgspec.Raw(b"[1]")))
    assert json.loads(line)["event"] == "?"
    assert json.loads(line)["number"] == hex(10**5_000)
    assert json.loads(line)["other"] == [1]
    assert line.startswith(HEAD)
    assert not truncated


def test_a_line_is_cut_at_its_limit() -> None:
    """Integers are the one thing whose length nobody has looked at before; that fields were cut is told."""
    attributes = {f"n{number}": 10**4_000 for number in range(50)}
    line, truncated = finish((1, STAMP, MIDDLE, 7, "x", attributes))
    assert len(line) <= wire.MAX_RECORD_BYTES
    assert json.loads(line)["event"] == "x"
    assert truncated


def test_a_line_is_as_long_as_it_is() -> None:
    """For a rendered record there is nothing to reckon; a draft says itself what it takes."""
    assert size_of(b"abc") == 3
    assert size_of((5, STAMP, MIDDLE, 7, "x", {})) == 5
