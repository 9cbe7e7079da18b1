"""Persons that the word lists and a signature show, whatever the model says, and given names before a verb."""

from __future__ import annotations

import pytest

from redaction.names import gazetteers
from redaction.names.full_names import find_full_names, with_given, with_others
from redaction.names.subjects import find_subjects
from redaction.spans import Span

_FLAGS = gazetteers.load()


def _found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_full_names(text, _FLAGS)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Contact Art Hopper today.", ["Art Hopper"]),
        ("Ik heb Frank Reyes gisteren gesproken.", ["Frank Reyes"]),
        ('client.post("/users", json={"name": "Grace Hopper"})', ["Grace Hopper"]),
        ("cc: Will T. Nguyen, Amber Haddad", ["Will T. Nguyen", "Amber Haddad"]),
        ("Kind regards,\nMoi Nguyen", ["Moi Nguyen"]),
        ("See you.\n\nBest,\n\nHope\nSupport", ["Hope"]),
        ("Mit freundlichen Grüßen\nWolf Brown", ["Wolf Brown"]),
        ("> Thanks!\n> all", []),
        ("He visto a Maria el lunes en la oficina.", ["Maria"]),
        ("Ik sprak Heike gisteren voor het laatst.", ["Heike"]),
        ("I met Heike in town.", ["Heike"]),
    ],
)
def test_the_lists_show_a_name(text: str, names: list[str]) -> None:
    """A given name before a family name that is no everyday word, and who stands below the end of a letter."""
    assert _found(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Maria und Peter waren da", ["Maria", "Peter"]),
        ("Maarten en Heike Jansen", ["Maarten", "Heike Jansen"]),
        ("met Anna and Heike today", ["Anna", "Heike"]),
        ("Hans und Grete Müller", ["Hans", "Grete"]),
        ("Cinnamon and Ginger", []),
        ("Ruby and Python, Paris et Florence, Rock und Pop", []),
    ],
)
def test_two_given_names_with_a_word_between_are_persons(text: str, names: list[str]) -> None:
    """A couple shares a family name or has none; spices, languages and towns stand like that, too."""
    assert _found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Rose Garden, Frank Summer and Mark Page",
        "Kind regards,\nThe Support Team",
        "Thanks,\nSupport",
        "Best,\nPractices and Tips",
        "The best\nHope is not a plan",
        "Random Forest, Bloom Filter, Active Record, Max Pooling",
        "user/Art Hopper.txt, Art Hopper(1), Art Hopper.close",
        "San Jose and Los Angeles",
        "Rose Garden\n12 Plants",
        "We bake every Sunday, and during the Easter break.",
        "Wir treffen uns im Mai, die Lage ist gut und das Wetter auch.",
    ],
)
def test_two_capitals_are_not_enough(text: str) -> None:
    """Words of every day, terms, teams, places and names of files stay."""
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("Der Zeuge Will Quellmalz sagte aus.", "Quellmalz", "Will Quellmalz"),
        ("Will Quellmalz come?", "Quellmalz", "Quellmalz"),
        ("Ask Heike Quellmalz.", "Quellmalz", "Heike Quellmalz"),
        ("The Quellmalz case", "Quellmalz", "Quellmalz"),
        ("Jane Anne Quellmalz", "Anne Quellmalz", "Anne Quellmalz"),
    ],
)
def test_the_given_name_before_goes_too(text: str, name: str, whole: str) -> None:
    """A person of one word takes the given name before it, unless that may be the verb a sentence begins with."""
    start = text.index(name)
    span = Span(start, start + len(name), "PERSON", 0.7, "crf", "NamesRecognizer")
    widened = with_given(text, span, _FLAGS)
    assert text[widened.start : widened.end] == whole


@pytest.mark.parametrize(
    ("text", "name", "names"),
    [
        ("send it to marta and li wei by noon", "li wei", ["marta", "li wei"]),
        ("Ask Quellmalz und heike.", "Quellmalz", ["Quellmalz", "heike"]),
        ("coffee and Quellmalz", "Quellmalz", ["Quellmalz"]),
        ("Quellmalz and paris@x.org", "Quellmalz", ["Quellmalz"]),
        ("Quellmalz of Berlin", "Quellmalz", ["Quellmalz"]),
    ],
)
def test_who_is_named_beside_a_person_is_one(text: str, name: str, names: list[str]) -> None:
    """A given name that "and" joins to a person, with or without a capital; things and towns are none."""
    start = text.index(name)
    spans = [Span(start, start + len(name), "PERSON", 0.7, "crf", "NamesRecognizer")]
    found = with_others(text, spans, _FLAGS)
    assert [text[span.start : span.end] for span in found] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Uwe soll die Unterlagen schicken.", ["Uwe"]),
        ("Maarten vroeg naar de factuur. Heike heeft betaald.", ["Maarten", "Heike"]),
        ("Bien. Chloé veut annuler.", ["Chloé"]),
        ("Rechnung soll bezahlt werden.", []),
        ("Paris est belle, Berlin hat Regen.", []),
        ("Jutro może padać.", []),
    ],
)
def test_who_does_something_is_somebody(text: str, names: list[str]) -> None:
    """A given name at the beginning of a sentence before a verb of persons; nouns and towns do such things, too."""
    assert [text[start:end] for start, end, _ in find_subjects(text, _FLAGS)] == names
