"""What leads directly to a telephone number: "call", "try", the two ends of a call, the small words of a sentence.

Behind these, digits of any grouping are a number; the words of `redaction.recognizers.phone.words` may stand further
away.
"""

from __future__ import annotations

import re
from typing import Final

from redaction.recognizers.phone.languages import DIRECT, INDONESIAN

__all__ = [
    "ADDRESSED",
    "CALLED",
    "CALLED_NUMBER",
    "CALLER",
    "DIALLED_GATE",
    "HAN_GATE",
    "LED_TO",
    "UNSURE",
    "is_counting",
    "is_dialled_abroad",
]

ADDRESSED: Final = re.compile(
    r"(?:^|[^0-9A-Za-z])(?:to|from|recipients?|destination|dest|receiver|sender|number)[\\\"'`]{0,3}[ ]?[:=(]"
    r"[ ]?[\[\\\"'`]{0,4}\Z",
    re.IGNORECASE,
)
CALLER: Final = re.compile(r"(?:^|[^0-9A-Za-z])(?:caller|callee)[\"']?[=:][ ]?[\"']?\Z", re.IGNORECASE)
"""The two ends of a call, as a program writes them."""
# "call **620 4789**": directly behind, digits of any grouping are a number.
CALLED: Final = re.compile(
    r"(?:^|[^0-9A-Za-z])(?:(?:call|ring|dial|reach|phone)(?:[ ](?:me|us|him|her|them|back))?(?:[ ](?:on|at|under))?"
    r"|(?:call|ring|phone|text|contact)[ ](?:(?:the|my|our|his|her|their|your)[ ])?[A-Za-z]{2,15}[ ](?:on|at|via|under)"
    r"|(?:contact|reach|call|text)[ ](?:me|us|him|her|them|[A-Z][a-z]{1,15})[ ](?:on|at|via|under)"
    r"|(?:contact(?:ed)?|reach(?:ed|able)?)[ ](?:via|at|under)"
    r"|(?:me|us|him|her|them|a[ ](?:ring|call|buzz|shout|bell|line|text)|in[ ]touch)[ ](?:on|at|via)"
    r"|(?:call|ring|phone|text)[ ][^\n.;:0-9]{1,40}[ ]back[ ](?:on|at|under)"
    r"|(?:work|direct|privat|dienstlich|kom)[:.]|wa\.me/"
    r"|(?:text|send|sms)[ ][\"']?(?-i:[A-Z0-9]{2,12})[\"']?[ ]to"
    r"|text(?:ed)?|(?:call|text)(?:ing|ed)|try|tried|rang|sent[ ]to"
    r"|call[ \-]?back(?:[ ](?:number|no\.?))?|caller|callee|pager)"
    r"(?:[ :*_`\"'(]{1,4}|(?<=/))\Z",
    re.IGNORECASE,
)
# With whose it is: behind `call reference number` stands the number of a call.
CALLED_NUMBER: Final = re.compile(
    r"(?:^|[^0-9A-Za-z])(?:call|dial|ring|reach)[ ](?:the|this|my|our|his|her|its|their|your)"
    r"(?:[ ](?!(?:about|with|for|from|regarding|re|of|on|to|and|or|if|when|as|by)[ ])[a-z][a-z'\-]{1,15}){0,3}"
    r"[ ]number(?:[ ](?:is|on|at))?[ ]?[ :=][ ]?[+(\"'`*]{0,3}\Z",
    re.IGNORECASE,
)
"""What is called, whatever the number is named: `call our reservation number:`."""
UNSURE: Final = re.compile(
    r"(?:^|[^0-9A-Za-z])(?:text(?:ed|ing)?|call(?:ed|ing|[ \-]?back)|try|tried|rang|sent[ ]to|ring"
    r"|(?:me|us|him|her|them)[ ](?:on|at|via))"
    r"[ :*_`\"'(]{1,4}\Z",
    re.IGNORECASE,
)
"""Those of the same behind which counts stand as well."""
_DIRECT: Final = "|".join(sorted((word.replace(" ", "[ ]") for word in DIRECT), key=len, reverse=True))
_DIALLED_ABROAD: Final = re.compile(
    rf"(?:(?<![^\W_])(?:{_DIRECT}|(?P<indonesian>{'|'.join(INDONESIAN)}))[ .:]{{1,3}}"
    r"|(?:[\u6253\u62e8\u64a5][\u7ed9\u7d66\u5230\u4e86]?|\u624b\u63d0)[ :\uff1a]{0,2})[+(]{0,2}\Z",
    re.IGNORECASE,
)
"""The same in other languages, where digits stand directly behind it."""
DIALLED_GATE: Final = (
    r"(?:\xe6\x89\x93|\xe6\x8b\xa8|\xe6\x92\xa5|\xe6\x89\x8b\xe6\x8f\x90)[^\x000-9A-Za-z]{0,12}[0-9]"
)
HAN_GATE: Final = r"[\xe4-\xe9][\x80-\xbf][\x80-\xbf](?:[ :]|\xef\xbc\x9a){0,2}1[3-9][0-9]{9}"
"""A Chinese mobile number behind Chinese words."""
_STARTS: Final = frozenset("068")
"""Of Indonesia: its trunk prefix, its calling code, and what its mobile numbers begin with."""
_FAR: Final = 16
_TIMES: Final = re.compile(
    r"[ ]?(?:[\u6b21\u4e2a\u500b\u5143\u5757\u584a\u4e07\u842c\u4efd\u6298\u56de\u4ef6\u5206%]"
    r"|keer|gang|fois|volte|veces)"
)
"""Times, pieces, amounts."""
LED_TO: Final = re.compile(
    r"(?:^|[ ,(])(?:on|at|under|from|with|and|or|unter|von|und|oder|au|ou|et|al|o|op|van|på|fra|från|eller|och|og|na"
    r"|od|lub)[ ](?:the[ ]|der[ ]|le[ ]|el[ ])?\Z",
    re.IGNORECASE,
)
"""The small words of a sentence that lead to what something is done with."""


def is_dialled_abroad(text: str, start: int, end: int) -> bool:
    """Whether a word of another language for calling stands directly before `text[start:end]`, and no amount there.

    Args:
        text: The field.
        start: First digit, code point.
        end: One past the last digit.
    """
    word = _DIALLED_ABROAD.search(text, max(0, start - _FAR), start)
    if word is None or is_counting(text, end) or text.endswith("000", start, end):
        return False
    return word["indonesian"] is None or text[start] in _STARTS


def is_counting(text: str, end: int) -> bool:
    """Whether what stands behind digits that end at `end` says how often something was done, or how much of it."""
    return _TIMES.match(text, end) is not None
