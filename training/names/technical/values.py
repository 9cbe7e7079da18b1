"""Makes up what texts about software are full of and what names nobody: programs, errors, classes, options, versions.

Half of the programs are those of `names.txt`, the others are made up: the model shall learn what stands around a
program, and not which ones there are. Their slots have names of their own, beside those of `training.names.generate`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from training.names.generate import Filler

__all__ = ["told"]

_HERE: Final = Path(__file__).parent
_SLOT: Final = re.compile(r"\{(PRG|ERR|CLS|ABB|OPT|VER|CC|cc|fn|CONST|Cap|low)\}")
_LETTERS: Final = list("AABCDEEFGHIIJKLMNOOPQRSSTTUVWX")


@cache
def _names() -> dict[str, list[str]]:
    rows = [line.split("|") for line in (_HERE / "names.txt").read_text("utf-8").splitlines()]
    return {row[0]: row[1:] for row in rows}


def _named(kind: str, filler: Filler) -> str:
    return filler.one(_names()[kind])


def told(template: str, filler: Filler) -> str:
    """Return the template with programs, errors and what else of software it asks for; other slots stay.

    Args:
        template: A text with slots.
        filler: Draws.
    """
    return _SLOT.sub(lambda slot: _value(slot[1], filler), template)


def _value(slot: str, filler: Filler) -> str:
    match slot:
        case "PRG":
            return _program(filler)
        case "ERR":
            return _named("errors", filler) if filler.chance(0.6) else _class(filler, _names()["error ends"])
        case "CLS":
            return _named("classes", filler) if filler.chance(0.6) else _class(filler, [""])
        case "ABB":
            return _named("abbreviations", filler) if filler.chance(0.65) else _letters(filler)
        case "OPT":
            return f"--{filler.identifier('low')}-{filler.identifier('low')}"
        case "VER":
            number = f"{filler.number(0, 24)}.{filler.number(0, 30)}"
            return filler.one(["", "v"]) + number + filler.one(["", f".{filler.number(0, 20)}"])
        case _:
            return filler.identifier(slot)


def _letters(filler: Filler) -> str:
    return "".join(filler.one(_LETTERS) for _ in range(filler.number(3, 5)))


def _class(filler: Filler, ends: list[str]) -> str:
    return "".join(filler.word() for _ in range(filler.number(1, 2))) + filler.one(ends)


def _program(filler: Filler) -> str:
    kind = filler.number(1, 100)
    if kind <= 58:
        return _named("programs", filler)
    if kind <= 66:
        return _named("programs", filler).lower()
    if kind <= 74:
        return filler.invented()
    if kind <= 82:
        return filler.one([filler.invented(), filler.word()]) + _named("behind", filler)
    if kind <= 88:
        return _named("before", filler) + filler.one([filler.invented(), filler.word()])
    if kind <= 94:
        return filler.word()
    if kind <= 97:
        return f"{filler.word()} {filler.word()}"
    return f"{_named('programs', filler)} {_named('program ends', filler)}"
