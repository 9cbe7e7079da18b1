"""Recognizer of vendor tokens, over the tables in `redaction.recognizers.secret.formats` and `bare_formats`.

Borders and a plain look at variety keep look-alikes out: placeholders, repeated characters and documented examples are
no secrets. A GitHub or npm token whose CRC-32 is right is reported as checked; a wrong one is reported all the same,
because formats change and a leaked key costs more than a masked look-alike.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from redaction.recognizers.borders import LETTERS_AND_DIGITS, WORD, Bordered
from redaction.recognizers.detector import Detector, FieldRecognizer, Finder
from redaction.recognizers.secret.bare_formats import BARE
from redaction.recognizers.secret.formats import PREFIXED
from redaction.recognizers.secret.generated import holds_both, mixes_kinds
from redaction.recognizers.secret.shapes import BareFormat, PrefixedFormat
from redaction.spans import Span
from redaction.words.stand_ins import MARKERS

__all__ = ["ScrublineSecretTokenRecognizer", "placeholder"]

_BASE62: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
# Plain substrings of the value in lower case: a pattern over every token costs more than finding it.
_PLACEHOLDERS: Final = ("***", "...", "your_", "your-", *sorted(MARKERS))
# A random value may hold one of these; a stand-in goes on so.
_RUNS: Final = ("00000000", "11111111", "aaaaaaaa", "1234567890", "abcdefghij")
_CROSSED_OUT: Final = re.compile("x{4,}")
_VENDOR_REACH: Final = 60
_REPEATED: Final = re.compile(r"\A(?P<one>\[[^\]]+\])\{(?P<times>[0-9]+)\}")
# No prefix is longer, the border before and the eight characters behind included.
_PREFIX_REACH: Final = 64


def placeholder(value: str) -> bool:
    """Whether a value stands for a secret rather than being one."""
    if len(set(value)) < min(6, len(value) // 2):
        return True
    lower = value.lower()
    # A random value may hold four x in a row; one that is crossed out is so for the most part.
    if "xxxx" in lower and 2 * len(_CROSSED_OUT.sub("", lower)) <= len(lower):
        return True
    for word in _PLACEHOLDERS:  # once for every token: half the time of any()
        if word in lower:
            return True
    for run in _RUNS:
        if run in lower:
            return _is_in_order(lower)
    return False


def _is_in_order(value: str) -> bool:
    """Whether two characters in five repeat the one before or are the next of it: one in ten does by chance."""
    steps = sum(ord(second) - ord(first) in (0, 1, -9) for first, second in pairwise(value))
    return 5 * steps >= 2 * (len(value) - 1)


def _crc32_right(token: str) -> bool:
    """GitHub's and npm's checksum: the last six characters are the base 62 CRC-32 of those before."""
    body, check = token.split("_", 1)[1][:-6], token[-6:]
    number, text = zlib.crc32(body.encode()), ""
    while number:
        number, digit = divmod(number, 62)
        text = _BASE62[digit] + text
    return text.rjust(6, "0") == check


_GATE_BORDERS: Final = {
    frozenset[str](): "",
    LETTERS_AND_DIGITS: "[^A-Za-z0-9]",
    WORD | {"-"}: "[^A-Za-z0-9_-]",
}


def _before(form: PrefixedFormat) -> frozenset[str]:
    """What may not stand before a token: behind `jwt_` or `user-` only a prefix tells that is the end of no word."""
    if form.prefix.startswith("[?&]"):
        return frozenset()
    return LETTERS_AND_DIGITS if form.prefix and not form.ends_words else WORD | {"-"}


def _prefixed_gate(form: PrefixedFormat) -> str:
    # Not the whole format: a database of short gates compiles ten times as fast, and the finder decides anyway.
    border = _GATE_BORDERS[_before(form)]
    return f"{border}{form.prefix}[A-Za-z0-9+/_.~%@$=,-]{{8}}" if form.prefix else f"{border}{form.body}"


def _is_joined(match: re.Match[str]) -> bool:
    """Whether an underscore or hyphen joins a token to a word beside it."""
    begin, end = match.span()
    return match.string[begin - 1 : begin] in {"_", "-"} or match.string[end : end + 1] == "_"


def _prefixed(form: PrefixedFormat) -> Finder:
    before = _before(form)
    behind = "[A-Za-z0-9]" if before is LETTERS_AND_DIGITS else "[A-Za-z0-9_]"
    compiled = Bordered(rf"{form.prefix}(?P<body>{form.body})(?!{behind})", before)

    def find(text: str, start: int, key: str) -> Iterator[Span]:
        del key
        for match in compiled.finditer(text, start):
            if placeholder(match["body"]) or (_is_joined(match) and not holds_both(match["body"])):
                continue
            if form.mixed and not mixes_kinds(match["body"]):
                continue
            checked = form.crc and _crc32_right(match.group())
            yield Span(
                *match.span(),
                "API_KEY",
                1.0 if checked else 0.95,
                form.rule,
                "ScrublineSecretTokenRecognizer",
                checked,
            )

    return find


def _one_first(repeated: re.Match[str]) -> str:
    """The same pattern with one character alone at its start: see `redaction.recognizers.borders`."""
    return f"{repeated['one']}{repeated['one']}{{{int(repeated['times']) - 1}}}"


def _bare(form: BareFormat) -> Finder:
    vendor = re.compile(rf"(?<![A-Za-z])(?:{form.vendor})", re.IGNORECASE | re.ASCII)
    body = _REPEATED.sub(_one_first, form.body)
    compiled = Bordered(rf"{body}(?![A-Za-z0-9_\-+/])", WORD | {"-", "+", "/"})

    def find(text: str, start: int, key: str) -> Iterator[Span]:
        for match in compiled.finditer(text, start):
            near = vendor.search(text, max(0, match.start() - _VENDOR_REACH), match.start()) or vendor.search(
                key
            )
            if near and not placeholder(match.group()) and any(c.isdigit() for c in match.group()):
                yield Span(*match.span(), "API_KEY", 0.85, form.rule, "ScrublineSecretTokenRecognizer")

    return find


class ScrublineSecretTokenRecognizer(FieldRecognizer):
    """Keys and tokens in formats that their vendors publish."""

    DETECTORS = (
        *(
            Detector(
                rule=f.rule,
                entity="API_KEY",
                gates=(_prefixed_gate(f),),
                reach=_PREFIX_REACH if f.prefix else 0,
                find=_prefixed(f),
            )
            for f in PREFIXED
        ),
        *(
            Detector(
                rule=f.rule,
                entity="API_KEY",
                gates=(rf"[^A-Za-z](?i:{f.vendor})",),
                find=_bare(f),
                near=256,
            )
            for f in BARE
        ),
    )
