"""The emitters of one process: who it is, its buffer, its sender, its transport; start, fork and exit.

There is one `Runtime` at a time. Its threads start with the first record, so that a server may configure
before it forks; in a forked child everything starts anew, with a producer id and books of its own, and what
the parent had buffered stays the parent's.
"""

from __future__ import annotations

import atexit
import logging
import os
import secrets
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
import structlog

from emitters import wire
from emitters.buffer import DROP_FAILED, Buffer
from emitters.errors import EmitterError
from emitters.header import Draft, Header
from emitters.logger import Desk, LineSink, Put, make_bound_logger
from emitters.processors import make_renderer
from emitters.sender import Books, Sender
from emitters.settings import LEVELS, Settings
from emitters.stdlib import StdlibHandler, install, uninstall
from emitters.transport import Transport

__all__ = ["EVENT_DROPPED", "Runtime", "Stats", "close_current", "current", "shutdown_seconds", "start"]

EVENT_DROPPED: Final = "emitters.dropped"
"""`event` of the record that says how many records were dropped and lost so far."""


@dataclass(frozen=True, slots=True)
class Stats:
    """The books of one process: taken = delivered + lost + buffered + in flight.

    Attributes:
        producer_id: First part of every uid of this process.
        taken: Records accepted into the buffer.
        delivered: Records the transport has acknowledged.
        dropped: Records not accepted: reason, level, number.
        lost: Records accepted and not delivered: reason, number.
        truncated: Records of which fields were cut.
        buffered_records: Records that wait.
        buffered_bytes: Bytes that wait.
        in_flight: Records sent and not yet settled.
    """

    producer_id: str
    taken: int
    delivered: int
    dropped: dict[str, dict[str, int]]
    lost: dict[str, int]
    truncated: int
    buffered_records: int
    buffered_bytes: int
    in_flight: int


class Runtime:
    """Everything that lives in the process between `configure` and `shutdown`."""

    def __init__(self, settings: Settings) -> None:
        self._render = make_renderer(self)
        self.reopen(settings)

    def reopen(self, settings: Settings) -> None:
        """Begin with these settings; the same object is opened again, so that loggers may keep it."""
        self.settings = settings
        self._closed = False
        self._configured_pid = os.getpid()
        self._handler: StdlibHandler | None = None
        self._begin()

    def _begin(self) -> None:
        """A fresh identity and empty books: at the start, and again in each forked child."""
        settings = self.settings
        # A letter first: a run of digits alone could be read as somebody's number downstream.
        self.producer_id = secrets.choice("abcdef") + secrets.token_hex(8)[1:]
        self.resource = {
            "service.name": settings.service_name,
            "service.instance.id": settings.instance_id,
            "deployment.environment.name": settings.environment,
        }
        self.header = Header(self.resource, self.producer_id)
        self._truncated = 0
        self._lock = threading.RLock()
        self._buffer = Buffer(settings.buffer_records, settings.buffer_bytes)
        self._transport: Transport | None = None
        self._sender: Sender | None = None
        if self._closed:
            # Forked from a process that had shut down.
            self._buffer.close()
        self._receive_by(self._put_first)

    def _receive_by(self, put: Put) -> None:
        self.take: Put = put
        """Takes one record; never blocks on I/O, never raises. Once there is a sender, `Buffer.put`."""
        self.desk: Desk = (self.header.number, self.header.middles, put)
        """What makes and takes a draft; in one tuple, because another thread may be reading it right now."""

    def count_truncated(self) -> None:
        """Count a record that was cut."""
        with self._lock:
            self._truncated += 1

    def _put_first(self, line: bytes | Draft, level: str, size: int = 0) -> None:
        """Take a record while there is no sender yet, and start one."""
        try:
            self._start_sender()
        except Exception:  # noqa: BLE001 - no thread or no transport in this process: the record is lost
            self._buffer.drop(DROP_FAILED, level)
            return
        self._buffer.put(line, level, size)

    def count_failed(self, level: str) -> None:
        """Count a record that could not be rendered."""
        self._buffer.drop(DROP_FAILED, level)

    @property
    def transport(self) -> Transport:
        """The one transport of this process, for logs and spans alike; made when first asked for."""
        with self._lock:
            if self._transport is None:
                self._transport = self._make_transport()
            return self._transport

    def _make_transport(self) -> Transport:
        given = self.settings.transport
        if given is None:
            # Imported late: a service with a transport of its own needs no Kafka client.
            from emitters.kafka import KafkaTransport  # noqa: PLC0415

            return KafkaTransport(self.settings)
        return given() if callable(given) else given

    def _start_sender(self) -> None:
        with self._lock:
            if self._sender is not None or self._closed:
                return
            sender = Sender(
                self._buffer,
                self.transport,
                topic=self.settings.topic_prefix + wire.TOPIC_RAW_LOGS,
                key=self.resource["service.instance.id"].encode(),
                producer_id=self.producer_id,
                report=self._report,
                report_seconds=self.settings.report_seconds,
            )
            sender.start()
            self._sender = sender
            self._receive_by(self._buffer.put)
        _finish_with_multiprocessing()

    def _report(self, dropped: Mapping[str, Mapping[str, int]], lost: Mapping[str, int]) -> bytes:
        return self._render(None, "warning", {"event": EVENT_DROPPED, "dropped": dropped, "lost": lost})

    def install(self) -> None:
        """Make the transport, and make this the end of structlog's chain and of the `logging` module."""
        _ = self.transport
        level = LEVELS[self.settings.level.upper()]
        structlog.configure(
            processors=[self._render],
            wrapper_class=make_bound_logger(level, self, self._render),
            logger_factory=lambda *_: LineSink(self),
            context_class=dict,
            cache_logger_on_first_use=True,
        )
        if self.settings.capture_stdlib:
            self._handler = StdlibHandler(level, self._render, self)
            install(self._handler, self.settings.captured_loggers)

    def flush(self, timeout_seconds: float) -> bool:
        """Wait until what was taken so far is settled. Returns False when the time ran out."""
        return self._sender is None or self._sender.wait_settled(timeout_seconds)

    def close(self, timeout_seconds: float) -> None:
        """Flush with a deadline, end the threads, write the stats file. Later records are dropped, counted."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        if self._handler is not None:
            uninstall(self._handler, self.settings.captured_loggers)
        if self._sender is not None:
            self._sender.stop(timeout_seconds)
        else:
            self._buffer.close()
            if self._transport is not None:
                self._transport.close(timeout_seconds)
        self._write_stats()

    def _write_stats(self) -> None:
        name = self.settings.stats_file
        if not name or (os.getpid() != self._configured_pid and "{pid}" not in name):
            # A forked child must not overwrite what its parent writes.
            return
        try:
            Path(name.replace("{pid}", str(os.getpid()))).write_bytes(
                msgspec.json.encode(self.stats()) + b"\n"
            )
        except OSError:
            _log.warning("stats_file could not be written; check its folder and rights")

    def stats(self) -> Stats:
        """The books at this moment."""
        if self._sender is not None:
            books = self._sender.snapshot()
        else:
            held_records, held_bytes = self._buffer.held
            books = Books(self._buffer.taken, 0, {}, held_records, held_bytes, 0)
        return Stats(
            producer_id=self.producer_id,
            taken=books.taken,
            delivered=books.delivered,
            dropped=self._buffer.dropped,
            lost=books.lost,
            truncated=self._truncated,
            buffered_records=books.buffered_records,
            buffered_bytes=books.buffered_bytes,
            in_flight=books.in_flight,
        )

    def after_fork_in_child(self) -> None:
        """Let go of all that belongs to the parent and begin anew."""
        transport = self._transport
        # Kept alive, so that no finalizer touches the parent's locks and sockets.
        _of_parents.append((self._buffer, self._sender, transport))
        if transport is not None and transport is not self.settings.transport:
            transport.abandon()
        self._begin()


_log = logging.getLogger(__name__)
_of_parents: list[object] = []
_current: Runtime | None = None


def current() -> Runtime:
    """The running emitters.

    Raises:
        EmitterError: `configure` was not called.
    """
    if _current is None:
        raise EmitterError("the emitters are not configured: call emitters.configure() first")
    return _current


def start(settings: Settings) -> Runtime:
    """Begin with these settings, after closing what ran before."""
    global _current  # noqa: PLW0603 - one runtime per process is what this module is about
    if _current is None:
        _current = Runtime(settings)
        atexit.register(close_current)
        os.register_at_fork(after_in_child=_current.after_fork_in_child)
    else:
        close_current()
        _current.reopen(settings)
    _current.install()
    return _current


def shutdown_seconds() -> float:
    """The deadline that the running emitters were given; 0 if there are none."""
    return 0.0 if _current is None else _current.settings.shutdown_seconds


def close_current(timeout_seconds: float | None = None) -> None:
    """Close the running emitters, if any; the default deadline is `shutdown_seconds`."""
    if _current is not None:
        _current.close(shutdown_seconds() if timeout_seconds is None else timeout_seconds)


def _finish_with_multiprocessing() -> None:
    """Flush at the end of a `multiprocessing` child too: it ends without running exit hooks."""
    if "multiprocessing.util" not in sys.modules:
        return
    from multiprocessing import parent_process, util  # noqa: PLC0415 - only when the service uses it already

    if parent_process() is not None:
        util.Finalize(None, close_current, exitpriority=0)
