"""What listens at an address: asked when the Kafka client has failed, to which most causes look like silence.

A request of Kafka is sent as it is, then within TLS. What comes back says which of the four security protocols the
listener speaks, which SASL mechanisms it has, and whether it is a broker at all. No credentials are sent but a client
certificate, and the server's certificate is not looked at: `stream.kafka.refusal` has both tried after this.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import ssl
import struct
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["Foreign", "Kafka", "Listener", "Locked", "Silent", "look"]

_PATIENCE_SECONDS: Final = 2.0
_LONGEST_ANSWER_BYTES: Final = 1 << 16
# Keys of requests, https://kafka.apache.org/protocol#protocol_api_keys
_METADATA: Final = 3
_SASL_HANDSHAKE: Final = 17
_API_VERSIONS: Final = 18
_CORRELATION: Final = 0x5C2B11
_ILLEGAL_SASL_STATE: Final = 34
_LOCKS: Final = ("CERTIFICATE", "UNKNOWN_CA", "HANDSHAKE_FAILURE")
"""In the names of TLS alerts by which a server refuses the client's certificate, or the lack of one (RFC 8446 6.2)."""


@dataclass(frozen=True, slots=True)
class Kafka:
    """Something of Kafka.

    Attributes:
        tls: Whether it wants TLS.
        mechanisms: Its SASL mechanisms, None if it asks for no login.
        broker: False for a controller, which serves no clients.
    """

    tls: bool
    mechanisms: tuple[str, ...] | None
    broker: bool

    @property
    def protocol(self) -> str:
        """Its name in `SCRUBLINE_KAFKA_SECURITY_PROTOCOL`."""
        return f"{'' if self.mechanisms is None else 'SASL_'}{'SSL' if self.tls else 'PLAINTEXT'}"


@dataclass(frozen=True, slots=True)
class Locked:
    """It speaks TLS and refuses the handshake.

    Attributes:
        certificate: Whether it is because of the client's certificate, or because there is none.
        alert: OpenSSL's name of the reason.
    """

    certificate: bool
    alert: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """It answers, and not as Kafka does.

    Attributes:
        tls: Whether it does so within TLS.
    """

    tls: bool


@dataclass(frozen=True, slots=True)
class Silent:
    """It does not answer, now.

    Attributes:
        why: In words.
    """

    why: str


_CLOSED: Final = "it closes the connection"
_MUTE: Final = "it takes the connection and says nothing"

Listener = Kafka | Locked | Foreign | Silent


class _NoConnectionError(Exception):
    """Nobody is there; says why."""


class _NotKafkaError(Exception):
    """What came is not an answer to a request of Kafka."""


async def look(host: str, port: int, certificate: tuple[Path, Path | None] | None = None) -> Listener:
    """Find out what listens; takes a few seconds at most.

    Args:
        host: Name or address.
        port: Port.
        certificate: PEM files of our certificate and its key, to show if we are asked for one.
    """
    plain = await _ask(host, port, None)
    if isinstance(plain, Kafka) or (isinstance(plain, Silent) and plain.why not in {_CLOSED, _MUTE}):
        return plain
    within = await _ask(host, port, _trusting(certificate))
    return plain if isinstance(within, Silent) else within


def _trusting(certificate: tuple[Path, Path | None] | None) -> ssl.SSLContext:
    # Only to learn whether it is TLS that is spoken there; nothing secret goes through it.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    if certificate is not None:
        context.load_cert_chain(*certificate, password=b"")
    return context


async def _ask(host: str, port: int, context: ssl.SSLContext | None) -> Listener:
    tls = context is not None
    try:
        async with _connection(host, port, context) as streams:
            requests = await _requests_of(streams)
            mechanisms = await _mechanisms(streams) if _SASL_HANDSHAKE in requests else None
            return Kafka(tls=tls, mechanisms=mechanisms, broker=_METADATA in requests)
    except (ssl.SSLEOFError, ssl.SSLZeroReturnError):
        return Silent(_CLOSED)
    except ssl.SSLError as error:
        alert = error.reason or ""
        if "ALERT" not in alert:
            return Foreign(tls=False)
        return Locked(certificate=any(lock in alert for lock in _LOCKS), alert=alert)
    except _NotKafkaError:
        return Foreign(tls=tls)
    except TimeoutError:
        return Silent(_MUTE)
    except _NoConnectionError as error:
        return Silent(str(error))
    except (OSError, EOFError):
        return Silent(_CLOSED)


_Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@contextlib.asynccontextmanager
async def _connection(host: str, port: int, context: ssl.SSLContext | None) -> AsyncIterator[_Streams]:
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            reader, writer = await asyncio.open_connection(host, port, ssl=context)
    except TimeoutError:
        raise _NoConnectionError(f"no connection within {_PATIENCE_SECONDS:g} s") from None
    except ssl.SSLError:
        raise
    except socket.gaierror:
        raise _NoConnectionError("no such host name") from None
    except OSError as error:
        why = os.strerror(error.errno).lower() if error.errno else type(error).__name__
        raise _NoConnectionError(why) from None
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            yield reader, writer
    finally:
        writer.transport.abort()


async def _requests_of(streams: _Streams) -> frozenset[int]:
    """The requests that it takes (ApiVersions, version 0)."""
    answer = await _exchange(streams, _API_VERSIONS, 0, b"")
    try:
        error, count = struct.unpack_from(">hi", answer)
        keys = struct.unpack_from(f">{3 * count}h", answer, 6)
    except struct.error:
        raise _NotKafkaError from None
    if error:
        raise _NotKafkaError
    return frozenset(keys[::3])


async def _mechanisms(streams: _Streams) -> tuple[str, ...] | None:
    """Its SASL mechanisms (SaslHandshake, version 1, of a mechanism that nobody has); None if there is no login."""
    answer = await _exchange(streams, _SASL_HANDSHAKE, 1, b"\0\0")
    try:
        error, count = struct.unpack_from(">hi", answer)
        names, at = [], 6
        for _ in range(count):
            (size,) = struct.unpack_from(">h", answer, at)
            names.append(answer[at + 2 : at + 2 + size].decode("ascii"))
            at += 2 + size
    except (struct.error, UnicodeDecodeError):
        raise _NotKafkaError from None
    return None if error == _ILLEGAL_SASL_STATE else tuple(names)


async def _exchange(streams: _Streams, key: int, version: int, body: bytes) -> bytes:
    reader, writer = streams
    request = struct.pack(">hhih", key, version, _CORRELATION, -1) + body  # no client id
    writer.write(struct.pack(">i", len(request)) + request)
    try:
        size, correlation = struct.unpack(">iI", await reader.readexactly(8))
        if correlation != _CORRELATION or not 4 <= size <= _LONGEST_ANSWER_BYTES:
            raise _NotKafkaError
        return await reader.readexactly(size - 4)
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise _NotKafkaError from None
        raise
