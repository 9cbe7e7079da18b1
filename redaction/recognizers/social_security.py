"""Social security numbers behind names that leave no doubt: other languages, abbreviations, and partly covered ones.

Who fills in a form of the United States writes in the language that is spoken at home (`an sinh xã hội`, `社安号`), and
clerks write `S.S.N.`, `my soc` or `TIN:`. The number stands close behind, however it is grouped. The English names
are read by `redaction.recognizers.us_ids`, wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from redaction.recognizers import ssn_borders as ssn
from redaction.recognizers.alphabets import cased, in_bytes
from redaction.recognizers.context import key_words
from redaction.recognizers.detector import Detector, FieldRecognizer, KeyRule
from redaction.recognizers.letters import in_lower_case, matches, places
from redaction.spans import Span

__all__ = ["ScrublineSocialSecurityRecognizer"]

_LATIN: Final = (
    "an sinh xã hội|an sinh xa hoi|seguridad social|segurança social|seguranca social|seguridade social"
    "|previdência social|previdenza sociale|sécurité sociale|securite sociale|sekirite sosyal|sosyal güvenlik"
    "|sosyal guvenlik|ubezpieczenia społecznego|sigurimeve shoqërore|jaminan sosial"
)
_OTHER_SCRIPTS: Final = (
    "социального страхования|соц страхования|соцстрахования|соціального страхування|социальное страхование|сошиал"
    "|сошал|սոցիալական ապահովության|κοινωνικής ασφάλισης|الضمان الاجتماعي|السوشيال|تامین اجتماعی|تأمین اجتماعی|سوشال"
    "|سوشل سیکیورٹی|सोशल सिक्योरिटी|सामाजिक सुरक्षा|সোশ্যাল সিকিউরিটি|ประกันสังคม"
    "|社会安全|社會安全|社安号|社安號|社安卡|社保号|社保號|社会保障番号|ソーシャルセキュリティ"
    "|사회보장|사회 보장|소셜 번호|소셜번호|소셜 시큐리티|소셜시큐리티|쏘셜"
)
_WHOSE: Final = "my|your|his|her|their|the|(?:borrower|wife|husband|spouse|son|daughter)'?s"
_SHORT: Final = (
    r"s\.[ ]?s\.(?:[ ]?n\.?)?|s/s(?=[ ]?[#:])"
    r"|socsec(?:urity)?|(?:nss|ssno|ssnum|ss[ _\-]n(?:br|um|o))(?=\.?[ ]?[:=#])"
    rf"|(?:{_WHOSE})[ ]soc(?:'s)?|(?-i:TIN)(?=[ ]?[:=#]|[ ]is[ ])|(?:recipient|payee)(?:'?s)?[ ]"
    r"(?:tin|identification[ ]n(?:o|umber))|ssn(?=-[0-9]{9})"
)
_BETWEEN: Final = (
    r"[^0-9A-Za-z\r\n\x00]{0,4}(?:(?:number|num|nr|no|is|was|on[ ]file)[^0-9A-Za-z\r\n\x00]{1,4}){0,2}"
)
_NUMBER: Final = (
    r"(?<![0-9A-Za-z_])(?P<number>[0-9]{3}[ ./_\-]?[0-9]{2}[ ./_\-]?[0-9]{4}|[0-9](?:[ .\-][0-9]){8})"
    r"(?![0-9A-Za-z_]|[.,/\-][0-9])"
)
_NAMED: Final = re.compile(
    rf"(?a:(?<![A-Za-z0-9])(?:{_SHORT}){_BETWEEN}|(?:{cased(_LATIN)}|{cased(_OTHER_SCRIPTS)})[^0-9\r\n\x00]{{0,40}}?)"
    rf"{_NUMBER}",
    re.IGNORECASE,
)
_BEGINS: Final = (
    *(
        "s.s.",
        "s. s.",
        "s/s",
        "socsec",
        "nss",
        "ssn",
        "ss ",
        "ss_",
        "ss-",
        "tin",
        "recipient",
        "payee",
    ),
    *(f"{whose} soc" for whose in ("my", "your", "his", "her", "their", "the")),
    *("borrower", "wife", "husband", "spouse", "son", "daughter", "κοινωνικ"),
    *(word for word in f"{_LATIN}|{_OTHER_SCRIPTS}".split("|") if "\u03c3" not in word),
)
"""How each of these begins."""
_COVER: Final = "[Xx*#\u2022\u25cf]"
_NAME: Final = "ssn|ss#|social(?:[ ]security)?(?:[ ](?:number|num|no\\.?))?"
# Three and two signs and four digits, or the other way round: what is left still gives most of the number away.
_COVERED: Final = re.compile(
    rf"(?a:(?<![A-Za-z0-9])(?:{_NAME}))[^0-9A-Za-z\r\n\x00*#\u2022\u25cf]{{0,3}}(?:(?:is|was|on[ ]file)[: ]{{1,2}})?"
    # `redaction.recognizers.ssn_last_four` finds those that need no name.
    r"(?!(?:[Xx]{3}-[Xx]{2}|\*{3}-\*{2})-[0-9])"
    rf"(?:(?:{_COVER}[ \-]?){{3,5}}(?P<tail>(?:[0-9]{{2}}[ \-]?)?[0-9]{{4}})"
    rf"|(?P<head>[0-9]{{3}}[ \-]?[0-9]{{2}})[ \-]?{_COVER}{{4}})"
    r"(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_LAST_OF: Final = re.compile(
    r"(?<![0-9A-Za-z])last[ ](?:4|four)(?:[ ](?:digits|numbers))?(?:[ ](?:are|is)|:)?[ ](?P<tail>[0-9]{4})[ ]"
    r"(?:of|for|on)[ ](?:(?:my|your|his|her|their|the)[ ])?(?:ssn|social)(?![A-Za-z])",
    re.IGNORECASE | re.ASCII,
)
_ENDING: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:ssn|social)"
    r"(?:[ ]\(last[ ](?:4|four)\)[ ]?[:=]?[ ]?|(?<=ssn)[ ]?[:=]?[ ]?(?:\.{2,5}|\u2026))(?P<tail>[0-9]{4})"
    r"(?![0-9A-Za-z_]|[.,:/\-][0-9])",
    re.IGNORECASE | re.ASCII,
)
# Registers name it by number (HL7's OID) or by code (ISO 20022).
_DIGITS: Final = r"[0-9]{3}-?[0-9]{2}-?[0-9]{4}"
_ROOT: Final = r"root=\\?[\"']2\.16\.840\.1\.113883\.4\.1\\?[\"']"
_REGISTERED: Final = re.compile(
    rf"{_ROOT}[^<>\x00]{{0,80}}?extension=\\?[\"'](?P<behind>{_DIGITS})(?![0-9])"
    rf"|extension=\\?[\"'](?P<before>{_DIGITS})\\?[\"'][^<>\x00]{{0,80}}?{_ROOT}"
    rf"|<Id>(?P<coded>{_DIGITS})</Id>\s{{0,20}}<SchmeNm>\s{{0,20}}<Cd>SOSE<",
    re.ASCII,
)
_ALONE: Final = re.compile(r"\s*(?P<number>[0-9]{3}[ ./_\-]?[0-9]{2}[ ./_\-]?[0-9]{4})\s*", re.ASCII)
_KEYS: Final = frozenset({
    *(key_words(name).strip() for name in f"{_LATIN}|{_OTHER_SCRIPTS}".split("|")),
    *("soc", "soc num", "soc number", "soc no", "soc security", "socsec", "ss num", "ss no", "ss nbr", "ssnum", "ssno"),
    *("ssn nbr", "ssn id", "ssn unformatted", "ssn nodash", "ssn no dashes", "ssn decrypted", "numero social"),
    *("ssn ein", "tin ssn", "tax identifier", "2 16 840 1 113883 4 1"),
    *("taxpayer identification", "taxpayer identification number", "social insurance", "social insurance number"),
})  # fmt: skip
_SAID_GATES: Final = (
    (
        r"(?i)[^a-z0-9](?:s\.[ ]?s\.|s/s|socsec|ssno|ssn-[0-9]|nss|ssnum|ss[ _\-]n(?:br|um|o)|tin[ :=#]"
        rf"|recipient|payee|(?:{_WHOSE})[ ]soc[^a-z])"
    ),
    rf"(?i)(?:{in_bytes(cased(_LATIN))})",
    rf"(?:{in_bytes(cased(_OTHER_SCRIPTS))})",
)
_SIGN: Final = in_bytes("(?:[x*#]|\u2022|\u25cf)")
_PARTLY_GATES: Final = (
    rf"(?i)[^a-z0-9](?:ssn|ss#|social)[^0-9\r\n\x00]{{0,40}}{_SIGN}[ \-]?{_SIGN}",
    rf"(?i)[^a-z0-9](?:ssn|ss#|social)[^0-9\r\n\x00]{{0,36}}[0-9]{{3}}[ \-]?[0-9]{{2}}[ \-]?{_SIGN}{{4}}",
    r"(?i)[^a-z0-9]last (?:4|four)[ a-z:]{1,20}[0-9]{4} (?:of|for|on) ",
    r"(?i)[^a-z0-9](?:ssn|social)(?: \(last|[ ]?[:=]?[ ]?(?:\.\.|\xe2\x80\xa6))",
)
_REGISTER_GATES: Final = (r"2\.16\.840\.1\.113883\.4\.1\\?[\"']", r"<Cd>SOSE<")


def _named(text: str, start: int, key: str) -> Iterator[Span]:
    """Whole numbers behind a name."""
    del start, key
    for match in matches(_NAMED, text, places(in_lower_case(text), _BEGINS)):
        if _is_assignable(match["number"]):
            yield _span(match, "us.ssn.said")


def _partly(text: str, start: int, key: str) -> Iterator[Span]:
    """Numbers of which a part is covered, behind their name, and the last four before it."""
    del key
    for match in chain(*(form.finditer(text, start) for form in (_COVERED, _LAST_OF, _ENDING))):
        yield _span(match, "us.ssn.partly")


def _registered(text: str, start: int, key: str) -> Iterator[Span]:
    """Numbers beside their register."""
    del start, key
    for match in _REGISTERED.finditer(text):
        if _is_assignable(match[match.lastgroup or 0]):
            yield _span(match, "us.ssn.registered")


def _value(text: str, start: int, key: str) -> Iterator[Span]:
    """A whole value."""
    del start, key
    match = _ALONE.fullmatch(text)
    if match is not None and _is_assignable(match["number"]):
        yield _span(match, "us.ssn.key")


def _is_assignable(number: str) -> bool:
    digits = re.sub("[^0-9]", "", number)
    return ssn.parts(digits[:3], digits[3:5], digits[5:]) == "US_SSN"


def _span(match: re.Match[str], rule: str) -> Span:
    return Span(*match.span(match.lastgroup or 0), "US_SSN", 0.75, rule, "ScrublineSocialSecurityRecognizer")


class ScrublineSocialSecurityRecognizer(FieldRecognizer):
    """Social security numbers behind names in other languages and short ones; see the module."""

    DETECTORS = (
        Detector("us.ssn.said", "US_SSN", _SAID_GATES, _named, near=120),
        Detector("us.ssn.partly", "US_SSN", _PARTLY_GATES, _partly, near=120),
        Detector("us.ssn.registered", "US_SSN", _REGISTER_GATES, _registered, near=300),
    )
    KEY_RULES = (KeyRule("us.ssn.key", "US_SSN", _KEYS, _value),)
