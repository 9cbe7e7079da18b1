"""Rules of `RequestMiddleware`: one record and one server span per request, and nothing of the caller in either."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from fastapi.responses import StreamingResponse
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode, get_current_span
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from structlog.testing import capture_logs

from emitters import RequestMiddleware, inject_traceparent
from emitters.asgi import EVENT_REQUEST

TRACE_ID = "0af7651916cd43dd8448eb211c80319c"
PARENT_ID = "b7ad6b7169203331"
TRACEPARENT = f"00-{TRACE_ID}-{PARENT_ID}-01"

Events = list[dict[str, Any]]


@dataclass
class Scene:
    """A clock that only moves when told, and what was emitted."""

    exporter: InMemorySpanExporter
    provider: TracerProvider
    logs: list[Any]
    now: float = 10.0
    sent: Events = field(default_factory=list)

    def wrap(self, app: Any) -> RequestMiddleware:
        return RequestMiddleware(app, tracer_provider=self.provider, clock=lambda: self.now)

    @property
    def record(self) -> dict[str, Any]:
        (record,) = [log for log in self.logs if log["event"] == EVENT_REQUEST]
        return dict(record)

    @property
    def span(self) -> Any:
        return self.exporter.get_finished_spans()[-1]

    def serve(self, app: Any, *, received: Events | None = None, **scope: Any) -> None:
        """Run one connection of raw ASGI against the wrapped application."""
        events = iter(received or [{"type": "http.request", "body": b"", "more_body": False}])

        async def receive() -> dict[str, Any]:
            return next(events)

        async def send(event: Any) -> None:
            self.sent.append(dict(event))

        given = {"type": "http", "method": "GET", "path": "/", "headers": [], "root_path": ""} | scope
        asyncio.run(self.wrap(app)(given, receive, send))


@pytest.fixture
def scene() -> Iterator[Scene]:
    exporter = InMemorySpanExporter()
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    with capture_logs() as logs:
        yield Scene(exporter, provider, logs)
    provider.shutdown()


def get(app: Any, path: str, **headers: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get(path, headers=headers)

    return asyncio.run(ask())


def answer(status: int, *bodies: bytes) -> Callable[..., Awaitable[None]]:
    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": status, "headers": []})
        for body in bodies[:-1]:
            await send({"type": "http.response.body", "body": body, "more_body": True})
        await send({"type": "http.response.body", "body": bodies[-1]})

    return app


def fastapi_app() -> FastAPI:
    app = FastAPI(telemetry={"tracing": False, "metrics": False, "logs": False, "operation_spans": False})
    router = APIRouter(prefix="/orders")

    @router.get("/{order}/lines")
    async def lines(order: str) -> str:
        return order

    app.include_router(router, prefix="/v2")
    mounted = Starlette(routes=[Route("/files/{name}", lambda _request: PlainTextResponse("x"))])
    app.mount("/static", mounted)
    return app


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/v2/orders/1234/lines?card=4111", "/v2/orders/{order}/lines"),
        ("/static/files/secret.txt", "/static/files/{name}"),
        ("/nobody/knows/4111", None),
    ],
    ids=["included router", "mounted application", "no route"],
)
def test_the_route_is_the_template(scene: Scene, path: str, route: str | None) -> None:
    """Record and span name the route as declared, never a path; an unmatched path has no route at all."""
    get(scene.wrap(fastapi_app()), path)

    assert scene.record.get("http.route") == route
    assert scene.span.name == (f"GET {route}" if route else "GET")
    assert not {"1234", "4111", "secret", "nobody"} & set(repr(scene.record).replace("/", " ").split())


def test_a_parameter_of_the_mount_point_stays_a_name(scene: Scene) -> None:
    """The value of a parameter in a mount's own path does not show in the template."""
    inner = [Route("/inbox", lambda _request: PlainTextResponse("x"))]
    get(scene.wrap(Starlette(routes=[Mount("/users/{user}", routes=inner)])), "/users/maria/inbox")

    assert scene.record["http.route"] == "/users/{user}/inbox"


def test_the_record_says_what_happened(scene: Scene) -> None:
    """Method, status, class, size to the end of the stream and seconds on the injected clock."""

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 404, "headers": []})
        scene.now += 0.5
        await send({"type": "http.response.body", "body": b"abc", "more_body": True})
        scene.now += 1.0
        await send({"type": "http.response.body", "body": b"de"})

    scene.serve(app, method="POST")

    assert scene.record == {
        "event": EVENT_REQUEST,
        "log_level": "info",
        "http.request.method": "POST",
        "http.response.status_code": 404,
        "http.response.status_class": "4xx",
        "http.response.body.size": 5,
        "scrubline.duration_seconds": 1.5,
    }
    assert scene.span.kind is SpanKind.SERVER
    assert scene.span.status.status_code is StatusCode.UNSET
    assert [event.get("body") for event in scene.sent] == [None, b"abc", b"de"]


def test_nothing_of_the_caller_is_kept(scene: Scene) -> None:
    """Query, headers, path and client address are neither in the record nor on the span."""
    scene.serve(
        answer(200, b"x"),
        path="/planted-path",
        raw_path=b"/planted-path",
        query_string=b"q=planted-query",
        headers=[
            (b"cookie", b"planted-cookie"),
            (b"baggage", b"k=planted-baggage"),
            (b"user-agent", b"planted-ua"),
        ],
        client=("planted-client", 1),
        method="planted-method",
    )

    assert "planted" not in repr(scene.record)
    assert "planted" not in scene.span.to_json()
    assert scene.record["http.request.method"] == "_OTHER"


def test_the_trace_continues_from_the_caller(scene: Scene) -> None:
    """The server span is a child of the incoming `traceparent`, and outgoing headers name the server span."""
    outgoing: dict[str, str] = {}

    async def app(scope: Any, receive: Any, send: Any) -> None:
        inject_traceparent(outgoing)
        await answer(200, b"")(scope, receive, send)

    scene.serve(app, headers=[(b"traceparent", TRACEPARENT.encode())])

    assert f"{scene.span.context.trace_id:032x}" == TRACE_ID
    assert f"{scene.span.parent.span_id:016x}" == PARENT_ID
    assert outgoing == {"traceparent": f"00-{TRACE_ID}-{scene.span.context.span_id:016x}-01"}
    assert not get_current_span().get_span_context().is_valid


@pytest.mark.parametrize(
    "value", [b"", b"rubbish", b"00-" + b"0" * 32 + b"-" + b"0" * 16 + b"-01", b"\xff\xfe"]
)
def test_a_malformed_traceparent_begins_a_new_trace(scene: Scene, value: bytes) -> None:
    """What is no `traceparent` is ignored; the request is served and observed all the same."""
    scene.serve(answer(200, b"x"), headers=[(b"traceparent", value)])

    assert scene.span.parent is None
    assert scene.record["http.response.status_code"] == 200


def test_an_exception_is_recorded_and_passes(scene: Scene) -> None:
    """The server sees the application's own exception; the record says 500 and its class, not its text."""
    failure = ValueError("planted text")

    async def app(_scope: Any, _receive: Any, _send: Any) -> None:
        raise failure

    with pytest.raises(ValueError, match="planted") as caught:
        scene.serve(app)

    assert caught.value is failure
    assert (scene.record["http.response.status_code"], scene.record["error.type"]) == (500, "ValueError")
    assert scene.span.status.status_code is StatusCode.ERROR
    assert "planted" not in repr(scene.record) + scene.span.to_json()


def test_a_client_that_leaves_is_said(scene: Scene) -> None:
    """A disconnect before the response is complete is marked; one after it is not."""

    async def app(_scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        assert (await receive())["type"] == "http.disconnect"

    scene.serve(app, received=[{"type": "http.disconnect"}])
    assert scene.record["scrubline.client_disconnected"] is True
    assert scene.record["error.type"] == "client_disconnect"

    scene.logs.clear()

    async def polite(scope: Any, receive: Any, send: Any) -> None:
        await answer(200, b"x")(scope, receive, send)
        assert (await receive())["type"] == "http.disconnect"

    scene.serve(polite, received=[{"type": "http.disconnect"}])
    assert "scrubline.client_disconnected" not in scene.record


def test_cancellation_is_recorded_and_passes(scene: Scene) -> None:
    """A cancelled request leaves a record without a made-up status."""

    async def app(_scope: Any, _receive: Any, _send: Any) -> None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        scene.serve(app)

    assert scene.record["error.type"] == "cancelled"
    assert "http.response.status_code" not in scene.record


@pytest.mark.parametrize("kind", ["websocket", "lifespan"])
def test_other_connections_pass_untouched(scene: Scene, kind: str) -> None:
    """WebSocket and lifespan get the very same scope, receive and send, and are not recorded."""
    seen: list[Any] = []

    async def app(*given: Any) -> None:
        seen.append(given)

    async def unused(*_: Any) -> Any:
        raise AssertionError

    scope = {"type": kind}
    asyncio.run(scene.wrap(app)(scope, unused, unused))

    assert seen == [(scope, unused, unused)]
    assert scene.logs == []


def test_a_streamed_body_belongs_to_the_request_span(scene: Scene) -> None:
    """What is logged while the body streams, and the request record after it, carry the server span's trace."""
    app = FastAPI(telemetry={"tracing": False, "metrics": False, "logs": False, "operation_spans": False})
    inside: list[int] = []

    @app.get("/stream")
    async def stream(_request: Request) -> StreamingResponse:
        async def body() -> AsyncIterator[bytes]:
            inside.append(get_current_span().get_span_context().span_id)
            yield b"a"
            yield b"b"

        return StreamingResponse(body())

    assert get(scene.wrap(app), "/stream").text == "ab"
    assert inside == [scene.span.context.span_id]
    assert scene.record["http.response.body.size"] == 2


def test_events_that_are_not_understood_disturb_nothing(scene: Scene) -> None:
    """A server or framework that sends odd events is served; the fault stays in the instrumentation."""

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": "not a number"})
        await send({"type": "http.response.body", "body": None})

    with suppress(TypeError):
        scene.serve(app)
    assert len(scene.sent) == 2
