"""Street addresses and postal codes in running text, by rules for the shapes of many countries.

The name model (`redaction.names`) labels addresses too, by their surroundings; these rules need no surroundings and
are exact about where an address ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from redaction.spans import Field, Span

__all__ = ["ENTITIES", "AddressesDetector", "AddressesRecognizer"]

ENTITIES: Final = ("STREET_ADDRESS", "ZIP_CODE")

_NAME: Final = "AddressesRecognizer"

_STREET_WORDS: Final = (
    "street|road|rd|avenue|ave|av|lane|ln|drive|boulevard|blvd|court|ct|place|pl|square|sq|terrace|ter|way|"
    "highway|hwy|parkway|pkwy|crescent|cres|close|circle|cir|trail|trl|grove|gardens|row|mews|loop|plaza|plz|alley|"
    "expressway|freeway|turnpike|quay|wharf|esplanade|causeway|throughway|crossing|ridge|route|st|dr|row|walk|hill|"
    "broadway|green|rise|vale|path|parade|embankment|common|yard|gate|heights|bypass|junction|manor|spur|knolls?|"
    "ports?|mission|orchard|haven|landing|meadows?|overpass|underpass|passage|skyway|springs?|squares|station|"
    "stravenue|stream|summit|tunnel|turnpike|union|unions|viaduct|village|ville|vista|wall|walks|ways|well|wells"
)
# Words that are ordinary nouns too: "5 Green Hills" is no address, "12 Abbey Green, Bath" is one only with more to it.
_WEAK_STREET_WORDS: Final = frozenset(
    "place way row walk hill green rise vale path common yard gate heights junction manor spur knoll knolls port ports "
    "mission orchard haven landing meadow meadows passage spring springs station stream summit tunnel union unions "
    "village ville vista wall walks ways well wells ridge route circle close court drive loop square squares plaza "
    "crossing parade union highway bypass trail pl ct sq ter av".split()
)
_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*"
_HOUSE: Final = r"(?:[A-Z]-?)?\d{1,5}(?:[A-Za-z](?![a-z])|(?:[-/–]\d{1,4}))?"
_UNIT: Final = (
    r"(?:[,\s]{1,3}(?i:apt|apartment|suite|ste|unit|flat|floor|fl|room|rm|bldg|building|#|no\.?|piso|etg|stiege|top|bte|"
    r"office|lot|door|wohnung)\.? ?#?\d{0,5}[A-Z]?\b(?:[A-Z0-9-]{0,4}))"
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
_TOWN: Final = rf"{_CAPITAL}(?:[ -](?:(?:of|de|la|upon|on|am|an|der|del|sur|le|les|en)[ -])?{_CAPITAL}){{0,3}}"
_TAIL: Final = (
    rf"(?:{_UNIT})?"
    rf"(?:(?:,\s?|\s?\n\s*| - | )(?:{_TOWN}(?:,\s?|\s?\n,? ?|\s))?(?:{_STATE})\.?,?\s{{1,2}}{_CODE}(?!\w)"
    rf"|(?:,\s?|\s?\n\s*| - | )(?:[A-Z]{{1,2}}-)?{_CODE}(?!\w)(?:,? {_TOWN})?"
    rf"|(?:,\s?|\s?\n\s*){_TOWN},?\s{{1,2}}(?:{_STATE}\b(?! [a-z]))?,?\s?{_CODE}(?!\w)"
    rf"|,\s?{_TOWN}(?:,\s?(?:{_STATE})\b|,\s?{_TOWN})?)?"
    rf"(?:,\s?(?:USA|U\.S\.A\.|UK|United States|United Kingdom|England|Canada|Australia|Germany|France|Spain|Italy|"
    rf"Netherlands|Austria|Switzerland|Ireland|India|Belgium|Poland|Portugal)\b)?"
)

_NUMBER_FIRST: Final = re.compile(
    rf"(?<![\w.,:/$€£#-])(?P<house>{_HOUSE}),? (?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.? )?"
    rf"(?P<name>(?:(?:{_CAPITAL}|\d{{1,3}}(?:st|nd|rd|th)|of|the|de|la) ){{1,4}}?)"
    rf"(?P<type>(?i:{_STREET_WORDS}))\b\.?(?: (?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\b\.?)?(?P<tail>{_TAIL})"
)
_LOWER_NUMBER_FIRST: Final = re.compile(
    r"(?<![\w.,:/$€£#-])\d{1,5} (?!(?:hours?|minutes?|mins?|days?|miles?|km|metres?|lanes?|weeks?|months?|years?|more|new|different) )(?:(?:[a-z]{3,14}|\d{1,3}(?:st|nd|rd|th)) ){1,2}(?:street|avenue|boulevard|blvd|lane|road|drive)\b(?! ?[=(\[])"
)
_COMPOUND: Final = re.compile(
    rf"(?<![\w/.-])(?:(?:{_CAPITAL}|[Aa]m|[Aa]n|[Dd]er|[Ii]m|[Zz]um|[Zz]ur) ){{0,2}}"
    rf"(?:[A-ZÀ-ÖØ-Þ][\w'’-]*(?:straße|strasse|straat|str\.|weg|gasse|allee|platz|damm|ufer|laan|plein|gracht|kade|gatan|vägen|"
    rf"väg|gata|gate|veien|vegen|vej|gade|katu|tie|kuja|polku|utca|torg|allé)|{_CAPITAL}[ -](?:Straße|Strasse|Str\.|Weg|Gasse|Allee|Platz|Damm|Ufer|Ring|utca|út|tér))"
    rf",? {_HOUSE}(?![\w%])(?P<tail>{_TAIL})"
)
_TYPE_FIRST: Final = re.compile(
    rf"(?<![\w/.-])(?:(?P<before>\d{{1,4}}(?: ?(?:bis|ter|[A-Ba-b]))?),? )?"
    rf"(?P<type>(?i:rue|avenue|boulevard|place|chemin|allée|impasse|quai|via|viale|piazza|corso|vicolo|largo|calle|c/|avenida|avda\.?|av\.|paseo|"
    rf"plaza|plaça|carrer|carrera|camino|ronda|rua|r\.|praça|travessa|alameda|estrada|ul\.|ulica|al\.|strada|bulevardul|jalan|jl\.|"
    rf"kalea|cours|route)) "
    rf"(?:(?i:de la|de los|de las|de l['’]|des|de|du|del|della|delle|dei|d['’]|da|do|dos|la|el|los|las|le|les) ?)?"
    rf"(?P<name>{_CAPITAL}(?: (?:(?:de|la|y|e|et|di|von|i|do|da|dos) )?{_CAPITAL}){{0,3}})"
    rf"(?P<after>,? (?:n[º°.]o? ?|nr\.? ?|no\.? ?|#)?\d{{1,4}}(?: ?(?:bis|[A-Ba-b]))?\b(?![/.:]\d))?(?P<tail>{_TAIL})"
)
_BOX: Final = re.compile(
    rf"(?<!\w)(?:P\.? ?O\.? ?Box|Post Office Box|Postfach|Apartado(?: de Correos)?|Casilla|Caixa Postal|Boîte Postale|B\.?P\.?|Postbus|GPO Box|Private Bag|"
    rf"PSC \d{{1,5}},? Box|Unit \d{{3,5}} Box) ?#?\d{{1,6}}+(?![\w/])(?P<tail>{_TAIL})",
    re.IGNORECASE,
)
_MILITARY: Final = re.compile(r"(?<!\w)(?:USNS|USS|USNV|USCGC|PSC|CMR|Unit) [\w ,]{1,30}?\s(?:FPO|APO|DPO),? A[AEP] \d{5}(?:-\d{4})?")
_TOWN_STATE_CODE: Final = re.compile(rf"(?<![\w-]){_TOWN},? (?:{_STATE}),? \d{{5}}(?:-\d{{4}})?(?![\w-])")
_CODE_LABEL: Final = re.compile(
    r"\b(?:zip|zip ?code|postal ?code|post ?code|postcode|plz|code postal|código postal|cap|cep|pin ?code)\b['\"]?"
    r"(?: (?:is|was|of|number|no\.?))?[ :=#]{0,3}['\"]?(?P<code>\d{2,6}(?:[- ]\d{2,4})?(?: ?[A-Z]{2})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)(?!\w|\.\d)",
    re.IGNORECASE,
)
_UK_CODE: Final = re.compile(r"(?<![\w-])(?:[A-PR-UWYZ][A-HK-Y]?\d[A-HJKPSTUW\d]?) \d[ABD-HJLNP-UW-Z]{2}(?![\w-])")
_CANADA_CODE: Final = re.compile(r"(?<![\w-])[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] \d[ABCEGHJ-NPRSTV-Z]\d(?![\w-])")
_DIGITS: Final = re.compile(r"\d+")
_AHEAD: Final = 160
_NEVER_BEFORE: Final = frozenset(".,:/$€£#_")
_COMPOUND_ENDS: Final = (
    *("straße", "strasse", "straat", "str.", "weg", "gasse", "allee", "platz", "damm", "ufer", "laan", "plein", "gracht"),
    *("kade", "gatan", "vägen", "väg", "gata", "gate", "veien", "vegen", "vej", "gade", "katu", "tie", "kuja", "polku"),
    *("utca", "torg", "allé", "Straße", "Strasse", "Str.", "Weg", "Gasse", "Allee", "Platz", "Damm", "Ufer", "Ring", "út", "tér"),
)
_TYPE_WORDS: Final = frozenset(
    "rue avenue boulevard place chemin allée impasse quai via viale piazza corso vicolo largo calle c/ avenida avda avda. "
    "av. paseo plaza plaça carrer carrera camino ronda rua r. praça travessa alameda estrada ul. ulica al. strada "
    "bulevardul jalan jl. kalea cours route".split()
)
_BOX_WORDS: Final = ("box", "postfach", "apartado", "casilla", "caixa", "boîte", "bp ", "b.p", "postbus", "private bag")
_CODE_WORDS: Final = ("zip", "post", "plz", "código", "codigo", "cap", "cep", "pin")


def _strong(match: re.Match[str]) -> bool:
    kind = match["type"].lower()
    return bool(match["tail"]) or kind not in _WEAK_STREET_WORDS


def _at(pattern: re.Pattern[str], text: str, start: int, behind: int, ahead: int) -> re.Match[str] | None:
    """Return the match near `start` that reaches over it."""
    for match in pattern.finditer(text, max(0, start - behind), start + ahead):
        if match.start() <= start < match.end():
            return match
    return None


def _near_number(text: str, start: int, end: int) -> Iterable[tuple[int, int, str, float]]:
    before = text[start - 1] if start else " "
    if before == " " and text[max(0, start - 40) : start].rstrip(" ,").endswith(_COMPOUND_ENDS):
        if match := _at(_COMPOUND, text, start, 48, _AHEAD):
            yield match.start(), match.end(), "street-number", 0.85 if match["tail"] else 0.75
            return
    if end - start == 5 and before == " " and text[max(0, start - 3) : start - 1].isupper():
        if match := _at(_TOWN_STATE_CODE, text, start, 48, 16):
            yield match.start(), match.end(), "town-state-code", 0.8
    if before.isalnum() or before in _NEVER_BEFORE:
        return
    follows = text[end : end + 3]
    if not any(c.isupper() or c.isdigit() for c in follows):
        if follows[:1] == " " and follows[1:2].islower() and (match := _LOWER_NUMBER_FIRST.match(text, start)):
            yield match.start(), match.end(), "number-street-lower", 0.6
        return
    if match := _NUMBER_FIRST.match(text, start):
        if _strong(match):
            yield match.start(), match.end(), "number-street", 0.85 if match["tail"] else 0.7
        elif not match["name"].split()[0].isdigit() and len(match["house"]) > 1:
            yield match.start(), match.end(), "number-street-weak", 0.5


def _streets(text: str) -> Iterable[tuple[int, int, str, float]]:
    # Nearly every address has a house number or a code: look where the digits are.
    for run in _DIGITS.finditer(text):
        if run.end() - run.start() <= 5:
            yield from _near_number(text, *run.span())
    lower = text.lower()
    if not _TYPE_WORDS.isdisjoint(lower.split()):
        for match in _TYPE_FIRST.finditer(text):
            if match["before"] or match["after"]:
                yield match.start(), match.end(), "type-first", 0.8
    if any(word in lower for word in _BOX_WORDS):
        for match in _BOX.finditer(text):
            yield match.start(), match.end(), "box", 0.85
    if "PO " in text or "PO," in text:
        for match in _MILITARY.finditer(text):
            yield match.start(), match.end(), "military", 0.85


def _codes(text: str) -> Iterable[tuple[int, int, str, float]]:
    lower = text.lower()
    if any(word in lower for word in _CODE_WORDS):
        for match in _CODE_LABEL.finditer(text):
            yield *match.span("code"), "labelled-code", 0.8
    for run in _DIGITS.finditer(text):
        start = run.start()
        if start and run.end() - start <= 2 and "A" <= text[start - 1] <= "Z":
            for pattern, rule in ((_UK_CODE, "uk-code"), (_CANADA_CODE, "canada-code")):
                if match := _at(pattern, text, start, 2, 8):
                    yield *match.span(), rule, 0.6


class AddressesDetector:
    """Finds street addresses and postal codes. Stateless; equal fields give equal spans."""

    identity: Final = "addresses/1"

    def detect(self, fields: Sequence[Field]) -> list[list[Span]]:
        """Examine each field.

        Args:
            fields: Any number of fields; one whose `names` is false gives no spans.

        Returns:
            One list per field, in order, sorted by start, without overlaps.
        """
        return [_field(field.text) if field.names else [] for field in fields]


def _field(text: str) -> list[Span]:
    spans: list[Span] = []
    if not _DIGITS.search(text):
        return spans
    found = [(s, e, "STREET_ADDRESS", r, c) for s, e, r, c in _streets(text)]
    found += [(s, e, "ZIP_CODE", r, c) for s, e, r, c in _codes(text)]
    for start, end, entity, rule, score in sorted(found, key=lambda f: (f[0], -f[1])):
        if spans and start < spans[-1].end:
            if end > spans[-1].end and entity == spans[-1].entity:
                last = spans[-1]
                spans[-1] = Span(last.start, end, entity, max(score, last.score), last.rule, _NAME)
            continue
        spans.append(Span(start, end, entity, score, rule, _NAME))
    return spans


class AddressesRecognizer(EntityRecognizer):
    """`AddressesDetector` as a Presidio recognizer; loadable from registry YAML by its class name.

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
        self._detector = AddressesDetector()
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
        """Find addresses in one text.

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
