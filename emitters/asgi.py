"""One record and one server span per HTTP request, for any ASGI application.

    app.add_middleware(RequestMiddleware)

The record (`http.request`) says method, route template, status, duration and size; never path, query, headers or the
client's address. The trace continues from an incoming `traceparent`, and `inject_traceparent` hands it on.
WebSocket and lifespan events pass untouched. A streamed body is measured to its end.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final, TypeVar

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.trace import SpanKind, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from emitters.emit import emit
from emitters.guard import shielded
from emitters.scope import tracer

__all__ = ["EVENT_REQUEST", "RequestMiddleware", "inject_traceparent"]

EVENT_REQUEST: Final = "http.request"
METHOD: Final = "http.request.method"
ROUTE: Final = "http.route"
STATUS: Final = "http.response.status_code"
STATUS_CLASS: Final = "http.response.status_class"
RESPONSE_BYTES: Final = "http.response.body.size"
DURATION_SECONDS: Final = "scrubline.duration_seconds"
DISCONNECTED: Final = "scrubline.client_disconnected"
ERROR_TYPE: Final = "error.type"

_METHODS: Final = frozenset(
    {"CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE"},
)
# Only these two headers are ever read: a caller's baggage is input, not ours to carry.
_PROPAGATED: Final = (b"traceparent", b"tracestate")
_PROPAGATOR: Final = TraceContextTextMapPropagator()

Scope = MutableMapping[str, Any]
Event = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
H = TypeVar("H", bound=MutableMapping[str, str])


def inject_traceparent(headers: H) -> H:
    """Write the current span's `traceparent` into outgoing headers, and return them.

    Args:
        headers: Changed in place; left alone when there is no current span.
    """
    _inject(headers)
    return headers


@shielded
def _inject(headers: MutableMapping[str, str]) -> None:
    _PROPAGATOR.inject(headers)


class RequestMiddleware:
    """Observes every HTTP request of `app`; put it outermost.

    Args:
        app: The application.
        tracer_provider: Instead of the global one.
        clock: Monotonic seconds.
    """

    def __init__(
        self,
        app: App,
        *,
        tracer_provider: trace.TracerProvider | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app = app
        self._provider = tracer_provider
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; the application's exceptions pass unchanged."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = _Request(scope, self._provider, self._clock)

        async def receive_and_watch() -> Event:
            event = await receive()
            request.received(event)
            return event

        async def send_and_watch(event: Event) -> None:
            await send(event)
            request.sent(event)

        error: BaseException | None = None
        # The application may not make spans of its own failures: their messages can hold content.
        with trace.use_span(request.span, record_exception=False, set_status_on_exception=False):
            try:
                await self._app(scope, receive_and_watch, send_and_watch)
            except BaseException as raised:
                error = raised
                raise
            finally:
                request.end(error)


class _Request:
    """What is known of one request."""

    def __init__(
        self, scope: Scope, provider: trace.TracerProvider | None, clock: Callable[[], float]
    ) -> None:
        self._scope = scope
        self._clock = clock
        self._began = clock()
        self._root_path: str = scope.get("root_path", "")
        self._status: int | None = None
        self._bytes = 0
        self._complete = False
        self._disconnected = False
        method = str(scope.get("method", "")).upper()
        self._method = method if method in _METHODS else "_OTHER"
        self.span: trace.Span = trace.INVALID_SPAN
        self._start_span(provider)

    @shielded
    def _start_span(self, provider: trace.TracerProvider | None) -> None:
        parent = _remote_context(self._scope)
        self.span = tracer(provider).start_span(self._method, context=parent, kind=SpanKind.SERVER)

    @shielded
    def received(self, event: Event) -> None:
        if event["type"] == "http.disconnect" and not self._complete:
            self._disconnected = True

    @shielded
    def sent(self, event: Event) -> None:
        if event["type"] == "http.response.start":
            self._status = int(event["status"])
        elif event["type"] == "http.response.body":
            self._bytes += len(event.get("body", b""))
            self._complete = not event.get("more_body", False)

    @shielded
    def end(self, error: BaseException | None) -> None:
        """Emit the record and end the span."""
        status = self._status
        if status is None and isinstance(error, Exception):
            # The server answers 500 for an exception that nothing caught.
            status = 500
        attributes: dict[str, Any] = {
            METHOD: self._method,
            ROUTE: _route_template(self._scope, self._root_path),
            STATUS: status,
            STATUS_CLASS: None if status is None else f"{status // 100}xx",
            RESPONSE_BYTES: self._bytes,
            DURATION_SECONDS: max(0.0, self._clock() - self._began),
            DISCONNECTED: self._disconnected or None,
            ERROR_TYPE: self._error_type(error, status),
        }
        found = {name: value for name, value in attributes.items() if value is not None}
        try:
            # A streamed body may have left another span current in this context.
            with trace.use_span(self.span, end_on_exit=False):
                emit(EVENT_REQUEST, found)
        finally:
            if ROUTE in found:
                self.span.update_name(f"{self._method} {found[ROUTE]}")
            self.span.set_attributes(found)
            if isinstance(error, Exception) or (status is not None and status >= 500):
                self.span.set_status(StatusCode.ERROR)
            self.span.end()

    def _error_type(self, error: BaseException | None, status: int | None) -> str | None:
        if isinstance(error, asyncio.CancelledError) or self._disconnected:
            return "client_disconnect" if self._disconnected else "cancelled"
        if error is not None:
            return type(error).__name__
        return str(status) if status is not None and status >= 500 else None


def _remote_context(scope: Scope) -> Context:
    carrier = {
        name.decode("ascii"): value.decode("latin-1")
        for name, value in scope.get("headers", ())
        if name.lower() in _PROPAGATED
    }
    return _PROPAGATOR.extract(carrier, Context())


def _route_template(scope: Scope, root_path: str) -> str | None:
    """The route as it was declared, known once the application has routed; None if nothing matched.

    Never the path itself: paths hold ids.
    """
    included = scope.get("fastapi")
    chosen = included.get("effective_route_context") if isinstance(included, dict) else None
    template = getattr(chosen, "path_format", None) or _template_of(scope.get("route"))
    if template is None:
        return None
    mounted = str(scope.get("root_path", "")).removeprefix(root_path)
    parameters = scope.get("path_params") or {}
    for name, value in parameters.items():
        if f"{{{name}}}" not in template:
            # A parameter of the mount point itself: its value must not stand in the template.
            mounted = mounted.replace(str(value), f"{{{name}}}")
    return mounted + template


def _template_of(route: object) -> str | None:
    for attribute in ("path_format", "path"):
        template = getattr(route, attribute, None)
        if isinstance(template, str):
            return template
    return None
