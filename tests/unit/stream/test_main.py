"""The `scrubline` command starts with what is installed, and says what is missing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import redaction.cli.commands
from stream import __main__


@pytest.fixture(autouse=True)
def _put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redaction.cli.commands, "log_readers", [])


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    monkeypatch.setattr(sys, "argv", ["scrubline", *arguments])
    with pytest.raises(SystemExit) as end:
        __main__.main()
    return end.value.code


def test_redaction_alone(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the workers' packages the commands of redaction are there, and no others."""
    monkeypatch.setattr(__main__, "_WORKER", ("no_such_package_of_the_workers",))
    assert run(monkeypatch, "--help") == 0
    shown = capsys.readouterr().out
    assert all(command in shown for command in redaction.cli.commands.COMMANDS)
    assert "metrics-doc" not in shown


def test_everything(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With them, both kinds are."""
    assert run(monkeypatch, "--help") == 0
    shown = capsys.readouterr().out
    assert all(command in shown for command in (*redaction.cli.commands.COMMANDS, "worker", "metrics-doc"))


def test_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The base install says which extra is needed."""
    monkeypatch.setattr(__main__, "_REDACTION", ("no_such_package_of_redaction",))
    assert "scrubline[redaction]" in str(run(monkeypatch))


def test_otlp_logs_have_their_reader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The workers' decoder reads OTLP logs for the command line; an empty request has no records."""
    (tmp_path / "in").write_bytes(b"")
    arguments = ["redact", str(tmp_path / "in"), "--input", "otlp-logs", "--policy", "structured"]
    assert run(monkeypatch, *arguments) == 0
    (tmp_path / "in").write_bytes(b"\xff\xff")
    assert run(monkeypatch, *arguments) == 65
