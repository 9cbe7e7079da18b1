"""Exact counters: whatever log, batches, redelivery, crashes and rival owners, the samples are the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from emitters import genai
from stream.derive import AllowedLabels, Rules, State, TimeSeries, close, fold, read_events
from stream.derive.grid import point_at_or_after, point_at_or_before
from stream.messages import CleanMessage, Origin
from stream.sinks.remote_write import HEADERS
from stream.sinks.remote_write_request import encode_write
from stream.testing.receivers import Request
from stream.testing.remote_write_receiver import RemoteWriteReceiver

STEP = 15_000
START = 1_763_000_010_000
LANES = 2
MODELS = ("tiny-1", "tiny-2")
STATUSES = ("ok", "5xx")
RULES = Rules(
    frozenset(("logs", lane) for lane in range(LANES)), labels=AllowedLabels(models=frozenset(MODELS))
)
FEW = settings(max_examples=25, deadline=None)
"""Each example is a whole log, and the machine may be busy."""

Samples = dict[tuple[tuple[str, str], ...], dict[int, float]]


@dataclass(frozen=True)
class Log:
    """A clean log and what was truly in it."""

    messages: tuple[CleanMessage, ...]
    requests: Counter[tuple[str, str]]
    tokens: Counter[str]


def stamp(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat().replace("+00:00", "Z")


@st.composite
def logs(draw: st.DrawFn) -> Log:
    """Two raw partitions whose messages interleave anyhow, with late, forged and redelivered records."""
    requests: Counter[tuple[str, str]] = Counter()
    tokens: Counter[str] = Counter()
    lanes: list[list[CleanMessage]] = []
    number = 0
    for lane in range(LANES):
        append_ms, found = START, []
        for offset in range(draw(st.integers(1, 6))):
            append_ms += draw(st.integers(0, 30_000))
            records = []
            for _ in range(draw(st.integers(0, 3))):
                model, status = draw(st.sampled_from(MODELS)), draw(st.sampled_from(STATUSES))
                count = draw(st.integers(0, 1_000))
                number += 1
                shift = draw(st.sampled_from((0, -1_000, -4_000, -4_999, -60_000, 10_000, 10**11)))
                requests[model, status] += 1
                tokens[model] += count
                records.append(
                    {
                        "timestamp": stamp(append_ms + shift),
                        "event": genai.EVENT_INFERENCE,
                        "trace_id": f"{number:032x}",
                        genai.STATUS: status,
                        genai.REQUEST_MODEL: model,
                        genai.INPUT_TOKENS: count,
                        genai.DURATION_SECONDS: draw(st.sampled_from((0.01, 0.3, 7.0, 5_000.0))),
                    }
                )
            value = msgspec.json.Encoder().encode_lines(records) if records else b""
            origin = Origin("logs", "0", lane, offset, offset - 1, append_ms)
            found.append(CleanMessage(1, 0, origin, value, len(records), "p"))
        end = max(append_ms, START + 90_000) + 2 * STEP
        found.append(
            CleanMessage(1, 0, Origin("logs", "0", lane, len(found), len(found) - 1, end), b"", 0, "p")
        )
        lanes.append(found)
    order = draw(st.permutations([lane for lane, found in enumerate(lanes) for _ in found]))
    cursors = [iter(found) for found in lanes]
    return Log(numbered(next(cursors[lane]) for lane in order), requests, tokens)


def numbered(messages: Iterable[CleanMessage]) -> tuple[CleanMessage, ...]:
    """The messages as a log: clean offsets in order."""
    return tuple(replace(message, offset=offset) for offset, message in enumerate(messages))


def pushes(state: State, messages: Sequence[CleanMessage], every: int = 1) -> Iterator[list[TimeSeries]]:
    """What an owner pushes that closes after every so many messages."""
    for position, message in enumerate(messages, 1):
        fold(state, message, read_events(message), RULES)
        if position % every == 0 or position == len(messages):
            while series := close(state, RULES, max_points=3):
                yield series


def stored(*owners: Iterable[list[TimeSeries]]) -> tuple[Samples, int]:
    """What a Prometheus holds after these pushes, and how many of them contradicted it."""
    held: Samples = {}
    conflicts = 0
    for owner in owners:
        for series in owner:
            for one in series:
                values = held.setdefault(one.labels, {})
                for value, ms in one.samples:
                    conflicts += values.setdefault(ms, value) != value
    return held, conflicts


def received(owner: Iterable[list[TimeSeries]]) -> Samples:
    """The same by way of the wire: encoded, decoded and stored by a receiver."""
    receiver = RemoteWriteReceiver()
    for series in owner:
        receiver.receive(Request(receiver.path, HEADERS["2.0"], encode_write(series, "2.0")))
    return receiver.samples


def totals(samples: Samples, name: str) -> Counter[tuple[str, ...]]:
    """Newest values of a family, by label values in order of label names."""
    found: Counter[tuple[str, ...]] = Counter()
    for labels, values in samples.items():
        pairs = dict(labels)
        if pairs.pop("__name__") == name:
            pairs.pop("partition")
            found[tuple(value for _, value in sorted(pairs.items()))] += int(values[max(values)])
    return found


@FEW
@given(logs())
def test_totals_are_exact(log: Log) -> None:
    """Late, early and forged records included, each is counted once and every token with it."""
    samples, conflicts = stored(pushes(State(1), log.messages))
    assert conflicts == 0
    assert totals(samples, "llm_inference_requests_total") == log.requests
    assert totals(samples, "llm_input_tokens_total") == Counter(
        {(model,): count for model, count in log.tokens.items()}
    )
    assert sum(totals(samples, "llm_inference_latency_seconds_count").values()) == log.requests.total()


@FEW
@given(logs(), st.integers(1, 20))
def test_samples_do_not_depend_on_batches(log: Log, every: int) -> None:
    """An owner that closes rarely hands out the samples, and comes to the state, of one that closes always."""
    often, rarely = State(1), State(1)
    assert stored(pushes(often, log.messages)) == stored(pushes(rarely, log.messages, every))
    assert often == rarely


@FEW
@given(logs())
def test_a_replay_pushes_the_same_bytes(log: Log) -> None:
    """Read again from the start, the log gives byte for byte the requests it gave before."""
    first, second = (
        [encode_write(series, "2.0") for series in pushes(State(1), log.messages)] for _ in range(2)
    )
    assert first == second


@FEW
@given(logs(), st.data())
def test_redelivery_is_harmless(log: Log, data: st.DataObject) -> None:
    """Clean copies of raw messages that stand in the log already change no sample."""
    repeated: list[CleanMessage] = []
    for message in log.messages:
        repeated.append(message)
        repeated.extend(data.draw(st.lists(st.sampled_from(repeated), max_size=2)))
    assert stored(pushes(State(1), numbered(repeated))) == stored(pushes(State(1), log.messages))


@FEW
@given(logs())
def test_series_begin_at_zero_and_never_fall(log: Log) -> None:
    """Each counter series starts with a zero, has a sample at every grid point, and never decreases."""
    samples, _ = stored(pushes(State(1), log.messages))
    for labels, values in samples.items():
        if ("__name__", "scrubline_derive_watermark_seconds") in labels:
            continue
        times = sorted(values)
        assert values[times[0]] == 0.0
        assert {late - early for early, late in pairwise(times)} == {STEP}
        assert all(values[early] <= values[late] for early, late in pairwise(times))


@FEW
@given(logs(), st.data())
def test_owners_never_contradict_one_another(log: Log, data: st.DataObject) -> None:
    """Crashes, replays and zombies: any owners, at any place, pushing in any order, store the one truth.

    Each owner replays the log from its start to some message and may die between a fold and its push. Their
    pushes interleave anyhow; the last owner finishes.
    """
    owners: list[list[list[TimeSeries]]] = []
    for _ in range(data.draw(st.integers(1, 3))):
        upto = data.draw(st.integers(0, len(log.messages)))
        made = list(pushes(State(1), log.messages[:upto], data.draw(st.integers(1, 5))))
        owners.append(made[: data.draw(st.integers(0, len(made)))])
    owners.append(list(pushes(State(1), log.messages)))
    order = data.draw(st.permutations([owner for owner, made in enumerate(owners) for _ in made]))
    cursors = [iter(made) for made in owners]
    samples, conflicts = stored(next(cursors[owner]) for owner in order)
    assert conflicts == 0
    assert samples == stored(pushes(State(1), log.messages))[0]


@FEW
@given(logs(), st.integers(1, 40))
def test_a_state_that_is_carried_over_goes_on_as_if_it_had_stayed(log: Log, cut: int) -> None:
    """A fold stopped at any message and resumed from its state is the fold of the whole log."""
    whole, parted = State(1), State(1)
    one = list(pushes(whole, log.messages))
    two = [*pushes(parted, log.messages[:cut]), *pushes(parted, log.messages[cut:])]
    assert (one, whole) == (two, parted)


@settings(max_examples=5, deadline=None)
@given(logs())
def test_the_wire_changes_no_sample(log: Log) -> None:
    """What a receiver decodes and stores is what the fold handed out, bit for bit."""
    assert received(pushes(State(1), log.messages)) == stored(pushes(State(1), log.messages))[0]


@given(st.integers(-(10**15), 10**15), st.integers(1, 10**6))
def test_grid_points_enclose_a_time(time_ms: int, step_ms: int) -> None:
    """A time lies between the grid points around it, less than a step from either."""
    before, after = point_at_or_before(time_ms, step_ms), point_at_or_after(time_ms, step_ms)
    assert before <= time_ms <= after
    assert after - before in {0, step_ms}
    assert before % step_ms == after % step_ms == 0
