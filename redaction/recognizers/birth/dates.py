"""How a date of birth is written and what stands between its label and it: in sentences, code, markup and columns.

Part of `redaction.recognizers.personal`; the words are those of `redaction.recognizers.birth.words`.
"""

# ruff: noqa: E501  # a pattern is read as a whole

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.months import MONTHS
from redaction.recognizers.birth.words import (
    AT,
    BEFORE_PARTS,
    LABELS,
    PARTS_OF_LABELS,
    PARTS_OF_VERBS,
    PARTS_OF_YEARS,
    VERBS,
    YEARS,
)
from redaction.recognizers.letters import in_lower_case, matches, places

__all__ = ["birth_dates"]

_YEAR: Final = "(?:19|20)[0-9]{2}"
_DAY: Final = "(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH: Final = "(?:0?[1-9]|1[0-2])"
_TWO_DAY: Final = "(?:0[1-9]|[12][0-9]|3[01])"
_TWO_MONTH: Final = "(?:0[1-9]|1[0-2])"
_NTH: Final = r"(?:st|nd|rd|th|er|[.\u00ba\u00aa])?"
_WEEKDAY: Final = "(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? )?"
_CLOCK: Final = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?"
_ZONE: Final = r"(?: ?(?:Z|UTC|GMT|[+\-][0-9]{2}:?[0-9]{2})(?![0-9A-Za-z])){0,3}"
_TIME: Final = rf"(?:(?:[T ]|, | at ){_CLOCK}(?: ?[ap]\.?m\b\.?)?{_ZONE})?"


def _dates(year: str) -> str:
    """A day, however it is written; with its year as some pattern has it where the year comes last."""
    return (
        # A digit, or a month and a weekday before one: of most words nothing else is looked at.
        r"(?=(?:[^\W\d_]{3,10}[.,]{0,2} ){0,2}[0-9])"
        rf"(?:{_YEAR}[\-/.] ?{_MONTH}[\-/.] ?{_DAY}|{_DAY}[\-/. ]{{1,2}}{_DAY}[\-/. ]{{1,2}}{year}"
        rf"|{_YEAR}{_TWO_MONTH}{_TWO_DAY}|{_TWO_DAY}{_TWO_DAY}{_YEAR}"
        rf"|{_YEAR}(?:\u5e74 ?{_MONTH}\u6708 ?{_DAY}\u65e5|\ub144 ?{_MONTH}\uc6d4 ?{_DAY}\uc77c)"
        rf"|{_WEEKDAY}(?:{MONTHS})\.? {_DAY}{_NTH},? {_YEAR}"
        rf"|{_WEEKDAY}(?:{MONTHS}) {_DAY} {_CLOCK} [A-Z]{{2,5}} {_YEAR}"
        rf"|{_WEEKDAY}{_DAY}{_NTH}[ \-/]?(?:of |de |di |d')?(?:the )?(?:{MONTHS})[.,]?[ \-/]?(?:of |de |del )?{year})"
    )


_ANY: Final = _dates(rf"(?:{_YEAR}|[0-9]{{2}})")
_WITH_YEAR: Final = _dates(_YEAR)
# The arguments of a constructor, or a list: `date(1984, 5, 12)`, `[1984,5,12]`.
_LISTED: Final = rf"(?<=[(\[{{]){_YEAR}, ?{_MONTH}, ?{_DAY}(?:, ?[0-9]{{1,9}}){{0,4}}"
_PART: Final = r"\\{0,7}[\"']?(?:year|month|day|y|m|d)(?:_?value|_?of_?month)?\\{0,7}[\"']?[ ]?[:=][ ]?[\"']?[0-9A-Z]{1,9}\b"
_PARTS: Final = rf"(?<=[(\[{{ \n])(?={_PART}){_PART}(?:[\"']?[,;]?[ \t\r\n]{{0,12}}{_PART}){{1,2}}"

_TAIL: Final = (
    r"(?:[_\-]?(?:value|raw|str|string|iso|text|utc|input|date|time|ts|ms|millis|epoch|timestamp|[0-9]{1,2}))?"
    r"(?![0-9A-Za-z])"
)
_CLOSES: Final = r"(?:\\{0,7}[\"'`]|&quot;|\*\*|[)\]]){0,3}+[ \t]{0,4}+"
_HINT: Final = r"(?:\([A-Za-z/.\- ]{2,16}\)[ ]?)?"
_ASSIGNS: Final = r"=>|:=|={1,3}|::?|\uff1a"
_SAYS: Final = (
    r"(?: ?(?:of|for) [^.!?:\n0-9\x00]{1,36}?(?= (?:is|was|ist)\b|:))?(?::|(?: ?(?:is|was|on|ist|am|war|est|es|era|to|as"
    r"|from|now|set|given|recorded|listed|entered|stated|noted|registered|changed|updated|corrected|confirmed|verified"
    r"|provided|shown|parsed|between|like|in)\b){0,4})"
)
_TAGS: Final = r"(?:[ \t\r\n]{0,12}</?[a-z][a-z0-9]{0,7}(?: [^<>\n\x00]{0,40})?>){1,3}[ ]?:?[ \t\r\n]{0,12}"
_ATTRIBUTE: Final = r" ?[A-Za-z:\-]{1,20}=\\?[\"'][^\"'<>\n\x00]{0,40}[\"']"
# A line of its own, the part of a form, the answer of whom a question was asked.
_BELOW: Final = r"[:?]?[ \t]{0,4}\r?\n(?:[ \t]{0,8}\r?\n)?[ \t]{0,8}(?:[A-Za-z][A-Za-z ]{0,15}:[ \t]{0,2})?"
_SIGN: Final = (
    rf"(?:{_ASSIGNS}|-{{1,2}}>?|[\u2013\u2014\u2192]|[#|?]|\u306f|\uc740|\ub294|\u662f|\u4e3a|\u70ba|(?:{_ATTRIBUTE}){{0,3}}[ ]?>"
    rf"|:?{_TAGS}|(?:;[A-Za-z\-]{{1,16}}=[A-Za-z0-9\-]{{1,16}}){{1,3}}:| ?(?:value|content|datetime)=|{_BELOW}|{_SAYS})"
)
_OPENS: Final = (
    r"[ \t]{0,4}+(?:(?:(?:new )?[A-Za-z~][A-Za-z_.:]{0,31}[(\[]|[(\[{]|\\{0,7}[\"'`]|&quot;|#inst |!!timestamp "
    r"|(?:date|timestamp) (?=['\"])|\\{0,7}[\"']?(?:\$?date|value|iso|\$numberLong)\\{0,7}[\"']?[ ]?[:=]|<!\[CDATA\[)"
    r"[ ]?){0,6}"
)
_BEHIND: Final = r"(?![0-9]|\.[0-9])"
_FAR: Final = 240
"""Characters without a digit between a label and its date."""
_LABELLED: Final = re.compile(
    rf"(?:(?<![0-9A-Za-z])|(?-i:(?<=[a-z0-9])(?=[A-Z])))"
    rf"(?a:(?:d(?:ob|\.o\.b\.?)|{LABELS}|(?P<weak>birth(?=\\?[\"']?[ ]?[:=>])|(?P<anything>{AT}))){_TAIL}"
    rf"(?=[^0-9\x00]{{0,{_FAR}}}[0-9])"
    rf"(?P<between>{_CLOSES}{_HINT}{_SIGN}?{_OPENS}))(?<![0-9a-z])"
    rf"(?P<date>{_ANY}(?P<time>{_TIME})|{_LISTED}|{_PARTS}|(?P<epoch>-?[0-9]{{9,13}})){_BEHIND}",
    re.IGNORECASE,
)
_TO: Final = re.compile(
    rf"[\"'`]{{0,2}} and (?:date |timestamp )?[\"'`]{{0,2}}(?P<date>{_ANY}{_TIME}){_BEHIND}", re.IGNORECASE
)
_SAID: Final = re.compile(
    rf"(?<![0-9a-z])(?a:{VERBS})(?<![0-9a-z])(?P<date>{_WITH_YEAR}){_BEHIND}(?![T ][0-9]{{1,2}}:)",
    re.IGNORECASE,
)
_OF_YEAR: Final = re.compile(
    rf"(?<![0-9A-Za-z])(?a:(?:{YEARS}){_CLOSES}(?:{_ASSIGNS})[ ]?[\"']?)(?P<date>{_YEAR})(?![0-9A-Za-z\-/.])",
    re.IGNORECASE,
)
_CELL_ENDS: Final = re.compile(r"[\"')\]]{0,2}[ \t]*(?:[\r\n<,;]|\Z)")


def birth_dates(text: str) -> Iterator[tuple[int, int]]:
    """Where the dates of birth of a text stand, that a label or a verb says to be some."""
    lower = in_lower_case(text)
    for match in matches(_LABELLED, text, places(lower, PARTS_OF_LABELS), BEFORE_PARTS):
        if _is_of_person(match):
            yield match.span("date")
            # `BETWEEN '1984-05-12' AND '1984-05-13'`
            if (second := _TO.match(text, match.end())) is not None:
                yield second.span("date")
    for match in matches(_SAID, text, places(lower, PARTS_OF_VERBS)):
        yield match.span("date")
    for match in matches(_OF_YEAR, text, places(lower, PARTS_OF_YEARS), BEFORE_PARTS):
        yield match.span("date")


def _is_of_person(match: re.Match[str]) -> bool:
    """Whether a date belongs to its label, and is not when a file began or the time stamp of what follows."""
    between = match["between"]
    if match["time"] and (match["weak"] or not between.strip()):
        return False
    # Below a heading stands the id of the first row, and processes are born at some second.
    if match["epoch"] and (match["anything"] or "\n" in between or not between.strip()):
        return False
    return "\n" not in between or _CELL_ENDS.match(match.string, match.end()) is not None
