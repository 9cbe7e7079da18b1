"""Words beside digits that say: this is a telephone number.

Whole words (`call me`), beginnings of words for languages that inflect or join them (`telefonszámom`), and pieces for
scripts that put no blank between words. `redaction.recognizers.phone.shapes` asks here about numbers of seven digits
and more, `redaction.recognizers.phone.short` about shorter ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from redaction.recognizers.alphabets import without_signs
from redaction.recognizers.context import Context, gates
from redaction.recognizers.phone import languages, more_languages
from redaction.recognizers.phone.languages import BEHIND_JOINED, DIRECT, INDONESIAN
from redaction.recognizers.phone.leads import DIALLED_GATE, HAN_GATE
from redaction.recognizers.phone.more_languages import MINE, NOUNS, NUMBER_PIECES
from redaction.recognizers.phone.things import names_a_thing
from redaction.words.courtesies import SIGN_OFFS
from redaction.words.numbers import COUNTS

__all__ = [
    "BEHIND",
    "CALLING",
    "CALLS",
    "CONNECTIVES",
    "COUNTING",
    "GATES",
    "IN_SEGMENT",
    "JOINED",
    "JOINED_PIECES",
    "LABELLED",
    "MESSAGING",
    "SIGNED_OFF",
    "SPOKEN",
    "STRONG",
    "TELEPHONE",
    "WEAK",
    "closes",
    "may_go_on",
    "remarks_phone",
    "says_joined",
]

_STROKES: Final = str.maketrans("đłøı", "dloi")
_OTHERWISE: Final = frozenset({"so may"})
"""What in English is something else."""


def _typed_plainly(phrases: Iterable[str]) -> set[str]:
    """Phrases of Latin letters as they are typed without the signs on these: `moje cislo`."""
    plain = (without_signs(phrase.translate(_STROKES)) for phrase in phrases if " " in phrase)
    return {phrase for phrase in plain if phrase.isascii()} - _OTHERWISE


_WHO: Final = ("me", "us", "him", "her", "them")
_ENGLISH: Final = (
    *("phone", "phones", "telephone", "tel", "mobile", "cell", "cellphone", "fax", "whatsapp", "viber", "imessage"),
    *("sms", "hotline", "helpline", "voicemail", "landline", "switchboard", "msisdn", "callerid", "phoned", "ph"),
    *("phone number", "mobile number", "contact number", "caller id", "phone no", "phone nr", "phone #", "tel no"),
    *("contact no", "contact phone", "callback number", "from number", "to number", "dialled number"),
    *("dial", "dialing", "dialling", "dialed", "dialled", "call on", "call at", "me at", "missed call"),
    *("missed calls", "call from", "calls from", "call back", "reach me", "reach us", "reach him", "reach her"),
    *(f"{verb} {who}" for verb in ("call", "text", "ring", "message", "contact") for who in _WHO),
    *("calling me", "calling us", "called me", "called us", "rang me", "texting me", "callback to", "callback for"),
    *("callback scheduled", "dnis"),
    *("support line", "help line", "direct line", "office line", "number to call", "number to reach", "best number"),
    *("message at", "message on", "leave a message"),
    *("answering at", "messages to", "phonenumber", "phonenumbers", "mob", "gsm", "cel"),
    *("emergency contact", "next of kin", "reachable on", "reachable at", "reach you on"),
    *("calling from", "called from", "dialing from", "phoning from", "ringing from", "texting from", "texted from"),
    *("contact via", "contacted via", "be reached at", "be reached on", "be contacted at", "be contacted on"),
    *("be called on", "be called at", "be phoned on", "called back on"),
    *("reached via", "reachable via", "reachable under", "my contact", "contact details", "contact info"),
    *("calls to", "find me on", "find us on", "my digits"),
    *("toll free", "tollfree", "freephone", "otp to", "otp for", "e 164", "e164"),
)  # fmt: skip
_ABROAD: Final = (*languages.OTHERS, *more_languages.WORDS)
_OWN: Final = (*languages.OWN, *MINE)
STEMS: Final = (*languages.STEMS, *more_languages.BEGINNINGS)
JOINED_PIECES: Final = (*languages.JOINED_PIECES, *more_languages.PIECES, *NUMBER_PIECES)
_TELEPHONE: Final = (*_ENGLISH, *_ABROAD, *_typed_plainly(_ABROAD))
_SAID: Final = (*_TELEPHONE, *_OWN, *_typed_plainly(_OWN))
STRONG: Final = Context(*_SAID, stems=STEMS, before=32)
SPOKEN: Final = Context(*_SAID, stems=STEMS, before=120)
"""The same in the sentence before: what was asked for is what is answered."""
TELEPHONE: Final = Context(*_TELEPHONE, stems=STEMS, before=32)
"""Those of them that say telephone, and not only number."""
JOINED: Final = re.compile("|".join(JOINED_PIECES))
_JOINED_REACH: Final = 20
_NEXT_CLAUSE: Final = re.compile(r"[,;\u060c\u061b\u3001\uff0c\u3002\uff1b\u0964\n][^0-9]{0,20}[^\W\d_]")
_AFTER: Final = ("office", "fax", "mobile", "cell", "desk", "home", "phone", "landline")
_SAID_AFTER: Final = ("phone", "cell", "mobile", "number", "fax", "contact", "landline", "line")
_OVER: Final = ("whatsapp", "otp", "viber", "sms", "telegram", "signal", "phone")
# Where the verb stands last.
_VERBS_AFTER: Final = (
    *("anrufen", "anzurufen", "zurückrufen", "durchrufen", "anruft", "bellen", "opbellen", "terugbellen"),
    *("aray\u0131n", "arayabilirsiniz", "aray\u0131n\u0131z", "számon", "hívható"),
    *("ula\u015fabilirsiniz", "ula\u015f\u0131n", "ula\u015f\u0131labilir"),
)
# What stands behind a sign where the word is the label of another number, or of none.
_OTHER_VALUE: Final = r"[ ]?[:=][ ]{0,2}[\"'(+]{0,3}(?:[0-9]|(?:none|null|nil|n/a|unknown|-+)(?![0-9A-Za-z]))"
BEHIND: Final = re.compile(
    rf"[ ,()/\-\u2013-\u2015]{{0,3}}(?:(?:{'|'.join(_AFTER)})(?!{_OTHER_VALUE})"
    r"| (?:is )?(?:an? )?(?:in)?valid (?:(?:tele|cell|mobile )?phone|(?:cell|mobile) number)"
    r"|(?:that|which|this)?(?: ?is|'s|\u2019s) (?:my|his|her|our|their|the) (?:new |old |work |home |direct )?"
    rf"(?:{'|'.join(_SAID_AFTER)})"
    rf"|[ ](?:to|on|in|via|by|over|through)[ ](?:the |my |our |your |his |her |their |a )?(?:{'|'.join(_OVER)})"
    r"|[ ](?:your|my|his|her|our|their|the right|the correct)[ ](?:(?:tele)?phone |mobile |cell |new |old )?number"
    r"|[ ]to the do not call"
    r"|[ ](?:par|pe)[ ](?:call|phone|contact|whatsapp|sms)"
    r"|[ ](?:bin|bist|ist|sind|war)[ ][^\n.;!?]{0,40}(?:erreichbar|erreichen)"
    r"|[ ][^\n.;!?0-9]{0,40}(?:erreichbar|zu erreichen)"
    rf"|['\u2019]?[a-z\u0131]{{0,4}}(?:[ ]numara[a-z\u0131]{{0,6}})?(?:[ ]telefon[a-z\u0131]{{0,6}}|[ ]\u00fczerinden)?"
    rf"[ ](?:{'|'.join(_VERBS_AFTER)})"
    r"|['\u2019]?[a-z\u0131]{0,4}[ ]numaral\u0131[ ](?:telefon|cep|gsm)[a-z\u0131]{0,6}"
    rf"|(?:번)?(?:으로|로)?(?:まで|に|へ)?[ ]?[おご]?(?:(?:नंबर |নম্বরে |نمبر )?(?:पर|پر|ই|এ)?[ ]?)"
    rf"(?:{'|'.join(BEHIND_JOINED)})(?![^\x00-\x7f]{{0,3}}[ ]?[:\uff1a]))(?![0-9A-Za-z])",
    re.IGNORECASE | re.ASCII,
)
_REMARK: Final = re.compile(r"[^\n]{0,60}?(?P<by>#(?![0-9])|//|(?<![0-9A-Za-z])--|/\*)(?P<words>[^\n]{1,40})")
"""A remark on the same line of a program: what it says of the line it says of the number."""
_REMARK_REACH: Final = 64
MESSAGING: Final = Context(
    *(
        "sms",
        "mms",
        "whatsapp",
        "twilio",
        "otp",
        "phone",
        "mobile",
        "viber",
    ),
    *("vonage", "msisdn", "ivr", "dialer", "phonenumbers", "phonenumber"),
    before=80,
    after=60,
    names=False,
)
"""What is said around a number that stands where a message goes to."""
SIGNED_OFF: Final = Context(*sorted(SIGN_OFFS), before=80)
CALLS: Final = Context(
    *("call", "calls", "dial", "voice", "voip", "sip", "codec", "cdr"), before=80, after=60, names=False
)
"""The same of numbers that are called; behind bare digits a call is one of a program too."""
_CLOSED: Final = re.compile(
    r"\s{0,8}\Z|[.,;:!?)\"'\\\n\r*`<\]}|\0\u2026]|[ ]\(|[ ]?[\-\u2013](?![0-9A-Za-z])|%[0-9A-Fa-f]{2}"
    r"|[ ,;]{0,2}(?:x|ext\.?|extn\.?|extension)[ .:]{0,2}[0-9]{1,6}(?![0-9A-Za-z])",
    re.IGNORECASE,
)
"""What ends a number: the end of the text, a sign, an extension, a sign written as its code (`%20`)."""
CONNECTIVES: Final = (
    "and|or|but|to|for|if|when|before|after|with|at|on|by|between|from|because|as|now|today|tonight|tomorrow"
    "|instead|please|again|first"
)
"""Words that a sentence goes on with, as part of a pattern."""
_GOES_ON: Final = re.compile(
    rf"[ ](?:{CONNECTIVES}|asap|directly|immediately|once|twice)(?![0-9A-Za-z_])",
    re.IGNORECASE,
)
"""What a sentence goes on with behind a number; behind a count stands what is counted."""
COUNTING: Final = COUNTS
"""Words that a telephone's name ends in where a count or an id stands behind it: `phone_calls`, `phoneId`."""
# The letters of a signature, at the start of a line or behind a bar: "T: 030 901820 | F: 030 901821".
_LETTERED: Final = r"(?:[(\[][TMPF][)\]][ :]{0,2}|\|[ ]{0,3}[TMPF][ ]{1,2})[+(]{0,2}[0-9]"
LABELLED: Final = re.compile(
    r"(?:(?:^|[\n|])[ ]{0,3}[TMPF][:.][ ]{0,2}|[(\[][TMPF][)\]][ :]{0,2}|\|[ ]{0,3}[TMPF][ ]{1,2})[+(]{0,2}\Z"
)
IN_SEGMENT: Final = re.compile(
    r"(?:\*(?:TE|CP|FX|HP|WP)\*|(?:^|[\n'])COM\+"
    r"|(?:^|[\r\n])(?:PID(?:\|[^|\r\n]{0,80}){12,13}"
    r"|NK1(?:\|[^|\r\n]{0,80}){4,6}|GT1(?:\|[^|\r\n]{0,80}){5,6})\|)"
    r"[+(]{0,2}\Z"
)
"""A telephone's place in a message: X12 (`PER`), EDIFACT (`COM`), HL7 2 (`PID` 13 and 14, `NK1` 5 to 7, `GT1` 6, 7)."""
_SIGNED: Final = r"[\x00\n|,;/ \xa2\xb7][ ]{0,3}[TMPFtmpf][:. ][ ]{0,2}[+(]{0,2}[0-9]"
# Somebody on whom, or something by which: "me on", "a buzz on".
_REACHED: Final = (
    r"[ ](?:me|us|him|her|them|buzz|shout|bell|line|touch)[ ](?:on|at|via)[ :]{1,2}[+(]{0,2}[0-9]"
)
_OF_PLACES: Final = (
    r"(?:[Ww]ork|[Dd]irect|[Pp]rivat|[Dd]ienstlich|[Kk]om)[:.][ ]{0,2}[+(]{0,2}[0-9]|wa\.me/[0-9]"
)
_SEGMENTS: Final = r"(?:PID|NK1|GT1)\||\*(?:TE|CP|FX|HP|WP)\*[0-9+(]|COM\+[0-9+(]"
_CALLING: Final = (
    *("call", "called", "calling", "text", "texted", "texting", "contact", "reach", "reached", "ring", "callback"),
)  # fmt: skip
CALLING: Final = Context(*_CALLING, before=32)
"""Those of the weak words after which somebody's number is called, whatever else it is named by."""
WEAK: Final = Context(
    *_CALLING,
    *("contacts", "number", "registered", "message", "messages", "numero", "número", "nummer", "answering", "at"),
    *("zurück", "try", "tried", "rang", "subscriber", "reception", "digits"),
    *("sent", "номер", "номером", "номеру", "numbers", "caller", "callers", "callee", "pager", "nummern"),
    *("numéros", "números", "kontakt", "contato", "contacto"),
    *("contactpersoon", "kontaktperson", "ansprechpartner", "enquiries", "inquiries", "contatto", "kontak", "контакты"),
    *("numer", "numerem", "číslo", "cislo", "αριθμός", "numara", "numaras\u0131", "nomor", "nomer"),
    *NOUNS,
    before=32,  # as far as STRONG reads: a run looks at the words before it once
)  # fmt: skip
GATES: Final = (
    *gates(
        *STRONG.telling,
        *WEAK.telling,
        *MESSAGING.telling,
        *CALLS.telling,
        *_AFTER,
        *_SAID_AFTER,
        *_OVER,
        *_VERBS_AFTER,
        *(word for word in (*DIRECT, *INDONESIAN) if " " not in word),
        *("erreichbar", "erreichen"),
        *SIGNED_OFF.telling,
    ),
    *STRONG.stem_gates,
    "|".join(
        "".join(rf"\x{byte:02x}" for byte in piece.encode()) for piece in (*JOINED_PIECES, *BEHIND_JOINED)
    ),
    DIALLED_GATE,
    HAN_GATE,
    _SIGNED,
    _LETTERED,
    _REACHED,
    _OF_PLACES,
    _SEGMENTS,
)
"""One of them matches every text in which something beside digits says that they are a number."""


def remarks_phone(text: str, end: int) -> bool:
    """Whether a remark behind `text[:end]`, on the same line, says telephone number.

    Behind `--`, of a query, a cell and what is mobile are telephones only alone.
    """
    near = text[end : end + _REMARK_REACH]
    if "#" not in near and "/" not in near and "--" not in near:
        return False
    remark = _REMARK.match(text, end)
    if remark is None:
        return False
    words = STRONG.before(remark["words"], len(remark["words"]))
    if remark["by"] == "--" and len(words) > 1:
        words = [word for word in words if word not in {"cell", "mobile"}]
    return STRONG.among(words)


def says_joined(text: str, start: int) -> bool:
    """Whether a word of a script without blanks leads to `text[start:]`, in the same clause."""
    said = [*JOINED.finditer(text, max(0, start - _JOINED_REACH), start)]
    if not said or _NEXT_CLAUSE.search(text, said[-1].end(), start) is not None:
        return False
    only_number = all(match.group() in NUMBER_PIECES for match in said)
    return not (only_number and names_a_thing(text, start, signs=False))


def closes(text: str, end: int) -> bool:
    """Whether nothing of the sentence stands behind a number that ends at `end`."""
    return _CLOSED.match(text, end) is not None


def may_go_on(text: str, end: int) -> bool:
    """Whether what stands behind a number is no unit and nothing that is counted."""
    return closes(text, end) or _GOES_ON.match(text, end) is not None
