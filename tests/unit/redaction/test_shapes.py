"""Rules of shapes: many texts at once are judged as each alone."""

from __future__ import annotations

import random

import pytest

from redaction.shapes import SHAPES, joined_shapes

_TEXTS = (
    "4bf92f3577b34da6a3ce929d0e0e4736",
    "4BF92F3577B34DA6A3CE929D0E0E4736",
    "4bf92f3577b34da6a3ce929d0e0e473",
    "4bf92f3577b34da6a3ce929d0e0e4736a",
    "4bf92f3577b34da6a3ce929d0e0e473é",
    "alice@example.com and more 123456",
    "00f067aa0ba902b7",
    "00F067AA0BA902B7",
    "00f067aa0ba902bg",
    "2026-11-21T23:31:34.123456Z",
    "",
)


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_many_at_once_as_each_alone(name: str) -> None:
    """One test of some texts, each followed by NUL, is true exactly if each of them has the shape."""
    rng = random.Random(3)
    together = joined_shapes((name,))
    for _ in range(300):
        texts = rng.choices(_TEXTS if rng.random() < 0.5 else _TEXTS[:2] + _TEXTS[6:8], k=rng.randrange(1, 5))
        expected = all(SHAPES[name](text) for text in texts)
        assert bool(together("\0".join((*texts, "")))) == expected


@pytest.mark.parametrize("name", ["timestamp", "record_uid", "trace_id", "span_id"])
def test_one_odd_character_at_any_place(name: str) -> None:
    """Of texts of one length one has another character, one more or one less: many at once are as each alone."""
    together = joined_shapes((name,))
    usual = (
        "2026-11-21T23:31:34Z",
        "2026-11-21T23:31:34.123456789Z",
        "2026-11-21 00:59:60.1z",
        "2026-11-21T23:31:34.123+01:00",
        "a23456789012345f-7",
        "fedcba9876543210-12345678901234567890",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "00f067aa0ba902b7",
    )
    for whole in filter(SHAPES[name], usual):
        for at in range(len(whole) + 1):
            for odd in ("", *"0123456789afgAFTtZz.:- \0\n@\u0663\xe9"):
                for changed in (whole[:at] + odd + whole[at + 1 :], whole[:at] + odd + whole[at:]):
                    for texts in ((whole, changed, whole), (changed, whole)):
                        expected = all(SHAPES[name](text) for text in texts)
                        assert bool(together("\0".join((*texts, "")))) == expected, changed
