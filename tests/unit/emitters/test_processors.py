"""From a log call's keywords to one rendered line."""

from __future__ import annotations

import re
import sys
from collections.abc import MutableMapping
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.trace import NonRecordingSpan, SpanContext, get_current_span, use_span
from structlog.contextvars import bound_contextvars

from emitters import wire
from emitters.header import Header
from emitters.processors import add_exception, describe_exception, make_renderer, span_variable
from emitters.render import KEPT, MAX_DEPTH, TRUNCATED, render
from tests.hostile import SCALARS, Hostile, Text

WHO = {"service.name": "s", "service.instance.id": "i", "deployment.environment.name": "e"}


class OneService:
    """An identity that counts."""

    def __init__(self, resource: dict[str, str] = WHO) -> None:
        self.header = Header(resource, "0" * 16)
        self.truncated = 0

    def count_truncated(self) -> None:
        self.truncated += 1


def line_of(method: str, event: dict[str, Any]) -> bytes:
    return make_renderer(OneService())(None, method, event)


def decoded(record: dict[str, Any]) -> dict[str, Any]:
    line, _ = render(record)
    assert b"\n" not in line
    assert len(line) <= wire.MAX_RECORD_BYTES
    return msgspec.json.decode(line, type=dict[str, Any])


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


def circular() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


def test_a_record_has_the_agreed_fields() -> None:
    """Time, level, event, who and uid come first, then the attributes."""
    line = line_of("warn", {"event": "hello", "a": 1})
    record = msgspec.json.decode(line)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z", record.pop("timestamp"))
    assert record == {
        "level": "warning",
        "event": "hello",
        "service.name": "s",
        "service.instance.id": "i",
        "deployment.environment.name": "e",
        "log.record.uid": "0000000000000000-0",
        "a": 1,
    }


def test_nobody_types_another_services_name() -> None:
    """The record's own fields win over attributes of the same name."""
    event = {"event": "x", "service.name": "other", "level": "debug", wire.UID: "mine", "timestamp": 0}
    record = msgspec.json.decode(line_of("info", event))
    assert record["service.name"] == "s"
    assert record["level"] == "info"
    assert record[wire.UID] == "0000000000000000-0"
    assert isinstance(record["timestamp"], str)


def test_context_variables_count_less_than_the_call() -> None:
    """Structlog's context variables are attributes, and the call's own keywords win over them."""
    with bound_contextvars(request="r", a="context"):
        record = msgspec.json.decode(line_of("info", {"event": "x", "a": "call"}))
    assert {key: record[key] for key in ("request", "a")} == {"request": "r", "a": "call"}
    assert "request" not in msgspec.json.decode(line_of("info", {"event": "x"}))


def test_a_stack_comes_only_when_asked_for() -> None:
    """`stack_info=True` gives the stack as text; without it, and with False, there is none."""
    assert b"test_a_stack_comes" in line_of("info", {"event": "x", "stack_info": True})
    assert b"stack" not in line_of("info", {"event": "x", "stack_info": False})


def test_the_head_is_what_encoding_the_fields_would_give() -> None:
    """Names and values that JSON must escape, or cannot say at all, are in the head as they are elsewhere."""
    who = {"service.name": 'a"b\\c\n', "service.instance.id": "\udc80", "deployment.environment.name": "ä"}
    record = msgspec.json.decode(make_renderer(OneService(who))(None, 'od"d', {"event": "x"}))
    assert record["service.name"] == who["service.name"]
    assert record["service.instance.id"] == "?"
    assert record["deployment.environment.name"] == "ä"
    assert record["level"] == 'od"d'


def test_each_record_has_a_number_and_a_time_of_its_own() -> None:
    """Numbers rise by one from 0, whatever the level; times never fall within a thread that sees no clock change."""
    renderer = make_renderer(OneService())
    records = [
        msgspec.json.decode(renderer(None, ("info", "error")[i % 2], {"event": "x"})) for i in range(100)
    ]
    assert [record[wire.UID] for record in records] == [f"{'0' * 16}-{i}" for i in range(100)]
    times = [record["timestamp"] for record in records]
    assert times == sorted(times)
    assert abs(datetime.fromisoformat(times[0]) - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize("event", [{}, {"event": None}, {"event": 5}, {"event": ""}])
def test_an_event_is_always_text(event: dict[str, Any]) -> None:
    """A call without an event, or with something else than text, still gives a record with one."""
    expected = {None: "None", 5: "5", "": ""}[event.get("event", "")]
    assert msgspec.json.decode(line_of("info", event))["event"] == expected


def test_trace_ids_come_from_a_valid_span_only() -> None:
    """Inside a span its ids are in the record, outside there are none."""

    def trace_ids() -> dict[str, str]:
        record = msgspec.json.decode(line_of("info", {"event": "x"}), type=dict[str, str])
        return {name: record[name] for name in ("trace_id", "span_id") if name in record}

    assert trace_ids() == {}
    with TracerProvider(shutdown_on_exit=False).get_tracer("t").start_as_current_span("s") as span:
        found = span.get_span_context()
        assert trace_ids() == {
            "trace_id": format(found.trace_id, "032x"),
            "span_id": format(found.span_id, "016x"),
        }
        # Where the short way of a log call looks for it.
        variable = span_variable()
        assert variable is not None
        assert get_current_span(variable.get()) is span
    with use_span(NonRecordingSpan(SpanContext(1, 0, is_remote=False))):
        assert trace_ids() == {}


def fail() -> None:
    secret_local = "local-variable-value"  # noqa: F841 - it must not show up
    raise ValueError("outer") from KeyError("inner")


def test_an_exception_is_data_without_local_variables() -> None:
    """Type, message, frames and causes are there; no value of a variable is."""
    event: MutableMapping[str, Any] = {}
    try:
        fail()
    except ValueError:
        event = add_exception(None, "error", {"event": "x", "exc_info": True})
    assert event["exception.type"] == "ValueError"
    assert event["exception.message"] == "outer"
    assert event["exception.frames"][-1]["function"] == "fail"
    assert event["exception.frames"][-1]["file"] == __file__
    assert [cause["type"] for cause in event["exception.causes"]] == ["KeyError"]
    assert "exc_info" not in event
    assert b"local-variable-value" not in render(dict(event))[0]


@pytest.mark.parametrize("given_as", [None, False, (None, None, None), (), True, "x"])
def test_no_exception_is_no_exception(given_as: object) -> None:
    """`exc_info` without an exception leaves nothing behind."""
    assert add_exception(None, "error", {"event": "x", "exc_info": given_as}) == {"event": "x"}


def test_an_exception_may_be_given_as_itself_or_as_a_triple() -> None:
    """All three forms that logging knows are understood."""
    described: list[Any] = []
    try:
        fail()
    except ValueError as error:
        forms: list[Any] = [True, error, sys.exc_info()]
        described = [add_exception(None, "error", {"exc_info": form}) for form in forms]
    assert described[0] == described[1] == described[2]


def test_a_circle_of_causes_ends() -> None:
    """Exceptions that cause each other are listed once each."""
    first, second = ValueError("1"), ValueError("2")
    first.__cause__, second.__cause__ = second, first
    assert [cause["message"] for cause in describe_exception(first)["exception.causes"]] == ["2"]


def test_an_exception_whose_text_raises_has_no_text() -> None:
    """A broken `__str__` costs the message only."""

    class Broken(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    assert describe_exception(Broken())["exception.message"] == ""


def test_the_members_of_a_group_are_listed() -> None:
    """An exception group shows what it holds."""
    group = ExceptionGroup("g", [ValueError("a"), TypeError("b")])
    assert [cause["type"] for cause in describe_exception(group)["exception.causes"]] == [
        "ValueError",
        "TypeError",
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (float("nan"), None),
        (float("inf"), None),
        (b"\xff", "/w=="),
        (2**70, 2**70),
        ("\ud800", "?"),
        ({1: 2}, {"1": 2}),
        (Text("t"), "t"),
        (Hostile(), "<Hostile>"),
        ([Hostile()], ["<Hostile>"]),
        ({"k": Hostile(), "s": "\udfff"}, {"k": "<Hostile>", "s": "?"}),
    ],
)
def test_values_json_does_not_know_have_a_safe_form(value: object, expected: object) -> None:
    """Whatever a service logs becomes JSON."""
    assert decoded({"v": value}) == {"v": expected}


def test_a_number_of_too_many_digits_survives() -> None:
    """Python refuses to print very long numbers; the record does not."""
    assert decoded({"v": 10**5_000})["v"] == hex(10**5_000)


def test_circles_and_depths_are_bounded() -> None:
    """A structure that contains itself, or is very deep, ends at its type's name."""
    for value in (circular(), nested(100_000)):
        inner: Any = decoded({"v": value})["v"]
        levels = 0
        while isinstance(inner, list):
            inner, levels = inner[0], levels + 1
        assert inner == "<list>"
        assert levels == MAX_DEPTH - 1


def test_the_longest_strings_are_cut_first() -> None:
    """An over-long record keeps its short fields whole, is marked, and says how many were cut."""
    record = decoded(
        {"event": "e", "short": "s" * 100, "long": "a" * 500_000, "inner": {"also": ["b" * 90_000]}}
    )
    assert record["short"] == "s" * 100
    assert record["long"].endswith(wire.TRUNCATION_MARK)
    assert record["inner"]["also"][0].endswith(wire.TRUNCATION_MARK)
    assert record[TRUNCATED] == 2
    # What is kept is worth keeping: most of the limit is used.
    assert len(render({"long": "a" * 500_000})[0]) > wire.MAX_RECORD_BYTES * 0.99


def test_too_many_fields_are_cut_too() -> None:
    """A record of very many small fields still fits and still has its identity."""
    record = decoded({"timestamp": "t", wire.UID: "u", "event": "e", **{f"key{i}": i for i in range(30_000)}})
    assert record["timestamp"] == "t"
    assert record[wire.UID] == "u"
    assert record[TRUNCATED] > 0


def test_a_cut_record_is_counted() -> None:
    """The process counts how many records it cut."""
    service = OneService()
    renderer = make_renderer(service)
    renderer(None, "info", {"event": "x" * 200_000})
    renderer(None, "info", {"event": "x"})
    assert service.truncated == 1


scalars = SCALARS | st.builds(object) | st.uuids() | st.decimals() | st.complex_numbers()
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text() | st.integers() | st.none(), inner)
        | st.tuples(inner, inner)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.text(st.characters(exclude_categories=())), values, max_size=8), st.data())
@settings(deadline=None, max_examples=30)
def test_no_value_raises_into_the_service(record: dict[str, Any], data: st.DataObject) -> None:
    """Any attributes give one line of valid JSON within the limit, with every key."""
    method = data.draw(st.sampled_from(["debug", "info", "exception"]))
    line = line_of(method, {"event": "e", **record})
    found = msgspec.json.decode(line, type=dict[str, Any])
    assert len(line) <= wire.MAX_RECORD_BYTES
    assert found["service.name"] == "s"


@given(
    st.lists(
        st.tuples(st.text(max_size=8), st.integers(0, 120_000), st.sampled_from("aä\x00\U0001f600")),
        max_size=12,
    )
)
@settings(deadline=None, max_examples=25)
def test_any_long_record_fits_and_keeps_its_identity(fields: list[tuple[str, int, str]]) -> None:
    """Cutting always ends within the limit, never touches the identity, and keeps every key that fits."""
    identity = dict.fromkeys(KEPT, "identity")
    record = {**{f"f{name}": letter * size for name, size, letter in fields}, **identity}
    found = decoded(record)
    assert {key: found[key] for key in KEPT} == identity
    assert set(record) <= set(found)
    for key, value in found.items():
        if key != TRUNCATED and value != record[key]:
            assert value.endswith(wire.TRUNCATION_MARK)
            assert record[key].startswith(value.removesuffix(wire.TRUNCATION_MARK))
