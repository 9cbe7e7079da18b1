"""One call that sends the traces of this process to Kafka beside its logs.

    emitters.configure(service_name="gateway")
    emitters.configure_tracing()

Builds the tracer provider with the service's resource, `BoundedSpanProcessor` and `KafkaSpanExporter`, on the
transport that the logs use. `emitters.shutdown` flushes it first.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Mapping

from opentelemetry import trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanLimits, TracerProvider
from opentelemetry.sdk.trace.sampling import Sampler

from emitters import wire
from emitters.guard import record_fault
from emitters.runtime import current
from emitters.span_processor import BoundedSpanProcessor
from emitters.spans import KafkaSpanExporter, SpanStats
from emitters.transport import Message, OnDone

__all__ = ["configure_tracing", "shutdown_tracing", "span_stats"]

MAX_ATTRIBUTE_CHARACTERS = 16_384
"""One attribute never fills a message; tracing backends cut far earlier."""


class _LogsTransport:
    """The running emitters' transport, looked up each time: after a fork it is another one."""

    def send(self, message: Message, on_done: OnDone) -> None:
        current().transport.send(message, on_done)

    def flush(self, timeout_seconds: float) -> bool:
        return current().transport.flush(timeout_seconds)

    def close(self, timeout_seconds: float) -> None:
        """Left to its owner."""

    def abandon(self) -> None:
        """Left to its owner."""


_active: tuple[TracerProvider, KafkaSpanExporter] | None = None
_hooked = False


def configure_tracing(
    *,
    sampler: Sampler | None = None,
    resource: Mapping[str, str] | None = None,
    set_global: bool = True,
) -> TracerProvider:
    """Send spans to Kafka; call it after `emitters.configure`.

    Args:
        sampler: Which traces are kept; by default the SDK's choice (all, or as OTEL_TRACES_SAMPLER says).
        resource: Further resource attributes.
        set_global: Whether this becomes OpenTelemetry's global tracer provider, which can be set once only.

    Returns:
        The provider.

    Raises:
        EmitterError: `emitters.configure` was not called before.
    """
    global _active, _hooked  # noqa: PLW0603 -- one tracer provider per process, as OpenTelemetry has it
    runtime = current()
    shutdown_tracing()
    exporter = KafkaSpanExporter(
        _LogsTransport(),
        runtime.settings.topic_prefix + wire.TOPIC_RAW_SPANS,
        key=runtime.settings.instance_id.encode(),
    )
    provider = TracerProvider(
        sampler=sampler,
        resource=Resource.create({**runtime.resource, **(resource or {})}),
        span_limits=SpanLimits(max_attribute_length=MAX_ATTRIBUTE_CHARACTERS),
        shutdown_on_exit=False,
    )
    provider.add_span_processor(BoundedSpanProcessor(exporter))
    _active = (provider, exporter)
    if not _hooked:
        _hooked = True
        # Registered after the emitters' own hook, so it runs before it: the transport is still open.
        atexit.register(shutdown_tracing)
    if set_global:
        trace.set_tracer_provider(provider)
    return provider


def shutdown_tracing(timeout_seconds: float | None = None) -> bool:
    """Export what waits, with a deadline. Returns False when the time ran out; never raises.

    Args:
        timeout_seconds: Deadline; None means the setting `shutdown_seconds`.
    """
    if _active is None:
        return True
    provider, _ = _active
    # The SDK joins its thread for up to 30 s and knows no other deadline.
    closing = threading.Thread(target=_close, args=(provider,), name="scrubline-span-shutdown", daemon=True)
    closing.start()
    closing.join(current().settings.shutdown_seconds if timeout_seconds is None else timeout_seconds)
    return not closing.is_alive()


def _close(provider: TracerProvider) -> None:
    try:
        provider.shutdown()
    except Exception as error:  # noqa: BLE001 -- the process is ending; the books say what was lost
        record_fault("emitters.tracing.shutdown", error)


def span_stats() -> SpanStats:
    """Fates of this process's spans so far; all zero before `configure_tracing`."""
    return SpanStats() if _active is None else _active[1].stats()
