"""The name model on a batch of fields: tokens in, labels by the CRF, spans out."""

from __future__ import annotations

import string
from collections.abc import Sequence
from typing import Final

import numpy as np

from redaction.names import decode, features
from redaction.names.tokenise import offsets, tokenise
from redaction.names.weights import Tables, Weights, load
from redaction.spans import Field, Span

__all__ = ["ENTITIES", "NamesDetector"]

ENTITIES: Final = {"PER": "PERSON", "LOC": "LOCATION", "ORG": "ORGANIZATION", "ADR": "STREET_ADDRESS"}
"""Entity types by label of the model."""

_RECOGNIZER: Final = "NamesRecognizer"
_CHUNK_TOKENS: Final = 20_000
_TRIMMED: Final = string.punctuation + string.whitespace + "‘’“”«»–—…"
_KINDS: Final = tuple(ENTITIES.get(label, "") for label in features.LABELS)


class NamesDetector:
    """Finds persons, places, organisations and addresses in running text.

    Construction is cheap; the model is read at the first call. Equal fields give equal spans, in any batch. One
    instance must not be used by two threads at once: it remembers scores of words it has met, at most 60,000.

    Args:
        weights: Another model than the one of the wheel.
    """

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights
        self._tables: Tables | None = None

    @property
    def identity(self) -> str:
        """Name of the recognizer and digest of the weights; part of the plan hash."""
        if self._weights is None:
            self._weights = load()
        return f"names-crf/{self._weights.identity}"

    def detect(self, fields: Sequence[Field]) -> list[list[Span]]:
        """Find names in each field.

        Args:
            fields: Any number of fields; one whose `names` is false gives no spans.

        Returns:
            One list per field, in order, sorted by start, without overlaps.
        """
        found: list[list[Span]] = [[] for _ in fields]
        chunk: list[int] = []
        cut: list[list[str]] = []
        size = 0
        for number, field in enumerate(fields):
            if not field.names or not field.text:
                continue
            tokens = tokenise(field.text)
            if not tokens:
                continue
            if chunk and size + len(tokens) > _CHUNK_TOKENS:
                self._chunk(fields, chunk, cut, found)
                chunk, cut, size = [], [], 0
            chunk.append(number)
            cut.append(tokens)
            size += len(tokens)
        if chunk:
            self._chunk(fields, chunk, cut, found)
        return found

    def _chunk(
        self, fields: Sequence[Field], chunk: Sequence[int], cut: Sequence[list[str]], found: list[list[Span]]
    ) -> None:
        if self._tables is None:
            if self._weights is None:
                self._weights = load()
            self._tables = Tables(self._weights)
        tables = self._tables
        # A single field longer than the table is described piece by piece: its rows must all be there at once.
        tables.make_room(min(sum(map(len, cut)), len({token for tokens in cut for token in tokens}) + 3))
        rows = [
            tables.ids(tokens, features.mode_of(fields[number].text)) for number, tokens in zip(chunk, cut, strict=True)
        ]
        emissions, ids, starts = decode.scores(tables, rows)
        firsts, counts = decode.sequences(tables, ids, starts, [len(row) for row in rows])
        labels = decode.label(tables, emissions, firsts, counts)
        # The pads between fields are labelled 0, so a run never reaches from one field into the next.
        changes = np.flatnonzero(np.diff(labels)) + 1
        margins = np.cumsum(emissions[np.arange(len(labels)), labels] - emissions[:, 0])
        field_of = np.searchsorted(starts, changes[:-1], side="right") - 1
        runs: dict[int, list[tuple[int, int, int, int]]] = {}
        for which, begin, end, kind, before, after in zip(
            field_of.tolist(),
            changes[:-1].tolist(),
            changes[1:].tolist(),
            labels[changes[:-1]].tolist(),
            margins[changes[:-1] - 1].tolist(),
            margins[changes[1:] - 1].tolist(),
            strict=True,
        ):
            if kind:
                start = int(starts[which])
                mean = (after - before) // (end - begin)
                runs.setdefault(which, []).append((begin - start, end - start, kind, mean))
        for which, own in runs.items():
            found[chunk[which]] = _spans(fields[chunk[which]].text, cut[which], own)


def _spans(text: str, tokens: Sequence[str], runs: Sequence[tuple[int, int, int, int]]) -> list[Span]:
    places = offsets(text, tokens, runs[-1][1])
    spans = []
    for begin, end, kind, margin in runs:
        first, last = begin, end
        while last > first and not tokens[last - 1].strip(_TRIMMED):
            last -= 1
        while last > first and not tokens[first].strip(_TRIMMED):
            first += 1
        if last > first:
            score = min(0.95, max(0.5, round(0.7 + margin / 20_000, 2)))
            stop = places[last - 1] + len(tokens[last - 1])
            spans.append(Span(places[first], stop, _KINDS[kind], score, "crf", _RECOGNIZER))
    return spans
