"""E-mail addresses with blanks around their sign, as they come from paper and from who types slowly.

`jan @ example.nl` could be a place to meet: only behind a label that says e-mail is it an address. The label may be
misread, too (`E-Mai1`, `e-rnail`). Addresses of the larger domains are closed up by `redaction.disguises.normalise`
without a label, but for `jan1 @example.nl`: that could be a word and a handle, so the name must be more than a word,
the domain that of a provider, or something before must lead to it. `jan_at_example_dot_nl` is read here, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from redaction.disguises.spoken_addresses import ENDINGS
from redaction.names.word_set import word_set
from redaction.spans import Span
from redaction.words import english

__all__ = ["GATES", "NEAR", "WORD_GATES", "labelled", "spaced", "with_words"]

GATES: Final = (
    r"[\w.+\-\x80-\xff][ ]{1,2}@[ ]{0,2}[A-Za-z0-9\x80-\xff]",
    r"[\w.+\-\x80-\xff]@[ ]{1,2}[A-Za-z0-9\x80-\xff]",
)
NEAR: Final = 200
_AT: Final = re.compile(r"(?:[ ]{1,2}@[ ]{0,2}|@[ ]{1,2})(?=[^\W_])")
_MAIL: Final = r"(?:m|rn)a[i1l|!][l1i|!]"
_LABELLED: Final = re.compile(
    rf"(?<![^\W_])(?:(?:[e\u20ac][ \-\u2010-\u2015.]{{0,2}})?{_MAIL}s?|courriel|m\u00e9l|correio"
    r"|correo(?:[ ]electr[o\u00f3]nico)?|e-?post[ai]?|\u043f\u043e\u0447\u0442\u0430|\u90ae\u7bb1"
    r"|\u30e1\u30fc\u30eb|\uc774\uba54\uc77c)(?:[ \-_]?(?:address|adresse?|adres|addr|id))?[\"'*_)]{0,2}[ ]?"
    r"(?:[:=\uff1a]|\.{2,12}|\.(?=[ ])|[ ]is[ ])[\"'*_]{0,2}[ ]{0,3}[\"'<]?(?P<local>[^\W_][\w.+%'\-]{0,63})\Z",
    re.IGNORECASE,
)
_LABEL: Final = r"[^\W_](?:[\w\-]{0,61}[^\W_])?"
_DOMAIN: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL}){{0,5}}\.[^\W\d_]{{2,24}}(?![\w@])(?!\.\w)")
# "email is set @ runtime.config" speaks about one.
_DONE: Final = frozenset({
    "set", "sent", "send", "hosted", "located", "configured", "stored", "defined", "read", "kept", "found", "managed",
    "handled", "checked", "built", "saved", "loaded", "taken", "given", "optional", "required",
})  # fmt: skip
_REACH: Final = 120
_LONGEST: Final = 65
_BEFORE_HANDLE: Final = re.compile(
    rf"[ ]{{1,2}}@(?P<domain>(?:{_LABEL}(?:[ ]\.[ ]?|\.)){{1,4}}{ENDINGS})(?![\w@/(\-])(?!\.\w)",
    re.IGNORECASE,
)
_LOCAL: Final = re.compile(r"(?<![\w.+@/#$\-])[A-Za-z][\w.+\-]{0,62}[0-9A-Za-z]\Z", re.ASCII)
# A name and more; `v1.2` and `x86` are no names.
_MORE: Final = re.compile(r"(?=[^a-z]*[a-z]{2})[a-z]+(?:[._+\-][a-z]+)*[._+\-]?[0-9]*", re.IGNORECASE)
_LEADS: Final = re.compile(
    r"(?:[:=>\u2192\uff1a]|\b(?:e-?mails?|mail|mejl|e-?post|correo|courriel|posta|reach|write|contact|address|adresse?)\b"
    r"[^\n@]{0,30})[ ]{0,2}[\"'(<]?\Z",
    re.IGNORECASE,
)
_PROVIDERS: Final = (
    "(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|icloud|aol|gmx|web|mail|yandex|proton(?:mail)?|wp|o2|onet"
    "|interia|seznam|centrum|abv|freemail|libero|laposte|t-online|qq|163|126|naver|daum|hanmail|rediffmail|tutanota"
    "|fastmail|comcast|bigpond|ukr|rambler|inbox|bk)"
)
_PROVIDER: Final = re.compile(rf"{_PROVIDERS}[ ]?\.", re.IGNORECASE)
# As telephones write it, which take the dot for the end of a sentence.
_BEHIND_DOT: Final = re.compile(
    rf"(?<=[0-9A-Za-z_])@(?i:{_PROVIDERS})\.[ ]{{1,2}}(?=[a-z]){ENDINGS}(?![\w@.\-])", re.ASCII
)
# Words that stand before a handle, or before a place.
_BEFORE: Final = english.PREPOSITIONS | word_set(
    "thanks thank thx cc rt via follow following hi hey hello ping and or the ask see credit credits "
    "photo tag dm me us you him her them it is are mail email e-mail address contact write reach team "
    "support live now today here meet find import class def return"
)
_WORDS: Final = _DONE | _BEFORE
_AT_WORD: Final = re.compile(
    r"(?P<s>[_.\-]{1,2})at(?P=s)(?!(?:the|a|an|first|last|next|each|every|this|second|third|which)(?![a-z0-9]))"
    rf"[a-z0-9]{{1,40}}(?:[.\-][a-z0-9]{{1,40}}){{0,3}}?(?:(?P=s)dot(?P=s)[a-z0-9]{{2,40}}){{0,3}}(?P=s)dot(?P=s){ENDINGS}"
    r"(?![0-9A-Za-z_]|[.\-][0-9A-Za-z])",
    re.IGNORECASE | re.ASCII,
)
_LOCAL_REVERSED: Final = re.compile(r"[0-9A-Za-z_.+\-]{0,63}[0-9A-Za-z](?![0-9A-Za-z_.+\-])")
WORD_GATES: Final = (
    r"(?i)[0-9a-z][_.\-]{1,2}at[_.\-]{1,2}[0-9a-z][0-9a-z_.\-]{0,160}[_.\-]dot[_.\-]",
    rf"(?i)[0-9a-z_]@{_PROVIDERS}\.[ ]{{1,2}}[a-z]{{2}}",
)
"""Of `with_words`."""


def labelled(text: str, start: int, key: str) -> Iterator[Span]:
    """The addresses with blanks that stand directly behind a label."""
    del key
    for sign in _AT.finditer(text, start):
        label = _LABELLED.search(text, max(0, sign.start() - _REACH), sign.start())
        domain = _DOMAIN.match(text, sign.end()) if label else None
        if label is not None and domain is not None and label["local"].lower() not in _DONE:
            yield _span(label.start("local"), domain.end())


def spaced(text: str, start: int, key: str) -> Iterator[Span]:
    """The addresses with a blank before their sign that are no word and a handle."""
    del key
    for sign in _BEFORE_HANDLE.finditer(text, start):
        local = _LOCAL.search(text, max(0, sign.start() - _LONGEST), sign.start())
        if local is None or local[0].lower() in _WORDS or not _MORE.fullmatch(local[0]):
            continue
        if (
            not local[0].isalpha()
            or _PROVIDER.match(sign["domain"])
            or _LEADS.search(text, max(0, local.start() - _LONGEST), local.start())
        ):
            yield _span(local.start(), sign.end())


def with_words(text: str, start: int, key: str) -> Iterator[Span]:
    """The addresses whose signs are words, joined to the rest, or with a blank before their ending."""
    del key
    for sign in chain(_AT_WORD.finditer(text, start), _BEHIND_DOT.finditer(text, start)):
        before = text[max(0, sign.start() - _LONGEST) : sign.start()][::-1]
        if local := _LOCAL_REVERSED.match(before):
            yield _span(sign.start() - local.end(), sign.end())


def _span(begin: int, end: int) -> Span:
    return Span(begin, end, "EMAIL_ADDRESS", 0.85, "email.spaced", "ScrublineEmailRecognizer")
