"""`scrubline policy check|explain|test|diff|schema`: what a policy would do, before it does it."""

from __future__ import annotations

import json

import typer

from redaction.policy import policy_schema

__all__ = ["policy_app"]

policy_app = typer.Typer(help="Check, explain, test and compare policies.", no_args_is_help=True)


@policy_app.callback()
def _policy() -> None:
    """Check, explain, test and compare policies."""


@policy_app.command("schema")
def schema() -> None:
    """Print the JSON Schema of a policy file, for editors."""
    typer.echo(json.dumps(policy_schema(), indent=1, sort_keys=True))
