"""Delivery of fetched records: which are handed on, and which end the process."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest
from aiokafka import errors
from faust.types import TP

from stream.config.settings import Settings
from stream.exits import EXIT_FAILED
from stream.kafka.consumer import StrictConsumer
from stream.kafka.consumer_thread import ConsumerThread
from stream.kafka.positions import Positions
from stream.kafka.transport import faust_app
from stream.kafka.window import Window

PARTITION = TP("t", 0)


class Process:
    """The hooks' side."""

    def __init__(self) -> None:
        self.cuts: list[tuple[int, int]] = []
        self.stops: list[int] = []

    def log_cut(self, partition: TP, position: int, found: int) -> None:
        """As the hook."""
        assert partition == PARTITION
        self.cuts.append((position, found))

    def stop(self, reason: str, exit_code: int) -> None:
        """As the hook."""
        assert reason
        self.stops.append(exit_code)


def deliver(position: int, offsets: list[int]) -> tuple[Process, list[int], bool]:
    """Let a consumer that stands at `position` deliver records with these offsets."""
    process, handed = Process(), list[int]()

    async def callback(message: int) -> None:
        handed.append(message)

    consumer = SimpleNamespace(
        window=Window[TP](100, 1000, 100),
        hooks=process,
        flow_active=True,
        app=SimpleNamespace(consumer_generation_id=1),
        scheduler=SimpleNamespace(iterate=lambda records: ((PARTITION, record) for record in records)),
        callback=callback,
        _read_offset={},
        _to_message=lambda _, record: record.offset,
    )
    consumer.window.open(PARTITION, position, position)
    records = [SimpleNamespace(offset=offset, key=None, value=b"x") for offset in offsets]
    complete = asyncio.run(StrictConsumer._deliver(cast("Any", consumer), records, 1, lambda: False))
    return process, handed, complete


def test_records_in_order_are_handed_on() -> None:
    """A fetch that begins at the position is delivered whole."""
    process, handed, complete = deliver(5, [5, 6, 7])
    assert (handed, complete, process.stops) == ([5, 6, 7], True, [])


def test_a_record_below_the_position_is_never_skipped_in_silence() -> None:
    """Such a record means that the broker's log was cut: the process says so and ends, and hands on nothing."""
    process, handed, complete = deliver(5, [0, 1])
    assert (handed, complete) == ([], False)
    assert process.cuts == [(5, 0)]
    assert process.stops == [EXIT_FAILED]


@pytest.mark.parametrize(
    ("pending", "expected"),
    [
        (None, None),
        (errors.GroupAuthorizationFailedError("a group"), "GroupAuthorizationFailedError"),
        (errors.KafkaError("InvalidRequestError()"), "InvalidRequestError"),
        (errors.KafkaError("Unexpected exception in heartbeat task: UnknownError()"), "UnknownError"),
        (errors.KafkaError("KafkaError(\"AssertionError('planted(x)')\")"), "AssertionError"),
        (errors.KafkaError("Planted(1) print(2) SUPPORTED(3)"), "KafkaError"),
        (errors.KafkaError(), "KafkaError"),
    ],
)
def test_what_ends_a_membership_is_named(pending: Exception | None, expected: str | None) -> None:
    """What aiokafka wraps, as it does what it does not expect of a broker, is told, and only ever by its name."""
    coordinator = SimpleNamespace(
        _pending_exception=pending, _coordination_task=SimpleNamespace(done=lambda: False)
    )
    thread = SimpleNamespace(_consumer=SimpleNamespace(_coordinator=coordinator))
    assert ConsumerThread.membership_fault(cast("Any", thread)) == expected


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (None, "CoordinationEnded"),
        (asyncio.CancelledError(), "CoordinationEnded"),
        (errors.KafkaError("Unexpected error during coordination KeyError('planted')"), "KeyError"),
    ],
)
def test_the_end_of_the_coordination_is_named(error: BaseException | None, expected: str) -> None:
    """Whatever ended aiokafka's own task, the process learns of it, and by what it was."""

    async def coordinate() -> None:
        if error is not None:
            raise error

    async def fault() -> str | None:
        task = asyncio.create_task(coordinate())
        await asyncio.wait([task])
        coordinator = SimpleNamespace(_pending_exception=None, _coordination_task=task)
        thread = SimpleNamespace(_consumer=SimpleNamespace(_coordinator=coordinator))
        return ConsumerThread.membership_fault(cast("Any", thread))

    assert asyncio.run(fault()) == expected


@pytest.mark.parametrize(
    ("differs", "expected"),
    [
        ({}, None),
        ({"positioned": 2, "assigned": 0}, None),
        ({"positioned": 2}, "partitions are assigned and not begun: topic kept could not be read"),
        ({"positioned": 2, "fault": ""}, "partitions are assigned and not begun: being positioned"),
        ({"connected": False}, "no broker is connected"),
        ({"rebalancing": True}, "its consumer group is rebalancing"),
        ({"generation": 0}, "not in its consumer group"),
        ({"stopping": True, "generation": 0}, "stopping"),
    ],
)
def test_a_worker_is_ready_when_all_that_is_assigned_is_begun(
    differs: dict[str, Any], expected: str | None
) -> None:
    """Anything else keeps it from its group's work, and that is what it says; without partitions it has no work."""
    now = {
        "generation": 3,
        "positioned": 3,
        "assigned": 1,
        "fault": "topic kept could not be read",
        "connected": True,
        "rebalancing": False,
        "stopping": False,
        **differs,
    }
    consumer = SimpleNamespace(
        app=SimpleNamespace(
            consumer_generation_id=now["generation"],
            rebalancing=now["rebalancing"],
            should_stop=now["stopping"],
        ),
        connected=lambda: now["connected"],
        assignment=lambda: {PARTITION} if now["assigned"] else set[TP](),
        _positions=SimpleNamespace(generation=now["positioned"], fault=now["fault"]),
    )
    assert StrictConsumer.unready(cast("Any", consumer)) == expected


def test_a_worker_without_partitions_positions_nothing() -> None:
    """One worker more than there are partitions waits quietly for a rebalance, and works once it has a partition."""
    seen: list[str] = []
    stop = asyncio.Event()

    async def wait_room(seconds: float) -> None:
        assert seconds > 0
        seen.append("waited")

    async def take_over(generation: int) -> None:
        seen.append(f"positioned {generation}")
        stop.set()

    consumer = SimpleNamespace(
        _stopped=stop,
        flow_active=True,
        app=SimpleNamespace(consumer_generation_id=1),
        _positions=SimpleNamespace(generation=None, take=take_over),
        assignment=lambda: {PARTITION} if len(seen) >= 3 else set[TP](),
        consumer_stopped_errors=(),
        _wait_room=wait_room,
    )
    asyncio.run(
        StrictConsumer._drain_messages(cast("Any", consumer), SimpleNamespace(_stopped=asyncio.Event()))
    )
    assert seen == ["waited"] * 3 + ["positioned 1"]


def test_what_is_revoked_while_it_is_positioned_is_not_begun() -> None:
    """The group's generation is the old one until the next is known, so that alone does not tell."""
    heard: list[str] = []
    window = Window[TP](100, 1000, 100)

    async def scenario() -> int | None:
        async def answer(value: Any) -> Any:
            return value

        async def resume(partitions: set[TP]) -> dict[TP, int]:
            assert partitions == {PARTITION}
            window.forget(partitions)
            positions.revoke()
            return {PARTITION: 4}

        consumer = SimpleNamespace(
            window=window,
            hooks=SimpleNamespace(
                replay_from_start=True,
                resume=resume,
                assigned=lambda *_: heard.append("assigned"),
                lost_to_retention=lambda *_: heard.append("lost"),
            ),
            app=SimpleNamespace(consumer_generation_id=3),
            seek_to_committed=lambda: answer({PARTITION: 5}),
            earliest_offsets=lambda *_: answer({PARTITION: 0}),
            highwaters=lambda *_: answer({PARTITION: 9}),
            seek_wait=answer,
        )
        positions = Positions(consumer)
        await positions.take(3)
        return positions.generation

    assert asyncio.run(scenario()) is None
    assert (heard, set(window.partitions)) == ([], set())


def test_a_topic_that_was_not_known_is_asked_for_again_soon() -> None:
    """A leader that saw no partitions of a topic keeps its group idle until then, and nothing shows it."""

    async def receive(_: Any) -> None:
        raise AssertionError

    app = faust_app(
        Settings(), "metrics", ("t",), receive, window=Window[TP](1, 1, 1), hooks=cast("Any", Process())
    )
    assert app.conf.consumer_metadata_max_age_ms <= 10_000
