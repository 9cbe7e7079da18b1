"""Names in programs with a word for telephones in them: `mobileNo` names a number, `cell_id` something else."""

from __future__ import annotations

import re
from typing import Final

from redaction.recognizers.context import Context, key_words
from redaction.recognizers.phone.more_languages import NUMBER_PIECES
from redaction.recognizers.phone.words import COUNTING, JOINED_PIECES, STRONG

__all__ = ["NAMES", "NAME_GATES", "OF_CALLERS", "is_name", "is_named", "is_of_thing", "says_phone"]

NAMES: Final = frozenset({
    *("phone", "phone number", "phone no", "telephone", "telephone number", "telephone no", "tel", "tel no"),
    *("telefon", "telefono", "mobile", "mobile number", "mobile no", "mob no", "mob number", "cell number"),
    *("cell no", "cellphone", "contact number", "contact no", "fax", "fax number", "fax no", "msisdn", "whatsapp"),
    *("from number", "to number", "callback number", "caller number"),
    *("called number", "calling number", "dialed number", "dialled number", "destination number"),
    *("recipient number", "sender number", "landline"),
})  # fmt: skip
"""What names a telephone number, as the last words of a name."""
_IN_TEXTS: Final = Context(*NAMES, before=32)
_CAMEL: Final = re.compile(r"[a-z]{2}(?:Phone|Telephone|Mobile|Msisdn|Fax)(?![a-z])")
"""A name in a program whose last words are told apart by their capitals: `setPhone`, `findByPhoneAndTenant`."""
_FAR_CAMEL: Final = 24
NAME_GATES: Final = (*_IN_TEXTS.gates, r"[a-z]{2}(?:Phone|Telephone|Mobile|Msisdn|Fax)[^a-z]")
_SAID: Final = frozenset({
    *("id", "ids", "length", "size", "depth", "timeout", "latency", "duration", "build", "offset", "index", "seq"),
})  # fmt: skip
"""Those of `COUNTING` that say so in a sentence, too."""
_UNITS: Final = frozenset({"ns", "us", "ms", "s", "sec", "secs", "seconds"})
OF_CALLERS: Final = frozenset({"caller", "callee", "whatsapp", "wa", "viber", "imessage"})
"""Whose id is a number."""
_JOINED_KEY: Final = re.compile(
    "|".join(sorted(set(JOINED_PIECES) - {"號碼", "למספר", *NUMBER_PIECES}, key=len, reverse=True))
)
"""What says telephone in a key without blanks, and not only number."""
_JOINED_COUNT: Final = re.compile(
    r"(?:型号|型號|品牌|版本|系统|数量?|數量?|次数?|次數|时长|時長|类型|類型|状态|狀態|機種|件数|回数|時間|시간|횟수|모델|기종|(?i:_?id))\Z"
)
"""The end of one that counts calls or says which model a telephone is."""
_FAR_NAME: Final = 64
_SIGNS: Final = frozenset("=:")
_FAR_SIGN: Final = 4
_NAME: Final = re.compile(
    r"(?<![\w.\-])(?P<name>[A-Za-z][\w.\-]{1,47})[\\\"']{0,2}[ ]?[:=][ ]?[\\\"']{0,2}\Z", re.ASCII
)


def says_phone(key: str) -> bool:
    """Whether the words of a key say telephone number."""
    if not key:
        return False
    if not key.isascii() and _JOINED_KEY.search(key) is not None:
        return _JOINED_COUNT.search(key) is None
    return STRONG.in_key(key) and key_words(key).split()[-1] not in COUNTING


def is_name(name: str) -> bool:
    """Whether the words of a name in a program say telephone number."""
    return _IN_TEXTS.in_key(name)


def is_named(text: str, start: int) -> bool:
    """Whether the name of a number in a program leads to `text[start:]`."""
    return _IN_TEXTS.named(text, start) or (
        _CAMEL.search(text, max(0, start - _FAR_CAMEL), start) is not None
    )


def is_of_thing(text: str, start: int, words: list[str]) -> bool:
    """Whether bare digits are a count, a time or an id, by the name or the word directly before them.

    Args:
        text: The field.
        start: First digit, code point.
        words: The words before it, in lower case.
    """
    if words and words[-1] in _SAID:
        return OF_CALLERS.isdisjoint(words[-2:-1])
    if _SIGNS.isdisjoint(text[max(0, start - _FAR_SIGN) : start]):
        return False
    name = _NAME.search(text, max(0, start - _FAR_NAME), start)
    if name is None:
        return False
    parts = key_words(name["name"]).split()
    while len(parts) > 1 and parts[-1] in _UNITS:
        del parts[-1]
    return len(parts) > 1 and parts[-1] in COUNTING
