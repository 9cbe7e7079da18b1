"""Does any input break a promise? `python -m bench fuzz --minutes N`.

Inputs come from `bench.fuzz_inputs`, what is held against them stands in `bench.fuzz_checks`: no crash, no invalid
JSON, no planted value that survives, no result that depends on batch, order, split or engine. A failing input is made
smaller and saved; `--first NUMBER --cases 1` gives it again.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from bench.fuzz_checks import Subjects, breaches
from bench.fuzz_inputs import Case, make_case

__all__ = ["main"]

_ONE_IN: Final = 8
"""`default` takes ten times as long as the others together, so it sees every eighth input."""
_MAX_SAVED: Final = 50
_MAX_TRIES: Final = 400


def main(arguments: Sequence[str] = ()) -> int:
    """Fuzz for some minutes; 1 if a promise was broken."""
    parser = argparse.ArgumentParser(prog="bench fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument(
        "--cases", type=int, default=0, help="stop after so many inputs; 0 for the time alone"
    )
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument("--failures", type=Path, default=Path("fuzz-failures.ndjson"))
    parser.add_argument(
        "--seeds", type=Path, nargs="*", default=[], help="files whose lines are further seeds"
    )
    options = parser.parse_args(arguments)
    lines = [
        line for path in options.seeds for line in path.read_text("utf-8", "replace").splitlines() if line
    ]
    subjects = Subjects()
    broken: Counter[str] = Counter()
    begun = time.monotonic()
    seed = records = 0
    for seed in _numbers(options.first, options.cases, begun + 60 * options.minutes):
        case = make_case(seed, lines)
        records += len(case.records)
        for name, reason in breaches(case, subjects, seed, names=seed % _ONE_IN == 0):
            broken[name] += 1
            if broken.total() <= _MAX_SAVED:
                print(f"input {seed}, {name}: {reason}", flush=True)
                with options.failures.open("a", encoding="ascii") as file:
                    file.write(_saved(_smaller(case, subjects, seed, (name, reason)), seed, name, reason))
    minutes = (time.monotonic() - begun) / 60
    cpu_minutes = time.process_time() / 60
    cases = seed - options.first + 1
    print(
        f"{cases} inputs, {records} records in {minutes:.1f} minutes, {cpu_minutes:.1f} of CPU: "
        f"{broken.total()} breaches {dict(broken)}"
    )
    print(
        json.dumps({
            "benchmark": "fuzz", "minutes": round(minutes, 1), "cpu_minutes": round(cpu_minutes, 1), "inputs": cases,
            "records": records, "breaches": dict(broken),
        })
    )  # fmt: skip
    return 1 if broken else 0


def _numbers(first: int, cases: int, deadline: float) -> Iterator[int]:
    number = first
    while number == first or (time.monotonic() < deadline and not (cases and number >= first + cases)):
        yield number
        number += 1


def _saved(case: Case, seed: int, name: str, reason: str) -> str:
    return json.dumps({"input": seed, "check": name, "reason": reason, **case._asdict()}) + "\n"


def _smaller(case: Case, subjects: Subjects, seed: int, breach: tuple[str, str]) -> Case:
    """A part of the input that still breaks the same promise."""
    tries = 0
    around = _around(case, breach[1])

    def breaks(candidate: Case) -> bool:
        nonlocal tries
        if around not in json.dumps(candidate):
            return False
        tries += 1
        found = breaches(candidate, subjects, seed, names=breach[0] == "names")
        return tries < _MAX_TRIES and breach in found

    smaller = True
    while smaller:
        smaller = False
        for candidate in _reduced(case):
            if breaks(candidate):
                case, smaller = candidate, True
                break
    return case


def _around(case: Case, reason: str) -> str:
    """A planted value that survives, with the marks that it was planted with; "" for any other breach."""
    value, _, rest = reason.partition(" ")
    text = json.dumps(case)
    at = text.find(value) if rest.startswith("survives") else -1
    return "" if at < 0 else text[max(0, at - 6) : at + len(value) + 2]


def _reduced(case: Case) -> Iterator[Case]:
    """The input with a bit less of it: records, texts, keys, pieces of strings."""
    for at in range(len(case.texts)):
        yield case._replace(texts=case.texts[:at] + case.texts[at + 1 :])
    for at in range(len(case.records)):
        yield Case(
            case.records[:at] + case.records[at + 1 :], case.planted[:at] + case.planted[at + 1 :], case.texts
        )
    for at, record in enumerate(case.records):
        for key in record:
            less = {name: value for name, value in record.items() if name != key}
            yield case._replace(records=[*case.records[:at], less, *case.records[at + 1 :]])
        for key, value in record.items():
            for shorter in _shorter(value):
                less = {**record, key: shorter}
                yield case._replace(records=[*case.records[:at], less, *case.records[at + 1 :]])
    for at, (text, planted) in enumerate(case.texts):
        for shorter in _shorter(text):
            yield case._replace(texts=[*case.texts[:at], (shorter, planted), *case.texts[at + 1 :]])


def _shorter(value: Any) -> Iterator[Any]:
    if isinstance(value, str):
        size = len(value) // 2
        while size >= 1:
            for start in range(0, len(value), size):
                yield value[:start] + value[start + size :]
            size //= 4
    elif isinstance(value, list):
        yield from value
    elif isinstance(value, dict):
        yield from value.values()
