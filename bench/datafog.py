"""DataFog's regex engine and ours on DataFog's own payloads: megabytes of plain text per CPU second.

`python -m bench datafog`. DataFog 4.9.0 is installed into a virtual environment in the user's cache, with its optional
native backend; it only detects, ours detects and writes the redacted text. Before anything is timed, both must find
what the payloads' manifest expects, and no value that DataFog found for it may be left in our output. A fourth text,
generated, has no repetitions: the payloads consist of one paragraph over and over.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from bench.events import events
from deploy.stack.places import CHECKOUT, cache_root
from redaction.build import build_redactor
from redaction.redactor import Redactor

__all__ = ["main"]

_DATA: Final = CHECKOUT.parent / "shared" / "data" / "datafog"
_PACKAGE: Final = "datafog[rust]==4.9.0"
_OURS: Final = {
    "EMAIL": "EMAIL_ADDRESS",
    "PHONE": "PHONE_NUMBER",
    "CREDIT_CARD": "CREDIT_CARD",
    "SSN": "US_SSN",
}
_BACKENDS: Final = ("python", "rust")
_TURN_SECONDS: Final = 0.3
"""About how long one contestant works on one text in one round."""

Ask = Callable[[Path, str, int], dict[str, Any]]


class _UnequalError(Exception):
    """A side does not find what is expected; says how many, never which."""


def main(arguments: Sequence[str] = ()) -> int:
    """Print the figures; 1 where an expected finding is missing on either side. Skipped without DataFog."""
    parser = argparse.ArgumentParser(prog="bench datafog", description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args(arguments)
    if not _DATA.is_dir():
        return _skipped("its payloads are not there: the shared data folder belongs beside the repository")
    try:
        python = _installed()
    except subprocess.CalledProcessError:
        return _skipped(f"{_PACKAGE} could not be installed: is there a package index?")
    expected: dict[str, dict[str, int]] = {
        name: payload["expected_counts"]
        for name, payload in json.loads((_DATA / "manifest.json").read_bytes())["payloads"].items()
    }
    redactor = build_redactor("structured")
    with tempfile.TemporaryDirectory(prefix="scrubline-bench-") as directory, _peer(python) as ask:
        generated = Path(directory) / "generated sparse"
        generated.write_text(_sparse_text(), encoding="utf-8")
        try:
            for name, counts in expected.items():
                _require_equal(_DATA / name, counts, ask, redactor)
        except _UnequalError as fault:
            print(f"bench datafog: {fault}", file=sys.stderr)
            return 1
        texts = [*(_DATA / name for name in expected), generated]
        rates = {path.name: _rates(path, ask, redactor, options.repeats) for path in texts}
    return _report(rates)


def _skipped(why: str) -> int:
    print(f"bench datafog: skipped: {why}", file=sys.stderr)
    print(json.dumps({"bench": "datafog", "skipped": why}))
    return 0


def _installed() -> Path:
    """The interpreter of an environment with DataFog in it, made if it is not there.

    Raises:
        subprocess.CalledProcessError: The package could not be installed.
    """
    place = cache_root().parent / "bench" / _PACKAGE.replace("==", "-").replace("[", "-").replace("]", "")
    complete = place / "complete"
    if not complete.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(place)], check=True)
        pip = [
            str(place / "bin" / "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]
        subprocess.run([*pip, _PACKAGE], check=True)
        complete.touch()
    return place / "bin" / "python"


@contextlib.contextmanager
def _peer(python: Path) -> Iterator[Ask]:
    command = [str(python), "-I", str(Path(__file__).with_name("datafog_peer.py"))]
    environment = os.environ | {"DATAFOG_NO_TELEMETRY": "1"}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        questions, answers = process.stdin, process.stdout
        assert questions is not None  # noqa: S101 - Popen was told to open both
        assert answers is not None  # noqa: S101

        def ask(path: Path, backend: str, loops: int) -> dict[str, Any]:
            question = {"path": str(path), "backend": backend, "loops": loops}
            print(json.dumps(question), file=questions, flush=True)
            answer: dict[str, Any] = json.loads(answers.readline())
            return answer

        try:
            yield ask
        finally:
            questions.close()  # its loop ends


def _require_equal(path: Path, expected: dict[str, int], ask: Ask, redactor: Redactor) -> None:
    redacted = redactor.redact_text(path.read_text(encoding="utf-8"))
    ours = Counter(finding.entity for finding in redacted.findings)
    for backend in _BACKENDS:
        answer = ask(path, backend, 0)
        for entity, count in expected.items():
            if answer["counts"].get(entity) != count:
                raise _UnequalError(f"DataFog ({backend}) finds other than {count} {entity} in {path.name}")
        left = sum(entity in expected and value in redacted.text for entity, value in answer["values"])
        if left:
            raise _UnequalError(f"{left} values that DataFog finds are left by ours in {path.name}")
    for entity, count in expected.items():
        if ours[_OURS[entity]] != count:
            raise _UnequalError(
                f"ours finds {ours[_OURS[entity]]} {entity} in {path.name}, expected are {count}"
            )


def _rates(path: Path, ask: Ask, redactor: Redactor, repeats: int) -> dict[str, list[float]]:
    """Megabytes per CPU second of each contestant, one value per round; they take turns."""
    text = path.read_text(encoding="utf-8")
    lines = [{"text": line} for line in text.splitlines()]

    def theirs(backend: str) -> Callable[[int], float]:
        return lambda loops: float(ask(path, backend, loops)["seconds"])

    def ours(work: Callable[[], object]) -> Callable[[int], float]:
        def timed(loops: int) -> float:
            start = time.process_time()
            for _ in range(loops):
                work()
            return time.process_time() - start

        return timed

    contestants = {f"DataFog, {backend}, detects": theirs(backend) for backend in _BACKENDS} | {
        "Scrubline, as one text": ours(lambda: redactor.redact_text(text)),
        "Scrubline, line by line": ours(lambda: redactor.redact_records(lines)),
    }
    loops = {
        name: max(1, round(_TURN_SECONDS / max(timed(2) / 2, 1e-6))) for name, timed in contestants.items()
    }
    size = path.stat().st_size / 1e6
    rates: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(repeats):
        for name, timed in contestants.items():
            rates[name].append(size * loops[name] / timed(loops[name]))
    return rates


def _sparse_text() -> str:
    """About 100 kB of prose in lines of 40 words, no line like another, a value in every twentieth."""
    rng = random.Random(11)
    vocabulary = sorted({word for record, _ in events(200, seed=3) for word in record["prompt"].split()
                         if word.isalpha()})  # fmt: skip
    values = [planted[0][1] for _, planted in events(40, seed=5) if planted]
    lines = []
    for number in range(400):
        words = rng.choices(vocabulary, k=40)
        if number % 20 == 0:
            words.insert(rng.randrange(40), values[number // 20])
        lines.append(" ".join(words))
    return "\n".join(lines) + "\n"


def _report(rates: dict[str, dict[str, list[float]]]) -> int:
    figures: dict[str, dict[str, Any]] = {}
    for text, contestants in rates.items():
        print(text)
        figures[text] = {}
        for name, values in contestants.items():
            figures[text][name] = [
                round(value, 2) for value in (min(values), statistics.median(values), max(values))
            ]
            low, middle, high = figures[text][name]
            print(f"    {name:26}{middle:9.2f} MB per CPU second   ({low:.2f} .. {high:.2f})")
        for backend in _BACKENDS:
            pairs = zip(
                contestants["Scrubline, as one text"],
                contestants[f"DataFog, {backend}, detects"],
                strict=True,
            )
            ratio = round(statistics.median(our / their for our, their in pairs), 2)
            figures[text][f"times {backend}"] = ratio
            print(f"    as one text, ours is {ratio:.2f} times as fast as DataFog's {backend} backend")
    print(json.dumps({"bench": "datafog", "unit": "MB per CPU second: low, median, high", "texts": figures}))
    return 0
