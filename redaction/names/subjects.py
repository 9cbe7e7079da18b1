"""Given names that a sentence of another language begins with: "Uwe soll ...", "Maarten vroeg ...", "Chloé veut ...".

The model has learnt that sentences of these languages begin with capitals that name nobody. A given name of the lists
before a verb of persons does. Part of `redaction.names.said_elsewhere`.
"""

# ruff: noqa: E501  # a list is read as a list

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from redaction.names import gazetteers as gz
from redaction.names.word_set import word_set

__all__ = ["SUBJECT_VERBS", "find_subjects"]

SUBJECT_VERBS: Final = word_set(
    # German
    "soll hat hatte möchte kann konnte muss musste wird wurde bittet bat schreibt schrieb sagt sagte fragt fragte kommt kam geht ging "
    "arbeitet wohnt ruft rief braucht glaubt meint sucht wartet "
    # Dutch
    "heeft vroeg vraagt moet moest kan kon zegt zei komt kwam gaat ging belt belde woont werkt betaalt wordt werd wacht zoekt denkt "
    # French
    "est veut voulait doit peut demande demandait travaille habite vient arrive appelle attend cherche pense était avait sera pourra "
    # Spanish
    "quiere quería debe puede está estaba vive trabaja llamó llama pidió pide dijo dice tiene viene espera busca preguntó pregunta "
    # Italian
    "vuole voleva deve può lavora chiede chiama abita aspetta cerca viene diceva scrive "
    # Portuguese
    "quer deve pode mora trabalha pediu pede disse diz tem vem ligou liga espera procura perguntou "
    # Polish
    "chce chciał chciała musi może mieszka pracuje prosi prosił prosiła pyta pytał pytała powiedział powiedziała dzwonił dzwoniła był była czeka szuka"
)
"""What persons do, in words that are not English, but for a few."""

_SUBJECT: Final = re.compile(
    r"(?:\A|[\n.!?:;>\"“„] ?|, )(?P<name>[A-ZÀ-ÞĀ-Ž][^\W\d_]{1,24}(?:-[A-ZÀ-Þ][^\W\d_]{1,24})?) (?P<verb>[^\W\d_]{2,12})(?!\w)"
)


def find_subjects(text: str, gazetteer: Mapping[str, int]) -> Iterator[tuple[int, int, str]]:
    """Find given names before a verb of persons.

    Args:
        text: A field that holds one of `SUBJECT_VERBS`.
        gazetteer: Flags by lower-cased word.

    Yields:
        Start, end and entity.
    """
    for match in _SUBJECT.finditer(text):
        if match["verb"] in SUBJECT_VERBS and gz.is_given(gazetteer.get(match["name"].lower(), 0)):
            yield *match.span("name"), "PERSON"
