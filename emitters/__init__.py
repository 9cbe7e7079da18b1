"""Scrubline's emitters: what runs inside an inference service.

Logs go by structlog (and `logging`) through `processors` and `render` into `buffer`, from there by `sender`
and a transport to Kafka's raw zone. Nothing here blocks the service, raises into it or grows without bound.
"""

from __future__ import annotations

import os
import time
from typing import Any

from emitters import runtime as _runtime
from emitters.asgi import RequestMiddleware, inject_traceparent
from emitters.errors import EmitterError, SettingsError
from emitters.inference import InferenceCall, observe_inference
from emitters.logger import LazyLogger
from emitters.runtime import Runtime, Stats
from emitters.settings import Settings, load_settings
from emitters.spans import KafkaSpanExporter, SpanStats
from emitters.tracing import configure_tracing, shutdown_tracing, span_stats

__all__ = [
    "EmitterError",
    "InferenceCall",
    "KafkaSpanExporter",
    "RequestMiddleware",
    "Runtime",
    "Settings",
    "SettingsError",
    "SpanStats",
    "Stats",
    "configure",
    "configure_tracing",
    "flush",
    "get_logger",
    "inject_traceparent",
    "observe_inference",
    "runtime",
    "shutdown",
    "span_stats",
    "stats",
]


def configure(**settings: Any) -> None:
    """Start the emitters of this process; a second call ends the first run and begins anew.

    Args:
        **settings: Fields of `Settings`; what is missing comes from `SCRUBLINE_*` variables, then defaults.

    Raises:
        SettingsError: Lists every fault of the settings at once.
    """
    _runtime.start(load_settings(settings, os.environ))


def get_logger(**initial_values: Any) -> Any:
    """A structlog logger whose records go to the emitters.

    Args:
        **initial_values: Attributes of every record of this logger.
    """
    return LazyLogger(**initial_values)


def runtime() -> Runtime:
    """The running emitters, for exporters that share their transport.

    Raises:
        EmitterError: `configure` was not called.
    """
    return _runtime.current()


def stats() -> Stats:
    """The books of this process: taken = delivered + lost + buffered + in flight.

    Raises:
        EmitterError: `configure` was not called.
    """
    return _runtime.current().stats()


def flush(timeout_seconds: float = 5.0) -> bool:
    """Wait until as many records are settled as were taken so far.

    Args:
        timeout_seconds: Longest wait.

    Returns:
        Whether that was reached in time.

    Raises:
        EmitterError: `configure` was not called.
    """
    return _runtime.current().flush(timeout_seconds)


def shutdown(timeout_seconds: float | None = None) -> None:
    """Flush with a deadline and end the emitters; also runs at exit. Later records are dropped and counted.

    Args:
        timeout_seconds: Deadline for spans and logs together; None means the setting `shutdown_seconds`.
    """
    if timeout_seconds is None:
        timeout_seconds = _runtime.shutdown_seconds()
    deadline = time.monotonic() + timeout_seconds
    # First, because spans leave by the transport that closes below.
    shutdown_tracing(timeout_seconds)
    _runtime.close_current(max(0.0, deadline - time.monotonic()))
