"""The batched search against a naive one and against python-crfsuite itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pycrfsuite import (
    ItemSequence,  # pyright: ignore[reportAttributeAccessIssue]  # a compiled module without stubs
    Tagger,  # pyright: ignore[reportAttributeAccessIssue]  # the same
    Trainer,  # pyright: ignore[reportAttributeAccessIssue]  # the same
)

from redaction.names import decode
from redaction.names.features import LABELS, describe, mode_of
from redaction.names.tokenise import chunks, ends_sequence, tokenise
from redaction.names.weights import Tables, Weights, attributes
from training.names.train import read

_GAZETTEER = {"ada": 1, "grace": 1 | 64, "hopper": 2, "oslo": 4, "the": 64, "lives": 64, "bank": 64}
_TRAINING = [
    ("Ada Hopper lives in Oslo .", "PER PER O O LOC O"),
    ("The bank of Oslo called Grace Hopper today .", "O ORG ORG ORG O PER PER O O"),
    ("She lives at 12 Bank Street , Oslo .", "O O O ADR ADR ADR ADR ADR O"),
    ("Thanks , Ada", "O O PER"),
    ("no name is in here , nor there .", "O O O O O O O O O"),
]
_TEXTS = [
    "Grace lives in Oslo. The bank called Ada Hopper! Is it in Oslo?",
    "Ada\nHopper\n\nOslo",
    "",
    "nothing here",
    "ADA HOPPER LIVES IN OSLO",
    "in the bank of oslo ada called",
    "Ada " * 450,
    "12 Bank Street, Oslo Grace Hopper, 13 Bank Street",
]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small model trained by python-crfsuite."""
    path = tmp_path_factory.mktemp("crf") / "model"
    trainer = Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.01, "c2": 0.05, "feature.possible_transitions": True, "max_iterations": 60})
    for text, labels in _TRAINING:
        words = [describe(token, "n", _GAZETTEER) for token, _ in tokenise(text)]
        trainer.append(ItemSequence(attributes(words)), labels.split())
    trainer.train(str(path))
    return path


def _batched(weights: Weights, texts: list[str]) -> list[list[int]]:
    tables = Tables(weights, _GAZETTEER)
    rows = [tables.rows_of(chunks(text), mode_of(text)) for text in texts]
    emissions, ids, starts = decode.scores(tables, rows)
    labels = decode.label(tables, emissions, *decode.segments(tables, emissions, ids))
    lengths = [len(tokenise(text)) for text in texts]
    return [labels[s : s + n].tolist() for s, n in zip(starts.tolist(), lengths, strict=True)]


def _pieces(text: str) -> list[list[list[str]]]:
    rows = attributes([describe(token, mode_of(text), _GAZETTEER) for token, _ in tokenise(text)])
    out: list[list[list[str]]] = [[]]
    for row, (token, _) in zip(rows, tokenise(text), strict=True):
        out[-1].append(row)
        if ends_sequence(token) or len(out[-1]) == decode.LONGEST_SEQUENCE:
            out.append([])
    return [piece for piece in out if piece]


def _naive(weights: Weights, rows: list[list[str]]) -> list[int]:
    zero = np.zeros(len(LABELS), np.int32)
    scores = [sum((weights.attributes.get(a, zero) for a in row), zero.copy()) for row in rows]
    best, back = scores[0], []
    for score in scores[1:]:
        step = best[:, None] + weights.transitions
        back.append(step.argmax(axis=0))
        best = step.max(axis=0) + score
    labels = [int(best.argmax())]
    for origin in reversed(back):
        labels.append(int(origin[labels[-1]]))
    return labels[::-1]


def test_the_batched_search_equals_the_naive_one(model: Path) -> None:
    """Tables, segments and the batch change nothing: labels equal those of a plain search over all attributes."""
    weights = read(str(model))
    expected = [[n for piece in _pieces(text) for n in _naive(weights, piece)] for text in _TEXTS]
    assert _batched(weights, _TEXTS) == expected


def test_the_batched_search_equals_python_crfsuite(model: Path) -> None:
    """Labels equal those of the library that trained the model."""
    tagger = Tagger()
    tagger.open(str(model))
    expected = [
        [LABELS.index(label) for piece in _pieces(text) for label in tagger.tag(ItemSequence(piece))]
        for text in _TEXTS
    ]
    tagger.close()
    assert _batched(read(str(model)), _TEXTS) == expected


def test_labels_do_not_depend_on_the_batch(model: Path) -> None:
    """A text alone has the labels that it has among others, in any order."""
    weights = read(str(model))
    together = _batched(weights, _TEXTS)
    assert [_batched(weights, [text])[0] for text in _TEXTS] == together
    assert _batched(weights, _TEXTS[::-1])[::-1] == together


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("They met in Oslo and went on by train.", True),
        ("12. On that day he was arrested [emphasis added] and taken to the hospital.", True),
        ("2024-05-01 10:00:00 status installed", False),
        ("[main] started", False),
        ('{"name": "Ada"}', False),
        ("level=info msg=started", False),
    ],
)
def test_only_prose_is_read_with_less_reserve(text: str, prose: bool) -> None:
    """In logs and code a bias towards names would make names of identifiers."""
    emissions = np.zeros((9, len(LABELS)), np.int32)
    decode.lean(emissions, np.array([2, 5], np.int32), [text, "{}"], [False, False])
    assert emissions[:, 0].tolist() == [0, 0, *[-decode.LEAN * prose] * 3, 0, 0, 0, 0]
    assert not emissions[:, 1:].any()


def test_talk_of_software_is_read_with_reserve_against_organisations() -> None:
    """Against organisations alone: most of what is unknown there is a program, and persons are as anywhere."""
    emissions = np.zeros((9, len(LABELS)), np.int32)
    decode.lean(emissions, np.array([2, 5], np.int32), ["They met in Oslo."] * 2, [True, False])
    organisation = LABELS.index("ORG")
    assert emissions[:, 0].tolist() == [0, 0, *[-decode.LEAN] * 7]
    assert emissions[:, organisation].tolist() == [0, 0, *[-decode.DOUBT] * 3, 0, 0, 0, 0]
