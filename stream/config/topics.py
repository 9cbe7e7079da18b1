"""The topics of both zones: what they are called, how they are kept, and who may touch them. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from stream.config.inputs import inputs_of
from stream.config.settings import Settings
from stream.config.topic_names import (
    CLEAN_AUDIT,
    CLEAN_DEAD,
    CLEAN_LOGS,
    CLEAN_SPANS,
    RAW_DEAD,
    RAW_LOGS,
    RAW_SPANS,
)

__all__ = [
    "LOG_APPEND_TIME",
    "TIMESTAMP_TYPE",
    "TopicPlan",
    "access_matrix",
    "topic_plans",
]

TIMESTAMP_TYPE: Final = "message.timestamp.type"
LOG_APPEND_TIME: Final = "LogAppendTime"

_RAW_MESSAGE_BYTES: Final = 1 << 20
_CLEAN_FACTOR: Final = 4
"""Tokens can grow: clean messages may be this much larger than raw ones."""
_DAY_SECONDS: Final = 86_400
_SEGMENT_SECONDS: Final = 3600
"""Retention deletes whole segments; without this a quiet partition keeps personal data much longer than stated."""


@dataclass(frozen=True, slots=True)
class TopicPlan:
    """One topic as it should be.

    Attributes:
        name: Full name.
        zone: On which side of the privacy boundary it lies.
        partitions: Fixed for life: origins and metric series depend on it.
        config: Kafka topic settings.
        written_by: Who needs write access.
        read_by: Who needs read access; nobody else may have it.
    """

    name: str
    zone: Literal["raw", "clean"]
    partitions: int
    config: Mapping[str, str]
    written_by: tuple[str, ...]
    read_by: tuple[str, ...]


def topic_plans(settings: Settings) -> tuple[TopicPlan, ...]:
    """Every topic of an installation; foreign topics belong to somebody else and are not among them."""
    shared = {"min.insync.replicas": str(max(1, settings.replication - 1))}
    raw = shared | {
        # Ours, not the client's: the watermark of the metrics must not be forgeable by a record dated 2099.
        TIMESTAMP_TYPE: LOG_APPEND_TIME,
        "retention.ms": _ms(settings.raw_retention_seconds),
        "segment.ms": _ms(min(_SEGMENT_SECONDS, settings.raw_retention_seconds)),
        "max.message.bytes": str(_RAW_MESSAGE_BYTES),
        "cleanup.policy": "delete",
    }
    clean = shared | {
        TIMESTAMP_TYPE: LOG_APPEND_TIME,
        "retention.ms": _ms(7 * _DAY_SECONDS),
        "segment.ms": _ms(_DAY_SECONDS),
        "max.message.bytes": str(_RAW_MESSAGE_BYTES * _CLEAN_FACTOR),
        "cleanup.policy": "delete",
    }
    # A dead letter wraps a raw message in reason and origin, so it may be larger than one.
    dead = raw | {"max.message.bytes": str(2 * _RAW_MESSAGE_BYTES)}

    def plan(
        name: str, config: Mapping[str, str], written_by: tuple[str, ...], read_by: tuple[str, ...]
    ) -> TopicPlan:
        zone: Literal["raw", "clean"] = "raw" if name.startswith("raw.") else "clean"
        return TopicPlan(settings.topic(name), zone, settings.partitions, config, written_by, read_by)

    return (
        plan(RAW_LOGS, raw, ("services", "redact (ticks)"), ("redact",)),
        plan(RAW_SPANS, raw, ("services",), ("redact",)),
        plan(RAW_DEAD, dead, ("redact",), ("operators on call",)),
        plan(CLEAN_LOGS, clean, ("redact",), ("logs", "metrics")),
        plan(CLEAN_SPANS, clean, ("redact",), ("traces",)),
        plan(CLEAN_AUDIT, clean, ("redact",), ("auditors",)),
        plan(CLEAN_DEAD, clean, ("logs", "traces"), ("operators on call",)),
    )


def access_matrix(settings: Settings) -> str:
    """Who needs which access, per zone, as a Markdown table."""
    rows = ["| zone | topic | written by | read by |", "|---|---|---|---|"]
    rows += [
        f"| {plan.zone} | `{plan.name}` | {', '.join(plan.written_by)} | {', '.join(plan.read_by)} |"
        for plan in topic_plans(settings)
    ]
    inputs = inputs_of(settings)
    rows += [
        f"| raw | `{source.topic}` (foreign) | its owner{', redact (ticks)' if inputs[source.topic].ticks else ''} "
        "| redact |"
        for source in settings.sources
    ]
    return "\n".join(rows) + "\n"


def _ms(seconds: float) -> str:
    return str(round(seconds * 1000))
