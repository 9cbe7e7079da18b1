"""The OpenTelemetry Collector's redaction processor and ours, side by side on the same events: records per CPU second.

`python -m bench collector`. The Collector reads OTLP logs from a real Kafka and runs ten expressions over them
(deploy/collector/peer.yaml): as they are written for its engine, as guides write them, and as the prototype of our own
scan has them; without its processor it shows what Kafka and decoding cost it. Ours is
`stream.gate.redact.redact_messages` with the policy `structured`, which decodes and encodes too, on NDJSON and on the
same OTLP bytes; and the whole worker process on the same Kafka. All run in turn, new events every round, first 1,000 to
warm up: of those it is counted which planted values can still be read in what each one wrote.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, get_args

from bench.events import Sample, events
from bench.kafka_topics import broker, create_topics, reading, send
from bench.path import BATCH, ndjson_messages, otlp_log_messages, redacted
from bench.peer_collector import Collector, Exporter, Patterns, peer_collector, shipped_patterns
from bench.visible import ndjson_texts, otlp_texts, still_visible
from bench.worker_process import Worker, worker_process
from deploy.stack.errors import StackError
from emitters import wire
from redaction.build import build_redactor
from redaction.garbage import look_seldom
from redaction.redactor import Redactor
from stream.messages import Encoding, RawMessage

__all__ = ["main"]

PLAIN: Final = "Collector, Kafka and decoding"
PEER: Final = "Collector, ten tuned patterns"
PEER_USUAL: Final = "Collector, ten usual patterns"
PEER_BOUNDED: Final = "Collector, ten bounded patterns"
PEER_OUT: Final = "Collector, tuned, to Kafka"
PEER_USUAL_OUT: Final = "Collector, usual, to Kafka"
NDJSON: Final = "Scrubline, NDJSON"
OTLP: Final = "Scrubline, OTLP logs"
WORKER: Final = "Scrubline worker, Kafka to Kafka"

_POLICY: Final = "structured"
_WARM_UP: Final = 1_000
_WAIT_SECONDS: Final = 240.0
_KINDS: Final[tuple[Patterns, ...]] = get_args(Patterns)

_PEERS: Final[Mapping[str, tuple[Patterns | None, Exporter]]] = {
    PLAIN: (None, "nop"),
    PEER: ("tuned", "nop"),
    PEER_USUAL: ("usual", "nop"),
    PEER_BOUNDED: ("bounded", "nop"),
    PEER_OUT: ("tuned", "kafka"),
    PEER_USUAL_OUT: ("usual", "kafka"),
}

Load = Mapping[Encoding, Sequence[RawMessage]]
Contestant = Callable[[Load, int], tuple[float, list[bytes]]]
"""Takes so many records; gives the CPU seconds and, where it writes any, the messages."""


def main(arguments: Sequence[str] = ()) -> int:
    """Print the figures; 1 without the Collector or the broker, or where ours let more through than theirs."""
    parser = argparse.ArgumentParser(prog="bench collector", description=__doc__)
    parser.add_argument(
        "--events",
        type=int,
        default=20_000,
        help="in each round; a worker does not stop after a second either",
    )
    parser.add_argument("--repeats", type=int, default=8)
    parser.add_argument("--batch", type=int, default=BATCH, help="records in a message")
    parser.add_argument("--each", action="store_true", help="only: what each of the thirty patterns costs")
    options = parser.parse_args(arguments)
    try:
        with (
            tempfile.TemporaryDirectory(prefix="scrubline-bench-") as name,
            broker(Path(name)) as bootstrap,
        ):
            if options.each:
                return _each_pattern(Path(name), bootstrap, options.events)
            return _side_by_side(Path(name), bootstrap, options.events, options.repeats, options.batch)
    except StackError as fault:
        print(f"bench collector: {fault}", file=sys.stderr)
        return 1


def _side_by_side(directory: Path, bootstrap: str, count: int, repeats: int, each: int) -> int:
    create_topics(bootstrap, *map(_topic, _PEERS), *map(_output, _PEERS))
    with contextlib.ExitStack() as running:
        enter = running.enter_context

        def peer(name: str) -> Contestant:
            patterns, exporter = _PEERS[name]
            topic, output = _topic(name), _output(name)
            collector = enter(
                peer_collector(
                    directory, bootstrap, topic, patterns=patterns, exporter=exporter, output=output
                )
            )
            written = enter(reading(bootstrap, output)) if exporter == "kafka" else None
            return _collector(collector, bootstrap, topic, written)

        settings = {"SCRUBLINE_KAFKA_BOOTSTRAP": bootstrap, "SCRUBLINE_POLICY": _POLICY}
        worker = enter(worker_process(directory, "redact", settings))
        redactor = build_redactor(_POLICY)
        contestants: dict[str, Contestant] = {
            **{name: peer(name) for name in _PEERS},
            NDJSON: lambda load, _: _in_process(load["ndjson"], "ndjson", redactor),
            OTLP: lambda load, _: _in_process(load["otlp_logs"], "otlp_logs", redactor),
            WORKER: _worker(worker, bootstrap, enter(reading(bootstrap, worker.clean_topic))),
        }
        load, planted, size = _load(_WARM_UP, each, seed=1)
        written = {name: take(load, _WARM_UP)[1] for name, take in contestants.items()}
        seconds: dict[str, list[float]] = {name: [] for name in contestants}
        for number in range(repeats):
            load, _, size = _load(count, each, seed=100 + number)
            for name, take in contestants.items():
                seconds[name].append(take(load, count)[0])
    visible = {
        name: still_visible(otlp_texts(values) if name in _PEERS else ndjson_texts(values), planted)
        for name, values in written.items()
        if values
    }
    return _report(count, each, size, seconds, visible)


def _load(count: int, each: int, seed: int) -> tuple[Load, list[list[Sample]], float]:
    """Events as NDJSON and as OTLP, what was planted in them, and bytes per record of NDJSON."""
    generated = list(events(count, seed))
    records = [record for record, _ in generated]
    lines = ndjson_messages(records, each)
    size = sum(len(message.value) for message in lines) / count
    return {"ndjson": lines, "otlp_logs": otlp_log_messages(records, each)}, [p for _, p in generated], size


def _collector(
    collector: Collector, bootstrap: str, topic: str, output: Iterator[Any] | None = None
) -> Contestant:
    done = 0

    def take(load: Load, count: int) -> tuple[float, list[bytes]]:
        nonlocal done
        collector.wait(done, _WAIT_SECONDS)
        before = collector.process.cpu_seconds
        messages = [message.value for message in load["otlp_logs"]]
        send(bootstrap, topic, messages)
        done += count
        collector.wait(done, _WAIT_SECONDS)
        written = [next(output).value for _ in messages] if output else []
        return collector.process.cpu_seconds - before, written

    return take


def _worker(worker: Worker, bootstrap: str, clean: Iterator[Any]) -> Contestant:
    headers = [
        (wire.HEADER_CONTENT_TYPE, wire.CONTENT_TYPE_NDJSON.encode()),
        (wire.HEADER_SCHEMA, wire.SCHEMA.encode()),
    ]

    def take(load: Load, count: int) -> tuple[float, list[bytes]]:
        worker.require_alive()
        before = worker.process.cpu_seconds
        send(bootstrap, worker.raw_topic, [message.value for message in load["ndjson"]], headers)
        written: list[bytes] = []
        seen = 0
        while seen < count:
            message = next(clean)
            if message.value:  # an empty one is a tick
                written.append(message.value)
                seen += int(dict(message.headers)[wire.HEADER_COUNT])
        return worker.process.cpu_seconds - before, written

    return take


def _in_process(
    messages: Sequence[RawMessage], encoding: Encoding, redactor: Redactor
) -> tuple[float, list[bytes]]:
    written = []
    before = gc.get_threshold()
    look_seldom()  # as the worker, whose heap has no benchmark in it that the collector would look through
    start = time.thread_time()
    for out in redacted(messages, encoding, redactor):
        if out.dead or out.failed:
            raise StackError("a benchmark message was not redacted")
        written.append(out.value)
    taken = time.thread_time() - start
    gc.set_threshold(*before)
    gc.unfreeze()
    return taken, written


def _report(
    count: int,
    batch: int,
    size: float,
    seconds: dict[str, list[float]],
    visible: dict[str, dict[str, tuple[int, int]]],
) -> int:
    repeats = len(seconds[PEER])
    load = [round(value, 1) for value in os.getloadavg()]
    print(
        f"{count} events of {size:.0f} bytes a round, {batch} a message, {repeats} rounds, load {load}; "
        "CPU time per record"
    )
    figures: dict[str, Any] = {}
    for name, taken in seconds.items():
        each = sorted(1e6 * value / count for value in taken)
        middle = statistics.median(each)
        figures[name] = {
            "per_cpu_second": round(1e6 / middle) if middle else None,
            "microseconds": [round(value, 2) for value in (each[0], middle, each[-1])],
        }
        print(f"{name:36}{1e6 / middle if middle else 0:>10,.0f} per CPU second   "
              f"{each[0]:7.2f} .. {middle:7.2f} .. {each[-1]:7.2f} us")  # fmt: skip
    bare = [max(whole - plain, 0.0) for whole, plain in zip(seconds[PEER], seconds[PLAIN], strict=True)]
    ratios = {
        "NDJSON to the Collector, tuned": _ratio(seconds[PEER], seconds[NDJSON]),
        "NDJSON to the Collector, usual": _ratio(seconds[PEER_USUAL], seconds[NDJSON]),
        "NDJSON to the Collector, bounded": _ratio(seconds[PEER_BOUNDED], seconds[NDJSON]),
        "OTLP logs to the Collector, tuned": _ratio(seconds[PEER], seconds[OTLP]),
        "OTLP logs to the Collector, usual": _ratio(seconds[PEER_USUAL], seconds[OTLP]),
        "OTLP logs to the Collector, bounded": _ratio(seconds[PEER_BOUNDED], seconds[OTLP]),
        "NDJSON to the tuned processor alone": _ratio(bare, seconds[NDJSON]),
        "OTLP logs to the tuned processor alone": _ratio(bare, seconds[OTLP]),
        "worker to the Collector, tuned, both Kafka to Kafka": _ratio(seconds[PEER_OUT], seconds[WORKER]),
        "worker to the Collector, usual, both Kafka to Kafka": _ratio(
            seconds[PEER_USUAL_OUT], seconds[WORKER]
        ),
    }
    for name, ratio in ratios.items():
        print(f"{name:52} {ratio[1]:6.2f} times   ({ratio[0]:.2f} .. {ratio[2]:.2f})")
    for name, found in visible.items():
        total = tuple(map(sum, zip(*found.values(), strict=True)))
        print(
            f"{name}: {total[0]} of {total[1]} planted values still visible "
            f"({', '.join(f'{entity} {seen}/{of}' for entity, (seen, of) in found.items())})"
        )
    result = {"cases": figures, "ratios": ratios, "visible": visible}
    print(
        json.dumps(
            {
                "bench": "collector",
                "events": count,
                "batch": batch,
                "repeats": repeats,
                "load": load,
                **result,
            }
        )
    )
    missed = {name: sum(seen for seen, _ in found.values()) for name, found in visible.items()}
    theirs = min(missed[PEER_OUT], missed[PEER_USUAL_OUT])
    return int(max(missed[NDJSON], missed[OTLP], missed[WORKER]) > theirs)


def _topic(peer: str) -> str:
    """Where a Collector reads: one name for each."""
    return "peer.in." + re.sub(r"\W+", "-", peer.lower())


def _output(peer: str) -> str:
    """Where it writes, if it does."""
    return _topic(peer).replace(".in.", ".out.")


def _ratio(theirs: Sequence[float], ours: Sequence[float]) -> list[float]:
    """How many times as much CPU they spent: lowest, median, highest of the rounds."""
    each = sorted(their / our for their, our in zip(theirs, ours, strict=True))
    return [round(value, 2) for value in (each[0], statistics.median(each), each[-1])]


def _each_pattern(directory: Path, bootstrap: str, count: int) -> int:
    """What the Collector spends on the events with one pattern at a time, above what it spends with none."""
    load, _, _ = _load(count, BATCH, seed=7)
    figures: dict[str, float] = {}
    plain = 0.0
    runs: list[tuple[Patterns | None, str]] = [
        (None, ""),
        *((kind, pattern) for kind in _KINDS for pattern in shipped_patterns(kind)),
    ]
    for number, (kind, pattern) in enumerate(runs):
        topic = f"peer.each.{number}"
        create_topics(bootstrap, topic)
        with peer_collector(directory, bootstrap, topic, patterns=kind, only=pattern) as running:
            seconds, _ = _collector(running, bootstrap, topic)(load, count)
        cost = 1e6 * seconds / count - plain
        if kind is None:
            plain = cost
        name = f"{kind}: {pattern}" if kind else PLAIN
        figures[name] = round(cost, 2)
        print(f"{cost:7.2f} us   {name}")
    print(json.dumps({"bench": "collector", "events": count, "microseconds_per_pattern": figures}))
    return 0
