"""The command line: faults are one line each and 78, tables print, nothing needs a broker to be explained."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from stream.cli import app
from stream.config.settings import settings_table
from stream.telemetry import metrics_table


def test_tables_print_as_they_are_generated() -> None:
    """The documentation is made from these two commands."""
    assert CliRunner().invoke(app, ["settings"]).stdout == settings_table()
    assert CliRunner().invoke(app, ["metrics-doc"]).stdout == metrics_table()


@pytest.mark.parametrize("command", [["worker", "logs"], ["worker", "all"], ["check"], ["topics", "create"]])
def test_wrong_settings_are_told_before_anything_starts(command: list[str]) -> None:
    """Every command says what is wrong in one line per fault and ends with 78."""
    result = CliRunner().invoke(
        app, command, env={"SCRUBLINE_PARTITIONS": "many", "SCRUBLINE_GRID_SECONDS": "0"}
    )
    assert result.exit_code == 78
    lines = result.stderr.splitlines()
    assert len(lines) == 2
    assert all(line.startswith(f"scrubline {' '.join(command)}: SCRUBLINE_") for line in lines)


def test_topics_create_needs_a_controller() -> None:
    """On the embedded broker it says why there is nothing to do."""
    result = CliRunner().invoke(
        app, ["topics", "create", "--dry-run"], env={"SCRUBLINE_KAFKA_API_VERSION": "2.1"}
    )
    assert result.exit_code == 78
    assert "no controller" in result.stderr


def test_check_names_an_unreachable_broker() -> None:
    """One line with the address and what to look at."""
    result = CliRunner().invoke(app, ["check"], env={"SCRUBLINE_KAFKA_BOOTSTRAP": "127.0.0.1:1"})
    assert result.exit_code == 78
    assert any(
        "SCRUBLINE_KAFKA_BOOTSTRAP: no broker answers at 127.0.0.1:1" in x for x in result.stderr.splitlines()
    )


def test_topics_create_asks_a_dead_broker_once() -> None:
    """It says the same at once, unless it is told to wait."""
    dead = {"SCRUBLINE_KAFKA_BOOTSTRAP": "127.0.0.1:1"}
    result = CliRunner().invoke(app, ["topics", "create"], env=dead)
    assert result.exit_code == 78
    (line,) = result.stderr.splitlines()
    assert line.startswith(
        "scrubline topics create: SCRUBLINE_KAFKA_BOOTSTRAP: no broker answers at 127.0.0.1:1 ("
    )
