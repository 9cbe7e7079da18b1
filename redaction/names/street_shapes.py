"""The shapes of street addresses and postal codes of many countries, as patterns for `redaction.addresses`."""

# ruff: noqa: E501, RUF001  # a pattern is read as a whole; typographic quotes and dashes are part of what is matched

from __future__ import annotations

import re
from typing import Final

from redaction.names.word_set import word_set
from redaction.words import streets

__all__ = [
    "AHEAD",
    "BOX",
    "BOX_WORDS",
    "CANADA_CODE",
    "CODE_LABEL",
    "CODE_WORDS",
    "COMPOUND",
    "COMPOUND_ENDS",
    "DIGITS",
    "LOWER_NUMBER_FIRST",
    "MILITARY",
    "NEVER_BEFORE",
    "NUMBER_FIRST",
    "TOWN_STATE_CODE",
    "TYPE_FIRST",
    "TYPE_WORDS",
    "UK_CODE",
    "WEAK_STREET_WORDS",
]


# With a number and a capital before them these are more often results, places of plans and sizes than streets.
_MEASURED: Final = word_set("bend cove mall park pike point run view")
# Ordinary nouns too: "5 Green Hills" is no address, "12 Abbey Green, Bath" is one only with more to it.
WEAK_STREET_WORDS: Final = (
    streets.NOUNS
    - word_set(
        "alley causeway cir cres crescent dr esplanade expressway freeway gardens grove hwy mews quay terrace "
        "trl turnpike wharf"
    )
    - _MEASURED
) | word_set(
    "vale common yard gate junction manor spur knoll knolls port ports mission orchard haven landing "
    "meadow meadows passage spring springs station stream summit tunnel union unions village ville vista "
    "wall walks ways well wells squares bypass av"
)
_STREET_WORDS: Final = "|".join(
    sorted(
        streets.PLAIN
        | (streets.NOUNS - _MEASURED)
        | WEAK_STREET_WORDS
        | word_set("broadway embankment overpass plz skyway stravenue throughway underpass viaduct")
    )
)
_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*"
_HOUSE: Final = r"(?:[A-Z]-?)?\d{1,5}(?:[A-Za-z](?![a-z])|(?:[-/–]\d{1,4}))?"
_UNIT: Final = (
    r"(?:[,\s]{1,3}(?i:apt|apartment|suite|ste|unit|flat|floor|fl|room|rm|bldg|building|#|no\.?|piso|etg|stiege|top|bte|"
    r"office|lot|door|wohnung|piano|appartamento|interno|scala|puerta|planta|appartement|appt|étage)\.? ?#?\d{0,5}[A-Z]?\b(?:[A-Z0-9-]{0,4}))"
)
_STATE: Final = (
    "A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[TA]|"
    "W[AVIY]|NSW|VIC|QLD|TAS|ACT|ON|QC|BC|AB|MB|SK|NS|NB|NL|PE"
)
_CODE: Final = (
    r"(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|(?:[A-Z]{1,2}[- ])?\d{4,6}(?: ?[A-Z]{2})?|"
    r"\d{3} \d{2}|\d{2}-\d{3}|\d{5}-\d{3})"
)
# What may follow the street: town, region, code, country, each on the same line or the next.
# A full stop ends the sentence, and the address with it, but for "St. Albans".
_TOWN_WORD: Final = r"(?:(?:Ste?|Mt|Ft|Pt)\.|[A-ZÀ-ÖØ-Þ][\w'’-]*)"
_NO_DAY: Final = r"(?!(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Die|Mit|Don|Son)[a-z]*\b)"
_TOWN: Final = (
    rf"{_TOWN_WORD}(?:[ -](?:(?:of|de|la|upon|der|del|sur|le|les|en|di|vorm|ob|aan)[ -]|(?:on|am|an)[ -]{_NO_DAY})?"
    rf"{_TOWN_WORD}){{0,3}}"
)
_TAIL: Final = (
    rf"(?:{_UNIT})?"
    rf"(?:(?:,\s?|\s?\n\s*| - | )(?:{_TOWN}(?:,\s?|\s?\n,? ?|\s))?(?:{_STATE})\.?,?\s{{1,2}}{_CODE}(?!\w)"
    rf"|(?:,\s?|\s?\n\s*| - | )(?:[A-Z]{{1,2}}-)?{_CODE}(?!\w)(?:,? {_TOWN})?"
    rf"|(?:,\s?|\s?\n\s*){_TOWN},?\s{{1,2}}(?:{_STATE}\b(?! [a-z]))?,?\s?{_CODE}(?!\w)"
    rf"|,\s?{_TOWN}(?:,\s?(?:{_STATE})\b|,\s?{_TOWN})?)?"
    rf"(?:,\s?(?:USA|U\.S\.A\.|UK|United States|United Kingdom|England|Canada|Australia|Germany|France|Spain|Italy|"
    rf"Netherlands|Austria|Switzerland|Ireland|India|Belgium|Poland|Portugal)\b)?"
)

NUMBER_FIRST: Final = re.compile(
    rf"(?<![\w.,:/$€£#-])(?P<house>{_HOUSE}),? (?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.? )?"
    rf"(?P<name>(?:{_CAPITAL}|\d{{1,3}}(?:st|nd|rd|th)) (?:(?:{_CAPITAL}|\d{{1,3}}(?:st|nd|rd|th)|of|the|de|la) ){{0,3}}?)"
    rf"(?P<type>(?i:{_STREET_WORDS}))\b\.?(?: (?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\b\.?)?(?P<tail>{_TAIL})"
)
LOWER_NUMBER_FIRST: Final = re.compile(
    r"(?<![\w.,:/$€£#-])\d{1,5} (?!(?:hours?|minutes?|mins?|days?|miles?|km|metres?|lanes?|weeks?|months?|years?|more|new|different) )(?:(?:(?!(?:from|into|onto|with|for|per|and|via|the|are|was|has|not|out|over|under|after|before|behind) )[a-z]{3,14}|\d{1,3}(?:st|nd|rd|th)) ){1,2}"
    r"(?:(?:street|avenue|boulevard|blvd|lane|road|drive)\b(?! ?[=(\[])|(?:st|ave|rd)\b\.?(?=[,.!?\n]|\Z| (?:but|and|in|near|apt|unit|please|because|so|is|not|number|instead)\b))"
)
_APART: Final = (*map(str.capitalize, sorted(streets.GERMAN)), "Ring", "utca", "út", "tér")
"""Words by themselves behind a name, where the same end one."""
COMPOUND: Final = re.compile(
    rf"(?<![\w/.-])(?:(?:{_CAPITAL}|[Aa]m|[Aa]n|[Dd]er|[Ii]m|[Zz]um|[Zz]ur) ){{0,2}}"
    rf"(?:[A-ZÀ-ÖØ-Þ][\w'’-]*(?:{'|'.join(map(re.escape, sorted(streets.ENDS)))})|{_CAPITAL}[ -](?:{'|'.join(map(re.escape, _APART))}))"
    rf",? {_HOUSE}(?![\w%])(?P<tail>{_TAIL})"
)
TYPE_FIRST: Final = re.compile(
    rf"(?<![\w/.-])(?:(?P<before>\d{{1,4}}(?: ?(?:bis|ter|[A-Ba-b]))?),? )?"
    rf"(?P<type>(?i:{'|'.join(map(re.escape, sorted(streets.BEFORE_NAMES)))})) "
    rf"(?:(?i:de la|de los|de las|de l['’]|des|de|du|del|della|delle|dei|d['’]|da|do|dos|la|el|los|las|le|les) ?)?"
    rf"(?P<name>{_CAPITAL}(?: (?:(?:de|la|y|e|et|di|von|i|do|da|dos) )?{_CAPITAL}){{0,3}})"
    rf"(?P<after>,? (?:n\.?[º°o]\.? ?|n\. ?|nr\.? ?|no\.? ?|#)?\d{{1,4}}(?:/\d{{1,4}}|(?: ?(?:bis|[A-Ba-b])))?\b(?![/.:]\d))?(?P<tail>{_TAIL})"
)
BOX: Final = re.compile(
    rf"(?<!\w)(?:P\.? ?O\.? ?Box|Post Office Box|Postfach|Apartado(?: de Correos)?|Casilla|Caixa Postal|Boîte Postale|B\.?P\.?|Postbus|GPO Box|Private Bag|"
    rf"PSC \d{{1,5}},? Box|Unit \d{{3,5}} Box) ?#?\d{{1,6}}+(?![\w/])(?P<tail>{_TAIL})",
    re.IGNORECASE,
)
MILITARY: Final = re.compile(
    r"(?<!\w)(?:USNS|USS|USNV|USCGC|PSC|CMR|Unit) [\w ,]{1,30}?\s(?:FPO|APO|DPO),? A[AEP] \d{5}(?:-\d{4})?"
)
TOWN_STATE_CODE: Final = re.compile(rf"(?<![\w-]){_TOWN},? (?:{_STATE}),? \d{{5}}(?:-\d{{4}})?(?![\w-])")
CODE_LABEL: Final = re.compile(
    r"\b(?:zip|zip ?code|postal ?code|post ?code|postcode|plz|code postal|código postal|cap|cep|pin ?code)\b['\"]?"
    r"(?: (?:is|was|of|number|no\.?))?[ :=#]{0,3}['\"]?(?P<code>\d{2,6}(?:[- ]\d{2,4})?(?: ?[A-Z]{2})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)(?!\w|\.\d)",
    re.IGNORECASE,
)
UK_CODE: Final = re.compile(
    r"(?<![\w-])(?:[A-PR-UWYZ][A-HK-Y]?\d[A-HJKPSTUW\d]?) \d[ABD-HJLNP-UW-Z]{2}(?![\w-])"
)
CANADA_CODE: Final = re.compile(
    r"(?<![\w-])[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] \d[ABCEGHJ-NPRSTV-Z]\d(?![\w-])"
)
DIGITS: Final = re.compile(r"\d+")
AHEAD: Final = 160
NEVER_BEFORE: Final = frozenset(".,:/$€£#_")
COMPOUND_ENDS: Final = (*streets.ENDS, *_APART)
TYPE_WORDS: Final = streets.BEFORE_NAMES
BOX_WORDS: Final = (
    "box",
    "postfach",
    "apartado",
    "casilla",
    "caixa",
    "boîte",
    "bp ",
    "b.p",
    "postbus",
    "private bag",
)
CODE_WORDS: Final = ("zip", "post", "plz", "código", "codigo", "cap", "cep", "pin")
