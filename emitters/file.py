"""Messages to a file or to standard output, for development.

What services log may hold personal data and secrets, and nothing downstream of a file removes them. So this
transport refuses to start until told that raw content may lie in the open.
"""

from __future__ import annotations

import base64
import sys
import threading
from pathlib import Path
from typing import BinaryIO

import msgspec

from emitters import wire
from emitters.errors import Closed, SettingsError, Unacknowledged
from emitters.transport import Message, OnDone

__all__ = ["FileTransport"]


class FileTransport:
    """Appends log records as NDJSON; messages of other kinds as one JSON object with the body in base64.

    Args:
        path: File to append to; None means standard output.
        raw_content_allowed: Must be True: the content is not redacted.

    Raises:
        SettingsError: `raw_content_allowed` is not True, or the file cannot be opened.
    """

    def __init__(self, path: Path | str | None = None, *, raw_content_allowed: bool = False) -> None:
        if raw_content_allowed is not True:
            raise SettingsError(
                "raw_content_allowed: the file would hold unredacted content; "
                "pass raw_content_allowed=True if that is acceptable on this machine"
            )
        self._lock = threading.Lock()
        self._closed = False
        self._owned: BinaryIO | None = None
        if path is not None:
            try:
                # One write call per message: lines of several processes do not mix.
                self._owned = Path(path).open("ab", buffering=0)  # noqa: SIM115 - close() closes it
            except OSError as error:
                raise SettingsError(
                    "path: cannot be opened for appending; check it and its rights"
                ) from error

    def send(self, message: Message, on_done: OnDone) -> None:
        """Write one message."""
        kind = dict(message.headers).get(wire.HEADER_CONTENT_TYPE, b"").decode()
        body = message.value
        if kind != wire.CONTENT_TYPE_NDJSON:
            wrapped = {"topic": message.topic, "content-type": kind, "body": base64.b64encode(body).decode()}
            body = msgspec.json.encode(wrapped) + b"\n"
        with self._lock:
            if self._closed:
                on_done(Closed())
                return
            try:
                out = self._owned or sys.stdout.buffer
                written = out.write(body)
                while written < len(body):
                    written += out.write(body[written:])
                out.flush()
            except (OSError, ValueError):
                on_done(Unacknowledged())
                return
        on_done(None)

    def flush(self, timeout_seconds: float) -> bool:  # noqa: ARG002 - the contract's argument
        """Everything is written already."""
        return True

    def close(self, timeout_seconds: float) -> None:  # noqa: ARG002 - the contract's argument
        """Close the file; standard output stays open."""
        with self._lock:
            self._closed = True
            if self._owned is not None:
                self._owned.close()

    def abandon(self) -> None:
        """Nothing to forget: the file is opened for appending and each message is one write."""
