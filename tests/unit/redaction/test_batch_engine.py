"""The batch engine: one scan per batch, and nothing of that can be seen in the result."""

import random
from typing import Any

import pytest
from presidio_analyzer import (
    AnalyzerEngine,
    EntityRecognizer,
    Pattern,
    PatternRecognizer,
    RecognizerResult,
    predefined_recognizers,
)
from presidio_analyzer.recognizer_registry import RecognizerRegistry

from bench.events import events
from redaction.engines import gated_scan
from redaction.engines.batch import BatchEngine
from redaction.engines.beside import stock_recognizers
from redaction.entities import ENTITIES
from redaction.names import gazetteers
from redaction.presidio.recognizers import PRESIDIO_RECOGNIZERS, presidio_class
from redaction.presidio.words import WordEngine
from redaction.recognizers import RECOGNIZERS, FieldRecognizer
from redaction.recognizers.context import MAX_KEYS
from redaction.recognizers.given_names import given_names
from redaction.recognizers.table.recognizer import ScrublineTableRecognizer
from redaction.spans import Field, Span


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def _fields(count: int) -> list[Field]:
    return [
        Field(value, key)
        for record, _ in events(count, seed=11)
        for key, value in record.items()
        if isinstance(value, str)
    ]


def test_batch_borders_cannot_be_seen(engine: BatchEngine) -> None:
    """Any cut of the fields into batches, and any order, gives the same spans."""
    fields = _fields(40)
    whole = engine.detect(fields)
    assert [engine.detect([field])[0] for field in fields] == whole
    order = list(range(len(fields)))
    random.Random(1).shuffle(order)
    shuffled = engine.detect([fields[at] for at in order])
    assert [shuffled[order.index(at)] for at in range(len(fields))] == whole


def test_no_match_reaches_into_the_next_field(engine: BatchEngine) -> None:
    """Two halves in two fields are not one value, and NUL inside a field is no border of fields."""
    assert engine.detect([Field("bob@"), Field("example.com")]) == [[], []]
    assert engine.detect([Field("4111 1111"), Field("1111 1111")]) == [[], []]
    assert [len(spans) for spans in engine.detect([Field("a \0bob@example.com\0 b"), Field("x")])] == [1, 0]


def test_offsets_are_code_points(engine: BatchEngine) -> None:
    """Characters beyond ASCII, surrogates included, count as one each."""
    for before in ("", "é日", "\U0001f600", "\ud800", "\u0000"):
        text = f"{before} bob@example.com"
        (span,) = engine.detect([Field(text)])[0]
        assert text[span.start : span.end] == "bob@example.com"


def test_only_wanted_entities_are_reported() -> None:
    """The set of entities limits the findings, and is what `entities` says."""
    text = "bob@example.com 555-123-4567 https://example.com/x 550e8400-e29b-41d4-a716-446655440000"
    narrow = BatchEngine(entities={"EMAIL_ADDRESS", "URL", "UUID"})
    assert sorted(span.entity for span in narrow.detect([Field(text)])[0]) == ["EMAIL_ADDRESS", "URL", "UUID"]
    assert narrow.entities == {"EMAIL_ADDRESS", "URL", "UUID"}
    assert sorted(span.entity for span in BatchEngine().detect([Field(text)])[0]) == [
        "EMAIL_ADDRESS",
        "PHONE_NUMBER",
    ]


def test_every_reported_entity_is_in_the_closed_list() -> None:
    """Detectors and key rules name nothing that the documentation does not."""
    named = {entity for r in RECOGNIZERS for d in r.DETECTORS for entity in (d.entity, *d.also)}
    named |= {rule.entity for r in RECOGNIZERS for rule in r.KEY_RULES}
    assert named <= set(ENTITIES)
    rules = [d.rule for r in RECOGNIZERS for d in r.DETECTORS]
    assert len(rules) == len(set(rules))


def test_hosts_need_the_given_names_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """What `load` calls a given name, and nothing else, is read for hosts."""
    flags = gazetteers.load()
    assert gazetteers.given_names() == {word for word, bits in flags.items() if bits & gazetteers.GIVEN}
    monkeypatch.delattr(gazetteers, "load")
    given_names.cache_clear()
    assert len(BatchEngine().detect([Field("https://sarah-harper.github.io")])[0]) == 1


def test_identity_depends_on_options_and_not_on_the_backend() -> None:
    """Two engines that find the same have one name, two that do not have two."""
    assert BatchEngine().identity == BatchEngine(backend="re2").identity
    assert BatchEngine().identity != BatchEngine(private_addresses=False).identity
    assert BatchEngine().identity != BatchEngine(entities={"URL"}).identity
    assert BatchEngine().identity != BatchEngine(stock=["InAadhaarRecognizer"]).identity


def test_stock_recognizers_run_beside() -> None:
    """A recognizer of another country is switched on by its class name; an unknown name is refused."""
    engine = BatchEngine(stock=["EsNifRecognizer"])
    text = "mi NIF es 12345678Z"
    assert [(s.entity, text[s.start : s.end]) for s in engine.detect([Field(text)])[0]] == [
        ("ES_NIF", "12345678Z")
    ]
    with pytest.raises(ValueError, match="NoSuchRecognizer"):
        BatchEngine(stock=["NoSuchRecognizer"])


def test_changing_a_stock_recognizer_changes_the_output() -> None:
    """The instance that is passed in is the one that runs, pattern and score included."""
    text = "see 12345678Z, X-77"
    nif: Any = stock_recognizers(["EsNifRecognizer"])[0]
    nif.patterns = [Pattern("changed", r"X-[0-9]{2}", 0.77)]
    nif.validate_result = lambda _: None
    spans = BatchEngine(extra_recognizers=[nif]).detect([Field(text)])[0]
    assert [(s.rule, s.score, text[s.start : s.end]) for s in spans] == [("changed", 0.77, "X-77")]


class _Badge(EntityRecognizer):
    """A user's own recognizer."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["BADGE"], name="Badge")

    def load(self) -> None:
        """Nothing."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Find `badge`."""
        del entities, nlp_artifacts
        at = text.find("badge")
        return [RecognizerResult("BADGE", at, at + 5, 0.9)] if at >= 0 else []


def test_a_users_recognizers_run_on_every_field() -> None:
    """Own recognizers see each field; name recognizers only fields with names."""
    fields = [Field("my badge"), Field("my badge", names=True)]
    assert [len(spans) for spans in BatchEngine(extra_recognizers=[_Badge()]).detect(fields)] == [1, 1]
    assert [len(spans) for spans in BatchEngine(name_recognizers=[_Badge()]).detect(fields)] == [0, 1]
    assert "BADGE" in BatchEngine(extra_recognizers=[_Badge()]).entities


def test_context_of_the_key_reaches_presidio() -> None:
    """A weak pattern of a user's recognizer is raised by the key it stands under."""
    weak = PatternRecognizer("TICKET", patterns=[Pattern("t", r"[A-Z]{3}[0-9]{3}", 0.1)], context=["ticket"])
    engine = BatchEngine(extra_recognizers=[weak])
    assert [len(spans) for spans in engine.detect([Field("ABC123", "ticket_no"), Field("ABC123", "x")])] == [
        1,
        0,
    ]


@pytest.mark.parametrize("recognizer", RECOGNIZERS, ids=lambda recognizer: recognizer.__name__)
def test_recognizers_work_in_a_stock_analyzer(recognizer: type[FieldRecognizer], engine: BatchEngine) -> None:
    """Each recognizer, alone in Presidio's own engine, finds what the batch engine finds through its gates."""
    registry = RecognizerRegistry(recognizers=[presidio_class(recognizer)()], supported_languages=["en"])
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=WordEngine(), supported_languages=["en"])
    reported = {entity for d in recognizer.DETECTORS for entity in (d.entity, *d.also)} & engine.entities
    for text in _TEXTS:
        got = {
            (r.entity_type, r.start, r.end)
            for r in analyzer.analyze(text, language="en")
            if r.entity_type in reported
        }
        ours = {
            (s.entity, s.start, s.end)
            for s in _direct(engine, text)
            if s.entity in reported
            and s.rule in {d.rule for d in recognizer.DETECTORS} | _RULES_OF_RUNS | _RULES_OF_TABLES
            and (s.rule in _RULES_OF_TABLES) == (recognizer is ScrublineTableRecognizer)
        }
        assert ours <= got


_TEXTS = (
    "bob@example.com, +1 415 555 2671, 4111 1111 1111 1111, 10.1.2.3, 219-09-9981",
    "iban DE89 3704 0044 0532 0130 00 mac 00:1a:2b:3c:4d:5e /home/jdoe https://u:p@h.example/x",
    "name,phone,ssn\nA,7775888,078051120",
)
_RULES_OF_TABLES = frozenset({"table.phone.named", "table.us.ssn.bare"})
_RULES_OF_RUNS = frozenset({"phone.plus", "card.visa", "url.credentials", "username.home"})


def _direct(engine: BatchEngine, text: str) -> list[Span]:
    return engine.detect([Field(text)])[0]


def test_no_recognizer_takes_the_name_of_a_stock_one() -> None:
    """Presidio finds classes by name among all subclasses: ours must not stand in for its own."""
    assert {recognizer.__name__ for recognizer in PRESIDIO_RECOGNIZERS}.isdisjoint(
        dir(predefined_recognizers)
    )


def test_memory_of_keys_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys come from outside; what is remembered about them has an end."""
    assert MAX_KEYS <= 4096
    monkeypatch.setattr(gated_scan, "MAX_KEYS", 256)
    engine = BatchEngine()
    for number in range(3):
        engine.detect([Field("x", f"key{number}-{at}") for at in range(130)])
    assert 0 < len(engine._gated._rules_of_key) <= 256
