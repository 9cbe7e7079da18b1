"""Passwords that stand behind their name with no sign of an assignment: in sentences, in SQL, in what a form rejects.

`my password is ...`, `use password ... to log in`, `login root / pass ...`, `Password:` and the password in the line
below, what a server says when it first starts (`A temporary password is generated for root@localhost: ...`),
`IDENTIFIED BY '...'` and the `input_value` of a validation error. What is no assignment needs a value that no word or
name is. Part of `redaction.recognizers.secret.assignments`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.context import key_words
from redaction.recognizers.detector import Detector
from redaction.recognizers.secret.generated import mixes_kinds
from redaction.recognizers.secret.names import GATE_WORDS, PASSWORDS
from redaction.recognizers.secret.values import is_no_secret, mixes
from redaction.spans import Span

__all__ = ["ARROW", "ARROW_GATE", "DETECTORS", "TRAILING"]

TRAILING: Final = ".,;:)]}\\"
_SAYS: Final = "is|was|to|will be|ist|lautet|war|est|es|era|è|é|jest|är"
_SAYS_GATE: Final = r"is|was|to|will be|ist|lautet|war|est|es|era|jest|[\x80-\xff]{2}|[\x80-\xff]{2}r"
_SAYS_BESIDE: Final = "是|为|為|は"
_SAYS_BESIDE_GATE: Final = r"\xe6\x98\xaf|\xe4\xb8\xba|\xe7\x82\xba|\xe3\x81\xaf"
_SAID: Final = re.compile(
    rf"(?<![A-Za-z0-9])(?:{PASSWORDS}|passcode|(?P<short>pw|pass))"
    rf"(?:[ \t](?:{_SAYS})(?:[ \t]:?|:)|[ \t]?(?:{_SAYS_BESIDE}))[ \t]?"
    r"(?P<quote>[\"'`「『]?)(?P<value>[^\s\"'`,;<>\x00\u3000-\u9fff\uac00-\ud7af\uff00-\uffef]{4,128})",
    re.IGNORECASE | re.ASCII,
)
_STATED: Final = re.compile(r"(?=.*[0-9!@#$%^&*?_\-])(?=.*[A-Za-z]).{6,}|[0-9]{4,8}")

ARROW: Final = "(?:->|[-|\u2192\u2013\u2014])"
ARROW_GATE: Final = r"(?:->|[-|]|\xe2\x86\x92|\xe2\x80[\x93\x94])"
"""What points from a name to its value, between blanks, and parts the cells of a row."""
# Asked in the line above, answered by a speaker or not.
_TO_LINE: Final = r"(?::?(?:\*\*)?[ \t]{0,2}|\?)\r?\n[ \t]{0,8}(?:[A-Za-z]{1,16}:[ ])?"
_BETWEEN: Final = rf"(?:[ \t]{{1,4}}(?:{ARROW}[ \t]{{1,4}})?|{_TO_LINE})"
_TOLD: Final = re.compile(
    rf"(?:{PASSWORDS}|passcode)(?P<between>{_BETWEEN})[\"'`]?"
    r"(?P<value>(?=[!-~]{0,31}[0-9])[^\s\"'`,;<>\x00]{6,128})(?P<end>[\"'`]?[ \t]{0,4}(?=[\r\n]|\Z))?",
    re.IGNORECASE | re.ASCII,
)
_TOLD_GATE: Final = (
    rf"(?i)(?:{GATE_WORDS}|passcode)(?:[ \t]{{1,4}}(?:{ARROW_GATE}[ \t]{{1,4}})?|{_TO_LINE})"
    r"[\"'`]?[!-~]{0,31}[0-9]"
)
# `login support / pass ...`: alone the word says nothing, behind a user it does.
_BEHIND_USER: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:login|log-?in|user ?(?:name|id)?|account|e-?mail)[ :=]{1,3}[^\s,;/|\x00]{1,64}"
    r"[ ]?(?:[,;/|&]|and|with)?[ ]{1,2}(?:pass|pwrd)[ ](?P<value>(?=[!-~]{0,31}[0-9])[^\s\"'`,;<>\x00]{6,128})",
    re.IGNORECASE | re.ASCII,
)
_BEHIND_USER_GATE: Final = r"(?i)[ ](?:pass|pwrd)[ ][!-~]{0,31}[0-9]"
# ASCII only, so that a gate counts the same.
_FIRST_WORDS: Final = "temporary|initial|generated|default|random|following|admin|root"
_FIRST: Final = re.compile(
    rf"(?:(?:{_FIRST_WORDS})\b[ -9;-~]{{0,40}}password[ -9;-~]{{0,80}}|password for [ -9;-~]{{1,76}})"
    r"(?<!user)(?<!account)(?<!login)(?<!name)(?<!id)(?<!email):"
    r"(?:[ \t]{1,4}|[ \t]{0,4}(?P<below>\r?\n)(?:[ \t]{0,8}\r?\n)?[ \t]{0,8})"
    r"[\"'`]?(?P<value>[^\s\"'`,;<>/:\x00]{8,64})[\"'`]?[.]?[ \t]{0,4}(?![^\r\n])",
    re.IGNORECASE | re.ASCII,
)
_FIRST_GATE: Final = r"(?i)password[ -9;-~]{0,80}:[ \t\r\n]{1,16}[\"'`]?[!-~\x80-\xff]{8}"

_QUOTED: Final = r"\\?(?P<quote>[\"'])(?P<value>[^\"'\s\x00]{3,128})"
_SQL: Final = re.compile(
    r"(?:identified[ \t]{1,4}(?:with[ \t]{1,4}[\w'\"]{1,40}[ \t]{1,4})?(?:by|as)[ \t]{1,4}(?:password[ \t]{1,4})?"
    r"|set[ \t]{1,4}password[ \t]{1,4}for[ \t]{1,4}[\w\"'@%.\-]{1,64}[ \t]{0,4}=[ \t]{0,4}(?:password\()?"
    r"|(?:with|encrypted|(?:role|user)[ \t]{1,4}[\w\"'@%.\-]{1,64})[ \t]{1,4}password[ \t]{1,4})"
    rf"{_QUOTED}",
    re.IGNORECASE | re.ASCII,
)

_INPUT: Final = re.compile(r"input_value=\\?(?P<quote>[\"'])(?P<value>[^\"'\r\n\x00]{1,256})", re.ASCII)
_INPUT_REACH: Final = 640
_FIELDS: Final = frozenset(["password", "passwd", "pwd", "passphrase", "passcode", "secret", "token"])
_REJECTED: Final = re.compile(
    rf"(?:{PASSWORDS}|passcode)\\{{0,7}}[\"'][\])]\}}?,[^\r\n\x00]{{0,300}}?"
    r"[\"']input\\{0,7}[\"'][ ]?:[ ]?\\{0,7}[\"'](?P<value>[^\"'\r\n\x00]{1,256})",
    re.IGNORECASE | re.ASCII,
)


def _span(begin: int, value: str, score: float, rule: str) -> Span:
    return Span(begin, begin + len(value), "PASSWORD", score, rule, "ScrublineAssignmentRecognizer")


def _said(text: str, start: int, key: str) -> Iterator[Span]:
    del key
    for match in _SAID.finditer(text, start):
        value = match["value"].rstrip(TRAILING) or match["value"]
        if match["short"] and not mixes(value):
            continue
        if not is_no_secret(value, quoted=bool(match["quote"])) and (
            match["quote"] or _STATED.fullmatch(value)
        ):
            yield _span(match.start("value"), value, 0.75, "said.password")


def _told(text: str, start: int, key: str) -> Iterator[Span]:
    """What follows the name after a blank, an arrow or a line end, where it can be nothing but a password."""
    del key
    for match in _TOLD.finditer(text, start):
        value = match["value"].rstrip(TRAILING)
        below = "\n" in match["between"]
        if mixes(value) and (not below or match["end"] is not None) and not is_no_secret(value, quoted=False):
            yield _span(match.start("value"), value, 0.75, "told.password")


def _behind_user(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    for match in _BEHIND_USER.finditer(text):
        value = match["value"].rstrip(TRAILING)
        if mixes(value) and not is_no_secret(value, quoted=False):
            yield _span(match.start("value"), value, 0.75, "told.password")


def _first(text: str, start: int, key: str) -> Iterator[Span]:
    """What a server has made up for its first user, at the end of the line that says so or in one below."""
    del start, key
    for match in _FIRST.finditer(text):
        value = match["value"].rstrip(".") if match["below"] is None else match["value"]
        likely = mixes_kinds(value) if match["below"] else mixes(value)
        if likely and not is_no_secret(value, quoted=False):
            yield _span(match.start("value"), value, 0.75, "first.password")


def _in_sql(text: str, start: int, key: str) -> Iterator[Span]:
    del key
    for match in _SQL.finditer(text, start):
        if not is_no_secret(match["value"], quoted=True):
            yield _span(match.start("value"), match["value"], 0.85, "sql.password")


def _rejected(text: str, start: int, key: str) -> Iterator[Span]:
    """What a form rejects, with the name of its field in the line above or in the same object."""
    del start, key
    for match in _INPUT.finditer(text):
        lines = text[max(0, match.start() - _INPUT_REACH) : match.start()].rsplit("\n", 2)
        if len(lines) > 1 and not _FIELDS.isdisjoint(key_words(lines[-2].rstrip()).split()[-1:]):
            yield _span(match.start("value"), match["value"], 0.85, "rejected.password")
    for match in _REJECTED.finditer(text):
        if not is_no_secret(match["value"], quoted=True):
            yield _span(match.start("value"), match["value"], 0.85, "rejected.password")


DETECTORS: Final = (
    Detector(
        "said.password",
        "PASSWORD",
        (
            rf"(?i)(?:{GATE_WORDS}|passcode|pw|pass)(?:[ \t](?:{_SAYS_GATE})[ \t:]|[ \t]?(?:{_SAYS_BESIDE_GATE}))",
        ),
        _said,
    ),
    Detector("told.password", "PASSWORD", (_TOLD_GATE,), _told),
    Detector("user.password", "PASSWORD", (_BEHIND_USER_GATE,), _behind_user),
    Detector("first.password", "PASSWORD", (_FIRST_GATE,), _first),
    Detector(
        "sql.password",
        "PASSWORD",
        (
            r"(?i)set[ \t]{1,4}password[ \t]{1,4}for[ \t]",
            r"(?i)identified[ \t]{1,4}(?:with|by|as)[ \t]",
            r"(?i)(?:with|encrypted|(?:role|user)[ \t]{1,4}[!-~]{1,64})[ \t]{1,4}password[ \t]{1,4}\\?[\"']",
        ),
        _in_sql,
    ),
    Detector(
        "rejected.password",
        "PASSWORD",
        (r"input_value=\\?[\"']", rf"(?i)(?:{GATE_WORDS}|passcode)\\{{0,7}}[\"'][\])]\}}?,"),
        _rejected,
    ),
)
