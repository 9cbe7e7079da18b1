"""Names that the words around them give away, and the same person again."""

# ruff: noqa: RUF001  # marks are those of their languages

from __future__ import annotations

import time

import pytest

from redaction.names import gazetteers
from redaction.names.again import find_again
from redaction.names.detector import NamesDetector
from redaction.names.said import find_said, may_say
from redaction.spans import Field, Span

_DETECTOR = NamesDetector()
_SECONDS = 5
"""Far more than a linear search takes, far less than a quadratic one."""


@pytest.fixture(scope="module")
def flags() -> dict[str, int]:
    """The word lists of the wheel."""
    return gazetteers.load()


def _said(text: str, flags: dict[str, int]) -> list[tuple[str, str]]:
    spans = find_said(text, flags) if may_say(text, text.split(" ")) else []
    return [(text[span.start : span.end], span.entity) for span in spans]


@pytest.mark.parametrize(
    ("text", "name", "entity"),
    [
        ("dup of 39, closing. thx devendra", "devendra", "PERSON"),
        ("Hi Will,\n\nthe boiler leaks", "Will", "PERSON"),
        ("All good.\nThanks Mark.", "Mark", "PERSON"),
        ("happy bday hope!!!", "hope", "PERSON"),
        ("ok so my sister hanan is getting married", "hanan", "PERSON"),
        ("fever; partner Will is fine", "Will", "PERSON"),
        ("a driver named Will and never", "Will", "PERSON"),
        ("dm Sully or xiuying they got the keys", "xiuying", "PERSON"),
        ("# TODO(itzel): ask", "itzel", "PERSON"),
        ("dile a Begoña que salga", "Begoña", "PERSON"),
        ("next witness.\nMR. STRICKLAND: The defense calls", "STRICKLAND", "PERSON"),
        ("Pt: DESHPANDE, SANDEEP  DOB: 3 March", "DESHPANDE, SANDEEP", "PERSON"),
        ("bot: Which city do you live in?\nuser: lyon\nbot: thanks", "lyon", "LOCATION"),
        ("bot: What is your name?\nuser: xiuying park", "xiuying park", "PERSON"),
        ("我叫王小明，住在上海", "王小明", "PERSON"),
        ("私の名前は田中太郎です。大阪に住んでいます", "田中太郎", "PERSON"),
        ("제 이름은 김민수이고 서울에 삽니다", "김민수", "PERSON"),
        ("اسمي محمد أحمد وأعيش في القاهرة", "محمد أحمد", "PERSON"),
        ("меня зовут Иван Петров", "Иван Петров", "PERSON"),
        ("oi sou inês, moro em", "inês", "PERSON"),
        ("hola soy lucía, vivo", "lucía", "PERSON"),
        ("salut c'est océane, tu peux", "océane", "PERSON"),
        ("ciao sono ilaria, abito qui", "ilaria", "PERSON"),
        ("hej, det är anneli här", "anneli", "PERSON"),
        ("hoi met joost, ik bel", "joost", "PERSON"),
        ("cześć, tu agnieszka", "agnieszka", "PERSON"),
        ("hallo hier ist jürgen", "jürgen", "PERSON"),
        ("me llamo lucía villanueva y vivo", "lucía villanueva", "PERSON"),
        ("¿Puedes recordarle a Javier que", "Javier", "PERSON"),
        ("Tell April that I need the form", "April", "PERSON"),
        ("so he told clive that", "clive", "PERSON"),
        ("for customer Frost", "Frost", "PERSON"),
        ("Customer Jun Ng reports", "Jun Ng", "PERSON"),
        ("nato a Firenze il", "Firenze", "LOCATION"),
        ("nascido em Lisboa, residente", "Lisboa", "LOCATION"),
        ("hij komt naar Gent.", "Gent", "LOCATION"),
        ("habitant Genève, destinée", "Genève", "LOCATION"),
        ("mieszka w Krakowie", "Krakowie", "LOCATION"),
    ],
)
def test_what_is_said_of_a_name_makes_it_one(
    flags: dict[str, int], text: str, name: str, entity: str
) -> None:
    """In small letters, in capitals, if it is a word, and in other scripts."""
    assert (name, entity) in _said(text, flags)


@pytest.mark.parametrize(
    "text",
    [
        "thanks again, that works",
        "Thanks team!\nhi all,\nhello world, hi there!",
        "hey siri, hi chatgpt, dear customer,",
        "Dear Sir or Madam,\n",
        "# TODO(perf): slow\n# FIXME(security): x\n# TODO(#123): y",
        "my friend sent it and my boss said no",
        "happy birthday everyone!",
        "Name: N/A, NONE",
        "bot: What is your name?\nuser: not telling",
        "Which city is the largest in the table?\nSELECT name FROM cities",
        "print(x) and call(y)",
        "a variable named Total and a class named Foo",
        "我叫你去",
        "hola soy nuevo aquí, oi sou cliente de vocês, ciao sono pronto, andiamo",
        "hej, det är fint, hallo hier ist alles ok, hoi met mij, salut c'est moi",
        "bonjour c'est urgent, bonjour je suis perdu, cześć, tu jest problem",
        "Tell Claude that, ask Redis for, Remind Me later",
        "customer Success team, client Hello failed, customer Platinum, customer Amazon",
        "guest OS booted, guest Linux, tenant Default, caller Main, client Java",
        "en Python 3, em Java, naar Docker, v Go 1.2, te Kubernetes, en Mode",
        "told everyone, emailed support",
    ],
)
def test_words_in_such_places_stay(flags: dict[str, int], text: str) -> None:
    """Everybody, machines, tags of comments, placeholders and refusals."""
    assert _said(text, flags) == []


def _person(text: str, name: str) -> Span:
    start = text.index(name)
    return Span(start, start + len(name), "PERSON", 0.8, "crf", "NamesRecognizer")


@pytest.mark.parametrize(
    ("text", "full", "again"),
    [
        ("Dana Penhallow resigned. Penhallow blamed demand.", "Dana Penhallow", ["Penhallow"]),
        ("Dana Penhallow spoke. PENHALLOW: No.", "Dana Penhallow", ["PENHALLOW"]),
        ("Jun-ho Park called, Jun-ho again", "Jun-ho Park", ["Jun-ho"]),
        ("Mark Price called. Then Price said so.", "Mark Price", ["Price"]),
        ("Mark Price called. Price lists rose, the price too.", "Mark Price", []),
        ("Cllr Minh Anh Nguyen spoke. Cllr said", "Cllr Minh Anh Nguyen", []),
        ("Dana Lee saw Dana-Lee/x, lee@x and Leeds", "Dana Lee", []),
        ("Ana Paris went to Paris.", "Ana Paris", ["Paris"]),
    ],
)
def test_a_person_is_known_again(flags: dict[str, int], text: str, full: str, again: list[str]) -> None:
    """A part of a whole name alone; what is a word too only where a sentence puts a capital for a name."""
    first = _person(text, full)
    found = find_again(text, [first], flags)
    assert [text[span.start : span.end] for span in found if span is not first] == again


@pytest.mark.parametrize(
    ("text", "name", "entity"),
    [
        ('city = "Boise"', "Boise", "LOCATION"),
        ("geocode city='Stoke-on-Trent' ok", "Stoke-on-Trent", "LOCATION"),
        ('first_name = "Will"', "Will", "PERSON"),
        ('last_name: "de La Tour"', "de La Tour", "PERSON"),
    ],
)
def test_a_quoted_value_behind_a_label_goes(text: str, name: str, entity: str) -> None:
    """As configuration files and logs write it."""
    [spans] = _DETECTOR.detect([Field(text, names=True)])
    assert [(text[span.start : span.end], span.entity) for span in spans] == [(name, entity)]


@pytest.mark.parametrize(
    "text",
    ['city = "unknown"', 'city = "${CITY}"', '"city": "City name"', 'first_name = "string"', "city = x"],
)
def test_a_placeholder_behind_a_label_stays(text: str) -> None:
    """Schemas, templates and defaults."""
    assert _DETECTOR.detect([Field(text, names=True)]) == [[]]


@pytest.mark.parametrize(
    "text",
    [
        "hi bob,\n" * 12_000,
        "Ana Ruiz, Ruiz " * 6_000,
        "Fecha 1 de mayo 1990 calle " * 3_000,
        "my sister " * 9_000,
        "TODO(" * 20_000,
        "我叫" * 40_000,
        "hola soy " * 9_000,
        "nato a Roma de " * 6_000,
        "customer Ana " * 7_000,
    ],
    ids=lambda text: str(text[:8]),
)
def test_time_is_linear(text: str) -> None:
    """Texts made to keep a rule busy."""
    begin = time.process_time()
    _DETECTOR.detect([Field(text, names=True)])
    assert time.process_time() - begin < _SECONDS
