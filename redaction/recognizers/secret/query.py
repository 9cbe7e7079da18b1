r"""Secrets in addresses and forms: `?Signature=...`, `?code=...&state=`, `?otp=482913`, `/reset-password/<token>`.

The names are common (`key`, `code`, `session`), so the values must be what a generator wrote; `?code=404` and
`?key=name` stay. Part of `redaction.recognizers.secret.credentials`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from redaction.patterns import UUID
from redaction.recognizers.secret.tokens import placeholder
from redaction.spans import Span

__all__ = ["GATES", "find_query_secrets", "is_generated"]

_NAMES: Final = (
    "(?:[a-z]{1,12}_)?(?:sig|signature|session|sess|ticket|jwt|code|assertion|magic|invite|invitation)"
    "|key|auth|hmac"
)
# They say it themselves, wherever they stand.
_TELLING: Final = (
    "code_verifier|device_code|client_assertion|oauth_signature|oauth_verifier|id_token_hint|samlresponse"
)
_BESIDE: Final = "grant_type|redirect_uri|session_state|state|client_id|code_verifier"
_OTPS: Final = "otp|totp|otp_code|mfa_code|mfa|2fa|2fa_code|passcode|verification_code|one_time_code|sms_code"
_ENTRANCES: Final = (
    "(?:reset|set|forgot|recover)[_-]?password|password[_-]?(?:reset|recovery)|reset|recover|recovery"
    "|login|signin|sign-in|magic(?:[_-]?(?:link|login))?"
)
_PATHS: Final = (
    "(?:verify|confirm)(?:[_-]?email)?|(?:verific|confirm|activ)ation|email[_-]?verification|invites?|invitations?"
    "|unsubscribe|activate"
)
_VALUE: Final = "[A-Za-z0-9_.~%+/=-]"
GATES: Final = (
    rf"(?i)[?&#;](?:{_NAMES})=[A-Za-z0-9%][A-Za-z0-9_.~%+/=-]{{9}}",
    rf"(?i)(?:{_TELLING})=[A-Za-z0-9%]",
    rf"(?i)&(?:{_BESIDE})=",
    rf"(?i)[?&#;](?:{_OTPS})=[0-9]{{4}}",
    rf"(?i)/(?:{_ENTRANCES}|{_PATHS})/[A-Za-z0-9_~%-][A-Za-z0-9_.~%=-]{{15}}",
)
_QUERY: Final = re.compile(
    rf"[?&#;](?P<name>{_NAMES})=(?P<value>[A-Za-z0-9%]{_VALUE}{{9,4095}})", re.IGNORECASE | re.ASCII
)
_TOLD: Final = re.compile(
    rf"(?:{_TELLING})=(?P<value>[A-Za-z0-9%]{_VALUE}{{7,4095}})", re.IGNORECASE | re.ASCII
)
_FORM: Final = re.compile(
    rf"(?<![\w.\-])code=(?P<value>[A-Za-z0-9%]{_VALUE}{{9,4095}})&(?:{_BESIDE})=", re.IGNORECASE | re.ASCII
)
_OTP: Final = re.compile(rf"[?&#;](?:{_OTPS})=(?P<value>[0-9]{{4,8}})(?![\w.\-])", re.IGNORECASE | re.ASCII)
_PATH: Final = re.compile(
    rf"/(?:(?P<entrance>{_ENTRANCES})|{_PATHS})/(?P<value>[A-Za-z0-9_~%-][A-Za-z0-9_.~%=-]{{15,1023}})",
    re.IGNORECASE | re.ASCII,
)
_TICKET: Final = re.compile(r"(?:ST|PT|TGT|PGT|PGTIOU)-[0-9]{1,12}-[A-Za-z0-9_.\-]{8,256}")
_UUID: Final = re.compile(UUID)
_PLACE: Final = re.compile(r"[./]|%2[Ff]")
_SIGNS: Final = re.compile(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9]")
_SHORTEST: Final = 16
_SHORTEST_WORD: Final = 3
_LONG_WORD: Final = 6
_FEWEST_CHARACTERS: Final = 8
_OF_TWO_KINDS: Final = 0.24
_OF_THREE_KINDS: Final = 0.4
_UPPER, _LOWER, _DIGIT = 1, 2, 3


def find_query_secrets(text: str, start: int, key: str) -> Iterator[Span]:
    """What gives access in the queries, fragments and paths of addresses, and in forms."""
    del key
    for match in _QUERY.finditer(text, start):
        name, value = match["name"].lower(), match["value"]
        if name == "key" and (_PLACE.search(value) or _UUID.fullmatch(value)):
            continue
        if name.endswith("code") and _UUID.fullmatch(value):
            continue
        told = name.endswith(("sig", "signature"))
        if is_generated(value, told=told) or (name.endswith("ticket") and _TICKET.fullmatch(value)):
            yield _span(match, "query.secret")
    for match in _FORM.finditer(text, start):
        if not text.endswith(("?", "&", "#", ";"), 0, match.start()) and is_generated(match["value"]):
            yield _span(match, "query.secret")
    for match in _TOLD.finditer(text, start):
        if any(map(str.isdigit, match["value"])) and not placeholder(match["value"]):
            yield _span(match, "query.told")
    for match in _OTP.finditer(text, start):
        yield _span(match, "query.otp", "PASSWORD")
    for match in _PATH.finditer(text, start):
        value = match["value"]
        if is_generated(value) and (match["entrance"] or not _UUID.fullmatch(value)):
            yield _span(match, "path.secret")


def _span(match: re.Match[str], rule: str, entity: str = "API_KEY") -> Span:
    end = match.start("value") + len(match["value"].rstrip("."))
    return Span(match.start("value"), end, entity, 0.8, rule, "ScrublineCredentialRecognizer")


def _kind(char: str) -> int:
    return _DIGIT if char.isdigit() else _UPPER if char.isupper() else _LOWER


def is_generated(value: str, *, told: bool = False) -> bool:
    """Whether digits, capitals and small letters of a value change as often as chance makes them.

    In words, numbers and dates each stands with its like. Of random characters six in ten differ in kind from the one
    before where there are three kinds, four to five in ten where there are two.

    Args:
        value: What stands there.
        told: Whether its name says that words cannot stand there.
    """
    core = _SIGNS.sub("", value)
    if len(core) < _SHORTEST or len(set(core)) < _FEWEST_CHARACTERS:
        return False
    words = [
        len(part)
        for part in _SIGNS.split(value)
        if len(part) >= _SHORTEST_WORD and part.isalpha() and (part[1:].islower() or part.isupper())
    ]
    if len(words) > 1 or (words and words[0] >= _LONG_WORD):
        return False
    kinds = [_kind(char) for char in core]
    present = set(kinds)
    if _DIGIT not in present or len(present) == 1:
        return False
    changes = sum(first != second for first, second in pairwise(kinds))
    least = _OF_TWO_KINDS if told or _UPPER not in present or _LOWER not in present else _OF_THREE_KINDS
    return changes > least * (len(core) - 1) and not placeholder(core)
