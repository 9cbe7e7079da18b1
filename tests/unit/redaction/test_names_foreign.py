"""What letters, forms and sentences of other languages hold that is nobody's name, and the names beside it."""

# ruff: noqa: RUF001  # letters are those of their languages

from __future__ import annotations

import pytest

from redaction.names import gazetteers
from redaction.names.detector import NamesDetector
from redaction.names.foreign import names_in
from redaction.names.tokenise import tokenise
from redaction.spans import Field

DETECTOR = NamesDetector()


@pytest.fixture(scope="module")
def flags() -> dict[str, int]:
    """The word lists of the wheel."""
    return gazetteers.load()


def _left(text: str, name: str, flags: dict[str, int], *, person: bool = True) -> list[str]:
    start = text.index(name)
    tokens = [(start + at, start + at + len(word), word) for word, at in tokenise(name)]
    return [text[part[0][0] : part[-1][1]] for part in names_in(text, tokens, flags, person=person)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nom : Roussel\nPrénom : Solène", "Prénom"),
        ("Müşteri: Zeynep Şahin, Şehir: Antalya", "Şehir"),
        ("Endereço: Rua Augusta 5", "Endereço"),
        ("FACTURA N.º 17/2023", "FACTURA N"),
        ("Ayer hablé con el taller.", "Ayer"),
        ("Bueno, pues mire", "Bueno"),
        ("Quero saber o preço.", "Quero"),
        ("| Name | City | Joined |", "City"),
        ("Attendees\n1) Ana Ruiz", "Attendees"),
        ("Fecha de nacimiento: 3 de mayo", "Fecha de nacimiento"),
        ("Merci.\n\nCordialement,\nAna", "Cordialement"),
        ("Met vriendelijke groet,\nRoos", "vriendelijke groet"),
        ("ok.\n\nSaygılarımla,\nOrhan", "Saygılarımla"),
        ("ahoj, tady Libuše", "ahoj"),
        ("Dobrý den,\n\nprosím", "Dobrý den"),
        ("Thanks.\n\nBest,\nAna", "Best"),
        ("Wir laden Sie am Montag ein", "Sie"),
        ("in unser Büro in Graz", "Büro"),
        ("prüft die Leitung und", "Leitung"),
        ("The Lessor, Pinnacle GmbH, lets", "Lessor"),
        ("deceased. Probate was granted", "Probate"),
        ("Erkläre mir den Unterschied zu einer Liste.", "Erkläre mir den Unterschied zu einer Liste"),
        ("Der Kunde meldet einen Ausfall.", "Der Kunde meldet einen Ausfall"),
        ("Escribe una función que devuelva el número.", "Escribe una función que devuelva el número"),
        ("Le notaire attend", "Le notaire"),
        ("SURNAME: Ruiz   FORENAMES: Ana   D.O.B.: 1/2/80", "FORENAMES"),
        ("SURNAME: Ruiz   FORENAMES: Ana   D.O.B.: 1/2/80", "D.O.B."),
        ("Pt Ruiz, Ana, DOB 5 April 2003", "DOB"),
        ("Zaměstnavatel: Novák Stavby s.r.o.", "Zaměstnavatel"),
        ("Hasta: Oğuz Erdem", "Hasta"),
        ("Eu, Ana Ruiz, nascida em Faro", "Eu"),
        ("Cliente: ya.\nAgente: ¿Y su dirección?", "Y"),
        ("potvrzujeme přijetí Vaší žádosti", "Vaší"),
        ("Fwd: re: delivery", "Fwd"),
        ("Wie kann ich eine Datei zeilenweise lesen?", "Datei zeilenweise lesen"),
        ("verlangt von der Bank Schadensersatz.", "Schadensersatz"),
    ],
)  # fmt: skip
def test_labels_greetings_and_sentences_name_nobody(flags: dict[str, int], text: str, name: str) -> None:
    """Whatever the model calls them, these are words of forms, letters and sentences."""
    assert _left(text, name, flags) == []


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("Cognome: Gentile", "Gentile", ["Gentile"]),
        ("Ort: Köln", "Köln", ["Köln"]),
        ("Ana: hello", "Ana", ["Ana"]),
        ("Thanks,\nCara", "Cara", ["Cara"]),
        ("I met Best there", "Best", ["Best"]),
        ("Frau Leitung kommt", "Leitung", ["Leitung"]),
        ("I met Hyejung there", "Hyejung", ["Hyejung"]),
        ("I met Seo-min Park there", "Seo-min Park", ["Seo-min Park"]),
        ("I met Ludwig van der Berg there", "Ludwig van der Berg", ["Ludwig van der Berg"]),
        ("I met Stephen R. van den Berg there", "Stephen R. van den Berg", ["Stephen R. van den Berg"]),
        ("I met Armand des Roches there", "Armand des Roches", ["Armand des Roches"]),
        ("Matthias sagt dass Friederike kommt", "Matthias sagt dass Friederike", ["Matthias", "Friederike"]),
        ("son fils Thibault depuis Dublin", "Thibault depuis Dublin", ["Thibault", "Dublin"]),
        ("Groetjes, Anouk", "Groetjes, Anouk", ["Anouk"]),
        ("Kunde Koch ruft an", "Kunde Koch", ["Koch"]),
        ("Passenger MOREAU", "Passenger MOREAU", ["MOREAU"]),
        ("Ben Visser belde", "Ben", ["Ben"]),
        ("Regulations of the EU apply", "EU", ["EU"]),
        ("Io e Sara, Per Hansen", "Per", ["Per"]),
        ("anna und ihr mann mit luis", "anna und ihr mann mit luis", ["anna und ihr mann mit luis"]),
    ],
)  # fmt: skip
def test_names_beside_them_are_left(flags: dict[str, int], text: str, name: str, left: list[str]) -> None:
    """A name behind a label, below a greeting or between small words is one."""
    assert _left(text, name, flags) == left


def test_a_house_or_a_town_may_hold_a_small_word(flags: dict[str, int]) -> None:
    """One small word parts a person's name, not that of an organisation or a place."""
    text = "a gift to Bundesamt für Migration today"
    assert _left(text, "Bundesamt für Migration", flags, person=False) == ["Bundesamt für Migration"]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Nom : Roussel\nPrénom : Solène\nVille : Angers", ["Roussel", "Solène", "Angers"]),
        ("Dobrý den,\n\nprosím o fakturu.\n\nS pozdravem\nLibuše Čermáková", ["Libuše Čermáková"]),
        ("Wir laden Sie am Montag zu einem Gespräch mit Frau Scholz in unser Büro ein.", ["Scholz"]),
    ],
)
def test_a_letter_stays_and_its_names_go(text: str, masked: list[str]) -> None:
    """The whole detector on letters and forms."""
    [spans] = DETECTOR.detect([Field(text, names=True)])
    assert [text[span.start : span.end] for span in spans] == masked
