"""Names under the keys of records that say whose they are: `{"first_name": "Will"}`, `{"cidade": "Manaus"}`.

A key such as `first_name` makes a name of whatever looks like one. Others are keys of plans, programs and parts of
machines as well (`display_name`, `author`, `nom`, `facility`): there the lists or the model must know the value.
Part of `redaction.names.detector`; the keys are in `redaction.names.record_keys`.
"""

# ruff: noqa: RUF001  # a list is read as a list; typographic quotes are part of what is matched

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from redaction.names import features
from redaction.names import gazetteers as gz
from redaction.names.labelled import EMPTY, is_identifier
from redaction.names.places_elsewhere import PLACES_ELSEWHERE
from redaction.names.record_keys import Saying, said_by
from redaction.spans import Field, Span
from redaction.words.particles import PARTICLES

__all__ = ["entity_of", "find_keyed"]

_LONGEST: Final = 80
"""Characters of a name."""
_SHORTEST_PLACE: Final = 3
"""Letters; shorter ones are codes of regions."""
_WORD: Final = r"[^\W\d_][^\W\d_'’.-]{0,40}(?:['’.-]{1,2}[^\W\d_]{0,40}){0,4}"
_NAME: Final = re.compile(rf"{_WORD}(?:,? {_WORD}){{0,5}}")
_OF_TOWNS: Final = frozenset({"city", "town"})
_ORDINARY: Final = gz.ORDINARY
_NAMES: Final = gz.PERSONAL
_PLACES: Final = gz.PLACE | gz.PLACE_PART
_NOT_A_PERSON: Final = gz.ORDINARY_ANYWHERE | gz.ORGANISATION


def find_keyed(field: Field, found: list[Span], gazetteer: Mapping[str, int]) -> list[Span]:
    """Return the spans of a field whose key says something of names.

    Args:
        field: A field under such a key.
        found: What is known of it without the key.
        gazetteer: Flags by lower-cased word.
    """
    text, saying = field.text, said_by(field.key)
    end = len(text.rstrip())
    start = len(text) - len(text.lstrip())
    alone = found[0] if len(found) == 1 and found[0].start == start and found[0].end == end else None
    if saying == "shown":
        return found if alone and alone.entity == "PERSON" else []
    value = text[start:end]
    if end - start > _LONGEST or not _NAME.fullmatch(value) or is_identifier(value, gazetteer):
        return [] if saying != "person" and value.islower() and not any(map(str.isspace, value)) else found
    written = [word.strip(",.") for word in value.split()]
    entity = _entity(saying, written, alone, gazetteer)
    if entity:
        return [Span(start, end, entity, 0.85, "keyed", "NamesRecognizer")]
    return [] if entity is None else found


def entity_of(saying: Saying, value: str, gazetteer: Mapping[str, int]) -> str | None:
    """Return the entity of a value for what its heading says, if it is somebody's name by that alone.

    Args:
        saying: What the heading says.
        value: The value, without blanks and quotes around.
        gazetteer: Flags by lower-cased word.
    """
    if len(value) > _LONGEST or not _NAME.fullmatch(value) or is_identifier(value, gazetteer):
        return None
    return _entity(saying, [word.strip(",.") for word in value.split()], None, gazetteer) or None


def _entity(
    saying: Saying, written: Sequence[str], alone: Span | None, gazetteer: Mapping[str, int]
) -> str | None:
    """What a value is for its key: an entity, None for nobody's name, "" if the key adds nothing to what was found."""
    words = [word.lower() for word in written]
    flags = [gazetteer.get(word, 0) for word in words]
    # "Salt Lake City": behind a name the word is a part of it.
    empty = not EMPTY.isdisjoint(words[:-1] if len(words) > 1 and words[-1] in _OF_TOWNS else words)
    if saying == "shown":
        return None
    if saying == "person":
        nobody = empty or all(flag & _ORDINARY and not flag & _NAMES for flag in flags)
        return "" if nobody else "PERSON"
    if empty:
        return None
    if saying in {"role", "called"}:
        modelled = saying == "role" and alone is not None and alone.entity == "PERSON" and _titled(written)
        if _is_person(written, flags) or (modelled and not flags[0] & gz.ORGANISATION):
            return "PERSON"
        return "" if len(words) > 1 else None
    if saying in {"place", "somewhere"}:
        return _place(written, flags, sure=saying == "place")
    return _organisation(written, flags, sure=saying == "employer", found=alone is not None)


def _organisation(written: Sequence[str], flags: Sequence[int], *, sure: bool, found: bool) -> str | None:
    """Whether words are an organisation: with a capital, and of the lists, found by the model, or by the key alone."""
    if not written[0][:1].isupper():
        return None
    ordinary = all(flag & _ORDINARY for flag in flags)
    if len(written) == 1:
        return "ORGANIZATION" if flags[0] & gz.ORGANISATION or (sure and not ordinary) else None
    return "ORGANIZATION" if found or (sure and not ordinary) or any(map(features.is_body, written)) else ""


def _titled(written: Sequence[str]) -> bool:
    """Whether words are written as those of a name are: with capitals, but for the small ones between."""
    return written[0][:1].isupper() and all(
        word[:1].isupper() or not word[:1].islower() or word in PARTICLES or len(word) <= _SHORTEST_PLACE
        for word in written
    )


def _is_person(written: Sequence[str], flags: Sequence[int]) -> bool:
    """Whether the lists know a person in words that are written as a name is."""
    if not _titled(written):
        return False
    if len(written) == 1:
        others = gz.ORDINARY_ANYWHERE if flags[0] & gz.GIVEN else _NOT_A_PERSON | gz.PLACE
        return bool(flags[0] & _NAMES) and not flags[0] & others
    named = [bool(flag & _NAMES and not flag & _NOT_A_PERSON) for flag in flags]
    given = flags[0] & gz.GIVEN or flags[-1] & gz.GIVEN
    others = any(flag & _ORDINARY and not flag & _NAMES for flag in flags)
    return not others and (all(named) or (bool(given) and any(named)))


def _place(written: Sequence[str], flags: Sequence[int], *, sure: bool) -> str | None:
    """Whether words are a town: of the lists, or, where the key leaves no doubt, any with a capital."""
    name = " ".join(written)
    listed = name.lower() in PLACES_ELSEWHERE or all(
        flag & _PLACES or word in PARTICLES for word, flag in zip(written, flags, strict=True)
    )
    if not written[0][:1].isupper():
        ordinary = any(flag & _ORDINARY for flag in flags)
        return "LOCATION" if sure and listed and not ordinary and len(name) >= _SHORTEST_PLACE else None
    if listed or (sure and not all(flag & _ORDINARY for flag in flags) and _titled(written)):
        return "LOCATION"
    return None if len(written) == 1 else ""
