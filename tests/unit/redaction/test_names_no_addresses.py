"""What the model calls an address and holds nothing of one stays, but for its names; addresses of all shapes go."""

from __future__ import annotations

import pytest

from redaction.names.detector import NamesDetector
from redaction.spans import Field


def _found(detector: NamesDetector, text: str) -> list[tuple[str, str]]:
    [spans] = detector.detect([Field(text, names=True)])
    return [(text[span.start : span.end], span.entity) for span in spans]


@pytest.mark.parametrize(
    "text",
    [
        "Su número de socio es 8812-0345",
        "Numer zamówienia 8812-0345, kwota 929,50 zł",
        "Bitte kommen Sie am Montag um 15 Uhr in Zimmer 204.",
        "Budget: Rent 900, Groceries 320, Transport 85, Fun 100, Savings 200. Where can I cut?",
        "Lieferung: Schrauben 120, Muttern 80, Unterlegscheiben 300",
        "Schalten Sie den Router aus und nach 30 Sekunden wieder ein.",
        "Waschen bei 40 Grad, nicht bleichen, nicht in den Trockner geben.",
    ],
)
def test_a_sentence_with_a_number_is_no_address(detector: NamesDetector, text: str) -> None:
    """Customer numbers, amounts, times and degrees beside words of a sentence stay."""
    assert _found(detector, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Alter: Anna 3, Schrauben 5, Muttern 7", "Anna"),
        ("Merci de rappeler Mme Roussel au 06 12 34 56 78 avant vendredi 15h", "Roussel"),
        ("Si prega di richiamare la signora Ferri prima di venerdì alle 15", "Ferri"),
        ("Sig. Bianchi ha chiesto di richiamare al 333 1234567 dopo le 18", "Bianchi"),
        ("Mevrouw de Boer vraagt om terug te bellen op 06 12345678 voor vrijdag 15u", "de Boer"),
        ("Pani Nowak prosi o telefon pod 600 123 456 przed piątkiem 15:00", "Nowak"),
    ],
)
def test_who_is_named_beside_a_number_is_a_person(detector: NamesDetector, text: str, name: str) -> None:
    """Of a sentence that is no address its persons go, behind a title or by the lists, and the rest stays."""
    assert _found(detector, text) == [(name, "PERSON")]


def test_an_amount_and_a_dates_label_end_an_address(detector: NamesDetector) -> None:
    """An invoice's address ends before the label of its date; person and amount behind are none."""
    text = (
        "Rechnung an Brandt GmbH, Dorfstrasse 4, 3011 Bern, Rechnungsdatum 27.03.1988, "
        "Ansprechpartner: Birgit Kern. Betrag 929.778,61 EUR."
    )
    assert _found(detector, text) == [
        ("Brandt GmbH", "ORGANIZATION"),
        ("Dorfstrasse 4, 3011 Bern", "STREET_ADDRESS"),
        ("Birgit Kern", "PERSON"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Meir 71 te Antwerpen",
        "Am Anger 5, 99084 Erfurt",
        "1420 Maple, Denver",
        "Shibuya 2-21-1, Tokyo 150-8510",
        "House 14, Road 7, Dhanmondi, Dhaka 1209",
        "Plot 22, Sector 18, Gurgaon 122015",
        "Av. Paulista, 1578 - Bela Vista, São Paulo - SP, 01310-200",
        "ul. Długa 5/7, 00-950 Warszawa",
        "Flat 3, Rosewood, Leeds LS1 4AP",
        "House 14, Road 7, Block 3",
        "Hauptstraße 5, Stiege 2, Top 3",
    ],
)
def test_addresses_stay_found(detector: NamesDetector, text: str) -> None:
    """A street's name beside a number, a code beside a town or a part of a house makes an address."""
    assert (text, "STREET_ADDRESS") in _found(detector, f"I live at {text}")


@pytest.mark.parametrize(
    ("text", "number"), [("Doha to Lisbon, seat 261A, gate B21", "B21"), ("sala B21", "B21")]
)
def test_the_number_of_a_gate_is_no_address(detector: NamesDetector, text: str, number: str) -> None:
    """Where passengers go nobody lives."""
    assert number not in [name for name, _ in _found(detector, text)]
