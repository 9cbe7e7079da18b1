"""Words beside digits that say: this is a telephone number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.context import Context, gate

__all__ = ["BEHIND", "CALLED", "GATES", "LABELLED", "SHORT_GATE", "STRONG", "WEAK", "short_numbers"]

STRONG: Final = Context(
    *("phone", "phones", "telephone", "tel", "mobile", "cell", "cellphone", "fax", "whatsapp"),
    *("sms", "dial", "hotline", "phone number", "mobile number", "contact number", "call me"),
    *("call us", "call him", "call her", "call them", "call on", "call at", "me at", "reach me"),
    *("reach us", "reach him", "reach her", "text me", "ring me", "answering at", "messages to"),
    *("msisdn", "voicemail", "handy", "telefon", "telefono", "teléfono", "móvil", "movil"),
    *("portable", "téléphone", "celular", "telefone", "telefoon", "mobil", "gsm", "rufnummer"),
    *("numéro", "cellulare", "電話", "手机", "puhelin", "telefonnummer", "mobilnummer"),
    *("phonenumber", "phone no", "tel no", "landline", "ph", "mob", "tlf", "tlfn", "fon", "fono"),
    *("mobiel", "komórka", "telefonu", "mobiltelefon", "telefonnr", "puh", "matkapuhelin"),
    *("телефон", "тел", "моб", "電話番号", "携帯", "电话", "전화", "هاتف", "טלפון", "τηλ", "τηλέφωνο"),
    *("điện thoại", "cel", "fone", "handynummer", "mobilní", "phone nr", "phone #"),
    before=32,
)
_AFTER: Final = ("office", "fax", "mobile", "cell", "desk", "home", "phone")
_SAID_AFTER: Final = ("phone", "cell", "mobile", "number", "fax", "contact")
BEHIND: Final = re.compile(
    rf"[ ,()/\-\u2013-\u2015]{{0,3}}(?:{'|'.join(_AFTER)}"
    rf"|is (?:my|his|her|our|their|the) (?:new |work |home |direct )?(?:{'|'.join(_SAID_AFTER)}))(?![0-9A-Za-z])",
    re.IGNORECASE | re.ASCII,
)
# The letters of a signature, at the start of a line or behind a bar: "T: 030 901820 | F: 030 901821".
_LABEL: Final = r"[\x00\n|][ ]{0,3}[TMPF][:.][ ]{0,2}[+(]{0,2}[0-9]"
LABELLED: Final = re.compile(r"(?:^|[\n|])[ ]{0,3}[TMPF][:.][ ]{0,2}[+(]{0,2}\Z")
# "call **620 4789**": directly behind, digits of any grouping are a number.
CALLED: Final = re.compile(
    r"(?:^|[^0-9A-Za-z])(?:call|ring|dial|reach)(?:[ ](?:me|us|him|her|them|back))?(?:[ ](?:on|at|under))?"
    r"[ :*_`\"'(]{1,4}\Z",
    re.IGNORECASE,
)
# Five or six digits are a number only directly behind the word.
_SHORT: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:"
    r"(?:phone|telephone|tel|telefon|tel[eé]fono|t[eé]l[eé]phone|telefone|telefoon|fax|rufnummer|num[eé]ro)"
    r"(?:[ ](?:number|no|nr))?(?:[ ](?:is|es|ist|est|è|é))?(?:[ ]|[.:#=]{1,2}[ ]{0,2})"
    r"(?P<number>[0-9]{2,3}(?:[ .\-][0-9]{2,3}){1,2}|(?<=[:.#=])[0-9]{5,6}|(?<=[:.#=][ ])[0-9]{5,6})"
    r"|(?:tel|telefon|tel[eé]fono|t[eé]l[eé]phone|telefone|telefoon|rufnummer|(?:sms|whatsapp)[ ]to"
    r"|(?:call|ring|reach)(?:[ ](?:me|us|him|her|them))?(?:[ ]back)?(?:[ ](?:on|at|under)|[ ][*_`]{1,3}(?=[0-9])))"
    r"[ ]?(?P<bare>[0-9]{5,6}|[0-9]{2}[ ][0-9]{2}[ ][0-9]{2}|[0-9]{2,3}[ \-][0-9]{3,4})"
    r")(?![0-9A-Za-z_]|[ .,:/\-][0-9])",
    re.IGNORECASE,
)
_SHORT_WORDS: Final = (
    "phone",
    "tel",
    "tél",
    "fax",
    "rufnummer",
    "num",
    "sms",
    "whatsapp",
    "call",
    "ring",
    "reach",
)
"""What a match of `_SHORT` begins with."""
SHORT_GATE: Final = (
    r"(?i:phone|tel|telefon|fono|telefone|telefoon|fax|rufnummer|num(?:e|\xc3[\xa9\x89])ro|call|ring|reach|sms|whatsapp)"
    r"[^\x000-9]{1,20}[0-9]{2}"
)
WEAK: Final = Context(
    *(
        "call",
        "called",
        "calling",
        "text",
        "contact",
        "contacts",
        "reach",
        "number",
        "registered",
        "ring",
        "message",
    ),
    *("messages", "reached", "numero", "número", "nummer", "answering", "at"),
    before=32,  # as far as STRONG reads: a run looks at the words before it once
)
GATES: Final = (gate(*STRONG.telling, *WEAK.telling, *_AFTER, *_SAID_AFTER), _LABEL)
"""One of them matches every text in which something beside digits says that they are a number."""


def short_numbers(text: str, start: int) -> Iterator[re.Match[str]]:
    """Numbers of few digits, directly behind their word.

    From the words on: a search for the whole would try every word at every character.
    """
    lower = text.lower()
    if len(lower) != len(text):
        yield from _SHORT.finditer(text, start)
        return
    places = []
    for word in _SHORT_WORDS:
        at = lower.find(word, start)
        while at >= 0:
            places.append(at)
            at = lower.find(word, at + 1)
    last = 0
    for at in sorted(places):
        match = _SHORT.match(text, at) if at >= last else None
        if match is not None:
            last = match.end()
            yield match
