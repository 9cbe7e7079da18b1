"""OTLP log records of several requests, side by side: those below equal resources and scopes.

A service sends the same resource with every request. What lies below it is read in the same columns, however few
records a request holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any, Final, NamedTuple

from emitters import wire
from redaction.otlp.ids import IdFault, faults
from stream.gate.otlp_log_columns import FEW, FIELDS
from stream.gate.otlp_log_fields import resource_of, scope_of

__all__ = ["Below", "Pool", "Stretch", "pooled"]

_PROMOTED: Final = (wire.SERVICE_NAME, "service.instance.id", "deployment.environment.name")
_IDS: Final = attrgetter("trace_id", "span_id")
_ID_SIZES: Final = (("trace_id", (0, 16)), ("span_id", (0, 8)))


class Pool:
    """Log records below equal resources and scopes, of any number of requests.

    Attributes:
        promoted: Resource attributes that stand in every record.
        behind: Entries at the end of every record.
        logs: The log records, in order of requests.
        fields: What is read of them in columns; their ids only if they are read one by one.
        bad: Those whose ids are none.
        places: Of the others the places in the batch.
        uids: Of the others the uid; none if none are asked for.
    """

    __slots__ = ("bad", "behind", "fields", "logs", "places", "promoted", "uids")

    def __init__(self, promoted: dict[str, Any], behind: dict[str, Any]) -> None:
        self.promoted, self.behind = promoted, behind
        self.logs: list[Any] = []
        self.fields: list[Sequence[Any]] = []
        self.bad: dict[int, IdFault] = {}
        self.places: list[int] = []
        self.uids: list[str] = []

    def look(self, *, together: bool) -> None:
        """Read fields and ids, once all log records are there."""
        several = together and len(self.logs) >= FEW
        fields: list[Sequence[Any]] = list(zip(*map(FIELDS if several else _IDS, self.logs), strict=True))
        self.bad = faults(fields[:2], _ID_SIZES)
        if several:
            self.fields = [self._good(column) for column in fields] if self.bad else fields

    def good(self) -> list[Any]:
        """The log records whose ids are right or missing."""
        return self._good(self.logs) if self.bad else self.logs

    def _good(self, column: Sequence[Any]) -> list[Any]:
        return [value for at, value in enumerate(column) if at not in self.bad]


class Stretch(NamedTuple):
    """Where the log records of one scope of a request stand in their pool."""

    pool: Pool
    first: int
    last: int


Below = tuple[dict[str, Any], list[Stretch]]
"""A resource and what stands below it."""


def pooled(messages: Sequence[Any], *, together: bool) -> tuple[list[list[Below]], list[Pool]]:
    """Put the log records of some requests into pools.

    Args:
        messages: `ExportLogsServiceRequest`, attributes as bytes.
        together: Whether fields are read in columns.

    Returns:
        For each request what stands below its resources, and all pools.
    """
    pools: dict[tuple[bytes, ...], Pool] = {}
    below = [_below(message, pools) for message in messages]
    for pool in pools.values():
        pool.look(together=together)
    return below, [*pools.values()]


def _below(message: Any, pools: dict[tuple[bytes, ...], Pool]) -> list[Below]:
    """Put the log records of a request into the pools of their resources and scopes."""
    below = []
    for resource_logs in message.resource_logs:
        resource = resource_of(resource_logs.resource)
        outer = (resource_logs.resource.SerializeToString(), resource_logs.schema_url.encode())
        stretches = []
        for scope_logs in resource_logs.scope_logs:
            if not scope_logs.log_records:
                continue
            key = (*outer, scope_logs.scope.SerializeToString(), scope_logs.schema_url.encode())
            pool = pools.get(key)
            if pool is None:
                pool = pools[key] = _pool(resource, resource_logs.schema_url, scope_logs)
            first = len(pool.logs)
            pool.logs.extend(scope_logs.log_records)
            stretches.append(Stretch(pool, first, len(pool.logs)))
        below.append((resource, stretches))
    return below


def _pool(resource: dict[str, Any], schema_url: str, scope_logs: Any) -> Pool:
    promoted: dict[str, Any] = {name: resource[name] for name in _PROMOTED if name in resource}
    rest = {name: value for name, value in resource.items() if name not in promoted}
    behind: dict[str, Any] = {
        "resource": rest,
        "resource_schema_url": schema_url,
        "scope": scope_of(scope_logs.scope),
        "scope_schema_url": scope_logs.schema_url,
    }
    return Pool(promoted, {key: value for key, value in behind.items() if value})
