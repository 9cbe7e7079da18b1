"""Fills the hand-written templates with made-up values, and labels them."""

from __future__ import annotations

import re
from pathlib import Path

from training.names import bodies
from training.names.abroad.values import LANGUAGES, value
from training.names.corpora import Gold, Text
from training.names.generate import Filler

__all__ = ["abroad", "fill", "lines", "shape"]

_HERE = Path(__file__).parent
_SLOT = re.compile(
    rf"\{{(PF|PL|P|L|O|A|D|Y|WD|T|I|N|PH|AGE|CN|TM|{'|'.join(bodies.LABELS)}"
    rf"|(?:A|D|O|WD)\.(?:{'|'.join(LANGUAGES)}))\}}"
)
_SHAPE = re.compile(r"\{(CC|cc|fn|CONST|tech|Cap|low|N)\}")
_LABELLED = {
    "P": "PER",
    "PF": "PER",
    "PL": "PER",
    "I": "PER",
    "L": "LOC",
    "O": "ORG",
    "A": "ADR",
    **bodies.LABELS,
}


def lines(name: str) -> list[str]:
    """Return the entries of a text file beside this module, with written-out newlines made real ones."""
    return [
        line.replace("\\n", "\n").replace("\\t", "\t")
        for line in (_HERE / name).read_text("utf-8").splitlines()
        if line
    ]


def abroad(kind: str) -> list[tuple[str, str]]:
    """Language and entry of all files of a kind in the folder `abroad`.

    Args:
        kind: `templates`, `negatives` or, templates of names that stand alone, `alone`.
    """
    return [(language, entry) for language in LANGUAGES for entry in lines(f"abroad/{language}.{kind}.txt")]


def shape(template: str, filler: Filler, group: int) -> Text:
    """Return a text of code, log or technical prose without any name in it."""
    return Text(_SHAPE.sub(lambda slot: filler.identifier(slot[1]), template), (), "negative-shapes", group)


def fill(template: str, filler: Filler, source: str, group: int) -> Text:
    """Return the template with every slot filled and labelled."""
    pieces: list[str] = []
    spans: list[Gold] = []
    length = position = 0
    for slot in _SLOT.finditer(template):
        literal = template[position : slot.start()]
        name, _, language = slot.group(1).partition(".")
        filled = value(name, language, filler) if language else filler.value(name)
        pieces += (literal, filled)
        length += len(literal)
        kind = _LABELLED.get(name)
        if kind:
            spans.append(Gold(length, length + len(filled), kind))
        elif name == "D":
            spans.append(Gold(length, length + len(filled), "DATE_TIME"))
        length += len(filled)
        position = slot.end()
    pieces.append(template[position:])
    return Text("".join(pieces), tuple(spans), source, group)
