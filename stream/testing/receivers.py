"""Local servers that speak a backend's write protocol: public fakes for tests and the demo's backends.

A receiver is a real HTTP server on a free port of 127.0.0.1. It decodes and keeps what it gets, and can be
told to fail: `receiver.fail(Fault(status=503))` for the next request, `receiver.fail_always(...)` until told
otherwise. The protocols are in `loki_receiver`, `otlp_receiver` and `remote_write_receiver`.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from aiohttp import web

__all__ = ["Fault", "Receiver", "Request"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What a receiver does instead of its work.

    Attributes:
        status: HTTP status of the answer.
        headers: Headers of the answer, such as `Retry-After`.
        body: Text of the answer.
        hang: Never answer; the client's timeout has to end it.
        store: Do the work all the same, and answer as told: the acknowledgement is what gets lost.
    """

    status: int = 500
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    hang: bool = False
    store: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came: headers, body (transfer compression undone, content compression of snappy not)."""

    path: str
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


class Receiver(ABC):
    """A receiver; an async context manager that serves while it is open.

    Args:
        port: To listen on, 0 for any free one.
        keep_requests: Keep the last so many requests as they came.
    """

    path: str
    """Where the protocol expects its writes."""

    def __init__(self, *, port: int = 0, keep_requests: int = 0) -> None:
        self.requests: deque[Request] = deque(maxlen=keep_requests)
        self.request_count = 0
        self._port = port
        self._faults: deque[Fault] = deque()
        self._always: Fault | None = None
        self._closing = asyncio.Event()
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Base address, such as `http://127.0.0.1:40123`. Only while it is open."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def write_url(self) -> str:
        """Address of the protocol's writes."""
        return self.url + self.path

    def fail(self, *faults: Fault) -> None:
        """Fail so with the next requests, one fault each; then work again."""
        self._faults.extend(faults)

    def fail_always(self, fault: Fault | None) -> None:
        """Fail so with every request from now on; None to work again."""
        self._always = fault

    @abstractmethod
    def receive(self, request: Request) -> web.Response:
        """Take one write request in and answer it as the real backend would."""

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=256 * 1024 * 1024)
        app.router.add_post(self.path, self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._closing.set()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _serve(self, raw: web.Request) -> web.Response:
        request = Request(raw.path, dict(raw.headers), await raw.read())
        self.request_count += 1
        self.requests.append(request)
        fault = self._faults.popleft() if self._faults else self._always
        if fault is None:
            return self.receive(request)
        if fault.store:
            self.receive(request)
        if fault.hang:
            await self._closing.wait()
        return web.Response(status=fault.status, headers=fault.headers, text=fault.body)
