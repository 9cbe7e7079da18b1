"""Loki 3.5: one process, file system storage, its own default limits."""

from __future__ import annotations

import json
import time
import urllib.parse
from typing import ClassVar

from deploy.stack.errors import NotReadyError
from deploy.stack.http import ask
from deploy.stack.places import configuration
from deploy.stack.ports import LOOPBACK
from deploy.stack.server import Server

__all__ = ["Loki"]

_PROBE = '{probe="scrubline-stack"}'


class Loki(Server):
    """The logs backend."""

    name: ClassVar[str] = "loki"
    port_names: ClassVar[tuple[str, ...]] = ("http", "grpc")
    stop_seconds: ClassVar[float] = 30.0

    @property
    def url(self) -> str:
        """Base of its HTTP API."""
        return f"http://{LOOPBACK}:{self.ports['http']}"

    @property
    def endpoints(self) -> dict[str, str]:
        """Push and query share one base."""
        return {"http": self.url}

    @property
    def environment(self) -> dict[str, str]:
        """Where the logs worker pushes to."""
        return {"SCRUBLINE_LOKI_URL": self.url}

    def command(self) -> list[str]:
        """The shipped configuration, its variables taken from the environment."""
        return [
            str(self.binaries() / "loki"),
            f"-config.file={configuration('loki', 'loki.yaml')}",
            "-config.expand-env=true",
        ]

    def process_environment(self) -> dict[str, str]:
        """The variables that the configuration names."""
        return super().process_environment() | {
            "LOKI_LISTEN_ADDRESS": LOOPBACK,
            "LOKI_HTTP_PORT": str(self.ports["http"]),
            "LOKI_GRPC_PORT": str(self.ports["grpc"]),
            "LOKI_DATA": str(self.directory / "data"),
        }

    def check(self) -> None:
        """It says that it is ready, takes an entry and gives it back."""
        ask(f"{self.url}/ready")
        now = time.time_ns()
        stream = {"stream": {"probe": "scrubline-stack"}, "values": [[str(now), "ready?"]]}
        ask(f"{self.url}/loki/api/v1/push", json.dumps({"streams": [stream]}).encode())
        query = urllib.parse.urlencode({"query": _PROBE, "start": now, "end": now + 1})
        answer = json.loads(ask(f"{self.url}/loki/api/v1/query_range?{query}"))
        if not answer["data"]["result"]:
            raise NotReadyError("an entry that was pushed is not found")
