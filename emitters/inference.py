"""Measures one model call and emits one `gen_ai.inference` record and one span for it.

    with observe_inference(model="m", provider="vllm", tenant="acme", streaming=True) as call:
        for chunk in call.stream(client.chat.completions.create(..., stream=True)):
            yield chunk

The record is written with structlog, so after `emitters.configure` it goes to Kafka like any log line; the workers
derive every `llm_*` and `gen_ai.*` metric from it. The span goes to the tracer provider of `configure_tracing`.
Nothing here raises into the service (`emitters.guard`), and the service's own exceptions pass unchanged.

All times are seconds since the block was entered, on the injected monotonic clock. A limit such as
`asyncio.timeout` belongs inside the block: outside, the call sees only the cancellation.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Self, TypeVar, overload

from opentelemetry import context, trace
from opentelemetry.trace import SpanKind, StatusCode

from emitters import genai
from emitters.emit import emit
from emitters.guard import shielded
from emitters.measurement import Measurement, Messages
from emitters.openai_shape import Piece, Usage, read_chunk, read_response
from emitters.outcome import Outcome
from emitters.relay import relay, relay_async
from emitters.scope import tracer
from emitters.stream_watcher import StreamWatcher

if TYPE_CHECKING:
    from contextvars import Token

    from opentelemetry.context import Context

__all__ = ["InferenceCall", "observe_inference"]

C = TypeVar("C")
_NOT_AN_ERROR: Final = frozenset({"ok", "cancelled", "safety_refusal"})
_CONTENT: Final = frozenset({genai.INPUT_MESSAGES, genai.OUTPUT_MESSAGES})


def observe_inference(
    *,
    model: str,
    provider: str,
    operation: str = "chat",
    side: genai.Side = "client",
    streaming: bool = False,
    messages: Messages | None = None,
    tenant: str | None = None,
    user: str | None = None,
    feature: str | None = None,
    cache_hit: bool | None = None,
    batch_size: int | None = None,
    queue_length: int | None = None,
    capture_content: bool = False,
    tracer_provider: trace.TracerProvider | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> InferenceCall:
    """Observe one model call: a context manager, for `with` and `async with`.

    Args:
        model: The model asked for.
        provider: OpenTelemetry's `gen_ai.provider.name`, or the engine's own name (`vllm`).
        operation: OpenTelemetry's `gen_ai.operation.name`.
        side: "client" where the model is called, "server" where it runs; metrics count one of the two.
        streaming: Whether the answer comes in pieces.
        messages: The prompt; its length is recorded, its text only with `capture_content`.
        tenant: Paying customer, set by the server and never by the caller's input.
        user: End user's id. Recorded as it is: the redact worker replaces it, by a token if its policy has a key.
        feature: Product feature the call serves.
        cache_hit: Whether an application cache answered.
        batch_size: Requests computed together with this one.
        queue_length: Requests waiting when this one came.
        capture_content: Record prompt and completion text, for the redact worker to clean.
        tracer_provider: Instead of the global one.
        clock: Monotonic seconds.
    """
    attributes = {
        genai.SIDE: side,
        genai.OPERATION_NAME: operation,
        genai.PROVIDER_NAME: provider,
        genai.REQUEST_MODEL: model,
        genai.REQUEST_STREAM: streaming,
        genai.TENANT: tenant,
        genai.USER_ID: user,
        genai.FEATURE: feature,
        genai.CACHE_HIT: cache_hit,
        genai.BATCH_SIZE: batch_size,
        genai.QUEUE_LENGTH: queue_length,
    }
    call = InferenceCall(Measurement(attributes, capture_content=capture_content), tracer_provider, clock)
    if messages is not None:
        call.prompt(messages)
    return call


class InferenceCall:
    """One call under observation; every method is safe to call at any time and none raises."""

    def __init__(
        self,
        measurement: Measurement,
        tracer_provider: trace.TracerProvider | None,
        clock: Callable[[], float],
    ) -> None:
        self._seen = measurement
        self._provider = tracer_provider
        self._clock = clock
        self._began: float | None = None
        self._over = False
        self._span: trace.Span = trace.INVALID_SPAN
        self._token: Token[Context] | None = None

    @shielded
    def annotate(
        self,
        *,
        tenant: str | None = None,
        user: str | None = None,
        feature: str | None = None,
        cache_hit: bool | None = None,
        batch_size: int | None = None,
        queue_length: int | None = None,
    ) -> None:
        """Set what was not known at the start; None leaves a value as it is."""
        given = {
            genai.TENANT: tenant,
            genai.USER_ID: user,
            genai.FEATURE: feature,
            genai.CACHE_HIT: cache_hit,
            genai.BATCH_SIZE: batch_size,
            genai.QUEUE_LENGTH: queue_length,
        }
        self._seen.attributes.update({name: value for name, value in given.items() if value is not None})

    @shielded
    def prompt(self, messages: Messages) -> None:
        """Give the prompt, for its length and, with content captured, its text."""
        self._seen.prompt(messages)

    @shielded
    def started(self, queue_seconds: float | None = None) -> None:
        """The wait in the queue is over: it took `queue_seconds`, or the time since the block was entered."""
        self._seen.attributes[genai.QUEUE_SECONDS] = (
            self.elapsed() if queue_seconds is None else queue_seconds
        )

    @shielded
    def token(self, text: str = "", count: int = 1) -> None:
        """`count` tokens were generated, or arrived, now."""
        self._seen.take(Piece(text=text, tokens=count), self.elapsed())

    @shielded
    def response(self, body: object, http_status: int | None = None) -> None:
        """The whole answer has arrived: an OpenAI-shaped body (mapping or client object) and its HTTP status."""
        if http_status is not None:
            self._seen.http_status = http_status
        self._seen.answer(read_response(body), self.elapsed())

    @shielded
    def http_status(self, status: int) -> None:
        """The HTTP status of the answer."""
        self._seen.http_status = status

    @shielded
    def usage(
        self,
        *,
        input_tokens: int | None = None,
        output_tokens: int | None = None,
        cached_tokens: int | None = None,
        reasoning_tokens: int | None = None,
    ) -> None:
        """Token counts so far; input includes cached and output includes reasoning tokens. None keeps a value."""
        self._seen.count(Usage(input_tokens, output_tokens, cached_tokens, reasoning_tokens))

    @shielded
    def finish(self, reason: str) -> None:
        """The model gave a finish reason (one per choice)."""
        self._seen.finish(reason)

    @shielded
    def fail(self, status: genai.Status, error_type: str) -> None:
        """Decide the outcome: wins over everything else seen. `error_type` is a short constant, never a message."""
        self._seen.decided = Outcome(status, error_type)

    @overload
    def stream(self, chunks: AsyncIterable[C], read: Callable[[C], Piece] = ...) -> AsyncIterator[C]: ...
    @overload
    def stream(self, chunks: Iterable[C], read: Callable[[C], Piece] = ...) -> Iterator[C]: ...
    def stream(
        self,
        chunks: AsyncIterable[C] | Iterable[C],
        read: Callable[[C], Piece] = read_chunk,
    ) -> AsyncIterator[C] | Iterator[C]:
        """Pass chunks on unchanged and measure them on the way.

        Outside a `with` block the stream is the block: it begins with the first chunk asked for and ends with it.

        Args:
            chunks: The model's stream, sync or async; closed when the reader leaves early.
            read: What a chunk says; the default reads OpenAI's shape and plain strings.
        """
        watcher = StreamWatcher(self, self._seen, read)
        return relay_async(chunks, watcher) if isinstance(chunks, AsyncIterable) else relay(chunks, watcher)

    def __enter__(self) -> Self:
        self.begin()
        return self

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        self.end(error)

    async def __aenter__(self) -> Self:
        return self.__enter__()

    async def __aexit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        self.end(error)

    @shielded
    def begin(self, *, current: bool = True) -> bool:
        """Start measuring; what `with` does. False if it had begun already.

        Args:
            current: Whether the span becomes the current one, for calls made inside.
        """
        if self._began is not None:
            return False
        self._began = self._clock()
        known = self._seen.attributes
        name = f"{known[genai.OPERATION_NAME]} {known[genai.REQUEST_MODEL]}"
        self._span = tracer(self._provider).start_span(name, kind=self._kind())
        if current:
            self._token = context.attach(trace.set_span_in_context(self._span))
        return True

    def _kind(self) -> SpanKind:
        if self._seen.attributes[genai.SIDE] == "client":
            return SpanKind.CLIENT
        parent = trace.get_current_span().get_span_context()
        return SpanKind.INTERNAL if parent.is_valid and not parent.is_remote else SpanKind.SERVER

    @shielded
    def end(self, error: BaseException | None = None) -> None:
        """Stop measuring and emit, once; what leaving the block does. `error` is what the service raised."""
        if self._over:
            return
        self._over = True
        self._leave_context()
        outcome = self._seen.outcome(error)
        attributes = self._seen.close(outcome, self.elapsed())
        try:
            # The block may end in another context than it began in (a generator closed by its loop).
            with trace.use_span(self._span, end_on_exit=False):
                emit(genai.EVENT_INFERENCE, attributes)
        finally:
            # Content stays off the span: tracing backends cut long attributes and are no place for it.
            self._span.set_attributes(
                {name: value for name, value in attributes.items() if name not in _CONTENT}
            )
            if outcome.status not in _NOT_AN_ERROR:
                self._span.set_status(StatusCode.ERROR)
            self._span.end()

    def _leave_context(self) -> None:
        token, self._token = self._token, None
        if token is None:
            return
        # Begun in another context, which is gone or going: then there is nothing to restore here.
        with suppress(ValueError):
            token.var.reset(token)

    def elapsed(self) -> float:
        """Seconds since `begin`."""
        return 0.0 if self._began is None else max(0.0, self._clock() - self._began)
