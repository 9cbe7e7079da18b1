"""The fuzzer would see what it looks for: each promise, broken on purpose, is named."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench import fuzz
from bench.fuzz_checks import Subjects, breaches
from bench.fuzz_inputs import Case, make_case
from redaction import Redactor, load_policy
from redaction.scan import BACKENDS
from redaction.spans import Field, Span
from redaction.testing import FailingEngine, KeywordEngine, NonsenseEngine

MAIL = "canary1.ana@example.com"
CASE = Case(
    [{"text": f"mail {MAIL} now"}, {"text": "nothing"}, {"n": 1}, {"text": f"{MAIL} again"}],
    [[MAIL], [], [], [MAIL]],
    [(f"mail {MAIL} " + "and so on " * 100, [MAIL])],
)


def subjects(engine: NonsenseEngine | FailingEngine | KeywordEngine) -> Subjects:
    under_test = Subjects.__new__(Subjects)
    redactor = Redactor(load_policy("structured"), engine)
    names: tuple[str, ...] = BACKENDS
    under_test.by_backend = dict.fromkeys(names, redactor)
    under_test.fast = under_test.default = redactor
    return under_test


def broken(engine: NonsenseEngine | FailingEngine | KeywordEngine, case: Case = CASE) -> set[str]:
    return {f"{name}: {reason}" for name, reason in breaches(case, subjects(engine), 3, names=True)}


def test_an_engine_that_holds_every_promise_breaks_none() -> None:
    """Nothing is named where nothing is wrong."""
    assert broken(KeywordEngine()) == set()


def test_a_value_that_survives_is_named() -> None:
    """In records, texts and spans alike."""
    named = broken(NonsenseEngine(lambda fields: [[] for _ in fields]))
    for check, place in (
        ("records", "a record"),
        ("names", "a record"),
        ("texts", "a text"),
        ("spans", "spans"),
    ):
        assert f"{check}: {MAIL} survives in {place}" in named


def test_a_failing_engine_is_named() -> None:
    """Redaction masks what an engine fails on, so only the finding tells."""
    assert {"records: the engine failed", "spans: the engine failed"} <= broken(FailingEngine("canary"))


def test_what_depends_on_the_batch_is_named() -> None:
    """An engine that finds something only in a field that is not alone."""

    def find(fields: Sequence[Field]) -> list[list[Span]]:
        alone = len(fields) < 4
        return [[] if alone else [Span(0, 1, "PERSON", 1.0, "r", "R")] if f.text else [] for f in fields]

    assert "batches: parts of a batch and the whole differ" in broken(NonsenseEngine(find))


def test_a_number_gives_one_input_and_values_stand_in_it() -> None:
    """Equal numbers, equal inputs; what is said to be planted is in the input as it is."""
    for number in range(12):
        case = make_case(number)
        assert json.dumps(case) == json.dumps(make_case(number))
        for record, values in zip(case.records, case.planted, strict=True):
            assert all(value in json.dumps(record) for value in values)
        assert all(value in text for text, values in case.texts for value in values)


def test_a_breach_is_saved_smaller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run ends with 1, and the file holds an input that still shows it, without the rest."""
    nothing = subjects(NonsenseEngine(lambda fields: [[] for _ in fields]))
    monkeypatch.setattr(fuzz, "Subjects", lambda: nothing)
    monkeypatch.setattr(fuzz, "_MAX_TRIES", 60)
    path = tmp_path / "failures.ndjson"
    assert fuzz.main(["--cases", "1", "--first", "2", "--failures", str(path)]) == 1
    saved = [json.loads(line) for line in path.read_text().splitlines()]
    assert saved
    for entry in saved:
        case = Case(entry["records"], entry["planted"], [tuple(text) for text in entry["texts"]])
        assert (entry["check"], entry["reason"]) in set(breaches(case, nothing, entry["input"], names=True))
        assert len(json.dumps(case)) <= len(json.dumps(make_case(entry["input"])))
