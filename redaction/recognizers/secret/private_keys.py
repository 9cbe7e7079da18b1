"""Private keys in PEM and OpenPGP armour: whole, cut off, or only their end, of any length.

A key goes from its first mark over its lines of base64 to its last mark. What stands before such lines in a log, an
escaped line end or a header of the armour (`Version: ...`, `DEK-Info: ...`) does not end it; a sentence does, so that
of a key that was cut off no more is taken than the key. No character is looked at more than a few times. Where each
line is a text of its own, a whole line of a key is known by its length and its characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.embedded import decodes_to_text
from redaction.recognizers.context import key_words
from redaction.spans import Span

__all__ = ["GATE", "LINE_LENGTHS", "REACH", "find_key_line", "find_private_keys"]

GATE: Final = r"-----(?:BEGIN|END) [A-Z0-9 ]{0,40}PRIVATE KEY"
REACH: Final = 63
"""How far before the end of a match of `GATE` the mark begins, in bytes."""
_MARK: Final = re.compile(r"-----(?P<side>BEGIN|END) [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")
_DASHES: Final = "-----"
_SHORT_KEY: Final = 32_768
"""What stands between two marks so close together is a key, whatever it looks like."""
_GAP: Final = 100
"""Most that stands before a line of a key: a time, a level and a name, or a header of the armour."""
_RUN: Final = re.compile(r"[A-Za-z0-9+/=]*+")
_LONG: Final = 40
_LINE: Final = re.compile(rf"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/=]{{{_LONG}}}")
# Reversed, for what stands before the last mark: there the letter of an escaped line end comes first.
_BESIDE: Final = re.compile(r"[^A-Za-z0-9+/=\-\0]{0,12}[A-Za-z0-9+/=]{16}")
_BESIDE_REVERSED: Final = re.compile(r"(?:[nrt]\\|[^A-Za-z0-9+/=\-\0]){0,12}[A-Za-z0-9+/=]{16}")
_LAST: Final = re.compile(
    r"(?:[\s>|\"'#*]|\\{1,4}[nrt])+=?[A-Za-z0-9+/]{1,76}={0,2}(?=[ \t\"',;>|]*(?:[\r\n\\]|\Z))"
)
_LAST_REVERSED: Final = re.compile(
    r"(?:[\s>|\"'#*]|[nrt]\\{1,4})+={0,2}[A-Za-z0-9+/]{1,76}=?(?=[ \t\"',;>|]*(?:[\r\n\\]|\Z))"
)

# RFC 7468, OpenSSH, RFC 2045. A digest in hex is as long as the first, and one of SHA-384 in base64.
LINE_LENGTHS: Final = frozenset(width + end for width in (64, 70, 76) for end in range(3))
"""Of texts that are a line of a key and its end, in code points."""
_WHOLE_LINE: Final = re.compile(r"(?:[A-Za-z0-9+/]{64}|[A-Za-z0-9+/]{70}|[A-Za-z0-9+/]{76})(?=[\r\n]{0,2}\Z)")
_LINE_KEYS: Final = frozenset({
    "", "log", "message", "msg", "text", "line", "body", "content", "output", "stdout", "stderr", "raw", "original",
    "event",
})  # fmt: skip
"""Last words of keys under which a line of anything stands; another key says that it is something else."""
_FEWEST_LETTERS: Final = 12
_FEWEST_DIGITS: Final = 1
_FEWEST_DIFFERENT: Final = 26


def find_key_line(text: str, start: int, key: str) -> Iterator[Span]:
    """A text that is a line of a key and nothing else: as long as those are, of letters and digits as at random."""
    del start
    line = _WHOLE_LINE.match(text)
    if line is None or key_words(key).rpartition(" ")[0].rpartition(" ")[2] not in _LINE_KEYS:
        return
    value = line.group()
    capitals, digits = sum(map(str.isupper, value)), sum(map(str.isdigit, value))
    if (
        capitals >= _FEWEST_LETTERS
        and digits >= _FEWEST_DIGITS
        and sum(map(str.islower, value)) >= _FEWEST_LETTERS
        and len(set(value)) >= _FEWEST_DIFFERENT
        and not decodes_to_text(value)
    ):
        yield Span(*line.span(), "PRIVATE_KEY", 0.6, "pem.line", "ScrublineCredentialRecognizer")


def find_private_keys(text: str, start: int, key: str) -> Iterator[Span]:
    """Keys of which a mark stands at or behind `start`."""
    del key
    behind = 0
    for mark in _MARK.finditer(text, start):
        if mark.start() < behind:
            continue
        if mark["side"] == "BEGIN":
            begin, end = mark.start(), _end(text, mark.end())
        else:
            lines = text[behind : mark.start()][::-1]
            begin, end = (
                mark.start() - _lines(lines, 0, len(lines), _BESIDE_REVERSED, _LAST_REVERSED),
                mark.end(),
            )
        behind = end
        yield Span(begin, end, "PRIVATE_KEY", 1.0, "pem", "ScrublineCredentialRecognizer", checked=True)


def _end(text: str, at: int) -> int:
    """Where the key ends whose first mark ends at `at`."""
    dashes = text.find(_DASHES, at)
    close = _MARK.match(text, dashes) if dashes >= 0 else None
    last = close.end() if close is not None and close["side"] == "END" else None
    if last is not None and dashes - at <= _SHORT_KEY:
        return last
    limit = dashes if dashes >= 0 else len(text)
    at = _lines(text, at, limit, _BESIDE, _LAST)
    return last if last is not None and limit - at <= _GAP else at


def _lines(text: str, at: int, limit: int, beside: re.Pattern[str], last: re.Pattern[str]) -> int:
    """Where the lines of base64 end that begin at `at`."""
    at = _short_lines(text, at, limit, last)
    while (
        line := beside.match(text, at, limit) or _LINE.search(text, at, min(limit, at + _GAP + _LONG))
    ) is not None:
        run = _RUN.match(text, line.end(), limit)
        at = line.end() if run is None else run.end()
    return _short_lines(text, at, limit, last)


def _short_lines(text: str, at: int, limit: int, last: re.Pattern[str]) -> int:
    """The same of lines that need not be long, because they are the first or the last: two of them at most."""
    for _ in range(2):
        line = last.match(text, at, limit)
        if line is None:
            break
        at = line.end()
    return at
