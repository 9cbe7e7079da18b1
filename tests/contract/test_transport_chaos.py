"""A short chaos run of the strict transport; the long one is in tests/chaos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.contract.chaos import rampage

if TYPE_CHECKING:
    from tests.contract.conftest import Rig


def test_nothing_is_lost_while_workers_die_at_random(wide_rig: Rig) -> None:
    """Kills, stops and rebalances under load lose no message and commit no offset whose work is undone."""
    outcome = rampage(wide_rig, seconds=10, seed=1, workers=2, per_feed=40)
    assert outcome["kills"] + outcome["stops"] > 0
