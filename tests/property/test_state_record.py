"""What is kept of a partition: exact, strict, and as good as the fold itself, wherever the log is cut."""

from __future__ import annotations

import struct
from collections import Counter
from dataclasses import replace

import cramjam
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stream.derive import AllowedLabels, State, close, decode_state, encode_state, fold, read_events
from stream.derive.carry import _shape, identity, take_over
from stream.derive.catalogue import METRICS, Metric
from stream.derive.record import SCHEMA
from stream.derive.series import Exemplar
from stream.derive.state import Distribution, Values
from stream.errors import StateUnreadable
from stream.messages import CleanMessage, Origin
from tests.property.test_derive import FEW, MODELS, RULES, STEP, Log, logs, pushes, stored, totals

IDENTITY = identity(RULES, {})


def carried(state: State) -> State:
    """The state after a way through its bytes."""
    return decode_state(encode_state(state, STEP, IDENTITY), state.partition).state


def folded(log: Log, upto: int) -> State:
    """The fold of a log's beginning, nothing of it handed out."""
    state = State(1)
    for message in log.messages[:upto]:
        fold(state, message, read_events(message), RULES)
    return state


@FEW
@given(logs(), st.integers(0, 20), st.booleans())
def test_a_kept_state_folds_on_like_the_one_that_stayed(log: Log, cut: int, pushed: bool) -> None:
    """fold(a + b) is the fold of b onto what was restored of fold(a): the same samples, and the same state."""
    whole = State(1)
    one = [*pushes(whole, log.messages[:cut]), *pushes(whole, log.messages[cut:])]
    first = folded(log, cut)
    before = []
    while pushed and (series := close(first, RULES)):
        before.append(series)
    taken = take_over(decode_state(encode_state(first, STEP, IDENTITY), 1), RULES, IDENTITY)
    rest = list(pushes(taken.state, log.messages[cut:]))
    assert stored(before, taken.writes, rest) == stored(one)
    assert taken.state == whole
    assert (taken.changed, taken.anew, taken.state.excused) == ([], [], set())


@FEW
@given(logs(), st.integers(0, 20))
def test_a_record_holds_every_bit(log: Log, cut: int) -> None:
    """A state comes back equal, and equal states have equal bytes, whatever order they grew in."""
    state = folded(log, cut)
    once = encode_state(state, STEP, IDENTITY)
    kept = decode_state(once, 1)
    assert (kept.state, kept.step_ms, kept.rules) == (state, STEP, IDENTITY)
    assert encode_state(kept.state, STEP, IDENTITY) == once


FLOATS = st.floats(allow_nan=True, allow_infinity=True)
NUMBERS = st.integers(-(2**63), 2**63 - 1)


@settings(max_examples=50, deadline=None)
@given(st.lists(FLOATS, max_size=8), st.lists(NUMBERS, min_size=1, max_size=8), st.text(max_size=8))
def test_numbers_come_back_bit_by_bit(floats: list[float], numbers: list[int], text: str) -> None:
    """Negative zero, the smallest and largest numbers, infinity and NaN among them; and any text."""
    state = State(1, next_offset=numbers[0])
    state.positions = {("logs", text, at): number for at, number in enumerate(numbers)}
    state.base = {("x", str(at)): value for at, value in enumerate(floats)}
    witness = Exemplar("f" * 32, floats[0] if floats else 0.5, numbers[-1])
    state.open = {15: {("d",): Distribution(numbers, floats[-1] if floats else -0.0, {3: witness})}}
    state.admitted = {"host": {text, "b"}}
    state.excused = {("logs", text, 0)}
    back = carried(state)
    assert [struct.pack("<d", value) for value in back.base.values()] == [
        struct.pack("<d", value) for value in floats
    ]
    got, sent = back.open[15]["d",], state.open[15]["d",]
    assert isinstance(got, Distribution)
    assert isinstance(sent, Distribution)
    assert struct.pack("<d", got.total) == struct.pack("<d", sent.total)
    assert (got.counts, got.exemplars[3].timestamp_ms) == (numbers, numbers[-1])
    assert (back.positions, back.next_offset) == (state.positions, state.next_offset)
    assert (back.admitted, back.excused) == (state.admitted, state.excused)
    assert {type(value) for value in back.base.values()} <= {float}


@FEW
@given(logs(), st.data())
def test_no_other_bytes_pass_for_a_record(log: Log, data: st.DataObject) -> None:
    """A newer schema, a cut end, other bytes and another partition are refused by name, and nothing else happens."""
    record = encode_state(folded(log, len(log.messages)), STEP, IDENTITY)
    newer = bytes((SCHEMA + 1,)) + record[1:]
    with pytest.raises(StateUnreadable, match=rf"partition 1 .*schema is {SCHEMA + 1}, known is {SCHEMA}"):
        decode_state(newer, 1)
    with pytest.raises(StateUnreadable, match="it is of partition 1"):
        decode_state(record, 2)
    for other in (
        b"",
        record[: data.draw(st.integers(0, len(record) - 1))],
        data.draw(st.binary(max_size=60)),
    ):
        with pytest.raises(StateUnreadable, match="run the version that wrote it"):
            decode_state(other, 1)


def test_a_record_with_one_field_more_is_refused() -> None:
    """A version that adds to the record without raising the schema is found out, not read wrongly."""
    record = encode_state(State(1), STEP, IDENTITY)
    fields = msgspec.msgpack.decode(bytes(cramjam.zstd.decompress(record[1:])))
    more = record[:1] + bytes(cramjam.zstd.compress(msgspec.msgpack.encode([*fields, 1])))
    with pytest.raises(StateUnreadable, match="it does not decode: ValidationError"):
        decode_state(more, 1)


@FEW
@given(logs(), st.integers(1, 20), st.sampled_from((1_000, 5_000, 10_000, 60_000)))
def test_on_another_grid_totals_go_on(log: Log, cut: int, step_ms: int) -> None:
    """Nothing is lost or counted twice by a change of the grid, and no sample stands where one stood before."""
    first = folded(log, cut)
    rules = replace(RULES, step_ms=step_ms, lateness_ms=min(5_000, step_ms))
    taken = take_over(decode_state(encode_state(first, STEP, IDENTITY), 1), rules, identity(rules, {}))
    assert "grid" in taken.changed
    rest = []
    end = max(message.origin.append_ms for message in log.messages) + 10 * 60_000
    for message in (*log.messages[cut:], *ticks(log, end)):
        fold(taken.state, message, read_events(message), rules)
        while series := close(taken.state, rules):
            rest.append(series)
    samples, conflicts = stored(taken.writes, rest)
    assert conflicts == 0
    assert totals(samples, "llm_inference_requests_total") == log.requests
    assert all(
        list(values.values()) == sorted(values.values())
        for labels, values in ((labels, dict(sorted(values.items()))) for labels, values in samples.items())
        if ("__name__", "llm_inference_requests_total") in labels
    )


def ticks(log: Log, append_ms: int) -> list[CleanMessage]:
    """An empty message in each raw partition behind the end of a log."""
    last = {message.origin.lane: message.origin.offset for message in log.messages}
    return [
        CleanMessage(1, len(log.messages) + at, Origin(*lane, offset + 1, offset, append_ms), b"", 0, "p")
        for at, (lane, offset) in enumerate(last.items())
    ]


@FEW
@given(logs(), st.integers(1, 20))
def test_with_other_models_what_was_counted_stays(log: Log, cut: int) -> None:
    """What was counted under a name stays so; what comes is counted as the new rules say, each request once."""
    first = folded(log, cut)
    rules = replace(RULES, labels=AllowedLabels(models=frozenset(MODELS[:1])))
    taken = take_over(decode_state(encode_state(first, STEP, IDENTITY), 1), rules, identity(rules, {}))
    assert taken.changed == ["models"]
    rest = []
    for message in log.messages[cut:]:
        fold(taken.state, message, read_events(message), rules)
        while series := close(taken.state, rules):
            rest.append(series)
    samples, conflicts = stored(taken.writes, rest)
    assert conflicts == 0
    counted: Counter[str] = Counter()
    for (_, status), number in totals(samples, "llm_inference_requests_total").items():
        counted[status] += number
    truth: Counter[str] = Counter()
    for (_, status), number in log.requests.items():
        truth[status] += number
    assert +counted == +truth


def test_series_of_another_shape_begin_anew() -> None:
    """A histogram with other bounds, a family that is gone, a label more: left out and told, and the rest goes on."""
    known = ("llm_inference_requests_total", "tiny-1", "ok", "", "")
    base: Values = {
        known: 3.0,
        ("gone_total",): 1.0,
        ("llm_cache_hits_total", "tiny-1", "more"): 1.0,
        ("llm_inference_latency_seconds", "tiny-1", "ok"): Distribution([1, 2]),
        ("llm_queue_seconds", "tiny-1", "client"): 2.0,
    }
    state = State(1, closed_ms=STEP, pushed_ms=STEP, base=dict(base), open={2 * STEP: dict(base)})
    kept = decode_state(encode_state(state, STEP, IDENTITY), 1)
    taken = take_over(kept, RULES, IDENTITY)
    assert taken.anew == sorted(set(base) - {known})
    assert taken.state.base == {known: 3.0, ("llm_inference_latency_seconds", "tiny-1", "ok"): ZERO}
    assert taken.state.open == {2 * STEP: {known: 3.0}}


LATENCY = METRICS["llm_inference_latency_seconds"]
ZERO = Distribution([0] * (len(LATENCY.buckets) + 1))
HALVED = replace(LATENCY, buckets=tuple(bound / 2 for bound in LATENCY.buckets))
RENAMED = replace(LATENCY, labels=("model_name", "outcome"))


def counted(*metrics: Metric, **other: str) -> dict[str, str]:
    """The identity of a version that has these families otherwise."""
    return {**IDENTITY, **{f"family {metric.name}": _shape(metric) for metric in metrics}, **other}


def unsaid(**other: str) -> dict[str, str]:
    """The identity of a version that did not tell the families one by one."""
    return {name: value for name, value in IDENTITY.items() if not name.startswith("family ")} | other


@pytest.mark.parametrize(
    ("theirs", "anew", "zero"),
    [
        (IDENTITY, False, False),
        (counted(HALVED), True, True),
        (counted(RENAMED), True, False),
        (counted(replace(METRICS["llm_queue_seconds"], buckets=(1.0,))), False, False),
        (unsaid(), False, False),
        (unsaid(derive="another"), True, True),
    ],
)
def test_buckets_with_other_bounds_are_not_gone_on_with(
    theirs: dict[str, str], anew: bool, zero: bool
) -> None:
    """As many buckets are not the same ones: what was counted in others begins at zero, and the rest goes on.

    Its zero stands behind every point that may have been pushed, or the backend would refuse the request for it, and
    before the next one, or what is counted there would be lost on `increase`. Of labels that are called otherwise
    nothing goes on, for their values would stand under wrong names.
    """
    latency, requests = (
        (LATENCY.name, "tiny-1", "ok"),
        ("llm_inference_requests_total", "tiny-1", "ok", "", ""),
    )
    values: Values = {latency: replace(ZERO, counts=[1] * len(ZERO.counts), total=7.0), requests: 3.0}
    state = State(1, 5, closed_ms=3 * STEP, pushed_ms=STEP, base=dict(values))
    state.open = {2 * STEP: dict(values), 4 * STEP: dict(values)}
    taken = take_over(decode_state(encode_state(state, STEP, theirs), 1), RULES, IDENTITY)
    assert taken.anew == [latency] * anew
    assert not [name for name in taken.changed if name.startswith("family ")]
    pushed = {dict(series.labels)["__name__"]: series.samples for write in taken.writes for series in write}
    first = ((0.0, 3 * STEP + 1),)
    if anew:
        assert pushed.get(f"{LATENCY.name}_sum") == (first if zero else None)
        assert pushed.get(f"{LATENCY.name}_count") == (first if zero else None)
    else:
        assert pushed[f"{LATENCY.name}_sum"][-1] == (14.0, 3 * STEP)
    assert "llm_inference_requests_total" in pushed
    assert taken.state.base[requests] == 6.0
    if zero:
        taken.state.open[4 * STEP][latency] = values[latency]
    taken.state.closed_ms = 4 * STEP
    last = {dict(series.labels)["__name__"]: series.samples for series in close(taken.state, RULES)}
    assert last["llm_inference_requests_total"] == ((9.0, 4 * STEP),)
    if anew:
        assert last.get(f"{LATENCY.name}_sum") == (((7.0, 4 * STEP),) if zero else None)
    else:
        assert last[f"{LATENCY.name}_sum"] == ((21.0, 4 * STEP),)


def test_a_family_tells_its_labels_and_its_bounds() -> None:
    """Each change of either is another shape, and each family has one."""
    shapes = {
        _shape(metric) for metric in (LATENCY, HALVED, RENAMED, replace(LATENCY, labels=LATENCY.labels[::-1]))
    }
    assert len(shapes) == 4
    assert {f"family {name}" for name in METRICS} <= IDENTITY.keys()


def test_a_state_is_small() -> None:
    """Two thousand histograms of 20 buckets, half of them open too, take less than 200 kB."""
    values: Values = {
        ("llm_inference_latency_seconds", f"model-{at}", "ok"): Distribution(
            [at * bucket % 977 for bucket in range(20)], at * 0.37
        )
        for at in range(2_000)
    }
    half = dict(list(values.items())[:1_000])
    state = State(1, closed_ms=0, pushed_ms=0, base=values, open={STEP: half})
    assert len(encode_state(state, STEP, IDENTITY)) < 200_000
