"""The first fields of a record, and the line that a draft becomes."""

from __future__ import annotations

import json

import msgspec
import pytest

from emitters import wire
from emitters.header import Draft, Header, finish, size_of

STAMP = 1_700_000_000_000_000_005
MIDDLE = Header({"service.name": "s"}, "f" * 16).middles["error"]
HEAD = (
    b'{"timestamp":"2023-11-14T22:13:20.000000005Z","level":"error","service.name":"s",'
    b'"log.record.uid":"ffffffffffffffff-7",'
)


def draft(event: str = "x", **attributes: object) -> Draft:
    return Draft(1, STAMP, MIDDLE, 7, event, attributes)


class Name(str):
    """A name of an attribute that does not like to be compared."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    def __hash__(self) -> int:
        return str.__hash__(self)


def test_a_draft_becomes_its_line() -> None:
    """Time to the nanosecond, middle and number stand before event and attributes, as one object."""
    assert finish(draft(a=1, b=msgspec.Raw(b'{"c":null}'), d=("e", "f"))) == (
        HEAD + b'"event":"x","a":1,"b":{"c":null},"d":["e","f"]}'
    )


def test_attributes_do_not_set_what_the_head_says() -> None:
    """Nobody types another service's name, or another event."""
    attributes = {"level": "a", "event": "b", "service.name": "c", wire.UID: "d"}
    assert finish(Draft(1, STAMP, MIDDLE, 7, "x", attributes)) == HEAD + b'"event":"x"}'


def test_what_cannot_be_encoded_is_copied() -> None:
    """Half a character costs itself, not the record."""
    line = finish(draft("\ud800", number=10**15, other=msgspec.Raw(b"[1]")))
    assert line.startswith(HEAD)
    assert json.loads(line[line.index(b'"event"') - 1 :].replace(b",", b"{", 1)) == {
        "event": "?",
        "number": 10**15,
        "other": [1],
    }


@pytest.mark.parametrize("name", ["level", "event", "a"])
def test_a_name_with_methods_of_its_own_does_not_end_the_thread(name: str) -> None:
    """Whatever they raise, there is a line."""
    line = finish(Draft(1, STAMP, MIDDLE, 7, "x", {Name(name): 1}))
    assert line.startswith(HEAD)
    assert json.loads(line)["event"] == "x"


def test_a_line_is_as_long_as_it_is() -> None:
    """For a rendered record there is nothing to reckon; a draft says itself what it takes."""
    assert size_of(b"abc") == 3
    assert size_of(Draft(5, STAMP, MIDDLE, 7, "x", {})) == 5
