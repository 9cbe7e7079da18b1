"""OTLP log records of one scope at once: those with the same fields and attributes, column by column.

`stream.otlp_logs` reads a record alone; what is read here is read the same, only the work is shared. Records that
do not fit are left to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from operator import attrgetter, itemgetter
from typing import Any, Final, NamedTuple

from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue

from redaction.otlp_columns import UNREAD, Alike, alike, key_of, values

__all__ = ["Rendering", "records_alike"]

_FIELDS: Final = attrgetter(
    "time_unix_nano",
    "observed_time_unix_nano",
    "severity_number",
    "severity_text",
    "event_name",
    "trace_id",
    "span_id",
    "flags",
    "body.string_value",
    "attributes",
)
_FEW: Final = 4
"""Fewer records than this are not worth their while together."""


class Rendering(NamedTuple):
    """How the parts of a log record are shown: as `stream.otlp_logs` shows those of a record alone.

    Attributes:
        timestamps: Of epoch nanoseconds, many at once.
        level: Of severity number and text.
        value: Of an attribute's value.
        reserved: Names of a record that no attribute may take.
    """

    timestamps: Callable[[Sequence[int]], list[str]]
    level: Callable[[int, str], str]
    value: Callable[[AnyValue], Any]
    reserved: frozenset[str]


def records_alike(
    logs: Sequence[Any], promoted: dict[str, Any], around: dict[str, Any], show: Rendering
) -> list[dict[str, Any] | None]:
    """Records of the logs of one scope.

    Args:
        logs: Log records whose ids have a right length, with their attributes as bytes.
        promoted: Resource attributes that stand in every record.
        around: Entries at the end of every record.
        show: How fields are shown.

    Returns:
        In order; None where a log record has to be read alone.
    """
    records: list[dict[str, Any] | None] = [None] * len(logs)
    if len(logs) < _FEW:
        return records
    fields = list(zip(*map(_FIELDS, logs), strict=True))
    for rows in _same_fields(fields, logs):
        if len(rows) < _FEW:
            continue
        some = fields if len(rows) == len(logs) else [_choose(column, rows) for column in fields]
        for group in alike([attributes[:] for attributes in some[-1]]):
            if len(group.rows) < _FEW:
                continue
            chosen = some
            if len(group.rows) < len(rows):
                chosen = [_choose(column, group.rows) for column in some]
            table = _table(chosen, group, promoted, around, show)
            if table is not None:
                for at, record in zip(group.rows, table.records(), strict=True):
                    records[rows[at]] = record
    return records


class _Table:
    """Records with the same keys: what is the same in all of them once, the rest column by column."""

    def __init__(self, count: int) -> None:
        self._count = count
        self.first: dict[str, Any] = {}
        self._columns: dict[str, Sequence[Any]] = {}

    def put(self, key: str, column: Sequence[Any], asked: Sequence[Any] | None = None) -> None:
        """Add a column. Equal entries of `asked`, by default the column itself, have the same value."""
        asked = column if asked is None else asked
        self.first[key] = column[0]
        if asked.count(asked[0]) != self._count:
            self._columns[key] = column

    def records(self) -> list[dict[str, Any]]:
        """A dict of each row. To fill copies column by column costs half as much as to make each from its row."""
        records = [self.first.copy() for _ in range(self._count)]
        for key, column in self._columns.items():
            for record, value in zip(records, column, strict=True):
                record[key] = value
        return records


def _choose(column: Sequence[Any], rows: Sequence[int]) -> Sequence[Any]:
    return itemgetter(*rows)(column)  # type: ignore[no-any-return]  # at least two rows: a tuple


def _same_fields(fields: Sequence[Sequence[Any]], logs: Sequence[Any]) -> list[Sequence[int]]:
    """Rows that have the same fields. A body that is no text, or an empty one, is read alone."""
    observed = list(map(all, zip(fields[0], fields[1], strict=True)))
    asked = [observed, *fields[2:3], *fields[4:9]]
    if all(all(column) or not any(column) for column in asked) and (
        fields[8][0] or not any(log.HasField("body") for log in logs)
    ):
        return [range(len(logs))]
    groups: dict[tuple[bool, ...], list[int]] = {}
    for row, kind in enumerate(zip(*[map(bool, column) for column in asked], strict=True)):
        if kind[-1] or not logs[row].HasField("body"):
            groups.setdefault(kind, []).append(row)
    return list(groups.values())


def _table(
    fields: Sequence[Sequence[Any]],
    group: Alike,
    promoted: dict[str, Any],
    around: dict[str, Any],
    show: Rendering,
) -> _Table | None:
    times, observed, numbers, severities, names, traces, spans, flags, bodies, _ = fields
    moments = times if all(times) else [time or seen for time, seen in zip(times, observed, strict=True)]
    table = _Table(len(times))
    put, first = table.put, table.first
    put("timestamp", show.timestamps(moments))
    pairs = list(zip(numbers, severities, strict=True))
    levels = {pair: show.level(*pair) for pair in set(pairs)}
    put("level", list(map(levels.__getitem__, pairs)))
    if bodies[0]:
        put("body" if names[0] else "event", bodies)
    if names[0]:
        put("event", names)
    first.update(promoted)
    if traces[0]:
        put("trace_id", list(map(bytes.hex, traces)))
    if spans[0]:
        put("span_id", list(map(bytes.hex, spans)))
    if flags[0]:
        put("trace_flags", [flag & 0xFF for flag in flags])
    if numbers[0]:
        put("severity_number", numbers)
    if observed[0] and times[0]:
        put("observed_timestamp", show.timestamps(observed))
    clashing: dict[str, Sequence[Any]] = {}
    as_came: list[Sequence[bytes]] = []
    for head, column in zip(group.heads, group.columns, strict=True):
        key = key_of(head)
        read = None if key is None else values(column, head, partial(_unlike, key, show))
        if key is None or read is None:
            return None
        if key in first or key in show.reserved:
            clashing[key] = read
            as_came.append(column)
        else:
            put(key, read, column)
    if clashing:
        rows = zip(*clashing.values(), strict=True)
        put(
            "attributes",
            [dict(zip(clashing, row, strict=True)) for row in rows],
            list(zip(*as_came, strict=True)),
        )
    first.update(around)
    return table


def _unlike(key: str, show: Rendering, raw: bytes) -> Any:
    """What is no scalar, or unusually written, if it has no second key."""
    pair = KeyValue.FromString(raw)
    return show.value(pair.value) if pair.key == key else UNREAD
