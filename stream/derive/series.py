"""Time series as derivation hands them to remote write: labels, samples on the grid, exemplars, metadata."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Exemplar", "Kind", "Labels", "Sample", "TimeSeries"]

Kind = Literal["counter", "gauge", "histogram"]

Labels = tuple[tuple[str, str], ...]
"""Label pairs, `__name__` among them, sorted by name, none empty."""

Sample = tuple[float, int]
"""Value and epoch milliseconds."""


@dataclass(frozen=True, slots=True)
class Exemplar:
    """One observation behind a histogram bucket: its value, its time in epoch milliseconds, its trace."""

    trace_id: str
    value: float
    timestamp_ms: int


@dataclass(frozen=True, slots=True)
class TimeSeries:
    """One series with the samples to write, oldest first.

    Attributes:
        labels: Its identity.
        samples: Values on grid points, in time order.
        exemplars: In time order.
        kind: Type of the metric family it belongs to.
        unit: Unit of the family, "" for none.
        meaning: Help text of the family.
    """

    labels: Labels
    samples: tuple[Sample, ...]
    exemplars: tuple[Exemplar, ...] = ()
    kind: Kind = "counter"
    unit: str = ""
    meaning: str = ""
