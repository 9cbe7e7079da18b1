"""Read what derivation needs of a clean log message, and nothing else: first step of the metrics app.

Most lines of a log tell nothing that is counted. A look for the few event names skips them unparsed, and of
the others only the fields below are decoded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from emitters import genai
from stream.messages import CleanMessage

__all__ = ["EVENT_HTTP_REQUEST", "UNREADABLE", "Event", "read_events"]

EVENT_HTTP_REQUEST: Final = "http.request"
"""`event` of one HTTP request, as the emitters' ASGI middleware writes it."""

_FIELDS: Final = {
    "event": "event",
    "timestamp": "timestamp",
    "trace_id": "trace_id",
    "side": genai.SIDE,
    "status": genai.STATUS,
    "operation": genai.OPERATION_NAME,
    "provider": genai.PROVIDER_NAME,
    "request_model": genai.REQUEST_MODEL,
    "response_model": genai.RESPONSE_MODEL,
    "input_tokens": genai.INPUT_TOKENS,
    "output_tokens": genai.OUTPUT_TOKENS,
    "cached_tokens": genai.CACHED_TOKENS,
    "reasoning_tokens": genai.REASONING_TOKENS,
    "duration": genai.DURATION_SECONDS,
    "queue": genai.QUEUE_SECONDS,
    "first_token": genai.TIME_TO_FIRST_TOKEN_SECONDS,
    "last_token": genai.TIME_TO_LAST_TOKEN_SECONDS,
    "per_token": genai.TIME_PER_OUTPUT_TOKEN_SECONDS,
    "prompt_length": genai.PROMPT_LENGTH_CHARACTERS,
    "completion_length": genai.COMPLETION_LENGTH_CHARACTERS,
    "cache_hit": genai.CACHE_HIT,
    "batch_size": genai.BATCH_SIZE,
    "queue_length": genai.QUEUE_LENGTH,
    "tenant": genai.TENANT,
    "feature": genai.FEATURE,
    "xid": genai.GPU_XID,
    "recovery_action": genai.GPU_RECOVERY_ACTION,
    "host": genai.GPU_HOST,
    "method": "http.request.method",
    "route": "http.route",
    "http_status": genai.HTTP_STATUS,
}


class Event(msgspec.Struct, frozen=True, rename=_FIELDS):
    """The countable part of a record. Every field is as the record has it: of any type, or absent (None)."""

    event: Any = None
    timestamp: Any = None
    trace_id: Any = None
    side: Any = None
    status: Any = None
    operation: Any = None
    provider: Any = None
    request_model: Any = None
    response_model: Any = None
    input_tokens: Any = None
    output_tokens: Any = None
    cached_tokens: Any = None
    reasoning_tokens: Any = None
    duration: Any = None
    queue: Any = None
    first_token: Any = None
    last_token: Any = None
    per_token: Any = None
    prompt_length: Any = None
    completion_length: Any = None
    cache_hit: Any = None
    batch_size: Any = None
    queue_length: Any = None
    tenant: Any = None
    feature: Any = None
    xid: Any = None
    recovery_action: Any = None
    host: Any = None
    method: Any = None
    route: Any = None
    http_status: Any = None


UNREADABLE: Final = Event(event="unreadable")
"""Stands for a line that announced an event and could not be read."""

_WANTED: Final = frozenset({genai.EVENT_INFERENCE, genai.EVENT_GPU_XID, EVENT_HTTP_REQUEST})
_MARKS: Final = tuple(f'"{name}"'.encode() for name in sorted(_WANTED))
_decode: Final = msgspec.json.Decoder(Event).decode


def read_events(message: CleanMessage) -> Sequence[Event]:
    """The countable events of a clean log message, in its order."""
    value = message.value
    marks = [mark for mark in _MARKS if mark in value]
    if not marks:
        return ()
    events: list[Event] = []
    for line in value.splitlines():
        if not any(mark in line for mark in marks):
            continue
        try:
            event = _decode(line)
        except msgspec.DecodeError:
            events.append(UNREADABLE)
            continue
        if isinstance(event.event, str) and event.event in _WANTED:
            events.append(event)
    return events
