"""Family names alone behind the label of a contact, a customer, a patient, a tenant."""

from __future__ import annotations

import pytest

from redaction.names import gazetteers
from redaction.names.contacts import find_contacts
from redaction.names.detector import NamesDetector
from tests.finding import called_names

LISTS = gazetteers.load()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ansprechpartner: Schmidt", ["Schmidt"]),
        ("Ansprechpartner: Schmidt aus dem Einkauf", ["Schmidt"]),
        ("Sachbearbeiterin: Weber\nAktenzeichen: 17 C 4/25", ["Weber"]),
        ("Kunde: Nowak, Kundennummer folgt", ["Nowak"]),
        ("Mieter: Krüger", ["Krüger"]),
        ("Contact: Okafor", ["Okafor"]),
        ("- Customer: Petrov (new boiler)", ["Petrov"]),
        ("Approved by: Haddad.", ["Haddad"]),
        ("Interlocuteur : Lefebvre", ["Lefebvre"]),
        ("Personne à contacter : Moreau", ["Moreau"]),
        ("Cliente: Fernández", ["Fernández"]),
        ("Referente: Esposito", ["Esposito"]),
        ("Klant: van der Meer", ["van der Meer"]),
        ("Klient: Wiśniewska", ["Wiśniewska"]),
        ("Osoba kontaktowa: Lewandowska", ["Lewandowska"]),
        ("Aprovado por: Rodrigues", ["Rodrigues"]),
    ],
)
def test_a_family_name_behind_such_a_label_is_a_person(
    detector: NamesDetector, text: str, names: list[str]
) -> None:
    """Where nothing else tells it from a kind of customer."""
    found = find_contacts(text, LISTS)
    assert [text[span.start : span.end] for span in found] == names
    assert {span.entity for span in found} == {"PERSON"}
    assert called_names(detector, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Contact: Support",
        "Contact: Sales",
        "Kunde: Bestandskunde",
        "Kunde: Neu",
        "Customer: Premium",
        "Owner: Platform",
        "Reviewer: None",
        "Assignee: Unassigned",
        "Patient: Stable",
        "Tenant: Default",
        "Cliente: Nuevo",
        "Klient: Nowy",
        "Driver: Nvidia",
        "Fahrer: Taxi",
        "Mieter: Student",
        "User: Jenkins",
        "Customer: Siemens",
        "Owner: https://example.org",
        "Customer: Young people who rent",
        "Status: Schmidt",
    ],
)
def test_what_somebody_is_there_names_nobody(text: str) -> None:
    """Nor does a label that tells of nobody lead to a person."""
    assert find_contacts(text, LISTS) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ansprechpartner: Papadimitriou", ["Papadimitriou"]),
        ("Zastępca: Żurek", ["Żurek"]),
        ("Interlocuteur : De Santis", ["De Santis"]),
        ("Aanwezig: Dijkstra, Song, Karagiannis", ["Dijkstra", "Song", "Karagiannis"]),
        ("Participants: Fairclough, Zoom, Finance and Dunmore", ["Fairclough", "Dunmore"]),
        ("Present: Okafor and Petrov", ["Okafor", "Petrov"]),
    ],
)
def test_a_name_that_no_list_has_is_one_behind_a_label_of_persons(text: str, names: list[str]) -> None:
    """Alone or in a list: there a word that no list has is no thing, unless it ends like one."""
    found = {text[span.start : span.end] for span in find_contacts(text, LISTS)}
    assert found <= set(names)
    assert {names[0], names[-1]} - {"Song", "Dijkstra"} <= found


@pytest.mark.parametrize(
    "text",
    [
        "Ansprechpartner: Kundenbetreuung",
        "Interlocuteur : Secrétariat",
        "Attendees: Engineering, Marketing, Sales",
        "Present: Dyspnoea, Orthopnoea",
        "Absent: heart murmur, fever",
        "Deputy: Vertriebsinnendienst",
        "Teilnehmer: Vertrieb, Einkauf, Produktion",
        "Zuständig: Haustechnik",
        "Driver: Quartus",
        "Consultant: Cardiology",
        "Paciente: Diabético",
        "Patient: Hypertensive, obese",
    ],
)
def test_departments_and_findings_are_nobody(text: str) -> None:
    """What is listed there may be a thing."""
    assert find_contacts(text, LISTS) == []
