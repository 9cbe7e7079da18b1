"""Names in sentences of German, where every noun has a capital: what no list has must show that it is a name.

The model was trained on English and takes a capital for a name: "den Eingang Ihres Schreibens", "seit zwei Jahren". In
a field that speaks German a name is kept if a list of names has one of its words, or if a title or a legal form stands
at it. Part of `redaction.names.detector`, behind `redaction.names.foreign`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from redaction.names import features
from redaction.names import gazetteers as gz
from redaction.names.address_edges import Token
from redaction.names.german_words import HEADS, LEADS, NAMESAKES
from redaction.names.word_set import word_set
from redaction.words import german
from redaction.words.particles import PARTICLES

__all__ = ["BODY_ENDS", "is_noun", "names_in_german"]

_NAMES: Final = gz.NAMED
_PARTICLES: Final = (PARTICLES - word_set("das des du los las")) | word_set("zu zur zum vom d l o")
"""Without those that join nothing in German: articles, "du" and two verbs."""
_LINKING: Final = _PARTICLES | german.OF_PLACE | word_set("für des die und ob dem & e.v.")
"""Small words inside the names of houses and towns: "Bank für Tirol und Vorarlberg", "Frankfurt am Main"."""
_CUED: Final = re.compile(
    r"(?:\b(?:[Hh]err(?:n|en)?|HERRN?|[Ff]rau|FRAU|[Ff]amilie|[Ff]räulein|Dr|Prof|Dipl|Ing|Mag|Hr|Fr|[Kk]olleg(?:e|en|in)|[Ff]irma|Fa|Familienname|"
    r"Nachname|Vorname|Name|[Aa]ngeklagte[nr]?|[Bb]eklagte[nr]?|[Kk]läger(?:in)?|[Zz]eug(?:e|en|in)|[Pp]atient(?:en|in)?|[Kk]und(?:e|en|in)|"
    r"[Cc]hef(?:in)?|[Nn]achbar(?:n|in)?|[Aa]nsprechpartner(?:in)?(?: ist)?|[Mm]ieter(?:s|in)?|[Bb]ewerber(?:s|in)?|"
    r"[Rr]ichter(?:in)?|[Rr]echtsanw[aä]lt(?:in)?|RA|RAin|i\. ?[AV]|gez|heiß(?:e|t)|namens|genannt)\.?:?|@) ?\Z"
)
"""Behind these a word is somebody's name that no list has."""
_SAYS_I: Final = re.compile(r"\bich \Z")
_REACH: Final = 20
_FAR: Final = 120
_FULL_NAME: Final = 2
"""Words."""
_ENDINGS: Final = ("es", "en", "er", "s", "n", "e")
_TOWN_BEFORE: Final = re.compile(r"\b(?:[Ii]n|[Nn]ach|[Aa]us|[Bb]ei|[Vv]on|[Bb]is|[Üü]ber|[Oo]rt:?) \Z")
_TOWN_ENDS: Final = (
    *(
        "stadt",
        "städt",
        "stedt",
        "dorf",
        "heim",
        "hausen",
        "husen",
        "berg",
        "burg",
        "bach",
        "feld",
        "furt",
        "ingen",
        "ungen",
        "hofen",
    ),
    *(
        "tal",
        "itz",
        "wald",
        "kirchen",
        "münde",
        "brück",
        "brücken",
        "hafen",
        "bad",
        "see",
        "stein",
        "rode",
        "leben",
        "hagen",
        "horst",
    ),
    *(
        "büttel",
        "hain",
        "roda",
        "born",
        "ursel",
        "au",
        "ow",
        "um",
        "moos",
        "egg",
        "ikon",
        "wil",
        "matt",
        "brunn",
        "bruck",
        "loh",
    ),
)
_ABROAD: Final = re.compile(
    r"[àáâãåæçèéêëìíîïðñòóôõøùúûýÿāăąćĉčďđēĕėęěğģĥħĩīĭįıķłńņňŋōŏőœŕřśŝşšťţũūŭůűųŵŷźżžșț]|.{2}(?:ski|ska|sky|cki|cka|wicz|vic|enko|"
    r"chuk|czyk|escu|oglu|yan|dze|ova|sson|dottir|opoulos|idis|akis|eiro|inho|ez|ahman|allah|uddin)\Z",
)
"""What no noun of German has: a letter of others, or an end of their names."""
BODY_ENDS: Final = (
    *(
        "agentur",
        "kasse",
        "werke",
        "klinikum",
        "gericht",
        "universität",
        "verein",
        "verband",
        "ministerium",
        "behörde",
        "kammer",
    ),
    *(
        "hochschule",
        "schule",
        "gymnasium",
        "bank",
        "versicherung",
        "anstalt",
        "stiftung",
        "gesellschaft",
        "genossenschaft",
        "klinik",
    ),
    *("krankenhaus", "apotheke", "verlag", "zeitung", "brauerei", "stadtwerke", "institut", "söhne"),
)
_OF_BODIES: Final = gz.ORGANISATION | gz.ORGANISATION_PART
_SHORTEST_HEAD: Final = 3
"""Letters before the last part of a noun."""


def is_noun(word: str, flags: int) -> bool:
    """Whether a word with a capital is a noun of German, or begins a sentence, rather than a name.

    Args:
        word: The word.
        flags: What the lists know of it.
    """
    lower = word.lower()
    if lower in NAMESAKES or lower in LEADS:
        return True
    if flags & _NAMES:
        return False
    if any(lower.endswith(ending) and lower.removesuffix(ending) in NAMESAKES for ending in _ENDINGS):
        return True
    return any(len(lower) >= len(head) + _SHORTEST_HEAD for head in HEADS if lower.endswith(head))


def names_in_german(
    text: str, tokens: Sequence[Token], gazetteer: Mapping[str, int], *, person: bool
) -> list[Sequence[Token]]:
    """Return what is left of a name without the small words around it; nothing if no word of it shows a name.

    Args:
        text: The field.
        tokens: What the model calls a person, a place or an organisation.
        gazetteer: Flags by lower-cased word.
        person: Whether it is a person: names of houses and towns hold small words.
    """
    around = text[max(0, tokens[0][0] - _FAR) : tokens[-1][1] + _FAR]
    if around == around.lower():
        # Who writes small letters only writes names so, too.
        said = tokens[0][2] == "bin" and _SAYS_I.search(text, max(0, tokens[0][0] - _REACH), tokens[0][0])
        return [tokens[1:] if said and len(tokens) > 1 else tokens]
    body = any(word.lower().endswith(BODY_ENDS) for _, _, word in tokens)
    small = _PARTICLES if person and not body else _LINKING
    parts: list[Sequence[Token]] = []
    begin = 0
    for at in range(len(tokens) + 1):
        if at < len(tokens) and not (tokens[at][2].islower() and tokens[at][2] not in small):
            continue
        part = _trimmed(tokens[begin:at])
        begin = at + 1
        if part and _is_shown(text, part, gazetteer):
            parts.append(part)
    return [tokens] if parts and sum(map(len, parts)) == len(tokens) else parts


def _trimmed(part: Sequence[Token]) -> Sequence[Token]:
    """Without the words that lead to a name or follow it."""
    start, end = 0, len(part)
    while start < end and (
        not part[start][2][0].isalnum() or part[start][2].lower() in LEADS or part[start][2].islower()
    ):
        start += 1
    while end > start and (part[end - 1][2].islower() or part[end - 1][2] in ",;:("):
        end -= 1
    return part[start:end]


def _is_shown(text: str, part: Sequence[Token], gazetteer: Mapping[str, int]) -> bool:
    """Whether words show that they are a name: by the lists, by what stands before, or by being no nouns."""
    capital = [token for token in part if token[2][0].isupper()]
    flags = [gazetteer.get(word.lower(), 0) for _, _, word in capital]
    nouns = [is_noun(word, flag) for (_, _, word), flag in zip(capital, flags, strict=True)]
    if any(flag & _NAMES and not noun for flag, noun in zip(flags, nouns, strict=True)):
        return True
    if any(_ABROAD.search(word.lower()) for _, _, word in capital):
        return True
    for (start, _, _), flag, noun in zip(capital, flags, nouns, strict=True):
        # "Richter Klein", "Frau Vogel": behind what somebody is, a word that is a name, too, is one.
        if (flag & gz.PERSONAL or not noun) and _CUED.search(text, max(0, start - _REACH), start):
            return True
    if len(capital) < _FULL_NAME:
        return _is_federal(part) or (not any(nouns) and (_is_town(text, part, capital) or not capital))
    if any(features.is_body(word) or word.lower().endswith(BODY_ENDS) for _, _, word in part):
        return True
    linked = any(word.islower() and word not in _PARTICLES for _, _, word in part)
    # Behind a given name that no list has, a surname may be a noun: "Thorvald Bischof".
    noun = nouns[0] if len(part) == len(capital) == _FULL_NAME else any(nouns)
    return all(flag & _OF_BODIES for flag in flags) or not (linked or noun)


def _is_federal(part: Sequence[Token]) -> bool:
    """Whether one word is an authority of the whole country, which has but one: "Bundesagentur"."""
    lower = part[0][2].lower()
    return len(part) == 1 and lower.startswith("bundes") and lower.endswith(BODY_ENDS)


def _is_town(text: str, part: Sequence[Token], capital: Sequence[Token]) -> bool:
    """Whether one word, behind a preposition without an article, ends as towns do."""
    if len(part) > 1 or not capital or not capital[0][2].lower().endswith(_TOWN_ENDS):
        return False
    start = part[0][0]
    return _TOWN_BEFORE.search(text, max(0, start - _REACH), start) is not None
