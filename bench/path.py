"""The whole path of the redact worker, bytes in to bytes out: records, OTLP logs and spans per CPU second.

`python -m bench path`. Every case runs in turn, `--repeats` times, beside a reference loop (msgspec decodes and
encodes the same NDJSON), so that a figure of a busy machine can be read as a ratio. Times are CPU seconds of this
process; the garbage collector is set as in the worker.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import msgspec
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from bench.events import events, sample_values
from bench.prompts import prompts
from redaction.build import build_redactor
from redaction.garbage import look_seldom
from redaction.redactor import Redactor
from stream.gate.redact import Raw, Redacted, redact_messages
from stream.messages import Encoding, Origin, RawMessage
from stream.worker.lanes import MAX_TOGETHER, MAX_TOGETHER_BYTES

__all__ = ["BATCH", "main", "ndjson_messages", "otlp_log_messages", "redacted", "span_requests"]

BATCH: Final = 200
"""Records in a message, where nothing else is asked for."""
_SPANS: Final = 512
_FEW_SPANS: Final = 10
"""Spans in a request of a service that does little."""
_RESOURCE: Final = ("service.name", "service.instance.id", "deployment.environment.name")


def main(arguments: Sequence[str] = ()) -> int:
    """Print the figures; 1 if a case failed to redact."""
    parser = argparse.ArgumentParser(prog="bench path", description=__doc__)
    parser.add_argument("--events", type=int, default=8_000)
    parser.add_argument("--spans", type=int, default=8_192)
    parser.add_argument("--names-events", type=int, default=1_000, help="events of the `default` policy")
    parser.add_argument("--prompts", type=int, default=600, help="records with a long prompt")
    parser.add_argument("--repeats", type=int, default=7)
    options = parser.parse_args(arguments)
    records = [record for record, _ in events(options.events, seed=7)]
    lines, logs = ndjson_messages(records), otlp_log_messages(records)
    few = ndjson_messages(records[: options.names_events])
    long = ndjson_messages(list(prompts(options.prompts, seed=7)))
    spans, small = (
        [_message(at, request) for at, request in enumerate(span_requests(options.spans, each=each))]
        for each in (_SPANS, _FEW_SPANS)
    )
    structured, default = build_redactor("structured"), build_redactor("default")
    cases: dict[str, tuple[int, Callable[[], int]]] = {
        "reference": (len(records), lambda: _reference(lines)),
        "structured, NDJSON": (len(records), lambda: _redact(lines, "ndjson", structured)),
        "structured, OTLP logs": (len(records), lambda: _redact(logs, "otlp_logs", structured)),
        "structured, OTLP spans": (options.spans, lambda: _redact(spans, "otlp_spans", structured)),
        f"the same, {_FEW_SPANS} a request": (
            options.spans,
            lambda: _redact(small, "otlp_spans", structured),
        ),
        "structured, long prompts": (options.prompts, lambda: _redact(long, "ndjson", structured)),
        "default, NDJSON": (options.names_events, lambda: _redact(few, "ndjson", default)),
    }
    findings = {name: work() for name, (_, work) in cases.items()}  # warm, and proof that work is done
    look_seldom()
    seconds: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(options.repeats):
        for name, (_, work) in cases.items():
            start = time.process_time()
            work()
            seconds[name].append(time.process_time() - start)
    size = sum(len(message.value) for message in lines) / len(records)
    print(f"{len(records)} events of {size:.0f} bytes, messages of {BATCH}; {_SPANS} spans a request")
    figures: dict[str, Any] = {}
    for name, (count, _) in cases.items():
        each = sorted(1e6 * taken / count for taken in seconds[name])
        reference = [1e6 * taken / len(records) for taken in seconds["reference"]]
        ratio = statistics.median(
            1e6 * taken / count / other for taken, other in zip(seconds[name], reference, strict=True)
        )
        figures[name] = {
            "per_cpu_second": round(1e6 / statistics.median(each)),
            "microseconds": [round(value, 2) for value in (each[0], statistics.median(each), each[-1])],
            "times_reference": round(ratio, 2),
            "findings_each": round(findings[name] / count, 3),
        }
        print(
            f"{name:24} {figures[name]['per_cpu_second']:>9,} per CPU second   "
            f"{each[0]:7.2f} .. {statistics.median(each):7.2f} .. {each[-1]:7.2f} us   "
            f"{ratio:6.2f} x reference   {figures[name]['findings_each']:.2f} findings each"
        )
    print(json.dumps({"bench": "path", "repeats": options.repeats, "cases": figures}))
    return int(not all(count for name, count in findings.items() if name != "reference"))


def ndjson_messages(records: Sequence[dict[str, Any]], each: int = BATCH) -> list[RawMessage]:
    """Records as emitters send them, so many in each message."""
    encode = msgspec.json.Encoder().encode_lines
    return [_message(at, encode(records[at : at + each])) for at in range(0, len(records), each)]


def otlp_log_messages(records: Sequence[dict[str, Any]], each: int = BATCH) -> list[RawMessage]:
    """The same records as an OTLP exporter sends them: the service in the resource, the rest as attributes."""
    messages = []
    for at in range(0, len(records), each):
        request = ExportLogsServiceRequest()
        resource_logs = request.resource_logs.add()
        for key in _RESOURCE:
            resource_logs.resource.attributes.add(key=key).value.string_value = records[at][key]
        scope_logs = resource_logs.scope_logs.add()
        scope_logs.scope.name = "bench"
        for number, record in enumerate(records[at : at + each]):
            log = scope_logs.log_records.add(
                time_unix_nano=1_774_000_000_000_000_000 + number,
                severity_number=9,
                severity_text="INFO",
                trace_id=bytes.fromhex(record["trace_id"]),
                span_id=bytes.fromhex(record["span_id"]),
            )
            log.body.string_value = record["event"]
            for key, value in record.items():
                if key not in (*_RESOURCE, "timestamp", "level", "event", "trace_id", "span_id"):
                    _set(log.attributes.add(key=key).value, value)
        messages.append(_message(at, request.SerializeToString()))
    return messages


def span_requests(count: int, seed: int = 3, each: int = _SPANS) -> list[bytes]:
    """Requests of so many spans with seven attributes, one span in ten with personal data in one of them."""
    rng = random.Random(seed)
    requests = []
    for at in range(0, count, each):
        request = ExportTraceServiceRequest()
        resource_spans = request.resource_spans.add()
        resource_spans.resource.attributes.add(key="service.name").value.string_value = "chat-gateway"
        scope_spans = resource_spans.scope_spans.add()
        scope_spans.scope.name = "bench"
        for number in range(at, min(at + each, count)):
            span = scope_spans.spans.add(
                trace_id=rng.randbytes(16),
                span_id=rng.randbytes(8),
                parent_span_id=rng.randbytes(8),
                name="chat gpt-4o-mini",
                kind=3,
                start_time_unix_nano=1_774_000_000_000_000_000 + number,
                end_time_unix_nano=1_774_000_001_000_000_000 + number,
            )
            attributes = {
                "gen_ai.operation.name": "chat",
                "gen_ai.request.model": rng.choice(("gpt-4o-mini", "claude-sonnet", "llama-3.1-70b")),
                "gen_ai.usage.input_tokens": rng.randrange(20, 900),
                "gen_ai.usage.output_tokens": rng.randrange(20, 900),
                "http.route": "/v1/chat/completions",
                "server.address": f"gateway-{rng.randrange(8)}",
                "session.note": f"turn {number} of a conversation"
                + (f" with {sample_values(rng)[1]}" if number % 10 == 0 else ""),
            }
            for key, value in attributes.items():
                _set(span.attributes.add(key=key).value, value)
        requests.append(request.SerializeToString())
    return requests


def _set(value: Any, plain: Any) -> None:
    if isinstance(plain, bool):
        value.bool_value = plain
    elif isinstance(plain, int):
        value.int_value = plain
    elif isinstance(plain, float):
        value.double_value = plain
    else:
        value.string_value = plain


def _message(offset: int, value: bytes) -> RawMessage:
    return RawMessage("bench", 0, offset, 1_774_000_000_000, None, value, ())


def _reference(messages: Sequence[RawMessage]) -> int:
    decode, encode = msgspec.json.Decoder().decode_lines, msgspec.json.Encoder().encode_lines
    for message in messages:
        encode(decode(message.value))
    return 0


def redacted(messages: Sequence[RawMessage], encoding: Encoding, redactor: Redactor) -> Iterator[Redacted]:
    """Each message redacted, as many in one call as a worker takes together when more are waiting."""
    batch: list[Raw] = []
    size = 0
    for message in messages:
        size += len(message.value)
        if batch and (size > MAX_TOGETHER_BYTES or len(batch) == MAX_TOGETHER):
            yield from redact_messages(batch, redactor)
            batch, size = [], len(message.value)
        origin = Origin("logs", "0", 0, message.offset, message.offset - 1, message.append_ms)
        batch.append(Raw(message, origin, encoding))
    yield from redact_messages(batch, redactor)


def _redact(messages: Sequence[RawMessage], encoding: Encoding, redactor: Redactor) -> int:
    findings = 0
    for out in redacted(messages, encoding, redactor):
        if out.dead or out.failed:
            sys.exit("a benchmark message was not redacted")
        findings += sum(out.findings.values())
    return findings
