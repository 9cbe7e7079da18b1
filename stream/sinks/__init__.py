"""Sinks: encode and deliver to Loki, OTLP/HTTP and Prometheus remote write."""

from __future__ import annotations

from stream.sinks.loki import LokiSink
from stream.sinks.otlp import OtlpTraceSink
from stream.sinks.remote_write import RemoteWriteSink
from stream.sinks.sink import UNKNOWN, DeadEntry, Delivery, Sink, deliver_with_retry

__all__ = [
    "SINKS",
    "UNKNOWN",
    "DeadEntry",
    "Delivery",
    "LokiSink",
    "OtlpTraceSink",
    "RemoteWriteSink",
    "Sink",
    "deliver_with_retry",
]

SINKS = {"logs": LokiSink, "traces": OtlpTraceSink, "metrics": RemoteWriteSink}
"""Every sink by the worker that feeds it; the contract suite runs over it."""
