"""Secrets beside their name, with no sign between: flags, entries of YAML and JSON, attributes and elements of XML.

`--db-password ...` in one line or two, `ENV NPM_TOKEN ...`, `- name: DB_PASSWORD` above `value: ...`,
`<property name="password" value="..."/>`, `<entry key="password">...`, `<dt>Password</dt><dd>...`, the parts of a
form, `"password" "..."` of Redis and `{password,<<"...">>}` of Erlang. Part of
`redaction.recognizers.secret.assignments`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.detector import Detector
from redaction.recognizers.secret.harmless_names import holds_no_secret
from redaction.recognizers.secret.names import GATE_NAMES, KEYS, PASSWORDS
from redaction.recognizers.secret.said_passwords import TRAILING
from redaction.recognizers.secret.short_names import is_owned
from redaction.recognizers.secret.values import could_be_password, is_no_secret, looks_chosen, looks_random
from redaction.spans import Span

__all__ = ["DETECTORS"]

_WORDS: Final = rf"(?:{PASSWORDS}|{KEYS})"
_GATE: Final = rf"(?:{GATE_NAMES})"
# In one line, in two (as arguments of a container are listed), or as the next field of a record of auditd.
_TO_ARGUMENT: Final = (
    r"(?:[ \t]{1,8}|\"[ ]a[0-9]{1,3}=|(?P<below>[\"']?[ \t]{0,4}\r?\n[ \t]{0,16}(?:-[ ]{1,3})?))"
)
_FLAG: Final = re.compile(
    r"(?:--(?P<before>(?:[a-z][a-z0-9]{0,15}[\-_]){0,3})|(?<![a-z])(?:env|setenv)[ \t]{1,4}(?P<variable>\w{1,40}_))"
    rf"(?P<name>(?P<password>{PASSWORDS})|(?P<short>pass)|{KEYS}){_TO_ARGUMENT}"
    r"(?P<quote>[\"']?)(?P<value>[^\s\"'\-][^\s\"'\x00]{3,256})(?P<end>[\"']?[ \t]{0,4}(?=[\r\n]|\Z))?",
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
_MARK: Final = r"\\?[\"']"
_NAMED: Final = rf"(?P<name>[\w.:\-\[]{{0,40}}{_WORDS})"
_CONTENT: Final = r"(?P<quote>)(?P<value>[^<>\s\x00]{3,256})</"
_IN_ELEMENT: Final = re.compile(
    rf"(?:name|key|id|field)={_MARK}{_NAMED}{_MARK}[^<>\x00]{{0,60}}>{_CONTENT}", re.IGNORECASE | re.ASCII
)
_VALUE_FIRST: Final = re.compile(
    rf"\bvalue=\\?(?P<quote>[\"'])(?P<value>[^\"'<>\s\x00]{{3,256}})\\?(?P=quote)[^<>\x00]{{0,100}}?"
    rf"(?:name|id|key|type)={_MARK}{_NAMED}{_MARK}[^<>\x00]{{0,60}}>",
    re.IGNORECASE | re.ASCII,
)
_BELOW_LABEL: Final = re.compile(
    rf"(?<![\w.:\-\[]){_NAMED}[ ]?:?[ ]?</[\w:]{{1,16}}>[ \t\r\n]{{0,20}}<(?!th)[\w:]{{1,16}}"
    rf"(?:[ ][^<>\x00]{{0,80}})?>{_CONTENT}",
    re.IGNORECASE | re.ASCII,
)
_LINE_END: Final = r"(?:(?:\\r)?\\n|\r?\n)"
_IN_FORM: Final = re.compile(
    rf"name={_MARK}{_NAMED}\]?{_MARK}{_LINE_END}(?:content-[^\r\n\\\x00]{{1,100}}{_LINE_END}){{0,3}}{_LINE_END}"
    r"(?P<quote>)(?P<value>[^\s\\\x00]{3,256})",
    re.IGNORECASE | re.ASCII,
)
_LITERAL: Final = r"\\?(?P<quote>[\"'])(?P<value>[^\"'\s\x00]{3,256}?)\\?(?P=quote)"
_LISTED: Final = re.compile(
    rf"{_MARK}{_NAMED}{_MARK}(?:[ ]{{1,4}}|\r?\n[ \t]{{0,8}}[0-9]{{1,4}}\)[ ]){_LITERAL}",
    re.IGNORECASE | re.ASCII,
)
_IN_TUPLE: Final = re.compile(
    rf"\{{:?(?P<name>[a-z0-9_]{{0,40}}{_WORDS}),[ ]?(?:<<)?{_LITERAL}", re.IGNORECASE | re.ASCII
)
_NEAR: Final = 800
"""The headers of a part of a form and its value, or a tag with its value first."""
_DIGIT: Final = re.compile("[0-9]")
# The third: whether words cannot stand there.
_PAIRS: Final = (
    (_ENTRY, "entry.secret", True),
    (_ELEMENT, "element.secret", False),
    (_IN_ELEMENT, "element.secret", False),
    (_VALUE_FIRST, "entry.secret", True),
    (_BELOW_LABEL, "label.secret", False),
    (_IN_FORM, "entry.secret", True),
    (_LISTED, "listed.secret", False),
    (_IN_TUPLE, "listed.secret", False),
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
        before = match["before"] or match["variable"] or ""
        if is_no_secret(value, quoted=bool(match["quote"])) or holds_no_secret(before + name, value):
            continue
        if match["below"] and not (match["end"] is not None and could_be_password(value, _SHORTEST_SHORT)):
            continue
        if match["short"]:
            likely = (
                looks_chosen(value) or could_be_password(value, _SHORTEST_SHORT) or is_owned(before + name)
            )
        else:
            plain = match["password"] or (name in _PLAIN_FLAGS and not before)
            likely = bool(plain) or looks_random(value)
        if likely:
            yield _span(match, value, "PASSWORD", "flag.password")


def _pairs(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    for pattern, rule, certain in _PAIRS:
        if pattern is _BELOW_LABEL and "</" not in text:
            continue  # it would be tried at every name
        for match in pattern.finditer(text):
            value = match["value"].rstrip("\\" if match["quote"] else TRAILING)
            name = match["name"]
            if is_no_secret(value, quoted=bool(match["quote"])) or holds_no_secret(name, value):
                continue
            if _PASSWORD.search(name):
                if certain or (_DIGIT.search(value) if rule == "label.secret" else not value.isalpha()):
                    yield _span(match, value, "PASSWORD", rule)
            elif looks_random(value) and not (rule == "element.secret" and _CALLED.fullmatch(value)):
                yield _span(match, value, "API_KEY", rule)


DETECTORS: Final = (
    Detector(
        "flag.password",
        "PASSWORD",
        (rf"(?i)[\-_](?:pass|{_GATE})(?:[ \t\r\n]|\"[ ]a[0-9]|[\"'][ \t]{{0,4}}[\r\n])",),
        _flags,
    ),
    Detector(
        "entry.secret",
        "PASSWORD",
        (
            rf"(?i){_GATE}{_TO_VALUE}",
            rf"(?i)={_MARK}[A-Za-z0-9_.:\-\[]{{0,40}}{_GATE}{_MARK}[^<>\x00]{{0,60}}>",
            rf"(?i){_GATE}[ ]?:?[ ]?</[A-Za-z0-9_:]{{1,16}}>[ \t\r\n]{{0,20}}<",
            rf"(?i){_GATE}\]?{_MARK}{_LINE_END}(?:content-|{_LINE_END})",
            rf"(?i){_GATE}{_MARK}(?:[ ]{{1,4}}|\r?\n[ \t]{{0,8}}[0-9]{{1,4}}\)[ ]){_MARK}",
            rf"(?i)\{{:?[a-z0-9_]{{0,40}}{_GATE},[ ]?(?:<<)?{_MARK}",
            rf"(?i){_GATE}(?:[ ][^<>\x00]{{1,100}}>(?:<!\[CDATA\[)?|><!\[CDATA\[)[^<>\s\x00\]]{{3}}",
        ),
        _pairs,
        also=("API_KEY",),
        near=_NEAR,
    ),
)
