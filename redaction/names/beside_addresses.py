r"""An address without the labels, the parties and the sentence beside it: "Braga\nMorada: Rua ...", "..., und Quartz AG".

Part of `redaction.names.divided`.
"""

# ruff: noqa: E501  # a pattern is read as a whole

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from redaction.names import features
from redaction.names import gazetteers as gz
from redaction.names.foreign_words import LABELS
from redaction.names.word_set import word_set
from redaction.spans import Span
from redaction.words.companies import LEGAL_FORMS

__all__ = ["LEGAL", "Words", "addresses_of", "is_full_name", "words_of"]

Words = list[tuple[int, int, str]]
"""Words of a text with their places."""
LEGAL: Final = LEGAL_FORMS | word_set("s.r.l s.p.a b.v s.l stiftung")
"""Last words of the names of firms."""
_WORD: Final = re.compile(r"[^\s,;:()\"«»]+")
_SMALL_BEHIND: Final = re.compile(r" [a-zà-þ]")
_LABEL: Final = re.compile(r"(?:\A|\n)[ \t]*(?P<label>[^\W\d_][^\W\d]{1,23}(?: [^\W\d]{1,16}){0,2}):[ \t]*")
_PARTY: Final = re.compile(r",[ ]?(?:und|et|e|y|en|and|och|og|i|oraz|sowie)[ ](?=[^\W\d_a-zà-þ])")
_LEADS_TO_STREET: Final = frozenset({"an", "à", "a", "aan", "na", "to", "an:"})
_LONGEST_SHORTENED: Final = 3
"""Letters of a word that is shortened, as a street's kind or a title is."""
_FULL_NAME: Final = (2, 3)


def words_of(text: str, start: int, end: int) -> Words:
    """The words of `text[start:end]`, without commas and quotes."""
    return [(*match.span(), match.group()) for match in _WORD.finditer(text, start, end)]


def is_full_name(words: Words, gazetteer: Mapping[str, int]) -> bool:
    """Whether two or three words are somebody's full name, and no firm's.

    Args:
        words: In order.
        gazetteer: Flags by lower-cased word.
    """
    if not _FULL_NAME[0] <= len(words) <= _FULL_NAME[1] or not all(word[0].isupper() for _, _, word in words):
        return False
    if words[-1][2].lower().rstrip(".") in LEGAL or features.is_body(words[-1][2]):
        return False
    first, last = (gazetteer.get(words[at][2].lower(), 0) for at in (0, -1))
    if first & gz.PLACE and not (last & gz.FAMILY and not last & gz.PLACE):
        return False
    return bool(first & gz.GIVEN) and not first & gz.ORGANISATION and not last & gz.ORGANISATION


def addresses_of(text: str, span: Span, gazetteer: Mapping[str, int]) -> list[Span]:
    """Return an address, and what stands beside it and is a name.

    Args:
        text: The field.
        span: What the model calls an address.
        gazetteer: Flags by lower-cased word.
    """
    name, begin = text[span.start : span.end], 0
    labels = [*_LABEL.finditer(name)]
    found: list[Span] = []
    for label in labels:
        if label.start() > begin:
            found += _line(text, _cut(span, begin, label.start()), gazetteer)
        begin = label.end()
    if begin < len(name):
        found += _line(text, _cut(span, begin, len(name)), gazetteer)
    return [_placed(text, part) for part in found] if labels else found


def _cut(span: Span, begin: int, end: int) -> Span:
    return replace(span, start=span.start + begin, end=span.start + end)


def _placed(text: str, span: Span) -> Span:
    """What stands behind a label and has no number is a place."""
    numbered = any(map(str.isdigit, text[span.start : span.end]))
    return span if numbered or span.entity != "STREET_ADDRESS" else replace(span, entity="LOCATION")


def _line(text: str, span: Span, gazetteer: Mapping[str, int]) -> list[Span]:
    if not any(map(str.isdigit, text[span.start : span.end])):
        return [span]
    found = _parties(text, span, gazetteer)
    head, blank, rest = text[span.start : found[0].end].partition(" ")
    if blank and (head.lower() in LABELS or head in _LEADS_TO_STREET) and rest[:1].isupper():
        found[0] = replace(found[0], start=span.start + len(head) + 1)
    found[-1] = _without_next(text, found[-1], gazetteer)
    return found


def _parties(text: str, span: Span, gazetteer: Mapping[str, int]) -> list[Span]:
    """The address, and who is named behind it: "65789 Freiburg, und Quartz Labs Stiftung"."""
    party = _PARTY.search(text, span.start, span.end)
    if party is None or not any(map(str.isdigit, text[span.start : party.start()])):
        return [span]
    if any(map(str.isdigit, text[party.end() : span.end])):
        return [span]
    person = is_full_name(words_of(text, party.end(), span.end), gazetteer)
    entity = "PERSON" if person else "ORGANIZATION"
    return [replace(span, end=party.start()), replace(span, start=party.end(), entity=entity)]


def _without_next(text: str, span: Span, gazetteer: Mapping[str, int]) -> Span:
    """An address without the first word of the next sentence: "76617 Sevilla. Hice"."""
    before, blank, tail = text[span.start : span.end].rpartition(" ")
    shortened = before.rpartition(" ")[2]
    if not (blank and before.endswith(".") and len(shortened) > _LONGEST_SHORTENED + 1):
        return span
    if not (tail.isalpha() and tail[0].isupper()) or gazetteer.get(tail.lower(), 0) & gz.PLACE:
        return span
    if _SMALL_BEHIND.match(text, span.end) is None:
        return span
    return replace(span, end=span.start + len(before) - 1)
