"""In-process redaction: what a service logs is redacted before it is written, and never raises into it."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from redaction import Redactor
from redaction.integrations.logging_filter import RedactionFilter
from redaction.integrations.structlog_processor import RedactEvents
from redaction.spans import Field, Span
from redaction.testing import KeywordEngine, NonsenseEngine
from tests.shipped import shipped_policy

MAIL = "alice@example.com"
MARK = "<EMAIL_ADDRESS>"
REDACTOR = Redactor(shipped_policy("structured"), KeywordEngine())


class LoggingEngine:
    """Logs what it sees to the logger that it is to protect."""

    identity = "logging-1"

    def detect(self, fields: Any) -> list[list[Span]]:
        logging.getLogger("tests.integrations").warning("looking at %s", [field.text for field in fields])
        return [[] for _ in fields]


class BrokenRedactor(Redactor):
    """Raises, quoting what it was given."""

    def redact_records(self, records: Any, **_: Any) -> Any:
        raise RuntimeError(str(records))


class TestStructlog:
    def test_an_event_is_redacted_with_everything_in_it(self) -> None:
        """Keys, nested values, tuples and objects as their text; private entries stay for later processors."""

        class Shown:
            def __str__(self) -> str:
                return f"Shown({MAIL})"

        private = object()
        event = {"event": f"to {MAIL}", MAIL: 1, "nested": {"a": (MAIL, Shown())}, "_record": private}
        assert RedactEvents(REDACTOR)(None, "info", event) == {
            "event": f"to {MARK}",
            MARK: 1,
            "nested": {"a": [MARK, f"Shown({MARK})"]},
            "_record": private,
        }

    def test_in_a_chain(self) -> None:
        """Placed before the renderer, the line that is written is redacted."""
        out = io.StringIO()
        logger = structlog.wrap_logger(
            structlog.PrintLogger(out),
            processors=[
                structlog.processors.format_exc_info,
                RedactEvents(REDACTOR),
                structlog.processors.JSONRenderer(),
            ],
        )
        try:
            raise ValueError(MAIL)
        except ValueError:
            logger.exception("failed", user=MAIL)
        line = json.loads(out.getvalue())
        assert (line["event"], line["user"]) == ("failed", MARK)
        assert f"ValueError: {MARK}" in line["exception"]

    def test_a_failure_is_a_marker(self) -> None:
        """An exception in redaction never reaches the service, and nothing of the event goes on."""
        processor = RedactEvents(BrokenRedactor(shipped_policy("structured"), KeywordEngine()))
        assert processor(None, "info", {"event": MAIL, "a": 1}) == {
            "event": "<REDACTION_ERROR>",
            "level": "info",
        }
        assert processor.failed == 1

    def test_a_value_without_text_is_a_failure(self) -> None:
        """An object whose `__str__` raises takes its event with it."""

        class Mute:
            def __str__(self) -> str:
                raise RuntimeError(MAIL)

        event = RedactEvents(REDACTOR)(None, "info", {"event": "x", "a": Mute()})
        assert event == {"event": "<REDACTION_ERROR>", "level": "info"}

    def test_a_failing_engine_masks_and_counts(self) -> None:
        """What the engine cannot look at is masked value by value."""
        processor = RedactEvents(Redactor(shipped_policy("structured"), NonsenseEngine(lambda _: "nonsense")))
        assert set(processor(None, "info", {"event": MAIL}).values()) == {"<REDACTION_ERROR>"}
        assert processor.failed > 0

    def test_the_policy_drops_events(self) -> None:
        """A record rule drops the event as structlog drops events."""
        with pytest.raises(structlog.DropEvent):
            RedactEvents(REDACTOR)(None, "info", {"event": "chat.completion.chunk"})


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    """What a handler with no filter yet writes; the logger is put back."""
    stream = io.StringIO()
    logger = logging.getLogger("tests.integrations")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s %(user)s", defaults={"user": "-"}))
    logger.addHandler(handler)
    logger.propagate = False
    yield stream
    logger.removeHandler(handler)
    logger.propagate = True


def filtered(redactor: Redactor) -> tuple[logging.Logger, RedactionFilter]:
    logger = logging.getLogger("tests.integrations")
    logger.setLevel(logging.INFO)
    added = RedactionFilter(redactor)
    logger.handlers[0].addFilter(added)
    return logger, added


class TestLogging:
    def test_a_record_is_redacted_with_everything_in_it(self, out: io.StringIO) -> None:
        """Message with its arguments, `extra` and the traceback."""
        logger, added = filtered(REDACTOR)
        try:
            raise ValueError(MAIL)
        except ValueError:
            logger.exception("to %s", MAIL, extra={"user": MAIL})
        lines = out.getvalue().splitlines()
        assert lines[0] == f"tests.integrations to {MARK} {MARK}"
        assert lines[-1] == f"ValueError: {MARK}"
        assert MAIL not in out.getvalue()
        assert (added.findings, added.failed) == (3, 0)

    @pytest.mark.parametrize("arguments", [("%d", MAIL), ("%s %s", MAIL)])
    def test_a_wrong_call_is_a_marker(
        self, out: io.StringIO, arguments: tuple[str, str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        """`logging` would write the arguments of a wrong format to standard error; nothing of them is written."""
        logger, added = filtered(REDACTOR)
        logger.info(*arguments)
        assert out.getvalue() == "tests.integrations <REDACTION_ERROR> -\n"
        assert (added.failed, capsys.readouterr().err) == (1, "")

    def test_a_failure_is_a_marker(self, out: io.StringIO) -> None:
        """An exception in redaction never reaches the service, and nothing of the record goes on."""
        logger, added = filtered(BrokenRedactor(shipped_policy("structured"), KeywordEngine()))
        logger.info("to %s", MAIL, extra={"user": MAIL}, stack_info=True)
        assert out.getvalue() == " <REDACTION_ERROR> -\n"
        assert added.failed == 1

    @pytest.mark.parametrize("arguments", [("to %s", "somebody"), ("%d", MAIL)])
    def test_names_of_threads_tasks_and_processes_are_redacted(
        self, out: io.StringIO, arguments: tuple[str, str]
    ) -> None:
        """Services put what they work on into them, and formatters print them, also of a record that failed."""
        logger, _ = filtered(REDACTOR)
        logger.handlers[0].setFormatter(
            logging.Formatter("%(name)s %(threadName)s %(processName)s %(taskName)s %(pathname)s")
        )
        record = logger.makeRecord(
            f"user.{MAIL}", logging.INFO, f"/srv/{MAIL}/app.py", 1, *arguments[:1], arguments[1:], None
        )
        record.threadName = record.processName = f"for-{MAIL}"
        record.taskName = f"for {MAIL}"
        record.path = "/v1/chat"
        logger.handle(record)
        assert MAIL not in out.getvalue()
        assert out.getvalue().count(MARK) == 5
        assert getattr(record, "path", None) == ("/v1/chat" if arguments[1] != MAIL else None)

    def test_the_policy_drops_records(self, out: io.StringIO) -> None:
        """A record rule drops the record."""
        logger, _ = filtered(REDACTOR)
        logger.info("chat.completion.chunk")
        assert out.getvalue() == ""

    def test_an_engine_that_logs_does_not_block(self, out: io.StringIO) -> None:
        """What redaction itself logs through its own filter is a marker, and the service goes on."""
        logger, added = filtered(Redactor(shipped_policy("structured"), LoggingEngine()))
        logger.info("hello")
        assert out.getvalue().splitlines() == [
            " <REDACTION_ERROR> -",
            "tests.integrations hello -",
        ]
        assert added.failed == 1


def test_fields_are_what_engines_see() -> None:
    """The processor hands whole events to the engine, in one call."""
    seen: list[Field] = []

    def answer(fields: Any) -> list[list[Span]]:
        seen.extend(fields)
        return [[] for _ in fields]

    RedactEvents(Redactor(shipped_policy("structured"), NonsenseEngine(answer)))(
        None, "info", {"event": "a", "b": "c"}
    )
    assert {field.text for field in seen} >= {"a", "c"}
