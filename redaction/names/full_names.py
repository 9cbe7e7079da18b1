"""Names that the word lists alone show: a given name before a family name that is no ordinary word, and who signs.

The model has learnt how many capitalised words of seven languages name nobody, and so misses some who are called like
one: "Will Nguyen", or "Hope" below "Best,". Part of `redaction.names.detector`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Final

from msgspec.structs import replace

from redaction.names import gazetteers as gz
from redaction.names.clauses import is_day
from redaction.names.joined import joined
from redaction.names.request_words import DAYS
from redaction.names.spoken import language_of
from redaction.names.word_set import phrase_set, word_set
from redaction.spans import Span
from redaction.words.courtesies import SIGN_OFFS

__all__ = ["find_full_names", "with_given", "with_others"]

_ORDINARY: Final = gz.ORDINARY_ANYWHERE
_USUAL: Final = gz.COMMON | gz.FOREIGN | gz.TECHNICAL
"""Words that people use every day; rare ones that are family names, too, are these beside a given name."""
_OTHERS: Final = gz.PLACE | gz.ORGANISATION
_THANKS: Final = phrase_set(
    "best|all the best|thanks|thank you|many thanks|thanks again|thanks so much|best wishes|warm wishes|love|yours|"
    "yours truly|danke|vielen dank|viele liebe grüße|merci|merci beaucoup|bien à vous|gracias|muchas gracias|grazie|"
    "grazie mille|obrigado|obrigada|bedankt|alvast bedankt|dzięki|dziękuję"
)
"""Lines above a signature whose last word stands elsewhere, too."""
_FIRST: Final = "[A-ZÀ-ÖØ-ÞĀ-Ž]"
_REST: Final = r"[^\W\d_A-Z]{1,20}(?:-[A-ZÀ-ÖØ-Þ][^\W\d_A-Z]{1,20})?"
_CAPITAL: Final = _FIRST + _REST
_PAIR: Final = re.compile(
    # One character first, so that the search is for it: see `redaction.recognizers.borders`.
    rf"(?P<given>{_FIRST}(?<![\w@/#&-].){_REST})(?=(?: [A-Z]\.)? (?P<family>{_CAPITAL})(?![\w@/&(-]|[.:]\w))"
)
_BOTH: Final = re.compile(
    rf"(?P<given>{_FIRST}(?<![\w@/#&-].){_REST}) (?:and|(?P<abroad>und|et|y|en|och|og)) "
    rf"(?P<other>{_CAPITAL})(?![\w@/&(-]|[.:]\w)"
)
_INSIDE: Final = re.compile(rf"{_FIRST}(?<=[a-zß-ÿ] .){_REST}(?=[,;:!?)\n]|\.(?:\s|\Z)| [a-zß-ÿ(]|\Z)")
"""A word with a capital behind and before small letters: in the middle of a sentence."""
_SIGNED: Final = re.compile(
    rf"[ \t]*(?P<name>{_CAPITAL}(?: [A-Z]\.)?(?: {_CAPITAL}){{0,2}})[ \t]*[,.]?[ \t]*"
)
_AND: Final = "and|und|et|y|e|en|i|&|or|oder|ou|o|of|lub"
_OTHER_BEFORE: Final = re.compile(rf"(?<![\w@.#/-])(?P<name>[^\W\d_]{{3,20}})(?:,)? (?:{_AND}) \Z")
_OTHER_BEHIND: Final = re.compile(rf" (?:{_AND}) (?P<name>[^\W\d_]{{3,20}})(?![\w@/-]|\.\w)")
_LONGEST_SIGN_OFF: Final = 48
_BEFORE: Final = re.compile(rf"(?P<given>{_CAPITAL}) \Z")
_REACH: Final = 44
_LEAD: Final = re.compile(r"(?:\A|[.!?\n])[ \t\"'*>¿¡«„-]*\Z")

_ABOVE_ADDRESS: Final = re.compile(
    r"^[> ]{0,8}(?P<name>(?P<given>[A-ZÀ-Þ][^\W\d_]{1,24})(?: [A-ZÀ-Þ][^\W\d_]{1,24}){1,2})[ ,]{0,2}\r?\n"
    r"[> ]{0,8}(?:[0-9]{1,5}[A-Za-z]? [A-ZÀ-Þ]|[A-ZÀ-Þ][^\W\d_]{2,24} [0-9]{1,4}[a-z]?,? ?(?:\r?\n|\Z))",
    re.MULTILINE,
)
"""A line of a letter's head: who lives where the line below says."""
_TIMES: Final = DAYS | word_set(
    "easter christmas noel ramadan diwali lent advent hanukkah passover pentecost epiphany"
)
"""Behind a small word in the middle of a sentence these are days, whoever is called like one."""


def find_full_names(text: str, gazetteer: Mapping[str, int]) -> list[Span]:
    """Return the persons that the lists and a signature show, in order.

    Args:
        text: Any text.
        gazetteer: Flags by lower-cased word.
    """
    found = [
        (match.start(), match.end("family"))
        for match in _PAIR.finditer(text)
        if _are_names(match["given"].lower(), match["family"].lower(), gazetteer)
    ]
    found += [
        match.span(name)
        for match in _BOTH.finditer(text)
        if all(
            gz.is_given(gazetteer.get(match[name].lower(), 0), english=not match["abroad"])
            for name in ("given", "other")
        )
        for name in ("given", "other")
    ]
    found += _inside(text, gazetteer)
    if "\n" in text:
        found += _signatures(text, gazetteer)
        found += [
            match.span("name")
            for match in _ABOVE_ADDRESS.finditer(text)
            if _may_live(match["name"].lower().split(" "), gazetteer)
        ]
    spans: list[Span] = []
    for start, end in sorted(found, key=lambda part: (part[0], -part[1])):
        if not spans or start >= spans[-1].end:
            spans.append(Span(start, end, "PERSON", 0.6, "full-name", "NamesRecognizer"))
    return spans


def with_given(text: str, span: Span, gazetteer: Mapping[str, int]) -> Span:
    """A person with the given name before, where the model found the family name alone.

    Args:
        text: The field.
        span: What the model calls a person.
        gazetteer: Flags by lower-cased word.
    """
    if " " in text[span.start : span.end]:
        return span
    before = _BEFORE.search(text, max(0, span.start - _REACH), span.start)
    if before is None:
        return span
    flags = gazetteer.get(before["given"].lower(), 0)
    if not flags & gz.GIVEN or flags & _OTHERS:
        return span
    start = before.start()
    if flags & _ORDINARY and _LEAD.search(text[max(0, start - _REACH) : start]) is not None:
        return span
    return replace(span, start=start)


def with_others(text: str, spans: list[Span], gazetteer: Mapping[str, int]) -> list[Span]:
    """The spans with who is named beside a person, in small letters too: "marta and <PERSON>".

    Args:
        text: The field.
        spans: What was found there, in order.
        gazetteer: Flags by lower-cased word.
    """
    more: list[Span] = []
    for at, span in enumerate(spans):
        if span.entity != "PERSON":
            continue
        before = _OTHER_BEFORE.search(text, max(0, span.start - _REACH), span.start)
        behind = _OTHER_BEHIND.match(text, span.end)
        first = spans[at - 1].end if at else 0
        last = spans[at + 1].start if at + 1 < len(spans) else len(text)
        for other in (before, behind):
            if other is None or not first <= other.start("name") < other.end("name") <= last:
                continue
            flags = gazetteer.get(other["name"].lower(), 0)
            if flags & gz.GIVEN and not flags & (_USUAL | _OTHERS):
                more.append(Span(*other.span("name"), "PERSON", 0.6, "full-name", "NamesRecognizer"))
    return joined(spans, sorted(set(more), key=attrgetter("start"))) if more else spans


def _are_names(given: str, family: str, gazetteer: Mapping[str, int]) -> bool:
    """Whether one is a given name and the other a family name and nothing else."""
    first, last = gazetteer.get(given, 0), gazetteer.get(family, 0)
    if not first & gz.GIVEN or first & (_OTHERS | gz.TECHNICAL):
        return False
    return _is_family(last) and not (first & _ORDINARY and last & gz.PLACE)


def _may_live(words: list[str], gazetteer: Mapping[str, int]) -> bool:
    """Whether a given name stands first and a name last, of which one is no usual word."""
    first, last = gazetteer.get(words[0], 0), gazetteer.get(words[-1], 0)
    usual = gz.COMMON | gz.TECHNICAL
    return bool(first & gz.GIVEN and last & gz.PERSONAL) and not (first & usual and last & usual)


def _inside(text: str, gazetteer: Mapping[str, int]) -> list[tuple[int, int]]:
    """Given names in the middle of a sentence; in German every noun has a capital there."""
    found = [
        match
        for match in _INSIDE.finditer(text)
        if gz.is_given(gazetteer.get(match.group().lower(), 0))
        and match.group().lower() not in _TIMES
        and not is_day(match.group(), gazetteer)
        and text[max(0, match.start() - _REACH) : match.start() - 1].rpartition(" ")[2].islower()
    ]
    if not found:
        return []
    language = language_of(text, text.split())
    if language == "german":
        return []
    return [
        match.span()
        for match in found
        if language or gz.is_given(gazetteer.get(match.group().lower(), 0), english=True)
    ]


def _is_family(flags: int) -> bool:
    return bool(flags & gz.FAMILY) and not flags & (_USUAL | gz.ORGANISATION)


def _signatures(text: str, gazetteer: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Names of one to three words that are a line below one that ends a letter."""
    start, signs = 0, False
    for line in text.split("\n"):
        match = _SIGNED.fullmatch(line) if signs and len(line) < _LONGEST_SIGN_OFF else None
        if match is not None and _may_sign(match["name"].lower().split(" "), gazetteer):
            yield start + match.start("name"), start + match.end("name")
        if line.strip():
            signs = len(line) < _LONGEST_SIGN_OFF and _ends_letter(line)
        start += len(line) + 1


def _ends_letter(line: str) -> bool:
    said = line.strip(" \t>,.!;-\u2013\u2014").lower()
    return said in _THANKS or said.rpartition(" ")[2] in SIGN_OFFS


def _may_sign(words: list[str], gazetteer: Mapping[str, int]) -> bool:
    """Whether the first word is a given name and the last one nothing else, or the last one a family name alone."""
    first, last = gazetteer.get(words[0], 0), gazetteer.get(words[-1], 0)
    if first & gz.GIVEN:
        return bool(last & gz.PERSONAL) or not last & (_ORDINARY | _OTHERS)
    return len(words) > 1 and _is_family(last)
