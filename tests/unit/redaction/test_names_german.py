"""German writes every noun with a capital: sentences of letters, tickets, notes and courts keep theirs, names go."""

# ruff: noqa: RUF001  # letters are those of their languages

from __future__ import annotations

import pytest

from redaction.names.detector import NamesDetector
from redaction.names.german import is_noun
from redaction.names.spoken import language_of
from tests.finding import called_names


@pytest.mark.parametrize(
    "text",
    [
        "Wir bestätigen den Eingang Ihrer Unterlagen und melden uns in den nächsten Tagen bei Ihnen.",
        "Den Erhalt Ihrer Zahlung haben wir dankend zur Kenntnis genommen.",
        "Die Kündigung wird zum Ende des laufenden Quartals wirksam.",
        "Der Kunde meldet einen Ausfall der Heizung seit dem frühen Morgen.",
        "Ticket geschlossen, Ursache war ein defektes Netzteil im Serverraum.",
        "Nach dem Neustart des Dienstes war die Störung behoben.",
        "Die Zertifikate laufen am Monatsende ab und müssen erneuert werden.",
        "Der Versicherungsnehmer meldet einen Wasserschaden in der Küche.",
        "Die Police deckt Sturm, Hagel und Leitungswasser ab.",
        "Der Mitarbeiter hat Anspruch auf dreißig Tage Erholungsurlaub.",
        "Der Beklagte bestreitet die Forderung dem Grunde und der Höhe nach.",
        "Die Kaution wird nach Abnahme der Wohnung erstattet.",
        "Seit zwei Jahren im Unternehmen tätig, davor in Ausbildung.",
        "Der Vorstand berichtet dem Aufsichtsrat regelmäßig über die Lage.",
        "Wegen Krankheit bleibt die Praxis bis Montag geschlossen.",
        "Schreibe ein Gedicht über den Herbst und den Nebel.",
        "Therapie: Physiotherapie, Wärme, Ibuprofen bei Schmerzen.",
    ],
)
def test_nouns_stay(detector: NamesDetector, text: str) -> None:
    """A sentence without a name has no hit, though its nouns have capitals and some are somebody's name elsewhere."""
    assert called_names(detector, text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Laut Thorsten fehlt noch die Freigabe.", ["Thorsten"]),
        ("Frau Wróblewska hat den Termin abgesagt.", ["Wróblewska"]),
        ("Herr Sturm und Frau Vogel sind im Urlaub.", ["Sturm", "Vogel"]),
        ("Richter Klein vertagte die Sitzung.", ["Richter Klein"]),
        ("Der Zeuge Abdulrahman Hammoud sagte gestern aus.", ["Abdulrahman Hammoud"]),
        ("Dr. Quellmalz hat die Überweisung ausgestellt.", ["Quellmalz"]),
        ("Seit zwei Jahren bei Siemens in Erlangen tätig.", ["Siemens", "Erlangen"]),
        ("Unser Konto ist bei der Commerzbank.", ["Commerzbank"]),
        ("Im Klinikum Ludwigshafen wurde Hannelore operiert.", ["Klinikum Ludwigshafen", "Hannelore"]),
        ("Er arbeitet seit Mai bei der Techniker Krankenkasse.", ["Techniker Krankenkasse"]),
        ("Bitte rufen Sie Özgür Yıldırım zurück, er wartet seit gestern.", ["Özgür Yıldırım"]),
        ("Ticket von Anastasiia Kovalchuk, Drucker defekt.", ["Anastasiia Kovalchuk"]),
    ],
)
def test_names_go(detector: NamesDetector, text: str, names: list[str]) -> None:
    """A listed name, a title before, a letter of another language or a kind of house shows a name among nouns."""
    assert called_names(detector, text) == names


def test_a_noun_is_told_by_its_end_and_its_root() -> None:
    """A noun that no list has ends as nouns do, or is one of the namesakes with an ending."""
    assert is_noun("Einwohnermeldeamt", 0)
    assert is_noun("Tagen", 0)
    assert is_noun("Sturm", 2)
    assert not is_noun("Quellmalz", 0)
    assert not is_noun("Bergamt", 2)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Zug hatte Verspätung und wir warten.", "german"),
        ("Störung behoben, Gerät geprüft.", "german"),
        ("De klant heeft nog geen factuur.", "elsewhere"),
        ("La factura es para su empresa.", "elsewhere"),
        ("The bank of Vorarlberg und Tirol is open to you.", ""),
        ("my boss pieter krautkrämer wants me to move", ""),
        ("Call Priya", ""),
    ],
)
def test_the_language_of_small_words(text: str, language: str) -> None:
    """A field speaks the language most of whose small words it has; English, or too little, is no other language."""
    assert language_of(text, text.split(" ")) == language


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Thorvald Bischof wohnt in der Stadt und hat heute angerufen.", "Thorvald Bischof"),
        ("hallo, ich bin xhevdet krasniqi und habe die rechnung nicht bezahlt", "xhevdet krasniqi"),
        ("Mein Chef Ritter hat das gesagt und nicht ich.", "Ritter"),
    ],
)
def test_names_that_no_list_has(detector: NamesDetector, text: str, name: str) -> None:
    """A surname that is a noun, small letters throughout, and what somebody is to another."""
    assert name in called_names(detector, text)
