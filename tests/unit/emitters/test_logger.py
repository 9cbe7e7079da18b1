"""The bound logger: the short way of the usual call gives what the full way gives, and no other call takes it."""

from __future__ import annotations

import contextlib
import gc
import logging
import sys
import threading
import time
from typing import Any

import msgspec
import structlog
from hypothesis import example, given, settings
from hypothesis import strategies as st
from opentelemetry.sdk.trace import TracerProvider
from structlog.contextvars import bound_contextvars

from emitters import wire
from emitters.buffer import DROP_CLOSED, DROP_FULL, Buffer
from emitters.header import MAX_DRAFT_BYTES, Draft, Header, finish, size_of
from emitters.logger import Desk, make_bound_logger
from emitters.processors import make_renderer
from tests.hostile import SCALARS, Hostile, Text

WHO = {"service.name": "s", "service.instance.id": "i", "deployment.environment.name": "e"}
TIME = len('{"timestamp":"2026-11-22T10:00:00.123456789Z"')


class Service:
    """One process: renders, and keeps what it takes and counts."""

    def __init__(self) -> None:
        self.header = Header(WHO, "a" * 16)
        self.buffer = Buffer(1_000, 100_000_000)
        self.kept: list[bytes | Draft] = []
        self.failed: list[str] = []
        self.render = make_renderer(self)
        self.chain: list[Any] = [self.render]

    def take(self, line: bytes | Draft, level: str, size: int = 0, /) -> None:
        if self.buffer.put(line, level, size):
            self.kept.append(line)

    @property
    def desk(self) -> Desk:
        return self.header.number, self.header.middles, self.take

    def count_failed(self, level: str) -> None:
        self.failed.append(level)

    def count_truncated(self) -> None:
        """Nobody asks here."""

    def logger(self, **context: Any) -> Any:
        return make_bound_logger(0, self, self.render)(None, self.chain, context)  # type: ignore[call-arg]

    def lines(self) -> list[bytes]:
        return [item if isinstance(item, bytes) else finish(item) for item in self.kept]


def passing(_logger: object, _method: str, event: Any) -> Any:
    """A processor of the service that changes nothing."""
    return event


names = st.sampled_from(
    ["a", "b", "event", "exc_info", "stack_info", "trace_id", wire.UID, "level", "é"]
) | st.text(max_size=5)
scalars = SCALARS | st.builds(Text, st.text())
attributes = st.dictionaries(
    names.filter(lambda name: name != "stack_info"),
    st.recursive(
        scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3)
    ),
    max_size=6,
)
events = (
    st.text(st.characters(exclude_categories=()))
    | st.none()
    | st.integers()
    | st.builds(Text)
    | st.builds(Hostile)
)


@given(
    events,
    st.tuples(attributes, attributes, attributes),
    st.booleans(),
    st.sampled_from(["debug", "warn", "exception"]),
)
@example("x", ({"a": 1}, {"b": 2}, {"c": 3}), True, "debug")
@example("x", ({"event": 1}, {"trace_id": 2}, {"level": 3}), True, "warn")
@settings(deadline=None, max_examples=60)
def test_both_ways_give_the_same_line(
    event: Any, given_as: tuple[dict[str, Any], dict[str, Any], dict[str, Any]], inside: bool, method: str
) -> None:
    """Whatever is logged, bound or a context variable, inside a span or not: the two differ in the time alone."""
    call, bound, variables = given_as
    short, full = Service(), Service()
    full.chain.insert(0, passing)
    with contextlib.ExitStack() as stack:
        stack.enter_context(bound_contextvars(**variables))
        if inside:
            tracer = TracerProvider(shutdown_on_exit=False).get_tracer("t")
            stack.enter_context(tracer.start_as_current_span("s"))
        for service in (short, full):
            getattr(service.logger(**bound), method)(event, **call)
    assert [line[TIME:] for line in short.lines()] == [line[TIME:] for line in full.lines()]
    assert short.failed == full.failed
    assert all(isinstance(item, bytes) for item in full.kept)


def test_a_lost_record_is_counted_under_its_level() -> None:
    """Whichever method was called: `log` with a number counts as the method of that level does."""
    service = Service()

    def broken(_logger: object, _method: str, _event: Any) -> Any:
        raise ValueError

    service.chain.insert(0, broken)
    logger = service.logger()
    for method in ("debug", "info", "warning", "error", "critical"):
        getattr(logger, method)("x")
        logger.log(getattr(logging, method.upper()), "x")
    assert service.failed[::2] == service.failed[1::2] == ["debug", "info", "warning", "error", "critical"]
    service.failed.clear()
    logger.log(35, "x")
    logger.log("error", "x")
    logger.log(None, "x")
    assert service.failed == ["warning", "info", "info"]


def test_the_usual_call_is_a_draft() -> None:
    """Attributes of any kind, bound values and context variables go the short way."""
    service = Service()
    with bound_contextvars(request="r"):
        service.logger(component="c").info("hello", count=2, names=["a"])
    (draft,) = service.kept
    assert isinstance(draft, Draft)
    assert service.lines()[0].endswith(
        b'"event":"hello","component":"c","count":2,"names":["a"],"request":"r"}'
    )


def test_what_changes_after_the_call_does_not_change_the_line() -> None:
    """The sender makes the line later; the record is of the moment of the call all the same."""
    service = Service()
    names, parts, nested = ["a"], [1, {"b": 2}], {"c": {"d": 3}}
    service.logger(bound=names).info("x", names=names, parts=parts, nested=nested)
    names.append("late")
    parts.append("late")
    nested["c"]["late"] = 4
    (line,) = service.lines()
    assert line.endswith(
        b'"event":"x","bound":["a"],"names":["a"],"parts":[1,{"b":2}],"nested":{"c":{"d":3}}}'
    )


@given(
    event=st.text(max_size=300), values=st.dictionaries(st.text(max_size=30), SCALARS | st.lists(st.text()))
)
@settings(deadline=None, max_examples=60)
def test_a_draft_takes_no_more_memory_than_reckoned(event: str, values: dict[str, Any]) -> None:
    """What the bound of the buffer goes by is what the objects take that only the draft holds."""
    service = Service()
    service.logger().info(event, **{f"n{key}": value for key, value in values.items() if key.isascii()})
    (draft,) = service.kept
    assert isinstance(draft, Draft)
    attributes = draft.attributes
    held = [draft, draft.size, draft.stamp, draft.number, event, attributes]
    for value in attributes.values():
        held += [value, *value] if isinstance(value, tuple) else [value]
    # msgspec does not say what its object takes besides the bytes.
    sizes = [80 + len(bytes(each)) if isinstance(each, msgspec.Raw) else sys.getsizeof(each) for each in held]
    assert sum(sizes) <= size_of(draft) + 100


def test_a_number_of_any_size_is_reckoned_with() -> None:
    """An integer may take megabytes; as a draft it counts with what it takes, and a large one is none."""
    service = Service()
    for bits in (63, 64, 80_000, 800_000):
        service.logger().info("x", number=1 << bits)
    small, _, large, largest = service.kept
    assert size_of(large) - size_of(small) > 9_000
    assert isinstance(largest, bytes)
    assert [line.split(b'"number":')[1][:6] for line in service.lines()] == [
        *(b"922337", b"184467"),
        *(b'"0x100', b'"0x100'),
    ]


def test_a_draft_that_waits_is_nothing_to_the_garbage_collector() -> None:
    """A full buffer does not make the service's own collections longer."""
    service = Service()
    service.logger().info("x", count=1, name="a", ratio=0.5, nothing=None)
    service.logger().info("x", names=["a"], parts=[{"b": 2}])
    for _ in range(2):
        gc.collect()
    for draft in service.kept:
        assert isinstance(draft, Draft)
        assert not gc.is_tracked(draft)
    assert not gc.is_tracked(service.kept[0].attributes)  # type: ignore[union-attr]


def test_no_line_is_too_long() -> None:
    """Around both limits, of drafts and of records; and what fits is not cut."""
    short, full = Service(), Service()
    full.chain.insert(0, passing)
    loggers = [service.logger() for service in (short, full)]
    for limit in (MAX_DRAFT_BYTES, wire.MAX_RECORD_BYTES):
        for length in range(limit - 500, limit - 100, 40):
            for logger in loggers:
                logger.info("x", text="a" * length)
                logger.info("x", text="\0" * length)
    assert [line[TIME:] for line in short.lines()] == [line[TIME:] for line in full.lines()]
    assert max(map(len, short.lines())) <= wire.MAX_RECORD_BYTES
    assert {type(item) for item in short.kept} == {bytes, Draft}


def test_a_call_below_the_level_never_raises() -> None:
    """Whatever its keywords are called, and whatever is to be formatted, nothing happens."""
    service = Service()
    log: Any = make_bound_logger(logging.ERROR, service, service.render)(None, service.chain, {})  # type: ignore[call-arg]
    log.info("x", event=1, self=2)
    log.debug("%d", "not a number", level=3)
    log.warning()
    assert (service.kept, service.failed) == ([], [])


def mark(_logger: object, _method: str, event: Any) -> Any:
    """A processor of the service that adds something."""
    event["marked"] = True
    return event


def test_processors_of_the_service_are_run() -> None:
    """Also those that are put into the chain after the logger was made, and those that drop the event."""
    service = Service()
    log = service.logger()
    log.info("before")
    service.chain.insert(0, mark)
    log.info("after")
    service.chain.insert(0, drop)
    log.info("dropped")
    assert [b'"marked":true' in line for line in service.lines()] == [False, True]
    assert service.failed == []


def drop(*_: object) -> Any:
    raise structlog.DropEvent


def test_a_number_is_used_once_and_none_is_left_out() -> None:
    """A call that the short way gives up has one number all the same, the next one."""
    service = Service()
    log = service.logger()
    for value in (1, "\ud800", Hostile(), "x" * 200_000, 2):
        log.info("x", value=value)
    assert [line.split(b'"log.record.uid":"')[1].split(b'"')[0] for line in service.lines()] == [
        b"%b-%d" % (b"a" * 16, number) for number in range(5)
    ]


def test_the_bounds_hold_on_the_short_way() -> None:
    """By number and by bytes, and after close; what is refused is counted by reason and level."""
    service = Service()
    service.buffer = Buffer(2, 100_000)
    log = service.logger()
    for _ in range(3):
        log.info("x")
    assert [type(item) for item in service.kept] == [Draft, Draft]
    service.buffer, service.kept = Buffer(10, 100_000), []
    for _ in range(2):
        log.error("x", text="x" * 60_000)
    assert service.buffer.held == (1, sum(map(size_of, service.kept)))
    assert service.buffer.dropped == {DROP_FULL: {"error": 1}}
    service.buffer.close()
    log.warning("late")
    assert service.buffer.dropped == {DROP_CLOSED: {"warning": 1}, DROP_FULL: {"error": 1}}


def test_a_sleeping_sender_is_woken() -> None:
    """By the first record after a pause, and by the one that makes a batch full."""
    service = Service()
    taken: list[list[bytes | Draft]] = []

    def sender() -> None:
        taken.extend(service.buffer.wait(None, 60.0, 3, 1_000_000) for _ in range(2))

    thread = threading.Thread(target=sender, daemon=True)
    thread.start()
    log = service.logger()
    for number in range(6):
        log.info("x", number=number)
        while number == 2 and not taken:
            time.sleep(0.001)
    thread.join(10)
    assert [len(lines) for lines in taken] == [3, 3]
