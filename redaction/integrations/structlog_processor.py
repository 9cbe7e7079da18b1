"""A structlog processor that redacts each event in the service's process, before it is rendered.

    structlog.configure(processors=[..., RedactEvents(build_redactor("structured")), JSONRenderer()])

Place it after whatever turns exceptions into text and before the renderer: what a later processor adds is not seen.
"""

from __future__ import annotations

import threading
from collections.abc import MutableMapping
from typing import Any, Final

from structlog import DropEvent

from redaction.redactor import Redactor
from redaction.stock_entities import FAILED

__all__ = ["RedactEvents"]

_PRIVATE: Final = ("_record", "_from_structlog", "_logger", "_name")
"""What structlog carries in an event for its own processors."""


class RedactEvents:
    """Redacts events. Values that are not JSON are seen as their text.

    Usable from several threads; they take turns.

    Attributes:
        failed: Events that a marker stands for, and values that could not be examined.
        findings: Replacements made.
    """

    def __init__(self, redactor: Redactor) -> None:
        self.failed = 0
        self.findings = 0
        self._redactor = redactor
        self._lock = threading.Lock()
        self._here = threading.local()

    def __call__(
        self, logger: Any, method_name: str, event_dict: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        """Redact one event.

        Raises:
            structlog.DropEvent: The policy drops it.
        """
        del logger
        try:
            record = self._redacted(event_dict)
        except Exception:  # noqa: BLE001 - fails closed, and never into the service: nothing of the event goes on
            self.failed += 1
            return {"event": f"<{FAILED}>", "level": method_name}
        if record is None:
            raise DropEvent
        return record

    def _redacted(self, event: MutableMapping[str, Any]) -> dict[str, Any] | None:
        private = {key: event[key] for key in _PRIVATE if key in event}
        public = {str(key): _jsonable(value) for key, value in event.items() if key not in private}
        if getattr(self._here, "busy", False):
            raise RuntimeError("redaction itself logs")  # waiting for itself would block the service
        with self._lock:
            self._here.busy = True
            try:
                result = self._redactor.redact_records([public])
            finally:
                self._here.busy = False
            self.failed += result.failed
            self.findings += len(result.findings)
        record = result.records[0]
        return None if record is None else {**record, **private}


def _jsonable(value: Any, depth: int = 64) -> Any:
    """The value as a JSON renderer with `default=str` would show it."""
    if value is None or isinstance(value, str | bool | int | float | bytes):
        return value
    if depth and isinstance(value, dict):
        return {str(key): _jsonable(inner, depth - 1) for key, inner in value.items()}
    if depth and isinstance(value, list | tuple | set | frozenset):
        return [_jsonable(inner, depth - 1) for inner in value]
    return str(value)
