"""The lanes: order within a partition, overlap of the two steps, and what failure and draining do."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable

from stream.lanes import Delivered, Lanes
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
        self.failures: list[BaseException] = []
        self.gate: asyncio.Event | None = None
        self.gated_partition: int | None = None
        self.prepare_raises_at: int | None = None
        self.commit_raises_at: int | None = None

    def prepare(self, item: Delivered) -> Delivered:
        """First step."""
        if item.message.offset == self.prepare_raises_at:
            raise ValueError
        self.prepared.append((item.message.partition, item.message.offset))
        return item

    async def commit(self, item: Delivered) -> None:
        """Second step."""
        if self.gate is not None and self.gated_partition in {None, item.message.partition}:
            await self.gate.wait()
        if item.message.offset == self.commit_raises_at:
            raise ValueError
        self.committed.append((item.message.partition, item.message.offset))

    def lanes(self) -> Lanes[Delivered]:
        """Lanes over these steps."""
        return Lanes(self.prepare, self.commit, self.failures.append)

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
        assert [type(error) for error in diary.failures] == [ValueError]
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
