"""`EntityRecognizer.remove_duplicates` on bare spans: the same survivors in the same order, without the objects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

__all__ = ["Found", "Raw", "ordered", "without_contained"]

Raw: TypeAlias = tuple[int, int, float]
"""Start, end (code points) and score of one recognizer's result."""
Found: TypeAlias = tuple[str, int, int, float, Any]
"""Entity type, start, end, score, and the recognizer."""


def without_contained(raw: Iterable[Raw]) -> list[Raw]:
    """One recognizer's results without those inside another with at least their score; scores are above zero."""
    kept: list[Raw] = []
    active: list[Raw] = []
    for result in sorted(raw, key=lambda each: (each[0], each[0] - each[1], -each[2])):
        start, end, score = result
        active = [each for each in active if each[1] >= start]
        # Sorted by start: whoever is active begins no later.
        if not any(end <= each[1] and score <= each[2] for each in active):
            kept.append(result)
            active.append(result)
    return kept


def ordered(found: list[Found]) -> list[Found]:
    """The results of all recognizers, per entity type without contained ones, best first.

    Args:
        found: In the order of the recognizers: of equal results the first one stays.
    """
    kept: list[Found] = []
    active: list[Found] = []
    entity = ""
    for result in sorted(found, key=lambda each: (each[0], each[1], each[1] - each[2], -each[3])):
        kind, start, end, score, _ = result
        if score == 0:
            continue
        active = [each for each in active if each[2] >= start] if kind == entity else []
        entity = kind
        if not any(end <= each[2] and score <= each[3] for each in active):
            kept.append(result)
            active.append(result)
    kept.sort(key=lambda each: (-each[3], each[1], each[1] - each[2]))
    return kept
