"""Own logs: JSON lines, and nothing that a library or an exception may have quoted."""

from __future__ import annotations

import io
import json
import logging
import sys
import threading
from collections.abc import Iterator
from typing import Any

import mode
import pytest
import structlog
from aiokafka.structs import TopicPartition

from stream.worker import ownlog

CANARY = "planted@example.org"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """The stream that this process's logs go to; the loggers are as before afterwards."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    stream = io.StringIO()
    ownlog.configure("INFO", service="scrubline", environment="test", app="redact", stream=stream)
    yield stream
    logging.captureWarnings(capture=False)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    root.handlers[:], level = before[0], before[1]
    root.setLevel(level)
    structlog.reset_defaults()


def records(stream: io.StringIO) -> list[dict[str, Any]]:
    """The lines as objects."""
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_own_records_are_data(lines: io.StringIO) -> None:
    """Event, level, time, resource and the fields given."""
    structlog.get_logger("stream.x").info("partition assigned", partition=3)
    (record,) = records(lines)
    assert record["event"] == "partition assigned"
    assert (record["level"], record["partition"], record["app"]) == ("info", 3, "redact")
    assert record["service.name"] == "scrubline"


def test_exceptions_show_type_and_place_only(lines: io.StringIO) -> None:
    """Neither the text of an exception nor a local variable of a frame is written."""
    try:
        raise ValueError(CANARY)
    except ValueError:
        structlog.get_logger("stream.x").exception("step failed")
        logging.getLogger("aiokafka.x").exception("step failed")
    own, theirs = records(lines)
    assert CANARY not in lines.getvalue()
    for record in (own, theirs):
        assert record["exception"] == "ValueError"
        assert record["at"][-1].startswith("test_exceptions_show_type_and_place_only:")


def test_library_arguments_are_numbers_and_partitions_only(lines: io.StringIO) -> None:
    """A library's constant message stays readable; strings among its arguments become their type."""
    logging.getLogger("aiokafka.x").warning("Fetch of %s at %d gave %r", TopicPartition("t", 1), 7, CANARY)
    (record,) = records(lines)
    assert record["event"] == "Fetch of ('t', 1) at 7 gave '<str>'"


def test_a_message_formatted_by_a_library_is_replaced(lines: io.StringIO) -> None:
    """What is not a literal of the library's source may hold anything, so only its place is written."""
    value = CANARY
    logging.getLogger("faust.x").error(f"value was {value}")  # noqa: G004 - the very thing that must not get through
    logging.getLogger("faust.x").error("value was %(v)s", {"v": CANARY})
    logging.getLogger("faust.x").info("quiet")
    first, second = records(lines)
    assert CANARY not in lines.getvalue()
    assert first["event"].startswith("test_ownlog.test_a_message_formatted_by_a_library_is_replaced:")
    assert "value was" in second["event"]


def test_a_literal_over_several_lines_stays_readable(lines: io.StringIO) -> None:
    """The text of a log line counts as it is at run time, however it is laid out in the source."""
    logging.getLogger("aiokafka.x").error(
        "OffsetCommit failed for group %s due to group"
        " error (%s), will\trejoin",
        CANARY,
        LookupError(CANARY),
    )  # fmt: skip
    (record,) = records(lines)
    assert (
        record["event"]
        == "OffsetCommit failed for group <str> due to group error (<LookupError>), will\trejoin"
    )


def test_what_is_said_again_and_again_is_counted(lines: io.StringIO) -> None:
    """A client without a broker does not bury what ends the outage; our own records are all written."""
    logger = logging.getLogger("aiokafka.x")
    for number in range(300):
        record = logger.makeRecord(logger.name, logging.ERROR, __file__, 7, "step failed", (), None)
        record.created = 1000 + number / 4
        logger.handle(record)
    told = [line.get("alike_left_out", 0) for line in records(lines)]
    assert told == [0, 0, 0, 0, 0, 115, 0, 0, 0, 0, 115, 0, 0, 0, 0]
    for number in range(20):
        structlog.get_logger("stream.x").info("own", number=number)
    assert len(records(lines)) == len(told) + 20


class Named(mode.Service):
    """A service of Faust's kind: it puts its name before everything it says."""

    logger = logging.getLogger("faust.transport")


def test_what_a_service_of_faust_says_stays_readable(lines: io.StringIO) -> None:
    """Its name is left out, and what it has formatted itself is replaced as anywhere."""
    service, value = Named(), CANARY
    service.log.error("Crashed reason=%r", LookupError(value))
    service.log.error("Thread keepalive is not responding...")
    service.log.error(f"value was {value}")  # noqa: G004 - the very thing
    service.log.error(f"]: {value}")  # noqa: G004 - the very thing
    first, second, *others = records(lines)
    assert second["event"] == "Thread keepalive is not responding..."
    assert first["event"] == "Crashed reason='<LookupError>'"
    place = "test_ownlog.test_what_a_service_of_faust_says_stays_readable:"
    assert [record["event"].startswith(place) for record in others] == [True, True]
    assert CANARY not in lines.getvalue()


def test_exceptions_that_nobody_catches_are_confined_too(
    lines: io.StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    """Of a thread's death, a finalizer's fault and an uncaught exception only type and place are written."""

    class Finalized:
        def __del__(self) -> None:
            raise LookupError(CANARY)

    def fail() -> None:
        raise ValueError(CANARY)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    finalized = Finalized()
    del finalized
    try:
        fail()
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    told = [
        (record["event"], record["exception"], record["at"][-1].partition(":")[0])
        for record in records(lines)
    ]
    assert told == [
        ("uncaught exception in a thread", "ValueError", "fail"),
        ("exception where none can be raised", "LookupError", "__del__"),
        ("uncaught exception", "ValueError", "fail"),
    ]
    assert CANARY not in lines.getvalue() + "".join(capfd.readouterr())
