"""Records of the `logging` module, by the same chain to the same buffer.

Loggers that do not propagate, such as `uvicorn.access`, are taken when they are named.
Records of the Kafka client and of the emitters' own threads are left out: they would feed the pipeline with
itself. They still reach every other handler of the service.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Final

import structlog
from opentelemetry import context
from opentelemetry.context import _SUPPRESS_INSTRUMENTATION_KEY
from structlog.types import EventDict, WrappedLogger

from emitters.logger import Intake, level_name
from emitters.processors import Render

__all__ = ["StdlibHandler", "install", "uninstall"]

OWN_LOGGERS: Final = ("kafka", "emitters")
_TAKEN_BY: Final = "_scrubline_taken_by"


class StdlibHandler(logging.Handler):
    """Hands records of the `logging` module to the emitters."""

    def __init__(self, level: int, render: Render, intake: Intake) -> None:
        super().__init__(level)
        self._intake = intake
        self._render = render
        self.setFormatter(
            structlog.stdlib.ProcessorFormatter(
                foreign_pre_chain=[_add_logger_name],
                processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, self._line],
            )
        )

    def createLock(self) -> None:  # noqa: N802 - the name is logging's
        """No lock: the buffer has its own, and a lock held while rendering would queue the threads."""
        self.lock = None

    def emit(self, record: logging.LogRecord) -> None:
        """Render one record and hand it over; never raises."""
        if (
            record.name.startswith("emitters.")
            and logging.getLogger().handlers == [self]
            and logging.lastResort
        ):
            # Without us this would go to standard error; with only us it must not vanish.
            logging.lastResort.handle(record)
        if self in _takers(record):
            # It came by a named logger before it came by the root.
            return
        _takers(record).append(self)
        if record.name.partition(".")[0] in OWN_LOGGERS or context.get_value(_SUPPRESS_INSTRUMENTATION_KEY):
            return
        level = level_name(record.levelno)
        try:
            line = self.format(record).encode()
        except Exception:  # noqa: BLE001 - logging's own answer would print the message to stderr
            self._intake.count_failed(level)
            return
        self._intake.take(line, level)

    def _line(self, logger: WrappedLogger, _method: str, event: EventDict) -> str:
        level = event.pop("_level")
        return self._render(logger, level, event).decode()


def _add_logger_name(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    record: logging.LogRecord = event["_record"]
    event["logger"] = record.name
    event["_level"] = level_name(record.levelno)
    return event


def _takers(record: logging.LogRecord) -> list[logging.Handler]:
    """The handlers of ours that have had this record."""
    found: list[logging.Handler] = record.__dict__.setdefault(_TAKEN_BY, [])
    return found


def install(handler: StdlibHandler, names: Sequence[str] = ()) -> None:
    """Put the handler on the root logger and on loggers that do not propagate to it.

    A root logger that nobody has set up is opened to the handler's level. The Kafka client is kept from printing
    payloads.

    Args:
        handler: What takes the records, each once.
        names: Loggers besides the root. What they are set up with later may put the handler out again.
    """
    root = logging.getLogger()
    if not root.handlers and root.level > handler.level:
        root.setLevel(handler.level)
    for name in ("", *names):
        logging.getLogger(name).addHandler(handler)
    client = logging.getLogger("kafka")
    if client.level == logging.NOTSET:
        # At DEBUG it logs key and value of every message.
        client.setLevel(logging.WARNING)


def uninstall(handler: StdlibHandler, names: Sequence[str] = ()) -> None:
    """Take the handler off the root logger and the named ones."""
    for name in ("", *names):
        logging.getLogger(name).removeHandler(handler)
