"""The bound logger that services call, and the sink it ends in.

structlog's own filtering logger lets errors of the chain and of `%` formatting reach the caller; this one
counts them as dropped records instead, because a log call must never break the service.
"""

from __future__ import annotations

import logging
from typing import Any, Protocol

import structlog
from structlog.typing import BindableLogger

__all__ = ["Intake", "LineSink", "make_bound_logger"]

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


class Intake(Protocol):
    """Where rendered records go."""

    def take(self, line: bytes, level: str) -> None:
        """Take a rendered record; never blocks, never raises."""
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


def make_bound_logger(level: int, intake: Intake) -> type[BindableLogger]:
    """The filtering logger of structlog for `level`, except that its methods never raise."""
    filtering = structlog.make_filtering_bound_logger(level)
    guarded = {
        name: _guarded(getattr(filtering, name), name, intake)
        for name, number in METHODS.items()
        if number >= level
    }
    guarded["log"] = _guarded(filtering.log, "info", intake)
    return type("BoundLogger", (filtering,), guarded)


def _guarded(method: Any, level: str, intake: Intake) -> Any:
    def call(self: Any, *args: Any, **keywords: Any) -> Any:
        try:
            return method(self, *args, **keywords)
        except Exception:  # noqa: BLE001 - the service goes on, the loss is counted
            intake.count_failed(level)
            return None

    call.__name__ = method.__name__
    call.__doc__ = method.__doc__
    return call
