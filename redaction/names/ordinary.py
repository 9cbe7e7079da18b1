"""What is written with capitals and is nobody's name: headings, roles, documents, products with a number, eponyms.

The model leans towards a name where it meets a capital that it does not know. These rules ask what the words mean: a
line of ordinary words alone is a heading, "Project Manager" a role, "the Poisson distribution" no person, "400 mg" no
house. Part of `redaction.names.detector`.
"""

# ruff: noqa: E501, RUF001  # a list is read as a list; typographic quotes are part of what is matched

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from redaction.names import cues, features
from redaction.names import gazetteers as gz
from redaction.names import ordinary_words as words
from redaction.names.address_edges import Token
from redaction.names.labelled import labels
from redaction.names.plausible import is_street
from redaction.names.word_set import word_set

__all__ = [
    "is_eponym",
    "is_first_word",
    "is_heading",
    "is_lone_value",
    "is_plain_phrase",
    "is_quantity",
    "parted",
    "without_number",
    "without_verb",
]

_NAMES: Final = gz.NAMED
_ORDINARY: Final = gz.ORDINARY
_LINKING: Final = word_set("of the and for in to on a an with or by & - /")
_EPONYM_BEHIND: Final = re.compile(
    rf"(?:[-–][A-Z][a-z]+)?(?: (?:{words.EPONYMS})\b|['’]s (?:(?:first|second|third|last|great|little|incompleteness) )?"
    rf"(?:{words.EPONYM_RULES})\b)"
)
_EPONYM_WORD: Final = re.compile(rf"(?:{words.EPONYMS})\Z")
_MOST: Final = frozenset(("Max", "Min", "Mac"))
_COUNTED: Final = re.compile(rf" (?:{words.COUNTED})\b")
_INDEFINITE: Final = re.compile(
    r"(?:\A|[ \n])(?:an?|each|every|any|another|this|that|my|your|our|their|his|her|its|no|some|first|second|third|next|last) \Z",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(r"(?:\A|[ \n])an? \Z", re.IGNORECASE)
_LABEL_BEFORE: Final = re.compile(r"([A-Za-z][A-Za-z /-]{1,30}): ?\Z")
_VALUE_REST: Final = re.compile(r"[.;,]? ?(?:\n|\Z)|, [A-Z]|\. [A-Z]")
_ITEM_BEFORE: Final = re.compile(r"(?:\A|[a-z:] |, )([A-Z][a-z]+)(?:,| or| and) \Z")
_ITEM_AFTER: Final = re.compile(r"(?:,|,? or|,? and) ([A-Z][a-z]+)(?=[,.;!?\n]|\Z| [a-z])")
_VERSION: Final = re.compile(r"v?\d+(?:\.\d+)+\Z")
_NEXT_WORD: Final = re.compile(r" ([A-Z][a-z]+)\b")
_LINE_LEAD: Final = re.compile(
    r"(?:[#*•>\-–]+ ?|\(?\d{1,2}(?:\.\d{1,2})*[.):]? ?|[A-Z][a-z]+ \d{1,3}[:.] )?[*_\"'“ ]*\Z"
)
_LINE_REST: Final = re.compile(r"[*_\"'”:.!? ]*(?:\n|\Z)")
_SENTENCE_LEAD: Final = re.compile(r"(?:\A|[.!?:\n\]]|\d[.)])[ \t\"'“*#>-]*\Z")
_NUMBERED: Final = re.compile(r"\d{1,2}\Z|\d{1,2}\.\d{1,2}\Z")
_SCORE: Final = re.compile(r"\d{1,3}[-–:]\d{1,3}\Z")
_PARTS: Final = frozenset("|\t•")
_GAPS: Final = frozenset((" " * 3, " " * 4, " " * 5, " " * 6, " " * 7, " " * 8))
"""Between columns; two blanks stand behind full stops, too."""
_CHOSEN: Final = re.compile(r"(?:\A|[ \n])(?:choose|click|select|open|press|tap|under|to) \Z", re.IGNORECASE)
_KIND_BEHIND: Final = re.compile(r" ([a-z]+)\b")
_LONGEST_LEAD: Final = 36
_LONGEST_CODE: Final = 4
"""Letters, of a currency, an airport or a region."""
_NAME_AND_ONE: Final = 2
"""Tokens."""


def parted(tokens: Sequence[Token], text: str) -> list[Sequence[Token]]:
    """Cut tokens where a column ends, or a dash stands between blanks: what follows is another name."""
    if len(tokens) < _NAME_AND_ONE:
        return [tokens] if tokens else []
    parts: list[Sequence[Token]] = []
    begin = 0
    for at, (start, end, word) in enumerate(tokens):
        if word in _PARTS or (word in "-–—" and text[start - 1 : start] == " " == text[end : end + 1]):
            parts.append(tokens[begin:at])
            begin = at + 1
        elif at > begin and text[tokens[at - 1][1] : start] in _GAPS and tokens[at - 1][2][0] != "\n":
            parts.append(tokens[begin:at])
            begin = at
    parts.append(tokens[begin:])
    return [part for part in parts if part]


def without_verb(text: str, tokens: Sequence[Token]) -> Sequence[Token]:
    """What is left of a name without the verb that begins the sentence: "Add Ana Lee", "Explain Monads"."""
    if len(tokens) < _NAME_AND_ONE or tokens[0][2].lower() not in words.VERBS:
        return tokens
    start = tokens[0][0]
    begins = _SENTENCE_LEAD.search(text[max(0, start - _LONGEST_LEAD) : start])
    return tokens[1:] if begins else tokens


def without_number(tokens: Sequence[Token], gazetteer: Mapping[str, int]) -> Sequence[Token]:
    """What is left of a name without the number behind it: nothing of a product, all of a team with its score.

    "Xbox 5" and "Galaxy 3.5 Ultra" are products; a listed maker's name stays, without the number.
    """
    if len(tokens) < _NAME_AND_ONE:
        return tokens
    said = [word for _, _, word in tokens]
    if _SCORE.match(said[-1]):
        return tokens[:-1]
    if _VERSION.match(said[-1]):
        return ()
    at = next((n for n, word in enumerate(said) if n and _NUMBERED.match(word)), 0)
    if not at or (at < len(said) - 1 and "." not in said[at]):
        return tokens
    if any(map(features.is_body, said[:at])):
        return tokens
    known = any(gazetteer.get(word.lower(), 0) & gz.ORGANISATION for word in said[:at])
    return tokens[:at] if known else ()


def is_eponym(text: str, tokens: Sequence[Token]) -> bool:
    """Whether a name only says what a thing is called: "Bayes' rule", "the Adam optimizer", or how many of it there are."""
    if len(tokens) > 1 and _EPONYM_WORD.match(tokens[-1][2]):
        return True
    end = tokens[-1][1]
    if len(tokens) == 1 and tokens[0][2] in _MOST and _COUNTED.match(text, end):
        return True
    following = text[end : end + 2]
    # Most names end a phrase, or a word of any kind follows: the pattern is tried where a small letter or a mark does.
    if not following or (following[0] not in " '’-–") or not (following[0] != " " or following[1:].islower()):
        return False
    return _EPONYM_BEHIND.match(text, end) is not None


def is_heading(
    text: str, tokens: Sequence[Token], gazetteer: Mapping[str, int], *, asked: bool = False
) -> bool:
    """Whether what the model calls an organisation is a row of ordinary words that no firm is called.

    Args:
        text: The field.
        tokens: The organisation's tokens, at least one.
        gazetteer: Flags by lower-cased word.
        asked: Whether a verb stood before that is no part of it.
    """
    said = [word.lower() for _, _, word in tokens if word.lower() not in _LINKING]
    flags = [gazetteer.get(word, 0) for word in said]
    start, end = tokens[0][0], tokens[-1][1]
    lead = text[max(0, start - _LONGEST_LEAD) : start]
    if not said or not all(flag & _ORDINARY for flag in flags):
        return (
            len(said) > 1
            and _ARTICLE.search(lead) is not None
            and _means_nobody(flags[-1])
            and not features.is_body(said[-1])
        )
    if flags[0] & gz.GIVEN and flags[-1] & gz.PERSONAL and len(said) > 1:
        # "Mark Price": names are words, too.
        return False
    if len(said) == 1:
        return _is_lone_word(text, (start, end), gazetteer, lead)
    if said[-1] in words.DEPARTMENTS and all(word in words.FUNCTIONS for word in said[:-1]):
        return True
    following = _NEXT_WORD.match(text, end)
    if said[-1] in words.KINDS or (following and following[1].lower() in words.KINDS):
        return not flags[0] & (gz.PLACE | gz.ORGANISATION)
    if said[-1] == "insurance" and said[0] in words.INSURED:
        return True
    if said[0] in words.QUANTIFIERS:
        return True
    if any(map(features.is_body, said)):
        return False
    if (asked or _INDEFINITE.search(lead)) and not flags[-1] & gz.PERSONAL:
        return True
    return _stands_alone(text, end, lead)


def _stands_alone(text: str, end: int, lead: str) -> bool:
    """Whether a phrase is a whole line, or the whole of a value whose label speaks of no organisation."""
    line = lead[lead.rfind("\n") + 1 :]
    if _LINE_LEAD.match(line) and _LINE_REST.match(text, end):
        return True
    label = _LABEL_BEFORE.search(line)
    if not label or not _VALUE_REST.match(text, end):
        return False
    said = label[1].lower().split()
    return cues.ORGANISATION_CUES.isdisjoint(said) and words.PARTIES.isdisjoint(said) and not labels(lead)


def _is_lone_word(text: str, place: tuple[int, int], gazetteer: Mapping[str, int], lead: str) -> bool:
    start, end = place
    flags = gazetteer.get(text[start:end].lower(), 0)
    if flags & _NAMES or not flags & (gz.COMMON | gz.TECHNICAL):
        return False
    behind = _KIND_BEHIND.match(text, end)
    if (behind and behind[1] in words.KINDS) or _CHOSEN.search(lead):
        return True
    cell = text[start - 1 : start] == "," or text[end : end + 1] == "," != text[end + 1 : end + 2] != " "
    if flags & gz.TECHNICAL or cell or _SENTENCE_LEAD.search(lead):
        return True
    items = (_ITEM_BEFORE.search(lead), _ITEM_AFTER.match(text, end))
    return any(item and _means_nobody(gazetteer.get(item[1].lower(), 0)) for item in items)


def is_first_word(text: str, token: Token, gazetteer: Mapping[str, int]) -> bool:
    """Whether an ordinary word has its capital from the sentence that it begins."""
    start, _, word = token
    lower = word.lower()
    if not _means_nobody(gazetteer.get(lower, 0)) and lower not in words.VERBS:
        return False
    return _SENTENCE_LEAD.search(text[max(0, start - _LONGEST_LEAD) : start]) is not None


def is_nobody(text: str, token: Token, gazetteer: Mapping[str, int]) -> bool:
    """Whether a word has its capital from the sentence it begins, or begins a term: "Min-heap", "B-tree"."""
    if is_first_word(text, token, gazetteer):
        return True
    behind = text[token[1] : token[1] + 2]
    if behind[:1] != "-" or not behind[1:].islower():
        return False
    return len(token[2]) == 1 or bool(gazetteer.get(token[2].lower(), 0) & gz.TECHNICAL)


def is_lone_value(word: str, flags: int, *, person: bool) -> bool:
    """Whether a word that is its whole field is a common word or a short code: "Enterprise", "EUR".

    Nothing beside it speaks for a name, so the lists must know it as one of its kind.

    Args:
        word: The word.
        flags: What the lists know of it.
        person: Whether the model takes it for a person.
    """
    if flags & (gz.PERSONAL if person else gz.ORGANISATION):
        return False
    return bool(flags & gz.COMMON) or (word.isupper() and len(word) <= _LONGEST_CODE and not flags & _NAMES)


def _means_nobody(flags: int) -> bool:
    return bool(flags & _ORDINARY) and not flags & _NAMES


def is_plain_phrase(said: Sequence[str], gazetteer: Mapping[str, int]) -> bool:
    """Whether words of an address's line are ordinary ones, so that no name is made of them."""
    return all(_means_nobody(gazetteer.get(word.lower(), 0)) or word.lower() in _LINKING for word in said)


def is_quantity(said: Sequence[str], gazetteer: Mapping[str, int]) -> bool:
    """Whether what the model calls an address counts or measures something: "2 cups", "400 mg", "4 street lamps"."""
    for number, unit in pairwise(said):
        if number[0].isdigit() and unit in words.UNITS:
            return True
    named = [word for word in said if word[0].isalpha()]
    if len(named) == 1 and not is_street(named[0]):
        flags = gazetteer.get(named[0].lower(), 0)
        return (
            bool(flags & gz.COMMON) and not flags & (gz.PLACE | gz.PLACE_PART) and _kind(named[0]) != "street"
        )
    if any(word[0].isupper() for word in said):
        return False
    streets = [at for at, word in enumerate(said) if is_street(word)]
    return bool(streets) and all(at + 1 < len(said) and _is_plain(said[at + 1], gazetteer) for at in streets)


def _kind(word: str) -> str:
    return features.describe(word, "n", {}).coarse


def _is_plain(word: str, gazetteer: Mapping[str, int]) -> bool:
    flags = gazetteer.get(word, 0)
    return bool(flags & (gz.COMMON | gz.KNOWN)) and not flags & gz.PLACE
