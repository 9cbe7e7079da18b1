"""The `scrubline` command."""

from __future__ import annotations

import sys
from importlib import util

__all__ = ["main"]

_NEEDED = ("typer", "faust", "aiokafka", "pydantic_settings", "prometheus_client")


def main() -> None:
    """Run the command line, or say in one line which extra it needs."""
    if any(util.find_spec(name) is None for name in _NEEDED):
        sys.exit("scrubline: the command needs the workers' packages: install scrubline[worker]")
    from stream.cli import app  # noqa: PLC0415 - the base install has no typer

    app()


if __name__ == "__main__":
    main()
