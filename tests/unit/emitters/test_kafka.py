"""The Kafka transport against an embedded broker, and without one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from confluent_kafka import Consumer, TopicPartition

from emitters.errors import Closed, Oversize, Rejected, TransportError, Unacknowledged, Unavailable
from emitters.kafka import KafkaTransport, _classify, _options
from emitters.settings import Settings
from emitters.transport import Message
from stream.testing.broker import API_VERSION, EmbeddedBroker

TOPIC = "t.raw.logs"


@pytest.fixture
def broker() -> Iterator[EmbeddedBroker]:
    with EmbeddedBroker({TOPIC: 4}) as running:
        yield running


def settings(bootstrap: str, **given: Any) -> Settings:
    return Settings(
        service_name="s", kafka_bootstrap=bootstrap, kafka_api_version=API_VERSION, topic_prefix="t.", **given
    )


def message(body: bytes, key: bytes | None = b"k") -> Message:
    return Message(TOPIC, body, key, (("count", b"1"), ("schema", b"1")), 1)


class Outcomes:
    """Collects what became of each message."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.found: list[TransportError | None] = []

    def __call__(self, error: TransportError | None) -> None:
        with self.changed:
            self.found.append(error)
            self.changed.notify_all()

    def wait(self, number: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.found) >= number, 30)


def stored(broker: EmbeddedBroker, number: int) -> list[Any]:
    """The first `number` messages of the topic."""
    consumer = Consumer(
        {"bootstrap.servers": broker.bootstrap, "group.id": "g", "auto.offset.reset": "earliest"}
    )
    try:
        consumer.assign([TopicPartition(TOPIC, partition, 0) for partition in range(4)])
        found: list[Any] = []
        deadline = time.monotonic() + 30
        while len(found) < number and time.monotonic() < deadline:
            found += [each for each in consumer.consume(number, 0.2) if not each.error()]
        return found
    finally:
        consumer.close()


def test_messages_arrive_whole_in_order_and_acknowledged(broker: EmbeddedBroker) -> None:
    """Body, key and headers are what was given; one key keeps its order in one partition."""
    transport, outcomes = KafkaTransport(settings(broker.bootstrap)), Outcomes()
    try:
        for index in range(20):
            transport.send(message(b"%d" % index), outcomes)
        assert transport.flush(30)
    finally:
        transport.close(5)
    assert outcomes.found == [None] * 20
    found = stored(broker, 20)
    assert [each.value() for each in found] == [b"%d" % index for index in range(20)]
    assert {each.partition() for each in found} == {found[0].partition()}
    assert found[0].key() == b"k"
    assert found[0].headers() == [("count", b"1"), ("schema", b"1")]


def test_an_outage_keeps_the_data_within_the_window(broker: EmbeddedBroker) -> None:
    """While the broker is away at most the window is in flight; afterwards each message is stored once."""
    transport, outcomes = KafkaTransport(settings(broker.bootstrap, in_flight_bytes=1_000_000)), Outcomes()
    body = b"x" * 100_000

    def send_all() -> None:
        for index in range(30):
            transport.send(message(b"%02d" % index + body), outcomes)

    sender = threading.Thread(target=send_all)
    try:
        transport.send(message(b"first"), outcomes)
        outcomes.wait(1)
        with broker.outage():
            sender.start()
            deadline = time.monotonic() + 30
            while transport.in_flight_bytes < 900_000:
                assert time.monotonic() < deadline
                time.sleep(0.01)
            assert transport.in_flight_bytes <= 1_000_000
            assert sender.is_alive()
        sender.join(30)
        assert transport.flush(30)
    finally:
        transport.close(5)
        sender.join(30)
    assert outcomes.found == [None] * 31
    assert [each.value()[:2] for each in stored(broker, 31)[1:]] == [b"%02d" % index for index in range(30)]


@pytest.mark.parametrize("bootstrap", ["127.0.0.1:1", "name.invalid:9092"])
def test_closing_has_a_deadline_when_there_is_no_broker(bootstrap: str) -> None:
    """A message that cannot leave waits; closing ends the wait in time and fails it as closed."""
    transport, outcomes = KafkaTransport(settings(bootstrap)), Outcomes()
    sender = threading.Thread(target=transport.send, args=(message(b"x"), outcomes), daemon=True)
    sender.start()
    deadline = time.monotonic() + 10
    while transport.in_flight_bytes == 0:
        assert time.monotonic() < deadline
        time.sleep(0.005)
    started = time.monotonic()
    transport.close(0.2)
    assert time.monotonic() - started < 5
    outcomes.wait(1)
    assert [type(found) for found in outcomes.found] == [Closed]
    sender.join(30)
    assert not sender.is_alive()


def test_a_message_over_the_limit_is_oversize(broker: EmbeddedBroker) -> None:
    """What no retry can deliver fails at once with its reason, and the next message goes through."""
    transport, outcomes = KafkaTransport(settings(broker.bootstrap)), Outcomes()
    try:
        transport.send(message(b"x" * 2_000_000), outcomes)
        transport.send(message(b"y"), outcomes)
        assert transport.flush(30)
    finally:
        transport.close(5)
    assert [type(found) for found in outcomes.found] == [Oversize, type(None)]


def test_security_settings_reach_the_client(tmp_path: Path) -> None:
    """TLS and SASL settings are passed through under the client's names; empty ones are not passed."""
    found = _options(
        Settings(
            service_name="s",
            kafka_bootstrap="a:1,b:2",
            kafka_security_protocol="SASL_SSL",
            kafka_sasl_mechanism="SCRAM-SHA-512",
            kafka_sasl_username="user",
            kafka_sasl_password="secret",
            kafka_ssl_cafile=str(tmp_path / "ca.pem"),
        )
    )
    assert found["bootstrap_servers"] == ["a:1", "b:2"]
    assert found["security_protocol"] == "SASL_SSL"
    assert found["sasl_mechanism"] == "SCRAM-SHA-512"
    assert (found["sasl_plain_username"], found["sasl_plain_password"]) == ("user", "secret")
    assert found["ssl_cafile"] == str(tmp_path / "ca.pem")
    assert found.keys().isdisjoint({"ssl_certfile", "ssl_keyfile", "api_version"})
    assert (found["acks"], found["enable_idempotence"], found["compression_type"]) == ("all", True, "zstd")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        ("KafkaTimeoutError", Unacknowledged),
        ("MessageSizeTooLargeError", Oversize),
        ("TopicAuthorizationFailedError", Unavailable),
        ("NotEnoughReplicasError", Unavailable),
        ("NotEnoughReplicasAfterAppendError", Unacknowledged),
        ("RequestTimedOutError", Unacknowledged),
        ("KafkaConnectionError", Unacknowledged),
        ("InvalidRecordError", Rejected),
        ("OutOfOrderSequenceNumberError", Unacknowledged),
        ("IllegalStateError", Unacknowledged),
    ],
)
def test_only_what_was_surely_not_stored_may_be_sent_again(
    error: str, expected: type[TransportError]
) -> None:
    """An unknown outcome is never retried: sending again could count a record twice."""
    # Imported after emitters.kafka, which silences a warning of the client's import.
    from kafka import errors

    assert type(_classify(getattr(errors, error)())) is expected


FORKING = """
import os, sys, emitters
emitters.configure(service_name="fork", kafka_bootstrap=sys.argv[1], kafka_api_version="2.1", topic_prefix="t.")
log = emitters.get_logger()
log.info("parent")
assert emitters.flush(30)
child = os.fork()
log.info("after")
if child:
    assert os.waitpid(child, 0)[1] == 0
emitters.shutdown(30)
stats = emitters.stats()
print(stats.producer_id, stats.delivered, flush=True)
"""


def test_a_child_forked_from_a_live_client_sends_by_its_own(
    broker: EmbeddedBroker, run_script: Callable[..., str]
) -> None:
    """The parent's connections are left alone, both processes deliver and end cleanly."""
    lines = [line.split() for line in run_script(FORKING, broker.bootstrap).splitlines()]
    assert sorted(int(delivered) for _, delivered in lines) == [1, 2]
    found = [each.value() for each in stored(broker, 3)]
    for producer, delivered in lines:
        assert sum(producer.encode() in value for value in found) == int(delivered)
