"""Rules of what a library may say again and again."""

from __future__ import annotations

from stream.worker.flood import Flood


def test_the_first_lines_and_then_one_in_a_while() -> None:
    """Five lines of a place, none until half a minute has passed, and then how many were left out."""
    flood = Flood()
    assert [flood.left_out("a", 100 + number / 100) for number in range(400)] == [0] * 5 + [None] * 395
    assert flood.left_out("b", 104) == 0
    assert flood.left_out("a", 131) == 395
    assert flood.left_out("a", 132) == 0


def test_what_is_rare_is_always_said() -> None:
    """A line a minute is never left out, and nothing was."""
    flood = Flood()
    assert {flood.left_out("a", 60.0 * number) for number in range(100)} == {0}


def test_a_clock_that_is_set_back_silences_nobody() -> None:
    """A new period begins where time is before the one that was counted."""
    flood = Flood()
    for _ in range(9):
        flood.left_out("a", 5000)
    assert flood.left_out("a", 100) == 4
    assert flood.left_out("a", 101) == 0


def test_it_does_not_grow() -> None:
    """However many places there are, what is remembered has an end."""
    flood = Flood()
    for number in range(10_000):
        assert flood.left_out(number, 0) == 0
    assert len(flood._places) <= 1024
