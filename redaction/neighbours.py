"""Keys that stand beside or above their value: `{"name": "authorization", "value": ...}`, `["--password", ...]`.

What such a name says holds for its neighbour as if it were its key, and what a key says of a secret or a telephone
holds for what stands directly below it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from redaction.kept import Kept
from redaction.recognizers import RECOGNIZERS
from redaction.recognizers.context import key_words
from redaction.recognizers.secret_keys import OF_MANY

__all__ = ["Pair", "flagged", "key_below", "pair_in", "telling", "told"]

Pair = tuple[tuple[Any, ...], Any]
"""Keys of an object whose values may name the value under its last key."""

_NAMES: Final = (
    "name", "key", "k", "header", "headername", "field", "fieldname", "param", "parameter", "option", "flag",
    "variable", "attribute", "property", "label", "system", "type", "kind",
)  # fmt: skip
"""Those that say most first: of two that say something the first one counts, wherever it stands."""
_VALUES: Final = frozenset({"value", "val", "v", "headervalue", "fieldvalue"})
_LONGEST_NAME: Final = 64
_MOST_NAMES: Final = 4_096
_WIDEST: Final = 64
"""Keys of an object in which a name and its value are looked for."""
_LEAST_NUMBER: Final = 10_000_000
"""What is smaller counts something, where a neighbour and no key says what it is."""
_SETTING: Final = re.compile(r"\.{0,2}/|[a-z]{1,12}=[^,=]{1,200},[a-z]{1,12}=")
_PLAIN_WORD: Final = re.compile(r"[A-Za-z_.\-]+")
_NEUTRAL: Final = frozenset({
    "value", "values", "raw", "number", "numbers", "num", "plain", "original", "formatted", "normalized", "e164",
    "national", "international", "display", "str", "string",
})  # fmt: skip
"""Keys that say nothing without the key around them."""
_OF_SOMEBODY: Final = frozenset({
    "home", "work", "mobile", "cell", "office", "private", "personal", "business", "main", "primary", "secondary",
    "default", "first", "second", "third", "other", "old", "new", "current", "previous", "last", "emergency", "fax",
    "day", "evening", "night", "full", "local", "part", "parts", "data", "content", "text", "body", "v", "val",
    "confirm", "confirmation", "repeat", "again", "user", "admin", "root", "prod", "production", "staging", "dev",
    "test", "live", "a", "b", "string", "int", "double", "value", "values", "number",
})  # fmt: skip
"""Keys below that of a secret or a telephone that tell which one it is."""
_USERS: Final = frozenset({"user", "enduser", "end_user"})
_PASSING_ON: Final = frozenset({"PHONE_NUMBER", "PASSWORD", "API_KEY", "AUTH_HEADER", "US_SSN"})
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
_CARRIERS: Final = frozenset({"sms", "mms", "whatsapp", "twilio", "telephony", "sip"})
_ENDS: Final = frozenset({"to", "from", "number", "recipient", "recipients", "sender", "destination"})
_ROW: Final = re.compile(r"[0-9]{1,9}")

_RULES: Final = tuple(rule for recognizer in RECOGNIZERS for rule in recognizer.KEY_RULES)


def _telling(name: str) -> bool:
    words = key_words(name)
    return any(rule.is_for(words) for rule in _RULES)


def _passing_on(name: str) -> bool:
    words = key_words(name)
    return _OF_THINGS.isdisjoint(words.split()[-1:]) and any(
        rule.entity in _PASSING_ON and rule.is_for(words) for rule in _RULES
    )


def _many(name: str) -> bool:
    words = key_words(name)
    return any(rule.rule in OF_MANY and rule.is_for(words) for rule in _RULES)


def _of_birth(name: str) -> bool:
    words = key_words(name)
    return words.strip() == _BIRTH or any(
        rule.entity == "DATE_OF_BIRTH" and rule.is_for(words) for rule in _RULES
    )


_births: Final = Kept(_of_birth, _MOST_NAMES, _LONGEST_NAME)
_manies: Final = Kept(_many, _MOST_NAMES, _LONGEST_NAME)
_tellings: Final = Kept(_telling, _MOST_NAMES, _LONGEST_NAME)
_passings: Final = Kept(_passing_on, _MOST_NAMES, _LONGEST_NAME)


def key_below(around: str, outer: str, key: str) -> str:
    """What a key says together with those above it: its context for recognizers.

    Args:
        around: What the key above says, with those above that.
        outer: The key directly above, "" if there is none.
        key: The key.
    """
    if around and key.lower() in _NEUTRAL:
        return f"{around}.{key}"
    if key.lower() == "id" and outer.lower() in _USERS:
        return f"{outer}.{key}"
    if around and _ROW.fullmatch(key) and _OF_THINGS.isdisjoint(key_words(around).split()[-1:]):
        return around  # a column of a table, by row
    if outer and _manies[outer] and not _tellings[key] and _DESCRIBING.isdisjoint(key_words(key).split()):
        return f"{key}.{outer}"
    if around and key.lower() in _DAYS and _births[around]:
        return f"{around}.{key}" if around.lower() == _BIRTH else f"{key}.{around}"
    if key.lower() in _ENDS and not _CARRIERS.isdisjoint(key_words(outer).split()[-1:]):
        return f"{key}.phone"
    if outer and _passings[outer] and not _tellings[key] and _says_which(key):
        return f"{key}.{outer}"
    return key


def _says_which(key: str) -> bool:
    words = key_words(key).split()
    return key.lower() in _NEUTRAL or (bool(words) and _OF_SOMEBODY.issuperset(words))


def pair_in(keys: Sequence[Any]) -> Pair | None:
    """The keys of names and the key of their value among the keys of an object, None if there are none."""
    if not 1 < len(keys) <= _WIDEST:
        return None
    plain = {key: key.lower().replace("_", "") for key in keys if type(key) is str}
    values = [key for key, bare in plain.items() if bare in _VALUES]
    names = tuple(
        sorted(
            (key for key, bare in plain.items() if bare in _NAMES), key=lambda key: _NAMES.index(plain[key])
        )
    )
    return (names, values[0]) if len(values) == 1 and names else None


def told(pair: Pair, entries: Mapping[Any, Any]) -> str:
    """What another value of the object calls the value under the last key of the pair, "" if none does."""
    names, value = pair
    if not _is_named(entries[value]):
        return ""
    return next((name for key in names if (name := telling(entries[key]))), "")


def flagged(items: Sequence[Any], path: str) -> dict[int, str]:
    """The places in a list whose value is named by the one before: behind a flag, or the second of two.

    `["password", "email"]` is a list of names, so the second of two has to be more than a word; and `["token", "p99"]`
    a list of labels, so pairs stand in a list themselves.

    Args:
        items: The list.
        path: Of its items, as `Route.path` has it.
    """
    named: dict[int, str] = {}
    if len(items) == 2 and path.endswith("[][]"):
        first, second = items
        first = first.decode("latin-1") if type(first) is bytes else first
        if type(second) is not str or not _PLAIN_WORD.fullmatch(second):
            name = telling(first)
            if name:
                named[1] = name
    for at, item in enumerate(items[:-1], 1):
        if type(item) is str and item[:1] == "-":
            name = telling(item.lstrip("-"))
            if name and _is_named(items[at]) and not (type(items[at]) is str and items[at][:1] == "-"):
                named[at] = name
    return named


def _is_named(value: Any) -> bool:
    """Whether a value may be what its neighbour says: no count, no path, no list of settings."""
    if type(value) in {int, float}:
        return bool(abs(value) >= _LEAST_NUMBER)
    return not (type(value) is str and _SETTING.match(value))


def telling(value: Any) -> str:
    """A value that says what its neighbour is, "" if it does not."""
    return value if type(value) is str and 0 < len(value) <= _LONGEST_NAME and _tellings[value] else ""
