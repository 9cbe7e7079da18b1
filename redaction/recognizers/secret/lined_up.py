"""Secrets in a list of two columns, a name and a value with two blanks or a tab between: `db_password       ...`.

As vaults and tools print settings. Tables of schemas and of options look the same: their types, methods and words are
no values, and a name is all that stands before the blanks. Part of `redaction.recognizers.secret.assignments`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.detector import Detector
from redaction.recognizers.letters import in_lower_case, matches, places
from redaction.recognizers.secret.harmless_names import holds_no_secret
from redaction.recognizers.secret.names import FIRST_WORDS, GATE_NAMES, KEYS, PASSWORDS
from redaction.recognizers.secret.short_names import is_owned
from redaction.recognizers.secret.values import is_generated, is_no_secret, looks_given
from redaction.spans import Span

__all__ = ["DETECTORS"]

_ROW: Final = re.compile(
    rf"(?:(?P<password>{PASSWORDS}|passcode)|(?P<short>pass|pw|pswd)|{KEYS})(?:_?[0-9]{{1,2}})?[\"'`]?:?"
    r"(?:[ ]{2,64}|[ ]{0,32}\t[ \t]{0,32})"
    r"(?P<quote>[\"'`]?)(?P<value>[!-~]{6,256}?)(?P=quote)[ \t]{0,64}(?=[\r\n]|\Z)",
    re.IGNORECASE | re.ASCII,
)
_BEFORE: Final = re.compile(
    r"(?:\A|[\r\n])[ \t|]{0,40}(?P<name>[\"'`]?(?:[A-Za-z][\w.\-/]{0,60}(?: [A-Za-z][\w.\-]{0,20}){0,2}[_.\-/ ]?)?)\Z",
    re.ASCII,
)
_BEGINS: Final = (*FIRST_WORDS, "passcode", "pass", "pw", "pswd")
_NAME_REACH: Final = 160
_NEAR: Final = 480


def _find(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    for match in matches(_ROW, text, places(in_lower_case(text), _BEGINS)):
        at = match.start()
        before = _BEFORE.search(text, max(0, at - _NAME_REACH), at)
        if before is None:
            continue
        name, value = before["name"] + match[0].split(None, 1)[0].rstrip(":\"'`"), match["value"]
        if is_no_secret(value, quoted=bool(match["quote"])) or holds_no_secret(name, value):
            continue
        if match["password"] or (match["short"] and is_owned(name)):
            if looks_given(value):
                yield _span(match, "PASSWORD")
        elif not match["short"] and is_generated(value):
            yield _span(match, "API_KEY")


def _span(match: re.Match[str], entity: str) -> Span:
    return Span(*match.span("value"), entity, 0.75, "lined_up.secret", "ScrublineAssignmentRecognizer")


DETECTORS: Final = (
    Detector(
        "lined_up.secret",
        "PASSWORD",
        (rf"(?i)(?:{GATE_NAMES}|passcode|pass|pw|pswd)(?:_?[0-9]{{1,2}})?[\"'`]?:?(?:[ ]{{2}}|[ ]?\t)",),
        _find,
        also=("API_KEY",),
        near=_NEAR,
    ),
)
