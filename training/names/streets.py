"""Makes up street addresses of many countries, for `training.names.generate`."""

# ruff: noqa: E501  # options of one choice are read side by side

from __future__ import annotations

from typing import Protocol

__all__ = ["Source", "address"]


class Source(Protocol):
    """Where the parts come from: `training.names.generate.Filler`."""

    def one(self, options: list[str]) -> str:
        """Return one of the options."""
        ...

    def any_of(self, kind: str) -> str:
        """Return one entry of a line of `pieces.txt`."""
        ...

    def chance(self, share: float) -> bool:
        """Return true in `share` of all calls."""
        ...

    def number(self, least: int, most: int) -> int:
        """Return a whole number of the closed range."""
        ...

    def town(self) -> str:
        """Return a place of the lists."""
        ...

    def place(self) -> str:
        """Return a town, region or country."""
        ...

    def family(self) -> str:
        """Return a family name."""
        ...

    def given(self) -> str:
        """Return a given name."""
        ...

    def word(self) -> str:
        """Return an ordinary word with a capital."""
        ...

    def invented(self) -> str:
        """Return a pronounceable word that is in no list."""
        ...


def address(source: Source) -> str:
    """Return an address of one of many shapes, with or without unit, town, postal code and country."""
    if source.chance(0.06):
        return _indian(source)
    street = _street(source)
    if source.chance(0.2):
        unit = source.any_of("units").replace("{N}", str(source.number(1, 999)))
        street += source.one([" ", ", "]) + unit
    elif street[0].isdigit() and source.chance(0.15):
        unit = source.any_of("units_before").replace("{N}", str(source.number(1, 60)))
        street = f"{unit}{'' if unit.endswith('/') else source.one([', ', ', ', ' ', chr(10)])}{street}"
    elif source.chance(0.04):
        street = f"{source.any_of('houses').replace('{W}', source.word())}, {street}"
    return _with_town(source, street)


def _with_town(source: Source, street: str) -> str:
    kind = source.number(0, 99)
    town = source.one([source.place(), source.town()])
    break_ = source.one(["\n", ", ", ", ", " "])
    five = f"{source.number(1000, 99999):05d}"
    if kind < 22:
        return street
    if kind < 48:
        return f"{street}{break_}{town}{source.one([', ', ', ', ' '])}{source.any_of('states')} {five}{source.one(['', '', f'-{five[:4]}', ', USA'])}"
    if kind < 60:
        return f"{street}{break_}{_continental_code(source)} {town}{_country(source)}"
    if kind < 68:
        return f"{street}{break_}{town}"
    if kind < 76:
        return f"{street}{break_}{town}{source.one([', ', chr(10)])}{source.town()}"
    if kind < 80:
        return f"{street}{break_}{town} {source.one(['NSW', 'VIC', 'QLD', 'WA', 'SA', 'TAS', 'ACT'])} {source.number(1000, 9999)}"
    if kind < 88:
        code = f"{source.one(['SW', 'E', 'N', 'LS', 'M', 'B', 'EH', 'CF', 'BT', 'PL'])}{source.number(1, 20)} {source.number(1, 9)}{source.one(['AB', 'XY', 'QE', 'HT', 'JD'])}"
        return f"{street}{break_}{town}{source.one([' ', ', '])}{code}"
    return f"{street}\n{town}\n, {source.any_of('states')}\n {source.town()} {five}"


def _continental_code(source: Source) -> str:
    kind = source.number(0, 9)
    if kind < 5:
        return f"{source.one(['', '', '', 'D-', 'F-'])}{source.number(1000, 99999):05d}"
    if kind < 8:
        letters = list("ABCDEGHJKLNPRSTVWXZ")
        return f"{source.number(1000, 9999)}{source.one([' ', ' ', ''])}{source.one(letters)}{source.one(letters)}"
    return source.one([f"{source.number(1000, 9999)}", f"{source.number(10, 99)}-{source.number(100, 999)}"])


def _country(source: Source) -> str:
    if source.chance(0.8):
        return ""
    return source.one([", ", "\n"]) + source.any_of("countries")


def _indian(source: Source) -> str:
    house = source.any_of("houses_indian").replace("{N}", str(source.number(1, 400)))
    area = source.one(
        [
            f"{source.family()} {source.any_of('areas')}",
            f"{source.number(1, 12)}th {source.one(['Cross', 'Main', 'Block'])}, {source.invented()} {source.any_of('areas')}",
            f"{source.one(['Sector', 'Phase', 'Block', 'Ward'])} {source.number(1, 60)}, {source.town()}",
        ]
    )
    code = source.one(["{}", "- {}", "{}", ""]).format(
        f"{source.number(110, 799)}{source.one(['', ' '])}{source.number(100, 999)}"
    )
    rest = f"{source.one([', ', chr(10)])}{source.town()} {code}".rstrip() if source.chance(0.8) else ""
    return f"{house}, {area}{rest}"


def _street(source: Source) -> str:
    number = str(
        source.number(*((1, 99), (100, 999), (1000, 99999))[source.number(0, 2)]),
    )
    name = source.one([source.family(), source.given(), source.town().split(",")[0], source.word()])
    kind = source.number(0, 99)
    if kind < 40:
        return f"{number}{source.one(['', '', '', ','])} {name} {source.any_of('streets')}"
    if kind < 48:
        return f"{number} {source.one(['N', 'S', 'E', 'W', 'North', 'West', 'N.', 'SW'])} {name} {source.any_of('streets')}"
    if kind < 62:
        return f"{name}{source.any_of('euro_suffix')} {source.number(1, 250)}{source.one(['', '', '', 'a', 'B', '/3'])}"
    if kind < 65:
        two = source.one(
            [
                "Am {}",
                "An der {}",
                "Im {}",
                "Zum {}",
                "Alter {}",
                "Unter den {}",
                "{}er Straße",
                "{}er Allee",
                "{} Ring",
            ]
        )
        return f"{two.format(name)} {source.number(1, 250)}"
    if kind < 73:
        return f"{source.number(1, 300)}{source.one(['', ',', ' bis'])} {source.any_of('latin_prefix').lower()} {name}"
    if kind < 83:
        return f"{source.any_of('latin_prefix')} {name}{source.one([',', '', ' nº'])} {source.number(1, 300)}"
    if kind < 87:
        return f"{source.one(['PO Box', 'P.O. Box', 'Postfach', 'PSC', 'Private Bag'])} {source.number(10, 99999)}"
    if kind < 93:
        return f"{number} {source.invented()}{source.one(['straße', 'strasse', 'str.', 'katu', 'gatan', 'gade', ''])} {source.number(1, 99)}"
    return f"{number} {source.number(1, 120)}{source.one(['th', 'st', 'nd'])} {source.any_of('streets')}"
