"""Receivers: they decode and store as the real backends do, so that tests against them mean something."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import cramjam
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)

from stream.derive.series import TimeSeries
from stream.sinks.remote_write import HEADERS
from stream.sinks.remote_write_request import Version, encode_write
from stream.testing.loki_receiver import LokiEntry, LokiReceiver
from stream.testing.otlp_receiver import OtlpTraceReceiver
from stream.testing.protobuf import protobuf_fields
from stream.testing.receivers import Fault, Receiver, Request
from stream.testing.remote_write_receiver import RemoteWriteReceiver

JSON = {"Content-Type": "application/json"}
MS = 1_763_000_010_000


def talk(receiver: Receiver, work: Callable[[aiohttp.ClientSession], Awaitable[Any]]) -> Any:
    """Run `work` with a session while the receiver serves, and stop both."""

    async def run() -> Any:
        async with receiver, aiohttp.ClientSession() as session:
            return await work(session)

    return asyncio.run(run())


def post(receiver: Receiver, body: bytes, headers: dict[str, str]) -> int:
    async def work(session: aiohttp.ClientSession) -> int:
        async with session.post(receiver.write_url, data=body, headers=headers) as answer:
            return answer.status

    return int(talk(receiver, work))


def write(receiver: RemoteWriteReceiver, version: Version, *samples: tuple[str, float, int]) -> Any:
    series = [TimeSeries((("__name__", name),), ((value, ms),), meaning="m") for name, value, ms in samples]
    return receiver.receive(Request(receiver.path, HEADERS[version], encode_write(series, version)))


def test_loki_takes_json_and_drops_repeats() -> None:
    """A JSON push, gzipped or not, is stored; the same entry again is a repeat, and counted as one."""
    receiver = LokiReceiver()
    push = {
        "streams": [
            {
                "stream": {"b": "2", "a": "1"},
                "values": [["5", "x", {"log_record_uid": "u"}], ["5", "y"], ["5", "y"]],
            }
        ]
    }
    body = gzip.compress(json.dumps(push).encode())
    assert post(receiver, body, JSON | {"Content-Encoding": "gzip"}) == 204
    assert receiver.entries == [
        LokiEntry('{a="1", b="2"}', 5, "x", (("log_record_uid", "u"),)),
        LokiEntry('{a="1", b="2"}', 5, "y", ()),
    ]
    assert (receiver.repeats, dict(receiver.uids)) == (1, {"u": 1})


def test_loki_counts_a_record_that_was_stored_differently_twice() -> None:
    """One uid in two entries that differ shows as a multiplicity of two: a pipeline that is not pure."""
    receiver = LokiReceiver(keep_entries=False)
    for line in ("x", "y"):
        push = {"streams": [{"stream": {"a": "1"}, "values": [["5", line, {"log_record_uid": "u"}]]}]}
        receiver.receive(Request(receiver.path, JSON, json.dumps(push).encode()))
    assert (dict(receiver.uids), receiver.entries) == ({"u": 2}, [])


@pytest.mark.parametrize("body", [b"", b"\xff\xff", bytes(cramjam.snappy.compress_raw(b"\x0a\x7fshort"))])
def test_loki_refuses_what_is_no_push(body: bytes) -> None:
    """Bytes that are no push are a 400 and store nothing."""
    receiver = LokiReceiver()
    assert receiver.receive(Request(receiver.path, {}, body)).status == 400
    assert receiver.entries == []


def test_traces_count_spans_once_and_report_the_refused() -> None:
    """Spans are stored once each; refused ones are told as a partial success in a 200."""
    receiver = OtlpTraceReceiver(refuse=lambda span: span.name == "no")
    request = ExportTraceServiceRequest()
    for name, number in (("yes", 1), ("no", 2), ("yes", 1)):
        span = request.resource_spans.add().scope_spans.add().spans.add(name=name)
        span.trace_id, span.span_id = b"t" * 16, bytes([number]) * 8
    answer = receiver.receive(Request(receiver.path, {}, request.SerializeToString()))
    assert isinstance(answer.body, bytes)
    assert ExportTraceServiceResponse.FromString(answer.body).partial_success.rejected_spans == 1
    assert (len(receiver.spans), receiver.repeats, receiver.refused) == (1, 1, 1)


def test_prometheus_takes_equal_repeats_and_refuses_other_values() -> None:
    """Same time and value again is fine; another value is a duplicate: 2.0 keeps the rest, 1.0 nothing."""
    receiver = RemoteWriteReceiver()
    assert write(receiver, "2.0", ("a", 1.0, MS)).status == 204
    assert write(receiver, "2.0", ("a", 1.0, MS)).status == 204
    answer = write(receiver, "2.0", ("a", 2.0, MS), ("b", 1.0, MS))
    assert (answer.status, answer.headers["X-Prometheus-Remote-Write-Samples-Written"]) == (400, "1")
    assert write(receiver, "1.0", ("a", 2.0, MS), ("c", 1.0, MS)).status == 400
    assert receiver.samples == {(("__name__", "a"),): {MS: 1.0}, (("__name__", "b"),): {MS: 1.0}}
    assert receiver.conflicts == 2


def test_prometheus_refuses_unsorted_labels() -> None:
    """Labels out of order are no valid request."""
    receiver = RemoteWriteReceiver()
    series = TimeSeries((("z", "1"), ("__name__", "a")), ((1.0, MS),))
    body = encode_write([series], "2.0")
    assert receiver.receive(Request(receiver.path, HEADERS["2.0"], body)).status == 400


def test_totals_are_the_newest_values_of_all_partitions() -> None:
    """A total sums the newest sample of each series with the labels asked for."""
    receiver = RemoteWriteReceiver()
    for partition, value, ms in (("0", 1.0, MS), ("0", 4.0, MS + 1), ("1", 2.0, MS)):
        series = TimeSeries((("__name__", "x_total"), ("partition", partition)), ((value, ms),))
        receiver.receive(Request(receiver.path, HEADERS["2.0"], encode_write([series], "2.0")))
    assert receiver.total("x_total") == 6.0
    assert receiver.total("x_total", partition="1") == 2.0


def test_faults_come_in_order_and_end() -> None:
    """Told faults answer one request each, a standing one all, and a lost answer stores all the same."""
    receiver = LokiReceiver(keep_requests=2)
    body = json.dumps({"streams": [{"stream": {"a": "1"}, "values": [["5", "x"]]}]}).encode()

    async def work(session: aiohttp.ClientSession) -> list[int]:
        seen = []
        receiver.fail(Fault(status=429, headers={"Retry-After": "1"}), Fault(status=503, store=True))
        for _ in range(3):
            async with session.post(receiver.write_url, data=body, headers=JSON) as answer:
                seen.append(answer.status)
        receiver.fail_always(Fault(status=500))
        async with session.post(receiver.write_url, data=body, headers=JSON) as answer:
            seen.append(answer.status)
        receiver.fail_always(None)
        async with session.post(receiver.write_url, data=body, headers=JSON) as answer:
            seen.append(answer.status)
        return seen

    assert talk(receiver, work) == [429, 503, 204, 500, 204]
    assert (len(receiver.entries), receiver.repeats, receiver.request_count) == (1, 2, 5)
    assert [request.body for request in receiver.requests] == [body, body]


def test_a_hanging_receiver_closes() -> None:
    """A request that is never answered does not keep the receiver open."""
    receiver = LokiReceiver()
    receiver.fail(Fault(hang=True))

    async def work(session: aiohttp.ClientSession) -> None:
        with pytest.raises(TimeoutError):
            await session.post(receiver.write_url, data=b"x", timeout=aiohttp.ClientTimeout(total=0.2))

    talk(receiver, work)


@pytest.mark.parametrize("data", [b"\x08", b"\x0a\x05ab", b"\x0b", b"\x09\x01"])
def test_broken_protobuf_is_refused(data: bytes) -> None:
    """A message that ends too early or uses a group is an error, not an empty message."""
    with pytest.raises(ValueError, match="protobuf"):
        list(protobuf_fields(data))
