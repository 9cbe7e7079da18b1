"""Model internals in texts: lists of token ids, log probabilities with their tokens, pieces of a streamed answer.

`prompt_token_ids: [1, 2023, 338]` in a line of a server and `data: {"choices":[{"delta":{"content":"eva.m@"}}]}` in a
captured stream give the text away where no other recognizer sees it. In records the policy drops them by their keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.detector import Detector, FieldRecognizer
from redaction.recognizers.letters import in_lower_case, matches, places
from redaction.spans import Span

__all__ = ["ScrublineInternalsRecognizer", "find_internals", "may_have_internals"]

_GATES: Final = (
    r"[Tt][Oo][Kk][Ee][Nn]_?[Ii][Dd][Ss]",
    r"[Pp][Uu][Tt]_[Ii][Dd][Ss]",
    r"[Ll][Oo][Gg]_?[Pp][Rr][Oo][Bb][Ss]",
    r"[\"']delta\\{0,3}[\"']",
)
# Those that end an answer are settings.
_IDS: Final = (
    r"(?<!stop_)(?<!stop)(?<!bad_)(?<!eos_)(?<!bos_)(?<!pad_)(?<!special_)token_?ids|(?:in|out)put_ids"
)
_KEY: Final = re.compile(
    rf"(?:(?P<ids>{_IDS})|(?P<probs>log_?probs)|(?<=[\"'])(?P<delta>(?-i:delta)(?=\\{{0,3}}[\"'])))"
    r"(?![A-Za-z0-9_])(?P<quote>\\{0,3}[\"']?)[ \t]{0,4}[:=][ \t]{0,4}",
    re.IGNORECASE | re.ASCII,
)
_BEGINS: Final = ("token_ids", "tokenids", "input_ids", "output_ids", "logprobs", "log_probs", "delta")
_PARTS: Final = ("token_ids", "tokenids", "put_ids", "logprobs", "log_probs", 'delta"', "delta'", "delta\\")
_LIST: Final = re.compile(r"(?:[a-z.]{1,12}\()?(?=\[[\[\s]{0,8}[0-9])", re.ASCII)
_OF_LIST: Final = re.compile(r"[\[\]]|[^0-9,\s.\-\u2026\[\]]", re.ASCII)
# What can stand in the notation and nothing else, so that one that was cut off ends with its line: a text within a
# string has no line end of its own, and outside of strings there are no words but true, false, null and their like.
_OF_JSON: Final = re.compile(r'"(?:[^"\\\r\n]|\\.)*+(?:"|\Z)|[^,:0-9.eE+\-truefalsnN\s]')
_OF_CODE: Final = re.compile(
    r"\"(?:[^\"\\\r\n]|\\.)*+(?:\"|\Z)|'(?:[^'\\\r\n]|\\.)*+(?:'|\Z)|[^,:0-9.A-Za-z_=()+\-\s]"
)
_OF_ESCAPED: Final = re.compile(r"[\[\]{}\r\n]")
_OF_DELTA: Final = re.compile(
    r"\{\s{0,40}\\{0,3}[\"'](?:content|role|text|type|tool_calls|function_call|reasoning(?:_content)?|thinking|refusal"
    r"|partial_json|audio|signature|stop_reason|annotations|citations?|message|parts|name|arguments)\\{0,3}[\"']"
)
"""How the object begins that is a piece of an answer; metrics and tables have deltas, too."""
_AMOUNT: Final = re.compile(r"[+\-]?[0-9][0-9.,]*[ ]?%?")
_REPLACED: Final = re.compile(
    # In stars stand the bracket or the quote, and what it opened.
    r"<MODEL_TOKENS(?::[\w.\-]{1,64}:[0-9a-f]{24})?>|\*\*[* \-./()+:@]*"
)
"""What `replace`, `hmac` and `mask` leave."""
_TEXT: Final = re.compile(r'"(?:[^"\\\r\n]|\\.)++"?')
_ESCAPED_TEXT: Final = re.compile(r'\\{1,3}"[^"\\\r\n]++(?:\\{1,3}")?')


def find_internals(text: str, start: int, key: str) -> Iterator[Span]:
    """The values that keys of model internals have in a text; one that does not end goes to the end of the text."""
    del key
    last = 0
    for match in matches(_KEY, text, places(in_lower_case(text), _BEGINS, start)):
        begin = match.end()
        if begin < last:
            continue
        if match["ids"]:
            opened = _LIST.match(text, begin)
            if opened is None:
                continue
            begin = opened.end()
            last = _end(text, begin, _OF_LIST)
            rule = "internals.ids"
        else:
            last = _value_end(text, begin, match["quote"], delta=match["delta"] is not None)
            rule = "internals.probs" if match["probs"] else "internals.delta"
        if last > begin + 2:
            yield Span(begin, last, "MODEL_TOKENS", 0.9, rule, "ScrublineInternalsRecognizer")


def may_have_internals(text: str) -> bool:
    """Whether a text has a part of one of the keys: at memory speed, for long ones."""
    lower = text.lower()
    return any(word in lower for word in _PARTS)


def _value_end(text: str, begin: int, quote: str, *, delta: bool) -> int:
    """The end of the object, list or text that begins at a place; the place itself if none does."""
    if delta and (
        text[begin : begin + 1] == "["
        or (text[begin : begin + 1] == "{" and not _OF_DELTA.match(text, begin))
    ):
        return begin
    if text[begin : begin + 1] in {"[", "{"}:
        escaped = quote.startswith("\\")
        return _end(text, begin, _OF_ESCAPED if escaped else _OF_JSON if quote == '"' else _OF_CODE)
    said = (_ESCAPED_TEXT if quote.startswith("\\") else _TEXT).match(text, begin)
    if said is None:
        return begin
    value = said.group().strip('"\\')
    if _REPLACED.fullmatch(value) is not None or (delta and _AMOUNT.fullmatch(value) is not None):
        return begin
    return said.end()


def _end(text: str, begin: int, marks: re.Pattern[str]) -> int:
    """The end of what is bracketed from a place on: its last bracket, what cannot stand in it, or the text's end."""
    depth = 0
    for mark in marks.finditer(text, begin):
        sign = text[mark.start()]
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
            if depth == 0:
                return mark.end()
        elif sign in "\"'" and len(mark.group()) == 1 and mark.end() < len(text):
            cut_off = text.find("\n", mark.end())  # a string has no line end of its own
            return len(text) if cut_off < 0 else cut_off
        elif sign not in "\"'":
            return begin + len(text[begin : mark.start()].rstrip())
    return begin + len(text[begin:].rstrip())


class ScrublineInternalsRecognizer(FieldRecognizer):
    """Model internals; see the module."""

    DETECTORS = (Detector("internals", "MODEL_TOKENS", _GATES, find_internals),)
