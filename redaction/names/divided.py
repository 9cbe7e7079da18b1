"""Two names that the model calls one, given back what stands between: "Almaty en Malmö", "Trieste passa a Caputo S.p.A.".

It labels word by word, and between two names of other languages the small words of a sentence look like those of a
name. A name that has a verb, a label or another name inside is parted; so is what leads to it. Part of
`redaction.names.detector`.
"""

# ruff: noqa: E501  # a list is read as a list

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from redaction.names import features
from redaction.names import gazetteers as gz
from redaction.names.address_edges import NAME_WORDS
from redaction.names.beside_addresses import LEGAL, Words, addresses_of, is_full_name, words_of
from redaction.names.settle import Lists
from redaction.names.word_set import word_set
from redaction.spans import Span
from redaction.words.courtesies import BEFORE_NAMES
from redaction.words.particles import ARTICLES

__all__ = ["divided"]

_AND: Final = word_set("and und et en och og oraz ja ve a e y i sowie ou oder")
_ALSO_IN_NAMES: Final = word_set("a e y i en")
"""Those that join two names of one person, or stand in the names of bodies, too."""
_LEADING: Final = word_set("an von bei zwischen tra fra entre à ao aan tussen między między pomiędzy between")
"""Behind them stands who is written to, or one of two parties."""
_TO: Final = _AND | word_set("an à aan ao do till til")
_ARTICLES: Final = ARTICLES | word_set("die dem il gli o os as de")
_IN: Final = word_set("in a à em en w te")
_SMALL: Final = re.compile(r"[\s,][^\W\d_A-ZÀ-ÞĀ-Ž]")
_DAY: Final = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{2,4}")
_SENTENCE_LEAD: Final = re.compile(r"(?:\A|[.!?:\n])[ \t\"'*>¿¡«„-]*\Z")
_LINE_LEAD: Final = re.compile(r"(?:\A|\n)[ \t>]*\Z")
_GREETED: Final = re.compile(r"[ ]?[,!]|[ \t]*(?:\n|\Z)")
_INVERTED: Final = re.compile(r"[A-ZÀ-Þ][a-zà-þ]+-(?:tu|vous|je|moi|nous|on|lui|leur)")
"""A verb of French with its pronoun, which asks or tells somebody: "Peux-tu", "Dis-moi"."""
_REACH: Final = 8
_BODY_IN: Final = 3
"""Words of a body in a town, where no name is said."""
_MOST_LEADING: Final = 2
"""Words with a capital before the preposition that leads to a name."""


def divided(text: str, spans: Sequence[Span], lists: Lists) -> list[Span]:
    """Return the spans of a field, each that holds more than one name in parts.

    Args:
        text: The field.
        spans: What was found, in order.
        lists: The word lists.
    """
    found: list[Span] = []
    for span in spans:
        name = text[span.start : span.end]
        if span.entity == "STREET_ADDRESS":
            found += addresses_of(text, span, lists.flags)
        elif name.islower() or (
            _SMALL.search(name) is None and name.split(" ", 1)[0].lower() not in BEFORE_NAMES
        ):
            found.append(span)  # most are a name and a family name
        else:
            found += _names(text, span, lists)
    return found


def _names(text: str, span: Span, lists: Lists) -> list[Span]:
    """The names in what is called a person, a place or an organisation."""
    gazetteer = lists.flags
    words = words_of(text, span.start, span.end)
    whole = len(words)
    while words and _DAY.fullmatch(words[-1][2].rstrip(".")):
        words = words[:-1]
    dated = len(words) < whole
    if not words or _is_phrase(text, words, gazetteer, dated=dated):
        return []
    if dated:
        words = _without_ends(words)
    if _INVERTED.fullmatch(words[0][2]):
        words = _from_capital(words[1:])
        if words and gazetteer.get(words[0][2].lower().partition("-")[0], 0) & gz.GIVEN:
            span = replace(span, entity="PERSON")
    if not words:
        return []
    if len(words) < whole:
        span = replace(span, start=words[0][0], end=words[-1][1])
    if span.entity == "PERSON":
        return _persons(text, span, words, gazetteer)
    if not any(word.islower() for _, _, word in words):
        return [span]
    return _places(span, words, lists) if span.entity == "LOCATION" else _organisations(span, words, lists)


def _is_phrase(text: str, words: Words, gazetteer: Mapping[str, int], *, dated: bool) -> bool:
    """Whether words are the beginning of a sentence, and nobody's name: "Hice el pedido", "Ata da reunião"."""
    first, *rest = (word for _, _, word in words)
    if not rest or not all(map(str.islower, rest)) or (len(rest) == 1 and not dated):
        return False
    flags = gazetteer.get(first.lower(), 0)
    known = gz.GIVEN | gz.PLACE | gz.ORGANISATION | gz.ORGANISATION_PART | gz.PLACE_PART
    if not first[0].isupper() or flags & (known if dated else known | gz.FAMILY) or features.is_body(first):
        return False
    if NAME_WORDS.issuperset(rest) or any(_is_known_small(gazetteer.get(word, 0)) for word in rest):
        return False
    return _SENTENCE_LEAD.search(text, max(0, words[0][0] - _REACH), words[0][0]) is not None


def _is_known_small(flags: int) -> bool:
    return bool(flags & gz.NAMED) and not flags & gz.ORDINARY_ANYWHERE


def _persons(text: str, span: Span, words: Words, gazetteer: Mapping[str, int]) -> list[Span]:
    """Each of several persons, without a greeting before the first."""
    if (
        words[0][2].lower() in BEFORE_NAMES
        and len(words) > 1
        and words[1][2][0].isupper()
        and text[words[0][1] : words[1][0]] == " "
        and _LINE_LEAD.search(text, max(0, span.start - _REACH), span.start)
        and _GREETED.match(text, span.end)
    ):
        words = words[1:]
        span = replace(span, start=words[0][0])
    if not any(word.islower() for _, _, word in words):
        return [span]
    return _spans(span, _parted(words, lambda at: _joins(words, at) and _is_other(words, at, gazetteer)))


def _is_other(words: Words, at: int, gazetteer: Mapping[str, int]) -> bool:
    """Whether behind a small word stands somebody else: a given name, where the word joins family names, too."""
    return words[at][2] not in _ALSO_IN_NAMES or bool(gazetteer.get(words[at + 1][2].lower(), 0) & gz.GIVEN)


def _places(span: Span, words: Words, lists: Lists) -> list[Span]:
    """Each of several places; nothing of the sentence between them or behind."""
    between = {at for begin, end in _phrases(words) for at in range(begin, end)}

    def is_between(at: int) -> bool:
        if at in between:
            return True
        joined = " ".join(word for _, _, word in words[max(0, at - 1) : at + 2])
        return _joins(words, at) and not lists.is_listed(joined)

    return _spans(span, [_without_ends(part) for part in _parted(words, is_between)])


def _phrases(words: Words) -> list[tuple[int, int]]:
    """Where two small words and more stand together, one of which stands in no name: begin and end."""
    found: list[tuple[int, int]] = []
    begin = 0
    for at in range(len(words) + 1):
        if at < len(words) and words[at][2].islower():
            continue
        if at - begin > 1 and not NAME_WORDS.issuperset(word for _, _, word in words[begin:at]):
            found.append((begin, at))
        begin = at + 1
    return found


def _organisations(span: Span, words: Words, lists: Lists) -> list[Span]:
    """An organisation without what leads to it, the town before it and the person beside."""
    gazetteer = lists.flags
    found: list[Span] = []
    led = _without_lead(words, gazetteer)
    if not led:
        return []
    if len(led) == _BODY_IN and led is not words and led[1][2] in _IN and not _knows(led[0][2], gazetteer):
        return _spans(replace(span, entity="LOCATION"), [led[2:]])  # "Studium an der Hochschule in Linz"
    start = led[0][0] if led is not words else span.start
    for begin, end in reversed(_phrases(led)):
        town = led[begin - 1] if begin else None
        if town and gazetteer.get(town[2].lower(), 0) & gz.PLACE and _is_named(led[end:], lists):
            found.append(replace(span, start=town[0], end=town[1], entity="LOCATION"))
            led, start = led[end:], led[end][0]
            break
    for at in range(1, len(led) - 1):
        before, behind = led[:at], led[at + 1 :]
        if _joins(led, at, _TO) and is_full_name(behind, gazetteer):
            found.append(replace(span, start=start, end=before[-1][1]))
            return [*found, replace(span, start=behind[0][0], entity="PERSON")]
        if _joins(led, at) and led[at][2] not in _ALSO_IN_NAMES and is_full_name(before, gazetteer):
            found.append(replace(span, start=start, end=before[-1][1], entity="PERSON"))
            return [*found, replace(span, start=behind[0][0])]
    return [*found, replace(span, start=start)]


def _without_lead(words: Words, gazetteer: Mapping[str, int]) -> Words:
    """Without a noun and the preposition behind it: "Kündigung an", "Unterlagen von", "Contratto tra"."""
    for at in range(1, len(words) - 1):
        if words[at][2] not in _LEADING:
            continue
        before = [word for _, _, word in words[:at] if word[0].isupper()]
        if not before or len(before) > _MOST_LEADING or _is_of_name(before[-1], gazetteer):
            return words
        rest = words[at + 1 :]
        if rest[0][2] in _ARTICLES:
            rest = rest[1:]
            if not any(_knows(word, gazetteer) for _, _, word in rest):
                return []
        return rest if rest and rest[0][2][0].isupper() else words
    return words


def _is_of_name(word: str, gazetteer: Mapping[str, int]) -> bool:
    flags = gazetteer.get(word.lower(), 0)
    return bool(flags & (gz.NAMED | gz.ORGANISATION_PART)) or features.is_body(word)


def _knows(word: str, gazetteer: Mapping[str, int]) -> bool:
    return bool(gazetteer.get(word.lower(), 0) & gz.NAMED) or (not word.isascii() and word[0].isupper())


def _is_named(words: Words, lists: Lists) -> bool:
    """Whether words are an organisation by themselves: by the form of a firm or a body, or by the lists."""
    if not words:
        return False
    first, last = words[0][2], words[-1][2]
    flags = lists.flags.get(first.lower(), 0)
    return (
        last.lower().rstrip(".") in LEGAL
        or bool(flags & (gz.ORGANISATION | gz.ORGANISATION_PART))
        or features.is_body(first)
        or lists.is_listed(" ".join(word for _, _, word in words))
    )


def _joins(words: Words, at: int, joining: frozenset[str] = _AND) -> bool:
    """Whether a small word stands between two words with capitals and joins them."""
    if not 0 < at < len(words) - 1 or words[at][2] not in joining:
        return False
    return words[at - 1][2][0].isupper() and words[at + 1][2][0].isupper()


def _parted(words: Words, is_between: Callable[[int], bool]) -> list[Words]:
    """The words between those that belong to no name."""
    parts: list[Words] = [[]]
    for at, word in enumerate(words):
        if is_between(at):
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def _spans(span: Span, parts: Sequence[Words]) -> list[Span]:
    """A span for each part; where there is one alone and nothing was taken off, the span as it is."""
    return [replace(span, start=part[0][0], end=part[-1][1]) for part in parts if part]


def _without_ends(words: Words) -> Words:
    """Without the small words behind."""
    end = len(words)
    while end and words[end - 1][2].islower():
        end -= 1
    return words[:end]


def _from_capital(words: Words) -> Words:
    begin = 0
    while begin < len(words) and words[begin][2].islower():
        begin += 1
    return words[begin:]
