"""The lanes: order within a partition, overlap of the two steps, and what failure and draining do."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Sequence

import pytest
from structlog.testing import capture_logs

from stream.derive import OriginGap
from stream.errors import BrokerRefused, SinkRejected, SinkUnavailable, Unknowable
from stream.messages import RawMessage
from stream.worker.lanes import MAX_TOGETHER_BYTES, Delivered, Failure, Lanes


def delivered(offset: int, partition: int = 0, size: int = 0) -> Delivered:
    """A message with nothing in it, or with so many bytes."""
    return Delivered(RawMessage("t", partition, offset, 0, None, bytes(size), ()), offset - 1)


class Diary:
    """Writes down what the lanes do; commits wait for `gate` if one is set."""

    def __init__(self) -> None:
        self.calls: list[list[int]] = []
        self.guarded: list[tuple[int, int]] = []
        self.begun_in: set[int] = set()
        self.suspected: set[int] = set()
        self.struck_out: set[int] = set()
        self.set_aside: list[int] = []
        self.together = 1
        self.prepared: list[tuple[int, int]] = []
        self.committed: list[tuple[int, int]] = []
        self.acknowledged: list[tuple[int, int]] = []
        self.failures: list[Failure] = []
        self.strikes: list[tuple[int, ...]] = []
        self.unburied = 0
        self.error: BaseException = ValueError()
        self.gate: asyncio.Event | None = None
        self.gated_partition: int | None = None
        self.prepare_raises_at: int | None = None
        self.commit_raises_at: int | None = None

    def prepare(self, items: Sequence[Delivered]) -> Sequence[Delivered]:
        """First step."""
        offsets = [item.message.offset for item in items]
        self.calls.append(offsets)
        if self.prepare_raises_at in offsets:
            raise self.error
        self.set_aside += [item.message.offset for item in items if item.struck]
        self.prepared += [(item.message.partition, item.message.offset) for item in items]
        return items

    async def commit(self, items: Sequence[Delivered]) -> None:
        """Second step."""
        if self.gate is not None and self.gated_partition in {None, items[0].message.partition}:
            await self.gate.wait()
        for item in items:
            if item.message.offset == self.commit_raises_at:
                raise self.error
            self.committed.append((item.message.partition, item.message.offset))

    def lanes(self) -> Lanes[Delivered]:
        """Lanes over these steps."""
        return Lanes(self.prepare, self.commit, self.failures.append, self, self.together)

    def begin(self, topic: str, partition: int, first: int, last: int) -> None:
        """As a guard: write it down."""
        assert topic == "t"
        self.begun_in.add(partition)
        self.guarded.append((first, last))

    def suspects(self, topic: str, partition: int, offset: int) -> bool:
        """As a guard: what a scenario says."""
        return topic == "t" and partition == 0 and offset in self.suspected

    def struck(self, topic: str, partition: int, offset: int) -> bool:
        """As a guard: what a scenario says."""
        return topic == "t" and partition == 0 and offset in self.struck_out

    def end(self) -> None:
        """As a guard: nothing to do."""

    def strike(self, topic: str, partition: int, first: int, last: int, *, unburied: bool = False) -> None:
        """As a guard: write it down."""
        assert topic == "t"
        self.unburied += unburied
        self.strikes.append((partition, first) if first == last else (partition, first, last))

    def offer(self, lanes: Lanes[Delivered], item: Delivered) -> None:
        """Hand in a message."""
        key = (item.message.partition, item.message.offset)
        lanes.offer(item, lambda: self.acknowledged.append(key))


async def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - conditions over the diary, which knows no events
            await asyncio.sleep(0.002)


def run(
    scenario: Callable[[Diary, Lanes[Delivered]], Awaitable[None]], together: int = 1, *suspected: int
) -> Diary:
    """Run a scenario on fresh lanes and close them."""
    diary = Diary()
    diary.together, diary.suspected = together, {*suspected}

    async def main() -> None:
        lanes = diary.lanes()
        try:
            await scenario(diary, lanes)
        finally:
            await lanes.close()

    asyncio.run(main())
    return diary


def test_a_message_that_was_struck_out_comes_marked() -> None:
    """The app learns of it with the message; it is told in the log, once and by its place."""

    async def scenario(diary: Diary, lanes: Lanes[Delivered]) -> None:
        diary.struck_out = {2}
        for offset in range(4):
            diary.offer(lanes, delivered(offset))
        await until(lambda: len(diary.acknowledged) == 4)

    with capture_logs() as lines:
        diary = run(scenario)
    assert diary.set_aside == [2]
    assert [line["place"] for line in lines] == ["t/0/2"]


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
    assert diary.begun_in == {0, 1, 2}


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
        def prepare(self, items: Sequence[Delivered]) -> Sequence[Delivered]:
            threads.add(threading.current_thread().name)
            return super().prepare(items)

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


async def offer_all(diary: Diary, lanes: Lanes[Delivered], sizes: Sequence[int]) -> None:
    """Hand in messages of these sizes at once and wait for the last."""
    for offset, size in enumerate(sizes):
        diary.offer(lanes, delivered(offset, size=size))
    await until(lambda: len(diary.acknowledged) == len(sizes) or bool(diary.failures))


def test_what_waits_in_a_partition_is_prepared_together_up_to_a_bound() -> None:
    """So many messages and so many bytes in a call; all are committed and acknowledged in order."""
    half = MAX_TOGETHER_BYTES // 2
    diary = run(
        lambda diary, lanes: offer_all(diary, lanes, [1] * 5 + [half, half, half, 2 * half + 1, 1]), 4
    )
    assert diary.calls == [[0, 1, 2, 3], [4, 5], [6, 7], [8], [9]]
    assert diary.guarded == [(0, 3), (4, 5), (6, 7), (8, 8), (9, 9)]
    assert diary.committed == diary.acknowledged == [(0, offset) for offset in range(10)]


def test_a_suspect_is_prepared_alone() -> None:
    """Neither with those before it nor with those behind it."""
    diary = run(lambda diary, lanes: offer_all(diary, lanes, [1] * 6), 8, 2, 3)
    assert diary.calls == [[0, 1], [2], [3], [4, 5]]


def test_a_message_that_fails_among_others_is_found_alone() -> None:
    """The others are no part of the failure, and the strike is against the right one."""

    async def scenario(diary: Diary, lanes: Lanes[Delivered]) -> None:
        diary.prepare_raises_at = 2
        await offer_all(diary, lanes, [1] * 4)

    diary = run(scenario, 4)
    assert diary.calls == [[0, 1, 2, 3], [0], [1], [2]]
    assert diary.guarded == [(0, 3), (0, 0), (1, 1), (2, 2)]
    assert [failure.message.offset for failure in diary.failures] == [2]
    assert diary.strikes == [(0, 2)]
    assert diary.acknowledged == []


def test_a_call_that_fails_for_nobody_alone_is_no_failure() -> None:
    """What only fails together goes through one by one."""

    class Crowded(Diary):
        def prepare(self, items: Sequence[Delivered]) -> Sequence[Delivered]:
            if len(items) > 1:
                raise ValueError
            return super().prepare(items)

    async def main() -> Crowded:
        diary = Crowded()
        diary.together = 4
        lanes = diary.lanes()
        try:
            await offer_all(diary, lanes, [1] * 4)
        finally:
            await lanes.close()
        return diary

    diary = asyncio.run(main())
    assert diary.failures == []
    assert diary.acknowledged == [(0, offset) for offset in range(4)]


@pytest.mark.parametrize("dead_letter", [False, True])
def test_what_a_broker_refuses_together_goes_alone_for_good(dead_letter: bool) -> None:
    """Each may be small enough and all of them too large: one crash tells for the whole partition."""

    async def scenario(diary: Diary, lanes: Lanes[Delivered]) -> None:
        diary.commit_raises_at, diary.error = 2, BrokerRefused("t", dead_letter=dead_letter)
        await offer_all(diary, lanes, [1] * 4)

    together, alone = run(scenario, 4), run(scenario)
    assert together.strikes == [(0, 0, 2**63 - 1)]
    assert alone.strikes == [(0, 2)]
    assert together.unburied == alone.unburied == dead_letter


def test_a_commit_that_fails_acknowledges_none_of_them() -> None:
    """Which of the messages committed together it was is not known: all are suspects, and all are done again."""

    async def scenario(diary: Diary, lanes: Lanes[Delivered]) -> None:
        diary.commit_raises_at = 2
        diary.error = SinkRejected("oversize")
        await offer_all(diary, lanes, [1] * 4)
        await asyncio.sleep(0.02)

    diary = run(scenario, 4)
    assert diary.acknowledged == []
    assert [message.offset for message in diary.failures[0].messages] == [0, 1, 2, 3]
    assert diary.strikes == [(0, 0, 3)]
