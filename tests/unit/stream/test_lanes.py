"""The lanes: order within a partition, overlap of the two steps, and what failure and draining do."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable

import pytest

from stream.derive import OriginGap
from stream.errors import SinkRejected, SinkUnavailable, Unknowable
from stream.lanes import Delivered, Failure, Lanes
from stream.messages import RawMessage


def delivered(offset: int, partition: int = 0) -> Delivered:
    """A message with nothing in it."""
    return Delivered(RawMessage("t", partition, offset, 0, None, b"", ()), offset - 1)


class Diary:
    """Writes down what the lanes do; commits wait for `gate` if one is set."""

    def __init__(self) -> None:
        self.prepared: list[tuple[int, int]] = []
        self.committed: list[tuple[int, int]] = []
        self.acknowledged: list[tuple[int, int]] = []
        self.failures: list[Failure] = []
        self.strikes: list[tuple[int, int]] = []
        self.error: BaseException = ValueError()
        self.gate: asyncio.Event | None = None
        self.gated_partition: int | None = None
        self.prepare_raises_at: int | None = None
        self.commit_raises_at: int | None = None

    def prepare(self, item: Delivered) -> Delivered:
        """First step."""
        if item.message.offset == self.prepare_raises_at:
            raise self.error
        self.prepared.append((item.message.partition, item.message.offset))
        return item

    async def commit(self, item: Delivered) -> None:
        """Second step."""
        if self.gate is not None and self.gated_partition in {None, item.message.partition}:
            await self.gate.wait()
        if item.message.offset == self.commit_raises_at:
            raise self.error
        self.committed.append((item.message.partition, item.message.offset))

    def lanes(self) -> Lanes[Delivered]:
        """Lanes over these steps."""
        return Lanes(self.prepare, self.commit, self.failures.append, self)

    def begin(self, topic: str, partition: int, offset: int) -> None:
        """As a guard: nothing to do."""

    def end(self) -> None:
        """As a guard: nothing to do."""

    def strike(self, topic: str, partition: int, offset: int) -> None:
        """As a guard: write it down."""
        assert topic == "t"
        self.strikes.append((partition, offset))

    def offer(self, lanes: Lanes[Delivered], item: Delivered) -> None:
        """Hand in a message."""
        key = (item.message.partition, item.message.offset)
        lanes.offer(item, lambda: self.acknowledged.append(key))


async def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - conditions over the diary, which knows no events
            await asyncio.sleep(0.002)


def run(scenario: Callable[[Diary, Lanes[Delivered]], Awaitable[None]]) -> Diary:
    """Run a scenario on fresh lanes and close them."""
    diary = Diary()

    async def main() -> None:
        lanes = diary.lanes()
        try:
            await scenario(diary, lanes)
        finally:
            await lanes.close()

    asyncio.run(main())
    return diary


def test_each_partition_keeps_its_order() -> None:
    """Messages of a partition are prepared, committed and acknowledged in the order they were offered."""

    async def scenario(diary: Diary, lanes: Lanes[Delivered]) -> None:
        for offset in range(20):
            for partition in range(3):
                diary.offer(lanes, delivered(offset, partition))
        await until(lambda: len(diary.acknowledged) == 60)

    diary = run(scenario)
    for steps in (diary.prepared, diary.committed, diary.acknowledged):
        for partition in range(3):
            assert [offset for p, offset in steps if p == partition] == list(range(20))


def test_the_next_message_is_prepared_while_one_commits_but_not_committed() -> None:
    """One commit at a time per partition, with exactly one message prepared behind it."""

    async def scenario(diary: Diary, lanes: Lanes[Delivered]) -> None:
        diary.gate = asyncio.Event()
        for offset in range(4):
            diary.offer(lanes, delivered(offset))
        await until(lambda: len(diary.prepared) == 2)
        await asyncio.sleep(0.02)
        assert diary.prepared == [(0, 0), (0, 1)]
        assert diary.committed == []
        diary.gate.set()
        await until(lambda: len(diary.acknowledged) == 4)

    run(scenario)


def test_a_slow_partition_does_not_hold_another() -> None:
    """Partitions are independent of each other."""

    async def scenario(diary: Diary, lanes: Lanes[Delivered]) -> None:
        diary.gate, diary.gated_partition = asyncio.Event(), 0
        diary.offer(lanes, delivered(0, partition=0))
        diary.offer(lanes, delivered(0, partition=1))
        await until(lambda: diary.acknowledged == [(1, 0)])
        diary.gate.set()
        await until(lambda: len(diary.acknowledged) == 2)

    run(scenario)


def test_prepare_never_runs_on_the_event_loops_thread() -> None:
    """Synchronous work has one thread of its own, so that the loop stays free."""
    threads: set[str] = set()

    async def scenario(diary: Diary, lanes: Lanes[Delivered]) -> None:
        for partition in range(3):
            diary.offer(lanes, delivered(0, partition))
        await until(lambda: len(diary.acknowledged) == 3)

    class Noting(Diary):
        def prepare(self, item: Delivered) -> Delivered:
            threads.add(threading.current_thread().name)
            return super().prepare(item)

    diary = Noting()

    async def main() -> None:
        lanes = diary.lanes()
        await scenario(diary, lanes)
        await lanes.close()

    asyncio.run(main())
    assert threads == {"prepare_0"}


def test_a_failing_step_acknowledges_nothing_more() -> None:
    """After the first failure nothing begins, and the failed message is not acknowledged."""
    for step in ("prepare_raises_at", "commit_raises_at"):

        async def scenario(diary: Diary, lanes: Lanes[Delivered], step: str = step) -> None:
            setattr(diary, step, 2)
            for offset in range(6):
                diary.offer(lanes, delivered(offset))
            await until(lambda: bool(diary.failures))
            await asyncio.sleep(0.02)
            diary.offer(lanes, delivered(9, partition=1))
            await asyncio.sleep(0.02)

        diary = run(scenario)
        assert [type(failure.error) for failure in diary.failures] == [ValueError]
        assert diary.failures[0].message.offset == 2
        assert diary.acknowledged == [(0, 0), (0, 1)]


def test_draining_finishes_what_has_begun_and_forgets_the_rest() -> None:
    """Begun messages are acknowledged within the deadline; waiting ones never begin; new ones are taken again."""

    async def scenario(diary: Diary, lanes: Lanes[Delivered]) -> None:
        diary.gate = asyncio.Event()
        for offset in range(5):
            diary.offer(lanes, delivered(offset))
        await until(lambda: len(diary.prepared) == 2)
        asyncio.get_running_loop().call_later(0.05, diary.gate.set)
        await lanes.drain(5)
        assert diary.acknowledged == [(0, 0), (0, 1)]
        diary.offer(lanes, delivered(2))
        await until(lambda: (0, 2) in diary.acknowledged)

    run(scenario)


def test_draining_gives_up_at_the_deadline() -> None:
    """What does not finish in time is dropped without an acknowledgement."""

    async def scenario(diary: Diary, lanes: Lanes[Delivered]) -> None:
        diary.gate = asyncio.Event()
        diary.offer(lanes, delivered(0))
        await until(lambda: len(diary.prepared) == 1)
        await lanes.drain(0.05)
        diary.gate.set()
        await asyncio.sleep(0.02)

    diary = run(scenario)
    assert diary.acknowledged == []
    assert diary.committed == []


async def fail_at(diary: Diary, lanes: Lanes[Delivered], step: str, error: BaseException) -> None:
    """Let message 1 of three fail in a step."""
    setattr(diary, f"{step}_raises_at", 1)
    diary.error = error
    for offset in range(3):
        diary.offer(lanes, delivered(offset, partition=4))
    await until(lambda: bool(diary.failures))


@pytest.mark.parametrize(
    ("step", "error", "struck"),
    [
        ("prepare", ValueError(), True),
        ("prepare", SinkRejected("oversize"), True),
        ("prepare", SinkUnavailable("timeout"), False),
        ("prepare", Unknowable("x"), False),
        ("prepare", OriginGap(("logs", "0", 0), 1, 2), False),
        ("commit", SinkRejected("oversize"), True),
        ("commit", SinkUnavailable("timeout"), False),
        ("commit", Unknowable("x"), False),
        ("commit", ValueError(), False),
        ("commit", asyncio.CancelledError(), False),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else str(value),
)
def test_only_what_lies_in_the_message_is_a_strike(step: str, error: BaseException, struck: bool) -> None:
    """What fails in `prepare`, or is refused for its bytes, counts against the message; a broken world does not."""
    diary = run(lambda diary, lanes: fail_at(diary, lanes, step, error))
    assert [(failure.step, failure.message.offset) for failure in diary.failures] == [(step, 1)]
    assert diary.strikes == ([(4, 1)] if struck else [])


@pytest.mark.parametrize("error", [StopIteration(), asyncio.CancelledError(), GeneratorExit()], ids=repr)
def test_prepare_cannot_end_a_lane_in_silence(error: BaseException) -> None:
    """Errors that futures and tasks treat as signals of their own are failures like any other."""
    diary = run(lambda diary, lanes: fail_at(diary, lanes, "prepare", error))
    assert [failure.error for failure in diary.failures] == [error]
    assert diary.acknowledged in ([], [(4, 0)])


def test_an_acknowledgement_that_fails_is_heard() -> None:
    """A fault in the book-keeping stops the lanes too, and is no strike."""

    async def scenario(diary: Diary, lanes: Lanes[Delivered]) -> None:
        def broken() -> None:
            raise KeyError

        lanes.offer(delivered(0), broken)
        await until(lambda: bool(diary.failures))

    diary = run(scenario)
    assert [failure.step for failure in diary.failures] == ["acknowledge"]
    assert diary.strikes == []


def test_draining_is_no_failure() -> None:
    """A commit that we cancel ourselves is neither a failure nor a strike."""

    async def scenario(diary: Diary, lanes: Lanes[Delivered]) -> None:
        diary.gate = asyncio.Event()
        diary.offer(lanes, delivered(0))
        await until(lambda: len(diary.prepared) == 1)
        await asyncio.sleep(0.01)
        await lanes.drain(0)

    diary = run(scenario)
    assert diary.failures == []
    assert diary.strikes == []
