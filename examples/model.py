"""The model service: `/v1/chat/completions` in OpenAI's shape, answered by the generator of `examples.text`.

    python -m examples.model --port 0

A fixed number of slots computes at once, the rest queues. How it fails on demand: see examples/README.md.
"""

from __future__ import annotations

import argparse
import asyncio
import os
from collections.abc import AsyncIterator
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from emitters import InferenceCall, RequestMiddleware, observe_inference
from examples.chat import DONE, ChatError, ChatRequest, error_body
from examples.engine import Answer, Engine, GenerationError, ModelSettings
from examples.serving import NO_TELEMETRY, add_options, serve, start_emitters

__all__ = ["create_app", "main"]

log = structlog.get_logger()

DISCONNECT_POLL_SECONDS = 0.05


def create_app(settings: ModelSettings) -> FastAPI:
    """The service as an ASGI application; `emitters.configure` is the caller's part."""
    app = FastAPI(title="Scrubline example: model", telemetry=NO_TELEMETRY)
    app.add_middleware(RequestMiddleware)
    engine = Engine(settings)

    @app.exception_handler(ChatError)
    async def refuse(_request: Request, error: ChatError) -> JSONResponse:
        return JSONResponse(error.body, error.status_code)

    @app.get("/healthz")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.post("/v1/chat/completions", response_model=None)
    async def chat(body: ChatRequest, request: Request) -> Response:
        call = observe_inference(
            model=body.model,
            provider="scrubline_example",
            side="server",
            streaming=body.stream,
            messages=body.conversation,
            tenant=request.headers.get("x-tenant"),
            feature=request.headers.get("x-feature"),
            user=body.user,
            queue_length=engine.waiting,
            capture_content=settings.capture_content,
        )
        if not body.stream:
            return JSONResponse(await _whole(call, body, engine, request))
        parts = _streamed(call, body, engine, request)
        # Failures before the first token become an HTTP status, as with any server.
        first = await anext(parts)
        return StreamingResponse(_chained(first, parts), media_type="text/event-stream")

    return app


async def _streamed(
    call: InferenceCall, body: ChatRequest, engine: Engine, request: Request
) -> AsyncIterator[bytes]:
    """The events of a streamed answer."""
    async with call:
        await _fail_early(call, body, engine, request)
        answer = Answer(body, engine)
        half = len(answer.completion.tokens) // 2
        async for token in engine.tokens(call, answer.completion):
            answer.generated += 1
            answer.report(call)
            yield answer.chunk({"content": token})
            if body.fault == "generation_failure" and answer.generated >= half:
                raise GenerationError
        call.finish(answer.completion.finish_reason)
        yield answer.chunk({}, answer.completion.finish_reason)
        yield DONE
        log.info("completion.finished", output_tokens=answer.generated)


async def _whole(call: InferenceCall, body: ChatRequest, engine: Engine, request: Request) -> dict[str, Any]:
    """The body of an answer that is not streamed; a broken generation gives what there is, marked `error`."""
    async with call:
        await _fail_early(call, body, engine, request)
        answer = Answer(body, engine)
        half = len(answer.completion.tokens) // 2
        reason: str = answer.completion.finish_reason
        text = ""
        async for token in engine.tokens(call, answer.completion):
            answer.generated += 1
            text += token
            if body.fault == "generation_failure" and answer.generated >= half:
                reason = "error"
                break
        answer.report(call)
        call.finish(reason)
        log.info("completion.finished", output_tokens=answer.generated)
        return answer.whole(text, reason)


async def _fail_early(call: InferenceCall, body: ChatRequest, engine: Engine, request: Request) -> None:
    """Fail before the first token, if the request asks for it."""
    if body.fault == "rate_limit":
        raise ChatError(429, error_body("rate_limit_exceeded", "Too many requests: try again later."))
    if body.fault == "server_error":
        raise ChatError(500, error_body("server_error", "The engine is not available."))
    if body.fault == "timeout":
        for _ in range(int(engine.settings.hang_seconds / DISCONNECT_POLL_SECONDS)):
            await asyncio.sleep(DISCONNECT_POLL_SECONDS)
            if await request.is_disconnected():
                call.fail("cancelled", "client_disconnect")
                break
        raise ChatError(504, error_body("timeout", "The engine did not answer in time."))


async def _chained(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for part in rest:
        yield part


def main() -> None:
    """Run the service."""
    parser = argparse.ArgumentParser(prog="python -m examples.model", description="The model of the example.")
    add_options(parser)
    parser.add_argument(
        "--token-seconds", type=float, default=ModelSettings.token_seconds, help="time per token"
    )
    parser.add_argument("--slots", type=int, default=ModelSettings.slots, help="requests computed at once")
    options = parser.parse_args()
    start_emitters("model", options.raw_records)
    settings = ModelSettings(
        token_seconds=options.token_seconds,
        slots=options.slots,
        capture_content=os.environ.get("SCRUBLINE_CAPTURE_CONTENT") == "1",
    )
    serve(create_app(settings), "model", options.host, options.port)


if __name__ == "__main__":
    main()
