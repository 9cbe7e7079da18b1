"""`scrubline redact`: one shape in, the same out; faults are one line on standard error and a code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from typer.testing import CliRunner

from redaction.cli.commands import app
from redaction.cli.redact import LogReader
from stream.gate.otlp_logs import records_of
from tests.rebuilding import rebuild

MAIL = "alice@example.com"
MARK = "<EMAIL_ADDRESS>"
NDJSON = (
    f'{{"event":"to {MAIL}","args":"{{\\"to\\":\\"{MAIL}\\"}}"}}\n\nbad {MAIL}\n'
    f'{{"{MAIL}":{{"phone":2125550134}}}}'
)
COMMAND = (sys.executable, "-m", "stream", "redact", "--policy", "structured")


def test_ndjson_from_a_file(tmp_path: Path) -> None:
    """Output and findings rebuild each other; the bad line is told without its content, and the code is 65."""
    (tmp_path / "in").write_text(NDJSON)
    options = ["--policy", "structured", "--findings", str(tmp_path / "found"), "--explain"]
    result = CliRunner().invoke(app, ["redact", str(tmp_path / "in"), *options])
    assert result.exit_code == 65
    output = result.stdout.split("\n")
    assert output == [
        f'{{"event":"to {MARK}","args":"{{\\"to\\":\\"{MARK}\\"}}"}}',
        "",
        '{"scrubline.error":"not_json"}',
        f'{{"{MARK}":{{"phone":"<PHONE_NUMBER>"}}}}',
    ]
    found = [json.loads(line) for line in (tmp_path / "found").read_text().splitlines()]
    rebuilt = rebuild(NDJSON.split("\n"), found, text=False)
    assert rebuilt == [json.loads(line) if line else line for line in output]
    assert list(found[0]) == [
        "line", "path", "start", "end", "entity", "rule", "score", "operator", "replacement"
    ]  # fmt: skip
    assert "line 3: not_json" in result.stderr
    assert "found: EMAIL_ADDRESS by email.address: 3" in result.stderr
    assert MAIL not in result.stderr


@pytest.mark.parametrize(("first", "told"), [(b'{"a": 1', True), (b"[1]", False), (b"\n{}", False)])
def test_a_doubtful_first_line_is_told(tmp_path: Path, first: bytes, told: bool) -> None:
    """A record that cannot be read makes all lines text, which is said once; other text is not doubted."""
    (tmp_path / "in").write_bytes(first + b'\n{"b":"x"}\n')
    result = CliRunner().invoke(app, ["redact", str(tmp_path / "in"), "--policy", "structured"])
    assert result.exit_code == 0
    assert ("--input ndjson" in result.stderr) == told


def test_recognizers_of_the_policy_run(tmp_path: Path) -> None:
    """Those of another country and of the user's code, beside ours."""
    (tmp_path / "in").write_text(f"NIF 12345678Z, gloomy, {MAIL}\n")
    (tmp_path / "policy.yaml").write_text(
        "version: 1\nentities: {ES_NIF: {enabled: true}}\n"
        "recognizers: ['tests.unit.redaction.own_recognizers:Moods']\n"
    )
    result = CliRunner().invoke(
        app, ["redact", str(tmp_path / "in"), "--policy", str(tmp_path / "policy.yaml")]
    )
    assert (result.exit_code, result.stdout) == (0, f"NIF <ES_NIF>, <NRP>, {MARK}\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["{tmp}/missing"], 66),
        (["{tmp}"], 66),
        (["{tmp}/in", "--policy", "{tmp}/missing"], 78),
        (["{tmp}/in", "--policy", "{tmp}/in"], 78),
        (["{tmp}/in", "--findings", "{tmp}/in"], 73),
        (["{tmp}/in", "--findings", "{tmp}/missing/found"], 73),
        (["{tmp}/in", "--policy", "structured", "--input", "otlp"], 65),
    ],
)
def test_a_fault_is_one_line(tmp_path: Path, arguments: list[str], code: int) -> None:
    """Nothing is written to standard output, and the input is still there."""
    (tmp_path / "in").write_text(MAIL)
    result = CliRunner().invoke(app, ["redact", *(argument.format(tmp=tmp_path) for argument in arguments)])
    assert (result.exit_code, result.stdout) == (code, "")
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("scrubline redact: ")
    assert (tmp_path / "in").read_text() == MAIL


def test_otlp_spans(tmp_path: Path) -> None:
    """A request comes out as a request; findings count spans from 1."""
    request = ExportTraceServiceRequest()
    span = request.resource_spans.add().scope_spans.add().spans.add(name=f"to {MAIL}")
    span.trace_id, span.span_id = b"t" * 16, b"s" * 8
    (tmp_path / "in").write_bytes(request.SerializeToString())
    options = ["--policy", "structured", "--input", "otlp", "--findings", str(tmp_path / "found")]
    result = CliRunner().invoke(app, ["redact", str(tmp_path / "in"), *options])
    assert result.exit_code == 0
    span.name = f"to {MARK}"
    assert ExportTraceServiceRequest.FromString(result.stdout_bytes) == request
    assert json.loads((tmp_path / "found").read_text())["line"] == 1


def test_otlp_logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Log records of a request come out as NDJSON, by the workers' decoder; without it there is one line and 78."""
    request = ExportLogsServiceRequest()
    request.resource_logs.add().scope_logs.add().log_records.add().body.string_value = f"to {MAIL}"
    (tmp_path / "in").write_bytes(request.SerializeToString())
    command = ["redact", str(tmp_path / "in"), "--policy", "structured", "--input", "otlp-logs"]
    monkeypatch.setattr("redaction.cli.commands.log_readers", [])
    assert CliRunner().invoke(app, command).exit_code == 78
    reader: LogReader = lambda raw: (records_of(raw)[0], [])  # noqa: E731 - a seam, typed
    monkeypatch.setattr("redaction.cli.commands.log_readers", [reader])
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["event"] == f"to {MARK}"


def test_a_pipe_gets_its_answer_before_the_next_line() -> None:
    """From pipe to pipe a line is answered at once, nothing but the output is written, and the end is 0."""
    with subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(f"to {MAIL}\n".encode())
        process.stdin.flush()
        assert process.stdout.readline() == f"to {MARK}\n".encode()
        process.stdin.write(b"end")
        process.stdin.close()
        assert process.stdout.read() == b"end"
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_a_reader_that_goes_away_ends_it_quietly(tmp_path: Path) -> None:
    """`scrubline redact FILE | head -1` writes no trace to standard error."""
    (tmp_path / "in").write_text(f"to {MAIL}\n" * 6_000)
    with subprocess.Popen(
        (*COMMAND, str(tmp_path / "in")), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == f"to {MARK}\n".encode()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_a_terminal_sees_a_bar(tmp_path: Path) -> None:
    """On standard error, while a file goes to a pipe; the output is not touched by it."""
    (tmp_path / "in").write_text(f"to {MAIL}\n" * 2_000)
    terminal, screen = os.openpty()
    try:
        with subprocess.Popen(
            (*COMMAND, str(tmp_path / "in")),
            stdout=subprocess.PIPE,
            stderr=screen,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "80"},
        ) as process:
            assert process.stdout
            assert process.stdout.read() == f"to {MARK}\n".encode() * 2_000
        assert b"redact" in os.read(terminal, 65_536)
    finally:
        os.close(terminal)
        os.close(screen)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    """The code says that the output is not whole."""
    (tmp_path / "in").write_text(MAIL)
    options = ["--policy", "structured", "--findings", "/dev/full"]
    result = CliRunner().invoke(app, ["redact", str(tmp_path / "in"), *options])
    assert result.exit_code == 74
    assert result.stderr == "scrubline redact: input or output failed (No space left on device)\n"
