"""E-mail addresses with words for their signs: `ana underscore ruiz at example dot com`, spelt or half spelt.

What disguises look like, for `redaction.disguises.patterns`. "look at the dot on the map" is no address: only known
endings end a domain that is said, and one that is written stands behind `at` where something close by speaks of mail.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "ENDINGS",
    "GATES",
    "HALF_SAID",
    "MAIL_SAID",
    "NEEDED_ABROAD",
    "SAID",
    "SAID_ABROAD",
    "SPELT",
    "leads_to_mail",
    "speaks_of_mail",
]

_COMMON_ENDINGS: Final = (
    "com|org|net|edu|gov|mil|io|co|ai|dev|app|info|biz|me|us|uk|de|fr|es|it|nl|eu|ch|be|in|au|ca|br|jp|cn|ru|pl|se"
    "|no|dk|fi|pt|ie|nz|za|mx|example|internal|local|test"
)
ENDINGS: Final = (
    rf"(?i:{_COMMON_ENDINGS}|a[elrtz]|b[adgy]|c[lrz]|e[ceg]|g[ehrt]|h[kru]|i[lqr]|k[eghrz]|l[ktuvy]|m[akty]|n[gp]"
    "|p[ehky]|qa|r[os]|s[agik]|t[hnrw]|u[agyz]|v[en])"
)
"""Of domains that are written."""
_SAID_ENDINGS: Final = (
    f"(?:(?i:{_COMMON_ENDINGS}|email|online|cloud|tech|xyz|aero|mobi|coop|asia|club|site|website|blog|agency|studio|digital"
    "|solutions|systems|consulting|software|travel|museum|shop|store|gmbh|berlin|hamburg|wien|nyc|tel|jobs"
    # Countries, but for those that are small words, too, or end the names of files.
    "|(?!(?:a[dmnst]|by|d[aio]|e[lnt]|go|he|i[dflms]|l[ae]|m[ay]|o[fhkmnru]|pa|re|so|to|un|up|we|zu"
    "|py|js|ts|rs|sh|md|rb|cs|hs|kt|vb|cc|hh|ps|gz|db)(?![a-z]))[a-z]{2}))"
)
_ENDING: Final = "[A-Za-z]{2,24}"
"""Any, where something before speaks of mail."""
_DOT: Final = "(?i:dot|punkt|punto)"
_SIGN: Final = "(?i:dot|punkt|punto|underscore|dash|hyphen|minus)"
_DOMAIN: Final = rf"(?:[0-9A-Za-z\-]{{1,63}} {_DOT} ){{1,5}}{_SAID_ENDINGS}(?![0-9A-Za-z])"
_LETTER: Final = r"[ \-][0-9A-Za-z](?![0-9A-Za-z])"
_LABEL: Final = rf"[0-9A-Za-z]{{1,40}}(?:{_LETTER}){{0,30}}"
_REST: Final = rf"(?: {_SIGN} {_LABEL}){{0,4}} (?i:at) {_DOMAIN}"
_BEHIND_WORD: Final = "(?<=[0-9A-Za-z] )"
SPELT: Final = rf"[0-9A-Za-z](?P<spelt>)(?<![0-9A-Za-z][0-9A-Za-z])(?:{_LETTER}){{2,30}}(?={_REST})"
"""Letters, one by one."""
SAID: Final = (
    rf" (?P<lowbar>){_BEHIND_WORD}(?i:underscore) (?={_LABEL}{_REST})"
    rf"| (?P<hyphen>){_BEHIND_WORD}(?i:dash|hyphen|minus) (?={_LABEL}{_REST})"
    rf"| (?P<said>){_BEHIND_WORD}(?i:at) (?={_DOMAIN})"
    rf"| (?P<saiddot>){_BEHIND_WORD}{_DOT} (?=[0-9A-Za-z])"
)
"""Words for signs."""
_SAID_AT: Final = (
    "(?:(?i:arroba|chiocciola|ma[l\u0142]pa|arobase|zavin[a\u00e1][c\u010d]|kukac)"
    "|\u0441\u043e\u0431\u0430\u043a\u0430)"
)
_SAID_DOT: Final = (
    "(?i:dot|punkt|punto|ponto|point|kropka|te[c\u010d]ka|nokta|pont|punct|\u0442\u043e\u0447\u043a\u0430)"
)
SAID_ABROAD: Final = (
    rf" (?P<said>){_BEHIND_WORD}{_SAID_AT} (?=(?:[0-9A-Za-z\-]{{1,63}} {_SAID_DOT} ){{1,5}}"
    rf"{_SAID_ENDINGS}(?![0-9A-Za-z]))"
    rf"| (?P<saiddot>){_BEHIND_WORD}{_SAID_DOT} (?=[0-9A-Za-z])"
)
"""The same in words that say nothing else."""
NEEDED_ABROAD: Final = rf"[0-9A-Za-z] {_SAID_AT} [0-9A-Za-z\-]"
MAIL_SAID: Final = (
    rf" (?P<mailsaid>){_BEHIND_WORD}(?i:at) (?!(?i:the|this|that|an?|each|every|no|one) )"
    rf"(?=(?:[0-9A-Za-z\-]{{1,63}} {_DOT} ){{1,5}}{_ENDING}(?![0-9A-Za-z]))"
)
"""An address whose ending may be a word."""
_WRITTEN_DOMAIN: Final = (
    rf"(?:[0-9A-Za-z][0-9A-Za-z\-]{{0,62}}\.){{1,4}}{ENDINGS}(?![0-9A-Za-z@(\-]|[.:/][0-9A-Za-z])"
)
HALF_SAID: Final = rf" (?P<halfsaid>)(?<=[0-9A-Za-z] )(?i:at) (?={_WRITTEN_DOMAIN})"
"""One that is said but for its dots."""
_MAIL: Final = (
    r"\be-?mails?\b|\bmail(?:ing)? (?:me|us|him|her|them|to|is|address)\b|\bwrite to\b|spam protection|\bno[ \-]?spam\b"
    r"|\bschreib|\bcourriel\b|\bcorreo\b"
)
_ADDRESSED: Final = re.compile(
    rf"(?:{_MAIL}|\b(?:e-?mail|mail|reach|write|contact|address|ping|message|mejl|e-?post|posta|adresse?|adres)\b)[^\n]*\Z",
    re.IGNORECASE,
)
_REACH: Final = 40
GATES: Final = (
    r"(?i)[0-9a-z] at [0-9a-z\-]+ (?:dot|punkt|punto) [0-9a-z]",
    r"(?i)[0-9a-z] (?:arroba|chiocciola|arobase|kukac|ma(?:l|\xc5[\x81\x82])pa) [0-9a-z\-]",
    r"(?i)[0-9a-z] zavin(?:a|\xc3[\x81\xa1])(?:c|\xc4[\x8c\x8d]) [0-9a-z\-]",
    r"[0-9A-Za-z] \xd1\x81\xd0\xbe\xd0\xb1\xd0\xb0\xd0\xba\xd0\xb0 [0-9A-Za-z\-]",
    r"(?i)@[0-9a-z.\-]+ (?:dot|punkt|punto) [0-9a-z]",
    r"(?i)[0-9a-z][._+][0-9a-z]{1,40} at [0-9a-z\-]{1,63}\.[a-z0-9]",
)
"""Byte patterns of which one matches wherever an ASCII text may hold such an address, but for a few."""
_SPOKEN_OF: Final = re.compile(rf"(?:{_MAIL})[^\n]*\Z", re.IGNORECASE)
_SPOKEN_OF_BEHIND: Final = re.compile(rf"[^\n]*?(?:{_MAIL})", re.IGNORECASE)
_LOCAL_PART: Final = re.compile(r"(?<![^\s<\"'(:])[0-9A-Za-z]+(?:[._+][0-9A-Za-z]{1,40}){1,4}\Z")
_LONGEST: Final = 64


def leads_to_mail(match: re.Match[str]) -> bool:
    """Whether something before speaks of mail, or of reaching somebody.

    Args:
        match: One of `MAIL_SAID`.
    """
    start = match.start()
    return _ADDRESSED.search(match.string, max(0, start - _LONGEST - _REACH), start) is not None


def speaks_of_mail(match: re.Match[str]) -> bool:
    """Whether what stands before `at` looks like half an address, and a word close by says that it is one.

    Args:
        match: One of `HALF_SAID`.
    """
    text, (start, end) = match.string, match.span()
    local_part = _LOCAL_PART.search(text, max(0, start - _LONGEST), start)
    if local_part is None:
        return False
    begin = local_part.start()
    return (
        _SPOKEN_OF.search(text, max(0, begin - _REACH), begin) is not None
        or _SPOKEN_OF_BEHIND.match(text, end, end + 2 * _REACH) is not None
    )
