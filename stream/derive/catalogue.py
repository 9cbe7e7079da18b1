"""Every metric derived from the log stream: name, type, unit, labels, buckets, meaning. Docs come from here.

Each series also carries `partition`, the clean partition it was counted in, so that it has one writer ever;
queries sum over it. The `llm_*` families count the side of a call that the settings name, so that a call
seen from both ends counts once; the `gen_ai_*` families follow OpenTelemetry's names, each for its own side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stream.derive.series import Kind

__all__ = ["CATALOGUE", "METRICS", "Metric", "render_markdown"]

# OpenTelemetry's advice ends at 82 s; reasoning runs do not, so it is doubled on (vLLM's own end at 2,560 s).
DURATION_SECONDS: Final = tuple(round(0.01 * 2**power, 2) for power in range(19))
FIRST_TOKEN_SECONDS: Final = (
    *(0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75),
    *(1.0, 2.5, 5.0, 7.5, 10.0, 20.0, 40.0, 80.0, 160.0, 640.0, 2560.0),
)
PER_TOKEN_SECONDS: Final = (
    *(0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75),
    *(1.0, 2.5, 5.0, 10.0, 20.0, 40.0, 80.0),
)
HTTP_SECONDS: Final = (
    0.005,
    0.01,
    0.025,
    0.05,
    0.1,
    0.25,
    0.5,
    1.0,
    2.5,
    5.0,
    10.0,
    30.0,
    60.0,
    300.0,
    2560.0,
)
TOKENS: Final = tuple(float(4**power) for power in range(14))
CHARACTERS: Final = tuple(float(4**power) for power in range(2, 12))
COUNTS: Final = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0, 1024.0)

CALL: Final = ("gen_ai_operation_name", "gen_ai_provider_name", "gen_ai_request_model")
"""Labels of OpenTelemetry's families."""
WHO: Final = ("tenant", "feature")
"""Present only where the settings list tenants or features."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric family.

    Attributes:
        name: Prometheus name; unit and `_total` are part of it.
        kind: Type.
        unit: Unit of the values, "" for a number of things.
        labels: Label names besides `partition`, in the order of a series key.
        meaning: What is counted, in one sentence.
        buckets: Upper bounds of a histogram, ascending, without infinity.
    """

    name: str
    kind: Kind
    unit: str
    labels: tuple[str, ...]
    meaning: str
    buckets: tuple[float, ...] = ()


def _counter(name: str, labels: tuple[str, ...], meaning: str, unit: str = "") -> Metric:
    return Metric(name, "counter", unit, labels, meaning)


def _histogram(
    name: str, unit: str, labels: tuple[str, ...], buckets: tuple[float, ...], meaning: str
) -> Metric:
    return Metric(name, "histogram", unit, labels, meaning, buckets)


CATALOGUE: Final[tuple[Metric, ...]] = (
    _counter(
        "llm_inference_requests_total", ("model_name", "status", *WHO), "Model calls, whatever their outcome."
    ),
    _counter(
        "llm_inference_errors_total",
        ("model_name", "error_class"),
        "Model calls that failed: 4xx, 5xx, timeout, generation failure, safety refusal.",
    ),
    _histogram(
        "llm_inference_latency_seconds",
        "seconds",
        ("model_name", "status"),
        DURATION_SECONDS,
        "Model calls from start to end, queueing included.",
    ),
    _counter("llm_input_tokens_total", ("model_name", *WHO), "Tokens read, cached ones included.", "tokens"),
    _counter(
        "llm_output_tokens_total", ("model_name", *WHO), "Tokens written, reasoning included.", "tokens"
    ),
    _counter(
        "llm_token_usage_count", ("model_name",), "Input and output tokens together; a counter.", "tokens"
    ),
    _counter("llm_cached_input_tokens_total", ("model_name",), "Input tokens read from a cache.", "tokens"),
    _counter(
        "llm_reasoning_output_tokens_total", ("model_name",), "Output tokens spent on reasoning.", "tokens"
    ),
    _counter("llm_cache_hits_total", ("model_name",), "Model calls answered from an application cache."),
    _histogram(
        "llm_time_to_first_token_seconds",
        "seconds",
        ("model_name",),
        FIRST_TOKEN_SECONDS,
        "From the start of the call to its first token.",
    ),
    _histogram(
        "llm_time_to_last_token_seconds",
        "seconds",
        ("model_name",),
        DURATION_SECONDS,
        "From the start of the call to its last token.",
    ),
    _histogram(
        "llm_time_per_output_token_seconds",
        "seconds",
        ("model_name",),
        PER_TOKEN_SECONDS,
        "Mean time between output tokens of one call.",
    ),
    _histogram(
        "llm_queue_seconds",
        "seconds",
        ("model_name", "side"),
        FIRST_TOKEN_SECONDS,
        "Time a call waited before the model took it, by the side that measured it.",
    ),
    _histogram(
        "llm_queue_length",
        "",
        ("model_name", "side"),
        COUNTS,
        "Calls waiting when this one came, by the side that measured it.",
    ),
    _histogram(
        "llm_batch_size",
        "",
        ("model_name", "side"),
        COUNTS,
        "Calls that the model ran together with this one, by the side that measured it.",
    ),
    _histogram(
        "llm_prompt_length_characters", "characters", ("model_name",), CHARACTERS, "Length of the prompt."
    ),
    _histogram(
        "llm_completion_length_characters",
        "characters",
        ("model_name",),
        CHARACTERS,
        "Length of the completion.",
    ),
    _histogram(
        "gen_ai_client_operation_duration_seconds",
        "seconds",
        (*CALL, "error_type"),
        DURATION_SECONDS,
        "OpenTelemetry gen_ai.client.operation.duration; error_type holds the status of a failed call.",
    ),
    _histogram(
        "gen_ai_client_operation_time_to_first_chunk_seconds",
        "seconds",
        CALL,
        DURATION_SECONDS,
        "OpenTelemetry gen_ai.client.operation.time_to_first_chunk.",
    ),
    _histogram(
        "gen_ai_client_operation_time_per_output_chunk_seconds",
        "seconds",
        CALL,
        DURATION_SECONDS,
        "OpenTelemetry gen_ai.client.operation.time_per_output_chunk, from the mean of each call.",
    ),
    _histogram(
        "gen_ai_client_token_usage",
        "tokens",
        (*CALL, "gen_ai_token_type"),
        TOKENS,
        "OpenTelemetry gen_ai.client.token.usage (v1.41): tokens per call, input or output.",
    ),
    *(
        _counter(
            f"gen_ai_client_inference_usage_{name}_total",
            CALL,
            f"OpenTelemetry gen_ai.client.inference.usage.{source}.",
            "tokens",
        )
        for name, source in (
            ("input_tokens", "input_tokens"),
            ("output_tokens", "output_tokens"),
            ("cache_read_input_tokens", "cache_read.input_tokens"),
            ("reasoning_output_tokens", "reasoning.output_tokens"),
        )
    ),
    _histogram(
        "gen_ai_server_request_duration_seconds",
        "seconds",
        (*CALL, "error_type"),
        DURATION_SECONDS,
        "OpenTelemetry gen_ai.server.request.duration; error_type holds the status of a failed call.",
    ),
    _histogram(
        "gen_ai_server_time_to_first_token_seconds",
        "seconds",
        CALL,
        FIRST_TOKEN_SECONDS,
        "OpenTelemetry gen_ai.server.time_to_first_token: queue and prefill.",
    ),
    _histogram(
        "gen_ai_server_time_per_output_token_seconds",
        "seconds",
        CALL,
        PER_TOKEN_SECONDS,
        "OpenTelemetry gen_ai.server.time_per_output_token, successful calls only.",
    ),
    _counter("gpu_xid_events_total", ("xid", "action_class", "host"), "XID reports of NVIDIA GPUs."),
    _counter(
        "http_server_requests_total",
        ("http_request_method", "http_route", "status_class"),
        "HTTP requests answered, by route template.",
    ),
    _histogram(
        "http_server_request_duration_seconds",
        "seconds",
        ("http_request_method", "http_route"),
        HTTP_SECONDS,
        "HTTP requests from first byte in to last byte out.",
    ),
    _counter(
        "scrubline_derive_records_total", ("event",), "Records that metrics were derived from, each once."
    ),
    _counter(
        "scrubline_derive_late_records_total",
        (),
        "Records counted at a later grid point than their own, which was closed already.",
    ),
    _counter("scrubline_derive_other_label_total", ("label",), "Label values replaced by `other`."),
    _counter(
        "scrubline_derive_unusable_values_total",
        (),
        "Measurements left out because they were no number in their range, and records that were not readable.",
    ),
    _counter(
        "scrubline_derive_gap_offsets_total",
        (),
        "Raw offsets that never came, where the settings say to go on after a gap or retention cut the clean log.",
    ),
    Metric(
        "scrubline_derive_watermark_seconds",
        "gauge",
        "seconds",
        (),
        "Grid point up to which a partition is complete; totals are exact up to the smallest one.",
    ),
)

METRICS: Final = {metric.name: metric for metric in CATALOGUE}
"""The catalogue by name."""


def render_markdown() -> str:
    """The catalogue as a Markdown table."""
    rows = ["| Metric | Type | Unit | Labels | Meaning |", "|---|---|---|---|---|"]
    rows += [
        f"| `{metric.name}` | {metric.kind} | {metric.unit or '1'} "
        f"| {', '.join((*metric.labels, 'partition'))} | {metric.meaning} |"
        for metric in CATALOGUE
    ]
    return "\n".join(rows) + "\n"
