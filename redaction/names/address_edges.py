"""Where an address of the name model begins and ends: words taken in at its edges are given back.

The model labels word by word, and beside an address it labels what stands close: the addressee's line above, the
preposition before, the date's "on" behind, the next field's key. Part of `redaction.names.detector`.
"""

# a list is read as a list

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

from redaction.kept import Kept
from redaction.names import date_shapes, features
from redaction.names import gazetteers as gz
from redaction.names.plausible import is_street
from redaction.names.word_set import word_set
from redaction.words.particles import PARTICLES

__all__ = ["NAME_WORDS", "Token", "edged", "is_outside", "names_of", "names_street", "without_dates"]

Token = tuple[int, int, str]
"""Start and end in code points of the field, and the text."""


# Small words that no address begins or ends with, whatever its language.
# A list of its own: "may street", "than" and "us" are parts of some.
_OUTSIDE: Final = word_set(
    "to on and in is at for from with or as by was are were has have had be been until since before after "
    "near between of my your our the a an will would can that this which who und ist ab vom bis wo et est "
    "ou pour avec y es con para e per en op met of lautet lives live living"
)
# Only these follow a comma: "Acme, Inc."
_BEHIND_COMMA: Final = frozenset({"inc", "llc", "ltd", "limited", "llp", "plc"})
_DATE: Final = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}\Z")
NAME_WORDS: Final = PARTICLES | {"of"}
"""Small words that stand in names, of people and of houses."""
_STREET_REACH: Final = 4
"""Words between a street's kind and the date that it is called after: "Straße des 17. Juni", "rue du 8 mai 1945"."""
_ON: Final = re.compile(r"(?:\b(?:on|am|vom|bis|le|du|el|il|del|op|dnia|em|den|dne)|:) \Z")
"""What stands before a date without a year: "12 May" may be the start of "12 May Street"."""
_REACH: Final = 8
_MONTH_REACH: Final = 16
"""Characters behind an address in which a date ends that begins with its last number."""
_SMALL_BEFORE: Final = re.compile(r"([^\W\d_]{3,}) \Z")
_SMALL_BEHIND: Final = re.compile(r"[,.;:!?)\n]|\Z| (?:[^\W\d_A-ZÀ-Þ]|\W)")
_LONGEST_BEFORE: Final = 32
_SENTENCE_LEAD: Final = re.compile(r"(?:\A|[.!?\n])[ \t\"'*>-]*\Z")
_SHORT_YEAR: Final = 3
"""Characters, with an apostrophe."""
_SHORTEST_WORD: Final = 3
_LONGEST_NAME: Final = 4
_SHORTEST_NAME: Final = 2
"""Words."""


def without_dates(text: str, tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Part the tokens of an address where a date stands: no address goes on behind one.

    Of a part without a number or a street, which is what a sentence says of the date ("your letter of"), the names
    are left.

    Args:
        text: The field.
        tokens: What the model labelled as one address.

    Returns:
        The parts, in order: all tokens in one if no date is among them.
    """
    if not any(map(str.isdigit, text[tokens[0][0] : tokens[-1][1]])):
        return [tokens]
    starts, ends = [start for start, _, _ in tokens], [end for _, end, _ in tokens]
    parts: list[Sequence[Token]] = []
    behind = 0
    for start, end in _dates(text, tokens, ends):
        parts.append(tokens[behind : max(behind, bisect_right(ends, start))])
        behind = bisect_left(starts, end)
    if not parts:
        return [tokens]
    parts.append(tokens[behind:])
    return [
        left
        for part in parts
        for left in ([part] if any(_marks(word) for _, _, word in part) else names_of(text, part))
    ]


def _dates(text: str, tokens: Sequence[Token], ends: Sequence[int]) -> list[tuple[int, int]]:
    """Where dates stand in an address that no street of it is called after, in order."""
    low, high = tokens[0][0], tokens[-1][1]
    found: dict[int, int] = {}
    for pattern in (
        date_shapes.NUMERIC,
        date_shapes.DAY_FIRST,
        date_shapes.MONTH_FIRST,
        date_shapes.SPAN_YEARS,
    ):
        for match in pattern.finditer(text, low, high + _MONTH_REACH):
            start, end = match.span()
            if start >= high:
                break
            if pattern is date_shapes.NUMERIC:
                # "6-2-13" counts houses in Japan.
                sure = match["y1"] or match["s2"] != "-" or len(match["y2"]) > _SHORT_YEAR
            elif pattern is date_shapes.SPAN_YEARS:
                sure = not any(names_street(word) for _, _, word in tokens)
            else:
                sure = match["y"] or _ON.search(text, max(0, start - _REACH), start) or _in_sentence(match)
            at = bisect_right(ends, start)
            before = [word for _, _, word in tokens[max(0, at - _STREET_REACH) : at]]
            if sure and not _is_called(before):
                found[start] = max(end, found.get(start, 0))
    dates: list[tuple[int, int]] = []
    for start, end in sorted(found.items()):
        if not dates or dates[-1][1] <= start:
            dates.append((start, end))
    return dates


def _is_called(before: Sequence[str]) -> bool:
    """Whether a street may be called after the date behind some words: its kind is among them, without its number."""
    kinds = [at for at, word in enumerate(before) if is_street(word)]
    return bool(kinds) and not any(word[0].isdigit() for word in before[kinds[-1] + 1 : -1])


def _in_sentence(match: re.Match[str]) -> bool:
    """Whether a day and a month without a year stand between small words, as no street does that is called so."""
    if match.re is not date_shapes.DAY_FIRST or len(match["m"]) < _SHORTEST_WORD:
        return False
    small = _SMALL_BEFORE.search(match.string, max(0, match.start() - _LONGEST_BEFORE), match.start())
    return (
        small is not None
        and not names_street(small[1])
        and _SMALL_BEHIND.match(match.string, match.end()) is not None
    )


def names_of(text: str, tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Return the names in a part of a sentence: words in capitals, but for its first, a shortened one and a key."""
    found: list[Sequence[Token]] = []
    run: list[Token] = []
    for token in [*tokens, (len(text), len(text), "\n")]:
        if token[2][0].isupper() or (run and (token[2] in NAME_WORDS or token[2] == "&")):
            run.append(token)
            continue
        while run and not run[-1][2][0].isupper():
            run.pop()
        if run and _may_name(text, run):
            found.append(run)
        run = []
    return found


def _may_name(text: str, run: Sequence[Token]) -> bool:
    start, end = run[0][0], run[-1][1]
    if text[end : end + 2].lstrip()[:1] == ":":
        return False
    if len(run) > 1:
        return True
    return len(run[0][2]) > _SHORTEST_WORD and not _SENTENCE_LEAD.search(text, max(0, start - 4), start)


def edged(
    text: str, tokens: Sequence[Token], gazetteer: Mapping[str, int]
) -> tuple[list[tuple[str, Sequence[Token]]], Sequence[Token]]:
    """Part the tokens of an address from what does not belong to it.

    Args:
        text: The field.
        tokens: What the model labelled as one address, without marks at its edges.
        gazetteer: Flags by lower-cased word.

    Returns:
        Names that stand before the address, with their labels, and the tokens of the address: maybe none.
    """
    begin, end = 0, len(tokens)
    while begin < end and is_outside(tokens[begin][2]):
        begin += 1
    while begin < end and is_outside(tokens[end - 1][2]):
        end -= 1
    if begin < end and text[tokens[end - 1][1] : tokens[end - 1][1] + 1] == ":":
        end = _line_before(tokens, begin, end)
    names = []
    if not any(_marks(word) for _, _, word in tokens[begin:end]):
        return _row(tokens, begin, end, gazetteer), ()
    while (stop := _segment(tokens, begin, end)) < end:
        label = _label([word for _, _, word in tokens[begin:stop]], gazetteer)
        if not label:
            break
        names.append((label, tokens[begin:stop]))
        begin = stop + 1
        while begin < end and not tokens[begin][2].strip(",\n "):
            begin += 1
    return names, tokens[begin:end]


def names_street(word: str) -> bool:
    """Whether a word names a kind of street or a part of a house."""
    return _streets[word]


def _is_of_street(word: str) -> bool:
    return features.describe(word, "n", {}).coarse == "street" or is_street(word)


_streets: Final = Kept(_is_of_street, 4_096, 64)


def _marks(word: str) -> bool:
    """Whether a word says that an address is one: a number, or a word for a street or a part of a house."""
    return any(map(str.isdigit, word)) or names_street(word)


def _row(
    tokens: Sequence[Token], begin: int, end: int, gazetteer: Mapping[str, int]
) -> list[tuple[str, Sequence[Token]]]:
    """The parts of a row of a table, each by what the lists know of its words."""
    parts = []
    while begin < end:
        stop = _segment(tokens, begin, end)
        part = tokens[begin:stop]
        if any(word[0].isalpha() for _, _, word in part):
            words = [word for _, _, word in part]
            parts.append((_label(words, gazetteer) or _known(words, gazetteer), part))
        begin = stop + 1
    return parts


def _known(words: Sequence[str], gazetteer: Mapping[str, int]) -> str:
    flags = [gazetteer.get(word.lower(), 0) for word in words]
    if flags[0] & gz.ORGANISATION and not flags[0] & gz.PLACE:
        return "ORG"
    placed = all(flag & (gz.PLACE | gz.PLACE_PART) for flag in flags)
    return "LOC" if placed and not flags[0] & gz.PERSONAL else "PER"


def is_outside(word: str) -> bool:
    """Whether no address begins or ends with a word."""
    return word in _OUTSIDE or not any(map(str.isalnum, word)) or _DATE.match(word) is not None


def _line_before(tokens: Sequence[Token], begin: int, end: int) -> int:
    """The end without the last line, if a key and no more stands there."""
    for at in range(end - 1, max(begin, end - 1 - _LONGEST_NAME), -1):
        if tokens[at][2][0] == "\n":
            return at
        if tokens[at][2][0].isdigit():
            break
    return end


def _segment(tokens: Sequence[Token], begin: int, end: int) -> int:
    """The end of what stands between two commas; the comma before a legal form is no end."""
    for at in range(begin, end):
        if tokens[at][2][0] == "\n":
            return at
        legal = at + 1 < end and tokens[at + 1][2].lower().rstrip(".") in _BEHIND_COMMA
        if tokens[at][2] == "," and not legal:
            return at
    return end


def _label(words: Sequence[str], gazetteer: Mapping[str, int]) -> str:
    """What a part before the address is: a person, an organisation, or nothing that is known."""
    if not _SHORTEST_NAME <= len(words) <= _LONGEST_NAME or any(c.isdigit() for word in words for c in word):
        return ""
    kinds = [features.describe(word, "n", {}).coarse for word in words]
    if "street" in kinds:
        return ""
    if kinds[-1] == "company" or "inst" in (kinds[0], kinds[-1]):
        return "ORG"
    flags = [gazetteer.get(word.lower(), 0) for word in words]
    named = flags[0] & gz.GIVEN and flags[-1] & (gz.FAMILY | gz.GIVEN) and all(w[0].isupper() for w in words)
    return "PER" if named and not flags[0] & gz.PLACE else ""
