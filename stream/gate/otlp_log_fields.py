"""How the parts of an OTLP log request are shown in a record: values, levels, times, resources and scopes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from opentelemetry.proto.common.v1.common_pb2 import AnyValue, InstrumentationScope
from opentelemetry.proto.resource.v1.resource_pb2 import Resource

__all__ = ["RESERVED", "level_of", "resource_of", "scope_of", "timestamp_of", "timestamps_of", "value_of"]

RESERVED: Final = frozenset(
    {
        "attributes",
        "body",
        "event",
        "level",
        "log.record.uid",
        "observed_timestamp",
        "resource",
        "resource_schema_url",
        "scope",
        "scope_schema_url",
        "severity_number",
        "span_id",
        "timestamp",
        "trace_flags",
        "trace_id",
    }
)
"""Top-level names of a record; an attribute of that name stays under `attributes`."""

_TEN_DIGITS: Final = 1_000_000_000
"""Seconds since 1970: fewer in September 2001, ten times as many in November 2286."""
_FEW_SECONDS: Final = 16
"""Times that lie closer together are rendered together."""
_LEVELS: Final = ("debug", "debug", "info", "warning", "error", "critical")  # by severity number / 4


def resource_of(resource: Resource) -> dict[str, Any]:
    """The attributes of a resource by key, and the entities it refers to."""
    out = {pair.key: value_of(pair.value) for pair in resource.attributes}
    if resource.entity_refs:
        out["entity_refs"] = [
            {
                "schema_url": ref.schema_url,
                "type": ref.type,
                "id_keys": list(ref.id_keys),
                "description_keys": list(ref.description_keys),
            }
            for ref in resource.entity_refs
        ]
    return out


def scope_of(scope: InstrumentationScope) -> dict[str, Any]:
    """Name, version and attributes of a scope, as far as it has them."""
    out: dict[str, Any] = {}
    if scope.name:
        out["name"] = scope.name
    if scope.version:
        out["version"] = scope.version
    if scope.attributes:
        out["attributes"] = {pair.key: value_of(pair.value) for pair in scope.attributes}
    return out


def value_of(value: AnyValue) -> Any:
    """What an attribute or body holds, as JSON would; bytes that are no text only by their number."""
    kind = value.WhichOneof("value")
    if kind == "string_value":
        return value.string_value
    if kind is None or kind == "string_value_strindex":  # an index into a dictionary that log requests lack
        return None
    if kind == "array_value":
        return [value_of(item) for item in value.array_value.values]
    if kind == "kvlist_value":
        return {pair.key: value_of(pair.value) for pair in value.kvlist_value.values}
    if kind == "bytes_value":
        try:
            return value.bytes_value.decode()
        except UnicodeDecodeError:
            return f"<BYTES:{len(value.bytes_value)}>"  # not text: cannot be examined, so it is not passed on
    return getattr(value, kind)


def level_of(number: int, severity: str) -> str:
    """The level that severity text or number (1 to 24) tell, info if neither does."""
    return severity or (_LEVELS[min(max(number - 1, 0) // 4, 5)] if number else "info")


def timestamp_of(nanoseconds: int) -> str:
    """Render epoch nanoseconds as RFC 3339 with nine digits; 0 (unknown) gives ""."""
    if not nanoseconds:
        return ""
    seconds, rest = divmod(nanoseconds, 1_000_000_000)
    second = _second(seconds)
    return f"{second}.{rest:09d}Z" if second else ""


def timestamps_of(nanoseconds: Sequence[int]) -> list[str]:
    """The same for many, at least one."""
    least, greatest = min(nanoseconds), max(nanoseconds)
    first, last = least // 1_000_000_000, greatest // 1_000_000_000
    shown = {second: _second(second) for second in range(first, min(last, first + _FEW_SECONDS) + 1)}
    if first < _TEN_DIGITS or last >= 10 * _TEN_DIGITS or last not in shown or not all(shown.values()):
        return list(map(timestamp_of, nanoseconds))
    # All have nineteen digits, of which the last nine are the rest of a second: written and changed as one text.
    text = f", {str(list(nanoseconds))[1:-1]}"
    for second, start in shown.items():
        text = text.replace(f", {second}", f"Z\0{start}.")
    return f"{text}Z".split("\0")[1:]


@lru_cache(maxsize=256)
def _second(seconds: int) -> str:
    try:
        return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}"
    except (OverflowError, ValueError):
        return ""  # beyond year 9999: as good as unknown
