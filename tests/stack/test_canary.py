"""Nothing planted gets past the gate: every position of every wire format, by construction."""

from __future__ import annotations

import contextlib
import http.client
import json
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from kafka import KafkaAdminClient, KafkaProducer
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from deploy.stack import Stack
from tests.planting import Pair, plant, text_positions
from tests.stack.backends import exemplars, get, loki_count, loki_entries
from tests.stack.running import Site, awaited
from tests.topics import Stored, read_topics

pytestmark = pytest.mark.stack

QUIET_SECONDS = 10
TAG = "c" + "".join("ghjkmnpqrstuvwxyz"[byte % 17] for byte in secrets.token_bytes(8))
FOREIGN = "foreign.otlp"

RECORD: dict[str, Any] = {
    "timestamp": "",
    "level": "",
    "event": "",
    "service.name": "",
    "service.instance.id": "",
    "deployment.environment.name": "",
    "trace_id": "",
    "span_id": "",
    "log.record.uid": "",
    "gen_ai.request.model": "",
    "gen_ai.response.finish_reasons": [""],
    "scrubline.status": "",
    "scrubline.tenant": "",
    "user.id": "",
    "http.route": "",
    "exception": {"type": "", "message": "", "frames": [{"file": "", "function": "", "line": 1}]},
    "gen_ai.input.messages": [{"role": "", "parts": [{"type": "", "content": ""}]}],
    "messages": [{"role": "", "content": ""}, {"role": "", "content": [{"type": "", "text": ""}]}],
    "json": '{"inner": {"deep": [""]}}',
    "plain": {"list": ["", [""]], "map": {"inner": ""}},
}


@dataclass
class Planted:
    """What was sent: pairs, and which twins must arrive."""

    pairs: list[Pair] = field(default_factory=list)
    kept: list[Pair] = field(default_factory=list)

    def pair(self, place: object = "", *, kept: bool) -> Pair:
        pair = Pair(len(self.pairs), TAG, str(place))
        self.pairs.append(pair)
        if kept:
            self.kept.append(pair)
        return pair


def filled(shape: Any, target: tuple[Any, ...], text: str, at: tuple[Any, ...] = ()) -> Any:
    """A copy of a shape with a text at one place; a place ending in `key` renames the key before it."""
    if target == at:
        return text
    if isinstance(shape, dict):
        return {
            (text if target == (*at, key, "key") else key): filled(value, target, text, (*at, key))
            for key, value in shape.items()
        }
    if isinstance(shape, list):
        return [filled(value, target, text, (*at, index)) for index, value in enumerate(shape)]
    if isinstance(shape, str) and shape.startswith("{"):
        return json.dumps(filled(json.loads(shape), target, text, (*at, "json")))
    return shape


def places(shape: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every key and string of a shape."""
    if isinstance(shape, dict):
        for key, value in shape.items():
            yield (*at, key, "key")
            yield from places(value, (*at, key))
    elif isinstance(shape, list):
        for index, value in enumerate(shape):
            yield from places(value, (*at, index))
    elif isinstance(shape, str) and shape.startswith("{"):
        yield at
        yield from places(json.loads(shape), (*at, "json"))
    elif isinstance(shape, str):
        yield at


def base_span() -> ExportTraceServiceRequest:
    request = ExportTraceServiceRequest()
    span = request.resource_spans.add().scope_spans.add().spans.add()
    span.trace_id, span.span_id, span.name = secrets.token_bytes(16), secrets.token_bytes(8), "span"
    span.start_time_unix_nano = time.time_ns()
    span.end_time_unix_nano = span.start_time_unix_nano + 1_000_000
    span.links.add(trace_id=secrets.token_bytes(16), span_id=secrets.token_bytes(8))
    return request


def base_log() -> ExportLogsServiceRequest:
    request = ExportLogsServiceRequest()
    request.resource_logs.add().scope_logs.add().log_records.add().time_unix_nano = time.time_ns()
    return request


class Producer:
    """Sends raw messages and waits for each."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._producer = KafkaProducer(bootstrap_servers=site.stack.kafka.bootstrap, acks="all")

    def send(self, topic: str, value: bytes, *, key: bytes | None = None, **headers: bytes) -> None:
        pairs = [(name.replace("_", "-"), content) for name, content in headers.items()]
        self._producer.send(self._site.prefix + topic, value, key=key, headers=pairs)

    def close(self) -> None:
        self._producer.flush(timeout=60)
        self._producer.close()


def plant_records(producer: Producer, planted: Planted) -> None:
    """One record per position, and what is around records: keys, headers, malformed lines."""
    for place in places(RECORD):
        pair = planted.pair(place, kept=place not in {("timestamp",), ("log.record.uid",), ("user.id",)})
        producer.send("raw.logs", json.dumps(filled(RECORD, place, pair.text)).encode())
    producer.send("raw.logs", b"{}", key=planted.pair(kept=False).text.encode())
    producer.send("raw.logs", b"{}", x_user=planted.pair(kept=False).text.encode())
    producer.send("raw.logs", b"{}", baggage=planted.pair(kept=False).text.encode())
    producer.send("raw.logs", b"{}", traceparent=planted.pair(kept=False).text.encode())
    producer.send("raw.logs", b"{}", content_type=planted.pair(kept=False).text.encode())
    producer.send("raw.logs", b"{}", schema=planted.pair(kept=False).text.encode())
    producer.send("raw.logs", b"{}", **{planted.pair(kept=False).address: b"1"})
    producer.send("raw.logs", b'{"event": ' + planted.pair(kept=False).text.encode())
    producer.send("raw.logs", b'{"a":"\xff' + planted.pair(kept=False).text.encode() + b'"}')
    producer.send("raw.logs", json.dumps([planted.pair(kept=False).text]).encode())
    producer.send("raw.logs", planted.pair(kept=False).text.encode(), schema=b"99")


def plant_spans(producer: Producer, planted: Planted) -> None:
    """One request per position of the span request, and an unknown field at each of three levels."""
    for path in text_positions(ExportTraceServiceRequest.DESCRIPTOR):
        identifier = path[-1].name in {"trace_id", "span_id", "parent_span_id"}
        pair = planted.pair(".".join(field.name for field in path), kept=not identifier)
        request = base_span()
        plant(request, path, pair.text)
        producer.send("raw.spans", request.SerializeToString())
    for level in range(3):
        unknown = planted.pair(kept=False).text.encode()
        bytes_of_field = b"\xfa\x3f" + bytes([len(unknown)]) + unknown  # field 1023, length-delimited
        request = base_span()
        if level == 0:
            producer.send("raw.spans", request.SerializeToString() + bytes_of_field)
            continue
        holder = (
            request.resource_spans[0] if level == 1 else request.resource_spans[0].scope_spans[0].spans[0]
        )
        holder.MergeFromString(bytes_of_field)
        producer.send("raw.spans", request.SerializeToString())
    producer.send("raw.spans", b"\x0a\xff" + planted.pair(kept=False).text.encode())


def plant_otlp_logs(producer: Producer, planted: Planted) -> None:
    """One request per position of the log request, on a foreign topic."""
    for path in text_positions(ExportLogsServiceRequest.DESCRIPTOR):
        identifier = path[-1].name in {"trace_id", "span_id"}
        pair = planted.pair(".".join(field.name for field in path), kept=not identifier)
        request = base_log()
        plant(request, path, pair.text)
        if not request.resource_logs[0].scope_logs[0].log_records:
            request.resource_logs[0].scope_logs[0].log_records.add().time_unix_nano = time.time_ns()
        producer.send(FOREIGN, request.SerializeToString())


def scrapes(site: Site) -> str:
    """What the workers' /metrics show; their ports are in their logs."""
    texts = []
    for line in site.logs().splitlines():
        with contextlib.suppress(ValueError):
            record = json.loads(line)
            if isinstance(record, dict) and "port" in record:
                texts.append(scrape(record["port"]))
    assert texts, "no worker logged its port"
    return "\n".join(texts)


def scrape(port: int) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/metrics")
        return connection.getresponse().read().decode()
    finally:
        connection.close()


@dataclass
class Outcome:
    """Everything that can be seen downstream after the planting."""

    planted: Planted
    clean: list[str]
    places: dict[str, str]


@pytest.fixture(scope="module")
def outcome(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Plant everything, let the workers run, look everywhere."""
    site = Site(stack, tmp_path_factory.mktemp("canary"))
    # The surface is that of `default`; without names, so that no twin in content is taken for one.
    site.extra["SCRUBLINE_POLICY"] = "structured"
    site.extra["SCRUBLINE_SOURCES"] = json.dumps(
        [
            {
                "topic": site.prefix + FOREIGN,
                "alias": "otlp",
                "signal": "logs",
                "encoding": "otlp_proto",
                "partitions": 1,
                "ticks": True,
            }
        ]
    )
    admin: Any = KafkaAdminClient(bootstrap_servers=stack.kafka.bootstrap)
    try:
        settings = {"message.timestamp.type": "LogAppendTime"}
        wanted = {site.prefix + FOREIGN: {"num_partitions": 1, "replication_factor": 1, "configs": settings}}
        admin.create_topics(wanted, timeout_ms=20_000, wait_for_metadata=True)
    finally:
        admin.close()
    site.create_topics()
    planted = Planted()
    producer = Producer(site)
    plant_records(producer, planted)
    plant_spans(producer, planted)
    plant_otlp_logs(producer, planted)
    producer.close()
    clean_topics = [
        f"{site.prefix}{name}" for name in ("clean.logs", "clean.spans", "clean.audit", "clean.dead")
    ]
    with site.workers():
        settled(lambda: _arrived(read_topics(stack.kafka.bootstrap, clean_topics), planted))
        query = f'{{level=~".+"}} |= "{TAG}"'
        awaited(
            lambda: loki_count(stack, query), lambda found: found > len(list(places(RECORD))) // 2, 60, "Loki"
        )
        entries = list(loki_entries(stack, query))
        messages = read_topics(stack.kafka.bootstrap, clean_topics)
        seen = {
            "clean topics": "\n".join(message.everything for message in messages),
            "loki": json.dumps(entries, ensure_ascii=False),
            "loki labels": json.dumps(get(f"{stack.loki.url}/loki/api/v1/series", match='{level=~".+"}')),
            "jaeger": json.dumps(_jaeger(stack)),
            "prometheus": json.dumps(
                get(f"{stack.prometheus.url}/api/v1/series", **{"match[]": '{__name__=~".+"}'})
            ),
            "exemplars": json.dumps(exemplars(stack, '{__name__=~".+"}')),
            "worker metrics": scrapes(site),
        }
    seen["worker logs"] = site.logs()
    return Outcome(
        planted,
        # The audit repeats keys in its paths; records and spans stand in these two.
        [
            m.value.decode("utf-8", "replace")
            for m in messages
            if m.topic.endswith(("clean.logs", "clean.spans"))
        ],
        seen,
    )


def settled(count: Callable[[], int]) -> None:
    """Wait until a count has begun to grow and then stands still: what has not come by then does not come."""
    value, since = count(), time.monotonic()
    while not value or time.monotonic() - since < QUIET_SECONDS:
        assert time.monotonic() - since < 10 * QUIET_SECONDS, "nothing arrives"
        newer = count()
        if newer != value:
            value, since = newer, time.monotonic()
        time.sleep(0.25)


def _arrived(messages: list[Stored], planted: Planted) -> int:
    text = b"\n".join(message.value for message in messages)
    return sum(pair.twin.encode() in text for pair in planted.kept)


def _jaeger(stack: Stack) -> list[Any]:
    found = []
    for service in get(f"{stack.jaeger.url}/api/services")["data"] or ():
        found.append(service)
        found.append(get(f"{stack.jaeger.url}/api/traces", service=service, limit=1500)["data"])
    return found


def test_no_planted_address_is_anywhere(outcome: Outcome) -> None:
    """None of the planted values occurs in any clean topic, backend, worker log or metric."""
    leaks = Counter(
        (where, pair.number)
        for where, text in outcome.places.items()
        for pair in outcome.planted.pairs
        if f"canary{pair.number}.{TAG}" in text
    )
    assert not leaks


def test_every_twin_of_a_kept_position_arrived_once(outcome: Outcome) -> None:
    """What is harmless stays: each twin is in the clean topics exactly once."""
    text = "\n".join(outcome.clean)
    wrong = {pair.place: text.count(pair.twin) for pair in outcome.planted.kept if text.count(pair.twin) != 1}
    assert not wrong


def test_every_backend_was_looked_at(outcome: Outcome) -> None:
    """The search itself can find something: twins are visible wherever records go."""
    for where in ("clean topics", "loki", "jaeger"):
        assert TAG in outcome.places[where], where
    assert "scrubline_records_in_total" in outcome.places["worker metrics"]
    assert len(outcome.planted.pairs) > 150
