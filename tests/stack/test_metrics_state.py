"""Two metrics workers on the real servers, killed again and again, and a log that is cut: totals are exact."""

from __future__ import annotations

import random
import signal
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from kafka import KafkaProducer
from kafka.admin import KafkaAdminClient
from kafka.structs import TopicPartition

from deploy.stack import Stack
from emitters import genai
from stream.derive import AllowedLabels, Rules, State, close, decode_state, fold, read_events
from stream.exits import EXIT_CONFIG
from stream.gate.encode import clean_headers
from stream.messages import CleanMessage, Origin
from tests.stack.backends import get, total
from tests.stack.running import GRID_SECONDS, PARTITIONS, Process, Site, awaited
from tests.topics import read_topics

pytestmark = pytest.mark.stack

MODELS = ("scribe-small", "scribe-large")
QUIET_SECONDS = 60
FAMILIES = ("llm_inference_requests_total", "llm_input_tokens_total", "llm_inference_latency_seconds_sum")

Samples = dict[tuple[tuple[str, str], ...], dict[int, float]]


class CleanLog:
    """What a redact worker would have written, a few minutes ago, and everything that is in it."""

    def __init__(self, site: Site) -> None:
        self.topic = f"{site.prefix}clean.logs"
        self.messages: dict[int, list[CleanMessage]] = {partition: [] for partition in range(PARTITIONS)}
        self.requests: Counter[str] = Counter()
        self._site = site
        self._rng = random.Random(10)
        self._producer = KafkaProducer(bootstrap_servers=site.stack.environment["SCRUBLINE_KAFKA_BOOTSTRAP"])
        started = datetime.now(UTC).timestamp() - 900
        self._clock = dict.fromkeys(range(PARTITIONS), int(started) * 1000)

    def feed(self, messages: int, ahead_ms: int = 4_000) -> None:
        """Append to every partition."""
        for _ in range(messages):
            for partition in range(PARTITIONS):
                self._append(partition, self._rng.randrange(3), self._rng.randrange(ahead_ms))
        self._producer.flush()

    def end(self) -> None:
        """A tick a minute later in every partition, which closes every point before it."""
        for partition in range(PARTITIONS):
            self._append(partition, 0, 60_000)
        self._producer.flush()

    def close(self) -> None:
        self._producer.close()

    def _append(self, partition: int, requests: int, step_ms: int) -> None:
        before = self.messages[partition]
        self._clock[partition] += step_ms
        append_ms = self._clock[partition]
        origin = Origin("logs", "0", partition, len(before), len(before) - 1, append_ms)
        records = [self._record(append_ms) for _ in range(requests)]
        value = msgspec.json.Encoder().encode_lines(records) if records else b""
        before.append(CleanMessage(partition, len(before), origin, value, requests, "p"))
        headers = clean_headers(origin, content_type="application/x-ndjson", count=requests, policy="p")
        self._producer.send(self.topic, value, partition=partition, headers=headers)

    def _record(self, append_ms: int) -> dict[str, object]:
        model = self._rng.choice(MODELS)
        self.requests[model] += 1
        late_ms = self._rng.choice((0, 1_000, 3_000, 20_000))
        return {
            "timestamp": datetime.fromtimestamp((append_ms - late_ms) / 1000, UTC).isoformat(),
            "event": genai.EVENT_INFERENCE,
            genai.STATUS: "ok",
            genai.REQUEST_MODEL: model,
            genai.INPUT_TOKENS: self._rng.randrange(1_000),
            genai.DURATION_SECONDS: self._rng.random(),
        }

    def truth(self) -> Samples:
        """Every sample of the families, by a fold that nothing disturbs."""
        samples: Samples = {}
        for partition, messages in self.messages.items():
            rules = Rules(
                raw_partitions=frozenset({("logs", partition)}),
                step_ms=GRID_SECONDS * 1000,
                lateness_ms=5_000,
                labels=AllowedLabels(models=frozenset(MODELS)),
            )
            state = State(partition)
            for message in messages:
                fold(state, message, read_events(message), rules)
            while series := close(state, rules):
                for one in series:
                    if dict(one.labels)["__name__"] in FAMILIES:
                        labels = tuple(sorted((*one.labels, ("site", self._site.name))))
                        samples.setdefault(labels, {}).update((ms, value) for value, ms in one.samples)
        return samples


def kept(site: Site) -> dict[int, int]:
    """The furthest offset of each partition's states."""
    found: dict[int, int] = {}
    for record in read_topics(
        site.environment["SCRUBLINE_KAFKA_BOOTSTRAP"], [f"{site.prefix}clean.metrics-state"]
    ):
        offset = decode_state(record.value, record.partition).state.next_offset
        found[record.partition] = max(offset, found.get(record.partition, 0))
    return found


def stored(stack: Stack, site: Site) -> Samples:
    """Every sample of the families that Prometheus holds."""
    names = "|".join(FAMILIES)
    answer = get(
        f"{stack.prometheus.url}/api/v1/query", query=f'{{__name__=~"{names}",site="{site.name}"}}[2h]'
    )
    return {
        tuple(sorted(row["metric"].items())): {
            round(stamp * 1000): float(value) for stamp, value in row["values"]
        }
        for row in answer["data"]["result"]
    }


def reaches(site: Site, offsets: Mapping[int, int]) -> None:
    """Wait until the states of all partitions are further than some offsets."""

    def further(found: dict[int, int]) -> bool:
        return all(found.get(partition, 0) > offsets.get(partition, 0) for partition in range(PARTITIONS))

    awaited(lambda: kept(site), further, QUIET_SECONDS, "states")


def kill(worker: Process) -> None:
    """As the kernel does."""
    worker.child.send_signal(signal.SIGKILL)
    worker.child.wait()


def test_totals_are_exact_over_kills_and_a_cut_log(stack: Stack, tmp_path: Path) -> None:
    """Every sample in Prometheus is what one undisturbed fold of the whole log gives, though most of it is gone."""
    extra = {"SCRUBLINE_SESSION_SECONDS": "6", "SCRUBLINE_HEARTBEAT_SECONDS": "1"}
    sites = [Site(stack, tmp_path / "a", extra=extra)]
    sites.append(Site(stack, tmp_path / "b", sites[0].name, extra=extra))
    for site in sites:
        site.folder.mkdir()
    site = sites[0]
    site.create_topics()
    log = CleanLog(site)
    requests = f'sum(max_over_time(llm_inference_requests_total{{site="{site.name}"}}[2h]))'
    command = ("worker-metrics", "stream", "worker", "metrics")
    for turn in range(3):
        with sites[0].process(*command) as first, sites[1].process(*command) as second:
            before = kept(site)
            log.feed(40)
            reaches(site, before)
            kill((first, second)[turn % 2])
            log.feed(20)
            # The survivor takes over what the other had, before it is killed in its turn.
            reaches(site, {partition: len(messages) - 15 for partition, messages in log.messages.items()})
            kill((second, first)[turn % 2])
    admin = KafkaAdminClient(bootstrap_servers=site.environment["SCRUBLINE_KAFKA_BOOTSTRAP"])
    cut = {TopicPartition(log.topic, partition): offset for partition, offset in kept(site).items()}
    admin.delete_records(cut)
    admin.close()
    with site.process(*command) as worker:
        log.feed(20)
        log.end()
        log.close()
        awaited(
            lambda: total(stack, requests),
            lambda found: found >= log.requests.total(),
            QUIET_SECONDS,
            "Prometheus",
        )
        assert worker.stop() == 0
    truth = log.truth()
    assert stored(stack, site) == truth
    assert total(stack, requests) == log.requests.total()
    told = "".join(one.logs() for one in sites)
    assert told.count("state taken over") > 3 * PARTITIONS
    for never in ("totals begin anew", "retention has overtaken", "samples refused", "never reached"):
        assert never not in told


def test_without_the_topic_of_states_nothing_begins(stack: Stack, tmp_path: Path) -> None:
    """A worker on an installation that lacks it, as after an upgrade, ends with one line that says what to run."""
    site = Site(stack, tmp_path)
    site.create_topics()
    topic = f"{site.prefix}clean.metrics-state"
    admin = KafkaAdminClient(bootstrap_servers=site.environment["SCRUBLINE_KAFKA_BOOTSTRAP"])
    admin.delete_topics([topic])
    admin.close()
    fault = f"topic {topic}: it does not exist: run `scrubline topics create`"
    check = site.command("check")
    assert check.returncode != 0
    assert fault in check.stdout + check.stderr
    with site.process("worker-metrics", "stream", "worker", "metrics") as worker:
        assert worker.child.wait(60) == EXIT_CONFIG
    assert fault in site.logs()
