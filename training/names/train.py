"""Fits the name model and writes its weights; the last step of `python -m training.names`."""

from __future__ import annotations

import hashlib
import tempfile
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from pycrfsuite import (
    ItemSequence,  # pyright: ignore[reportAttributeAccessIssue]  # a compiled module without stubs
    Tagger,  # pyright: ignore[reportAttributeAccessIssue]  # the same
    Trainer,  # pyright: ignore[reportAttributeAccessIssue]  # the same
)

from redaction.names import gazetteers
from redaction.names.decode import LONGEST_SEQUENCE
from redaction.names.features import LABELS, Mode, describe, mode_of
from redaction.names.tokenise import ends_sequence, tokenise
from redaction.names.weights import Weights, attributes
from training.names.corpora import Text
from training.names.variants import with_variants

__all__ = ["Hidden", "fit", "hide", "labels_of", "read", "write"]

SCALE = 1000


class Hidden(NamedTuple):
    """Percentages of the names of the word lists that training does not see as such.

    The lists know most persons and towns that people write about and few of the organisations, so an unknown name is
    an organisation more often; the model learns that if more of their names are hidden.
    """

    persons: int
    places: int
    organisations: int
    technical: int = 0
    """Of the technical words: so the model learns what stands around a program, too."""


def hide(gazetteer: Mapping[str, int], hidden: Hidden) -> dict[str, int]:
    """Return the gazetteer without a share of its names, so that the model also learns from context."""
    drawn = {word: zlib.crc32(word.encode()) % 100 for word in gazetteer}
    kinds = (
        (hidden.persons, gazetteers.GIVEN | gazetteers.FAMILY),
        (hidden.places, gazetteers.PLACE | gazetteers.PLACE_PART),
        (hidden.organisations, gazetteers.ORGANISATION | gazetteers.ORGANISATION_PART),
        (hidden.technical, gazetteers.TECHNICAL),
    )
    return {
        word: flags & ~sum(bits for share, bits in kinds if drawn[word] < share)
        for word, flags in gazetteer.items()
    }


def labels_of(text: Text) -> list[str]:
    """Return the gold label of each token of a text."""
    labels = []
    spans = [s for s in text.spans if s.kind in LABELS]
    for token, start in tokenise(text.text):
        labels.append(next((s.kind for s in spans if s.start < start + len(token) and start < s.end), "O"))
    return labels


def _sequences(
    text: Text, gazetteer: Mapping[str, int], kept: frozenset[str]
) -> list[tuple[list[list[str]], list[str]]]:
    tokens = [token for token, _ in tokenise(text.text)]
    mode: Mode = mode_of(text.text)
    rows = attributes([describe(token, mode, gazetteer) for token in tokens])
    labels = labels_of(text)
    out = []
    start = 0
    for t, token in enumerate(tokens):
        # A word's identity is learnt only where real or hand-written text has it often: filled-in values do not count.
        rows[t] = [a for a in rows[t] if a[1:3] != "w=" or a[3:] in kept]
        if ends_sequence(token) or t + 1 == len(tokens) or t + 1 - start == LONGEST_SEQUENCE:
            out.append((rows[start : t + 1], labels[start : t + 1]))
            start = t + 1
    return out


def fit(
    texts: Sequence[Text],
    literal: Sequence[str],
    hidden: Hidden,
    *,
    iterations: int = 110,
    c1: float = 0.8,
    c2: float = 0.4,
) -> Weights:
    """Train on labelled texts.

    Args:
        texts: Training texts.
        literal: Texts whose words may be learnt by identity if they occur at least twice.
        hidden: How much of the gazetteer to hide.
        iterations: L-BFGS steps at most.
        c1: L1 regularisation: how sparse the model is.
        c2: L2 regularisation.
    """
    counts = Counter(w.lower() for text in literal for w, _ in tokenise(text))
    kept = frozenset(w for w, n in counts.items() if n >= 2) | frozenset(
        {
            "num",
            "numx",
            "year",
            "zip",
            "long",
            "id",
            "handle",
            "tag",
            "url",
            "mail",
            "code",
            "path",
            "nl",
            "init",
            "pos",
        }
    )
    gazetteer = hide(gazetteers.load(), hidden)
    trainer = Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": c1,
            "c2": c2,
            "max_iterations": iterations,
            "feature.possible_transitions": True,
            "feature.minfreq": 2,
        }
    )
    for text in with_variants(texts, 7):
        for rows, labels in _sequences(text, gazetteer, kept):
            trainer.append(ItemSequence(rows), labels)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        return read(path)


def read(path: str) -> Weights:
    """Read a python-crfsuite model file as weights."""
    tagger = Tagger()
    tagger.open(path)
    info = tagger.info()
    place = {label: n for n, label in enumerate(LABELS)}
    found: dict[str, np.ndarray] = {}
    for (attribute, label), weight in info.state_features.items():
        found.setdefault(attribute, np.zeros(len(LABELS), np.int32))[place[label]] = round(weight * SCALE)
    transitions = np.zeros((len(LABELS), len(LABELS)), np.int32)
    for (left, right), weight in info.transitions.items():
        transitions[place[left], place[right]] = round(weight * SCALE)
    tagger.close()
    return Weights(found, transitions, "")


def write(weights: Weights, path: Path) -> None:
    """Write the file that `redaction.names.weights.load` reads; attributes without effect are left out."""
    kept = {n: v.astype(np.int16) for n, v in sorted(weights.attributes.items()) if np.abs(v).max() >= 8}
    names = np.frombuffer("\0".join(kept).encode(), np.uint8)
    values = np.stack(list(kept.values()))
    digest = hashlib.sha256(names.tobytes() + values.tobytes() + weights.transitions.tobytes()).hexdigest()[
        :16
    ]
    np.savez_compressed(
        path, names=names, values=values, transitions=weights.transitions, identity=np.array(digest)
    )
