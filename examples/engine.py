"""The engine behind the model service: slots, a queue, a prefix cache, and answers in OpenAI's shape."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from emitters import InferenceCall
from examples.chat import ChatRequest, event
from examples.text import Completion, PrefixCache, complete, count_tokens

__all__ = ["Answer", "Engine", "GenerationError", "ModelSettings"]


class GenerationError(Exception):
    """The engine broke in the middle of a completion."""


@dataclass(frozen=True)
class ModelSettings:
    """Speed and size of the engine.

    Attributes:
        token_seconds: Time per generated token.
        prefill_seconds: Time before the first token.
        slots: Requests computed at once.
        hang_seconds: How long a request told to time out keeps its caller waiting.
        capture_content: Whether prompts and completions are recorded.
    """

    token_seconds: float = 0.002
    prefill_seconds: float = 0.005
    slots: int = 16
    hang_seconds: float = 60.0
    capture_content: bool = False


class Engine:
    """Slots, queue and prefix cache of one model."""

    def __init__(self, settings: ModelSettings) -> None:
        self.settings = settings
        self.cache = PrefixCache()
        self.waiting = 0
        self.running = 0
        self._slots = asyncio.Semaphore(settings.slots)

    async def tokens(self, call: InferenceCall, completion: Completion) -> AsyncIterator[str]:
        """Wait for a slot, then yield one token after another in real time."""
        self.waiting += 1
        try:
            await self._slots.acquire()
        finally:
            self.waiting -= 1
        self.running += 1
        try:
            call.started()
            call.annotate(batch_size=self.running)
            await asyncio.sleep(self.settings.prefill_seconds)
            for token in completion.tokens:
                await asyncio.sleep(self.settings.token_seconds)
                call.token(token)
                yield token
        finally:
            self.running -= 1
            self._slots.release()


class Answer:
    """One completion on its way: counts tokens and shapes chunks."""

    def __init__(self, request: ChatRequest, engine: Engine) -> None:
        prompt = "\n".join(message.content for message in request.messages)
        self.completion = complete(
            request.messages[-1].content,
            request.max_tokens,
            refuse=request.fault == "safety_refusal",
        )
        self._model = request.model
        self._id = f"chatcmpl-{uuid.uuid4().hex[:24]}"
        self._created = int(time.time())
        self._prompt_tokens = count_tokens(prompt)
        self._cached_tokens = engine.cache.take(prompt)
        self.generated = 0

    def report(self, call: InferenceCall) -> None:
        """Give the call the counts so far."""
        call.usage(
            input_tokens=self._prompt_tokens,
            output_tokens=self.generated,
            cached_tokens=self._cached_tokens,
        )

    def chunk(self, delta: dict[str, str], finish_reason: str | None = None) -> bytes:
        """One event of the stream; every one carries the usage so far, so that a broken stream can be billed."""
        choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
        return event(self._envelope("chat.completion.chunk", choice))

    def whole(self, text: str, finish_reason: str) -> dict[str, Any]:
        """The body of an answer that is not streamed."""
        message = {"role": "assistant", "content": text}
        return self._envelope(
            "chat.completion", {"index": 0, "message": message, "finish_reason": finish_reason}
        )

    def _envelope(self, kind: str, choice: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": self._id,
            "object": kind,
            "created": self._created,
            "model": self._model,
            "choices": [choice],
            "usage": {
                "prompt_tokens": self._prompt_tokens,
                "completion_tokens": self.generated,
                "total_tokens": self._prompt_tokens + self.generated,
                "prompt_tokens_details": {"cached_tokens": self._cached_tokens},
            },
        }
