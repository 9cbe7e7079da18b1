"""Telephone numbers, shape first: only what is written like a number is held against a numbering plan.

Four ways to be one: a country code (`+44 20 7946 0958`, `0049 ...`), the North American shape, a national shape with
a trunk zero or brackets, or any grouping of seven digits and more that a word or the key calls a phone number.
Dates, decimals, IP addresses, epochs and versions have other shapes and never get as far.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.detector import Detector, FieldRecognizer
from redaction.recognizers.digit_runs import Plans, QuietRuns, in_every_run
from redaction.recognizers.phone.beside import is_near_mail
from redaction.recognizers.phone.calls import GATE as CALL_GATE
from redaction.recognizers.phone.keys import rules
from redaction.recognizers.phone.lines import over_line_end
from redaction.recognizers.phone.names import NAME_GATES, says_phone
from redaction.recognizers.phone.plan import international
from redaction.recognizers.phone.runs import SHORTEST, Candidate, Piece, Plan, Start, Window, plan_of
from redaction.recognizers.phone.said import Run
from redaction.recognizers.phone.scripts import GATE as SCRIPT_GATE
from redaction.recognizers.phone.shapes import judge
from redaction.recognizers.phone.short import GATES as SHORT_GATES
from redaction.recognizers.phone.short import short_numbers
from redaction.recognizers.phone.signed import MISREAD_GATE
from redaction.recognizers.phone.switches import GATES as SWITCH_GATES
from redaction.recognizers.phone.switches import REACH, switched_numbers
from redaction.recognizers.phone.twins import GATE as TWIN_GATE
from redaction.recognizers.phone.unsaid import ABROAD_GATE
from redaction.recognizers.phone.words import GATES
from redaction.spans import Span

__all__ = ["ScrublinePhoneRecognizer"]

_DECIMALS: Final = re.compile(r",[0-9]{1,3}(?![0-9])")
_NOT_DIGITS: Final = b" \t\r\n.()-/_"
_EXTENSION_STARTS: Final = frozenset("xXeEdD#")
_EXTENSION: Final = re.compile(
    r"[ ,;]{0,2}(?:x|ext\.?|extn\.?|extension|durchwahl|#)[ .:]{0,2}[0-9]{1,6}(?![0-9A-Za-z])", re.IGNORECASE
)


_plans: Final = Plans(plan_of)


def _in_run(text: str, start: int, written: bytes, key: str, worded: bool) -> list[Span]:
    plan = _plans.of(written)
    if plan.whole and text[start - 1 : start] == "+":
        span = _behind_plus(text, start, written)
        if span is not None:
            return [span]
    spans = _on_lines(text, start, written, key, plan, worded)
    broken = over_line_end(text, start, written, worded=worded) if b"\n" in written else None
    if broken is None:
        return spans
    begin, end, checked = broken
    begin -= text[begin - 1 : begin] == "+"
    whole = Span(begin, end, "PHONE_NUMBER", 0.7, "phone.lines", "ScrublinePhoneRecognizer", checked=checked)
    return [*(span for span in spans if span.start >= end), whole]


def _behind_plus(text: str, start: int, written: bytes) -> Span | None:
    """All of a run behind a plus as one number, where nothing but its country's plan need be asked: most are such."""
    end = start + len(written)
    if text[end : end + 1] not in {"", " "}:
        return None
    verdict = international(_bare(written), "phone.plus")
    if verdict is None:
        return None
    rule, score, checked = verdict
    return _span(text, start, end, rule, score, checked=checked)


def _bare(written: bytes) -> str:
    return written.translate(None, _NOT_DIGITS).decode()


def _zeros(shape: bytes) -> tuple[int, ...] | None:
    plan = _plans.of(shape)
    return None if plan.shaped else plan.begins


def _mail(shape: bytes) -> bool:
    return any(piece.beside for piece in _plans.of(shape).pieces)


def _on_lines(  # noqa: PLR0917 - once per run
    text: str, start: int, written: bytes, key: str, plan: Plan, worded: bool
) -> list[Span]:
    spans: list[Span] = []
    bare = ""
    told: bool | None = True if worded else None
    for piece in plan.pieces:
        run: Run | None = None
        after = 0
        for place in piece.starts:
            if place.at < after:
                continue
            begin = start + place.begin
            lead = text[begin - 2 : begin] if begin > 1 else text[:begin]
            plus = "+" in lead
            if not (plus or place.shaped or told or text[begin] == "0"):
                if told is None:
                    told = says_phone(key)
                if not (told or _stands_beside(text, start, piece)):
                    continue
            if place.at == 0 and not _may_start(text, begin, place.size, alone=piece.groups == 1):
                continue
            if run is None:
                run = Run(
                    text,
                    key,
                    start + piece.begin,
                    start + piece.end,
                    piece.groups,
                    piece.digits,
                    worded=worded,
                )
            bracket = place.closed and lead.endswith("(")
            if not bare:
                bare = _bare(written)
            found = _from_group(run, start, bare, place, plus=plus, bracket=bracket)
            if found is not None:
                after, span = found
                spans.append(span)
    return spans


def _stands_beside(text: str, start: int, piece: Piece) -> bool:
    """Whether a piece of a run may be a number for the e-mail address that stands beside it."""
    return piece.beside and is_near_mail(text, start + piece.begin, start + piece.end)


_BORDERS: Final = frozenset(" +(")
"""What stands before most numbers, and tells nothing against one."""
_LONGEST_AREA: Final = 3
_SHORTEST_LAST: Final = 3
"""Digits of a last group that is no hour."""
_FAR_BUILD: Final = 4
_OF_BUILD: Final = re.compile(r"[0-9][A-Za-z]{1,2}\.\Z")
"""What stands before the day in the name of a build: `AP3A.241105.008`."""
_SHARD: Final = re.compile(r"[0-9]{5}-[0-9]{5}(?![0-9])")
"""Of a file that was written in parts: `part_04533-10000`."""


def _may_start(text: str, start: int, size: int, *, alone: bool) -> bool:
    before = text[start - 1] if start else " "
    if before in _BORDERS:
        return True
    if not alone and (before in "_#&" or (before.isalpha() and 0x80 <= ord(before) < 0x3000)):
        return size <= _LONGEST_AREA or (
            text[start] == "0" and text[start + 1] != "0" and _SHARD.match(text, start) is None
        )
    if before == "." and _OF_BUILD.search(text, max(0, start - _FAR_BUILD), start) is not None:
        return False
    return not ((before.isalnum() and ord(before) < 0x3000) or before in "_$€£#&%") and not (
        before in ".,:"
        and start > 1
        and text[start - 2].isdigit()
        and not (before == "," and _opens_cell(text, start, size, alone=alone))
    )


def _opens_cell(text: str, start: int, size: int, *, alone: bool) -> bool:
    """Whether the comma before a first group separates values: what follows is no thousands and no decimals."""
    return size >= SHORTEST or (not alone and (text[start + size] != " " or text[start] == "0"))


def _from_group(
    run: Run, origin: int, bare: str, place: Start, *, plus: bool, bracket: bool
) -> tuple[int, Span] | None:
    """The longest number that begins with a group; the index of the group behind it and the span."""
    text, start = run.text, origin + place.begin
    # Digits one by one are a list, or an evasion that `redaction.disguises.normalise` closes up.
    if not plus and (place.listed or not (bracket or run.hopeful(place.at, text[start], place.size))):
        return None
    signed = not text[max(0, start - 2) : start - 1].isalnum() if plus else None
    for window in place.windows:
        end = origin + window.end
        if window.final and not _may_end(text, end, window, signed=signed):
            continue
        digits = bare[place.first : window.behind]
        # Behind a plus most are confirmed by their calling code and its country's plan, and nothing else is asked.
        verdict = international(digits, "phone.plus") if plus else None
        if verdict is None:
            written = text[start:end]
            verdict = judge(
                run, Candidate(start, end, digits, window.sizes, written, plus, bracket, place.unsaid)
            )
        if verdict is not None:
            rule, score, checked = verdict
            return window.last + 1, _span(text, start, end, rule, score, checked=checked)
    return None


def _may_end(text: str, end: int, window: Window, *, signed: bool | None) -> bool:
    """Whether what stands behind a number lets it end; `signed` is None without plus, False for that of a sum."""
    after = text[end : end + 2]
    if not after or after[0] == " ":
        return True
    grouped = len(window.sizes) > 1
    several = grouped or signed is not None
    if after[0] in ".,:%" and after[1:].isdigit():
        if after[0] == ":":
            # A port, or the value of a map's key, `map[+14155552671:1]`; what stands before minutes is an hour.
            return (grouped or bool(signed)) and window.sizes[-1] >= _SHORTEST_LAST
        return after[0] == "," and (several or _DECIMALS.match(text, end) is None)
    if after[0] == "%":
        return bool(signed) or after[1:] in {"'", '"'}  # of a query: LIKE '0117 496%'
    if several and (after[0] == "_" or (after[0].isalpha() and not after[0].isascii())):
        return True
    if after[0] in "_=@":
        return bool(signed) or (after[0] == "=" and grouped)
    return not (after[0].isalnum() and ord(after[0]) < 0x3000 and after[0] not in "xXe")


def _span(text: str, begin: int, end: int, rule: str, score: float, *, checked: bool) -> Span:
    """The number whose digits stand at `text[begin:end]`, with the signs and the extension that belong to it."""
    start = begin
    closed = text.count(")", start, end) > text.count("(", start, end)
    while start and begin - start < 2 and (text[start - 1] == "+" or (closed and text[start - 1] == "(")):
        closed = closed and text[start - 1] != "("
        start -= 1
    if start and text[start - 1] == " " and text[start - 2 : start - 1] == "+":
        start -= 2
    if end < len(text) and text[end] == ")" and "(" in text[start:end] and ")" not in text[start:end]:
        end += 1
    if text[end : end + 3].lstrip(" ,;")[:1] in _EXTENSION_STARTS:
        extension = _EXTENSION.match(text, end)
        if extension:
            end = extension.end()
    return Span(start, end, "PHONE_NUMBER", score, rule, "ScrublinePhoneRecognizer", checked=checked)


_find: Final = in_every_run(_in_run)


def _short(text: str, start: int, key: str) -> Iterator[Span]:
    del key
    for begin, end in short_numbers(text, start):
        yield Span(begin, end, "PHONE_NUMBER", 0.6, "phone.short", "ScrublinePhoneRecognizer")


def _switched(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    for begin, end in switched_numbers(text):
        yield Span(begin, end, "PHONE_NUMBER", 0.85, "phone.switch", "ScrublinePhoneRecognizer")


class ScrublinePhoneRecognizer(FieldRecognizer):
    """Telephone numbers; see the module."""

    DETECTORS = (
        Detector(
            rule="phone",
            entity="PHONE_NUMBER",
            gates=(),
            words=(*GATES, *NAME_GATES, CALL_GATE, MISREAD_GATE, ABROAD_GATE, SCRIPT_GATE, TWIN_GATE),
            find=_find,
            in_run=_in_run,
            near=200,
            quiet=QuietRuns(_zeros, says_phone, _mail),
        ),
        Detector("phone.short", "PHONE_NUMBER", SHORT_GATES, _short, near=128),
        Detector("phone.switch", "PHONE_NUMBER", SWITCH_GATES, _switched, near=REACH),
    )
    KEY_RULES = rules(_find)
