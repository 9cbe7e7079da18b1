"""Passwords and keys that are arguments: by their place in a call, or as what stands in for a variable.

`setPassword("...")`, `login("eva", "...")`, `getConnection(url, "eva", "...")`, `ConvertTo-SecureString "..."`,
`process.env.DB_PASSWORD || "..."`, `crypt('...', gen_salt('bf'))`. A variable is no literal, a prompt has blanks and
a name has neither a digit nor a sign, so none of them is taken. Part of `redaction.recognizers.assignments`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.detector import Detector
from redaction.recognizers.harmless_names import holds_no_secret
from redaction.recognizers.secret_names import GATE_WORDS, KEYS, PASSWORDS
from redaction.recognizers.secret_values import SIGN, is_no_secret, looks_random
from redaction.spans import Span

__all__ = ["DETECTORS"]

_QUOTE: Final = r"\\?[\"'`]"
_LITERAL: Final = r"[brn]?\\?(?P<quote>[\"'`])(?P<value>[^\"'`\s\x00]{3,128}?)\\?(?P=quote)"
_ARGUMENT: Final = r"(?:\\?[\"'`][^\"'`\r\n\x00]{0,100}?\\?[\"'`]|[^\s()\"'`,\x00]{1,100})[ ]?,[ ]?"
# What is called with a user and a password, and with a place before both.
_OF_TWO: Final = (
    r"(?:log_?in|authenticate|credentials?|passwordauthentication|authprovider|authenticationtoken|basic_?auth"
    r"|authtokens\.basic|sign_?in[a-z_]{0,24})"
)
_OF_THREE: Final = (
    r"(?:getconnection|pdo|mysqli(?:_real)?(?:_connect)?|mysql_p?connect|(?:pymysql|mysqldb)\.connect|ftp_login"
    r"|ssh2_auth_password|ftp)"
)
_OF_TEXT_AND_KEY: Final = r"(?:pgp_sym|aes)_(?:en|de)crypt"
_NAMED: Final = rf"(?P<name>[a-z0-9_.\-]{{0,40}}(?:(?P<password>{PASSWORDS})|{KEYS}))"
# What takes the secret alone, or behind a user of letters; others of these names ask for it or take a user.
_TAKES: Final = "(?<![a-z0-9])(?:(?:set|with|hash|encode|encrypt)[a-z0-9_]{0,24}?|(?<!_))"
_CALLS: Final = tuple(
    re.compile(pattern + _LITERAL, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"{_TAKES}(?:(?P<password>{PASSWORDS})|{KEYS})\([ ]?(?:{_QUOTE}[a-z]{{1,64}}{_QUOTE},[ ]?)?",
        rf"{_NAMED}[\"')\]]{{0,3}}[ ]?(?:\|\||\?\?|\?:|or)[ ]?",
        r"(?P<password>convertto-securestring)[ ]{1,4}(?:-(?:string|asplaintext|force)[ ]{1,4}){0,3}",
        rf"(?P<password>{_OF_TWO}\([ ]?|sp_addlogin[ ]{{1,4}}){_ARGUMENT}",
        rf"(?P<password>{_OF_THREE})\([ ]?{_ARGUMENT}{_ARGUMENT}",
        rf"(?P<password>{_OF_TEXT_AND_KEY})\([ ]?{_ARGUMENT}",
        r"(?P<password>(?<![a-z0-9_])crypt)\([ ]?(?=[^\s]{5,140},[ ]?gen_salt)",
    )
)
_SIGN_OR_DIGIT: Final = re.compile(rf"[0-9]|{SIGN.pattern}")
_WORDS: Final = rf"(?:{GATE_WORDS}|key|secret|token|credentials?)"


def _find(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    for call in _CALLS:
        for match in call.finditer(text):
            value, groups = match["value"], match.groupdict()
            if is_no_secret(value, quoted=True) or holds_no_secret(groups.get("name") or "", value):
                continue
            if groups["password"] is None:
                entity, likely = "API_KEY", looks_random(value)
            else:
                entity, likely = "PASSWORD", _SIGN_OR_DIGIT.search(value) is not None
            if likely:
                yield Span(
                    *match.span("value"), entity, 0.8, "called.secret", "ScrublineAssignmentRecognizer"
                )


DETECTORS: Final = (
    Detector(
        "called.secret",
        "PASSWORD",
        (
            rf"(?i){_WORDS}(?:\([ ]?|[\"')\]]{{0,3}}[ ]?(?:\|\||\?\?|\?:|or)[ ]?)[brn]?{_QUOTE}",
            r"(?i)convertto-securestring[ ]",
            rf"(?i)(?:{_OF_TWO}\(|sp_addlogin[ ])",
            rf"(?i){_OF_THREE}\(",
            rf"(?i){_OF_TEXT_AND_KEY}\(",
            r"(?i)crypt\([ ]?[brn]?\\?[\"'`][!-~]{3,140},[ ]?gen_salt",
        ),
        0,
        _find,
        ("API_KEY",),
    ),
)
