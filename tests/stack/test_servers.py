"""Each server of the native stack by its own protocol: what goes in comes out, limits and faults included."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import struct
import time
import urllib.parse
import uuid
from collections.abc import Iterator
from typing import Any

import cramjam
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from kafka.errors import KafkaTimeoutError
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from deploy.stack import NotReadyError, Stack
from emitters.kafka_socket import DIRECT_URL

pytestmark = pytest.mark.stack

# A client keeps trying while its broker is away: sockets of failed attempts close.
CLOSING: dict[str, Any] = {"proxy_url": DIRECT_URL}
YEAR_2099_MS = 4_070_908_800_000
WEEK_SECONDS = 7 * 24 * 3600


def ask(url: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
    """Status and body of one request; a refusal is an answer, not an exception."""
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    try:
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection.request("POST" if body is not None else "GET", target, body, headers or {})
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def awaited(url: str, wanted: str) -> Any:
    """Ask until a text occurs in the answer: backends index what they take a moment later."""
    deadline = time.monotonic() + 20
    while True:
        status, body = ask(url)
        if status == 200 and wanted in body.decode():
            return json.loads(body)
        assert time.monotonic() < deadline, f"{url} answers {status} without {wanted}"
        time.sleep(0.1)


def administrator(stack: Stack) -> Any:
    """An admin client; untyped because the type stubs that checkers know are those of kafka-python 2."""
    return KafkaAdminClient(bootstrap_servers=stack.kafka.bootstrap, **CLOSING)


@pytest.fixture
def topic(stack: Stack) -> Iterator[str]:
    """A topic of its own with two partitions and LogAppendTime, deleted afterwards."""
    name = f"smoke.{uuid.uuid4().hex}"
    settings = {"message.timestamp.type": "LogAppendTime"}
    wanted = {name: {"num_partitions": 2, "replication_factor": 1, "configs": settings}}
    with contextlib.closing(administrator(stack)) as admin:
        admin.create_topics(wanted, timeout_ms=20_000, wait_for_metadata=True)
    yield name
    with contextlib.closing(administrator(stack)) as admin:
        admin.delete_topics([name], timeout_ms=20_000)


def produce(stack: Stack, topic: str, values: list[bytes]) -> None:
    """Send as the emitters do: kafka-python, idempotent, compressed, acknowledged by all."""
    producer = KafkaProducer(
        bootstrap_servers=stack.kafka.bootstrap,
        acks="all",
        enable_idempotence=True,
        compression_type="zstd",
        **CLOSING,
    )
    try:
        sends = [producer.send(topic, value, partition=0, timestamp_ms=YEAR_2099_MS) for value in values]
        for send in sends:
            send.get(timeout=20)
    finally:
        producer.close()


def consume(stack: Stack, topic: str, count: int) -> list[tuple[bytes, int, int]]:
    """(value, timestamp, timestamp type) of the first messages of a topic."""
    consumer = KafkaConsumer(
        topic,
        bootstrap_servers=stack.kafka.bootstrap,
        auto_offset_reset="earliest",
        consumer_timeout_ms=20_000,
        **CLOSING,
    )
    try:
        return [
            (m.value, m.timestamp, m.timestamp_type) for _, m in zip(range(count), consumer, strict=False)
        ]
    finally:
        consumer.close()


def test_kafka_gives_back_what_kafka_python_produced(stack: Stack, topic: str) -> None:
    """Messages come back in order, stamped by the broker's clock whatever the producer claims."""
    values = [b"first", b"second", b"third"]
    before = time.time_ns() // 1_000_000
    produce(stack, topic, values)
    got = consume(stack, topic, len(values))
    assert values == [value for value, _, _ in got]
    assert {1} == {kind for _, _, kind in got}  # 1 is LogAppendTime
    assert all(before - 1_000 <= stamp <= time.time_ns() // 1_000_000 + 1_000 for _, stamp, _ in got)


def test_kafka_keeps_what_an_aiokafka_group_committed(stack: Stack, topic: str) -> None:
    """A consumer group goes on behind its committed offset; a transaction's messages are seen once committed."""

    async def run() -> list[bytes]:
        producer = AIOKafkaProducer(
            bootstrap_servers=stack.kafka.bootstrap, transactional_id=f"smoke-{uuid.uuid4().hex}"
        )
        await producer.start()
        try:
            async with producer.transaction():
                for value in (b"one", b"two"):
                    await producer.send_and_wait(topic, value, partition=0)
        finally:
            await producer.stop()
        seen = []
        for _ in range(2):
            consumer = AIOKafkaConsumer(
                topic,
                bootstrap_servers=stack.kafka.bootstrap,
                group_id=f"group-{topic}",
                auto_offset_reset="earliest",
                enable_auto_commit=False,
                isolation_level="read_committed",
                max_poll_records=1,
            )
            await consumer.start()
            try:
                message = await asyncio.wait_for(consumer.getone(), 20)
                seen.append(message.value)
                await consumer.commit()
            finally:
                await consumer.stop()
        return seen

    assert asyncio.run(run()) == [b"one", b"two"]


def test_kafka_creates_no_topic_by_itself(stack: Stack) -> None:
    """A message for an unknown topic is refused, so that a misspelt name is noticed."""
    producer = KafkaProducer(bootstrap_servers=stack.kafka.bootstrap, max_block_ms=2_000)
    try:
        with pytest.raises(KafkaTimeoutError):
            producer.send(f"never-made-{uuid.uuid4().hex}", b"lost")
    finally:
        producer.close()


def test_kafka_keeps_messages_through_kill(stack: Stack, topic: str) -> None:
    """What was acknowledged is still there after `kill -9` and a start on the same port."""
    produce(stack, topic, [b"kept"])
    bootstrap = stack.kafka.bootstrap
    stack.kafka.kill()
    assert not stack.kafka.alive
    stack.kafka.start()
    stack.kafka.wait_ready()
    assert bootstrap == stack.kafka.bootstrap
    assert [value for value, _, _ in consume(stack, topic, 1)] == [b"kept"]


def push(stack: Stack, marker: str, stamp: int) -> tuple[int, bytes]:
    """Push one line with structured metadata to Loki."""
    entry = [str(stamp), "a line", {"log_record_uid": marker}]
    body = {"streams": [{"stream": {"service_name": "smoke"}, "values": [entry]}]}
    url = f"{stack.loki.url}/loki/api/v1/push"
    return ask(url, json.dumps(body).encode(), {"Content-Type": "application/json"})


def test_loki_gives_back_a_line_once(stack: Stack) -> None:
    """An entry that is pushed twice is stored once, and is found by its structured metadata."""
    marker, stamp = uuid.uuid4().hex, time.time_ns()
    assert 204 == push(stack, marker, stamp)[0] == push(stack, marker, stamp)[0]
    query = {
        "query": f'{{service_name="smoke"}} | log_record_uid="{marker}"',
        "start": stamp,
        "end": stamp + 1,
    }
    answer = awaited(f"{stack.loki.url}/loki/api/v1/query_range?{urllib.parse.urlencode(query)}", marker)
    results = answer["data"]["result"]
    assert [[str(stamp), "a line"]] == [value for result in results for value in result["values"]]


def test_loki_refuses_what_is_too_old(stack: Stack) -> None:
    """Loki's own limit of a week is on: 400, so that the worker's handling of it is tested for real."""
    status, _ = push(stack, uuid.uuid4().hex, time.time_ns() - (WEEK_SECONDS + 3600) * 1_000_000_000)
    assert status == 400


def test_jaeger_gives_back_a_span(stack: Stack) -> None:
    """A span sent by OTLP/HTTP in protobuf is found by its trace id."""
    trace_id, now = uuid.uuid4(), time.time_ns()
    request = ExportTraceServiceRequest()
    scope = request.resource_spans.add().scope_spans.add()
    scope.spans.add(
        trace_id=trace_id.bytes,
        span_id=uuid.uuid4().bytes[:8],
        name="smoke",
        start_time_unix_nano=now,
        end_time_unix_nano=now + 1_000,
    )
    headers = {"Content-Type": "application/x-protobuf"}
    assert ask(f"{stack.jaeger.otlp_url}/v1/traces", request.SerializeToString(), headers)[0] == 200
    answer = awaited(f"{stack.jaeger.url}/api/traces/{trace_id.hex}", '"smoke"')
    (trace,) = answer["data"]
    assert [span["operationName"] for span in trace["spans"]] == ["smoke"]


def varint(number: int) -> bytes:
    """A protobuf varint."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def field(number: int, value: bytes) -> bytes:
    """A length-delimited protobuf field."""
    return varint(number << 3 | 2) + varint(len(value)) + value


def remote_write(
    stack: Stack, name: str, samples: list[tuple[float, int]], trace_id: str | None = None
) -> tuple[int, bytes]:
    """Send samples (value, milliseconds) of one counter, perhaps with an exemplar, by remote write 2.0."""
    symbols = ["", "__name__", name, "trace_id", trace_id or ""]
    series = field(1, bytes([1, 2]))
    for value, stamp in samples:
        series += field(2, b"\x09" + struct.pack("<d", value) + b"\x10" + varint(stamp))
    if trace_id:
        value, stamp = samples[-1]
        series += field(
            4, field(1, bytes([3, 4])) + b"\x11" + struct.pack("<d", value) + b"\x18" + varint(stamp)
        )
    series += field(5, b"\x08\x01")  # a counter
    body = b"".join(field(4, symbol.encode()) for symbol in symbols) + field(5, series)
    headers = {
        "Content-Type": "application/x-protobuf;proto=io.prometheus.write.v2.Request",
        "Content-Encoding": "snappy",
        "X-Prometheus-Remote-Write-Version": "2.0.0",
    }
    url = stack.prometheus.endpoints["remote_write"]
    return ask(url, bytes(cramjam.snappy.compress_raw(body)), headers)


def test_prometheus_gives_back_samples_and_exemplar(stack: Stack) -> None:
    """Samples and an exemplar sent by remote write 2.0 are found, a sample twelve hours late included."""
    name, trace_id = f"smoke_{uuid.uuid4().hex}_total", uuid.uuid4().hex
    now = time.time_ns() // 1_000_000
    late = now - 12 * 3600 * 1000
    assert remote_write(stack, name, [(0.0, now - 15_000), (7.0, now)], trace_id) == (204, b"")
    assert remote_write(stack, name, [(1.0, late)]) == (204, b"")
    for moment, expected in ((now, "7"), (late, "1")):
        query = urllib.parse.urlencode({"query": name, "time": moment / 1000 + 1})
        answer = awaited(f"{stack.prometheus.url}/api/v1/query?{query}", name)
        (result,) = answer["data"]["result"]
        assert expected == result["value"][1]
    query = urllib.parse.urlencode({"query": name, "start": now / 1000 - 60, "end": now / 1000 + 60})
    awaited(f"{stack.prometheus.url}/api/v1/query_exemplars?{query}", trace_id)


def test_prometheus_refuses_a_late_exemplar(stack: Stack) -> None:
    """An exemplar older than its series' newest is a 400 although samples may be late, so none may ride on these."""
    name, now = f"smoke_{uuid.uuid4().hex}_total", time.time_ns() // 1_000_000
    assert remote_write(stack, name, [(7.0, now)], uuid.uuid4().hex) == (204, b"")
    status, reason = remote_write(stack, name, [(1.0, now - 60_000)], uuid.uuid4().hex)
    assert status == 400
    assert b"exemplar" in reason


def test_a_frozen_server_is_not_ready(stack: Stack) -> None:
    """A server under SIGSTOP exists but does not answer; after SIGCONT it goes on."""
    stack.prometheus.freeze()
    try:
        assert stack.prometheus.alive
        with pytest.raises(NotReadyError):
            stack.prometheus.check()
    finally:
        stack.prometheus.thaw()
    stack.prometheus.wait_ready()
