"""How sentences of other languages begin, and their days, are nobody's name; who is named there is found."""

from __future__ import annotations

import pytest

from redaction.names.detector import NamesDetector
from redaction.names.request_words import CALLED_LIKE_DAYS, DAYS
from tests.finding import called_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Veuillez rappeler M. Roussel demain matin.", ["Roussel"]),
        ("Veuillez rappeler Mme Roussel avant lundi.", ["Roussel"]),
        ("Proszę oddzwonić do pani Nowak przed piątkiem.", ["Nowak"]),
        ("Umowa najmu zawarta 1983-07-06 pomiędzy Emre Çelik a Alfa S.A.", ["Emre Çelik", "Alfa S.A."]),
        ("Chiama Marco domani mattina", ["Marco"]),
        ("Appelle Sophie demain", ["Sophie"]),
        ("Ruf Anna an", ["Anna"]),
        ("Obecni: Ewa Kamińska. Omówiono umowę z Alfa S.A.", ["Ewa Kamińska", "Alfa S.A."]),
    ],
)
def test_a_sentence_around_a_name_stays(detector: NamesDetector, text: str, names: list[str]) -> None:
    """Of a sentence that begins with a verb or a paper only who is named goes."""
    assert called_names(detector, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Karta pacjenta",
        "Merci de me répondre avant lundi.",
        "Bewahren Sie das Arzneimittel unzugänglich für Kinder auf.",
        "Introduzca su contraseña sin espacios.",
        "Quantité : 4\nPrix unitaire : 12,90 €",
        "Riassumi: il testo che segue",
    ],
)
def test_a_sentence_without_a_name_stays(detector: NamesDetector, text: str) -> None:
    """Imperatives, papers, days and the labels of numbers are nobody."""
    assert called_names(detector, text) == []


@pytest.mark.parametrize("day", sorted(DAYS - CALLED_LIKE_DAYS))
def test_days_are_nobody(detector: NamesDetector, day: str) -> None:
    """A day of the week is no name, wherever it stands."""
    assert day not in [name.lower() for name in called_names(detector, f"Paul Roux, {day}, 12 h")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Domingo Ruiz llamó ayer.", "Domingo Ruiz"),
        ("Ela mora no Rio de Janeiro desde março.", "Rio de Janeiro"),
        ("Plácido Domingo cantó ayer en el teatro.", "Plácido Domingo"),
        ("Shares of Vale closed higher than the market in São Paulo.", "Vale"),
        ("Karta Singh called twice about the refund.", "Karta Singh"),
    ],
)
def test_names_like_days_and_verbs_go(detector: NamesDetector, text: str, name: str) -> None:
    """A name that is a day, a month or a verb elsewhere is found beside a capital, or where its sentence names it."""
    assert name in called_names(detector, text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("MSc Statistics, Morrison LLC", ["Morrison LLC"]),
        ("EDUCATION\nMSc Data Science, University of Leeds", ["University of Leeds"]),
        ("Jane Doe, PhD", ["Jane Doe"]),
        ("The MBA Group signed in Rome.", ["MBA Group", "Rome"]),
    ],
)
def test_degrees_are_no_organisations(detector: NamesDetector, text: str, names: list[str]) -> None:
    """A degree and its subject stay; who gave it and who holds it go, and so does a firm whose name it begins."""
    assert called_names(detector, text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("est-ce que le train pour Genève part bien ?", "Genève"),
        ("vocês vão pra Londres no feriado?", "Londres"),
        ("Agent: Sure, Noura. What is your date of birth?", "Noura"),
        ("hey its Álvaro again, about the flat", "Álvaro"),
    ],
)
def test_names_behind_small_words_go(detector: NamesDetector, text: str, name: str) -> None:
    """A town behind a preposition and who is answered or says who it is are found alone."""
    assert name in called_names(detector, text)


@pytest.mark.parametrize(
    "text", ["Zahlung mit Karte oder per Lastschrift", "Sure, Monday. See you then.", "pour Lundi"]
)
def test_words_behind_small_words_stay(detector: NamesDetector, text: str) -> None:
    """Nouns and days behind the same words are nobody."""
    assert called_names(detector, text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Frau Montag kommt", ["Montag"]),
        ("Herr Montag ruft morgen an", ["Montag"]),
        ("Am Montag kommt Frau Meier", ["Meier"]),
        ("Maria hat angerufen", ["Maria"]),
        ("Maria quiere hablar", ["Maria"]),
        ("Kanal wird gebaut", []),
    ],
)
def test_a_title_makes_a_day_a_name_and_a_verb_a_rare_word(
    detector: NamesDetector, text: str, names: list[str]
) -> None:
    """Behind a title a day with a capital is somebody; a given name that English has as a rare word is one, too."""
    assert called_names(detector, text) == names
