"""Telephone numbers of four to six digits: they are numbers only directly behind what says so.

Small countries, old networks and switchboards have them. Read from the digits to the left: what stands between, words
that only lead on (`is`, `number`, `me on`, the name of an HTML tag), then the word that decides: a telephone, an own
number, or something to do with one. Any other word ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from redaction.recognizers.context import beginnings
from redaction.recognizers.phone.versions_and_prices import is_priced, is_version
from redaction.recognizers.phone.words import (
    COUNTING,
    JOINED,
    JOINED_PIECES,
    LABELLED,
    STRONG,
    closes,
    may_go_on,
)
from redaction.words.being import IS
from redaction.words.numbers import NUMBER

__all__ = ["GATES", "is_labelled", "short_numbers"]

_SEPARATOR: Final = re.compile(r"[ .\-]")
_CANDIDATE: Final = re.compile(r"[0-9](?<![0-9A-Za-z_][0-9])[0-9]{0,5}(?:[ .\-][0-9]{1,5}){0,2}")
_FEWEST, _FEWEST_SPOKEN, _MOST = 4, 5, 6
_REACH: Final = 48
"""Bytes from the word that decides to the digits."""
_JOINED_REACH: Final = 8
_MOST_LEADING: Final = 5
_WORD: Final = re.compile(r"i(?:Phone|Pad)s?|[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+")
"""Words, those of `mobilePhone` apart; an iPhone is no telephone number."""
_GAP: Final = re.compile(r"[\s\\\"'`*_()\[\]{}:=|<>/#.,+\-\u2013\u2019\uff1a]{0,12}")
_BROKEN: Final = re.compile(r"[^\n]*[:=][^\n]*\n[^\n]*")
"""What may stand between a label and a value on the next line."""
_CLAUSE: Final = re.compile(
    r"(?P<words>[^\n.;:(){}\[\]0-9]{3,})"
    r"(?::|[ ][\-\u2013]|[ ](?:on|at|to|as|under|via|unter|al|au|op|p\u00e5|is|es|est|ist))[ ][\"'*_`]{0,2}\Z"
)
"""The rest of a sentence up to something that announces a value."""
_LABELS: Final = frozenset(":=|>\uff1a")
_QUOTES: Final = frozenset("\"'")
_EMPHASIS: Final = frozenset("*_`")
_PRONOUNS: Final = frozenset({
    "me", "us", "him", "her", "them", "back", "mich", "uns", "sie", "moi", "nous", "mij", "ons", "mig", "meg", "mi",
    "nos",
})  # fmt: skip
_PREPOSITIONS: Final = frozenset({
    "on", "at", "under", "via", "au", "al", "op", "unter", "pod", "på", "na", "para", "pra", "naar", "la", "по",
})  # fmt: skip
_IS: Final = IS | {"was", "s", "to", "lautet", "este", "be", "it", "le"}
_OWN: Final = frozenset({
    "my", "his", "her", "our", "their", "contact", "new", "mein", "meine", "mijn", "min", "mi", "mon", "mio", "meu",
    "minha", "mój", "мой", "ваш", "наш",
})  # fmt: skip
_TAGS: Final = frozenset({
    "td", "th", "tr", "b", "i", "p", "a", "br", "li", "ul", "dt", "dd", "em", "div", "span", "strong", "label",
    "type", "class", "href", "value",
})  # fmt: skip
_LEADING: Final = (
    _PRONOUNS | _PREPOSITIONS | _IS | NUMBER | _TAGS | {"home", "work", "office", "main", "saya", "der"}
)
_VERBS: Final = frozenset({
    "call", "ring", "reach", "text", "message", "contact", "bel", "bellen", "rufen", "ruf", "erreichen",
    "erreichbar", "anrufen", "joindre", "ligue", "ligar", "liga",
})  # fmt: skip
_DIALLED: Final = frozenset({"dial", "dialing", "dialling", "dialed", "dialled", "ring"})
_LOOSE: Final = frozenset({
    "mobile", "cell", "mobil", "portable", "handy", "cep", "mob", "cel", "caller", "foon", "fon", "fone",
})  # fmt: skip
"""Words for a telephone that say other things too: a count of users may stand behind them."""
_MESSAGES: Final = frozenset({"sms", "whatsapp", "viber", "imessage", "voicemail"})
"""Words for what goes over a telephone: directly behind them stand counts as well."""
_SURE: Final = frozenset({"tel", "fax", "tlf", "tlfn", "tfno", "telp", "sms", "whatsapp", "тел", "τηλ"})
_ESCAPED: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_YEARS: Final = ("19", "20")
_DIGITS: Final = r"[0-9][0-9 .\-]{3}"
GATES: Final = (
    *(
        rf"{pieces}[^\x000-9]{{1,{_REACH}}}{_DIGITS}"
        for pieces in beginnings(*(STRONG.heads | _VERBS | NUMBER) - {"no", "nr", "num"})
    ),
    *(rf"{pieces}[^\x000-9]{{0,{4 * _JOINED_REACH}}}{_DIGITS}" for pieces in beginnings(*JOINED_PIECES)),
    r"(?:[\x00\n|][ ]{0,3}[TMPF][:.][ ]{0,2}|[(\[][TMPF][)\]][ :]{0,2}|\|[ ]{0,3}[TMPF][ ]{1,2})[+(]{0,2}"
    + _DIGITS,
)
"""One of them matches wherever a short number may stand."""


class _Lead(NamedTuple):
    """What leads to the digits.

    Attributes:
        head: The word that decides, in lower case.
        words: Those between it and the digits.
        label: Whether a sign of a label (`:`, `=`, `|`, `>`) stands between.
        near: What stands directly before the digits.
        abbreviated: Whether a dot or a number sign stands directly behind a word: `tel.`, `phone#`.
    """

    head: str
    words: frozenset[str]
    label: bool
    near: str
    abbreviated: bool

    @property
    def asks(self) -> bool:
        """Whether what stands between turns a verb into a request: `me`, `on`, or the digits are set off."""
        return not (_EMPHASIS.isdisjoint(self.near) and self.words.isdisjoint(_PRONOUNS | _PREPOSITIONS))


def short_numbers(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Start and end, code points, of the numbers of few digits at or behind `start`."""
    for match in _CANDIDATE.finditer(text, start):
        begin, end = match.span()
        written = match.group()
        digits = len(written) - written.count(" ") - written.count(".") - written.count("-")
        if _FEWEST <= digits <= _MOST and _may_end(text, begin, end):
            groups = [len(group) for group in _SEPARATOR.split(written)]
            if _is_told(text, begin, end, groups) and not (
                is_version(text, begin) or is_priced(text, begin, end)
            ):
                yield begin, end


def is_labelled(text: str, begin: int) -> bool:
    """Whether a word directly before `text[begin:]` says telephone number and cannot say anything else."""
    lead = _lead(text, begin)
    return lead is not None and lead.head not in _VERBS and (lead.label or lead.head not in _LOOSE)


def _may_end(text: str, begin: int, end: int) -> bool:
    after = text[end : end + 2]
    if not after:
        return True
    if after[0] in " .,:/-" and after[1:].isdigit():
        return False
    if after[0] == "%":  # no share has a label directly before it
        return text[begin - 1 : begin] in {":", "="} or _ESCAPED.match(text, end) is not None
    return after[0] != "_" and not (after[0].isalnum() and ord(after[0]) < 0x3000)


def _is_told(text: str, begin: int, end: int, groups: list[int]) -> bool:
    digits, lead = sum(groups), _lead(text, begin)
    if lead is None:
        return digits >= _FEWEST_SPOKEN and (_is_marked(text, begin, end) or _is_said(text, begin, end))
    if not _may_follow(lead, text, end, groups):
        return False
    if lead.label and lead.head not in _VERBS:
        return digits > _FEWEST or len(groups) > 1 or _is_sure(lead, text[begin:end])
    if digits < _FEWEST_SPOKEN:
        return False
    if lead.head in _SURE or lead.head in _OWN or (lead.abbreviated and lead.head not in _VERBS | _LOOSE):
        return True
    if _may_be_date(text[begin:end], groups) and _QUOTES.isdisjoint(lead.near):
        return False
    if lead.head in _VERBS:
        return lead.asks or (
            lead.head in _DIALLED and not (lead.head == "ring" and lead.label and len(groups) == 1)
        )
    return closes(text, end) or (lead.head not in _LOOSE and (len(groups) > 1 or bool(lead.words)))


def _may_follow(lead: _Lead, text: str, end: int, groups: list[int]) -> bool:
    """Whether digits behind such a word are no count, no share of a path and no decimal."""
    if lead.head == "phones" or (lead.near == "/" and not lead.label):
        return False
    if lead.head in _VERBS and "#" in lead.near:  # calls are numbered too
        return False
    if len(groups) > 1:
        return groups[0] > 1 or len(groups) > 2 or text[end - groups[1] - 1] != "."
    if lead.words or not (lead.head in _MESSAGES or lead.head == "ring"):
        return True
    return may_go_on(text, end)


def _is_said(text: str, begin: int, end: int) -> bool:
    """Whether a word of the same sentence says it, and the digits end what it leads up to."""
    if not closes(text, end) or text[end - 3 : end] == "000":
        return False
    clause = _CLAUSE.search(text, max(0, begin - _REACH), begin)
    if clause is None or len(text[clause.start() : begin].encode()) > _REACH:
        return False
    words = [word.group().lower() for word in _WORD.finditer(clause["words"])]
    if words and words[-1] in COUNTING:
        return False
    return any(word not in _LOOSE and word not in NUMBER and STRONG.among([word]) for word in words)


def _is_marked(text: str, begin: int, end: int) -> bool:
    """Whether the letter of a signature, or a script without blanks, says it.

    Digits without separators are a number behind a letter where both fill a line below another.
    """
    letter = LABELLED.search(text, max(0, begin - 12), begin)
    if letter is not None:
        below = letter.group()[:1] == "\n" and text[end : end + 1] in {"", "\n", "\r"}
        return below or not text[begin:end].isdigit()
    return not text.isascii() and _joined(text, begin)


def _is_sure(lead: _Lead, written: str) -> bool:
    """Whether even four digits behind a label are a number: no year, and the label says nothing else."""
    return lead.head not in _LOOSE and lead.head not in _OWN and not written.startswith(_YEARS)


def _lead(text: str, begin: int) -> _Lead | None:
    """What leads to the digits; None if nothing that says telephone number."""
    tail = text[max(0, begin - _REACH) : begin]
    right, label, near, abbreviated = len(tail), False, "", False
    words: list[str] = []
    numbered: _Lead | None = None
    for word in reversed([*_WORD.finditer(tail)]):
        gap = tail[word.end() : right]
        if _GAP.fullmatch(gap) is None or ("\n" in gap and _BROKEN.fullmatch(gap) is None):
            break
        near = near or gap
        label = label or not _LABELS.isdisjoint(gap)
        abbreviated = abbreviated or gap[:1] in {".", "#"}
        right = word.start()
        head = word.group().lower()
        if len(tail[right:].encode()) > _REACH:
            break
        if head in NUMBER and (STRONG.among([head]) or (head == "numero" and label and not words)):
            numbered = _Lead(head, frozenset(words), label, near, abbreviated)
        elif STRONG.among([head]) or head in _VERBS or (head in _OWN and not NUMBER.isdisjoint(words)):
            return _Lead(head, frozenset(words), label, near, abbreviated)
        words.append(head)
        if head not in _LEADING or len(words) > _MOST_LEADING:
            break
    return numbered


def _joined(text: str, begin: int) -> bool:
    """Whether a script without blanks says it close by."""
    last = -1
    for match in JOINED.finditer(text, max(0, begin - 2 * _JOINED_REACH), begin):
        last = match.end()
    return last >= 0 and begin - last <= _JOINED_REACH and not any(map(str.isdigit, text[last:begin]))


def _may_be_date(written: str, groups: list[int]) -> bool:
    if groups != [2, 2, 2] or " " in written:
        return False
    first, second, third = int(written[:2]), int(written[3:5]), int(written[6:])
    return (1 <= second <= 12 and (1 <= first <= 31 or 1 <= third <= 31)) or (
        1 <= first <= 12 and second <= 31
    )
