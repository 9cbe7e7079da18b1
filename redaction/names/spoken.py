"""Which language a field speaks, as far as its small words tell: German, another one, or English.

Part of `redaction.names.detector`: the model learnt of names in English, and what has a capital is told otherwise in German.
"""

# ruff: noqa: E501  # a list is read as a list

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from redaction.names.word_set import word_set
from redaction.words import english, german
from redaction.words.particles import ARTICLES, OF

__all__ = ["SMALL_WORDS", "Language", "is_english", "language_of"]

Language = Literal["", "german", "elsewhere"]
"""`""`: English, or too little is said."""


_MARKED: Final = re.compile(r"\A[a-z]+[äöüß][a-zäöüß]+[.,;:]?\Z")
"""A word in small letters as German writes it."""


def _forms(words: frozenset[str]) -> frozenset[str]:
    return words | {word.capitalize() for word in words}


# Without those that other languages have, too.
_ENGLISH: Final = _forms(
    (english.SMALL_WORDS - word_set("a am but do had in me no so")) | word_set("please hi hello thanks")
) - {"i"}
# Without those that English and its neighbours have, too.
_GERMAN: Final = _forms(
    (
        german.SMALL_WORDS
        - word_set(
            "ab am an bin bist da dann dich dir dort du er euch euer eure gestern hatte ihm ihn ihres in man"
        )
        - word_set(
            "meinem meinen mich mir ob schon sein seine unserem unseren unserer wann war warum was wer wo während"
        )
    )
    | word_set("zwei drei bitte geehrte geehrter fehlt")
) - word_set("Von Sind Mit Es es Um um")
_ELSEWHERE: Final = _forms(
    ((ARTICLES | OF) - word_set("das der di do dos degli"))
    | word_set(
        # Dutch
        "een van voor met niet ook naar bij wordt werd heeft hebben zijn maar omdat deze onze uw mijn ik jij wij hij op uit tot "
        "geen nog wat waar kunt wie weet en "
        # the Romance languages
        "una unos que con por para su sus es está son pero como desde hasta hace mi une est sont dans sur "
        "pour avec votre nous vous et je tu il elle qui ce cette ces aux gli per che è un una dal nel alla si sai se "
        "os uma em não com sua seu meu minha foi ao à há "
        # Polish, Czech, Turkish, Romanian, Hungarian
        "nie jest się na od przy dla przez że oraz jak który która które czy gdy jego jej ich tym tego był była je byla byl při pro že ze ve bir bu için ile benim și este nu cu és az egy nem hogy "
        # the Nordic languages
        "och att det ett är jag inte med på av till har som og er jeg ikke til af mitt ég minn mín ei ja ole että minun"
    )
) - word_set("on On as As me Me Pro pro Per per no No Es Son Ja Ole Si Ve")

SMALL_WORDS: Final = _GERMAN | _ELSEWHERE
"""Words that join others in a sentence, of German and of other languages than English."""


def is_english(words: Iterable[str]) -> bool:
    """Whether one of some words is a small word of English and of no neighbour."""
    return not _ENGLISH.isdisjoint(words)


def language_of(text: str, words: Sequence[str]) -> Language:
    """Return the language whose small words a text has more of than of English.

    Args:
        text: A field.
        words: What stands between its blanks.
    """
    if SMALL_WORDS.isdisjoint(words):
        told = not text.isascii() and any(map(_MARKED.match, words)) and _ENGLISH.isdisjoint(words)
        return "german" if told else ""
    german, others = len(_GERMAN.intersection(words)), len(_ELSEWHERE.intersection(words))
    if max(german, others) <= len(_ENGLISH.intersection(words)):
        return ""
    return "german" if german >= others else "elsewhere"
