"""The small words of German, by what they do in a sentence: finders take the kinds that they can use."""

from __future__ import annotations

from typing import Final

from redaction.names.word_set import word_set

__all__ = ["FORMAL", "OF_PLACE", "SMALL_WORDS"]

OF_PLACE: Final = word_set("an am im in bei unter vor auf")
"""Prepositions in the names of towns, streets and houses: "Frankfurt am Main", "Unter den Linden"."""
FORMAL: Final = word_set("sie ihr ihre ihnen ihren ihrem ihrer ihres euch euer eure")
"""What letters write with a capital inside a sentence."""
_ARTICLES: Final = word_set("der die das den dem des ein eine einen einem einer eines")
_PRONOUNS: Final = word_set("ich du er es wir mich mir dich dir uns ihn ihm sich man")
_POSSESSIVES: Final = word_set(
    "mein meine meinen meinem dein deine sein seine unser unsere unseren unserem unserer"
)
_VERBS: Final = word_set(
    "bin bist ist sind war wird werden wurde wurden hat haben hatte kann können muss soll"
)
_PREPOSITIONS: Final = word_set(
    "aus mit nach von zu für um ab bis durch gegen ohne über zwischen seit während wegen ins vom zum zur beim laut "
    "gemäß bezüglich hinsichtlich"
)
_JOINING: Final = word_set("und oder aber wenn weil dass ob als")
_NEGATIONS: Final = word_set("nicht kein keine keinen")
_ASKING: Final = word_set("wer was wie wo wann warum")
_ADVERBS: Final = word_set("auch noch nur schon sehr hier da dann dort heute gestern")
SMALL_WORDS: Final = frozenset().union(
    FORMAL,
    OF_PLACE,
    _ARTICLES,
    _PRONOUNS,
    _POSSESSIVES,
    _VERBS,
    _PREPOSITIONS,
    _JOINING,
    _NEGATIONS,
    _ASKING,
    _ADVERBS,
)
"""All of them, in small letters."""
