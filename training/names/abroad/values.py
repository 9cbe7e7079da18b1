"""Makes up dates, organisations and street addresses as a language writes them, for `training.names.fill`.

The slots of a language end with its code: `{A.de}`, `{D.de}`, `{WD.de}`, `{O.de}`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from training.names.generate import Filler

__all__ = ["LANGUAGES", "value"]

LANGUAGES: Final = ("de", "es", "fr", "it", "nl", "pl", "pt")
_LETTERS: Final = list("ABCDEGHJKLNPRSTVWXZ")
_STATES: Final = ["SP", "RJ", "MG", "RS", "PR", "BA", "CE", "PE", "DF"]


@cache
def _pieces() -> dict[str, list[str]]:
    rows = [
        line.split("|") for line in (Path(__file__).parent / "pieces.txt").read_text("utf-8").splitlines()
    ]
    return {row[0]: row[1:] for row in rows}


def value(slot: str, language: str, filler: Filler) -> str:
    """A value for a slot.

    Args:
        slot: `A`, `D`, `O` or `WD`.
        language: One of `LANGUAGES`.
        filler: Draws.

    Raises:
        ValueError: There is no such slot.
    """
    match slot:
        case "A":
            return _address(language, filler)
        case "D":
            return _date(language, filler)
        case "O":
            return _organisation(language, filler)
        case "WD":
            return filler.one(_pieces()[f"{language}.days"])
        case _:
            raise ValueError(f"no slot {slot}")


def _made(pattern: str, filler: Filler) -> str:
    return (
        pattern.replace("{T}", filler.town().split(",")[0])
        .replace("{F}", filler.family())
        .replace("{G}", filler.given())
    )


def _organisation(language: str, filler: Filler) -> str:
    if filler.chance(0.55):
        return filler.organisation()
    return _made(filler.one(_pieces()[f"{language}.bodies"]), filler)


def _date(language: str, filler: Filler) -> str:
    day, month, year = filler.number(1, 28), filler.number(1, 12), filler.number(1940, 2025)
    name = _pieces()[f"{language}.months"][month - 1]
    of = {"es": " de ", "pt": " de "}.get(language, " ")
    dot = "." if language == "de" else ""
    return filler.one(
        [
            f"{day}{dot}{of}{name}{of}{year}",
            f"{day}{dot}{of}{name}",
            f"{day:02d}.{month:02d}.{year}" if language in {"de", "pl"} else f"{day:02d}/{month:02d}/{year}",
            f"{day:02d}-{month:02d}-{year}" if language == "nl" else f"{day}.{month}.{year}",
            f"{year}-{month:02d}-{day:02d}",
            f"{name} {year}",
        ]
    )


def _address(language: str, filler: Filler) -> str:
    road = _made(filler.one(_pieces()[f"{language}.roads"]), filler)
    number = str(filler.number(1, 60) if filler.chance(0.6) else filler.number(1, 350))
    street = _street(language, road, number, filler)
    if filler.chance(0.3):
        return street
    town = filler.town().split(",")[0]
    break_ = filler.one([", ", ", ", "\n"])
    return f"{street}{break_}{_with_code(language, town, filler)}"


def _street(language: str, road: str, number: str, filler: Filler) -> str:
    match language:
        case "fr":
            if filler.chance(0.06):
                return f"BP {filler.number(10, 9999)}"
            unit = filler.one(["", "", "", "", ", bât. B", ", appt 12", ", 3e étage"])
            return f"{number}{filler.one(['', '', '', ' bis', ' ter', ','])} {road}{unit}"
        case "es":
            unit = filler.one(["", "", "", ", 3º B", ", 1º izq.", ", bajo", ", piso 4"])
            return f"{road}{filler.one([', ', ' ', ', nº ', ' núm. '])}{number}{unit}"
        case "it":
            return f"{road}{filler.one([' ', ', ', ' n. '])}{number}{filler.one(['', '', '', '/A', '/3', ' int. 4'])}"
        case "pt":
            unit = filler.one(["", "", "", ", apto 42", ", 2.º esq.", ", sala 3", " - Centro", " - Jardim"])
            return f"{road}{filler.one([', ', ', ', ', n.º ', ', nº '])}{number}{unit}"
        case "pl":
            return f"{road} {number}{filler.one(['', '', '/4', '/12', 'A', ' m. 7'])}"
        case "de":
            if filler.chance(0.06):
                return f"Postfach {filler.number(1000, 99999)}"
            return f"{road} {number}{filler.one(['', '', '', 'a', ' b', '/2'])}"
        case _:
            return f"{road} {number}{filler.one(['', '', '', 'A', '-2', ' bis', ' hs'])}"


def _with_code(language: str, town: str, filler: Filler) -> str:
    five = f"{filler.number(1000, 99999):05d}"
    match language:
        case "nl":
            gap = filler.one([" ", " ", ""])
            return f"{filler.number(1000, 9999)}{gap}{filler.one(_LETTERS)}{filler.one(_LETTERS)} {town}"
        case "pl":
            return f"{filler.number(0, 99):02d}-{filler.number(0, 999):03d} {town}"
        case "pt":
            if filler.chance(0.5):
                return f"{filler.number(1000, 9999)}-{filler.number(0, 999):03d} {town}"
            end = filler.one(["", f", {five}-{filler.number(0, 999):03d}", f", CEP {five}-000"])
            return f"{town}{filler.one([' - ', '/'])}{filler.one(_STATES)}{end}"
        case "it":
            return f"{five} {town}{filler.one(['', '', ' (MI)', ' (RM)', ' (NA)', ' TO'])}"
        case "fr":
            return f"{filler.one(['', '', 'F-'])}{five} {town}{filler.one(['', '', ' Cedex', ' Cedex 2'])}"
        case "de":
            return f"{filler.one(['', '', '', 'D-'])}{five} {town}"
        case _:
            return f"{five} {town}"
