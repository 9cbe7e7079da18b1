"""The templates that the name model learns from."""

from __future__ import annotations

import re

import pytest

from training.names import bodies
from training.names.fill import fill, lines
from training.names.generate import Filler

_TEMPLATES = ("templates.txt", "heldout.txt", "legal.txt")
_SLOT = re.compile(r"\{[A-Z]+\}")


@pytest.mark.parametrize("name", _TEMPLATES)
def test_every_slot_is_filled(name: str) -> None:
    """A slot that nobody fills would teach the model its own name."""
    filler = Filler(1)
    left = {slot for template in lines(name) for slot in _SLOT.findall(fill(template, filler, name, 0).text)}
    assert left == set()


@pytest.mark.parametrize("slot", sorted(bodies.LABELS))
def test_a_body_is_labelled_whole(slot: str) -> None:
    """The label covers the value and nothing beside it."""
    filled = fill(f"before {{{slot}}} after", Filler(2), "test", 0)
    [gold] = filled.spans
    assert (filled.text[: gold.start], filled.text[gold.end :]) == ("before ", " after")
    assert gold.kind == bodies.LABELS[slot]


def test_equal_seeds_give_equal_texts() -> None:
    """Training again gives the same model."""
    texts = [[fill(t, filler, "test", 0) for t in lines("legal.txt")] for filler in (Filler(3), Filler(3))]
    assert texts[0] == texts[1]
