"""An embedded broker, feeders and worker processes for the transport tests; all of them end with their test."""

from __future__ import annotations

import contextlib
import http.client
import json
import multiprocessing
import os
import runpy
import signal
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from stream.testing.broker import EmbeddedBroker

with warnings.catch_warnings():
    # kafka-python reads its schemas by a deprecated call of importlib.resources; not ours to mend.
    warnings.simplefilter("ignore", DeprecationWarning)
    from kafka import KafkaProducer

SCRIPT = Path(__file__).with_name("worker_under_test.py")
COMMAND = Path(__file__).with_name("command_under_test.py")
RAW = "scrubline.raw.logs"
CLEAN = "scrubline.clean.logs"
GROUP = "scrubline.echo"


# Forked from a process that has imported the worker's libraries: a start takes tenths of a second, not seconds.
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["stream.worker.process", "stream.cli", "stream.check", "stream.apps.redact"])


class Worker(_context.Process):  # type: ignore[name-defined]  # the class depends on the context
    """A worker process."""

    def tell(self, number: signal.Signals) -> None:
        """Send it a signal, unless it has ended."""
        if self.is_alive() and self.pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def wait(self, seconds: float) -> int | None:
        """Its exit code, negative for a signal, None if it still runs after so long."""
        self.join(seconds)
        code: int | None = self.exitcode
        return code


def command(folder: Path, arguments: list[str], **settings: str) -> tuple[int | None, str]:
    """Run the command line in a process of its own, with no other settings; its exit code and its standard error."""
    told = folder / "told"
    environment = {"SCRUBLINE_STATE_DIR": str(folder), **settings, "TOLD": str(told)}
    run = Worker(
        target=runpy.run_path,
        args=(str(COMMAND), {"ENV": environment, "ARGUMENTS": arguments}, "__main__"),
    )
    run.start()
    try:
        return run.wait(60), told.read_text()
    finally:
        run.kill()
        run.join()
        run.close()


@pytest.fixture(name="command")
def _command() -> Callable[..., tuple[int | None, str]]:
    return command


class Rig:
    """One broker, one effects file, and the workers started on them."""

    def __init__(self, broker: EmbeddedBroker, folder: Path, partitions: int) -> None:
        self.broker = broker
        self.partitions = partitions
        self.effects_path = folder / "effects"
        self.effects_path.touch()
        self.log_path = folder / "log"
        self.log_path.touch()
        self.state = folder / "state"
        self._workers: list[Worker] = []

    def start(self, behaviour: dict[str, Any] | None = None, **settings: object) -> Worker:
        """Start a worker; `settings` are setting names in lower case."""
        env = {
            "BEHAVIOUR": json.dumps(behaviour or {}),
            "EFFECTS": str(self.effects_path),
            "LOG": str(self.log_path),
            "SCRUBLINE_KAFKA_BOOTSTRAP": self.broker.bootstrap,
            "SCRUBLINE_STATE_DIR": str(self.state),
            "SCRUBLINE_PARTITIONS": str(self.partitions),
            "SCRUBLINE_COMMIT_SECONDS": "0.2",
            "SCRUBLINE_SESSION_SECONDS": "2",
            "SCRUBLINE_HEARTBEAT_SECONDS": "0.4",
            "SCRUBLINE_STOP_SECONDS": "3",
            "SCRUBLINE_REVOKE_SECONDS": "1",
            **{f"SCRUBLINE_{name.upper()}": str(value) for name, value in settings.items()},
        }
        worker = Worker(target=runpy.run_path, args=(str(SCRIPT), {"ENV": env}, "__main__"))
        worker.start()
        self._workers.append(worker)
        return worker

    def stop_all(self) -> None:
        """Kill whatever still runs."""
        for worker in self._workers:
            worker.kill()
            worker.join()
            worker.close()

    def effects(self) -> list[tuple[int, int, int, int]]:
        """Partition, offset, previous and process id of every effect so far."""
        rows = []
        # The last line may be half written: an append becomes visible piece by piece where it crosses a page.
        whole, _, _ = self.effects_path.read_text().rpartition("\n")
        for line in whole.splitlines():
            partition, offset, previous, pid = map(int, line.split())
            rows.append((partition, offset, previous, pid))
        return rows

    def offsets(self, partition: int = 0) -> list[int]:
        """Offsets of one partition in the order of their effects."""
        return [row[1] for row in self.effects() if row[0] == partition]

    def log(self) -> str:
        """What the workers wrote to standard error."""
        return self.log_path.read_text()

    def health(self, path: str) -> tuple[int, str]:
        """What the newest worker answers there: status and text."""
        served = [line for line in self.log().splitlines() if "health is served" in line]
        connection = http.client.HTTPConnection("127.0.0.1", json.loads(served[-1])["port"], timeout=10)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def until(self, condition: Callable[[], bool], seconds: float = 25.0) -> None:
        """Wait until a condition holds."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, f"waited {seconds} s in vain; log:\n{self.log()[-4000:]}"
            time.sleep(0.02)

    async def feed(self, count: int, value: bytes = b"x") -> None:
        """Append messages to every partition of the raw topic."""
        producer = AIOKafkaProducer(bootstrap_servers=self.broker.bootstrap)
        await producer.start()
        try:
            for _ in range(count):
                for partition in range(self.partitions):
                    await producer.send(RAW, value, partition=partition)
        finally:
            await producer.stop()

    def feed_foreign(self, header_key: str) -> None:
        """Append one message to partition 0 with a client that sends header keys as they encode themselves."""
        producer = KafkaProducer(bootstrap_servers=self.broker.bootstrap, api_version=(2, 1))
        try:
            producer.send(RAW, b"x", partition=0, headers=[(header_key, b"v")]).get(10)
        finally:
            producer.close()

    async def commit(self, offset: int) -> None:
        """Set the group's offset of partition 0, while no worker runs."""
        consumer = AIOKafkaConsumer(
            bootstrap_servers=self.broker.bootstrap, group_id=GROUP, enable_auto_commit=False
        )
        consumer.assign([TopicPartition(RAW, 0)])
        await consumer.start()
        try:
            await consumer.commit({TopicPartition(RAW, 0): offset})
        finally:
            await consumer.stop()

    async def committed(self) -> dict[int, int]:
        """The group's offset per partition, 0 where there is none."""
        consumer = AIOKafkaConsumer(
            bootstrap_servers=self.broker.bootstrap, group_id=GROUP, enable_auto_commit=False
        )
        await consumer.start()
        try:
            return {p: await consumer.committed(TopicPartition(RAW, p)) or 0 for p in range(self.partitions)}
        finally:
            await consumer.stop()


@contextlib.contextmanager
def rig_of(folder: Path, partitions: int) -> Iterator[Rig]:
    """A rig whose processes and broker end with the block."""
    with EmbeddedBroker({RAW: partitions, CLEAN: partitions}) as broker:
        rig = Rig(broker, folder, partitions)
        try:
            yield rig
        finally:
            rig.stop_all()


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    """A broker with one raw partition."""
    with rig_of(tmp_path, 1) as made:
        yield made


@pytest.fixture
def wide_rig(tmp_path: Path) -> Iterator[Rig]:
    """A broker with four raw partitions."""
    with rig_of(tmp_path, 4) as made:
        yield made
