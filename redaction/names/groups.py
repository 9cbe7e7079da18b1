"""Nationality, religion and politics of a person, by a list and the words around it.

"She is Dutch" says something of a person, "Dutch cheese" does not; so a word of the list counts only where the
words beside it speak of people. Part of `redaction.names.detector`.
"""

# ruff: noqa: E501  # a list is read as a list

from __future__ import annotations

import re
from typing import Final

from redaction.spans import Span

__all__ = ["find_groups"]

_GROUPS: Final = (
    "Afghan|Albanian|Algerian|American|Angolan|Argentine|Argentinian|Armenian|Australian|Austrian|Azerbaijani|Bahraini|Bangladeshi|"
    "Basque|Belarusian|Belgian|Bolivian|Bosnian|Brazilian|British|Bulgarian|Burmese|Cambodian|Cameroonian|Canadian|Catalan|"
    "Chadian|Chechen|Chilean|Chinese|Colombian|Congolese|Croatian|Croat|Cuban|Cypriot|Czech|Dane|Danish|Dominican|Dutch|"
    "Ecuadorian|Egyptian|English|Eritrean|Estonian|Ethiopian|Fijian|Filipino|Filipina|Finnish|Finn|French|Gambian|Georgian|"
    "German|Ghanaian|Greek|Guatemalan|Guinean|Haitian|Honduran|Hungarian|Icelandic|Indian|Indonesian|Iranian|Iraqi|Irish|"
    "Israeli|Italian|Ivorian|Jamaican|Japanese|Jordanian|Kazakh|Kenyan|Korean|Kosovar|Kurdish|Kurd|Kuwaiti|Kyrgyz|Laotian|"
    "Latvian|Lebanese|Liberian|Libyan|Lithuanian|Macedonian|Malagasy|Malawian|Malaysian|Malian|Maltese|Maori|Mauritanian|"
    "Mexican|Moldovan|Mongolian|Montenegrin|Moroccan|Mozambican|Namibian|Nepali|Nepalese|Nicaraguan|Nigerian|Nigerien|"
    "Norwegian|Omani|Pakistani|Palestinian|Panamanian|Paraguayan|Peruvian|Polish|Pole|Portuguese|Puerto Rican|Qatari|Roma|"
    "Romanian|Russian|Rwandan|Salvadoran|Saudi|Scottish|Scot|Senegalese|Serbian|Serb|Singaporean|Slovakian|Slovak|Slovene|"
    "Slovenian|Somali|South African|Spanish|Spaniard|Sri Lankan|Sudanese|Surinamese|Swede|Swedish|Swiss|Syrian|Taiwanese|"
    "Tajik|Tamil|Tanzanian|Tatar|Thai|Tibetan|Togolese|Tunisian|Turkish|Turk|Turkmen|Ugandan|Ukrainian|Uruguayan|Uyghur|"
    "Uzbek|Venezuelan|Vietnamese|Welsh|Yemeni|Zambian|Zimbabwean|Hispanic|Latino|Latina|Latinx|African American|Asian American|"
    "Muslim|Sunni|Shia|Shiite|Christian|Catholic|Roman Catholic|Protestant|Orthodox|Lutheran|Anglican|Baptist|Methodist|"
    "Evangelical|Mormon|Jehovah's Witness|Jew|Jewish|Hindu|Sikh|Buddhist|Jain|Baha'i|Zoroastrian|Yazidi|Alevi|Druze|Quaker|"
    "Atheist|Agnostic|Republican|Democrat|Communist|Socialist|Conservative|Anarchist"
)
_PEOPLE: Final = (
    "nationals?|citizens?|nationality|citizenship|origin|descent|passport|immigrants?|refugees?|asylum|m[ae]n|wom[ae]n|"
    "boys?|girls?|couple|family|parents?|mother|father|husband|wife|born|speaker|lawyer|journalist|politician|student|"
    "by birth|faith|community|minority|extraction|roots|heritage|ancestry|subjects?|residents?|villagers?|child|children|sons?|"
    "daughters?|brothers?|sisters?|prisoners?|activists?|soldiers?|workers?|teachers?|doctors?|nurses?|engineers?|farmers?|"
    "shepherds?|peasants?|writers?|authors?|poets?|painters?|artists?|singers?|musicians?|composers?|actors?|actress|"
    "footballers?|players?|athletes?|businessm[ae]n|businesswom[ae]n|businessperson|diplomats?|scientists?|priests?|pastors?|"
    "imams?|rabbis?|monks?|nuns?|voters?|believers?|convert"
)
_GROUP: Final = re.compile(
    rf"\b(?:"
    rf"(?P<a>{_GROUPS})s?(?= (?:{_PEOPLE})\b)"
    rf"|(?:\b(?:nationality|citizenship|religion|ethnicity|ethnic origin|faith|national of|citizen of)\b['\"]? ?[:=]? ?"
    rf"(?:is |was )?['\"]?)(?P<b>{_GROUPS})\b"
    rf"|(?:(?:[Ii] am|[Ii]'m|[Hh]e is|[Ss]he is|[Hh]e's|[Ss]he's|[Tt]hey are|[Ww]e are|who (?:is|was)|[Hh]e was|[Ss]he was) "
    rf"(?:an? |both |half |a practi[sc]ing |a devout |proud )?)(?P<c>{_GROUPS})s?(?=[.,;!?)]|$| (?:and|but|by|from|so|who)\b)"
    rf"|, an? (?P<d>{_GROUPS})(?=[.,;)]| (?:and|by|who|from|living|born)\b)"
    rf")"
)
_CAPITALISED: Final = re.compile(r"[A-Z][a-z]{2,}")
_BEFORE: Final = 48
_AFTER: Final = 64
_FIRST_WORDS: Final = frozenset(
    form for name in _GROUPS.split("|") for form in (name.split()[0].partition("'")[0], name.split()[0] + "s")
)


def find_groups(text: str) -> list[Span]:
    """Find where a text tells somebody's nationality, religion or politics.

    Args:
        text: Any text.

    Returns:
        Spans of entity `NRP`, in order.
    """
    hits = _FIRST_WORDS.intersection(_CAPITALISED.findall(text))
    if not hits:
        return []
    # What the pattern reads around a word of the list is shorter than the margins, so that the rest is left out.
    begin, end = min(map(text.find, hits)) - _BEFORE, max(map(text.rfind, hits)) + _AFTER
    return [
        Span(*match.span(match.lastgroup), "NRP", 0.6, "group", "NamesRecognizer")
        for match in _GROUP.finditer(text, max(0, begin), end)
        if match.lastgroup
    ]
