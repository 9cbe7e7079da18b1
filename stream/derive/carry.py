"""Go on from a state that another owner has kept: the takeover of a clean partition, without its edges.

Whoever takes over hands out the samples that the state holds closed, the same ones that the last owner handed out or
would have, and folds on at `next_offset`. What was counted by other rules stays as it was counted; what comes is
counted by the new ones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

import msgspec

from stream.derive.catalogue import CATALOGUE, METRICS, Metric
from stream.derive.close import close, zeros
from stream.derive.fold import Rules
from stream.derive.grid import point_at_or_after
from stream.derive.record import Kept
from stream.derive.series import TimeSeries
from stream.derive.state import Distribution, Key, State, Values

__all__ = ["VERSION", "Takeover", "identity", "take_over"]

VERSION: Final = 1
"""Raised when the fold reads a log otherwise than before; the catalogue tells of its changes itself."""
_FAMILY: Final = "family "
"""Before a family's name in an identity: there stands its shape."""


@dataclass(frozen=True, slots=True)
class Takeover:
    """A state to go on from: after `begin`.

    Attributes:
        state: To fold on.
        writes: Samples that the last owner may not have pushed, and behind them the zeros with which series in other
            buckets begin; oldest first, each a call's worth.
        changed: Names of the rules that are others than before.
        anew: Series that this version does not count as they were kept; they begin anew.
    """

    state: State
    writes: list[list[TimeSeries]]
    changed: list[str]
    anew: list[Key]

    def begin(self, position: int) -> State:
        """The state, to fold on at a place of the log.

        Args:
            position: Where the log goes on. Elsewhere than at the state's `next_offset` only if that is not in the log
                any more; before it only if the log was made anew. Then raw messages may be missing that nobody can
                bring back, and one gap in each raw partition is counted instead of ending the fold.
        """
        state = self.state
        if position != state.next_offset:
            state.epoch += position < state.next_offset
            state.next_offset = position
            state.excused = set(state.positions)
        return state


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
        **{f"{_FAMILY}{metric.name}": _shape(metric) for metric in CATALOGUE},
    }


def take_over(kept: Kept, rules: Rules, ours: Mapping[str, str]) -> Takeover:
    """Make a kept state ours.

    Args:
        kept: The last state of the partition; used up.
        rules: What is counted by from here on.
        ours: Their identity.
    """
    state, shapes = kept.state, _Shapes(kept.rules, ours)
    changed = sorted(
        name
        for name in {*ours, *kept.rules}
        if ours.get(name, "") != kept.rules.get(name, "") and not name.startswith(_FAMILY)
    )
    fates = {
        key: fate
        for values in (state.base, *state.open.values())
        for key, value in values.items()
        if (fate := shapes.fate(key, value)) != "same"
    }
    for key in fates:
        state.base.pop(key, None)
        for values in state.open.values():
            values.pop(key, None)
    writes = []
    while series := close(state, replace(rules, step_ms=kept.step_ms)):
        writes.append(series)
    if kept.step_ms != rules.step_ms:
        _regrid(state, rules.step_ms)
    rebound = [key for key, fate in fates.items() if fate == "rebound"]
    if rebound and state.pushed_ms is not None:
        # Behind what was pushed under the same labels, and before the next point, which counts from there.
        writes.append(zeros(rebound, state.partition, state.pushed_ms + 1))
        for key in rebound:
            state.base[key] = Distribution([0] * (len(METRICS[key[0]].buckets) + 1))
    return Takeover(state, writes, changed, sorted(fates))


class _Shapes:
    """What the series of a kept state are to this version."""

    def __init__(self, kept: Mapping[str, str], ours: Mapping[str, str]) -> None:
        self._kept, self._ours = kept, ours
        self._same_catalogue = kept.get("derive") == ours.get("derive")

    def fate(self, key: Key, value: float | Distribution) -> Literal["same", "rebound", "gone"]:
        """Whether a series goes on, begins at zero in other buckets, or is none of ours under these labels."""
        metric = METRICS.get(key[0]) if key else None
        if metric is None or len(key) != len(metric.labels) + 1:
            return "gone"
        if isinstance(value, Distribution) is not (metric.kind == "histogram"):
            return "gone"
        labels, bounds = self._equal(metric.name)
        if not labels:
            return "gone"
        if isinstance(value, Distribution) and (not bounds or len(value.counts) != len(metric.buckets) + 1):
            return "rebound"
        return "same"

    def _equal(self, name: str) -> tuple[bool, bool]:
        """Whether the labels and whether the bounds of a family are what they were."""
        kept, ours = (rules.get(f"{_FAMILY}{name}", "") for rules in (self._kept, self._ours))
        if not kept:
            # Of a version that did not say it of each: its labels are known by their number, its bounds not at all.
            return True, self._same_catalogue
        return kept.partition("-")[0] == ours.partition("-")[0], kept == ours


def _shape(metric: Metric) -> str:
    return f"{_digest([repr((metric.kind, metric.labels))])}-{_digest([repr(metric.buckets)])}"


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
