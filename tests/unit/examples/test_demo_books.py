"""The demo's balance is found wrong whenever it is wrong."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from examples.demo.books import Emitted, balance_logs, balance_spans

PRODUCER = "ab00000000000001"


def service(taken: int = 3, *, dropped: int = 0, lost: int = 0, spans: int = 0) -> Emitted:
    return Emitted(PRODUCER, taken, dropped, lost, spans, 0)


def uids(*numbers: int) -> dict[str, int]:
    return {f"{PRODUCER}-{number}": 1 for number in numbers}


def test_all_delivered_balances() -> None:
    """Every uid once at the receiver is a balance."""
    assert balance_logs([service()], uids(0, 1, 2), []) == {
        "in": 3,
        "delivered": 3,
        "dead": 0,
        "dropped": 0,
        "lost": 0,
        "lost_by_emitters": 0,
        "twice": 0,
        "foreign": 0,
        "balanced": True,
    }


def test_a_missing_record_is_lost() -> None:
    """A uid without a fate breaks the balance."""
    books = balance_logs([service()], uids(0, 2), [])
    assert (books["lost"], books["balanced"]) == (1, False)


def test_a_dead_record_has_a_fate() -> None:
    """A uid in the dead letters is accounted for."""
    assert balance_logs([service()], uids(0, 2), [f"{PRODUCER}-1"])["balanced"] is True


def test_one_record_cannot_stand_in_for_another() -> None:
    """A record stored as two different ones does not hide a missing one."""
    books = balance_logs([service()], {**uids(0), f"{PRODUCER}-2": 2}, [])
    assert (books["twice"], books["lost"], books["balanced"]) == (1, 1, False)


def test_delivered_and_dead_is_two_fates() -> None:
    """A uid both stored and dead breaks the balance."""
    books = balance_logs([service()], uids(0, 1, 2), [f"{PRODUCER}-1"])
    assert (books["twice"], books["balanced"]) == (1, False)


def test_a_uid_nobody_gave_is_foreign() -> None:
    """A uid beyond what its emitter numbered is no stand-in either."""
    books = balance_logs([service()], uids(0, 1, 7), [])
    assert (books["foreign"], books["lost"], books["balanced"]) == (1, 1, False)


def test_what_the_emitter_dropped_was_never_in() -> None:
    """A drop that the emitter reports leaves a gap in the numbers, which is no loss."""
    assert balance_logs([service(2, dropped=1)], uids(0, 2), [])["balanced"] is True


def test_what_the_emitter_lost_breaks_the_balance() -> None:
    """A record that the emitter took and lost is a loss, even if something else makes up the number."""
    assert balance_logs([service(3, lost=1)], uids(0, 1, 2), [])["balanced"] is False


@given(
    st.integers(1, 30).flatmap(lambda n: st.tuples(st.just(n), st.lists(st.integers(0, n - 1), unique=True)))
)
def test_balance_means_equal_sets(case: tuple[int, list[int]]) -> None:
    """Without drops, balanced is the same as: the sets are equal."""
    taken, arrived = case
    assert balance_logs([service(taken)], uids(*arrived), [])["balanced"] is (len(arrived) == taken)


def test_spans_count_by_number() -> None:
    """Each span must be stored exactly once."""
    assert balance_spans([service(spans=2)], {"a": 1, "b": 1}, 0)["balanced"] is True
    assert balance_spans([service(spans=2)], {"a": 1}, 0)["lost"] == 1
    assert balance_spans([service(spans=1)], {"a": 1, "b": 1}, 0)["balanced"] is False
    assert balance_spans([service(spans=2)], {"a": 2, "b": 1}, 0)["balanced"] is False
