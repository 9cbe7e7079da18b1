"""`/livez`, `/readyz` and `/metrics` of a worker, served from its own event loop on a loopback port by default."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

import structlog
from aiohttp import web

from stream.telemetry import Telemetry

__all__ = ["STALL_SECONDS", "Health", "Pulse"]

log = structlog.get_logger(__name__)

STALL_SECONDS: Final = 60.0
"""Faust consumers are known to die silently: lag without progress for this long is death."""


@dataclass
class Pulse:
    """What health is judged by.

    Attributes:
        lag: Messages behind, asked at each probe.
        unready: What keeps the process from taking part in its group's work, None if nothing does.
        owed: Whether finished work waits for a commit.
        clock: Monotonic seconds.
    """

    lag: Callable[[], int]
    unready: Callable[[], str | None]
    owed: Callable[[], bool]
    clock: Callable[[], float] = monotonic
    _beat: float = field(init=False)
    _refused_since: float | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._beat = self.clock()

    def beat(self) -> None:
        """Progress: an offset was committed, a message was sent, a delivery was tried, or there was nothing to do."""
        self._beat = self.clock()

    def committed(self) -> None:
        """The broker has confirmed a commit."""
        self._refused_since = None
        self.beat()

    def refused(self) -> None:
        """The broker has answered a commit with a refusal."""
        if self._refused_since is None:
            self._refused_since = self.clock()

    def look(self) -> bool:
        """Judge, and note when there was nothing to do: to be called now and then.

        Returns:
            False after `STALL_SECONDS` of lag without progress, or of commits that are always refused.
        """
        if self.lag() <= 0:
            self.beat()
        if not self.owed():
            # What was refused is now another member's, or was replayed work that nobody needs to commit.
            self._refused_since = None
        now = self.clock()
        if self._refused_since is not None and now - self._refused_since > STALL_SECONDS:
            return False
        return now - self._beat <= STALL_SECONDS


class Health:
    """The HTTP side of it.

    Args:
        host: Address to bind.
        port: Port, 0 for any free one.
        pulse: What to judge by.
        telemetry: What `/metrics` shows.
    """

    def __init__(self, host: str, port: int, pulse: Pulse, telemetry: Telemetry) -> None:
        self._host, self._port = host, port
        self._pulse = pulse
        self._telemetry = telemetry
        self._runner: web.AppRunner | None = None

    async def start(self) -> int:
        """Bind and serve.

        Returns:
            The port, which is also logged.

        Raises:
            OSError: The address cannot be bound.
        """
        site = web.Application()
        site.router.add_get("/livez", self._livez)
        site.router.add_get("/readyz", self._readyz)
        site.router.add_get("/metrics", self._metrics)
        # Access records would repeat request lines that strangers wrote.
        self._runner = web.AppRunner(site, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        port = int(self._runner.addresses[0][1])
        log.info("health is served", host=self._host, port=port)
        return port

    async def stop(self) -> None:
        """Stop serving."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _livez(self, _: web.Request) -> web.Response:
        stuck = "for a minute: lag without any progress, or every commit refused"
        return _verdict(None if self._pulse.look() else stuck)

    async def _readyz(self, _: web.Request) -> web.Response:
        return _verdict(self._pulse.unready())

    async def _metrics(self, _: web.Request) -> web.Response:
        return web.Response(
            body=self._telemetry.render(), headers={"content-type": "text/plain; version=0.0.4"}
        )


def _verdict(fault: str | None) -> web.Response:
    return web.Response(text="ok\n") if fault is None else web.Response(status=503, text=fault + "\n")
