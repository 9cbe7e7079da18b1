"""Rules of `observe_inference`: one record and one span per call, right times, right outcome, never in the way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode, get_current_span
from structlog.testing import capture_logs

from emitters import genai, observe_inference
from emitters.guard import faults
from emitters.inference import InferenceCall


@dataclass
class Scene:
    """A clock that only moves when told, and what was emitted."""

    exporter: InMemorySpanExporter
    provider: TracerProvider
    logs: list[Any]
    now: float = 100.0

    def observe(self, **given: Any) -> InferenceCall:
        arguments: dict[str, Any] = {"model": "m", "provider": "vllm", "tracer_provider": self.provider}
        return observe_inference(clock=lambda: self.now, **(arguments | given))

    @property
    def record(self) -> dict[str, Any]:
        (record,) = self.logs
        return dict(record)

    @property
    def span(self) -> Any:
        (span,) = self.exporter.get_finished_spans()
        return span


@pytest.fixture
def scene() -> Iterator[Scene]:
    exporter = InMemorySpanExporter()
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    with capture_logs() as logs:
        yield Scene(exporter, provider, logs)
    provider.shutdown()


def test_what_is_known_later_is_set_then(scene: Scene) -> None:
    """Record and span have what `annotate` says last, and for None what stood before; zero and False are values."""
    with scene.observe(tenant="tenant-1", user="u1", feature="chat") as call:
        call.annotate(tenant="tenant-2", cache_hit=False, batch_size=4, queue_length=0)
        call.annotate(user="u2", batch_size=8)
        call.annotate()
    expected = {
        genai.TENANT: "tenant-2",
        genai.USER_ID: "u2",
        genai.FEATURE: "chat",
        genai.CACHE_HIT: False,
        genai.BATCH_SIZE: 8,
        genai.QUEUE_LENGTH: 0,
    }
    assert {name: scene.record.get(name) for name in expected} == expected
    assert {name: scene.span.attributes.get(name) for name in expected} == expected


def chunk(text: str, reason: str | None = None, **more: Any) -> dict[str, Any]:
    return {"choices": [{"delta": {"content": text}, "finish_reason": reason}], **more}


USAGE = {
    "prompt_tokens": 30,
    "completion_tokens": 3,
    "prompt_tokens_details": {"cached_tokens": 16},
    "completion_tokens_details": {"reasoning_tokens": 1},
}


def test_times_come_from_the_injected_clock(scene: Scene) -> None:
    """Queue, first token, gaps, last token and duration are seconds since the block was entered."""

    def model() -> Iterator[dict[str, Any]]:
        for seconds, text in ((0.5, "a"), (0.25, "b"), (0.75, "c")):
            scene.now += seconds
            yield chunk(text)
        scene.now += 0.1
        yield {"choices": [{"delta": {}, "finish_reason": "stop"}], "usage": USAGE}

    with scene.observe(streaming=True) as call:
        scene.now += 0.2
        call.started()
        list(call.stream(model()))
        scene.now += 1.0

    expected = {
        genai.QUEUE_SECONDS: 0.2,
        genai.TIME_TO_FIRST_TOKEN_SECONDS: 0.7,
        genai.TIME_TO_LAST_TOKEN_SECONDS: 1.7,
        genai.TIME_PER_OUTPUT_TOKEN_SECONDS: 0.5,
        genai.INTER_TOKEN_P50_SECONDS: 0.25,
        genai.INTER_TOKEN_P99_SECONDS: 0.75,
        genai.INTER_TOKEN_MAX_SECONDS: 0.75,
        genai.DURATION_SECONDS: 2.8,
    }
    assert pytest.approx(expected) == {name: scene.record[name] for name in expected}


def test_record_carries_who_what_and_how_many(scene: Scene) -> None:
    """Every count and name given or read is in the record, and on the span except the content."""
    call = scene.observe(
        streaming=True,
        messages=[{"role": "system", "content": "be brief"}, {"role": "user", "content": "hi"}],
        tenant="t-1",
        user="u-1",
        feature="search",
        cache_hit=False,
        batch_size=4,
        queue_length=2,
        capture_content=True,
    )
    with call:
        pieces = [chunk("he", model="m-1", id="r-1"), chunk("llo", "stop"), {"choices": [], "usage": USAGE}]
        list(call.stream(pieces))

    expected = {
        "event": genai.EVENT_INFERENCE,
        genai.SIDE: "client",
        genai.OPERATION_NAME: "chat",
        genai.PROVIDER_NAME: "vllm",
        genai.REQUEST_MODEL: "m",
        genai.RESPONSE_MODEL: "m-1",
        genai.RESPONSE_ID: "r-1",
        genai.REQUEST_STREAM: True,
        genai.STATUS: "ok",
        genai.FINISH_REASONS: ["stop"],
        genai.INPUT_TOKENS: 30,
        genai.OUTPUT_TOKENS: 3,
        genai.CACHED_TOKENS: 16,
        genai.REASONING_TOKENS: 1,
        genai.PROMPT_LENGTH_CHARACTERS: 10,
        genai.COMPLETION_LENGTH_CHARACTERS: 5,
        genai.OUTPUT_CHUNKS: 2,
        genai.TENANT: "t-1",
        genai.USER_ID: "u-1",
        genai.FEATURE: "search",
        genai.CACHE_HIT: False,
        genai.BATCH_SIZE: 4,
        genai.QUEUE_LENGTH: 2,
    }
    assert expected == {name: scene.record.get(name) for name in expected}
    assert genai.ERROR_TYPE not in scene.record
    assert scene.record[genai.OUTPUT_MESSAGES] == [
        {"role": "assistant", "parts": [{"type": "text", "content": "hello"}], "finish_reason": "stop"},
    ]
    assert scene.record[genai.INPUT_MESSAGES][1] == {
        "role": "user",
        "parts": [{"type": "text", "content": "hi"}],
    }
    assert scene.span.attributes[genai.INPUT_TOKENS] == 30
    assert not {genai.INPUT_MESSAGES, genai.OUTPUT_MESSAGES} & set(scene.span.attributes)


def test_content_is_left_out_unless_asked_for(scene: Scene) -> None:
    """Without `capture_content` no text of prompt or completion is anywhere in record or span."""
    with scene.observe(messages="a secret prompt") as call:
        call.response(
            {"choices": [{"message": {"content": "a secret answer"}, "finish_reason": "stop"}]}, 200
        )

    assert "secret" not in repr(scene.record)
    assert "secret" not in scene.span.to_json()
    assert scene.record[genai.PROMPT_LENGTH_CHARACTERS] == 15
    assert scene.record[genai.COMPLETION_LENGTH_CHARACTERS] == 15


@pytest.mark.parametrize(
    ("side", "kind"), [("client", SpanKind.CLIENT), ("server", SpanKind.SERVER)], ids=["client", "server"]
)
def test_span_has_the_otel_name_and_kind(scene: Scene, side: str, kind: SpanKind) -> None:
    """The span is `{operation} {model}`, CLIENT where the model is called and SERVER where it runs alone."""
    with scene.observe(side=side, operation="text_completion"):
        pass

    assert (scene.span.name, scene.span.kind) == ("text_completion m", kind)


def test_server_side_inside_a_request_is_internal(scene: Scene) -> None:
    """Under a local server span the model's own span is INTERNAL."""
    tracer = scene.provider.get_tracer("test")
    with tracer.start_as_current_span("POST /v1"), scene.observe(side="server"):
        pass

    assert scene.exporter.get_finished_spans()[0].kind is SpanKind.INTERNAL


def test_span_is_current_inside_and_not_after(scene: Scene) -> None:
    """Calls made inside the block belong to its span; afterwards the former one is current again."""
    before = get_current_span()
    with scene.observe():
        inside = get_current_span()
    assert inside.get_span_context() == scene.span.context
    assert get_current_span() is before


class Status(Exception):
    """As client libraries name the HTTP status."""

    def __init__(self, status_code: int) -> None:
        self.status_code = status_code


class ReadTimeout(Exception):
    """As httpx names a timeout, without being a TimeoutError."""


@pytest.mark.parametrize(
    ("error", "status", "error_type"),
    [
        (TimeoutError("late"), "timeout", "TimeoutError"),
        (ReadTimeout("late"), "timeout", "ReadTimeout"),
        (Status(429), "4xx", "429"),
        (Status(503), "5xx", "503"),
        (Status(504), "timeout", "504"),
        (ConnectionRefusedError(), "5xx", "ConnectionRefusedError"),
        (ValueError("with a prompt in it"), "generation_failure", "ValueError"),
        (asyncio.CancelledError(), "cancelled", "CancelledError"),
        (KeyboardInterrupt(), "cancelled", "KeyboardInterrupt"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else value,
)
def test_exceptions_pass_unchanged_and_name_the_outcome(
    scene: Scene, error: BaseException, status: str, error_type: str
) -> None:
    """What the service raises reaches its caller as the same object, and becomes a status without its text."""
    with pytest.raises(type(error)) as caught, scene.observe():
        raise error

    assert caught.value is error
    assert (scene.record[genai.STATUS], scene.record[genai.ERROR_TYPE]) == (status, error_type)
    assert "prompt" not in repr(scene.record)
    assert scene.span.events == ()
    expected = StatusCode.UNSET if status == "cancelled" else StatusCode.ERROR
    assert scene.span.status.status_code is expected


def test_broken_stream_keeps_the_tokens_seen(scene: Scene) -> None:
    """A stream that breaks is a generation failure with the last usage it reported."""

    def model() -> Iterator[dict[str, Any]]:
        yield chunk("a", usage={"prompt_tokens": 7, "completion_tokens": 1})
        yield chunk("b", usage={"prompt_tokens": 7, "completion_tokens": 2})
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError), scene.observe(streaming=True) as call:
        list(call.stream(model()))

    names = (genai.STATUS, genai.INPUT_TOKENS, genai.OUTPUT_TOKENS, genai.FINISH_REASONS, genai.OUTPUT_CHUNKS)
    assert [scene.record[name] for name in names] == ["generation_failure", 7, 2, ["error"], 2]


def test_stream_error_counts_although_the_service_caught_it(scene: Scene) -> None:
    """A service that turns a broken stream into an error event of its own is not thereby successful."""

    def model() -> Iterator[dict[str, Any]]:
        yield chunk("a")
        raise ConnectionResetError

    with scene.observe(streaming=True) as call, suppress(ConnectionResetError):
        list(call.stream(model()))

    assert scene.record[genai.STATUS] == "generation_failure"


def test_time_per_output_token_is_unset_when_unknown(scene: Scene) -> None:
    """Without a token count, or with one token, there is no time per token: it is not guessed from chunks."""
    with scene.observe(streaming=True) as call:
        for _ in call.stream(["a", "b", "c"]):
            scene.now += 1.0

    assert genai.TIME_PER_OUTPUT_TOKEN_SECONDS not in scene.record
    assert genai.OUTPUT_TOKENS not in scene.record
    assert scene.record[genai.OUTPUT_CHUNKS] == 3


def test_server_counts_its_own_tokens(scene: Scene) -> None:
    """`token` counts tokens and times where the engine itself is observed."""
    with scene.observe(side="server") as call:
        for _ in range(5):
            scene.now += 0.1
            call.token("x")

    assert scene.record[genai.OUTPUT_TOKENS] == 5
    assert scene.record[genai.TIME_PER_OUTPUT_TOKEN_SECONDS] == pytest.approx(0.1)


def test_decided_failure_wins(scene: Scene) -> None:
    """What the service decides with `fail` stands, whatever else was seen."""
    with scene.observe() as call:
        call.fail("safety_refusal", "own_guard")
        call.http_status(500)

    assert (scene.record[genai.STATUS], scene.record[genai.ERROR_TYPE]) == ("safety_refusal", "own_guard")


def test_cancelled_task_emits_one_record(scene: Scene) -> None:
    """A task cancelled while it waits for the model leaves one record, `cancelled`, and the cancellation goes on."""

    async def serve(entered: asyncio.Event) -> None:
        async with scene.observe():
            entered.set()
            await asyncio.Event().wait()

    async def scenario() -> None:
        entered = asyncio.Event()
        task = asyncio.create_task(serve(entered))
        await entered.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(scenario())
    assert scene.record[genai.STATUS] == "cancelled"


def test_stream_without_a_block_is_the_block(scene: Scene) -> None:
    """An async stream observed without `with` begins at the first chunk, ends with the last, and leaks no context."""

    async def model() -> AsyncIterator[dict[str, Any]]:
        yield chunk("a")
        yield chunk("b", "stop")

    async def scenario() -> list[bool]:
        return [
            get_current_span().get_span_context().is_valid
            async for _ in scene.observe(streaming=True).stream(model())
        ]

    assert asyncio.run(scenario()) == [False, False]
    assert scene.record[genai.STATUS] == "ok"
    assert scene.record[genai.FINISH_REASONS] == ["stop"]


def test_reader_that_leaves_early_closes_the_model(scene: Scene) -> None:
    """Closing the observed stream closes the model's stream and counts as cancelled."""
    closed = asyncio.Event()

    async def model() -> AsyncIterator[dict[str, Any]]:
        try:
            while True:
                yield chunk("a")
        finally:
            closed.set()

    async def scenario() -> None:
        stream = scene.observe(streaming=True).stream(model())
        await anext(stream)
        await stream.aclose()  # type: ignore[attr-defined]  # the public type is an iterator

    asyncio.run(scenario())
    assert closed.is_set()
    assert (scene.record[genai.STATUS], scene.record[genai.ERROR_TYPE]) == ("cancelled", "stream_abandoned")


def test_reader_that_leaves_after_the_finish_reason_is_done(scene: Scene) -> None:
    """Breaking off once the finish reason came, as many clients do, is success."""
    with scene.observe(streaming=True) as call:
        for piece in call.stream([chunk("a", "stop"), {"choices": [], "usage": USAGE}]):
            if piece["choices"]:
                break

    assert scene.record[genai.STATUS] == "ok"


def test_truncated_stream_is_a_failure(scene: Scene) -> None:
    """A stream of a protocol with finish reasons that ends without one was cut off."""
    with scene.observe(streaming=True) as call:
        list(call.stream([chunk("a")]))

    assert (scene.record[genai.STATUS], scene.record[genai.ERROR_TYPE]) == (
        "generation_failure",
        "stream_truncated",
    )


def test_faults_of_the_instrumentation_stay_inside(scene: Scene) -> None:
    """A reader that raises, an unreadable chunk or a wrong argument disturbs nothing and is counted."""

    def broken(_chunk: object) -> Any:
        raise RuntimeError("reader")

    before = sum(faults().values())
    with scene.observe() as call:
        call.prompt(17)  # type: ignore[arg-type]  # the mistake under test
        passed = list(call.stream([1, 2], broken))

    assert passed == [1, 2]
    assert sum(faults().values()) == before + 3
    assert [log["event"] for log in scene.logs].count(genai.EVENT_INFERENCE) == 1


def test_a_second_exit_emits_nothing(scene: Scene) -> None:
    """However often a call is ended, it is emitted once."""
    call = scene.observe()
    with call:
        call.end()
    call.end()

    assert len(scene.logs) == 1
    assert len(scene.exporter.get_finished_spans()) == 1
