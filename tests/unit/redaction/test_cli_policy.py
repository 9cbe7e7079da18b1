"""`scrubline policy`: what a policy would do is said before it does it, and no value is shown unasked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from redaction.cli.commands import app
from redaction.policy.document import load_policy, policy_schema
from redaction.policy.explain import explain_field

MAIL = "alice@example.com"
POLICY = """
version: 1
entities: {EMAIL_ADDRESS: {operator: partly, threshold: 0.6}, IP_ADDRESS: {enabled: false}}
operators: {partly: {kind: mask, keep_last: 2}}
fields:
  - {rule: by-path, where: {paths: ["notes[].text"], signals: [spans], places: [event]}, action: drop}
  - {rule: by-service, where: {keys: [internal], services: [billing]}, action: measure}
  - {rule: fixed, where: {keys: [state]}, action: keep, values: [open, closed]}
identifier_keys: [phone]
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["policy", *map(str, arguments)])


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """A policy file."""
    path = tmp_path / "policy.yaml"
    path.write_text(POLICY)
    return path


class TestCheck:
    @pytest.mark.parametrize("name", ["default", "structured", "strict"])
    def test_the_shipped_ones_are_valid(self, name: str) -> None:
        """Each says its hash."""
        result = run("check", name)
        assert (result.exit_code, result.stdout) == (0, f"{name}: valid, hash {load_policy(name).hash}\n")

    def test_every_fault_is_told_at_once(self, tmp_path: Path) -> None:
        """One line each, and 78."""
        path = tmp_path / "policy.yaml"
        path.write_text("version: 2\nthreshold: 7\nunknwon: scan\n")
        result = run("check", path)
        assert result.exit_code == 78
        assert [line.split(": ")[1] for line in result.stderr.splitlines()] == [
            "version",
            "threshold",
            "unknwon",
        ]

    def test_a_missing_key_is_a_fault(self, tmp_path: Path) -> None:
        """Unless asked not to look."""
        path = tmp_path / "policy.yaml"
        path.write_text(f"version: 1\nkeys: {{main: {{id: k1, file: {tmp_path}/none}}}}")
        assert run("check", path).exit_code == 78
        assert run("check", path, "--no-keys").exit_code == 0

    def test_faults_of_the_schema_hide_no_other(self, tmp_path: Path) -> None:
        """Missing keys, a missing registry and types that nothing looks for are told beside them."""
        path = tmp_path / "policy.yaml"
        path.write_text(
            "version: 2\nkeys: {main: {id: k1, file: none}, other: {id: k2}}\nregistry: none.yaml\n"
            "recognizers: ['no.such:Thing']\nentities: {PERSON: {enabled: true}}\n"
        )
        result = run("check", path)
        assert result.exit_code == 78
        places = [line.split(": ")[1] for line in result.stderr.splitlines()]
        assert places == [
            "version",
            "keys.other",
            "registry",
            "recognizers.0",
            "entities.PERSON",
            "keys.main",
        ]
        assert str(tmp_path / "none") in result.stderr

    def test_a_key_stands_beside_its_policy(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A relative path begins where the policy is, wherever the command is run."""
        (tmp_path / "policies").mkdir()
        (tmp_path / "policies" / "key").write_text(bytes(range(32)).hex())
        path = tmp_path / "policies" / "policy.yaml"
        path.write_text("version: 1\nkeys: {main: {id: k1, file: key}}")
        monkeypatch.chdir(tmp_path)
        assert run("check", path).exit_code == 0
        assert run("check", "policies/policy.yaml").exit_code == 0
        (tmp_path / "policies" / "key").rename(tmp_path / "key")
        assert run("check", path).exit_code == 78


class TestExplain:
    def explained(
        self, policy: Path, field: str, signal: str = "logs", place: str = "record", service: str = ""
    ) -> str:
        return "\n".join(
            explain_field(load_policy(policy), field, signal=signal, place=place, service=service)
        )

    def test_the_rule_that_decides(self, policy: Path) -> None:
        """By key, path, place, signal and service, as the walk itself decides."""
        assert "because: no rule mentions it" in self.explained(policy, "notes[].text")
        dropped = self.explained(policy, "notes[].text", "spans", "event")
        assert (
            dropped
            == "notes[].text: dropped, with everything below it\nbecause: rule by-path, path notes[].text"
        )
        assert "internal: scanned" in self.explained(policy, "internal")
        assert "rule by-service, key internal" in self.explained(policy, "a.internal.b", service="billing")
        assert "fits: one of 2 values" in self.explained(policy, "state[]")

    def test_the_path_of_a_finding_can_be_asked_for(self, policy: Path) -> None:
        """A number of an element means any element, and the sign of the record may stay."""
        asked = self.explained(policy, "notes[].text", "spans", "event")
        assert self.explained(policy, "$.notes[12].text", "spans", "event") == asked

    def test_what_runs(self, policy: Path) -> None:
        """Entities by operator and threshold, without those that are off."""
        lines = self.explained(policy, "phone").splitlines()
        assert "partly, from score 0.6: EMAIL_ADDRESS" in lines
        assert not any("IP_ADDRESS" in line for line in lines)
        assert any(line.startswith("numbers: scanned as text") for line in lines)

    def test_what_the_policy_brings_runs(self, tmp_path: Path) -> None:
        """Types that it switches on, recognizers beside ours, and addresses that stay."""
        path = tmp_path / "policy.yaml"
        path.write_text(
            "version: 1\nentities: {ES_NIF: {operator: mask}, UUID: {operator: mask}}\n"
            "private_addresses: false\nrecognizers: ['a:B']\n"
        )
        lines = self.explained(path, "x").splitlines()
        assert "mask, from score 0.4: ES_NIF, UUID" in lines
        assert "IP addresses of private networks stay" in lines
        assert any("recognizers run beside" in line for line in lines)

    def test_nested_keys_and_dotted_keys_can_differ(self) -> None:
        """Then both answers are given."""
        result = run("explain", "strict", "input.shape", "level")
        assert result.exit_code == 0
        assert (
            "as nested keys:\n    input: dropped where a value holds what rule token-lists says"
            in result.stdout
        )
        assert "else:\n    input: replaced by its length" in result.stdout
        assert "as one key:\n    input.shape: scanned" in result.stdout
        assert "level: kept as it is if its value fits, else scanned" in result.stdout


class TestTest:
    CASES = f"""
- text: mail {MAIL} about order 12
  masked: [{MAIL}]
  stays: [about order 12]
- record: {{event: hello, user: {{"{MAIL}": [1, 2125550134]}}}}
  masked: [alice]
"""

    def test_cases_that_hold(self, tmp_path: Path) -> None:
        """All passed is 0."""
        (tmp_path / "cases.yaml").write_text(self.CASES)
        result = run("test", "structured", tmp_path / "cases.yaml")
        assert (result.exit_code, result.stdout) == (0, "2 of 2 cases passed\n")

    def test_cases_that_fail(self, tmp_path: Path) -> None:
        """Each says its entry and place, not its values, and the code is 1."""
        path = tmp_path / "cases.yaml"
        path.write_text(
            f"- {{name: wrong, record: {{a: [to {MAIL}]}}, masked: ['to ', {MAIL}], stays: ['@example']}}"
        )
        result = run("test", "structured", path)
        assert result.exit_code == 1
        assert result.stdout.splitlines() == [
            f"{path}: wrong: masked[0] is still visible at $.*[0] (found: EMAIL_ADDRESS)",
            f"{path}: wrong: stays[0] did not stay (found: EMAIL_ADDRESS)",
            "0 of 1 cases passed",
        ]

    @pytest.mark.parametrize(
        "cases",
        [
            "- {text: a, masked: [b]}",
            "- {text: a}",
            "- {text: a, record: {}, stays: [a]}",
            "- {text: 1, stays: [a]}",
            "- {text: secret-word, masks: [secret-word]}",
            "{",
            "text: a",
            "",
            "[]",
            "- {text: a, stays: [a], stays: [a]}",
        ],
    )
    def test_wrong_cases_are_refused(self, tmp_path: Path, cases: str) -> None:
        """A case that could never fail would be a comfort and no test; values are not shown."""
        (tmp_path / "cases.yaml").write_text(cases)
        result = run("test", "structured", tmp_path / "cases.yaml")
        assert result.exit_code == 78
        assert result.stderr.startswith("scrubline policy test: ")
        assert "secret-word" not in result.stderr


class TestDiff:
    def test_what_changes(self, tmp_path: Path, policy: Path) -> None:
        """By line, path and entity; values only if asked for."""
        sample = tmp_path / "sample"
        sample.write_text(f'{{"event":"hello"}}\n{{"event":"to {MAIL}","{MAIL}":"10.20.30.40"}}\n')
        result = run("diff", "structured", policy, sample)
        assert result.exit_code == 1
        lines = result.stdout.splitlines()
        assert "line 2 - $.event 3-20: EMAIL_ADDRESS, replace" in lines
        assert "line 2 + $.event 3-20: EMAIL_ADDRESS, mask" in lines
        assert "- IP_ADDRESS: 1 only in structured" in lines
        assert MAIL not in result.stdout
        assert "10.20.30.40" not in result.stdout
        assert "10.20.30.40" in run("diff", "structured", policy, sample, "--show-values").stdout

    def test_a_key_that_one_policy_leaves_is_not_shown(self, tmp_path: Path) -> None:
        """Paths are redacted by both."""
        off = tmp_path / "off.yaml"
        off.write_text("version: 1\nentities: {EMAIL_ADDRESS: {enabled: false}}")
        (tmp_path / "sample").write_text(f'{{"{MAIL}":{{"a":"10.20.30.40 {MAIL}"}}}}')
        result = run("diff", off, "structured", tmp_path / "sample")
        assert result.exit_code == 1
        assert MAIL not in result.stdout

    def test_no_difference(self, tmp_path: Path) -> None:
        """A policy and itself: 0; a missing sample: 66."""
        (tmp_path / "sample").write_text(MAIL)
        assert run("diff", "structured", "structured", tmp_path / "sample").exit_code == 0
        assert run("diff", "structured", "structured", tmp_path / "missing").exit_code == 66


def test_the_schema_is_printed() -> None:
    """As the file in the package has it."""
    assert json.loads(run("schema").stdout) == policy_schema()
