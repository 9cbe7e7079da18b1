"""Deliver to Prometheus or any remote-write receiver: 2.0, falling back to 1.0 where 2.0 is not understood.

A request is never repeated after a 4xx answer: the values are cumulative, so the next grid point carries the
total all the same. A 2.0 receiver stores the good samples of a request it refuses in part and says how many.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from stream.derive.series import TimeSeries
from stream.errors import SettingsFault
from stream.sinks.http import REFUSES_ALL, Client, Response, check_url
from stream.sinks.remote_write_request import Version, encode_write, split_writes
from stream.sinks.sink import UNKNOWN, DeadEntry, Delivery

__all__ = ["RemoteWriteSink", "Written"]

SETTING: Final = "SCRUBLINE_REMOTE_WRITE_URL"
WRITTEN: Final = "X-Prometheus-Remote-Write-{}-Written"
HEADERS: Final[Mapping[Version, Mapping[str, str]]] = {
    "2.0": {
        "Content-Encoding": "snappy",
        "Content-Type": "application/x-protobuf;proto=io.prometheus.write.v2.Request",
        "X-Prometheus-Remote-Write-Version": "2.0.0",
        "User-Agent": "scrubline",
    },
    "1.0": {
        "Content-Encoding": "snappy",
        "Content-Type": "application/x-protobuf",
        "X-Prometheus-Remote-Write-Version": "0.1.0",
        "User-Agent": "scrubline",
    },
}

# What Prometheus names in its answer (tsdb/head_append.go, storage/interface.go).
_REASONS: Final = (
    ("duplicate sample", "duplicate"),
    ("too old", "too_old"),
    ("too far in the future", "too_new"),
    ("out of bounds", "out_of_bounds"),
    ("out of order", "out_of_order"),
    ("label", "labels_refused"),
)


@dataclass(slots=True)
class Written:
    """Exemplars so far: how many the receiver stored and how many it did not. They are no samples."""

    exemplars_stored: int = 0
    exemplars_refused: int = 0


class RemoteWriteSink:
    """Writes time series by remote write, one request at a time so that each series stays in time order.

    Args:
        url: The whole write address, for Prometheus `http://host:9090/api/v1/write`.
        headers: Further headers, such as an authorization or a tenant.
        timeout_seconds: For one request.
        max_samples: Samples of one request.

    Attributes:
        version: The protocol that the receiver is known or believed to speak.
        written: Exemplar counts.

    Raises:
        SettingsFault: The address is unusable.
    """

    name = "metrics"

    def __init__(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        timeout_seconds: float = 10.0,
        max_samples: int = 10_000,
    ) -> None:
        check_url(SETTING, url)
        self._client = Client(url, headers=headers or {}, timeout_seconds=timeout_seconds)
        self._max_samples = max_samples
        self._one_at_a_time = asyncio.Lock()
        self._confirmed = False
        self.version: Version = "2.0"
        self.written = Written()

    async def deliver(self, batch: Sequence[TimeSeries], /) -> Delivery:
        """Write series; the delivery counts samples. See `Sink.deliver`."""
        done = Delivery(0)
        async with self._one_at_a_time:
            for series in split_writes(batch, self._max_samples):
                done += await self._write(series)
        return done

    async def _write(self, series: Sequence[TimeSeries]) -> Delivery:
        believed = self.version
        response = await self._client.post(encode_write(series, self.version), HEADERS[self.version])
        if self._falls_back(response):
            self.version = "1.0"
            response = await self._client.post(encode_write(series, "1.0"), HEADERS["1.0"])
        samples = sum(len(one.samples) for one in series)
        if response.status == 429 or response.status >= 500:
            self.version = believed
            raise response.unavailable("rate_limited" if response.status == 429 else None)
        if response.status < 300:
            stored = _count(response, "Samples", samples) if self.version == "2.0" else samples
        else:
            stored = _count(response, "Samples", 0)
        stored = min(stored, samples)
        reason = _reason(response.body) if response.status >= 300 else None
        if stored < samples and reason is None and await self._refuses_all(response):
            # Whoever answered so may be no receiver at all, and has said nothing about what one speaks.
            self.version = believed
            raise response.unavailable("refused_altogether", REFUSES_ALL)
        self._count_exemplars(response, sum(len(one.exemplars) for one in series))
        if stored == samples:
            return Delivery(samples)
        return Delivery(stored, (DeadEntry(UNKNOWN, UNKNOWN, samples - stored, reason or "rejected"),))

    async def _refuses_all(self, response: Response) -> bool:
        if WRITTEN.format("Samples") in response.headers:
            return False  # a receiver of 2.0, and these samples are what it means
        return await self._client.refuses_all(response, encode_write((), self.version), HEADERS[self.version])

    def _falls_back(self, response: Response) -> bool:
        """Whether a 2.0 request met a receiver that speaks only 1.0.

        Such a one answers 415, or decodes nothing and answers 2xx without the headers that 2.0 demands, or
        fails to decode and answers 400 without them.
        """
        if self.version != "2.0":
            return False
        if response.status == 415:
            return True
        if WRITTEN.format("Samples") in response.headers:
            self._confirmed = True
        return not self._confirmed and (response.status < 300 or response.status == 400)

    def _count_exemplars(self, response: Response, sent: int) -> None:
        refused_all = response.status >= 300
        stored = min(sent, _count(response, "Exemplars", 0 if refused_all else sent))
        self.written.exemplars_stored += stored
        self.written.exemplars_refused += sent - stored

    async def check(self) -> None:
        """Write nothing; see `Sink.check`."""
        response = await self._client.probe(SETTING, encode_write((), self.version), HEADERS[self.version])
        if response.status == 415:
            response = await self._client.probe(SETTING, encode_write((), "1.0"), HEADERS["1.0"])
        if response.status == 400:
            raise SettingsFault(f"{SETTING}: answers HTTP 400 to an empty write; {REFUSES_ALL}")
        if response.status >= 300:
            raise SettingsFault(
                f"{SETTING}: answers HTTP {response.status} to an empty write; "
                "start Prometheus with --web.enable-remote-write-receiver or correct the path"
            )

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()


def _count(response: Response, what: str, otherwise: int) -> int:
    value = response.headers.get(WRITTEN.format(what), "")
    return int(value) if value.isascii() and value.isdigit() else otherwise


def _reason(body: bytes) -> str | None:
    # The text quotes label sets, so only the rule it names is kept.
    text = body.decode("utf-8", "replace").lower()
    return next((reason for part, reason in _REASONS if part in text), None)
