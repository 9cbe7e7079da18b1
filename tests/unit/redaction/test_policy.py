"""Policies: what is refused, and that every fault is named at once."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from redaction import PolicyError, Redactor, load_policy, policy_schema
from redaction.policy.document import SHIPPED
from redaction.testing import KeywordEngine


def faults(tmp_path: Path, text: str) -> tuple[str, ...]:
    path = tmp_path / "policy.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(PolicyError) as error:
        load_policy(path)
    return error.value.faults


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_policies_load(name: str) -> None:
    """Each shipped policy is valid, and no two are the same."""
    assert len({load_policy(other).hash for other in SHIPPED}) == 3
    assert load_policy(name).version == 1


def test_every_fault_is_named(tmp_path: Path) -> None:
    """Whoever mends a policy sees all that is wrong with it, each with its place."""
    found = faults(
        tmp_path,
        """
version: 2
treshold: 0.5
entities:
  NO_SUCH: {}
  EMAIL_ADDRESS: {operator: token, threshold: 2}
fields:
  - {rule: a, where: {}, action: drop}
  - {rule: b, where: {keys: [x]}, action: keep}
  - {rule: c, where: {keys: [x]}, action: keep, shapes: [nonsense], pattern: "("}
  - {rule: d, where: {keys: [x]}, action: burn}
operators:
  token: {kind: hmac}
keys:
  main: {id: k1, file: a, env: b}
allow:
  - {patterns: ["["]}
""",
    )
    text = "\n".join(found)
    for place in ("version", "treshold: unknown key", "EMAIL_ADDRESS.threshold", "fields.0.where", "fields.1: keep",
                  "unknown shape 'nonsense'", "does not compile", "fields.3.action", "operators.token", "keys.main",
                  "allow.0"):  # fmt: skip
        assert place in text


@pytest.mark.parametrize("name", ["replace", "mask", "drop", "generalise"])
def test_built_in_operators_keep_their_meaning(tmp_path: Path, name: str) -> None:
    """A policy cannot make `replace` mean something else; it gives its operator a name of its own."""
    assert faults(tmp_path, f"version: 1\noperators: {{{name}: {{kind: mask, keep_last: 4}}}}") == (
        f"operators.{name}: every policy has this operator; give yours another name",
    )


def test_names_must_resolve(tmp_path: Path) -> None:
    """Entities, operators and keys that nobody declared are refused; so is a rule given twice."""
    text = "\n".join(
        faults(
            tmp_path,
            """
version: 1
default_operator: burn
entities: {NO_SUCH: {operator: gone}}
operators: {token: {kind: hmac, key: main}}
fields:
  - {rule: a, where: {keys: [x]}, action: drop}
  - {rule: a, where: {keys: [y]}, action: drop}
""",
        )
    )
    for part in (
        "NO_SUCH",
        "default_operator",
        "entities.NO_SUCH.operator",
        "operators.token.key",
        "'a' is given twice",
    ):
        assert part in text


@pytest.mark.parametrize("text", ["", "[]", "a: [", "just words", "version: 1\nfields: 7"])
def test_no_policy_at_all(tmp_path: Path, text: str) -> None:
    """A file that is something else is refused, an empty one too."""
    assert faults(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("# nothing\n", "is empty"),
        ("- a", "is no mapping"),
        ("a: 2024-99-99", "is no YAML"),
    ],
)
def test_what_is_no_policy_is_told_in_plain_words(tmp_path: Path, text: str, said: str) -> None:
    """Nobody has to know what checks it."""
    [fault] = faults(tmp_path, text)
    assert fault.startswith(f"policy {tmp_path / 'policy.yaml'}: ")
    assert said in fault
    assert "instance" not in fault


def test_a_key_that_is_given_twice_is_refused(tmp_path: Path) -> None:
    """The last would silently win: each is told with its line, at any depth, on one line too."""
    text = "version: 1\nentities:\n  PERSON: {enabled: true, enabled: false}\n  PERSON: {}\nversion: 1\n"
    assert [fault.partition(": ")[2] for fault in faults(tmp_path, text)] == [
        "line 3: key 'enabled' is given twice, before in line 3",
        "line 4: key 'PERSON' is given twice, before in line 3",
        "line 5: key 'version' is given twice, before in line 1",
    ]


def test_what_a_merge_brings_may_be_overruled(tmp_path: Path) -> None:
    """`<<` is no key given twice, nor is an alias used twice, nor are equal keys of two mappings."""
    path = tmp_path / "policy.yaml"
    path.write_text(
        "version: 1\nentities:\n  PERSON: &p {enabled: true, operator: mask}\n"
        "  LOCATION: &l {<<: *p, operator: drop}\n  AGE: {<<: *l, enabled: false}\n  NRP: *p\n"
    )
    rule = load_policy(path).entities["AGE"]
    assert (rule.enabled, rule.operator) == (False, "drop")


def test_what_has_the_wrong_shape_is_said_in_plain_words(tmp_path: Path) -> None:
    """No names of classes that check it."""
    assert faults(tmp_path, "version: 1\nentities: [a]\nfields: 7\ntenants: 1\nkeys: {a: 1}") == (
        "entities: must be a mapping",
        "keys.a: must be a mapping",
        "tenants: must be a mapping",
        "fields: must be a list",
    )


def test_no_fault_hides_another(tmp_path: Path) -> None:
    """What the schema says, and what the parts say of each other, come at once and one by one."""
    found = faults(
        tmp_path,
        """
version: 2
entities: {NO_SUCH: {operator: gone}, PERSON: {threshold: 7}}
operators: {token: {kind: hmac, key: nowhere}, bad: {kind: burn}}
fields: [{rule: a, where: {keys: [x]}, action: keep, shapes: [nonsense], pattern: "("}]
default_operator: bad
""",
    )
    assert sorted(fault.split(": ")[0] for fault in found) == [
        "entities.NO_SUCH",
        "entities.NO_SUCH.operator",
        "entities.PERSON.threshold",
        "fields.0",
        "fields.0",
        "operators.bad.kind",
        "operators.token.key",
        "version",
    ]
    assert not any(";" in fault.replace("; name", "") for fault in found if fault.startswith("fields"))


def test_missing_file(tmp_path: Path) -> None:
    """A policy that is not there is an error and not a default."""
    with pytest.raises(PolicyError, match="cannot be read"):
        load_policy(tmp_path / "nowhere.yaml")


def test_hash_is_of_the_content(tmp_path: Path) -> None:
    """Layout, order of keys and file name do not count; content does."""
    first, second, third = (tmp_path / name for name in "abc")
    first.write_text("version: 1\nthreshold: 0.5\nidentifier_keys: [a]\n")
    second.write_text("{identifier_keys: [a], 'threshold': 0.50, version: 1}")
    third.write_text("{identifier_keys: [b], 'threshold': 0.50, version: 1}")
    assert load_policy(first).hash == load_policy(second).hash != load_policy(third).hash


def test_plan_hash_names_policy_and_engine() -> None:
    """Another policy or another engine is another plan."""
    other = KeywordEngine()
    other.identity = "keyword-2"
    plans = {
        Redactor(load_policy("structured"), KeywordEngine()).plan_hash,
        Redactor(load_policy("default"), KeywordEngine()).plan_hash,
        Redactor(load_policy("default"), other).plan_hash,
    }
    assert len(plans) == 3


def test_plan_hash_is_of_what_a_policy_says(tmp_path: Path) -> None:
    """Two policies that say the same have one plan, however they are laid out; a number that differs is another."""
    plans = []
    for name, text in (
        ("plain", "version: 1\nthreshold: 0.5\n"),
        ("spaced", "# the same\n\nversion: 1\n\n\nthreshold: 0.50\n"),
        ("other", "version: 1\nthreshold: 0.6\n"),
    ):
        (tmp_path / f"{name}.yaml").write_text(text)
        plans.append(Redactor(load_policy(tmp_path / f"{name}.yaml"), KeywordEngine()).plan_hash)
    assert plans[0] == plans[1] != plans[2]


def test_schema_file_is_current() -> None:
    """The JSON Schema that editors read is the one that the code checks by."""
    text = files("redaction").joinpath("policies", "schema.json").read_text("utf-8")
    assert json.loads(text) == policy_schema()
