"""The whole journey on real servers: 1,500 requests, their truth kept by the client, every record accounted for."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from deploy.stack import Stack
from examples import load
from examples.prompts import DATA, labelled_prompts
from tests.stack.backends import exemplars, jaeger_trace, loki_count, loki_entries, promql, total
from tests.stack.running import GRID_SECONDS, Site, awaited

pytestmark = pytest.mark.stack

REQUESTS = 1_500
QUIET_SECONDS = 90
SHORTEST_VALUE = 4


@dataclass
class Journey:
    """A finished run: what the client saw, what the services took, what the backends hold."""

    site: Site
    seen: list[load.Seen]
    books: list[dict[str, Any]]
    entries: list[tuple[int, str, dict[str, str]]]

    @property
    def truth(self) -> load.Totals:
        return load.totals(self.seen)

    @property
    def emitted(self) -> Counter[str]:
        """Uids that the emitters gave to the records they took."""
        uids: Counter[str] = Counter()
        for book in self.books:
            records = book["records"]
            assert not records["dropped"], "an emitter dropped records: its uids have gaps"
            assert not records["lost"]
            uids.update(f"{records['producer_id']}-{number}" for number in range(records["taken"]))
        return uids

    def selector(self, name: str, **labels: str) -> str:
        pairs = ",".join(f'{key}="{value}"' for key, value in {"site": self.site.name, **labels}.items())
        return f"sum({name}{{{pairs}}})"


@pytest.fixture(scope="module")
def journey(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    """The run, made once for all tests here."""
    site = Site(stack, tmp_path_factory.mktemp("journey"))
    site.create_topics()
    with site.workers():
        with site.services() as services:
            seen = asyncio.run(
                load.run(
                    services[0].announced["url"],
                    labelled_prompts(),
                    requests=REQUESTS,
                    rate=25,
                    concurrency=64,
                )
            )
            for service in services:
                assert service.stop() == 0, service.log.read_text()[-2000:]
            books = [service.last_words() for service in services]
        taken = sum(book["records"]["taken"] for book in books)
        query = f'{{environment="{site.name}"}}'
        awaited(lambda: loki_count(stack, query), lambda found: found >= taken, QUIET_SECONDS, "Loki")
        entries = list(loki_entries(stack, query))
        run = Journey(site, seen, books, entries)
        requests = run.selector("llm_inference_requests_total")
        awaited(lambda: total(stack, requests), lambda found: found >= REQUESTS, QUIET_SECONDS, "Prometheus")
        yield run


def test_the_client_saw_what_it_asked_for(journey: Journey) -> None:
    """All requests were answered, a tenth of them with each of the five faults in turn."""
    assert journey.truth.requests == REQUESTS
    assert sum(journey.truth.by_fault.values()) == REQUESTS // 10
    assert len(journey.truth.by_fault) == 5
    assert {seen.failure for seen in journey.seen} == {None}


def test_every_record_is_in_loki_exactly_once(journey: Journey) -> None:
    """The uids in Loki, with multiplicities, are the uids that the emitters gave."""
    stored = Counter(labels["log_record_uid"] for _, _, labels in journey.entries)
    assert stored == journey.emitted


def test_every_trace_has_its_spans_of_both_services(journey: Journey) -> None:
    """One request is one trace of gateway and model, and together they have every span that was sent, once."""
    stack = journey.site.stack
    delivered = sum(book["spans"]["delivered"] for book in journey.books)
    awaited(
        lambda: sum(len(jaeger_trace(stack, seen.trace_id)) for seen in journey.seen),
        lambda found: found >= delivered,
        QUIET_SECONDS,
        "Jaeger",
    )
    traces = {seen.trace_id: jaeger_trace(stack, seen.trace_id) for seen in journey.seen}
    for seen in journey.seen:
        found = traces[seen.trace_id]
        services = {span["serviceName"] for span in found}
        # Where the gateway could not reach the model in time there is nothing of the model to see.
        unreached = seen.http_status in {502, 504} and services == {"gateway"}
        assert services == {"gateway", "model"} or unreached, (seen.status, seen.fault, services)
        assert len({span["spanID"] for span in found}) == len(found)
    assert sum(map(len, traces.values())) == delivered
    assert all(not book["spans"]["lost"] for book in journey.books)


def test_prometheus_totals_are_the_truth(journey: Journey) -> None:
    """Requests, errors by class and tokens in Prometheus equal what the client counted."""
    stack, truth = journey.site.stack, journey.truth
    derived = {
        labels["status"]: value
        for labels, value in promql(
            stack, f'sum by (status) (llm_inference_requests_total{{site="{journey.site.name}"}})'
        )
    }
    assert derived == {status: float(number) for status, number in truth.by_status.items()}
    names = ("llm_input_tokens_total", "llm_output_tokens_total", "llm_inference_latency_seconds_count")
    assert [total(stack, journey.selector(name)) for name in names] == [
        truth.input_tokens,
        truth.output_tokens,
        truth.requests,
    ]


def test_exemplars_lead_to_traces(journey: Journey) -> None:
    """Every exemplar of the latency histogram names a trace that Jaeger has."""
    found = exemplars(
        journey.site.stack, f'llm_inference_latency_seconds_bucket{{site="{journey.site.name}"}}'
    )
    assert found
    known = {seen.trace_id for seen in journey.seen}
    traces = {exemplar["labels"]["trace_id"] for exemplar in found}
    assert traces <= known
    assert all(jaeger_trace(journey.site.stack, trace) for trace in list(traces)[:50])


def test_labelled_values_still_visible_are_counted(
    journey: Journey, capsys: pytest.CaptureFixture[str], record_property: Any
) -> None:
    """What detection missed is counted by entity type; e-mail addresses are never among it."""
    if not DATA.is_file():
        pytest.skip("the labelled data set is not here")
    samples = json.loads(DATA.read_text(encoding="utf-8"))
    by_trace: dict[str, list[str]] = {}
    for _, line, labels in journey.entries:
        by_trace.setdefault(labels.get("trace_id", ""), []).append(line)
    labelled: Counter[str] = Counter()
    visible: Counter[str] = Counter()
    for seen in journey.seen:
        text = "\n".join(by_trace.get(seen.trace_id, ()))
        text += json.dumps(jaeger_trace(journey.site.stack, seen.trace_id), ensure_ascii=False)
        for span in samples[seen.number % len(samples)]["spans"]:
            value = span["entity_value"]
            if len(value) < SHORTEST_VALUE:
                continue
            labelled[span["entity_type"]] += 1
            visible[span["entity_type"]] += json.dumps(value, ensure_ascii=False)[1:-1] in text
    assert labelled
    record_property("visible", dict(visible))
    with capsys.disabled():
        sys.stdout.write("\nlabelled values still visible downstream\n")
        for entity, number in sorted(labelled.items()):
            sys.stdout.write(f"  {entity:20} {visible[entity]:5} of {number:5}\n")
    assert visible["EMAIL_ADDRESS"] == 0


def test_the_readme_recipes_answer(journey: Journey) -> None:
    """The queries of the README, run as they stand there, find this run."""
    stack, site = journey.site.stack, journey.site
    recipes = _recipes()
    some = next(seen for seen in journey.seen if seen.status == "ok")
    words = {
        "TRACE_ID": some.trace_id,
        "MODEL": "scribe-small",
        'environment="production"': f'environment="{site.name}"',
    }

    def filled(name: str) -> str:
        text = recipes[name]
        for word, value in words.items():
            text = text.replace(word, value)
        return text

    by_trace = list(loki_entries(stack, filled("logql-trace")))
    assert by_trace
    assert {labels["trace_id"] for _, _, labels in by_trace} == {some.trace_id}
    by_model = list(loki_entries(stack, filled("logql-model")))
    failed = {seen.trace_id for seen in journey.seen if seen.status != "ok"}
    assert {labels["trace_id"] for _, _, labels in by_model} == failed
    assert jaeger_trace(stack, filled("jaeger-trace").rpartition("/")[2].strip())
    p90 = promql(stack, filled("promql-p90"))
    assert p90
    assert all(0 < value < 60 for _, value in p90)
    ratio = [value for _, value in promql(stack, filled("promql-errors"))]
    assert ratio
    assert all(0 <= value <= 1 for value in ratio)


def _recipes() -> dict[str, str]:
    """The README's code blocks that carry a name: ```language name."""
    recipes: dict[str, str] = {}
    name = ""
    readme = Path(__file__).parents[2] / "README.md"
    for line in readme.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            name = line.removeprefix("```").partition(" ")[2].strip() if not name and " " in line else ""
        elif name:
            recipes[name] = f"{recipes.get(name, '')}{line}\n".strip()
    return recipes


def test_metrics_stand_on_the_grid(journey: Journey) -> None:
    """A series begins with a zero, stands on the grid and never goes down."""
    stack, site = journey.site.stack, journey.site
    rows = promql_range(stack, f'llm_inference_requests_total{{site="{site.name}"}}[2h]')
    assert rows
    for values in rows:
        assert values[0][1] == 0
        assert all(stamp % GRID_SECONDS == 0 for stamp, _ in values)
        assert [value for _, value in values] == sorted(value for _, value in values)


def promql_range(stack: Stack, selector: str) -> list[list[tuple[float, float]]]:
    """Stored samples of a range selector, series by series."""
    from tests.stack.backends import get

    answer = get(f"{stack.prometheus.url}/api/v1/query", query=selector)
    return [[(stamp, float(value)) for stamp, value in row["values"]] for row in answer["data"]["result"]]
