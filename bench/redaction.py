"""Records per CPU second: the batch engine, stock Presidio beside it, on the same generated events.

`python -m bench redaction`. What is timed is detection alone and then the whole path (decode NDJSON, walk, detect,
resolve, substitute, encode) in batches of 200, as the redact worker runs it. Counts are asserted before a figure is
printed: an engine that finds less is not faster.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec

from bench.events import Sample, events
from redaction.engine import Engine
from redaction.engines.batch import BatchEngine
from redaction.policy.document import load_policy
from redaction.redactor import Redactor
from redaction.spans import Field

__all__ = ["main"]

_BATCH: Final = 200


def main(arguments: Sequence[str] = ()) -> int:
    """Print the figures; 1 if a planted value of the events survived the batch engine."""
    parser = argparse.ArgumentParser(prog="bench redaction", description=__doc__)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--stock-events", type=int, default=200)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--length-curve", action="store_true")
    options = parser.parse_args(arguments)
    generated = list(events(options.events, seed=7))
    lines = [msgspec.json.encode(record) for record, _ in generated]
    size = sum(map(len, lines)) / len(lines)
    engine = BatchEngine()
    print(f"{len(lines)} events of {size:.0f} bytes, backend {engine.backend}")
    leaks = _leaks(engine, generated)
    print(f"planted values that survive: {sum(leaks.values())} {dict(leaks)}")
    detect = _per_second(lambda: _detect(engine, generated), len(generated), options.repeats)
    redactor = Redactor(load_policy("structured"), engine)
    whole = _per_second(lambda: _whole(redactor, lines), len(lines), options.repeats)
    print(f"batch engine, detection alone      {detect:>10,.0f} records per CPU second")
    print(f"batch engine, NDJSON to NDJSON     {whole:>10,.0f} records per CPU second")
    figures = {
        "backend": engine.backend,
        "detect_per_cpu_second": round(detect),
        "whole_per_cpu_second": round(whole),
    }
    if options.stock_events:
        from redaction.presidio.engine import PresidioEngine

        few = generated[: options.stock_events]
        stock: Engine = PresidioEngine()
        slow = _per_second(lambda: _detect(stock, few), len(few), 1)
        print(
            f"stock Presidio, detection alone    {slow:>10,.0f} records per CPU second (x{detect / slow:.0f})"
        )
    if options.length_curve:
        _length_curve(engine)
    print(json.dumps({"benchmark": "redaction", **figures, "leaks": dict(leaks)}))
    return 1 if sum(leaks.values()) > 0.005 * sum(len(planted) for _, planted in generated) else 0


def _fields(record: dict[str, Any]) -> list[Field]:
    return [Field(value, key) for key, value in record.items() if isinstance(value, str)]


def _detect(engine: Engine, generated: list[tuple[dict[str, Any], list[Sample]]]) -> None:
    for at in range(0, len(generated), _BATCH):
        engine.detect([field for record, _ in generated[at : at + _BATCH] for field in _fields(record)])


def _whole(redactor: Redactor, lines: list[bytes]) -> None:
    decode, encode = msgspec.json.Decoder(dict[str, Any]).decode, msgspec.json.Encoder().encode
    for at in range(0, len(lines), _BATCH):
        redacted = redactor.redact_records([decode(line) for line in lines[at : at + _BATCH]])
        b"\n".join([encode(record) for record in redacted.records])


def _per_second(work: Callable[[], None], records: int, repeats: int) -> float:
    seconds = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return records / statistics.median(seconds)


def _leaks(engine: Engine, generated: list[tuple[dict[str, Any], list[Sample]]]) -> Counter[str]:
    leaks: Counter[str] = Counter()
    for record, planted in generated:
        fields = _fields(record)
        covered = ""
        for field, spans in zip(fields, engine.detect(fields), strict=True):
            hidden = bytearray(len(field.text))
            for span in spans:
                hidden[span.start : span.end] = b"\1" * (span.end - span.start)
            covered += "".join(c for c, gone in zip(field.text, hidden, strict=True) if not gone) + "\n"
        leaks.update(entity for entity, value in planted if value in covered)
    return leaks


def _length_curve(engine: Engine) -> None:
    """CPU seconds against length for inputs made to hurt: linear or the figures per kB grow."""
    hurtful = {
        "digits": "1 ", "at": "a@", "dots": "a.", "percent": "%41", "slashes": "://", "hex": "4f", "base64": "YWJj",
        "colons": "a:", "password": "password=", "eyJ": "eyJhbGciOi.", "phone": "phone 1",
        "dashes": "-----BEGIN PRIVATE KEY",
    }  # fmt: skip
    for name, unit in hurtful.items():
        row = []
        for size in (4_000, 16_000, 64_000):
            text = (unit * (size // len(unit) + 1))[:size]
            start = time.process_time()
            engine.detect([Field(text)])
            row.append(1e6 * (time.process_time() - start) / (size / 1000))
        print(
            json.dumps(
                {"curve": name, "microseconds_per_kB_at_4_16_64_kB": [round(value, 1) for value in row]}
            )
        )
