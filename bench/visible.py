"""Of the values planted in generated events, which can still be read in what a redactor wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest

from bench.events import Sample

__all__ = ["ndjson_texts", "otlp_texts", "still_visible"]


def ndjson_texts(values: Sequence[bytes]) -> Iterator[str]:
    """The strings of each record of NDJSON messages, joined."""
    decode = msgspec.json.Decoder(dict[str, Any]).decode_lines
    for value in values:
        for record in decode(value):
            yield "\n".join(text for text in record.values() if isinstance(text, str))


def otlp_texts(values: Sequence[bytes]) -> Iterator[str]:
    """The strings of each log record of OTLP messages, joined."""
    for value in values:
        request = ExportLogsServiceRequest.FromString(value)
        for resource in request.resource_logs:
            for scope in resource.scope_logs:
                for record in scope.log_records:
                    yield "\n".join(attribute.value.string_value for attribute in record.attributes)


def still_visible(texts: Iterator[str], planted: Sequence[Sequence[Sample]]) -> dict[str, tuple[int, int]]:
    """Per entity type, how many planted values stand whole in their record's text, and how many there were.

    Raises:
        ValueError: There are more or fewer texts than records.
    """
    visible: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for text, samples in zip(texts, planted, strict=True):
        for entity, value in samples:
            total[entity] += 1
            visible[entity] += value in text
    return {entity: (visible[entity], count) for entity, count in sorted(total.items())}
