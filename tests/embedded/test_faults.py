"""Whatever goes wrong in redaction, no raw byte reaches the clean side and the worker goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from kafka import KafkaProducer

from stream.exits import EXIT_STUCK
from stream.messages import Origin
from stream.testing.broker import API_VERSION, EmbeddedBroker
from tests.topics import read_topics

pytestmark = pytest.mark.stack  # five workers start one after the other: too long for `make test`

SECRET = "jane.canary@example.com"
FAULTS = ("fault-raise", "fault-nonsense", "fault-hang", "fault-kill")
TOPICS = ("raw.logs", "raw.spans", "raw.dead", "clean.logs", "clean.spans", "clean.audit", "clean.dead")
WATCHDOG_SECONDS = 2
DEADLINE_SECONDS = 100


@pytest.fixture
def broker() -> Iterator[EmbeddedBroker]:
    with EmbeddedBroker({f"f.{name}": 1 for name in TOPICS}) as running:
        yield running


def first_by_origin(broker: EmbeddedBroker) -> dict[int, bytes]:
    """Clean values by raw offset; what a dead worker had sent and not committed comes again, byte by byte the same."""
    found: dict[int, bytes] = {}
    for message in read_topics(broker.bootstrap, ["f.clean.logs"]):
        origin = Origin.decode(dict(message.headers)["origin"])
        assert found.setdefault(origin.offset, message.value) == message.value
    return found


def line(number: int, text: str) -> bytes:
    return json.dumps({"event": f"record-{number}", "text": f"{text} {SECRET}", "same": SECRET}).encode()


def test_faults_at_every_stage(broker: EmbeddedBroker, tmp_path: Path) -> None:
    """Raising and nonsense mask the field, hanging and dying end in the dead letters, and the rest is delivered."""
    producer = KafkaProducer(bootstrap_servers=broker.bootstrap, api_version=(2, 1))
    texts = ["fine", *(word for fault in FAULTS for word in (fault, "fine"))]
    for number, text in enumerate(texts):
        producer.send("f.raw.logs", line(number, text), partition=0).get(timeout=10)
    producer.close()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SCRUBLINE_")},
        "SCRUBLINE_KAFKA_BOOTSTRAP": broker.bootstrap,
        "SCRUBLINE_KAFKA_API_VERSION": API_VERSION,
        "SCRUBLINE_TOPIC_PREFIX": "f.",
        "SCRUBLINE_PARTITIONS": "1",
        "SCRUBLINE_STATE_DIR": str(tmp_path / "state"),
        "SCRUBLINE_WATCHDOG_SECONDS": str(WATCHDOG_SECONDS),
        "SCRUBLINE_SESSION_SECONDS": "3",
        "SCRUBLINE_HEARTBEAT_SECONDS": "1",
        "SCRUBLINE_TICK_SECONDS": "300",
    }
    log = tmp_path / "worker.log"
    codes: list[int] = []
    deadline = time.monotonic() + DEADLINE_SECONDS
    while len(done := first_by_origin(broker)) < len(texts):
        with log.open("ab") as errors:
            worker = subprocess.Popen(
                [sys.executable, "-m", "tests.embedded.faulty_worker"], env=environment, stderr=errors
            )
        try:
            while worker.poll() is None and len(first_by_origin(broker)) < len(texts):
                assert time.monotonic() < deadline, log.read_text()[-3000:]
        finally:
            if worker.poll() is None:
                worker.terminate()
            codes.append(worker.wait(30))
        assert codes[-1] in {0, EXIT_STUCK, -signal.SIGKILL}, log.read_text()[-3000:]

    assert list(done) == list(range(len(texts)))
    records = [json.loads(value) if value else None for value in done.values()]
    fates = {
        text: record and record["text"] for text, record in zip(texts, records, strict=True) if text != "fine"
    }
    assert fates == {
        "fault-raise": "<REDACTION_ERROR>",
        "fault-nonsense": "<REDACTION_ERROR>",
        "fault-hang": None,
        "fault-kill": None,
    }
    assert [record["text"] for record in records[::2] if record] == ["fine <EMAIL_ADDRESS>"] * 5
    dead = read_topics(broker.bootstrap, ["f.raw.dead"])
    assert {dict(message.headers)["dead-reason"] for message in dead} == {b"watchdog"}
    assert {json.loads(message.value)["event"] for message in dead} == {"record-5", "record-7"}
    assert codes[-1] == 0
    # Two deaths each by hanging and by being killed, one more of each if others were in work too, and one good end.
    assert 5 <= len(codes) <= 7, codes

    clean = [f"f.{topic}" for topic in TOPICS if topic.startswith("clean")]
    everything = [message.everything for message in read_topics(broker.bootstrap, clean)]
    assert everything
    assert not [text for text in (*everything, log.read_text()) if "canary" in text]
