"""Why no broker answers, where no real broker is needed to show it; the rest is in `tests/stack`."""

from __future__ import annotations

import asyncio
import socket

import pytest

from stream.config.settings import Settings
from stream.errors import BrokerUnavailable
from stream.kafka.reach import client_options
from stream.kafka.refusal import refusal


async def _babble(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer whatever comes with something that is neither TLS nor Kafka."""
    writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    await writer.drain()
    writer.close()


async def _fault_at_a_babbler() -> tuple[BaseException, str]:
    server = await asyncio.start_server(_babble, "127.0.0.1", 0)
    async with server:
        address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        settings = Settings(kafka_bootstrap=address, kafka_security_protocol="SSL")
        return await refusal(settings, client_options(settings), "KafkaConnectionError"), address


def test_something_else_than_kafka_is_named() -> None:
    """Something else that answers is a wrong setting, and no outage."""
    fault, address = asyncio.run(_fault_at_a_babbler())
    assert not isinstance(fault, BrokerUnavailable)
    assert str(fault).startswith(f"SCRUBLINE_KAFKA_BOOTSTRAP: what answers at {address} is no Kafka broker")


@pytest.mark.parametrize("protocol", ["PLAINTEXT", "SSL"])
def test_silence_is_an_outage(protocol: str) -> None:
    """Where nobody listens nobody refuses: the worker may try again later."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{unused.getsockname()[1]}"
        settings = Settings.model_validate({"kafka_bootstrap": address, "kafka_security_protocol": protocol})
        fault = asyncio.run(refusal(settings, client_options(settings), "KafkaConnectionError"))
    assert isinstance(fault, BrokerUnavailable)
    assert f"no broker answers at {address} (connection refused)" in str(fault)


def test_addresses_that_the_brokers_give_are_told_apart() -> None:
    """If the first contact went well and the address that it gave is dead, the fault is about that address."""
    settings = Settings(kafka_bootstrap="127.0.0.1:9092")
    fault = asyncio.run(refusal(settings, client_options(settings), "KafkaError", ["127.0.0.1:1"]))
    assert isinstance(fault, BrokerUnavailable)
    assert "127.0.0.1:9092 answers and sends us on, but no broker answers at 127.0.0.1:1 (conn" in str(fault)
    assert "advertised.listeners" in str(fault)
