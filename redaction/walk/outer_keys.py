"""What a key says together with the keys above it: `{"phone": {"home": ...}}`, `{"ssn": {"S": ...}}`.

What a key says of a secret, of a telephone or of a person's number holds for what stands directly below it.
"""

from __future__ import annotations

import re
from typing import Final

from redaction.kept import Kept
from redaction.recognizers import rules_for
from redaction.recognizers.context import key_words
from redaction.recognizers.phone.own_keys import FORMS
from redaction.walk.questions import ASKED, LONGEST_NAME, SPEECH

__all__ = ["CARRIERS", "ENDS", "key_below", "tellings"]

_MOST_NAMES: Final = 4_096

_TAGS: Final = frozenset({"S", "N", "SS", "NS", "L", "M"})
"""Types of DynamoDB, which stand between a name and its value."""
_OPERATORS: Final = frozenset({
    *("$eq", "$ne", "$in", "$nin", "$gt", "$gte", "$lt", "$lte", "$not", "$all", "$elemmatch", "$regex", "$like"),
    *("$ilike", "$contains", "$containsi", "$startswith", "$endswith", "$between", "$date", "$numberlong"),
    *("$numberint", "$numberdouble", "$numberdecimal"),
    *("eq", "neq", "equals", "contains", "startswith", "endswith", "ilike"),
})  # fmt: skip
"""How a query compares a name with a value, and the types of MongoDB's extended JSON."""
_TYPED: Final = frozenset({
    *("string", "str", "text", "varchar", "char", "var", "integer", "int", "int64", "long", "double", "float"),
    *("decimal", "number", "timestamp", "date", "raw", "original", "interpreted", "resolved", "display", "formatted"),
    *("national", "new", "old", "previous", "current"),
})  # fmt: skip
_VALUE_WORDS: Final = frozenset({"value", "values", "val", "number"})
_OF_SOMEBODY: Final = frozenset({
    "home", "work", "mobile", "cell", "office", "private", "personal", "business", "main", "primary", "secondary",
    "default", "first", "second", "third", "other", "old", "new", "current", "previous", "last", "emergency", "fax",
    "day", "evening", "night", "full", "local", "part", "parts", "data", "content", "text", "body", "v", "val",
    "confirm", "confirmation", "repeat", "again", "user", "admin", "root", "prod", "production", "staging", "dev",
    "test", "live", "a", "b", "string", "int", "double", "value", "values", "number", "before", "after",
})  # fmt: skip
"""Keys below that of a secret or a telephone that tell which one it is."""
_USERS: Final = frozenset({"user", "enduser", "end_user", "taxpayer"})
_PASSING_ON: Final = frozenset({
    "PHONE_NUMBER", "PASSWORD", "API_KEY", "AUTH_HEADER", "US_SSN", "US_ITIN", "US_PASSPORT", "US_DRIVER_LICENSE",
    "US_BANK_NUMBER", "DATE_OF_BIRTH",
})  # fmt: skip
# A message has a sender with a name and an id, a cell a network, a pin a state, and credentials a region.
_OF_THINGS: Final = frozenset({
    "to", "from", "recipient", "destination", "sender", "receiver", "contact", "contacts", "cell", "pin", "auth",
    "credential", "credentials",
})  # fmt: skip
_DESCRIBING: Final = frozenset({
    "policy", "count", "min", "max", "length", "enabled", "required", "total", "type", "status", "expired", "created",
    "updated", "rotation", "lockout", "expires", "algorithm", "hint", "rule", "rules",
})  # fmt: skip
"""Words in keys below that of passwords or secrets that tell about them."""
_BIRTH: Final = "birth"
_DAYS: Final = frozenset({
    "year", "month", "day", "y", "m", "d", "date", "iso", "time", "timestamp", "$date", "seconds", "epochday",
    "monthvalue", "dayofmonth", "dayofyear", "$numberlong", "s", "n",
})  # fmt: skip
"""Keys below that of a date of birth that hold the day or a part of it."""
_BEGINNING: Final = frozenset({"process", "proc", "thread", "inode", "file", "stat", "statx"})
"""What has a birth, too, and is nobody."""
CARRIERS: Final = frozenset({
    *("sms", "mms", "whatsapp", "twilio", "telephony", "sip", "vonage", "nexmo", "messagebird", "plivo", "infobip"),
    *("clickatell", "telnyx", "gupshup", "viber", "imessage", "sinch", "msg91", "smpp"),
})  # fmt: skip
"""What goes to telephones."""
ENDS: Final = frozenset({"to", "from", "number", "recipient", "recipients", "sender", "destination"})
"""Keys that say where something goes, or comes from."""
_ROW: Final = re.compile(r"[0-9]{1,9}")


def _telling(name: str) -> bool:
    return bool(rules_for(key_words(name)))


def _passing_on(name: str) -> bool:
    words = key_words(name)
    return _OF_THINGS.isdisjoint(words.split()[-1:]) and any(
        rule.entity in _PASSING_ON for rule in rules_for(words)
    )


def _many(name: str) -> bool:
    return any(rule.of_many for rule in rules_for(key_words(name)))


def _of_birth(name: str) -> bool:
    words = key_words(name)
    return words.strip() == _BIRTH or any(rule.entity == "DATE_OF_BIRTH" for rule in rules_for(words))


_births: Final = Kept(_of_birth, _MOST_NAMES, LONGEST_NAME)
_manies: Final = Kept(_many, _MOST_NAMES, LONGEST_NAME)
_passings: Final = Kept(_passing_on, _MOST_NAMES, LONGEST_NAME)
tellings: Final = Kept(_telling, _MOST_NAMES, LONGEST_NAME)
"""Whether a key says what its value is."""


def key_below(around: str, outer: str, key: str) -> str:
    """What a key says together with those above it: its context for recognizers.

    Args:
        around: What the key above says, with those above that.
        outer: The key directly above, "" if there is none.
        key: The key.
    """
    if around.endswith(ASKED):
        return around if key.lower() in SPEECH else key
    if around and _is_wrapping(key):
        return around
    if around and key.lower() in FORMS:
        return f"{around}.{key}"
    if key.lower() == _BIRTH and not _BEGINNING.isdisjoint(key_words(outer).split()[-1:]):
        return f"{outer}.{key}"
    if key.lower() == "id" and outer.lower() in _USERS:
        return f"{outer}.{key}"
    if around and _ROW.fullmatch(key) and _OF_THINGS.isdisjoint(key_words(around).split()[-1:]):
        return around  # a column of a table, by row
    if outer and _manies[outer] and not tellings[key] and _DESCRIBING.isdisjoint(key_words(key).split()):
        return f"{key}.{outer}"
    if around and key.lower() in _DAYS and _births[around]:
        return f"{around}.{key}" if around.lower() == _BIRTH else f"{key}.{around}"
    if key.lower() in ENDS and not CARRIERS.isdisjoint(key_words(outer).split()[-1:]):
        return f"{key}.phone"
    if outer and _passings[outer] and not tellings[key] and _says_which(key):
        return f"{key}.{outer}"
    return key


def _is_wrapping(key: str) -> bool:
    """Whether a key tells the type of a value, or what it is compared with: `S`, `$eq`, `stringValue`."""
    if key in _TAGS or key.lower() in _OPERATORS:
        return True
    *kind, value = key_words(key).split() or [""]
    return value in _VALUE_WORDS and bool(kind) and _TYPED.issuperset(kind)


def _says_which(key: str) -> bool:
    words = key_words(key).split()
    return key.lower() in FORMS or (bool(words) and _OF_SOMEBODY.issuperset(words))
