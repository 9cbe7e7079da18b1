"""The state of derivation for one clean partition: what the fold of its log up to an offset amounts to.

It holds no clock and no arrival order between partitions, so every owner of the partition, present or past,
comes to the same state from the same log.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from stream.derive.series import Exemplar

__all__ = ["Distribution", "Key", "Lane", "RawPartition", "State", "Values"]

Key = tuple[str, ...]
"""A series of a family: metric name, then label values in the catalogue's order ("" where absent)."""

Lane = tuple[str, str, int]
"""A raw partition as dedupe knows it: source alias, topic id, partition. A recreated topic is a new lane."""

RawPartition = tuple[str, int]
"""A raw partition as the settings know it: source alias, partition."""


@dataclass(slots=True)
class Distribution:
    """Observations of a histogram: how many per bucket (the last is the rest), their sum, their witnesses."""

    counts: list[int]
    total: float = 0.0
    exemplars: dict[int, Exemplar] = field(default_factory=dict)


Values = dict[Key, "float | Distribution"]


@dataclass(slots=True)
class State:
    """The fold of a clean partition's log.

    Attributes:
        partition: The clean partition.
        next_offset: Clean offset to read next.
        epoch: How often the clean log was made anew: its offsets are comparable only within one.
        positions: Last raw offset seen of each lane.
        watermarks: Newest append time seen of each raw partition, epoch milliseconds.
        closed_ms: Last closed grid point, None before the first message.
        pushed_ms: Last grid point whose samples were handed out; never after `closed_ms`.
        changed_ms: Last grid point handed out at which anything was added.
        base: Cumulative values at `pushed_ms`.
        open: What is to be added at each later grid point.
        admitted: First values seen of labels that servers set, per label, up to their cap.
        excused: Lanes whose next message may follow after a gap: the clean log was cut behind what was folded of it.
    """

    partition: int
    next_offset: int = 0
    positions: dict[Lane, int] = field(default_factory=dict)
    watermarks: dict[RawPartition, int] = field(default_factory=dict)
    closed_ms: int | None = None
    pushed_ms: int | None = None
    changed_ms: int = 0
    base: Values = field(default_factory=dict)
    open: dict[int, Values] = field(default_factory=dict)
    admitted: dict[str, set[str]] = field(default_factory=dict)
    excused: set[Lane] = field(default_factory=set)
    epoch: int = 0
