"""Turn one event into observations: which series it adds to, and what. Pure but for the labels admitted.

Counters get an amount, histograms a value. A measurement that is absent adds nothing; one that is no number
in its range (redaction may have replaced it) is left out and counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from emitters import genai
from stream.derive.events import EVENT_HTTP_REQUEST, UNREADABLE, Event
from stream.derive.gpu import action_class
from stream.derive.labels import OTHER, Labelling, status_class
from stream.derive.state import Key

__all__ = ["Observation", "observe"]

Observation = tuple[Key, float]

MAX_SECONDS: Final = 1e7
MAX_COUNT: Final = 2**40
MAX_XID: Final = 999

_NOT_FAILED: Final = frozenset({"ok", "cancelled", "unknown"})
_UNUSABLE: Final = ("scrubline_derive_unusable_values_total",)


class _Observations:
    """Collects the observations of one event."""

    def __init__(self) -> None:
        self.found: list[Observation] = []
        self.unusable = 0

    def count(self, name: str, *labels: str, amount: float = 1.0) -> None:
        self.found.append(((name, *labels), amount))

    def number(self, value: object, most: float) -> float | None:
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most:
            return float(value)
        self.unusable += 1
        return None

    def value(self, number: float | None, name: str, *labels: str) -> None:
        """Observe a histogram's value, or add to a counter, unless there is none."""
        if number is not None:
            self.found.append(((name, *labels), number))


def observe(event: Event, labelling: Labelling, counted_side: genai.Side) -> Iterator[Observation]:
    """What an event adds to which series.

    Args:
        event: The event.
        labelling: Chooses label values.
        counted_side: Side of a call that the `llm_*` families count.
    """
    out = _Observations()
    if event is UNREADABLE:
        out.unusable += 1
    else:
        out.count("scrubline_derive_records_total", event.event)
        if event.event == genai.EVENT_INFERENCE:
            _call(event, labelling, counted_side, out)
        elif event.event == genai.EVENT_GPU_XID:
            _xid(event, labelling, out)
        elif event.event == EVENT_HTTP_REQUEST:
            _request(event, labelling, out)
    yield from out.found
    if out.unusable:
        yield _UNUSABLE, float(out.unusable)
    for label in labelling.replaced:
        yield ("scrubline_derive_other_label_total", label), 1.0


def _call(event: Event, labelling: Labelling, counted_side: genai.Side, out: _Observations) -> None:
    side = "server" if event.side == "server" else "client"
    model = labelling.model(event.request_model, event.response_model)
    status = labelling.status(event.status)
    duration = out.number(event.duration, MAX_SECONDS)
    first_token = out.number(event.first_token, MAX_SECONDS)
    per_token = out.number(event.per_token, MAX_SECONDS)
    tokens_in = out.number(event.input_tokens, MAX_COUNT)
    tokens_out = out.number(event.output_tokens, MAX_COUNT)
    cached = out.number(event.cached_tokens, MAX_COUNT)
    reasoning = out.number(event.reasoning_tokens, MAX_COUNT)

    if side == counted_side:
        who = (labelling.tenant(event.tenant), labelling.feature(event.feature))
        out.count("llm_inference_requests_total", model, status, *who)
        if status not in _NOT_FAILED:
            out.count("llm_inference_errors_total", model, status)
        if event.cache_hit is True:
            out.count("llm_cache_hits_total", model)
        out.value(duration, "llm_inference_latency_seconds", model, status)
        out.value(tokens_in, "llm_input_tokens_total", model, *who)
        out.value(tokens_out, "llm_output_tokens_total", model, *who)
        if tokens_in is not None or tokens_out is not None:
            out.value((tokens_in or 0.0) + (tokens_out or 0.0), "llm_token_usage_count", model)
        out.value(cached, "llm_cached_input_tokens_total", model)
        out.value(reasoning, "llm_reasoning_output_tokens_total", model)
        out.value(first_token, "llm_time_to_first_token_seconds", model)
        out.value(out.number(event.last_token, MAX_SECONDS), "llm_time_to_last_token_seconds", model)
        out.value(per_token, "llm_time_per_output_token_seconds", model)
        out.value(out.number(event.prompt_length, MAX_COUNT), "llm_prompt_length_characters", model)
        out.value(out.number(event.completion_length, MAX_COUNT), "llm_completion_length_characters", model)
    # Only one end knows these, and which one differs from engine to engine.
    out.value(out.number(event.queue, MAX_SECONDS), "llm_queue_seconds", model, side)
    out.value(out.number(event.queue_length, MAX_COUNT), "llm_queue_length", model, side)
    out.value(out.number(event.batch_size, MAX_COUNT), "llm_batch_size", model, side)

    call = (labelling.operation(event.operation), labelling.provider(event.provider), model)
    error_type = "" if status == "ok" else status
    if side == "client":
        out.value(duration, "gen_ai_client_operation_duration_seconds", *call, error_type)
        out.value(first_token, "gen_ai_client_operation_time_to_first_chunk_seconds", *call)
        out.value(per_token, "gen_ai_client_operation_time_per_output_chunk_seconds", *call)
        out.value(tokens_in, "gen_ai_client_token_usage", *call, "input")
        out.value(tokens_out, "gen_ai_client_token_usage", *call, "output")
        out.value(tokens_in, "gen_ai_client_inference_usage_input_tokens_total", *call)
        out.value(tokens_out, "gen_ai_client_inference_usage_output_tokens_total", *call)
        out.value(cached, "gen_ai_client_inference_usage_cache_read_input_tokens_total", *call)
        out.value(reasoning, "gen_ai_client_inference_usage_reasoning_output_tokens_total", *call)
    else:
        out.value(duration, "gen_ai_server_request_duration_seconds", *call, error_type)
        out.value(first_token, "gen_ai_server_time_to_first_token_seconds", *call)
        if status == "ok":
            out.value(per_token, "gen_ai_server_time_per_output_token_seconds", *call)


def _xid(event: Event, labelling: Labelling, out: _Observations) -> None:
    host = labelling.server_set("host", event.host)
    code = out.number(event.xid, MAX_XID)
    if code is None or code != int(code):
        out.count("gpu_xid_events_total", OTHER, "unknown", host)
    else:
        action = action_class(int(code), event.recovery_action)
        out.count("gpu_xid_events_total", str(int(code)), action, host)


def _request(event: Event, labelling: Labelling, out: _Observations) -> None:
    method = labelling.method(event.method)
    route = labelling.server_set("http_route", event.route)
    out.count("http_server_requests_total", method, route, status_class(event.http_status))
    out.value(out.number(event.duration, MAX_SECONDS), "http_server_request_duration_seconds", method, route)
