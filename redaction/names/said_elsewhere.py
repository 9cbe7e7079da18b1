"""Names by the words around them in a dozen other languages: introductions, errands, towns behind a preposition.

"oi sou inês", "recuérdale a Javier que", "nato a Firenze": the model, trained on English, knows the look of these words
and not what stands before. Only names of the lists count, unless the words leave no doubt. Part of `redaction.names.said`.
"""

# ruff: noqa: E501, RUF001  # a pattern is read as a whole; letters are those of their languages

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final

from redaction.names import gazetteers as gz
from redaction.names.clauses import is_day
from redaction.names.foreign_words import LABELS
from redaction.names.german import is_noun
from redaction.names.places_elsewhere import PLACES_ELSEWHERE
from redaction.names.request_words import REQUESTS
from redaction.names.subjects import SUBJECT_VERBS, find_subjects
from redaction.names.word_set import word_set
from redaction.words.courtesies import GREETINGS_ABROAD

__all__ = ["CUES_ELSEWHERE", "find_elsewhere"]

_ORDINARY: Final = gz.ORDINARY_ANYWHERE
_WORD: Final = r"[^\W\d_][^\W\d_'’]{1,24}(?:-[^\W\d_]{1,24})?"
_CAPITAL: Final = r"[A-ZÀ-ÞĀ-Ž][^\W\d_'’]{1,24}(?:-[^\W\d_]{1,24}){0,3}"
_GREETING: Final = "|".join(sorted(GREETINGS_ABROAD, key=len, reverse=True))
_AM: Final = (
    "(?:eu )?sou(?: [oa])?|aqui é(?: [oa])?|aquí|(?:yo )?soy|(?:moi )?c['’]est|je suis|ici|(?:io )?sono|qui(?: è)?|"
    "(?:ich )?bin(?: (?:der|die))?|hier(?: (?:ist|spricht|is))?|(?:ik )?ben|met|(?:det|jag) är|(?:det|jeg) er|tu|tutaj|z tej strony|"
    "jestem|mówi|tady|jsem|u telefonu|to je|sunt|vagyok|täällä|olen"
)
_CALLED: Final = (
    "me llamo|mi nombre es|meu nome é|me chamo|chamo-me|m['’]appelle|mon (?:pré)?nom est|mi chiamo|il mio nome è|"
    "ich hei(?:ß|ss)e|mein name ist|ik heet|mijn naam is|jag heter|mitt namn är|jeg he(?:dd|t)er|mit(?:t)? navn er|"
    "nazywam się|mam na imię|jmenuj[iu] se|benim adım|adım|ismim|mă numesc|numele meu (?:e|este)|a nevem|nimeni on"
)
_INTRODUCED: Final = re.compile(
    rf"(?<![\w'’])(?:(?:{_GREETING})[,!.]? (?:{_AM})|(?P<sure>{_CALLED})) (?P<name>{_WORD})(?: (?P<more>{_WORD}))?(?!\w)",
    re.IGNORECASE,
)
_TOLD: Final = re.compile(
    r"(?<!\w)(?:d[ií](?:le|les|gale)|(?:pregunt|avis|cuent|recuerd|record|cont|llam|mand|envi)[áa](?:r?les?)|(?:esc?ríb|escrib|ped|pid|dec)[eéií]r?les?|"
    r"(?:preg[úu]nta|av[íi]sa|cu[ée]nta|recu[ée]rda|escr[íi]be|ll[áa]ma|p[íi]de)(?:le)?) a (?P<name>[A-ZÀ-Þ][^\W\d_]{2,24})\b",
    re.IGNORECASE,
)
_ASKED: Final = re.compile(
    r"(?<!\w)(?:(?:[Dd]is|[Dd]ites|[Dd]emande|[Rr]appelle|[ÉéEe]cris) à|(?:[Dd]ì|[Dd]ire|[Cc]hiedi|[Ss]crivi|[Rr]icorda|[Rr]icordare) a|"
    r"(?:[Dd]iga|[Ff]ala|[Pp]ergunta|[Ll]embra|[Ll]embre|[Aa]vise|[Aa]visa) (?:ao?|à|pr[oa]|o)|[Ss]ag|[Ff]rag|[Ee]rinnere|[Zz]eg tegen|"
    rf"[Vv]raag(?: aan)?|[Hh]erinner|[Ss]äg till|[Ff]råga|[Pp]åminn|[Pp]owiedz|[Zz]apytaj|[Řř]ekni) (?P<name>{_CAPITAL})(?!\w)"
)
# A given name of the lists behind them is somebody's.
_WITH: Final = re.compile(
    rf"(?<!\w)(?P<with>avec|con|com|met|mit|med|z|chez|pour|para|für|voor) (?P<name>{_CAPITAL})(?=[,.;:!?)\n]|\Z| [a-zà-þ])"
)
_BESIDE_NAMES: Final = word_set("avec con com met mit med z chez pour para für voor")
_ASSURED: Final = re.compile(
    rf"(?:\A|[\n.!?:>\"“] ?)(?:(?i:sure|certainly|of course|okay|ok|great|perfect|sorry|claro|por supuesto|perfecto|vale|bien sûr|d['’]accord|"
    r"natürlich|gerne|alles klar|certo|va bene|perfetto|perfeito|zeker|prima|natuurlijk|jasne|oczywiście|pewnie)), "
    rf"(?P<name>{_CAPITAL})(?=[.!?,]|\Z)"
)
_ASSURING: Final = word_set(
    "sure certainly course okay ok great perfect sorry claro supuesto perfecto vale sûr d'accord d’accord natürlich gerne klar certo bene "
    "perfetto perfeito zeker prima natuurlijk jasne oczywiście pewnie"
)
_ITSELF: Final = re.compile(
    rf"(?i:\b(?:hey|hi|hello)[,!]? (?:it['’]?s|this is)(?: me)?,?) (?P<name>{_CAPITAL})(?=[,.!?]|\Z| (?:again|here|from|calling|speaking)\b)"
)
_SELF: Final = word_set("hey hi hello")
_BODIES: Final = (
    "Gesellschaft",
    "Bundesverband",
    "Verband",
    "Verein",
    "Vereinigung",
    "Institut",
    "Stiftung",
    "Akademie",
)
# Verbs before "a", which is a word of English and of persons, too.
_AT: Final = (
    "nat[oai]|residente|abit[oai]|abitano|abitare|viv[oe]|vivono|vad[oi]|vanno|andare|andiamo|torn[oai]|arriv[oai]|trasferit[oai]|"
    "viaj(?:o|a|as|amos|an|ar|ei|ou)|voy|vamos|van|llego|llega|llegar|volver|vuelvo|mudarme|mudarse|vou|vai|ir|cheg(?:o|a|ar)"
)
_TOWN: Final = re.compile(
    rf"(?<!\w)(?:(?P<sure>em|à|pra|naar|nach|w|we|ve|från|habitant(?: (?:à|de))?|vers|hacia|desde|depuis|vanuit|uit|aus)|en|v|te|till|dal|da|para|pour|per|por|hasta|até|(?:{_AT}) a(?:d)?) "
    rf"(?P<name>{_CAPITAL}(?: (?:(?:de|del|la|do|di|nad) )?{_CAPITAL}){{0,2}})(?![\w@/])",
)
_BEFORE_TOWNS: Final = word_set(
    "em à pra pour per por hasta até naar nach w we ve från habitant vers hacia desde depuis vanuit uit aus en v te dal da para nato nata nati residente abito "
    "abita abitano vivo vive vivono vado vai vanno andare andiamo torno torna arrivo arriva trasferito trasferita viajo viaja "
    "viajamos viajar voy vamos van llego llega llegar volver vou ir chego chega chegar"
)
_BODY: Final = re.compile(
    r"(?<!\w)(?:Deutsch|Österreichisch|Schweizerisch|Europäisch|International|Bayerisch|Sächsisch|Hessisch|Norddeutsch)e[rns]? "
    rf"(?P<what>{'|'.join(_BODIES)}) (?:für|zur|der|des) (?:[^\W\d_]+ ){{0,3}}?[A-ZÄÖÜ][^\W\d_]+"
)
# The last words of greetings, but for those that people are called: "Dias", "Abend", "Moi", "Tag".
_GREETINGS: Final = word_set(
    "oi olá ola dia tarde noite hola buenas buenos salut bonjour bonsoir coucou ciao salve buongiorno "
    "buonasera hallo moin servus hoi goedemorgen goedemiddag goedenavond hej hejsan hei tjena cześć czesc "
    "siema dobry ahoj čau cau den zdravím merhaba selam günler bună szia terve"
)
_OTHERS: Final = word_set(
    "llamo nombre nome chamo chamo-me m'appelle m’appelle nom prénom chiamo heiße heisse mein heet mijn heter namn navn hedder nazywam "
    "imię jmenuji jmenuju adım ismim numesc numele nevem nimeni dile diles dígale dis dites demande rappelle écris dì dire chiedi scrivi "
    "ricorda ricordare diga fala pergunta lembra lembre avise avisa sag frag erinnere zeg vraag herinner säg fråga påminn powiedz "
    "zapytaj řekni pregúntale avísale cuéntale recuérdale escríbele llámale pídele llama avisa recordarle decirle avisarle "
    "preguntarle contarle llamarle escribirle pedirle mandarle enviarle recordarles decirles avisarles"
)
CUES_ELSEWHERE: Final = frozenset(
    form
    for word in (
        *_OTHERS,
        *SUBJECT_VERBS,
        *_BODIES,
        *_BEFORE_TOWNS,
        *_BESIDE_NAMES,
        *(f"{word}{mark}" for word in _SELF for mark in ("", ",", "!")),
        *(f"{word}," for word in _ASSURING),
        *(f"{word}{mark}" for word in _GREETINGS for mark in ("", ",", "!", ".")),
    )
    for form in (word, word.capitalize())
)
"""What a text holds between two blanks or line ends if one of the patterns may match."""


def find_elsewhere(text: str, gazetteer: Mapping[str, int]) -> Iterator[tuple[int, int, str]]:
    """Find persons and towns behind words of other languages that lead to them.

    Args:
        text: A field that holds one of `CUES_ELSEWHERE`.
        gazetteer: Flags by lower-cased word.

    Yields:
        Start, end and entity, in no order.
    """
    yield from find_subjects(text, gazetteer)
    for match in _BODY.finditer(text):
        yield *match.span(), "ORGANIZATION"
    for match in _INTRODUCED.finditer(text):
        if _introduces(match["name"], gazetteer, sure=match["sure"] is not None):
            more = match["more"] and _is_family(match["more"], gazetteer)
            yield match.start("name"), match.end("more" if more else "name"), "PERSON"
    for match in _TOLD.finditer(text):
        if match["name"][0].isupper():
            yield *match.span("name"), "PERSON"
    for match in _ASKED.finditer(text):
        flags = gazetteer.get(match["name"].lower(), 0)
        if flags & gz.GIVEN and not flags & gz.ORDINARY:
            yield *match.span("name"), "PERSON"
    for match in chain(_WITH.finditer(text), _ASSURED.finditer(text), _ITSELF.finditer(text)):
        unknown = match.re is not _WITH and match["name"].lower() not in gazetteer
        if unknown or _is_given(match["name"], gazetteer):
            yield *match.span("name"), "PERSON"
    for match in _TOWN.finditer(text):
        if _is_town(match["name"], gazetteer, sure=match["sure"] is not None):
            yield *match.span("name"), "LOCATION"


def _is_given(name: str, gazetteer: Mapping[str, int]) -> bool:
    """Whether a word with a capital is a given name and nothing else: no noun, town, firm or day."""
    lower = name.lower()
    flags = gazetteer.get(lower, 0)
    others = _ORDINARY | gz.PLACE | gz.ORGANISATION
    if not flags & gz.GIVEN or flags & others or not name[1:].islower():
        return False
    return not (lower in LABELS or lower in REQUESTS or is_noun(name, flags) or is_day(name, gazetteer))


def _introduces(name: str, gazetteer: Mapping[str, int], *, sure: bool) -> bool:
    """Whether who introduces themselves so is called by a word: a given name, or where it is sure any new word."""
    flags = gazetteer.get(name.lower(), 0)
    if flags & gz.GIVEN:
        return not flags & _ORDINARY or (sure and name[0].isupper())
    return sure and not flags & _ORDINARY and (bool(flags) or name[0].isupper())


def _is_family(word: str, gazetteer: Mapping[str, int]) -> bool:
    flags = gazetteer.get(word.lower(), 0)
    return bool(flags & gz.PERSONAL) and not flags & _ORDINARY


def _is_town(name: str, gazetteer: Mapping[str, int], *, sure: bool) -> bool:
    """Whether words are a town of the lists; where the word before is one of English, too, nothing else."""
    lower = name.lower()
    if lower in PLACES_ELSEWHERE:
        return True
    words = lower.split()
    flags = [gazetteer.get(word, 0) for word in words]
    listed = (
        bool(flags[0] & gz.PLACE)
        if len(words) == 1
        else all(flag & (gz.PLACE | gz.PLACE_PART) for flag in flags)
    )
    others = gz.TECHNICAL if sure else gz.ORDINARY
    return listed and not any(flag & others for flag in flags)
