"""The trained weights of the name model, as tables that turn words into label scores.

`load` reads `model.npz`; `Tables` keeps one row of scores per word it has met, so that a word's attributes are
added up once and not at every occurrence. The rows are bounded: words are content, and may be somebody's name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from redaction.names import gazetteers
from redaction.names.features import LABELS, PAD, Mode, Word, describe
from redaction.names.tokenise import ends_sequence

__all__ = ["PLACES", "Floats", "Ints", "Tables", "Weights", "load"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

PLACES: Final = ("0", "-", "+", "<", ">")
"""Prefixes of attributes by where their word stands: the token itself, one before, one after, two before, two after."""

_PAIRS: Final = ("p", "q", "r")
_TRIPLES: Final = ("t-", "t0", "t+")
_WIDTH: Final = len(LABELS)
_CAPACITY: Final = 60_000
_LONGEST: Final = 48


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained model.

    Attributes:
        attributes: Score of each label by attribute, arrays of `len(LABELS)`.
        transitions: Score of a label (column) after a label (row).
        identity: Digest of the training run.
    """

    attributes: Mapping[str, Floats]
    transitions: Floats
    identity: str


def load() -> Weights:
    """Read the model of the wheel, about 100 ms; nothing is cached here."""
    path = resources.files(__package__) / "model.npz"
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        names = bytes(arrays["names"]).decode("utf-8").split("\0")
        values = arrays["values"].astype(np.float32) / np.float32(arrays["scale"])
        return Weights(
            dict(zip(names, values, strict=True)),
            arrays["transitions"].astype(np.float32),
            str(arrays["identity"]),
        )


class Tables:
    """Label scores by word and by class; grows by word up to a bound, then starts over.

    Args:
        weights: The trained model.
        gazetteer: Flags by lower-cased word.
    """

    def __init__(self, weights: Weights, gazetteer: Mapping[str, int] | None = None) -> None:
        self._weights = weights.attributes
        self._gazetteer = gazetteers.load() if gazetteer is None else gazetteer
        self.transitions = weights.transitions
        fine, coarse = set[str](), set[str]()
        for name in self._weights:
            parts = name.split("|")
            if len(parts) == 3 and parts[0] in _PAIRS:
                fine.update(parts[1:])
            elif len(parts) == 4 and parts[0] in _TRIPLES:
                coarse.update(parts[1:])
        # Class 0 is every class the model has no weight for.
        self._fine = {name: n for n, name in enumerate(sorted(fine), 1)}
        self._coarse = {name: n for n, name in enumerate(sorted(coarse), 1)}
        self.fine_count, self.coarse_count = len(fine) + 1, len(coarse) + 1
        self.pairs = tuple(self._table(kind, self._fine, 2) for kind in _PAIRS)
        self.triples = tuple(self._table(kind, self._coarse, 3) for kind in _TRIPLES)
        self._bias = self._weights.get("bias", np.zeros(_WIDTH, np.float32))
        self.rows = np.zeros((_CAPACITY, len(PLACES) * _WIDTH), np.float32)
        self.fine = np.zeros(_CAPACITY, np.int32)
        self.coarse = np.zeros(_CAPACITY, np.int32)
        self.ends = np.zeros(_CAPACITY, np.bool_)
        self._ids: dict[Mode, dict[str, int]] = {}
        self._clear()

    def _table(self, kind: str, classes: Mapping[str, int], order: int) -> Floats:
        size = len(classes) + 1
        table = np.zeros((size**order, _WIDTH), np.float32)
        for name, values in self._weights.items():
            parts = name.split("|")
            if parts[0] == kind and len(parts) == order + 1:
                index = 0
                for part in parts[1:]:
                    index = index * size + classes[part]
                table[index] = values
        return table

    def _clear(self) -> None:
        self._ids = {"n": {}, "l": {}, "u": {}}
        self._used = 0
        self.pad = self._add(PAD, "n")

    def make_room(self, count: int) -> None:
        """Forget every word unless `count` new ones still fit; call it before the ids of a batch are taken.

        Raises:
            ValueError: `count` is more than the table can ever hold.
        """
        if count >= _CAPACITY:
            raise ValueError("more words in one batch than the table holds")
        if self._used + count > _CAPACITY:
            self._clear()

    def ids(self, tokens: Sequence[str], mode: Mode) -> list[int]:
        """Return the row number of each token; new words are added."""
        known = self._ids[mode]
        found = list(map(known.get, tokens))
        if None in found:
            return [
                self._add(token, mode) if n is None else n for token, n in zip(tokens, found, strict=True)
            ]
        return found  # type: ignore[return-value]  # no None is left

    def _add(self, token: str, mode: Mode) -> int:
        known = self._ids[mode]
        number = known.get(token)
        if number is not None:
            return number
        key = token if len(token) <= _LONGEST else token[:_LONGEST]
        if key is not token and (number := known.get(key)) is not None:
            return number
        number = self._used
        self._used += 1
        word = describe(key, mode, self._gazetteer)
        self.rows[number] = self._row(word)
        self.fine[number] = self._fine.get(word.fine, 0)
        self.coarse[number] = self._coarse.get(word.coarse, 0)
        self.ends[number] = ends_sequence(key)
        known[key] = number
        return number

    def _row(self, word: Word) -> Floats:
        get = self._weights.get
        row = np.zeros((len(PLACES), _WIDTH), np.float32)
        row[0] += self._bias
        groups = (word.centre, word.near, word.near, word.far, word.far)
        for place, (prefix, names) in enumerate(zip(PLACES, groups, strict=True)):
            for name in names:
                values = get(prefix + name)
                if values is not None:
                    row[place] += values
        return row.reshape(-1)


def attributes(words: Sequence[Word]) -> list[list[str]]:
    """Return the attributes of every token of a field, spelled out: what the training sees.

    Args:
        words: The described tokens of one field.
    """
    pad: Any = describe(PAD, "n", {})
    padded = [pad, pad, *words, pad, pad]
    rows = []
    for t in range(2, len(padded) - 2):
        a, b, c, d, e = padded[t - 2 : t + 3]
        row = ["bias"]
        for prefix, names in zip(PLACES, (c.centre, b.near, d.near, a.far, e.far), strict=True):
            row += [prefix + name for name in names]
        row += [f"p|{b.fine}|{c.fine}", f"q|{c.fine}|{d.fine}", f"r|{b.fine}|{d.fine}"]
        row += [f"t-|{a.coarse}|{b.coarse}|{c.coarse}", f"t0|{b.coarse}|{c.coarse}|{d.coarse}"]
        row.append(f"t+|{c.coarse}|{d.coarse}|{e.coarse}")
        rows.append(row)
    return rows
