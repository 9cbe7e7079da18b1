"""The gateway: `/v1/chat/completions` in OpenAI's shape, answered by the model service behind it.

    python -m examples.gateway --port 0 --model-url http://127.0.0.1:8001

It knows who pays (tenant, by API key) and what for (feature), limits the time, and hands the trace on.
Everything it tells about itself comes from `RequestMiddleware` and `observe_inference`.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

import httpx
import structlog
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from emitters import InferenceCall, RequestMiddleware, inject_traceparent, observe_inference
from examples.chat import DONE, ChatError, ChatRequest, error_body, event
from examples.serving import NO_TELEMETRY, add_options, serve, start_emitters

__all__ = ["FEATURES", "TENANT_OF_KEY", "GatewaySettings", "create_app", "main"]

log = structlog.get_logger()

TENANT_OF_KEY: Final = {"example-key-1": "tenant-1", "example-key-2": "tenant-2"}
"""Who pays, by API key. A tenant is never taken from what a caller types."""
FEATURES: Final = ("assistant", "search", "summary")

_CONTINUOUS_USAGE: Final = {"include_usage": True, "continuous_usage_stats": True}


@dataclass(frozen=True)
class GatewaySettings:
    """Where the model is and how long it may take.

    Attributes:
        model_url: Base address of the model service.
        timeout_seconds: Longest silence of the model before the gateway gives up with HTTP 504.
        capture_content: Whether prompts and completions are recorded.
    """

    model_url: str
    timeout_seconds: float = 5.0
    capture_content: bool = False


def create_app(settings: GatewaySettings) -> FastAPI:
    """The service as an ASGI application; `emitters.configure` is the caller's part."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        limits = httpx.Limits(max_connections=512, max_keepalive_connections=128)
        timeout = httpx.Timeout(settings.timeout_seconds, pool=None)
        async with httpx.AsyncClient(base_url=settings.model_url, timeout=timeout, limits=limits) as client:
            app.state.client = client
            yield

    app = FastAPI(title="Scrubline example: gateway", lifespan=lifespan, telemetry=NO_TELEMETRY)
    app.add_middleware(RequestMiddleware)

    @app.exception_handler(ChatError)
    async def refuse(_request: Request, error: ChatError) -> JSONResponse:
        return JSONResponse(error.body, error.status_code)

    @app.exception_handler(httpx.TimeoutException)
    async def timed_out(_request: Request, _error: httpx.TimeoutException) -> JSONResponse:
        return JSONResponse(error_body("timeout", "The model did not answer in time."), 504)

    @app.exception_handler(httpx.TransportError)
    async def unreachable(_request: Request, _error: httpx.TransportError) -> JSONResponse:
        return JSONResponse(error_body("bad_gateway", "The model could not be reached."), 502)

    @app.get("/healthz")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.post("/v1/chat/completions", response_model=None)
    async def chat(body: ChatRequest, request: Request) -> Response:
        key = request.headers.get("authorization", "").removeprefix("Bearer ")
        asked = request.headers.get("x-feature", "")
        who = {
            "tenant": TENANT_OF_KEY.get(key, "unknown"),
            "feature": asked if asked in FEATURES else "other",
        }
        log.info("chat.accepted", **who, user=body.user, messages=len(body.messages), stream=body.stream)
        call = observe_inference(
            model=body.model,
            provider="scrubline_example",
            streaming=body.stream,
            messages=body.conversation,
            user=body.user,
            capture_content=settings.capture_content,
            tenant=who["tenant"],
            feature=who["feature"],
        )
        client: httpx.AsyncClient = request.app.state.client
        if not body.stream:
            return JSONResponse(await _whole(call, client, body, who))
        parts = _streamed(call, client, body, who)
        # Until the model has sent its first chunk a failure is an HTTP status; afterwards it is an event.
        first = await anext(parts)
        return StreamingResponse(_chained(first, parts), media_type="text/event-stream")

    return app


async def _whole(
    call: InferenceCall,
    client: httpx.AsyncClient,
    body: ChatRequest,
    who: dict[str, str],
) -> dict[str, Any]:
    async with call:
        response = await client.post("/v1/chat/completions", json=_forwarded(body), headers=_headers(who))
        answer: dict[str, Any] = response.json()
        call.response(answer, response.status_code)
        if response.status_code != 200:
            raise ChatError(response.status_code, answer)
        return answer


async def _streamed(
    call: InferenceCall,
    client: httpx.AsyncClient,
    body: ChatRequest,
    who: dict[str, str],
) -> AsyncIterator[bytes]:
    async with (
        call,
        client.stream(
            "POST", "/v1/chat/completions", json=_forwarded(body), headers=_headers(who)
        ) as response,
    ):
        call.http_status(response.status_code)
        if response.status_code != 200:
            raise ChatError(response.status_code, json.loads(await response.aread()))
        begun = False
        try:
            async for chunk in call.stream(_chunks(response)):
                begun = True
                yield event(chunk)
        except httpx.TransportError as error:
            if not begun:
                raise
            code = "timeout" if isinstance(error, httpx.TimeoutException) else "generation_failure"
            log.warning("chat.stream_broken", code=code, **who)
            yield event(error_body(code, "The model stopped in the middle of its answer."))
            return
        yield DONE


async def _chunks(response: httpx.Response) -> AsyncIterator[dict[str, Any]]:
    """The chunks of a stream of server-sent events, parsed."""
    async for line in response.aiter_lines():
        data = line.removeprefix("data:").strip()
        if line.startswith("data:") and data != "[DONE]":
            yield json.loads(data)


async def _chained(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for part in rest:
        yield part


def _forwarded(body: ChatRequest) -> dict[str, Any]:
    forwarded = body.model_dump(exclude_none=True)
    if body.stream:
        forwarded["stream_options"] = _CONTINUOUS_USAGE
    return forwarded


def _headers(who: dict[str, str]) -> dict[str, str]:
    return inject_traceparent({"x-tenant": who["tenant"], "x-feature": who["feature"]})


def main() -> None:
    """Run the service."""
    parser = argparse.ArgumentParser(
        prog="python -m examples.gateway", description="The gateway of the example."
    )
    add_options(parser)
    parser.add_argument("--model-url", required=True, help="base address of the model service")
    parser.add_argument(
        "--model-timeout",
        type=float,
        default=GatewaySettings.timeout_seconds,
        metavar="SECONDS",
        help="longest silence of the model (default: %(default)s)",
    )
    options = parser.parse_args()
    start_emitters("gateway", options.raw_records)
    settings = GatewaySettings(
        options.model_url,
        options.model_timeout,
        capture_content=os.environ.get("SCRUBLINE_CAPTURE_CONTENT") == "1",
    )
    serve(create_app(settings), "gateway", options.host, options.port)


if __name__ == "__main__":
    main()
