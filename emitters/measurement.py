"""What is known of one model call, and the record made of it. Pure: times come in, attributes go out.

The core of `emitters.inference`, which adds clock, span, record and the shield against faults.
All times are seconds since the call began.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from emitters import genai
from emitters.inter_token import Arrivals
from emitters.openai_shape import Piece, Usage, text_of
from emitters.outcome import Ending, Outcome, StreamState, classify, status_code_of

__all__ = ["Measurement", "Messages"]

Messages = str | Sequence[Mapping[str, Any]]
"""A prompt: plain text, or messages in OpenAI's shape."""

_MAX_CONTENT_CHARACTERS: Final = 65_536
"""Captured characters of one completion; the record's own limit cuts what is still too long."""


class Measurement:
    """Collects one call; `close` returns the attributes of its record.

    Args:
        attributes: Attributes known from the start.
        capture_content: Whether prompt and completion text are kept.
    """

    def __init__(self, attributes: Mapping[str, Any], *, capture_content: bool) -> None:
        self.attributes: dict[str, Any] = dict(attributes)
        self.http_status: int | None = None
        self.decided: Outcome | None = None
        self.stream: StreamState = "none"
        self.stream_error: BaseException | None = None
        self._capture = capture_content
        self._arrivals = Arrivals()
        self._answered: float | None = None
        self._tokens: int | None = None
        self._usage = Usage()
        self._finish_reasons: list[str] = []
        self._error_code: str | None = None
        self._framed = False
        self._characters = 0
        self._texts: list[str] = []
        self._kept = 0

    def prompt(self, messages: Messages) -> None:
        """Note the prompt's length and, with content captured, its text."""
        listed = [{"role": "user", "content": messages}] if isinstance(messages, str) else list(messages)
        texts = [text_of(message.get("content")) for message in listed]
        self.attributes[genai.PROMPT_LENGTH_CHARACTERS] = sum(map(len, texts))
        if self._capture:
            self.attributes[genai.INPUT_MESSAGES] = [
                _message(str(message.get("role", "user")), text)
                for message, text in zip(listed, texts, strict=True)
            ]

    def take(self, piece: Piece, now: float) -> None:
        """Note one piece of a completion that comes bit by bit."""
        if piece.text or piece.tokens:
            self._arrivals.arrive(now)
        self._read(piece)

    def answer(self, piece: Piece, now: float) -> None:
        """Note a whole answer."""
        self._answered = now
        self._read(piece)

    def count(self, usage: Usage) -> None:
        """Note token counts; None keeps what was known."""
        known = self._usage
        self._usage = Usage(
            *(
                old if new is None else new
                for old, new in (
                    (known.input_tokens, usage.input_tokens),
                    (known.output_tokens, usage.output_tokens),
                    (known.cached_tokens, usage.cached_tokens),
                    (known.reasoning_tokens, usage.reasoning_tokens),
                )
            )
        )

    def finish(self, reason: str) -> None:
        """Note one finish reason."""
        self._finish_reasons.append(reason)

    def exhausted(self) -> None:
        """The stream came to its end by itself."""
        self.stream = "truncated" if self._framed and not self._finish_reasons else "exhausted"

    def broke(self, error: BaseException) -> None:
        """Iterating the stream raised; a reader that merely left leaves it open."""
        if not isinstance(error, GeneratorExit):
            self.stream = "broken"
            self.stream_error = error

    def outcome(self, error: BaseException | None) -> Outcome:
        """How the call ended, given what the service raised."""
        if self.decided is not None:
            return self.decided
        raised = error or self.stream_error
        if raised is not None and self.http_status is None:
            self.http_status = status_code_of(raised)
        ending = Ending(
            error=raised,
            http_status=self.http_status,
            finish_reasons=tuple(self._finish_reasons),
            error_code=self._error_code,
            received=self._arrivals.pieces > 0 or self._answered is not None,
            stream=self.stream,
        )
        return classify(ending)

    def close(self, outcome: Outcome, duration_seconds: float) -> dict[str, Any]:
        """Attributes of the finished call; what is unknown is absent."""
        found = dict(self.attributes)
        found[genai.STATUS] = outcome.status
        found[genai.DURATION_SECONDS] = duration_seconds
        reasons = list(self._finish_reasons)
        if not reasons and outcome.status not in ("ok", "4xx"):
            # OpenTelemetry asks for `error` in the slot of a completion that broke off.
            reasons = ["error"] if self._arrivals.pieces else []
        found[genai.FINISH_REASONS] = reasons or None
        found[genai.ERROR_TYPE] = outcome.error_type
        found[genai.HTTP_STATUS] = self.http_status
        found.update(self._token_counts())
        found.update(self._times())
        if self._characters or outcome.status == "ok":
            found[genai.COMPLETION_LENGTH_CHARACTERS] = self._characters
        if self._capture and self._texts:
            reply = _message("assistant", "".join(self._texts))
            found[genai.OUTPUT_MESSAGES] = [reply | {"finish_reason": (reasons or ["unknown"])[0]}]
        return {name: value for name, value in found.items() if value is not None}

    def _read(self, piece: Piece) -> None:
        if piece.tokens is not None:
            self._tokens = (self._tokens or 0) + piece.tokens
        if piece.usage is not None:
            self.count(piece.usage)
        self._finish_reasons.extend(piece.finish_reasons)
        self._framed = self._framed or piece.framed
        self._error_code = piece.error_code or self._error_code
        for name, value in ((genai.RESPONSE_MODEL, piece.model), (genai.RESPONSE_ID, piece.response_id)):
            if value is not None:
                self.attributes[name] = value
        self._characters += len(piece.text)
        if self._capture and piece.text and self._kept < _MAX_CONTENT_CHARACTERS:
            kept = piece.text[: _MAX_CONTENT_CHARACTERS - self._kept]
            self._texts.append(kept)
            self._kept += len(kept)

    def _token_counts(self) -> dict[str, int | None]:
        return {
            genai.INPUT_TOKENS: self._usage.input_tokens,
            genai.OUTPUT_TOKENS: self._output_tokens(),
            genai.CACHED_TOKENS: self._usage.cached_tokens,
            genai.REASONING_TOKENS: self._usage.reasoning_tokens,
            genai.OUTPUT_CHUNKS: self._arrivals.pieces or None,
        }

    def _output_tokens(self) -> int | None:
        return self._tokens if self._usage.output_tokens is None else self._usage.output_tokens

    def _times(self) -> dict[str, float | None]:
        first, last = self._arrivals.first, self._arrivals.last
        tokens = self._output_tokens()
        per_token = None
        if (
            first is not None
            and last is not None
            and tokens is not None
            and tokens >= 2
            and self._arrivals.pieces >= 2
        ):
            per_token = (last - first) / (tokens - 1)
        p50, p99 = self._arrivals.percentiles(0.5, 0.99) or (None, None)
        return {
            genai.TIME_TO_FIRST_TOKEN_SECONDS: first,
            genai.TIME_TO_LAST_TOKEN_SECONDS: self._answered if last is None else last,
            genai.TIME_PER_OUTPUT_TOKEN_SECONDS: per_token,
            genai.INTER_TOKEN_P50_SECONDS: p50,
            genai.INTER_TOKEN_P99_SECONDS: p99,
            genai.INTER_TOKEN_MAX_SECONDS: self._arrivals.longest_gap,
        }


def _message(role: str, text: str) -> dict[str, Any]:
    """One message in the shape of OpenTelemetry's `gen_ai.*.messages` schema."""
    return {"role": role, "parts": [{"type": "text", "content": text}]}
