"""Secrets under keys that say so in other ways than by their last word: `PGPASSWORD`, `password_2`, `api_keys`, `sid`.

What such a key holds must look like a password or like what a generator writes, as far as the key may be that of
something else. Beside `redaction.recognizers.secret.assignments`, which has the usual names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.patterns import UUID
from redaction.recognizers import ssn_borders as ssn
from redaction.recognizers.detector import VALUE_TAILS, FieldRecognizer, KeyRule
from redaction.recognizers.secret.assignments import ScrublineAssignmentRecognizer
from redaction.recognizers.secret.generated import takes_turns
from redaction.recognizers.secret.names import GENERATED_KEYS
from redaction.recognizers.secret.short_names import OWNERS
from redaction.recognizers.secret.tokens import placeholder
from redaction.spans import Span

__all__ = ["ScrublineSecretKeyRecognizer"]

_NAME: Final = "ScrublineSecretKeyRecognizer"
_AGAIN: Final = VALUE_TAILS | {"confirmation", "confirm", "again", "repeat", "repeated", "verify"}
_JOINED: Final = (
    "password", "passwd", "passphrase", "passwort", "kennwort", "contrasena", "wachtwoord", "motdepasse",
)  # fmt: skip
_SHORT: Final = frozenset(f"{whose}{word}" for whose in OWNERS for word in ("pw", "pass", "pwd", "psw"))
_KEYS: Final = frozenset({
    *(f"{kind} key" for kind in (
        *GENERATED_KEYS, "ssh", "hmac", "consumer", "preshared", "root", "recovery", "integration",
    )),
    "pepper", "secret key base", "auth salt", "nonce salt", "secret salt", "app salt", "security salt",
    "authkey", "identitytoken", "registrytoken", "jwt", "bearer", "psk", "keys base64", "keys b64",
    "authorization code", "auth code", "oauth code", "oauth verifier", "code verifier", "csrf", "xsrf",
})  # fmt: skip
_SECRETS: Final = frozenset({
    *(f"{kind} keys" for kind in ("api", "access", "secret", "private", "auth", "ssh", "unseal", "recovery")),
    "apikeys", "secrets", "tokens",
})  # fmt: skip
# As cookies are called. Under `session_id` conversations are told apart, and joined with other records.
_SESSIONS: Final = frozenset({"sessionid", "sid", "jsessionid", "phpsessid", "sessid", "connect sid"})
_CODES: Final = frozenset({
    "cvv2", "cvc2", "csc", "security code", "card code", "card verification value", "otp", "totp", "otp code",
    "totp code", "mfa code", "2fa code", "two factor code", "sms code", "login code", "one time code", "onetime code",
    "verification code", "confirmation code", "authentication code", "recovery code", "recovery codes", "backup code",
    "backup codes", "unlock code", "pin code", "cvn", "cv2", "cvv code", "cvc code", "cvv number", "verification value",
})  # fmt: skip
_TAX: Final = frozenset({
    "tax id", "taxid", "taxpayer id", "tax number", "tin", "national id", "social", "social security no",
})  # fmt: skip
_NINE: Final = re.compile(r"([0-9]{3})([ .\-]?)([0-9]{2})\2([0-9]{4})")
# With the signs of base64: what they part is one value.
_PIECE: Final = re.compile(r"[A-Za-z0-9+/=]{8,}")
_CASE: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[a-z])")
_UUID: Final = re.compile(UUID)
_KINDS: Final = (
    "AC AD AI AL AP BN BU CA CF CH CL CN CP CR DG DN ES EY FJ FN FT FW GA GT HH HJ HS HX IG IM IP IS IT KC KD KP KS "
    "MB ME MG MM NO PA PN QE QU RD RE RL RM RN RT SC SD SK SM TR UO US UT VA VE VL VT WA WK WQ WR WS WT WW YC"
)
_RESOURCE: Final = re.compile(rf"(?:{'|'.join(_KINDS.split())})[0-9a-f]{{32}}")
"""The id of a message or a call at Twilio, with the letters that it lists for its kinds of resources.

Those of accounts and keys, too, which have a rule of their own.
"""
_DIGITS: Final = re.compile(r"[0-9]{3,8}")
_SHORTEST: Final = 8
_SHORTEST_LETTERS: Final = 20
_SHORTEST_SESSION: Final = 16
_LONGEST: Final = 4_096
_FEWEST_CASES: Final = 6
_finds: Final = {rule.rule: rule.find for rule in ScrublineAssignmentRecognizer.KEY_RULES}
_password: Final = _finds["key.password"]


def _is_generated(value: str) -> bool:
    """Whether no person wrote a value: letters and digits in turns, or capitals and small letters, in one piece."""
    if (
        not _SHORTEST <= len(value) <= _LONGEST
        or placeholder(value)
        or value[0] in "/~.$<{[%"
        or "://" in value
    ):
        return False
    if any(map(str.isspace, value)):
        return False
    return any(
        takes_turns(piece) or (len(piece) >= _SHORTEST_LETTERS and len(_CASE.findall(piece)) >= _FEWEST_CASES)
        for piece in _PIECE.findall(value)
    )


def _whole(text: str, entity: str, rule: str) -> Span:
    value = text.strip()
    begin = text.index(value)
    return Span(begin, begin + len(value), entity, 0.8, rule, _NAME)


def _word(text: str, start: int, key: str) -> Iterator[Span]:
    """A password without blanks: more words tell about passwords."""
    if not any(map(str.isspace, text.strip())):
        yield from _password(text, start, key)


def _key(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    if _is_generated(text.strip()) and _UUID.fullmatch(text.strip()) is None:
        yield _whole(text, "API_KEY", "key.generated")


def _session(text: str, start: int, key: str) -> Iterator[Span]:
    """What a browser shows to be let in; OpenTelemetry's `session.id`, UUIDs and ids of messages let nobody in."""
    del start
    value = text.strip()
    opens = len(value) >= _SHORTEST_SESSION and not _UUID.fullmatch(value) and _is_generated(value)
    opens = opens and _RESOURCE.fullmatch(value) is None
    if opens and "session.id" not in key.lower():
        yield _whole(text, "API_KEY", "key.session")


def _cookie(text: str, start: int, key: str) -> Iterator[Span]:
    """A list of names and values, or one value."""
    del start, key
    value = text.strip()
    if "=" in value[1:-1] or _is_generated(value):
        yield _whole(text, "AUTH_HEADER", "key.cookies")


def _code(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    value = text.strip()
    if _DIGITS.fullmatch(value) or _is_generated(value):
        yield _whole(text, "PASSWORD", "key.code")


def _tax(text: str, start: int, key: str) -> Iterator[Span]:
    """A whole value of nine digits, as the numbers of persons are written."""
    del start, key
    match = _NINE.fullmatch(text.strip())
    entity = None if match is None else ssn.parts(*match.group(1, 3, 4))
    if entity:
        yield _whole(text, entity, "key.tax_id")


class _EndingRule(KeyRule):
    """A rule for keys whose last word ends in one of its words, whatever is joined to it; a number may follow."""

    __slots__ = ()

    def is_for(self, words: str) -> bool:
        parts = words.split()
        while parts and (parts[-1] in self.tails or parts[-1].isdigit()):
            del parts[-1]
        last = parts[-1].rstrip("0123456789") if parts else ""
        return last.endswith(tuple(self.words)) and last.removeprefix("no") not in self.words - {last}


class ScrublineSecretKeyRecognizer(FieldRecognizer):
    """Secrets under less usual keys; see the module."""

    KEY_RULES = (
        _EndingRule("key.password.joined", "PASSWORD", frozenset(_JOINED), _password, _AGAIN),
        KeyRule(
            "key.password.short",
            "PASSWORD",
            _SHORT | {"pass word", "pass phrase", "mot de passe", "security answer", "secret answer"},
            _password,
            _AGAIN,
        ),
        KeyRule(
            "key.passwords",
            "PASSWORD",
            frozenset({"passwords", "passphrases", "passwds"}),
            _word,
            VALUE_TAILS,
            of_many=True,
        ),
        KeyRule("key.generated", "API_KEY", _KEYS, _key, VALUE_TAILS),
        KeyRule("key.secrets", "API_KEY", _SECRETS, _key, VALUE_TAILS, of_many=True),
        KeyRule("key.session", "API_KEY", _SESSIONS, _session, VALUE_TAILS),
        KeyRule("key.cookies", "AUTH_HEADER", frozenset({"cookies"}), _cookie, VALUE_TAILS, of_many=True),
        KeyRule("key.code", "PASSWORD", _CODES, _code, VALUE_TAILS),
        KeyRule("key.tax_id", "US_SSN", _TAX, _tax),
    )
