"""Stock Presidio beside `ScrublineAnalyzer`: the same texts, recognizers and words, and equal results or no figures.

`python -m bench analyzer`. The two take turns on blocks of texts that neither has seen (no results are kept), once with
the recognizers that Presidio loads for English and once with all that it ships; start-up is measured apart. Both use
`redaction.presidio.words.WordEngine`, so that context words count and no model is needed.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import statistics
import time
from collections.abc import Iterable, Sequence
from typing import Any, Final

import presidio_analyzer.predefined_recognizers as predefined
import tldextract
from presidio_analyzer import AnalyzerEngine, EntityRecognizer
from presidio_analyzer.recognizer_registry import RecognizerRegistry

from bench.events import events
from redaction.analyzer import ScrublineAnalyzer
from redaction.presidio.words import WordEngine

__all__ = ["main"]

_BLOCK: Final = 20
_BAR: Final = 5.0
_SEED: Final = 11
_NEED_MORE: Final = (
    "Azure",
    "LangExtract",
    "GLiNER",
    "HuggingFace",
    "MedicalNER",
    "Spacy",
    "Stanza",
    "Transformers",
)
"""Recognizers that ask a service or a model."""


def main(arguments: Sequence[str] = ()) -> int:
    """Print how many times faster; 1 if a result differs or the bar is missed."""
    parser = argparse.ArgumentParser(prog="bench analyzer", description=__doc__)
    parser.add_argument("--blocks", type=int, default=8, help="of 20 texts, for each kind of text")
    parser.add_argument("--threshold", type=float, default=None)
    options = parser.parse_args(arguments)
    # As stock as can be, but for the network and for candidates in the log.
    tldextract.tldextract.TLD_EXTRACTOR.suffix_list_urls = ()
    logging.getLogger("presidio-analyzer").setLevel(logging.CRITICAL)
    figures: dict[str, Any] = {}
    print(
        f"{'recognizers':>11} {'texts':>10} {'chars':>6} {'found':>6} {'stock us':>9} {'ours us':>9} {'times':>7}"
    )
    for name, recognizers in (("default", _default()), ("all", _every())):
        try:
            figures[name] = _compare(name, recognizers, options.blocks, options.threshold)
        except _Different as different:
            print(f"results differ in a text of {name}: {different}")
            return 1
    print(json.dumps({"benchmark": "analyzer", "bar": _BAR, **figures}))
    return 0 if all(each["times"] >= _BAR for each in figures.values()) else 1


class _Different(Exception):
    """The two do not agree; says how many results each has."""


def _default() -> list[EntityRecognizer]:
    registry = RecognizerRegistry(supported_languages=["en"])
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=WordEngine())
    return [each for each in registry.recognizers if not each.name.startswith(_NEED_MORE)]


def _every() -> list[EntityRecognizer]:
    kinds: list[Any] = [
        kind
        for kind in map(vars(predefined).get, sorted(vars(predefined)))
        if isinstance(kind, type)
        and issubclass(kind, EntityRecognizer)
        and not any(word in kind.__name__ for word in _NEED_MORE)
    ]
    return [kind(supported_language="en") for kind in kinds]


def _compare(
    name: str, recognizers: list[EntityRecognizer], blocks: int, threshold: float | None
) -> dict[str, Any]:
    registry = RecognizerRegistry(recognizers=recognizers, supported_languages=["en"])
    stock = AnalyzerEngine(registry=registry, nlp_engine=WordEngine(), supported_languages=["en"])
    ours = ScrublineAnalyzer(registry=registry, nlp_engine=WordEngine(), supported_languages=["en"])
    start = time.process_time()
    ours.analyze("1 \u00e9", language="en")
    start = time.process_time() - start
    request: dict[str, Any] = {"language": "en", "score_threshold": threshold}
    # Patterns compile, tables of countries load and automata grow at their first texts, on both sides.
    for text in _log_lines(_BLOCK * 2, 1):
        stock.analyze(text, **request)
        ours.analyze(text, **request)
    figures: dict[str, Any] = {"recognizers": len(recognizers), "start_seconds": round(start, 1)}
    spent = [0.0, 0.0]
    for kind, texts in (
        ("prompts", _prompts(_BLOCK * blocks, _SEED)),
        ("log lines", _log_lines(_BLOCK * blocks, _SEED + 1)),
        ("prose", _prose(_BLOCK * blocks, _SEED + 2)),
    ):
        times, found, seconds = [], 0, [0.0, 0.0]
        for at in range(0, len(texts), _BLOCK):
            block = texts[at : at + _BLOCK]
            took = [0.0, 0.0]
            results: list[Any] = [[], []]
            # Whoever comes second finds the caches of the processor warmer or colder: take turns.
            for who in ((0, 1), (1, 0))[at // _BLOCK % 2]:
                began = time.process_time()
                results[who] = [(stock, ours)[who].analyze(text, **request) for text in block]
                took[who] = time.process_time() - began
            found += _equal(results)
            times.append(took[0] / took[1])
            seconds = [seconds[0] + took[0], seconds[1] + took[1]]
        spent = [spent[0] + seconds[0], spent[1] + seconds[1]]
        figures[kind] = round(statistics.median(times), 1)
        micro = [1e6 * each / len(texts) for each in seconds]
        print(
            f"{name:>11} {kind:>10} {sum(map(len, texts)) // len(texts):>6} {found:>6} "
            f"{micro[0]:>9,.0f} {micro[1]:>9,.0f} {figures[kind]:>6.1f}x"
        )
    figures["times"] = round(spent[0] / spent[1], 1)
    print(f"{name:>11} together {figures['times']:.1f} times stock, cold; first call {start:.1f} CPU seconds")
    return figures


def _equal(results: list[Any]) -> int:
    """How many results there are, if they are equal in everything."""
    for expected, found in zip(*results, strict=True):
        if [vars(each) for each in expected] != [vars(each) for each in found]:
            raise _Different(f"{len(expected)} and {len(found)}")
    return sum(map(len, results[0]))


def _prompts(count: int, seed: int) -> list[str]:
    return [f"{record['prompt']}\n{record['completion']}" for record, _ in events(count, seed)]


def _log_lines(count: int, seed: int) -> list[str]:
    return [json.dumps(record) for record, _ in events(count, seed)]


def _prose(count: int, seed: int) -> list[str]:
    """Five prompts to a text, one of which may have personal data, in sentences."""
    rng = random.Random(seed)
    clean: list[str] = []
    planted: list[str] = []
    for record, values in events(6 * count, seed):
        (planted if values else clean).append(f"{record['prompt']}. {record['completion']}".capitalize())
    return [
        "\n".join(_shuffled([planted[at], *clean[5 * at // 2 : 5 * at // 2 + 4]], rng)) for at in range(count)
    ]


def _shuffled(parts: Iterable[str], rng: random.Random) -> list[str]:
    return sorted(parts, key=lambda _: rng.random())
