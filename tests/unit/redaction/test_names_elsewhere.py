"""Sentences of Dutch, Spanish and other languages: their first words and phrases stay, names go."""

from __future__ import annotations

import pytest

from redaction.names.detector import NamesDetector
from tests.finding import called_names


@pytest.mark.parametrize(
    "text",
    [
        "Verzekeringnemer meldt waterschade in de keuken.",
        "De huurder dient de woning bezemschoon op te leveren.",
        "De rechtbank wijst de vordering af en veroordeelt eiser in de kosten.",
        "Het systeem start niet meer op na de laatste update.",
        "Bezwaar is mogelijk tot het einde van de maand.",
        "Medewerker: Waarmee kan ik u helpen? Beller: Mijn internet werkt niet.",
        "Geachte heer of mevrouw, hierbij maak ik bezwaar tegen het besluit.",
        "Reserva a nombre de la empresa, salida el lunes.",
        "Pedido enviado, llegará mañana por la tarde.",
        "Prezado cliente, a sua encomenda foi enviada.",
        "coucou, tu viens à la piscine ce week-end ? on sera là aussi",
        "kennitala og síminn minn er 581 2345",
    ],
)
def test_sentences_without_names_stay(detector: NamesDetector, text: str) -> None:
    """A sentence's first word and a phrase in small letters are nobody's name."""
    assert called_names(detector, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Maarten vroeg naar de factuur en betaalt morgen.", "Maarten"),
        ("Reserva a nombre de Beatriz Fontana, salida el lunes.", "Beatriz Fontana"),
        ("De afspraak met Jan de Vries is verzet naar donderdag.", "Jan de Vries"),
        ("Le dossier de Margaux Lefèvre est clos depuis hier.", "Margaux Lefèvre"),
        ("hola, soy ximena y mi pedido no llega", "ximena"),
    ],
)
def test_names_go(detector: NamesDetector, text: str, name: str) -> None:
    """A name with its particles is found whole, at the beginning of a sentence and inside."""
    assert name in called_names(detector, text)
