"""The command line of redaction: `redact` here, `policy`, `keys` and `pseudonym` in the modules beside.

Needs the extra [redaction] and nothing of the workers; `stream.cli` mounts the same commands beside its own. Each
command reads its options, calls a module and tells faults in one line on standard error.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, Final

import typer

from redaction.cli.exits import (
    EXIT_CONFIG,
    EXIT_DATA,
    EXIT_INTERRUPTED,
    EXIT_IO,
    EXIT_NO_INPUT,
    EXIT_NO_OUTPUT,
)
from redaction.cli.keys import keys_app, pseudonym
from redaction.cli.policy import policy_app
from redaction.errors import PolicyError
from redaction.garbage import look_seldom

if TYPE_CHECKING:
    from redaction.cli.redact import LogReader, Report
    from redaction.lines import Form
    from redaction.redactor import Redactor

__all__ = ["COMMANDS", "app", "log_readers", "mount", "redact"]

COMMANDS = ("redact", "policy", "keys", "pseudonym")
"""What `mount` brings."""

log_readers: list[LogReader] = []
"""Reads OTLP log requests: the workers' decoder registers itself here, since redaction knows records only."""


class _Input(StrEnum):
    auto = "auto"
    ndjson = "ndjson"
    text = "text"
    otlp = "otlp"
    otlp_spans = "otlp-spans"
    otlp_logs = "otlp-logs"


_FORMS: Final[dict[_Input, Form]] = {
    _Input.auto: "auto",
    _Input.ndjson: "ndjson",
    _Input.text: "text",
}


def mount(onto: typer.Typer) -> None:
    """Add the commands of redaction to a command line."""
    onto.command()(redact)
    onto.add_typer(policy_app, name="policy")
    onto.add_typer(keys_app, name="keys")
    onto.command()(pseudonym)


def redact(
    file: Annotated[str, typer.Argument(metavar="[FILE|-]", help="Input; `-` is standard input.")] = "-",
    *,
    policy: Annotated[
        str, typer.Option(metavar="NAME|PATH", help="default, structured, strict or a YAML file.")
    ] = "default",
    shape: Annotated[
        _Input,
        typer.Option(
            "--input",
            help="auto: NDJSON if the first line that is not blank is a JSON object, else text. otlp is otlp-spans.",
        ),
    ] = _Input.auto,
    findings: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what was replaced, without the values.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say on standard error what ran.")] = False,
    tenant: Annotated[
        str | None,
        typer.Option(
            help="Whose data all of it is, for policies with keys of tenants; without, each record says so itself."
        ),
    ] = None,
) -> None:
    """Redact NDJSON, text or an OTLP request from a file or pipe to standard output, line by line."""
    with _quiet_end(), ExitStack() as stack:
        source, total_bytes = _source(file, stack)
        redactor = _redactor(policy, tenant)
        look_seldom()
        found = _findings_file(findings, file, stack)
        if explain:
            from redaction.scan import open_database  # noqa: PLC0415 - loaded with the redactor

            _say(f"policy: {policy}, plan {redactor.plan_hash}")
            _say(f"scan: {open_database(['any']).name}")
        begun = time.perf_counter()
        report = _run(shape, source, total_bytes, redactor, found, explain=explain)
        if explain:
            for line in report.lines(time.perf_counter() - begun):
                _say(line)
        if report.failed:
            _say(f"{report.failed} values could not be examined and were masked")
        if report.bad:
            _say(f"{report.bad.total()} of {report.units} could not be read")
            raise typer.Exit(EXIT_DATA)


def _run(
    shape: _Input,
    source: Any,
    total_bytes: int,
    redactor: Redactor,
    findings: BinaryIO | None,
    *,
    explain: bool,
) -> Report:
    from redaction.cli import redact as cli_redact  # noqa: PLC0415 - a fault in the options is told before anything is loaded

    outputs = cli_redact.Outputs(sys.stdout.buffer, findings, explain)
    try:
        if shape is _Input.otlp or shape is _Input.otlp_spans:
            return cli_redact.redact_span_request(source, redactor, outputs)
        if shape is _Input.otlp_logs:
            if not log_readers:
                _say("OTLP logs need the workers' packages: install scrubline[worker]")
                raise typer.Exit(EXIT_CONFIG)
            return cli_redact.redact_log_request(source, log_readers[0], redactor, outputs)
        return cli_redact.redact_lines(source, _FORMS[shape], redactor, outputs, total_bytes)
    except cli_redact.NotOtlp:
        _say("the input is no such OTLP request")
        raise typer.Exit(EXIT_DATA) from None


def _source(file: str, stack: ExitStack) -> tuple[Any, int]:
    """The input without a buffer, and its size if it is a file."""
    try:
        source = open(sys.stdin.fileno() if file == "-" else file, "rb", buffering=0, closefd=file != "-")  # noqa: SIM115 - closed by the stack
        status = os.fstat(stack.enter_context(source).fileno())
        return source, status.st_size if stat.S_ISREG(status.st_mode) else 0
    except OSError as error:
        _say(f"{file}: cannot be read ({error.strerror or type(error).__name__})")
        raise typer.Exit(EXIT_NO_INPUT) from None


def _findings_file(findings: Path | None, file: str, stack: ExitStack) -> BinaryIO | None:
    if findings is None:
        return None
    try:
        if file != "-" and findings.exists() and findings.samefile(file):
            _say(f"{findings}: is the input")
            raise typer.Exit(EXIT_NO_OUTPUT)
        return stack.enter_context(findings.open("wb"))
    except OSError as error:
        _say(f"{findings}: cannot be written ({error.strerror or type(error).__name__})")
        raise typer.Exit(EXIT_NO_OUTPUT) from None


def _redactor(policy: str, tenant: str | None) -> Redactor:
    from redaction.build import build_redactor  # noqa: PLC0415 - `--help` waits for no pydantic

    try:
        redactor = build_redactor(policy)
        return redactor if tenant is None else redactor.for_tenant(tenant)
    except PolicyError as error:
        for fault in error.faults:
            _say(fault)
        raise typer.Exit(EXIT_CONFIG) from None


@contextmanager
def _quiet_end() -> Iterator[None]:
    """A reader that went away and Ctrl-C end the command without a word, a full disk with one line."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # Else the interpreter complains when it flushes on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except OSError as error:
        _say(f"input or output failed ({error.strerror or type(error).__name__})")
        raise typer.Exit(EXIT_IO) from None
    except KeyboardInterrupt:
        raise typer.Exit(EXIT_INTERRUPTED) from None


def _say(line: str) -> None:
    sys.stderr.write(f"scrubline redact: {line}\n")


app = typer.Typer(
    name="scrubline",
    help="Redacts personal data and secrets from logs, texts and spans. The workers come with scrubline[worker].",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
mount(app)
