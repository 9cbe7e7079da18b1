"""What every transport of the emitters promises."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from emitters import wire
from emitters.errors import Closed, TransportError
from emitters.file import FileTransport
from emitters.kafka import KafkaTransport
from emitters.settings import Settings
from emitters.testing import MemoryTransport
from emitters.transport import Message, Transport
from stream.testing.broker import API_VERSION, EmbeddedBroker

TOPIC = "t.raw.logs"


@pytest.fixture(params=["memory", "file", "kafka"])
def transport(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Transport]:
    if request.param == "memory":
        yield MemoryTransport()
    elif request.param == "file":
        file = FileTransport(tmp_path / "out", raw_content_allowed=True)
        yield file
        file.close(1)
    else:
        with EmbeddedBroker({TOPIC: 2}) as broker:
            kafka = KafkaTransport(
                Settings(service_name="s", kafka_bootstrap=broker.bootstrap, kafka_api_version=API_VERSION)
            )
            yield kafka
            kafka.close(1)


class Outcomes:
    """What became of each message, by its number."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.found: dict[int, list[TransportError | None]] = {}

    def of(self, number: int) -> Callable[[TransportError | None], None]:
        def on_done(error: TransportError | None) -> None:
            with self.lock:
                self.found.setdefault(number, []).append(error)

        return on_done


def message(body: bytes = b"{}\n") -> Message:
    return Message(TOPIC, body, b"k", ((wire.HEADER_CONTENT_TYPE, wire.CONTENT_TYPE_NDJSON.encode()),), 1)


def test_each_message_is_settled_exactly_once(transport: Transport) -> None:
    """After a flush every message has one outcome, and it is success."""
    outcomes = Outcomes()
    for number in range(50):
        transport.send(message(), outcomes.of(number))
    assert transport.flush(30)
    assert outcomes.found == {number: [None] for number in range(50)}


def test_it_takes_messages_from_several_threads(transport: Transport) -> None:
    """Logs and spans share one transport."""
    outcomes = Outcomes()

    def send(first: int) -> None:
        for number in range(first, first + 20):
            transport.send(message(), outcomes.of(number))

    threads = [threading.Thread(target=send, args=(first,)) for first in (0, 20, 40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert transport.flush(30)
    assert outcomes.found == {number: [None] for number in range(60)}


def test_after_close_a_message_fails_as_closed(transport: Transport) -> None:
    """A closed transport settles what comes, and closing twice is fine."""
    outcomes = Outcomes()
    transport.close(1)
    transport.close(1)
    transport.send(message(), outcomes.of(0))
    assert [type(error) for error in outcomes.found[0]] == [Closed]


def test_flush_of_nothing_returns_at_once(transport: Transport) -> None:
    """With nothing taken, everything is settled."""
    assert transport.flush(0.0)
