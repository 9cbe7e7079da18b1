"""The first fields of every record: time, level, who emits, uid; rendered ahead as far as they can be.

Within a process they differ from record to record in the time, the level and a number only. So a log call
formats bytes once instead of encoding seven fields again. A forked child has a header of its own.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Mapping
from typing import Final

from emitters import wire
from emitters.render import render

__all__ = ["Header"]

_SECOND: Final = 1_000_000_000
_LEVELS: Final = {
    "warn": "warning",
    "exception": "error",
    "fatal": "critical",
    "msg": "info",
    "notset": "debug",
}


class Header:
    """Makes the heads of one process's records.

    Args:
        resource: `service.name`, `service.instance.id` and `deployment.environment.name`.
        producer_id: First part of every `log.record.uid`; digits and ASCII letters, never used before.
    """

    def __init__(self, resource: Mapping[str, str], producer_id: str) -> None:
        self._resource = dict(resource)
        self._producer_id = producer_id
        self._numbers = itertools.count()
        self._second = (-1, b"")
        self._middles: dict[str, bytes] = {}

    def next(self, method: str) -> bytes:
        """The head of the next record: a JSON object that is still open, with a comma at its end.

        Args:
            method: Name of the log method, by which the level goes.

        Returns:
            `timestamp` (RFC 3339 in UTC with nanoseconds), `level`, the resource and the next `log.record.uid`.
        """
        second, nanoseconds = divmod(time.time_ns(), _SECOND)
        # One tuple, because another thread may be replacing it right now.
        cached, text = self._second
        if second != cached:
            text = time.strftime('{"timestamp":"%Y-%m-%dT%H:%M:%S.', time.gmtime(second)).encode()
            self._second = (second, text)
        middle = self._middles.get(method) or self._middle(method)
        return b'%b%09d%b%d",' % (text, nanoseconds, middle, next(self._numbers))

    def _middle(self, method: str) -> bytes:
        """What stands between the time and the number, kept per method."""
        rendered, _ = render({"level": _LEVELS.get(method, method), **self._resource})
        middle = b'Z",%b,"%b":"%b-' % (rendered[1:-1], wire.UID.encode(), self._producer_id.encode())
        self._middles[method] = middle
        return middle
