"""The templates that the name model learns from."""

from __future__ import annotations

import re

import pytest

from training.names import bodies
from training.names.abroad.values import LANGUAGES, value
from training.names.everyday.values import KINDS, everyday
from training.names.fill import abroad, fill, lines
from training.names.generate import Filler
from training.names.technical.values import told

_TEMPLATES = ("templates.txt", "heldout.txt", "legal.txt", "alone.templates.txt")
_SLOT = re.compile(r"\{[A-Z]+(?:\.[a-z]+)?\}")
_TERM = re.compile(r"\{[a-z ]+\}")


@pytest.mark.parametrize("name", _TEMPLATES)
def test_every_slot_is_filled(name: str) -> None:
    """A slot that nobody fills would teach the model its own name."""
    filler = Filler(1)
    left = {slot for template in lines(name) for slot in _SLOT.findall(fill(template, filler, name, 0).text)}
    assert left == set()


def test_texts_of_other_languages_are_filled() -> None:
    """Each has a slot, none is left in it, and what is meant to be without names has none."""
    filler = Filler(1)
    for language, template in abroad("templates"):
        filled = fill(template, filler, language, 0)
        assert _SLOT.search(template), template
        assert not _SLOT.search(filled.text), template
    assert not [entry for _, entry in abroad("negatives") if "{" in entry]


def test_texts_about_software_are_filled() -> None:
    """Those with names keep them labelled, those without get none, and no slot is left."""
    filler = Filler(1)
    for name, named in (
        ("technical/templates.txt", True),
        ("technical/negatives.txt", False),
        ("alone.negatives.txt", False),
    ):
        for template in lines(name):
            filled = fill(told(template, filler), filler, name, 0)
            assert not _SLOT.search(filled.text), template
            assert bool(filled.spans) is named, template


def test_equal_seeds_give_equal_programs() -> None:
    """And one template serves many of them."""
    template = "{PRG} {VER} ends in {ERR}"
    assert [told(template, Filler(3)) for _ in range(2)] == [told(template, Filler(3))] * 2
    filler = Filler(3)
    assert len({told("{PRG}", filler) for _ in range(100)}) > 60


@pytest.mark.parametrize("unseen", [False, True])
def test_texts_of_every_day_are_filled(unseen: bool) -> None:
    """Those with names keep them labelled, those without get none, and no slot is left."""
    filler = Filler(1)
    for kind in ("templates", "negatives"):
        for template in lines(f"everyday/{kind}.txt"):
            filled = fill(everyday(template, filler, unseen=unseen), filler, kind, 0)
            assert not _SLOT.search(filled.text), template
            assert not _TERM.search(filled.text), template
            assert bool(filled.spans) is (kind == "templates"), template


@pytest.mark.parametrize("kind", KINDS)
def test_what_scores_everyday_texts_is_never_trained_on(kind: str) -> None:
    """A term fills either the texts to train on or those to score; only ordinary words fill both."""
    rows = lines("everyday/terms.txt")
    [terms] = [set(row.split("|")[1:]) for row in rows if row.startswith(f"{kind}|")]
    filler = Filler(5)
    drawn = [{everyday(f"{{{kind}}}", filler, unseen=unseen) for _ in range(400)} for unseen in (False, True)]
    assert drawn[0] & terms
    assert drawn[1] & terms
    assert not drawn[0] & drawn[1] & terms


def test_equal_seeds_give_equal_terms() -> None:
    """And one text without names serves for many of them."""
    template = "{herb}, {herb} and {yoga pose}"
    assert everyday(template, Filler(3), unseen=False) == everyday(template, Filler(3), unseen=False)
    filler = Filler(3)
    assert len({everyday("{herb}", filler, unseen=False) for _ in range(200)}) > 30


def test_names_that_stand_alone_are_filled_in_each_language() -> None:
    """Each template has a name and nothing is left of its slots."""
    filler = Filler(1)
    entries = abroad("alone")
    assert {language for language, _ in entries} == set(LANGUAGES)
    for language, template in entries:
        filled = fill(template, filler, language, 0)
        assert filled.spans, template
        assert not _SLOT.search(filled.text), template


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slot", ["A", "D", "O", "WD"])
def test_values_of_other_languages(language: str, slot: str) -> None:
    """Nothing of a pattern is left in a value, and the label covers it whole."""
    filler = Filler(4)
    for _ in range(200):
        assert not re.search(r"[{}|]|^\s|\s$", value(slot, language, filler))
    filled = fill(f"before {{{slot}.{language}}} after", filler, "test", 0)
    kinds = [gold.kind for gold in filled.spans]
    assert kinds == {"A": ["ADR"], "D": ["DATE_TIME"], "O": ["ORG"], "WD": []}[slot]
    for gold in filled.spans:
        assert (filled.text[: gold.start], filled.text[gold.end :]) == ("before ", " after")


@pytest.mark.parametrize("slot", sorted(bodies.LABELS))
def test_a_body_is_labelled_whole(slot: str) -> None:
    """The label covers the value and nothing beside it."""
    filled = fill(f"before {{{slot}}} after", Filler(2), "test", 0)
    [gold] = filled.spans
    assert (filled.text[: gold.start], filled.text[gold.end :]) == ("before ", " after")
    assert gold.kind == bodies.LABELS[slot]


def test_equal_seeds_give_equal_texts() -> None:
    """Training again gives the same model."""
    texts = [[fill(t, filler, "test", 0) for t in lines("legal.txt")] for filler in (Filler(3), Filler(3))]
    assert texts[0] == texts[1]
