"""What letters, forms and sentences of other languages hold that is nobody's name.

The model was trained on English: in other languages it takes a form's label, a letter's greeting and now and then a
whole sentence for somebody. Part of `redaction.names.detector`; `redaction.names.ordinary` does so for
English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from redaction.names import foreign_words as words
from redaction.names import gazetteers as gz
from redaction.names.address_edges import Token
from redaction.names.clauses import clauses_of, speaks_elsewhere
from redaction.names.elsewhere import names_elsewhere
from redaction.names.german import names_in_german
from redaction.names.german_words import ABSTRACT_ENDS
from redaction.names.spoken import Language
from redaction.names.word_set import word_set
from redaction.words.courtesies import COURTESIES, GREETINGS_ABROAD

__all__ = ["names_in"]

_NAMES: Final = gz.NAMED
_ALL_NAMES: Final = gz.NAMED | gz.ORGANISATION_PART
_REACH: Final = 24
_LINE_LEAD: Final = re.compile(r"(?:\A|[\n|])[ \t>*#_-]*(?:[^\W\d_]+[ ,]{1,2}){0,2}\Z")
_LINE_START: Final = re.compile(r"(?:\A|\n|[.!?:] )[ \t>]*\Z")
_CLOSES: Final = re.compile(r"[ \t]*[,.!]?[ \t]*(?:\n|\Z)")
_CLOSES_BEFORE_MORE: Final = re.compile(r",[ \t]*\n[ \t>]*\S")
_OPENS: Final = re.compile(r"[ \t]*[,!]|[ \t]+[A-ZÀ-ÞĀ-Ž]")
_KEY: Final = re.compile(r"[ \t]?\.?[ \t]?:|[ \t]*\|")
_NUMBER_BEHIND: Final = re.compile(
    r"[ \xa0]?:[ \xa0\t]*[€$£]? ?\d[\d.,/:-]*[ \xa0]?(?:[^\W\d_]{1,3}|[%€$£])?[ \t]*(?:\n|\Z)"
)
_ORDINAL_BEHIND: Final = re.compile(r"\.?[º°]")
"""What makes an N before it the word for a number: "FACTURA N.º 17"."""
_TITLE_BEFORE: Final = re.compile(r"(?:[Hh]errn?|[Ff]rau|[Dd]r\.|[Pp]rof\.|[Ff]amilie) \Z")
_ABSTRACT: Final = re.compile(r"[^\W\d_]{3,40}(?:[tlrdgnbf]ung|heit|keit|schaft|tät)(?:en)?\Z")
"""How nouns of German end that are no names."""
_LIKE_FAMILIES: Final = word_set(
    "ayer bueno buena buenas mucha mucho luego claro quero queria boa bom buono bravo allora dopo bon "
    "alors hier goed dobre"
)
"""Words that begin sentences, and that lists of family names have: "Ayer hablé con ...", "Bueno, pues ..."."""
_TELLING: Final = (
    _LIKE_FAMILIES
    | words.FUNCTION_WORDS
    | words.ARTICLES
    | COURTESIES
    | words.NOUNS
    | words.OPENERS
    | words.PRONOUNS
    | words.ROLES
    | words.THINGS
    | frozenset(word for label in words.LABELS for word in label.split())
)
"""Without one of them nothing is looked at."""
_SENTENCE_LEAD: Final = re.compile(r"(?:\A|[.!?:\n])[ \t\"'*>¿¡-]*\Z")
_CLAUSE: Final = 2
"""Small words; so many make a sentence."""


def names_in(
    text: str, tokens: Sequence[Token], gazetteer: Mapping[str, int], language: Language = "", *, person: bool
) -> list[Sequence[Token]]:
    """Return what is left of a name without a sentence's small words, a form's label or a letter's greeting.

    Args:
        text: The field.
        tokens: What the model calls a person, a place or an organisation.
        gazetteer: Flags by lower-cased word.
        language: What the field speaks.
        person: Whether it is a person: names of houses and towns hold one small word.

    Returns:
        The tokens as they are, mostly; none if nobody is named.
    """
    names: list[Sequence[Token]] = []
    for clause in clauses_of(text, tokens, gazetteer, person=person):
        elsewhere = language == "elsewhere" or (not language and speaks_elsewhere(text, clause, gazetteer))
        for part in _named(text, clause, gazetteer, person=person):
            if _is_counted(text, part, gazetteer):
                continue
            if language == "german":
                names += names_in_german(text, part, gazetteer, person=person)
            elif elsewhere:
                names += names_elsewhere(text, part, gazetteer, person=person)
            else:
                names.append(part)
    return names


def _named(
    text: str, tokens: Sequence[Token], gazetteer: Mapping[str, int], *, person: bool
) -> list[Sequence[Token]]:
    said = [word.lower() for _, _, word in tokens]
    if _TELLING.isdisjoint(said) and not said[-1].endswith(ABSTRACT_ENDS):
        return [tokens]
    return [
        part
        for part in _without_sentence(text, _without_lead(tokens, gazetteer), gazetteer, person=person)
        if not (
            _is_label(text, part) or _is_courtesy(text, part, gazetteer) or _is_plain(text, part, gazetteer)
        )
    ]


def _without_sentence(
    text: str, tokens: Sequence[Token], gazetteer: Mapping[str, int], *, person: bool
) -> list[Sequence[Token]]:
    """The names between the small words of a sentence."""
    if len(tokens) == 1:
        return [tokens]
    small = [at for at in range(len(tokens)) if _is_small(text, tokens, at)]
    if len(small) < (1 if person else _CLAUSE) or text.islower():
        return [tokens]
    german = len(small) >= _CLAUSE and any(tokens[at][2].lower() in words.GERMAN for at in small)
    parts: list[Sequence[Token]] = []
    begin = 0
    for at in [*small, len(tokens)]:
        part = _trimmed(text, tokens[begin:at])
        begin = at + 1
        if part and _names_somebody(text, part, gazetteer, german=german):
            parts.append(part)
    return parts


def _without_lead(tokens: Sequence[Token], gazetteer: Mapping[str, int]) -> Sequence[Token]:
    """The tokens without what somebody is, or the greeting and its comma, before a name: "Groetjes, Anouk"."""
    first, *rest = (word for _, _, word in tokens)
    lower = first.lower()
    if not rest or (gazetteer.get(lower, 0) & gz.PERSONAL and lower not in words.ROLES):
        return tokens
    if lower in words.ROLES and rest[0][0].isupper():
        # "Techniker Krankenkasse" is called so.
        return (
            tokens if gazetteer.get(rest[0].lower(), 0) & _ALL_NAMES == gz.ORGANISATION_PART else tokens[1:]
        )
    if lower in COURTESIES and rest[0] == "," and len(rest) > 1 and rest[1][0].isupper():
        return tokens[2:]
    return tokens


def _is_label(text: str, tokens: Sequence[Token]) -> bool:
    """Whether a name is a form's label: before a colon, in a row of a table, or alone on its line."""
    start, end = tokens[0][0], tokens[-1][1]
    if text[start:end].lower().rstrip(".") not in words.LABELS:
        return False
    if _KEY.match(text, end):
        return True
    line = text[max(0, start - _REACH) : start]
    return _LINE_START.search(line) is not None and text[end : end + 1] in {"", "\n"}


def _is_counted(text: str, tokens: Sequence[Token], gazetteer: Mapping[str, int]) -> bool:
    """Whether a word that no list has is the label of a number, alone on its line: "Quantité : 4", "FACTURA N.º 17"."""
    start, end = tokens[0][0], tokens[-1][1]
    if tokens[-1][2].lower() == "n" and _ORDINAL_BEHIND.match(text, end):
        return True
    if text[end : end + 2].lstrip(" \xa0")[:1] != ":" or any(
        gazetteer.get(word.lower(), 0) & gz.PERSONAL for _, _, word in tokens
    ):
        return False
    return (
        _NUMBER_BEHIND.match(text, end) is not None
        and _LINE_START.search(text, max(0, start - _REACH), start) is not None
    )


def _is_courtesy(text: str, tokens: Sequence[Token], gazetteer: Mapping[str, int]) -> bool:
    """Whether a name is how a letter begins or ends: "Cordialement,", "ahoj, tady ..."."""
    said = [word.lower() for _, _, word in tokens]
    if " ".join(said) not in GREETINGS_ABROAD and not COURTESIES.issuperset(said):
        return False
    start, end = tokens[0][0], tokens[-1][1]
    lead = text[max(0, start - _REACH) : start]
    if len(said) == 1 and gazetteer.get(said[0], 0) & gz.PERSONAL:
        # "Best" and "Cara" sign letters, too.
        return bool(_LINE_START.search(lead) and _CLOSES_BEFORE_MORE.match(text, end))
    if _LINE_LEAD.search(lead) and _CLOSES.match(text, end):
        return True
    return bool(_LINE_START.search(lead) and _OPENS.match(text, end))


def _is_plain(text: str, tokens: Sequence[Token], gazetteer: Mapping[str, int]) -> bool:
    """Whether what has a capital is a party of a contract, or a noun or pronoun of German, and the sentence's first."""
    capital = [token for token in tokens if token[2][0].isupper()]
    if len(tokens) == 1 and (tokens[0][2].lower() in words.THINGS or _is_opener(text, tokens[0], gazetteer)):
        return True
    if not capital or not _is_noun(text, capital[-1], gazetteer):
        return False
    return all(_is_noun(text, token, gazetteer) or _begins(text, token) for token in capital[:-1])


def _is_opener(text: str, token: Token, gazetteer: Mapping[str, int]) -> bool:
    """Whether a word has its capital from the sentence that it begins, or from politeness ("Vaší")."""
    word = token[2]
    lower = word.lower()
    if lower in _LIKE_FAMILIES and word[1:].islower() and _begins(text, token):
        return True
    if not (word[1:].islower() or (len(word) == 1 and _begins(text, token))):
        return False
    if lower not in words.OPENERS and not (lower in words.FUNCTION_WORDS and _begins(text, token)):
        return False
    return not gazetteer.get(lower, 0) & gz.PERSONAL


def _is_noun(text: str, token: Token, gazetteer: Mapping[str, int]) -> bool:
    start, _, word = token
    lower = word.lower()
    if not word[1:].islower():
        return False
    noun = lower in words.PRONOUNS or lower in words.NOUNS
    if not noun and (gazetteer.get(lower, 0) & _NAMES or not _ABSTRACT.match(word)):
        return False
    return _TITLE_BEFORE.search(text, max(0, start - 12), start) is None


def _is_small(text: str, tokens: Sequence[Token], at: int) -> bool:
    lower = tokens[at][2].lower()
    if not at and tokens[0][2][0].isupper():
        following = tokens[1][2].islower() and _begins(text, tokens[0])
        return following and (lower in words.FUNCTION_WORDS or lower in words.ARTICLES)
    part = at and tokens[at - 1][2] == "-"
    return lower in words.FUNCTION_WORDS and not part and tokens[at][2].islower()


def _begins(text: str, token: Token) -> bool:
    return _SENTENCE_LEAD.search(text, max(0, token[0] - _REACH), token[0]) is not None


def _trimmed(text: str, part: Sequence[Token]) -> Sequence[Token]:
    """From the first word with a capital to the last; the article that begins a sentence is none."""
    capital = [
        at
        for at, token in enumerate(part)
        if token[2][0].isupper() and not (token[2].lower() in words.ARTICLES and _begins(text, token))
    ]
    return part[capital[0] : capital[-1] + 1] if capital else ()


def _names_somebody(text: str, part: Sequence[Token], gazetteer: Mapping[str, int], *, german: bool) -> bool:
    """Whether what stands between small words is a name: capitals, and in German a word that the lists know."""
    if len(part) > 1:
        return True
    lower = part[0][2].lower()
    if gazetteer.get(lower, 0) & _NAMES:
        return lower not in words.NOUNS
    return not german and not _begins(text, part[0])
