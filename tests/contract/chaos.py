"""Chaos for the strict transport: workers are started, stopped and killed at random under load, and the books kept.

The rule it holds: at any moment every offset below a committed one has taken effect, and in the end every offset of
the log has. Shared by the short run of `make test` and the long one of `tests/chaos`.
"""

from __future__ import annotations

import asyncio
import random
import signal
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.contract.conftest import Rig, Worker

__all__ = ["rampage"]


def rampage(rig: Rig, *, seconds: float, seed: int, workers: int, per_feed: int) -> dict[str, int]:
    """Run the chaos.

    Args:
        rig: Where.
        seconds: How long before it calms down.
        seed: Of the random choices.
        workers: How many live at a time, at most.
        per_feed: Messages per partition and feed.

    Returns:
        How many messages, effects, kills and stops there were.
    """
    rng = random.Random(seed)
    living: list[Worker] = []
    told: list[Worker] = []
    fed = kills = stops = 0
    end = time.monotonic() + seconds
    behaviours = ({"scatter": True}, {"work_seconds": 0.002}, {"publish": True})
    while time.monotonic() < end:
        asyncio.run(rig.feed(per_feed))
        fed += per_feed
        living = [worker for worker in living if worker.is_alive()]
        if len(living) < workers:
            living.append(rig.start(rng.choice(behaviours)))
        elif rng.random() < 0.6:
            victim = living.pop(rng.randrange(len(living)))
            number = rng.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM))
            victim.tell(number)
            told.append(victim)
            kills += number == signal.SIGKILL
            stops += number == signal.SIGTERM
        time.sleep(rng.random() * 0.8)
        _no_false_commit(rig)
    last = rig.start({"scatter": True})
    for worker in living:
        worker.tell(signal.SIGTERM)
    for worker in (*living, *told):
        worker.wait(20)
    # Work that only the last one can do: told to stop before it has begun to listen, it would die of the signal.
    asyncio.run(rig.feed(per_feed))
    fed += per_feed

    def complete() -> bool:
        nonlocal last
        if not last.is_alive():
            last = rig.start({"scatter": True})
        return all(set(rig.offsets(p)) == set(range(fed)) for p in range(rig.partitions))

    rig.until(complete, 60)
    last.tell(signal.SIGTERM)
    assert last.wait(20) in {0, 70}
    _no_false_commit(rig)
    return {"fed": fed * rig.partitions, "effects": len(rig.effects()), "kills": kills, "stops": stops}


def _no_false_commit(rig: Rig) -> None:
    # The commit is read first: effects that come later can only hide a fault, never invent one.
    for partition, offset in asyncio.run(rig.committed()).items():
        missing = set(range(offset)) - set(rig.offsets(partition))
        assert not missing, f"partition {partition} committed {offset} without {sorted(missing)[:5]}"
