"""Names behind what leads to them in several languages: a title, a letter that goes to somebody, an agent, "in" a town.

"dokter de Wit", "une lettre à SNCF", "your agent Xiaoling", "kantoor in Gent"; and given names of Korea, which their
two syllables show: "Ji-hoon Park". Part of `redaction.names.said`.
"""

# ruff: noqa: E501, RUF001  # a pattern is read as a whole; letters are those of their languages

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from redaction.names import features
from redaction.names import gazetteers as gz
from redaction.names.foreign_words import NOUNS, ROLES
from redaction.names.german import BODY_ENDS
from redaction.names.places_elsewhere import PLACES_ELSEWHERE
from redaction.names.word_set import word_set
from redaction.words.courtesies import COURTESIES

__all__ = ["CUES_LEADING", "HYPHENED", "behind", "find_korean", "find_led_to"]

_TITLES: Final = (
    "dokter|meneer|mevrouw|dhr.|mw.|mevr.|monsieur|madame|mademoiselle|docteur|dottor|dottore|dottoressa|dott.|signor|signora|"
    "señor|señora|señorita|senhor|senhora|herr|herrn|frau|doktor|professeur|professore|profesor|profesora|lekarz|doktorka|"
    "doctor|doctora|doutor|doutora|dr.|dra.|prof.|mme|mlle|sra.|srta.|sig.|sig.ra|dott.ssa|avv.|mr.|mrs.|ms.|hr.|"
    "pani|pana|panu|panem|panią"
)
_LETTERS: Final = (
    "lettre|courrier|courriel|réclamation|plainte|lettera|reclamo|disdetta|carta|correo|reclamación|queja|reclamação|ofício|"
    "brief|klacht|bezwaarschrift|opzegging|kündigung|beschwerde|widerspruch|mahnung|schreiben|anfrage|bewerbung|einspruch|"
    "e-mail|email|mail|pismo|skarga|klagomål"
)
_AGENTS: Final = (
    "agent|advisor|adviser|colleague|representative|technician|receptionist|cashier|courier|assistant"
)
_CAPITAL: Final = r"[A-ZÀ-ÞĀ-Ž][\w’'&.\-]{0,30}(?<![.\-’'])"
_MORE_TITLES: Final = word_set("dr prof doctor professor senator president direktor minister")
_PARTICLE: Final = (
    r"(?:(?:van|von|de|der|den|ter|ten|te|het|’t|'t|la|le|du|del|della|di|dos|da|zu|zur|zum|af|el|al|y) )"
)
_TITLED: Final = re.compile(
    rf"(?:M\.|(?i:{_TITLES.replace('.', chr(92) + '.')})) (?P<name>(?P<particle>{_PARTICLE}{{0,3}}){_CAPITAL}(?:(?: {_PARTICLE}{{0,2}}|-){_CAPITAL}){{0,2}})(?!\w)"
)
_WRITTEN: Final = re.compile(
    rf"(?i:{_LETTERS})(?: (?:di|de|du|d[’']) ?[^\W\d_]{{2,20}})? (?:(?P<german>an(?: (?:die|den|das))?)|à(?: la)?|al?(?: la)?|alla|au|ao|aan(?: (?:de|het))?|do|till) "
    rf"(?P<name>{_CAPITAL}(?: (?:(?:de|des|du|di|del|della|do|da|für|&|e|et|van) )?{_CAPITAL}){{0,4}})(?!\w)"
)
_AGENT: Final = re.compile(rf"(?:{_AGENTS}) (?P<name>[A-Z][a-zà-þ]{{2,24}})(?= [a-z]|[.,!?])")
_OWN: Final = re.compile(r"(?<![^\W_])(?:[Yy]our|[Mm]y|[Oo]ur) \Z")
_LONGEST_OWN: Final = 6
_TOLD: Final = re.compile(r"(?:tell|told|remind) (?P<name>[a-z]{2,6}(?:-[a-z]{2,6}|[a-z]{3,6}))(?= [a-z])")
_NAME: Final = re.compile(rf"(?:'s-)?{_CAPITAL}(?: {_CAPITAL}){{0,2}}(?!\w)")
_IN: Final = re.compile(
    r"(?<![^\W_])(?:in|a|à|au|über|um|bij|uit|te|em|en|di|de|nach|naar|w|we|til|till|i) \Z"
)
_LONGEST_IN: Final = 6
_LEGAL_ENDS: Final = (
    " GmbH",
    " AG",
    " KG",
    " SE",
    " SA",
    " S.p.A",
    " S.r.l",
    " Ltda",
    " B.V",
    " Stiftung",
    " Apotheke",
)
_FAMILY: Final = re.compile(r" (?P<family>[A-Z][a-z]{1,9})(?![\w-])")
_SYLLABLES: Final = word_set(
    "ah bae baek bo bok bom bong byeol byeong byung chae chan chang cheol cheon chul chun da dae dam do dong doo duk eon eui eul eun "
    "geon geun gi gil gon gook gu guk gun gwang gyeong gyu ha hae han haneul heon hee ho hong hoo hoon hun hwa hwan hye hyeok "
    "hyeon hyo hyuk hyun hyung il im in jae jang je jeong ji jin jong joo joon ju jun jung ki kwang kwon kyeong kyu kyung man mi "
    "min mo moon mun myeong myung na nam nan ok ra rae ri rim rin ro ryeong sang se seo seok seol seon seong seung shik shin "
    "si sik sil so sol song soo sook soon su suk sun sung tae u ui un wan won woo woong wook yeo yeon yeong yi yo yon yong yoo "
    "yoon you young yu yul yun"
)
"""Of given names, as they are written in Latin letters."""
HYPHENED: Final = re.compile(rf"-(?:{'|'.join(sorted(_SYLLABLES, key=len, reverse=True))})(?![\w-])")
"""The second syllable of such a name."""
_JOINING: Final = frozenset("-_/")
_FEWEST_LETTERS: Final = 5
_PINYIN: Final = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:i?a(?:ng?|o|i)?|u?a(?:ng?|i)?|i?ong?|i(?:ng?|u|e)?|e(?:ng?|i|r)?|u(?:n|e|i|o)?|ou?|üe?)){2}\Z"
)
"""Two syllables of Chinese."""
_MORE_PLACES: Final = word_set("gent 's-hertogenbosch südkorea nordkorea südafrika ludwigshafen")
_MARKS: Final = ("", ".", ",", "?", "!", ":", ";")


def _first(place: str) -> str:
    first = place.split(maxsplit=1)[0]
    return first if first.startswith("'") else first[0].upper() + first[1:]


def _forms(words: str) -> frozenset[str]:
    return frozenset(form for word in words.split("|") for form in (word, word.capitalize()))


_PLACES: Final = PLACES_ELSEWHERE | _MORE_PLACES
_PLACE_CUES: Final = frozenset(f"{_first(place)}{mark}" for place in _PLACES for mark in _MARKS) | frozenset(
    f"'s-{place.removeprefix(chr(39) + 's-').capitalize()}{mark}"
    for place in _PLACES
    if place.startswith("'s-")
    for mark in _MARKS
)
_TITLE_CUES: Final = _forms(_TITLES) | {"M."}
_LETTER_CUES: Final = _forms(_LETTERS)
_AGENT_CUES: Final = _forms(_AGENTS)
_TELLING: Final = frozenset({"tell", "told", "remind"})
CUES_LEADING: Final = _PLACE_CUES | _TITLE_CUES | _LETTER_CUES | _AGENT_CUES | _TELLING
"""What a text holds between two blanks or line ends if one of the patterns may match."""


def find_led_to(
    text: str, said: frozenset[str], gazetteer: Mapping[str, int]
) -> Iterator[tuple[int, int, str]]:
    """Find names behind words that lead to them.

    Args:
        text: A field.
        said: Which of `CUES_LEADING` it holds, and others.
        gazetteer: Flags by lower-cased word.

    Yields:
        Start, end and entity, in no order.
    """
    for match in behind(text, said & _TITLE_CUES, _TITLED):
        if match["particle"] or _may_be_called(match["name"], gazetteer):
            yield *match.span("name"), "PERSON"
    for match in behind(text, said & _LETTER_CUES, _WRITTEN):
        entity = _addressee(match["name"], gazetteer, german=match["german"] is not None)
        if entity:
            yield *match.span("name"), entity
    for match in behind(text, said & _AGENT_CUES, _AGENT):
        known = gazetteer.get(match["name"].lower(), 0) & (gz.ORDINARY_ANYWHERE | gz.ORGANISATION)
        if not known and _OWN.search(text, max(0, match.start() - _LONGEST_OWN), match.start()):
            yield *match.span("name"), "PERSON"
    for match in behind(text, said & _TELLING, _TOLD):
        if not gazetteer.get(match["name"], 0) and _is_of_east(match["name"]):
            yield *match.span("name"), "PERSON"
    for match in behind(text, said & _PLACE_CUES, _NAME):
        place = _place(match.group(), gazetteer)
        if place and _IN.search(text, max(0, match.start() - _LONGEST_IN), match.start()):
            yield match.start(), match.start() + place, "LOCATION"


def behind(text: str, words: frozenset[str], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Matches of a pattern that begin with one of some words of a text."""
    for word in words:
        at = text.find(word)
        while at >= 0:
            if not text[at - 1 : at].isalnum() and (match := pattern.match(text, at)) is not None:
                yield match
            at = text.find(word, at + len(word))


def find_korean(text: str) -> Iterator[tuple[int, int, str]]:
    """Find given names of two syllables with a hyphen, and the family name behind.

    Args:
        text: A field with a hyphen.
    """
    for hyphen in HYPHENED.finditer(text):
        begin = at = hyphen.start()
        while begin and at - begin <= _FEWEST_LETTERS and text[begin - 1].isalpha():
            begin -= 1
        end = hyphen.end()
        given = text[begin:end]
        if (
            given[:1].isupper()
            and given[1:].islower()
            and not _goes_on(text, begin, end)
            and _is_korean(given.lower())
        ):
            family = _FAMILY.match(text, end)
            yield begin, family.end() if family else end, "PERSON"


def _goes_on(text: str, begin: int, end: int) -> bool:
    before, behind = text[begin - 1 : begin], text[end : end + 1]
    return before.isalnum() or behind.isalnum() or before in _JOINING or behind in _JOINING


def _is_korean(name: str) -> bool:
    first, _, second = name.partition("-")
    return first != second and len(name) > _FEWEST_LETTERS and first in _SYLLABLES and second in _SYLLABLES


def _is_of_east(name: str) -> bool:
    """Whether a word in small letters that no list has is a given name of Korea or China by its syllables."""
    return (
        _is_korean(name) if "-" in name else len(name) > _FEWEST_LETTERS and _PINYIN.match(name) is not None
    )


def _may_be_called(name: str, gazetteer: Mapping[str, int]) -> bool:
    lower = name.split(maxsplit=1)[0].lower()
    if (
        lower in ROLES
        or lower in NOUNS
        or lower in COURTESIES
        or lower in _TITLE_CUES
        or lower in _MORE_TITLES
    ):
        return False
    flags = gazetteer.get(lower, 0)
    return bool(flags & gz.PERSONAL) or not flags & gz.ORDINARY_ANYWHERE


def _addressee(name: str, gazetteer: Mapping[str, int], *, german: bool) -> str:
    """Who a letter goes to: a person, an organisation, or "" for nobody that a name says."""
    words = name.split()
    lower = words[0].lower()
    flags = gazetteer.get(lower, 0)
    if lower in COURTESIES or lower in ROLES or lower in NOUNS:
        return ""
    if flags & gz.GIVEN and not flags & gz.ORGANISATION and not name.endswith(_LEGAL_ENDS):
        return "PERSON"
    if german:
        known = flags & gz.NAMED or lower.endswith(BODY_ENDS) or name.endswith(_LEGAL_ENDS)
        return (
            "ORGANIZATION"
            if known or features.is_body(words[0]) or words[0].isupper() or "é" in lower
            else ""
        )
    return "" if flags & gz.ORDINARY_ANYWHERE and not flags & gz.NAMED and len(words) == 1 else "ORGANIZATION"


def _place(name: str, gazetteer: Mapping[str, int]) -> int:
    """How many characters of a name are a place of the lists; 0 for none, and for what is called so, too: "in Tokio"."""
    words = name.split(" ")
    for count in range(len(words), 0, -1):
        place = " ".join(words[:count])
        if place.lower() in _PLACES:
            flags = gazetteer.get(place.lower(), 0)
            others = flags & (gz.TECHNICAL | gz.ORGANISATION) and not flags & gz.PLACE
            return 0 if others else len(place)
    return 0
