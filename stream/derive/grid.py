"""The sample grid: the instants, in epoch milliseconds, at which every counter has a value.

Grid time is the raw topics' append time, which only moves forward and is the same in every replay.
"""

from __future__ import annotations

__all__ = ["point_at_or_after", "point_at_or_before"]


def point_at_or_after(time_ms: int, step_ms: int) -> int:
    """The grid point whose interval `(point - step, point]` holds the time."""
    return -(-time_ms // step_ms) * step_ms


def point_at_or_before(time_ms: int, step_ms: int) -> int:
    """The last grid point that is not after the time."""
    return time_ms // step_ms * step_ms
