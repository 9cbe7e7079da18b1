"""Scores a names detector on labelled texts: any overlap, by type and with types ignored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from redaction.spans import Field, Span
from training.names.corpora import Text

__all__ = ["Detect", "score", "table"]

Detect = Callable[[Sequence[Field]], list[list[Span]]]

_KIND = {"PERSON": "PER", "LOCATION": "LOC", "ORGANIZATION": "ORG", "STREET_ADDRESS": "ADR"}


def score(
    detect: Detect, texts: Sequence[Text], wanted: frozenset[str], neutral: frozenset[str] = frozenset()
) -> dict[str, tuple[int, int, int, int]]:
    """Count hits.

    Args:
        detect: What finds spans in fields.
        texts: Labelled texts.
        wanted: Types that must be found; a hit that overlaps one of them is right whatever its type.
        neutral: Types that may be found: such a hit counts neither for nor against.

    Returns:
        By type and for `any`: (gold spans, gold spans overlapped, found spans, found spans that overlap gold).
    """
    gold, caught, found, right = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    results = detect([Field(t.text, names=True) for t in texts])
    for text, spans in zip(texts, results, strict=True):
        for g in text.spans:
            if g.kind in wanted:
                hit = any(s.start < g.end and g.start < s.end for s in spans)
                for key in (g.kind, "any"):
                    gold[key] += 1
                    caught[key] += hit
        for s in spans:
            touched = {g.kind for g in text.spans if g.start < s.end and s.start < g.end}
            if touched & wanted or not touched & neutral:
                for key in (_KIND.get(s.entity, s.entity), "any"):
                    found[key] += 1
                    right[key] += bool(touched & wanted)
    return {k: (gold[k], caught[k], found[k], right[k]) for k in sorted(gold | found)}


def table(name: str, counts: dict[str, tuple[int, int, int, int]]) -> str:
    """Return one line per type: recall, precision and F1."""
    out = []
    for kind, (gold, caught, found, right) in counts.items():
        recall, precision = caught / gold if gold else 0.0, right / found if found else 0.0
        f1 = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
        out.append(
            f"{name:24s} {kind:14s} gold {gold:5d} found {found:5d}  R {recall:.3f}  P {precision:.3f}  F1 {f1:.3f}"
        )
    return "\n".join(out)
