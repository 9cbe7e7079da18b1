"""Trains the name model from the shared data and the templates: `python -m training.names`."""

from __future__ import annotations

import sys
import time
import zlib
from pathlib import Path

from redaction.names.detector import NamesDetector
from redaction.spans import Field
from training.names import corpora, evaluate, train
from training.names.abroad.values import LANGUAGES
from training.names.everyday.values import everyday
from training.names.fill import abroad, fill, lines, shape
from training.names.generate import Filler
from training.names.technical.values import told

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
MODEL = ROOT / "redaction" / "names" / "model.npz"
FILLS = 11
FILLS_ABROAD = 8
TIMES_ABROAD = 2
HELD_OUT_ABROAD = 20
"""Percent of the texts in other languages."""
FILLS_TECHNICAL = 2
FILLS_ALONE = 2
FILLS_EVERYDAY = {"templates": 6, "negatives": 2}
FILLS_TO_SCORE = 2
HELD_OUT_EVERYDAY = 15
"""Percent of the texts of every day."""
HIDDEN = train.Hidden(persons=12, places=12, organisations=50, technical=12)


def held_out(text: corpora.Text, share: int) -> bool:
    """Whether the whole group of a text is kept from training."""
    return zlib.crc32(f"{text.source}/{text.group}".encode()) % 100 < share


def main() -> int:
    """Train, write the model and print its scores."""
    began = time.perf_counter()
    try:
        social, dev = corpora.wnut(DATA, "train"), corpora.wnut(DATA, "dev")
        wiki, synthetic = corpora.wikigold(DATA), corpora.presidio_synthetic(DATA)
    except corpora.MissingCorpusError as error:
        print(error, file=sys.stderr)  # noqa: T201  # a command line
        return 2
    templates, negatives = lines("templates.txt"), lines("negatives.txt")
    filler = Filler(20)
    made = [fill(t, filler, "templates", n) for n, t in enumerate(templates) for _ in range(FILLS)]
    shapes = lines("negative_shapes.txt")
    clean = [shape(t, filler, n) for n, t in enumerate(shapes) for _ in range(25)]
    clean += [corpora.Text(t, (), "code", n) for n, t in enumerate(lines("negatives_code.txt"))]
    clean += 2 * [corpora.Text(t, (), "negatives", n) for n, t in enumerate(negatives)]
    other, other_dev = _abroad(filler)
    wiki_train, wiki_dev = [t for t in wiki if not held_out(t, 20)], [t for t in wiki if held_out(t, 20)]
    syn_train, syn_dev = (
        [t for t in synthetic if not held_out(t, 35)],
        [t for t in synthetic if held_out(t, 35)],
    )
    about_software, software_dev = _technical()
    alone, alone_dev = _alone()
    of_every_day, everyday_dev = _everyday()
    texts = social + wiki_train * 2 + syn_train + made + clean + other + about_software + alone + of_every_day
    literal = (
        [t.text for t in social + wiki_train]
        + templates * 2
        + negatives * 2
        + [t.text for t in clean if t.source == "code"]
        + 2 * _literal_abroad()
        + lines("technical/templates.txt")
        + lines("technical/negatives.txt")
        + lines("alone.templates.txt")
        + lines("alone.negatives.txt")
        + lines("everyday/templates.txt")
        + lines("everyday/negatives.txt")
    )
    weights = train.fit(texts, literal, hidden=HIDDEN)
    train.write(weights, MODEL)
    seconds, size = time.perf_counter() - began, MODEL.stat().st_size / 1e6
    print(f"trained in {seconds:.0f} s, {size:.2f} MB, {len(weights.attributes)} attributes")  # noqa: T201
    report(dev, wiki_dev, syn_dev)
    report_abroad(other_dev)
    report_ours(
        {
            "software, held out": software_dev,
            "names alone, held out": alone_dev,
            "everyday, held out": everyday_dev,
        }
    )
    report_clean(everyday_dev)
    return 0


def _entries_abroad(kind: str) -> list[corpora.Text]:
    """The entries of a kind in other languages, each a group of its own."""
    return [
        corpora.Text(entry, (), f"{kind}-{language}", n) for n, (language, entry) in enumerate(abroad(kind))
    ]


def _abroad(filler: Filler) -> tuple[list[corpora.Text], list[corpora.Text]]:
    """Texts of other languages, to train on and to score."""
    filled = [
        fill(t.text, filler, t.source, t.group)
        for t in _entries_abroad("templates")
        for _ in range(FILLS_ABROAD)
    ]
    texts = filled + TIMES_ABROAD * _entries_abroad("negatives")
    return (
        [t for t in texts if not held_out(t, HELD_OUT_ABROAD)],
        [t for t in texts if held_out(t, HELD_OUT_ABROAD)],
    )


def _technical() -> tuple[list[corpora.Text], list[corpora.Text]]:
    """Texts about software, to train on and to score; of those without names each has a group of its own."""
    filler = Filler(21)
    entries = [
        (kind, n, t)
        for kind in ("templates", "negatives")
        for n, t in enumerate(lines(f"technical/{kind}.txt"))
    ]
    texts = [
        fill(told(t, filler), filler, f"technical-{kind}", n)
        for kind, n, t in entries
        for _ in range(FILLS_TECHNICAL)
    ]
    return _divided(texts)


def _everyday() -> tuple[list[corpora.Text], list[corpora.Text]]:
    """Texts of every day, to train on and to score; those to score are filled with terms that training never sees."""
    filler, filler_dev = Filler(23), Filler(24)
    train_texts: list[corpora.Text] = []
    dev: list[corpora.Text] = []
    for kind in ("templates", "negatives"):
        source = f"everyday-{kind}"
        for n, t in enumerate(lines(f"everyday/{kind}.txt")):
            if held_out(corpora.Text(t, (), source, n), HELD_OUT_EVERYDAY):
                dev += [
                    fill(everyday(t, filler_dev, unseen=True), filler_dev, source, n)
                    for _ in range(FILLS_TO_SCORE)
                ]
            else:
                train_texts += [
                    fill(everyday(t, filler, unseen=False), filler, source, n)
                    for _ in range(FILLS_EVERYDAY[kind])
                ]
    return train_texts, dev


def _alone() -> tuple[list[corpora.Text], list[corpora.Text]]:
    """Names that stand alone, and what stands so and is none, in all languages."""
    filler = Filler(22)
    entries = [(f"alone-{language}", entry) for language, entry in abroad("alone")]
    entries += [("alone-en", entry) for entry in lines("alone.templates.txt")]
    texts = [
        fill(entry, filler, source, n)
        for n, (source, entry) in enumerate(entries)
        for _ in range(FILLS_ALONE)
    ]
    texts += [
        fill(told(entry, filler), filler, "alone-negatives", n)
        for n, entry in enumerate(lines("alone.negatives.txt"))
        for _ in range(FILLS_ALONE)
    ]
    return _divided(texts)


def _divided(texts: list[corpora.Text]) -> tuple[list[corpora.Text], list[corpora.Text]]:
    """Those to train on and those to score, a tenth."""
    return [t for t in texts if not held_out(t, 10)], [t for t in texts if held_out(t, 10)]


def _literal_abroad() -> list[str]:
    """What is written by hand of the texts to train on."""
    entries = _entries_abroad("templates") + _entries_abroad("negatives")
    return [t.text for t in entries if not held_out(t, HELD_OUT_ABROAD)]


def report_abroad(dev: list[corpora.Text]) -> None:
    """Print the scores of the written model on texts of other languages that it was not trained on."""
    detect = NamesDetector().detect
    for language in LANGUAGES:
        texts = list({t.text: t for t in dev if t.source.endswith(language)}.values())
        scores = evaluate.score(
            detect, texts, frozenset({"PER", "LOC", "ORG", "ADR"}), frozenset({"DATE_TIME"})
        )
        print(evaluate.table(f"{language}, held out", scores))  # noqa: T201


def report_ours(sets: dict[str, list[corpora.Text]]) -> None:
    """Print the scores of the written model on texts of our own that it was not trained on."""
    detect = NamesDetector().detect
    wanted, other = frozenset({"PER", "LOC", "ORG", "ADR"}), frozenset({"DATE_TIME"})
    for name, texts in sets.items():
        print(evaluate.table(name, evaluate.score(detect, texts, wanted, other)))  # noqa: T201


def report_clean(texts: list[corpora.Text]) -> None:
    """Print how many of the texts without names have something found."""
    clean = [t for t in texts if not t.spans]
    hit = sum(bool(found) for found in NamesDetector().detect([Field(t.text, names=True) for t in clean]))
    print(f"{'everyday, without names':24s} {hit} of {len(clean)} have a hit")  # noqa: T201


def report(dev: list[corpora.Text], wiki_dev: list[corpora.Text], syn_dev: list[corpora.Text]) -> None:
    """Print the scores of the written model on what it was not trained on."""
    detect = NamesDetector().detect
    names = frozenset({"PER", "LOC", "ORG"})
    work = frozenset({"creative-work", "product", "MISC"})
    print(evaluate.table("wnut17-dev", evaluate.score(detect, dev, names)))  # noqa: T201
    print(evaluate.table("wnut17-dev all types", evaluate.score(detect, dev, names | work)))  # noqa: T201
    print(evaluate.table("wikigold held out", evaluate.score(detect, wiki_dev, names, work)))  # noqa: T201
    other = frozenset({"TITLE", "NRP", "ZIP_CODE", "DATE_TIME"})
    print(evaluate.table("synthetic held out", evaluate.score(detect, syn_dev, names | {"ADR"}, other)))  # noqa: T201
    for name in ("heldout.txt", "legal.txt"):
        if (Path(__file__).parent / name).is_file():
            filler = Filler(77)
            texts = [fill(t, filler, name, n) for n, t in enumerate(lines(name)) for _ in range(5)]
            print(evaluate.table(name, evaluate.score(detect, texts, names | {"ADR"}, other)))  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
