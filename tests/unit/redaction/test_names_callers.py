"""Family names that stand alone in a sentence: who called, who is met, whose matter it is."""

from __future__ import annotations

import pytest

from redaction.names import gazetteers
from redaction.names.callers import CUES_CALLING, find_callers
from redaction.names.detector import NamesDetector
from tests.finding import called_names

LISTS = gazetteers.load()


def named(text: str) -> list[str]:
    """What the rule alone finds."""
    said = CUES_CALLING.intersection(text.split())
    return [text[start:end] for start, end, _ in find_callers(text, said, LISTS)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kowalski called yesterday.", ["Kowalski"]),
        ("The heating is fixed. Petrov phoned at noon.", ["Petrov"]),
        ("Okafor says that the door is broken.", ["Okafor"]),
        ("Waiting for Haddad to sign.", ["Haddad"]),
        ("Schmidt hat gestern angerufen.", ["Schmidt"]),
        ("Müller hat gestern angerufen.", ["Müller"]),
        ("Moreau a appelé!", ["Moreau"]),
        ("Termin mit Zimmermann am Montag", []),
        ("Termin mit Nowak am Montag", ["Nowak"]),
        ("Bitte an Hoffmann weiterleiten.", ["Hoffmann"]),
        ("Kunde Seidel hat reklamiert.", ["Seidel"]),
        ("Moreau a appelé hier.", ["Moreau"]),
        ("Dossier suivi par Lefebvre.", ["Lefebvre"]),
        ("Navarro llamó ayer.", ["Navarro"]),
        ("Bianchi ha chiamato ieri.", ["Bianchi"]),
        ("Falar com Almeida amanhã.", ["Almeida"]),
        ("Bakker belde gisteren.", ["Bakker"]),
        ("Klient Nowak zadzwonił rano.", ["Nowak"]),
        ("Wiśniewska dzwoniła wczoraj.", ["Wiśniewska"]),
        ("Vlachos heeft gebeld over de lekkage.", ["Vlachos"]),
        ("Hoogendoorn phoned about the leak.", ["Hoogendoorn"]),
        ("Ayer llamó Hoogendoorn para preguntar.", ["Hoogendoorn"]),
        ("Según van Loon, el servidor se cayó.", ["van Loon"]),
        ("Volgens van Loon ligt het eraan.", ["van Loon"]),
    ],
)
def test_a_family_name_before_a_verb_of_persons_is_somebody(
    detector: NamesDetector, text: str, names: list[str]
) -> None:
    """A noun of German that is a family name, too, is left to the model."""
    assert named(text) == names
    assert set(names) <= set(called_names(detector, text))


@pytest.mark.parametrize(
    "text",
    [
        "Puma called yesterday.",
        "Jenkins emailed the build log.",
        "Sidekiq says that the queue is full.",
        "Redis wants to persist the snapshot.",
        "Windows wants to restart.",
        "Kunde hat angerufen.",
        "Kunde ruft an.",
        "Termin mit Kunde am Montag",
        "Vertrag mit Anlage",
        "Rechnung an Firma",
        "Rendez-vous avec Client",
        "Contacter Support",
        "Sa demande porte le numéro 17.",
        "Cliente Premium ligou ontem.",
        "Kunde Neu",
        "Ayer llamó mamá.",
        "Nadie llamó ayer.",
        "Anoche llamó la vecina.",
        "Laut Tests ist alles gut.",
        "Según la Constitución",
        "According to Terraform the plan is clean.",
        "Kundenbetreuung hat angerufen.",
        "Bank hat angerufen.",
        "Holz schreibt sich mit z.",
    ],
)
def test_programs_roles_and_nouns_call_nobody(text: str) -> None:
    """They stand before the same verbs and behind the same words."""
    assert named(text) == []
