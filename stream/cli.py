"""The command line: one short function per command, which only reads settings and calls a module."""

from __future__ import annotations

import importlib
import sys
from enum import StrEnum
from typing import Annotated

import typer

from stream import ownlog
from stream.confine import die_with_parent
from stream.errors import SettingsFault
from stream.settings import Settings, load, settings_table
from stream.telemetry import metrics_table

__all__ = ["APPS", "app", "load_or_exit"]

app = typer.Typer(
    name="scrubline",
    help="Privacy-safe observability pipeline for LLM inference.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
topics_app = typer.Typer(help="The topics of both zones.", no_args_is_help=True)
app.add_typer(topics_app, name="topics")

APPS = ("redact", "logs", "traces", "metrics")
"""The boxes of the pipeline; each is a module of `stream.apps` with a `spec(context)` function."""
EXIT_CONFIG = 78


class _Worker(StrEnum):
    redact = "redact"
    logs = "logs"
    traces = "traces"
    metrics = "metrics"
    all = "all"


def load_or_exit(command: str) -> Settings:
    """The settings, or one line per fault on standard error and exit code 78."""
    try:
        return load()
    except SettingsFault as fault:
        _report(command, fault)
        raise typer.Exit(EXIT_CONFIG) from None


def _report(command: str, fault: SettingsFault) -> None:
    for line in fault.faults:
        typer.echo(f"scrubline {command}: {line}", err=True)


@app.command()
def worker(
    name: Annotated[_Worker, typer.Argument(help="Which one; `all` runs the four as child processes.")],
    parent: Annotated[
        int | None, typer.Option(hidden=True, help="End when this process, our parent, ends.")
    ] = None,
) -> None:
    """Run one worker until SIGTERM."""
    if parent is not None:
        die_with_parent(parent)
    settings = load_or_exit(f"worker {name}")
    ownlog.configure(
        settings.log_level, service=settings.service_name, environment=settings.environment, app=name.value
    )
    if name is _Worker.all:
        from stream.supervise import Child, supervise  # noqa: PLC0415 - start-up of a worker needs none of it

        command = (sys.executable, "-m", "stream", "worker")
        raise typer.Exit(
            supervise([Child(each, (*command, each)) for each in APPS], settings.stop_seconds + 20)
        )
    from stream.process import run  # noqa: PLC0415 - imports Faust, which other commands need not wait for

    module = importlib.import_module(f"stream.apps.{name.value}")
    raise typer.Exit(run(module.spec, name.value, settings))


@app.command()
def settings() -> None:
    """Print every setting with default, unit and meaning, as a Markdown table."""
    typer.echo(settings_table(), nl=False)


@app.command("metrics-doc")
def metrics_doc() -> None:
    """Print every metric of the workers as a Markdown table."""
    typer.echo(metrics_table(), nl=False)
