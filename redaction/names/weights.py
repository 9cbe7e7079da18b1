"""The trained weights of the name model, as tables that turn words into label scores.

`load` reads `model.npz`; `Tables` keeps one row of scores per word it has met, so that a word's attributes are
added up once and not at every occurrence. The rows are bounded: words are content, and may be somebody's name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from redaction.names import gazetteers
from redaction.names.features import LABELS, PAD, Mode, Word, describe
from redaction.names.tokenise import LONGEST_TOKEN, ends_sequence, pieces

__all__ = ["PLACES", "Ints", "Tables", "Weights", "load"]

Ints = NDArray[np.int32]

PLACES: Final = "0-+<>"
"""Prefixes of attributes by where their word stands: the token itself, one before, one after, two before, two after."""

_PAIRS: Final = ("p", "q", "r")
_TRIPLES: Final = ("t-", "t0", "t+")
_WIDTH: Final = len(LABELS)
_CAPACITY: Final = 40_000


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained model.

    Weights are whole numbers, thousandths by their magnitude: sums of them do not depend on the order of adding,
    so neither do the labels depend on the batch, the processor or the version of numpy.

    Attributes:
        attributes: Score of each label by attribute, arrays of `len(LABELS)`.
        transitions: Score of a label (column) after a label (row).
        identity: Digest of the weights.
    """

    attributes: Mapping[str, Ints]
    transitions: Ints
    identity: str


def load() -> Weights:
    """Read the model of the wheel, about 100 ms; nothing is cached here."""
    path = resources.files("redaction.names") / "model.npz"
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        names = bytes(arrays["names"]).decode("utf-8").split("\0")
        values = arrays["values"].astype(np.int32)
        return Weights(
            dict(zip(names, values, strict=True)),
            arrays["transitions"].astype(np.int32),
            str(arrays["identity"]),
        )


class Tables:
    """Label scores by word and by class; grows by word, and starts over with the batch after 40,000 words.

    Args:
        weights: The trained model.
        gazetteer: Flags by lower-cased word.
    """

    def __init__(self, weights: Weights, gazetteer: Mapping[str, int] | None = None) -> None:
        self._weights = weights.attributes
        self.gazetteer = gazetteers.load() if gazetteer is None else gazetteer
        self.transitions = weights.transitions
        self.certain = _certain(weights.transitions)
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
        self._centre, self._near, self._far, self._sums = self._columns()
        self._clear()

    def _columns(self) -> tuple[dict[str, int], dict[str, int], dict[str, int], Ints]:
        # One line of the result per attribute and kind, as wide as a row: what it adds to which place.
        groups: list[dict[str, int]] = [{}, {}, {}]
        sums = np.zeros((2 * len(self._weights) + 1, len(PLACES) * _WIDTH), np.int32)
        used = 1
        for name, values in self._weights.items():
            place = PLACES.find(name[0])
            if place < 0:
                continue
            group = groups[(place + 1) // 2]
            line = group.get(name[1:])
            if line is None:
                line = group[name[1:]] = used
                used += 1
            sums[line, place * _WIDTH : (place + 1) * _WIDTH] = values
        sums[0, :_WIDTH] = self._weights.get("bias", np.zeros(_WIDTH, np.int32))
        return groups[0], groups[1], groups[2], sums[:used].copy()

    def _table(self, kind: str, classes: Mapping[str, int], order: int) -> Ints:
        size = len(classes) + 1
        table = np.zeros((size**order, _WIDTH), np.int32)
        for name, values in self._weights.items():
            parts = name.split("|")
            if parts[0] == kind and len(parts) == order + 1:
                index = 0
                for part in parts[1:]:
                    index = index * size + classes[part]
                table[index] = values
        return table

    def _clear(self) -> None:
        self._words: dict[Mode, dict[str, int]] = {"n": {}, "l": {}, "u": {}}
        self._chunks: dict[Mode, dict[str, tuple[int, ...]]] = {"n": {"": ()}, "l": {"": ()}, "u": {"": ()}}
        self._used = 0
        self.rows = np.zeros((0, len(PLACES) * _WIDTH), np.int32)
        self.fine = np.zeros(0, np.int32)
        self.coarse = np.zeros(0, np.int32)
        self.ends = np.zeros(0, np.bool_)
        # The pad is no word: a line end in a text has a row of its own, with the same scores.
        self._add([PAD], "n")
        self.pad = self._words["n"].pop(PAD)

    def make_room(self) -> None:
        """Forget every word if there are many; call it before the rows of a batch are taken."""
        if self._used > _CAPACITY or sum(map(len, self._chunks.values())) > 2 * _CAPACITY:
            self._clear()

    def rows_of(self, chunks: Sequence[str], mode: Mode) -> list[tuple[int, ...]]:
        """Return the row numbers of the tokens of each chunk; new words are added.

        Args:
            chunks: Chunks of a text (`redaction.names.tokenise.chunks`).
            mode: Letter case of the text.
        """
        known = self._chunks[mode]
        found = list(map(known.get, chunks))
        if None not in found:
            return found  # type: ignore[return-value]  # no None is left
        words = self._words[mode]
        cut = [
            [chunk[start:end] for start, end in pieces(chunk)] if rows is None else ()
            for chunk, rows in zip(chunks, found, strict=True)
        ]
        new = [token for token in dict.fromkeys(chain.from_iterable(cut)) if token not in words]
        if new:
            self._add(new, mode)
        out = []
        for chunk, rows, tokens in zip(chunks, found, cut, strict=True):
            if rows is None:
                rows = tuple([words[token] for token in tokens])  # noqa: PLW2901  # a list is faster to fill
                if len(chunk) <= LONGEST_TOKEN:
                    known[chunk] = rows
            out.append(rows)
        return out

    def _add(self, tokens: Sequence[str], mode: Mode) -> None:
        first = self._used
        lines: list[int] = []
        starts: list[int] = []
        fine: list[int] = []
        coarse: list[int] = []
        centre, near, far = self._centre.get, self._near.get, self._far.get
        words = self._words[mode]
        for number, token in enumerate(tokens, first):
            word = describe(token, mode, self.gazetteer)
            starts.append(len(lines))
            lines.append(0)
            lines += filter(None, map(centre, word.centre))
            lines += filter(None, map(near, word.near))
            lines += filter(None, map(far, word.far))
            fine.append(self._fine.get(word.fine, 0))
            coarse.append(self._coarse.get(word.coarse, 0))
            words[token] = number
        self._used += len(tokens)
        if self._used > len(self.rows):
            size = max(_CAPACITY, 2 * self._used)
            for name in ("rows", "fine", "coarse", "ends"):
                old = getattr(self, name)
                grown = np.zeros((size, *old.shape[1:]), old.dtype)
                grown[:first] = old[:first]
                setattr(self, name, grown)
        self.fine[first : self._used] = fine
        self.coarse[first : self._used] = coarse
        self.ends[first : self._used] = [ends_sequence(token) for token in tokens]
        self.rows[first : self._used] = np.add.reduceat(self._sums[lines], starts, axis=0)


def _certain(transitions: Ints) -> int:
    # The most that transitions can gain by any label but 0 in one place: a token whose score for label 0 leads by
    # more is label 0 in the best sequence, whatever stands beside it.
    gain = transitions[:, :, None] + transitions[None, :, :]
    both = (gain - (transitions[:, 0, None, None] + transitions[None, None, 0, :])).max()
    left = (transitions - transitions[:, :1]).max()
    right = (transitions - transitions[:1, :]).max()
    return int(max(both, left, right, 0))


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
