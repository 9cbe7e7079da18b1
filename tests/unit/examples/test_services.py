"""The two example services as processes: what a client saw is what the records say, and one request is one trace."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import signal
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from emitters import genai, wire
from examples import load
from examples.chat import Fault

ROOT = Path(__file__).parents[3]
START_SECONDS = 60
SEED = 0
"""With this one every fault is asked for both streamed and not."""
PROMPT = "My name is Maria Jensen, please check order 17."


@contextmanager
def service(module: str, raw: Path, *options: str) -> Iterator[str]:
    """Run one service; yields its address, stops it with SIGTERM and expects a clean end."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SCRUBLINE_")}
    process = subprocess.Popen(
        [sys.executable, "-m", module, "--raw-records", str(raw), *options],
        cwd=ROOT,
        env=environment | {"SCRUBLINE_CAPTURE_CONTENT": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    with process.stdout:
        try:
            yield json.loads(process.stdout.readline())["url"]
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                status = process.wait(START_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                raise
    assert status == 0


@dataclass
class Run:
    """What the client saw and what the services wrote."""

    seen: list[load.Seen]
    records: dict[str, list[dict[str, Any]]]
    spans: list[tuple[str, Span]]

    def inference(self, service_name: str) -> list[dict[str, Any]]:
        return [each for each in self.records[service_name] if each["event"] == genai.EVENT_INFERENCE]


def read(raw: Path) -> tuple[list[dict[str, Any]], list[tuple[str, Span]]]:
    records: list[dict[str, Any]] = []
    spans: list[tuple[str, Span]] = []
    for line in raw.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry.get("content-type") != wire.CONTENT_TYPE_OTLP_SPANS:
            records.append(entry)
            continue
        for resource in ExportTraceServiceRequest.FromString(base64.b64decode(entry["body"])).resource_spans:
            name = next(
                each.value.string_value for each in resource.resource.attributes if each.key == "service.name"
            )
            spans += [(name, span) for scope in resource.scope_spans for span in scope.spans]
    return records, spans


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """One run: every fault streamed and not, the rest good, then both services stopped."""
    folder = tmp_path_factory.mktemp("services")
    with ExitStack() as stack:
        model = stack.enter_context(service("examples.model", folder / "model", "--token-seconds", "0.001"))
        options = ("--model-url", model, "--model-timeout", "4")
        gateway = stack.enter_context(service("examples.gateway", folder / "gateway", *options))
        seen = asyncio.run(
            load.run(gateway, [PROMPT], requests=100, fault_share=0.2, concurrency=10, seed=SEED)
        )
    gateway_records, gateway_spans = read(folder / "gateway")
    model_records, model_spans = read(folder / "model")
    return Run(seen, {"gateway": gateway_records, "model": model_records}, gateway_spans + model_spans)


EXPECTED: dict[Fault | None, tuple[int, str, str]] = {
    None: (200, "ok", "ok"),
    "rate_limit": (429, "4xx", "4xx"),
    "server_error": (500, "5xx", "5xx"),
    "timeout": (504, "timeout", "cancelled"),
    "generation_failure": (200, "generation_failure", "generation_failure"),
    "safety_refusal": (200, "safety_refusal", "safety_refusal"),
}
"""Fault asked for: HTTP status at the client, status of the gateway's record, status of the model's record."""


def test_every_fault_shows_as_documented(run: Run) -> None:
    """Status at the client and in the records of both services is as examples/README.md says, streamed or not."""
    statuses = {
        name: {each["trace_id"]: each[genai.STATUS] for each in run.inference(name)}
        for name in ("gateway", "model")
    }
    assert {(seen.fault, seen.stream) for seen in run.seen} == set(product(EXPECTED, (True, False)))
    for seen in run.seen:
        found = (seen.http_status, statuses["gateway"][seen.trace_id], statuses["model"][seen.trace_id])
        assert (seen.fault, seen.stream, found) == (seen.fault, seen.stream, EXPECTED[seen.fault])
        assert seen.status == statuses["gateway"][seen.trace_id]


def test_there_is_one_record_per_request_and_side(run: Run) -> None:
    """Each request gives exactly one inference record at the gateway and one at the model."""
    sent = Counter(seen.trace_id for seen in run.seen)
    for name, side in (("gateway", "client"), ("model", "server")):
        assert Counter(each["trace_id"] for each in run.inference(name)) == sent
        assert {each[genai.SIDE] for each in run.inference(name)} == {side}


def test_tokens_equal_the_usage_the_client_saw(run: Run) -> None:
    """Input, output and cached tokens of the gateway's record equal `usage` at the client, for broken streams too."""
    records = {each["trace_id"]: each for each in run.inference("gateway")}
    for seen in run.seen:
        usage = seen.usage or {}
        details = usage.get("prompt_tokens_details") or {}
        record = records[seen.trace_id]
        assert (
            record.get(genai.INPUT_TOKENS),
            record.get(genai.OUTPUT_TOKENS),
            record.get(genai.CACHED_TOKENS),
        ) == (usage.get("prompt_tokens"), usage.get("completion_tokens"), details.get("cached_tokens"))
    assert all(seen.usage for seen in run.seen if seen.http_status == 200)


def test_one_request_is_one_trace_through_both(run: Run) -> None:
    """Gateway request -> gateway call -> model request -> model call, each the child of the one before."""
    traces: defaultdict[str, list[tuple[str, Span]]] = defaultdict(list)
    for name, span in run.spans:
        traces[span.trace_id.hex()].append((name, span))
    route = "POST /v1/chat/completions"
    expected = [
        ("gateway", route),
        ("gateway", "chat scribe-small"),
        ("model", route),
        ("model", "chat scribe-small"),
    ]
    for seen in run.seen:
        by_parent = {span.parent_span_id.hex(): (name, span) for name, span in traces[seen.trace_id]}
        chain: list[tuple[str, str]] = []
        parent = f"{seen.trace_id[:15]}1"
        while parent in by_parent:
            name, span = by_parent[parent]
            chain.append((name, span.name))
            parent = span.span_id.hex()
        assert (chain, len(traces[seen.trace_id])) == (expected, 4)


def test_tenant_and_feature_are_known_to_both(run: Run) -> None:
    """The tenant follows from the API key and travels to the model; the user's id is in the records."""
    tenants = {seen.trace_id: seen.tenant for seen in run.seen}
    for record in run.inference("gateway") + run.inference("model"):
        assert record[genai.TENANT] == tenants[record["trace_id"]]
        assert record[genai.FEATURE] in {"assistant", "search", "summary"}
        assert record[genai.USER_ID].startswith("user-")


def test_content_is_captured_when_the_environment_says_so(run: Run) -> None:
    """With SCRUBLINE_CAPTURE_CONTENT=1 the prompt and what came of it are in the record of a good request."""
    record = next(each for each in run.inference("gateway") if each[genai.STATUS] == "ok")
    assert record[genai.INPUT_MESSAGES] == [{"role": "user", "parts": [{"type": "text", "content": PROMPT}]}]
    assert record[genai.OUTPUT_MESSAGES][0]["parts"][0]["content"].startswith("You wrote: My name is Maria")


def test_uids_have_no_gap(run: Run) -> None:
    """After the stop of each service every record it numbered is there, each once."""
    for records in run.records.values():
        sequence = sorted(int(each[wire.UID].rpartition("-")[2]) for each in records)
        assert sequence == list(range(len(records)))


def test_times_are_in_order(run: Run) -> None:
    """Queue, first token, last token and duration of a good streamed call follow one another."""
    good = [
        each for each in run.inference("model") if each[genai.STATUS] == "ok" and each[genai.REQUEST_STREAM]
    ]
    assert good
    for record in good:
        times = [
            record[genai.QUEUE_SECONDS],
            record[genai.TIME_TO_FIRST_TOKEN_SECONDS],
            record[genai.TIME_TO_LAST_TOKEN_SECONDS],
            record[genai.DURATION_SECONDS],
        ]
        assert times == sorted(times)
        assert record[genai.TIME_PER_OUTPUT_TOKEN_SECONDS] >= 0.001
