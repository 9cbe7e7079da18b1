"""The `scrubline` command: redaction's commands need the extra [redaction], those of the workers [worker]."""

from __future__ import annotations

import sys
from importlib import util
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redaction.walk.sheets import Batch

__all__ = ["main"]

_REDACTION = ("typer", "presidio_analyzer", "pydantic", "yaml")
_WORKER = ("faust", "aiokafka", "pydantic_settings", "prometheus_client")


def main() -> None:
    """Run the command line, or say in one line which extra it needs."""
    if _missing(_REDACTION):
        sys.exit(
            "scrubline: the command needs more packages: install scrubline[redaction] or scrubline[worker]"
        )
    from redaction.cli import commands as cli  # noqa: PLC0415 - the base install has no typer

    cli.log_readers.append(_read_log_request)
    # The commands of redaction start without a look at the settings and clients of the workers.
    if sys.argv[1:2] and sys.argv[1] in cli.COMMANDS:
        cli.app()
    if _missing(_WORKER):
        cli.app()
    from stream.cli import app  # noqa: PLC0415 - the extra [redaction] alone has no Faust

    app()


def _missing(names: tuple[str, ...]) -> bool:
    # Faust replaces itself in `sys.modules` by something that has no spec to find.
    return any(name not in sys.modules and util.find_spec(name) is None for name in names)


def _read_log_request(request: bytes) -> tuple[Batch, list[str]]:
    from stream.gate.otlp_logs import records_of  # noqa: PLC0415 - for OTLP logs only

    records, dead = records_of(request)
    return records, [reason for _, _, reason in dead]


if __name__ == "__main__":
    main()
