"""Makes up brands, courts, offices, parties, schools, prisons, shops, clinics and anonymised persons, for `training.names.generate`.

Legal prose is full of them, and they are what a list of companies and towns does not teach.
"""

# ruff: noqa: E501  # options of one choice are read side by side

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

__all__ = ["LABELS", "Source", "body"]

LABELS = {
    "AB": "PER",
    "B": "ORG",
    "CL": "ORG",
    "CO": "ORG",
    "DEP": "ORG",
    "FO": "ORG",
    "MIN": "ORG",
    "OFF": "ORG",
    "PA": "ORG",
    "PR": "ORG",
    "PUB": "ORG",
    "SH": "ORG",
    "ST": "LOC",
    "UN": "ORG",
    "V": "LOC",
}
"""The slots that `body` fills, and the labels of their values."""

_SLOT = re.compile(r"\{([LFGWS])\}")
_INITIALS = "ABCDEFGHIJKLMNOPRSTUVWYZÉÖÜŞČŠŽ"


class Source(Protocol):
    """Where the parts come from: `training.names.generate.Filler`."""

    def one(self, options: list[str]) -> str:
        """Return one of the options."""
        ...

    def any_of(self, kind: str) -> str:
        """Return one entry of a line of `pieces.txt`."""
        ...

    def number(self, least: int, most: int) -> int:
        """Return a whole number of the closed range."""
        ...

    def chance(self, share: float) -> bool:
        """Return true in `share` of all calls."""
        ...

    def town(self) -> str:
        """Return a place of the lists."""
        ...

    def family(self) -> str:
        """Return a family name."""
        ...

    def given(self) -> str:
        """Return a given name."""
        ...

    def invented(self) -> str:
        """Return a pronounceable word that is in no list."""
        ...

    def word(self) -> str:
        """Return an ordinary word with a capital."""
        ...

    def organisation(self) -> str:
        """Return a company, school, office or club."""
        ...


def body(slot: str, source: Source) -> str:
    """Return a value for one of the slots of `LABELS`."""
    match slot:
        case "AB":
            return _anonymous(source)
        case "B":
            return _brand(source)
        case "CO":
            return _court(source)
        case "MIN":
            return source.one(["", f"{source.town()} "]) + _ministry(source)
        case "PA":
            return _filled(source, "parties") if source.chance(0.7) else _union(source)
        case "PUB":
            return source.one(
                [source.invented(), source.town(), _filled(source, "papers"), _filled(source, "papers")]
            )
        case "ST":
            return source.one(
                [
                    source.town(),
                    f"{source.any_of('states_of')} {source.town()}",
                    f"{source.town()} Federation",
                ]
            )
        case "V":
            return source.one(
                [
                    source.invented() + source.one(["", "ova", "ören", "köy", "ice", "evo", "ów", "nagar"]),
                    source.town(),
                ]
            )
        case _:
            return _filled(
                source,
                {
                    "CL": "clinics",
                    "DEP": "departments",
                    "FO": "foreign",
                    "OFF": "offices",
                    "PR": "wards",
                    "SH": "shops",
                    "UN": "schools",
                }[slot],
            )


def _filled(source: Source, kind: str) -> str:
    """Return an entry of `pieces.txt` with its own slots filled: town, names, subject, ordinary word."""
    makers: dict[str, Callable[[], str]] = {
        "L": source.town,
        "F": source.family,
        "G": source.given,
        "W": source.word,
        "S": lambda: source.any_of("subjects"),
    }
    return _SLOT.sub(lambda slot: makers[slot[1]](), source.any_of(kind))


def _anonymous(source: Source) -> str:
    letter = list(_INITIALS)
    kind = source.one(["two", "two", "two", "two", "three", "one", "one", "bare", "hyphen", "word"])
    match kind:
        case "two":
            return f"{source.one(letter)}.{source.one(letter)}."
        case "three":
            return f"{source.one(letter)}.{source.one(letter)}.{source.one(letter)}."
        case "one":
            return f"{source.one(letter)}."
        case "bare":
            return source.one(list("XYZ"))
        case "hyphen":
            return f"{source.one(letter)}.-{source.one(letter)}."
        case _:
            return f"{source.given()} {source.one(letter)}."


def _brand(source: Source) -> str:
    """Return what a company calls itself, mostly without saying that it is one."""
    kind = source.any_of("brands")
    match kind:
        case "invented":
            return source.invented()
        case "suffixed":
            return source.one([source.invented(), source.word()]) + source.any_of("brand_ends")
        case "joined":
            return source.word() + source.word().lower()
        case "humps":
            return source.word() + source.one(
                [source.word(), source.invented(), "AI", "Tech", "Pay", "Hub", "Lab"]
            )
        case "two":
            return f"{source.word()} {source.one([source.word(), source.invented()])}"
        case "family":
            return source.family()
        case "word":
            return source.word()
        case "families":
            first, second = source.family(), source.family()
            return source.one(
                [f"{first}-{second}", f"{first} & {second}", f"{first}, {second} and {source.family()}"]
            )
        case "sector":
            name = source.one([source.word(), source.invented(), source.family(), source.town()])
            return f"{name} {source.any_of('sectors')}"
        case "place":
            return source.town()
        case "legal":
            name = source.one(
                [source.word(), source.invented(), source.given(), f"{source.given()} {source.family()}"]
            )
            return f"{name} {source.any_of('company')}"
        case "letters":
            return "".join(source.one(list("ABCDEFGHIKLMNOPRSTUVW")) for _ in range(source.number(2, 4)))
        case _:
            return source.organisation()


def _court(source: Source) -> str:
    court = source.any_of("courts")
    town = source.town()
    if source.chance(0.12):
        place = source.one([f"{town} ", ""])
        return place + court.lower() if place else court
    kind = source.one(["alone", "alone", "before", "before", "before", "of", "number", "chamber"])
    match kind:
        case "before":
            return f"{town} {court}"
        case "of":
            return f"{court} {source.one(['of', 'of', 'in', 'for'])} {town}"
        case "number":
            return f"{town} {court} {source.one(['No. 2', 'no. 7', 'for Criminal Matters', 'for Civil Affairs'])}"
        case "chamber":
            return f"{source.one(['First', 'Second', 'Fifth', 'Criminal', 'Civil'])} {source.one(['Chamber', 'Division', 'Section'])} of the {source.one([f'{town} ', ''])}{court}"
        case _:
            return court


def _ministry(source: Source) -> str:
    subject = source.any_of("subjects")
    if source.chance(0.2):
        subject += f" and {source.any_of('subjects')}"
    return source.one(
        [f"Ministry of {subject}", f"Ministry of {subject}", f"Ministry for {subject}", f"{subject} Ministry"]
    )


def _union(source: Source) -> str:
    return source.one(
        [
            f"Union of {source.town()} {source.one(['Teachers', 'Miners', 'Journalists', 'Writers', 'Farmers'])}",
            f"{source.one(['Teachers', 'Miners', 'Transport Workers', 'Civil Servants'])}' Union",
            f"Association for {source.any_of('subjects')}",
            f"{source.town()} {source.one(['Human Rights Association', 'Bar Association', 'Workers Federation'])}",
        ]
    )
