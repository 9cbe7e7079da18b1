"""National shapes: groups in which some country writes its telephone numbers, and hardly anything else is written.

The North American groups, a trunk zero before groups, brackets around an area, the two groups of an Indian and the
three of a Chinese mobile number. No word has to stand near. So with the prefix of calls abroad before a country's code.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from redaction.recognizers.phone import plan as phone_plan
from redaction.recognizers.phone.leads import is_counting
from redaction.recognizers.phone.plan import Verdict, international
from redaction.recognizers.phone.runs import (
    BEHIND_TRUNK,
    BRAZILIAN,
    NORTH_AMERICAN,
    STANDING_SIZES,
    TOLL_FREE,
    Candidate,
)

__all__ = ["abroad", "is_toll_free", "national"]

_DIGITS: Final = frozenset("0123456789")
# No two years either: "season 12 2023-2024".
_BRAZILIAN: Final = re.compile(r"[1-9][1-9](?:[ ](?:9[0-9]{4}|(?!20)[2-5][0-9]{3})|-9[0-9]{4})-[0-9]{4}")
_BLANKS: Final = _DIGITS | {" "}
_FAR_CELL: Final = 12
_CHINESE_MOBILE: Final = 11
_FAR_HAN: Final = 6
_HAN_BEFORE: Final = re.compile(
    r"[\u4e00-\u9fff](?<![\u53f7\u865f\u5355\u55ae\u7801\u78bc\u6570\u6578\u91cf\u989d\u984d\u5171\u7ea6\u7d04\u7b2c\u4ef7\u4e3a])"
    r"[ :\uff1a]{0,2}\Z"
)
"""The last of Chinese words but those for numbers of orders, counts and amounts."""
_MOBILE_BARE: Final = re.compile(
    r"0[13578][0-9]{9}|0[67][0-9]{8}|04[0-9]{8}|09[0-9]{9}|08[1-9][0-9]{9}|01[567][0-9]{8}"
)
# A short area, set off otherwise than the groups behind it: `08-123 45 67`, `02/123 45 67`.
_AREA_SET_OFF: Final = frozenset({(2, 3, 2, 2), (2, 3, 3, 2), (2, 3, 4), (2, 4, 4)})
_SET_OFF: Final = re.compile(r"[0-9]{2}(?:[ ]?[\-/][ ]?[0-9]|[ ](?!(?:19|20)[0-9]{2})[0-9]+-)")
_EXTENSION: Final = re.compile(r"[ ]?x[0-9]{2,6}(?![0-9A-Za-z])")
_TOLL_FREE: Final = re.compile(r"1[389]00(?!000)|18[06]0")
"""Of Australia and India, whose first group is the prefix."""
_RUSSIAN: Final = (1, 3, 3, 4)
"""Behind the trunk prefix 8; mobile numbers begin with 9."""
_RUSSIAN_TRUNK: Final = "8"
_TRUNK_PREFIX: Final = "1"
_AMERICAN_PREFIX: Final = "011"
_FEWEST_ABROAD: Final = 12
"""Digits behind the American prefix and with it; an area's number that begins so has fewer."""


def abroad(number: Candidate, is_said: Callable[[], bool]) -> Verdict | None:
    """The verdict on what begins with the prefix of calls abroad: 00, in North America 011.

    Args:
        number: The digits; the first is 0.
        is_said: Whether a word or the sentence says telephone. It must where they stand in one piece and could be a
            padded id.
    """
    digits, sizes = number.digits, number.sizes
    if digits.startswith("00") and len(digits) > 10:
        if len(sizes) == 1 and digits[2] not in "3456789" and not is_said():
            return None
        verdict = international(digits[2:], "phone.00")
        return verdict if verdict is not None and (len(sizes) > 1 or verdict[2]) else None
    if digits.startswith(_AMERICAN_PREFIX) and len(digits) >= _FEWEST_ABROAD:
        if sizes[0] != len(_AMERICAN_PREFIX) and not is_said():
            return None
        verdict = international(digits.removeprefix(_AMERICAN_PREFIX), "phone.011")
        return verdict if verdict is not None and verdict[2] else None
    return None


def is_toll_free(digits: str) -> bool:
    """Whether digits in one piece begin with a prefix of free calls; they could be seconds since 1970, too."""
    return digits.startswith("1800")


def national(text: str, number: Candidate) -> Verdict | None:
    """Rule, score and False, as no plan confirmed it, for digits in the groups of a national number; else None.

    Args:
        text: The field.
        number: The digits.
    """
    if not _grouped_like_a_number(text, number):
        return None
    digits = number.digits
    if number.sizes in NORTH_AMERICAN and digits[0] != "0":
        exchange_valid = digits[-7] not in "01"
        if exchange_valid or number.bracket or "-" in number.written or "." in number.written:
            return "phone.north_american", 0.75 if exchange_valid else 0.6, False
        return None
    return "phone.national", 0.7, False


def _grouped_like_a_number(text: str, number: Candidate) -> bool:
    digits, sizes = number.digits, number.sizes
    if digits[0] == "0" and digits[1] != "0":
        return _behind_trunk_zero(text, number)
    if sizes in STANDING_SIZES and not number.bracket and _is_in_columns(text, number):
        return False
    if (sizes == _RUSSIAN and digits.startswith("89")) or sizes == BEHIND_TRUNK:
        return digits[0] == _RUSSIAN_TRUNK and digits[1] in "34589"
    if sizes in NORTH_AMERICAN and digits[0] != "0":
        return _north_american(text, number)
    if "/" in number.written and "/" in (
        text[number.start - 1 : number.start],
        text[number.end : number.end + 1],
    ):
        return False  # a path
    if len(sizes) == 1:
        return _is_behind_han(text, number)
    if sizes == (5, 5):
        return digits[0] in "6789"
    if sizes in TOLL_FREE:
        return _TOLL_FREE.match(digits) is not None
    if sizes == (3, 4, 4) and not number.bracket:
        return digits[0] == "1" and digits[1] in "3456789"
    if sizes in BRAZILIAN and not number.bracket:
        return _BRAZILIAN.fullmatch(number.written) is not None
    if not number.bracket:
        return False
    return (8 <= len(digits) <= 11 and 2 <= sizes[0] <= 4 and 2 <= len(sizes) <= 4) or _behind_calling_code(
        number
    )


def _is_behind_han(text: str, number: Candidate) -> bool:
    """Whether a Chinese mobile number stands directly behind Chinese words, which do not count or number."""
    if len(number.digits) != _CHINESE_MOBILE or number.digits[0] != "1" or number.digits[1] in "012":
        return False
    before = _HAN_BEFORE.search(text, max(0, number.start - _FAR_HAN), number.start)
    return before is not None and not is_counting(text, number.end)


def _is_in_columns(text: str, number: Candidate) -> bool:
    """Whether groups with nothing but blanks between them are rather some of the numbers of a row."""
    if not _BLANKS.issuperset(number.written):
        return False
    if "  " in number.written:
        return True
    before = text[max(0, number.start - _FAR_CELL) : number.start]
    behind = text[number.end : number.end + _FAR_CELL]
    left, right = before.rstrip(" \t"), behind.lstrip(" \t")
    beside = left[-1:].isdigit(), right[:1].isdigit()
    return (
        all(beside)
        or (beside[0] and len(before) - len(left) == 1)
        or (beside[1] and len(behind) - len(right) == 1)
    )


def _north_american(text: str, number: Candidate) -> bool:
    """Whether there is such an area, or the groups are joined by hyphens behind a 1, or an extension follows."""
    digits = number.digits
    if len(digits) > 10 and digits[0] != _TRUNK_PREFIX:
        return False
    return (
        digits[-10] in "23456789"
        or (len(digits) > 10 and number.written.count("-") == 3)
        or ("-" in number.written and _EXTENSION.match(text, number.end) is not None)
    )


def _behind_trunk_zero(text: str, number: Candidate) -> bool:
    digits, sizes = number.digits, number.sizes
    if len(sizes) == 1:
        return _MOBILE_BARE.fullmatch(digits) is not None
    if sizes == (6, 5):  # India
        return digits[1] in "6789"
    if sizes == BEHIND_TRUNK:
        return not _is_in_columns(text, number)
    plain = (
        number.bracket
        or sizes[0] >= 3
        or len(set(number.written) - _DIGITS) == 1
        or (sizes in _AREA_SET_OFF and _SET_OFF.match(number.written) is not None)
    )
    most = 13 if len(sizes) == 2 and "/" in number.written else 12
    return 9 <= len(digits) <= most and 2 <= sizes[0] <= 5 and min(sizes) >= 2 and plain


def _behind_calling_code(number: Candidate) -> bool:
    """Whether a calling code stands in brackets and its country has such a number: `(351) 925 807 302`."""
    code = number.digits[: number.sizes[0]]
    parts = phone_plan.split_country_code(number.digits)
    return parts is not None and str(parts[0]) == code and phone_plan.valid(*parts)
