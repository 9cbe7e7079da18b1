"""Runs one example service: emitters on, a port of its own, a clean stop on SIGTERM with everything flushed."""

from __future__ import annotations

import argparse
import json
import signal
import socket
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import uvicorn

import emitters
from emitters.file import FileTransport

if TYPE_CHECKING:
    from fastapi import FastAPI
    from fastapi.telemetry import TelemetryConfig

__all__ = ["NO_TELEMETRY", "add_options", "serve", "start_emitters"]


NO_TELEMETRY: Final[TelemetryConfig] = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
}
"""For `FastAPI(telemetry=...)`: its own server spans would stand beside those of the emitters."""


KEEP_ALIVE_SECONDS: Final = 75
"""Longer than clients keep an idle connection (httpx: 5 s): else they send into one that is just being closed."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that both services have."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=0, help="port to listen on (default: any free one)")
    parser.add_argument(
        "--raw-records",
        type=Path,
        metavar="FILE",
        help="append records and spans to FILE, unredacted, instead of sending them to Kafka",
    )


def start_emitters(service: str, raw_records: Path | None) -> None:
    """Logs and spans of this process go to Kafka (SCRUBLINE_KAFKA_BOOTSTRAP), or to a file if one is given."""
    transport = None if raw_records is None else FileTransport(raw_records, raw_content_allowed=True)
    try:
        emitters.configure(service_name=service, transport=transport)
    except emitters.SettingsError as error:
        sys.exit(f"{service}: {error}")
    emitters.configure_tracing()


def serve(app: FastAPI, service: str, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT, then flush the emitters.

    Prints one JSON line on standard output when the port is open, `{"service": ..., "url": ...}`, and one at the end
    with the books of its records and spans.
    """
    # uvicorn raises the signal again after its own shutdown; without this the process would end before the flush.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    listener = socket.create_server((host, port), backlog=512)
    # Access lines carry client addresses and query strings; RequestMiddleware writes the request record instead.
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=10,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
        )
    )
    url = f"http://{host}:{listener.getsockname()[1]}"
    sys.stdout.write(json.dumps({"service": service, "url": url}) + "\n")
    sys.stdout.flush()
    try:
        server.run(sockets=[listener])
    finally:
        listener.close()
        emitters.shutdown()
        books = {"records": asdict(emitters.stats()), "spans": asdict(emitters.span_stats())}
        sys.stdout.write(json.dumps({"service": service, **books}) + "\n")
