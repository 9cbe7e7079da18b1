"""The written forms of dates, ages and court file numbers, as patterns for `redaction.dates`."""

# ruff: noqa: E501, RUF001  # a pattern is read as a whole; typographic quotes and dashes are part of what is matched

from __future__ import annotations

import re
from typing import Final

from redaction.months import MONTHS
from redaction.names.word_set import word_set

__all__ = [
    "AFTER_DAY",
    "AGE_FIRST",
    "AGE_HINTS",
    "AGE_LAST",
    "AGE_LOOKBACK",
    "AGE_SIGNS",
    "AGE_WORDS",
    "ALSO_VERBS",
    "APOSTROPHES",
    "BEFORE_SHORT",
    "BIRTH",
    "BIRTH_HINTS",
    "BIRTH_KEY",
    "BLANKS",
    "BRACKETED_YEAR",
    "CASE",
    "CASE_HINT",
    "CASE_WORD",
    "CASE_WORDS",
    "CITED_YEAR",
    "CLOCK_AFTER",
    "COLUMN_BEFORE",
    "COMPACT_BEFORE",
    "COMPACT_EDGES",
    "DASHES",
    "DAY_FIRST",
    "DAY_RANGE",
    "DECADE",
    "DIGITS",
    "LEAD_DAYS",
    "LEAD_ENDS",
    "LEAD_MONTHS",
    "LEAD_WEEKDAY",
    "LONE_YEAR",
    "LONGEST_LOOKBACK",
    "LONGEST_SHORT",
    "LONGEST_WEEKDAY",
    "MONTH_FIRST",
    "MONTH_STARTS",
    "MONTH_WORD",
    "NEVER_AGE",
    "NEVER_BEFORE",
    "NUMERIC",
    "NUMERIC_SIGNS",
    "OF_MONTH",
    "ON",
    "ORDINAL",
    "PROSE_BEFORE",
    "SHORT_BEFORE",
    "SHORT_LOOKBACK",
    "SHORT_NUMERIC",
    "SPAN_YEARS",
    "SURELY_MONTHS",
    "TERM",
    "TERM_HINTS",
    "VERSION_WORDS",
    "WEEKDAYS",
    "WEEKDAY_NAMED",
]

_YEAR: Final = r"(?:1[6-9]|20)\d\d"
_CLOCK: Final = r"(?:,? (?:at |um |à )?\d{1,2}[:.h]\d\d(?!:?\d)(?: ?[ap]\.?m\b\.?)?)?"
_DOT: Final = r"(?:\.(?=,?[ -]?['\d]))?"
"""Of a shortened month; at the end of a sentence the full stop is not the date's."""
_WEEKDAY: Final = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\.?),? (?:the )?"
)

MONTH_STARTS: Final = word_set(
    "jan feb fev fév mar mär maa mrt apr avr abr may mai mag mei jun jui giu jul lug aug aou aoû ago sep set oct okt ott out "
    "nov dec dez déc dic ene gen maj des ian iun iul noi sty lut kwi cze lip sie wrz paź gru led úno bře dub kvě čer srp "
    "zář říj lis pro oca şub nis haz tem ağu eyl eki kas ara tam hel huh tou kes hei elo syy lok jou "
    "янв фев мар апр мая июн июл авг сен окт ноя дек"
)
"""The first three letters of every month, small: a test that costs less than a search."""
AFTER_DAY: Final = MONTH_STARTS | {"of ", "de ", "di ", "the", "day"}
"""What may stand behind a day and a blank; "d'" besides."""
DIGITS: Final = re.compile(r"\d+")
NEVER_BEFORE: Final = frozenset("/.:+-_")
NUMERIC_SIGNS: Final = frozenset("-/.")
NEVER_AGE: Final = frozenset("/.$€£_")
DASHES: Final = frozenset("-–")
AGE_SIGNS: Final = frozenset(" -\u00a0yYjaMFm")
APOSTROPHES: Final = frozenset("'’")
COMPACT_BEFORE: Final = frozenset({"", " ", "\n", "\t", "(", '"'})
COMPACT_EDGES: Final = re.compile(r"(?![\w/-]|[.,:]\d)")
BLANKS: Final = frozenset(" \u00a0\n\t")
MONTH_WORD: Final = re.compile(rf"(?:{MONTHS})\Z", re.IGNORECASE)
NUMERIC: Final = re.compile(
    r"(?<![\w/.:+-])(?:"
    r"(?P<y1>(?:19|20)\d\d)(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<s2>[-/.] ?)(?P<b>\d{1,2})(?P=s2)(?P<y2>(?:18|19|20)\d\d|'?\d\d(?![\d%]))"
    r")(?P<t>(?:[T ,]{1,2}| - )\d\d:\d\d:\d\d|T\d\d:\d\d)?+(?![\w/]|[.,:-]\d|-\w)"
)
# Without a year, or without a day: a fraction or a ratio as often, so the words before must say that it is a date.
SHORT_NUMERIC: Final = re.compile(
    r"(?P<a>\d{1,2})/(?P<b>\d{1,2}|(?:19|20)\d\d)(?![\w/%]|[.,:-]\d|-\w| ?(?:of|cups?|inch)\b)"
)
DAY_FIRST: Final = re.compile(
    rf"(?<![\w.:/-])(?:(?P<w>{_WEEKDAY}))?(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|ª)?(?: day)?[ \u00a0-]?(?:of |de |di |d')?"
    rf"(?:the )?(?P<m>{MONTHS})\b{_DOT}(?P<y>,? ?(?:of |de |del )?[ -]?(?:{_YEAR}|['’]\d\d)|-\d\d\b"
    rf"| \d\d(?=[.,;!?\"')\]]{{1,3}}(?:\s|\Z)|\s{{0,2}}\Z|\n))?{_CLOCK}(?![\w/]|:\d)",
    re.IGNORECASE,
)
DAY_RANGE: Final = re.compile(
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)? ?[-–] ?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?P<m>{MONTHS})\b{_DOT}"
    rf"(?P<y>,? ?(?:of )?{_YEAR})?(?![\w/]|:\d)",
    re.IGNORECASE,
)
MONTH_FIRST: Final = re.compile(
    rf"(?:(?<![\w.:/-])|(?<=\b[Mm]id-))(?P<m>{MONTHS})\b{_DOT}(?:[ \u00a0-](?P<d>(?:the )?\d{{1,2}}(?:st|nd|rd|th)?)(?![\d/]|[:.,]\d))?"
    rf"(?P<y>,?[ -](?:of )?(?:{_YEAR}|['’]\d\d)\b)?{_CLOCK}(?![\w/]|:\d)",
    re.IGNORECASE,
)
SPAN_YEARS: Final = re.compile(rf"(?<![\w./:-]){_YEAR} ?[-–/] ?(?:{_YEAR}|\d\d)(?![\w./-])")
LONE_YEAR: Final = re.compile(
    r"\b(?:in|since|until|till|from|during|before|after|by|year|between|around|circa|early|late|mid|of|and|to|"
    r"summer|winter|spring|autumn|fall|easter|christmas|thanksgiving|ramadan|diwali|en|depuis|im jahr|seit|desde|nel|dal|em|born|the|an?)"
    r"(?: the)?(?: (?:early|late|mid|year))?[ -](?P<y>(?:1[6-9]\d\d|20[0-4]\d)(?:s\b)?)(?![\w%]|[.,:/-]\d| \(was \d| ?[x×] ?\d| ?(?:{unit}))".replace(
        "{unit}",
        "[kmg]i?b|bytes?|tokens?|rows?|records?|items?|ms|seconds?|minutes?|hours?|days?|lines?|words?|characters?|"
        "chars?|pixels?|px|requests?|users?|people|points?|units?|dollars?|euros?|usd|eur|times|messages?|errors?|files?",
    ),
    re.IGNORECASE,
)
BRACKETED_YEAR: Final = re.compile(r"\((?P<y>(?:c\. ?|b\. ?|d\. ?)?(?:19|20)\d\d)(?=[);,])")
CITED_YEAR: Final = re.compile(
    r"\((?:[A-Z0-9][\w.'’]{0,11},? ){0,4}[A-Z][\w.'’]{0,9}\.,? (?P<y>(?:1[89]|20)\d\d)\)"
)
# What stands before a date and belongs to it: other days or months, a season, the time of day.
LEAD_ENDS: Final = (
    *(
        " and ",
        " to ",
        " or ",
        " until ",
        "m on ",
        "m. on ",
        "m., on ",
        "mid-",
        "early ",
        "late ",
        "pring ",
        "mmer ",
        "nter ",
    ),
    *("tumn ", "pring of ", "mmer of ", "nter of ", "tumn of "),
)
_SEASON: Final = r"(?:(?:early|late|mid)[- ])?(?:spring|summer|autumn|winter)(?: of)? |(?:early|late) |mid-"
LEAD_DAYS: Final = re.compile(
    r"(?<![\w.,:/$€£-])(?:(?:\d{1,2}(?:st|nd|rd|th)?, ){0,4}\d{1,2}(?:st|nd|rd|th)?,? (?:and|to|or|until) "
    rf"|{_SEASON}|\d{{1,2}}(?:[.:]\d\d)? ?[ap]\.?m\.?,? on )\Z",
    re.IGNORECASE,
)
LEAD_MONTHS: Final = re.compile(
    rf"(?<![\w.,:/$€£-])(?<!\d )(?:(?:(?:early |late |mid-)?(?:{MONTHS})(?:,| (?:and|to|or|until)) ){{1,3}}|{_SEASON}"
    r"|\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\.?,? on )\Z",
    re.IGNORECASE,
)
LONGEST_WEEKDAY: Final = 16
LEAD_WEEKDAY: Final = re.compile(rf"(?<![\w-])(?:{_WEEKDAY})\Z", re.IGNORECASE)
DECADE: Final = re.compile(r"(?<![\w.$-])(?:19|20)\d0s\b")
BIRTH: Final = re.compile(
    r"\b(?:born|d\.?o\.?b\b|date of birth|birth ?-?date|birthday|birth|b\.|geb(?:oren)?\b|geburtsdatum|geburtstag|"
    r"né[e]? (?:le|en)|date de naissance|naissance|nacid[oa]|nacimiento|nat[oa] (?:il|nel)|nascita|nascid[oa]|"
    r"nascimento|geboortedatum)[^.!?\n\d]{0,40}$",
    re.IGNORECASE,
)
BIRTH_KEY: Final = re.compile(r"birth|\bdob\b|geburt|naissance|nacimiento", re.IGNORECASE)
_NUMBER_WORD: Final = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|"
    r"nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen)"
)
_OLD: Final = r"(?: ?- ?|\s)?(?:years?|yrs?|months?)(?: ?- ?|\s)(?:of age|olds?)\b"
AGE_FIRST: Final = re.compile(
    rf"(?P<n>\d{{1,3}})(?:{_OLD}| ?(?:y/?o|yrs? old|jahre alt|años|anni)\b| ?ans\b(?= et|,|\.|$)"
    r"| ?-?(?:y\.?o\.?|[MF])\b(?= (?:with|who|presents?|presenting|patient|c/o|male|female)))",
    re.IGNORECASE,
)
AGE_LAST: Final = re.compile(
    r"(?:\b(?:aged?|ages)(?: of| is| was|:)? ?(?P<n1>\d{1,3})\b(?![.,:/-]?\d| ?(?:%|seconds?|ms|hours?|days?|minutes?|s\b))"
    r"|\b(?:turn(?:s|ed|ing)?|i'?m|i am|(?:s?he|who) (?:is|was)) (?:just |only |now |about )?(?P<n2>\d{1,3})"
    r"(?=[.,!?;)\n]|$| (?:years|and|when|today|now|next|this|but|or)\b)"
    r"|(?<=[^\W\d_]), (?P<n3>\d{2})(?!, \d)(?=, (?:of|from|who|was|is|has|had|said|an?|the|and|whose|[a-z]+ed)\b)"
    r"|\b(?:was|were) (?P<n4>\d{1,2}) (?=when |at the time))",
    re.IGNORECASE,
)
AGE_WORDS: Final = re.compile(
    rf"\b(?:(?P<n1>{_NUMBER_WORD}){_OLD}|aged (?P<n2>{_NUMBER_WORD})\b)", re.IGNORECASE
)
_SPELL: Final = rf"(?:\d{{1,3}}|{_NUMBER_WORD}) (?:years?|months?|weeks?|days?|hours?)['’]?"
_SPELLS: Final = rf"{_SPELL}(?:,? (?:and )?{_SPELL})?"
TERM_HINTS: Final = ("mprison", "detention", "custody", "probation", "sentenced", "remanded")
# How long somebody was locked up: it tells as much of a person as a date.
TERM: Final = re.compile(
    rf"\b(?P<t1>{_SPELLS})(?= (?:of |in )?(?:\w{{1,14}} )?(?:imprisonment|detention|custody|probation)\b)"
    r"|\b(?:sentenced|sentence|imprison(?:ed|ment)|detained|detention|custody|remanded|probation)\b[^.;\n\d]{0,40}? "
    rf"(?:to|for|of|by) (?:an? )?(?:(?:further|another|additional|period of|term of|total of) ){{0,2}}(?P<t2>{_SPELLS})(?!\w)",
    re.IGNORECASE,
)
CASE_WORD: Final = re.compile(
    r"\b(?:nos?\.(?!\s*(?-i:[a-z]))|(?:applications?|case|file|docket|petition|judgment|proceedings|ref\w*\.?|aktenzeichen|az\.)(?!\w))",
    re.IGNORECASE,
)
CASE_WORDS: Final = (
    *(
        "no.",
        "nos.",
        "application",
        "case",
        "file",
        "docket",
        "petition",
        "judgment",
        "proceedings",
        "ref",
        "aktenzeichen",
    ),
    "az.",
)
"""One of them stands in every text that `CASE_WORD` matches, in small letters: a test that costs less than a search."""
CASE: Final = re.compile(
    r"(?:(?:(?<![\w./-])|(?<=\b[Nn]o\.)|(?<=\b[Nn]os\.))(?!(?:19|20)\d\d/[01]?\d/[0-3]?\d\b)(?:\d{3,6}/\d{2}(?!\d)(?:/\d{2,4})?|\d{2,6}/(?:19|20)\d\d|C-\d{1,4}/\d\d|(?:19|20)\d\d/\d{2,6}|"
    r"(?:\d{1,2}:)?\d\d-[a-z]{2}-\d{3,6}(?:-[A-Z]{2,4})*|\d{1,2} [A-Z][A-Za-z]{1,3} \d{1,5}/\d\d|"
    r"[A-Z]{2,4}[-/]\d{2,4}[-/]\d{2,8}|[A-Z]{1,2}\d{1,3}-\d{1,6}/(?:\d{4}|\d\d)|[IVX]{1,5} [A-Z][A-Za-z]{0,4} \d{1,5}/\d{2,4}|"
    r"[A-Z](?:-[IVX]{1,4})?[-.] ?\d{1,5}/\d{2,4})"
    r"|(?:(?<=[Nn]o\.)|(?<=[Nn]o\. ))(?:\d{1,6} of (?:19|20)\d\d|(?:19|20)\d\d(?:-\d{1,3})?-\d{1,6}|[A-Z]{1,3}-\d{3,8})"
    r"|\[(?:19|20)\d\d\] (?:\d{1,2} )?[A-Z][A-Za-z]{1,5}(?: [A-Z][a-z]{2,5})? \d{1,5})(?![\w/-]|\.\d)"
)
LONGEST_LOOKBACK: Final = 60


SHORT_LOOKBACK: Final = 28
SHORT_BEFORE: Final = re.compile(
    r"\b(?:on|since|from|to|until|till|by|before|after|dated?|due|starting|ending|effective|as of|of issue|issued|expires|am|vom|bis|seit|zum|den|le|du|au|depuis|dal|al|il|el|del|"
    r"desde|hasta|op|tot|beginn|ende|datum|fecha|data|inicio|início|début|fin|échéance|scadenza|vencimiento|vencimento|termin|einde|"
    r"ingangsdatum|frist|fällig|dnia)[:,]? \Z"
)
VERSION_WORDS: Final = re.compile(
    r"version|release|upgrad|updat|patch|firmware|build|driver|install|\bv\b|\bip\b"
)
ORDINAL: Final = re.compile(r"\d(?:st|nd|rd|th)", re.IGNORECASE)
ALSO_VERBS: Final = frozenset({"may", "march", "mar", "mars", "mart", "mai", "ago"})
LONGEST_SHORT: Final = 4
SURELY_MONTHS: Final = frozenset(
    {"juni", "juli", "mei", "juin", "août", "maio", "czerwca", "lipca", "maja", "maj"}
)
"""Short ones that are no word of English."""
BEFORE_SHORT: Final = re.compile(r"(?<![^\W_])(?:[Ll]e|[Dd]u|[Aa]u|[Ll]es|vom|am|den|dia) \Z")
"""Words before a day, of languages in which `mai` and `mars` are months and no verbs."""
ON: Final = re.compile(
    r"\b(?:on|by|until|till|since|before|after|due|from|el|del|al|le|du|au|il|dal|op|vanaf|sinds|tot|am|ab|bis|seit|vom|zum"
    r"|den|dne|do|od|em|dia|desde|até|hasta) \Z",
    re.IGNORECASE,
)
OF_MONTH: Final = re.compile(r"\d{1,2}(?:º|ª|er)? (?:de|di|d') ?\Z")
"""A day and the small word before its month: `18 de mayo`."""
CLOCK_AFTER: Final = re.compile(r",? \d\d:\d\d:\d\d(?!\d)")
"""To the second: a machine's timestamp."""
COLUMN_BEFORE: Final = re.compile(r"(?<!\S)\d{3,} {1,2}\Z")
"""A size before a month and a clock: a list of files."""
PROSE_BEFORE: Final = re.compile(r"[^\W\d_]{2,}:? $")
WEEKDAY_NAMED: Final = re.compile(
    r"\b(?:on|next|last|this|until|till|by|since|meet|from|before|after) "
    r"(?P<w>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
AGE_LOOKBACK: Final = 24
AGE_HINTS: Final = ("age", "turn", "i'm", "im ", "i am", " is", " was", "were", ", ")
CASE_HINT: Final = re.compile(r"\d[/-]\w|\d:\d\d-|[A-Z][/-]\d|\d of (?:19|20)\d|\d\] [A-Z]")
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
BIRTH_HINTS: Final = (
    "born",
    "birth",
    "dob",
    "d.o.b",
    "d.ob",
    "do.b",
    "b.",
    "geb",
    "né",
    "naiss",
    "naci",
    "nato",
    "nata",
    "nasc",
)
