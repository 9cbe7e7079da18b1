"""Names behind their label, as forms and notes have them: "Employer: Orange" is no fruit, "City: Lincoln" no person.

What the label says settles the type of a name that the model found behind it, and makes an organisation, or in quotes a
place or a person, of a value that the model took for an ordinary word. Part of `redaction.names.detector`.
"""

# ruff: noqa: E501, RUF001  # a list is read as a list; typographic quotes are part of what is matched

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from redaction.names import gazetteers as gz
from redaction.names.word_set import phrase_set, word_set
from redaction.spans import Span
from redaction.words.particles import PARTICLES

__all__ = [
    "EMPTY",
    "FIRST_OR_LAST",
    "MAKERS",
    "PLACED",
    "find_labelled",
    "is_identifier",
    "key_phrase",
    "labels",
    "type_of_key",
]

_PERSON: Final = "PERSON"
_PLACE: Final = "LOCATION"
_ORGANISATION: Final = "ORGANIZATION"
_RECOGNIZER: Final = "NamesRecognizer"


MAKERS: Final = phrase_set(
    "company|company name|employer|employer name|current employer|previous employer|former employer|name of employer|"
    "organisation|organization|organisation name|organization name|business name|workplace|merchant|merchant name|supplier|"
    "supplier name|insurer|insurance company|insurance provider|bank name|name of bank|university|hospital|airline|"
    "arbeitgeber|firma|unternehmen|firmenname|entreprise|employeur|nom de l'entreprise|empresa|empleador|azienda|"
    "datore di lavoro|bedrijf|werkgever|bedrijfsnaam|empregador|société|ragione sociale|razón social|razão social|"
    "raison sociale|arbetsgivare|företag|arbeidsgiver|arbejdsgiver|virksomhed|bedrift|pracodawca|nazwa firmy|"
    "zaměstnavatel|společnost|işveren|şirket|angajator|munkáltató|työnantaja|yritys"
)
"""Behind these stands an organisation, whatever it is called."""
PLACED: Final = phrase_set(
    "city|town|city of birth|place of birth|birthplace|wohnort|geburtsort|stadt|ville|lieu de naissance|ciudad|città|cidade|"
    "woonplaats|miasto|město|şehir|home town|hometown|city name|ville de naissance|lugar de nacimiento|localidad|"
    "luogo di nascita|comune di nascita|comune di residenza|naturalidade|localidade|geboorteplaats|födelseort|hemort|bostadsort|"
    "fødested|fødselssted|poststed|miejscowość|miejsce urodzenia|místo narození|"
    "doğum yeri|oraș|oras|locul nașterii|város|születési hely|kaupunki|syntymäpaikka|kotikunta"
)
"""Behind these stands a place, if something else than an ordinary word does."""
FIRST_OR_LAST: Final = phrase_set(
    "first name|last name|full name|surname|given name|family name|vorname|nachname|familienname|geburtsname|prénom|prénoms|"
    "prenom|prenoms|nom de famille|nom complet|nom de naissance|apellido|apellidos|primer apellido|segundo apellido|"
    "apellido paterno|apellido materno|nombres|nombre completo|nombre y apellidos|cognome|nome e cognome|nome completo|"
    "sobrenome|apelido|primeiro nome|voornaam|achternaam|roepnaam|volledige naam|förnamn|efternamn|fornavn|etternavn|efternavn|"
    "etunimi|sukunimi|imię|imie|nazwisko|imię i nazwisko|imie i nazwisko|jméno|jmeno|příjmení|prijmeni|soyad|soyadı|soyisim|"
    "ad soyad|adı soyadı|prenume|keresztnév|vezetéknév|фамилия|отчество|фио|姓名|氏名|성명"
)
_QUOTED_KEYS: Final = PLACED | FIRST_OR_LAST
_TYPES: Final = {
    **dict.fromkeys(MAKERS, _ORGANISATION),
    **dict.fromkeys(
        phrase_set(
            "bank|vendor|vendor name|client company|school|college|clinic|agency|carrier|firm|organisatie"
        ),
        _ORGANISATION,
    ),
    **dict.fromkeys(
        phrase_set("country|country of residence|ort|land|pays|país|paese|destination"),
        _PLACE,
    ),
    **dict.fromkeys(PLACED, _PLACE),
    **dict.fromkeys(
        phrase_set(
            "contact person|contact name|employee|employee name|patient|patient name|manager|line manager|supervisor|"
            "ansprechpartner|nombre"
        ),
        _PERSON,
    ),
    **dict.fromkeys(FIRST_OR_LAST, _PERSON),
}
_LONGEST_KEY: Final = max(map(len, _TYPES))
# No name begins with those that join two of them.
_PARTICLES: Final = f"(?:{'|'.join(sorted(PARTICLES - {'y', 'e'}))})"
# A sign that a value follows: the last letters of the keys stand before it, a blank or a line's end behind it.
_LABEL: Final = re.compile(rf"[:=](?=[ \t\"'A-ZÀ-ÞĀ-Ž])|=(?={_PARTICLES} [A-ZÀ-ÞĀ-Ž])")
_KEY_STARTS: Final = re.compile(r"[\n|;,{(\[.!?]")
_VALUE: Final = re.compile(
    r"[ \t]{0,4}[\"']?(?P<v>(?:[A-ZÀ-ÞĀ-Ž]|\d{1,3}[A-Za-z])[\w&'+!-]*(?:(?:, (?=(?:Inc|LLC|Ltd)\b)|\.(?=\w)| )"
    r"(?:[A-ZÀ-ÞĀ-Ž0-9][\w&'+-]*|&|and|of|for|the|de|la|du|des|der|di|und|y|e|et)){0,6}\.?)"
)
_QUOTED: Final = re.compile(
    r"[ \t]{0,4}(?P<q>[\"'])(?P<v>[^\W\d_][^\W_]{0,24}(?:[ '’.-]{1,2}[^\W\d_]{1,24}){0,5})(?P=q)"
)
# As logs write it, up to the next key: last_name=da Silva locale=en.
_ASSIGNED: Final = re.compile(
    rf"(?P<v>(?:{_PARTICLES} ){{0,2}}[A-ZÀ-ÞĀ-Ž][^\W\d_]{{1,24}}(?:[ '’-][A-ZÀ-ÞĀ-Ž][^\W\d_]{{0,24}}){{0,4}})"
    r"(?=[ \t]{1,4}[\w.-]{1,40}=|[ \t]{0,4}(?:[,;&|)\]\n]|\Z))"
)
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
# A list of its own: Blank and Nil are names.
EMPTY: Final = word_set(
    "none unknown n/a na tbd yes no self self-employed unemployed retired student freelance freelancer "
    "other private oncall true false null undefined not same see optional required string name type city "
    "town first last full the your enter placeholder"
)
"""What forms hold in the place of a name, in small letters."""
_DOTTED: Final = re.compile(r"\.(?=[^\W\d_])")
_JOINTS: Final = re.compile(r"[.-]+")
_TITLES: Final = word_set("dr mr mrs ms prof st")
_ORDINARY: Final = gz.ORDINARY
_TWO: Final = 2
"""Parts of a full name that a dot joins: a message type, a package or a class mostly has more."""


def labels(text: str) -> list[tuple[int, str, re.Pattern[str] | None]]:
    """Return (end of the label in code points, entity of its value, what is one for the label alone), in order."""
    found: list[tuple[int, str, re.Pattern[str] | None]] = []
    for match in _LABEL.finditer(text):
        before = text[max(0, match.end() - _LONGEST_KEY - 4) : match.end() - 1]
        key = _KEY_STARTS.split(before)[-1].strip(" \t\"'*#>-").lower().replace("_", " ")
        if match[0] == "=" and key not in _TYPES:
            word = key_phrase(before.split()[-1].strip("\"'")) if before.split() else ""
            key = word if word in _TYPES else word.rpartition(" ")[2]
        entity = _TYPES.get(key)
        if entity:
            value = _VALUE if key in MAKERS else _QUOTED if key in _QUOTED_KEYS else None
            if value is _QUOTED and match[0] == "=" and text[match.end() : match.end() + 1].isalpha():
                value = _ASSIGNED
            found.append((match.end(), entity, value))
    return found


def type_of_key(key: str) -> str | None:
    """Return the entity of a name that stands under a key of a record (`first_name`, `lastName`), if the key says so."""
    return _TYPES.get(key_phrase(key))


def key_phrase(key: str) -> str:
    """The words of a key, in small letters with blanks between."""
    return _HUMP.sub(" ", key).replace("_", " ").replace("-", " ").lower()


def is_identifier(value: str, gazetteer: Mapping[str, int]) -> bool:
    """Whether a value is called as code and machines are: `google.protobuf.Struct`, `public.users`, `kvm-guest`.

    Initials and titles have dots, too (`J.R.Smith`), and names hyphens (`anne-marie`): what has a name in it stays one.

    Args:
        value: What a key or a label calls a person's name.
        gazetteer: Flags by lower-cased word.
    """
    dotted = _DOTTED.search(value) is not None
    if " " in value or not (dotted or ("-" in value and value.islower())):
        return False
    parts = [part for part in _JOINTS.split(value.lower()) if len(part) > 1 and part not in _TITLES]
    flags = [gazetteer.get(part, 0) for part in parts]
    named = [bool(flag & gz.GIVEN or (flag & gz.FAMILY and not flag & _ORDINARY)) for flag in flags]
    if dotted and len(parts) > _TWO:
        return not all(named)
    return len(parts) >= _TWO and not any(named) and any(flag & _ORDINARY for flag in flags)


def find_labelled(text: str, gazetteer: Mapping[str, int]) -> list[Span]:
    """Return the organisations, places and persons that stand behind a label, in order, without the marks around.

    Args:
        text: The field.
        gazetteer: Flags by lower-cased word.
    """
    spans: list[Span] = []
    if ":" not in text and "=" not in text:
        return spans
    for end, entity, value in labels(text):
        if value and (match := value.match(text, end)) and match["v"].split()[0].lower() not in EMPTY:
            if entity == _PERSON and is_identifier(match["v"], gazetteer):
                continue
            if value is _ASSIGNED and _means_nobody(match["v"], gazetteer):
                continue
            start, stop = match.span("v")
            if text[stop - 1] == "." or (text[stop - 1] == "'" == text[start - 1]):
                stop -= 1
            spans.append(Span(start, stop, entity, 0.6, "labelled", _RECOGNIZER))
    return spans


def _means_nobody(value: str, gazetteer: Mapping[str, int]) -> bool:
    flags = [gazetteer.get(word, 0) for word in value.lower().split()]
    return all(flag & _ORDINARY and not flag & gz.NAMED for flag in flags)
