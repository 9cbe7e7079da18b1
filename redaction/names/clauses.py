"""The sentence of another language around a name: "Veuillez rappeler M. Martin avant lundi".

`redaction.names.spoken` knows a language by its small words, and a short message has none of them. Here the run of the
model itself tells: a verb of requests that begins it, words in small letters that nobody is called, the name of a day,
the end of a sentence. Part of `redaction.names.foreign`.
"""

# ruff: noqa: E501  # a list is read as a list

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from redaction.names import features
from redaction.names import gazetteers as gz
from redaction.names.address_edges import Token
from redaction.names.foreign_words import ARTICLES, FUNCTION_WORDS
from redaction.names.ordinary import is_plain_phrase
from redaction.names.request_words import CALLED_LIKE_DAYS, DAYS, MONTHS, PARTS_OF_DAYS, REQUESTS
from redaction.names.spoken import SMALL_WORDS, is_english
from redaction.names.word_set import word_set
from redaction.words.companies import LEGAL_FORMS
from redaction.words.particles import OF, PARTICLES

__all__ = ["clauses_of", "is_day", "speaks_elsewhere"]

_SENTENCE_LEAD: Final = re.compile(r"(?:\A|[.!?:\n;)>-])[ \t\"'*>¿¡«„-]*\Z")
_REACH: Final = 8
_TITLED: Final = re.compile(
    r"(?<!\w)(?:Herrn?|Frau|Familie|Mrs?\.?|Ms\.?|Dr\.|Prof\.|Mme|Monsieur|Madame|Señora?|Sra?\.|Signora?|Sig\.|Senhora?|Pani|Mevrouw|Meneer) \Z"
)
"""Behind which a day with a capital is somebody's name: "Frau Montag"."""
_TITLE_REACH: Final = 12
_OBJECT: Final = re.compile(
    r" (?:el|un|una|une|il|uno|um|uma|einen|eine|ein|een|su|tu|mi|votre|vos|cette|esta|este|deze|ihre|ihren) [a-zà-þ]"
)
"""What no name is followed by: an object, with an article that is no pronoun."""
_AROUND: Final = 80
"""Code points to either side, in which a language is spoken."""
_SHORTENED: Final = 4
"""Letters of a word, at the most, whose full stop ends no sentence."""
_UNKNOWN: Final = 2
"""Words in small letters that no list has; so many make a phrase."""
_WITH: Final = word_set("z ze avec con com met mit med se s od dla für voor para pour per di")
"""What leads to a party behind a verb."""
_BEFORE_DAYS: Final = word_set(
    "avant après dès depuis jusqu'à le ce du au vor bis ab am nach antes hasta del el este desde prima dopo entro il questo até depois "
    "na no op voor tot vanaf przed po do od w we v do před på før innan efter til till"
)
"""What stands before a day in small letters, and is no name's last word."""


def clauses_of(
    text: str, tokens: Sequence[Token], gazetteer: Mapping[str, int], *, person: bool
) -> list[Sequence[Token]]:
    """Part a name at days and at the ends of sentences, and take off the verb that begins its sentence.

    Args:
        text: The field.
        tokens: What the model calls a person, a place or an organisation.
        gazetteer: Flags by lower-cased word.
        person: Whether it is a person.

    Returns:
        The tokens as they are, mostly.
    """
    parts: list[Sequence[Token]] = []
    begin = 0
    for at in range(len(tokens) + 1):
        if at < len(tokens) and (not _cuts(tokens, at, gazetteer) or _is_titled(text, tokens[at])):
            continue
        end = at
        while at < len(tokens) and end > begin and tokens[end - 1][2] in _BEFORE_DAYS:
            end -= 1
        if begin < end:
            part = _without_request(text, tokens[begin:end], gazetteer)
            if not person:
                part = _without_lead(text, part, gazetteer)
            if len(part) < len(tokens) and person:
                part = _without_small(part, gazetteer)
            if part and not (len(part) == 1 and (part[0][2] in PARTS_OF_DAYS or _is_asked(text, part[0]))):
                parts.append(part)
        begin = at + 1
    return parts


def speaks_elsewhere(text: str, tokens: Sequence[Token], gazetteer: Mapping[str, int]) -> bool:
    """Whether words in small letters within a name, beside capitals, are a phrase of another language than English."""
    small = [word for _, _, word in tokens if word.islower() and word not in PARTICLES]
    if not small or len(small) == len(tokens):
        return False
    if _in_english(text, tokens):
        return False
    flags = [gazetteer.get(word, 0) for word in small]
    if any(
        (word in SMALL_WORDS or word in FUNCTION_WORDS or flag & gz.FOREIGN)
        and not flag & (gz.NAMED | gz.ORDINARY)
        for word, flag in zip(small, flags, strict=True)
    ):
        return True
    return sum(not flag and word.isalpha() for word, flag in zip(small, flags, strict=True)) >= _UNKNOWN


def is_day(word: str, gazetteer: Mapping[str, int]) -> bool:
    """Whether a word is a day of the week or a month, and nobody's name as it is written."""
    lower = word.lower()
    if lower in DAYS:
        return word.islower() or lower not in CALLED_LIKE_DAYS
    return lower in MONTHS and (word.islower() or not gazetteer.get(lower, 0) & gz.PERSONAL)


def _cuts(tokens: Sequence[Token], at: int, gazetteer: Mapping[str, int]) -> bool:
    """Whether no name goes on over a word: a day among other words, a sentence's end, a line of ordinary words."""
    word = tokens[at][2]
    if word == ".":
        before = tokens[at - 1][2] if at else ""
        behind = tokens[at + 1][2] if at + 1 < len(tokens) else ""
        return (
            len(before) > _SHORTENED
            and before[1:].islower()
            and behind[:1].isupper()
            and before.lower() not in LEGAL_FORMS
        )
    if word[0] == "\n":
        return bool(at) and is_plain_phrase([word for _, _, word in tokens[:at]], gazetteer)
    if not is_day(word, gazetteer):
        return word in PARTS_OF_DAYS and any(other[0].isupper() for _, _, other in tokens)
    if len(tokens) == 1 or word.islower():
        return True
    if at and tokens[at - 1][2] in OF:
        return False  # "Rio de Janeiro"
    # "Black Friday": beside another capital a day is a part of a name, but beside another day.
    beside = [other for _, _, other in (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])]
    return all(
        not other[0].isupper() or other.lower() in ARTICLES or is_day(other, gazetteer) for other in beside
    )


def _is_titled(text: str, token: Token) -> bool:
    start, _, word = token
    return word[0].isupper() and _TITLED.search(text, max(0, start - _TITLE_REACH), start) is not None


def _in_english(text: str, tokens: Sequence[Token]) -> bool:
    return is_english(text[max(0, tokens[0][0] - _AROUND) : tokens[-1][1] + _AROUND].split())


def _begins(text: str, token: Token) -> bool:
    return _SENTENCE_LEAD.search(text, max(0, token[0] - _REACH), token[0]) is not None


def _without_request(text: str, tokens: Sequence[Token], gazetteer: Mapping[str, int]) -> Sequence[Token]:
    """What is left without the verb that begins the sentence, and the small words behind it."""
    first = tokens[0]
    lower = first[2].lower()
    if len(tokens) > 1 and tokens[1][2] == "Sie" and lower.endswith("en") and _begins(text, first):
        # "Bewahren Sie ... auf": German asks so.
        return _from_name(tokens, gazetteer, 2)
    if lower not in REQUESTS or not first[2][0].isupper() or not _begins(text, first):
        return tokens
    following = text[first[1] : first[1] + 2]
    flags = gazetteer.get(lower, 0)
    if flags & gz.NAMED and _in_english(text, tokens):
        return tokens
    asked = len(tokens) > 1 and gazetteer.get(tokens[1][2].lower(), 0) & gz.GIVEN and not flags & gz.GIVEN
    if flags & gz.NAMED and not asked and not (following[:1] == " " and following[1:].islower()):
        return tokens
    return _from_name(tokens, gazetteer)


def _from_name(tokens: Sequence[Token], gazetteer: Mapping[str, int], at: int = 1) -> Sequence[Token]:
    """The tokens from the first behind some that may begin a name."""
    while at < len(tokens) and not tokens[at][2][0].isupper():
        leads = tokens[at][2] in PARTICLES and at + 1 < len(tokens) and tokens[at + 1][2][0].isupper()
        if leads or not _is_small(tokens[at][2], gazetteer):
            break
        at += 1
    return tokens[at:]


def _is_asked(text: str, token: Token) -> bool:
    """Whether a lone word begins its sentence before an article or "su": a verb, as in "Pon el despertador"."""
    return _OBJECT.match(text, token[1]) is not None and _begins(text, token)


def _without_small(tokens: Sequence[Token], gazetteer: Mapping[str, int]) -> Sequence[Token]:
    """What is left of a cut name without words in small letters at its edges that nobody is called."""
    begin, end = 0, len(tokens)
    while begin < end and tokens[begin][2] not in PARTICLES and _is_small(tokens[begin][2], gazetteer):
        begin += 1
    while begin < end and _is_small(tokens[end - 1][2], gazetteer):
        end -= 1
    return tokens[begin:end]


def _is_small(word: str, gazetteer: Mapping[str, int]) -> bool:
    if word in PARTICLES or word in SMALL_WORDS or word in FUNCTION_WORDS:
        return True
    return not word[0].isupper() and not gazetteer.get(word, 0) & gz.PERSONAL


def _without_lead(text: str, tokens: Sequence[Token], gazetteer: Mapping[str, int]) -> Sequence[Token]:
    """An organisation without the sentence's words before it: "Podpisano aneks z Alfa S.A."."""
    if len(tokens) < _UNKNOWN + 1 or not tokens[0][2][1:].islower() or not tokens[1][2].islower():
        return tokens
    if gazetteer.get(tokens[0][2].lower(), 0) & (gz.NAMED | gz.ORGANISATION_PART) or features.is_body(
        tokens[0][2]
    ):
        return tokens
    for at in range(1, len(tokens) - 1):
        if not tokens[at][2].islower():
            return tokens
        if tokens[at][2] in _WITH and tokens[at + 1][2][0].isupper():
            told = any(not gazetteer.get(word, 0) & gz.NAMED for _, _, word in tokens[1:at])
            return tokens[at + 1 :] if told and _begins(text, tokens[0]) else tokens
    return tokens
