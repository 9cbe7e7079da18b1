"""How one model call ended: one word of `genai.STATUSES` and a low-cardinality `error.type`.

A pure function of what `emitters.inference` saw. Rules, first match wins:

1. `fail(status, error_type)` of the service itself.
2. The service, or the stream, raised:
   cancellation (CancelledError, GeneratorExit, KeyboardInterrupt, SystemExit) -> cancelled;
   a timeout by class or class name (TimeoutError, httpx.ReadTimeout, openai.APITimeoutError) -> timeout;
   an error code of a content filter -> safety_refusal;
   a `status_code` of 400 or more, its own or its response's -> as rule 4;
   nothing had been received yet and the connection failed -> 5xx (no server answered);
   anything else -> generation_failure.
3. A finish reason or error code of a content filter (content_filter, refusal, safety, ...) -> safety_refusal.
4. The response's HTTP status: 408 and 504 -> timeout, other 4xx -> 4xx, 5xx and above -> 5xx.
5. A finish reason that says failure (error, abort), or an error inside the body or stream -> generation_failure.
6. A stream that broke, or ended without a finish reason in a protocol that has one -> generation_failure;
   one that its reader left before any finish reason -> cancelled.
7. Otherwise ok.

`error.type` is the HTTP status, the exception's class name, the finish reason, the provider's error code, or one of
`stream_truncated`, `stream_abandoned` and `_OTHER`; never a message.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import Final, Literal

from emitters.genai import Status

__all__ = ["Ending", "Outcome", "StreamState", "classify", "status_code_of"]

StreamState = Literal["none", "open", "exhausted", "truncated", "broken"]

SAFETY_REASONS: Final = frozenset(
    {
        "blocklist",
        "content_filter",
        "content_filtered",
        "content_policy_violation",
        "guardrail_intervened",
        "prohibited_content",
        "refusal",
        "responsibleaipolicyviolation",
        "safety",
        "spii",
    },
)
FAILURE_REASONS: Final = frozenset({"abort", "error", "malformed_function_call"})
_CONNECTION_NAMES: Final = frozenset(
    {"APIConnectionError", "ClientConnectionError", "ConnectionError", "NetworkError", "RemoteProtocolError"},
)
_CANCELLATIONS: Final = (asyncio.CancelledError, GeneratorExit, KeyboardInterrupt, SystemExit)
_TIMEOUT_NAME: Final = re.compile(r"(?:Timeout|TimeoutError|TimeoutException|DeadlineExceeded)$")
_TIMEOUT_STATUSES: Final = frozenset({408, 504})
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9_.]")
_CODE: Final = re.compile(r"[a-z_]{1,48}")
_MAX_ERROR_TYPE: Final = 64


@dataclass(frozen=True, slots=True)
class Ending:
    """What is known when a call is over.

    Attributes:
        error: What the service or the stream raised.
        http_status: Status of the response, if there was one.
        finish_reasons: As the model gave them.
        error_code: Code of an error body, as `content_filter`.
        received: Whether any part of a successful response had arrived.
        stream: State of the observed stream when the call ended.
    """

    error: BaseException | None = None
    http_status: int | None = None
    finish_reasons: tuple[str, ...] = ()
    error_code: str | None = None
    received: bool = False
    stream: StreamState = "none"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Status of the closed list, and why; `error_type` is None exactly when the status is ok."""

    status: Status
    error_type: str | None = None

    def __post_init__(self) -> None:
        if self.error_type is not None:
            cleaned = _UNSAFE.sub("_", self.error_type)[:_MAX_ERROR_TYPE]
            object.__setattr__(self, "error_type", cleaned or "_OTHER")


def classify(ending: Ending) -> Outcome:
    """Apply the rules of the module to one ending."""
    if ending.error is not None:
        return _of_error(ending.error, ending)
    return _of_response(ending)


def _of_error(error: BaseException, ending: Ending) -> Outcome:
    name = type(error).__name__
    if isinstance(error, _CANCELLATIONS):
        return Outcome("cancelled", name)
    classes = [kind.__name__ for kind in type(error).__mro__]
    if isinstance(error, TimeoutError) or any(_TIMEOUT_NAME.search(kind) for kind in classes):
        return Outcome("timeout", name)
    code = getattr(error, "code", None)
    if isinstance(code, str) and code.lower() in SAFETY_REASONS:
        return Outcome("safety_refusal", code.lower())
    status = status_code_of(error)
    if status is not None and status >= 400:
        return _of_status(status)
    unreached = not ending.received and ending.http_status is None
    if unreached and (isinstance(error, ConnectionError) or not _CONNECTION_NAMES.isdisjoint(classes)):
        return Outcome("5xx", name)
    return Outcome("generation_failure", name)


def status_code_of(error: BaseException) -> int | None:
    """HTTP status that an exception, or the response it carries, names."""
    for holder in (error, getattr(error, "response", None)):
        status = getattr(holder, "status_code", None)
        if isinstance(status, int):
            return status
    return None


def _of_status(status: int) -> Outcome:
    if status in _TIMEOUT_STATUSES:
        return Outcome("timeout", str(status))
    return Outcome("4xx" if status < 500 else "5xx", str(status))


def _of_response(ending: Ending) -> Outcome:
    reasons = [reason.lower() for reason in ending.finish_reasons]
    code = (ending.error_code or "").lower()
    for reason in (code, *reasons):
        if reason in SAFETY_REASONS:
            return Outcome("safety_refusal", reason)
    if ending.http_status is not None and ending.http_status >= 400:
        return _of_status(ending.http_status)
    for reason in reasons:
        if reason in FAILURE_REASONS:
            return Outcome("generation_failure", reason)
    if code:
        return Outcome("generation_failure", code if _CODE.fullmatch(code) else "_OTHER")
    if ending.stream in ("truncated", "broken"):
        return Outcome("generation_failure", "stream_truncated")
    if ending.stream == "open" and not reasons:
        return Outcome("cancelled", "stream_abandoned")
    return Outcome("ok")
