"""What a run of labels of the name model must have to be a name: a guard against logs, code and columns of numbers.

The model judges a word by what stands around it, and around a counter of a log stand numbers and short words, as
around a house number. So in a line that a machine wrote an address must show a street or a name of its own, and a
name must be more than a key or a unit. Prose is judged by the model. Part of `redaction.names.detector`.
"""

# ruff: noqa: E501, RUF001  # a list is read as a list; street names are written as people write them

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

from redaction.names import features
from redaction.names import gazetteers as gz
from redaction.names.word_set import word_set
from redaction.words import streets

__all__ = [
    "Place",
    "Run",
    "Voice",
    "are_ordinary",
    "is_address",
    "is_name",
    "is_street",
    "is_technical",
    "voice_of",
]

_NAMES: Final = gz.NAMED
_PERSONS: Final = gz.PERSONAL
_PERSON_OR_PLACE: Final = gz.PERSONAL | gz.PLACE | gz.PLACE_PART
_PLACES: Final = gz.PLACE | gz.PLACE_PART
_ORDINARY: Final = gz.ORDINARY


# They name a street and nothing else, in whatever case.
_STREETS: Final = word_set(
    "street road avenue boulevard blvd highway hwy parkway pkwy crescent terrace gardens mews esplanade turnpike expressway "
    "rue chemin allée impasse quai viale piazza corso vicolo calle avenida avda paseo carrer camino rua praça travessa "
    "ulica ul jalan jl strada bulevardul postbox postboks postfach psc apo fpo dpo p.o"
)
# Without those that end other words as well: "gate", "tie".
_STREET_ENDS: Final = (
    *(streets.ENDS - word_set("allé dijk dreef gade gata gate kade kuja polku steeg str. tie torg vej väg")),
    "enkade",
)
# Parts of machines and stores too ("drive 3", "lane 5"): they need a name beside them.
# "Park" and "Point" are parts of names as often as streets.
_WEAK_STREETS: Final = (
    (streets.PLAIN | streets.NOUNS)
    - _STREETS
    - word_set("bend causeway cove cres freeway mall park pike point run ter view")
) | word_set(
    "vale gate yard common plz av station via largo ronda cours torget rynek alameda estrada al highlands "
    "junction manor embankment broadway"
)
# Parts of an address on a line of their own; small, they are parts of machines.
_UNITS: Final = word_set("Apt Apartment Suite Flat Floor")
_VOWEL: Final = re.compile(r"[aeiouà-öø-ž]")
# A quantity with its unit: who writes so measures, and seldom names people in small letters.
_MEASURED: Final = re.compile(
    r"\d ?(?:[mµun]?s|sec|min|[KMGTkmg]i?B|kbits?|bytes?|rpm|°?C|[km]?[WVA]h?|%|rows|records|packets|tokens?|reqs?)(?:/s(?:ec)?)?(?![\w'’])"
)
_COUNT: Final = re.compile(r"(?<!\S)\d+(?:[.,]\d+)?(?![^\s,;])")
_MANY: Final = 4
"""Numbers that stand alone; so many make a row of counters."""
# Words that people speak with and programs seldom.
_SPOKEN: Final = re.compile(
    r"\b(?:i|you|he|she|we|they|it|my|your|his|her|our|their|me|him|us|mrs?|dear|hi|hello|hey|please|thanks|named|patient|"
    r"lives?|lived|born|was|are|were|am|been|the|address|adresse|dirección|indirizzo|adres)\b"
)
_STAMP: Final = re.compile(r"\[?(?:19|20)\d\d-\d\d-\d\d[ T]\d\d:\d\d:\d\d")
"""A line that begins with a moment, to the second, was written by a machine."""
_CODE_NUMBER: Final = re.compile(r"[(\"'=]?[A-Z]{1,5}-\d{2,}\W*\Z")
# A class or a constant of a program, not a company: three humps, or a last one that says so.
_CODE_NAME: Final = re.compile(
    r"(?:[A-Z]+[a-z0-9]+){3,}[A-Z]*\Z|[a-z]+(?:[A-Z]+[a-z0-9]+){2,}\Z|[A-Za-z0-9]*[a-z0-9](?:Manager|Record|Controller|Name|Server|Exception|Error|Handler"
    r"|Service|Factory|Task|Impl|Config|Context|Listener|Client|Request|Response|Event|Thread|Pool|Cache|Queue|Worker|Store"
    r"|Loader|Reader|Writer|Builder|Provider|Filter|Adapter|Set|Map|List|Node|Job|Processor|Executor|Scheduler|Registry|Iterator|Stream|Buffer|Lock|Proxy|Id|Type|Level|Version|Engine|Coordinator|State|Topic)s?\Z"
)
_LEVELS: Final = word_set("TRACE DEBUG INFO NOTICE WARN WARNING ERROR FATAL CRITICAL")
_FAMILY_PREFIXES: Final = ("Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Fitz", "O'", "D'")
_LONGEST_ABBREVIATION: Final = 5
_SHORTEST: Final = 3
"""Letters; fewer, and in small letters as many, are a key or a unit more often than a name."""

_VERSION_OR_ID: Final = re.compile(r"v?\d+(?:\.\d+)+\Z|(?=[a-f]*\d)[0-9a-f]{7,}\Z")
_NAME_AND_ONE: Final = 2
"""Tokens."""

_LONG_NUMBER: Final = 4
_MOST_LONG_NUMBERS: Final = 2  # those of a house and a postcode

Voice = Literal["prose", "line", "measure"]
"""Who speaks in a field: a person, or a machine that counts, or one that counts with units or much."""
Place = Literal["inside", "first", "key"]
"""Where a run stands: inside its field, first in it, or first and with a colon or an equals sign behind it."""


def voice_of(text: str) -> Voice:
    """Return who speaks in a field. A text without digits, or with a word of speech, is prose but for a log's line."""
    stamped = _STAMP.match(text)
    if not any(map(text.__contains__, string.digits)) or (not stamped and _SPOKEN.search(text.lower())):
        return "prose"
    counts = len(_COUNT.findall(text)) >= _MANY
    return "measure" if counts or _MEASURED.search(text) else "line"


class Run(NamedTuple):
    """Tokens that the model calls one name.

    Attributes:
        tokens: What the run consists of, in order.
        gazetteer: Flags by lower-cased word.
        mode: Letter case of the field.
        voice: Who speaks in the field.
        place: Where the first token stands: the capital of a field's first word says nothing.
    """

    tokens: Sequence[str]
    gazetteer: Mapping[str, int]
    mode: features.Mode
    voice: Voice
    place: Place


def is_address(run: Run) -> bool:
    """Whether tokens that the model calls an address can be one."""
    tokens, gazetteer, mode, voice, place = run
    words = [token.lower().rstrip(".") for token in tokens]
    if not any(len(word) > 2 and word.isalpha() for word in words):
        return False
    if sum(len(token) >= _LONG_NUMBER and token.isdigit() for token in tokens) > _MOST_LONG_NUMBERS:
        return False
    if voice == "prose":
        marked = any(character.isupper() or character.isdigit() for token in tokens for character in token)
        return marked or mode != "n"
    if any(map(is_street, words)):
        return True
    if tokens[0].rstrip(".") in _UNITS:
        return True
    named = [
        _weight(token, gazetteer.get(word, 0), first=place != "inside" and not at)
        for at, (token, word) in enumerate(zip(tokens, words, strict=True))
    ]
    return 2 in named or any(
        word in _WEAK_STREETS and _beside(named, words, at) for at, word in enumerate(words)
    )


def is_street(word: str) -> bool:
    """Whether a word without its full stop names a street or a box, in whatever case, and nothing else."""
    lower = word.lower()
    return lower in _STREETS or (len(lower) > 5 and lower.endswith(_STREET_ENDS))


def _beside(named: Sequence[int], words: Sequence[str], middle: int) -> bool:
    """Whether a name stands beside a word, or one word further, with no number between."""
    for step in (-1, 1):
        for at in (middle + step, middle + 2 * step):
            if not 0 <= at < len(words) or words[at][:1].isdigit():
                break
            if named[at]:
                return True
    return False


def _weight(token: str, flags: int, *, first: bool) -> int:
    """How much a word is a name of its own: 2 by itself, 1 beside a word for a street, 0 not at all."""
    word = token.lower().rstrip(".")
    if len(word) < _SHORTEST or not word[0].isalpha() or any(map(str.isdigit, word)) or word in _WEAK_STREETS:
        return 0
    if not word.isascii():
        return 2
    titled = token[0].isupper() and token[1:].islower() and not first
    if not flags & _ORDINARY and _VOWEL.search(word):
        if titled or (flags & _PLACES and len(word) > _SHORTEST):
            return 2
        return int(
            len(word) > _SHORTEST and bool(flags & _PERSON_OR_PLACE or len(word) >= _LONGEST_ABBREVIATION)
        )
    if titled and flags & gz.PLACE and not flags & (gz.COMMON | gz.TECHNICAL):
        return 2
    return int(titled)


def is_name(run: Run, label: str) -> bool:
    """Whether tokens that the model calls a person, a place or an organisation can be one.

    Args:
        run: The tokens.
        label: What the model says: one of `redaction.names.features.LABELS`.
    """
    tokens, gazetteer, mode, voice, place = run
    flags = [gazetteer.get(token.lower(), 0) for token in tokens]
    if "".join(tokens).rstrip(".") == "I":
        return False  # "the baker, and I."
    if len(tokens) == 1:
        if voice != "prose" and not _is_lone_name(tokens[0], flags[0], label, voice, place):
            return False
        # One word in small letters in a field that has capitals: only a word of the lists, and no technical term.
        return (
            mode != "n" or not tokens[0].islower() or bool(flags[0] & _NAMES and not flags[0] & gz.TECHNICAL)
        )
    if voice == "prose" or _is_full_name(tokens, flags):
        return True
    if len(tokens) == _NAME_AND_ONE and _VERSION_OR_ID.match(tokens[-1]):
        return False
    if label == "ORG" and (tokens[0] in _LEVELS or (_CODE_NAME.match(tokens[0]) and not flags[0])):
        return False  # "SocketServer Acceptors"
    if label == "ORG" and flags[0] & gz.COMMON and all(map(_is_code, tokens[1:], flags[1:])):
        # "Reading KRaft": a message that begins with an ordinary word.
        return False
    lower = label != "PER" and all(map(str.islower, tokens))
    if lower and not any(flag & _NAMES and not flag & (gz.COMMON | gz.TECHNICAL) for flag in flags):
        return False
    if voice == "measure" or any(token[0].isdigit() for token in tokens):
        return any(
            _weight(token, flag, first=place != "inside" and not at)
            for at, (token, flag) in enumerate(zip(tokens, flags, strict=True))
        )
    return any(len(token) > _SHORTEST or token.istitle() for token in tokens)


def _is_code(token: str, flags: int) -> bool:
    listed = flags & gz.ORGANISATION and not flags & gz.TECHNICAL
    return not listed and not token[1:].islower() and not token.isupper()


def _is_full_name(tokens: Sequence[str], flags: Sequence[int]) -> bool:
    """Whether a given name stands with another name, in whatever case."""
    names = [
        flag for token, flag in zip(tokens, flags, strict=True) if len(token) >= _SHORTEST and flag & _PERSONS
    ]
    return len(names) > 1 and any(flag & gz.GIVEN for flag in names)


def _is_lone_name(token: str, flags: int, label: str, voice: Voice, place: Place) -> bool:
    """Whether one word in a machine's line is a name: not a key of a few letters, a unit or a thing counted."""
    if place == "key" and token.islower() and len(token) <= _SHORTEST:
        return False
    if token[0].islower() and not token.islower():
        return False
    if token.isupper() and len(token) < _SHORTEST and (label == "PER" or not flags & _NAMES):
        return False
    if token.isupper() and flags & gz.COMMON:
        return bool(flags & (gz.GIVEN | gz.PLACE))
    if flags & _NAMES or not token.isascii():
        return True
    if token.islower() and voice == "measure":
        return False
    return (
        len(token) > _LONGEST_ABBREVIATION
        or (place == "inside" and not token.islower() and voice != "measure")
        or (label == "ORG" and not (voice == "measure" and token.isupper() and place != "inside"))
    )


def are_ordinary(tokens: Sequence[str], gazetteer: Mapping[str, int]) -> bool:
    """Whether tokens are ordinary words in small letters: nobody can tell that they are an organisation."""
    for token in tokens:
        flags = gazetteer.get(token, 0)
        if not flags & _ORDINARY or flags & (gz.ORGANISATION | gz.PLACE) or not token.islower():
            return False
    return True


def is_technical(token: str, word: str, gazetteer: Mapping[str, int], *, alone: bool) -> bool:
    """Whether a token is written as programs write and no list has it.

    Args:
        token: One token.
        word: What stands between two blanks and holds it.
        gazetteer: Flags by lower-cased word.
        alone: Whether the field has no other word.
    """
    if token.isupper() and _CODE_NUMBER.match(word):
        return True
    flags = gazetteer.get(token.lower(), 0)
    if flags & _NAMES and not flags & gz.TECHNICAL:
        return False
    technical = flags & gz.TECHNICAL and not token[1:].islower()
    if technical and not (token.isupper() and flags & (gz.GIVEN | gz.PLACE | gz.ORGANISATION)):
        # A technical term with capitals inside (MySQL), or all capitals where no list knows another meaning (WAL).
        return True
    if token.islower():
        return alone or any(sign in token[1:-1] for sign in "._:/=")
    if token.isupper():
        return len(token) > 5 and (alone or any(sign in word.rstrip(":") for sign in "=:(_"))
    return _CODE_NAME.match(token) is not None and not token.startswith(_FAMILY_PREFIXES)
