"""The words around digits that no word calls a telephone number: those of a sentence, and those of other numbers.

For `redaction.recognizers.phone.unsaid`.
"""

from __future__ import annotations

from typing import Final

from redaction.names.word_set import word_set
from redaction.words import english, german
from redaction.words.numbers import COUNTS, NUMBERED
from redaction.words.particles import PARTICLES

__all__ = ["OF_WHOM", "SMALL_WORDS", "THINGS"]

SMALL_WORDS: Final = (
    english.SMALL_WORDS
    | german.SMALL_WORDS
    | PARTICLES
    | word_set(
        "there here please just also only want need says said ask asked very really always never ever still "
        "last next time today tomorrow now about after before yes ok again give gave send bitte je moi mon ma "
        "mes tu votre vos il elle nous un une est sont et ou mais pas avec sur pour dans que qui si aussi yo "
        "mi su ella una son o pero con por para en se más io mio mia tuo suo lei gli è sono ho ha non che "
        "anche eu meu minha seu sua ele ela os uma é são não com ik mij mijn jij jouw hij zij wij ons een "
        "zijn heeft maar niet met op voor naar ook ja min din hun och eller men inte med av på till för jag "
        "han hon vi ett jeg ikke til og det ne ve bu bir ben sen nie się na z w jest że já není ke pro"
    )
)
"""What sentences of some larger languages are held together by."""
THINGS: Final = (
    COUNTS
    | NUMBERED
    | word_set(
        "income profit loss assets liabilities expenses equity cash debt packets memory swap free used disk "
        "quantity mass formula element charge states kingdom republic city county province capital inc corp "
        "ltd gmbh llc records events errors hits visits views downloads items account accounts acct case isbn "
        "issn doi isni orcid ean upc gtin imei imsi iccid vin npi tin ein vat tax siren siret nip regon krs "
        "pesel nif cif curp rfc cpf cnpj aadhaar pan nhs nino bsn passport licence license permit visa "
        "membership mrn chart loan claim flight gate room seat section chapter page pages line lines row "
        "column release commit revision code codes pin otp zip postcode postal barcode parts device sensor "
        "item product orders shipment customer client user employee student vendor supplier transaction "
        "payment transfer iban bic sort routing position seed hash timestamp epoch latitude longitude "
        "coordinates lat lon lng population inhabitants totals sum amount amounts revenue turnover budget "
        "salary prices worth value values equals approximately approx roughly nearly almost exceeds exceeded "
        "over under above below between million billion votes distance area width weight score scores result "
        "results output answer compute calculate add subtract multiply divide divided times plus minus "
        "dollars euros eur usd gbp chf jpy cad aud inr rs brl pln sek nok dkk czk huf asin isrc issue issues "
        "bug pr job jobs task series range ranges dims matrix vector array numbers digits konto kundennummer "
        "betrag summe bestellnummer cuenta importe compte montant conto importo conta valor factuur rekening "
        "bedrag"
    )
)
"""What digits are the number or the amount of, where one of these stands directly before them."""
_PEOPLE: Final = "member patient kunde kundin cliente klant kund"
OF_WHOM: Final = frozenset(_PEOPLE.split())
"""Of whom digits are the number where they stand directly behind; others are among `THINGS`."""
