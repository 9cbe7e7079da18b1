"""Reads the shared corpora as labelled texts; first step of the training of the name model."""

# ruff: noqa: RUF001  # typographic quotes and dashes are part of what is matched

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Gold", "MissingCorpusError", "Text", "presidio_synthetic", "wikigold", "wnut"]


class MissingCorpusError(FileNotFoundError):
    """A corpus is not where it should be; the message names the file and what it is."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One labelled span in code points: start, end, and its type (`PER`, `LOC`, `ORG`, `ADR` or another)."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its labelled spans; `group` is what a split must keep together (template, document)."""

    text: str
    spans: tuple[Gold, ...]
    source: str
    group: int = 0


_WNUT = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG"}
_WIKIGOLD = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}
_SYNTHETIC = {"PERSON": "PER", "GPE": "LOC", "ORGANIZATION": "ORG", "STREET_ADDRESS": "ADR"}
_NO_BLANK_BEFORE = frozenset(
    {".", ",", ":", ";", "!", "?", ")", "]", "%", "'s", "’s", "n't", "'m", "'re", "'ll", "'ve", "'d", "''"}
)
_NO_BLANK_AFTER = frozenset({"(", "[", "$", "``"})


def _read(path: Path, what: str) -> str:
    if not path.is_file():
        raise MissingCorpusError(
            f"{what} not found at {path}: the training data is described in MODEL_CARD.md"
        )
    return path.read_text("utf-8")


def _join(rows: list[tuple[str, str]], names: dict[str, str], source: str, group: int) -> Text:
    pieces: list[str] = []
    spans: list[Gold] = []
    length = 0
    glue = True
    for word, tag in rows:
        if not glue and word not in _NO_BLANK_BEFORE:
            pieces.append(" ")
            length += 1
        kind = tag[2:]
        end = length + len(word)
        if tag != "O":
            kind = str(names.get(kind, kind))
            if tag[0] == "I" and spans and spans[-1].kind == kind and spans[-1].end >= length - 1:
                spans[-1] = Gold(spans[-1].start, end, kind)
            else:
                spans.append(Gold(length, end, kind))
        pieces.append(word)
        length = end
        glue = word in _NO_BLANK_AFTER
    return Text("".join(pieces), tuple(spans), source, group)


def _columns(text: str, word: int, tag: int) -> list[list[tuple[str, str]]]:
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in text.splitlines():
        parts = line.split("\t")
        if len(parts) <= tag or not line.strip():
            sentences.append([])
        else:
            sentences[-1].append((parts[word], parts[tag].strip()))
    return [sentence for sentence in sentences if sentence]


def wnut(folder: Path, part: str) -> list[Text]:
    """Read WNUT 2017 social media text (`part` is `train` or `dev`).

    Raises:
        MissingCorpusError: The file is not there.
    """
    text = _read(folder / "wnut17" / f"{part}.conll", "WNUT 2017")
    return [_join(rows, _WNUT, f"wnut17-{part}", n) for n, rows in enumerate(_columns(text, 0, 1))]


def wikigold(folder: Path) -> list[Text]:
    """Read wikigold; `group` is the block of 20 sentences, since the file does not mark its articles.

    Raises:
        MissingCorpusError: The file is not there.
    """
    text = _read(folder / "wikigold.conllu", "wikigold")
    return [_join(rows, _WIKIGOLD, "wikigold", n // 20) for n, rows in enumerate(_columns(text, 1, 2))]


def presidio_synthetic(folder: Path) -> list[Text]:
    """Read Presidio's synthetic set; `group` is the template.

    Raises:
        MissingCorpusError: The file is not there.
    """
    rows = json.loads(_read(folder / "presidio_synth_v2.json", "Presidio's synthetic set"))
    return [
        Text(
            row["full_text"],
            tuple(
                Gold(
                    s["start_position"],
                    s["end_position"],
                    str(_SYNTHETIC.get(s["entity_type"], s["entity_type"])),
                )
                for s in sorted(row["spans"], key=lambda s: s["start_position"])
            ),
            "presidio-synthetic",
            row["template_id"],
        )
        for row in rows
    ]
