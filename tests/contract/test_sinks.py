"""What every sink promises, held against a real HTTP server that speaks its protocol and can fail."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from stream.derive.series import TimeSeries
from stream.errors import SettingsFault, SinkUnavailable
from stream.messages import CleanMessage, Origin
from stream.sinks import SINKS, DeadEntry, Delivery, deliver_with_retry
from stream.sinks.sink import MAX_RETRY_AFTER_SECONDS
from stream.testing.loki_receiver import LokiReceiver
from stream.testing.otlp_receiver import OtlpTraceReceiver
from stream.testing.receivers import Fault, Receiver, Request
from stream.testing.remote_write_receiver import RemoteWriteReceiver

APPEND_MS = 1_763_000_000_000
UNITS = 6
"""Records, spans or samples in each case's batch."""


def message(offset: int, value: bytes, count: int) -> CleanMessage:
    return CleanMessage(0, offset, Origin("alias", "0", 0, offset, offset - 1, APPEND_MS), value, count, "p")


def log_messages() -> list[CleanMessage]:
    line = '{{"level":"info","service.name":"gateway","log.record.uid":"u-{}"}}\n'
    return [
        message(offset, "".join(line.format(offset * 3 + n) for n in range(3)).encode(), 3)
        for offset in range(2)
    ]


def span_messages() -> list[CleanMessage]:
    found = []
    for offset in range(2):
        request = ExportTraceServiceRequest()
        scope = request.resource_spans.add().scope_spans.add()
        for number in range(3):
            span = scope.spans.add(name="chat")
            span.trace_id = bytes([offset + 1]) * 16
            span.span_id = bytes([number + 1]) * 8
        found.append(message(offset, request.SerializeToString(), 3))
    return found


def time_series() -> list[TimeSeries]:
    return [
        TimeSeries(
            (("__name__", f"things_{name}_total"), ("partition", "0")),
            tuple((float(step), APPEND_MS + step * 15_000) for step in range(3)),
            meaning="Things.",
        )
        for name in ("a", "b")
    ]


@dataclass(frozen=True)
class Case:
    """One sink with its receiver and a batch of `UNITS`."""

    sink: str
    setting: str
    receiver: Callable[[], Receiver]
    batch: Callable[[], Any]
    stored: Callable[[Any], int]


CASES = {
    "logs": Case("logs", "SCRUBLINE_LOKI_URL", LokiReceiver, log_messages, lambda r: len(r.entries)),
    "traces": Case(
        "traces", "SCRUBLINE_TRACES_URL", OtlpTraceReceiver, span_messages, lambda r: len(r.spans)
    ),
    "metrics": Case(
        "metrics",
        "SCRUBLINE_REMOTE_WRITE_URL",
        RemoteWriteReceiver,
        time_series,
        lambda r: sum(len(values) for values in r.samples.values()),
    ),
}


@pytest.fixture(params=SINKS)
def case(request: pytest.FixtureRequest) -> Case:
    """Every registered sink; one without a case here fails."""
    return CASES[request.param]


def run(case: Case, work: Callable[[Any, Any], Awaitable[Any]], **settings: Any) -> Any:
    """Run `work` with a sink on an open receiver, and stop both."""

    async def main() -> Any:
        receiver = case.receiver()
        async with receiver:
            receiver.requests = type(receiver.requests)(maxlen=100)
            url = receiver.write_url if case.sink == "metrics" else receiver.url
            sink = SINKS[case.sink](url, **settings)
            try:
                return await work(sink, receiver)
            finally:
                await sink.close()

    return asyncio.run(main())


def refused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_batch_is_delivered_whole(case: Case) -> None:
    """Everything in the batch is at the backend and counted once."""

    async def work(sink: Any, receiver: Any) -> None:
        assert await sink.deliver(case.batch()) == Delivery(UNITS)
        assert case.stored(receiver) == UNITS

    run(case, work)


def test_nothing_to_deliver_asks_nothing(case: Case) -> None:
    """An empty batch costs no request."""

    async def work(sink: Any, receiver: Any) -> None:
        assert await sink.deliver([]) == Delivery(0)
        assert receiver.request_count == 0

    run(case, work)


def test_a_repeated_delivery_sends_the_same_bytes_and_stores_nothing_twice(case: Case) -> None:
    """Redelivery is harmless: equal bytes, and the backend holds each unit once."""

    async def work(sink: Any, receiver: Any) -> None:
        first = await sink.deliver(case.batch())
        assert await sink.deliver(case.batch()) == first
        one, two = receiver.requests
        assert (one.body, one.headers.get("Content-Type")) == (two.body, two.headers.get("Content-Type"))
        assert case.stored(receiver) == UNITS

    run(case, work)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Fault(status=429), "rate_limited"),
        (Fault(status=502), "http_502"),
        (Fault(status=503), "http_503"),
        (Fault(status=401), "unauthorized"),
        (Fault(status=403), "forbidden"),
        (Fault(status=404), "not_found"),
        (Fault(status=405), "method_not_allowed"),
        (Fault(status=307, headers={"Location": "/elsewhere"}), "redirected"),
        (Fault(hang=True), "timeout"),
    ],
)
def test_what_is_not_the_datas_fault_is_delivered_again(case: Case, fault: Fault, reason: str) -> None:
    """Outages and wrong settings drop nothing: the sink says so, and the same batch succeeds later."""

    async def work(sink: Any, receiver: Any) -> None:
        receiver.fail(fault)
        with pytest.raises(SinkUnavailable) as raised:
            await sink.deliver(case.batch())
        assert raised.value.reason == reason
        assert await sink.deliver(case.batch()) == Delivery(UNITS)
        assert case.stored(receiver) == UNITS

    run(case, work, timeout_seconds=0.5)


def test_the_servers_wish_for_when_is_passed_on(case: Case) -> None:
    """`Retry-After` reaches the caller in seconds."""

    async def work(sink: Any, receiver: Any) -> None:
        receiver.fail(Fault(status=429, headers={"Retry-After": "7"}))
        with pytest.raises(SinkUnavailable) as raised:
            await sink.deliver(case.batch())
        assert raised.value.retry_after_seconds == 7.0

    run(case, work)


def test_a_lost_acknowledgement_stores_nothing_twice(case: Case) -> None:
    """The backend stored the batch and its answer was lost: the repeat changes nothing."""

    async def work(sink: Any, receiver: Any) -> None:
        receiver.fail(Fault(status=503, store=True))
        with pytest.raises(SinkUnavailable):
            await sink.deliver(case.batch())
        assert await sink.deliver(case.batch()) == Delivery(UNITS)
        assert case.stored(receiver) == UNITS

    run(case, work)


class Empty:
    """Fails with every request that has data, and does its work for those that have none."""

    def __init__(self, receiver: Any, fault: Fault) -> None:
        self._receive, self._fault = receiver.receive, fault
        receiver.receive = self

    def __call__(self, request: Request) -> web.Response:
        if len(request.body) < 8:
            return self._receive(request)  # type: ignore[no-any-return]  # the receiver's own answer
        return web.Response(status=self._fault.status, text=self._fault.body)


def test_what_the_backend_will_never_take_is_named_dead(case: Case) -> None:
    """A 400 to all data ends, and each unit is accounted for: none delivered, all dead with a reason."""

    async def work(sink: Any, receiver: Any) -> None:
        Empty(receiver, Fault(status=400, body="no"))
        delivery = await sink.deliver(case.batch())
        assert delivery.delivered == 0
        assert sum(dead.records for dead in delivery.dead) == UNITS
        assert all(dead.reason for dead in delivery.dead)

    run(case, work)


def test_a_backend_that_refuses_even_nothing_buries_nothing(case: Case) -> None:
    """Where a request without data is answered as one with data, the address is wrong and no record: all waits."""

    async def work(sink: Any, receiver: Any) -> None:
        receiver.fail_always(Fault(status=400, body="Client sent an HTTP request to an HTTPS server."))
        with pytest.raises(SinkUnavailable) as raised:
            await sink.deliver(case.batch())
        assert raised.value.reason == "refused_altogether"
        assert "https" in str(raised.value.advice)
        with pytest.raises(SettingsFault, match=f"{case.setting}: .*https if the port speaks TLS"):
            await sink.check()
        receiver.fail_always(None)
        assert await sink.deliver(case.batch()) == Delivery(UNITS)

    run(case, work)


def test_check_is_content_with_a_working_backend_and_stores_nothing(case: Case) -> None:
    """A check leaves no trace in the backend."""

    async def work(sink: Any, receiver: Any) -> None:
        await sink.check()
        assert case.stored(receiver) == 0

    run(case, work)


@pytest.mark.parametrize("status", [401, 404, 503])
def test_check_names_the_setting_and_what_to_do(case: Case, status: int) -> None:
    """A backend that would not take deliveries is one line with the setting's name."""

    async def work(sink: Any, receiver: Any) -> None:
        receiver.fail_always(Fault(status=status))
        with pytest.raises(SettingsFault) as raised:
            await sink.check()
        (fault,) = raised.value.faults
        assert fault.startswith(case.setting + ": ")
        assert "\n" not in fault

    run(case, work)


def test_tls_where_there_is_none_is_a_fault_of_the_address(case: Case) -> None:
    """`https` to a port without TLS: deliveries wait, the check says which of the two is to be mended."""

    async def main() -> None:
        async with case.receiver() as receiver:
            url = receiver.write_url if case.sink == "metrics" else receiver.url
            sink = SINKS[case.sink](url.replace("http:", "https:"))
            try:
                with pytest.raises(SinkUnavailable, match="tls_failed"):
                    await sink.deliver(case.batch())
                with pytest.raises(SettingsFault, match=f"{case.setting}: .*http if the port speaks no TLS"):
                    await sink.check()
            finally:
                await sink.close()

    asyncio.run(main())


def test_nobody_there_is_unavailable_and_a_fault_of_the_check(case: Case) -> None:
    """No server at the address: deliveries wait, the check says it without the address' credentials."""

    async def main() -> None:
        sink = SINKS[case.sink](f"http://someone:hunter2@127.0.0.1:{refused_port()}/")
        try:
            with pytest.raises(SinkUnavailable, match="unreachable"):
                await sink.deliver(case.batch())
            with pytest.raises(SettingsFault, match=case.setting) as raised:
                await sink.check()
            assert "hunter2" not in str(raised.value)
        finally:
            await sink.close()

    asyncio.run(main())


@pytest.mark.parametrize("url", ["", "127.0.0.1:3100", "ftp://127.0.0.1", "http://", "http://h:port"])
def test_an_unusable_address_is_refused_at_once(case: Case, url: str) -> None:
    """No sink is made for what is no http address."""
    with pytest.raises(SettingsFault, match=case.setting):
        SINKS[case.sink](url)


def test_retries_go_on_until_delivered_and_wait_as_asked(case: Case) -> None:
    """Ten failures in a row lose nothing; pauses grow, and `Retry-After` is honoured up to what is no stall."""

    async def work(sink: Any, receiver: Any) -> None:
        receiver.fail(*[Fault(status=503)] * 9, Fault(status=429, headers={"Retry-After": "120"}))
        pauses: list[float] = []
        attempts: list[int] = []

        async def sleep(seconds: float) -> None:
            pauses.append(seconds)
            await asyncio.sleep(0)

        delivery = await deliver_with_retry(
            sink,
            case.batch(),
            stopping=asyncio.Event(),
            on_unavailable=lambda _, attempt: attempts.append(attempt),
            sleep=sleep,
            jitter=lambda: 0.5,
        )
        assert delivery == Delivery(UNITS)
        assert attempts == list(range(1, 11))
        assert pauses[:9] == sorted(pauses[:9])
        assert max(pauses[:9]) <= 30.0
        assert pauses[9] == MAX_RETRY_AFTER_SECONDS

    run(case, work)


def test_retries_end_when_the_worker_stops(case: Case) -> None:
    """A stop between attempts gives no delivery, so nothing is acknowledged."""

    async def work(sink: Any, receiver: Any) -> None:
        receiver.fail_always(Fault(status=503))
        stopping = asyncio.Event()

        async def sleep(_: float) -> None:
            stopping.set()
            await asyncio.sleep(0)

        assert (
            await deliver_with_retry(
                sink, case.batch(), stopping=stopping, on_unavailable=lambda *_: None, sleep=sleep
            )
            is None
        )

    run(case, work)


def test_deliveries_add_up() -> None:
    """Two deliveries together are delivered and dead as their parts."""
    dead = DeadEntry(0, 1, 1, "too_old")
    assert Delivery(2) + Delivery(3, (dead,)) == Delivery(5, (dead,))
