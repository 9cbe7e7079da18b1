"""The first fields of every record: time, level, who emits, uid; rendered ahead as far as they can be.

Within a process they differ from record to record in the time, the level and a number only. So a log call
notes these and its attributes as a `Draft`, and the sender's thread makes the line of it. A forked child has a header
of its own.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

import msgspec

from emitters import wire
from emitters.render import RESERVED, encode, render

__all__ = ["MAX_DRAFT_BYTES", "Draft", "Header", "finish", "in_full", "size_of"]


class Draft(msgspec.Struct, gc=False):
    """A record before it is a line; the garbage collector need not look at one that waits.

    Nothing in it can change any more: values are texts, numbers, None, tuples of texts, and the JSON (`msgspec.Raw`) of
    everything else.

    Attributes:
        size: Bytes to reckon with: what it takes in memory.
        stamp: Time in ns since the epoch.
        middle: What stands between time and number in the head.
        number: Of the record.
        event: Its text.
        attributes: The rest of it.
    """

    size: int
    stamp: int
    middle: bytes
    number: int
    event: str
    attributes: dict[str, Any]


MAX_DRAFT_BYTES: Final = 16_000
"""What a draft may hold, at most: its line then fits into a record even if each character needs an escape."""

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
    """The line of a draft, without line end. Never raises: the sender's thread must live."""
    head = _head(draft.stamp, draft.middle, draft.number)
    # First, because people read lines from the left; an attribute of that name does not count.
    record: dict[str, Any] = {"event": draft.event}
    try:
        record |= draft.attributes
        record["event"] = draft.event
        if not RESERVED.isdisjoint(record):
            record = {key: value for key, value in record.items() if key not in RESERVED}
        # The body is an object with at least one field, so that without its brace it goes on where the head ends.
        return head + encode(record)[1:]
    except Exception:  # noqa: BLE001 - a character that is none, or a name with methods of its own: the copy decides
        return _at_last(head, draft.event, record)


def _at_last(head: bytes, event: str, record: Mapping[str, Any]) -> bytes:
    try:
        return in_full(head, record)[0]
    except Exception:  # noqa: BLE001 - a name whose methods raise
        return in_full(head, {"event": event})[0]


def in_full(head: bytes, record: Mapping[str, Any]) -> tuple[bytes, bool]:
    """The line of a record that has to be copied or cut, and whether fields were cut.

    Args:
        head: Its first fields, see `Header.next`.
        record: Its attributes.
    """
    return render({**msgspec.json.decode(head[:-1] + b"}"), **record})


def size_of(item: bytes | Draft) -> int:
    """Bytes to reckon with for what becomes one line: its own, or what its draft takes in memory."""
    return len(item) if isinstance(item, bytes) else item.size


def _head(stamp: int, middle: bytes, number: int) -> bytes:
    second, nanoseconds = divmod(stamp, _SECOND)
    return b'%b%09d%b%d",' % (_to_the_second(second), nanoseconds, middle, number)


@lru_cache(maxsize=4)
def _to_the_second(second: int) -> bytes:
    return time.strftime('{"timestamp":"%Y-%m-%dT%H:%M:%S.', time.gmtime(second)).encode()
