"""A `logging.Filter` that redacts each log record in the service's process, before a handler writes it.

    handler.addFilter(RedactionFilter(build_redactor("structured")))

On a handler it sees every record that the handler writes; on a logger it would miss those of the loggers below.
"""

from __future__ import annotations

import logging
from typing import Any, Final

from structlog import DropEvent

from redaction.integrations.structlog_processor import RedactEvents
from redaction.redactor import Redactor
from redaction.stock_entities import FAILED

__all__ = ["RedactionFilter"]

_OWN: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
"""Attributes that every record has; others came with `extra`."""
_MESSAGE: Final = "event"
_TRACEBACK: Final = "exception"
_STACK: Final = "stack"
_ABOUT: Final = "logging.record"
"""Where what a record says of itself stands while it is redacted: a name that nobody gives to `extra`."""
_TOLD: Final = {
    "logger": "name",
    "thread": "threadName",
    "process": "processName",
    "task": "taskName",
    "path": "pathname",
}
"""Texts that a formatter may print, and that services and users choose the words of."""


class RedactionFilter(logging.Filter):
    """Redacts records in place: message with its arguments, traceback, stack, `extra`, and the names around it.

    Those are the names of logger, thread, process, task and file.
    Handlers that come later get the redacted record too. Of a record that cannot be examined nothing of this is left.
    """

    def __init__(self, redactor: Redactor) -> None:
        super().__init__()
        self._redact = RedactEvents(redactor)
        self._formatter = logging.Formatter()

    @property
    def failed(self) -> int:
        """Records that a marker stands for, and values that could not be examined."""
        return self._redact.failed

    @property
    def findings(self) -> int:
        """Replacements made."""
        return self._redact.findings

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact; False if the policy drops the record. Never raises."""
        extra = {key: value for key, value in vars(record).items() if key not in _OWN}
        event: dict[str, Any]
        try:
            event = {**extra, **self._shown(record)}
        except Exception:  # noqa: BLE001 - fails closed: an argument that cannot be shown, a wrong format
            event = {_MESSAGE: f"<{FAILED}>", _ABOUT: self._about(record)}
            self._redact.failed += 1
        try:
            redacted = dict(self._redact(None, record.levelname.lower(), event))
        except DropEvent:
            return False
        for key in extra:
            delattr(record, key)
        record.msg, record.args = str(redacted.pop(_MESSAGE, "")), None
        record.exc_info, record.exc_text = None, redacted.pop(_TRACEBACK, None)
        record.stack_info = redacted.pop(_STACK, None)
        about = redacted.pop(_ABOUT, None)
        for name, attribute in _TOLD.items():
            if hasattr(record, attribute):
                setattr(record, attribute, about.get(name, "") if isinstance(about, dict) else "")
        for key in redacted.keys() - _OWN:
            setattr(record, key, redacted[key])
        return True

    def _shown(self, record: logging.LogRecord) -> dict[str, Any]:
        traceback = record.exc_text
        if record.exc_info and record.exc_info[0] is not None:
            traceback = self._formatter.formatException(record.exc_info)
        shown = {
            _MESSAGE: record.getMessage(),
            _TRACEBACK: traceback,
            _STACK: record.stack_info,
            _ABOUT: self._about(record),
        }
        return {key: value for key, value in shown.items() if value is not None}

    @staticmethod
    def _about(record: logging.LogRecord) -> dict[str, Any]:
        return {name: getattr(record, attribute, None) for name, attribute in _TOLD.items()}
