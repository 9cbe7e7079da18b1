"""What listens at an address, where no real broker is needed to show it; those are in `tests/stack`."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import Awaitable, Callable

import pytest

from stream.kafka.listener import Foreign, Kafka, Listener, Silent, look

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def closes(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def babbles(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    await writer.drain()
    writer.close()


async def is_silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()
    writer.close()


def speaks(*answers: bytes) -> Answer:
    """Answers each request with the next of these, under its correlation id."""

    async def server(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for answer in answers:
            head = await reader.read(12)  # size, key, version, correlation id
            if head[4:6] != b"\0\x12" and answer is answers[0]:
                break
            writer.write(struct.pack(">i", len(answer) + 4) + head[8:12] + answer)
            await reader.read(2)  # the rest: no client id, and no body or an empty one
        writer.close()

    return server


def versions(*keys: int, error: int = 0) -> bytes:
    return struct.pack(">hi", error, len(keys)) + b"".join(struct.pack(">hhh", key, 0, 9) for key in keys)


def mechanisms(*names: str, error: int = 33) -> bytes:
    return struct.pack(">hi", error, len(names)) + b"".join(
        struct.pack(">h", len(name)) + name.encode() for name in names
    )


async def look_at(answer: Answer) -> Listener:
    connections: list[asyncio.Task[None]] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append(asyncio.current_task())  # type: ignore[arg-type]  # there is one
        with contextlib.suppress(ConnectionError):
            await answer(reader, writer)
        writer.transport.abort()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        listener = await look("127.0.0.1", server.sockets[0].getsockname()[1])
        await asyncio.gather(*connections)
    return listener


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (closes, Silent("it closes the connection")),
        (is_silent, Silent("it takes the connection and says nothing")),
        (babbles, Foreign(tls=False)),
        (speaks(b""), Foreign(tls=False)),
        (speaks(versions(3, error=35)), Foreign(tls=False)),
        (speaks(versions(3, 17)[:-1]), Foreign(tls=False)),
        (speaks(versions(1, 3, 18)), Kafka(tls=False, mechanisms=None, broker=True)),
        (speaks(versions(1, 18)), Kafka(tls=False, mechanisms=None, broker=False)),
        (speaks(versions(3, 17), mechanisms(error=34)), Kafka(tls=False, mechanisms=None, broker=True)),
        (
            speaks(versions(3, 17), mechanisms("PLAIN", "GSSAPI")),
            Kafka(tls=False, mechanisms=("PLAIN", "GSSAPI"), broker=True),
        ),
        (speaks(versions(3, 17), mechanisms("PLAIN")[:-1] + b"\xff"), Foreign(tls=False)),
        (speaks(versions(3, 17), mechanisms("PLAIN", "X")[:8]), Foreign(tls=False)),
    ],
)
def test_what_listens_is_told_by_its_answers(answer: Answer, expected: Listener) -> None:
    """Whatever comes back, it is one of four things, and nothing is raised."""
    assert asyncio.run(look_at(answer)) == expected


def test_nobody_is_told_by_the_reason() -> None:
    """Where nobody listens the reason of the system is given in words."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        assert asyncio.run(look("127.0.0.1", unused.getsockname()[1])) == Silent("connection refused")
