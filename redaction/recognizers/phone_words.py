"""Words beside digits that say: this is a telephone number."""

from __future__ import annotations

import re
from typing import Final

from redaction.recognizers.context import Context, gate

__all__ = ["BEHIND", "GATES", "LABELLED", "SHORT", "SHORT_GATE", "STRONG", "WEAK"]

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
    rf"[ ,()/\-]{{0,3}}(?:{'|'.join(_AFTER)}"
    rf"|is (?:my|his|her|our|their|the) (?:new |work |home |direct )?(?:{'|'.join(_SAID_AFTER)}))(?![0-9A-Za-z])",
    re.IGNORECASE | re.ASCII,
)
# The letters of a signature, at the start of a line or behind a bar: "T: 030 901820 | F: 030 901821".
_LABEL: Final = r"[\x00\n|][ ]{0,3}[TMPF][:.][ ]{0,2}[+(]{0,2}[0-9]"
LABELLED: Final = re.compile(r"(?:^|[\n|])[ ]{0,3}[TMPF][:.][ ]{0,2}[+(]{0,2}\Z")
# Five or six digits are a number only directly behind the word.
SHORT: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:phone|telephone|tel|telefon|tel[eé]fono|t[eé]l[eé]phone|telefone|telefoon|fax|rufnummer|num[eé]ro)"
    r"(?:[ ](?:number|no|nr))?(?:[ ](?:is|es|ist|est|è|é))?(?:[ ]|[.:#=]{1,2}[ ]{0,2})"
    r"(?P<number>[0-9]{2,3}(?:[ .\-][0-9]{2,3}){1,2}|(?<=[:.#=])[0-9]{5,6}|(?<=[:.#=][ ])[0-9]{5,6})"
    r"(?![0-9A-Za-z_]|[ .,:/\-][0-9])",
    re.IGNORECASE,
)
SHORT_GATE: Final = (
    r"(?i:phone|tel|telefon|fono|phone|telefone|telefoon|fax|rufnummer|num(?:e|\xc3[\xa9\x89])ro)"
    r"[^\x000-9]{1,14}[0-9]{2}"
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
