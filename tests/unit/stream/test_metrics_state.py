"""The kept states at their edges: what is stored when, what is taken over, and where a partition begins."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

import cramjam
import msgspec
import pytest
from aiokafka import AIOKafkaProducer
from faust.types import TP
from structlog.testing import capture_logs

from stream.apps.metrics import MetricsApp
from stream.apps.metrics_state import MAX_RECORD_BYTES, StateKeeper
from stream.config.settings import Settings
from stream.config.topics import STATE_MESSAGE_BYTES, topic_plans
from stream.derive import Rules, State, TimeSeries, decode_state, encode_state, identity, take_over
from stream.derive.state import Distribution, Values
from stream.errors import (
    BrokerRefused,
    BrokerUnavailable,
    SettingsFault,
    StateUnreadable,
    StreamError,
    Unknowable,
)
from stream.exits import EXIT_FAILED
from stream.gate.encode import clean_headers
from stream.kafka.consumer import StrictConsumer
from stream.kafka.positions import Positions
from stream.kafka.start import Start, begin
from stream.kafka.tail import Stored, read_tails
from stream.kafka.window import Window
from stream.messages import Origin, RawMessage
from stream.sinks.sink import Delivery
from stream.telemetry import Books, Telemetry
from stream.testing.broker import EmbeddedBroker
from stream.worker.context import WorkerContext
from stream.worker.lanes import Delivered, Failure

TOPIC = "scrubline.clean.logs"
START = 1_763_000_010_000


class World:
    """Kafka and Prometheus: notes in which order they are written to."""

    name = "prometheus"

    def __init__(self, refusal: Exception | None = None) -> None:
        self.done: list[str] = []
        self.allowed: list[tuple[tuple[str, int], int]] = []
        self._refusal = refusal

    async def publish(self, topic: str, value: bytes, *, partition: int, key: bytes) -> None:
        """As the publisher."""
        assert (topic, partition, key) == ("scrubline.clean.metrics-state", 0, b"0")
        assert value
        if self._refusal is not None:
            raise self._refusal
        self.done.append("record")

    async def deliver(self, _: list[TimeSeries], /) -> Delivery:
        """As the sink."""
        self.done.append("push")
        return Delivery(1)

    async def check(self) -> None:
        """Nothing to ask."""

    def allow(self, place: tuple[str, int], offset: int) -> None:
        """As the window."""
        self.allowed.append((place, offset))
        self.done.append(f"allow {offset}")


def made(world: World) -> WorkerContext:
    """A worker's context in that world."""
    telemetry = Telemetry("metrics")
    worker = WorkerContext(Settings(partitions=1), telemetry, Books(telemetry), cast("Any", None))
    worker.bind(publisher=cast("Any", world), durable=world.allow)
    return worker


def message(offset: int, append_ms: int) -> Delivered:
    """A tick in the clean log."""
    origin = Origin("logs", "0", 0, offset, offset - 1, append_ms)
    headers = tuple(clean_headers(origin, content_type="application/x-ndjson", count=0, policy="p"))
    return Delivered(RawMessage(TOPIC, 0, offset, append_ms, None, b"", headers), offset - 1)


def fed(world: World, *times_ms: int) -> WorkerContext:
    """An app that has taken messages of these times."""
    worker = made(world)
    app = MetricsApp(worker, cast("Any", world), StateKeeper(worker, nothing)).spec()

    async def scenario() -> None:
        assert app.resume is not None
        assert app.assigned is not None
        assert await app.resume([(TOPIC, 0)]) == {}
        app.assigned(TOPIC, 0, Start(0, -1, None, len(times_ms)))
        for offset, time_ms in enumerate(times_ms):
            await app.commit(app.prepare([message(offset, START + time_ms)]))

    asyncio.run(scenario())
    return worker


async def nothing(_: Collection[int]) -> dict[int, list[Stored]]:
    """Nothing is kept."""
    return {}


def test_a_record_is_durable_before_its_samples_and_commits_follow_it() -> None:
    """Per closed grid point one record, then the offset that may be committed, then the push; else nothing."""
    world = World()
    worker = fed(world, 0, 1_000, 60_000)
    assert world.done == ["allow -1", "record", "allow 1", "push", "record", "allow 3", "push"]
    assert worker.telemetry.value("scrubline_state_records_total", outcome="stored") == 2
    assert worker.telemetry.value("scrubline_state_bytes") > 0
    assert 0 <= worker.telemetry.value("scrubline_state_age_seconds") < 60


def test_nothing_is_pushed_that_is_not_in_a_record() -> None:
    """A record whose fate is unknown ends the step before the push."""
    world = World(Unknowable("the broker went away"))
    with pytest.raises(Unknowable):
        fed(world, 0)
    assert world.done == ["allow -1"]


def test_a_refused_record_is_no_strike_against_the_message() -> None:
    """After two strikes its records would not be counted any more, though it has done nothing."""
    with pytest.raises(
        Unknowable, match="the state of partition 0 was refused: oversize: scrubline"
    ) as refusal:
        fed(World(BrokerRefused("scrubline.clean.metrics-state")), 0)
    assert not Failure("commit", [], refusal.value).by_the_message


def test_a_state_too_large_for_its_topic_is_told_once_and_left_out() -> None:
    """Counted each time; nothing is sent, no offset is released, and when it fits again it is kept again."""
    world = World()
    keeper = StateKeeper(worker := made(world), nothing)
    with capture_logs() as told:
        for size in (MAX_RECORD_BYTES + 1, MAX_RECORD_BYTES + 1, MAX_RECORD_BYTES):
            asyncio.run(keeper.store(0, bytes(size), 7))
    assert world.done == ["record", "allow 7"]
    assert [line["event"][:32] for line in told] == ["the state of a partition is too "]
    assert worker.telemetry.value("scrubline_state_records_total", outcome="oversize") == 2
    plans = {plan.name: plan.config for plan in topic_plans(Settings())}
    assert int(plans["scrubline.clean.metrics-state"]["max.message.bytes"]) == STATE_MESSAGE_BYTES


def record(next_offset: int, epoch: int = 0) -> bytes:
    """A state that goes on there."""
    return encode_state(State(0, next_offset=next_offset, epoch=epoch), 15_000, {})


def test_the_furthest_of_the_newest_records_is_taken() -> None:
    """An owner on its way out writes behind its successor; its record is right too, only older."""

    async def read(partitions: Collection[int]) -> dict[int, list[Stored]]:
        found = [Stored(at, 1_000, record(offset)) for at, offset in enumerate((10, 30, 20))]
        return {partition: found if partition == 0 else [] for partition in partitions}

    keeper = StateKeeper(worker := made(World()), read)
    kept = asyncio.run(keeper.load([0, 1]))
    assert {partition: one.state.next_offset for partition, one in kept.items()} == {0: 30}
    assert worker.telemetry.value("scrubline_state_age_seconds") == -1
    keeper.adopt(0)
    assert worker.telemetry.value("scrubline_state_bytes") == len(record(30))
    keeper.forget(0)
    assert worker.telemetry.value("scrubline_state_age_seconds") == -1


def test_a_record_that_cannot_be_read_is_passed_over_for_one_that_can() -> None:
    """A newer version may have written one and gone; only where none can be read nobody knows where to go on."""
    newer = bytes((99,)) + record(40)[1:]

    async def read(_: Collection[int]) -> dict[int, list[Stored]]:
        return {0: [Stored(at, 1_000, value) for at, value in enumerate(values)]}

    values = [newer, record(30), newer]
    keeper = StateKeeper(made(World()), read)
    assert asyncio.run(keeper.load([0]))[0].state.next_offset == 30
    values = [newer]
    with pytest.raises(StateUnreadable):
        asyncio.run(keeper.load([0]))


def test_an_owner_goes_on_where_its_predecessor_was_and_nowhere_else() -> None:
    """What the record holds closed is pushed before anything else; what belongs to an earlier assignment is left."""
    world = World()
    first = encode_state(
        State(0, 5, {("logs", "0", 0): 4}, {("logs", 0): START}, closed_ms=START, pushed_ms=START - 15_000),
        15_000,
        {"grid": "15000", "models": "other ones"},
    )

    async def read(_: Collection[int]) -> dict[int, list[Stored]]:
        return {0: [Stored(0, 1_000, first)]}

    worker = made(world)
    app = MetricsApp(worker, cast("Any", world), StateKeeper(worker, read)).spec()

    async def scenario() -> None:
        assert app.resume is not None
        assert app.assigned is not None
        assert await app.resume([(TOPIC, 0)]) == {(TOPIC, 0): 5}
        app.assigned(TOPIC, 0, Start(5, 4, 5, 9, kept=True))
        await app.commit(app.prepare([message(8, START + 90_000)]))
        assert world.done == ["allow 5", "push"]
        await app.commit(app.prepare([message(5, START + 60_000)]))

    with capture_logs() as told:
        asyncio.run(scenario())
    assert world.done == ["allow 5", "push", "record", "allow 6", "push"]
    assert worker.telemetry.value("scrubline_state_replayed_messages_total") == 4
    [changed] = [line["changed"] for line in told if "changed" in line]
    assert "models" in changed
    assert "grid" not in changed


def test_series_that_begin_anew_are_counted_and_named() -> None:
    """A state of a version with other buckets goes on without them, and that is told."""
    rules = Rules(frozenset({("logs", 0)}))
    family = "llm_inference_latency_seconds"
    old = {**identity(rules, {}), f"family {family}": "of another version"}
    base: Values = {(family, f"m{number}", "ok"): Distribution([1] * 20) for number in range(3)}
    kept = encode_state(State(0, 5, closed_ms=START, pushed_ms=START, base=base), 15_000, old)

    async def read(_: Collection[int]) -> dict[int, list[Stored]]:
        return {0: [Stored(0, 1_000, kept)]}

    worker = made(world := World())
    app = MetricsApp(worker, cast("Any", world), StateKeeper(worker, read)).spec()

    async def scenario() -> None:
        assert app.resume is not None
        assert app.assigned is not None
        await app.resume([(TOPIC, 0)])
        app.assigned(TOPIC, 0, Start(5, 4, 5, 9, kept=True))

    with capture_logs() as told:
        asyncio.run(scenario())
    [line] = [line for line in told if "begin anew" in line["event"]]
    assert (line["metrics"], line["log_level"]) == ([family], "warning")
    assert worker.telemetry.value("scrubline_state_series_anew_total") == 3


def test_a_large_state_is_taken_over_beside_the_event_loop() -> None:
    """Reading it and making its samples takes a second: commits, heartbeats and probes have their turn meanwhile."""
    rules = Rules(frozenset({("logs", 0)}))
    base: Values = {
        ("llm_inference_latency_seconds", f"m{number}", "ok"): Distribution([number] * 20)
        for number in range(300)
    }
    state = State(0, 5, closed_ms=START, pushed_ms=START - 15_000, base=base)
    kept = encode_state(state, 15_000, identity(rules, {}))
    aside: list[str] = []

    class Noting(ThreadPoolExecutor):
        def submit(self, what: Any, /, *args: Any, **named: Any) -> Future[Any]:
            aside.append(what.args[0].__name__)
            return super().submit(what, *args, **named)

    async def read(_: Collection[int]) -> dict[int, list[Stored]]:
        return {0: [Stored(at, 1_000, kept) for at in range(3)]}

    async def scenario() -> int:
        turns = 0

        async def counting() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        asyncio.get_running_loop().set_default_executor(Noting())
        worker = made(world := World())
        app = MetricsApp(worker, cast("Any", world), StateKeeper(worker, read)).spec()
        assert app.resume is not None
        ticking = asyncio.create_task(counting())
        assert await app.resume([(TOPIC, 0)]) == {(TOPIC, 0): 5}
        ticking.cancel()
        return turns

    assert asyncio.run(scenario()) > 2
    assert aside == ["_furthest", "_take_over"]


def test_only_the_furthest_record_is_read_whole() -> None:
    """Of the others their place is enough; one that goes further and does not decode gives way to the next."""
    whole = [record(10), record(20)]
    broken = [
        value[:1] + bytes(cramjam.zstd.compress(msgspec.msgpack.encode([0, 0, offset, "no grid"])))
        for value, offset in zip(whole, (5, 30), strict=True)
    ]

    for first, passed_over in zip(broken, (0, 1), strict=True):
        values = [first, *whole]

        async def read(_: Collection[int], values: Sequence[bytes] = values) -> dict[int, list[Stored]]:
            return {0: [Stored(at, 1_000, value) for at, value in enumerate(values)]}

        with capture_logs() as told:
            assert asyncio.run(StateKeeper(made(World()), read).load([0]))[0].state.next_offset == 20
        assert len(told) == passed_over


def test_a_log_made_anew_begins_an_epoch() -> None:
    """Offsets of the log before it may be greater; the state of the new one is the further all the same."""
    rules = Rules(frozenset({("logs", 0)}))

    def begun(position: int) -> tuple[int, int]:
        state = take_over(decode_state(record(30), 0), rules, identity(rules, {})).begin(position)
        return state.epoch, state.next_offset

    assert (begun(2), begun(30), begun(40)) == ((1, 2), (0, 30), (0, 40))

    async def read(_: Collection[int]) -> dict[int, list[Stored]]:
        records = (record(30), record(7, 1), record(31))
        return {0: [Stored(at, 1_000, value) for at, value in enumerate(records)]}

    kept = asyncio.run(StateKeeper(made(World()), read).load([0]))
    assert kept[0].reach == (1, 7)


BEGINNINGS: list[tuple[tuple[int | None, int | None, int, int, bool], Start]] = [
    # committed, kept, start, end, replay
    ((None, None, 0, 9, True), Start(0, -1, None, 9)),
    ((5, None, 0, 9, True), Start(0, -1, 5, 9)),
    ((5, None, 7, 9, True), Start(7, -1, 5, 9, lost=2)),
    ((5, None, 0, 9, False), Start(5, 4, 5, 9)),
    ((5, None, 7, 9, False), Start(7, 4, 5, 9, lost=2)),
    ((None, None, 3, 9, False), Start(3, -1, None, 9)),
    ((5, 5, 0, 9, True), Start(5, 4, 5, 9, kept=True)),
    ((5, 3, 0, 9, True), Start(3, 2, 5, 9, kept=True)),
    ((None, 3, 0, 9, True), Start(0, -1, None, 9, kept=True)),
    ((None, 3, 7, 9, True), Start(7, 6, None, 9, kept=True, lost=4)),
    ((5, 3, 7, 9, True), Start(7, 6, 5, 9, kept=True, lost=4)),
    ((5, 12, 2, 9, True), Start(2, 1, None, 9, kept=True, cut=12)),
    ((20, 12, 2, 9, True), Start(2, 1, None, 9, kept=True, cut=20)),
    ((20, None, 2, 9, False), Start(2, -1, None, 9, cut=20)),
]


@pytest.mark.parametrize(("given", "expected"), BEGINNINGS)
def test_where_a_partition_begins(
    given: tuple[int | None, int | None, int, int, bool], expected: Start
) -> None:
    """After what is done of it, by the app's state before the group's offset, and never outside the log."""
    committed, kept, start, end, replay = given
    assert begin(committed, kept, start, end, replay=replay) == expected


def test_what_is_finished_is_committed_only_as_far_as_it_is_kept() -> None:
    """The bound holds from the first word about it, moves only forward, and ends with the assignment."""
    window: Window[str] = Window(100, 1 << 20, 100)
    window.open("p", 0, None)
    window.allow("p", -1)
    for offset in range(6):
        window.hand_out("p", offset, 1)
        window.finish("p", offset)
    assert (window.owed(), window.committable("p")) == ({}, 6)
    window.allow("p", 4)
    window.allow("p", 2)
    assert window.owed() == {"p": 4}
    window.note_committed({"p": 4})
    assert window.owed() == {}
    window.allow("p", 50)
    assert window.owed() == {"p": 6}
    window.open("p", 6, 6)
    window.hand_out("p", 6, 1)
    window.finish("p", 6)
    assert window.owed() == {"p": 7}
    window.allow("q", 1)


PLACE = TP(TOPIC, 0)


class Taken(NamedTuple):
    """A takeover: what the process heard, in which order the broker was asked, what keeps it from being ready."""

    heard: list[Any]
    asked: list[str]
    unready: str | None


def taken_over(kept: Mapping[TP, int] | StreamError, ends: int = 9) -> Taken:
    """Let a consumer take a partition over."""
    heard: list[Any] = []
    asked: list[str] = []

    class Hooks:
        replay_from_start = True

        async def resume(self, partitions: set[TP]) -> Mapping[TP, int]:
            assert partitions == {PLACE}
            asked.append("states")
            if isinstance(kept, StreamError):
                raise kept
            return kept

        def assigned(self, partition: TP, start: Start) -> None:
            heard.append((partition, start))

        def lost_to_retention(self, _: TP, messages: int) -> None:
            heard.append(f"lost {messages}")

        def log_cut(self, _: TP, position: int, found: int) -> None:
            heard.append(f"cut {position} {found}")

        def stop(self, _: str, exit_code: int) -> None:
            heard.append(exit_code)

    async def answer(name: str, value: Any) -> Any:
        asked.append(name)
        return value

    consumer = SimpleNamespace(
        window=Window[TP](100, 1000, 100),
        hooks=Hooks(),
        app=SimpleNamespace(consumer_generation_id=1, rebalancing=False, should_stop=False),
        seek_to_committed=lambda: answer("committed", {PLACE: 5}),
        earliest_offsets=lambda *_: answer("starts", {PLACE: 2}),
        highwaters=lambda *_: answer("ends", {PLACE: ends}),
        seek_wait=lambda positions: answer(f"seek {dict(positions)[PLACE]}", None),
        assignment=lambda: {PLACE},
        connected=lambda: True,
    )
    consumer._positions = positions = Positions(consumer)
    asyncio.run(positions.take(1))
    return Taken(heard, asked, StrictConsumer.unready(cast("Any", consumer)))


def test_a_takeover_seeks_to_the_state_wherever_the_group_is() -> None:
    """The ends of the log are asked for after the states: an owner on its way out may write one meanwhile."""
    heard, asked, unready = taken_over({PLACE: 4})
    assert unready is None
    assert heard == [(PLACE, Start(4, 3, 5, 9, kept=True))]
    assert asked == ["committed", "states", "starts", "ends", "seek 4"]
    heard, asked, _ = taken_over({PLACE: 1})
    assert heard == [(PLACE, Start(2, 1, 5, 9, kept=True, lost=1)), "lost 1"]
    assert asked[-1] == "seek 2"


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (BrokerUnavailable("away"), []),
        (SettingsFault("no access"), [EXIT_FAILED]),
        (StateUnreadable(0, "its schema is 2"), [EXIT_FAILED]),
    ],
)
def test_a_partition_whose_state_is_not_known_is_not_begun(
    fault: StreamError, expected: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read later if that may help; else the process ends, for counting from anywhere else would count twice.

    Until then it is not ready, and says why.
    """
    monkeypatch.setattr("stream.kafka.positions._STATE_RETRY_SECONDS", 0)
    assert taken_over(fault) == (
        expected,
        ["committed", "states"],
        f"partitions are assigned and not begun: {fault}",
    )


@pytest.fixture(scope="module")
def broker() -> Iterator[EmbeddedBroker]:
    """With one topic of three partitions."""
    with EmbeddedBroker({"kept": 3}) as running:
        yield running


def test_the_tail_of_each_partition_is_read_to_its_end(broker: EmbeddedBroker) -> None:
    """The newest messages in order, fewer where there are fewer, none where there is nothing."""
    settings = Settings(kafka_bootstrap=broker.bootstrap)

    async def scenario() -> dict[int, list[tuple[int, bytes]]]:
        producer = AIOKafkaProducer(bootstrap_servers=broker.bootstrap)
        await producer.start()
        for number in range(20):
            await producer.send_and_wait("kept", b"%d" % number, partition=0, key=b"0")
        await producer.send_and_wait("kept", b"one", partition=2, key=b"2")
        await producer.stop()
        tails = await read_tails(settings, "kept", [0, 1, 2], newest=4)
        return {partition: [(one.offset, one.value) for one in stored] for partition, stored in tails.items()}

    assert asyncio.run(scenario()) == {
        0: [(at, b"%d" % at) for at in range(16, 20)],
        1: [],
        2: [(0, b"one")],
    }


def test_brokers_that_are_away_are_a_matter_of_time() -> None:
    """The states are read again later."""
    with pytest.raises(BrokerUnavailable, match="topic kept could not be read: KafkaConnectionError"):
        asyncio.run(read_tails(Settings(kafka_bootstrap="127.0.0.1:1"), "kept", [0]))
