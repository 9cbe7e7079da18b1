"""Derivation: what a record counts as, on which grid point, under which labels."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from emitters import asgi, genai
from stream.derive import AllowedLabels, OriginGap, Rules, State, TimeSeries, close, fold, read_events
from stream.derive.catalogue import CATALOGUE, METRICS, render_markdown
from stream.derive.events import EVENT_HTTP_REQUEST
from stream.derive.gpu import ACTION_CLASSES, action_class
from stream.messages import CleanMessage, Origin

STEP = 15_000
POINT = 1_763_000_010_000
"""A grid point, in epoch milliseconds."""

RULES = Rules(frozenset({("logs", 0)}), labels=AllowedLabels(models=frozenset({"tiny-1"})))


def stamp(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat().replace("+00:00", "Z")


def call(ms: int, **fields: Any) -> dict[str, Any]:
    """A record of one successful call; a field set to None is left out."""
    found = {
        "timestamp": stamp(ms),
        "level": "info",
        "event": genai.EVENT_INFERENCE,
        "trace_id": "ab" * 16,
        genai.SIDE: "client",
        genai.STATUS: "ok",
        genai.OPERATION_NAME: "chat",
        genai.PROVIDER_NAME: "vllm",
        genai.REQUEST_MODEL: "tiny-1",
        genai.INPUT_TOKENS: 7,
        genai.OUTPUT_TOKENS: 3,
        genai.DURATION_SECONDS: 0.5,
    } | fields
    return {name: value for name, value in found.items() if value is not None}


def message(
    offset: int,
    append_ms: int,
    records: Sequence[dict[str, Any]] = (),
    *,
    lane: int = 0,
    previous: int | None = None,
    clean: int | None = None,
) -> CleanMessage:
    value = msgspec.json.Encoder().encode_lines(records) if records else b""
    origin = Origin("logs", "0", lane, offset, offset - 1 if previous is None else previous, append_ms)
    return CleanMessage(2, offset if clean is None else clean, origin, value, len(records), "p")


def derive(messages: Sequence[CleanMessage], rules: Rules = RULES) -> tuple[State, list[TimeSeries]]:
    """Fold messages from the start of the log, closing after each; the series of all closings, in order."""
    state = State(2)
    found: list[TimeSeries] = []
    for one in messages:
        fold(state, one, read_events(one), rules)
        while series := close(state, rules):
            found += series
    return state, found


def values(series: Sequence[TimeSeries], name: str, **labels: str) -> list[tuple[float, int]]:
    """All samples of the one series with this name and exactly these labels, in the order handed out."""
    wanted = {"__name__": name, "partition": "2", **labels}
    return [sample for one in series if dict(one.labels) == wanted for sample in one.samples]


def totals(series: Sequence[TimeSeries]) -> dict[str, float]:
    """Newest value of every counter and histogram part, by name and labels written as text."""
    found = {}
    for one in series:
        labels = dict(one.labels)
        name = labels.pop("__name__")
        labels.pop("partition")
        found[name + ("{" + ",".join(f"{k}={v}" for k, v in labels.items()) + "}" if labels else "")] = (
            one.samples[-1][0]
        )
    return found


def after(append_ms: int, offset: int = 1_000, lane: int = 0) -> CleanMessage:
    """A tick late enough to close the grid point of `append_ms`."""
    return message(offset, append_ms + 2 * STEP, lane=lane, previous=-1)


def counted(*records: dict[str, Any], rules: Rules = RULES) -> dict[str, float]:
    """Totals after these records, all on time."""
    return totals(derive([message(0, POINT + 1_000, records), after(POINT + 1_000)], rules)[1])


def test_a_call_counts_at_the_grid_point_of_its_own_time() -> None:
    """A record adds at the first grid point that is not before it, and a zero stands one step earlier."""
    _, series = derive([message(0, POINT + 1_000, [call(POINT + 500)]), after(POINT)])
    labels = {"model_name": "tiny-1", "status": "ok"}
    assert values(series, "llm_inference_requests_total", **labels) == [(0.0, POINT), (1.0, POINT + STEP)]


def test_a_record_exactly_on_a_grid_point_belongs_to_it() -> None:
    """Intervals are open to the left and closed to the right, as Prometheus reads ranges."""
    _, series = derive([message(0, POINT, [call(POINT)]), after(POINT)])
    samples = values(series, "llm_inference_requests_total", model_name="tiny-1", status="ok")
    assert samples[:2] == [(0.0, POINT - STEP), (1.0, POINT)]


def test_every_series_has_a_sample_at_every_closed_point() -> None:
    """A quiet series repeats its total on each grid point, so that `x - x offset w` is exact."""
    _, series = derive([message(0, POINT, [call(POINT)]), message(1, POINT + 10 * STEP)])
    samples = values(series, "llm_input_tokens_total", model_name="tiny-1")
    assert [ms for _, ms in samples] == list(range(POINT - STEP, POINT + 10 * STEP, STEP))
    assert {value for value, _ in samples} == {0.0, 7.0}


def test_long_silence_is_handed_out_in_bounded_pieces() -> None:
    """After an hour of silence no closing holds more than its share of grid points, and none is left out."""
    state = State(2)
    for one in (message(0, POINT, [call(POINT)]), message(1, POINT + 240 * STEP)):
        fold(state, one, read_events(one), RULES)
    pieces = []
    while series := close(state, RULES, max_points=40):
        pieces.append(values(series, "llm_input_tokens_total", model_name="tiny-1"))
    assert all(len(piece) <= 41 for piece in pieces)
    times = [ms for piece in pieces for _, ms in piece]
    assert times == list(range(POINT - STEP, POINT + 240 * STEP, STEP))


def test_a_late_record_counts_at_the_first_open_point() -> None:
    """What comes after its grid point was closed is counted at the next one, and counted as late."""
    _, series = derive(
        [
            message(0, POINT, [call(POINT)]),
            message(1, POINT + 2 * STEP),
            message(2, POINT + 2 * STEP, [call(POINT)]),
            message(3, POINT + 4 * STEP),
        ]
    )
    requests = values(series, "llm_inference_requests_total", model_name="tiny-1", status="ok")
    assert requests[-3:] == [(1.0, POINT + STEP), (2.0, POINT + 2 * STEP), (2.0, POINT + 3 * STEP)]
    assert values(series, "scrubline_derive_late_records_total")[:2] == [
        (0.0, POINT + STEP),
        (1.0, POINT + 2 * STEP),
    ]


@pytest.mark.parametrize("timestamp", ["2099-01-01T00:00:00Z", "soon", None, 5])
def test_a_forged_or_missing_time_counts_at_its_append_time(timestamp: object) -> None:
    """No record can count later than the broker took it, and one without a time counts when it was taken."""
    _, series = derive([message(0, POINT, [call(0, timestamp=timestamp)]), after(POINT)])
    samples = values(series, "llm_inference_requests_total", model_name="tiny-1", status="ok")
    assert samples[:2] == [(0.0, POINT - STEP), (1.0, POINT)]


def test_the_watermark_waits_for_the_slowest_raw_partition() -> None:
    """A grid point closes only when every configured raw partition is past it; an unseen one holds it open."""
    rules = Rules(frozenset({("logs", 0), ("logs", 1)}), labels=RULES.labels)
    state, series = derive([message(0, POINT, [call(POINT)]), message(1, POINT + 9 * STEP, clean=1)], rules)
    assert series == []
    one = message(0, POINT + STEP, [call(POINT)], lane=1, clean=2)
    fold(state, one, read_events(one), rules)
    samples = values(close(state, rules), "llm_inference_requests_total", model_name="tiny-1", status="ok")
    assert samples == [(0.0, POINT - STEP), (2.0, POINT)]


def test_a_redelivered_message_is_counted_once() -> None:
    """A raw message that stands twice in the clean log counts once; the read position moves on."""
    first = message(0, POINT, [call(POINT)])
    state, series = derive([first, message(0, POINT, [call(POINT)], clean=1), after(POINT)])
    assert totals(series)["llm_inference_requests_total{model_name=tiny-1,status=ok}"] == 1.0
    assert state.next_offset == 1_001


def test_a_gap_stops_before_anything_is_counted() -> None:
    """A message whose predecessor never came is refused with the lane and the number missing."""
    state, _ = derive([message(0, POINT, [call(POINT)])])
    one = message(9, POINT, [call(POINT)], previous=6)
    with pytest.raises(OriginGap, match=r"logs partition 0: raw offsets 1\.\.6") as raised:
        fold(state, one, read_events(one), RULES)
    assert raised.value.missing == 6
    assert state == derive([message(0, POINT, [call(POINT)])])[0]


def test_an_accepted_gap_is_counted() -> None:
    """Where the settings say so, the fold goes on and the missing offsets are a metric."""
    rules = Rules(RULES.raw_partitions, labels=RULES.labels, accept_gaps=True)
    _, series = derive([message(0, POINT), message(9, POINT, previous=6), after(POINT)], rules)
    assert totals(series)["scrubline_derive_gap_offsets_total"] >= 6.0


def test_a_lane_begins_anywhere() -> None:
    """The first message of a lane may have any predecessor: retention, or a topic made anew."""
    state, _ = derive([message(500, POINT, previous=499)])
    assert state.positions == {("logs", "0", 0): 500}


def test_failures_are_counted_by_class() -> None:
    """Each failed call is a request with its status and an error of that class; a cancelled one is no error."""
    found = counted(*(call(POINT, **{genai.STATUS: status}) for status in genai.STATUSES))
    errors = {status for status in genai.STATUSES if status not in {"ok", "cancelled"}}
    assert {key for key in found if key.startswith("llm_inference_errors_total")} == {
        f"llm_inference_errors_total{{error_class={status},model_name=tiny-1}}" for status in errors
    }
    assert sum(
        value for key, value in found.items() if key.startswith("llm_inference_requests_total")
    ) == len(genai.STATUSES)


def test_tokens_are_counted_by_kind() -> None:
    """Input, output, cached, reasoning and total tokens have their own counters."""
    found = counted(call(POINT, **{genai.CACHED_TOKENS: 4, genai.REASONING_TOKENS: 2}))
    assert {key: value for key, value in found.items() if key.startswith("llm_") and "token" in key} == {
        "llm_input_tokens_total{model_name=tiny-1}": 7.0,
        "llm_output_tokens_total{model_name=tiny-1}": 3.0,
        "llm_token_usage_count{model_name=tiny-1}": 10.0,
        "llm_cached_input_tokens_total{model_name=tiny-1}": 4.0,
        "llm_reasoning_output_tokens_total{model_name=tiny-1}": 2.0,
    }


def test_each_side_has_its_own_families_and_a_call_counts_once() -> None:
    """A call seen from both ends is one in `llm_*`, and one in each of the client's and server's families."""
    found = counted(call(POINT), call(POINT, **{genai.SIDE: "server", genai.QUEUE_SECONDS: 0.1}))
    where = "gen_ai_operation_name=chat,gen_ai_provider_name=vllm,gen_ai_request_model=tiny-1"
    assert found["llm_inference_requests_total{model_name=tiny-1,status=ok}"] == 1.0
    assert found[f"gen_ai_client_operation_duration_seconds_count{{{where}}}"] == 1.0
    assert found[f"gen_ai_server_request_duration_seconds_count{{{where}}}"] == 1.0
    assert found["llm_queue_seconds_count{model_name=tiny-1,side=server}"] == 1.0


def test_histograms_are_cumulative() -> None:
    """A bucket holds everything up to its bound, the last one everything, count and sum agree."""
    found = counted(*(call(POINT, **{genai.DURATION_SECONDS: value}) for value in (0.01, 0.011, 1e4)))
    parts = {
        key.partition("le=")[2].partition(",")[0]: value
        for key, value in found.items()
        if key.startswith("llm_inference_latency_seconds_bucket")
    }
    assert parts["0.01"] == 1.0
    assert parts["0.02"] == parts["2621.44"] == 2.0
    assert parts["+Inf"] == 3.0
    assert found["llm_inference_latency_seconds_count{model_name=tiny-1,status=ok}"] == 3.0
    assert found["llm_inference_latency_seconds_sum{model_name=tiny-1,status=ok}"] == pytest.approx(
        10_000.021
    )


def test_exemplars_are_the_last_of_their_interval() -> None:
    """A bucket's exemplar in a grid interval is its latest observation with a well-formed trace id."""
    records = [
        call(POINT - 3_000, trace_id="01" * 16),
        call(POINT - 1_000, trace_id="02" * 16),
        call(POINT - 2_000, trace_id="03" * 16),
        call(POINT, trace_id="not a trace"),
        call(POINT, trace_id="0" * 32),
    ]
    _, series = derive([message(0, POINT, records), after(POINT)])
    (bucket,) = (
        one
        for one in series
        if ("__name__", "llm_inference_latency_seconds_bucket") in one.labels and one.exemplars
    )
    assert ("le", "0.64") in bucket.labels
    assert [(e.trace_id, e.timestamp_ms, e.value) for e in bucket.exemplars] == [
        ("02" * 16, POINT - 1_000, 0.5)
    ]


def test_label_values_that_are_not_allowed_are_other_and_counted() -> None:
    """What a client can type is no label: an unknown model, provider or operation is `other`, and counted."""
    found = counted(
        call(
            POINT,
            **{genai.REQUEST_MODEL: "a@b.example", genai.PROVIDER_NAME: "me", genai.OPERATION_NAME: "x"},
        )
    )
    assert found["llm_inference_requests_total{model_name=other,status=ok}"] == 1.0
    for label in ("model_name", "gen_ai_provider_name", "gen_ai_operation_name"):
        assert found[f"scrubline_derive_other_label_total{{label={label}}}"] == 1.0
    assert "a@b.example" not in repr(found)


def test_tenant_and_feature_are_labels_only_where_listed() -> None:
    """Without a list the labels are absent; with one, listed values show and others are `other`."""
    record = call(POINT, **{genai.TENANT: "acme", genai.FEATURE: "search"})
    assert "tenant" not in repr(counted(record))
    rules = Rules(
        RULES.raw_partitions,
        labels=AllowedLabels(
            models=frozenset({"tiny-1"}), tenants=frozenset({"acme"}), features=frozenset({"chat"})
        ),
    )
    found = counted(record, rules=rules)
    assert found["llm_input_tokens_total{feature=other,model_name=tiny-1,tenant=acme}"] == 7.0


def test_server_set_labels_are_capped() -> None:
    """Routes and hosts come from servers, but the number of their values is bounded all the same."""
    rules = Rules(RULES.raw_partitions, labels=AllowedLabels(max_server_set=2))
    found = counted(
        *(
            {"event": "http.request", "http.route": f"/{n}", "http.request.method": "GET"}
            | {"timestamp": stamp(POINT)}
            for n in (1, 2, 3, 1, 4)
        ),
        rules=rules,
    )
    where = "http_server_requests_total{{http_request_method=GET,http_route={},status_class=unknown}}"
    assert [found[where.format(route)] for route in ("/1", "/2", "other")] == [2.0, 1.0, 2.0]
    assert found["scrubline_derive_other_label_total{label=http_route}"] == 2.0


@pytest.mark.parametrize("value", [-1, "<PHONE_NUMBER>", True, [1], {"a": 1}, 1e300])
def test_a_measurement_that_is_no_number_is_left_out_and_counted(value: object) -> None:
    """Redaction or a bug may have replaced a number: the call counts, the measurement does not."""
    found = counted(call(POINT, **{genai.INPUT_TOKENS: value}))
    assert found["llm_inference_requests_total{model_name=tiny-1,status=ok}"] == 1.0
    assert found["scrubline_derive_unusable_values_total"] == 1.0
    assert "llm_input_tokens_total{model_name=tiny-1}" not in found


def test_requests_are_counted_by_route_and_class() -> None:
    """One HTTP record is one request of its route template and status class, with its duration."""
    record = {
        "timestamp": stamp(POINT),
        "event": asgi.EVENT_REQUEST,
        asgi.METHOD: "POST",
        asgi.ROUTE: "/v1/chat/completions",
        asgi.STATUS: 429,
        genai.DURATION_SECONDS: 0.2,
    }
    found = counted(record)
    where = "http_request_method=POST,http_route=/v1/chat/completions"
    assert found[f"http_server_requests_total{{{where},status_class=4xx}}"] == 1.0
    assert found[f"http_server_request_duration_seconds_count{{{where}}}"] == 1.0
    assert asgi.EVENT_REQUEST == EVENT_HTTP_REQUEST


def test_xid_reports_are_counted_by_action() -> None:
    """An XID report is an event with its action class; the class of 154 is the action it names."""
    records: list[dict[str, Any]] = [
        {"event": genai.EVENT_GPU_XID, genai.GPU_XID: 79, genai.GPU_HOST: "node-1"},
        {"event": genai.EVENT_GPU_XID, genai.GPU_XID: 79, genai.GPU_HOST: "node-1"},
        {
            "event": genai.EVENT_GPU_XID,
            genai.GPU_XID: 154,
            genai.GPU_HOST: "node-1",
            genai.GPU_RECOVERY_ACTION: "gpu_reset_required",
        },
        {"event": genai.EVENT_GPU_XID, genai.GPU_XID: "many", genai.GPU_HOST: "node-1"},
    ]
    found = counted(*(record | {"timestamp": stamp(POINT)} for record in records))
    assert {key: value for key, value in found.items() if key.startswith("gpu_")} == {
        "gpu_xid_events_total{action_class=hardware,host=node-1,xid=79}": 2.0,
        "gpu_xid_events_total{action_class=reset_gpu,host=node-1,xid=154}": 1.0,
        "gpu_xid_events_total{action_class=unknown,host=node-1,xid=other}": 1.0,
    }


@pytest.mark.parametrize(
    ("xid", "expected"), [(31, "restart_app"), (48, "ecc"), (74, "nvlink"), (95, "reset_gpu"), (5, "unknown")]
)
def test_xids_have_an_action_class(xid: int, expected: str) -> None:
    """The table says what to do about a code."""
    assert action_class(xid) == expected
    assert expected in ACTION_CLASSES


def test_lines_that_tell_nothing_are_skipped_and_broken_ones_counted() -> None:
    """Only lines with a countable event are decoded; one that names an event and cannot be read is counted."""
    one = CleanMessage(
        2,
        0,
        Origin("logs", "0", 0, 0, -1, POINT),
        b'{"event":"other"}\n{"event":"gen_ai.inference"\n{"a":"gen_ai.inference"}\n',
        3,
        "p",
    )
    assert len(read_events(one)) == 1
    assert totals(derive([one, after(POINT)])[1])["scrubline_derive_unusable_values_total"] == 1.0


def test_the_catalogue_declares_every_metric_once() -> None:
    """Names are unique, buckets ascend, histograms and only they have buckets, and the docs list them all."""
    assert len(METRICS) == len(CATALOGUE)
    for metric in CATALOGUE:
        assert list(metric.buckets) == sorted(set(metric.buckets))
        assert bool(metric.buckets) == (metric.kind == "histogram")
        assert f"| `{metric.name}` |" in render_markdown()


def test_buckets_reach_long_reasoning_runs() -> None:
    """Latency buckets go past vLLM's 2,560 s."""
    for name in ("llm_inference_latency_seconds", "llm_time_to_first_token_seconds"):
        assert METRICS[name].buckets[-1] >= 2_560


def test_a_long_silence_costs_a_few_points() -> None:
    """When the watermark jumps over hours, only the edges of the silence are written, and totals stay right."""
    rules = Rules(raw_partitions=frozenset({("logs", 0)}), step_ms=15_000)
    day_ms = 86_400_000
    start = 1_700_000_000_000 // 15_000 * 15_000
    state = State(0)
    stamps = [start, start + 60_000, start + day_ms, start + day_ms + 60_000]
    written: list[int] = []
    for offset, append_ms in enumerate(stamps):
        origin = Origin("logs", "0", 0, offset, offset - 1, append_ms)
        event = {"event": "gen_ai.inference", "scrubline.side": "client", "scrubline.status": "ok"}
        value = msgspec.json.encode(event) + b"\n"
        message = CleanMessage(0, offset, origin, value, 1, "plan")
        fold(state, message, read_events(message), rules)
        while series := close(state, rules):
            requests = [one for one in series if ("__name__", "llm_inference_requests_total") in one.labels]
            written += [stamp for one in requests for _, stamp in one.samples]
    assert len(written) < 600
    assert written == sorted(set(written))
    assert max(after - before for before, after in itertools.pairwise(written)) > day_ms // 2
