"""The apps keep going whatever one message is: each poison found once has its test here."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from structlog.testing import capture_logs

from redaction import Policy, Redactor
from redaction.testing import KeywordEngine
from stream.apps.deliver import DeliverApp, spread
from stream.apps.metrics import MetricsApp
from stream.apps.redact import RedactApp, load_redactor
from stream.config.settings import Settings
from stream.errors import BrokerRefused, SinkRejected
from stream.gate.encode import clean_headers, encode_records
from stream.gate.redact import Raw, Redacted, redact_messages
from stream.kafka.start import Start
from stream.messages import CleanMessage, Message, Origin, RawMessage
from stream.sinks.remote_write import RemoteWriteSink
from stream.sinks.sink import UNKNOWN, DeadEntry, Delivery
from stream.telemetry import Books, Telemetry
from stream.worker.context import WorkerContext
from stream.worker.lanes import Delivered, Failure
from stream.worker.watchdog import STRIKES_OUT, Watchdog
from tests.shipped import shipped_policy

ORIGIN = Origin("logs", "0", 0, 0, -1, 1_700_000_000_000)
REDACTOR = Redactor(shipped_policy("structured"), KeywordEngine())


class Broker:
    """Stands for the producer: keeps what was published, refuses what is too large for a topic."""

    def __init__(self, max_bytes: int, topics: str = "") -> None:
        self.sent: list[tuple[str, bytes, dict[str, bytes]]] = []
        self._max_bytes, self._topics = max_bytes, topics

    async def publish(self, topic: str, value: bytes, *, partition: int, headers: Any = ()) -> None:
        await self.publish_together(topic, partition, [Message(value, headers)])

    async def publish_together(self, topic: str, partition: int, messages: Sequence[Message]) -> None:
        assert partition == 0
        if self._topics in topic and any(len(message.value) > self._max_bytes for message in messages):
            raise BrokerRefused(topic)
        for value, headers, _ in messages:
            for name, _ in headers:
                if not name.isascii():
                    raise SinkRejected("unencodable")
            self.sent.append((topic.rpartition("scrubline.")[2], value, dict(headers)))


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Callable[[str], WorkerContext]]:
    with contextlib.ExitStack() as stack:

        def make(app: str) -> WorkerContext:
            telemetry = Telemetry(app)
            settings = Settings(partitions=1, state_dir=tmp_path)
            watchdog = stack.enter_context(Watchdog(tmp_path, app, 30))
            return WorkerContext(settings, telemetry, Books(telemetry), watchdog)

        yield make


def raw(
    value: bytes, *headers: tuple[str, Any], topic: str = "scrubline.raw.logs", offset: int = 0
) -> RawMessage:
    return RawMessage(topic, 0, offset, 1_700_000_000_000, None, value, headers)


def redacted(message: RawMessage) -> Redacted:
    [out] = redact_messages([Raw(message, ORIGIN, "ndjson")], REDACTOR)
    return out


def test_a_header_without_value_is_no_poison() -> None:
    """Kafka allows a null header value; it is not copied and stops nothing."""
    out = redacted(raw(b'{"event":"a"}', ("traceparent", None)))
    assert out.count == 1
    assert "traceparent" not in dict(out.headers)


def test_an_audit_is_bounded() -> None:
    """However long the keys of a record are, its audit stays small and keeps the counts."""
    key = "key " * 15_000
    record = encode_records([{key: ["a@b.co"] * 250}])
    out = redacted(raw(record))
    assert sum(out.findings.values()) == 250
    assert 0 < len(out.audit) <= 500_000
    assert b'"findings_left_out":250' in out.audit


def test_the_policy_bounds_the_audit() -> None:
    """Findings listed one by one and the size of the message are what the policy says; what is left out is counted."""
    record = encode_records([{"a": ["a@b.co"] * 30}])

    def audit(**bounds: int) -> dict[str, Any]:
        policy = Policy.model_validate({"version": 1, "audit": bounds})
        [out] = redact_messages(
            [Raw(raw(record), ORIGIN, "ndjson")], Redactor(policy, KeywordEngine({"a@b.co": "EMAIL_ADDRESS"}))
        )
        assert len(out.audit) <= bounds.get("bytes", 500_000)
        found: dict[str, Any] = json.loads(out.audit)
        return found

    assert len(audit()["findings"]) == 30
    assert [len(audit(findings=most)["findings"]) for most in (0, 7)] == [0, 7]
    small = audit(bytes=1_000)
    assert (small["findings"], small["findings_left_out"]) == ([], 30)
    assert list(small["counts"].values()) == [30]


def test_a_small_audit_leaves_counts_out() -> None:
    """With more rules than the bound has room for, the audit says how many counts are missing."""
    fields = [{"rule": f"rule-{at:050}", "where": {"keys": [f"k{at}"]}, "action": "drop"} for at in range(30)]
    policy = Policy.model_validate({"version": 1, "audit": {"bytes": 1_000}, "fields": fields})
    record = encode_records([{f"k{at}": "x" for at in range(30)}])
    [out] = redact_messages([Raw(raw(record), ORIGIN, "ndjson")], Redactor(policy, KeywordEngine()))
    assert len(out.audit) <= 1_000
    assert json.loads(out.audit)["counts_left_out"] == 30


def test_what_a_policy_adds_holds_in_the_worker(tmp_path: Path) -> None:
    """Recognizers of other countries and of the user, words of context, private addresses: in worker as in library."""
    (tmp_path / "recognizers.yaml").write_text(
        "supported_languages: [en]\nrecognizers:\n- {name: Staff, type: custom, supported_entity: STAFF_ID,"
        " patterns: [{name: staff, regex: 'S-\\d{4}', score: 0.2}]}\n"
    )
    path = tmp_path / "policy.yaml"
    path.write_text(
        "version: 1\nregistry: recognizers.yaml\ncustom_entities: [STAFF_ID]\nprivate_addresses: false\n"
        "recognizers: ['tests.unit.redaction.own_recognizers:Moods']\n"
        "entities: {ES_NIF: {}, STAFF_ID: {context: [kennung]}}\n"
    )
    lines = [{"event": "NIF 12345678Z"}, {"event": "Kennung S-1234"}, {"event": "other S-1234"},
             {"event": "from 10.1.2.3 to 8.8.8.8, gloomy, a@b.co"}]  # fmt: skip
    [out] = redact_messages([Raw(raw(encode_records(lines)), ORIGIN, "ndjson")], load_redactor(str(path)))
    assert out.dead == []
    assert [json.loads(line)["event"] for line in out.value.splitlines()] == [
        "NIF <ES_NIF>",
        "Kennung <STAFF_ID>",
        "other S-1234",
        "from 10.1.2.3 to <IP_ADDRESS>, <NRP>, <EMAIL_ADDRESS>",
    ]


def test_many_bad_lines_are_buried_once() -> None:
    """A message of nothing but bad lines is one dead letter, counted line by line."""
    out = redacted(raw(b"x\n" * 5_000))
    assert len(out.dead) == 1
    assert out.dead[0].records == out.taken == 5_000


def test_a_dead_letter_that_was_refused_leaves_a_stub(
    context: Callable[[str], WorkerContext], tmp_path: Path
) -> None:
    """Its bytes are tried again for any number of strikes, unless it was the dead letter that was refused."""
    for unburied, value in ((False, b"bad line"), (True, b"")):
        with Watchdog(tmp_path, "redact", 30) as earlier:
            for _ in range(3):
                earlier.strike("scrubline.raw.logs", 0, 4 + unburied, 4 + unburied, unburied=unburied)
        worker, broker = context("redact"), Broker(max_bytes=100)
        worker.bind(publisher=broker)  # type: ignore[arg-type]
        spec = RedactApp(worker, REDACTOR).spec()
        batch = [Delivered(raw(b"bad line", offset=4 + unburied), 3 + unburied, struck=True)]
        asyncio.run(spec.commit(spec.prepare(batch)))
        assert [(topic, sent) for topic, sent, _ in broker.sent] == [("raw.dead", value), ("clean.logs", b"")]
        assert broker.sent[0][2]["dead-reason"] == b"watchdog"
        assert broker.sent[0][2].get("dead-size") == (b"8" if unburied else None)


def test_a_header_that_cannot_be_written_down_costs_one_dead_letter(
    context: Callable[[str], WorkerContext],
) -> None:
    """The others are buried whole, and of that one there is a stub."""
    worker, broker = context("redact"), Broker(max_bytes=100)
    worker.bind(publisher=broker)  # type: ignore[arg-type]
    spec = RedactApp(worker, REDACTOR).spec()
    messages = [raw(b"bad", offset=0), raw(b"bad", ("caf\u00e9", b""), offset=1), raw(b"bad", offset=2)]
    batch = [Delivered(message, message.offset - 1) for message in messages]
    asyncio.run(spec.commit(spec.prepare(batch)))
    dead = [(value, headers.get("dead-size")) for topic, value, headers in broker.sent if topic == "raw.dead"]
    assert dead[-3:] == [(b"bad", None), (b"", b"3"), (b"bad", None)]
    assert [topic for topic, _, _ in broker.sent[-3:]] == ["clean.logs"] * 3


@pytest.mark.parametrize(("topics", "dead_letter"), [("raw.dead", True), ("clean.logs", False)])
def test_a_refusal_tells_whether_it_was_the_dead_letter(
    context: Callable[[str], WorkerContext], topics: str, dead_letter: bool
) -> None:
    """The strike has to say it, or the bytes of a message would be given up that nobody tried to bury."""
    worker, broker = context("redact"), Broker(2, topics)
    worker.bind(publisher=broker)  # type: ignore[arg-type]
    spec = RedactApp(worker, REDACTOR).spec()
    batch = [Delivered(raw(b'{"event":"a"}\nbad'), -1)]
    with pytest.raises(BrokerRefused, match=topics) as refusal:
        asyncio.run(spec.commit(spec.prepare(batch)))
    assert refusal.value.dead_letter is dead_letter


def test_a_foreign_message_in_the_clean_log_does_not_stop_the_metrics(
    context: Callable[[str], WorkerContext],
) -> None:
    """It is counted as dead and the next message is folded."""
    worker = context("metrics")

    async def scenario() -> int:
        sink = RemoteWriteSink("http://127.0.0.1:1/api/v1/write")
        app = MetricsApp(worker, sink)
        app.spec().assigned("scrubline.clean.logs", 0, Start(0, -1, None, 0))  # type: ignore[misc]
        app.prepare([Delivered(raw(b"x", topic="scrubline.clean.logs"), -1)])
        headers = tuple(clean_headers(ORIGIN, content_type="application/x-ndjson", count=1, policy="p"))
        good = raw(encode_records([{"event": "a"}]), *headers, topic="scrubline.clean.logs", offset=1)
        [pushes] = app.prepare([Delivered(good, 0)])
        await sink.close()
        return pushes.records

    assert asyncio.run(scenario()) == 1
    assert worker.telemetry.value("scrubline_records_dead_total", reason="unreadable") == 1


def test_refusals_that_name_no_message_are_spread() -> None:
    """No message is booked with more refusals than it holds, and none is lost."""
    batch = [CleanMessage(0, number, ORIGIN, b"", count, "p") for number, count in enumerate((1, 30, 40))]
    found = spread(
        batch, [DeadEntry(UNKNOWN, UNKNOWN, 50, "rejected_by_backend"), DeadEntry(2, 3, 1, "too_old")]
    )
    assert [sum(entry.records for entry in entries) for entries in found] == [1, 30, 20]


class FussySink:
    """A sink that breaks on one message, as an encoder with a fault would."""

    name = "loki"

    def __init__(self) -> None:
        self.taken: list[bytes] = []

    async def deliver(self, batch: Sequence[CleanMessage], /) -> Delivery:
        if any(b"poison" in message.value for message in batch):
            raise KeyError("poison")
        self.taken += [message.value for message in batch]
        return Delivery(delivered=len(batch), dead=())

    async def check(self) -> None:
        """Nothing to ask."""

    async def close(self) -> None:
        """Nothing to close."""


def test_messages_are_sent_together_in_order(context: Callable[[str], WorkerContext]) -> None:
    """Dead letters of all, then the clean message of each in order, then the audits; all are on the books."""
    worker, broker = context("redact"), Broker(max_bytes=10_000)
    worker.bind(publisher=broker)  # type: ignore[arg-type]
    app = RedactApp(worker, REDACTOR)
    values = [b'{"event":"a"}', b'{"event":"b@example.com"}\nbad', b"", b'{"event":"c@example.com"}']
    batch = [Delivered(raw(value, offset=at), at - 1) for at, value in enumerate(values)]
    spec = app.spec()
    asyncio.run(spec.commit(spec.prepare(batch)))
    assert [topic for topic, _, _ in broker.sent] == ["raw.dead", *["clean.logs"] * 4, *["clean.audit"] * 2]
    origins = [Origin.decode(headers["origin"]) for topic, _, headers in broker.sent if topic == "clean.logs"]
    assert [(origin.offset, origin.previous) for origin in origins] == [(0, -1), (1, 0), (2, 1), (3, 2)]
    value = worker.telemetry.value
    assert value("scrubline_records_in_total") == 4
    assert value("scrubline_records_delivered_total", destination="scrubline.clean.logs") == 3
    assert value("scrubline_records_dead_total", reason="not_json") == 1
    found = {"entity": "EMAIL_ADDRESS", "rule": "keyword"}
    assert value("scrubline_redaction_findings_total", service="unknown", **found) == 2


def test_findings_are_counted_by_service(context: Callable[[str], WorkerContext]) -> None:
    """As the clean records and requests name it; of services beyond the first ones as `other`."""
    worker = context("redact")
    worker.bind(publisher=Broker(max_bytes=10_000_000))  # type: ignore[arg-type]
    app = RedactApp(worker, REDACTOR)
    lines = [b'{"event":"a@example.com","service.name":"gateway"}', b'{"event":"a@example.com"}']
    lines += [b'{"event":"a@example.com","service.name":"%s-%d"}' % (b"other" * 30, 1)]
    lines += [b'{"event":"a@example.com","service.name":"s%d"}' % number for number in range(250)]
    spans = ExportTraceServiceRequest()
    resource = spans.resource_spans.add()
    resource.resource.attributes.add(key="service.name").value.string_value = "model"
    span = resource.scope_spans.add().spans.add(trace_id=b"\x9f" * 16, span_id=b"\x9f" * 8)
    span.attributes.add(key="note").value.string_value = "a@example.com"
    prepared = app.spec().prepare([Delivered(raw(b"\n".join(lines)), -1)])
    sent = redact_messages(
        [Raw(raw(spans.SerializeToString()), Origin("spans", "", 0, 0, 0, -1), "otlp_spans")], REDACTOR
    )
    app._book(sent + [one.redacted for one in prepared], "scrubline.clean.logs")
    found = {"entity": "EMAIL_ADDRESS", "rule": "keyword"}
    counted = {
        name: worker.telemetry.value("scrubline_redaction_findings_total", service=name, **found)
        for name in ("gateway", "unknown", "model", "s0", "s249", "other")
    }
    assert counted == {"gateway": 1, "unknown": 1, "model": 1, "s0": 1, "s249": 0, "other": 1 + 250 - 198}


@pytest.mark.parametrize(
    ("names", "service"),
    [(["model"], "model"), (["a", "a"], "a"), (["a", "b"], ""), ([], ""), (["a", None], "a")],
)
def test_the_service_of_a_request_is_the_one_that_its_resources_name(
    names: list[str | None], service: str
) -> None:
    """As it is called after redaction; an attribute of that name elsewhere is none."""
    request = ExportTraceServiceRequest()
    for name in names:
        outer = request.resource_spans.add()
        if name is not None:
            outer.resource.attributes.add(key="service.name").value.string_value = name
        span = outer.scope_spans.add().spans.add(trace_id=b"\x9f" * 16, span_id=b"\x9f" * 8)
        span.attributes.add(key="service.name").value.string_value = "other"
    assert REDACTOR.redact_spans(request.SerializeToString()).service == service


def test_what_a_broker_refuses_together_is_the_lanes_affair(context: Callable[[str], WorkerContext]) -> None:
    """Nothing is put in the place of messages of which nobody knows which one it was."""
    worker, broker = context("redact"), Broker(max_bytes=20)
    worker.bind(publisher=broker)  # type: ignore[arg-type]
    spec = RedactApp(worker, REDACTOR).spec()
    batch = [Delivered(raw(b'{"event":"abcdefghij"}', offset=at), at - 1) for at in range(2)]
    with pytest.raises(BrokerRefused):
        asyncio.run(spec.commit(spec.prepare(batch)))
    assert broker.sent == []


def clean(value: bytes, offset: int, *, count: int = 1) -> RawMessage:
    """A message as the redact worker writes it, made from the raw message at the same offset."""
    origin = replace(ORIGIN, offset=offset, previous=offset - 1)
    headers = clean_headers(origin, content_type="application/x-ndjson", count=count, policy="p")
    return raw(value, *headers, topic="scrubline.clean.logs", offset=offset)


def strike_out(tmp_path: Path, app: str, offset: int, *, unburied: bool = False) -> None:
    """Let the message at an offset have ended two processes of an app."""
    with Watchdog(tmp_path, app, 30) as earlier:
        for _ in range(STRIKES_OUT):
            earlier.strike("scrubline.clean.logs", 0, offset, offset, unburied=unburied)


def test_a_message_that_no_delivery_survives_is_a_strike_against_itself(
    context: Callable[[str], WorkerContext],
) -> None:
    """The messages joined with it are delivered; its own commit fails as a refusal, which counts against it."""
    worker, sink = context("logs"), FussySink()
    app = DeliverApp(worker, "logs", "clean.logs", sink, 1_000_000)

    async def scenario() -> list[BaseException | None]:
        values = [b'{"event":"first"}', b'{"event":"a"}', b'{"event":"poison"}', b'{"event":"b"}']
        messages = app.prepare([Delivered(clean(value, at), at - 1) for at, value in enumerate(values)])
        return await asyncio.gather(*(app.commit([message]) for message in messages), return_exceptions=True)

    outcomes = asyncio.run(scenario())
    assert sink.taken == [b'{"event":"first"}', b'{"event":"a"}', b'{"event":"b"}']
    assert [type(outcome) for outcome in outcomes] == [type(None), type(None), SinkRejected, type(None)]
    failure = Failure("commit", [clean(b"", 2)], outcomes[2])  # type: ignore[arg-type]  # an exception, as said above
    assert failure.by_the_message


def test_messages_of_a_partition_are_delivered_together(context: Callable[[str], WorkerContext]) -> None:
    """In their order and in few deliveries; if one cannot be delivered that is heard, after all have ended."""
    for values in (
        [b'{"event":"%d"}' % number for number in range(5)],
        [b'{"event":"poison"}', b'{"event":"a"}'],
    ):
        worker, sink = context("logs"), FussySink()
        spec = DeliverApp(worker, "logs", "clean.logs", sink, 1_000_000).spec()
        batch = [Delivered(clean(value, at), at - 1) for at, value in enumerate(values)]
        guilty = any(b"poison" in value for value in values)
        with pytest.raises(SinkRejected) if guilty else contextlib.nullcontext():
            asyncio.run(spec.commit(spec.prepare(batch)))
        assert sink.taken == [value for value in values if b"poison" not in value]
        delivered = worker.telemetry.value("scrubline_records_delivered_total", destination="loki")
        assert delivered == (0 if guilty else len(values))


@pytest.mark.parametrize(("unburied", "buried"), [(False, b'{"event":"poison"}\n{}'), (True, b"")])
def test_a_message_that_was_struck_out_is_buried(
    context: Callable[[str], WorkerContext], tmp_path: Path, unburied: bool, buried: bytes
) -> None:
    """After two strikes it goes to the dead letters undelivered, counted; a stub, if that was refused before."""
    strike_out(tmp_path, "logs", 7, unburied=unburied)
    worker, broker, sink = context("logs"), Broker(1_000), FussySink()
    worker.bind(publisher=broker)  # type: ignore[arg-type]
    app = DeliverApp(worker, "logs", "clean.logs", sink, 1_000_000)
    poison = clean(b'{"event":"poison"}\n{}', 7, count=2)
    asyncio.run(app.commit(app.prepare([Delivered(poison, 6, struck=True)])))
    ((topic, value, headers),) = broker.sent
    assert (topic, value) == ("clean.dead", buried)
    assert headers["dead-reason"] == b"watchdog"
    assert headers.get("dead-size") == (b"%d" % len(poison.value) if unburied else None)
    assert sink.taken == []
    assert worker.telemetry.value("scrubline_records_dead_total", reason="watchdog") == 2


class PickySink(FussySink):
    """A sink that never takes the first record of a message."""

    async def deliver(self, batch: Sequence[CleanMessage], /) -> Delivery:
        dead = tuple(DeadEntry(at, 0, 1, "too_old") for at, _ in enumerate(batch))
        return Delivery(sum(message.count for message in batch) - len(dead), dead)


def test_refused_records_are_buried_counted_and_told(context: Callable[[str], WorkerContext]) -> None:
    """An operator sees reason and number in the metrics and in the log, where the records lie too."""
    worker, broker = context("logs"), Broker(1_000)
    worker.bind(publisher=broker)  # type: ignore[arg-type]
    spec = DeliverApp(worker, "logs", "clean.logs", PickySink(), 1_000_000).spec()
    batch = [Delivered(clean(b'{"event":"%d"}\n{}' % at, at, count=2), at - 1) for at in range(3)]
    with capture_logs() as lines:
        asyncio.run(spec.commit(spec.prepare(batch)))
    assert [headers["dead-reason"] for _, _, headers in broker.sent] == [b"too_old"] * 3
    assert worker.telemetry.value("scrubline_records_dead_total", reason="too_old") == 3
    [line] = [line for line in lines if line["log_level"] == "warning"]
    assert (line["reason"], line["records"], line["topic"]) == ("too_old", 3, "scrubline.clean.dead")


class StallingSink(FussySink):
    """A sink that takes one delivery and then none."""

    async def deliver(self, batch: Sequence[CleanMessage], /) -> Delivery:
        if self.taken:
            await asyncio.Event().wait()
        return await super().deliver(batch)


def test_what_is_not_acknowledged_is_not_on_the_books(context: Callable[[str], WorkerContext]) -> None:
    """Messages that were delivered beside others that were not come again, and would be counted twice."""
    worker, sink = context("logs"), StallingSink()
    spec = DeliverApp(worker, "logs", "clean.logs", sink, 20).spec()
    batch = [Delivered(clean(b'{"event":"%d"}' % number, number), number - 1) for number in range(3)]

    async def scenario() -> None:
        commit = asyncio.ensure_future(spec.commit(spec.prepare(batch)))
        async with asyncio.timeout(10):
            while not sink.taken:  # noqa: ASYNC110 - the sink knows no events
                await asyncio.sleep(0.001)
        await asyncio.sleep(0.01)
        commit.cancel()
        await asyncio.gather(commit, return_exceptions=True)

    asyncio.run(scenario())
    assert len(sink.taken) == 1
    assert worker.telemetry.value("scrubline_records_in_total") == 0
    assert worker.telemetry.value("scrubline_records_delivered_total", destination="loki") == 0


def test_a_struck_message_leaves_no_gap_in_the_metrics(
    context: Callable[[str], WorkerContext],
) -> None:
    """Nothing in it is counted, but its place is: the next message of its raw partition follows on."""
    worker = context("metrics")

    async def scenario() -> list[int]:
        sink = RemoteWriteSink("http://127.0.0.1:1/api/v1/write")
        app = MetricsApp(worker, sink)
        app.spec().assigned("scrubline.clean.logs", 0, Start(0, -1, None, 0))  # type: ignore[misc]
        messages = [clean(b'{"event":"a"}', offset) for offset in range(3)]
        pushes = app.prepare(
            [Delivered(message, message.offset - 1, struck=message.offset == 1) for message in messages]
        )
        await sink.close()
        return [each.records for each in pushes]

    assert asyncio.run(scenario()) == [1, 0, 1]
    assert worker.telemetry.value("scrubline_records_dead_total", reason="watchdog") == 1
