"""Stock Presidio behind the seam: it still works, and its traps are closed."""

from __future__ import annotations

import logging
import socket
from ast import literal_eval
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from presidio_analyzer import EntityRecognizer, Pattern, PatternRecognizer, RecognizerResult

from redaction import EngineFault, Field, Policy, PresidioEngine, Redactor, load_policy


@pytest.fixture(scope="module")
def engine() -> PresidioEngine:
    return PresidioEngine()


def entities(engine: PresidioEngine, text: str, key: str = "") -> list[tuple[str, str]]:
    spans = engine.detect([Field(text, key)])[0]
    return sorted(
        (span.entity, text[span.start : span.end])
        for span in spans
        if span.entity not in ("URL", "DATE_TIME")
    )


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("mail alice@example.com now", "EMAIL_ADDRESS", "alice@example.com"),
        ("mail bob@corp.internal now", "EMAIL_ADDRESS", "bob@corp.internal"),
        ("mail root@localhost now", "EMAIL_ADDRESS", "root@localhost"),
        ("card 4111 1111 1111 1111 ok", "CREDIT_CARD", "4111 1111 1111 1111"),
        ("to DE89370400440532013000 2 days", "IBAN_CODE", "DE89370400440532013000"),
        ("ip 192.168.1.20 up", "IP_ADDRESS", "192.168.1.20"),
        ("my ssn is 856453210", "US_SSN", "856453210"),
        ("call +1 212-555-0134", "PHONE_NUMBER", "+1 212-555-0134"),
    ],
)
def test_finds(engine: PresidioEngine, text: str, entity: str, value: str) -> None:
    """The stock English recognizers run, internal e-mail domains count, and so do the words around a match."""
    assert (entity, value) in entities(engine, text)


def test_readme_example_runs() -> None:
    """The README of the package shows what happens."""
    text = files("redaction").joinpath("README.md").read_text("utf-8")
    block = text.partition("```python\n")[2].partition("```")[0]
    setup, call, shown = block.partition("redactor.redact_records(")
    shown, _, expected = shown.partition("\n# ")
    names: dict[str, Any] = {}
    exec(setup, names)  # noqa: S102 - our own README
    assert eval(call + shown, names) == literal_eval(expected)  # noqa: S307 - our own README


def test_context_counts(engine: PresidioEngine) -> None:
    """Bare digits are a social security number only beside its name, in the text or as the key."""
    assert ("US_SSN", "856453210") not in entities(engine, "value 856453210")
    assert ("US_SSN", "856453210") in entities(engine, "856453210", "user.ssn")


def test_checksums_are_told(engine: PresidioEngine) -> None:
    """A span is checked when a validator agreed, and only then."""
    spans = engine.detect([Field("4111 1111 1111 1111"), Field("call +1 212-555-0134")])
    assert [span.checked for span in spans[0] if span.entity == "CREDIT_CARD"] == [True]
    assert [span.checked for span in spans[1] if span.entity == "PHONE_NUMBER"] == [False]


class TestTraps:
    def test_a_pattern_out_of_time_is_a_fault(self) -> None:
        """Stock Presidio logs and skips it, which lets the text pass."""

        class Slow:
            def finditer(self, *_: Any, **__: Any) -> Any:
                raise TimeoutError

        recognizer: Any = PatternRecognizer(
            "EMAIL_ADDRESS", patterns=[Pattern("slow", "x+", 0.9)], name="Slow"
        )
        engine = PresidioEngine(recognizers=[recognizer])
        recognizer.patterns[0].compiled_regex._compiled = Slow()
        with pytest.raises(EngineFault, match="timeout"):
            engine.detect([Field("xxx")])
        assert Redactor(load_policy("structured"), engine).redact_text("xxx").text == "<REDACTION_ERROR>"

    def test_iban_out_of_time_is_a_fault(self) -> None:
        """The IBAN recognizer has a loop of its own, which must not skip either."""

        class Slow:
            def finditer(self, *_: Any, **__: Any) -> Any:
                raise TimeoutError

        slow = PresidioEngine()
        iban: Any = next(
            r for r in slow._analyzer.registry.recognizers if "IBAN_CODE" in r.supported_entities
        )
        iban.patterns[0].compiled_regex._compiled = Slow()
        with pytest.raises(EngineFault, match="timeout"):
            slow.detect([Field("DE89370400440532013000")])

    def test_logs_nothing(self, engine: PresidioEngine, caplog: pytest.LogCaptureFixture) -> None:
        """No logger of Presidio or its helpers says a word, at any level, about any text."""
        caplog.set_level(logging.DEBUG)
        for name in ("presidio-analyzer", "decision_process", "tldextract"):
            caplog.set_level(logging.DEBUG, name)
        engine.detect(
            [Field("DE00ÄÖ370400440532013000 alice@example.com my number 212-555-0134 GB82 WEST 1234")]
        )
        assert caplog.records == []

    def test_no_network(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A public suffix that is not at hand is not fetched."""

        def refuse(*_: Any, **__: Any) -> Any:
            raise AssertionError("went to the network")

        monkeypatch.setattr(socket, "getaddrinfo", refuse)
        monkeypatch.setattr(socket.socket, "connect", refuse)
        fresh = PresidioEngine()
        assert entities(fresh, "alice@example.co.uk")[0][0] == "EMAIL_ADDRESS"


class TestOwnRecognizers:
    def test_a_users_registry_file(self, tmp_path: Path) -> None:
        """A Presidio YAML registry runs as it is; its entities are declared in the policy."""
        path = tmp_path / "recognizers.yaml"
        path.write_text(
            """
supported_languages: [en]
global_regex_flags: 26
recognizers:
  - name: Employee
    supported_language: en
    supported_entity: EMPLOYEE_ID
    type: custom
    patterns: [{name: employee, regex: 'EMP-\\d{5}', score: 0.8}]
"""
        )
        engine = PresidioEngine(registry_file=path)
        policy = Policy.model_validate({"version": 1, "custom_entities": ["EMPLOYEE_ID"]})
        assert Redactor(policy, engine).redact_text("see EMP-12345").text == "see <EMPLOYEE_ID>"
        # Not declared: the engine said something that the policy does not know, so the text is masked.
        assert (
            Redactor(load_policy("structured"), engine).redact_text("see EMP-12345").text
            == "<REDACTION_ERROR>"
        )

    def test_a_users_recognizer(self) -> None:
        """A Python recognizer runs beside the stock ones, and is part of the plan."""

        class Names(EntityRecognizer):
            def load(self) -> None:
                """Nothing."""

            def analyze(self, text: str, entities: Any, nlp_artifacts: Any = None) -> list[RecognizerResult]:
                del entities, nlp_artifacts
                at = text.find("Alice")
                return [] if at < 0 else [RecognizerResult("PERSON", at, at + 5, 0.9)]

        engine = PresidioEngine(recognizers=[Names(["PERSON"], name="Names", supported_language="en")])
        assert engine.identity != PresidioEngine().identity
        redacted = Redactor(load_policy("structured"), engine).redact_text("Alice, alice@example.com")
        assert redacted.text == "<PERSON>, <EMAIL_ADDRESS>"

    def test_a_recognizer_that_raises(self) -> None:
        """Its texts are masked; what the exception says is seen by no one."""

        class Broken(EntityRecognizer):
            def load(self) -> None:
                """Nothing."""

            def analyze(self, text: str, entities: Any, nlp_artifacts: Any = None) -> list[RecognizerResult]:
                del entities, nlp_artifacts
                if "boom" in text:
                    raise ValueError(text)
                return []

        engine = PresidioEngine(recognizers=[Broken(["PERSON"], name="Broken", supported_language="en")])
        result = Redactor(load_policy("structured"), engine).redact_records([{"a": "boom", "b": "fine"}])
        assert (result.records, result.failed) == ([{"a": "<REDACTION_ERROR>", "b": "fine"}], 1)
