"""Prometheus 3.5 LTS: remote write receiver, exemplars, native histograms, late samples."""

from __future__ import annotations

import json
from typing import ClassVar

from deploy.stack.errors import NotReadyError
from deploy.stack.http import ask
from deploy.stack.places import configuration
from deploy.stack.ports import LOOPBACK
from deploy.stack.server import Server

__all__ = ["Prometheus"]


class Prometheus(Server):
    """The metrics backend."""

    name: ClassVar[str] = "prometheus"
    port_names: ClassVar[tuple[str, ...]] = ("http",)

    @property
    def url(self) -> str:
        """Base of its HTTP API."""
        return f"http://{LOOPBACK}:{self.ports['http']}"

    @property
    def endpoints(self) -> dict[str, str]:
        """Remote write and query."""
        return {"remote_write": f"{self.url}/api/v1/write", "query": self.url}

    @property
    def environment(self) -> dict[str, str]:
        """Where the metrics worker writes to."""
        return {"SCRUBLINE_REMOTE_WRITE_URL": self.endpoints["remote_write"]}

    def command(self) -> list[str]:
        """Everything that is no flag stands in the shipped configuration."""
        return [
            str(self.binaries() / "prometheus"),
            f"--config.file={configuration('prometheus', 'prometheus.yml')}",
            f"--storage.tsdb.path={self.directory / 'data'}",
            f"--web.listen-address={LOOPBACK}:{self.ports['http']}",
            "--web.enable-remote-write-receiver",
            "--enable-feature=exemplar-storage,native-histograms",
        ]

    def check(self) -> None:
        """It says that it is ready and answers a query."""
        ask(f"{self.url}/-/ready")
        answer = json.loads(ask(f"{self.url}/api/v1/query?query=vector(1)"))
        if answer["status"] != "success":
            raise NotReadyError("the query API refuses a query")
