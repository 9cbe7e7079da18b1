"""Names that stand beside their value: `{"name": "authorization", "value": ...}`, `["--password", ...]`.

What such a name says holds for its neighbour as if it were its key: in lists of headers, in patches and in logs of
changes, in what a validator rejects. What a key says together with those above it is read by `redaction.outer_keys`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from redaction.outer_keys import CARRIERS, ENDS, LONGEST_NAME, tellings
from redaction.questions import answered, answers

__all__ = ["Pairs", "flagged", "pairs_in", "telling", "told"]

Pairs = Mapping[Any, tuple[Any, ...]]
"""Keys of an object whose values may be named by others, each with the keys of these names."""

_PLACES: Final = (
    "loc", "path", "instancepath", "propertypath", "datapath", "pointer", "field", "fieldname", "property",
    "propertyname", "column", "param", "parameter", "attribute", "label",
)  # fmt: skip
_TYPES: Final = ("idtype", "documenttype", "identifiertype", "type", "kind")
_NAMES: Final = (
    "name", "key", "k", "header", "headername", "field", "fieldname", "param", "parameter", "option", "flag",
    "variable", "attribute", "property", "column", "label", "slot", "slotname", "entity", "path", "system", "type",
    "kind",
)  # fmt: skip
"""Those that say most first: of two that say something the first one counts, wherever it stands."""
_VALUES: Final = frozenset({"value", "val", "v", "headervalue", "fieldvalue"})
"""Of these one counts, as two are something else."""
_ANSWERS: Final = frozenset({"answer", "a", "response", "reply", "useranswer", "userresponse"})
_SENT: Final = ENDS - {"number"}
_CHANNELS: Final = ("channel", "medium", "type", "kind", "method")
_NAMED_BY: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(_VALUES, _NAMES),
    **dict.fromkeys(("rejectedvalue", "invalidvalue", "attemptedvalue", "received", "input", "instance"), _PLACES),
    **dict.fromkeys(("old", "new", "oldvalue", "newvalue", "before", "after"), (*_PLACES, "name", "key")),
    **dict.fromkeys(("number", "idvalue", "idnumber", "documentnumber"), _TYPES),
    **dict.fromkeys(_SENT, _CHANNELS),
    **dict.fromkeys(_ANSWERS, ("question", "q", "prompt", "query")),
}  # fmt: skip
_WIDEST: Final = 64
"""Keys of an object in which a name and its value are looked for."""
_LEAST_NUMBER: Final = 10_000_000
"""What is smaller counts something, where a neighbour and no key says what it is."""
_SETTING: Final = re.compile(r"\.{0,2}/|[a-z]{1,12}=[^,=]{1,200},[a-z]{1,12}=")
_PLAIN_WORD: Final = re.compile(r"[A-Za-z_.\-]+")


def pairs_in(keys: Sequence[Any]) -> Pairs | None:
    """The keys of values and of their names among the keys of an object, None if there are none."""
    if not 1 < len(keys) <= _WIDEST:
        return None
    plain: dict[str, Any] = {}
    for key in keys:
        if type(key) is str:
            plain.setdefault(key.lower().replace("_", ""), key)
    several = len(_VALUES.intersection(plain)) > 1
    pairs: dict[Any, tuple[Any, ...]] = {}
    for bare, key in plain.items():
        names = tuple(plain[name] for name in _NAMED_BY.get(bare, ()) if name in plain)
        if names and not (several and bare in _VALUES):
            pairs[key] = names
    return pairs or None


def told(pairs: Pairs, entries: Mapping[Any, Any]) -> dict[Any, str]:
    """What other values of the object call the values under the keys of pairs; nothing of those that none names."""
    called: dict[Any, str] = {}
    for key, names in pairs.items():
        if key.lower().replace("_", "") in _ANSWERS:
            name = next((name for at in names if (name := answered(entries[at], entries[key]))), "")
            if name:
                called[key] = name
        elif _is_named(entries[key]):
            sent = key.lower() in _SENT
            name = next((name for at in names if (name := _name(at, entries, sent=sent))), "")
            if name:
                called[key] = name
    return called


def _name(at: Any, entries: Mapping[Any, Any], *, sent: bool) -> str:
    """What the value under a key calls another, "" if it says nothing.

    Args:
        at: The key of the name.
        entries: The object.
        sent: Whether it tells by which way something is sent, and not what it is.
    """
    name = entries[at]
    if sent:
        return "phone" if type(name) is str and name.lower() in CARRIERS else ""
    if type(name) is list:
        name = next((part for part in reversed(name) if type(part) is str), "")
    elif type(name) is str and name[:1] == "/" and at.lower() == "path" and "op" not in entries:
        return ""  # of a request; a patch has an operation, too
    return telling(name)


def flagged(items: Sequence[Any], path: str) -> dict[int, str]:
    """The places in a list whose value is named by the one before: an answer, behind a flag, or the second of two.

    `["password", "email"]` is a list of names, so the second of two has to be more than a word; and `["token", "p99"]`
    a list of labels, so pairs stand in a list themselves.

    Args:
        items: The list.
        path: Of its items, as `Route.path` has it.
    """
    named = answers(items) if items and type(items[0]) is dict else {}
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
    return value if type(value) is str and 0 < len(value) <= LONGEST_NAME and tellings[value] else ""
