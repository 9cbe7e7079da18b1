"""The two ends of a call in the line of a switch or a proxy: `sip: INVITE from 2073738837 to 50581537681 via ...`."""

from __future__ import annotations

import re
from typing import Final

from redaction.patterns import DAY
from redaction.recognizers.phone import plan as phone_plan
from redaction.recognizers.phone.beside import EPOCH

__all__ = ["GATE", "is_end_of_call", "is_likely"]

GATE: Final = "[^A-Za-z]INVITE[^A-Za-z]"
"""What says so and is no word of another list: `sip` and `call` are."""
_END: Final = re.compile(r"(?<![^\W_])(?:from|to)[ ]?[\"'<(]{0,2}\Z", re.IGNORECASE)
_FAR_END: Final = 10
_LINE_REACH: Final = 100
# How a call begins and ends (RFC 3261), and what else stands only in such lines.
_METHOD: Final = re.compile(r"(?<![^\W_])(?:INVITE|BYE|CANCEL|REFER)(?![^\W_])")
_OF_CALLS: Final = re.compile(r"(?<![^\W_])(?:sip[:/\]]|SIP/2|[Cc]all[\-_][Ii][Dd](?![^\W_]))")
_FEWEST, _MOST = 7, 13
_FEWEST_LIKELY: Final = 9
_DAY: Final = re.compile(DAY)


def is_end_of_call(text: str, start: int, end: int) -> bool:
    """Whether the line of a call says from whom or to whom with the bare digits `text[start:end]`.

    Where it says both that it is of calls and which step of one, any digits are a number. Where it says one of the
    two, some plan must have them: sizes and times go from one to another, too. Other things than calls are cancelled.

    Args:
        text: The field.
        start: First digit, code point.
        end: One past the last digit.
    """
    if not _FEWEST <= end - start <= _MOST or not text[start:end].isdigit():
        return False
    if _END.search(text, max(0, start - _FAR_END), start) is None:
        return False
    before = text[max(0, start - _LINE_REACH) : start].rpartition("\n")[2]
    behind = text[end : end + _LINE_REACH].partition("\n")[0]
    step = _METHOD.search(before)
    of_calls = _OF_CALLS.search(before) is not None or _OF_CALLS.search(behind) is not None
    if step is not None and of_calls:
        return True
    return (of_calls or (step is not None and step.group() == "INVITE")) and is_likely(text[start:end])


def is_likely(digits: str) -> bool:
    """Whether a plan has bare digits, with their country's code or without, and they are no time and no day."""
    if len(digits) < _FEWEST_LIKELY or EPOCH.fullmatch(digits) or _DAY.match(digits):
        return False
    if digits[0] == "0":
        return digits[1] != "0" and phone_plan.valid_with_trunk(digits)
    parts = phone_plan.split_country_code(digits)
    return (parts is not None and phone_plan.valid(*parts)) or phone_plan.valid(1, digits)
