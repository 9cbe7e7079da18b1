"""The type of a name, settled once more: by exact lists, by legal forms, and by the same name elsewhere in the field.

The model judges each place by two words to either side. What it cannot see: that a whole phrase is the name of one
known company, that "Ltd" ends the phrase, what a label says, and that the same text says elsewhere whose name it is.
Nothing is found or lost here, only called by another type. Part of `redaction.names.detector`.
"""

# a list is read as a list

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final

from msgspec.structs import replace

from redaction.names import gazetteers as gz
from redaction.names.contacts import find_contacts
from redaction.names.cues import PERSON_CUES
from redaction.names.labelled import labels, type_of_key
from redaction.names.word_set import word_set
from redaction.spans import Span
from redaction.words.companies import BODIES, LEGAL_FORMS

__all__ = ["Lists", "settle"]

_PERSON: Final = "PERSON"
_PLACE: Final = "LOCATION"
_ORGANISATION: Final = "ORGANIZATION"
_SETTLED: Final = frozenset({_PERSON, _PLACE, _ORGANISATION})

_PERSONS: Final = gz.PERSONAL
_ORDINARY: Final = gz.ORDINARY_ANYWHERE
_FULL_NAME: Final = 2
"""Words."""
_ABBREVIATION: Final = 3
"""Letters, at the most."""
_LONGER_WEIGHT: Final = 2
"""What a name of several words counts for beside a name of one."""


_SAINTS: Final = word_set("san santa santo são saint sainte st sankt north south east west new old")


class Lists:
    """The word lists, and of their whole names those that mean one type and no other.

    Args:
        gazetteer: Flags by lower-cased word (`redaction.names.gazetteers.load`).
    """

    def __init__(self, gazetteer: Mapping[str, int]) -> None:
        organisations, places = _phrases("organisations.txt"), _phrases("places.txt")
        self.flags = gazetteer
        self._places, self._organisations = places, organisations
        self._types = {
            phrase: entity
            for ours, others, entity in (
                (organisations, places, _ORGANISATION),
                (places, organisations, _PLACE),
            )
            for phrase in ours - others
            if self._only(phrase)
        }

    def _only(self, phrase: str) -> bool:
        return " " in phrase or not self.flags.get(phrase, 0) & (_PERSONS | _ORDINARY)

    def _like_person(self, words: Sequence[str]) -> bool:
        flags = [self.flags.get(word, 0) for word in words]
        return len(words) > 1 and bool(flags[0] & gz.GIVEN and flags[-1] & _PERSONS)

    def _is_person(self, words: Sequence[str]) -> bool:
        """Whether two words are a person's name by what the lists know of both."""
        if len(words) != _FULL_NAME or words[0] in _SAINTS or words[1] in LEGAL_FORMS or words[1] in BODIES:
            return False
        given, family = (self.flags.get(word, 0) for word in words)
        others = _ORDINARY | gz.ORGANISATION
        if given & others or not given & _PERSONS:
            return False
        if given & gz.GIVEN and not given & gz.PLACE:
            # A family name that no list has is more likely than a firm called by a given name and a new word.
            return bool(family & _PERSONS) or (
                not family and words[1].isalpha() and len(words[1]) > _ABBREVIATION
            )
        # A town's name is a family name, too, and either word may be both; two towns follow each other rarely.
        return bool(family & gz.FAMILY) and not family & others

    def is_listed(self, name: str) -> bool:
        """Whether a name of several words is the whole name of a place or an organisation of the lists."""
        lower = name.lower().removeprefix("the ")
        return " " in lower and (lower in self._places or lower in self._organisations)

    def _is_town(self, word: str) -> bool:
        flags = self.flags.get(word, 0)
        return bool(flags & gz.PLACE and not flags & (gz.ORGANISATION | _ORDINARY)) and word in self._places

    def type_of(self, name: str, found: str) -> str:
        """Return the type of a name that the model took for `found`: the same one, mostly."""
        lower = name.lower().removeprefix("the ")
        listed = self._types.get(lower)
        words = [word.strip(",.").replace(".", "") for word in lower.split()]
        if listed == _ORGANISATION and not (found == _PERSON and self._like_person(words)):
            return listed
        if listed == _PLACE and found == _PERSON and not self._like_person(words):
            return listed
        if found == _ORGANISATION and self._is_town(lower):
            return _PLACE
        # "Landlord Omar Haddad": what somebody is, and the name.
        named = words[1:] if words[0] in PERSON_CUES else words
        if found != _PERSON and not listed and self._is_person(named):
            return _PERSON
        if len(words) > 1 and found != _ORGANISATION:
            if words[-1] in LEGAL_FORMS:
                return _ORGANISATION
            person = found == _PERSON and self.flags.get(words[0], 0) & gz.GIVEN
            if not person and not listed and not BODIES.isdisjoint((words[0], words[-1])):
                return _ORGANISATION
        return found


@cache
def _phrases(name: str) -> frozenset[str]:
    folder = resources.files("redaction.names") / "gazetteers"
    return frozenset((folder / name).read_text("utf-8").lower().split("\n")) - {""}


def settle(text: str, spans: Sequence[Span], lists: Lists, key: str = "") -> list[Span]:
    """Return the spans with the types that lists, legal forms and the rest of the field speak for.

    Args:
        text: The field.
        spans: What the model found in it, in order.
        lists: The word lists.
        key: What the field stands under: it says what a name is that fills the field.
    """
    kept = type_of_key(key) if len(spans) == 1 and spans[0].entity in _SETTLED else None
    if kept and spans[0].end - spans[0].start == len(text.strip()):
        return [_typed(spans[0], kept)]
    wanted = {span.start: _PERSON for span in find_contacts(text, lists.flags)}
    wanted |= {_value_start(text, end): entity for end, entity, _ in labels(text)}
    settled = [
        _typed(span, wanted[span.start])
        if span.start in wanted and span.entity in _SETTLED
        else _typed(span, lists.type_of(text[span.start : span.end], span.entity))
        if span.entity in _SETTLED
        else span
        for span in spans
    ]
    return _agreed(text, settled) if len(settled) > 1 else settled


def _value_start(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\"'":
        at += 1
    return at


def _agreed(text: str, spans: list[Span]) -> list[Span]:
    """Let equal names of one word have one type: that of the longer name that begins or ends with it, or of most."""
    names = [text[span.start : span.end] if span.entity in _SETTLED else "" for span in spans]
    single = {name for name in names if name and " " not in name}
    votes: dict[str, dict[str, int]] = {}
    for name, span in zip(names, spans, strict=True):
        words = name.split()
        if not words or "\n" in name:
            continue
        parts = {words[0], words[-1]} if span.entity == _PERSON else {words[0]}
        for part in parts & single:
            count = votes.setdefault(part, {})
            count[span.entity] = count.get(span.entity, 0) + (_LONGER_WEIGHT if len(words) > 1 else 1)
    split = {
        name: max(sorted(count), key=count.__getitem__) for name, count in votes.items() if len(count) > 1
    }
    if not split:
        return spans
    return [_typed(span, split.get(name, span.entity)) for name, span in zip(names, spans, strict=True)]


def _typed(span: Span, entity: str) -> Span:
    return span if span.entity == entity else replace(span, entity=entity, rule="crf-settled")
