"""What the registry of recognizers says of itself: names in findings, rules of keys."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from redaction import recognizers
from redaction.engines.batch import BatchEngine
from redaction.recognizers import KEY_RULES, RECOGNIZERS, Detector, names_a_number, rules_for
from redaction.recognizers.context import key_words
from redaction.spans import Field
from redaction.walk.questions import answered

FOLDER = Path(recognizers.__file__).parent
NAME = re.compile(r"Scrubline\w*Recognizer")


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def test_every_name_in_findings_is_a_class() -> None:
    """A span says which class found it: no literal names a class that is not there."""
    named = {
        node.value
        for path in FOLDER.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.fullmatch(node.value)
    }
    assert named == {recognizer.__name__ for recognizer in RECOGNIZERS}


@pytest.mark.parametrize(
    ("text", "key", "rule", "recognizer"),
    [
        ("SSN 536-22-8710", "", "us.ssn", "Identity"),
        ("ssn 536228710", "", "us.ssn.bare", "Identity"),
        ("36228710", "ssn", "us.ssn.number", "Identity"),
        ("routing number 021000021", "", "us.aba", "Bank"),
        ("bank account 123456789012", "", "us.bank", "Bank"),
        ("NPI 1234567893", "", "us.npi", "Health"),
        ("IN2||536228710|", "", "us.hl7", "Health"),
    ],
)
def test_numbers_of_the_united_states_are_of_their_recognizer(
    engine: BatchEngine, text: str, key: str, rule: str, recognizer: str
) -> None:
    """Three classes share a module; each finding has the name of the class whose detector it is."""
    assert (rule, f"ScrublineUs{recognizer}Recognizer") in {
        (span.rule, span.recognizer) for span in engine.detect([Field(text, key)])[0]
    }


def test_a_rule_is_for_each_of_its_words() -> None:
    """Whatever a rule lists is a key that it looks at, in every way to write one."""
    for rule in KEY_RULES:
        for phrase in rule.words:
            if phrase == " ".join(key_words(phrase).split()):
                assert (rule, rule in rules_for(key_words(phrase.replace(" ", "_")))) == (rule, True)


def test_the_rules_of_a_key_are_in_the_order_of_the_registry() -> None:
    """Asked twice, a key has the same rules: those that are for it, and no others."""
    for key in ("ssn", "userPhoneNumber", "pass", "iban", "colour", ""):
        told = [rule for rule in KEY_RULES if rule.is_for(key_words(key))]
        assert [list(rules_for(key_words(key))) for _ in range(2)] == [told, told]
    assert (names_a_number("ssn_1"), names_a_number("colour")) == (True, False)


@pytest.mark.parametrize(
    ("question", "answer", "name"),
    [
        ("What is your phone number?", "4155552671", "phone number?"),
        ("Which one did you pass?", "hunter22", ""),
        ("Where is it from?", "4155552671", ""),
    ],
)
def test_only_some_words_of_keys_ask_for_a_value(question: str, answer: str, name: str) -> None:
    """`pass` and `from` name a password and a telephone as keys; in a sentence they are words."""
    assert answered(question, answer) == name


def test_options_of_detectors_have_names() -> None:
    """What may be left out is said by name, as a fourth or fifth value without one tells nobody what it is."""
    make: Any = Detector
    assert make("rule", "URL", (), list).reach == 0
    with pytest.raises(TypeError):
        make("rule", "URL", (), list, 3)
