"""What each OTLP message type holds, read from its descriptor: the plan that `redaction.otlp.walk` walks by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

__all__ = ["EVENT", "REQUEST", "RESOURCE_SPANS", "SPAN", "Plan", "compile_plan"]

# OTLP: trace_id 16 bytes, span_id 8 bytes, a root span has no parent.
_IDS: Final = {
    "opentelemetry.proto.trace.v1.Span": (("trace_id", (16,)), ("span_id", (8,)), ("parent_span_id", (0, 8))),
    "opentelemetry.proto.trace.v1.Span.Link": (("trace_id", (16,)), ("span_id", (8,))),
}
_PLACES: Final = {
    "opentelemetry.proto.resource.v1.Resource": "resource",
    "opentelemetry.proto.common.v1.InstrumentationScope": "scope",
    "opentelemetry.proto.trace.v1.Span": "span",
    "opentelemetry.proto.trace.v1.Span.Event": "event",
    "opentelemetry.proto.trace.v1.Span.Link": "link",
}
_KEY_VALUE: Final = "opentelemetry.proto.common.v1.KeyValue"
_ANY_VALUE: Final = "opentelemetry.proto.common.v1.AnyValue"
SPAN: Final = "opentelemetry.proto.trace.v1.Span"
EVENT: Final = "opentelemetry.proto.trace.v1.Span.Event"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a message type holds, by the names of its fields."""

    type_name: str
    place: str
    strings: tuple[str, ...]
    repeated_strings: tuple[str, ...]
    raw: tuple[str, ...]
    repeated_raw: tuple[str, ...]
    messages: tuple[tuple[str, Plan | None], ...]
    repeated_messages: tuple[tuple[str, Plan | None], ...]
    ids: tuple[tuple[str, tuple[int, ...]], ...]


def compile_plan(descriptor: Descriptor) -> Plan:
    """Sort the fields of a message type, and of those below it, by what the walk does with them."""
    by_kind: dict[str, list[Any]] = {kind: [] for kind in ("strings", "raw", "messages")}
    repeated: dict[str, list[Any]] = {kind: [] for kind in ("strings", "raw", "messages")}
    ids = _IDS.get(descriptor.full_name, ())
    named_ids = {name for name, _ in ids}
    for field in descriptor.fields:
        target = repeated if field.is_repeated else by_kind
        if field.type == FieldDescriptor.TYPE_STRING:
            target["strings"].append(field.name)
        elif field.type == FieldDescriptor.TYPE_BYTES and field.name not in named_ids:
            target["raw"].append(field.name)
        elif field.message_type is not None:
            known = field.message_type.full_name in (_KEY_VALUE, _ANY_VALUE)
            target["messages"].append((field.name, None if known else compile_plan(field.message_type)))
    return Plan(
        descriptor.full_name, _PLACES.get(descriptor.full_name, "span"),
        tuple(by_kind["strings"]), tuple(repeated["strings"]), tuple(by_kind["raw"]), tuple(repeated["raw"]),
        tuple(by_kind["messages"]), tuple(repeated["messages"]), ids,
    )  # fmt: skip


REQUEST: Final = compile_plan(ExportTraceServiceRequest.DESCRIPTOR)
RESOURCE_SPANS: Final = next(plan for _, plan in REQUEST.repeated_messages if plan is not None)
