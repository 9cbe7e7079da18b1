"""Owners of a clean partition that die, freeze and come late: the real app on a model of Kafka and Prometheus.

Each schedule is a random order of steps: an owner may be killed before and after every write, an old one may go on
beside its successors, raw messages come twice, the topic of the states is compacted at any time and retention cuts the
log as far as it has been kept. Whatever happens, Prometheus holds what one undisturbed owner would have given it,
sample by sample.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

import msgspec
import pytest

from emitters import genai
from stream.apps.metrics import MetricsApp
from stream.apps.metrics_state import StateKeeper
from stream.config.setting_types import Source
from stream.config.settings import Settings
from stream.derive import TimeSeries
from stream.derive.fold import OriginGap
from stream.gate.encode import clean_headers
from stream.kafka.start import begin
from stream.kafka.tail import Stored
from stream.kafka.window import Window
from stream.messages import Origin, RawMessage
from stream.sinks.sink import Delivery
from stream.telemetry import Books, Telemetry
from stream.worker.context import WorkerContext
from stream.worker.lanes import Delivered

T = TypeVar("T")

SETTINGS = Settings(
    partitions=1,
    models=("tiny-1", "tiny-2"),
    sources=(
        Source(topic="other", alias="other", signal="logs", encoding="ndjson", ticks=True, partitions=1),
    ),
)
TOPIC = SETTINGS.topic("clean.logs")
PLACE = (TOPIC, 0)
START = 1_763_000_010_000
SCHEDULES = 30

Samples = dict[tuple[tuple[str, str], ...], dict[int, float]]


@dataclass
class Log:
    """A clean log, and the requests that are truly in it."""

    messages: list[RawMessage] = field(default_factory=list)
    requests: int = 0


def make_log(rng: random.Random, length: int = 40) -> Log:
    """Two raw partitions that interleave, with late and redelivered messages, and an end that closes every point."""
    log = Log()
    newest = {"logs": (-1, START), "other": (-1, START)}
    raw: list[tuple[Origin, int]] = []

    def append(origin: Origin, requests: int) -> None:
        value = msgspec.json.Encoder().encode_lines(
            [
                {
                    "timestamp": datetime.fromtimestamp(
                        (origin.append_ms - rng.choice((0, 1_000, 4_000, 60_000))) / 1000, UTC
                    ).isoformat(),
                    "event": genai.EVENT_INFERENCE,
                    genai.STATUS: rng.choice(("ok", "5xx")),
                    genai.REQUEST_MODEL: rng.choice(SETTINGS.models),
                    genai.DURATION_SECONDS: rng.random(),
                }
                for _ in range(requests)
            ]
        )
        headers = tuple(
            clean_headers(origin, content_type="application/x-ndjson", count=requests, policy="p")
        )
        log.messages.append(RawMessage(TOPIC, 0, len(log.messages), origin.append_ms, None, value, headers))

    for _ in range(length):
        source = rng.choice(("logs", "other"))
        offset, append_ms = newest[source]
        newest[source] = (offset + 1, append_ms + rng.choice((0, 2_000, 9_000, 40_000)))
        origin, requests = Origin(source, "0", 0, offset + 1, offset, newest[source][1]), rng.randrange(3)
        log.requests += requests
        raw.append((origin, requests))
        append(origin, requests)
        if rng.random() < 0.1:
            # A copy of an earlier one; its body may differ from the first, which must not matter.
            append(*rng.choice(raw))
    end = max(append_ms for _, append_ms in newest.values()) + 120_000
    for source, (offset, _) in newest.items():
        append(Origin(source, "0", 0, offset + 1, offset, end), 0)
    return log


@dataclass
class World:
    """What outlives an owner: the log, the topic of the states, the group's offset, Prometheus.

    Attributes:
        keeps: Whether records of states are found again.
        resumes_at_group: Whether an owner without a record goes on at the group's offset.
    """

    log: Log
    keeps: bool = True
    resumes_at_group: bool = False
    start: int = 0
    end: int = 0
    records: list[Stored] = field(default_factory=list)
    committed: int | None = None
    samples: Samples = field(default_factory=dict)
    conflicts: int = 0
    owners: list[Owner] = field(default_factory=list)

    async def read(self, partitions: Collection[int]) -> dict[int, list[Stored]]:
        """As `read_tails`."""
        assert list(partitions) == [0]
        return {0: self.records[-8:]} if self.keeps else {0: []}

    def store(self, batch: list[TimeSeries]) -> None:
        """Prometheus with an out-of-order window: a different repeat replaces what was there."""
        for series in batch:
            values = self.samples.setdefault(series.labels, {})
            for value, ms in series.samples:
                self.conflicts += values.setdefault(ms, value) != value
                values[ms] = value

    def total(self, name: str) -> float:
        """The newest values of a family together."""
        return sum(
            values[max(values)] for labels, values in self.samples.items() if ("__name__", name) in labels
        )

    def cut(self, rng: random.Random) -> None:
        """Retention: as far as whoever takes over needs nothing of it, be it by the oldest record of any owner."""
        if self.records:
            bound = min([self.nexts[record.offset] for record in self.records[-1:]], default=0)
            bound = min([bound, *(owner.durable for owner in self.owners)])
            self.start = max(self.start, rng.randint(self.start, max(self.start, bound)))

    nexts: dict[int, int] = field(default_factory=dict)


class Owner:
    """A worker process: the app, its window, and a gate before and after everything it does to the world."""

    name = "prometheus"

    def __init__(self, world: World, *, current: bool = True) -> None:
        self.world = world
        self.current = current
        self.durable = world.start
        self.lost = 0
        self.position = -1
        self.gates: list[asyncio.Future[None]] = []
        telemetry = Telemetry("metrics")
        self.worker = WorkerContext(SETTINGS, telemetry, Books(telemetry), cast("Any", None))
        self.window: Window[Any] = Window(1_000, 1 << 30, 1_000)
        self.worker.bind(publisher=cast("Any", self), durable=self.window.allow)
        app = MetricsApp(self.worker, cast("Any", self), StateKeeper(self.worker, world.read))
        self.spec = app.spec()
        self.task = asyncio.get_running_loop().create_task(self.run())

    async def turn(self) -> None:
        """Wait for the schedule."""
        gate = asyncio.get_running_loop().create_future()
        self.gates.append(gate)
        await gate

    def step(self, which: int = 0) -> None:
        """Let it go on, at one of the places where it waits."""
        if self.gates:
            self.gates.pop(which % len(self.gates)).set_result(None)

    async def end(self) -> None:
        """Kill it: whatever it is doing is not done."""
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        assert self.spec.revoked is not None
        self.spec.revoked(TOPIC, 0)
        await asyncio.sleep(0)

    async def publish(self, topic: str, value: bytes, *, partition: int, key: bytes) -> None:
        """As the publisher: it may die before the record is written, or before it knows."""
        assert (topic, partition, key) == (SETTINGS.topic("clean.metrics-state"), 0, b"0")
        await self.turn()
        offset = len(self.world.nexts)
        self.world.records.append(Stored(offset, START, value))
        self.world.nexts[offset] = self.position + 1
        await self.turn()
        self.durable = max(self.durable, self.position + 1)

    async def deliver(self, batch: list[TimeSeries], /) -> Delivery:
        """As the sink: it may die before the samples are stored, or before it knows."""
        await self.turn()
        self.world.store(batch)
        await self.turn()
        return Delivery(sum(len(series.samples) for series in batch))

    async def check(self) -> None:
        """Nothing to ask."""

    async def close(self) -> None:
        """Nothing to close."""

    async def run(self) -> None:
        """What consumer and lanes do with the app, one message after the other."""
        world, spec = self.world, self.spec
        assert spec.resume is not None
        assert spec.assigned is not None
        kept = await spec.resume([PLACE])
        await self.turn()
        start = begin(
            world.committed, kept.get(PLACE), world.start, world.end, replay=not world.resumes_at_group
        )
        self.lost = start.lost
        self.window.open(PLACE, start.position, start.committed)
        previous = start.previous if not world.resumes_at_group else -1
        spec.assigned(TOPIC, 0, start)
        self.position = start.position
        while True:
            if self.position >= world.end:
                await self.turn()
                continue
            if self.position < world.start:
                return  # the log was cut below it: the process ends, and its successor knows
            message = world.log.messages[self.position]
            self.window.hand_out(PLACE, message.offset, 1)
            await spec.commit(spec.prepare([Delivered(message, previous)]))
            self.window.finish(PLACE, message.offset)
            await self.turn()
            if self.current and (owed := self.window.owed()):
                world.committed = owed[PLACE]
                self.window.note_committed(owed)
            previous = self.position
            self.position += 1


class AtOnce(ThreadPoolExecutor):
    """Runs what is put aside while it is put there: a seed is one schedule, whatever threads would do."""

    def submit(self, what: Callable[..., T], /, *args: Any, **named: Any) -> Future[T]:
        """As the executor, without a thread."""
        done: Future[T] = Future()
        try:
            done.set_result(what(*args, **named))
        except Exception as error:  # noqa: BLE001 - handed on as an executor does
            done.set_exception(error)
        return done


def at_once() -> None:
    """No threads in this loop."""
    asyncio.get_running_loop().set_default_executor(AtOnce())


async def settle() -> None:
    """Let every owner run up to its gate."""
    for _ in range(12):
        await asyncio.sleep(0)


async def finish(world: World) -> Owner:
    """One owner, undisturbed, to the end of the log."""
    world.end = len(world.log.messages)
    owner, idle = Owner(world), 0
    while idle < 10:
        await settle()
        if owner.task.done():
            owner.task.result()
        owner.step()
        idle += owner.position >= world.end
    await owner.end()
    return owner


async def disturb(world: World, rng: random.Random) -> Counter[str]:
    """A random schedule over a growing log; what happened how often."""
    seen: Counter[str] = Counter()
    while world.end < len(world.log.messages) or rng.random() < 0.9:
        await settle()
        for owner in [owner for owner in world.owners if owner.task.done()]:
            owner.task.result()
            world.owners.remove(owner)
        what = rng.choices(
            ("step", "grow", "kill", "join", "cut", "compact"), (80, 8, 3 * bool(world.owners), 3, 4, 2)
        )[0]
        if what == "join" and len(world.owners) < 4:
            for owner in world.owners:
                owner.current = False
            world.owners.append(Owner(world))
        elif what == "kill":
            owner = rng.choice(world.owners)
            world.owners.remove(owner)
            await owner.end()
        elif what == "grow":
            world.end = min(world.end + rng.randrange(1, 4), len(world.log.messages))
        elif what == "cut":
            world.cut(rng)
        elif what == "compact":
            world.records = world.records[-1:]
        elif what == "step" and world.owners:
            owner = rng.choice(world.owners)
            for _ in range(rng.choice((1, 1, 20))):
                owner.step(rng.randrange(4))
                await settle()
        seen[what] += 1
    while world.owners:
        await world.owners.pop().end()
    return seen


def story(
    seed: int, *, keeps: bool = True, resumes_at_group: bool = False
) -> tuple[World, World, Counter[str]]:
    """A log told twice: once by a single owner, once by a random schedule of them."""
    rng = random.Random(seed)
    log = make_log(rng)
    calm, wild = World(log), World(log, keeps, resumes_at_group)

    async def scenario() -> Counter[str]:
        at_once()
        await finish(calm)
        seen = await disturb(wild, rng)
        await finish(wild)
        return seen

    return calm, wild, asyncio.run(scenario())


def test_totals_are_exact_whatever_happens_to_owners() -> None:
    """In every schedule: no sample ever differs, none is missing, none is more, and every request is counted once."""
    seen: Counter[str] = Counter()
    cuts = 0
    for seed in range(SCHEDULES):
        calm, wild, happened = story(seed)
        assert calm.total("llm_inference_requests_total") == wild.log.requests, seed
        assert wild.conflicts == 0, seed
        assert wild.samples == calm.samples, seed
        seen += happened
        cuts += wild.start > 0
    assert min(seen[what] for what in ("kill", "join", "cut", "compact")) > SCHEDULES
    assert cuts > SCHEDULES // 2


@pytest.mark.parametrize("resumes_at_group", [False, True])
def test_without_the_records_the_same_schedules_go_wrong(resumes_at_group: bool) -> None:
    """Read again from where the log begins, or on from the group's offset: totals fall and samples contradict."""
    wrong = conflicting = 0
    for seed in range(SCHEDULES // 4):
        try:
            calm, wild, _ = story(seed, keeps=False, resumes_at_group=resumes_at_group)
        except OriginGap:
            wrong += 1
            continue
        wrong += wild.samples != calm.samples
        conflicting += wild.conflicts > 0
    assert wrong > SCHEDULES // 8
    assert conflicting > 0


def test_what_retention_took_is_told_and_the_totals_go_on() -> None:
    """A log that begins behind the state: the loss is told, totals keep what was counted and gain the rest."""
    log = make_log(random.Random(7), 60)
    world = World(log)

    async def scenario() -> tuple[int, int]:
        at_once()
        await finish(world)
        world.records = [record for record in world.records if world.nexts[record.offset] <= 30]
        kept = world.nexts[world.records[-1].offset]
        world.start, world.samples = kept + 10, {}
        return (await finish(world)).lost, kept

    lost, kept = asyncio.run(scenario())
    assert lost == 10
    gone = Counter[str]()
    for message in log.messages[kept : kept + 10]:
        gone[Origin.decode(dict(message.headers)["origin"]).source] += 1
    assert gone
    assert 0 < world.total("llm_inference_requests_total") < log.requests
    assert world.total("scrubline_derive_gap_offsets_total") > 0
