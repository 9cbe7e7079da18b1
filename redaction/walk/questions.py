"""Questions and their answers: `assistant: What is your SSN?`, `user: 536228710`.

What a question asks for is the key of a short answer, in the next message of a conversation or beside it in an object.
An answer has no name for what it is, so it must look like what was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from redaction.kept import Kept
from redaction.names.word_set import word_set
from redaction.recognizers import KEY_RULES, KeyRule, rules_for
from redaction.recognizers.context import key_words
from redaction.recognizers.detector import KeyWords
from redaction.recognizers.secret.generated import mixes_kinds
from redaction.recognizers.secret.values import mixes
from redaction.words import english

__all__ = ["ASKED", "LONGEST_ANSWER", "LONGEST_NAME", "SPEECH", "answered", "answers", "returned"]

ASKED: Final = "?"
"""What a name ends with that is that of an answer."""
SPEECH: Final = (
    "content", "text", "parts", "message", "value", "data", "body", "utterance", "transcript", "input", "output",
)  # fmt: skip
"""Keys of a message under which it says something: the first of them that it has."""
LONGEST_ANSWER: Final = 60
LONGEST_NAME: Final = 64
"""Of a key: longer ones are worked out each time, and say nothing about a value beside them."""
_SPEAKERS: Final = frozenset({"role", "from", "speaker", "sender", "author", "type", "participant"})
"""Keys of messages in a conversation that say who speaks."""
_DIGIT: Final = re.compile("[0-9]")
_MOST_QUESTIONS: Final = 1_024
_LONGEST_QUESTION: Final = 160
_DEEPEST: Final = 3
_LAST_SENTENCES: Final = 3
_LONGEST_PHRASE: Final = 4
_FEWEST_DIGITS: Final = 4
_SHORTEST_KEY: Final = 12
_SENTENCE: Final = re.compile(r"[^.?!\n]*(?:[.?!\n]+|\Z)")
_REQUEST: Final = re.compile(
    r"\b(?:please|enter|provide|tell|give|type|confirm|share|send|state|need|say|bitte|veuillez|por favor)\b",
    re.IGNORECASE,
)
_UNFINISHED: Final = re.compile(r"(?:(?<![A-Za-z])(?:is|are)|:)\s{0,4}\Z", re.IGNORECASE)
"""What leaves to the next message what it began to say: `My SSN is`."""
_COUNTING: Final = re.compile(
    r"\bhow (?:many|much|long|often|big|large|old|do|does|did|should|to)\b", re.IGNORECASE
)
_BEHIND: Final = english.PREPOSITIONS | word_set(
    "please so and or now again here is was that which you your i we if where below first too sir madam "
    "then today be used listed associated linked registered ending mm dd yyyy exactly bitte por per s svp "
    "alstublieft"
)
"""Words that may follow the name of something: with another it is the name of something else, a `phone model`."""
_CODE: Final = re.compile("[0-9]{3,8}")
_SECRET: Final = re.compile(r"(?:(?:it['\u2019]?s|it is|sure|ok|yes)[,:]? )?(?P<value>\S+)", re.IGNORECASE)
_SECRETS: Final = frozenset({"API_KEY", "AUTH_HEADER"})
_LAST: Final = frozenset(phrase.split()[-1] for rule in KEY_RULES if rule.asked_for for phrase in rule.words)


def answers(items: Sequence[Any]) -> dict[int, str]:
    """The messages of a list that answer the one before them, each with the name of what that asks for.

    Args:
        items: Messages, or anything else.
    """
    named: dict[int, str] = {}
    if len(items) < 2 or type(items[-1]) is not dict or _SPEAKERS.isdisjoint(items[-1]):
        return named
    for at in range(1, len(items)):
        answer = _said(items[at])
        if len(answer) <= LONGEST_ANSWER and _DIGIT.search(answer):
            name = answered(_said(items[at - 1]), answer)
            if name:
                named[at] = name
    return named


def answered(question: Any, answer: str) -> str:
    """The name of what a text asks for and another gives, "" if it does not."""
    if type(question) is not str or len(answer) > LONGEST_ANSWER or not _DIGIT.search(answer):
        return ""
    answer = answer.strip()
    for sentence in reversed(
        _SENTENCE.findall(question[-4 * _LONGEST_QUESTION :].strip())[-_LAST_SENTENCES - 1 :]
    ):
        if (name := _asked[sentence[-_LONGEST_QUESTION:]]) and any(
            _could_be(rule, answer) for rule in _rules_of(key_words(name))
        ):
            return f"{name}{ASKED}"
    return ""


def returned(name: Any, value: Any) -> str:
    """The name of a tool or a type with the sign of an answer, "" unless a value looks like what it says.

    Args:
        name: Such as `get_phone` or `US_SSN`.
        value: What the tool gave back, or what is of that type.
    """
    if type(name) is not str or type(value) is not str or not 0 < len(name) <= LONGEST_NAME:
        return ""
    rules = _named[name]
    if not rules or not _FEWEST_DIGITS <= len(value) <= LONGEST_ANSWER or not _DIGIT.search(value):
        return ""  # three digits are a status
    return f"{name}{ASKED}" if any(_could_be(rule, value.strip()) for rule in rules) else ""


def _said(message: Any, depth: int = 0) -> str:
    """What a message says: the last of its parts, which stand in lists and objects."""
    if type(message) is dict and type(said := message.get("content")) is str:
        return said
    if type(message) is str:
        return message if depth else ""
    if depth > _DEEPEST or not message:
        return ""
    if type(message) is list:
        return _said(message[-1], depth + 1) if depth else ""
    if type(message) is dict:
        for key in SPEECH:
            if key in message:
                return _said(message[key], depth + 1)
    return ""


def _asks_for(sentence: str) -> str:
    """The name of what a sentence asks for, "" if it is no question or asks for something else."""
    asks = sentence.rstrip().endswith(ASKED) or _REQUEST.search(sentence) or _UNFINISHED.search(sentence)
    if not asks or _COUNTING.search(sentence):
        return ""
    words = key_words(sentence).split()
    for end in range(len(words), 0, -1):
        if not _LAST.isdisjoint((words[end - 1], words[end - 1].removesuffix("s"))):
            for size in range(1, min(_LONGEST_PHRASE, end) + 1):
                name = " ".join(words[end - size : end])
                if _rules_of(KeyWords(f" {name} ")):
                    return name if _BEHIND.issuperset(words[end : end + 1]) else ""
    return ""


_asked: Final = Kept(_asks_for, _MOST_QUESTIONS, _LONGEST_QUESTION)


def _rules_of(words: KeyWords) -> tuple[KeyRule, ...]:
    return tuple(rule for rule in rules_for(words) if rule.asked_for)


def _rules_named(name: str) -> tuple[KeyRule, ...]:
    return _rules_of(key_words(name))


_named: Final = Kept(_rules_named, _MOST_QUESTIONS, LONGEST_NAME)


def _could_be(rule: KeyRule, answer: str) -> bool:
    """Whether an answer looks like what a rule is for."""
    if rule.entity != "PASSWORD" and rule.entity not in _SECRETS:
        return sum(map(str.isdigit, answer)) >= _FEWEST_DIGITS
    secret = _SECRET.fullmatch(answer)
    if secret is None:
        return False
    value = secret["value"]
    if rule.entity in _SECRETS:
        return len(value) >= _SHORTEST_KEY and mixes_kinds(value)
    return mixes(value) or _CODE.fullmatch(value) is not None
