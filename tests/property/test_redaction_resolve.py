"""Properties of resolving and substituting: nothing found stays, nothing else goes."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from redaction.findings import Edit
from redaction.resolve import resolve
from redaction.spans import Span
from redaction.substitute import substitute

LENGTH = 60


@st.composite
def spans(draw: st.DrawFn) -> list[Span]:
    found = []
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, LENGTH - 1))
        end = draw(st.integers(start + 1, LENGTH))
        score = draw(st.sampled_from([0.4, 0.5, 1.0]))
        found.append(Span(start, end, draw(st.sampled_from("ABC")), score, "r", "R", draw(st.booleans())))
    return found


def covered(found: list[Span]) -> set[int]:
    return {at for span in found for at in range(span.start, span.end)}


@given(spans(), st.randoms())
def test_covers_the_same_without_overlap_in_any_order(found: list[Span], random: object) -> None:
    """The resolved spans cover exactly what was found, never overlap, and do not depend on the order."""
    resolved = resolve(found)
    assert covered(resolved) == covered(found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(resolved))
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis types its Random as object
    assert resolve(shuffled) == resolved


@given(spans(), st.text(min_size=LENGTH, max_size=LENGTH, alphabet=st.characters(codec="utf-8")))
def test_substitution_changes_only_what_was_found(found: list[Span], text: str) -> None:
    """Characters outside of findings stay as they are and where they are; those inside are gone."""
    edits = [
        Edit(s.start, s.end, s.entity, s.score, s.rule, s.recognizer, "replace", "\0") for s in resolve(found)
    ]
    text = text.replace("\0", " ")
    inside = covered(found)
    kept = "".join(character for at, character in enumerate(text) if at not in inside)
    output = substitute(text, edits)
    assert output.replace("\0", "") == kept
    assert output.count("\0") == len(edits)
