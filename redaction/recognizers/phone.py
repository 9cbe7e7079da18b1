"""Telephone numbers, shape first: only what is written like a number is held against a numbering plan.

Four ways to be one: a country code (`+44 20 7946 0958`, `0049 ...`), the North American shape, a national shape with
a trunk zero or brackets, or any grouping of seven digits and more that a word or the key calls a phone number.
Dates, decimals, IP addresses, epochs and versions have other shapes and never get as far.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.detector import Detector, FieldRecognizer, KeyRule
from redaction.recognizers.digit_runs import run_start
from redaction.recognizers.phone_shapes import Candidate, Run, judge
from redaction.recognizers.phone_words import AFTER, LABEL, SHORT, SHORT_GATE, STRONG, WEAK
from redaction.spans import Span

__all__ = ["ScrublinePhoneRecognizer"]

_RUN: Final = re.compile(r"[0-9](?:[ .()\-/]{0,3}[0-9]){6,}")
_GROUP: Final = re.compile(r"[0-9]+")
_DECIMALS: Final = re.compile(r",[0-9]{1,3}(?![0-9])")
_BREAKS: Final = frozenset(" (/")
_DIALLED: Final = re.compile(r"[+(]{0,2}[0-9](?:[ ()./\-]{0,2}[0-9]){3,16}")
_SHORTEST: Final = 7
_LONGEST: Final = 17
_EXTENSION: Final = re.compile(
    r"[ ,;]{0,2}(?:x|ext\.?|extn\.?|extension|durchwahl|#)[ .:]{0,2}[0-9]{1,6}(?![0-9A-Za-z])", re.IGNORECASE
)


def _find(text: str, start: int, key: str) -> Iterator[Span]:
    for match in _RUN.finditer(text, run_start(text, start)):
        groups = [group.span() for group in _GROUP.finditer(text, *match.span())]
        run = Run(text, key, groups)
        index, count = 0, len(groups)
        while index < count:
            found = _from_group(run, index) if _may_start(text, groups, index) else None
            if found is None:
                index += 1
                continue
            index, span = found
            yield span


def _may_start(text: str, groups: list[tuple[int, int]], index: int) -> bool:
    start = groups[index][0]
    if index and _BREAKS.isdisjoint(text[groups[index - 1][1] : start]):
        return False
    before = text[start - 1] if start else " "
    return not (
        (before.isalnum() and ord(before) < 0x3000) or (before in "_$€£#=&%" and before != "=")
    ) and not (
        before in ".,:" and start > 1 and text[start - 2].isdigit() and not _opens_cell(text, groups, index)
    )


def _opens_cell(text: str, groups: list[tuple[int, int]], index: int) -> bool:
    """Whether the comma before group `index` separates values: what follows is no thousands and no decimals."""
    start, end = groups[index]
    several = index + 1 < len(groups) and (text[end] != " " or text[start] == "0")
    return text[start - 1] == "," and (several or end - start >= _SHORTEST)


def _from_group(run: Run, index: int) -> tuple[int, Span] | None:
    """The longest number that begins with group `index`; the index behind it and the span."""
    text, groups = run.text, run.groups
    start = groups[index][0]
    lead = text[max(0, start - 2) : start]
    plus = "+" in lead
    bracket = lead.endswith("(") and text.startswith(")", groups[index][1])
    if not (plus or bracket) and run.hopeless(index):
        return None
    if not plus and index + 1 < len(groups) and _single(groups[index]) and _single(groups[index + 1]):
        return None  # digits one by one are a list, or an evasion that `redaction.normalise` closes up
    for last in range(min(len(groups), index + 8) - 1, index - 1, -1):
        if not _may_end(text, groups, last, several=plus or last > index):
            continue
        parts = [text[a:b] for a, b in groups[index : last + 1]]
        digits = "".join(parts)
        if not _SHORTEST <= len(digits) <= _LONGEST:
            continue
        end = groups[last][1]
        candidate = Candidate(start, end, digits, tuple(map(len, parts)), text[start:end], plus, bracket)
        verdict = judge(run, candidate)
        if verdict is not None:
            rule, score, checked = verdict
            return last + 1, _span(text, candidate, rule, score, checked=checked)
    return None


def _value(text: str, start: int, key: str) -> Iterator[Span]:
    """Within the value of a key that says telephone: what `_find` does, else a whole value that can be dialled."""
    spans = [*_find(text, start, key)]
    yield from spans
    if not spans and _DIALLED.fullmatch(text.strip()):
        begin = text.index(text.strip())
        end = begin + len(text.strip())
        yield Span(begin, end, "PHONE_NUMBER", 0.7, "phone.value", "ScrublinePhoneRecognizer")


def _short(text: str, start: int, key: str) -> Iterator[Span]:
    del key
    for match in SHORT.finditer(text, start):
        name = match.lastgroup or ""
        if 5 <= sum(map(str.isdigit, match[name])) < _SHORTEST:
            yield Span(*match.span(name), "PHONE_NUMBER", 0.6, "phone.short", "ScrublinePhoneRecognizer")


def _single(group: tuple[int, int]) -> bool:
    return group[1] - group[0] == 1


def _may_end(text: str, groups: list[tuple[int, int]], last: int, *, several: bool) -> bool:
    end = groups[last][1]
    if last + 1 < len(groups):
        return not _BREAKS.isdisjoint(text[end : groups[last + 1][0]])
    after = text[end : end + 2]
    if not after:
        return True
    if after[0] in ".,:%" and after[1:].isdigit():
        return after[0] == "," and (several or _DECIMALS.match(text, end) is None)
    return not (
        (after[0].isalnum() and ord(after[0]) < 0x3000 and after[0] not in "xe") or after[0] in "_=%@"
    )


def _span(text: str, number: Candidate, rule: str, score: float, *, checked: bool) -> Span:
    start, end = number.start, number.end
    while start and text[start - 1] in "(+" and number.start - start < 2:
        start -= 1
    if start and text[start - 1] == " " and text[start - 2 : start - 1] == "+":
        start -= 2
    if end < len(text) and text[end] == ")" and "(" in text[start:end] and ")" not in text[start:end]:
        end += 1
    extension = _EXTENSION.match(text, end)
    if extension:
        end = extension.end()
    return Span(start, end, "PHONE_NUMBER", score, rule, "ScrublinePhoneRecognizer", checked=checked)


_SEPARATOR: Final = r"[ .()\-/]"
_DIGITS: Final = rf"[0-9](?:{_SEPARATOR}{{0,3}}[0-9]){{6}}"


class ScrublinePhoneRecognizer(FieldRecognizer):
    """Telephone numbers; see the module."""

    DETECTORS = (
        Detector(
            rule="phone",
            entity="PHONE_NUMBER",
            gates=(
                rf"\+[^\x00]{{0,4}}{_DIGITS}",
                rf"[^0-9A-Za-z]0{_SEPARATOR}{{0,3}}0(?:{_SEPARATOR}{{0,3}}[0-9]){{8}}",
                rf"[2-9][0-9]{{2}}{_SEPARATOR}{{1,3}}[0-9]{{3}}{_SEPARATOR}{{1,3}}[0-9]{{4}}",
                rf"[^0-9A-Za-z]0{_SEPARATOR}{{0,3}}[1-9](?:{_SEPARATOR}{{0,3}}[0-9]){{7}}",
                rf"[^0-9A-Za-z][6-9][0-9]{{4}}{_SEPARATOR}{{1,3}}[0-9]{{5}}",
                rf"[^0-9A-Za-z]1[3-9][0-9]{_SEPARATOR}{{1,3}}[0-9]{{4}}{_SEPARATOR}{{1,3}}[0-9]{{4}}",
                rf"\([0-9]{{2,4}}\){_SEPARATOR}{{0,2}}[0-9]{{1,9}}{_SEPARATOR}{{0,3}}[0-9]{{1,5}}",
                r"[^0-9A-Za-z_][0-9]{10,11}[^0-9A-Za-z_]",
            ),
            words=(
                STRONG.gate,
                LABEL,
                WEAK.gate_before(_DIGITS),
                rf"[0-9][ ,()/\-]{{0,3}}(?i:{AFTER})",
            ),
            reach=60,
            find=_find,
        ),
        Detector(rule="phone.short", entity="PHONE_NUMBER", gates=(SHORT_GATE,), reach=0, find=_short),
    )
    KEY_RULES = (
        KeyRule(
            rule="phone.key",
            entity="PHONE_NUMBER",
            words=frozenset(
                {
                    "phone",
                    "phone number",
                    "telephone",
                    "tel",
                    "mobile",
                    "mobile number",
                    "cell",
                    "fax",
                    "msisdn",
                }
                | {
                    "phone no",
                    "cellphone",
                    "whatsapp",
                    "contact number",
                    "caller",
                    "callee",
                    "telefon",
                    "telefono",
                }
            ),
            find=_value,
        ),
    )
