"""The wire format: what a service puts on Kafka and the workers take off it.

Everything about the shape of a message that both ends must agree on is here and nowhere else. A message is a
batch and the unit of retry: newline-delimited JSON for logs, `ExportTraceServiceRequest` bytes for spans.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "CONTENT_TYPE_JSON",
    "CONTENT_TYPE_NDJSON",
    "CONTENT_TYPE_OTLP_LOGS",
    "CONTENT_TYPE_OTLP_SPANS",
    "FLUSH_SECONDS",
    "HEADER_BATCH_ID",
    "HEADER_CONTENT_TYPE",
    "HEADER_COUNT",
    "HEADER_SCHEMA",
    "MAX_BATCH_BYTES",
    "MAX_BATCH_RECORDS",
    "MAX_RECORD_BYTES",
    "SCHEMA",
    "SERVICE_NAME",
    "TOPIC_RAW_LOGS",
    "TOPIC_RAW_SPANS",
    "TRUNCATION_MARK",
    "UID",
]

SCHEMA: Final = "1"
"""Version of the record schema; a worker sends an unknown version to the dead letters as itself."""

HEADER_CONTENT_TYPE: Final = "content-type"
HEADER_SCHEMA: Final = "schema"
HEADER_COUNT: Final = "count"
HEADER_BATCH_ID: Final = "batch-id"

CONTENT_TYPE_NDJSON: Final = "application/x-ndjson"
CONTENT_TYPE_JSON: Final = "application/json"
CONTENT_TYPE_OTLP_LOGS: Final = "application/x-protobuf;type=otlp-logs"
CONTENT_TYPE_OTLP_SPANS: Final = "application/x-protobuf;type=otlp-spans"

TOPIC_RAW_LOGS: Final = "raw.logs"
TOPIC_RAW_SPANS: Final = "raw.spans"

MAX_BATCH_RECORDS: Final = 500
MAX_BATCH_BYTES: Final = 256_000
"""Bytes of one batch before compression; a single record may be no longer than this either."""
MAX_RECORD_BYTES: Final = 128_000
FLUSH_SECONDS: Final = 0.1

SERVICE_NAME: Final = "service.name"
"""Attribute that names the service, of records and of resources (OpenTelemetry semantic conventions)."""
UID: Final = "log.record.uid"
"""Attribute that names a record for ever: `<producer id>-<sequence>` from our emitters."""
TRUNCATION_MARK: Final = "…[truncated]"
"""Ends a string that was cut because its record was over `MAX_RECORD_BYTES`."""
