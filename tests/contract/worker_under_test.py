"""A worker whose only effect is a line in a file: run by the transport tests as its own process.

`BEHAVIOUR` (JSON) says what goes wrong: `raise_at`, `poison_at`, `hold_at`, `die_at` (offsets), `work_seconds`,
`states_at` (a path; until it exists, what was kept of partitions cannot be read), `scatter` (messages are finished in
random order, straight from the Faust agent, as no lane would), `prepare_seconds`.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sys
import time
from collections.abc import Collection, Sequence
from typing import Any

from stream.config.settings import load
from stream.errors import BrokerUnavailable
from stream.worker import ownlog, process
from stream.worker.context import AppSpec, WorkerContext
from stream.worker.lanes import Delivered

# Set by the rig, which runs this file in a process forked from one that has imported everything.
ENV: dict[str, str] = globals().get("ENV", {})
os.environ.update(ENV)
if "LOG" in ENV:
    os.dup2(os.open(ENV["LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT), 2)
BEHAVIOUR: dict[str, Any] = json.loads(os.environ.get("BEHAVIOUR", "{}"))
EFFECTS = os.open(os.environ["EFFECTS"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)


def effect(partition: int, offset: int, previous: int) -> None:
    """One write to a file survives a killed process as an acknowledged send would."""
    os.write(EFFECTS, f"{partition} {offset} {previous} {os.getpid()}\n".encode())


def spec(context: WorkerContext) -> AppSpec[Delivered]:
    def prepare(batch: Sequence[Delivered]) -> Sequence[Delivered]:
        [delivered] = batch
        message = delivered.message
        struck = delivered.struck
        if message.offset == BEHAVIOUR.get("die_at") and not struck:
            os.kill(os.getpid(), signal.SIGKILL)
        if message.offset == BEHAVIOUR.get("poison_at") and not struck:
            raise ValueError("secret-text of a payload")
        if message.offset == BEHAVIOUR.get("stick_at") and not struck:
            time.sleep(60)
        return batch

    async def commit(batch: Sequence[Delivered]) -> None:
        [delivered] = batch
        message = delivered.message
        if message.offset == BEHAVIOUR.get("raise_at"):
            raise ValueError("secret-text of a payload")
        if message.offset == BEHAVIOUR.get("hold_at"):
            await asyncio.sleep(3600)
        await asyncio.sleep(BEHAVIOUR.get("work_seconds", 0))
        if "publish" in BEHAVIOUR:
            topic = context.settings.topic("clean.logs")
            await context.producer.publish(topic, message.value, partition=message.partition)
        effect(message.partition, message.offset, delivered.previous)

    async def resume(_: Collection[Any]) -> dict[Any, int]:
        if "states_at" in BEHAVIOUR and not os.access(BEHAVIOUR["states_at"], os.F_OK):
            raise BrokerUnavailable("topic kept could not be read: KafkaConnectionError")
        return {}

    writes = (context.settings.topic("clean.logs"),) if "publish" in BEHAVIOUR else ()
    return AppSpec(
        "echo",
        (context.settings.topic("raw.logs"),),
        prepare,
        commit,
        writes=writes,
        replay_from_start="replay" in BEHAVIOUR,
        resume=resume,
    )


class Scattered(process.Worker):
    """Acknowledges out of order: what the window must bear, though no lane does it."""

    async def receive(self, stream: Any) -> None:
        rng = random.Random(os.getpid())
        tasks: set[asyncio.Task[None]] = set()

        async def finish(event: Any) -> None:
            await asyncio.sleep(rng.random() * 0.05)
            if rng.random() < BEHAVIOUR.get("forget", 0):
                return  # never acknowledged: its offset must hold the commit back until a restart
            effect(event.message.partition, event.message.offset, 0)
            event.ack()

        async for event in stream.noack().events():
            task = asyncio.create_task(finish(event))
            tasks.add(task)
            task.add_done_callback(tasks.discard)


if __name__ == "__main__":
    ownlog.configure("INFO", service="scrubline", environment="test", app="echo")
    make_worker = Scattered if "scatter" in BEHAVIOUR else process.Worker
    sys.exit(process.run(spec, "echo", load(), make_worker))
