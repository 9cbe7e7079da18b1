"""Dashed social security and taxpayer numbers: where one begins and ends."""

from __future__ import annotations

import re
from typing import Final

from redaction.recognizers.borders import WORD, Bordered, behind_escape

__all__ = ["DASHED", "GATES", "opens"]

GATES: Final = (
    r"[^0-9A-Za-z][0-9]{3}(?:[ \-.]|\xe2\x80[\x90-\x95])[0-9]{2}(?:[ \-.]|\xe2\x80[\x90-\x95])[0-9]{4}",
    r"%[0-9A-Fa-f]{2}[0-9]{3}-[0-9]{2}-[0-9]{4}",
)
_INDENT: Final = 12


def _stands_in_name(match: re.Match[str]) -> bool:
    """Whether a dashed number is a part of its own in a path or a name: not behind letters or digits."""
    text, begin = match.string, match.start()
    if match["s"] != "-":
        return False
    before = text[begin - 1]
    if before in "./":
        return not text[max(0, begin - 2) : begin - 1].isdigit()
    return before == "_" or behind_escape(text, begin)


DASHED: Final = Bordered(
    r"([0-9][0-9][0-9])(?P<s>[ \-.\u2010-\u2015])([0-9]{2})(?P=s)([0-9]{4})(?![0-9A-Za-z]|[.\-/][0-9])",
    WORD | {".", "/"},
    unless=_stands_in_name,
)


def opens(text: str, begin: int) -> bool:
    """Whether no dash before goes on with digits: one behind a word, of a list or of a difference does not."""
    if not begin or text[begin - 1] != "-" or text[max(0, begin - 2) : begin - 1].isalpha():
        return True
    indent = text[max(0, begin - 1 - _INDENT) : begin - 1].rstrip(" ")
    return indent.endswith("\n") or (not indent and begin - 1 <= _INDENT)
