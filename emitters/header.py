"""The first fields of every record: time, level, who emits, uid; rendered ahead as far as they can be.

Within a process they differ from record to record in the time, the level and a number only. So a log call
notes these as a `Draft`, and the sender's thread makes the line of it. A forked child has a header of its own.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, TypeAlias

from emitters import wire
from emitters.render import render

__all__ = ["HEAD_BYTES", "Draft", "Header", "finish", "size_of"]

Draft: TypeAlias = tuple[int, bytes, int, bytes]
"""A record without its head: time in ns since the epoch, what stands between time and number, number, body.

Numbers and bytes only, so that the garbage collector need not follow those that wait. The body is a JSON object with
at least one field.
"""

HEAD_BYTES: Final = 64
"""What the head adds, at most, to the two texts of a draft: 45 bytes and the digits of the number, less a brace."""

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
        self.number: Callable[[], int] = itertools.count().__next__
        """Gives the next number, from 0 on, each once whatever the thread."""
        self.middles: dict[str, bytes] = {}
        """What stands between time and number, by log method; those of the five levels are always there."""
        for level in ("debug", "info", "warning", "error", "critical"):
            self._middle(level)

    def next(self, method: str) -> bytes:
        """The head of the next record: a JSON object that is still open, with a comma at its end.

        Args:
            method: Name of the log method, by which the level goes.

        Returns:
            `timestamp` (RFC 3339 in UTC with nanoseconds), `level`, the resource and the next `log.record.uid`.
        """
        return _head(time.time_ns(), self.middles.get(method) or self._middle(method), self.number())

    def _middle(self, method: str) -> bytes:
        rendered, _ = render({"level": _LEVELS.get(method, method), **self._resource})
        middle = b'Z",%b,"%b":"%b-' % (rendered[1:-1], wire.UID.encode(), self._producer_id.encode())
        self.middles[method] = middle
        return middle


def finish(draft: Draft) -> bytes:
    """The line of a draft, without line end."""
    stamp, middle, number, body = draft
    # The body goes on, without its brace, where the head ends.
    return _head(stamp, middle, number) + body[1:]


def size_of(item: bytes | Draft) -> int:
    """Bytes to reckon with for what becomes one line: its own, or the most that a draft can have."""
    return len(item) if isinstance(item, bytes) else len(item[1]) + len(item[3]) + HEAD_BYTES


def _head(stamp: int, middle: bytes, number: int) -> bytes:
    second, nanoseconds = divmod(stamp, _SECOND)
    return b'%b%09d%b%d",' % (_to_the_second(second), nanoseconds, middle, number)


@lru_cache(maxsize=4)
def _to_the_second(second: int) -> bytes:
    return time.strftime('{"timestamp":"%Y-%m-%dT%H:%M:%S.', time.gmtime(second)).encode()
