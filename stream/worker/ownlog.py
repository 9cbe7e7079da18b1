"""The workers' own logs: JSON lines on standard error that can never hold a payload.

Our records are written as data. Records of libraries pass `_Confined`: the message only if it is a literal of the
library's source, arguments only if they are numbers or partitions, exceptions only as type and place. A library that
formats a payload into a message therefore shows up as the name of the function that did it. Of a line that a library
says again and again, as clients of Kafka do while no broker is there, some are left out and counted. Exceptions that
nobody catches, in whichever thread, come the same way instead of through the interpreter, which prints their text.
"""

from __future__ import annotations

import ast
import linecache
import logging
import sys
import threading
import traceback
from collections.abc import MutableMapping
from functools import lru_cache
from types import TracebackType
from typing import Any, TextIO

import structlog

from emitters import wire
from stream.worker.flood import Flood

__all__ = ["configure"]

_OWN = ("stream", "redaction", "emitters", "examples", "__main__")


def configure(level: str, *, service: str, environment: str, app: str, stream: TextIO | None = None) -> None:
    """Set up structlog and the root logger of this process.

    Args:
        level: Least level of our own records; libraries never go below WARNING.
        service: `service.name` on each record.
        environment: `deployment.environment.name` on each record.
        app: The app that runs here.
        stream: Where to; standard error by default.
    """
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="timestamp"),
        _name_exceptions,
        _Resource({wire.SERVICE_NAME: service, "deployment.environment.name": environment, "app": app}),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.addFilter(_Confined())
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.ExtraAdder(["alike_left_out"]), *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in _OWN:
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    sys.unraisablehook = _unraisable


def _uncaught(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    _tell("uncaught exception", error)


def _uncaught_in_thread(fault: threading.ExceptHookArgs) -> None:
    # `exc_value` can be missing when memory ran out; SystemExit is how a thread ends on purpose.
    if fault.exc_type is not SystemExit:
        _tell("uncaught exception in a thread", fault.exc_value or fault.exc_type())


def _unraisable(fault: sys.UnraisableHookArgs) -> None:
    # Neither its object nor its message: the repr of an object may hold anything.
    _tell("exception where none can be raised", fault.exc_value or fault.exc_type())


def _tell(event: str, error: BaseException) -> None:
    structlog.get_logger(__name__).critical(event, exc_info=error)


class _Resource:
    def __init__(self, values: dict[str, str]) -> None:
        self._values = values

    def __call__(
        self, _logger: Any, _method: str, event: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        return {**self._values, **event}


def _name_exceptions(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Exceptions as type and place: their text may quote what they choked on."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    error = info if isinstance(info, BaseException) else info[1] if isinstance(info, tuple) else None
    if error is not None:
        event["exception"] = type(error).__qualname__
        event["at"] = _frames(error.__traceback__)
    event.pop("stack_info", None)
    return event


def _frames(trace: TracebackType | None) -> list[str]:
    return [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(trace)[-8:]]


class _Confined(logging.Filter):
    """Rewrites library records so that nothing variable but numbers and partitions is left, and counts the alike."""

    def __init__(self) -> None:
        super().__init__()
        self._flood = Flood()

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.partition(".")[0] in _OWN:
            return True
        if record.levelno < logging.WARNING:
            return False
        left_out = self._flood.left_out((record.pathname, record.lineno), record.created)
        if left_out is None:
            return False
        if left_out:
            record.alike_left_out = left_out
        template = _literal(str(record.msg), record.pathname)
        if template is None:
            record.msg, record.args = f"{record.module}.{record.funcName}:{record.lineno}", ()
        elif record.args:
            arguments = record.args if isinstance(record.args, tuple) else (record.args,)
            record.args = tuple(_safe(argument) for argument in arguments)
            record.msg = _shown(template, record.args)
            record.args = ()
        else:
            record.msg = template
        error = record.exc_info[1] if record.exc_info else None
        record.exc_info = (type(error), error, error.__traceback__) if error is not None else None
        record.exc_text = record.stack_info = None
        return True


def _shown(template: str, arguments: tuple[object, ...]) -> str:
    try:
        return template % arguments
    except (TypeError, ValueError):
        return f"{template} {arguments}"


def _safe(value: object) -> object:
    if isinstance(value, bool | int | float) or value is None:
        return value
    if type(value).__name__ in {"TP", "TopicPartition"}:
        return str(tuple(value))  # type: ignore[arg-type]  # both are named tuples of topic and partition
    if isinstance(value, set | frozenset | list | tuple):
        return f"[{', '.join(str(_safe(item)) for item in list(value)[:16])}]"
    return f"<{type(value).__qualname__}>"


def _literal(template: str, path: str) -> str | None:
    """This text if it stands in the source file, so that nothing was formatted into it, else None.

    What a service of Faust says comes behind its name, which is left out.
    """
    if not template:
        return template
    said = template.partition("]: ")[2] if template.startswith("[^") else template
    return said if said in _literals(path) else None


@lru_cache(maxsize=64)
def _literals(path: str) -> frozenset[str]:
    """Every string of a source file as it is at run time: one that goes over several lines is whole."""
    try:
        tree = ast.parse("".join(linecache.getlines(path)))
    except (SyntaxError, ValueError, RecursionError):
        return frozenset()
    return frozenset(
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
