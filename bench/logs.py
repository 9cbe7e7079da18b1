"""False hits on clean service logs: what redaction finds in what Kafka, Loki, Prometheus, Jaeger and our workers log.

`python -m bench logs`. A fresh stack is started, the four workers run on it over generated events, all is stopped, and
every line of every log goes through both policies as a text. Nobody's data is in these logs, so what is found is false,
but for addresses of machines (IP addresses, URLs). Only counts are printed, never what was found.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from bench.events import events
from bench.kafka_topics import reading, send
from bench.path import ndjson_messages, span_requests
from bench.worker_process import worker_process
from deploy.stack import Stack
from deploy.stack.errors import StackError
from emitters import wire
from redaction.build import build_redactor
from redaction.redactor import Redactor

__all__ = ["main"]

POLICIES: Final = ("structured", "default")
BAR: Final = 5.0
"""False hits per 1,000 lines that are still good."""

_MACHINES: Final = frozenset({"IP_ADDRESS", "URL"})
_BATCH: Final = 200
_EVENTS: Final = 2_000


def main(arguments: Sequence[str] = ()) -> int:
    """Print the counts; 1 where a policy is over the bar or the stack does not start."""
    parser = argparse.ArgumentParser(prog="bench logs", description=__doc__)
    parser.add_argument(
        "--seconds", type=float, default=15.0, help="how long the workers run beyond their work"
    )
    parser.add_argument(
        "--file", type=Path, action="append", help="read this log instead of starting servers"
    )
    options = parser.parse_args(arguments)
    try:
        lines = (
            {path.name: _lines(path) for path in options.file} if options.file else _collect(options.seconds)
        )
    except StackError as fault:
        print(f"bench logs: {fault}", file=sys.stderr)
        return 1
    figures = {policy: _examine(build_redactor(policy), lines) for policy in POLICIES}
    for policy, figure in figures.items():
        _show(policy, figure)
    print(json.dumps({"bench": "logs", "bar_per_1000": BAR, "policies": figures}))
    return int(any(figure["per_1000"] > BAR for figure in figures.values()))


def _collect(seconds: float) -> dict[str, list[str]]:
    """Run everything once; the lines that each process has logged."""
    with tempfile.TemporaryDirectory(prefix="scrubline-bench-") as name:
        stack = Stack.create(Path(name) / "stack", tethered=True)
        try:
            stack.up()
            with worker_process(Path(name), "all", stack.environment) as worker:
                records = [record for record, _ in events(_EVENTS, seed=21)]
                ndjson = [message.value for message in ndjson_messages(records)]
                send(stack.kafka.bootstrap, worker.raw_topic, ndjson, _headers(wire.CONTENT_TYPE_NDJSON))
                spans = _headers(wire.CONTENT_TYPE_OTLP_SPANS)
                send(stack.kafka.bootstrap, worker.raw_spans_topic, span_requests(1_024), spans)
                with reading(stack.kafka.bootstrap, worker.clean_topic) as clean:
                    seen = 0
                    while seen < _EVENTS:
                        seen += int(dict(next(clean).headers)[wire.HEADER_COUNT])
                time.sleep(seconds)  # time is what is wanted: logs of an idle system
                worker.require_alive()
        finally:
            stack.down()
        logs = {server.name: server.log for server in stack.servers} | {"workers": worker.log}
        return {source: _lines(path) for source, path in logs.items()}


def _headers(content_type: str) -> list[tuple[str, bytes]]:
    return [(wire.HEADER_CONTENT_TYPE, content_type.encode()), (wire.HEADER_SCHEMA, wire.SCHEMA.encode())]


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]


def _examine(redactor: Redactor, lines: dict[str, list[str]]) -> dict[str, Any]:
    """Findings per source, entity and rule, machines' addresses apart."""
    sources: dict[str, dict[str, Any]] = {}
    rules: Counter[str] = Counter()
    for source, texts in lines.items():
        found: Counter[str] = Counter()
        machines = 0
        for at in range(0, len(texts), _BATCH):
            batch = [{"text": text} for text in texts[at : at + _BATCH]]
            for finding in redactor.redact_records(batch).findings:
                if finding.entity in _MACHINES:
                    machines += 1
                    continue
                found[finding.entity] += 1
                rules[f"{finding.entity}/{finding.rule}"] += 1
        sources[source] = {"lines": len(texts), "entities": dict(found.most_common()), "machines": machines}
    total = sum(len(texts) for texts in lines.values())
    return {
        "lines": total,
        "per_1000": round(1000 * sum(rules.values()) / max(total, 1), 2),
        "rules": dict(rules.most_common()),
        "sources": sources,
    }


def _show(policy: str, figure: dict[str, Any]) -> None:
    print(f"{policy}: {figure['per_1000']} false hits per 1,000 lines of {figure['lines']} (bar: {BAR})")
    for source, counts in figure["sources"].items():
        listed = ", ".join(f"{entity} {count}" for entity, count in counts["entities"].items()) or "nothing"
        print(
            f"    {source:12}{counts['lines']:>6} lines: {listed} ({counts['machines']} machines' addresses)"
        )
    for rule, count in figure["rules"].items():
        print(f"    {count:>6}  {rule}")
