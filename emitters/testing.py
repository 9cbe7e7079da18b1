"""A transport in memory, for tests of services and of the emitters themselves."""

from __future__ import annotations

import threading
from typing import Any

import msgspec

from emitters import wire
from emitters.errors import Closed, TransportError
from emitters.transport import Message, OnDone

__all__ = ["MemoryTransport"]


class MemoryTransport:
    """Keeps what it is given.

    `block()` makes `send` wait like a broker that does not answer, until `unblock()`; `fail_next()` makes the
    coming messages fail. Safe to use from several threads.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._messages: list[Message] = []
        self._failures: list[TransportError] = []
        self._blocked = False
        self._waiting = 0
        self._closed = False

    def send(self, message: Message, on_done: OnDone) -> None:
        """Keep the message, or fail it as told."""
        error: TransportError | None
        with self._changed:
            self._waiting += 1
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._blocked or self._closed)
            self._waiting -= 1
            if self._closed:
                error = Closed()
            elif self._failures:
                error = self._failures.pop(0)
            else:
                self._messages.append(message)
                error = None
            self._changed.notify_all()
        on_done(error)

    def flush(self, timeout_seconds: float) -> bool:
        """Wait until no `send` is blocked."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._waiting, timeout_seconds)

    def close(self, timeout_seconds: float) -> None:
        """Let go of blocked senders; their messages fail with `Closed`."""
        self.flush(timeout_seconds)
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def abandon(self) -> None:
        """Nothing to forget."""

    def block(self) -> None:
        """Make `send` wait from now on."""
        with self._changed:
            self._blocked = True

    def unblock(self) -> None:
        """Let waiting and coming messages through."""
        with self._changed:
            self._blocked = False
            self._changed.notify_all()

    def wait_blocked(self, timeout_seconds: float) -> bool:
        """Wait until a `send` is blocked."""
        with self._changed:
            return self._changed.wait_for(lambda: self._waiting > 0, timeout_seconds)

    def fail_next(self, *errors: TransportError) -> None:
        """Fail the coming messages, one per error."""
        with self._changed:
            self._failures.extend(errors)

    @property
    def messages(self) -> tuple[Message, ...]:
        """All messages kept so far, in order."""
        with self._changed:
            return tuple(self._messages)

    @property
    def records(self) -> list[dict[str, Any]]:
        """All log records kept so far, decoded, in order."""
        kind = (wire.HEADER_CONTENT_TYPE, wire.CONTENT_TYPE_NDJSON.encode())
        return [
            msgspec.json.decode(line, type=dict[str, Any])
            for message in self.messages
            if kind in message.headers
            for line in message.value.splitlines()
        ]
