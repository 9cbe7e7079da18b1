"""Fills the hand-written templates with generated names, places, organisations and addresses."""

from __future__ import annotations

import random
import re
from pathlib import Path

from redaction.names import gazetteers
from training.names.corpora import Gold, Text

__all__ = ["Filler", "fill", "lines", "shape"]

_HERE = Path(__file__).parent
_SLOT = re.compile(r"\{(PF|PL|P|L|O|A|D|Y|WD|T|I|N|E|PH|AGE|CN|CO|MIN|DEP)\}")
_SHAPE = re.compile(r"\{(CC|cc|fn|CONST|tech|Cap|low|N)\}")
_LABELLED = {
    "P": "PER",
    "PF": "PER",
    "PL": "PER",
    "L": "LOC",
    "O": "ORG",
    "A": "ADR",
    "CO": "ORG",
    "MIN": "ORG",
    "DEP": "ORG",
}
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_TITLES = "Mr Mrs Ms Mr. Mrs. Ms. Dr Dr. Prof. Miss Sir Judge Professor Captain Officer".split()
_COMPANY = (
    "Inc|Inc.|LLC|Ltd|Ltd.|Limited|PLC|Corp|Corp.|Corporation|Co.|GmbH|AG|GmbH & Co. KG|SA|S.A.|SARL|SAS|SRL|S.p.A.|NV|BV|AB|"
    "Oy|A/S|Group|Holdings|and Sons|& Sons|& Partners|Partners|Associates|Industries|Technologies|Solutions|Systems|"
    "Labs|Consulting|Logistics|Bank|Insurance|Pharma|Motors|Energy|Foods|Media|Studios|Capital|Ventures|Airlines|"
    "Telecom|Software|Robotics|Analytics|Biotech|Healthcare|Construction|Pty Ltd|Pvt. Ltd.|Ltda.|s.r.o.|Sp. z o.o."
).split("|")
_INSTITUTION = (
    "University of {L}|{L} University|{L} State University|University of {L}|{F} College|{F} University|{L} High School|{F} Elementary School|"
    "{L} General Hospital|St. {G}'s Hospital|{F} Memorial Hospital|{L} Medical Center|{F} Clinic|{L} Police Department|"
    "{L} City Council|Bank of {L}|First National Bank of {L}|{F} Foundation|{L} Chamber of Commerce|{L} FC|"
    "{L} United|{L} Symphony Orchestra|{F} Institute|Institute of {S} Research|Department of {S}|Ministry of {S}|{L} Daily News|The {L} Times|"
    "{L} Airport Authority|{L} Museum of Art|{L} Public Library|Church of St. {G}|{L} Football Club|Radio {L}|"
    "Federal Office for {S}|National Institute of {S}|Royal College of {S}|European Agency for {S}|{S} Trade Union"
).split("|")
_SUBJECTS = "Health|Finance|Justice|Education|Defence|Transport|Agriculture|the Interior|Foreign Affairs|Labour|Physics|Surgeons|Mental Health|Migration|Public Works|Science|Engineering|Medicine|Veterans Affairs|Social Security|Energy|Culture".split(
    "|"
)
_COURTS = (
    "Assize Court|Court of Appeal|Regional Court|District Court|Supreme Court|Constitutional Court|Court of Cassation|"
    "State Security Court|Administrative Court|Magistrates' Court|High Court|Crown Court|Supreme Administrative Court|"
    "Criminal Court|Court of First Instance|City Court|Military Court|Federal Constitutional Court|Labour Court|Family Court|"
    "Municipal Court|County Court|Conseil d'État|House of Lords|Council of State|Civil Court|Superior Court"
).split("|")
_DEPARTMENTS = (
    "Police Department|Security Directorate|Public Prosecutor's Office|Chief Public Prosecutor's Office|Prosecutor's Office|"
    "Police|Fire Department|Sheriff's Office|Regional Council|Bar Association|Forensic Medicine Institute|Prison Service|"
    "Anti-Terrorism Branch|Gendarmerie Command|Social Services|Tax Office|Land Registry|Youth Office|Directorate of Security"
).split("|")
_STREETS = "Street|St|St.|Road|Rd|Rd.|Avenue|Ave|Ave.|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Place|Pl|Square|Terrace|Way|Highway|Parkway|Crescent|Close|Circle|Trail|Grove|Gardens|Row|Hill|Mews|Walk|Run|Loop|Plaza|Ridge|Crossing|Throughway|Manor|Island|Mission|Spur|Mount|Inlet|Rest|Views|Fort|Haven|Junction|Ports|Estate|Orchard|Valley|Causeway|Passage|Knolls|Station".split(
    "|"
)
_EURO_SUFFIX = "straße|strasse|str.|weg|gasse|allee|platz|ring|damm|ufer|straat|laan|plein|gracht|weg|kade|gatan|vägen|gata|veien|vej|gade|katu|tie|kuja|utca".split(
    "|"
)
_LATIN_PREFIX = "Rue|Rue de|Rue du|Avenue de|Boulevard|Place de la|Chemin de|Via|Viale|Piazza|Corso|Calle|Calle de|Avenida|Avda.|Paseo de|Plaza|Carrera|Rua|Rua da|Praça|Travessa|ul.|Strada|Jalan|Jl.|Bulevar|Nám.".split(
    "|"
)
_STATES = "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC NSW VIC QLD ON BC QC AB".split()
_ONSETS = "b br c ch d dr f fl g gr h j k kl kr l m n p pr qu r s sh st t tr v w y z".split()
_NUCLEI = "a e i o u ai ea ee ia io ou".split()
_CODAS = ["", "", "", "n", "r", "l", "s", "x", "nd", "nt", "rt", "m", "t", "k", "ck", "ng", "th"]


def lines(name: str) -> list[str]:
    """Return the entries of a text file beside this module, with written-out newlines made real ones."""
    return [
        line.replace("\\n", "\n").replace("\\t", "\t")
        for line in (_HERE / name).read_text("utf-8").splitlines()
        if line
    ]


class Filler:
    """A seeded source of made-up values: equal seeds give equal values."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  # training data, not cryptography
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

    def _one(self, options: list[str]) -> str:
        return self._random.choice(options)

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def invented(self) -> str:
        """Return a pronounceable word that is in no list."""
        word = "".join(
            self._one(_ONSETS) + self._one(_NUCLEI) for _ in range(self._random.choice((1, 1, 2, 2, 3)))
        )
        return (word + self._one(_CODAS)).capitalize()

    def given(self) -> str:
        """Return a given name."""
        name = self.invented() if self._chance(0.08) else self._one(self._given)
        return f"{name}-{self._one(self._given)}" if self._chance(0.02) else name

    def family(self) -> str:
        """Return a family name."""
        name = self.invented() if self._chance(0.12) else self._one(self._family)
        if self._chance(0.04):
            name = f"{self._one(['de', 'van', 'von', 'van der', 'de la', 'Mc', 'al-', 'El', 'Di', 'da'])} {name}".replace(
                "Mc ", "Mc"
            ).replace("al- ", "al-")
        return f"{name}-{self._one(self._family)}" if self._chance(0.05) else name

    def initial(self) -> str:
        """Return an initial with a dot."""
        return self._one(list("ABCDEFGHIJKLMNOPRSTVWZ")) + "."

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
        return self.given()

    def place(self) -> str:
        """Return a town, region or country."""
        kind = self._random.random()
        if kind < 0.06:
            return self.invented() + self._one(["", "", "ville", "burg", "ton", "stad", "pur", "grad"])
        if kind < 0.12:
            return f"{self._one(['North', 'South', 'East', 'West', 'New', 'Port', 'Lake', 'San', 'Mount', 'Saint'])} {self._one([self.given(), self.family()])}"
        if kind < 0.17:
            return f"{self._one([self.family(), self.invented()])}{self._one([' County', 'ville', 'berg', 'ton', ' Valley', ' Island', ' River', 'mouth', 'shire', 'fort', 'view', 'land', 'town', 'borough', 'bury', 'chester', 'side'])}"
        return self._one(self._places)

    def organisation(self) -> str:
        """Return a company, school, office or club."""
        kind = self._random.random()
        if kind < 0.34:
            return self._one(self._organisations)
        if kind < 0.48:
            return f"{self._one([self.family(), self.invented()])} {self._one(_COMPANY)}"
        if kind < 0.56:
            return (
                f"{self.family()}, {self.family()} and {self.family()}"
                if self._chance(0.6)
                else f"{self.family()}-{self.family()}"
            )
        if kind < 0.62:
            return f"{self._one(self._words).capitalize()} {self._one(self._words).capitalize()} {self._one(_COMPANY)}"
        if kind < 0.70:
            return self.invented() + self._one(["", "", "soft", "tech", "ix", "corp", "net"])
        if kind < 0.74:
            return "".join(
                self._one(list("ABCDEFGHIKLMNOPRSTUVW")) for _ in range(self._random.choice((3, 3, 4)))
            )
        return self._institution(self._one(_INSTITUTION))

    def _institution(self, pattern: str) -> str:
        place = self._one(self._places)
        return (
            pattern.replace("{L}", place)
            .replace("{F}", self.family())
            .replace("{G}", self.given())
            .replace("{S}", self._one(_SUBJECTS))
        )

    def street(self) -> str:
        """Return the street part of an address."""
        number = str(
            self._random.choice(
                (
                    self._random.randint(1, 99),
                    self._random.randint(100, 999),
                    self._random.randint(1000, 99999),
                )
            )
        )
        kind = self._random.random()
        name = self._one(
            [
                self.family(),
                self.given(),
                self._one(self._places).split(",")[0],
                self._one(self._words).capitalize(),
            ]
        )
        if kind < 0.40:
            return f"{number}{self._one(['', '', '', ','])} {name} {self._one(_STREETS)}"
        if kind < 0.48:
            return f"{number} {self._one(['N', 'S', 'E', 'W', 'North', 'West', 'N.', 'SW'])} {name} {self._one(_STREETS)}"
        if kind < 0.62:
            return f"{name}{self._one(_EURO_SUFFIX)} {self._random.randint(1, 250)}{self._one(['', '', '', 'a', 'B', '/3'])}"
        if kind < 0.70:
            return f"{self._random.randint(1, 300)}{self._one(['', ',', ' bis'])} {self._one(_LATIN_PREFIX).lower()} {name}"
        if kind < 0.82:
            return f"{self._one(_LATIN_PREFIX)} {name}{self._one([',', '', ' nº'])} {self._random.randint(1, 300)}"
        if kind < 0.86:
            return f"{self._one(['PO Box', 'P.O. Box', 'Postfach', 'PSC', 'Private Bag'])} {self._random.randint(10, 99999)}"
        if kind < 0.93:
            return f"{number} {self.invented()}{self._one(_EURO_SUFFIX[:3] + ['katu', 'gatan', 'gade', ''])} {self._random.randint(1, 99)}"
        return f"{number} {self._random.randint(1, 120)}{self._one(['th', 'st', 'nd'])} {self._one(_STREETS[:9])}"

    def address(self) -> str:
        """Return an address of one of many shapes, with or without unit, town, postal code and country."""
        street = self.street()
        if self._chance(0.25):
            street += (
                self._one([" ", ", "])
                + self._one(["Apt. ", "Apt ", "Suite ", "Unit ", "Flat ", "#", "Floor ", "Stiege "])
                + str(self._random.randint(1, 999))
            )
        kind = self._random.random()
        town = self._one([self.place(), self._one(self._places)])
        break_ = self._one(["\n", ", ", ", ", " "])
        five = f"{self._random.randint(1000, 99999):05d}"
        if kind < 0.22:
            return street
        if kind < 0.50:
            return f"{street}{break_}{town}, {self._one(_STATES)} {five}{self._one(['', '', f'-{five[:4]}', ', USA'])}"
        if kind < 0.62:
            return f"{street}{break_}{self._one(['', '', 'D-', 'F-'])}{five} {town}"
        if kind < 0.70:
            return f"{street}{break_}{town}"
        if kind < 0.78:
            return f"{street}{break_}{town}{self._one([', ', chr(10)])}{self._one(self._places)}"
        if kind < 0.86:
            code = f"{self._one(['SW', 'E', 'N', 'LS', 'M', 'B'])}{self._random.randint(1, 20)} {self._random.randint(1, 9)}{self._one(['AB', 'XY', 'QE'])}"
            return f"{street}{break_}{town} {code}"
        return f"{street}\n{town}\n, {self._one(_STATES)}\n {self._one(self._places)} {five}"

    def date(self) -> str:
        """Return a date in one of many forms."""
        day, month, year = (
            self._random.randint(1, 28),
            self._random.randint(1, 12),
            self._random.randint(1940, 2025),
        )
        return self._one(
            [
                f"{day} {_MONTHS[month - 1]} {year}",
                f"{_MONTHS[month - 1]} {day}, {year}",
                f"{year}-{month:02d}-{day:02d}",
                f"{day:02d}/{month:02d}/{year}",
                f"{day}.{month}.{year}",
                f"{_MONTHS[month - 1][:3]} {day}",
                f"{_MONTHS[month - 1]} {year}",
            ]
        )

    def identifier(self, slot: str) -> str:
        """Return a made-up identifier or technical word for a slot of `negative_shapes.txt`."""
        words = [self._one(self._one([self._words, self._technical])) for _ in range(self._random.choice((1, 2, 2, 3)))]
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
                word = self._one(self._technical)
                return self._one([word, word.capitalize(), word.upper() if len(word) < 5 else word.capitalize()])
            case "Cap":
                return self._one(self._words).capitalize()
            case "low":
                return self._one(self._words)
            case _:
                return str(self._random.randint(0, 70000))

    def value(self, slot: str) -> str:
        """Return a value for a slot of the templates."""
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
            case "CO":
                return self._one(["", "", f"{self._one(self._places)} "]) + self._one(_COURTS)
            case "MIN":
                return self._one(["", f"{self._one(self._places)} "]) + f"Ministry of {self._one(_SUBJECTS)}"
            case "DEP":
                return self._one(_DEPARTMENTS)
            case "T":
                return self._one(_TITLES)
            case "I":
                return self.initial()
            case "Y":
                return str(self._random.randint(1930, 2025))
            case "WD":
                return self._one(_DAYS)
            case "AGE":
                return str(self._random.randint(1, 99))
            case "CN":
                return f"{self._random.randint(100, 99999)}/{self._random.randint(80, 99)}"
            case "PH":
                return f"+{self._random.randint(1, 99)} {self._random.randint(100, 999)} {self._random.randint(1000000, 9999999)}"
            case _:
                return self.date()


def shape(template: str, filler: Filler, group: int) -> Text:
    """Return a text of code, log or technical prose without any name in it."""
    return Text(_SHAPE.sub(lambda slot: filler.identifier(slot[1]), template), (), "negative-shapes", group)


def fill(template: str, filler: Filler, source: str, group: int) -> Text:
    """Return the template with every slot filled and labelled."""
    pieces: list[str] = []
    spans: list[Gold] = []
    length = position = 0
    for slot in _SLOT.finditer(template):
        literal, value = template[position : slot.start()], filler.value(slot.group(1))
        pieces += (literal, value)
        length += len(literal)
        kind = _LABELLED.get(slot.group(1))
        if kind:
            spans.append(Gold(length, length + len(value), kind))
        elif slot.group(1) == "D":
            spans.append(Gold(length, length + len(value), "DATE_TIME"))
        length += len(value)
        position = slot.end()
    pieces.append(template[position:])
    return Text("".join(pieces), tuple(spans), source, group)
