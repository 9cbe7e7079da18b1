"""Span requests through the redactor: every position that the protocol's descriptors know."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from redaction import Redactor, load_policy
from redaction.build import build_redactor
from redaction.testing import FailingEngine, KeywordEngine

MAIL = "alice@example.com"
MARK = "<EMAIL_ADDRESS>"
TRACE_ID = bytes.fromhex("4bf92f3577b34da6a3ce929d0e0e4736")
SPAN_ID = bytes.fromhex("00f067aa0ba902b7")
IDS = {"trace_id": TRACE_ID, "span_id": SPAN_ID, "parent_span_id": SPAN_ID}
# Field 999 of wire type 2: a length-delimited field that no version of the protocol has.
UNKNOWN_TAG = bytes((0xBA, 0x3E))


class Planter:
    """Fills a message by reflection: a harmless twin at every position, an address at the chosen one."""

    def __init__(self, chosen: int | None, *, unknown: bool = False) -> None:
        self.chosen = chosen
        self.unknown = unknown
        self.twins: list[str] = []
        self.positions = 0

    def value(self) -> str:
        """The next position's text."""
        at = self.positions
        self.positions += 1
        if at == self.chosen:
            return f"planted{at}@example.com"
        self.twins.append(f"twin-{at}-")
        return self.twins[-1]

    def fill(self, message: Any, depth: int = 0) -> Any:
        """Every field of a message, all branches of a oneof in turn where it is repeated."""
        if self.unknown:
            planted = b"unknown@example.com"
            message.MergeFromString(UNKNOWN_TAG + bytes((len(planted),)) + planted)
        for field in message.DESCRIPTOR.fields:
            if field.containing_oneof is not None:
                continue
            if field.name in IDS and field.type == FieldDescriptor.TYPE_BYTES:
                setattr(message, field.name, IDS[field.name])
            elif field.type == FieldDescriptor.TYPE_STRING:
                if field.is_repeated:
                    getattr(message, field.name).append(self.value())
                else:
                    setattr(message, field.name, self.value())
            elif field.type == FieldDescriptor.TYPE_BYTES:
                setattr(message, field.name, self.value().encode())
            elif field.message_type is not None:
                self.below(message, field, depth)
        return message

    def below(self, message: Any, field: Any, depth: int) -> None:
        """The messages of a field."""
        if field.is_repeated and field.message_type.full_name.endswith((".KeyValue", ".AnyValue")):
            for branch in self.branches(depth):
                entry = getattr(message, field.name).add()
                if field.message_type.full_name.endswith(".KeyValue"):
                    entry.key = self.value()
                    self.any_value(entry.value, branch, depth)
                else:
                    self.any_value(entry, branch, depth)
        elif field.is_repeated:
            self.fill(getattr(message, field.name).add(), depth)
        else:
            self.fill(getattr(message, field.name), depth)

    def branches(self, depth: int) -> Iterator[str]:
        """Text-bearing branches of an attribute's value; containers only to the second level."""
        yield "string_value"
        yield "bytes_value"
        if depth < 2:
            yield "array_value"
            yield "kvlist_value"

    def any_value(self, value: Any, branch: str, depth: int) -> None:
        """One branch of an attribute's value."""
        if branch == "string_value":
            value.string_value = self.value()
        elif branch == "bytes_value":
            value.bytes_value = self.value().encode()
        else:
            self.fill(getattr(value, branch), depth + 1)


def planted(chosen: int | None, **kwargs: Any) -> tuple[bytes, Planter]:
    planter = Planter(chosen, **kwargs)
    return planter.fill(ExportTraceServiceRequest()).SerializeToString(), planter


POSITIONS = planted(None)[1].positions


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor(load_policy("structured"), KeywordEngine())


def request(count: int = 1) -> Any:
    message = ExportTraceServiceRequest()
    scope_spans = message.resource_spans.add().scope_spans.add()
    for _ in range(count):
        scope_spans.spans.add(trace_id=TRACE_ID, span_id=SPAN_ID)
    return message


def redacted(redactor: Redactor, message: Any) -> Any:
    return ExportTraceServiceRequest.FromString(redactor.redact_spans(message.SerializeToString()).value)


def test_the_enumeration_reaches_the_whole_protocol() -> None:
    """The plants cover at least what the protocol had when this was written."""
    assert POSITIONS >= 100


@pytest.mark.parametrize("chosen", range(POSITIONS))
def test_an_address_in_any_position_goes_and_its_twins_stay(redactor: Redactor, chosen: int) -> None:
    """Every string, bytes and key position is examined, and nothing else is touched."""
    value, planter = planted(chosen)
    result = redactor.redact_spans(value)
    assert b"planted" not in result.value
    assert [twin for twin in planter.twins if result.value.count(twin.encode()) != 1] == []
    assert [finding.entity for finding in result.findings] == ["EMAIL_ADDRESS"]
    assert "planted" not in repr(result)


def test_unknown_fields_are_discarded_at_every_level(redactor: Redactor) -> None:
    """What this version of the protocol does not know cannot be examined and does not leave."""
    value, planter = planted(None, unknown=True)
    assert value.count(b"unknown@") > 20
    result = redactor.redact_spans(value)
    assert b"unknown@" not in result.value
    assert all(twin.encode() in result.value for twin in planter.twins)


def test_one_call_of_the_engine_per_request() -> None:
    """A request is examined at once, however many spans it has."""
    engine = KeywordEngine()
    Redactor(load_policy("structured"), engine).redact_spans(planted(None)[0])
    assert engine.calls == 1


class TestDeadSpans:
    @pytest.mark.parametrize(
        ("field", "value", "reason"),
        [
            ("trace_id", b"\xf1" * 15, "id_length"),
            ("trace_id", b"", "id_length"),
            ("span_id", b"\xf1" * 9, "id_length"),
            ("parent_span_id", b"\xf1" * 7, "id_length"),
            ("trace_id", b"\0" * 16, "id_zero"),
            ("parent_span_id", b"\0" * 8, "id_zero"),
        ],
    )
    def test_a_bad_id_kills_its_span_only(
        self, redactor: Redactor, field: str, value: bytes, reason: str
    ) -> None:
        """The span is handed back as it came, alone; its neighbours go on."""
        message = request(3)
        spans = message.resource_spans[0].scope_spans[0].spans
        setattr(spans[1], field, value)
        spans[1].name = MAIL
        result = redactor.redact_spans(message.SerializeToString())
        assert (result.spans, [(dead.index, dead.reason) for dead in result.dead]) == (2, [(1, reason)])
        alone = ExportTraceServiceRequest.FromString(result.dead[0].request)
        assert alone.resource_spans[0].scope_spans[0].spans[0] == spans[1]
        assert result.findings == []
        assert MAIL.encode() not in result.value
        left = ExportTraceServiceRequest.FromString(result.value).resource_spans[0].scope_spans[0].spans
        assert len(left) == 2

    def test_an_id_that_is_printable_by_chance_lives(self, redactor: Redactor) -> None:
        """Eight random bytes are sometimes letters; they are an id all the same, and are not examined."""
        message = request(1)
        message.resource_spans[0].scope_spans[0].spans[0].span_id = b"b0b_Exa9"
        result = redactor.redact_spans(message.SerializeToString())
        assert (result.spans, result.dead, result.findings) == (1, [], [])

    def test_a_bad_link_kills_its_span(self, redactor: Redactor) -> None:
        """Ids of links are ids."""
        message = request()
        message.resource_spans[0].scope_spans[0].spans[0].links.add(trace_id=b"x", span_id=SPAN_ID)
        assert [dead.reason for dead in redactor.redact_spans(message.SerializeToString()).dead] == [
            "id_length"
        ]

    def test_no_request(self, redactor: Redactor) -> None:
        """Bytes that are no request are refused."""
        with pytest.raises(DecodeError):
            redactor.redact_spans(b"\xff\xff")


class TestAttributes:
    def attribute(self, redactor: Redactor, key: str, **value: Any) -> Any:
        message = request()
        message.resource_spans[0].scope_spans[0].spans[0].attributes.add(key=key).value.MergeFrom(
            any_value(**value)
        )
        left = redacted(redactor, message).resource_spans[0].scope_spans[0].spans[0].attributes
        return left[0].value if left else None

    def test_bytes_that_are_no_text(self, redactor: Redactor) -> None:
        """What cannot be read cannot pass."""
        assert self.attribute(redactor, "x", bytes_value=b"\xff\xfe").bytes_value == b"<REDACTION_ERROR>"

    def test_bytes_are_read_as_the_text_they_are(self) -> None:
        """Their key counts, and a document in them is walked and stays valid JSON."""
        engine = build_redactor("structured")
        assert self.attribute(engine, "ssn", bytes_value=b"078051120").bytes_value == b"<US_SSN>"
        document = b'{"n": 1, "ssn": 178051120, "phone": {"value": "51267788"}}'
        left = self.attribute(engine, "x", bytes_value=document).bytes_value
        assert json.loads(left) == {"n": 1, "ssn": "<US_SSN>", "phone": {"value": "<PHONE_NUMBER>"}}
        assert self.attribute(engine, "x", bytes_value=b'{"n": 1}').bytes_value == b'{"n": 1}'

    def test_numbers_by_key(self) -> None:
        """A number under an identifying key becomes a marker string; any other stays a number."""
        engine = Redactor(load_policy("structured"), KeywordEngine({"5551234567": "PHONE_NUMBER"}))
        assert self.attribute(engine, "user.phone", int_value=5551234567).string_value == "<PHONE_NUMBER>"
        assert self.attribute(engine, "tokens", int_value=5551234567).int_value == 5551234567

    def test_model_internals(self, redactor: Redactor) -> None:
        """An attribute that gives the text away is dropped."""
        assert self.attribute(redactor, "gen_ai.logprobs", string_value="x") is None

    def test_a_dropped_key_is_redacted_too(self, redactor: Redactor) -> None:
        """The path of a dropped attribute shows its key redacted."""
        message = request()
        message.resource_spans[0].scope_spans[0].spans[0].attributes.add(
            key=f"{MAIL} .logprobs"
        ).value.int_value = 1
        result = redactor.redact_spans(message.SerializeToString())
        assert [f.path.rpartition("spans[0]")[2] for f in result.findings] == [
            f'.attributes["{MARK} .logprobs"]'
        ]
        assert "alice" not in repr(result)

    def test_document_in_a_status_message(self, redactor: Redactor) -> None:
        """Texts outside of attributes may be JSON as well."""
        message = request()
        status = message.resource_spans[0].scope_spans[0].spans[0].status
        status.message = r'{"error": "no alice\u0040example.com"}'
        left = redacted(redactor, message).resource_spans[0].scope_spans[0].spans[0].status
        assert left.message == f'{{"error":"no {MARK}"}}'

    def test_document_in_an_attribute(self, redactor: Redactor) -> None:
        """Messages travel as JSON text and stay JSON."""
        value = r'[{"content": "alice\u0040example.com"}]'
        assert self.attribute(redactor, "gen_ai.input.messages", string_value=value).string_value == (
            f'[{{"content":"{MARK}"}}]'
        )

    def test_colliding_keys_stay_distinct(self, redactor: Redactor) -> None:
        """OTLP wants the keys of one list to be unique."""
        message = request()
        attributes = message.resource_spans[0].scope_spans[0].spans[0].attributes
        attributes.add(key=MAIL).value.int_value = 1
        attributes.add(key="bob@example.com").value.int_value = 2
        left = redacted(redactor, message).resource_spans[0].scope_spans[0].spans[0].attributes
        assert [pair.key for pair in left] == [MARK, f"{MARK}#2"]

    def test_chunk_events_are_dropped(self, redactor: Redactor) -> None:
        """A streamed piece as span event is dropped and counted."""
        message = request()
        events = message.resource_spans[0].scope_spans[0].spans[0].events
        events.add(name="chat.completion.chunk")
        events.add(name="exception")
        result = redactor.redact_spans(message.SerializeToString())
        assert result.dropped == {"stream-chunks": 1}
        assert [f.path for f in result.findings] == ["$.resource_spans[0].scope_spans[0].spans[0].events[0]"]

    def test_failure_masks_the_attribute(self) -> None:
        """An engine that raises on one value costs that value and nothing else."""
        engine = Redactor(load_policy("structured"), FailingEngine("poison"))
        message = request()
        attributes = message.resource_spans[0].scope_spans[0].spans[0].attributes
        attributes.add(key="a").value.string_value = "poison"
        attributes.add(key="b").value.bytes_value = b"poison"
        attributes.add(key="c").value.string_value = f"fine {MAIL}"
        result = engine.redact_spans(message.SerializeToString())
        left = (
            ExportTraceServiceRequest.FromString(result.value)
            .resource_spans[0]
            .scope_spans[0]
            .spans[0]
            .attributes
        )
        assert [pair.value.string_value or pair.value.bytes_value for pair in left] == [
            "<REDACTION_ERROR>",
            b"<REDACTION_ERROR>",
            f"fine {MARK}",
        ]
        assert result.failed == 2


def any_value(**value: Any) -> Any:
    message = request()
    pair = message.resource_spans[0].scope_spans[0].spans[0].attributes.add(key="x")
    for name, content in value.items():
        setattr(pair.value, name, content)
    return pair.value
