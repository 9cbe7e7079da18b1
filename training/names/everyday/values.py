"""Makes up what texts of every day write with capitals and what names nobody: herbs, poses, moves, classes, roles.

The terms of `terms.txt` fill slots of their own in small letters, beside those of `training.names.generate`. One in
five of each kind is kept from training, and one filled value in eight is of ordinary words: the model shall learn what
stands around a term, and not which ones there are.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from training.names.generate import Filler

__all__ = ["KINDS", "everyday"]

_HERE: Final = Path(__file__).parent
_UNSEEN: Final = 20
"""Percent of the terms of a kind."""


@cache
def _terms(*, unseen: bool) -> dict[str, list[str]]:
    rows = [line.split("|") for line in (_HERE / "terms.txt").read_text("utf-8").splitlines()]
    return {
        row[0]: [term for term in row[1:] if (zlib.crc32(term.encode()) % 100 < _UNSEEN) is unseen]
        for row in rows
    }


KINDS: Final = tuple(_terms(unseen=False))
_SLOT: Final = re.compile(rf"\{{({'|'.join(KINDS)})\}}")


def everyday(template: str, filler: Filler, *, unseen: bool) -> str:
    """Return the template with the terms that it asks for; other slots stay.

    Args:
        template: A text with slots.
        filler: Draws.
        unseen: Whether the terms are those that training does not see.
    """
    return _SLOT.sub(lambda slot: _term(slot[1], filler, unseen=unseen), template)


def _term(kind: str, filler: Filler, *, unseen: bool) -> str:
    if filler.chance(0.125):
        return " ".join(filler.word() for _ in range(filler.number(1, 2)))
    return filler.one(_terms(unseen=unseen)[kind])
