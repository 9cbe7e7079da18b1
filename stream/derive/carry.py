"""Go on from a state that another owner has kept: the takeover of a clean partition, without its edges.

Whoever takes over hands out the samples that the state holds closed, the same ones that the last owner handed out or
would have, and folds on at `next_offset`. What was counted by other rules stays as it was counted; what comes is
counted by the new ones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from stream.derive.catalogue import CATALOGUE, METRICS
from stream.derive.close import close
from stream.derive.fold import Rules
from stream.derive.grid import point_at_or_after
from stream.derive.record import Kept
from stream.derive.series import TimeSeries
from stream.derive.state import Distribution, Key, State, Values

__all__ = ["VERSION", "Takeover", "identity", "take_over"]

VERSION: Final = 1
"""Raised when the fold reads a log otherwise than before; the catalogue tells of its changes itself."""


@dataclass(frozen=True, slots=True)
class Takeover:
    """A state to go on from.

    Attributes:
        state: To fold on.
        writes: Samples that the last owner may not have pushed, oldest first; each a call's worth.
        changed: Names of the rules that are others than before.
        left_out: Series that this version does not know as they were kept; they begin anew.
    """

    state: State
    writes: list[list[TimeSeries]]
    changed: list[str]
    left_out: list[Key]


def identity(rules: Rules, external_labels: Mapping[str, str]) -> dict[str, str]:
    """What decides, beside the log, which samples there are: by name, in a form to compare."""
    return {
        "derive": f"{VERSION}-{_digest(repr((m.name, m.kind, m.labels, m.buckets)) for m in CATALOGUE)}",
        "grid": str(rules.step_ms),
        "lateness": str(rules.lateness_ms),
        "side": rules.counted_side,
        "models": _digest(rules.labels.models),
        "tenants": _digest(rules.labels.tenants),
        "features": _digest(rules.labels.features),
        "providers": _digest(rules.labels.providers),
        "raw_partitions": _digest(f"{source}/{number}" for source, number in rules.raw_partitions),
        "external_labels": _digest(f"{name}={value}" for name, value in external_labels.items()),
    }


def take_over(kept: Kept, rules: Rules, ours: Mapping[str, str], position: int) -> Takeover:
    """Make a kept state ours.

    Args:
        kept: The last state of the partition; used up.
        rules: What is counted by from here on.
        ours: Their identity.
        position: Where the log goes on. Elsewhere than at the state's `next_offset` only if that is not in the log any
            more; before it only if the log was made anew. Then raw messages may be missing that nobody can bring
            back, and one gap in each raw partition is counted instead of ending the fold.
    """
    state = kept.state
    changed = sorted(name for name in {*ours, *kept.rules} if ours.get(name, "") != kept.rules.get(name, ""))
    left_out = sorted(
        _unknown(state.base) | {key for values in state.open.values() for key in _unknown(values)}
    )
    for key in left_out:
        state.base.pop(key, None)
        for values in state.open.values():
            values.pop(key, None)
    writes = []
    while series := close(state, replace(rules, step_ms=kept.step_ms)):
        writes.append(series)
    if kept.step_ms != rules.step_ms:
        _regrid(state, rules.step_ms)
    if position != state.next_offset:
        state.epoch += position < state.next_offset
        state.next_offset = position
        state.excused = set(state.positions)
    return Takeover(state, writes, changed, left_out)


def _unknown(values: Values) -> set[Key]:
    return {key for key, value in values.items() if not _known(key, value)}


def _known(key: Key, value: float | Distribution) -> bool:
    metric = METRICS.get(key[0]) if key else None
    if metric is None or len(key) != len(metric.labels) + 1:
        return False
    if isinstance(value, Distribution):
        return metric.kind == "histogram" and len(value.counts) == len(metric.buckets) + 1
    return metric.kind != "histogram"


def _regrid(state: State, step_ms: int) -> None:
    """Move what is open onto another grid, behind everything that was handed out on the old one."""
    if state.closed_ms is None:
        return
    state.closed_ms = state.pushed_ms = point_at_or_after(state.closed_ms, step_ms)
    moved: dict[int, Values] = {}
    for point, values in sorted(state.open.items()):
        held = moved.setdefault(max(point_at_or_after(point, step_ms), state.closed_ms + step_ms), {})
        for key, value in values.items():
            held[key] = _sum(held[key], value) if key in held else value
    state.open = moved


def _sum(one: float | Distribution, other: float | Distribution) -> float | Distribution:
    if isinstance(one, Distribution) and isinstance(other, Distribution):
        counts = [before + more for before, more in zip(one.counts, other.counts, strict=True)]
        return Distribution(counts, one.total + other.total, {**one.exemplars, **other.exemplars})
    if isinstance(one, Distribution) or isinstance(other, Distribution):
        return other  # one key is always of one kind, so this cannot be
    return one + other


def _digest(parts: Iterable[str]) -> str:
    return hashlib.blake2b(msgspec.json.encode(sorted(parts)), digest_size=8).hexdigest()
