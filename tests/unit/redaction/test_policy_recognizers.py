"""Recognizers that a policy brings: other countries', a registry's, the user's own; all of ours stay on beside them."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from redaction import PolicyError, build_redactor
from redaction.entities import ENTITIES
from redaction.policy.recognizers import stock_classes
from redaction.presidio.engine import PresidioEngine
from redaction.stock_entities import STOCK_ENTITIES, stock_class

STAFF = """
supported_languages: [en]
recognizers:
  - name: Staff
    type: custom
    supported_entity: STAFF_ID
    patterns: [{name: staff, regex: 'S-\\d{4}', score: 0.8}]
"""
OWN = "tests.unit.redaction.own_recognizers"


def written(tmp_path: Path, policy: str, registry: str | None = None) -> Path:
    path = tmp_path / "policy.yaml"
    path.write_text(f"version: 1\n{policy}")
    if registry is not None:
        (tmp_path / "recognizers.yaml").write_text(registry)
    return path


def faults(path: Path) -> tuple[str, ...]:
    with pytest.raises(PolicyError) as error:
        build_redactor(path)
    return error.value.faults


def text(path: Path, given: str) -> str:
    return build_redactor(path).redact_text(given).text


def test_other_countries_are_switched_on_by_their_entity(tmp_path: Path) -> None:
    """Named is looked for, beside everything that is looked for anyway; not named, or switched off, is not."""
    given = "NIF 12345678Z, aadhaar 2345 6789 0124, a@b.co"
    on = written(tmp_path, "entities: {ES_NIF: {enabled: true}, IN_AADHAAR: {operator: mask}}")
    assert text(on, given) == "NIF <ES_NIF>, aadhaar **** **** ****, <EMAIL_ADDRESS>"
    off = written(tmp_path, "entities: {ES_NIF: {enabled: false}}")
    assert text(off, given) == "NIF 12345678Z, aadhaar 2345 6789 0124, <EMAIL_ADDRESS>"


def test_what_is_off_by_default_is_switched_on(tmp_path: Path) -> None:
    """URL and UUID are ours, and looked for where a policy names them."""
    given = "see https://example.com/a, 123e4567-e89b-42d3-a456-426614174000"
    assert text(written(tmp_path, ""), given) == given
    assert text(written(tmp_path, "entities: {URL: {enabled: true}, UUID: {}}"), given) == "see <URL>, <UUID>"


def test_every_stock_type_has_its_recognizer() -> None:
    """The class that is run for a type names it; types of ours run none of Presidio's."""
    predefined = importlib.import_module("presidio_analyzer.predefined_recognizers")
    for entity in STOCK_ENTITIES - ENTITIES.keys():
        recognizer = getattr(predefined, stock_class(entity))(supported_language="en")
        assert recognizer.supported_entities == [entity]
    assert stock_classes(frozenset({"EMAIL_ADDRESS", "ES_NIE"})) == ["EsNieRecognizer"]


def test_a_weak_pattern_counts_from_the_threshold_of_its_entity(tmp_path: Path) -> None:
    """Presidio's recognizers report from the lowest score that the policy takes."""
    given = "note A2123457"
    assert text(written(tmp_path, "entities: {IN_PASSPORT: {}}"), given) == given
    low = "entities: {IN_PASSPORT: {threshold: 0.05}}"
    assert text(written(tmp_path, low), given) == "note <IN_PASSPORT>"


def test_words_of_context(tmp_path: Path) -> None:
    """A word before a finding, or in its key, makes it count; behind it, further off or inside another it does not."""
    path = written(
        tmp_path,
        "registry: recognizers.yaml\ncustom_entities: [STAFF_ID]\n"
        "entities: {STAFF_ID: {threshold: 0.5, context: [Kennung, staff number]}}",
        STAFF.replace("0.8", "0.2"),
    )
    redactor = build_redactor(path)
    for given in ("kennung: S-1234", "KENNUNG ist S-1234", "staff  number S-1234"):
        assert "<STAFF_ID>" in redactor.redact_text(given).text
    for given in ("S-1234 kennung", "unbekennung S-1234", "number S-1234", "kennung a b c d e S-1234"):
        assert redactor.redact_text(given).text == given
    records = [{"staffNumber": "S-1234", "other": "S-1234"}]
    assert redactor.redact_records(records).records == [{"staffNumber": "<STAFF_ID>", "other": "S-1234"}]
    [finding] = redactor.redact_text("kennung S-1234").findings
    assert finding.score == pytest.approx(0.55)


def test_private_addresses_stay_if_the_policy_says_so(tmp_path: Path) -> None:
    """Of either version, in a key and in a text; public ones go."""
    given = "10.1.2.3 fe80::1 192.168.0.0/16 8.8.8.8 2606:4700:4700::1111"
    kept = "10.1.2.3 fe80::1 192.168.0.0/16 <IP_ADDRESS> <IP_ADDRESS>"
    assert text(written(tmp_path, "private_addresses: false"), given) == kept
    assert "10.1.2.3" not in text(written(tmp_path, ""), given)


def test_a_registry_and_classes_run_beside_ours(tmp_path: Path) -> None:
    """Relative to the policy's file; whatever language they are for."""
    path = written(
        tmp_path,
        f"registry: recognizers.yaml\nrecognizers: ['{OWN}:Moods']\ncustom_entities: [STAFF_ID]",
        STAFF.replace("[en]", "[de]"),
    )
    assert text(path, "S-1234 is gloomy, a@b.co") == "<STAFF_ID> is <NRP>, <EMAIL_ADDRESS>"


def test_the_plan_names_what_the_recognizers_are_made_of(tmp_path: Path) -> None:
    """Another pattern, score, flag or list in the registry is another plan; the policy's file is the same."""
    path = written(tmp_path, "registry: recognizers.yaml\ncustom_entities: [STAFF_ID]")
    plans = []
    for registry in (STAFF, STAFF.replace("0.8", "0.9"), STAFF + "global_regex_flags: 24\n", STAFF):
        (tmp_path / "recognizers.yaml").write_text(registry)
        plans.append(build_redactor(path).plan_hash)
    assert len(set(plans)) == 3
    assert plans[0] == plans[3]


def test_the_plan_names_the_code_of_the_classes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another text of the file that a class stands in is another plan."""
    monkeypatch.syspath_prepend(tmp_path)
    module = tmp_path / "recognizers_of_a_user.py"
    path = written(tmp_path, "recognizers: ['recognizers_of_a_user:Mine']")
    plans = []
    for more in ("", "# other\n", ""):
        module.write_text(f"from {OWN} import Moods\nclass Mine(Moods):\n    pass\n{more}")
        plans.append(build_redactor(path).plan_hash)
    assert plans[0] == plans[2] != plans[1]


@pytest.mark.parametrize(
    ("registry", "said"),
    [
        ("recognizers: [{name: EsNifRecognizer, type: predefined}]", "needs supported_languages"),
        (
            "supported_languages: [en]\nrecognizers: [{name: A, supported_entity: B}]",
            "needs type: custom or predefined",
        ),
        ("supported_languages: [en]\nrecognizers: [{type: predefined}]", "needs name"),
        ("supported_languages: [en]\nrecognizers: [{name: A, type: own}]", "type must be one of"),
        ("supported_languages: [en]\nrecognizers: [EsNifRecognizer]", "(EsNifRecognizer): must be a mapping"),
        ("supported_languages: [en]\nrecognizers: [{name: Nope, type: predefined}]", "Nope"),
        ("supported_languages: [en]\nrecognizers: []", "needs recognizers"),
        ("- a", "needs recognizers"),
        ("", "needs recognizers"),
        ("a: [", "is no YAML"),
        (STAFF.replace("S-", "("), "regex"),
        (STAFF + "recognizers: []", "given twice"),
    ],
)
def test_a_wrong_registry_is_a_fault(tmp_path: Path, registry: str, said: str) -> None:
    """Whatever is wrong with it is said, by the policy and by the engine that runs a registry alone."""
    path = written(tmp_path, "registry: recognizers.yaml", registry)
    told = faults(path)
    assert any(said in fault for fault in told)
    assert all("registry" in fault for fault in told)
    with pytest.raises(PolicyError):
        PresidioEngine(registry_file=tmp_path / "recognizers.yaml")


def test_languages_of_the_entries_are_enough(tmp_path: Path) -> None:
    """Presidio stumbles over a registry that says its languages entry by entry only."""
    own = STAFF.replace("supported_languages: [en]\n", "").replace(
        "type: custom", "type: custom\n    supported_languages: [es]"
    )
    path = written(tmp_path, "registry: recognizers.yaml\ncustom_entities: [STAFF_ID]", own)
    assert text(path, "see S-1234") == "see <STAFF_ID>"


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("recognizers: ['no.such.module:Thing']", "recognizers.0: no.such.module:Thing: cannot be loaded"),
        (f"recognizers: ['{OWN}:Missing']", "is no subclass"),
        (f"recognizers: ['{OWN}:Nothing']", "is no subclass"),
        (f"recognizers: ['{OWN}:Choosy']", "cannot be loaded (TypeError"),
        ("recognizers: [Thing]", "recognizers.0: "),
        ("registry: nowhere.yaml", "cannot be read"),
        ("registry: recognizers.yaml", "STAFF_ID, which is no entity of the policy: declare it"),
        ("custom_entities: [GHOST]", "nothing looks for GHOST"),
        ("entities: {PERSON: {enabled: true}}", "entities.PERSON: nothing looks for it"),
    ],
)
def test_what_cannot_be_found_is_a_fault(tmp_path: Path, policy: str, said: str) -> None:
    """A policy that would look for less than it says is refused."""
    told = faults(written(tmp_path, policy, STAFF))
    assert len(told) == 1
    assert said in told[0]


@pytest.mark.parametrize(
    "policy",
    [
        "entities: {PERSON: {operator: mask}}",
        "entities: {PERSON: {enabled: true}}\nunknown: scan+names",
        "entities: {GHOST: {enabled: false}}\ncustom_entities: [GHOST]",
        "entities: {BASE64: {operator: drop}}",
    ],
)
def test_what_is_not_asked_for_is_none(tmp_path: Path, policy: str) -> None:
    """An operator for a type that does not occur, or one that is switched off, is no fault."""
    build_redactor(written(tmp_path, policy))
