"""Telephone numbers in a script that one or a few countries write: behind a word in Georgian stands one of Georgia.

Nothing has to say telephone. The digits are a number of such a country's plan, in groups or behind its trunk prefix or
as long as no order's number is, they end what is said, and no word directly before names an order, an amount or a year.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from redaction.recognizers.phone import plan as phone_plan
from redaction.recognizers.phone.beside import EPOCH
from redaction.recognizers.phone.runs import OF_OTHERS, Candidate, in_thousands
from redaction.recognizers.phone.things import names_a_thing
from redaction.recognizers.phone.words import closes

__all__ = ["GATE", "is_of_script"]

_INDIA: Final = (91,)
_ARABIC: Final = (
    *(20, 966, 971, 962, 961, 963, 964, 965, 968, 970, 973, 974, 967, 249, 218, 216, 213, 212),
    *(98, 93, 92),
)  # fmt: skip
_SCRIPTS: Final = (
    (0x370, 0x3FF, (30, 357)),
    (0x400, 0x52F, (7, 380, 375, 359, 381, 389, 387, 382, 996, 992, 976, 373)),
    (0x530, 0x58F, (374,)),
    (0x590, 0x5FF, (972, 970)),
    (0x600, 0x6FF, _ARABIC),
    (0x900, 0x97F, (91, 977)),
    (0x980, 0x9FF, (880, 91)),
    (0xA00, 0xB7F, _INDIA),
    (0xB80, 0xBFF, (91, 94, 65, 60)),
    (0xC00, 0xD7F, _INDIA),
    (0xD80, 0xDFF, (94,)),
    (0xE00, 0xE7F, (66,)),
    (0xE80, 0xEFF, (856,)),
    (0x1000, 0x109F, (95,)),
    (0x10A0, 0x10FF, (995,)),
    (0x1200, 0x137F, (251, 291)),
    (0x1780, 0x17FF, (855,)),
    (0x1F00, 0x1FFF, (30, 357)),
    (0x3041, 0x30FF, (81,)),
    (0x4E00, 0x9FFF, (86, 886, 852, 853, 81, 65, 60)),
    (0xAC00, 0xD7A3, (82,)),
)  # fmt: skip
"""First and last code point of a script, and the calling codes of the countries that write it."""
_FIRSTS: Final = [first for first, _, _ in _SCRIPTS]
_FAR: Final = 8
_BETWEEN: Final = r"\s(+:\"'\-\u2013\u2014\uff1a"
_WORD_BEFORE: Final = re.compile(rf"(?P<last>[^\s0-9A-Za-z,.;!?{_BETWEEN}])[{_BETWEEN}]{{0,6}}\Z")
"""The last letter of a word and what may stand between it and digits; a comma or a dot ends what it says."""
GATE: Final = (
    r"(?:[\xcd-\xdb][\x80-\xbf]|[\xe0\xe1\xe3-\xed][\x80-\xbf][\x80-\xbf])[^\x000-9A-Za-z]{0,18}"
    r"[0-9](?:[ ().\-/]{0,3}[0-9]){6}"
)
"""Matches wherever `is_of_script` says yes."""
_FEWEST, _MOST = 7, 13
_YEARS: Final = ("19", "20")
_BARE: Final = {
    7: re.compile(r"[78]?9[0-9]{9}|8[348][0-9]{9}"),
    20: re.compile(r"1[0125][0-9]{8}"),
    30: re.compile(r"(?:2[1-8]|69)[0-9]{8}"),
    86: re.compile(r"1[3-9][0-9]{9}"),
    91: re.compile(r"[6-9][0-9]{9}"),
    92: re.compile(r"3[0-4][0-9]{8}"),
    98: re.compile(r"9[0-9]{9}"),
    880: re.compile(r"1[3-9][0-9]{8}"),
    995: re.compile(r"5[0-9]{8}"),
}
"""What in one piece, without a trunk prefix, is more often somebody's number than anything else, by calling code."""
_FEWEST_CODED: Final = 11
"""Digits in one piece with a calling code."""
_FEWEST_GROUPED: Final = 8
_WITHOUT_TRUNK: Final = frozenset({7, 976, 30, 357, 995, 374, 91, 977, 880, 86, 852, 853, 65, 66, 972})
"""Calling codes of countries whose numbers stand in groups without a trunk prefix; elsewhere amounts and series do."""


def is_of_script(text: str, number: Candidate) -> bool:
    """Whether digits behind a word are a telephone number of a country that writes in its script.

    Args:
        text: The field.
        number: All the digits that stand together there.
    """
    if text.isascii() or not _FEWEST <= len(number.digits) <= _MOST:
        return False
    sizes, start = number.sizes, number.start
    if sizes == (4, 4) and ("-" in number.written or number.digits.startswith(_YEARS)):
        return False  # from one year or page to another
    if sizes in OF_OTHERS or sizes.count(1) > 1 or (in_thousands(sizes) and number.digits[0] != "0"):
        return False
    word = _WORD_BEFORE.search(text, max(0, start - _FAR), start)
    if word is None or not closes(text, number.end):
        return False
    codes = _codes_of(word["last"])
    return any(_has(code, number) for code in codes) and not names_a_thing(text, start)


def _codes_of(char: str) -> tuple[int, ...]:
    at = bisect_right(_FIRSTS, ord(char)) - 1
    return _SCRIPTS[at][2] if at >= 0 and ord(char) <= _SCRIPTS[at][1] else ()


def _has(code: int, number: Candidate) -> bool:
    """Whether a country has such a number and it is written as its numbers are."""
    digits, sizes = number.digits, number.sizes
    coded = digits.startswith(str(code)) and phone_plan.valid(code, digits[len(str(code)) :])
    if digits[0] == "0":
        return digits[1] != "0" and phone_plan.valid(code, digits)
    if len(sizes) == 1:
        bare = _BARE.get(code)
        if EPOCH.fullmatch(digits) is not None:
            return False
        return (coded and len(digits) >= _FEWEST_CODED) or (
            bare is not None and bare.fullmatch(digits) is not None
        )
    if len(digits) < _FEWEST_GROUPED:
        return False
    return coded or (code in _WITHOUT_TRUNK and phone_plan.valid(code, digits))
