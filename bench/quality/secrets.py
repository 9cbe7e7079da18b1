"""Secrets: how many are found in the places where they leak, and how many lines without one are flagged.

`python -m bench secrets`. The shapes are those of `bench.quality.secret_shapes` and, apart, those of our own table
(whose recall says only that gates, borders and stop lists hold).
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from bench.quality.leaks import redacted
from bench.quality.secret_shapes import ASSIGNED, LOOKALIKES, SHAPES, SPELT
from bench.shapes import matching
from redaction.build import build_redactor
from redaction.recognizers.secret.bare_formats import BARE
from redaction.recognizers.secret.formats import PREFIXED
from redaction.redactor import Redactor

__all__ = ["main"]

RECALL_BAR: Final = 95.0
FLAGGED_BAR: Final = 5.0

# Places for a token of any kind; the name says nothing.
_PLACES: Final[Mapping[str, str]] = {
    "env": "APP_CONFIG={}",
    "export": "export THING='{}'",
    "json": 'config = {{"value": "{}", "n": 1}}',
    "yaml": "settings:\n  value: {}\n  n: 1",
    "toml": 'value = "{}"',
    "shell": "deploy --with {} --verbose",
    "header": "X-Thing: {}",
    "log": "2026-03-02 10:15:31 INFO client created with {} (eu-west-1)",
    "sentence": "I pasted {}, is that bad?",
    "url": "https://api.example.com/v1/items?k={}&page=2",
    "code": 'client = Client("{}")',
    "markdown": "use `{}` here",
    "escaped json": '{{\\"value\\": \\"{}\\"}} was sent',
    "xml": "<add><value>{}</value></add>",
}
# Places for a value that only its name gives away.
_ASSIGNMENTS: Final[Mapping[str, str]] = {
    "env": "{}={}",
    "export": 'export {}="{}"',
    "json": 'sent {{"{}": "{}", "n": 1}}',
    "yaml": "db:\n  {}: {}\n",
    "python": "{} = '{}'",
    "go": '{} := "{}"',
    "log": "loaded settings {}={} region=eu",
    "escaped json": 'body: {{\\"{}\\": \\"{}\\"}}',
    "ruby": ':{} => "{}"',
}
_NO_SECRETS: Final = frozenset({"URL", "IP_ADDRESS", "DATA_URI"})
_VENDOR_NAMES: Final = {"aws|secret[_ -]?access[_ -]?key": "aws"}


def main(arguments: Sequence[str] = ()) -> int:
    """Print recall by shape and place, and what was flagged wrongly; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(prog="bench secrets", description=__doc__)
    parser.add_argument("--rounds", type=int, default=8, help="values per shape")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--misses", action="store_true", help="name what was missed and what was flagged")
    options = parser.parse_args(arguments)
    rng = random.Random(options.seed)
    redactor = build_redactor("structured")
    figures: dict[str, float] = {}
    for name, cases in (
        ("documented shapes", _tokens(SHAPES, options.rounds, rng)),
        ("assigned values", _assigned(options.rounds, rng)),
        ("spelt in lines", _spelt(options.rounds, rng)),
        ("our own table", _own(options.rounds, rng)),
    ):
        missed: Counter[str] = Counter()
        places: Counter[str] = Counter()
        for (shape, place, secret, _), output in zip(
            cases, redacted(redactor, [text for *_, text in cases]), strict=True
        ):
            if _readable(secret, output):
                missed[shape] += 1
                places[place] += 1
        recall = 100 * (1 - missed.total() / len(cases))
        figures[name] = round(recall, 2)
        print(f"{name}: {recall:.2f} % of {len(cases)} found (bar: {RECALL_BAR})")
        if options.misses:
            print("    by shape", dict(missed.most_common(60)))
            print("    by place", dict(places.most_common()))
    flagged = _flagged(redactor, options.rounds * 2, rng)
    total = options.rounds * 2 * len(LOOKALIKES)
    figures["look-alikes flagged"] = round(100 * flagged.total() / total, 2)
    print(f"look-alikes: {100 * flagged.total() / total:.2f} % of {total} lines flagged (bar: {FLAGGED_BAR})")
    if options.misses:
        print("    ", dict(flagged.most_common()))
    print(json.dumps({"bench": "secrets", "seed": options.seed, "percent": figures}))
    recalls = [value for name, value in figures.items() if name != "look-alikes flagged"]
    return int(min(recalls) < RECALL_BAR or figures["look-alikes flagged"] > FLAGGED_BAR)


def _tokens(shapes: Mapping[str, str], rounds: int, rng: random.Random) -> list[tuple[str, str, str, str]]:
    """Shape, place, secret and text."""
    cases = []
    for shape, pattern in shapes.items():
        for _ in range(rounds):
            secret = matching(pattern, rng)
            place = rng.choice(list(_PLACES))
            cases.append((shape, place, secret, _PLACES[place].format(secret)))
    return cases


def _assigned(rounds: int, rng: random.Random) -> list[tuple[str, str, str, str]]:
    cases = []
    for name, pattern in ASSIGNED.items():
        for place, template in _ASSIGNMENTS.items():
            for _ in range(max(1, rounds // 4)):
                secret = matching(pattern, rng)
                cases.append((name, place, secret, template.format(name, secret)))
    return cases


def _spelt(rounds: int, rng: random.Random) -> list[tuple[str, str, str, str]]:
    cases = []
    for name, (line, pattern) in SPELT.items():
        for _ in range(rounds):
            secret = matching(pattern, rng)
            cases.append((name, "line", secret, line.format(secret)))
    return cases


def _own(rounds: int, rng: random.Random) -> list[tuple[str, str, str, str]]:
    cases = _tokens({form.rule: form.prefix + form.body for form in PREFIXED}, rounds, rng)
    for form in BARE:
        vendor = _VENDOR_NAMES.get(form.vendor, matching(form.vendor.replace("?:", ""), rng))
        for _ in range(rounds):
            secret = matching(form.body, rng)
            cases.append((form.rule, "vendor named", secret, f"{vendor} key {secret} in use"))
    return cases


def _readable(secret: str, output: str) -> bool:
    """Whether the secret, or all of it but its first characters, stands in the output."""
    return secret in output or secret[len(secret) // 3 :] in output


def _flagged(redactor: Redactor, rounds: int, rng: random.Random) -> Counter[str]:
    flagged: Counter[str] = Counter()
    lines = [(name, matching(pattern, rng)) for name, pattern in LOOKALIKES.items() for _ in range(rounds)]
    found = redactor.redact_records([{"text": line} for _, line in lines]).findings
    for at in {finding.record for finding in found if finding.entity not in _NO_SECRETS}:
        flagged[lines[at][0]] += 1
    return flagged
