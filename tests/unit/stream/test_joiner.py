"""Concurrent deliveries are joined, in order, within a size."""

from __future__ import annotations

import asyncio

import pytest

from stream.worker.joiner import Joiner


class Peer:
    """Records what it was handed; each delivery waits until it is let go."""

    def __init__(self) -> None:
        self.deliveries: list[list[str]] = []
        self.gate = asyncio.Event()

    async def deliver(self, items: list[str]) -> list[int]:
        self.deliveries.append(items)
        await self.gate.wait()
        if "bad" in items:
            raise OSError("peer is down")
        return [len(item) for item in items]


def joined(items: list[str], max_bytes: int) -> tuple[list[list[str]], list[int | BaseException]]:
    async def scenario() -> tuple[list[list[str]], list[int | BaseException]]:
        peer = Peer()
        joiner = Joiner(peer.deliver, size=len, max_bytes=max_bytes)
        tasks = [asyncio.create_task(joiner.add(item)) for item in items]
        await asyncio.sleep(0)
        peer.gate.set()
        return peer.deliveries, await asyncio.gather(*tasks, return_exceptions=True)

    return asyncio.run(scenario())


def test_waiting_items_go_together() -> None:
    """Items added at the same time leave in one delivery, in order, each with its own result."""
    assert joined(["a", "bb", "ccc"], 100) == ([["a", "bb", "ccc"]], [1, 2, 3])


def test_a_delivery_keeps_its_size() -> None:
    """No delivery of several items is larger than the limit."""
    assert joined(["aaa", "bbb", "ccc"], 6)[0] == [["aaa", "bbb"], ["ccc"]]


def test_an_oversize_item_goes_alone() -> None:
    """An item over the limit is delivered by itself and not refused."""
    assert joined(["a", "b" * 50, "c"], 10)[0] == [["a"], ["b" * 50], ["c"]]


def test_a_failure_reaches_its_own_callers_only() -> None:
    """What a delivery raises is raised to the callers of that delivery, the next one goes on."""
    deliveries, results = joined(["bad", "x" * 10], 5)
    assert deliveries == [["bad"], ["x" * 10]]
    assert isinstance(results[0], OSError)
    assert results[1] == 10


def test_a_wrong_number_of_results_is_an_error() -> None:
    """A deliver function that loses a result is found out."""

    async def scenario() -> None:
        async def deliver(_: list[str]) -> list[int]:
            return []

        await Joiner(deliver, size=len, max_bytes=9).add("a")

    with pytest.raises(RuntimeError, match="0 results for 1 items"):
        asyncio.run(scenario())
