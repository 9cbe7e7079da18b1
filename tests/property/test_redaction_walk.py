"""Properties of the walk: valid JSON out, no planted value survives, batches and copies make no difference."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from redaction import Redactor
from redaction.testing import FailingEngine, KeywordEngine
from tests.shipped import shipped_policy

SECRET = "alice.secret@example.com"
REDACTOR = Redactor(shipped_policy("structured"), KeywordEngine())
POISONED = Redactor(shipped_policy("structured"), FailingEngine("alice"))

TEXT = st.text(max_size=20) | st.sampled_from(
    ["level", "trace_id", "content", "phone", "2026-11-21T10:00:00Z", "[", '"']
)
SCALAR = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT
PLANT = st.tuples(TEXT, TEXT).map(lambda around: f"{around[0]} {SECRET} {around[1]}")
LEAF = SCALAR | PLANT
VALUE = st.recursive(
    LEAF,
    lambda below: (
        st.lists(below, max_size=4)
        | st.dictionaries(TEXT | PLANT, below, max_size=4)
        | below.map(json.dumps)
        | below.map(lambda value: json.dumps(value, ensure_ascii=False, indent=1))
    ),
    max_leaves=12,
)
RECORD = st.dictionaries(TEXT | PLANT, VALUE, max_size=6)


def shape(value: Any) -> Any:
    """Containers and types without their texts."""
    if isinstance(value, dict):
        return [shape(entry) for entry in value.values()]
    if isinstance(value, list):
        return [shape(entry) for entry in value]
    return type(value).__name__


@settings(max_examples=80, deadline=None)
@given(RECORD)
def test_no_planted_value_survives_and_the_record_stays_json(record: dict[str, Any]) -> None:
    """Wherever the value stands - key, value, document in a string - it is gone, and the frame stands."""
    given_text = json.dumps(record)
    result = REDACTOR.redact_records([record])
    output = json.dumps(result.records[0])
    assert "alice.secret" not in output
    assert "alice.secret" not in repr(result.findings)
    if not result.dropped:  # a key may happen to be one that the policy drops, such as `vector`
        assert shape(json.loads(output)) == shape(record)
    assert json.dumps(record) == given_text


@settings(max_examples=25, deadline=None)
@given(RECORD)
def test_nothing_passes_a_failing_engine(record: dict[str, Any]) -> None:
    """A text on which the engine raises is masked in every position."""
    assert "alice.secret" not in json.dumps(POISONED.redact_records([record]).records[0])


@settings(max_examples=25, deadline=None)
@given(st.lists(RECORD, max_size=5), st.integers(0, 5))
def test_batch_borders_make_no_difference(records: list[dict[str, Any]], cut: int) -> None:
    """A record comes out the same alone, in a batch, and twice in a row."""
    together = REDACTOR.redact_records(records)
    parts = [REDACTOR.redact_records(records[:cut]), REDACTOR.redact_records(records[cut:])]
    assert [*parts[0].records, *parts[1].records] == together.records
    assert len(parts[0].findings) + len(parts[1].findings) == len(together.findings)
    assert REDACTOR.redact_records(records).findings == together.findings


@settings(max_examples=25, deadline=None)
@given(
    st.dictionaries(TEXT | PLANT, VALUE.filter(lambda value: isinstance(value, str | int | bool)), max_size=6)
)
def test_no_planted_value_survives_in_span_attributes(attributes: dict[str, Any]) -> None:
    """Attributes of spans are covered like records, documents in strings included."""
    message = ExportTraceServiceRequest()
    span = (
        message.resource_spans.add().scope_spans.add().spans.add(trace_id=b"\xf1" * 16, span_id=b"\xf2" * 8)
    )
    for key, value in attributes.items():
        pair = span.attributes.add(key=key)
        if isinstance(value, bool):
            pair.value.bool_value = value
        elif isinstance(value, str):
            pair.value.string_value = value
        elif -(2**63) <= value < 2**63:
            pair.value.int_value = value
    result = REDACTOR.redact_spans(message.SerializeToString())
    assert b"alice.secret" not in result.value
    assert result.spans == 1
