"""Telephone numbers that answer a question of the line before: `Agent: Which phone number is it?`, `User: 912606042`.

As transcripts of calls and chats have them in one text. Between the messages of a record `redaction.walk.questions`
reads the same.
"""

from __future__ import annotations

import re
from typing import Final

from redaction.recognizers.phone.beside import EPOCH, says_otherwise
from redaction.recognizers.phone.things import names_any
from redaction.recognizers.phone.words import SPOKEN

__all__ = ["is_answer"]

_FEWEST, _MOST = 7, 13
_FAR_SPEAKER: Final = 48
_FAR_QUESTION: Final = 140
_SPEAKER: Final = r"(?:(?P<who>[^\W\d_][\w .'\-]{0,24})[:>][ ]{1,2})?"
# Who answers, and what little an answer says beside the number.
_BEGINS: Final = re.compile(
    rf"\n[ \t]*{_SPEAKER}"
    r"(?:(?:(?:it|that)(?:['\u2019]s|[ ]is)|yes|yeah|sure|ok|okay|my number is|mine is)[,:.]?[ ]){0,2}[+(]{0,2}\Z",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(r"[.,!]?[ \t]*(?:please|thanks|thank you)?[.!]?[ \t]*(?:\r?\n|\Z)", re.IGNORECASE)
_ASKED: Final = re.compile(rf"(?:^|[\n.!?])[ \t]*{_SPEAKER}(?P<question>[^\n.!?]*)[?:]?[ \t]*\r?\Z")
_ASKING: Final = frozenset("?:")
_COUNTED: Final = re.compile(r"\bhow (?:many|much|long|often)\b", re.IGNORECASE)


def is_answer(text: str, start: int, end: int) -> bool:
    """Whether the digits `text[start:end]` are all that a line says, and the line before asks for a telephone number.

    Args:
        text: The field.
        start: First digit, code point.
        end: One past the last digit.
    """
    begins = _BEGINS.search(text, max(0, start - _FAR_SPEAKER), start)
    if begins is None or _ENDS.match(text, end) is None:
        return False
    if begins["who"] and says_otherwise(begins["who"].lower().split()):
        return False
    if not _FEWEST <= sum(map(str.isdigit, text[start:end])) <= _MOST or EPOCH.fullmatch(text, start, end):
        return False
    above = text[max(0, begins.start() - _FAR_QUESTION) : begins.start()].rstrip()
    if above[-1:] not in _ASKING:
        return False
    asked = _ASKED.search(above)
    if asked is None or _COUNTED.search(asked["question"]) is not None:
        return False
    return _is_asked_for(SPOKEN.before(asked["question"], len(asked["question"])))


def _is_asked_for(words: list[str]) -> bool:
    """Whether a question names a telephone before it names another thing, and no model or bill of one."""
    for at in range(len(words)):
        if SPOKEN.among(words[: at + 1]):
            return not names_any(words[at + 1 : at + 2])
        if names_any(words[at : at + 1]):
            return False
    return False
