"""Recognizer of vendor tokens, over the table in `secret_formats`.

Borders and a plain look at variety keep look-alikes out: placeholders, repeated characters and documented examples are
no secrets. A GitHub or npm token whose CRC-32 is right is reported as checked; a wrong one is reported all the same,
because formats change and a leaked key costs more than a masked look-alike.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.borders import WORD, Bordered
from redaction.recognizers.detector import Detector, FieldRecognizer, Finder
from redaction.recognizers.secret_formats import BARE, PREFIXED, BareFormat, PrefixedFormat
from redaction.spans import Span

__all__ = ["ScrublineSecretTokenRecognizer", "placeholder"]

_BASE62: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
# Plain substrings of the value in lower case: a pattern over every token costs more than finding it.
_PLACEHOLDERS: Final = (
    *(
        "***",
        "...",
        "example",
        "your_",
        "your-",
        "dummy",
        "placeholder",
        "redacted",
        "changeme",
        "sample",
    ),
    *("00000000", "11111111", "aaaaaaaa", "1234567890", "abcdefghij", "insert", "replace"),
)
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
    return any(word in lower for word in _PLACEHOLDERS)


def _crc32_right(token: str) -> bool:
    """GitHub's and npm's checksum: the last six characters are the base 62 CRC-32 of those before."""
    body, check = token.split("_", 1)[1][:-6], token[-6:]
    number, text = zlib.crc32(body.encode()), ""
    while number:
        number, digit = divmod(number, 62)
        text = _BASE62[digit] + text
    return text.rjust(6, "0") == check


def _has_border(form: PrefixedFormat) -> bool:
    return not form.prefix.startswith("[?&]")


def _prefixed_gate(form: PrefixedFormat) -> str:
    # Not the whole format: a database of short gates compiles ten times as fast, and the finder decides anyway.
    border = "[^A-Za-z0-9_-]" if _has_border(form) else ""
    return f"{border}{form.prefix}[A-Za-z0-9+/_.~%@$=,-]{{8}}" if form.prefix else f"{border}{form.body}"


def _prefixed(form: PrefixedFormat) -> Finder:
    before = WORD | {"-"} if _has_border(form) else frozenset[str]()
    compiled = Bordered(rf"{form.prefix}(?P<body>{form.body})(?![A-Za-z0-9_])", before)
    has_crc = form.rule in ("github.token", "npm.token")

    def find(text: str, start: int, key: str) -> Iterator[Span]:
        del key
        for match in compiled.finditer(text, start):
            if placeholder(match["body"]):
                continue
            checked = has_crc and _crc32_right(match.group())
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
                reach=0,
                find=_bare(f),
                near=256,
            )
            for f in BARE
        ),
    )
