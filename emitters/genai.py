"""Attribute names of one model call: OpenTelemetry GenAI names, and ours where no standard name exists.

The only module that spells them. Source: OpenTelemetry semantic conventions v1.41 (`gen_ai.*`) and the
renames of the GenAI repository that replaced it (`cache_write`, `reasoning`).
"""

# ruff: noqa: S105 -- the tokens in these names are pieces of text, not secrets

from __future__ import annotations

from typing import Final, Literal

__all__ = [
    "BATCH_SIZE",
    "CACHED_TOKENS",
    "CACHE_HIT",
    "COMPLETION_LENGTH_CHARACTERS",
    "DURATION_SECONDS",
    "ERROR_TYPE",
    "EVENT_GPU_XID",
    "EVENT_INFERENCE",
    "FEATURE",
    "FINISH_REASONS",
    "GPU_HOST",
    "GPU_MIG_INSTANCE",
    "GPU_PCI_ADDRESS",
    "GPU_PROCESS_ID",
    "GPU_RECOVERY_ACTION",
    "GPU_UUID",
    "GPU_XID",
    "HTTP_STATUS",
    "INPUT_MESSAGES",
    "INPUT_TOKENS",
    "INTER_TOKEN_MAX_SECONDS",
    "INTER_TOKEN_P50_SECONDS",
    "INTER_TOKEN_P99_SECONDS",
    "OPERATION_NAME",
    "OUTPUT_CHUNKS",
    "OUTPUT_MESSAGES",
    "OUTPUT_TOKENS",
    "PROMPT_LENGTH_CHARACTERS",
    "PROVIDER_NAME",
    "QUEUE_LENGTH",
    "QUEUE_SECONDS",
    "REASONING_TOKENS",
    "REQUEST_MODEL",
    "REQUEST_STREAM",
    "RESPONSE_ID",
    "RESPONSE_MODEL",
    "SIDE",
    "STATUS",
    "STATUSES",
    "TENANT",
    "TIME_PER_OUTPUT_TOKEN_SECONDS",
    "TIME_TO_FIRST_TOKEN_SECONDS",
    "TIME_TO_LAST_TOKEN_SECONDS",
    "USER_ID",
    "Side",
    "Status",
]

EVENT_INFERENCE: Final = "gen_ai.inference"
"""`event` of the one record per model call."""

Status = Literal["ok", "4xx", "5xx", "timeout", "generation_failure", "safety_refusal", "cancelled"]
STATUSES: Final[tuple[Status, ...]] = (
    "ok",
    "4xx",
    "5xx",
    "timeout",
    "generation_failure",
    "safety_refusal",
    "cancelled",
)

Side = Literal["client", "server"]
"""Which end of the call measured it: the service that called the model, or the one that ran it."""

SIDE: Final = "scrubline.side"
STATUS: Final = "scrubline.status"

OPERATION_NAME: Final = "gen_ai.operation.name"
PROVIDER_NAME: Final = "gen_ai.provider.name"
REQUEST_MODEL: Final = "gen_ai.request.model"
REQUEST_STREAM: Final = "gen_ai.request.stream"
RESPONSE_MODEL: Final = "gen_ai.response.model"
RESPONSE_ID: Final = "gen_ai.response.id"
FINISH_REASONS: Final = "gen_ai.response.finish_reasons"
INPUT_TOKENS: Final = "gen_ai.usage.input_tokens"
OUTPUT_TOKENS: Final = "gen_ai.usage.output_tokens"
CACHED_TOKENS: Final = "gen_ai.usage.cache_read.input_tokens"
REASONING_TOKENS: Final = "gen_ai.usage.reasoning.output_tokens"
INPUT_MESSAGES: Final = "gen_ai.input.messages"
OUTPUT_MESSAGES: Final = "gen_ai.output.messages"
ERROR_TYPE: Final = "error.type"
HTTP_STATUS: Final = "http.response.status_code"

DURATION_SECONDS: Final = "scrubline.duration_seconds"
QUEUE_SECONDS: Final = "scrubline.queue_seconds"
TIME_TO_FIRST_TOKEN_SECONDS: Final = "scrubline.time_to_first_token_seconds"
TIME_TO_LAST_TOKEN_SECONDS: Final = "scrubline.time_to_last_token_seconds"
TIME_PER_OUTPUT_TOKEN_SECONDS: Final = "scrubline.time_per_output_token_seconds"
INTER_TOKEN_P50_SECONDS: Final = "scrubline.inter_token_p50_seconds"
INTER_TOKEN_P99_SECONDS: Final = "scrubline.inter_token_p99_seconds"
INTER_TOKEN_MAX_SECONDS: Final = "scrubline.inter_token_max_seconds"
PROMPT_LENGTH_CHARACTERS: Final = "scrubline.prompt_length_characters"
COMPLETION_LENGTH_CHARACTERS: Final = "scrubline.completion_length_characters"
CACHE_HIT: Final = "scrubline.cache_hit"
OUTPUT_CHUNKS: Final = "scrubline.output_chunks"
"""Pieces of a stream that carried text: a token each with many engines, but not by contract."""
BATCH_SIZE: Final = "scrubline.batch_size"
QUEUE_LENGTH: Final = "scrubline.queue_length"
TENANT: Final = "scrubline.tenant"
FEATURE: Final = "scrubline.feature"
USER_ID: Final = "user.id"

EVENT_GPU_XID: Final = "gpu.xid"
"""`event` of one XID report of a GPU."""
GPU_XID: Final = "gpu.xid.code"
GPU_PCI_ADDRESS: Final = "gpu.pci.address"
GPU_HOST: Final = "host.name"
GPU_UUID: Final = "gpu.uuid"
GPU_MIG_INSTANCE: Final = "gpu.mig.instance"
GPU_RECOVERY_ACTION: Final = "gpu.recovery_action"
"""What the driver asks for (XID 154 only), as a lower-case word such as `gpu_reset_required`."""
GPU_PROCESS_ID: Final = "process.pid"
