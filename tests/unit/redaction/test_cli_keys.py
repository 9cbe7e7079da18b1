"""`scrubline keys generate` and `scrubline pseudonym`."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from redaction.build import build_redactor
from redaction.cli.commands import app

MAIL = "alice@example.com"


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """A policy that turns addresses into tokens, with a key that the command made."""
    path = tmp_path / "policy.yaml"
    path.write_text(f"""
version: 1
keys: {{main: {{id: k1, file: {tmp_path}/key}}}}
operators: {{token: {{kind: hmac, key: main}}}}
entities: {{EMAIL_ADDRESS: {{operator: token}}}}
""")
    assert CliRunner().invoke(app, ["keys", "generate", "--out", str(tmp_path / "key")]).exit_code == 0
    return path


def test_a_key_is_for_its_owner_only(tmp_path: Path) -> None:
    """256 bits in hex, mode 0600 whatever the umask, and never written over."""
    path = tmp_path / "key"
    before = os.umask(0)
    try:
        result = CliRunner().invoke(app, ["keys", "generate", "--out", str(path)])
    finally:
        os.umask(before)
    assert (result.exit_code, result.output) == (0, "")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    key = path.read_text()
    assert len(bytes.fromhex(key)) == 32
    again = CliRunner().invoke(app, ["keys", "generate", "--out", str(path)])
    assert (again.exit_code, again.stdout, path.read_text()) == (73, "", key)
    assert key.strip() not in again.stderr


def test_a_key_can_be_printed() -> None:
    """Two are never the same."""
    keys = {CliRunner().invoke(app, ["keys", "generate"]).stdout for _ in range(2)}
    assert [len(key) for key in keys] == [65, 65]


def test_a_pseudonym_is_the_token_of_the_output(policy: Path) -> None:
    """From the argument or, out of the shell's history, from standard input."""
    token = build_redactor(policy).redact_text(f"to {MAIL}").text.removeprefix("to ")
    command = ["pseudonym", "--entity", "EMAIL_ADDRESS", "--policy", str(policy)]
    assert CliRunner().invoke(app, [*command, MAIL]).stdout == f"{token}\n"
    assert CliRunner().invoke(app, [*command, "-"], input=f"{MAIL}\n").stdout == f"{token}\n"
    assert token.startswith("<EMAIL_ADDRESS:k1:")


@pytest.mark.parametrize(
    ("entity", "reason"), [("IP_ADDRESS", "its operator is replace"), ("EMAIL", "is no entity type")]
)
def test_without_a_token_there_is_a_reason(policy: Path, entity: str, reason: str) -> None:
    """Entities that the policy does not tokenise, and unknown ones, end with 78."""
    result = CliRunner().invoke(app, ["pseudonym", MAIL, "--entity", entity, "--policy", str(policy)])
    assert (result.exit_code, result.stdout) == (78, "")
    assert reason in result.stderr


def test_a_missing_key_is_told(policy: Path, tmp_path: Path) -> None:
    """It is never defaulted."""
    (tmp_path / "key").unlink()
    result = CliRunner().invoke(
        app, ["pseudonym", MAIL, "--entity", "EMAIL_ADDRESS", "--policy", str(policy)]
    )
    assert (result.exit_code, result.stdout) == (78, "")


@pytest.fixture
def tenants(tmp_path: Path) -> Path:
    """A policy with a key for one tenant, its entry as `keys generate --tenant` told it."""
    path = tmp_path / "tenants.yaml"
    keys = ["keys", "generate", "--out"]
    assert CliRunner().invoke(app, [*keys, str(tmp_path / "main")]).exit_code == 0
    told = CliRunner().invoke(app, [*keys, str(tmp_path / "acme"), "--tenant", 'the "acme" group'])
    assert (told.exit_code, told.stdout) == (0, "")
    assert (tmp_path / "acme").read_text().strip() not in told.stderr
    path.write_text(f"""
version: 1
keys: {{main: {{id: k1, file: {tmp_path}/main}}}}
operators: {{token: {{kind: hmac, key: main}}}}
entities: {{EMAIL_ADDRESS: {{operator: token}}}}
tenants:
  fields: [scrubline.tenant]
  keys: {told.stderr.removeprefix("tenants.keys: ")}
""")
    return path


def test_a_pseudonym_is_that_of_the_tenant(tenants: Path) -> None:
    """The token that the tenant's records have; without a tenant that of records without one, if those get any."""
    command = ["pseudonym", MAIL, "--entity", "EMAIL_ADDRESS", "--policy", str(tenants)]
    refused = CliRunner().invoke(app, command)
    assert (refused.exit_code, refused.stdout) == (78, "")
    assert "tenants.missing: data that names no tenant gets no token" in refused.stderr
    tenants.write_text(tenants.read_text() + "  missing: default\n")
    redactor = build_redactor(tenants)
    seen = set()
    for tenant in ('the "acme" group', None):
        [record] = redactor.redact_records([{"scrubline.tenant": tenant, "to": MAIL}]).records
        options = [] if tenant is None else ["--tenant", tenant]
        assert record is not None
        assert CliRunner().invoke(app, [*command, *options]).stdout == f"{record['to']}\n"
        seen.add(record["to"])
    assert len(seen) == 2


def test_a_tenant_without_a_key_has_no_pseudonym(tenants: Path, policy: Path) -> None:
    """Nor has any where the policy knows no tenants; an unknown one with `default` has the shared one."""
    command = ["pseudonym", MAIL, "--entity", "EMAIL_ADDRESS", "--tenant", "initech", "--policy"]
    unknown = CliRunner().invoke(app, [*command, str(tenants)])
    assert (unknown.exit_code, unknown.stdout) == (78, "")
    assert "has no key of this tenant" in unknown.stderr
    none = CliRunner().invoke(app, [*command, str(policy)])
    assert (none.exit_code, none.stdout) == (78, "")
    tenants.write_text(tenants.read_text() + "  unknown: default\n")
    assert CliRunner().invoke(app, [*command, str(tenants)]).stdout.startswith("<EMAIL_ADDRESS:k1:")


def test_a_printed_key_of_a_tenant_stays_alone_on_standard_output() -> None:
    """A pipe gets the key and nothing else; a tenant without a name is refused."""
    result = CliRunner().invoke(app, ["keys", "generate", "--tenant", "acme"])
    assert len(bytes.fromhex(result.stdout)) == 32
    assert result.stderr.startswith('tenants.keys: {"acme": {id: t')
    assert CliRunner().invoke(app, ["keys", "generate", "--tenant", ""]).exit_code == 78


def test_a_missing_key_of_a_tenant_starts_nothing(tenants: Path, tmp_path: Path) -> None:
    """Neither the check of a policy nor a redaction goes on without it."""
    (tmp_path / "acme").unlink()
    for command in (["policy", "check", str(tenants)], ["redact", str(tenants), "--policy", str(tenants)]):
        result = CliRunner().invoke(app, command)
        assert (result.exit_code, result.stdout) == (78, "")
        assert 'tenants.keys.the "acme" group: file' in result.stderr


def test_an_input_can_be_said_to_be_of_a_tenant(tenants: Path, tmp_path: Path) -> None:
    """`redact --tenant` gives texts, which name nobody, the tokens that its records have; others are refused."""
    acme = 'the "acme" group'
    token = build_redactor(tenants).redact_text(MAIL, tenant=acme).text
    assert token.startswith("<EMAIL_ADDRESS:t")
    file = tmp_path / "in"
    command = ["redact", str(file), "--policy", str(tenants)]
    for line in (f"to {MAIL}", f'{{"scrubline.tenant":"x","to":"{MAIL}"}}'):
        file.write_text(line)
        alone = CliRunner().invoke(app, command)
        assert alone.stdout == line.replace(MAIL, "<EMAIL_ADDRESS>")
        of_acme = CliRunner().invoke(app, [*command, "--tenant", acme])
        assert of_acme.stdout == line.replace(MAIL, token)
    unknown = CliRunner().invoke(app, [*command, "--tenant", "initech"])
    assert (unknown.exit_code, unknown.stdout) == (78, "")
    assert unknown.stderr.startswith("scrubline redact: tenants.keys: has no key of this tenant")


def test_the_rule_of_tenants_is_explained(tenants: Path) -> None:
    """`policy explain` says where the tenant is looked for and what it gets, and with `--tenant` which key."""

    def explained(*options: str) -> list[str]:
        return CliRunner().invoke(app, ["policy", "explain", str(tenants), *options]).stdout.splitlines()

    place = "the first name in scrubline.tenant of the OTLP resource, else of record or span"
    assert explained("to")[-3:] == [
        f"tokens: with the key of the tenant, {place}",
        "tokens of a tenant that is not one of the 1 with a key: none, the type alone stays",
        "tokens of data that names no tenant: none, the type alone stays",
    ]
    assert "tenant: this field says whose the data is" in "\n".join(explained("scrubline.tenant"))
    assert explained("to", "--tenant", 'the "acme" group')[-1].startswith("tokens of this tenant: key t")
    assert explained("to", "--tenant", "initech")[-1] == (
        "tokens of this tenant: no key under `tenants.keys`, so none, the type alone stays"
    )
    tenants.write_text(tenants.read_text() + "  missing: default\n")
    assert explained("to")[-1] == "tokens of data that names no tenant: the key that the operator names"
