"""A receiver that speaks Prometheus remote write 2.0 and 1.0 and stores as Prometheus stores."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import cramjam
from aiohttp import web

from stream.testing.protobuf import as_bytes, as_int, packed_varints, protobuf_fields
from stream.testing.receivers import Receiver, Request

__all__ = ["ReceivedExemplar", "ReceivedSeries", "RemoteWriteReceiver", "decode_write"]

LabelSet = tuple[tuple[str, str], ...]
Speaks = Literal["2.0", "1.0", "silent-1.0"]

_TYPE_2: Final = "io.prometheus.write.v2.Request"
_DOUBLE: Final = struct.Struct("<d")


@dataclass(frozen=True, slots=True)
class ReceivedExemplar:
    """One exemplar: labels, value, epoch milliseconds."""

    labels: LabelSet
    value: float
    timestamp_ms: int


@dataclass(slots=True)
class ReceivedSeries:
    """One series of a request. `kind` is the metric type's number and `unit` its unit, in 2.0 requests only."""

    labels: LabelSet
    samples: list[tuple[float, int]] = field(default_factory=list)
    exemplars: list[ReceivedExemplar] = field(default_factory=list)
    kind: int = 0
    unit: str = ""


class RemoteWriteReceiver(Receiver):
    """Keeps samples by series and time.

    An equal repeat is taken, another value for a stored time is refused as a duplicate, as Prometheus does; a
    2.0 request keeps its good samples, a 1.0 request is refused whole.

    Args:
        speaks: `2.0` (and 1.0), `1.0` (415 to anything else), or `silent-1.0`: an old receiver that takes a
            2.0 request with a 2xx and stores nothing of it.
        refuse: Says why a sample of a series is refused, in Prometheus' words, or None to store it.
        refuse_exemplars: Store no exemplar and complain, as of exemplars out of order.
        port: To listen on, 0 for any free one.
        keep_requests: Keep the last so many requests as they came.

    Attributes:
        samples: Values by label set and epoch milliseconds.
        exemplars: Stored exemplars by label set.
        conflicts: Samples refused because another value was stored for their time.
    """

    path = "/api/v1/write"

    def __init__(
        self,
        *,
        speaks: Speaks = "2.0",
        refuse: Callable[[LabelSet, float, int], str | None] | None = None,
        refuse_exemplars: bool = False,
        port: int = 0,
        keep_requests: int = 0,
    ) -> None:
        super().__init__(port=port, keep_requests=keep_requests)
        self.samples: dict[LabelSet, dict[int, float]] = {}
        self.exemplars: dict[LabelSet, list[ReceivedExemplar]] = {}
        self.conflicts = 0
        self._speaks = speaks
        self._refuse = refuse
        self._refuse_exemplars = refuse_exemplars

    def total(self, name: str, **labels: str) -> float:
        """Sum of the newest values of all series of that name which carry these labels."""
        wanted = {("__name__", name), *labels.items()}
        return sum(
            values[max(values)] for series, values in self.samples.items() if wanted <= set(series) and values
        )

    def receive(self, request: Request) -> web.Response:
        """Store a write request and answer as Prometheus 3 does."""
        version_2 = _TYPE_2 in request.headers.get("Content-Type", "")
        if version_2 and self._speaks == "1.0":
            return web.Response(status=415, text="unsupported proto")
        if version_2 and self._speaks == "silent-1.0":
            return web.Response(status=204)
        try:
            series = decode_write(request.body, version_2=version_2)
        except (ValueError, IndexError, cramjam.DecompressionError):
            return web.Response(status=400, text="request could not be decoded")
        problems = [
            problem
            for one in series
            for value, timestamp_ms in one.samples
            if (problem := self._problem(one.labels, value, timestamp_ms))
        ]
        if problems and not version_2:
            return web.Response(status=400, text=problems[0])
        stored = exemplars = 0
        for one in series:
            stored += self._store(one)
            if one.exemplars and self._refuse_exemplars:
                problems.append("out of order exemplar")
            elif one.exemplars:
                self.exemplars.setdefault(one.labels, []).extend(one.exemplars)
                exemplars += len(one.exemplars)
        headers = {
            "X-Prometheus-Remote-Write-Samples-Written": str(stored),
            "X-Prometheus-Remote-Write-Histograms-Written": "0",
            "X-Prometheus-Remote-Write-Exemplars-Written": str(exemplars),
        }
        return web.Response(
            status=400 if problems and version_2 else 204,
            headers=headers if version_2 else {},
            text="\n".join(problems) or None,
        )

    def _problem(self, labels: LabelSet, value: float, timestamp_ms: int) -> str | None:
        if self._refuse is not None and (reason := self._refuse(labels, value, timestamp_ms)):
            return reason
        held = self.samples.get(labels, {}).get(timestamp_ms)
        if held is not None and held != value:
            self.conflicts += 1
            return "duplicate sample for timestamp"
        return None

    def _store(self, one: ReceivedSeries) -> int:
        stored = 0
        for value, timestamp_ms in one.samples:
            if self._refuse is not None and self._refuse(one.labels, value, timestamp_ms):
                continue
            held = self.samples.setdefault(one.labels, {}).setdefault(timestamp_ms, value)
            stored += held == value
        return stored


def decode_write(body: bytes, *, version_2: bool) -> list[ReceivedSeries]:
    """Decode a snappy-compressed write request.

    Raises:
        ValueError: It is not one, or its labels are not sorted, unique and non-empty.
        IndexError: It refers to a symbol it does not have.
        cramjam.DecompressionError: It is not snappy.
    """
    fields = list(protobuf_fields(bytes(cramjam.snappy.decompress_raw(body))))
    if version_2:
        symbols = [as_bytes(value).decode() for number, value in fields if number == 4]
        if fields and symbols[0] != "":
            raise ValueError("the first symbol is not the empty string")
        series = [_series_2(as_bytes(value), symbols) for number, value in fields if number == 5]
    else:
        series = [_series_1(as_bytes(value)) for number, value in fields if number == 1]
    for one in series:
        names = [name for name, _ in one.labels]
        if names != sorted(set(names)) or not all(name and value for name, value in one.labels):
            raise ValueError("labels are not sorted, unique and non-empty")
    return series


def _series_2(body: bytes, symbols: Sequence[str]) -> ReceivedSeries:
    series = ReceivedSeries(())
    for number, value in protobuf_fields(body):
        if number == 1:
            series.labels = _refs(as_bytes(value), symbols)
        elif number == 2:
            series.samples.append(_value_time(as_bytes(value), 1))
        elif number == 4:
            labels = dict(protobuf_fields(as_bytes(value)))[1]
            series.exemplars.append(
                ReceivedExemplar(_refs(as_bytes(labels), symbols), *_value_time(as_bytes(value), 2))
            )
        elif number == 5:
            metadata = dict(protobuf_fields(as_bytes(value)))
            series.kind = as_int(metadata.get(1, 0))
            series.unit = symbols[as_int(metadata.get(4, 0))]
    return series


def _series_1(body: bytes) -> ReceivedSeries:
    series = ReceivedSeries(())
    labels: list[tuple[str, str]] = []
    for number, value in protobuf_fields(body):
        if number == 1:
            labels.append(_label(as_bytes(value)))
        elif number == 2:
            series.samples.append(_value_time(as_bytes(value), 1))
        elif number == 3:
            pairs = tuple(
                _label(as_bytes(part)) for key, part in protobuf_fields(as_bytes(value)) if key == 1
            )
            series.exemplars.append(ReceivedExemplar(pairs, *_value_time(as_bytes(value), 2)))
    series.labels = tuple(labels)
    return series


def _label(body: bytes) -> tuple[str, str]:
    parts = dict(protobuf_fields(body))
    return as_bytes(parts.get(1, b"")).decode(), as_bytes(parts.get(2, b"")).decode()


def _refs(packed: bytes, symbols: Sequence[str]) -> LabelSet:
    refs = list(packed_varints(packed))
    return tuple((symbols[name], symbols[value]) for name, value in zip(refs[::2], refs[1::2], strict=True))


def _value_time(body: bytes, first: int) -> tuple[float, int]:
    parts = dict(protobuf_fields(body))
    (value,) = _DOUBLE.unpack(as_bytes(parts.get(first, bytes(8))))
    return value, as_int(parts.get(first + 1, 0))
