"""Whose data it is: reads the tenant of a record or span, and takes a batch apart by it.

Only where a policy has `tenants`; then `redaction.redactor` walks the data of each tenant alone, so that an equal
text of two tenants becomes two tokens. The resource of OTLP outranks what stands in a log record or span: it is set
where a service is run, while a record is written by whatever runs in it, and must not choose its key. Records that did
not come as OTLP have no resource: what they hold under a key `resource` is one more thing that was written into them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Protocol

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue

from redaction.policy.operators import TenantRule
from redaction.replacements import Replacements, ReplacementTable
from redaction.walk.sheets import Below

__all__ = ["UNREADABLE", "OneTenant", "Ownership", "Part", "Tenants"]

UNREADABLE: Final = ""
"""The tenant of data that names one in a way that cannot be a name, such as a list: a tenant without a key."""

Part = tuple[Replacements, bytes, Sequence[int]]
"""How the values of a span request are replaced, the request, and the places of its spans in the whole."""
_MOST_COPIED_BYTES: Final = 16 << 20
"""A request of 100 kB could become one of a gigabyte otherwise."""


class Ownership(Protocol):
    """Whose data it is: what `redaction.redactor` asks before it walks anything."""

    @property
    def everybody(self) -> Replacements | None:
        """How all data is replaced, where nothing that stands in it decides that."""
        ...

    def groups(
        self, records: Sequence[dict[str, Any]], resources: Sequence[Below]
    ) -> Mapping[Replacements, Sequence[int]]:
        """The places of the records that are replaced alike, in order; no two `resources` have a place in common."""
        ...

    def parts(self, request: bytes) -> list[Part]:
        """A span request in parts that are replaced alike, by their first span; alone it is as it came."""
        ...

    def of_text(self, tenant: str | None) -> Replacements:
        """How a text is replaced.

        Args:
            tenant: Whose it is as the caller says, None if they do not.
        """
        ...


class Tenants:
    """Each record's and span's own: reads tenants.

    Args:
        rule: Where they stand.
        table: Has their replacements.
    """

    def __init__(self, rule: TenantRule, table: ReplacementTable) -> None:
        self._fields = tuple(rule.fields)
        self._table = table

    @property
    def everybody(self) -> None:
        """Nothing: the data says."""

    def groups(
        self, records: Sequence[dict[str, Any]], resources: Sequence[Below]
    ) -> dict[Replacements, list[int]]:
        """See `Ownership`."""
        around = {at: resource for places, resource in resources for at in places}
        groups: dict[Replacements, list[int]] = {}
        for at, record in enumerate(records):
            how = self._table.of(self.of_record(record, around.get(at, {})))
            groups.setdefault(how, []).append(at)
        return groups

    def of_record(self, record: dict[str, Any], resource: dict[str, Any]) -> str | None:
        """The tenant of a record: a field of its resource, else of itself, nested or with dots in its name.

        Args:
            record: What stands in it, under `resource` and `attributes` too, is asked after the resource: its own
                fields, then those under `resource` and `attributes`.
            resource: Attributes of the resource that it came below, none if it came below none.

        Returns:
            The name, `UNREADABLE`, or None if no field has a value.
        """
        inner = record.get("resource")
        deeper = inner.get("attributes") if isinstance(inner, dict) else None
        for holders in ((resource,), (record,), (inner, deeper, record.get("attributes"))):
            values = [_at(holder, field) for field in self._fields for holder in holders]
            name = _first(map(_name, values))
            if name is not None:
                return name
        return None

    def parts(self, request: bytes) -> list[Part]:
        """Take a span request apart, so that each part is replaced alike.

        An attribute of the resource outranks that of a span. Resource and scope go with the spans; a resource that
        names no tenant, with spans of several, is in several parts, with the values of each replaced as its tenant's.
        The request of one tenant is its own only part.

        Args:
            request: `ExportTraceServiceRequest` in protobuf.

        Returns:
            The parts, by their first span; together they have every span once.

        Raises:
            google.protobuf.message.DecodeError: It is no such request.
            ValueError: Its resources, once for each tenant, would take more than 16 MB.
        """
        message = ExportTraceServiceRequest.FromString(request)
        owners = [
            [[self._owner(around, span.attributes) for span in inner.spans] for inner in around.scope_spans]
            for around in message.resource_spans
        ]
        alone = [
            [] if any(scopes) else [self._owner(around)]
            for around, scopes in zip(message.resource_spans, owners, strict=True)
        ]
        flat = [how for scopes in owners for spans in scopes for how in spans]
        everybody = {*flat, *(how for hows in alone for how in hows)}
        if len(everybody) <= 1:
            how = next(iter(everybody), self._table.of(None))
            return [(how, request, list(range(len(flat))))]
        copied = sum(
            around.resource.ByteSize() * len({how for spans in scopes for how in spans})
            for around, scopes in zip(message.resource_spans, owners, strict=True)
        )
        if copied > _MOST_COPIED_BYTES:
            raise ValueError("a resource with spans of too many tenants")
        whole: dict[Replacements, tuple[ExportTraceServiceRequest, list[int]]] = {}
        for around, scopes, without in zip(message.resource_spans, owners, alone, strict=True):
            copies: dict[Replacements, Any] = {}
            for how in dict.fromkeys([*without, *(how for spans in scopes for how in spans)]):
                part, _ = whole.setdefault(how, (ExportTraceServiceRequest(), []))
                copies[how] = part.resource_spans.add(schema_url=around.schema_url)
                if around.HasField("resource"):
                    copies[how].resource.CopyFrom(around.resource)
            for inner, hows in zip(around.scope_spans, scopes, strict=True):
                for how in dict.fromkeys(hows):
                    copy = copies[how].scope_spans.add(schema_url=inner.schema_url)
                    if inner.HasField("scope"):
                        copy.scope.CopyFrom(inner.scope)
                    copy.spans.extend(
                        [span for span, own in zip(inner.spans, hows, strict=True) if own is how]
                    )
        for index, how in enumerate(flat):
            whole[how][1].append(index)
        return [(how, part.SerializeToString(), places) for how, (part, places) in whole.items()]

    def of_text(self, tenant: str | None) -> Replacements:
        """See `Ownership`; a text names no tenant itself."""
        return self._table.of(tenant)

    def _owner(self, around: Any, *own: Iterable[KeyValue]) -> Replacements:
        """How a span with attributes of its own, or a resource without spans, is replaced."""
        return self._table.of(self._of_attributes([around.resource.attributes, *own]))

    def _of_attributes(self, lists: Sequence[Iterable[KeyValue]]) -> str | None:
        for attributes in lists:
            pairs = [(pair.key, pair.value) for pair in attributes if pair.key in self._fields]
            name = _first(
                _name_of_any(value) for field in self._fields for key, value in pairs if key == field
            )
            if name is not None:
                return name
        return None


class OneTenant:
    """All data is that of one tenant, or of nobody, whatever stands in it.

    Args:
        tenant: Its name; None where the policy knows no tenants.
        table: Has its replacements.
    """

    def __init__(self, tenant: str | None, table: ReplacementTable) -> None:
        self._tenant, self._table = tenant, table
        self.everybody = table.of(tenant)

    def groups(
        self, records: Sequence[dict[str, Any]], resources: Sequence[Below]
    ) -> dict[Replacements, Sequence[int]]:
        """See `Ownership`: one group."""
        del resources
        return {self.everybody: range(len(records))}

    def parts(self, request: bytes) -> list[Part]:
        """See `Ownership`: the request, of which nobody needs to know how many spans it has."""
        return [(self.everybody, request, ())]

    def of_text(self, tenant: str | None) -> Replacements:
        """See `Ownership`; what the caller says of one text outranks what was said of all data."""
        return self._table.of(self._tenant if tenant is None else tenant)


def _first(names: Iterable[str | None]) -> str | None:
    """The first name, `UNREADABLE` if there are only such."""
    unreadable = None
    for name in names:
        if name:
            return name
        if name is not None:
            unreadable = UNREADABLE
    return unreadable


def _at(holder: object, field: str) -> Any:
    """The value of a field, `a.b` being the key `a.b` or the key `b` in the object under `a`."""
    if not isinstance(holder, dict):
        return None
    value = holder.get(field)
    if value is not None:
        return value
    head, dot, rest = field.partition(".")
    while dot:
        value = _at(holder.get(head), rest)
        if value is not None:
            return value
        step, dot, rest = rest.partition(".")
        head = f"{head}.{step}"
    return None


def _name(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if type(value) is str:
        return value
    return str(value) if type(value) is int and value.bit_length() < 64 else UNREADABLE


def _name_of_any(value: AnyValue) -> str | None:
    kind = value.WhichOneof("value")
    if kind == "string_value":
        return value.string_value or None
    if kind == "int_value":
        return str(value.int_value)
    return None if kind is None else UNREADABLE
