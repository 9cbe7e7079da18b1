"""Words that are said beside an organisation, a person or a place, in six languages.

A class of its own tells the model more than the word alone: what it learnt beside "airline" holds beside "insurer".
Part of `redaction.names.features`.
"""

# ruff: noqa: E501  # a list is read as a list

from __future__ import annotations

from typing import Final

from redaction.names.word_set import word_set

__all__ = ["ORGANISATION_CUES", "PERSON_CUES", "PLACE_CUES"]


ORGANISATION_CUES: Final = word_set(
    "firm firms employer employers supplier suppliers vendor vendors merchant startup start-up brand brands "
    "retailer manufacturer insurer airline carrier lender subsidiary competitor competitors contractor "
    "publisher broadcaster magazine account accounts membership warranty invoice invoices "
    "refund refunded parcel shares shareholders acquisition acquired acquires merger "
    "merged founder co-founder spokesperson spokesman spokeswoman recruiter intern internship customer customers employee "
    "employees staff helpdesk headquarters hq "
    "factory layoffs hired hires fired bill billing insured tender startups unternehmen firma "
    "arbeitgeber versicherung konto vertrag kunde kundin bestellung rechnung entreprise société employeur contrat compte "
    "abonnement commande facture empresa empleador cuenta contrato pedido azienda datore contratto conto bedrijf werkgever "
    "rekening klant goalkeeper striker season fans tickets coached employed profit revenue investors competitor's"
)
PERSON_CUES: Final = word_set(
    "manager boss colleague coworker friend friends wife husband son daughter mother mom mum father dad cousin nephew niece "
    "grandmother grandfather neighbour neighbor roommate tenant landlord teacher caller passenger buyer seller "
    "guest beneficiary attn candidate interviewer supervisor assistant married divorced girlfriend boyfriend "
    "fiancé fiancée partner's surname nickname authored attendees chef kollege kollegin "
    "freund freundin frau mann sohn tochter ami amie mari femme fils fille amigo amiga esposa marido hijo hija amico amica "
    "moglie marito figlio figlia vriend vriendin vrouw zoon dochter"
)
PLACE_CUES: Final = word_set(
    "residing resides reside resident residents travel travelled traveled travelling trip flight flights hotel "
    "hotels weather near nearby situated arrived arrive arriving depart departing country "
    "countries nation capital suburb suburbs outskirts tourists mayor's train trains flew fly flying drove wohne wohnt lebe "
    "lebt habite vit vivo vive abito abita woon woont stadt ville ciudad città stad"
)
