"""Types of names, settled after the model: lists, legal forms, labels, the same name elsewhere."""

from __future__ import annotations

import pytest

from redaction.names import gazetteers
from redaction.names.address_edges import Token, edged
from redaction.names.detector import NamesDetector
from redaction.names.labelled import find_labelled
from redaction.names.settle import Lists, settle
from redaction.names.tokenise import tokenise
from redaction.spans import Field, Span


@pytest.fixture(scope="module")
def lists() -> Lists:
    """The word lists of the wheel."""
    return Lists(gazetteers.load())


def _span(text: str, name: str, entity: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(name, start + 1)
    return Span(start, start + len(name), entity, 0.8, "crf", "NamesRecognizer")


@pytest.mark.parametrize(
    ("text", "name", "found", "settled"),
    [
        ("we met Alder Row Ltd. there", "Alder Row Ltd.", "PERSON", "ORGANIZATION"),
        ("we met Quend B.V. there", "Quend B.V.", "LOCATION", "ORGANIZATION"),
        ("sent to Oslo University today", "Oslo University", "LOCATION", "ORGANIZATION"),
        ("a fan of Procter & Gamble", "Procter & Gamble", "LOCATION", "ORGANIZATION"),
        ("asked Ingrid Johansson about it", "Ingrid Johansson", "ORGANIZATION", "PERSON"),
        ("asked Charles Schwab about it", "Charles Schwab", "PERSON", "PERSON"),
        ("Employer: Quend", "Quend", "PERSON", "ORGANIZATION"),
        ("city = Quend", "Quend", "PERSON", "LOCATION"),
        ("Patient: Quend", "Quend", "LOCATION", "PERSON"),
    ],
)
def test_a_type_is_settled_by_lists_forms_and_labels(
    lists: Lists, text: str, name: str, found: str, settled: str
) -> None:
    """What a list, a legal form or a label says goes before what the model said."""
    assert [span.entity for span in settle(text, [_span(text, name, found)], lists)] == [settled]


def test_equal_names_of_a_field_have_one_type(lists: Lists) -> None:
    """A name of one word is what the longer name that begins with it is."""
    text = "Quend Ltd called. Quend wants money."
    spans = [_span(text, "Quend Ltd", "ORGANIZATION"), _span(text, "Quend", "PERSON", 1)]
    assert [span.entity for span in settle(text, spans, lists)] == ["ORGANIZATION", "ORGANIZATION"]


def test_a_family_name_alone_is_the_person_named_in_full(lists: Lists) -> None:
    """A person's last word names the person again."""
    text = "Ingrid Quend came. Quend left."
    spans = [_span(text, "Ingrid Quend", "PERSON"), _span(text, "Quend", "LOCATION", 1)]
    assert [span.entity for span in settle(text, spans, lists)] == ["PERSON", "PERSON"]


def test_addresses_keep_their_type(lists: Lists) -> None:
    """Only persons, places and organisations are settled."""
    text = "Employer: 4 Quend Street"
    spans = [_span(text, "4 Quend Street", "STREET_ADDRESS")]
    assert settle(text, spans, lists) == spans


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Employer: Orange\nCity: Lincoln", ["Orange"]),
        ("Company name: Next Step & Sons, Leeds", ["Next Step & Sons"]),
        ("role: clerk; employer = Target; since 2019", ["Target"]),
        ("Arbeitgeber: Nordwind Bau GmbH.", ["Nordwind Bau GmbH"]),
        ("Employer: none", []),
        ("Employer: Self-employed", []),
        ("company: \ncity: Leeds", []),
        ("the employer said: Orange is fine", []),
        ("std::company::Thing", []),
    ],
)
def test_what_stands_behind_a_label_is_an_organisation(lists: Lists, text: str, names: list[str]) -> None:
    """A value with a capital behind such a label is found whatever it is called; nothing else is."""
    assert [text[span.start : span.end] for span in find_labelled(text, lists.flags)] == names


@pytest.mark.parametrize(
    ("value", "identifier"),
    [
        ("google.protobuf.Struct", True),
        ("com.acme.orders.OrderService", True),
        ("Microsoft.AspNetCore.Mvc", True),
        ("public.users", True),
        ("my-index", True),
        ("kvm-guest", True),
        ("J.R.Quend", False),
        ("Dr.Quend", False),
        ("ana.ruiz", False),
        ("ana.maria.ruiz", False),
        ("o.quend", False),
        ("anne-marie", False),
        ("smith-jones", False),
        ("van-der-berg", False),
        ("quend-haddal", False),
        ("Quend-User", False),
    ],
)
def test_an_identifier_in_quotes_is_nobody(lists: Lists, value: str, identifier: bool) -> None:
    """Dots between words, or small letters with hyphens, and no name among them."""
    text = f"full_name='{value}'"
    found = [text[span.start : span.end] for span in find_labelled(text, lists.flags)]
    assert found == ([] if identifier else [value])


@pytest.mark.parametrize(
    ("text", "names", "address"),
    [
        ("at 4 Quend Street on", [], "4 Quend Street"),
        ("Ingrid Johansson\n4 Quend Street", [("PER", "Ingrid Johansson")], "4 Quend Street"),
        ("Quend Ltd, 4 Quend Street", [("ORG", "Quend Ltd")], "4 Quend Street"),
        ("Rose Cottage, 4 Quend Street", [], "Rose Cottage, 4 Quend Street"),
        ("Ingrid,Johansson,Oslo", [("PER", "Ingrid"), ("PER", "Johansson"), ("LOC", "Oslo")], ""),
    ],
)
def test_an_address_gives_back_what_is_none_of_it(
    lists: Lists, text: str, names: list[tuple[str, str]], address: str
) -> None:
    """Small words and the addressee stand outside; a row of names without a number or a street is no address."""
    tokens: list[Token] = [(start, start + len(token), token) for token, start in tokenise(text)]
    found, rest = edged(text, tokens, lists.flags)
    assert [(label, text[part[0][0] : part[-1][1]]) for label, part in found] == names
    assert (text[rest[0][0] : rest[-1][1]] if rest else "") == address


def test_a_key_on_the_next_line_is_no_part_of_an_address(lists: Lists) -> None:
    """A last line that is a label and no more belongs to the next field of the form."""
    text = "4 Quend Street\nCity: Oslo"
    tokens = [(start, start + len(token), token) for token, start in tokenise(text)][:5]
    assert tokens[-1][2] == "City"
    _, rest = edged(text, tokens, lists.flags)
    assert text[rest[0][0] : rest[-1][1]] == "4 Quend Street"


@pytest.mark.parametrize(
    "text",
    [
        "budget history with station invoice and hotel balance before the migration",
        "[2031-04-02 03:38:13,892] INFO Loading QBuffet snapshot as part of the start",
    ],
)
def test_ordinary_words_are_no_organisation(text: str) -> None:
    """Neither a row of them in small letters, nor one that begins a machine's message."""
    [spans] = NamesDetector().detect([Field(text, names=True)])
    assert spans == []


@pytest.mark.parametrize(
    ("key", "settled"),
    [
        ("first_name", "PERSON"),
        ("lastName", "PERSON"),
        ("employer", "ORGANIZATION"),
        ("place-of-birth", "LOCATION"),
        ("prompt", "LOCATION"),
        ("", "LOCATION"),
    ],
)
def test_a_key_says_what_a_name_is_that_fills_its_field(lists: Lists, key: str, settled: str) -> None:
    """The key of a record counts like a label, however it is written; of a longer text it says nothing."""
    [alone] = settle("Quend", [_span("Quend", "Quend", "LOCATION")], lists, key)
    [within] = settle("in Quend", [_span("in Quend", "Quend", "LOCATION")], lists, key)
    assert (alone.entity, within.entity) == (settled, "LOCATION")


@pytest.mark.parametrize(
    ("name", "settled"),
    [
        ("Landlord Ingrid Johansson", "PERSON"),
        ("Regina Flores", "PERSON"),
        ("Ingrid Quendwood", "PERSON"),
        ("Ingrid QND", "ORGANIZATION"),
        ("Austin Quendwood", "ORGANIZATION"),
        ("San Flores", "ORGANIZATION"),
        ("Ingrid GmbH", "ORGANIZATION"),
    ],
)
def test_two_listed_names_are_a_person(lists: Lists, name: str, settled: str) -> None:
    """Also if one is a town as well, or what the person is stands before; not behind a saint or before a legal form."""
    [span] = settle(f"about {name} there", [_span(f"about {name} there", name, "ORGANIZATION")], lists)
    assert span.entity == settled


def test_a_date_and_a_firm_before_an_address_are_no_part_of_it() -> None:
    """A date at the edge is given back; a comma before a legal form does not end the firm's name."""
    flags = gazetteers.load()
    text = "2021-03-04, Quend Biosciences, Inc., 5 Elm Street"
    tokens: list[Token] = [(at, at + len(word), word) for word, at in tokenise(text)]
    names, rest = edged(text, tokens, flags)
    assert [(label, text[part[0][0] : part[-1][1]]) for label, part in names] == [
        ("ORG", "Quend Biosciences, Inc.")
    ]
    assert text[rest[0][0] : rest[-1][1]] == "5 Elm Street"
