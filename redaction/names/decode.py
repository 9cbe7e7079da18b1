"""Finds the best labels for a batch of fields at once: the CRF's Viterbi search, on arrays.

The labels are those that python-crfsuite's own tagger gives for the same weights; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

import numpy as np

from redaction.names.features import LABELS
from redaction.names.weights import Ints, Tables

__all__ = ["DOUBT", "LEAN", "LONGEST_SEQUENCE", "label", "lean", "scores", "segments"]

LONGEST_SEQUENCE: Final = 200
"""Tokens; a longer segment is cut, so that time stays linear and steps stay few."""

LEAN: Final = 1000
"""What is taken off the score of "no name" in prose: on unseen text it trades little precision for more recall."""

DOUBT: Final = 1_500
"""What is taken off the score of an organisation in texts about software: an unknown capital is a program there."""

_PADS: Final = 2
_ORGANISATION: Final = LABELS.index("ORG")
_SIGNS: Final = "{}[]<>=_|\\"
_LETTERS_A_SIGN: Final = 35
"""Characters for each sign of a program or a log, at the most, in what is not prose."""


def scores(tables: Tables, fields: Sequence[Iterable[Sequence[int]]]) -> tuple[Ints, Ints, Ints]:
    """Score every label of every token.

    Args:
        tables: The model.
        fields: Row numbers of the tokens of each chunk of each field (`Tables.rows_of`).

    Returns:
        Scores by (token, label), fields one after another with two pads after each; row numbers in the same
        order; the position of each field's first token.
    """
    pads = (tables.pad,) * _PADS
    flat = list(pads)
    starts = []
    for field in fields:
        starts.append(len(flat))
        flat += chain.from_iterable(field)
        flat += pads
    ids = np.array(flat, np.int32)
    width = len(tables.transitions)
    rows = tables.rows[ids]
    out = rows[:, :width].copy()
    out[1:] += rows[:-1, width : 2 * width]
    out[:-1] += rows[1:, 2 * width : 3 * width]
    out[2:] += rows[:-2, 3 * width : 4 * width]
    out[:-2] += rows[2:, 4 * width :]
    fine, coarse = tables.fine[ids], tables.coarse[ids]
    left, right, across = tables.pairs
    pair = fine[:-1] * tables.fine_count + fine[1:]
    out[1:] += left[pair]
    out[:-1] += right[pair]
    out[1:-1] += across[fine[:-2] * tables.fine_count + fine[2:]]
    triple = (coarse[:-2] * tables.coarse_count + coarse[1:-1]) * tables.coarse_count + coarse[2:]
    before, around, after = tables.triples
    out[2:] += before[triple]
    out[1:-1] += around[triple]
    out[:-2] += after[triple]
    return out, ids, np.array(starts, np.int32)


def lean(emissions: Ints, starts: Ints, texts: Sequence[str], software: Sequence[bool]) -> None:
    """Take `LEAN` off the score of label 0 wherever a field is prose; logs and code are read without it.

    Of organisations `DOUBT` is taken off where a field is about software; of persons and places nothing: whoever can
    write a signature below a text could turn them off.

    Args:
        emissions: Scores by (position, label), as `scores` gave them; changed in place.
        starts: Position of each field's first token.
        texts: The fields.
        software: Whether each is about software.
    """
    lengths = np.diff(starts, append=len(emissions))
    less = np.array([LEAN * _is_prose(text) for text in texts], np.int32)
    emissions[starts[0] :, 0] -= less.repeat(lengths)
    emissions[starts[0] :, _ORGANISATION] -= (np.array(software, np.int32) * DOUBT).repeat(lengths)


def _is_prose(text: str) -> bool:
    # A line of a log begins with a date or a bracket; without capitals any row of words could be a name.
    if text[0] in "[{<" or text[:4].isdigit() or text.islower():
        return False
    return sum(map(text.count, _SIGNS)) * _LETTERS_A_SIGN <= len(text)


def segments(tables: Tables, emissions: Ints, ids: Ints) -> tuple[Ints, Ints]:
    """Find where the search has to look: the tokens that are not certain to be no name, and one beside them.

    A certain token (`Tables.certain`) has label 0 in the best sequence, so the search may start and stop there. A
    segment does not reach over a sentence end.

    Returns:
        First position and length of each segment.
    """
    token = ids != tables.pad
    open_ = token & (emissions[:, 0] - emissions[:, 1:].max(axis=1) <= tables.certain)
    # joined[t]: token t and token t + 1 stand in one sequence.
    joined = token[:-1] & token[1:] & ~tables.ends[ids[:-1]]
    kept = open_.copy()
    kept[1:] |= open_[:-1] & joined
    kept[:-1] |= open_[1:] & joined
    linked = joined & kept[:-1] & kept[1:]
    begins, stops = kept.copy(), kept.copy()
    begins[1:] &= ~linked
    stops[:-1] &= ~linked
    firsts, lasts = np.flatnonzero(begins), np.flatnonzero(stops)
    counts = lasts - firsts + 1
    if len(counts) and counts.max() > LONGEST_SEQUENCE:
        cut = [
            (start, min(LONGEST_SEQUENCE, first + count - start))
            for first, count in zip(firsts.tolist(), counts.tolist(), strict=True)
            for start in range(first, first + count, LONGEST_SEQUENCE)
        ]
        firsts, counts = np.array([c[0] for c in cut]), np.array([c[1] for c in cut])
    return firsts.astype(np.int32), counts.astype(np.int32)


def label(tables: Tables, emissions: Ints, firsts: Ints, counts: Ints) -> Ints:
    """Return the best label of every position (0 outside the segments).

    Args:
        tables: The model.
        emissions: Scores by (position, label).
        firsts: First position of each segment.
        counts: Length of each segment, at least 1.
    """
    labels = np.zeros(len(emissions), np.int32)
    if not len(firsts):
        return labels
    order = np.argsort(-counts, kind="stable")
    firsts, counts = firsts[order], counts[order]
    longest = int(counts[0])
    active = np.searchsorted(-counts, -np.arange(longest), side="left")
    # active[t]: how many segments are longer than t; they are the first ones, since counts fall.
    width = len(tables.transitions)
    best = emissions[firsts].copy()
    back = np.zeros((longest, len(firsts), width), np.int8)
    for t in range(1, longest):
        n = int(active[t])
        step = best[:n, 0, None] + tables.transitions[0]
        origin = back[t, :n]
        for source in range(1, width):
            other = best[:n, source, None] + tables.transitions[source]
            better = other > step
            np.copyto(step, other, where=better)
            origin[better] = source
        step += emissions[firsts[:n] + t]
        best[:n] = step
    current = best.argmax(axis=1)
    rows = np.arange(len(firsts))
    for t in range(longest - 1, -1, -1):
        n = int(active[t])
        labels[firsts[:n] + t] = current[:n]
        current[:n] = back[t, rows[:n], current[:n]]
    return labels
