"""`scrubline keys generate` and `scrubline pseudonym`: a key for tokens, and the token of a value."""

from __future__ import annotations

import json
import os
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from redaction.cli.exits import EXIT_CONFIG, EXIT_NO_OUTPUT
from redaction.errors import PolicyError

if TYPE_CHECKING:
    from redaction.operators import Hmac

__all__ = ["keys_app", "pseudonym"]

_KEY_BYTES: Final = 32

keys_app = typer.Typer(help="Keys of HMAC operators.", no_args_is_help=True)


@keys_app.callback()
def _keys() -> None:
    """Keys of HMAC operators."""


@keys_app.command("generate")
def generate(
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A new file, readable by its owner only.")
    ] = None,
    tenant: Annotated[
        str | None, typer.Option(help="Whose key: tells the entry for `tenants.keys` on standard error.")
    ] = None,
) -> None:
    """Make a key of 256 bits, in hex, for an entry of `keys` or `tenants.keys` in a policy."""
    from redaction.policy.operators import MAX_TENANT_CHARACTERS  # noqa: PLC0415 - `--help` waits for no pydantic

    if tenant is not None and not 0 < len(tenant) <= MAX_TENANT_CHARACTERS:
        typer.echo(f"scrubline keys generate: a tenant has 1 to {MAX_TENANT_CHARACTERS} characters", err=True)
        raise typer.Exit(EXIT_CONFIG)
    key = secrets.token_hex(_KEY_BYTES)
    if out is None:
        typer.echo(key)
        _tell(tenant, '{id: %s, file: "PATH"}')
        return
    try:
        descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        reason = "is there already; a lost key makes its tokens useless" if out.exists() else error.strerror
        typer.echo(f"scrubline keys generate: {out}: {reason}", err=True)
        raise typer.Exit(EXIT_NO_OUTPUT) from None
    with open(descriptor, "w", encoding="ascii") as file:  # noqa: PTH123 - a descriptor, made for its mode
        file.write(f"{key}\n")
    _tell(tenant, f"{{id: %s, file: {json.dumps(str(out.absolute()))}}}")


def _tell(tenant: str | None, entry: str) -> None:
    """Say what to write into the policy; the id is drawn, since it stands in every token and must tell nobody who."""
    if tenant is not None:
        key_id = "t" + secrets.token_hex(3)
        typer.echo(f"tenants.keys: {{{json.dumps(tenant)}: {entry % key_id}}}", err=True)


def pseudonym(
    value: Annotated[
        str,
        typer.Argument(metavar="VALUE|-", help="`-` reads one line from standard input, out of the history."),
    ],
    *,
    entity: Annotated[str, typer.Option(help="Its entity type, for example EMAIL_ADDRESS.")],
    policy: Annotated[str, typer.Option(metavar="NAME|PATH", help="Says which key and operator.")],
    tenant: Annotated[
        str | None, typer.Option(help="Whose data it stood in; without, data without a tenant.")
    ] = None,
) -> None:
    """Print the token that a value has in redacted output, for requests of access and erasure."""
    try:
        operator = _tokens(policy, entity, tenant)
    except PolicyError as error:
        for fault in error.faults:
            typer.echo(f"scrubline pseudonym: {fault}", err=True)
        raise typer.Exit(EXIT_CONFIG) from None
    if value == "-":
        value = sys.stdin.readline().rstrip("\r\n")
    typer.echo(operator.operate(value, entity))


def _tokens(name: str, entity: str, tenant: str | None) -> Hmac:
    """The HMAC operator that the policy has for an entity type in the data of a tenant.

    Raises:
        PolicyError: There is none, or its key cannot be read.
    """
    from redaction.keys import KeyRing  # noqa: PLC0415 - `--help` waits for no pydantic
    from redaction.operators import Hmac  # noqa: PLC0415 - see above
    from redaction.policy.document import load_policy  # noqa: PLC0415 - see above
    from redaction.replacements import ReplacementTable  # noqa: PLC0415 - see above

    policy = load_policy(name)
    if entity not in policy.known_entities:
        raise PolicyError(f"{entity} is no entity type of this policy")
    rule = policy.entities.get(entity)
    operator_name = (rule.operator if rule is not None else None) or policy.default_operator
    table = ReplacementTable(policy, KeyRing.load(policy))
    if not isinstance(table.default.of(entity), Hmac):
        raise PolicyError(f"{entity} gets no token: its operator is {operator_name}")
    if tenant is not None:
        table.require(tenant)
    operator = table.of(tenant).of(entity)
    if not isinstance(operator, Hmac):
        raise PolicyError(
            "tenants.missing: data that names no tenant gets no token; say whose it was with --tenant"
        )
    return operator
