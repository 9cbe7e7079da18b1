"""Secrets beside their name, with no sign between: flags, entries of YAML and JSON, attributes and elements of XML.

`--db-password ...`, `- name: DB_PASSWORD` above `value: ...`, `<property name="password" value="..."/>`,
`<password><![CDATA[...`. Part of `redaction.recognizers.assignments`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.detector import Detector
from redaction.recognizers.harmless_names import holds_no_secret
from redaction.recognizers.said_passwords import TRAILING
from redaction.recognizers.secret_names import GATE_WORDS, KEYS, PASSWORDS
from redaction.recognizers.secret_values import could_be_password, is_no_secret, looks_random
from redaction.spans import Span

__all__ = ["DETECTORS"]

_WORDS: Final = rf"(?:{PASSWORDS}|{KEYS})"
_GATE: Final = rf"(?:{GATE_WORDS}|key|secret|token|credentials?)"
_FLAG: Final = re.compile(
    rf"--(?P<before>(?:[a-z][a-z0-9]{{0,15}}[\-_]){{0,3}})(?P<name>(?P<password>{PASSWORDS})|(?P<short>pass)|{KEYS})"
    r"[ \t]{1,8}(?P<quote>[\"']?)(?P<value>[^\s\"'\-][^\s\"'\x00]{3,256})",
    re.IGNORECASE | re.ASCII,
)
_PLAIN_FLAGS: Final = frozenset({"token", "secret", "api-key"})
_SHORTEST_SHORT: Final = 6
_QUOTE: Final = r"\\{0,7}[\"']?"
_TO_VALUE: Final = rf"{_QUOTE}(?:,?[ \t\r\n]{{1,42}}|,){_QUOTE}value{_QUOTE}[ ]?[:=]"
_ENTRY: Final = re.compile(
    rf"(?:name|key|field|variable|param){_QUOTE}[ ]?[:=][ ]?{_QUOTE}(?P<name>[\w.\-]{{0,40}}{_WORDS})"
    rf"{_TO_VALUE}[ ]?(?P<quote>{_QUOTE})(?P<value>[^\s\"'`,;<>\x00]{{3,256}})",
    re.IGNORECASE | re.ASCII,
)
_ELEMENT: Final = re.compile(
    rf"<(?P<name>[\w.:\-]{{0,40}}{_WORDS})(?:[ ][^<>\x00]{{1,100}}>(?:<!\[CDATA\[)?|><!\[CDATA\[)"
    r"(?P<quote>)(?P<value>[^<>\s\x00\]]{3,256})",
    re.IGNORECASE | re.ASCII,
)
# What an element says a secret is called: `db-credentials-v2`.
_CALLED: Final = re.compile(r"[a-z]{2,16}(?:[\-_.][a-z]{2,16}){1,5}(?:[\-_.]?v?[0-9]{1,2})?", re.ASCII)
_PASSWORD: Final = re.compile(rf"(?:{PASSWORDS})\Z", re.IGNORECASE | re.ASCII)


def _span(match: re.Match[str], value: str, entity: str, rule: str) -> Span:
    begin = match.start("value")
    return Span(begin, begin + len(value), entity, 0.8, rule, "ScrublineAssignmentRecognizer")


def _flags(text: str, start: int, key: str) -> Iterator[Span]:
    del key
    for match in _FLAG.finditer(text, start):
        value, name = match["value"], match["name"].lower()
        if is_no_secret(value, quoted=bool(match["quote"])) or holds_no_secret(match["before"] + name, value):
            continue
        if match["short"]:
            likely = could_be_password(value, _SHORTEST_SHORT)
        else:
            plain = match["password"] or (name in _PLAIN_FLAGS and not match["before"])
            likely = bool(plain) or looks_random(value)
        if likely:
            yield _span(match, value, "PASSWORD", "flag.password")


def _pairs(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    for pattern, rule in ((_ENTRY, "entry.secret"), (_ELEMENT, "element.secret")):
        for match in pattern.finditer(text):
            value = match["value"].rstrip("\\" if match["quote"] else TRAILING)
            if is_no_secret(value, quoted=bool(match["quote"])) or holds_no_secret(match["name"], value):
                continue
            if _PASSWORD.search(match["name"]):
                if not value.isalpha() or rule == "entry.secret":
                    yield _span(match, value, "PASSWORD", rule)
            elif looks_random(value) and not (rule == "element.secret" and _CALLED.fullmatch(value)):
                yield _span(match, value, "API_KEY", rule)


DETECTORS: Final = (
    Detector(
        "flag.password",
        "PASSWORD",
        (rf"(?i)[\-_](?:{GATE_WORDS}|pass|token|secret|key|credentials?)[ \t]",),
        0,
        _flags,
    ),
    Detector(
        "entry.secret",
        "PASSWORD",
        (
            rf"(?i){_GATE}{_TO_VALUE}",
            rf"(?i){_GATE}(?:[ ][^<>\x00]{{1,100}}>(?:<!\[CDATA\[)?|><!\[CDATA\[)[^<>\s\x00\]]{{3}}",
        ),
        0,
        _pairs,
        ("API_KEY",),
    ),
)
