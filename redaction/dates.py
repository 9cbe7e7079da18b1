"""Dates, dates of birth, ages and court file numbers in running text, by rules.

They say little alone and much together, so they are looked for only where names are. A machine's timestamp (a date
with a time to the second) is none of them: it belongs to the line, not to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from redaction.spans import Field, Span

__all__ = ["ENTITIES", "DatesDetector", "DatesRecognizer"]

ENTITIES: Final = ("AGE", "CASE_NUMBER", "DATE_OF_BIRTH", "DATE_TIME")

_NAME: Final = "DatesRecognizer"
_MONTHS: Final = (
    "jan(?:uary|uar|vier|uari|eiro)?|feb(?:ruary|ruar|ruari|braio)?|fev(?:ereiro)?|f[eé]vrier|febrero|"
    "mar(?:ch|s|zo|ço|t)?|mär(?:z)?|maart|mrt|apr(?:il|ile)?|avril|abr(?:il)?|may|mai|maio|mayo|maggio|mei|"
    "june?|juni|juin|junio|giugno|junho|july?|juli|juillet|julio|luglio|julho|aug(?:ust|ustus)?|ao[uû]t|agosto|ago|"
    "sept?(?:ember|embre|iembre)?|setembro|settembre|oct(?:ober|obre|ubre)?|okt(?:ober)?|ottobre|outubro|"
    "nov(?:ember|embre|iembre|embro)?|dec(?:ember)?|dez(?:ember|embro)?|d[eé]cembre|dic(?:iembre|embre)?|"
    "enero|gennaio|janeiro"
)
_YEAR: Final = r"(?:1[6-9]|20)\d\d"
_CLOCK: Final = r"(?:,? (?:at |um |à )?\d{1,2}[:.h]\d\d(?!:?\d)(?: ?[ap]\.?m\b\.?)?)?"
_WEEKDAY: Final = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\.?),? (?:the )?"

_DIGITS: Final = re.compile(r"\d+")
_NEVER_BEFORE: Final = frozenset("/.:+-_")
_NUMERIC_SIGNS: Final = frozenset("-/.")
_NEVER_AGE: Final = frozenset("/.$€£_")
_AGE_SIGNS: Final = frozenset(" -\u00a0yYjaMFm")
_BLANKS: Final = frozenset(" \u00a0\n\t")
_MONTH_WORD: Final = re.compile(rf"(?:{_MONTHS})\Z", re.IGNORECASE)
_NUMERIC: Final = re.compile(
    r"(?<![\w/.:+-])(?:"
    r"(?P<y1>(?:19|20)\d\d)(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<s2>[-/.] ?)(?P<b>\d{1,2})(?P=s2)(?P<y2>(?:18|19|20)\d\d|'?\d\d(?![\d%]))"
    r")(?P<t>[T ,]{1,2}\d\d:\d\d:\d\d|T\d\d:\d\d)?+(?![\w/]|[.,:-]\d|-\w)"
)
_DAY_FIRST: Final = re.compile(
    rf"(?<![\w.:/-])(?:(?P<w>{_WEEKDAY}))?(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|ª)?(?: day)?[ \u00a0-]?(?:of |de |di |d')?"
    rf"(?:the )?(?P<m>{_MONTHS})\b\.?(?P<y>,? ?(?:of |de |del )?[ -]?(?:{_YEAR}|'\d\d))?{_CLOCK}(?![\w:/])",
    re.IGNORECASE,
)
_MONTH_FIRST: Final = re.compile(
    rf"(?<![\w.:/-])(?P<m>{_MONTHS})\b\.?(?:[ \u00a0-](?P<d>(?:the )?\d{{1,2}}(?:st|nd|rd|th)?)(?![\d:/]|\.\d|,\d))?"
    rf"(?P<y>,?[ -](?:of )?{_YEAR}\b)?{_CLOCK}(?![\w/]|:\d)",
    re.IGNORECASE,
)
_SPAN_YEARS: Final = re.compile(rf"(?<![\w./:-]){_YEAR} ?[-–/] ?(?:{_YEAR}|\d\d)(?![\w./-])")
_LONE_YEAR: Final = re.compile(
    rf"\b(?:in|since|until|till|from|during|before|after|by|year|between|around|circa|early|late|mid|of|and|to|"
    rf"summer|winter|spring|autumn|fall|en|depuis|im jahr|seit|desde|nel|dal|em|born|the|an?)"
    rf"(?: the)?(?: (?:early|late|mid|year))?[ -](?P<y>(?:1[6-9]\d\d|20[0-4]\d)(?:s\b)?)(?![\w%]|[.,:/-]\d| ?(?:{{unit}}))".replace(
        "{unit}",
        "[kmg]i?b|bytes?|tokens?|rows?|records?|items?|ms|seconds?|minutes?|hours?|days?|lines?|words?|characters?|"
        "chars?|pixels?|px|requests?|users?|people|points?|units?|dollars?|euros?|usd|eur|times|messages?|errors?|files?",
    ),
    re.IGNORECASE,
)
_BRACKETED_YEAR: Final = re.compile(rf"\((?P<y>(?:c\. ?|b\. ?|d\. ?)?(?:19|20)\d\d)(?=[);,])")
_DECADE: Final = re.compile(r"(?<![\w.$-])(?:19|20)\d0s\b")
_BIRTH: Final = re.compile(
    r"\b(?:born|d\.?o\.?b\b|date of birth|birth ?-?date|birthday|birth|b\.|geb(?:oren)?\b|geburtsdatum|geburtstag|"
    r"né[e]? (?:le|en)|date de naissance|naissance|nacid[oa]|nacimiento|nat[oa] (?:il|nel)|nascita|nascid[oa]|"
    r"nascimento|geboortedatum)[^.!?\n\d]{0,40}$",
    re.IGNORECASE,
)
_BIRTH_KEY: Final = re.compile(r"birth|\bdob\b|geburt|naissance|nacimiento", re.IGNORECASE)
_NUMBER_WORD: Final = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|"
    r"nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen)"
)
_OLD: Final = r"(?: ?- ?|\s)?(?:years?|yrs?|months?)(?: ?- ?|\s)(?:of age|olds?)\b"
_AGE_FIRST: Final = re.compile(
    rf"(?P<n>\d{{1,3}})(?:{_OLD}| ?(?:y/?o|yrs? old|jahre alt|años|anni)\b| ?ans\b(?= et|,|\.|$)"
    r"| ?-?(?:y\.?o\.?|[MF])\b(?= (?:with|who|presents?|presenting|patient|c/o|male|female)))",
    re.IGNORECASE,
)
_AGE_LAST: Final = re.compile(
    r"(?:\b(?:aged?|ages)(?: of| is| was|:)? ?(?P<n1>\d{1,3})\b(?![.,:/-]?\d| ?(?:%|seconds?|ms|hours?|days?|minutes?|s\b))"
    r"|\b(?:turn(?:s|ed|ing)?|i'?m|i am|(?:s?he|who) (?:is|was)) (?:just |only |now |about )?(?P<n2>\d{1,3})"
    r"(?=[.,!?;)\n]|$| (?:years|and|when|today|now|next|this|but|or)\b)"
    r"|(?<=[^\W\d_]), (?P<n3>\d{2})(?!, \d)(?=, (?:of|from|who|was|is|has|had|said|an?|the|and|whose|[a-z]+ed)\b)"
    r"|\b(?:was|were) (?P<n4>\d{1,2}) (?=when |at the time))",
    re.IGNORECASE,
)
_AGE_WORDS: Final = re.compile(
    rf"\b(?:(?P<n1>{_NUMBER_WORD}){_OLD}|aged (?P<n2>{_NUMBER_WORD})\b)", re.IGNORECASE
)
_CASE_WORD: Final = re.compile(
    r"\b(?:nos?\.|application|case|file|docket|petition|judgment|proceedings|ref\w*\.?|aktenzeichen|az\.)(?!\w)", re.IGNORECASE
)
_CASE: Final = re.compile(
    r"(?<![\w./-])(?:\d{3,6}/\d{2}(?!\d)(?:/\d{2,4})?|\d{2,6}/(?:19|20)\d\d|C-\d{1,4}/\d\d|(?:19|20)\d\d/\d{2,6}|"
    r"\d{1,2}:\d\d-[a-z]{2}-\d{3,6}(?:-[A-Z]{2,4})*|\d{1,2} [A-Z][A-Za-z]{1,3} \d{1,5}/\d\d|"
    r"[A-Z]{2,4}[-/]\d{2,4}[-/]\d{2,8})(?![\w/-]|\.\d)"
)
_LONGEST_LOOKBACK: Final = 60


_PROSE_BEFORE: Final = re.compile(r"[^\W\d_]{2,}:? $")
_WEEKDAY_NAMED: Final = re.compile(
    r"\b(?:on|next|last|this|until|till|by|since|meet|from|before|after) "
    r"(?P<w>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)


def _plain_numeric(match: re.Match[str], birth: bool) -> tuple[int, int] | None:
    end = match.end()
    if match["t"] and not birth:
        # A timestamp in a sentence ("On 2007-01-17 23:08:55, ...") is a date; at the start of a line it is the log's.
        if not _PROSE_BEFORE.search(match.string, max(0, match.start() - 12), match.start()):
            return None
    if match["y1"]:
        valid = 1 <= int(match["m1"]) <= 12 and 1 <= int(match["d1"]) <= 31
    else:
        a, b, separator = int(match["a"]), int(match["b"]), match["s2"][0]
        valid = (1 <= a <= 12 and 1 <= b <= 31) or (1 <= a <= 31 and 1 <= b <= 12)
        if len(match["y2"].lstrip("'")) == 2:
            # 1.2.13 is a version and 10-12-14 a range more often than a date.
            valid = valid and (separator == "/" or birth)
    return (match.start(), end) if valid else None


def _named(match: re.Match[str], birth: bool) -> tuple[int, int] | None:
    day, year, month = match["d"], match["y"], match["m"]
    if day:
        number = int(re.sub(r"\D", "", day))
        if not 1 <= number <= 31:
            return None
    if not day and not year:
        return None
    if not year and not birth and (month[0].islower() or len(month) < 3):
        # "may 5 people", "mar 3": without a year only a capital makes it a month.
        return None
    return match.span()


def _dates(text: str, birth: bool) -> Iterable[tuple[int, int, str, float]]:
    # Every date has a digit, so the patterns are tried where a run of digits is and nowhere else: this is what keeps
    # the rules at some microseconds a field.
    for run in _DIGITS.finditer(text):
        start, end = run.span()
        length = end - start
        if length > 4 or length == 3:
            continue
        before = text[start - 1] if start else " "
        after = text[end : end + 1]
        if before.isalnum() or before in _NEVER_BEFORE:
            continue
        if after in _NUMERIC_SIGNS and (match := _NUMERIC.match(text, start)):
            if found := _plain_numeric(match, birth or _born_before(text, start)):
                yield *found, "numeric-date", 0.75
            continue
        if length <= 2 and (match := _DAY_FIRST.match(text, start)):
            if found := _named(match, birth):
                yield *found, "day-month", 0.85 if match["y"] else 0.6
            continue
        if before in _BLANKS:
            floor = max(0, start - 14)
            word_start = start - 1
            while word_start > floor and (text[word_start - 1].isalpha() or text[word_start - 1] in ".,"):
                word_start -= 1
            word = text[word_start : start - 1].rstrip(".,")
            if len(word) > 2 and _MONTH_WORD.match(word):
                match = _MONTH_FIRST.match(text, word_start)
                if match and (found := _named(match, birth)):
                    yield *found, "month-day", 0.85 if match["y"] else 0.6
                continue
        if length == 4 and after != "%":
            yield from _years(text, start, before)


def _years(text: str, start: int, before: str) -> Iterable[tuple[int, int, str, float]]:
    if (match := _SPAN_YEARS.match(text, start)) or (match := _DECADE.match(text, start)):
        yield *match.span(), "years", 0.6
    elif before == "(":
        if match := _BRACKETED_YEAR.match(text, start - 1):
            yield *match.span("y"), "year", 0.6
    elif before in _BLANKS:
        for match in _LONE_YEAR.finditer(text, max(0, start - 24), start + 24):
            if match.start("y") == start:
                yield *match.span("y"), "year", 0.6


def _weekdays(text: str) -> Iterable[tuple[int, int, str, float]]:
    if "day" in text:
        for match in _WEEKDAY_NAMED.finditer(text):
            yield *match.span("w"), "weekday", 0.5


def _born_before(text: str, start: int) -> bool:
    return _BIRTH.search(text, max(0, start - _LONGEST_LOOKBACK), start) is not None


def _ages(text: str) -> Iterable[tuple[int, int, str, float]]:
    for run in _DIGITS.finditer(text):
        start, end = run.span()
        before = text[start - 1] if start else " "
        if end - start > 3 or int(run[0]) > 125 or before.isalnum() or before in _NEVER_AGE:
            continue
        if text[end : end + 1] in _AGE_SIGNS and _AGE_FIRST.match(text, start):
            yield start, end, "age", 0.8
            continue
        if any(
            match.start(match.lastgroup or 0) == start for match in _AGE_LAST.finditer(text, max(0, start - 24), end + 12)
        ):
            yield start, end, "age", 0.8
    if "year" in text or "aged" in text:
        for match in _AGE_WORDS.finditer(text):
            if match.lastgroup:
                yield *match.span(match.lastgroup), "age-in-words", 0.7


def _cases(text: str) -> Iterable[tuple[int, int, str, float]]:
    if ("/" in text or "-" in text) and _CASE_WORD.search(text):
        for match in _CASE.finditer(text):
            yield *match.span(), "file-number", 0.7


class DatesDetector:
    """Finds dates, dates of birth, ages and court file numbers. Stateless; equal fields give equal spans."""

    identity: Final = "dates/1"

    def detect(self, fields: Sequence[Field]) -> list[list[Span]]:
        """Examine each field.

        Args:
            fields: Any number of fields; one whose `names` is false gives no spans.

        Returns:
            One list per field, in order, sorted by start; spans of different entities may overlap.
        """
        return [_field(field) if field.names else [] for field in fields]


def _field(field: Field) -> list[Span]:
    text = field.text
    found: list[tuple[int, int, str, float]] = list(_weekdays(text))
    digits = _DIGITS.search(text) is not None
    birth_key = bool(field.key) and _BIRTH_KEY.search(field.key) is not None
    if digits:
        found += _dates(text, birth_key)
    spans: list[Span] = []
    for start, end, rule, score in sorted(found, key=lambda d: (d[0], -d[1])):
        if not spans or start >= spans[-1].end:
            born = birth_key or _born_before(text, start)
            entity = "DATE_OF_BIRTH" if born else "DATE_TIME"
            spans.append(Span(start, end, entity, 0.9 if born else score, rule, _NAME))
    spans += [Span(s, e, "AGE", c, r, _NAME) for s, e, r, c in _ages(text)]
    if digits:
        spans += [Span(s, e, "CASE_NUMBER", c, r, _NAME) for s, e, r, c in _cases(text)]
    spans.sort(key=lambda s: (s.start, s.end))
    return spans


class DatesRecognizer(EntityRecognizer):
    """`DatesDetector` as a Presidio recognizer; loadable from registry YAML by its class name.

    Args:
        supported_entities: Which of `ENTITIES` to report; all by default.
        supported_language: Language it is registered for; the rules do not depend on it.
        name: Name in the registry.
        version: Version in the registry.
    """

    def __init__(
        self,
        supported_entities: list[str] | None = None,
        supported_language: str = "en",
        name: str = _NAME,
        version: str = "1",
    ) -> None:
        self._detector = DatesDetector()
        super().__init__(
            supported_entities=supported_entities or list(ENTITIES),
            name=name,
            supported_language=supported_language,
            version=version,
        )

    def load(self) -> None:
        """Do nothing: there is nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Find dates and ages in one text.

        Args:
            text: Any text.
            entities: Types asked for; others are not reported.
            nlp_artifacts: Not used.

        Returns:
            Results sorted by start, offsets in code points.
        """
        del nlp_artifacts
        [spans] = self._detector.detect([Field(text, names=True)])
        return [
            RecognizerResult(s.entity, s.start, s.end, s.score)
            for s in spans
            if s.entity in entities and s.entity in self.supported_entities
        ]
