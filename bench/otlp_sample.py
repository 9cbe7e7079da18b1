"""OTLP log messages for the peer: ten kinds of planted values in half of the records, every text unique.

Only for showing that the peer works; the benchmark's own corpus is described where the benchmark is.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest

__all__ = ["messages", "planted"]

_TEXT = "the model answered after a short wait and the client kept the connection open while tokens arrived"
_FILLER_WORDS = 45


def planted(number: int) -> list[str]:
    """The ten values of one record, one per pattern of deploy/collector/peer.yaml; unique per number."""
    digits = f"{number:08d}"
    return [
        f"user{digits}@example.com",
        f"4111 1111 {digits[:4]} {digits[4:]}",
        f"219-09-{digits[4:]}",
        f"10.{100 + number // 10_000 % 100}.{100 + number // 100 % 100}.{100 + number % 100}",
        f"+1 555-{digits[1:4]}-{digits[4:]}",
        f"GB82 WEST {digits[:4]} {digits[4:]} 7654 32",
        f"AKIA{digits}{digits}",
        f"ghp_{digits * 5}",
        f"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOi{digits}.c2lnbmF0dXJl{digits}",
        f"sk-proj-{digits * 3}",
    ]


def messages(records: int, per_message: int = 200) -> Iterator[bytes]:
    """Serialised ExportLogsServiceRequests with so many records in all; the same every time."""
    rng = random.Random(7)
    vocabulary = _TEXT.split()
    for first in range(0, records, per_message):
        request = ExportLogsServiceRequest()
        resource = request.resource_logs.add()
        resource.resource.attributes.add(key="service.name").value.string_value = "sample"
        scope = resource.scope_logs.add()
        for number in range(first, min(first + per_message, records)):
            words = " ".join(rng.choices(vocabulary, k=_FILLER_WORDS))
            values = planted(number)
            secret = " ".join(rng.sample(values, 3)) if number % 2 else ""
            record = scope.log_records.add(time_unix_nano=1_700_000_000_000_000_000 + number)
            record.body.string_value = "chat completed"
            for key, text in (
                ("prompt", f"{number}: {words} {secret}"),
                ("completion", f"{words[::-1]} {number}"),
                ("model", "small-1"),
                ("finish_reason", "stop"),
                ("request", f"req-{number:08d}"),
            ):
                record.attributes.add(key=key).value.string_value = text
            record.attributes.add(key="duration_ms").value.double_value = rng.random() * 1000
        yield request.SerializeToString()
