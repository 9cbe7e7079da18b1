"""Names behind titles, letters, agents and prepositions of several languages, and Korean given names."""

from __future__ import annotations

import pytest

from redaction.names.detector import NamesDetector
from tests.finding import called_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Beste meneer van der Meulen, uw afspraak met dokter Vroom is verplaatst.",
            ["van der Meulen", "Vroom"],
        ),
        ("uw afspraak met dokter de Wit is verplaatst", ["de Wit"]),
        ("Rédige une lettre à SNCF pour contester la facture.", ["SNCF"]),
        ("Rédige un courrier à la Sorbonne pour contester la facture.", ["Sorbonne"]),
        ("Scrivi una lettera di reclamo a Enel per la bolletta.", ["Enel"]),
        ("Schreibe eine Kündigung an Charité zum Monatsende.", ["Charité"]),
        ("I was treated badly. Your agent Zhenyara hung up on me twice.", ["Zhenyara"]),
        ("tell seo-yeon the keys are there, and dont forget", ["seo-yeon"]),
        ("Deliver the flowers to Ji-hoon Park before noon.", ["Ji-hoon Park"]),
        ("De vestiging in 's-Hertogenbosch blijft open.", ["'s-Hertogenbosch"]),
        ("Ha incontrato i sindacati a Reggio Emilia ieri.", ["Reggio Emilia"]),
    ],
)
def test_what_leads_to_a_name_shows_it(detector: NamesDetector, text: str, names: list[str]) -> None:
    """Though no list has it, or the model does not know the words before."""
    assert called_names(detector, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Schreibe eine Kündigung an Vermieter und Nachbarn.",
        "Rédige une lettre à Madame pour contester la facture.",
        "Sehr geehrte Frau Minister, ich danke.",
        "your agent Planner failed twice, your agent failed",
        "tell kubectl the pods are ready",
        "the So-so result, a Yo-yo effect, Min-heap sorting, Un-friendly",
        "Debug my Rust lifetime error in Tokio",
        "Jak sprawdzić, który proces zajmuje port 8080, bez restartu?",
        "Riassumi: il testo di ieri, con gli errori di stile.",
    ],
)
def test_others_are_no_names(detector: NamesDetector, text: str) -> None:
    """Nouns of German, courtesies, agents that are programs, words with a hyphen, first words of sentences."""
    assert called_names(detector, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nach Rücksprache mit Dr. Hiokliadroung wurde die Dosis erhöht.", "Hiokliadroung"),
        ("Conformément à la demande de M. Vauquelart, le virement a été effectué.", "Vauquelart"),
        ("¿Podría la doctora Keenung llamarme?", "Keenung"),
        ("controllo tra 6 settimane dal prof. Bevilaqui.", "Bevilaqui"),
        ("Proszę przekazać panu Quuzeemu dokumenty.", "Quuzeemu"),
    ],
)
def test_who_has_a_title_is_somebody(detector: NamesDetector, text: str, name: str) -> None:
    """A word with a capital that no list has is a name behind a title, whatever the model says."""
    assert name in called_names(detector, text)


@pytest.mark.parametrize(
    "text", ["Ask the doctor. Monday is fine.", "Sr. Backend Engineer wanted", "The Prof. Development budget"]
)
def test_a_title_alone_names_nobody(detector: NamesDetector, text: str) -> None:
    """An ordinary word behind a title stays."""
    assert called_names(detector, text) == []
