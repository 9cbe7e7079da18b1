"""What may follow a street and its number: a unit, a town with its code, a country. Part of `redaction.recognizers.street.recognizer`.

A tail is taken in only with a code in it, or directly after a unit: a town alone is a word like another. All classes
are counted, so that an address has a longest form.
"""

# ruff: noqa: E501  # a pattern is read as a whole

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["CAPITAL", "HOUSE", "INITIAL", "INNER", "LONGEST_TAIL", "Tail", "tail_behind"]

_UPPER: Final = "A-Z\u00c0-\u00d6\u00d8-\u00de\u010c\u0141\u015a\u0160\u017b\u0179\u017d\u0150\u0130\u015e"
INITIAL: Final = f"[{_UPPER}]"
INNER: Final = r"[\w'\u2019-]"
CAPITAL: Final = rf"{INITIAL}{INNER}{{0,23}}"
"""A word that begins with a capital."""
HOUSE: Final = r"[0-9]{1,5}(?: [A-Fa-f](?!\w)|[A-La-l](?!\w)|[-/\u2013][0-9]{1,4}[A-Za-z]?(?!\w))?"
"""The number of a house, after a street."""

_TOWN_WORD: Final = rf"(?:(?:Ste?|Mt|Ft|Pt)\. )?{CAPITAL}"
_TOWN: Final = rf"{_TOWN_WORD}(?:(?: (?:of|de|la|le|les|upon|on|am|an|der|del|sur|en|di|do|den|ob|aan)\b)?[ -]{_TOWN_WORD}){{0,3}}"
_GAP: Final = r"(?:, ?\n?| - | |\s?\n[ \t]{0,8})"
_UNIT: Final = (
    r"(?:(?:, ?| |\n[ \t]{0,8})(?:(?i:apt|apartment|suite|ste|unit|flat|floor|fl|room|rm|bldg|building|piso|etage|appt|appartement|interno|wohnung)\b\.? ?#?|#)"
    r"(?:[0-9]{1,5}[A-Za-z]?|[A-Z]-?[0-9]{0,4})(?!\w))"
)
_STATE: Final = (
    "A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[TAI]|"
    "W[AVIY]"
)
_PROVINCE: Final = "ON|QC|BC|AB|MB|SK|NS|NB|NL|PE|YT|NT|NU"
# Codes that are found with any kind of street before them.
_SURE: Final = (
    rf"{_GAP}(?:{_TOWN}(?:, ?|\s?\n,? ?| ))?(?:{_STATE})\.?,?\s{{1,2}}[0-9]{{5}}(?:-[0-9]{{4}})?"
    rf"|{_GAP}(?:{_TOWN},?\s)?(?:(?:{_PROVINCE}),?\s{{1,2}})?[ABCEGHJ-NPRSTVXY][0-9][A-Z] ?[0-9][A-Z][0-9]"
    rf"|{_GAP}(?:{_TOWN},?\s(?:{_TOWN},?\s)?)?[A-PR-UWYZ][A-Z]?[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{{2}}"
    rf"|{_GAP}{_TOWN},?\s(?:NSW|VIC|QLD|TAS|ACT|SA|WA|NT)\s[0-9]{{4}}"
)
# Code before town, as on the continent: more than a count and a word only behind a street of its languages.
_EUROPEAN: Final = rf"(?:,? ?\n| ?, ?| - |,? in )(?:[A-Z]{{1,2}}-)?(?:[0-9]{{4,5}}(?: [A-Z]{{2}})?|[0-9]{{2}}-[0-9]{{3}}|[0-9]{{3}} [0-9]{{2}}|[0-9]{{4}}-[0-9]{{3}}|[0-9]{{5}}-[0-9]{{3}}) {_TOWN}(?: ?\([A-Z]{{2}}\))?"
# Codes that need a street that is one without them.
_CODED: Final = (
    rf"(?:,\s?|\s?\n[ \t]{{0,8}}){_TOWN}(?:,\s?{_TOWN})?,?\s(?:[0-9]{{4,6}}|[0-9]{{5}}-[0-9]{{3}})"
    rf"|,? (?:[A-Z]{{1,2}}-)?[0-9]{{4,5}}(?: [A-Z]{{2}})? {_TOWN}"
)
_COUNTRY: Final = (
    r"(?:,\s?(?:USA|U\.S\.A\.|UK|United States|United Kingdom|England|Canada|Australia|Germany|Deutschland|France|"
    r"Spain|Espa\u00f1a|Italy|Italia|Netherlands|Nederland|Austria|Switzerland|Ireland|India|Belgium|Poland|Portugal|"
    r"Sweden|Norway|Denmark|Brasil|Brazil|Mexico)\b)?"
)
_BEHIND: Final = r"(?![\w%]|[.:/-][0-9])"
_TAIL: Final = re.compile(
    rf"(?P<unit>{_UNIT})?(?:(?:(?P<sure>{_SURE})|(?P<european>{_EUROPEAN})|(?P<coded>{_CODED})){_BEHIND}{_COUNTRY})?"
)
LONGEST_TAIL: Final = 320
"""Code points; more than the longest."""


class Tail(NamedTuple):
    """What follows a street and its number.

    Attributes:
        end: Where the address ends.
        kind: `sure`: a code of a country that is one behind any street; `european`: a code before a town; `coded`:
            other digits beside a town; `unit`: part of a house; empty: nothing.
    """

    end: int
    kind: str


def tail_behind(text: str, at: int) -> Tail:
    """What follows the street and number that end before `at`."""
    match = _TAIL.match(text, at, at + LONGEST_TAIL)
    if match is None or match.end() == at:
        return Tail(at, "")
    kind = next((name for name in ("sure", "european", "coded") if match[name] is not None), "unit")
    return Tail(match.end(), kind)
