"""Dates, dates of birth, ages and court file numbers in running text, by rules.

They say little alone and much together, so they are looked for only where names are. A date with a time to the second
is none of them: it belongs to a line, not to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from redaction.names import date_shapes as shapes
from redaction.sources import program_digest
from redaction.spans import Field, Span

__all__ = ["ENTITIES", "DatesDetector"]

ENTITIES: Final = ("AGE", "CASE_NUMBER", "DATE_OF_BIRTH", "DATE_TIME")

_NAME: Final = "DatesRecognizer"
_COMPACT: Final = 8
"""Digits of a year, a month and a day."""


def _plain_numeric(match: re.Match[str], birth: bool) -> tuple[int, int] | None:
    end = match.end()
    if match["t"] and not birth and not _in_prose(match.string, match.start()):
        return None
    if match["y1"]:
        valid = 1 <= int(match["m1"]) <= 12 and 1 <= int(match["d1"]) <= 31
    else:
        a, b, separator = int(match["a"]), int(match["b"]), match["s2"][0]
        valid = (1 <= a <= 12 and 1 <= b <= 31) or (1 <= a <= 31 and 1 <= b <= 12)
        if len(match["y2"].lstrip("'")) == 2:
            # 1.2.13 is a version and 10-12-14 a range more often than a date, but not "on 01.02.13".
            valid = valid and (separator == "/" or birth or _short_but_dated(match))
    return (match.start(), end) if valid else None


def _in_prose(text: str, start: int) -> bool:
    """Whether words lead to a timestamp ("On 2007-01-17 23:08:55, ..."): at the start of a line it is the log's."""
    return shapes.PROSE_BEFORE.search(text, max(0, start - 12), start) is not None


def _is_stamp(match: re.Match[str]) -> bool:
    """Whether a month and a day begin a log's line ("Mon Feb 13 20:29:57") or stand in a list of files."""
    text, start = match.string, match.start()
    if text[start].isalpha() and ":" in match[0]:
        return shapes.COLUMN_BEFORE.search(text, max(0, start - 16), start) is not None
    if not shapes.CLOCK_AFTER.match(text, match.end()):
        return False
    weekday = shapes.LEAD_WEEKDAY.search(text, max(0, start - shapes.LONGEST_WEEKDAY), start)
    return not _in_prose(text, weekday.start() if weekday else start)


def _short_but_dated(match: re.Match[str]) -> bool:
    """Whether day and month have two digits each and the words before say that this is a date."""
    return len(match["a"]) + len(match["b"]) == 4 and _dated(match.string, match.start())


def _short_numeric(match: re.Match[str], birth: bool) -> bool:
    a, b = int(match["a"]), int(match["b"])
    if len(match["b"]) == 4:
        valid = 1 <= a <= 12
    else:
        valid = len(match["a"] + match["b"]) > 2 and min(a, b) >= 1 and min(a, b) <= 12 and max(a, b) <= 31
    return valid and (birth or _dated(match.string, match.start()))


def _dated(text: str, start: int) -> bool:
    """Whether the words before a place lead up to a date, and not to a version."""
    window = text[max(0, start - shapes.SHORT_LOOKBACK) : start].lower()
    return shapes.SHORT_BEFORE.search(window) is not None and not shapes.VERSION_WORDS.search(window)


def _is_compact(text: str, start: int, end: int, birth: bool) -> bool:
    """Whether eight digits are year, month and day, and a word or a key before says so: "born 19840523"."""
    year, month, day = (
        int(text[start : start + 4]),
        int(text[start + 4 : start + 6]),
        int(text[start + 6 : end]),
    )
    if not (1900 <= year < 2050 and 1 <= month <= 12 and 1 <= day <= 31):
        return False
    if not shapes.COMPACT_EDGES.match(text, end) or text[start - 1 : start] not in shapes.COMPACT_BEFORE:
        return False
    return birth or _dated(text, start) or _born_before(text, start)


def _named(match: re.Match[str], birth: bool) -> tuple[int, int] | None:
    day, year, month = match["d"], match["y"], match["m"]
    if day:
        number = int(re.sub(r"\D", "", day))
        if not 1 <= number <= 31:
            return None
    if (not day and not year) or (not birth and _is_stamp(match)):
        return None
    if not year and not birth and (len(month) < 3 or (month[0].islower() and not _surely_month(match))):
        # "may 5 people", "mar 3": without a year it takes a capital, or more than the word, to make it a month.
        return None
    return match.span()


def _surely_month(match: re.Match[str]) -> bool:
    """Whether a month in small letters is one: "march 5th", "5 december", "on 5 nov", not "depends on 5 may"."""
    text, start, month, named = match.string, match.start(), match["m"], match.start("m")
    ordinal = shapes.ORDINAL.search(text, match.start("d"), match.end("d") + 2)
    if ordinal or month in shapes.SURELY_MONTHS or shapes.OF_MONTH.search(text, start, named):
        return True
    if month in {"mai", "mars"} and shapes.BEFORE_SHORT.search(text, max(0, start - 5), start):
        return named > match.start("d")
    told = shapes.ON.search(text, max(0, start - 8), start) is not None
    long = len(month) > shapes.LONGEST_SHORT
    return (told and long and named > match.start("d")) if month in shapes.ALSO_VERBS else (told or long)


def _dates(text: str, runs: Sequence[tuple[int, int]], birth: bool) -> Iterable[tuple[int, int, str, float]]:
    # Every date has a digit, so the patterns are tried where a run of digits is and nowhere else: this is what keeps
    # the rules at some microseconds a field.
    for start, end in runs:
        length = end - start
        if length > 4 or length == 3:
            if length == _COMPACT and _is_compact(text, start, end, birth):
                yield start, end, "compact-date", 0.6
            continue
        before = text[start - 1] if start else " "
        after = text[end : end + 1]
        if before.isalnum() or (before in shapes.NEVER_BEFORE and text[start - 4 : start].lower() != "mid-"):
            continue
        if after in shapes.NUMERIC_SIGNS and (match := shapes.NUMERIC.match(text, start)):
            if found := _plain_numeric(match, birth or _born_before(text, start)):
                yield *found, "numeric-date", 0.75
            continue
        if after == "/" and length <= 2 and (match := shapes.SHORT_NUMERIC.match(text, start)):
            if _short_numeric(match, birth):
                yield *match.span(), "short-date", 0.6
            continue
        if (
            after in shapes.DASHES
            and (match := shapes.DAY_RANGE.match(text, start))
            and (found := _named(match, birth))
        ):
            yield *found, "day-month", 0.85 if match["y"] else 0.6
            continue
        follows = text[end + 1 : end + 4].lower()
        named = after != " " or follows in shapes.AFTER_DAY or follows.startswith("d'")
        if length <= 2 and named and (match := shapes.DAY_FIRST.match(text, start)):
            if found := _named(match, birth):
                yield *found, "day-month", 0.85 if match["y"] else 0.6
            continue
        if before in shapes.BLANKS or (before in shapes.APOSTROPHES and length == 2):
            floor = max(0, start - 14)
            gap = start - 1 if before in shapes.BLANKS else start - 2
            word_start = gap
            while word_start > floor and (text[word_start - 1].isalpha() or text[word_start - 1] in ".,"):
                word_start -= 1
            # In a row of values there is no blank before the month.
            word_start = max(word_start, text.rfind(",", word_start, gap - 1) + 1)
            word = text[word_start:gap].rstrip(".,")
            if word[:3].lower() in shapes.MONTH_STARTS and shapes.MONTH_WORD.match(word):
                match = shapes.MONTH_FIRST.match(text, word_start)
                if match and (found := _named(match, birth)):
                    yield *found, "month-day", 0.85 if match["y"] else 0.6
                continue
        if length == 4 and after != "%":
            yield from _years(text, start, before)


def _years(text: str, start: int, before: str) -> Iterable[tuple[int, int, str, float]]:
    if (match := shapes.SPAN_YEARS.match(text, start)) or (match := shapes.DECADE.match(text, start)):
        yield *match.span(), "years", 0.6
    elif before == "(":
        if match := shapes.BRACKETED_YEAR.match(text, start - 1):
            yield *match.span("y"), "year", 0.6
    elif before == "-":
        yield start, start + (5 if text[start + 4 : start + 5] == "s" else 4), "year", 0.6
    elif before in shapes.BLANKS:
        if text[start + 4 : start + 5] == ")":
            for match in shapes.CITED_YEAR.finditer(text, max(0, start - 64), start + 5):
                yield *match.span("y"), "year", 0.6
            return
        for match in shapes.LONE_YEAR.finditer(text, max(0, start - 24), start + 24):
            if match.start("y") == start:
                yield *match.span("y"), "year", 0.6


def _lead(text: str, start: int) -> int:
    """Return where a date begins with what stands before it: "1 and 17 May", "June to July 2001", "Friday 2 May"."""
    if match := shapes.LEAD_WEEKDAY.search(text, max(0, start - shapes.LONGEST_WEEKDAY), start):
        return match.start()
    if text.endswith(shapes.LEAD_ENDS, max(0, start - 10), start):
        pattern = shapes.LEAD_DAYS if text[start].isdigit() else shapes.LEAD_MONTHS
        match = pattern.search(text, max(0, start - 48), start)
        if match:
            return match.start()
    return start


def _terms(text: str) -> Iterable[tuple[int, int, str, float]]:
    if any(map(text.__contains__, shapes.TERM_HINTS)):
        for match in shapes.TERM.finditer(text):
            if match.lastgroup:
                yield *match.span(match.lastgroup), "term", 0.5


def _weekdays(text: str) -> Iterable[tuple[int, int, str, float]]:
    if any(map(text.__contains__, shapes.WEEKDAYS)):
        for match in shapes.WEEKDAY_NAMED.finditer(text):
            yield *match.span("w"), "weekday", 0.5


def _born_before(text: str, start: int) -> bool:
    floor = max(0, start - shapes.LONGEST_LOOKBACK)
    window = text[floor:start].lower()
    return (
        any(map(window.__contains__, shapes.BIRTH_HINTS))
        and shapes.BIRTH.search(text, floor, start) is not None
    )


def _ages(text: str, runs: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int, str, float]]:
    for start, end in runs:
        before = text[start - 1] if start else " "
        if end - start > 3 or int(text[start:end]) > 125 or before.isalnum() or before in shapes.NEVER_AGE:
            continue
        if text[end : end + 1] in shapes.AGE_SIGNS and shapes.AGE_FIRST.match(text, start):
            yield start, end, "age", 0.8
            continue
        window = text[max(0, start - shapes.AGE_LOOKBACK) : start].lower()
        if any(map(window.__contains__, shapes.AGE_HINTS)) and any(
            match.start(match.lastgroup or 0) == start
            for match in shapes.AGE_LAST.finditer(text, max(0, start - shapes.AGE_LOOKBACK), end + 12)
        ):
            yield start, end, "age", 0.8
    if "aged" in text or ("year" in text and ("old" in text or "of age" in text)):
        for match in shapes.AGE_WORDS.finditer(text):
            if match.lastgroup:
                yield *match.span(match.lastgroup), "age-in-words", 0.7


def _cases(text: str) -> Iterable[tuple[int, int, str, float]]:
    if (
        any(map(text.lower().__contains__, shapes.CASE_WORDS))
        and shapes.CASE_HINT.search(text)
        and shapes.CASE_WORD.search(text)
    ):
        for match in shapes.CASE.finditer(text):
            yield *match.span(), "file-number", 0.7


class DatesDetector:
    """Finds dates, dates of birth, ages and court file numbers. Stateless; equal fields give equal spans."""

    @property
    def identity(self) -> str:
        """The program; part of the plan hash."""
        return f"dates/{program_digest()}"

    def detect(self, fields: Sequence[Field]) -> list[list[Span]]:
        """Examine each field.

        Args:
            fields: Any number of fields; one whose `names` is false gives no spans.

        Returns:
            One list per field, in order, sorted by start; spans of different entities may overlap.
        """
        return [_field(field) if field.names else [] for field in fields]


def _settled(text: str, found: Iterable[tuple[int, int, str, float]], birth_key: bool) -> list[Span]:
    """Return one span a date, each with what leads up to it, in order and without overlap."""
    spans: list[Span] = []
    for start, end, rule, score in sorted(found, key=lambda d: (d[0], -d[1])):
        if spans and start < spans[-1].end:
            continue
        lead = _lead(text, start)
        if spans and spans[-1].rule == "weekday" and lead <= spans[-1].start:
            spans.pop()
        if not spans or lead >= spans[-1].end:
            start = lead  # noqa: PLW2901  # the date begins earlier than its digits
        born = birth_key or _born_before(text, start)
        entity = "DATE_OF_BIRTH" if born else "DATE_TIME"
        spans.append(Span(start, end, entity, 0.9 if born else score, rule, _NAME))
    return spans


def _field(field: Field) -> list[Span]:
    text = field.text
    found = [*_weekdays(text), *_terms(text)]
    runs = [match.span() for match in shapes.DIGITS.finditer(text)]
    birth_key = bool(field.key) and shapes.BIRTH_KEY.search(field.key) is not None
    spans = _settled(text, [*found, *_dates(text, runs, birth_key)] if runs else found, birth_key)
    spans += [Span(s, e, "AGE", c, r, _NAME) for s, e, r, c in _ages(text, runs)]
    if runs:
        spans += [Span(s, e, "CASE_NUMBER", c, r, _NAME) for s, e, r, c in _cases(text)]
    spans.sort(key=lambda s: (s.start, s.end))
    return spans
