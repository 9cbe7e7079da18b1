"""Family names alone behind what says who somebody is to whom: "Ansprechpartner: Schmidt", "Customer: Nowak".

The model sees two words to either side, and of a label and a word alone it cannot tell a person from a kind of customer.
Part of `redaction.names.detector`; `redaction.names.callers` does so in sentences.
"""

# ruff: noqa: E501, RUF001  # a list is read as a list; letters are those of their languages

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from redaction.names import gazetteers as gz
from redaction.names.foreign_words import LABELS, NOUNS, ROLES
from redaction.names.german_words import NAMESAKES
from redaction.names.request_words import REQUESTS
from redaction.names.word_set import phrase_set, word_set
from redaction.spans import Span
from redaction.words.particles import PARTICLES

__all__ = ["NO_ARTICLES", "find_contacts", "is_family"]

_OF_STATES: Final = phrase_set(
    "patient|patientin|paciente|paziente|pacjent|pacjentka|patiënt|driver|interpreter|titular|consultant|physician|surgeon|handled by|"
    "prepared by|tenant|beneficiary|supervisor|caller"
)
"""Of these what stands behind may be a state, a department or a program that no list has."""
_OF_PERSONS: Final = _OF_STATES | phrase_set(
    "contact person|contact name|point of contact|primary contact|emergency contact|main contact|patient name|"
    "landlord|applicant|claimant|reviewer|reviewed by|approver|approved by|signed by|requested by|reported by|"
    "reporter|assignee|assigned to|witness|attending|referred by|submitted by|"
    "account manager|case worker|caseworker|line manager|chaperone|interviewer|interviewee|next of kin|attn|"
    "ansprechpartner|ansprechpartnerin|sachbearbeiter|sachbearbeiterin|mieter|mieterin|vermieter|antragsteller|antragstellerin|"
    "bearbeiter|bearbeiterin|bewerber|bewerberin|mandant|mandantin|kontaktperson|zuständig|vertreter|betreuer|berater|fahrer|"
    "versicherter|versicherte|schuldner|gläubiger|zeuge|zeugin|anrufer|anruferin|kundenberater|kundenberaterin|genehmigt von|gez|"
    "interlocuteur|interlocutrice|personne à contacter|locataire|bailleur|demandeur|demandeuse|candidat|candidate|gestionnaire|"
    "suivi par|assuré|assurée|médecin traitant|référent|référente|rédigé par|validé par|"
    "persona de contacto|solicitante|inquilino|inquilina|arrendatario|asegurado|tramitador|atendido por|aprobado por|"
    "referente|persona di contatto|richiedente|inquilino|conduttore|assicurato|intestatario|medico curante|firmato da|"
    "pessoa de contato|pessoa de contacto|requerente|inquilina|locatário|atendente|segurado|aprovado por|"
    "contactpersoon|aanvrager|huurder|verhuurder|behandelaar|verzekerde|dossierbehandelaar|aanspreekpunt|behandeld door|"
    "osoba kontaktowa|osoba do kontaktu|wnioskodawca|najemca|wynajmujący|ubezpieczony|lekarz prowadzący|opiekun|"
    "deputy|registrar|prüfer|prüferin|stellvertreter|stellvertreterin|entschuldigt|remplaçant|"
    "suplente|sostituto|suplent|zastępca|kierownik|plaatsvervanger|leidinggevende|chef de projet|jefe de proyecto|capoprogetto"
)
"""Behind these stands somebody, or nobody."""
_OF_CUSTOMERS: Final = phrase_set(
    "contact|contacts|customer|client|owner|agent|buyer|seller|guest|member|user|manager|employee|subscriber|sender|recipient|"
    "kontakt|kunde|kundin|klient|käufer|verkäufer|absender|empfänger|mitarbeiter|eigentümer|gast|rückfragen an|"
    "client|cliente|clienta|contacto|contatto|contato|responsable|responsabile|responsável|comprador|vendedor|propietario|proprietario|"
    "destinatario|destinataire|expéditeur|acheteur|vendeur|propriétaire|acquirente|venditore|"
    "klant|koper|verkoper|eigenaar|afzender|ontvanger|medewerker|klientka|kupujący|sprzedający|właściciel|nadawca|odbiorca|pracownik"
)
"""Behind these stands somebody, a firm, or what kind of one it is."""
_OF_LISTS: Final = phrase_set(
    "attendees|absentees|apologies|participants|panelists|reviewers|"
    "anwesend|anwesende|abwesend|entschuldigt|excusés|participants|"
    "asistentes|participantes|partecipanti|aanwezig|afwezig|afgemeld|deelnemers|"
    "obecni|nieobecni|uczestnicy"
)
"""Behind these stand several of them."""
_OF_MINUTES: Final = phrase_set(
    "teilnehmer|teilnehmende|present|absent|attending|speakers|panel|team|crew|on call|présents|présent|absents|presentes|ausentes|presenti|assenti"
)
"""The same, but things are present and absent, too: no name that no list has."""
_REACH: Final = 48
_BEFORE_LISTED: Final = (", ", "; ", ": ", " and ", " und ", " et ", " y ", " e ", " en ", " i ")
NO_ARTICLES: Final = frozenset({"van", "von", "di", "del", "della", "du", "ter", "ten"})
"""Particles that no article is written like, so that what follows is a name."""
_SHORTEST: Final = 4
"""Letters of a name that no list has."""
_KEY_STARTS: Final = re.compile(r"[\n|;,{(\[.!?]|[-*•–] ")
_PARTICLE: Final = (
    r"(?:(?:[Vv]an|[Vv]on|[Dd]e|der|den|[Tt]er|ten|[Ll]a|[Ll]e|[Dd]u|[Dd]el|[Dd]ella|[Dd]i|dos|[Dd]a|zu|[Aa]l|[Ee]l)"
    r"(?: (?:der|den|la|het))? )"
)
_WORD: Final = r"[A-ZÀ-ÞĀ-Ž][^\W\d_]{1,24}(?:[-'’][A-ZÀ-ÞĀ-Ž]?[^\W\d_]{1,24}){0,2}"
_ENDS: Final = r"(?=[ \t]*(?:\Z|[\n,;|/()<])|\.(?:\s|\Z)|[ \t][–—-][ \t])"
_VALUE: Final = re.compile(rf"[ \t]{{1,3}}(?P<v>{_PARTICLE}?{_WORD}(?: {_WORD})?){_ENDS}")
_GOES_ON: Final = re.compile(rf"[ \t]{{1,3}}(?P<v>{_PARTICLE}?{_WORD})(?= [a-zà-þ]|{_ENDS[3:-1]})")
_LISTED: Final = re.compile(rf"(?P<v>{_PARTICLE}?{_WORD})(?=[ \t]*(?:[\n,;(.]|\Z)| (?:and|und|et|y|e|en|i) )")
_LIST_ENDS: Final = re.compile(r"\n|: ")
_FAMILY_ENDS: Final = re.compile(
    r"[^\W\d_]{2,}(?:ski|ska|sky|cki|cka|dzki|dzka|wicz|czyk|enko|chuk|escu|oğlu|oglu|yan|ova|eva|sson|dóttir|dottir|opoulos|idis|akis|shvili|dze)\Z"
)
"""How family names end that no list has."""
_THING_ENDS: Final = re.compile(
    r".*(?:ung|heit|keit|schaft|dienst|stelle|büro|team|service|gruppe|zentrale|amt|haus|line|desk|tion|tät|ismus|ment|ance|ence|age|"
    r"ción|dad|miento|encia|zione|mento|tà|enza|ção|dade|heid|balie|afdeling|tie|cja|anie|enie|ość|stwo|ariat|bot|"
    r"technik|trieb|kauf|ology|ive|ous|ico|ica|oso|osa|ado|ada|ido|ida|ware|"
    r"bekannt|kannt|zogen|lehnt|stand|inconnue?|vacante|onbekend|nieznan[ya]|verein|gericht|mairie|comune|gemeente|owners|vacío)\Z"
)
"""How things, departments and programs end that no list has."""
_KINDS: Final = word_set(
    "new old young good best big small gold silver premium standard basic private business trade key prime regular long major minor "
    "neu neue alt alte privat geschäft stamm groß klein frei keine keiner page home office sales call short early late free open "
    "day night week friday monday sunday april may june march winter summer spring noel christmas easter chief head prior moody"
)
"""What a customer or a contact is rather than called."""
_FAMILIES_FIRST: Final = word_set(
    "schneider weber koch bauer richter wolf schröder krüger fischer jäger kaiser könig krieger fuchs vogel stein berg hahn "
    "herzog graf maurer schuster böhm winkler busch kraft engel hirsch beck roth schwarz braun sommer zimmermann müller"
)
"""Nouns of German that stand behind such a label as names far more often."""
_OTHERS: Final = gz.COMMON | gz.TECHNICAL | gz.FOREIGN


def is_family(
    name: str,
    gazetteer: Mapping[str, int],
    *,
    sure: bool = False,
    unknown: bool | None = None,
    noun: bool | None = None,
) -> bool:
    """Whether a word with a capital is a family name before all: of the lists, or by its end.

    Args:
        name: The word.
        gazetteer: Flags by lower-cased word.
        sure: Whether what stands there is a person, if it is anything: then it may be a town, too.
        unknown: Whether it may be a word that no list has; as `sure` if not given.
        noun: Whether it may be a noun of German that is a name more often, "Müller"; as `sure` if not given.
    """
    lower = name.lower()
    if lower in _KINDS or lower in ROLES or lower in LABELS or lower in NOUNS or lower in REQUESTS:
        return False
    if lower in _FAMILIES_FIRST and (sure if noun is None else noun):
        return True
    if lower in NAMESAKES:
        return False
    flags = gazetteer.get(lower, 0)
    if not flags:
        parts = lower.split("-")
        if len(parts) > 1:
            return all(gazetteer.get(part, 0) & gz.FAMILY for part in parts)
        # Behind a label of persons a word that no list has is a name, unless it ends as things do.
        known = _FAMILY_ENDS.match(lower) is not None
        may_be = sure if unknown is None else unknown
        return known or (may_be and len(lower) >= _SHORTEST and _THING_ENDS.match(lower) is None)
    others = _OTHERS | gz.ORGANISATION if sure else _OTHERS | gz.ORGANISATION | gz.PLACE
    return bool(flags & gz.FAMILY) and not flags & others


def find_contacts(text: str, gazetteer: Mapping[str, int]) -> list[Span]:
    """Find who stands alone behind the label of a contact, a customer, a patient, a tenant.

    Args:
        text: Any text.
        gazetteer: Flags by lower-cased word.

    Returns:
        Persons, in order.
    """
    spans: list[Span] = []
    at = text.find(": ")
    while at >= 0:
        if text[at + 2 : at + 6].strip() and text[at + 2 : at + 4] != "//":
            key = _KEY_STARTS.split(text[max(0, at - _REACH) : at])[-1].strip(" \xa0\t\"'*#>_").lower()
            span = _behind(text, at + 1, key, gazetteer)
            if span is not None:
                spans.append(span)
            elif key in _OF_LISTS or key in _OF_MINUTES:
                spans += _listed(text, at + 2, gazetteer, sure=key in _OF_LISTS)
        at = text.find(": ", at + 2)
    return spans


def _behind(text: str, at: int, key: str, gazetteer: Mapping[str, int]) -> Span | None:
    sure = key in _OF_PERSONS
    if not sure and key not in _OF_CUSTOMERS:
        return None
    match = (_GOES_ON.match(text, at) if sure else None) or _VALUE.match(text, at)
    unknown = sure and key not in _OF_STATES
    if match is None or not _is_called(match["v"].split(), gazetteer, sure=sure, unknown=unknown):
        return None
    return Span(*match.span("v"), "PERSON", 0.6, "contacts", "NamesRecognizer")


def _listed(text: str, start: int, gazetteer: Mapping[str, int], *, sure: bool) -> Iterator[Span]:
    """Those of a list in the rest of a line, up to the next label: so nothing is read twice."""
    end = _LIST_ENDS.search(text, start)
    for match in _LISTED.finditer(text, start, len(text) if end is None else end.start()):
        if not text.endswith(_BEFORE_LISTED, start - 2, match.start()):
            continue
        if _is_called(match["v"].split(), gazetteer, sure=sure, unknown=sure):
            yield Span(*match.span("v"), "PERSON", 0.6, "contacts", "NamesRecognizer")


def _is_called(words: Sequence[str], gazetteer: Mapping[str, int], *, sure: bool, unknown: bool) -> bool:
    """Whether the words of a value are somebody's name."""
    capital = [word for word in words if word[0].isupper() and word.lower() not in PARTICLES]
    if len(capital) == 1:
        if len(words) > 1 and words[0].lower() in NO_ARTICLES:
            return True
        # "de", "la" and "der" are articles first: "Huurder: de Gemeente". With a capital they are names: "De Santis".
        unknown = unknown and (len(words) == 1 or words[0][0].isupper())
        return is_family(capital[0], gazetteer, sure=sure, unknown=unknown)
    flags = [gazetteer.get(word.lower(), 0) for word in capital]
    return all(flag & gz.PERSONAL for flag in flags) and not any(
        flag & (gz.ORDINARY_ANYWHERE | gz.ORGANISATION) for flag in flags
    )
