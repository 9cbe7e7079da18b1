"""Names that stand beside their value: `{"name": "authorization", "value": ...}`, `["--password", ...]`.

What such a name says holds for its neighbour as if it were its key: in lists of headers, in patches and in logs of
changes, in what a validator rejects. What a key says together with those above it is read by
`redaction.walk.outer_keys`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from redaction.recognizers.context import key_words
from redaction.walk.messages import PARTIES, SENT, by_message
from redaction.walk.outer_keys import CARRIERS, ENDS, tellings
from redaction.walk.programs import secrets_of_command
from redaction.walk.questions import LONGEST_ANSWER, LONGEST_NAME, answered, answers, returned
from redaction.walk.turns import ENDS_OF_TURNS, turns

__all__ = ["Pair", "flagged", "flat_pairs_in", "may_name", "pairs_in", "telling", "told"]

Reader = Callable[[Mapping[Any, Any], Any, tuple[Any, ...]], str]
Pair = tuple[Any, tuple[Any, ...], Reader]
"""The key of a value, those of what may name it, and how: from the object, the value and these keys to the name."""

_PLACES: Final = (
    "loc", "path", "instancepath", "propertypath", "datapath", "pointer", "field", "fieldname", "property",
    "propertyname", "column", "param", "parameter", "attribute", "label",
)  # fmt: skip
_TYPES: Final = (
    "idtype", "documenttype", "identifiertype", "idnumbertype", "numbertype", "tintype", "taxidtype", "nationalidtype",
    "type", "kind",
)  # fmt: skip
_NAMES: Final = (
    "name", "key", "k", "header", "headername", "field", "fieldname", "param", "parameter", "option", "flag",
    "variable", "attribute", "property", "column", "label", "slot", "slotname", "entity", "path", "system", "type",
    "kind",
)  # fmt: skip
"""Those that say most first: of two that say something the first one counts, wherever it stands."""
_VALUES: Final = frozenset({"value", "val", "v", "headervalue", "fieldvalue"})
"""Of these one counts, as two are something else."""
_REJECTED: Final = ("rejectedvalue", "invalidvalue", "attemptedvalue", "received", "input", "instance")
_CHANGED: Final = ("old", "new", "oldvalue", "newvalue", "before", "after")
_WIDEST: Final = 64
"""Keys of an object in which a name and its value are looked for."""
_LEAST_NUMBER: Final = 10_000_000
"""What is smaller counts something, where a neighbour and no key says what it is."""
_CALLING_CODE: Final = re.compile(r"\+[0-9]{1,3}")
_SETTING: Final = re.compile(r"\.{0,2}/|[a-z]{1,12}=[^,=]{1,200},[a-z]{1,12}=")
_PLAIN_WORD: Final = re.compile(r"[A-Za-z_.\-]+")


def _by_name(entries: Mapping[Any, Any], value: Any, names: tuple[Any, ...]) -> str:
    """What a name, or the last part of a path, says of a value."""
    for at in names:
        name = entries[at]
        if type(name) is list:
            name = next((part for part in reversed(name) if type(part) is str), "")
        elif type(name) is str and name[:1] == "/" and at.lower() == "path" and "op" not in entries:
            continue  # of a request; a patch has an operation, too
        if telling(name) and _is_named(value):
            return str(name)
    return ""


def _by_channel(entries: Mapping[Any, Any], value: Any, names: tuple[Any, ...]) -> str:
    """Where a message goes that is sent to telephones."""
    for at in names:
        channel = entries[at]
        if type(channel) is str and channel.lower() in CARRIERS:
            return "phone" if _is_named(value) else ""
    return ""


def _by_question(entries: Mapping[Any, Any], value: Any, names: tuple[Any, ...]) -> str:
    """What was asked for."""
    if type(value) is not str or len(value) > LONGEST_ANSWER:
        return ""
    return next((name for at in names if (name := answered(entries[at], value))), "")


def _by_call(entries: Mapping[Any, Any], value: Any, names: tuple[Any, ...]) -> str:
    """What a tool was called for, `get_ssn`, or which type something is of, where the value looks like that."""
    return next((name for at in names if (name := returned(entries[at], value))), "")


def _by_tool(entries: Mapping[Any, Any], value: Any, names: tuple[Any, ...]) -> str:
    """What a tool is given: `verify_ssn` one value, `send_sms` where it goes to."""
    if type(value) in {int, float}:
        return ""
    for at in names:
        name = entries[at]
        if telling(name) or (type(name) is str and not CARRIERS.isdisjoint(key_words(name).split()[-1:])):
            return str(name)
    return ""


def _by_country(entries: Mapping[Any, Any], value: Any, names: tuple[Any, ...]) -> str:
    """The code of a country, with plus, stands before a telephone number only."""
    codes = [entries[at] for at in names]
    coded = any(type(code) is str and _CALLING_CODE.fullmatch(code) for code in codes)
    return "phone" if coded and _is_named(value) else ""


_OF_ANSWERS: Final = frozenset((_by_question, _by_call))
_TEXTS: Final = frozenset((str,))
_CHANNELS: Final = (
    "channel", "medium", "type", "kind", "method", "messagingproduct", "provider", "gateway", "transport", "service",
    "carrier", "product",
)  # fmt: skip
_TOOLS: Final = ("name", "tool", "toolname", "function", "functionname")
_NAMED_BY: Final = {
    **dict.fromkeys(_VALUES, (_NAMES, _by_name)),
    **dict.fromkeys(_REJECTED, (_PLACES, _by_name)),
    **dict.fromkeys(_CHANGED, ((*_PLACES, "name", "key"), _by_name)),
    **dict.fromkeys(
        ("number", "idvalue", "idnumber", "documentnumber", "nationalidentifier", "nationalid", "identifier"),
        (_TYPES, _by_name),
    ),
    **dict.fromkeys(("text", "no"), (("type", "kind", "entity", "entitytype", "label"), _by_call)),
    **dict.fromkeys(("content", "result", "toolresult"), (_TOOLS, _by_call)),
    **dict.fromkeys(
        ("arguments", "args", "parameters", "toolinput", "toolargs", "kwargs"), (_TOOLS, _by_tool)
    ),
    "nationalnumber": (("countrycode", "callingcode", "dialcode", "countrycallingcode"), _by_country),
    **dict.fromkeys(ENDS - {"number"}, (_CHANNELS, _by_channel)),
    **dict.fromkeys(
        ("answer", "a", "response", "completion", "reply", "useranswer", "userresponse"),
        (("question", "q", "prompt", "query"), _by_question),
    ),
    "output": (("input", "question", "query"), _by_question),
}
"""Of each key of values the keys of what may name them, and how."""
_ALSO: Final = {
    "number": (("countrycode", "callingcode", "dialcode", "countrycallingcode"), _by_country),
    "response": (_TOOLS, _by_call),
    "output": (_TOOLS, _by_call),
    **dict.fromkeys(PARTIES, (SENT, by_message)),
    "recipientid": (("status", "messagestatus", *SENT), by_message),
}
"""And others, where those say nothing."""
_FLAT: Final = {
    "output.value": (("input.value",), _by_question),
    "traceloop.entity.output": (("traceloop.entity.input",), _by_question),
    "langfuse.observation.output": (("langfuse.observation.input",), _by_question),
    "langfuse.trace.output": (("langfuse.trace.input",), _by_question),
    "mlflow.spanOutputs": (("mlflow.spanInputs",), _by_question),
    "gen_ai.completion": (("gen_ai.prompt",), _by_question),
    "ai.response.text": (("ai.prompt",), _by_question),
    "gen_ai.tool.call.arguments": (("gen_ai.tool.name",), _by_tool),
    "gen_ai.tool.call.result": (("gen_ai.tool.name",), _by_call),
    "tool.parameters": (("tool.name",), _by_tool),
}
"""The same for attributes by their whole keys: what a model or a tool was given, and its answer."""
_FLAT_ENDS: Final = tuple({key.rpartition(".")[2] for key in _FLAT}.union(ENDS_OF_TURNS))


def pairs_in(keys: Sequence[Any]) -> Sequence[Pair]:
    """The keys of values and of what may name them among the keys of an object, those that say most first."""
    pairs = flat_pairs_in(keys)
    if not 1 < len(keys) <= _WIDEST:
        return pairs
    plain: dict[str, Any] = {}
    for key in keys:
        if type(key) is str:
            plain.setdefault(key.lower().replace("_", ""), key)
    several = len(_VALUES.intersection(plain)) > 1
    for named_by in (_NAMED_BY, _ALSO):
        for bare in named_by.keys() & plain.keys():
            if several and bare in _VALUES:
                continue
            listed, read = named_by[bare]
            names = tuple(plain[name] for name in listed if name in plain)
            if names:
                pairs.append((plain[bare], names, read))
    return pairs


def flat_pairs_in(keys: Sequence[Any]) -> list[Pair]:
    """The same among attributes whose keys are paths: conversations, calls of models and of tools."""
    ends = [key for key in keys if type(key) is str and key.endswith(_FLAT_ENDS)]
    if not ends:
        return []
    present = set(keys)
    pairs: list[Pair] = []
    for key in present.intersection(ends).intersection(_FLAT):
        names, read = _FLAT[key]
        if present.issuperset(names):
            pairs.append((key, names, read))
    said = [key for key in ends if key.endswith(ENDS_OF_TURNS)]
    return pairs + [(key, (asked,), _by_question) for key, asked in turns(said)]


def may_name(read: Reader, values: Sequence[Any]) -> bool:
    """Whether a reader of pairs can name one of some values: what answers is short."""
    return (
        read not in _OF_ANSWERS
        or not _TEXTS.issuperset(map(type, values))
        or min(map(len, values)) <= LONGEST_ANSWER
    )


def told(pairs: Sequence[Pair], entries: Mapping[Any, Any]) -> dict[Any, str]:
    """What other values of the object call the values under the keys of pairs; nothing of those that none names."""
    named: dict[Any, str] = {}
    for key, names, read in pairs:
        if key not in named and (name := read(entries, entries[key], names)):
            named[key] = name
    return named


def flagged(items: Sequence[Any], path: str) -> dict[int, str]:
    """The places in a list whose value is named by the one before: an answer, behind a flag, or the second of two.

    `["password", "email"]` is a list of names, so the second of two has to be more than a word; and `["token", "p99"]`
    a list of labels, so pairs stand in a list themselves.

    Args:
        items: The list.
        path: Of its items, as `Route.path` has it.
    """
    named = answers(items) if items and type(items[0]) is dict else {}
    if items and type(items[0]) is str and len(items) > 1:
        named = dict.fromkeys(secrets_of_command(items), "password")
    if len(items) == 2 and path.endswith("[][]"):
        first, second = items
        first = first.decode("latin-1") if type(first) is bytes else first
        if type(second) is not str or not _PLAIN_WORD.fullmatch(second):
            name = telling(first)
            if name:
                named[1] = name
    for at, item in enumerate(items[:-1], 1):
        if type(item) is str and item[:1] == "-" and at not in named:
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
