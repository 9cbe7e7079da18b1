"""Makes up names, places, organisations, addresses and identifiers, for `training.names.fill`."""

# ruff: noqa: E501  # options of one choice are read side by side

from __future__ import annotations

import random
from pathlib import Path

from redaction.names import gazetteers
from training.names import bodies, streets

__all__ = ["Filler"]

_HERE = Path(__file__).parent


class Filler:
    """A seeded source of made-up values: equal seeds give equal values."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  # training data, not cryptography
        rows = [line.split("|") for line in (_HERE / "pieces.txt").read_text("utf-8").split("\n")[:-1]]
        self._pieces = {row[0]: row[1:] for row in rows}
        folder = Path(gazetteers.__file__).parent / "gazetteers"
        read = {
            n: (folder / f"{n}.txt").read_text("utf-8").split("\n")[:-1]
            for n in ("given", "family", "places", "organisations")
        }
        ordinary = set((folder / "words_common.txt").read_text("utf-8").split("\n"))
        self._given = [
            w for w in read["given"] if w.lower() not in ordinary and len(w) > 2 and not w[-1].isupper()
        ]
        self._family = [w for w in read["family"] if w.lower() not in ordinary and len(w) > 2]
        self._given += [w for w in read["given"] if w.lower() in ordinary][::8]
        self._family += [w for w in read["family"] if w.lower() in ordinary][::4]
        self._places = read["places"]
        self._organisations = read["organisations"]
        self._technical = (folder / "words_technical.txt").read_text("utf-8").split("\n")[:-1]
        self._words = [w for w in sorted(ordinary) if 4 < len(w) < 10]

    def one(self, options: list[str]) -> str:
        """Return one of the options."""
        return self._random.choice(options)

    def any_of(self, kind: str) -> str:
        """Return one entry of a line of `pieces.txt`."""
        return self.one(self._pieces[kind])

    def chance(self, share: float) -> bool:
        """Return true in `share` of all calls."""
        return self._random.random() < share

    def number(self, least: int, most: int) -> int:
        """Return a whole number of the closed range."""
        return self._random.randint(least, most)

    def invented(self) -> str:
        """Return a pronounceable word that is in no list."""
        word = "".join(
            self.any_of("onsets") + self.any_of("nuclei") for _ in range(self._random.choice((1, 1, 2, 2, 3)))
        )
        return (word + self.any_of("codas")).capitalize()

    def given(self) -> str:
        """Return a given name."""
        if self.chance(0.02):
            # As Korean and Chinese names are written in Latin letters: the second half is small.
            halves = self.any_of("syllables"), self.any_of("syllables").lower()
            return self.one(["-", "-", " "]).join((halves[0], self.one([halves[1], halves[1].capitalize()])))
        name = self.invented() if self.chance(0.08) else self.one(self._given)
        return f"{name}-{self.one(self._given)}" if self.chance(0.02) else name

    def family(self) -> str:
        """Return a family name."""
        name = self.invented() if self.chance(0.12) else self.one(self._family)
        if self.chance(0.05):
            name = self.any_of("particles").replace("_", " ") + name
        return f"{name}-{self.one(self._family)}" if self.chance(0.05) else name

    def initial(self) -> str:
        """Return an initial with a dot."""
        return self.one(list("ABCDEFGHIJKLMNOPRSTVWZ")) + "."

    def word(self) -> str:
        """Return an ordinary word with a capital."""
        return self.one(self._words).capitalize()

    def person(self) -> str:
        """Return a full name in one of the usual forms."""
        kind = self._random.random()
        if kind < 0.70:
            return f"{self.given()} {self.family()}"
        if kind < 0.80:
            return f"{self.given()} {self.initial()} {self.family()}"
        if kind < 0.86:
            return f"{self.given()} {self.given()} {self.family()}"
        if kind < 0.90:
            return f"{self.given()} {self.family()} {self.family()}"
        if kind < 0.93:
            return f"{self.initial()} {self.family()}"
        if kind < 0.95:
            return f"{self.family()}, {self.given()}"
        if kind < 0.97:
            return f"{self.given()} {self.family().upper()}"
        if kind < 0.985:
            return f"{self.given()} {self.invented()} {self.given()} {self.invented()} {self.family()}"
        return self.given()

    def place(self) -> str:
        """Return a town, region or country."""
        kind = self._random.random()
        if kind < 0.06:
            return self.invented() + self.one(["", "", "ville", "burg", "ton", "stad", "pur", "grad"])
        if kind < 0.12:
            return f"{self.one(['North', 'South', 'East', 'West', 'New', 'Port', 'Lake', 'San', 'Mount', 'Saint'])} {self.one([self.given(), self.family()])}"
        if kind < 0.17:
            return f"{self.one([self.family(), self.invented()])}{self.one([' County', 'ville', 'berg', 'ton', ' Valley', ' Island', ' River', 'mouth', 'shire', 'fort', 'view', 'land', 'town', 'borough', 'bury', 'chester', 'side'])}"
        return self.one(self._places)

    def town(self) -> str:
        """Return a place of the lists."""
        return self.one(self._places)

    def organisation(self) -> str:
        """Return a company, school, office or club."""
        kind = self._random.random()
        if kind < 0.34:
            return self.one(self._organisations)
        if kind < 0.48:
            return f"{self.one([self.family(), self.invented()])} {self.one(self._pieces['company'])}"
        if kind < 0.56:
            return (
                f"{self.family()}, {self.family()} and {self.family()}"
                if self.chance(0.6)
                else f"{self.family()}-{self.family()}"
            )
        if kind < 0.62:
            return f"{self.one(self._words).capitalize()} {self.one(self._words).capitalize()} {self.one(self._pieces['company'])}"
        if kind < 0.70:
            return self.invented() + self.one(["", "", "soft", "tech", "ix", "corp", "net"])
        if kind < 0.74:
            return "".join(
                self.one(list("ABCDEFGHIKLMNOPRSTUVW")) for _ in range(self._random.choice((3, 3, 4)))
            )
        if kind < 0.86:
            return bodies.body(self.one(["SH", "SH", "CL", "UN"]), self)
        return self._institution(self.any_of("institution"))

    def _institution(self, pattern: str) -> str:
        place = self.one(self._places)
        return (
            pattern.replace("{L}", place)
            .replace("{F}", self.family())
            .replace("{G}", self.given())
            .replace("{S}", self.any_of("subjects"))
        )

    def address(self) -> str:
        """Return an address of one of many shapes, with or without unit, town, postal code and country."""
        return streets.address(self)

    def date(self) -> str:
        """Return a date in one of many forms."""
        day, month, year = (
            self._random.randint(1, 28),
            self._random.randint(1, 12),
            self._random.randint(1940, 2025),
        )
        return self.one(
            [
                f"{day} {self._pieces['months'][month - 1]} {year}",
                f"{self._pieces['months'][month - 1]} {day}, {year}",
                f"{year}-{month:02d}-{day:02d}",
                f"{day:02d}/{month:02d}/{year}",
                f"{day}.{month}.{year}",
                f"{self._pieces['months'][month - 1][:3]} {day}",
                f"{self._pieces['months'][month - 1]} {year}",
            ]
        )

    def identifier(self, slot: str) -> str:
        """Return a made-up identifier or technical word for a slot of `negative_shapes.txt`."""
        words = [
            self.one(self._words if self.chance(0.5) else self._technical)
            for _ in range(self._random.choice((1, 2, 2, 3)))
        ]
        match slot:
            case "CC":
                return "".join(w.capitalize() for w in words)
            case "cc":
                return words[0] + "".join(w.capitalize() for w in words[1:])
            case "fn":
                return "_".join(words)
            case "CONST":
                return "_".join(words).upper()
            case "tech":
                word = self.one(self._technical)
                return self.one(
                    [word, word.capitalize(), word.upper() if len(word) < 5 else word.capitalize()]
                )
            case "Cap":
                return self.one(self._words).capitalize()
            case "low":
                return self.one(self._words)
            case _:
                return str(self._random.randint(0, 70000))

    def value(self, slot: str) -> str:
        """Return a value for a slot of the templates."""
        if slot in bodies.LABELS:
            return bodies.body(slot, self)
        match slot:
            case "P":
                return self.person()
            case "PF":
                return self.given()
            case "PL":
                return self.family()
            case "L":
                return self.place()
            case "O":
                return self.organisation()
            case "A":
                return self.address()
            case "T":
                return self.any_of("titles")
            case "I":
                return self.initial()
            case "Y":
                return str(self._random.randint(1930, 2025))
            case "WD":
                return self.any_of("days")
            case "AGE":
                return str(self._random.randint(1, 99))
            case "CN":
                return f"{self._random.randint(100, 99999)}/{self._random.randint(80, 99)}"
            case "N":
                return str(self._random.randint(1, 999))
            case "TM":
                return f"{self._random.randint(7, 21)}:{self._random.randint(0, 59):02d}"
            case "PH":
                return f"+{self._random.randint(1, 99)} {self._random.randint(100, 999)} {self._random.randint(1000000, 9999999)}"
            case _:
                return self.date()
