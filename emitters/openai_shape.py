"""Reads what matters for measuring out of OpenAI-shaped chunks and responses.

Works on parsed JSON (mappings) and on the objects of the official clients (attributes) alike, and on plain strings.
Feeds `emitters.inference`; a service with another protocol passes its own reader, which returns a `Piece`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

__all__ = ["Piece", "Usage", "read_chunk", "read_response", "text_of"]


class Usage(msgspec.Struct, frozen=True):
    """Token counts of one call so far; None where the model did not say.

    `input_tokens` includes the cached ones and `output_tokens` the reasoning ones, as OpenTelemetry defines them.
    """

    input_tokens: int | None = None
    output_tokens: int | None = None
    cached_tokens: int | None = None
    reasoning_tokens: int | None = None


class Piece(msgspec.Struct, frozen=True):
    """What one chunk, or one whole response, said.

    Attributes:
        text: Generated text in it.
        tokens: How many tokens it is known to hold, None if it does not say.
        finish_reasons: Reasons it ends with, one per finished choice.
        usage: Counts so far; a later one replaces an earlier one.
        model: Model that answered.
        response_id: The provider's id of the response.
        error_code: Code of an error it reports, "error" where that has no code.
        framed: Whether its protocol marks the end by a finish reason, so that a stream without one is truncated.
    """

    text: str = ""
    tokens: int | None = None
    finish_reasons: tuple[str, ...] = ()
    usage: Usage | None = None
    model: str | None = None
    response_id: str | None = None
    error_code: str | None = None
    framed: bool = False


def read_chunk(chunk: object) -> Piece:
    """Read one chunk of a `chat.completion.chunk` or `text_completion` stream; a string is text and nothing else."""
    return _read(chunk, "delta")


def read_response(response: object) -> Piece:
    """Read one whole response of the chat or text completion API, or an error body."""
    return _read(response, "message")


def text_of(content: object) -> str:
    """Text of a message's `content`: a string, or the text parts of a list."""
    if isinstance(content, str):
        return content
    if isinstance(content, Sequence) and not isinstance(content, (bytes, bytearray)):
        return "".join(text for part in content if isinstance(text := _get(part, "text"), str))
    return ""


def _read(value: object, message_key: str) -> Piece:
    if isinstance(value, str):
        return Piece(text=value)
    choices = _get(value, "choices")
    text = ""
    reasons: tuple[str, ...] = ()
    framed = isinstance(choices, (list, Sequence))
    for choice in choices if isinstance(choices, (list, Sequence)) else ():
        message = _get(choice, message_key)
        text += text_of(_get(message, "content")) or text_of(_get(choice, "text"))
        reason = _get(choice, "finish_reason")
        if isinstance(reason, str):
            reasons += (reason,)
    return Piece(
        text=text,
        finish_reasons=reasons,
        usage=_usage(_get(value, "usage")),
        model=_string(_get(value, "model")),
        response_id=_string(_get(value, "id")),
        error_code=_error_code(_get(value, "error")),
        framed=framed,
    )


def _get(holder: object, name: str) -> object:
    # The exact type first: this runs for every field of every chunk, and an abstract class is slow to ask.
    if type(holder) is dict or isinstance(holder, Mapping):
        return holder.get(name)
    return None if holder is None else getattr(holder, name, None)


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _usage(usage: object) -> Usage | None:
    if usage is None:
        return None
    return Usage(
        input_tokens=_count(_get(usage, "prompt_tokens")),
        output_tokens=_count(_get(usage, "completion_tokens")),
        cached_tokens=_count(_get(_get(usage, "prompt_tokens_details"), "cached_tokens")),
        reasoning_tokens=_count(_get(_get(usage, "completion_tokens_details"), "reasoning_tokens")),
    )


def _error_code(error: object) -> str | None:
    if error is None:
        return None
    return _string(_get(error, "code")) or _string(_get(error, "type")) or "error"
