"""Addresses of the name model that begin before a date: the sentence around the date stays."""

from __future__ import annotations

import pytest

from redaction.names.address_edges import without_dates
from redaction.names.detector import NamesDetector
from redaction.names.tokenise import tokenise
from redaction.spans import Field


def _parts(text: str) -> list[str]:
    tokens = [(start, start + len(word), word) for word, start in tokenise(text)]
    return [text[part[0][0] : part[-1][1]] for part in without_dates(text, tokens)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Nous accusons réception de votre courrier du 6 septembre 2023", []),
        ("Fecha de nacimiento: 13 de agosto de 1996", []),
        ("signé le bail le 28 mai 2015", []),
        ("ricoverato il 04/12/2015", []),
        ("vive en Pontevedra y empieza el 28 de noviembre", ["Pontevedra"]),
        ("Tjitske de Graaf komt op 18 oktober 2022 naar Leeuwarden", ["Tjitske de Graaf", "Leeuwarden"]),
        ("born 3 May 1990, 12 Oak Street, Boise", [", 12 Oak Street, Boise"]),
        ("Ana Ruiz, 12 Oak Street, Boise, since 2015-03-04", ["Ana Ruiz, 12 Oak Street, Boise, since"]),
    ],
)
def test_of_an_address_with_a_date_the_names_are_left(text: str, parts: list[str]) -> None:
    """What stands before a date and has no number is a sentence: only its names are kept."""
    assert _parts(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "12 rue du 8 mai 1945, 75010 Paris",
        "Straße des 17. Juni 135, 10623 Berlin",
        "Calle 25 de Mayo de 1810",
        "12 May Street, Boise",
        "Kenji Huang, 6-2-13 Sakuragaoka",
        "Dlouhá 441/2, 482 50 Olomouc",
        "Oak Street, Boise",
    ],
)
def test_a_street_called_after_a_day_is_no_date(text: str) -> None:
    """A date behind the kind of a street is its name, and some houses are counted with dashes."""
    assert _parts(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Madame, Monsieur,\n\nNous accusons réception de votre courrier du 6 septembre 2023. Votre dossier avance.",
        "a signé le bail le 28 mai 2015.",
    ],
)
def test_a_sentence_before_a_date_stays(text: str) -> None:
    """A letter's sentence is no address because a number stands in its date."""
    [spans] = NamesDetector().detect([Field(text, names=True)])
    assert [text[span.start : span.end] for span in spans if span.entity == "STREET_ADDRESS"] == []
