"""Loki: encoding of clean log messages and the sorting of Loki's answers."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec
import pytest

from stream.errors import SettingsFault, SinkUnavailable
from stream.messages import CleanMessage, Origin
from stream.sinks.loki import LokiSink
from stream.sinks.loki_answer import Refusal, refusal_of
from stream.sinks.loki_labels import render_labels
from stream.sinks.loki_push import Shape, encode_push, plan_entries, split_pushes
from stream.sinks.sink import DeadEntry, Delivery
from stream.testing.loki_receiver import LokiEntry, LokiReceiver
from stream.testing.receivers import Fault

APPEND_MS = 1_763_000_000_000
T = TypeVar("T")


def stamp(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat().replace("+00:00", "Z")


def record(number: int, **fields: Any) -> dict[str, Any]:
    return {
        "timestamp": stamp(APPEND_MS - 1000 + number),
        "level": "info",
        "event": "something",
        "service.name": "gateway",
        "deployment.environment.name": "production",
        "log.record.uid": f"{'a' * 16}-{number}",
        **fields,
    }


def message(records: Sequence[dict[str, Any]], offset: int = 0) -> CleanMessage:
    value = msgspec.json.Encoder().encode_lines(records) if records else b""
    return CleanMessage(
        0, offset, Origin("logs", "0", 0, offset, offset - 1, APPEND_MS), value, len(records), "p"
    )


def pushed(records: Sequence[dict[str, Any]], shape: Shape | None = None) -> list[LokiEntry]:
    """What a Loki holds after one push of these records."""
    entries, dead = plan_entries([message(records)], shape or Shape())
    assert not dead
    return decoded(encode_push(entries))


def decoded(body: bytes) -> list[LokiEntry]:
    receiver = LokiReceiver()
    answer = receiver.receive(_request(body))
    assert answer.status == 204
    return receiver.entries


def _request(body: bytes) -> Any:
    from stream.testing.receivers import Request

    return Request(LokiReceiver.path, {"Content-Type": "application/x-protobuf"}, body)


def with_sink(receiver: LokiReceiver, work: Callable[[LokiSink], Awaitable[T]], **settings: Any) -> T:
    """Run `work` with a sink on an open receiver, and stop both."""

    async def run() -> T:
        async with receiver:
            sink = LokiSink(receiver.url, **settings)
            try:
                return await work(sink)
            finally:
                await sink.close()

    return asyncio.run(run())


def test_line_is_the_record_and_metadata_names_it() -> None:
    """The line is the redacted record byte for byte; ids and model ride as structured metadata."""
    one = record(1, trace_id="ab" * 16, span_id="cd" * 8, **{"gen_ai.request.model": "tiny-1"})
    (entry,) = pushed([one])
    assert msgspec.json.decode(entry.line) == one
    assert entry.metadata == (
        ("log_record_uid", f"{'a' * 16}-1"),
        ("model", "tiny-1"),
        ("span_id", "cd" * 8),
        ("trace_id", "ab" * 16),
    )
    assert entry.stream == '{environment="production", level="info", service_name="gateway"}'
    assert entry.timestamp_ns == (APPEND_MS - 999) * 1_000_000


def test_entries_are_sorted_by_time_within_their_stream() -> None:
    """Loki wants each stream in time order, whatever order the records came in."""
    entries = pushed([record(3), record(1, level="error"), record(2), record(0, level="error")])
    times = {
        level: [entry.timestamp_ns for entry in entries if f'level="{level}"' in entry.stream]
        for level in ("info", "error")
    }
    assert all(found == sorted(found) and len(found) == 2 for found in times.values())


@pytest.mark.parametrize(
    ("timestamp", "own"),
    [
        (stamp(APPEND_MS - 3_600_000), True),
        (stamp(APPEND_MS + 3_600_000), True),
        ("2099-01-01T00:00:00Z", False),
        ("yesterday", False),
        (None, False),
        (12, False),
    ],
)
def test_time_that_loki_would_refuse_becomes_the_append_time(timestamp: object, own: bool) -> None:
    """An old, early or unreadable timestamp gives way to the append time; a readable one is kept in metadata."""
    (entry,) = pushed([record(1, timestamp=timestamp)])
    assert entry.timestamp_ns == APPEND_MS * 1_000_000
    assert ("original_timestamp" in dict(entry.metadata)) == own


def test_repeated_encoding_gives_the_same_bytes() -> None:
    """Encoding is a pure function of message and shape, so a retry is a repeat to Loki."""
    batch = [message([record(n) for n in range(20)])]
    assert encode_push(plan_entries(batch, Shape())[0]) == encode_push(plan_entries(batch, Shape())[0])


def test_unknown_levels_and_missing_labels_stay_bounded() -> None:
    """A level nobody knows is `unknown`, and a record without labels still has a stream."""
    assert render_labels([("level", "WARN")]) == '{level="warning"}'
    assert render_labels([("level", "user@typed.this")]) == '{level="unknown"}'
    assert render_labels([("environment", None)]) == '{service_name="unknown_service"}'


def test_label_values_are_escaped_and_cut() -> None:
    """Quotes, backslashes and control characters cannot end a label set; long values end in a mark."""
    assert render_labels([("a", 'x"}\\\n')]) == '{a="x\\"}\\\\"}'
    shown = render_labels([("a", "é" * 5000)])
    assert len(shown.encode()) <= 2048 + len('{a=""}')
    assert shown.endswith('…[truncated]"}')


def test_long_line_is_cut_at_its_strings_and_stays_json() -> None:
    """A line over Loki's limit loses the ends of its long strings, never its shape."""
    shape = Shape(max_line_bytes=2_000)
    (entry,) = pushed([record(1, text="x" * 10_000)], shape)
    kept = msgspec.json.decode(entry.line)
    assert len(entry.line.encode()) <= 2_000
    assert kept["text"].endswith("…[truncated]")
    assert kept["log.record.uid"] == f"{'a' * 16}-1"


def test_line_that_cannot_be_cut_is_dead() -> None:
    """A line that is long without long strings is named dead, the others go on."""
    entries, dead = plan_entries(
        [message([record(1, numbers=list(range(2_000))), record(2)])], Shape(max_line_bytes=2_000)
    )
    assert dead == [DeadEntry(0, 0, 1, "line_too_long")]
    assert [entry.record for entry in entries] == [1]


def test_line_that_is_no_record_is_dead() -> None:
    """A clean line that cannot be read is named dead by its place."""
    broken = CleanMessage(0, 0, Origin("logs", "0", 0, 0, -1, APPEND_MS), b'[1]\n{"level":"info"}\n', 2, "p")
    entries, dead = plan_entries([message([]), broken], Shape())
    assert dead == [DeadEntry(1, 0, 1, "undecodable")]
    assert len(entries) == 1


def test_pushes_are_bounded() -> None:
    """No push is over the size or number asked for, unless one entry is by itself."""
    entries, _ = plan_entries([message([record(n, pad="x" * n * 10) for n in range(100)])], Shape())
    pushes = list(split_pushes(entries, 4_000, 7))
    assert [entry for push in pushes for entry in push] == entries
    assert all(len(push) <= 7 for push in pushes)
    assert all(sum(len(entry.body) for entry in push) <= 4_000 or len(push) == 1 for push in pushes)


def test_refused_push_is_halved_to_the_guilty_entries() -> None:
    """After a 400 the guilty entries are dead with Loki's reason, every other one is stored once."""
    guilty = {f"{'a' * 16}-{number}" for number in (3, 4, 17)}

    def refuse(entry: LokiEntry) -> str | None:
        uid = dict(entry.metadata)["log_record_uid"]
        return "entry too far behind, entry timestamp is: ..." if uid in guilty else None

    receiver = LokiReceiver(refuse=refuse)
    batch = [message([record(n) for n in range(10)]), message([record(n) for n in range(10, 20)], 1)]
    delivery = with_sink(receiver, lambda sink: sink.deliver(batch))
    assert delivery.delivered == 17
    assert sorted(delivery.dead, key=lambda dead: (dead.message, dead.index)) == [
        DeadEntry(0, 3, 1, "too_far_behind"),
        DeadEntry(0, 4, 1, "too_far_behind"),
        DeadEntry(1, 7, 1, "too_far_behind"),
    ]
    assert sorted(receiver.uids.values()) == [1] * 17
    assert guilty.isdisjoint(receiver.uids)


LABELS = ("service_name", "level")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "entry for stream '{a=\"b\"}' has timestamp too old: 2026-01-01, oldest acceptable is: x",
            "too_old",
        ),
        ("entry for stream '{a=\"b\"}' has timestamp too new: 2099-01-01", "too_new"),
        (
            "entry with timestamp x ignored, reason: 'entry too far behind, entry timestamp is: x',",
            "too_far_behind",
        ),
        ("entry with timestamp x ignored, reason: 'entry out of order',", "too_far_behind"),
        ("Max entry size '100' bytes exceeded for stream '{a=\"b\"}' while adding an entry", "line_too_long"),
        (
            "stream '{a=\"b\"}' has structured metadata too large: '99' bytes, limit: '9' bytes.",
            "metadata_refused",
        ),
        ("stream '{a=\"b\"}' has label value too long: 'no org id'", "labels_refused"),
        ('missing required labels level for user u for stream {a="b"}', "labels_missing"),
        (
            "stream '{a=\"no org id, \\\"this feature is disallowed\"}' has label value too long: 'x'",
            "labels_refused",
        ),
    ],
)
def test_an_entry_is_dead_for_what_is_in_it(text: str, reason: str) -> None:
    """Each rule of Loki about one entry has its reason; a label's value never passes for another rule."""
    assert refusal_of(text.encode(), LABELS) == Refusal(reason)


def test_a_label_is_demanded_in_its_own_spelling() -> None:
    """A record without `Region` is dead where we set `Region`; where we set `region` the setting is to blame."""
    answer = b'Missing required labels Region,level for user u for stream {a="b"}'
    assert refusal_of(answer, ["level", "Region"]) == Refusal("labels_missing")
    wrong = refusal_of(answer, ["level", "region"])
    assert wrong is not None
    assert wrong.reason == "labels_not_set"


@pytest.mark.parametrize(
    ("text", "reason", "mends"),
    [
        ("stream '{a=\"b\"}' includes structured metadata, but this feature is disallowed. Please see",
         "metadata_disallowed", "allow_structured_metadata"),
        ("stream '{a=\"b\"}' has too many structured metadata labels: '5', limit: '1'.",
         "metadata_limit", "max_structured_metadata_entries_count"),
        ("entry for stream '{a=\"b\"}' has 16 label names; limit 15", "too_many_labels", "SCRUBLINE_LOKI_LABELS"),
        ("stream '{a=\"b\"}' has label name too long: 'x'", "label_name_too_long", "SCRUBLINE_LOKI_LABELS"),
        ('missing required labels level,team for user u for stream {a="b"}', "labels_not_set",
         "SCRUBLINE_LOKI_LABELS"),
        ("ingestion blocked for user u until 'x' with status code '400'", "ingestion_blocked", "unblock"),
        ('stream {a="b"} was rejected because "max streams"', "limit_exceeded", "limit"),
        ("no org id", "tenant_refused", "SCRUBLINE_LOKI_TENANT"),
        ("multiple org IDs present", "tenant_refused", "SCRUBLINE_LOKI_TENANT"),
        ("tenant ID 'a/b' contains unsupported character '/'", "tenant_refused", "SCRUBLINE_LOKI_TENANT"),
    ],
)  # fmt: skip
def test_a_wrong_setting_buries_nothing(text: str, reason: str, mends: str) -> None:
    """What would be refused of every record is waited for, with what to mend, and all is stored afterwards."""
    receiver = LokiReceiver()
    receiver.fail_always(Fault(status=400, body=text))
    batch = [message([record(n) for n in range(5)])]

    async def refused_then_mended(sink: LokiSink) -> Delivery:
        with pytest.raises(SinkUnavailable, match=f"^{reason}$") as refused:
            await sink.deliver(batch)
        assert mends in str(refused.value.advice)
        with pytest.raises(SettingsFault, match=re.escape(str(refused.value.advice))):
            await sink.check()
        receiver.fail_always(None)
        return await sink.deliver(batch)

    assert with_sink(receiver, refused_then_mended) == Delivery(5)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Maximum active stream limit exceeded when trying to create stream {}", "stream_limit"),
        ("Per stream rate limit exceeded (limit: 3MB/sec)", "stream_rate_limited"),
        ("Ingestion rate limit exceeded for user u", "rate_limited"),
        ('stream {a="active stream limit"} too fast', "rate_limited"),
    ],
)
def test_limits_are_waited_for_by_name(text: str, reason: str) -> None:
    """A limit is no entry's fault; which one it is decides what an operator does."""
    receiver = LokiReceiver()
    receiver.fail(Fault(status=429, body=text))
    with pytest.raises(SinkUnavailable, match=f"^{reason}$") as refused:
        with_sink(receiver, lambda sink: sink.deliver([message([record(1)])]))
    assert refused.value.advice


def test_push_that_is_too_large_is_halved() -> None:
    """A 413 is about the push, so its halves are tried; only a single entry can be too large."""
    receiver = LokiReceiver()
    receiver.fail(Fault(status=413))
    delivery = with_sink(receiver, lambda sink: sink.deliver([message([record(n) for n in range(10)])]))
    assert (delivery, receiver.request_count) == (Delivery(10), 3)


def test_blocked_tenant_is_no_success() -> None:
    """Loki's 260 stores nothing, so it is a failure that waits for the operator."""
    receiver = LokiReceiver()
    receiver.fail(Fault(status=260))
    with pytest.raises(SinkUnavailable, match="ingestion_blocked"):
        with_sink(receiver, lambda sink: sink.deliver([message([record(1)])]))


def test_tenant_and_protocol_are_in_the_headers() -> None:
    """The tenant comes from the settings and goes out as `X-Scope-OrgID`."""
    receiver = LokiReceiver(keep_requests=1)
    with_sink(receiver, lambda sink: sink.deliver([message([record(1)])]), tenant="team-a")
    headers = receiver.requests[0].headers
    assert headers["X-Scope-OrgID"] == "team-a"
    assert headers["Content-Type"] == "application/x-protobuf"


def test_label_names_are_checked_at_start() -> None:
    """A label name that Loki would refuse is a fault of the settings, not of each record."""
    with pytest.raises(SettingsFault, match="SCRUBLINE_LOKI_LABELS"):
        LokiSink("http://127.0.0.1:1", shape=Shape(labels={"service.name": "service.name"}))
