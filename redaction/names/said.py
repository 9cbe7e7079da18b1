"""Names by the words around them: greetings and thanks, kinship, titles in capitals, answers, "my name is" elsewhere.

The model judges a word by its look first, and a first name in small letters, or one that is a word ("Will"), looks like any
other. Behind "thx", "my sister" or "MR." it is a name all the same. Part of `redaction.names.detector`.
"""

# ruff: noqa: E501, RUF001  # a pattern is read as a whole; letters are those of their languages

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from redaction.names import gazetteers as gz
from redaction.names.callers import CUES_CALLING, find_callers
from redaction.names.led_to import CUES_LEADING, HYPHENED, find_korean, find_led_to
from redaction.names.said_elsewhere import CUES_ELSEWHERE, find_elsewhere
from redaction.names.word_set import word_set
from redaction.spans import Span

__all__ = ["find_said", "may_say"]

_NAMES: Final = gz.PERSONAL
_ORDINARY: Final = gz.ORDINARY_ANYWHERE
_WORD: Final = r"[^\W\d_][^\W\d_'’]{1,24}(?:-[^\W\d_]{1,24})?"
_KIN: Final = (
    "sister|brother|husband|wife|mum|mom|dad|son|daughter|aunt|uncle|auntie|cousin|nephew|niece|friend|girlfriend|boyfriend|gf|bf|"
    "fiancé|fiancée|partner|boss|colleague|coworker|roommate|flatmate|neighbour|neighbor|gran|grandma|grandpa|nan|twin|bestie|mate"
)
_CUSTOMERS: Final = "customer|client|patient|passenger|guest|caller|applicant|claimant|borrower|tenant"
_PATIENTS: Final = (
    "pt|patient|name|client|passenger|insured|claimant|member|subscriber|employee|applicant|customer"
)


def _forms(*words: str, marks: tuple[str, ...] = ("",)) -> frozenset[str]:
    """Words as they stand in a text between two blanks or line ends."""
    return frozenset(f"{form}{mark}" for word in words for form in (word, word.title()) for mark in marks)


_GREETING: Final = _forms(
    *("hi", "hello", "hey", "dear", "thx", "thanks", "ty", "cheers", "bday", "birthday"), marks=("", ",")
)
_KINSHIP: Final = _forms(*_KIN.split("|"), marks=("", ","))
_CALLING: Final = _forms("named", "dm", "tell", "remind", "notify", "told", "texted", "emailed", "messaged")
_SERVING: Final = _forms(*_CUSTOMERS.split("|"), marks=("", ":")) | frozenset(_CUSTOMERS.upper().split("|"))
_TITLED: Final = frozenset(
    [f"{form}:" for word in _PATIENTS.split("|") for form in (word.title(), word.upper())]
    + ["MR.", "MRS.", "MS.", "DR.", "PROF.", "MISS", "MESSRS."]
)
_CUES: Final = (
    _GREETING | _KINSHIP | _CALLING | _SERVING | _TITLED | CUES_ELSEWHERE | CUES_LEADING | CUES_CALLING
)
"""What a text holds if one of the patterns may match; each is tried only where one of its own does."""
_GREETED: Final = re.compile(
    rf"(?:\A|[\n,.!?>] ?|- )(?:hi|hello|hey|dear|thx|thanks|ty|cheers),? (?P<name>{_WORD})(?= ?[,.!?\n]|\Z| [–—-] )",
    re.IGNORECASE,
)
_CELEBRATED: Final = re.compile(
    rf"\bhappy (?:bday|birthday),? (?P<name>{_WORD})(?=[,.!?\n]|\Z)", re.IGNORECASE
)
_RELATED: Final = re.compile(
    rf"\b(?:(?P<own>[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Yy]our|[Tt]heir) )?(?:{_KIN}),? (?P<name>{_WORD})(?=[,.!?\n)]|\Z|(?P<verb> (?:is|was|has|got|said|says|wants|wanted|needs|lives|works|and|who|in|at|from)\b|['’]s\b))"
)
_NAMED: Final = re.compile(rf"\bnamed (?P<name>{_WORD})")
_MESSAGED: Final = re.compile(rf"\bdm (?P<name>{_WORD})(?: (?:or|and|&) (?P<other>{_WORD}))?", re.IGNORECASE)
_TOLD: Final = re.compile(
    rf"\b(?:(?:[Tt]ell|[Aa]sk|[Rr]emind|[Nn]otify) (?P<name>[A-ZÀ-Þ][^\W\d_]{{2,24}})|(?:told|texted|emailed|messaged) (?P<small>{_WORD}))(?![\w'’/-])"
)
_SERVED: Final = re.compile(
    rf"\b(?i:{_CUSTOMERS}):? \(?(?P<name>[A-ZÀ-ÞĀ-Ž][\w'’-]{{1,24}}(?: [A-ZÀ-ÞĀ-Ž][\w'’-]{{1,24}}){{0,2}})(?![\w@/.-]\w)"
)
_ADDRESSED: Final = re.compile(
    r"\b(?:MR|MRS|MS|DR|PROF|MESSRS)\. (?P<name>[A-ZÀ-Þ][A-ZÀ-Þ'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ'’-]+){0,2})(?![\w-])"
)
_LISTED: Final = re.compile(
    rf"\b(?i:{_PATIENTS}): (?P<name>[A-ZÀ-Þ][A-ZÀ-ÞĆŠŽČŞİŁŃĞ'’ -]{{1,30}}, [A-ZÀ-Þ][A-ZÀ-ÞĆŠŽČŞİŁŃĞ'’-]+(?: [A-ZÀ-Þ]\.?)?)(?![\w-])"
)
_TAGGED: Final = re.compile(rf"\b(?:TODO|FIXME|HACK|XXX)\((?P<name>{_WORD})\)")
_ASKED: Final = re.compile(
    r"(?i:(?P<city>\b(?:which|what) (?:city|town|country)\b|\bwhere (?:do|did|were|are) you (?:live|born|based|from|located)\b)"
    r"|(?:what(?:'s| is) your|may i have your|your) (?:(?:full|first|last) )?name\b|\bwho am i (?:speaking|talking) (?:to|with)\b)"
    r"[^?\n]{0,60}\?\s*\n+(?:[\w ]{1,20}: ?)?(?i:(?:i live in|i'm from|in|it's|i'm|i am|my name is|this is) )?"
    r"(?P<name>[^\W\d_][^\W\d_'’.-]{1,24}(?:[ -][^\W\d_][^\W\d_'’]{0,24}){0,3})(?=[.,!]?[ \t]*(?:\n|\Z))"
)
_INTRODUCTIONS: Final = re.compile(
    r"我叫(?![你您他她它谁什怎车了人大])(?P<zh>[\u4e00-\u9fff]{2,4}?)(?=[，。,.!！、；\s]|\Z|住|来自|今年|是)"
    r"|我的?名字[是叫](?P<zh2>[\u4e00-\u9fff]{2,4})(?=[，。,.!！、；\s]|\Z)"
    r"|(?:私|僕|わたし)?の?名前は(?P<ja>[\u3040-\u30ff\u4e00-\u9fff]{1,6}?[ 　]?[\u3040-\u30ff\u4e00-\u9fff]{1,6}?)(?=です|と申し|といい|だ|。|\Z)"
    r"|(?P<ja2>[\u4e00-\u9fff]{1,4}[ 　]?[\u3040-\u30ff\u4e00-\u9fff]{1,6}?)(?=と申します)"
    r"|(?:제|내) 이름은 (?P<ko>[\uac00-\ud7a3]{2,4}?)(?=이고|이며|입니다|이에요|예요|이야|야|이라고|라고|고|[,.\s]|\Z)"
    r"|(?:اسمي|إسمي)(?: هو)? (?P<ar>[\u0621-\u064a]{2,14}(?: (?!و|في |من |ان|أن)[\u0621-\u064a]{2,14}){0,2})"
    r"|[Мм]еня зовут (?P<ru>[А-ЯЁ][а-яё]{1,20}(?: [А-ЯЁ][а-яё]{1,20}){0,2})"
)
_INTRODUCED: Final = ("叫", "名字", "名前", "申します", "이름은", "اسمي", "إسمي", "зовут")
"""One of them stands in all that the pattern matches."""
_TAGS: Final = ("TODO(", "FIXME(", "HACK(", "XXX(")
_WORDS_THAT_ARE_NAMES: Final = word_set(
    "will mark grace hope rose faith joy april may june jack bill rob sue pat drew chase frank art dean grant miles ray dawn "
    "amber ruby ivy lily daisy jade penny summer autumn hunter mason carter jasmine olive violet hazel iris angel"
)
_NOBODY: Final = word_set(
    "alot lol yall chatgpt siri alexa gemini copilot bro bruh dude fam peeps folks guys gpt claude llama mistral bot bots babe "
    "boo sweetie hun mate pls plz tho tbh btw again everyone anyone there mummy daddy mama papa sir madam maam infra frontend "
    "backend perf refactor dm asap imo sis team all support admin"
)
_SHORTEST: Final = 4
"""Letters of a name in small letters that no list has."""


def may_say(text: str, words: Sequence[str]) -> bool:
    """Whether `find_said` may find something: a test that costs little, and is false of most texts.

    Args:
        text: The field.
        words: What stands between its blanks.
    """
    if not _CUES.isdisjoint(words) or not text.isascii() or "(" in text or HYPHENED.search(text):
        return True
    return "\n" in text and ("?" in text or not _CUES.isdisjoint(text.split()))


def find_said(text: str, gazetteer: Mapping[str, int]) -> list[Span]:
    """Find names behind words that address or present somebody.

    Args:
        text: A field of which `may_say` is true.
        gazetteer: Flags by lower-cased word.

    Returns:
        Spans in order, without overlaps; mostly none.
    """
    said = _CUES.intersection(text.split())
    found: dict[int, Span] = {}
    for start, end, entity in chain(
        _cued(text, said, gazetteer) if said else (), _elsewhere(text, gazetteer)
    ):
        found.setdefault(start, Span(start, end, entity, 0.6, "said", "NamesRecognizer"))
    spans: list[Span] = []
    for start in sorted(found):
        if not spans or spans[-1].end <= start:
            spans.append(found[start])
    return spans


def _elsewhere(text: str, gazetteer: Mapping[str, int]) -> Iterator[tuple[int, int, str]]:
    """In brackets of a comment, in answers, and in other languages."""
    if HYPHENED.search(text):
        yield from find_korean(text)
    if "(" in text and any(map(text.__contains__, _TAGS)):
        for match in _TAGGED.finditer(text):
            if _may_name(match["name"], gazetteer):
                yield *match.span("name"), "PERSON"
    if "?" in text and "\n" in text:
        for match in _ASKED.finditer(text):
            if all(_is_open(word, gazetteer) for word in re.split("[ -]", match["name"])):
                yield *match.span("name"), "LOCATION" if match["city"] else "PERSON"
    if not text.isascii() and any(map(text.__contains__, _INTRODUCED)):
        for match in _INTRODUCTIONS.finditer(text):
            if match.lastgroup:
                yield *match.span(match.lastgroup), "PERSON"


def _cued(text: str, said: frozenset[str], gazetteer: Mapping[str, int]) -> Iterator[tuple[int, int, str]]:
    if not _GREETING.isdisjoint(said):
        for match in chain(_GREETED.finditer(text), _CELEBRATED.finditer(text)):
            if _may_name(match["name"], gazetteer):
                yield *match.span("name"), "PERSON"
    if not _KINSHIP.isdisjoint(said):
        yield from _related(text, gazetteer)
    if not _CALLING.isdisjoint(said):
        yield from _called(text, gazetteer)
    if not _SERVING.isdisjoint(said):
        for match in _SERVED.finditer(text):
            if _is_served(match["name"].split(), gazetteer):
                yield *match.span("name"), "PERSON"
    if not CUES_ELSEWHERE.isdisjoint(said):
        yield from find_elsewhere(text, gazetteer)
    if not CUES_LEADING.isdisjoint(said):
        yield from find_led_to(text, said, gazetteer)
    if not CUES_CALLING.isdisjoint(said):
        yield from find_callers(text, said, gazetteer)
    if not _TITLED.isdisjoint(said):
        for match in chain(_ADDRESSED.finditer(text), _LISTED.finditer(text)):
            yield *match.span("name"), "PERSON"


def _related(text: str, gazetteer: Mapping[str, int]) -> Iterator[tuple[int, int, str]]:
    """Behind words of kinship."""
    for match in _RELATED.finditer(text):
        name = match["name"]
        listed = gazetteer.get(name.lower(), 0) & gz.GIVEN
        told = name[0].isupper() or (match["own"] and match["verb"])
        if told and (match["own"] or listed) and _may_name(name, gazetteer):
            yield *match.span("name"), "PERSON"


def _called(text: str, gazetteer: Mapping[str, int]) -> Iterator[tuple[int, int, str]]:
    """Who is named, and who is told or sent something."""
    for match in _NAMED.finditer(text):
        if match["name"][0].isupper() and gazetteer.get(match["name"].lower(), 0) & gz.GIVEN:
            yield *match.span("name"), "PERSON"
    for match in _MESSAGED.finditer(text):
        for group in ("name", "other"):
            if match[group] and _may_name(match[group], gazetteer):
                yield *match.span(group), "PERSON"
    for match in _TOLD.finditer(text):
        flags = gazetteer.get((match["name"] or match["small"]).lower(), 0)
        if flags & gz.GIVEN and not flags & (gz.ORDINARY if match["name"] else _ORDINARY):
            yield *match.span("name" if match["name"] else "small"), "PERSON"


def _may_name(name: str, gazetteer: Mapping[str, int]) -> bool:
    """Whether a word behind such a cue is a name: one of the lists, or one that is no word."""
    lower = name.lower()
    if lower in _NOBODY:
        return False
    flags = gazetteer.get(lower, 0)
    if flags & _ORDINARY:
        return (
            bool(flags & gz.GIVEN)
            if name[0].isupper() and name[1:].islower()
            else lower in _WORDS_THAT_ARE_NAMES
        )
    if flags & _NAMES:
        return True
    return not flags and (len(lower) >= _SHORTEST or name[0].isupper())


def _is_served(words: Sequence[str], gazetteer: Mapping[str, int]) -> bool:
    """Whether words behind "customer" are somebody's names, one of them no other word: no "Customer Success"."""
    flags = [gazetteer.get(word.lower(), 0) for word in words]
    if len(words) == 1:
        return bool(flags[0] & _NAMES) and not flags[0] & (
            gz.COMMON | gz.TECHNICAL | gz.ORGANISATION | gz.PLACE
        )
    return all(flag & _NAMES for flag in flags) and any(not flag & _ORDINARY for flag in flags)


def _is_open(word: str, gazetteer: Mapping[str, int]) -> bool:
    flags = gazetteer.get(word.lower(), 0)
    return bool(flags & (_NAMES | gz.PLACE | gz.PLACE_PART)) or not flags & _ORDINARY
