"""The state of a clean partition as bytes, exact to the bit: what the metrics worker keeps in its compacted topic.

One byte names the schema, so that a newer record is refused before anything of it is read; behind it stands compressed
MessagePack. Series are columns over one list of keys, since keys are most of a record and the open points repeat them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Final, TypeVar

import cramjam
import msgspec

from stream.derive.series import Exemplar
from stream.derive.state import Distribution, Key, State, Values
from stream.errors import StateUnreadable

__all__ = ["SCHEMA", "Kept", "decode_state", "encode_state", "read_reach"]

SCHEMA: Final = 1
"""Raised with every change that an older version would read wrongly."""
_LEVEL: Final = 1

_Exemplar = tuple[int, str, float, int]
"""Bucket, trace, value, epoch milliseconds."""
_Distribution = tuple[int, list[int], float, list[_Exemplar]]
"""Key by number, counts, sum, witnesses."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A state as it was kept.

    Attributes:
        state: The fold of the log below its `next_offset`.
        step_ms: The grid that its points stand on.
        rules: What it was counted by, as `stream.derive.carry.identity` tells it.
    """

    state: State
    step_ms: int
    rules: Mapping[str, str]

    @property
    def reach(self) -> tuple[int, int]:
        """How far it goes: the greater, the further."""
        return self.state.epoch, self.state.next_offset


class _Values(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    numbers: list[tuple[int, float]]
    distributions: list[_Distribution]


class _Record(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    partition: int
    epoch: int
    next_offset: int
    step_ms: int
    rules: dict[str, str]
    positions: list[tuple[str, str, int, int]]
    watermarks: list[tuple[str, int, int]]
    closed_ms: int | None
    pushed_ms: int | None
    changed_ms: int
    excused: list[tuple[str, str, int]]
    admitted: dict[str, list[str]]
    keys: list[tuple[str, ...]]
    base: _Values
    open: list[tuple[int, _Values]]


class _Head(msgspec.Struct, array_like=True):
    """The first fields of a record, which stay what they are in each schema."""

    partition: int
    epoch: int
    next_offset: int


_encode: Final = msgspec.msgpack.Encoder().encode
_decode: Final = msgspec.msgpack.Decoder(_Record)
_decode_head: Final = msgspec.msgpack.Decoder(_Head)

_Read = TypeVar("_Read", _Record, _Head)


def encode_state(state: State, step_ms: int, rules: Mapping[str, str]) -> bytes:
    """Render a state; equal states give equal bytes.

    Args:
        state: What to keep; not changed.
        step_ms: The grid that it was folded on.
        rules: What it was counted by.
    """
    numbers: dict[Key, int] = {}
    record = _Record(
        partition=state.partition,
        epoch=state.epoch,
        next_offset=state.next_offset,
        step_ms=step_ms,
        rules=dict(rules),
        positions=sorted((*lane, offset) for lane, offset in state.positions.items()),
        watermarks=sorted((*raw, time_ms) for raw, time_ms in state.watermarks.items()),
        closed_ms=state.closed_ms,
        pushed_ms=state.pushed_ms,
        changed_ms=state.changed_ms,
        excused=sorted(state.excused),
        admitted={label: sorted(values) for label, values in sorted(state.admitted.items())},
        keys=[],
        base=_columns(state.base, numbers),
        open=[(point, _columns(state.open[point], numbers)) for point in sorted(state.open)],
    )
    record.keys = list(numbers)
    return bytes((SCHEMA,)) + bytes(cramjam.zstd.compress(_encode(record), _LEVEL))


def decode_state(value: bytes, partition: int) -> Kept:
    """Read a state back.

    Args:
        value: What `encode_state` gave.
        partition: Whose state it should be.

    Raises:
        StateUnreadable: It is of a newer schema, of another partition, or none at all.
    """
    record = _read(value, partition, _decode)
    try:
        state = _state(record)
    except IndexError as error:
        raise StateUnreadable(partition, f"it does not decode: {type(error).__name__}") from None
    if (state.closed_ms is None) != (state.pushed_ms is None) or record.step_ms <= 0:
        raise StateUnreadable(partition, "it contradicts itself")
    return Kept(state, record.step_ms, record.rules)


def read_reach(value: bytes, partition: int) -> tuple[int, int]:
    """How far a state goes, as `Kept.reach`, for a fraction of what it costs to read it.

    Args:
        value: What `encode_state` gave.
        partition: Whose state it should be.

    Raises:
        StateUnreadable: As `decode_state`, as far as that can be told.
    """
    head = _read(value, partition, _decode_head)
    return head.epoch, head.next_offset


def _read(value: bytes, partition: int, decoder: msgspec.msgpack.Decoder[_Read]) -> _Read:
    if value[:1] != bytes((SCHEMA,)):
        raise StateUnreadable(partition, f"its schema is {value[0] if value else 'none'}, known is {SCHEMA}")
    try:
        record = decoder.decode(cramjam.zstd.decompress(value[1:]))
    except (cramjam.DecompressionError, msgspec.MsgspecError, ValueError) as error:
        # Only the name: the text may quote what was kept.
        raise StateUnreadable(partition, f"it does not decode: {type(error).__name__}") from None
    if record.partition != partition:
        raise StateUnreadable(partition, f"it is of partition {record.partition}")
    return record


def _columns(values: Values, numbers: dict[Key, int]) -> _Values:
    columns = _Values([], [])
    for key in sorted(values):
        value = values[key]
        number = numbers.setdefault(key, len(numbers))
        if isinstance(value, Distribution):
            witnesses = [
                (bucket, one.trace_id, one.value, one.timestamp_ms)
                for bucket, one in sorted(value.exemplars.items(), key=itemgetter(0))
            ]
            columns.distributions.append((number, value.counts, value.total, witnesses))
        else:
            columns.numbers.append((number, value))
    return columns


def _state(record: _Record) -> State:
    def values(columns: _Values) -> Values:
        found: Values = {record.keys[number]: value for number, value in columns.numbers}
        for number, counts, total, witnesses in columns.distributions:
            exemplars = {bucket: Exemplar(trace, value, ms) for bucket, trace, value, ms in witnesses}
            found[record.keys[number]] = Distribution(counts, total, exemplars)
        return found

    return State(
        partition=record.partition,
        epoch=record.epoch,
        next_offset=record.next_offset,
        positions={
            (source, topic_id, number): offset for source, topic_id, number, offset in record.positions
        },
        watermarks={(source, number): time_ms for source, number, time_ms in record.watermarks},
        closed_ms=record.closed_ms,
        pushed_ms=record.pushed_ms,
        changed_ms=record.changed_ms,
        base=values(record.base),
        open={point: values(columns) for point, columns in record.open},
        admitted={label: set(admitted) for label, admitted in record.admitted.items()},
        excused=set(record.excused),
    )
