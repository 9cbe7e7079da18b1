"""Hand out the samples of closed grid points: what the metrics app pushes after a fold.

Every series has a sample at every grid point, and a zero one step before its first, so that `increase` over
any range sees the first events too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import Final

from stream.derive.catalogue import METRICS
from stream.derive.fold import Rules
from stream.derive.series import Exemplar, Labels, Sample, TimeSeries
from stream.derive.state import Distribution, Key, State

__all__ = ["MAX_POINTS", "QUIET_POINTS", "close", "zeros"]

MAX_POINTS: Final = 40
"""Grid points of one call: bounds the memory of a push after a long silence."""

QUIET_POINTS: Final = 240
"""Points written on either side of a long silence: an hour on a grid of 15 s."""

_WATERMARK: Final = "scrubline_derive_watermark_seconds"

Rows = dict[Labels, tuple[list[Sample], list[Exemplar]]]


def close(state: State, rules: Rules, max_points: int = MAX_POINTS) -> list[TimeSeries]:
    """Take the samples of closed grid points that were not handed out yet, oldest points first.

    The state then takes them for pushed: the caller must deliver them, again and again if need be, before it
    closes more. Call until nothing comes.

    Args:
        state: The fold of the log; changed in place.
        rules: The ones it was folded with.
        max_points: Hand out at most so many grid points.

    Returns:
        Series sorted by labels, the samples of each in time order; empty when no grid point is closed.
    """
    if state.pushed_ms is None or state.closed_ms is None or state.closed_ms <= state.pushed_ms:
        return []
    first = _first_point(state, state.pushed_ms, state.closed_ms, rules.step_ms)
    last = min(state.closed_ms, first + (max_points - 1) * rules.step_ms)
    partition = str(state.partition)
    rows: dict[Key, Rows] = {}
    watermark: list[Sample] = []
    for point in range(first, last + 1, rules.step_ms):
        added = state.open.pop(point, {})
        if added:
            state.changed_ms = point
        for key, amount in added.items():
            if key not in state.base:
                rows[key] = _start(key, partition, point - rules.step_ms)
            _merge(state, key, amount)
        for key, value in state.base.items():
            row = rows.get(key)
            if row is None:
                row = rows[key] = {labels: ([], []) for labels in _labels_of(key, partition)}
            _sample(row, value, added.get(key), point)
        watermark.append((point / 1000, point))
    state.pushed_ms = last
    series = _told(rows)
    series.append(_series(_WATERMARK, _labels_of((_WATERMARK,), partition)[0], watermark, []))
    series.sort(key=lambda one: one.labels)
    return series


def zeros(keys: Iterable[Key], partition: int, at_ms: int) -> list[TimeSeries]:
    """A zero of everything that some keys stand for: as if they had been reset.

    Args:
        keys: Whose series.
        partition: Of the log.
        at_ms: When, in milliseconds since 1970; behind all that was handed out of them.
    """
    series = _told({key: _start(key, str(partition), at_ms) for key in keys})
    series.sort(key=lambda one: one.labels)
    return series


def _told(rows: Mapping[Key, Rows]) -> list[TimeSeries]:
    return [
        _series(key[0], labels, samples, exemplars)
        for key, row in rows.items()
        for labels, (samples, exemplars) in row.items()
    ]


def _first_point(state: State, pushed_ms: int, closed_ms: int, step_ms: int) -> int:
    """The next point to write: after a long silence not every one of them, as nothing changed at any.

    The silence is one of the log (no message, not even a tick, moved the watermark), so every owner leaves out the
    same points.
    """
    kept = QUIET_POINTS * step_ms
    if pushed_ms - state.changed_ms < kept:
        return pushed_ms + step_ms
    change = min((point for point in state.open if point > pushed_ms), default=closed_ms)
    return max(pushed_ms + step_ms, min(change, closed_ms) - kept)


def _start(key: Key, partition: str, zero_ms: int) -> Rows:
    return {labels: ([(0.0, zero_ms)], []) for labels in _labels_of(key, partition)}


def _merge(state: State, key: Key, amount: float | Distribution) -> None:
    held = state.base.get(key)
    if isinstance(amount, Distribution):
        if not isinstance(held, Distribution):
            held = state.base[key] = Distribution([0] * len(amount.counts))
        held.counts = [before + more for before, more in zip(held.counts, amount.counts, strict=True)]
        held.total += amount.total
    else:
        state.base[key] = amount + (held if isinstance(held, float) else 0.0)


def _sample(row: Rows, value: float | Distribution, added: float | Distribution | None, point: int) -> None:
    if not isinstance(value, Distribution):
        for samples, _ in row.values():
            samples.append((value, point))
        return
    values = [float(count) for count in accumulate(value.counts)]
    exemplars = added.exemplars if isinstance(added, Distribution) else {}
    # In the order of `_labels_of`: the buckets, then the count, then the sum.
    for bucket, ((samples, witnesses), number) in enumerate(
        zip(row.values(), (*values, values[-1], value.total), strict=True)
    ):
        samples.append((number, point))
        if bucket in exemplars:
            witnesses.append(exemplars[bucket])


@lru_cache(maxsize=16_384)
def _labels_of(key: Key, partition: str) -> tuple[Labels, ...]:
    """Label sets of the series that a key stands for: one, or a histogram's buckets, count and sum."""
    metric = METRICS[key[0]]
    pairs = [(name, value) for name, value in zip(metric.labels, key[1:], strict=True) if value]
    pairs.append(("partition", partition))
    if metric.kind != "histogram":
        return (_sorted(metric.name, pairs),)
    bounds = [*(repr(bound) for bound in metric.buckets), "+Inf"]
    return (
        *(_sorted(f"{metric.name}_bucket", [*pairs, ("le", bound)]) for bound in bounds),
        _sorted(f"{metric.name}_count", pairs),
        _sorted(f"{metric.name}_sum", pairs),
    )


def _sorted(name: str, pairs: list[tuple[str, str]]) -> Labels:
    return tuple(sorted([("__name__", name), *pairs]))


def _series(name: str, labels: Labels, samples: list[Sample], exemplars: list[Exemplar]) -> TimeSeries:
    metric = METRICS[name]
    return TimeSeries(labels, tuple(samples), tuple(exemplars), metric.kind, metric.unit, metric.meaning)
