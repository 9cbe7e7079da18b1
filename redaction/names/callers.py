"""Family names alone in short sentences of several languages: who called, who is met, whose matter it is.

"Kowalski called yesterday", "Schmidt hat angerufen", "Termin mit Nowak", "Kunde Petrov". Given names are told by
`redaction.names.subjects`, names behind a label by `redaction.names.contacts`. Part of `redaction.names.said`.
"""

# ruff: noqa: E501, RUF001  # a pattern is read as a whole; letters are those of their languages

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from redaction.names.contacts import NO_ARTICLES, is_family
from redaction.names.led_to import behind
from redaction.names.word_set import word_set

__all__ = ["CUES_CALLING", "find_callers"]

_NAME: Final = (
    r"(?P<name>(?P<particle>(?:[Vv]an|[Vv]on|[Dd]e|[Dd]el|[Dd]i|[Tt]er|[Ll]e|[Ll]a)(?: (?:de[rn]?|het|la))? )?"
    r"[A-ZÀ-ÞĀ-Ž][^\W\d_]{1,24}(?:[-'’][A-ZÀ-ÞĀ-Ž]?[^\W\d_]{1,24}){0,2})"
)
# Alone these are said of programs, too: what follows says that somebody did it.
_WHEN: Final = (
    r"(?:yesterday|today|tonight|again|back|in sick|twice|earlier|this (?:morning|afternoon|week)|last (?:night|week)|"
    r"on (?:mon|tues|wednes|thurs|fri|satur|sun)day|at \d|about (?:the|his|her|an?)\b)"
)
_DID: Final = (
    rf"(?:called|rang|phoned|wrote|replied|answered|asked|complained) {_WHEN}|(?:phoned|e-?mailed|texted|complained|apologi[sz]ed|resigned|retired)\b"
    r"|(?:says|said|insists|insisted|promised|told) (?:that|he|she|it|the|they|we|us|me|her|his|no|yes)\b"
    r"|(?:wants|wanted|asked|promised|refused|offered|agreed|forgot) (?:to|an?|the)\b|(?:hasn|didn)['’]t (?:paid|signed|answer|reply|replied|pay|call|called|show|respond)"
)
_DID_ELSEWHERE: Final = (
    # German
    r"(?:hat|hatte) (?:[^\W\d_]+ ){0,3}(?:angerufen|gemeldet|reklamiert|geschrieben|gekündigt|bezahlt|unterschrieben|geantwortet|storniert|abgesagt|zugesagt|zurückgerufen)\b"
    r"|(?:ruft|rief) (?:[^\W\d_]+ ){0,2}(?:an|zurück)\b|(?:meldet|meldete) sich\b"
    r"|(?:möchte|wollte|bittet|bat|beschwert|reklamiert|schreibt|schrieb|fragt|fragte) (?:um|den|die|das|eine?n?|wissen|sich|nach|ob|dass|uns|heute|gestern)\b"
    # French
    r"|(?:n['’])?(?:a|avait)(?: pas)? (?:encore )?(?:r?appelé|téléphoné|écrit|demandé|répondu|réclamé|signé|payé|résilié|annulé|confirmé|refusé|accepté|signalé)\b|(?:souhaite|veut|demande|rappellera|réclame) (?:que|un|une|le|la|les|si|à|des?|nous|savoir)\b"
    # Spanish, Italian, Portuguese
    r"|(?:no )?ha (?:llamado|escrito|pedido|pagado|firmado|respondido|contestado|reclamado|confirmado|cancelado)\b"
    r"|(?:llamó|telefoneó|escribió|preguntó|respondió|contestó|firmó|pagó|reclamó|canceló|quiere|pide|solicita|llamará)\b"
    r"|(?:non )?ha (?:ancora )?(?:r?i?chiamato|telefonato|scritto|chiesto|pagato|firmato|risposto|disdetto|confermato|reclamato)\b|(?:vuole|chiede|richiamerà|desidera)\b"
    r"|(?:não )?(?:ligou|telefonou|escreveu|perguntou|respondeu|assinou|pagou|reclamou|cancelou|quer|pediu)\b"
    # Dutch, Polish
    r"|(?:belde|mailde|schreef|vroeg|vraagt|betaalde|tekende|belt) |heeft (?:[^\W\d_]+ ){0,3}(?:gebeld|gemaild|geschreven|betaald|getekend|opgezegd|geantwoord|gevraagd|geklaagd|afgezegd)\b"
    r"|(?:nie )?(?:(?:za|od)?dzwoni|napisa|zapłaci|podpisa|odpowiedzia|pisa|prosi|pyta)ła?\b|(?:chce|prosi)\b"
)
_DOING: Final = re.compile(
    rf"(?:\A|[\n.!?:;>\"“„(] ?|, |\b(?:that|dass|que|che|dat|że) ){_NAME} (?:{_DID}|{_DID_ELSEWHERE})"
)
# Only somebody does these: a word that no list has is a name there. In German it may be any noun.
_SURELY: Final = re.compile(
    r"phoned|rang|e-?mailed|texted|apologi|resigned|retired|téléphon|r?appelé|llam|telefone|chiamato|telefonato|ligou|gebeld|belde|"
    r"gemaild|mailde|geklaagd|dzwoni"
)
_BEHIND: Final = r"(?=[,.;:!?)\n]|\Z| [a-zà-þ0-9(]| (?:Mon|Diens|Donners|Frei)tag| Mittwoch)"
_MET: Final = re.compile(
    r"(?:(?i:termin|gespräch|treffen|telefonat|rücksprache|besprechung|vertrag|absprache) mit|(?i:rückfragen|weiterleiten|weitergeleitet|rechnung|anfrage) an"
    r"|(?i:rendez-vous|rdv|entretien|réunion|voir|discussion) avec|(?i:rappeler|contacter|relancer)|(?i:suivie?|gérée?|traitée?) par|(?i:demander) à"
    r"|(?i:cita|reunión|hablar|llamada|contrato) con|(?i:llamar|preguntar|pregunta|avisar|chiedere) a|(?i:gestionado|atendido|tratado) por"
    r"|(?i:appuntamento|riunione|parlare|colloquio|contratto) con|(?i:richiamare)|(?i:seguit[ao]|gestit[ao]) da|(?i:rivolgersi) a"
    r"|(?i:reunião|falar|contrato|consulta) com|(?i:perguntar) ao?|(?i:ligar) para"
    r"|(?i:afspraak|gesprek|overleg|contract|bellen) met|(?i:doorsturen) naar|(?i:behandeld) door|(?i:navragen) bij"
    r"|(?i:spotkanie|rozmowa|umowa|kontakt) z|(?i:przekazać|zapytać)|(?i:zadzwonić|oddzwonić) do"
    rf"|(?i:spoke|speaking|talked|appointment|meeting) with|(?i:waiting) (?:for|on)|(?i:forwarded|escalated) to|(?i:approved|signed) by|(?i:llamó|telefoneó|ligou|zadzwoniła?|dzwoniła?)|(?i:laut|volgens|según|selon|secondo|segundo|według|according to)) {_NAME}{_BEHIND}"
)
_SENT: Final = re.compile(
    rf"(?:[Aa]n|aan) {_NAME} (?:weiterleiten|weitergeleitet|weitergeben|übergeben|schicken|geschickt|senden|gesendet|vragen|doorgeven|doorsturen)\b"
)
_KNOWN_AS: Final = re.compile(rf"[^\W\d_]+ {_NAME}{_BEHIND}")


def _forms(words: str) -> frozenset[str]:
    return frozenset(form for word in word_set(words) for form in (word, word.capitalize()))


_DOERS: Final = word_set(
    "called rang phoned wrote replied answered asked complained emailed e-mailed texted apologised apologized resigned retired says said "
    "insists insisted promised told wants wanted refused offered agreed forgot hasn't hasn’t didn't didn’t "
    "angerufen gemeldet reklamiert geschrieben gekündigt bezahlt unterschrieben geantwortet storniert abgesagt zugesagt "
    "zurückgerufen ruft rief meldet meldete möchte wollte bittet bat beschwert schreibt schrieb fragt fragte "
    "appelé rappelé téléphoné écrit demandé répondu réclamé signé payé résilié annulé confirmé refusé accepté signalé souhaite veut "
    "demande rappellera réclame llamado escrito pedido pagado firmado respondido contestado reclamado confirmado cancelado llamó "
    "telefoneó escribió preguntó respondió contestó firmó pagó reclamó canceló quiere pide solicita llamará chiamato richiamato "
    "telefonato scritto chiesto pagato firmato risposto disdetto confermato reclamato vuole chiede richiamerà desidera ligou "
    "telefonou escreveu perguntou respondeu assinou pagou reclamou cancelou quer pediu belde mailde schreef vroeg vraagt betaalde "
    "tekende belt gebeld gemaild geschreven betaald getekend opgezegd geantwoord gevraagd geklaagd afgezegd dzwonił dzwoniła "
    "zadzwonił zadzwoniła oddzwonił oddzwoniła napisał napisała zapłacił zapłaciła podpisał podpisała odpowiedział odpowiedziała pisał "
    "pisała prosił prosiła pytał pytała chce prosi"
)
_DONE: Final = frozenset(f"{word}{mark}" for word in _DOERS for mark in ("", ".", ",", "!", "?"))
_LEADERS: Final = _forms(
    "termin gespräch treffen telefonat rücksprache besprechung vertrag absprache rückfragen weiterleiten weitergeleitet rechnung "
    "anfrage rendez-vous rdv entretien réunion voir discussion rappeler contacter relancer suivi suivie géré gérée traité "
    "traitée demander cita reunión hablar llamada contrato llamar preguntar pregunta avisar chiedere gestionado atendido tratado "
    "appuntamento riunione parlare colloquio contratto richiamare seguita seguito gestita gestito rivolgersi reunião falar consulta "
    "perguntar ligar afspraak gesprek overleg contract bellen doorsturen behandeld navragen spotkanie rozmowa umowa kontakt "
    "przekazać zapytać zadzwonić oddzwonić spoke speaking talked appointment meeting waiting forwarded escalated approved signed "
    "llamó telefoneó ligou zadzwonił zadzwoniła dzwonił dzwoniła laut volgens según selon secondo segundo według according"
)
_SENDING: Final = frozenset(
    f"{word}{mark}"
    for word in word_set(
        "weiterleiten weitergeleitet weitergeben übergeben schicken geschickt senden gesendet vragen doorgeven doorsturen"
    )
    for mark in ("", ".", ",", "!")
) | {"aan"}
_PARTIES: Final = _forms(
    "kunde kunden kundin mieter mieterin mieters mandant mandanten mandantin patientin bewerber bewerberin bewerbers "
    "sachbearbeiter sachbearbeiterin sachbearbeiters kollege kollegen kollegin familie locataire candidat candidate clienta "
    "cliente inquilino inquilina paciente paziente klant huurder patiënt klient klienta klientowi klientem klientka klientki klientkę "
    "najemca najemcy pacjent pacjenta pacjentka pacjentki"
)
_NOBODY: Final = word_set(
    "ayer hoy anoche antes luego nadie alguien ella él ontem hoje ninguém alguém ele ela gisteren vandaag niemand iemand hij zij hier "
    "aujourd personne quelqu elle il ieri oggi nessuno qualcuno lui lei wczoraj dziś dzisiaj nikt ktoś on ona somebody someone nobody"
)
"""Who begins a sentence and is not called so."""
CUES_CALLING: Final = _DONE | _LEADERS | _SENDING | _PARTIES
"""What a text holds between two blanks or line ends if one of the patterns may match."""

_SHORTEST: Final = 3
"""Letters of a name that begins a sentence: "Sa demande" is no Mr Sa's."""


def find_callers(
    text: str, said: frozenset[str], gazetteer: Mapping[str, int]
) -> Iterator[tuple[int, int, str]]:
    """Find family names that stand alone where somebody is spoken of.

    Args:
        text: A field.
        said: Which of `CUES_CALLING` it holds, and others.
        gazetteer: Flags by lower-cased word.

    Yields:
        Start, end and entity, in no order.
    """
    if not _DONE.isdisjoint(said):
        for match in _DOING.finditer(text):
            sure = _SURELY.search(text, match.end("name"), match.end()) is not None
            # Without an article a noun of German does nothing: "Müller hat angerufen".
            if len(match["name"]) >= _SHORTEST and _is_called(match, gazetteer, sure=sure, noun=True):
                yield *match.span("name"), "PERSON"
    for match in behind(text, said & _LEADERS, _MET):
        if _is_called(match, gazetteer, sure=_SURELY.search(match.group()) is not None):
            yield *match.span("name"), "PERSON"
    if not _SENDING.isdisjoint(said):
        for match in _SENT.finditer(text):
            if _is_called(match, gazetteer):
                yield *match.span("name"), "PERSON"
    for match in behind(text, said & _PARTIES, _KNOWN_AS):
        if _is_called(match, gazetteer):
            yield *match.span("name"), "PERSON"


def _is_called(
    match: re.Match[str], gazetteer: Mapping[str, int], *, sure: bool = False, noun: bool = False
) -> bool:
    """Whether a match names somebody; behind a particle that is no article a word that no list has does."""
    particle = match["particle"]
    name = match["name"][len(particle or "") :]
    if name.lower() in _NOBODY:
        return False
    # "de", "la" and "le" are articles first.
    sure = sure or bool(particle and particle.split()[0].lower() in NO_ARTICLES)
    return is_family(name, gazetteer, sure=sure, noun=sure or noun)
