"""Encode for Prometheus: time series become remote-write requests, 2.0 or 1.0. Pure.

Source: Prometheus remote write 2.0 (prompb/io/prometheus/write/v2/types.proto) and 1.0 (prompb/remote.proto).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

import cramjam

from stream.derive.series import TimeSeries
from stream.sinks.protobuf import bytes_field, double_field, varint, varint_field

__all__ = ["Version", "encode_write", "split_writes"]

Version = Literal["2.0", "1.0"]

_TYPES: Final = {"counter": 1, "gauge": 2, "histogram": 3}
_SUFFIXES: Final = ("_bucket", "_sum", "_count")


def encode_write(series: Sequence[TimeSeries], version: Version) -> bytes:
    """A snappy-compressed write request; the same series give the same bytes."""
    body = _request_2(series) if version == "2.0" else _request_1(series)
    return bytes(cramjam.snappy.compress_raw(body))


def split_writes(series: Sequence[TimeSeries], max_samples: int) -> Iterator[Sequence[TimeSeries]]:
    """Cut series into requests of about so many samples.

    A series stays whole, so its samples go out in time order in one request; one that is longer by itself
    stands alone.
    """
    start = size = 0
    for end, one in enumerate(series):
        if end > start and size + len(one.samples) > max_samples:
            yield series[start:end]
            start, size = end, 0
        size += len(one.samples)
    if start < len(series):
        yield series[start:]


def family(one: TimeSeries) -> str:
    """Name of the metric family of a series: a histogram's without the suffix of its part."""
    name = dict(one.labels)["__name__"]
    if one.kind == "histogram":
        for suffix in _SUFFIXES:
            if name.endswith(suffix):
                return name.removesuffix(suffix)
    return name


class _Symbols:
    """The string table of a 2.0 request; index 0 is the empty string, as the specification wants."""

    def __init__(self) -> None:
        self.refs: dict[str, int] = {"": 0}

    def ref(self, text: str) -> int:
        return self.refs.setdefault(text, len(self.refs))

    def pairs(self, labels: Sequence[tuple[str, str]]) -> bytes:
        return b"".join(varint(self.ref(name)) + varint(self.ref(value)) for name, value in labels)


def _request_2(series: Sequence[TimeSeries]) -> bytes:
    symbols = _Symbols()
    encoded: list[bytes] = []
    for one in series:
        parts = [bytes_field(1, symbols.pairs(one.labels))]
        parts += [bytes_field(2, _sample(value, ms)) for value, ms in one.samples]
        parts += [
            bytes_field(
                4,
                bytes_field(1, symbols.pairs((("trace_id", exemplar.trace_id),)))
                + _value_time(exemplar.value, exemplar.timestamp_ms, 2),
            )
            for exemplar in one.exemplars
        ]
        parts.append(
            bytes_field(
                5,
                varint_field(1, _TYPES[one.kind])
                + varint_field(3, symbols.ref(one.meaning))
                + varint_field(4, symbols.ref(one.unit)),
            )
        )
        encoded.append(bytes_field(5, b"".join(parts)))
    return b"".join(bytes_field(4, symbol.encode()) for symbol in symbols.refs) + b"".join(encoded)


def _request_1(series: Sequence[TimeSeries]) -> bytes:
    encoded: list[bytes] = []
    families: dict[str, bytes] = {}
    for one in series:
        parts = [_label(name, value) for name, value in one.labels]
        parts += [bytes_field(2, _sample(value, ms)) for value, ms in one.samples]
        parts += [
            bytes_field(
                3,
                _label("trace_id", exemplar.trace_id) + _value_time(exemplar.value, exemplar.timestamp_ms, 2),
            )
            for exemplar in one.exemplars
        ]
        encoded.append(bytes_field(1, b"".join(parts)))
        name = family(one)
        families[name] = bytes_field(
            3,
            varint_field(1, _TYPES[one.kind])
            + bytes_field(2, name.encode())
            + bytes_field(4, one.meaning.encode())
            + (bytes_field(5, one.unit.encode()) if one.unit else b""),
        )
    return b"".join(encoded) + b"".join(families.values())


def _label(name: str, value: str) -> bytes:
    return bytes_field(1, bytes_field(1, name.encode()) + bytes_field(2, value.encode()))


def _sample(value: float, timestamp_ms: int) -> bytes:
    return _value_time(value, timestamp_ms, 1)


def _value_time(value: float, timestamp_ms: int, first: int) -> bytes:
    return double_field(first, value) + varint_field(first + 1, timestamp_ms)
