"""The structlog chain: from a log call's keywords to one rendered line.

It is one processor, since each one more is another call: what the call did not say (context variables, trace ids,
the exception as data), who, when and which, then the line. It never raises and does no I/O. A service may put
processors of its own before it. The usual call does without: see `emitters.logger`.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator, MutableMapping
from contextvars import Context, ContextVar, copy_context
from functools import lru_cache
from types import TracebackType
from typing import Any, Final, Protocol, TypeAlias

from opentelemetry import context
from opentelemetry.trace import INVALID_SPAN, SpanContext, get_current_span
from structlog.contextvars import STRUCTLOG_KEY_PREFIX
from structlog.processors import StackInfoRenderer
from structlog.types import EventDict, WrappedLogger

from emitters import wire
from emitters.header import Header, in_full
from emitters.render import RESERVED, encode, safe_text

__all__ = [
    "Identity",
    "Render",
    "add_exception",
    "add_trace_ids",
    "add_variables",
    "describe_exception",
    "make_renderer",
    "span_variable",
]

MAX_FRAMES: Final = 50
MAX_CAUSES: Final = 5
_PREFIX_LENGTH: Final = len(STRUCTLOG_KEY_PREFIX)
_add_stack: Final = StackInfoRenderer()

Render: TypeAlias = Callable[[WrappedLogger, str, MutableMapping[str, Any]], bytes]
"""A structlog processor that ends the chain."""


class Identity(Protocol):
    """Who emits: what the processor needs to know of the process, which changes when it forks."""

    @property
    def header(self) -> Header:
        """Makes the first fields of each record."""
        ...

    def count_truncated(self) -> None:
        """Count a record that was cut."""
        ...


def make_renderer(identity: Identity) -> Render:
    """The processor of one process: from an event of keywords to the line.

    Context variables count less than keywords of the call, as with `structlog.contextvars.merge_contextvars`. The
    record's own fields win over attributes of the same name: nobody types another service's name.

    Args:
        identity: Gives the first fields of each record.

    Returns:
        A function, not an object with `__call__`: calling it costs half as much. The event given to it is its own.
    """

    def renderer(logger: WrappedLogger, method: str, event: MutableMapping[str, Any]) -> bytes:
        add_variables(copy_context(), event)
        if "stack_info" in event:
            event = _add_stack(logger, method, event)
        if "exc_info" in event:
            event = add_exception(logger, method, event)
        add_trace_ids(event)
        if not RESERVED.isdisjoint(event):
            event = {key: value for key, value in event.items() if key not in RESERVED}
        text = event.get("event", "")
        if not isinstance(text, str):
            event["event"] = safe_text(text)
        elif not text:
            event["event"] = ""
        head = identity.header.next(method)
        try:
            body = encode(event)
        except Exception:  # noqa: BLE001 - whatever the encoder or a foreign object raises, the slow way decides
            return slowly(head, event)
        if len(head) + len(body) > wire.MAX_RECORD_BYTES:
            return slowly(head, event)
        # The body is an object with at least one field, so that without its brace it goes on where the head ends.
        return head + body[1:]

    def slowly(head: bytes, event: MutableMapping[str, Any]) -> bytes:
        """A record that has to be copied or cut."""
        line, truncated = in_full(head, event)
        if truncated:
            identity.count_truncated()
        return line

    return renderer


def add_variables(variables: Context, event: MutableMapping[str, Any]) -> None:
    """Add structlog's context variables, as far as the event does not say something else."""
    for variable, value in variables.items():
        key = _attribute(variable)
        if key is not None and value is not ...:
            event.setdefault(key, value)


@lru_cache(maxsize=256)
def _attribute(variable: ContextVar[Any]) -> str | None:
    """What a context variable is called in a record; None if it is not one of structlog's."""
    found = variable.name.startswith(STRUCTLOG_KEY_PREFIX)
    return variable.name[_PREFIX_LENGTH:] if found else None


def add_trace_ids(event: MutableMapping[str, Any], holder: context.Context | None = None) -> None:
    """Add the ids of the current span, if there is one.

    Args:
        event: Gets `trace_id` and `span_id`, in hexadecimal digits.
        holder: The current context of OpenTelemetry, if it is known already.
    """
    span = get_current_span(holder)
    if span is not INVALID_SPAN:
        found = span.get_span_context()
        ids = _in_digits(found.trace_id, found.span_id)
        if ids is not None:
            event["trace_id"], event["span_id"] = ids


@lru_cache(maxsize=256)
def _in_digits(trace_id: int, span_id: int) -> tuple[str, str] | None:
    """Both ids in hexadecimal digits; None if they are not those of a span."""
    valid = SpanContext(trace_id, span_id, is_remote=False).is_valid
    return (f"{trace_id:032x}", f"{span_id:016x}") if valid else None


def span_variable() -> ContextVar[context.Context] | None:
    """The context variable in which OpenTelemetry keeps the current span, as it does unless told otherwise."""

    def attached() -> list[ContextVar[Any]]:
        context.attach(context.get_current())
        return list(copy_context())

    # In a context that is empty and thrown away.
    found = Context().run(attached)
    return found[0] if len(found) == 1 else None


def add_exception(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace `exc_info` by the exception as data, never with local variables."""
    if "exc_info" not in event:
        return event
    given = event.pop("exc_info")
    if given is True:
        error = sys.exc_info()[1]
    elif isinstance(given, tuple):
        error = given[1] if len(given) > 1 else None
    else:
        error = given
    if isinstance(error, BaseException):
        event.update(describe_exception(error))
    return event


def describe_exception(error: BaseException) -> dict[str, Any]:
    """An exception as attributes: type, message, frames (file, line, function) and its causes.

    Args:
        error: Any exception; its text may raise.

    Returns:
        `exception.type`, `exception.message`, `exception.frames` (innermost last) and, if there are any,
        `exception.causes` with the same names without prefix.
    """
    described = [
        {"type": _name(each), "message": _message(each), "frames": _frames(each.__traceback__)}
        for each in _chain(error)
    ]
    first, causes = described[0], described[1:]
    result: dict[str, Any] = {f"exception.{name}": value for name, value in first.items()}
    if causes:
        result["exception.causes"] = causes
    return result


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The exception, then what it came from or contains, each once, at most `MAX_CAUSES` of them."""
    waiting, seen = [error], set[int]()
    while waiting and len(seen) <= MAX_CAUSES:
        each = waiting.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        cause = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
        if cause is not None:
            waiting.append(cause)
        if isinstance(each, BaseExceptionGroup):
            waiting.extend(each.exceptions)


def _name(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # noqa: BLE001 - a service's own __str__ may raise anything
        return ""


def _frames(trace: TracebackType | None) -> list[dict[str, Any]]:
    frames = [
        {"file": frame.f_code.co_filename, "line": line, "function": frame.f_code.co_qualname}
        for frame, line in traceback.walk_tb(trace)
    ]
    return frames[-MAX_FRAMES:]
