"""Fills the hand-written templates with made-up values, and labels them."""

from __future__ import annotations

import re
from pathlib import Path

from training.names import bodies
from training.names.corpora import Gold, Text
from training.names.generate import Filler

__all__ = ["fill", "lines", "shape"]

_HERE = Path(__file__).parent
_SLOT = re.compile(rf"\{{(PF|PL|P|L|O|A|D|Y|WD|T|I|N|E|PH|AGE|CN|TM|{'|'.join(bodies.LABELS)})\}}")
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


def shape(template: str, filler: Filler, group: int) -> Text:
    """Return a text of code, log or technical prose without any name in it."""
    return Text(_SHAPE.sub(lambda slot: filler.identifier(slot[1]), template), (), "negative-shapes", group)


def fill(template: str, filler: Filler, source: str, group: int) -> Text:
    """Return the template with every slot filled and labelled."""
    pieces: list[str] = []
    spans: list[Gold] = []
    length = position = 0
    for slot in _SLOT.finditer(template):
        literal, value = template[position : slot.start()], filler.value(slot.group(1))
        pieces += (literal, value)
        length += len(literal)
        kind = _LABELLED.get(slot.group(1))
        if kind:
            spans.append(Gold(length, length + len(value), kind))
        elif slot.group(1) == "D":
            spans.append(Gold(length, length + len(value), "DATE_TIME"))
        length += len(value)
        position = slot.end()
    pieces.append(template[position:])
    return Text("".join(pieces), tuple(spans), source, group)
