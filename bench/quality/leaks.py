"""Leak rate: values of many regions in texts of many registers, judged on the output.

`python -m bench leaks`. Templates and regions are cut in two halves each. Rules may be made better by looking at the
misses of `dev`; `heldout` (other templates, other regions) gives the figures, without its misses.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from bench.quality.judge import judge
from bench.quality.values import HALVES, Value, Values
from redaction.build import build_redactor
from redaction.redactor import Redactor

__all__ = ["main", "redacted", "texts"]

LEAK_BAR: Final = 0.5
"""Per cent of entities; `PHONE_BARE` (a national number that nothing calls one) is told apart and not counted."""
CHANGED_BAR: Final = 1.0
"""Per cent of the characters outside entities."""

_HERE: Final = Path(__file__).parent
_SLOT: Final = re.compile(r"\{\{([A-Z_]+)\}\}")
_BATCH: Final = 200


class Text(NamedTuple):
    """A filled template: the text, its values with their places, and the template's register."""

    text: str
    values: tuple[tuple[int, int, Value], ...]
    register: str


def main(arguments: Sequence[str] = ()) -> int:
    """Print the figures of both halves; 1 if the held-out one is over a bar."""
    parser = argparse.ArgumentParser(prog="bench leaks", description=__doc__)
    parser.add_argument("--policy", default="structured")
    parser.add_argument("--rounds", type=int, default=40, help="texts per template")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", type=int, default=0, help="show this many misses of the dev half")
    options = parser.parse_args(arguments)
    redactor = build_redactor(options.policy)
    figures = {}
    for half in HALVES:
        shown = options.misses if half == "dev" else 0
        figures[half] = _measure(redactor, list(texts(half, options.rounds, options.seed)), shown)
        _show(half, figures[half])
    print(json.dumps({"bench": "leaks", "policy": options.policy, "figures": figures}))
    held = figures["heldout"]
    return int(held["leaked_percent"] > LEAK_BAR or held["changed_percent"] > CHANGED_BAR)


def texts(half: str, rounds: int, seed: int) -> Iterator[Text]:
    """The filled templates of a half, each so many times.

    Args:
        half: `dev` or `heldout`.
        rounds: How many times each template is filled, with other values every time.
        seed: The same gives the same.
    """
    values = Values(half, seed)
    for line in (_HERE / f"templates_{half}.txt").read_text(encoding="utf-8").splitlines():
        register, template = line.split("|", 1)
        for _ in range(rounds):
            yield _filled(register, template.replace("\\n", "\n").replace("\\t", "\t"), values)


def _filled(register: str, template: str, values: Values) -> Text:
    text, placed = "", []
    for number, piece in enumerate(_SLOT.split(template)):
        if number % 2:
            value = values.of(piece)
            placed.append((len(text), len(text) + len(value.text), value))
            text += value.text
        else:
            text += piece
    return Text(text, tuple(placed), register)


def _measure(redactor: Redactor, texts: list[Text], shown: int) -> dict[str, Any]:
    looked_at = shown > 0
    total: Counter[str] = Counter()
    leaked: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    changed = outside = 0
    for text, output in zip(texts, redacted(redactor, [text.text for text in texts]), strict=True):
        verdict = judge(text.text, output, [(start, end) for start, end, _ in text.values])
        changed, outside = changed + verdict.changed, outside + verdict.outside
        if shown and verdict.changed > 3:
            print(f"    changed {text.text!r}\n         -> {output!r}")
            shown -= 1
        for (_, _, value), miss in zip(text.values, verdict.leaked, strict=True):
            total[value.entity] += 1
            leaked[value.entity] += miss
            if miss:
                groups[f"{value.entity} {value.shape} {value.region}"] += 1
                if shown and value.entity != "PHONE_BARE":
                    shown -= 1
                    print(f"    {value} in {text.text!r}\n      -> {output!r}")
    counted = [entity for entity in total if entity != "PHONE_BARE"]
    entities = sum(total[entity] for entity in counted)
    return {
        "texts": len(texts),
        "entities": entities,
        "leaked_percent": round(100 * sum(leaked[entity] for entity in counted) / entities, 2),
        "changed_percent": round(100 * changed / outside, 2),
        "by_entity": {e: [leaked[e], total[e], round(100 * leaked[e] / total[e], 2)] for e in sorted(total)},
        "misses": dict(groups.most_common(25)) if looked_at else {},
    }


def redacted(redactor: Redactor, texts: Sequence[str]) -> Iterator[str]:
    """Each text after redaction, as the field `text` of a record."""
    for at in range(0, len(texts), _BATCH):
        batch: list[dict[str, Any]] = [{"text": text} for text in texts[at : at + _BATCH]]
        for record in redactor.redact_records(batch).records:
            yield "" if record is None else str(record["text"])


def _show(half: str, figure: dict[str, Any]) -> None:
    print(
        f"{half}: {figure['leaked_percent']} % of {figure['entities']} entities leaked (bar: {LEAK_BAR}), "
        f"{figure['changed_percent']} % of the characters outside changed (bar: {CHANGED_BAR})"
    )
    for entity, (leaks, total, percent) in figure["by_entity"].items():
        print(f"    {entity:12}{leaks:>6} of {total:>6}  {percent:>6.2f} %")
    for group, count in figure["misses"].items():
        print(f"    {count:>6}  {group}")
