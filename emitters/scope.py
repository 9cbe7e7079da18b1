"""The instrumentation scope of the emitters' own spans.

Asked for once per provider: OpenTelemetry makes a new tracer each time, which costs as much as the span itself.
"""

from __future__ import annotations

from functools import lru_cache

from opentelemetry import trace

__all__ = ["SCOPE", "tracer"]

SCOPE = "scrubline.emitters"


@lru_cache(maxsize=8)
def tracer(provider: trace.TracerProvider | None) -> trace.Tracer:
    """The tracer of a provider; None means the global one, also if that is set only later."""
    return trace.get_tracer(SCOPE, tracer_provider=provider)
