"""The structlog chain: from a log call's keywords to one rendered line.

Order: context variables, trace ids, the exception as data, then `Stamp`, which adds who, when and which and
renders once. No processor here raises and none does I/O.
"""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Iterator, MutableMapping
from types import TracebackType
from typing import Any, Final, Protocol

from opentelemetry.trace import INVALID_SPAN, get_current_span
from structlog.types import EventDict, WrappedLogger

from emitters import wire
from emitters.render import KEPT, render, safe_text

__all__ = ["Identity", "Stamp", "add_exception", "add_trace_ids", "describe_exception"]

MAX_FRAMES: Final = 50
MAX_CAUSES: Final = 5
RESERVED: Final = KEPT - {"trace_id", "span_id"}
"""Fields that only `Stamp` sets."""
_LEVELS: Final = {
    "warn": "warning",
    "exception": "error",
    "fatal": "critical",
    "msg": "info",
    "notset": "debug",
}


class Identity(Protocol):
    """Who emits: what `Stamp` needs to know of the process, which changes when it forks."""

    @property
    def resource(self) -> dict[str, str]:
        """`service.name`, `service.instance.id` and `deployment.environment.name`."""
        ...

    def next_uid(self) -> str:
        """The next `log.record.uid`."""
        ...

    def count_truncated(self) -> None:
        """Count a record that was cut."""
        ...


def add_trace_ids(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Add `trace_id` and `span_id` of the current OpenTelemetry span, if there is one."""
    span = get_current_span()
    if span is not INVALID_SPAN:
        found = span.get_span_context()
        if found.is_valid:
            event["trace_id"] = f"{found.trace_id:032x}"
            event["span_id"] = f"{found.span_id:016x}"
    return event


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


class Stamp:
    """The last processor: identity, time and uid, then the line.

    The record's own fields win over attributes of the same name: nobody types another service's name.
    """

    def __init__(self, identity: Identity) -> None:
        self._identity = identity
        self._second = (-1, "")

    def __call__(self, _logger: WrappedLogger, method: str, event: MutableMapping[str, Any]) -> bytes:
        """Render the record."""
        identity = self._identity
        name = event.pop("event", "")
        if not RESERVED.isdisjoint(event):
            event = {key: value for key, value in event.items() if key not in RESERVED}
        # One display, because growing a dict twice costs more than all the values in it.
        record: dict[str, Any] = {
            "timestamp": self._now(),
            "level": _LEVELS.get(method, method),
            "event": name if isinstance(name, str) else safe_text(name),
            **identity.resource,
            wire.UID: identity.next_uid(),
            **event,
        }
        line, truncated = render(record)
        if truncated:
            identity.count_truncated()
        return line

    def _now(self) -> str:
        """RFC 3339 in UTC with nanoseconds; the text of the second is kept between calls."""
        now = time.time_ns()
        second = now // 1_000_000_000
        # One tuple, because another thread may be replacing it right now.
        cached, text = self._second
        if second != cached:
            text = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(second))
            self._second = (second, text)
        return f"{text}.{now - second * 1_000_000_000:09d}Z"
