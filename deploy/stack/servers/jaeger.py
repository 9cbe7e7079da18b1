"""Jaeger 2: OTLP in, memory storage, query API out."""

from __future__ import annotations

import json
from typing import ClassVar

from deploy.stack.errors import NotReadyError
from deploy.stack.http import ask
from deploy.stack.places import configuration
from deploy.stack.ports import LOOPBACK
from deploy.stack.server import Server

__all__ = ["Jaeger"]


class Jaeger(Server):
    """The traces backend. It forgets everything when it stops: its storage is memory."""

    name: ClassVar[str] = "jaeger"
    port_names: ClassVar[tuple[str, ...]] = ("otlp_http", "otlp_grpc", "query_http", "query_grpc")

    @property
    def otlp_url(self) -> str:
        """Base for OTLP/HTTP; spans go to `/v1/traces` under it."""
        return f"http://{LOOPBACK}:{self.ports['otlp_http']}"

    @property
    def url(self) -> str:
        """Base of the query API."""
        return f"http://{LOOPBACK}:{self.ports['query_http']}"

    @property
    def endpoints(self) -> dict[str, str]:
        """OTLP in both transports, and the query API."""
        return {
            "otlp_http": self.otlp_url,
            "otlp_grpc": f"{LOOPBACK}:{self.ports['otlp_grpc']}",
            "query": self.url,
        }

    @property
    def environment(self) -> dict[str, str]:
        """Where the traces worker sends to."""
        return {"SCRUBLINE_TRACES_URL": self.otlp_url}

    def command(self) -> list[str]:
        """The shipped configuration, its variables taken from the environment."""
        return [str(self.binaries() / "jaeger"), f"--config={configuration('jaeger', 'jaeger.yaml')}"]

    def process_environment(self) -> dict[str, str]:
        """The variables that the configuration names."""
        variables = {f"JAEGER_{name.upper()}_PORT": str(port) for name, port in self.ports.items()}
        return super().process_environment() | variables | {"JAEGER_LISTEN_ADDRESS": LOOPBACK}

    def check(self) -> None:
        """The query API lists services, and the OTLP receiver takes an empty request."""
        if "data" not in json.loads(ask(f"{self.url}/api/services")):
            raise NotReadyError("the query API does not list services")
        ask(f"{self.otlp_url}/v1/traces", b"", content_type="application/x-protobuf")
