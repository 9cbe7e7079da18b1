"""Joiner: many small deliveries become few large ones, without a timer.

While one delivery is under way the next items gather; when it ends they go out together. A quiet stream is thus
sent at once and a busy one in large pieces. The traces app joins the span requests of its partitions with it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

__all__ = ["Joiner"]

T = TypeVar("T")
R = TypeVar("R")


class Joiner(Generic[T, R]):
    """Joins concurrent `add` calls into one call of `deliver` at a time.

    Args:
        deliver: Takes the items in the order in which they were added and returns one result per item. What it
            raises, every `add` of that delivery raises.
        size: Size of an item in bytes.
        max_bytes: Most bytes of one delivery; a larger item goes alone.
    """

    def __init__(
        self,
        deliver: Callable[[list[T]], Awaitable[Sequence[R]]],
        *,
        size: Callable[[T], int],
        max_bytes: int,
    ) -> None:
        self._deliver = deliver
        self._size = size
        self._max_bytes = max_bytes
        self._waiting: deque[tuple[T, asyncio.Future[R]]] = deque()
        self._task: asyncio.Task[None] | None = None

    async def add(self, item: T) -> R:
        """Deliver one item, together with others if others wait.

        Returns:
            Its result, once its delivery has ended.
        """
        future: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._task is None:
            self._task = asyncio.create_task(self._drain(), name="joiner")
        return await future

    async def close(self) -> None:
        """Stop delivering; what still waits is cancelled."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        while self._waiting:
            self._waiting.popleft()[1].cancel()

    async def _drain(self) -> None:
        try:
            while self._waiting:
                batch = self._take()
                if not batch:
                    break
                try:
                    results = await self._deliver([item for item, _ in batch])
                    if len(results) != len(batch):
                        raise RuntimeError(f"{len(results)} results for {len(batch)} items")
                except Exception as error:  # noqa: BLE001 - handed to every caller of this delivery
                    for _, future in batch:
                        if not future.done():
                            future.set_exception(error)
                else:
                    for (_, future), result in zip(batch, results, strict=True):
                        if not future.done():
                            future.set_result(result)
        finally:
            self._task = None

    def _take(self) -> list[tuple[T, asyncio.Future[R]]]:
        batch: list[tuple[T, asyncio.Future[R]]] = []
        room = self._max_bytes
        while self._waiting:
            if self._waiting[0][1].done():  # cancelled meanwhile: its partition has another owner
                self._waiting.popleft()
                continue
            size = self._size(self._waiting[0][0])
            if batch and size > room:
                break
            room -= size
            batch.append(self._waiting.popleft())
        return batch
