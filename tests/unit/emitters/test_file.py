"""The transport to a file, for development."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from emitters import wire
from emitters.errors import Closed, SettingsError, TransportError
from emitters.file import FileTransport
from emitters.transport import Message


def message(kind: str, body: bytes) -> Message:
    return Message("t", body, None, ((wire.HEADER_CONTENT_TYPE, kind.encode()),), 1)


def sent(transport: FileTransport, *messages: Message) -> list[TransportError | None]:
    results: list[TransportError | None] = []
    for each in messages:
        transport.send(each, results.append)
    return results


@pytest.mark.parametrize("arguments", [{}, {"raw_content_allowed": False}, {"raw_content_allowed": "yes"}])
def test_it_refuses_until_told_that_raw_content_is_acceptable(
    tmp_path: Path, arguments: dict[str, Any]
) -> None:
    """Nothing is opened and nothing written without an explicit True."""
    with pytest.raises(SettingsError, match="raw_content_allowed=True"):
        FileTransport(tmp_path / "out", **arguments)
    assert list(tmp_path.iterdir()) == []


def test_records_are_appended_as_they_are(tmp_path: Path) -> None:
    """The file is the NDJSON of the messages, after what was there before."""
    path = tmp_path / "out"
    path.write_bytes(b"{}\n")
    transport = FileTransport(path, raw_content_allowed=True)
    assert sent(transport, message(wire.CONTENT_TYPE_NDJSON, b'{"a":1}\n{"a":2}\n')) == [None]
    transport.close(1)
    assert path.read_bytes() == b'{}\n{"a":1}\n{"a":2}\n'


def test_other_messages_are_wrapped(tmp_path: Path) -> None:
    """Spans become one JSON object per message, so that the file stays readable."""
    path = tmp_path / "out"
    transport = FileTransport(path, raw_content_allowed=True)
    sent(transport, message(wire.CONTENT_TYPE_OTLP_SPANS, b"\x00\xff"))
    transport.close(1)
    assert json.loads(path.read_text()) == {
        "topic": "t",
        "content-type": wire.CONTENT_TYPE_OTLP_SPANS,
        "body": "AP8=",
    }


def test_standard_output_is_written_and_stays_open(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Without a path records go to standard output."""
    transport = FileTransport(raw_content_allowed=True)
    assert sent(transport, message(wire.CONTENT_TYPE_NDJSON, b"{}\n")) == [None]
    transport.close(1)
    assert capfdbinary.readouterr().out == b"{}\n"


def test_a_closed_transport_fails_what_comes(tmp_path: Path) -> None:
    """After close a message is settled as closed, not written and not forgotten."""
    transport = FileTransport(tmp_path / "out", raw_content_allowed=True)
    transport.close(1)
    (result,) = sent(transport, message(wire.CONTENT_TYPE_NDJSON, b"{}\n"))
    assert isinstance(result, Closed)


def test_a_file_that_cannot_be_opened_is_a_settings_fault(tmp_path: Path) -> None:
    """A wrong path is said at the start."""
    with pytest.raises(SettingsError, match="path: "):
        FileTransport(tmp_path / "missing" / "out", raw_content_allowed=True)
