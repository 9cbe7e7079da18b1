"""Two names that the model calls one, and what leads to a name or stands behind it."""

from __future__ import annotations

import pytest

from redaction.names.beside_addresses import addresses_of
from redaction.names.detector import NamesDetector
from redaction.names.gazetteers import PLACE
from redaction.spans import Field, Span
from tests.finding import called_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Wat is er te doen in Almaty en Malmö met kleine kinderen?", ["Almaty", "Malmö"]),
        (
            "Le directeur, Wei Liu, a annoncé à Odesa la fermeture du site de Lausanne.",
            ["Wei Liu", "Odesa", "Lausanne"],
        ),
        ("Corrige les fautes : ils ont vu Sjoerd et Capucine a Lausanne", ["Sjoerd", "Capucine", "Lausanne"]),
        ("Ha insegnato per anni in Sardegna prima di tornare a Perugia.", ["Sardegna", "Perugia"]),
        ("La sede di Trieste passa a Caputo Costruzioni S.p.A..", ["Trieste", "Caputo Costruzioni S.p.A."]),
        (
            "Contratto tra Università di Bologna e Concetta Fumagalli, domiciliata in città",
            ["Università di Bologna", "Concetta Fumagalli"],
        ),
        (
            "Uwe soll endlich die Unterlagen von Löffler & Söhne GmbH an Wellington Barbosa schicken.",
            ["Uwe", "Löffler & Söhne GmbH", "Wellington Barbosa"],
        ),
    ],
)
def test_what_stands_between_two_names_is_given_back(
    detector: NamesDetector, text: str, names: list[str]
) -> None:
    """Small words that join them, and the sentence between."""
    assert called_names(detector, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He flew from Bosnia and Herzegovina to Malta.", ["Bosnia and Herzegovina", "Malta"]),
        (
            "Jane Miller signed for Deutsche Gesellschaft für internationale Zusammenarbeit.",
            ["Jane Miller", "Deutsche Gesellschaft für internationale Zusammenarbeit"],
        ),
        ("She works for the Ministry of Education in Lagos.", ["Ministry of Education", "Lagos"]),
    ],
)
def test_one_name_with_small_words_stays_one(detector: NamesDetector, text: str, names: list[str]) -> None:
    """Countries of two islands, family names of two, bodies."""
    assert called_names(detector, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Schreibe eine Kündigung an Steinmetz Stiftung.", ["Steinmetz Stiftung"]),
        (
            "Cher Yannick, nous arrivons à Brest avec Anne-Laure Lefebvre.",
            ["Yannick", "Brest", "Anne-Laure Lefebvre"],
        ),
        ("Subject: visit\n\nHi Ruth, the auditors come.", ["Ruth"]),
        (
            "Nous arrivons avec Sandrine Garnier. Peux-tu prévenir Anne-Laure ?",
            ["Sandrine Garnier", "Anne-Laure"],
        ),
        ("Soy Delia Valdivia y vivo aquí. Hice el pedido el 21/07/2020 y espero.", ["Delia Valdivia"]),
        ("Ata da reunião de 05-03-2022\nPresentes: Rui Queiroz", ["Rui Queiroz"]),
    ],
)
def test_what_leads_to_a_name_is_none(detector: NamesDetector, text: str, names: list[str]) -> None:
    """The noun and the preposition before, a greeting, a verb with its pronoun, the beginning of a sentence."""
    assert called_names(detector, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "wohnhaft Lindenstraße 23, 65789 Freiburg, und Quartz Labs Stiftung, vertreten durch Toni Maier.",
            ["Lindenstraße 23, 65789 Freiburg", "Quartz Labs Stiftung", "Toni Maier"],
        ),
        (
            "Naturalidade: Braga\nMorada: Av. das Acácias, 167, Recife - PE, 62924-342\nMédico: Dr. Gonçalo",
            ["Braga", "Av. das Acácias, 167, Recife - PE, 62924-342", "Gonçalo"],
        ),
        ("Ist die Anschrift Goethestr. 73a, 60878 München noch aktuell?", ["Goethestr. 73a, 60878 München"]),
    ],
)
def test_an_address_has_no_label_and_no_party(detector: NamesDetector, text: str, names: list[str]) -> None:
    """Who is named behind it is another name; a label and the next sentence are none."""
    assert called_names(detector, text) == names


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Calle los Olivos 148, 76617 Sevilla. Hice el pedido", "Calle los Olivos 148, 76617 Sevilla"),
        ("Calle los Olivos 148, 76617 Sevilla. Madrid es", "Calle los Olivos 148, 76617 Sevilla. Madrid"),
        ("Av. Olivos 148, 76617 St. Hice es", "Av. Olivos 148, 76617 St. Hice"),
        ("an Kirchweg 54b, 68942 Potsdam, es", "Kirchweg 54b, 68942 Potsdam"),
    ],
)
def test_an_address_ends_with_its_sentence(text: str, left: str) -> None:
    """But for towns, and behind a shortened word; the preposition before it is none of its own."""
    end = max(text.rfind(word) + len(word) for word in ("Hice", "Madrid", "Potsdam") if word in text)
    span = Span(0, end, "STREET_ADDRESS", 0.8, "crf", "NamesRecognizer")
    [kept] = addresses_of(text, span, {"madrid": PLACE})
    assert text[kept.start : kept.end] == left


def test_of_what_was_one_each_has_its_own_type(detector: NamesDetector) -> None:
    """A town before a firm, a person behind a body, a firm behind an address."""
    text = (
        "Contratto tra Università di Bologna e Concetta Fumagalli.\nLa sede di Trieste passa a Caputo S.p.A."
    )
    [spans] = detector.detect([Field(text, "", names=True)])
    assert [span.entity for span in spans] == ["ORGANIZATION", "PERSON", "LOCATION", "ORGANIZATION"]
