"""Lanes: one in-order line of work per partition, many partitions at a time.

Stands between the consumer and an app. Each message passes two steps: `prepare`, synchronous work on one thread
of its own (so that acknowledgements, health and heartbeats never wait for it), and `commit`, which returns when
every effect is durable. Within a partition commits are strictly one after the other, while the next message is
already being prepared; then the message is acknowledged. What waits in a partition passes both steps together, up to a
bound, since an app may save work by that. A failure in either step ends the process: nothing is ever acknowledged that
was not done. A failure that lies in the message itself is a strike against it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any, Final, Generic, Literal, Protocol, TypeVar

import structlog

from stream.errors import BrokerRefused, SinkRejected, StreamError, Unknowable
from stream.messages import RawMessage

__all__ = ["MAX_TOGETHER", "Delivered", "Failure", "Guard", "Lanes"]

log = structlog.get_logger(__name__)

T = TypeVar("T")
Key = tuple[str, int]

_FOR_GOOD: Final = (1 << 63) - 1
MAX_TOGETHER: Final = 64
"""Messages prepared together by apps that save work by it: of ten records each, more save hardly anything."""
MAX_TOGETHER_BYTES: Final = 512 * 1024
"""Values of messages prepared together; one message may be larger."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message as it reaches an app.

    Attributes:
        message: The message.
        previous: Offset of the message delivered before it in its partition; the committed offset less one after
            a fresh assignment; -1 if there was none.
        struck: Whether it has ended this worker too often: the app sets it aside without looking into it.
    """

    message: RawMessage
    previous: int
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """What ends the process.

    Attributes:
        step: Where it happened; "acknowledge" is our own book-keeping after the commit.
        messages: What was in work, of one partition and in order.
        error: What was raised.
    """

    step: Literal["prepare", "commit", "acknowledge"]
    messages: Sequence[RawMessage]
    error: BaseException

    @property
    def message(self) -> RawMessage:
        """The first of them."""
        return self.messages[0]

    @property
    def by_the_message(self) -> bool:
        """Whether the same messages would end the next process too, as far as one can know.

        `prepare` sees nothing but the message; `commit` depends on the world, and only a refusal is about bytes.
        """
        if self.step == "commit":
            return isinstance(self.error, SinkRejected)
        if isinstance(self.error, Unknowable):
            return False
        return self.step == "prepare" and not (isinstance(self.error, StreamError) and self.error.transient)


class Guard(Protocol):
    """Told what `prepare` is working on, from its thread."""

    def begin(self, topic: str, partition: int, first: int, last: int) -> None:
        """Work on the messages with these offsets starts now."""
        ...

    def end(self) -> None:
        """It ended, one way or the other."""
        ...

    def strike(self, topic: str, partition: int, first: int, last: int, *, unburied: bool = False) -> None:
        """One of the messages with these offsets ends the process by what is in it; see `stream.worker.watchdog`."""
        ...

    def struck(self, topic: str, partition: int, offset: int) -> bool:
        """Whether this message has ended so many processes that no more are to end by it."""
        ...

    def suspects(self, topic: str, partition: int, offset: int) -> bool:
        """Whether a process has ended while this message was in work, alone or with others."""
        ...


_Offered = tuple[Delivered, Callable[[], object]]
"""A message and its acknowledgement."""


@dataclass(slots=True)
class _Lane:
    waiting: deque[_Offered] = field(default_factory=deque)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    begun: int = 0
    task: asyncio.Task[None] | None = None
    committing: asyncio.Task[bool] | None = None
    dropped: bool = False


class Lanes(Generic[T]):
    """Runs `prepare` and `commit` over delivered messages, in order within each partition.

    Args:
        prepare: Synchronous first step, called on the lanes' own thread, one call at a time in the process: some
            messages of one partition in order, and what each turned into.
        commit: Second step, for what one such call gave; returns when every effect of all of them is durable.
        failed: Called once with the first failure; no message begins after it.
        guard: Watches `prepare`, and remembers which messages end processes.
        together: At most so many messages are prepared in one call. If that raises, each is prepared alone, and so is
            a message that the guard suspects.
    """

    def __init__(
        self,
        prepare: Callable[[Sequence[Delivered]], Sequence[T]],
        commit: Callable[[Sequence[T]], Awaitable[None]],
        failed: Callable[[Failure], None],
        guard: Guard | None = None,
        together: int = 1,
    ) -> None:
        self._prepare = prepare
        self._together = together
        self._commit = commit
        self._failed = failed
        self._guard = guard
        self._lanes: dict[Key, _Lane] = {}
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="prepare")
        self._settled = asyncio.Event()
        self._open = True

    def offer(self, delivered: Delivered, acknowledge: Callable[[], object]) -> None:
        """Queue a message, marked if it is to be set aside; `acknowledge` is called when it is done, or never."""
        if not self._open:
            return
        message = delivered.message
        place = (message.topic, message.partition, message.offset)
        if self._guard is not None and self._guard.struck(*place):
            delivered = replace(delivered, struck=True)
            log.error("this has ended the worker too often: it is set aside", place="/".join(map(str, place)))
        key = (message.topic, message.partition)
        lane = self._lanes.get(key)
        if lane is None:
            lane = self._lanes[key] = _Lane()
            lane.task = asyncio.get_running_loop().create_task(
                self._run(lane), name=f"lane {key[0]}/{key[1]}"
            )
        lane.waiting.append((delivered, acknowledge))
        lane.wake.set()

    @property
    def begun(self) -> int:
        """Messages begun and not yet acknowledged."""
        return sum(lane.begun for lane in self._lanes.values())

    async def drain(self, deadline_seconds: float) -> None:
        """Forget what has not begun, wait for what has, cancel what is not done at the deadline.

        Afterwards the lanes are empty and take messages again.
        """
        lanes, self._lanes = self._lanes, {}
        for lane in lanes.values():
            lane.waiting.clear()
        try:
            async with asyncio.timeout(deadline_seconds):
                while any(lane.begun for lane in lanes.values()) and self._open:
                    self._settled.clear()
                    await self._settled.wait()
        except TimeoutError:
            pass
        for lane in lanes.values():
            lane.dropped = True
        tasks: list[asyncio.Future[Any]] = [
            task for lane in lanes.values() for task in (lane.committing, lane.task) if task is not None
        ]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def close(self) -> None:
        """Cancel everything and let go of the thread; work in it runs to its end unobserved."""
        self._open = False
        await self.drain(0)
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _run(self, lane: _Lane) -> None:
        loop = asyncio.get_running_loop()
        while True:
            while not lane.waiting:
                lane.wake.clear()
                await lane.wake.wait()
            batch = self._next(lane)
            lane.begun += len(batch)
            messages = [delivered for delivered, _ in batch]
            prepared, fault = await loop.run_in_executor(self._thread, self._guarded, messages)
            if fault is not None:
                self._fail(fault)
                return
            if lane.committing is not None and not await lane.committing:
                return
            lane.committing = loop.create_task(self._finish(lane, batch, prepared))

    def _next(self, lane: _Lane) -> list[_Offered]:
        """What is prepared in the next call: the first that waits, and those behind it that may go with it."""
        batch = [lane.waiting.popleft()]
        size = len(batch[0][0].message.value)
        if self._together == 1 or self._suspected(batch[0][0]):
            return batch
        while lane.waiting and len(batch) < self._together:
            size += len(lane.waiting[0][0].message.value)
            if size > MAX_TOGETHER_BYTES or self._suspected(lane.waiting[0][0]):
                break
            batch.append(lane.waiting.popleft())
        return batch

    def _suspected(self, delivered: Delivered) -> bool:
        message = delivered.message
        return self._guard is not None and self._guard.suspects(
            message.topic, message.partition, message.offset
        )

    def _guarded(self, batch: Sequence[Delivered]) -> tuple[Sequence[Any], Failure | None]:
        # The error is returned: a future can carry neither StopIteration nor somebody else's CancelledError.
        first, last = batch[0].message, batch[-1].message
        if self._guard is not None:
            self._guard.begin(first.topic, first.partition, first.offset, last.offset)
        try:
            return self._prepare(batch), None
        except BaseException as error:  # noqa: BLE001 - whatever it is, it ends the process
            failure = Failure("prepare", [delivered.message for delivered in batch], error)
        finally:
            if self._guard is not None:
                self._guard.end()
        if len(batch) == 1:
            return (), failure
        prepared: list[Any] = []
        for delivered in batch:
            alone, fault = self._guarded([delivered])
            if fault is not None:
                return (), fault
            prepared += alone
        return prepared, None

    async def _finish(self, lane: _Lane, batch: Sequence[_Offered], prepared: Sequence[T]) -> bool:
        step: Literal["commit", "acknowledge"] = "commit"
        try:
            await self._commit(prepared)
            step = "acknowledge"
            for _, acknowledge in batch:
                lane.begun -= 1
                acknowledge()
        except asyncio.CancelledError as error:
            if lane.dropped:
                raise
            # Not our doing: something that the commit waited for was cancelled.
            self._fail(Failure(step, [delivered.message for delivered, _ in batch], error))
            return False
        except Exception as error:  # noqa: BLE001 - whatever it is, it ends the process
            self._fail(Failure(step, [delivered.message for delivered, _ in batch], error))
            return False
        self._settled.set()
        return True

    def _fail(self, failure: Failure) -> None:
        if self._open:
            self._open = False
            if self._guard is not None and failure.by_the_message:
                first, last = failure.messages[0], failure.messages[-1].offset
                refused = failure.error if isinstance(failure.error, BrokerRefused) else None
                if refused is not None and last != first.offset:
                    # Each may be small enough and only all of them too large: in this partition none go together again.
                    last = _FOR_GOOD
                unburied = refused is not None and refused.dead_letter
                self._guard.strike(first.topic, first.partition, first.offset, last, unburied=unburied)
            self._failed(failure)
        self._settled.set()
