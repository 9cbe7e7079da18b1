"""Values to plant: each with its entity, how it is written and where it comes from.

The world is cut in two by a digest of the region's name: rules are looked at on the one half only, and the figures
that count are those of the other.
"""

from __future__ import annotations

import hashlib
import ipaddress
import random
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import phonenumbers

from bench.quality.accounts import IBAN_STRUCTURES, card, crypto, iban

__all__ = ["ENTITIES", "HALVES", "Value", "Values", "half_of"]

HALVES: Final = ("dev", "heldout")
ENTITIES: Final = ("EMAIL", "CARD", "IBAN", "SSN", "IP", "PHONE", "PHONE_BARE", "URL", "CRYPTO")
"""What templates may ask for; `PHONE_BARE` is a telephone number with no word nearby that calls it one."""

# Given and family names as they go into addresses, by region.
_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "DE": ("jürgen anke wolfgang heike", "müller schäfer vogt brandt"),
    "FR": ("amélie théo océane loïc", "lefèvre d'aubigny rousseau chevalier"),
    "ES": ("íñigo lucía marisol jesús", "núñez garcía-lópez ibarra peña"),
    "PL": ("łukasz zofia grzegorz agnieszka", "kowalczyk wiśniewski nowak żak"),
    "CZ": ("tomáš eliška ondřej", "novák dvořáková procházka"),
    "US": ("madison tyler brittany deshawn", "o'neil washington mccarthy smith-jones"),
    "GB": ("nigel imogen alistair", "cholmondeley featherstone hughes"),
    "IN": ("aarav priya rajesh lakshmi", "iyer chatterjee singh venkataraman"),
    "JP": ("haruto yui kenji", "takahashi yamamoto ito"),
    "BR": ("joão thaís wellington", "gonçalves araújo silva"),
    "TR": ("çağlar gülşen emre", "gökçe öztürk demir"),
    "SE": ("åsa göran linnéa", "öberg lindström ek"),
    "IT": ("niccolò chiara beatrice", "d'angelo esposito ricci"),
    "NL": ("sjoerd fenna willemijn", "van-dijk de-vries bakker"),
    "RU": ("dmitri anastasia igor", "volkov smirnova kuznetsov"),
    "VN": ("minh thuy duc", "nguyen tran pham"),
    "NG": ("chidi ngozi emeka", "okafor adeyemi balogun"),
    "FI": ("päivi jukka aino", "mäkelä virtanen nieminen"),
    "HU": ("zsófia gergő", "szabó kőszegi"),
    "GR": ("giorgos eleni", "papadopoulos vlachou"),
}
_DOMAINS: Final = (
    *("gmail.com", "yahoo.co.uk", "web.de", "example.org", "posteo.net", "mail.ru", "qq.com", "orange.fr"),
    *("corp.internal", "mx1.acme-tools.io", "student.uni-köln.de", "xn--bcher-kva.example", "hotmail.com.br"),
    *("proton.me", "sub.dept.gov.au", "company.photography", "k12.ca.us", "firma.biz.pl", "laposte.net"),
)
_HOSTS: Final = (
    "shop.example.com",
    "app.acme.io",
    "intranet.corp.local:8443",
    "files.example.net",
    "10.2.3.4",
)
_SEPARATORS: Final = (" ", "-", ".")


def half_of(name: str) -> str:
    """The half of the world that a region belongs to."""
    return HALVES[hashlib.sha256(name.encode()).digest()[0] & 1]


class Value(NamedTuple):
    """One value.

    Attributes:
        entity: One of `ENTITIES`.
        text: As written.
        shape: How it is written.
        region: Two letters of the region, or "" where the kind has none.
    """

    entity: str
    text: str
    shape: str
    region: str


class Values:
    """Endless values of one half of the world.

    Args:
        half: One of `HALVES`.
        seed: Of the random choices.
    """

    def __init__(self, half: str, seed: int) -> None:
        self._rng = random.Random(f"{half}/{seed}")
        self._names = [region for region in _NAMES if half_of(region) == half]
        self._ibans = [region for region in IBAN_STRUCTURES if half_of(region) == half]
        self._regions = sorted(r for r in phonenumbers.SUPPORTED_REGIONS if half_of(r) == half)

    def of(self, entity: str) -> Value:
        """A value of an entity.

        Raises:
            KeyError: There is no such entity.
        """
        rng = self._rng
        if entity == "CARD":
            return Value(entity, *card(rng), "")
        if entity == "CRYPTO":
            return Value(entity, *crypto(rng), "")
        if entity == "IBAN":
            region = rng.choice(self._ibans)
            return Value(entity, *iban(rng, region), region)
        makers = {"EMAIL": self._email, "SSN": self._ssn, "IP": self._ip, "URL": self._url}
        if entity in ("PHONE", "PHONE_BARE"):
            return self._phone(entity)
        return makers[entity]()

    def _person(self) -> tuple[str, str, str]:
        region = self._rng.choice(self._names)
        given, family = _NAMES[region]
        return self._rng.choice(given.split()), self._rng.choice(family.split()), region

    def _email(self) -> Value:
        rng = self._rng
        given, family, region = self._person()
        writing = rng.choice(("dotted", "initial", "number", "tag", "underscore", "capitals", "short"))
        number = rng.randint(1, 99)
        local = {
            "dotted": f"{given}.{family}",
            "initial": f"{given[0]}{family}",
            "number": f"{given}{number}",
            "tag": f"{given}.{family}+news{number}",
            "underscore": f"{given}_{family}_{number}",
            "capitals": f"{given.capitalize()}.{family.upper()}",
            "short": f"{given[0]}{number}",
        }[writing]
        return Value("EMAIL", f"{local}@{rng.choice(_DOMAINS)}", writing, region)

    def _ssn(self) -> Value:
        rng = self._rng
        area = rng.choice((*range(1, 666), *range(667, 900)))
        parts = f"{area:03d}", f"{rng.randint(1, 99):02d}", f"{rng.randint(1, 9999):04d}"
        writing, separator = rng.choice((("dashes", "-"), ("dashes", "-"), ("blanks", " "), ("plain", "")))
        return Value("SSN", separator.join(parts), writing, "US")

    def _ip(self) -> Value:
        rng = self._rng
        writing = rng.choice(("v4", "v4", "v6", "v6 exploded", "v6 capitals"))
        if writing == "v4":
            parts = rng.randint(1, 126), rng.randrange(256), rng.randrange(256), rng.randrange(1, 255)
            return Value("IP", ".".join(map(str, parts)), writing, "")
        words = [0x2001, *rng.choices(range(0x10000), k=7)]
        if rng.random() < 0.5:
            words[3:6] = [0, 0, 0]
        address = ipaddress.IPv6Address(":".join(f"{word:x}" for word in words))
        text = address.exploded if writing == "v6 exploded" else address.compressed
        return Value("IP", text.upper() if writing == "v6 capitals" else text, writing, "")

    def _url(self) -> Value:
        rng = self._rng
        given, family, region = self._person()
        host, word = rng.choice(_HOSTS), "".join(rng.choices("abcdefghkmnpqrstuvwxyz23456789", k=10))
        user = _plain(f"{given}.{family}")
        writing, text = rng.choice(
            (
                ("password", f"https://{user}:{word}@{host}/login"),
                ("password", f"postgresql://{_plain(given)}:{word}@db.{host}/orders"),
                ("password", f"redis://:{word}@{host}/0"),
                ("userinfo", f"ftp://{user}@{host}/pub/"),
                ("userinfo", f"ssh://{user}@{host}"),
                ("user path", f"https://{host}/users/{user}/settings"),
                ("user path", f"https://{host}/profile/{user}"),
                ("user query", f"https://{host}/api?user={user}&page=2"),
                ("user query", f"http://{host}/find?email={user}%40example.com"),
                ("tilde", f"http://{host}/~{_plain(family)}/index.html"),
                ("profile", f"https://github.com/{_plain(given)}-{_plain(family)}"),
                (
                    "profile",
                    f"https://www.linkedin.com/in/{_plain(given)}-{_plain(family)}-{rng.randint(1, 999)}",
                ),
            )
        )
        return Value("URL", text, writing, region)

    def _phone(self, entity: str) -> Value:
        rng = self._rng
        while True:
            region = rng.choice(self._regions)
            number = _varied(rng, region)
            if number is not None:
                break
        shapes: list[tuple[str, int]] = [
            ("international", phonenumbers.PhoneNumberFormat.INTERNATIONAL),
            ("E164", phonenumbers.PhoneNumberFormat.E164),
            ("national", phonenumbers.PhoneNumberFormat.NATIONAL),
        ]
        shape, form = shapes[2] if entity == "PHONE_BARE" else rng.choice(shapes)
        text = phonenumbers.format_number(number, form)
        if shape != "E164" and rng.random() < 0.4:
            separator = rng.choice(_SEPARATORS)
            text = text.replace(" ", separator).replace("--", "-")
            shape += f" '{separator}'"
        elif shape.startswith("national") and rng.random() < 0.25:
            text = "".join(char for char in text if char.isdigit())
            shape += " bare"
        return Value(entity, text, shape, region)


def _plain(name: str) -> str:
    return "".join(char for char in name if char.isascii() and (char.isalnum() or char in ".-"))


def _varied(rng: random.Random, region: str) -> Any | None:
    """An assignable number of a region: its example with other last digits."""
    kinds = phonenumbers.PhoneNumberType
    kind = rng.choice((kinds.MOBILE, kinds.MOBILE, kinds.FIXED_LINE))
    number = phonenumbers.example_number_for_type(region, kind)
    if number is None:
        return None
    text = str(number.national_number)
    for _ in range(20):
        number.national_number = int(text[:-5] + "".join(rng.choices("0123456789", k=5)))
        if phonenumbers.is_valid_number(number):
            return number
    return None
