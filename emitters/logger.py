"""The bound logger that services call, and the sink it ends in.

structlog's own filtering logger lets errors of the chain and of `%` formatting reach the caller; this one
counts them as dropped records instead, because a log call must never break the service.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextvars import ContextVar, copy_context
from time import time_ns
from types import NoneType
from typing import Any, Final, Protocol, TypeAlias

import structlog
from msgspec import Raw
from structlog.typing import BindableLogger

from emitters.header import MAX_DRAFT_BYTES, Draft
from emitters.processors import Render, add_trace_ids, add_variables, span_variable
from emitters.render import encode

__all__ = ["Desk", "Intake", "LazyLogger", "LineSink", "Put", "level_name", "make_bound_logger"]

METHODS = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "msg": logging.INFO,
    "warn": logging.WARNING,
    "warning": logging.WARNING,
    "error": logging.ERROR,
    "exception": logging.ERROR,
    "critical": logging.CRITICAL,
    "fatal": logging.CRITICAL,
}


_SMALL: Final = frozenset({float, bool, NoneType})
_LONG_LIST: Final = 64
"""Items; a longer list is encoded at once, which costs less than to look at each."""
_DRAFT_BYTES: Final = 320
"""What a draft takes in memory without its attributes: itself, a table, three numbers, its place in the buffer."""
_ATTRIBUTE_BYTES: Final = 80
"""What an attribute takes besides its characters: two places and the object that holds its value."""
_JSON_BYTES: Final = 64
"""What one that is encoded at once takes beyond that."""

_LEVELS: Final = (
    (logging.CRITICAL, "critical"),
    (logging.ERROR, "error"),
    (logging.WARNING, "warning"),
    (logging.INFO, "info"),
)
LEVEL_OF = {"msg": "info", "warn": "warning", "exception": "error", "fatal": "critical"}


class Put(Protocol):
    """Takes a record, its level and the bytes to reckon with (0: yet to be asked for); never blocks or raises."""

    def __call__(self, line: bytes | Draft, level: str, size: int = 0, /) -> object:
        """See `emitters.buffer.Buffer.put`."""
        ...


Desk: TypeAlias = tuple[Callable[[], int], Mapping[str, bytes], Put]
"""Gives a draft its number, gives it its middle by level, takes it: of one process and one run."""


class Intake(Protocol):
    """Where records go."""

    @property
    def take(self) -> Put:
        """Takes a rendered record and its level."""
        ...

    @property
    def desk(self) -> Desk:
        """For drafts."""
        ...

    def count_failed(self, level: str) -> None:
        """Count a record that could not be rendered."""
        ...


class LineSink:
    """What structlog calls its logger: one method per level, each taking a rendered line."""

    __slots__ = ("_intake",)

    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    def debug(self, line: bytes) -> None:
        """Take a line of level debug."""
        self._intake.take(line, "debug")

    def info(self, line: bytes) -> None:
        """Take a line of level info."""
        self._intake.take(line, "info")

    def warning(self, line: bytes) -> None:
        """Take a line of level warning."""
        self._intake.take(line, "warning")

    def error(self, line: bytes) -> None:
        """Take a line of level error."""
        self._intake.take(line, "error")

    def critical(self, line: bytes) -> None:
        """Take a line of level critical."""
        self._intake.take(line, "critical")

    exception = error
    warn = warning
    fatal = critical
    msg = info


class LazyLogger:
    """A logger that may be made before `configure` and finds its methods once, at its first use after it.

    structlog's own lazy logger binds anew for every call, even when what it binds to is kept.

    Args:
        **initial_values: Attributes of every record.
    """

    def __init__(self, **initial_values: Any) -> None:
        self._lazy = structlog.get_logger(**initial_values)

    def __getattr__(self, name: str) -> Any:
        """A method of structlog's bound logger; only those that are asked for the first time come here."""
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(self._lazy.bind(), name)
        if structlog.get_config()["cache_logger_on_first_use"]:
            # As structlog keeps the bound logger itself.
            self.__dict__[name] = found
        return found


def level_name(number: int) -> str:
    """What a level of `logging` is called in a record: as the next one below that has a name."""
    return next((name for least, name in _LEVELS if number >= least), "debug")


def make_bound_logger(level: int, intake: Intake, render: Render) -> type[BindableLogger]:
    """A filtering logger like structlog's, whose methods never raise and take the short way to `intake`.

    Args:
        level: Least severe level, as `logging` numbers it, that is recorded.
        intake: Gets the records.
        render: The processor that ends the chain; where it is all of it, the methods may do without.
    """
    filtering = structlog.make_filtering_bound_logger(level)
    methods: dict[str, Any] = {}
    spans = span_variable()
    for name, number in METHODS.items():
        methods[name] = _ignored
        if number >= level:
            in_full = _in_full(getattr(filtering, name), name, intake)
            methods[name] = in_full
            if spans is not None and name != "exception":
                methods[name] = _in_short(in_full, name, intake, render, spans)
    methods["log"] = _guarded(filtering.log, intake)
    return type("BoundLogger", (filtering,), methods)


def _ignored(_self: Any, _event: Any = None, /, *_args: Any, **_keywords: Any) -> None:
    """A log method below the level. structlog's own raises when a keyword is called `event` or `self`."""


def _in_full(slow: Any, name: str, intake: Intake) -> Any:
    """A log method. structlog's own repacks the keywords five times on the way; this one does so once."""
    level = LEVEL_OF.get(name, name)
    failing = name == "exception"

    # Positions only, so that a keyword may have any name: `event` and `self` are attributes like others.
    def call(self: Any, event: Any = None, /, *args: Any, **keywords: Any) -> None:
        try:
            if args:
                slow(self, event, *args, **keywords)
                return
            if failing:
                keywords.setdefault("exc_info", True)
            # First, because people read lines from the left.
            values: Any = {"event": event, **self._context, **keywords}
            if event is not None:
                values["event"] = event
            for processor in self._processors:
                values = processor(self._logger, level, values)
            intake.take(values, level)
        except structlog.DropEvent:
            return
        except Exception:  # noqa: BLE001 - the service goes on, the loss is counted
            intake.count_failed(level)

    call.__name__ = name
    call.__doc__ = slow.__doc__
    return call


def _in_short(in_full: Any, name: str, intake: Intake, render: Render, spans: ContextVar[Any]) -> Any:
    """A log method that makes of the usual call a draft, in one function; everything else goes `in_full`.

    A service logs after it has worked or slept, when the processor's caches hold other things: what costs then is
    each function, table and object that is touched, so there are few. The loop only sees to it that nothing can
    change before the sender encodes it, and that its size is known: texts and numbers are kept as they are, lists of
    texts as tuples, and what else there is as the JSON of this moment. The line of a draft is the one that `render`
    would make.
    """
    level = LEVEL_OF.get(name, name)
    small = _SMALL

    def call(self: Any, event: Any = None, /, *args: Any, **keywords: Any) -> None:
        try:
            chain = self._processors
            if type(event) is str and not args and len(chain) == 1 and chain[0] is render:
                bound = self._context
                values = {**bound, **keywords} if bound else keywords
                variables = copy_context()
                if variables:
                    add_variables(variables, values)
                    if spans in variables:
                        add_trace_ids(values, variables[spans])
                if "exc_info" not in values and "stack_info" not in values:
                    size = _DRAFT_BYTES + _ATTRIBUTE_BYTES * len(values)
                    size += 4 * len(event)
                    for key, value in values.items():
                        kind = type(value)
                        if kind is str:
                            size += len(key) + (len(value) if value.isascii() else 4 * len(value))
                        elif kind is int:
                            size += len(key) + (value.bit_length() >> 3)
                        elif kind in small:
                            size += len(key)
                        else:
                            size += len(key)
                            items = tuple(value) if kind is list and len(value) <= _LONG_LIST else ()
                            for item in items:
                                if type(item) is not str:
                                    items = ()
                                    break
                                size += _ATTRIBUTE_BYTES + 4 * len(item)
                            if items:
                                values[key] = items
                            else:
                                text = encode(value)
                                size += _JSON_BYTES + len(text)
                                values[key] = Raw(text)
                    if size <= MAX_DRAFT_BYTES:
                        number, middles, put = intake.desk
                        put(Draft(size, time_ns(), middles[level], number(), event, values), level, size)
                        return
        except Exception:  # noqa: BLE001, S110 - whatever an object of the service raises, the full way decides
            pass
        in_full(self, event, *args, **keywords)

    call.__name__ = name
    call.__doc__ = in_full.__doc__
    return call


def _guarded(slow: Any, intake: Intake) -> Any:
    def log(self: Any, level: int, event: Any = None, /, *args: Any, **keywords: Any) -> None:
        try:
            slow(self, level, event, *args, **keywords)
        except Exception:  # noqa: BLE001 - the service goes on, the loss is counted
            intake.count_failed(level_name(level) if isinstance(level, int) else "info")

    return log
