"""The command line: one short function per command, which only reads settings and calls a module."""

from __future__ import annotations

import asyncio
import importlib
import logging
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

import redaction.cli.commands
from stream.errors import SettingsFault
from stream.exits import EXIT_CONFIG

if TYPE_CHECKING:
    from stream.config.settings import Settings

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
redaction.cli.commands.mount(app)

APPS = ("redact", "logs", "traces", "metrics")
"""The boxes of the pipeline; each is a module of `stream.apps` with a `spec(context)` function."""


class _Worker(StrEnum):
    redact = "redact"
    logs = "logs"
    traces = "traces"
    metrics = "metrics"
    all = "all"


def load_or_exit(command: str, *, tell_unknown: bool = True) -> Settings:
    """The settings, or one line per fault on standard error and exit code 78; one also for each unknown variable."""
    from stream.config.settings import load, unknown_variables  # noqa: PLC0415 - `--help` waits for no pydantic

    try:
        settings = load()
    except SettingsFault as fault:
        _report(command, fault)
        raise typer.Exit(EXIT_CONFIG) from None
    for name in unknown_variables(settings) if tell_unknown else ():
        typer.echo(f"scrubline {command}: {name}: no setting is called that", err=True)
    return settings


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
    from stream.worker import ownlog  # noqa: PLC0415 - imports structlog, which other commands need not wait for
    from stream.worker.confine import die_with_parent  # noqa: PLC0415 - see above

    if parent is not None:
        die_with_parent(parent)
    settings = load_or_exit(f"worker {name}", tell_unknown=parent is None)
    ownlog.configure(
        settings.log_level, service=settings.service_name, environment=settings.environment, app=name.value
    )
    if name is _Worker.all:
        from stream.worker.supervise import Child, supervise  # noqa: PLC0415 - start-up of a worker needs none of it

        command = (sys.executable, "-m", "stream", "worker")
        raise typer.Exit(
            supervise([Child(each, (*command, each)) for each in APPS], settings.stop_seconds + 20)
        )
    from stream.worker.process import run  # noqa: PLC0415 - imports Faust, which other commands need not wait for

    module = importlib.import_module(f"stream.apps.{name.value}")
    raise typer.Exit(run(module.spec, name.value, settings))


@topics_app.command("create")
def topics_create(
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done and do nothing.")
    ] = False,
    wait: Annotated[
        float, typer.Option(min=0, help="Seconds to wait for brokers that do not answer yet.")
    ] = 0,
) -> None:
    """Create the missing topics, set the settings of the others, and print who needs which access."""
    from stream.config.topics import access_matrix, topic_plans  # noqa: PLC0415 - see above
    from stream.kafka.reconcile import reconcile  # noqa: PLC0415 - imports both Kafka clients

    settings = load_or_exit("topics create")
    try:
        missing, mended = reconcile(settings, topic_plans(settings), dry_run=dry_run, wait_seconds=wait)
    except SettingsFault as fault:
        _report("topics create", fault)
        raise typer.Exit(EXIT_CONFIG) from None
    verb = "would create" if dry_run else "created"
    for plan in missing:
        typer.echo(f"{verb} {plan.name}: {plan.partitions} partitions, {settings.replication} replicas")
        for key, value in plan.config.items():
            typer.echo(f"    {key}={value}")
    for each in mended:
        typer.echo(f"{'would set' if dry_run else 'set'}: {each.what}")
    typer.echo("\nAccess (grant these and no others):\n")
    typer.echo(access_matrix(settings), nl=False)


@app.command()
def settings() -> None:
    """Print every setting with default, unit and meaning, as a Markdown table."""
    from stream.config.settings import settings_table  # noqa: PLC0415 - `--help` waits for no pydantic

    typer.echo(settings_table(), nl=False)


@app.command()
def check() -> None:
    """Look for everything that would keep the workers from working, and say what to do about it."""
    from stream.check import check as look  # noqa: PLC0415 - imports both Kafka clients

    settings = load_or_exit("check")
    # The report below says it better than the libraries do.
    logging.disable(logging.CRITICAL)
    try:
        faults = asyncio.run(look(settings))
    finally:
        logging.disable(logging.NOTSET)
    for fault in faults:
        typer.echo(f"scrubline check: {fault}", err=True)
    if faults:
        raise typer.Exit(EXIT_CONFIG)
    typer.echo("everything is in order")


@app.command("metrics-doc")
def metrics_doc() -> None:
    """Print every metric of the workers as a Markdown table."""
    from stream.telemetry import metrics_table  # noqa: PLC0415 - imports the Prometheus client

    typer.echo(metrics_table(), nl=False)
