"""Values under keys that are named like a password or a key: `{"db_password": "..."}`, `{"api_key": "..."}`.

Part of `redaction.recognizers.secret.assignments`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from redaction.recognizers.context import key_words
from redaction.recognizers.detector import VALUE_TAILS, KeyRule
from redaction.recognizers.secret.harmless_names import holds_no_secret
from redaction.recognizers.secret.names import DOUBTFUL_KEYS, PASSWORDS_ABROAD, SYLLABLE
from redaction.recognizers.secret.passphrases import is_phrase
from redaction.recognizers.secret.short_names import is_owned
from redaction.recognizers.secret.values import (
    could_be_password,
    is_no_secret,
    is_word,
    looks_chosen,
    looks_random,
)
from redaction.spans import Span

__all__ = ["KEY_RULES"]

_SHORT: Final = frozenset({"pass", "pw", "pswd"})


def _span(begin: int, value: str, entity: str, score: float, rule: str) -> Span:
    return Span(begin, begin + len(value), entity, score, rule, "ScrublineAssignmentRecognizer")


def _value_of_password(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    value = text.strip()
    if value and len(value) <= 512 and not is_word(value) and value.strip("*.•xX"):
        yield _span(text.index(value), value, "PASSWORD", 0.9, "key.password")


def _value_abroad(text: str, start: int, key: str) -> Iterator[Span]:
    """The same without blanks, and not what a form says in Chinese or Japanese about it."""
    if not any(map(str.isspace, text.strip())) and SYLLABLE.search(text) is None:
        yield from _value_of_password(text, start, key)


def _value_of_short(text: str, start: int, key: str) -> Iterator[Span]:
    del start
    value = text.strip()
    if len(value) > 512 or " " in value:
        return
    owned = is_owned(_name_of(key)) and not is_no_secret(value, quoted=True)
    if owned or could_be_password(value, 6) or looks_chosen(value):
        yield _span(text.index(value), value, "PASSWORD", 0.8, "key.short")


def _name_of(key: str) -> str:
    """The words of a key up to the one that names the secret: `next token` of `nextToken.value`."""
    words = key_words(key).split()
    while words and words[-1] in VALUE_TAILS:
        del words[-1]
    return " ".join(words)


def _value_of_key(text: str, start: int, key: str) -> Iterator[Span]:
    del start
    value, name = text.strip(), _name_of(key)
    if not value or len(value) > 4096 or holds_no_secret(name, value) or is_no_secret(value, quoted=True):
        return
    if " " in value:
        if name.endswith("secret") and is_phrase(value):
            yield _span(text.index(value), value, "API_KEY", 0.8, "key.secret")
    elif name.endswith("secret") and could_be_password(value, 6):
        yield _span(text.index(value), value, "API_KEY", 0.8, "key.secret")
    else:
        named_key = not f" {name}".endswith(" token") and len(value) >= 8 and not value.isdigit()
        if named_key or looks_random(value):
            yield _span(text.index(value), value, "API_KEY", 0.8, "key.secret")


KEY_RULES: Final = (
    KeyRule(
        "key.password",
        "PASSWORD",
        frozenset(
            {"password", "passwd", "pwd", "passphrase", "passcode", "pin", "cvv", "cvc", "new password"}
        ),
        _value_of_password,
        VALUE_TAILS,
    ),
    KeyRule("key.password.abroad", "PASSWORD", PASSWORDS_ABROAD, _value_abroad, VALUE_TAILS),
    KeyRule(
        "key.secret",
        "API_KEY",
        frozenset(
            {
                "api key",
                "apikey",
                "secret",
                "secret key",
                "access key",
                "private key",
                "client secret",
                "token",
            }
            | {"auth token", "access token", "refresh token", "credential", "credentials", "signing key"}
            | {"master key", "license key", "licence key", "subscription key", "encryption key"}
        ),
        _value_of_key,
        VALUE_TAILS,
    ),
    KeyRule(
        "key.short",
        "PASSWORD",
        _SHORT | DOUBTFUL_KEYS,
        _value_of_short,
        VALUE_TAILS,
        asked_for=False,  # in a sentence these are words
    ),
)
