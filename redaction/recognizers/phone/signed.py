"""The end of a letter: a number behind the letter that stands for telephone, mobile or fax, or below the greeting.

On paper that a machine has read the words for them have digits in them: `Te1.`, `M0bile`.
"""

from __future__ import annotations

import re
from typing import Final

from redaction.recognizers.phone.beside import EPOCH, LINE_ENDS, is_near_mail
from redaction.recognizers.phone.plan import LONGEST, SHORTEST
from redaction.recognizers.phone.words import SIGNED_OFF

__all__ = ["MISREAD_GATE", "is_line_of_letter", "is_misread", "is_signed", "is_signed_off"]

_FAR_LETTER: Final = 12
_FAR_LINE: Final = 100
# The letters of a signature anywhere in a line, where what stands behind them is written like a number.
_SIGNED: Final = re.compile(
    r"(?:^|[\n|,;/\u2022\u00b7]|[ ]{2})[ ]{0,3}"
    r"(?:[TMPFtmpf][:.][ ]{0,2}|[TMPF][ ]{1,2}"
    r"|(?:[Oo]ffice|[Hh]ome|[Ww]ork|[Dd]esk)(?:[:.][ ]{0,2}|[ ]{1,2}))[+(]{0,2}\Z"
)
_LETTER: Final = r"[ ]{0,3}[TMPF][.:]?[ ]{1,2}"
# The same where nothing else is in their line.
_LETTER_LINE: Final = re.compile(rf"(?:^|\n){_LETTER}\Z")
# Such a line with a number that has no dots.
_NUMBER_LINE: Final = rf"{_LETTER}(?:\+[0-9]|\(?0)[0-9 ()/\-]{{6,24}}[ \t]*\r?"
_LINE_ABOVE: Final = re.compile(rf"(?:^|\n){_NUMBER_LINE}\Z")
_LINE_BELOW: Final = re.compile(rf"[ \t]*\r?\n{_NUMBER_LINE}(?:\n|\Z)")

_DAY: Final = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])")
# A line of two or three capitalised words, and nothing before the number in the next.
_NAME_ABOVE: Final = re.compile(
    r"\n[ \t]*[^\W\d_]+(?:[ .'\u2019\-]{1,2}[^\W\d_]+){1,3}[ \t]*\r?\n[ \t]*[+(]?\Z"
)

_MISREAD: Final = "T(?:e[1I|!]|E[1|!])(?:efon|ephone)?|Ph0ne|M(?:0bi[1l]e|obi1e|0bil|obi1)|Fa[X%]"
MISREAD_GATE: Final = rf"[^A-Za-z](?:{_MISREAD})[.: ]"
_BEHIND_MISREAD: Final = re.compile(
    rf"(?<![^\W_])(?:{_MISREAD})(?:[ ]?(?:No|Nr)\b)?[ ]?[.:]{{1,2}}[ ]{{0,2}}[+(]{{0,2}}\Z"
)
_IN_RUN: Final = re.compile(r"(?<![^\W_])T[eE]1[.][ ]")
"""The same where its last character is the first digit of a run."""


def is_misread(text: str, start: int) -> bool:
    """Whether a label for a telephone number, read wrongly from paper, leads to the run of digits at `text[start:]`."""
    if _BEHIND_MISREAD.search(text, max(0, start - 2 * _FAR_LETTER), start) is not None:
        return True
    return start > 1 and text[start] == "1" and _IN_RUN.match(text, start - 2) is not None


def is_signed(text: str, start: int, end: int, groups: int) -> bool:
    """Whether the letter of a signature stands before digits that are written like a number.

    Args:
        text: The field.
        start: First digit, code point.
        end: One past the last digit.
        groups: How many groups of digits stand there.
    """
    if "." in text[start:end]:
        return _is_signed_dotted(text, start, end)
    if groups == 1 and text[start] != "0" and not _may_be_signed(text, start, end):
        return False
    return _SIGNED.search(text, max(0, start - _FAR_LETTER), start) is not None


def _is_signed_dotted(text: str, start: int, end: int) -> bool:
    """Whether groups by dots fill a line behind a signature's letter; most such are a measure and its decimals.

    What stands close by must be of a letter's end, too: an e-mail address, a greeting, another number behind a letter.
    """
    letter = _LETTER_LINE.search(text, max(0, start - _FAR_LETTER), start)
    if letter is None or LINE_ENDS.match(text, end) is None:
        return False
    if not SHORTEST <= sum(map(str.isdigit, text[start:end])) <= LONGEST + 1:
        return False
    above = max(0, letter.start() - _FAR_LINE)
    return (
        is_near_mail(text, start, end)
        or SIGNED_OFF.among(SIGNED_OFF.before(text, start))
        or _LINE_ABOVE.search(text, above, letter.start()) is not None
        or _LINE_BELOW.match(text, end) is not None
    )


def _may_be_signed(text: str, start: int, end: int) -> bool:
    """Whether digits in one group are as many as a number has, no seconds since 1970, and a mail address is near."""
    return (
        SHORTEST <= end - start <= LONGEST
        and is_near_mail(text, start, end)
        and EPOCH.fullmatch(text, start, end) is None
    )


def is_signed_off(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` ends a line below what ends a letter: "Regards, Ann, 01632 960 018"."""
    return LINE_ENDS.match(text, end) is not None and SIGNED_OFF.among(SIGNED_OFF.before(text, start))


def is_line_of_letter(text: str, start: int, digits: str) -> bool:
    """Whether nothing stands before digits in their line, below that of who signs, and they are no day and no moment.

    Args:
        text: The field.
        start: First digit, code point.
        digits: The bare digits.
    """
    if not SHORTEST <= len(digits) <= LONGEST or EPOCH.fullmatch(digits) or _DAY.match(digits):
        return False
    return _NAME_ABOVE.search(text, max(0, start - _FAR_LINE), start) is not None
