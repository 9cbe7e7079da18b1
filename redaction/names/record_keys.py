"""Keys of records that say whose name, place or employer they hold, in the languages that people keep records in.

`said_by` tells what a key says; `redaction.names.keyed` asks what the value looks like. The rule `personal` of the
policy `default` sends the values of these keys to it.
"""

# ruff: noqa: E501, RUF001  # a list is read as a list; letters are those of their languages

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

from redaction.names.labelled import FIRST_OR_LAST, MAKERS, PLACED, key_phrase
from redaction.names.word_set import phrase_set

__all__ = ["BY_SAYING", "Saying", "said_by"]

Saying = Literal["", "person", "shown", "role", "called", "place", "somewhere", "employer", "house"]
"""What a key says of its value.

`person`: a person's name. `shown`: a name on a screen, of plans and models as well. `role`: who does something, also an
account or a program. `called`: what somebody or something is called. `place`: a town. `somewhere`: a town, or any other
spot. `employer`: an organisation. `house`: an organisation where people are treated or taught, or a part of a program.
"""

_PERSON: Final = FIRST_OR_LAST | phrase_set(
    "firstname|lastname|fullname|givenname|familyname|middle name|middlename|maiden name|mother maiden name|"
    "mothers maiden name|mother s maiden name|birth name|legal name|"
    "preferred name|passenger name|guest name|traveler name|traveller name|patient name|cardholder|cardholder name|"
    "card holder|card holder name|name on card|account holder|account holder name|employee name|applicant name|"
    "candidate name|contact name|beneficiary name|policyholder name|borrower name|spouse name|father name|mother name|"
    "caller name|visitor name|next of kin|attendee name|doctor name|physician name|student name|teacher name|donor name|"
    "attending physician|referring physician|primary care physician|treating physician"
)
_SHOWN: Final = phrase_set("display name|displayname|speaker|speaker name")
_ROLE: Final = phrase_set(
    "author|authors|author name|co author|co authors|coauthor|coauthors|reviewer|reviewers|reviewer name|assignee|assignees|assignee name|attendee|attendees|"
    "traveller|travellers|traveler|travelers|invitee|invitees|approver|approvers|interviewer|interviewers|"
    "claimant|policyholder|signatory|signatories|landlord|physician|assigned to|reviewed by|approved by|signed by|"
    "prepared by|written by|requested by|reported by|submitted by|accompanied by|treated by|"
    "ansprechpartner|sachbearbeiter|kontaktperson|verfasser|auteur|auteurs|autor|autora|autores|autore|autori|"
    "médecin|medico|médico|titulaire|titular|titolare|responsable|responsabile|responsável|contactpersoon|behandelaar|"
    "kontaktní osoba|osoba kontaktowa|forfatter|författare|yazar|hekim"
)
_CALLED: Final = phrase_set("nom|nome|nombre|naam|navn|namn|nimi|isim|ad|adı|nume|név|имя|имʼя")
_SOMEWHERE: Final = phrase_set("ort|plaats|stad|sted|plats|lieu|luogo|lugar|místo|miejsce")
_HOUSE: Final = phrase_set(
    "facility|facility name|hospital name|clinic|clinic name|practice name|school|school name|college|college name|"
    "university name|pharmacy|pharmacy name|krankenhaus|klinik|schule|hôpital|clinique|école|lycée|clínica|escuela|"
    "colegio|escola|ospedale|clinica|scuola|ziekenhuis|sjukhus|sygehus|sykehus|szpital|szkoła|nemocnice|škola|hastane|okul"
)
BY_SAYING: Final[dict[Saying, frozenset[str]]] = {
    "person": _PERSON,
    "shown": _SHOWN,
    "role": _ROLE,
    "called": _CALLED,
    "place": PLACED,
    "somewhere": _SOMEWHERE,
    "employer": MAKERS,
    "house": _HOUSE,
}
"""The keys, as `redaction.names.labelled.key_phrase` writes them, by what they say."""
_SAYINGS: Final[dict[str, Saying]] = {
    phrase: saying for saying, phrases in BY_SAYING.items() for phrase in phrases
}
_MOST_KEYS: Final = 4_096


@lru_cache(_MOST_KEYS)
def said_by(key: str) -> Saying:
    """Return what a key of a record says of its value."""
    return _SAYINGS.get(key_phrase(key), "")
