"""The emitters of one process: configure, log, fork, exit."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
import uvicorn

import emitters
from emitters.runtime import EVENT_DROPPED
from emitters.stdlib import StdlibHandler
from emitters.testing import MemoryTransport

RunScript = Callable[..., str]


@pytest.fixture
def memory() -> Iterator[MemoryTransport]:
    transport = MemoryTransport()
    root_level = logging.getLogger().level
    emitters.configure(service_name="test", transport=transport, shutdown_seconds=0.5)
    try:
        yield transport
    finally:
        transport.unblock()
        emitters.shutdown()
        structlog.reset_defaults()
        logging.getLogger().setLevel(root_level)


def sequences(records: list[dict[str, Any]]) -> list[int]:
    return [int(record["log.record.uid"].partition("-")[2]) for record in records]


def test_a_log_call_becomes_a_record(memory: MemoryTransport) -> None:
    """What a service logs arrives with its attributes, context variables and bound values."""
    with structlog.contextvars.bound_contextvars(request="r"):
        emitters.get_logger(component="c").info("hello", count=2)
    assert emitters.flush(10)
    (record,) = memory.records
    assert {key: record[key] for key in ("event", "level", "component", "count", "request")} == {
        "event": "hello",
        "level": "info",
        "component": "c",
        "count": 2,
        "request": "r",
    }
    assert record["service.name"] == "test"
    assert record["service.instance.id"].encode() == memory.messages[0].key


def test_uids_have_no_gap_and_come_in_order(memory: MemoryTransport) -> None:
    """One thread's records keep their order, and every number from 0 on is used once."""
    log = emitters.get_logger()
    for _ in range(1_200):
        log.info("x")
    assert emitters.flush(10)
    assert sequences(memory.records) == list(range(1_200))


def test_uids_of_many_threads_are_used_once_each(memory: MemoryTransport) -> None:
    """Threads share one sequence without a gap or a repeat."""
    log = emitters.get_logger()
    threads = [
        threading.Thread(target=lambda: [log.info("x") for _ in range(500)], name=f"t{n}") for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert emitters.flush(10)
    assert sorted(sequences(memory.records)) == list(range(4_000))
    assert emitters.stats().buffered_bytes == 0


@pytest.mark.usefixtures("memory")
def test_records_below_the_level_cost_nothing() -> None:
    """A filtered call takes no number and no room."""
    emitters.get_logger().debug("x")
    logging.getLogger("some.library").debug("x")
    assert emitters.stats().taken == 0


def test_logging_goes_the_same_way(memory: MemoryTransport) -> None:
    """A record of the logging module has the same fields, its logger's name, and the exception as data."""
    try:
        raise KeyError("k")
    except KeyError:
        logging.getLogger("some.library").exception("failed %d times", 3)
    assert emitters.flush(10)
    (record,) = memory.records
    assert record["event"] == "failed 3 times"
    assert record["level"] == "error"
    assert record["logger"] == "some.library"
    assert record["exception.type"] == "KeyError"
    assert sequences([record]) == [0]


def test_uvicorns_own_loggers_are_taken_by_name() -> None:
    """Loggers that do not propagate are taken when named, those that do are taken once; shutdown lets go of them."""
    transport = MemoryTransport()
    root_level = logging.getLogger().level
    access, error = logging.getLogger("uvicorn.access"), logging.getLogger("uvicorn.error")
    uvicorn.Config(app="none:none", log_level="info")  # sets its loggers up, as its command does
    emitters.configure(
        service_name="test", transport=transport, capture_loggers="uvicorn.access, uvicorn.error,library"
    )
    try:
        access.info('%s - "%s %s HTTP/%s" %d', "127.0.0.1:1", "GET", "/", "1.1", 200)
        error.info("Application startup complete.")
        logging.getLogger("library").warning("propagates")
        assert emitters.flush(10)
    finally:
        emitters.shutdown()
        structlog.reset_defaults()
        logging.getLogger().setLevel(root_level)
    assert [(record["logger"], record["event"]) for record in transport.records] == [
        ("uvicorn.access", '127.0.0.1:1 - "GET / HTTP/1.1" 200'),
        ("uvicorn.error", "Application startup complete."),
        ("library", "propagates"),
    ]
    for name in ("uvicorn.access", "uvicorn.error", "library", ""):
        assert not any(isinstance(each, StdlibHandler) for each in logging.getLogger(name).handlers)


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("name", ["kafka.producer.sender", "emitters.runtime"])
def test_the_clients_own_records_do_not_feed_the_pipeline(name: str) -> None:
    """Records about sending are never sent."""
    logging.getLogger(name).error("broker away")
    assert emitters.stats().taken == 0


@pytest.mark.usefixtures("memory")
def test_a_wrong_format_never_raises_into_the_service() -> None:
    """A log call that cannot be rendered is counted by level, by either way in."""
    emitters.get_logger().error("%d", "not a number")
    library = logging.getLogger("some.library")
    # Past the other handlers: the test runner's own raises here.
    (handler,) = (each for each in logging.getLogger().handlers if isinstance(each, StdlibHandler))
    handler.handle(library.makeRecord(library.name, logging.WARNING, "f", 1, "%d", ("not a number",), None))
    assert emitters.stats().dropped == {"failed": {"error": 1, "warning": 1}}


def test_a_blocked_transport_never_blocks_a_log_call() -> None:
    """With a broker that never answers, calls return at once, memory is bounded, drops are counted and reported."""
    transport = MemoryTransport()
    transport.block()
    emitters.configure(
        service_name="test",
        transport=transport,
        buffer_records=1_000,
        shutdown_seconds=5.0,
        report_seconds=0.01,
        capture_stdlib=False,
    )
    log = emitters.get_logger()
    try:
        log.info("first")
        assert transport.wait_blocked(10)
        slowest = 0.0
        for _ in range(5_000):
            started = time.perf_counter()
            log.warning("x")
            slowest = max(slowest, time.perf_counter() - started)
        # Generous, for a loaded machine: a call that waited for the transport would never return.
        assert slowest < 1.0
        stats = emitters.stats()
        assert stats.buffered_records <= 1_000
        assert stats.taken + stats.dropped["full"]["warning"] == 5_001
        transport.unblock()
        wait_until(lambda: any(record["event"] == EVENT_DROPPED for record in transport.records))
    finally:
        transport.unblock()
        emitters.shutdown()
        structlog.reset_defaults()
    reports = [record for record in transport.records if record["event"] == EVENT_DROPPED]
    assert reports[-1]["dropped"] == {"full": {"warning": stats.dropped["full"]["warning"]}}
    final = emitters.stats()
    assert final.taken == final.delivered == len(transport.records)


def wait_until(condition: Any) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


@pytest.mark.usefixtures("memory")
def test_records_after_shutdown_are_dropped_and_counted() -> None:
    """A closed process takes nothing more, and says so."""
    emitters.shutdown()
    emitters.get_logger().error("late")
    assert emitters.stats().dropped == {"closed": {"error": 1}}


def test_loggers_survive_a_second_configure(memory: MemoryTransport) -> None:
    """A logger that was used before goes on under the new settings."""
    log = emitters.get_logger()
    log.info("one")
    first = emitters.stats().producer_id
    second = MemoryTransport()
    emitters.configure(service_name="second", transport=second, shutdown_seconds=0.5)
    log.info("two")
    assert emitters.flush(10)
    assert [record["event"] for record in memory.records] == ["one"]
    assert [(record["event"], record["service.name"]) for record in second.records] == [("two", "second")]
    assert emitters.stats().producer_id != first


@pytest.mark.usefixtures("memory")
def test_a_logger_made_before_configure_works_after_it() -> None:
    """The method is looked up once, and not before the emitters are there."""
    structlog.reset_defaults()
    log = emitters.get_logger(component="c")
    log.bind()
    transport = MemoryTransport()
    emitters.configure(service_name="test", transport=transport, shutdown_seconds=0.5)
    log.info("one")
    assert log.info is log.info
    log.bind(step=2).warning("two")
    assert emitters.flush(10)
    assert [(r["event"], r["component"], r.get("step")) for r in transport.records] == [
        ("one", "c", None),
        ("two", "c", 2),
    ]


def test_keywords_may_have_any_name(memory: MemoryTransport) -> None:
    """`self`, `level` and a second `event` never raise into the service; the event of the call wins."""
    log = emitters.get_logger()
    log.info("x", self=1, event="y")
    log.info(event="z", method="m")
    assert emitters.flush(10)
    assert [(record["event"], record.get("self"), record.get("method")) for record in memory.records] == [
        ("x", 1, None),
        ("z", None, "m"),
    ]


def by_producer(path: Path) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for line in path.read_text().splitlines():
        producer, _, sequence = json.loads(line)["log.record.uid"].partition("-")
        found.setdefault(producer, []).append(int(sequence))
    return found


FORKING = """
import os, sys, emitters
from emitters.file import FileTransport
emitters.configure(
    service_name="fork",
    transport=lambda: FileTransport(sys.argv[1], raw_content_allowed=True),
    stats_file=sys.argv[2],
)
log = emitters.get_logger()
for _ in range(300):
    log.info("parent before")
child = os.fork()
for _ in range(200 if child else 100):
    log.info("after", child=not child)
if child:
    assert os.waitpid(child, 0)[1] == 0
"""


def test_a_forked_child_is_a_producer_of_its_own(tmp_path: Path, run_script: RunScript) -> None:
    """Parent and child deliver all of their records once each, under two producer ids, each from 0 without gap."""
    out = tmp_path / "out"
    run_script(FORKING, str(out), str(tmp_path / "stats-{pid}"))
    assert sorted(by_producer(out).values(), key=len) == [list(range(100)), list(range(500))]
    books = [json.loads(path.read_text()) for path in tmp_path.glob("stats-*")]
    assert sorted(book["delivered"] for book in books) == [100, 500]


MULTIPROCESSING = """
import multiprocessing, sys, emitters
from emitters.file import FileTransport
def work():
    for _ in range(50):
        emitters.get_logger().info("child")
emitters.configure(service_name="mp", transport=lambda: FileTransport(sys.argv[1], raw_content_allowed=True))
emitters.get_logger().info("parent")
children = [multiprocessing.get_context("fork").Process(target=work) for _ in range(2)]
for child in children: child.start()
for child in children: child.join()
"""


def test_a_multiprocessing_child_flushes_too(tmp_path: Path, run_script: RunScript) -> None:
    """Such a child ends without exit hooks; its records arrive all the same."""
    out = tmp_path / "out"
    run_script(MULTIPROCESSING, str(out))
    assert sorted(map(len, by_producer(out).values())) == [1, 50, 50]


EXITING = """
import sys, emitters
from emitters.file import FileTransport
emitters.configure(
    service_name="exit",
    transport=FileTransport(sys.argv[1], raw_content_allowed=True),
    stats_file=sys.argv[2],
)
for _ in range(700):
    emitters.get_logger().info("x")
"""


def test_a_process_that_ends_has_sent_everything(tmp_path: Path, run_script: RunScript) -> None:
    """Without any call at the end, all records arrive and the stats file says so."""
    out, stats = tmp_path / "out", tmp_path / "stats"
    run_script(EXITING, str(out), str(stats))
    ((producer, found),) = by_producer(out).items()
    assert found == list(range(700))
    book = json.loads(stats.read_text())
    assert book["producer_id"] == producer
    assert (book["taken"], book["delivered"], book["lost"]) == (700, 700, {})


HANGING = """
import sys, emitters
from emitters.testing import MemoryTransport
transport = MemoryTransport()
transport.block()
emitters.configure(service_name="exit", transport=transport, stats_file=sys.argv[1], shutdown_seconds=0.3)
emitters.get_logger().info("x")
"""


def test_a_dead_broker_does_not_keep_the_process_from_ending(tmp_path: Path, run_script: RunScript) -> None:
    """The flush at exit has a deadline, and what it could not send is counted as lost."""
    stats = tmp_path / "stats"
    run_script(HANGING, str(stats))
    assert json.loads(stats.read_text())["lost"] == {"shutdown": 1}
