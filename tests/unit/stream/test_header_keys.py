"""Batches with header keys that are no UTF-8: unpacked with the keys escaped, everything else as it is."""

from __future__ import annotations

import pytest
from aiokafka.record.default_records import _DefaultRecordBatchBuilderPy
from aiokafka.record.memory_records import MemoryRecords

from stream.kafka.header_keys import TolerantRecords

PLAIN, ZSTD = 0, 4


class Key(str):
    """A header key that a producer of another language may send."""

    __slots__ = ()

    def encode(self, encoding: str = "utf-8", errors: str = "strict") -> bytes:
        """Latin-1, whatever is asked for."""
        del encoding, errors
        return super().encode("latin-1")


def batch(compression: int, key: str) -> bytes:
    """Two records, of which the second has this header key."""
    builder = _DefaultRecordBatchBuilderPy(
        magic=2,
        compression_type=compression,
        is_transactional=0,
        producer_id=-1,
        producer_epoch=-1,
        base_sequence=-1,
        batch_size=1 << 20,
    )
    builder.append(0, 5, b"k", b"first" * 50, [("traceparent", b"x"), ("null", None)])
    builder.append(1, 6, None, b"second", [(key, b"\xff")])
    return bytes(builder.build())


def unpacked(reader: type, data: bytes) -> list[tuple[int, object, object, list[tuple[str, bytes | None]]]]:
    """Everything that a reader finds."""
    records, found = reader(data), []
    while records.has_next():
        following = records.next_batch()
        assert following.validate_crc()
        found += [(r.offset, r.key, r.value, list(r.headers)) for r in following]
    return found


@pytest.mark.parametrize("compression", [PLAIN, ZSTD])
def test_a_key_that_is_no_text_is_escaped(compression: int) -> None:
    """The record that aiokafka cannot unpack comes out whole, its key as backslash escapes."""
    data = batch(compression, Key("\xff\xfed"))
    with pytest.raises(UnicodeDecodeError):
        unpacked(MemoryRecords, data)
    assert unpacked(TolerantRecords, data) == [
        (0, b"k", b"first" * 50, [("traceparent", b"x"), ("null", None)]),
        (1, None, b"second", [("\\xff\\xfed", b"\xff")]),
    ]


@pytest.mark.parametrize("compression", [PLAIN, ZSTD])
def test_ordinary_batches_come_out_as_from_aiokafka(compression: int) -> None:
    """Both readers agree wherever both can read."""
    data = batch(compression, "\u20ac")
    assert unpacked(TolerantRecords, data) == unpacked(MemoryRecords, data)
