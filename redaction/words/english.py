"""The small words of English, by what they do in a sentence: finders take the kinds that they can use.

Not the list of the name model, which was trained with its own (`redaction.names.features`).
"""

from __future__ import annotations

from typing import Final

from redaction.names.word_set import word_set

__all__ = [
    "ARTICLES",
    "ASKING",
    "BEING",
    "DOING",
    "HAVING",
    "JOINING",
    "MODALS",
    "NEGATIONS",
    "POINTING",
    "POSSESSIVES",
    "PREPOSITIONS",
    "PRONOUNS",
    "SMALL_WORDS",
]

ARTICLES: Final = word_set("a an the")
PRONOUNS: Final = word_set("i you he she it we they me him her us them")
POSSESSIVES: Final = word_set("my your his her its our their")
BEING: Final = word_set("am is are was were be been being")
HAVING: Final = word_set("have has had having")
DOING: Final = word_set("do does did")
MODALS: Final = word_set("will would can could may might must shall should")
POINTING: Final = word_set("this that these those")
ASKING: Final = word_set("who which what when where why how")
PREPOSITIONS: Final = word_set("of in at on to from by with for as into")
"""The commonest; others say where or when."""
JOINING: Final = word_set("and or but nor if so than then because")
NEGATIONS: Final = word_set("no not")
SMALL_WORDS: Final = frozenset().union(
    ARTICLES,
    PRONOUNS,
    POSSESSIVES,
    BEING,
    HAVING,
    DOING,
    MODALS,
    POINTING,
    ASKING,
    PREPOSITIONS,
    JOINING,
    NEGATIONS,
)
"""All of them, in small letters."""
