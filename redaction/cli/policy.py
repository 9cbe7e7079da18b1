"""`scrubline policy check|explain|test|diff|schema`: what a policy would do, before it does it."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from redaction.cli.exits import EXIT_CONFIG, EXIT_DIFFERS, EXIT_NO_INPUT
from redaction.errors import PolicyError

if TYPE_CHECKING:
    from redaction.policy.document import Policy
    from redaction.redactor import Redactor

__all__ = ["policy_app"]

_T = TypeVar("_T")
_Policy = Annotated[
    str, typer.Argument(metavar="NAME|PATH", help="default, structured, strict or a YAML file.")
]

policy_app = typer.Typer(help="Check, explain, test and compare policies.", no_args_is_help=True)


class _Signal(StrEnum):
    logs = "logs"
    spans = "spans"


class _Place(StrEnum):
    record = "record"
    resource = "resource"
    scope = "scope"
    span = "span"
    event = "event"
    link = "link"


@policy_app.command("check")
def check(
    policy: _Policy,
    *,
    keys: Annotated[bool, typer.Option(help="Read the keys too.")] = True,
) -> None:
    """Say everything that is wrong with a policy; nothing is wrong: its hash and exit code 0."""
    from redaction.policy.check import check_policy  # noqa: PLC0415 - `--help` waits for no pydantic

    checked = _or_exit("check", lambda: check_policy(policy, keys=keys))
    typer.echo(f"{policy}: valid, hash {checked.policy.hash}")


@policy_app.command("explain")
def explain(
    policy: _Policy,
    fields: Annotated[list[str], typer.Argument(metavar="FIELD...", help="For example messages[].content")],
    *,
    signal: Annotated[_Signal, typer.Option(help="Log records or spans.")] = _Signal.logs,
    place: Annotated[
        _Place | None, typer.Option(help="Where an attribute of a span stands; span if not given.")
    ] = None,
    service: Annotated[str, typer.Option(help="service.name of the record or resource.")] = "",
    tenant: Annotated[
        str | None, typer.Option(help="Whose data it is; without, how that is found out.")
    ] = None,
) -> None:
    """Say what would run for each field, and which rule decides."""
    from redaction.policy.explain import explain_field  # noqa: PLC0415 - the other commands need none of it

    loaded = _or_exit("explain", lambda: _policy(policy))
    where = place or (_Place.record if signal is _Signal.logs else _Place.span)
    for field in fields:
        for line in explain_field(
            loaded, field, signal=signal.value, place=where.value, service=service, tenant=tenant
        ):
            typer.echo(line)


@policy_app.command("test")
def test(
    policy: _Policy,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="YAML lists of cases.")],
) -> None:
    """Run examples that say what must be masked and what must stay; any that fails makes the exit code 1."""
    from redaction.policy.cases import failures, load_cases  # noqa: PLC0415 - the other commands need none of it

    loaded = [(file, _or_exit("test", lambda file=file: load_cases(file))) for file in files]  # type: ignore[misc]
    redactor = _or_exit("test", lambda: _redactor(policy))
    failed = 0
    for file, cases in loaded:
        wrong = failures(redactor, cases)
        failed += len({failure.case for failure in wrong})
        for failure in wrong:
            typer.echo(f"{file}: {failure}")
    total = sum(len(cases) for _, cases in loaded)
    typer.echo(f"{total - failed} of {total} cases passed")
    if failed:
        raise typer.Exit(EXIT_DIFFERS)


@policy_app.command("diff")
def diff(
    first: _Policy,
    second: _Policy,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="NDJSON or text.")],
    *,
    show_values: Annotated[
        bool,
        typer.Option("--show-values", help="Print both redacted lines; what one policy leaves is in them."),
    ] = False,
) -> None:
    """Say what two policies do differently on a sample, by line, path and entity; exit code 1 if anything."""
    from redaction.cli.line_reader import batches  # noqa: PLC0415 - the other commands need none of it
    from redaction.policy.diff import Comparison  # noqa: PLC0415

    redactors = [_or_exit("diff", lambda name=name: _redactor(name)) for name in (first, second)]  # type: ignore[misc]
    comparison = Comparison(*redactors)
    number = 1
    try:
        source = file.open("rb", buffering=0)
    except OSError as error:
        typer.echo(f"scrubline policy diff: {file}: cannot be read ({error.strerror})", err=True)
        raise typer.Exit(EXIT_NO_INPUT) from None
    with source:
        for batch in batches(source):
            for change in comparison.changes(batch.lines, number):
                typer.echo(
                    f"line {change.line} {change.side} {change.path} {change.start}-{change.end}: "
                    f"{change.entity}, {change.operator}"
                )
                if show_values:
                    typer.echo(f"    - {change.before.decode()}\n    + {change.after.decode()}")
            number += len(batch.lines)
    for (side, entity), times in sorted(comparison.totals.items()):
        typer.echo(f"{side} {entity}: {times} only in {first if side == '-' else second}")
    if comparison.bad:
        typer.echo(f"scrubline policy diff: {comparison.bad} lines could not be read", err=True)
    if comparison.totals:
        raise typer.Exit(EXIT_DIFFERS)
    typer.echo("no difference")


@policy_app.command("schema")
def schema() -> None:
    """Print the JSON Schema of a policy file, for editors."""
    from redaction.policy.document import policy_schema  # noqa: PLC0415 - `--help` waits for no pydantic

    typer.echo(json.dumps(policy_schema(), indent=1, sort_keys=True))


def _policy(name: str) -> Policy:
    from redaction.policy.document import load_policy  # noqa: PLC0415 - `--help` waits for no pydantic

    return load_policy(name)


def _redactor(policy: str) -> Redactor:
    from redaction.build import build_redactor  # noqa: PLC0415 - loads the engine

    return build_redactor(policy)


def _or_exit(command: str, load: Callable[[], _T]) -> _T:
    """What `load` gives, or one line per fault on standard error and exit code 78."""
    try:
        return load()
    except PolicyError as error:
        for fault in error.faults:
            typer.echo(f"scrubline policy {command}: {fault}", err=True)
        raise typer.Exit(EXIT_CONFIG) from None
