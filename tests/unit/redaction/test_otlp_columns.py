"""Attributes of many records at once: what is read in a column, protobuf reads the same from each attribute alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from google.protobuf.message import DecodeError
from opentelemetry.proto.common.v1.common_pb2 import KeyValue

from redaction.otlp.columns import UNREAD, alike, key_of, texts, values

HEAD = b"\x0a\x04note\x12"
SIZES = (
    0,
    1,
    121,
    122,
    123,
    124,
    125,
    126,
    127,
    128,
    129,
    16_376,
    16_377,
    16_378,
    16_379,
    16_380,
    16_381,
    70_000,
)
SCALARS: list[Any] = [
    "",
    "a\0b",
    "caf\u00e9",
    0,
    5,
    127,
    128,
    300,
    2**28 - 1,
    2**28,
    -1,
    2**62,
    1.5,
    True,
    False,
]
BYTES = (0x00, 0x01, 0x02, 0x03, 0x0A, 0x10, 0x12, 0x18, 0x21, 0x7F, 0x80, 0x81, 0xFF)


def attribute(value: Any, key: str = "note") -> bytes:
    pair = KeyValue(key=key)
    kinds = {str: "string_value", int: "int_value", float: "double_value", bool: "bool_value"}
    setattr(pair.value, kinds[type(value)], value)
    return pair.SerializeToString()


def as_protobuf_reads(raw: bytes) -> Any:
    """Key and value, None where there is anything else."""
    try:
        pair = KeyValue.FromString(raw)
    except DecodeError:
        return None
    before = pair.ByteSize()
    pair.DiscardUnknownFields()
    kind = pair.value.WhichOneof("value")
    return (pair.key, getattr(pair.value, kind)) if kind and pair.ByteSize() == before else None


def damaged(raw: bytes) -> Iterator[bytes]:
    """One byte changed, added or left out, or a field of a later version added, everywhere but in the head."""
    for at in range(len(HEAD), len(raw) + 1):
        for byte in BYTES:
            yield raw[:at] + bytes((byte,)) + raw[at + 1 :]
            yield raw[:at] + bytes((byte,)) + raw[at:]
        yield raw[:at] + raw[at + 1 :]
    yield raw + b"\xa8\x01\x00"
    yield raw + b"\x38\x01"
    yield raw + b"\x0a\x01k"


@pytest.mark.parametrize("value", SCALARS, ids=repr)
def test_a_column_of_scalars(value: Any) -> None:
    """Values and their types are those that went in, whether all are equal or not."""
    other = attribute(type(value)())
    for column in ([attribute(value)] * 9, [attribute(value), other], [other, attribute(value)]):
        expected = [as_protobuf_reads(raw)[1] for raw in column]
        read = values(column, HEAD)
        assert read == expected
        assert list(map(type, read or ())) == list(map(type, expected))


@pytest.mark.parametrize("size", SIZES)
def test_texts_of_every_size(size: int) -> None:
    """The sizes around which a length takes one more byte, next to a short text."""
    column = [attribute("x" * size), attribute("y")]
    assert texts(column, HEAD) == ["x" * size, "y"]
    assert texts(column[::-1], HEAD) == ["y", "x" * size]


@pytest.mark.parametrize("value", ["", "text", "x" * 124, "caf\u00e9", 5, 300, 2**62, 1.5, True], ids=repr)
def test_a_damaged_attribute_is_read_as_protobuf_reads_it_or_not_at_all(value: Any) -> None:
    """Alone and behind a whole one: nothing is taken for a value that protobuf would not take for it."""
    whole = attribute(value)
    for raw in damaged(whole):
        expected = as_protobuf_reads(raw)
        for column in ([raw], [whole, raw]):
            read = values(column, HEAD)
            if read is not None and read[-1] == read[-1]:  # a NaN equals nothing
                assert ("note", read[-1]) == expected, raw


def test_what_is_no_scalar_goes_to_the_caller() -> None:
    """Its answer is used; one refusal refuses the column."""
    raw = KeyValue(key="note").SerializeToString() + b"\x12\x00"
    assert values([attribute("a"), raw], HEAD, lambda _: None) == ["a", None]
    assert values([attribute("a"), raw], HEAD, lambda _: UNREAD) is None
    assert values([attribute("a"), raw], HEAD) is None


def test_lists_with_the_same_keys_stand_together() -> None:
    """Whatever their order; lists of other keys, other orders or fewer attributes stand apart, none is lost."""
    a, b, other = attribute(1, "a"), attribute("x", "b"), attribute(2, "a")
    lists = [[a, b], [b, a], [other, b], [a], [], [a, b]]
    found = {tuple(group.rows): (list(map(key_of, group.heads)), group.columns) for group in alike(lists)}
    assert found == {
        (0, 2, 5): (["a", "b"], [(a, other, a), (b, b, b)]),
        (1,): (["b", "a"], [(b,), (a,)]),
        (3,): (["a"], [(a,)]),
        (4,): ([], []),
    }


@pytest.mark.parametrize(
    "raw", [b"", b"\x0a", b"\x12\x00", b"\x0a\x80\x01" + b"k" * 128, b"\x0a\x04note", HEAD[:-1] + b"\x0a"]
)
def test_an_attribute_that_does_not_begin_with_its_key_is_left_out(raw: bytes) -> None:
    """Its list is read otherwise, the others are not held up."""
    plain = [attribute("x")]
    assert [group.rows for group in alike([plain, [raw], plain])] == [[0, 2]]


def test_a_key_that_is_no_text() -> None:
    """It has none."""
    assert key_of(b"\x0a\x01\xff\x12") is None
    assert key_of(HEAD) == "note"
