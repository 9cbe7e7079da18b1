"""Addresses of the name model that take in a date or words of the sentence around: those stay."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from redaction.names import address_sentences
from redaction.names.address_edges import Token, without_dates
from redaction.names.address_sentences import without_sentence
from redaction.names.detector import NamesDetector
from redaction.names.gazetteers import load
from redaction.names.tokenise import tokenise
from redaction.spans import Field

_FLAGS = load()


def _tokens(text: str) -> list[Token]:
    return [(start, start + len(word), word) for word, start in tokenise(text)]


def _parts(text: str) -> list[str]:
    return [text[part[0][0] : part[-1][1]] for part in without_dates(text, _tokens(text))]


def _said(text: str) -> list[str]:
    return [text[part[0][0] : part[-1][1]] for part in without_sentence(text, _tokens(text), _FLAGS)]


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
        ("hospitalisé le 12 novembre", []),
        ("inlagd 24 februari", []),
        ("Kerkweg 109 sinds 12 juni", ["Kerkweg 109 sinds"]),
        ("2011-2015  Intern, Acme", ["Intern", "Acme"]),
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
        "2011-2015 Main Street, Flushing",
        "ul. 3 Maja 5, Kraków",
        "Rua 25 de Março, 200, São Paulo",
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


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Klant Ana Ruiz meldt storing op adres Kerkweg 109 sinds", ["Klant Ana Ruiz", "Kerkweg 109"]),
        ("90, chemin du Moulin et elle fait trop de bruit", ["90, chemin du Moulin"]),
        ("seat 14C, Bangkok", ["14C, Bangkok"]),
        ("wohnhaft Bahnhofstrasse 76, verlangt von der", ["Bahnhofstrasse 76,"]),
        ("livraison au 187 Merrion Square, Cork reportée au", ["187 Merrion Square, Cork"]),
    ],
)
def test_words_of_a_sentence_are_no_part_of_an_address(text: str, parts: list[str]) -> None:
    """Words in small letters before and behind it stay, names among them are kept."""
    assert _said(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "12 marble arch road, flat 2b, london",
        "12 high street, Leeds",
        "12 bis rue de la Paix, bâtiment B, escalier 2, 75002 Paris",
        "C/ Alcalá 82, 3º izquierda, 28009 Madrid",
        "Tylova 285\n Ostrov nad Ohrí\n Czech Republic 56655",
        "518 Árpád fejedelem útja 62",
        "the corner of Baker Street and Ridge Road",
        "Via XX Settembre 12, scala B, interno 4, Torino",
        "Atatürk Cad. No:238/4, kat 3, Antalya",
        "12 Oak Street, london",
    ],
)
def test_small_words_inside_an_address_part_nothing(text: str) -> None:
    """Parts of a house, towns on a river, and addresses that are written small."""
    assert _said(text) == [text]


def test_a_long_row_of_numbers_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes on behind small words is an address already: it is not looked through again each time it grows."""
    seen: list[int] = []
    is_address = address_sentences._is_address

    def counted(tokens: Sequence[Token]) -> bool:
        seen.append(len(tokens))
        return is_address(tokens)

    monkeypatch.setattr(address_sentences, "_is_address", counted)
    text = "Ramipril 5 mg " * 200
    tokens = _tokens(text)
    assert without_sentence(text, tokens, _FLAGS)
    assert sum(seen) < 5 * len(tokens)
