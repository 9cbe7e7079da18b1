"""Rules of `Arrivals`: exact while small, bounded and close when large."""

from __future__ import annotations

from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from emitters.inter_token import CAPACITY, Arrivals

TIMES = st.lists(st.integers(0, 1000), min_size=2, max_size=200)


@settings(deadline=None)
@given(TIMES)
def test_percentiles_are_nearest_rank(gaps: list[int]) -> None:
    """Up to the capacity, percentiles equal those of the sorted gaps and the longest gap is their maximum."""
    arrivals = Arrivals()
    now = 0
    arrivals.arrive(now)
    for gap in gaps:
        now += gap
        arrivals.arrive(now)

    ordered = sorted(gaps)
    expected = [ordered[ceil(share * len(ordered)) - 1] for share in (0.5, 0.99)]
    assert arrivals.percentiles(0.5, 0.99) == expected
    assert arrivals.longest_gap == max(gaps)
    assert (arrivals.first, arrivals.last, arrivals.pieces) == (0, sum(gaps), len(gaps) + 1)


def test_memory_stays_bounded() -> None:
    """However long the completion, no more than the capacity is kept, and the percentiles stay close."""
    arrivals = Arrivals()
    now = 0.0
    arrivals.arrive(now)
    for index in range(10 * CAPACITY):
        now += (index % 100) / 1000
        arrivals.arrive(now)

    assert len(arrivals._gaps) <= CAPACITY
    (median,) = arrivals.percentiles(0.5)
    assert abs(median - 0.05) < 0.005
    assert arrivals.longest_gap is not None
    assert abs(arrivals.longest_gap - 0.099) < 1e-6


def test_one_piece_has_no_gap() -> None:
    """With fewer than two pieces there is no gap to tell of."""
    arrivals = Arrivals()
    arrivals.arrive(1.0)

    assert (arrivals.percentiles(0.5), arrivals.longest_gap) == ([], None)


def test_clock_that_steps_back_gives_a_zero_gap() -> None:
    """A gap is never negative and the last arrival never earlier than one before it."""
    arrivals = Arrivals()
    arrivals.arrive(5.0)
    arrivals.arrive(4.0)

    assert (arrivals.longest_gap, arrivals.last) == (0.0, 5.0)
