"""A long chaos run of the strict transport: more workers, more partitions, several seeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contract.chaos import rampage
from tests.contract.conftest import rig_of

pytestmark = [pytest.mark.stack, pytest.mark.timeout(300)]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_is_lost_in_a_long_rampage(tmp_path: Path, seed: int) -> None:
    """Three workers dying at random for a minute lose nothing and commit nothing undone."""
    with rig_of(tmp_path, 6) as rig:
        outcome = rampage(rig, seconds=60, seed=seed, workers=3, per_feed=60)
    assert outcome["kills"] > 5
