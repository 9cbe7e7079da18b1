"""OTLP log records of one scope at once: those with the same fields and attributes, column by column.

`stream.gate.otlp_logs` reads a record alone; what is read here is read the same, only the work is shared. Records that
do not fit are left to it. What was read in columns stays in columns: `redaction.walk.sheets`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from operator import attrgetter, itemgetter
from typing import Any, Final, NamedTuple

from opentelemetry.proto.common.v1.common_pb2 import KeyValue

from redaction.otlp.columns import UNREAD, Alike, alike, key_of, same, values
from redaction.otlp.wire import simple
from redaction.walk.sheets import Sheet
from stream.gate.otlp_log_fields import RESERVED, level_of, timestamps_of, value_of

__all__ = ["FEW", "FIELDS", "Around", "sheets_of"]

FIELDS: Final = attrgetter(
    "trace_id",
    "span_id",
    "time_unix_nano",
    "observed_time_unix_nano",
    "severity_number",
    "severity_text",
    "event_name",
    "flags",
    "body.string_value",
    "attributes",
)
"""The fields of a log record that are read in columns, in this order."""
_ALL: Final = itemgetter(slice(None))
FEW: Final = 4
"""Fewer records than this are not worth their while together."""


class Around(NamedTuple):
    """What the records of one scope hold beside their own fields.

    Attributes:
        promoted: Resource attributes that stand in every record.
        behind: Entries at the end of every record.
        last: Entries after those, with the value in each record.
    """

    promoted: dict[str, Any]
    behind: dict[str, Any]
    last: dict[str, list[Any]]


def sheets_of(logs: Sequence[Any], fields: Sequence[Sequence[Any]], around: Around) -> list[Sheet]:
    """The records of the logs of one scope, as far as they can be read together.

    Args:
        logs: Log records whose ids have a right length, with their attributes as bytes.
        fields: `FIELDS` of all of them, field by field.
        around: What they hold beside.

    Returns:
        Sheets whose rows are places in `logs`; what is in none has to be read alone.
    """
    sheets: list[Sheet] = []
    if len(logs) < FEW:
        return sheets
    for rows in _same_fields(fields, logs):
        if len(rows) < FEW:
            continue
        some = fields if len(rows) == len(logs) else [_choose(column, rows) for column in fields]
        for group in alike(list(map(_ALL, some[-1]))):
            if len(group.rows) < FEW:
                continue
            chosen = some
            if len(group.rows) < len(rows):
                chosen = [_choose(column, group.rows) for column in some]
            sheet = _sheet(chosen, group, around)
            if sheet is not None:
                whole = len(group.rows) == len(logs)
                sheet.rows = range(len(logs)) if whole else _choose(rows, group.rows)
                for key, column in around.last.items():
                    sheet.put(key, column if whole else _choose(column, sheet.rows))
                sheet.make()
                sheets.append(sheet)
    return sheets


def _choose(column: Sequence[Any], rows: Sequence[int]) -> Sequence[Any]:
    return itemgetter(*rows)(column)  # type: ignore[no-any-return]  # at least two rows: a tuple


def _same_fields(fields: Sequence[Sequence[Any]], logs: Sequence[Any]) -> list[Sequence[int]]:
    """Rows that have the same fields. A body that is no text, or an empty one, is read alone."""
    traces, spans, times, observed, numbers, _, names, flags, bodies, _ = fields
    seen: Sequence[bool] = (False,) * len(logs)
    if any(observed):
        seen = list(map(all, zip(times, observed, strict=True)))
    asked = (seen, numbers, names, traces, spans, flags, bodies)
    if all(all(column) or not any(column) for column in asked) and (
        bodies[0] or not any(log.HasField("body") for log in logs)
    ):
        return [range(len(logs))]
    groups: dict[tuple[bool, ...], list[int]] = {}
    for row, kind in enumerate(zip(*[map(bool, column) for column in asked], strict=True)):
        if kind[-1] or not logs[row].HasField("body"):
            groups.setdefault(kind, []).append(row)
    return list(groups.values())


def _sheet(fields: Sequence[Sequence[Any]], group: Alike, around: Around) -> Sheet | None:
    traces, spans, times, observed, numbers, severities, names, flags, bodies, _ = fields
    sheet = Sheet(len(times))
    moments = times if all(times) else [time or seen for time, seen in zip(times, observed, strict=True)]
    sheet.put("timestamp", timestamps_of(moments))
    _levels(sheet, numbers, severities)
    if bodies[0]:
        _put(sheet, "body" if names[0] else "event", bodies)
    if names[0]:
        _put(sheet, "event", names)
    for key, value in around.promoted.items():
        sheet.put_same(key, value)
    if traces[0]:
        sheet.put("trace_id", list(map(bytes.hex, traces)))
    if spans[0]:
        sheet.put("span_id", list(map(bytes.hex, spans)))
    if flags[0]:
        _put(sheet, "trace_flags", [flag & 0xFF for flag in flags])
    if numbers[0]:
        _put(sheet, "severity_number", numbers)
    if observed[0] and times[0]:
        sheet.put("observed_timestamp", timestamps_of(observed))
    if not _attributes(sheet, group):
        return None
    for key, value in around.behind.items():
        sheet.put_same(key, value)
    return sheet


def _put(sheet: Sheet, key: str, column: Sequence[Any]) -> None:
    if same(column):
        sheet.put_same(key, column[0])
    else:
        sheet.put(key, column)


def _levels(sheet: Sheet, numbers: Sequence[int], severities: Sequence[str]) -> None:
    if same(numbers) and same(severities):
        sheet.put_same("level", level_of(numbers[0], severities[0]))
    else:
        pairs = list(zip(numbers, severities, strict=True))
        levels = {pair: level_of(*pair) for pair in set(pairs)}
        sheet.put("level", list(map(levels.__getitem__, pairs)))


def _attributes(sheet: Sheet, group: Alike) -> bool:
    """Put attributes, those whose names are taken apart; False if one cannot be read."""
    clashing: Sheet | None = None
    for head, column in zip(group.heads, group.columns, strict=True):
        key = key_of(head)
        if key is None:
            return False
        constant = same(column)
        pair = simple(column[0]) if constant else None
        read = [pair[1]] if pair else values(column[: 1 if constant else None], head, partial(_unlike, key))
        if read is None:
            return False
        into = sheet
        if key in sheet.first or key in RESERVED:
            into = clashing = clashing or Sheet(len(column))
        if key in into.first:
            return False
        if constant:
            into.put_same(key, read[0])
        else:
            into.put(key, read)
    if clashing is not None:
        if clashing.columns:
            sheet.put_sheet("attributes", clashing)
        else:
            sheet.put_same("attributes", clashing.first)
    return True


def _unlike(key: str, raw: bytes) -> Any:
    """What is no scalar, or unusually written, if it has no second key."""
    pair = KeyValue.FromString(raw)
    return value_of(pair.value) if pair.key == key else UNREAD
