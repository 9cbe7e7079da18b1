"""Messages to Kafka by kafka-python: all replicas acknowledge, idempotent, zstd, bytes in flight bounded.

Stands last in the emitters. The client's constructor and `send` may block for long when a broker is away or
its name does not resolve, so everything here runs on background threads. While the broker is away `send`
waits, the buffer in front fills, and what does not fit is dropped and counted there: an outage keeps the
oldest data, as much as the window and the buffer hold.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import Any, Final

from emitters.kafka_socket import DIRECT_URL  # first: it silences a warning of the client's import

# isort: split
from kafka import KafkaProducer
from kafka import errors as kafka_errors
from kafka.net.compat import KafkaNetClient

from emitters.errors import Closed, Oversize, Rejected, TransportError, Unacknowledged, Unavailable
from emitters.settings import Settings
from emitters.transport import Message, OnDone

__all__ = ["KafkaTransport"]

REQUEST_TIMEOUT_MS: Final = 30_000
BOOTSTRAP_TIMEOUT_MS: Final = 10_000
MAX_BLOCK_MS: Final = 1_000
"""How long one call waits for metadata before it looks whether it should end."""
MAX_REQUEST_BYTES: Final = 1_048_576
"""Kafka's default `message.max.bytes`; a batch of ours is a quarter of it."""
BACKOFF_SECONDS: Final = 1.0
FIRST_COMPLAINT_SECONDS: Final = 5.0
COMPLAINT_SECONDS: Final = 30.0


_log = logging.getLogger(__name__)


class KafkaTransport:
    """One producer, made when first needed and made again when it is beyond repair."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._room = threading.Condition()
        self._connecting = threading.Lock()
        self._producer: Any = None
        self._pending: dict[int, tuple[int, OnDone]] = {}
        self._pending_bytes = 0
        self._next_token = 0
        self._closed = threading.Event()
        self._complain_at = time.monotonic() + FIRST_COMPLAINT_SECONDS

    @property
    def in_flight_bytes(self) -> int:
        """Bytes handed over and not yet acknowledged."""
        return self._pending_bytes

    def send(self, message: Message, on_done: OnDone) -> None:
        """Hand one message to the client; blocks while the window is full or the broker away."""
        size = len(message.value)
        with self._room:
            while not self._room.wait_for(lambda: self._has_room(size), COMPLAINT_SECONDS):
                self._complain()
            self._next_token += 1
            token = self._next_token
            self._pending[token] = (size, on_done)
            self._pending_bytes += size
        while not self._closed.is_set():
            try:
                future = self._connected().send(
                    message.topic, value=message.value, key=message.key, headers=list(message.headers)
                )
            except kafka_errors.MessageSizeTooLargeError:
                self._settle(token, Oversize())
                return
            except kafka_errors.KafkaTimeoutError:
                # No metadata yet: nothing was stored, so waiting on is all there is to do.
                self._complain()
                continue
            except (kafka_errors.KafkaError, OSError) as error:
                self._discard_producer()
                self._complain(error)
                self._closed.wait(BACKOFF_SECONDS)
                continue
            except (TypeError, ValueError, AssertionError):
                self._settle(token, Rejected())
                return
            if future.is_done and isinstance(future.exception, kafka_errors.AuthorizationError):
                # A missing right is mended by an operator, not by throwing the data away.
                self._complain(future.exception)
                self._closed.wait(BACKOFF_SECONDS)
                continue
            future.add_callback(lambda _: self._settle(token, None))
            future.add_errback(lambda error: self._settle(token, _classify(error)))
            return
        self._settle(token, Closed())

    def _has_room(self, size: int) -> bool:
        within = self._pending_bytes + size <= self._settings.in_flight_bytes
        return within or not self._pending or self._closed.is_set()

    def _complain(self, error: BaseException | None = None) -> None:
        """Tell the service's own log, since Kafka cannot carry it, that nothing leaves."""
        now = time.monotonic()
        if now >= self._complain_at:
            self._complain_at = now + COMPLAINT_SECONDS
            # The class alone: what the client writes into its errors is not ours to print.
            _log.warning(
                "Kafka takes no messages (%s): check kafka_bootstrap, the TLS and SASL settings, the topics and "
                "the rights to write them",
                "no answer" if error is None else type(error).__name__,
            )

    def _connected(self) -> Any:
        with self._connecting:
            if self._producer is None:
                producer = _make_producer(_options(self._settings))
                # The client's own exit hook would close it before the emitters have flushed.
                producer._unregister_cleanup()  # noqa: SLF001 - the pinned client offers no switch
                self._producer = producer
            return self._producer

    def _discard_producer(self) -> None:
        with self._connecting:
            producer, self._producer = self._producer, None
        if producer is not None:
            _end(producer, 0.0)

    def _settle(self, token: int, error: TransportError | None) -> None:
        with self._room:
            entry = self._pending.pop(token, None)
            if entry is None:
                return
            self._pending_bytes -= entry[0]
            self._room.notify_all()
        entry[1](error)

    def flush(self, timeout_seconds: float) -> bool:
        """Wait until what was handed over so far is settled; the client sends at once, nothing to push."""
        with self._room:
            last = self._next_token
            # Tokens are in order of arrival: the first one tells.
            return self._room.wait_for(lambda: next(iter(self._pending), last + 1) > last, timeout_seconds)

    def close(self, timeout_seconds: float) -> None:
        """Wait for what is in flight, fail the rest with `Closed`, end the client's thread."""
        deadline = time.monotonic() + timeout_seconds
        self.flush(timeout_seconds)
        self._closed.set()
        for token in list(self._pending):
            self._settle(token, Closed())
        with self._room:
            self._room.notify_all()
        producer, self._producer = self._producer, None
        if producer is not None:
            _end(producer, max(0.2, deadline - time.monotonic()))

    def abandon(self) -> None:
        """Forget the client in a forked child: its thread is gone and its sockets belong to the parent."""
        if self._producer is not None:
            self._producer._closed = True  # noqa: SLF001 - its finalizer would flush
            ABANDONED.append(self._producer)


ABANDONED: Final[list[Any]] = []
"""Clients of a parent process, kept so that no finalizer ever touches their locks and sockets."""


def _make_producer(options: dict[str, Any]) -> Any:
    """A new client. When its constructor fails, what it had opened by then is closed."""
    opened: list[Any] = []

    def open_client(**configs: Any) -> Any:
        opened.append(KafkaNetClient(**configs))
        return opened[-1]

    try:
        return KafkaProducer(kafka_client=open_client, **options)
    except BaseException:
        for client in opened:
            client.close()
        raise


def _end(producer: Any, timeout_seconds: float) -> None:
    """Stop the client without its `close`, which waits for acknowledgements and raises when they are late."""
    thread = producer._sender  # noqa: SLF001 - the pinned client's own close cannot be bounded
    thread.force_close()
    thread.join(timeout_seconds)
    producer._closed = True  # noqa: SLF001 - see above


def _options(settings: Settings) -> dict[str, Any]:
    options: dict[str, Any] = {
        "bootstrap_servers": [server.strip() for server in settings.kafka_bootstrap.split(",") if server],
        "client_id": f"scrubline-{settings.service_name}",
        "acks": "all",
        "enable_idempotence": True,
        "compression_type": "zstd",
        "linger_ms": 0,
        "reconnect_backoff_max_ms": 1_000,
        "request_timeout_ms": REQUEST_TIMEOUT_MS,
        "delivery_timeout_ms": max(settings.delivery_seconds * 1_000, REQUEST_TIMEOUT_MS),
        "max_block_ms": MAX_BLOCK_MS,
        "bootstrap_timeout_ms": BOOTSTRAP_TIMEOUT_MS,
        "max_request_size": MAX_REQUEST_BYTES,
        "allow_auto_create_topics": False,
        "metrics_enabled": False,
        "proxy_url": DIRECT_URL,
        "security_protocol": settings.kafka_security_protocol,
    }
    optional = {
        "sasl_mechanism": settings.kafka_sasl_mechanism,
        "sasl_plain_username": settings.kafka_sasl_username,
        "sasl_plain_password": settings.kafka_sasl_password,
        "ssl_cafile": settings.kafka_ssl_cafile,
        "ssl_certfile": settings.kafka_ssl_certfile,
        "ssl_keyfile": settings.kafka_ssl_keyfile,
    }
    options |= {name: value for name, value in optional.items() if value}
    if settings.kafka_api_version:
        options["api_version"] = tuple(int(part) for part in settings.kafka_api_version.split("."))
    return options


def _classify(error: BaseException) -> TransportError:
    """What an error of a message that was handed to the client says about it.

    The client has retried whatever it may retry by then, so an error that is called retriable (a timeout, a lost
    connection, too few replicas after the append) leaves open whether the broker stored the message: sending it
    again as a new one could count it twice.
    """
    if isinstance(error, kafka_errors.MessageSizeTooLargeError | kafka_errors.RecordListTooLargeError):
        return Oversize()
    if isinstance(error, kafka_errors.AuthorizationError | kafka_errors.NotEnoughReplicasError):
        return Unavailable()  # refused before anything was appended
    return Rejected() if isinstance(error, kafka_errors.InvalidRecordError) else Unacknowledged()
