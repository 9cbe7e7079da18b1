"""Passwords and keys that are arguments: by their place in a call, or as what stands in for a variable.

`setPassword("...")`, `login("eva", "...")`, `getConnection(url, "eva", "...")`, `ConvertTo-SecureString "..."`,
`process.env.DB_PASSWORD || "..."`, `crypt('...', gen_salt('bf'))`. A variable is no literal, a prompt has blanks, a
word has neither a digit nor a sign, and a model or a place is written in short parts, so none of them is taken. Part of
`redaction.recognizers.secret.assignments`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.detector import Detector
from redaction.recognizers.secret.harmless_names import holds_no_secret
from redaction.recognizers.secret.names import GATE_NAMES, KEYS, PASSWORDS
from redaction.recognizers.secret.values import SIGN, is_no_secret, looks_random
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
# What takes the secret alone, or behind a user of letters; others of these names ask for it or take a user.
_TAKES: Final = "(?<![a-z0-9])(?:(?:set|with|hash|encode|encrypt)[a-z0-9_]{0,24}?|(?<!_))"
_CALLS: Final = tuple(
    re.compile(pattern + _LITERAL, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"{_TAKES}(?:(?P<password>{PASSWORDS})|{KEYS})\([ ]?(?:{_QUOTE}[a-z]{{1,64}}{_QUOTE},[ ]?)?",
        r"(?P<password>convertto-securestring)[ ]{1,4}(?:-(?:string|asplaintext|force)[ ]{1,4}){0,3}",
        rf"(?P<password>{_OF_TWO}\([ ]?|sp_addlogin[ ]{{1,4}}){_ARGUMENT}",
        rf"(?P<password>{_OF_THREE})\([ ]?{_ARGUMENT}{_ARGUMENT}",
        rf"(?P<password>{_OF_TEXT_AND_KEY})\([ ]?{_ARGUMENT}",
        r"(?P<password>(?<![a-z0-9_])crypt)\([ ]?(?=[^\s]{5,140},[ ]?gen_salt)",
    )
)
# What stands in for a variable that is not set. The sign is rarer than names, which are read backwards from it.
_STANDS_IN: Final = re.compile(rf"(?:\|\||\?\?|\?:|\bor)[ ]?{_LITERAL}", re.IGNORECASE | re.ASCII)
_NAME_BEFORE: Final = re.compile(
    rf"(?<![a-z0-9_.\-])(?P<name>[a-z0-9_.\-]{{0,64}}(?:(?P<password>{PASSWORDS})|{KEYS}))[\"')\]]{{0,3}}[ ]?\Z",
    re.IGNORECASE | re.ASCII,
)
_NAME_REACH: Final = 88
_NEAR: Final = 480
"""Three arguments, or a name, a sign and what stands in for it."""
_IN_PARTS: Final = re.compile(
    r"[a-z]{2,16}[0-9]{0,2}(?:[\-_./][a-z0-9]{1,12}){1,8}", re.IGNORECASE | re.ASCII
)
"""`gpt-4o-mini`, `eu-west-1`, `meta-llama/Llama-3.1-8B-Instruct`."""
_SIGN_OR_DIGIT: Final = re.compile(rf"[0-9]|{SIGN.pattern}")


def _find(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    for call in _CALLS:
        for match in call.finditer(text):
            yield from _secret(match, "", password=match["password"] is not None)
    for match in _STANDS_IN.finditer(text):
        at = match.start()
        named = _NAME_BEFORE.search(text, max(0, at - _NAME_REACH), at)
        if named is not None:
            yield from _secret(match, named["name"], password=named["password"] is not None)


def _secret(match: re.Match[str], name: str, *, password: bool) -> Iterator[Span]:
    value = match["value"]
    if is_no_secret(value, quoted=True) or holds_no_secret(name, value):
        return
    if password:
        entity, likely = "PASSWORD", _SIGN_OR_DIGIT.search(value) is not None
    else:
        entity, likely = "API_KEY", looks_random(value) and _IN_PARTS.fullmatch(value) is None
    if likely:
        yield Span(*match.span("value"), entity, 0.8, "called.secret", "ScrublineAssignmentRecognizer")


DETECTORS: Final = (
    Detector(
        "called.secret",
        "PASSWORD",
        (
            rf"(?i)(?:{GATE_NAMES})(?:\([ ]?|[\"')\]]{{0,3}}[ ]?(?:\|\||\?\?|\?:|or)[ ]?)[brn]?{_QUOTE}",
            r"(?i)convertto-securestring[ ]",
            rf"(?i)(?:{_OF_TWO}\(|sp_addlogin[ ])",
            rf"(?i){_OF_THREE}\(",
            rf"(?i){_OF_TEXT_AND_KEY}\(",
            r"(?i)crypt\([ ]?[brn]?\\?[\"'`][!-~]{3,140},[ ]?gen_salt",
        ),
        _find,
        also=("API_KEY",),
        near=_NEAR,
    ),
)
