"""What leads directly to a telephone number: "call", "try", the two ends of a call, the small words of a sentence.

Behind these, digits of any grouping are a number; the words of `redaction.recognizers.phone.words` may stand further
away.
"""

from __future__ import annotations

import re
from typing import Final

from redaction.recognizers.phone.languages import DIRECT

__all__ = ["ADDRESSED", "CALLED", "CALLER", "DIALLED_ABROAD", "DIALLED_GATE", "HAN_GATE", "LED_TO", "UNSURE"]

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
UNSURE: Final = re.compile(
    r"(?:^|[^0-9A-Za-z])(?:text(?:ed|ing)?|call(?:ed|ing|[ \-]?back)|try|tried|rang|sent[ ]to|ring"
    r"|(?:me|us|him|her|them)[ ](?:on|at|via))"
    r"[ :*_`\"'(]{1,4}\Z",
    re.IGNORECASE,
)
"""Those of the same behind which counts stand as well."""
_DIRECT: Final = "|".join(sorted((word.replace(" ", "[ ]") for word in DIRECT), key=len, reverse=True))
DIALLED_ABROAD: Final = re.compile(
    rf"(?:(?<![^\W_])(?:{_DIRECT})[ .:]{{1,3}}"
    r"|(?:[\u6253\u62e8\u64a5][\u7ed9\u7d66\u5230\u4e86]?|\u624b\u63d0)[ :\uff1a]{0,2})[+(]{0,2}\Z",
    re.IGNORECASE,
)
"""The same in other languages, where digits stand directly behind it."""
DIALLED_GATE: Final = (
    r"(?:\xe6\x89\x93|\xe6\x8b\xa8|\xe6\x92\xa5|\xe6\x89\x8b\xe6\x8f\x90)[^\x000-9A-Za-z]{0,12}[0-9]"
)
HAN_GATE: Final = r"[\xe4-\xe9][\x80-\xbf][\x80-\xbf](?:[ :]|\xef\xbc\x9a){0,2}1[3-9][0-9]{9}"
"""A Chinese mobile number behind Chinese words."""
LED_TO: Final = re.compile(
    r"(?:^|[ ,(])(?:on|at|under|from|with|and|or|unter|von|und|oder|au|ou|et|al|o|op|van|på|fra|från|eller|och|og|na"
    r"|od|lub)[ ](?:the[ ]|der[ ]|le[ ]|el[ ])?\Z",
    re.IGNORECASE,
)
"""The small words of a sentence that lead to what something is done with."""
