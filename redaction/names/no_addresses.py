"""Whether what the model calls an address holds anything of one: "Su número de cliente es 4711-0815" holds nothing.

The model learnt that a number beside words makes an address, and in other languages than English that is a sentence with
a number, an amount or a time. An address has the kind of a street, a house's number beside a name, a code beside a town,
or a box; without one of them only its names are left. Part of `redaction.names.detector`.
"""

# ruff: noqa: E501  # a list is read as a list

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from redaction.names import gazetteers as gz
from redaction.names.address_edges import Token, names_of, names_street
from redaction.names.clauses import is_day
from redaction.names.foreign_words import FUNCTION_WORDS, LABELS, NOUNS, PRONOUNS
from redaction.names.german import is_noun
from redaction.names.ordinary_words import UNITS
from redaction.names.request_words import DATE_LABELS, REQUESTS
from redaction.names.spoken import SMALL_WORDS, Language, is_english
from redaction.names.word_set import word_set
from redaction.words import german
from redaction.words.courtesies import COURTESIES
from redaction.words.particles import PARTICLES

__all__ = ["is_gate", "named_in", "without_label"]

_HOUSE: Final = re.compile(
    r"\d{1,6}[A-Za-z]?(?:[-/]\d{0,4}[A-Za-z]?)?\Z|[A-Za-z]{1,2}[-/]?\d{1,4}[A-Za-z]?\Z|\d{1,4}(?:st|nd|rd|th)\Z"
)
"""How houses, floors, sectors and codes are numbered."""
_ORDINAL: Final = re.compile(r"\d{1,4}(?:st|nd|rd|th)\Z")
_TIME: Final = re.compile(r"\d{1,2}(?:[:h.u]\d{2}|[hu])\Z", re.IGNORECASE)
_CODE: Final = re.compile(
    r"\b(?:\d{5}-\d{3}|\d{2}-\d{3}|\d{4} ?[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{5}(?:-\d{4})?|\d{3} ?\d{2} [A-ZÀ-Þ])(?![\w-])"
)
"""Codes of the post that show themselves."""
_CURRENCIES: Final = word_set(
    "% EUR USD GBP CHF PLN CZK SEK NOK DKK HUF RON TRY BRL JPY CAD AUD MXN zł Kč kr € $ £ Ft lei R$"
)
_BETWEEN: Final = word_set(", . # nr nr. no no. n n. nº n° n.º num número numéro numero № n.o - / º °")
"""Between a street's name and its number."""
_INSIDE: Final = word_set(
    "box postfach apartado casilla caixa apt apartment suite ste flat floor unit bldg block lot piso planta puerta portal escalera izda dcha bajo "
    "bâtiment étage appartement interno scala piano andar apto bloco sala wohnung etage stock kamer lokal mieszkanie klatka patro daire kat blok "
    "mah mahallesi sok sokak cad sector phase plot nagar township village house"
)
"""Parts of houses and quarters; before a number or behind one they say that it is an address."""
_TITLES: Final = word_set(
    "mr mrs ms miss dr prof sir herr herrn frau mme mlle monsieur madame m. mm. me maître sr sra srta don doña señor señora senhor senhora dona sig "
    "sig.ra signor signora signore dott dott.ssa ing avv dhr mw mevr mevrouw meneer mevr. pan pani pana panią panu państwo paní fru hr"
)
_GATES: Final = word_set(
    "gate gates terminal seat platform track flight room desk row aisle slot bay rack shelf locker booth table ticket queue counter coach carriage "
    "gleis sitz sitzplatz platz zimmer raum saal flug tor flugsteig schalter wagen tisch porte siège place salle vol voie quai quais comptoir chambre "
    "puerta asiento sala vuelo andén mostrador habitación mesa uscita posto sala volo binario aula camera tavolo portão assento voo plataforma balcão "
    "quarto mesa stoel perron spoor vlucht kamer balie tafel bramka miejsce peron tor sala pokój lot stolik stanowisko sæde gata brána "
    "kapitel seite artikel absatz paragraf ziffer nummer punkt schritt position abbildung tabelle übung aufgabe lektion station bett halle rampe "
    "parkdeck stellplatz schließfach code durchwahl klingel aufgang regal figura capítulo ejercicio lección página artículo tabla paso anexo punto "
    "chapitre figure exercice leçon page article tableau étape annexe point poste rayon capitolo esercizio lezione pagina articolo tabella fase "
    "allegato interno exercício lição artigo tabela etapa hoofdstuk figuur oefening les tabel stap regel bijlage punt rozdział rysunek ćwiczenie "
    "lekcja strona artykuł krok załącznik etap paleta regał półka puls blutdruck temperatur ciśnienie tętno version release phase level"
)
"""Before a number: where passengers, patients and readers go, not where anybody lives."""
_COUNTED: Final = UNITS | word_set(
    "uhr tag tage tagen grad minute minuten sekunden stunde stunden woche wochen monat monate monaten jahr jahre jahren prozent euro euros meter "
    "kilometer zoll stück seiten quadratmeter mitglieder personen día días hora horas minuto minutos grado grados semana semanas mes meses año años "
    "ud uds unidades gramos jour jours heure heures minute degrés semaine semaines mois an ans grammes mètres giorno giorni ora ore minuti gradi "
    "settimana settimane mese mesi anno anni notti metri grammi dia dias minutos graus noites semanas dag dagen uur graden week weken maand maanden "
    "jaar stuks dni dzień godzin godziny minut stopni tygodni tygodnie miesięcy lat sztuk złotych zł kr nm mmhg bpm"
)
"""Units in small letters: the number before them counts or measures."""
_SENTENCE_WORDS: Final = (
    (FUNCTION_WORDS | SMALL_WORDS) - PARTICLES - german.OF_PLACE - word_set("zur zu aux au")
)
_LEAD_WORD: Final = re.compile(r"([^\W\d_]{3,20})[ :]{1,2}(?:n[r°ºo]?\.? |#)?\Z")
_REACH: Final = 28
_COUNT: Final = re.compile(r" ?[^\W\d_]{2,}(?: [^\W\d_]{2,}){0,2} \d{1,6} ?")
_FEWEST_COUNTED: Final = 3
_FEWEST_SMALL: Final = 2
"""Small words of a sentence."""
_SHORTEST_CODE: Final = 4
"""Digits."""
_AROUND: Final = 80
_TITLE_REACH: Final = 12
_SHORTEST: Final = 3
"""Letters of a name, that begins a sentence of another language than English."""
_FEWEST_LETTERS: Final = 2
_SHORTEST_ADDRESS: Final = 3
"""Tokens, with a comma and the label behind."""
_NOUN_ENDS: Final = ("nummer", "betrag", "datum", "summe", "preis", "zeichen", "nr", "bedrag", "kenmerk")


def named_in(
    text: str, tokens: Sequence[Token], gazetteer: Mapping[str, int], language: Language = ""
) -> list[Sequence[Token]] | None:
    """Return the names in what is no address at all; None if something of an address is in it.

    Args:
        text: The field.
        tokens: What the model labelled as one address.
        gazetteer: Flags by lower-cased word.
        language: What the field speaks: a capital inside a sentence of German says nothing.
    """
    words = [word for _, _, word in tokens]
    around = text[max(0, tokens[0][0] - _AROUND) : tokens[-1][1] + _AROUND]
    if not any(any(map(str.isdigit, word)) for word in words):
        if not _is_sentence(words):
            return None
    elif (not any(word[0].isupper() for word in words) and (not language or around.islower())) or _is_one(
        text, words, tokens, gazetteer, language
    ):
        return None
    names = names_of(text, tokens)
    english = not language and is_english(around.split())
    held = {start for name in names for start, _, _ in name}
    # A title's full stop ends no sentence, and a name may begin one: "Sig. Bianchi", "Kwame".
    names += [
        [token]
        for token in tokens
        if token[0] not in held
        and (
            _is_titled(text, token) or _is_known(token[2], gazetteer, english=english, spoken=bool(language))
        )
    ]
    if _is_tally(words):
        return [name for name in names if gazetteer.get(name[0][2].lower(), 0) & gz.GIVEN]
    return [name for name in names if _is_named(text, name, gazetteer, language)]


def _is_one(
    text: str, words: Sequence[str], tokens: Sequence[Token], gazetteer: Mapping[str, int], language: Language
) -> bool:
    """Whether something of an address is in words: a street, a house's number beside a name, a code."""
    if any(map(names_street, words)) or _has_code(text, tokens):
        return True
    return not _is_tally(words) and any(_shows(words, at, gazetteer, language) for at in range(len(words)))


def _is_tally(words: Sequence[str]) -> bool:
    """Whether words count several things one after another: "Rent 900, Groceries 320, Transport 85"."""
    parts = " ".join(words).replace(";", ",").split(",")
    first = parts[0].strip().isdigit()  # its thing stands before what the model took
    return len(parts) >= _FEWEST_COUNTED and all(
        _COUNT.fullmatch(part) and _INSIDE.isdisjoint(part.lower().split()) for part in parts[first:]
    )


def _is_sentence(words: Sequence[str]) -> bool:
    """Whether words without a number are a sentence of another language that speaks of a street: "Folgen Sie der Straße"."""
    small = [word for word in words if word in _SENTENCE_WORDS]
    return len(small) >= _FEWEST_SMALL


def _is_known(word: str, gazetteer: Mapping[str, int], *, english: bool, spoken: bool) -> bool:
    """Whether a word with a capital is a name of the lists and nothing else."""
    flags = gazetteer.get(word.lower(), 0)
    if (
        not word[0].isupper()
        or len(word) < _FEWEST_LETTERS
        or not word[1:].islower()
        or is_day(word, gazetteer)
    ):
        return False
    if _is_noun(word.lower()):
        return False
    if english:
        # In English a word that no list has begins a sentence as somebody's name.
        return not flags or bool(flags & gz.PERSONAL and not flags & (gz.COMMON | gz.TECHNICAL))
    others = gz.ORDINARY_ANYWHERE if spoken else gz.COMMON | gz.TECHNICAL
    return bool(flags & (gz.PERSONAL | gz.PLACE)) and not flags & others and len(word) >= _SHORTEST


def is_gate(text: str, tokens: Sequence[Token]) -> bool:
    """Whether one token behind "gate", "seat" or "room" is its number.

    Args:
        text: The field.
        tokens: What the model labelled as one address.
    """
    if len(tokens) > 1 or not any(map(str.isdigit, tokens[0][2])):
        return False
    start = tokens[0][0]
    before = _LEAD_WORD.search(text, max(0, start - _REACH), start)
    return before is not None and before[1].lower() in _GATES


def without_label(text: str, tokens: Sequence[Token]) -> Sequence[Token]:
    """An address without the label of the date behind it: "4051 Basel, Rechnungsdatum 27.03.1988"."""
    if (
        len(tokens) < _SHORTEST_ADDRESS
        or not text[tokens[-1][1] : tokens[-1][1] + 3].lstrip(" :")[:1].isdigit()
    ):
        return tokens
    last = tokens[-1][2].lower()
    if tokens[-2][2] == "," and (last in DATE_LABELS or last.endswith("datum")):
        return tokens[:-2]
    return tokens


def _shows(words: Sequence[str], at: int, gazetteer: Mapping[str, int], language: Language) -> bool:
    """Whether a word is a number of a house or a town's code, by the name beside it."""
    word = words[at]
    if word.lower().rstrip(".") in _INSIDE:
        return any(any(map(str.isdigit, other)) for other in words[max(0, at - 1) : at + 3])
    if not _HOUSE.match(word) or _TIME.match(word):
        return False
    if _ORDINAL.match(word):
        return True
    before, behind = at - 1, at + 1
    while before >= 0 and words[before].lower() in _BETWEEN:
        before -= 1
    while behind < len(words) and words[behind] == ",":
        behind += 1
    following = words[behind] if behind < len(words) else ""
    if following in _CURRENCIES or (behind == at + 1 and following.lower() in _COUNTED):
        return False
    if before >= 0 and (words[before] in _CURRENCIES or words[before].lower() in _GATES):
        return False
    named = before > 0 and words[before - 1][0].isupper() and words[before][0].isupper()
    if before >= 0 and _may_be_street(words[before], gazetteer, language, named=named):
        return True
    # In German a noun follows every other number; before a town stands a code.
    short = language == "german" and word.isdigit() and len(word) < _SHORTEST_CODE
    return bool(following) and not short and _may_be_street(following, gazetteer, language)


def _may_be_street(
    word: str, gazetteer: Mapping[str, int], language: Language, *, named: bool = False
) -> bool:
    """Whether a street or a town may be called by a word: it has a capital, and is no label, day or title.

    Args:
        word: The word.
        gazetteer: Flags by lower-cased word.
        language: What the field speaks: German writes every noun with a capital.
        named: Whether a word with a capital stands before it: "Sun City 26".
    """
    lower = word.lower().rstrip(".")
    if not word[0].isupper():
        return bool(gazetteer.get(lower, 0) & gz.PLACE)
    if (
        (lower in LABELS and not named)
        or lower in NOUNS
        or lower in _TITLES
        or lower in REQUESTS
        or word in _CURRENCIES
    ):
        return False
    if language == "german" and not named and is_noun(word, gazetteer.get(lower, 0)):
        return False
    return not lower.endswith(_NOUN_ENDS) and not is_day(word, gazetteer)


def _has_code(text: str, tokens: Sequence[Token]) -> bool:
    """Whether a code of the post stands at the beginning, at the end or before a capital."""
    for match in _CODE.finditer(text, tokens[0][0], tokens[-1][1]):
        before = text[max(0, match.start() - _REACH) : match.start()].rstrip(" ,")[-1:]
        if match.start() == tokens[0][0] or before.isalpha() or before in "),":
            lead = _LEAD_WORD.search(text, max(0, match.start() - _REACH), match.start())
            if lead is None or lead[1][0].isupper():
                return True
    return False


def _is_titled(text: str, token: Token) -> bool:
    """Whether a word with a capital stands behind a title."""
    start, _, word = token
    if not word[0].isupper() or len(word) < _SHORTEST or word.lower() in _TITLES:
        return False
    before = text[max(0, start - _TITLE_REACH) : start].rstrip(" ").rpartition(" ")[2]
    return before.lower().rstrip(".") in _TITLES


def _is_named(text: str, name: Sequence[Token], gazetteer: Mapping[str, int], language: Language) -> bool:
    """Whether a list has a word of a name, a title stands in it or before it, or, unless it must be known, no list has it."""
    words = [word.lower().rstrip(".") for _, _, word in name]
    if words[0] in _TITLES and len(words) > 1:
        return True
    if _is_titled(text, name[0]):
        return True
    flags = [gazetteer.get(word, 0) for word in words]
    if len(name) > 1:
        return language != "german" or any(flag & gz.NAMED for flag in flags)
    if flags[0] & gz.NAMED:
        return not (flags[0] & gz.ORDINARY and language)
    # A word that no list has may be a noun in German, and a name in any other language.
    return not flags[0] and not _is_noun(words[0]) and language != "german"


def _is_noun(word: str) -> bool:
    """Whether a word of forms and letters is no name, whatever its capital."""
    return (
        word in LABELS or word in NOUNS or word in PRONOUNS or word in COURTESIES or word.endswith(_NOUN_ENDS)
    )
