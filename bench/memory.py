"""Does memory stay flat? `python -m bench memory`: a million records, no two alike, through the batch path.

Texts, keys, sets of keys and the order of keys never repeat: the vocabulary of a caller who wants the worker to
remember more than it has room for. Resident memory is read every 50,000 records; the slope is fitted to the second
half, when every cache has filled up. `default`, with the name model, and requests of spans come after `structured`,
each in a process of its own.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import random
import resource
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from bench.events import events
from redaction.build import build_redactor

__all__ = ["main"]

_BATCH: Final = 500
_POINTS: Final = 20
_FIELDS: Final = tuple(f"field_{number}" for number in range(24))
_KEPT: Final = ("trace_id", "timestamp", "level", "service.version", "span_id")
_MAX_GROWTH_MB: Final = 8.0
"""What the second half may grow by: pages that the allocator has not given back yet, and not a byte per record."""

Point = tuple[int, float]
"""Records and resident megabytes."""


def main(arguments: Sequence[str] = ()) -> int:
    """Print the curves; 1 if the second half of one grows."""
    parser = argparse.ArgumentParser(prog="bench memory", description=__doc__)
    parser.add_argument("--records", type=int, default=1_000_000, help="through `structured`")
    parser.add_argument("--named", type=int, default=50_000, help="through `default`")
    parser.add_argument("--spans", type=int, default=200_000, help="as spans, through `structured`")
    options = parser.parse_args(arguments)
    figures: dict[str, dict[str, Any]] = {}
    for name, policy, count in (
        ("structured", "structured", options.records),
        ("default", "default", options.named),
        ("spans", "structured", options.spans),
    ):
        if count:
            figures[name] = _figure(name, _in_a_process(policy, count, spans=name == "spans"))
    print(json.dumps({"benchmark": "memory", **figures}))
    return 1 if any(figure["second_half_mb"] > _MAX_GROWTH_MB for figure in figures.values()) else 0


def _figure(name: str, points: list[Point]) -> dict[str, Any]:
    half = points[len(points) // 2 :]
    records, megabytes = np.array(half).T
    slope = float(np.polyfit(records, megabytes, 1)[0]) * 1_000_000 if len(half) > 1 else 0.0
    grown = half[-1][1] - half[0][1]
    print(f"{name}: resident MB " + " ".join(f"{count // 1000}k:{size:.0f}" for count, size in points))
    print(f"{name}: second half {grown:+.1f} MB, fitted {slope:+.1f} MB per million records")
    return {
        "records": points[-1][0],
        "first_mb": round(points[0][1], 1),
        "last_mb": round(points[-1][1], 1),
        "second_half_mb": round(grown, 1),
        "mb_per_million": round(slope, 1),
    }


def _in_a_process(policy: str, count: int, *, spans: bool) -> list[Point]:
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        points, seconds = pool.apply(_measure, (policy, count, spans))
    print(f"{count} records in {seconds:.0f} s of CPU, with their making")
    return points


def _measure(policy: str, count: int, spans: bool) -> tuple[list[Point], float]:
    redactor = build_redactor(policy)
    encode = msgspec.json.Encoder().encode
    points: list[Point] = []
    every = max(_BATCH, count // _POINTS)
    begun = time.process_time()
    for at, batch in _batches(count):
        if spans:
            redactor.redact_spans(_request(batch))
        else:
            encode(redactor.redact_records(batch).records)
        done = at + len(batch)
        if done // every != at // every:
            gc.collect()
            points.append((done, _resident_mb()))
    return points, time.process_time() - begun


def _batches(count: int) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    rng = random.Random(5)
    generated = [record for record, _ in events(2_000, seed=5)]
    for at in range(0, count, _BATCH):
        yield at, [_hostile(rng, generated, number) for number in range(at, min(at + _BATCH, count))]


def _hostile(rng: random.Random, generated: list[dict[str, Any]], number: int) -> dict[str, Any]:
    """A record whose texts, and mostly whose keys too, were never seen before."""
    kind = number % 5
    token = f"{rng.getrandbits(64):016x}"
    if kind < 2:  # what a service logs: equal keys, other texts
        record = dict(generated[number % len(generated)])
        record["prompt"] = f"{record['prompt']} {token} user{number}@example.com"
        record["trace_id"] = token * 2
        return record
    if kind == 2:  # keys that nobody used before, one of them long, with an address in some
        return {
            f"key_{token}": f"value {token}",
            f"user{number}@example.com": number,
            f"{token}-" * rng.choice((1, 1, 1, 60)): {f"inner {token}": {"deep": token}},
        }
    if kind == 3:  # fields that may be kept, below keys that nobody used before
        return {f"box_{token}": {name: token * 2 if name == "trace_id" else token for name in _KEPT}}
    # known keys in an order that never was, and a document with other keys
    chosen = rng.sample(_FIELDS, 12)
    return {
        **{name: f"{name} {token}" for name in chosen},
        "body": json.dumps({token: {"to": f"a{number}@b.example"}}),
    }


def _request(batch: list[dict[str, Any]]) -> bytes:
    message = ExportTraceServiceRequest()
    spans = message.resource_spans.add().scope_spans.add().spans
    for record in batch:
        span = spans.add(
            trace_id=b"\xf1" * 16, span_id=b"\xf2" * 8, name=json.dumps({str(next(iter(record))): 1})
        )
        for key, value in record.items():
            span.attributes.add(key=key).value.string_value = (
                value if isinstance(value, str) else json.dumps(value)
            )
    return message.SerializeToString()


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 2**20
