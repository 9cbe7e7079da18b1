"""Names, dates and addresses: how much is found on labelled text, and at what cost.

`python -m bench.names` needs the shared data folder beside the repository. What the model was trained on is left
out: held-out templates, held-out blocks, and the development part of the social corpus.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from redaction.addresses import AddressesDetector
from redaction.dates import DatesDetector
from redaction.names.detector import NamesDetector
from redaction.spans import Field, Span
from training.names import corpora, evaluate
from training.names.__main__ import DATA, held_out
from training.names.fill import fill, lines
from training.names.generate import Filler

__all__ = ["main"]

_NAMES = frozenset({"PER", "LOC", "ORG"})
_WORK = frozenset({"creative-work", "product", "MISC"})
_QUASI = frozenset({"TITLE", "NRP", "ZIP_CODE", "DATE_TIME", "AGE", "PHONE_NUMBER"})


def _together(fields: Sequence[Field]) -> list[list[Span]]:
    found = [detector.detect(fields) for detector in (NamesDetector(), DatesDetector(), AddressesDetector())]
    return [[span for spans in each for span in spans] for each in zip(*found, strict=True)]


def _texts(name: str) -> list[corpora.Text]:
    filler = Filler(77)
    return [fill(template, filler, name, n) for n, template in enumerate(lines(name)) for _ in range(5)]


def _quality() -> dict[str, dict[str, tuple[int, int, int, int]]]:
    names = NamesDetector().detect
    social = corpora.wnut(DATA, "dev")
    wiki = [text for text in corpora.wikigold(DATA) if held_out(text, 20)]
    synthetic = [text for text in corpora.presidio_synthetic(DATA) if held_out(text, 35)]
    every = corpora.presidio_synthetic(DATA)
    date, address = frozenset({"DATE_TIME", "AGE"}), frozenset({"ADR"})
    return {
        "wnut17-dev": evaluate.score(names, social, _NAMES),
        "wnut17-dev, every type": evaluate.score(names, social, _NAMES | _WORK),
        "wikigold held out": evaluate.score(names, wiki, _NAMES, _WORK),
        "synthetic held out": evaluate.score(_together, synthetic, _NAMES | address, _QUASI),
        "synthetic, dates alone": evaluate.score(DatesDetector().detect, every, date),
        "synthetic, address rules": evaluate.score(
            AddressesDetector().detect, every, address, _NAMES | _QUASI
        ),
        "other templates": evaluate.score(_together, _texts("heldout.txt"), _NAMES | address, _QUASI),
        "court prose": evaluate.score(
            _together, _texts("legal.txt"), _NAMES | address | {"DATE_TIME"}, _QUASI
        ),
    }


def _cost() -> dict[str, float]:
    pool = [text.text for text in corpora.wikigold(DATA)] + [text.text for text in _texts("heldout.txt")]
    joined = " ".join(pool)
    fields = [Field(joined[start : start + 400], names=True) for start in range(0, len(joined) - 400, 400)]
    words = sum(len(field.text.split()) for field in fields)
    out: dict[str, float] = {"fields": len(fields), "words": words}
    for name, detector in (
        ("names", NamesDetector()),
        ("dates", DatesDetector()),
        ("addresses", AddressesDetector()),
    ):
        detector.detect([Field("warm", names=True)])
        for run in ("cold", "warm"):
            began = time.process_time()
            for start in range(0, len(fields), 500):
                detector.detect(fields[start : start + 500])
            seconds = time.process_time() - began
            out[f"{name} {run}: microseconds a field"] = round(seconds / len(fields) * 1e6, 1)
            out[f"{name} {run}: words per CPU second"] = round(words / seconds)
    return out


def main(arguments: Sequence[str]) -> int:
    """Print the scores by corpus and type, the cost, and one line of JSON.

    Args:
        arguments: None are known.

    Returns:
        0, or 2 if the shared data is not there.
    """
    del arguments
    if not Path(DATA).is_dir():
        print(f"the labelled texts are not there: {DATA}", file=sys.stderr)
        return 2
    quality = _quality()
    for name, counts in quality.items():
        print(evaluate.table(name, counts))
    cost = _cost()
    for name, value in cost.items():
        print(f"{name:48s} {value:12,.0f}")
    print(json.dumps({"names": {"quality": quality, "cost": cost}}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
