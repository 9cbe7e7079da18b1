"""`ScrublineAnalyzer` against the analyzer it stands for: every argument, every kind of recognizer, every change."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from presidio_analyzer import (
    AnalysisExplanation,
    EntityRecognizer,
    Pattern,
    PatternRecognizer,
    RecognizerResult,
)
from presidio_analyzer.context_aware_enhancers import LemmaContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine, NoOpNlpEngine
from presidio_analyzer.predefined_recognizers import (
    IbanRecognizer,
    IpRecognizer,
    PhoneRecognizer,
    UsBankRecognizer,
    UsSsnRecognizer,
)
from presidio_analyzer.recognizer_registry import RecognizerRegistry

from bench.events import events
from redaction.presidio.words import WordEngine
from tests.stock_analyzer import Both, every_recognizer, stock_registry

DATA = Path(__file__).parents[4] / "shared" / "data"
TEXTS = (
    "My social security number is 536-22-8812, my phone number (212) 555-0134 or +44 7700 900123.",
    "Mail ana.costa@example.com from 10.1.2.3 or fe80::1, see https://example.org/a?b=c and files.example.net.",
    "Card 4111 1111 1111 1111 expires 12/27; IBAN DE89370400440532013000 today; driver license A1234567.",
    "2026-03-01T12:00:07.414002Z id=9531985d-5d9d-4c9f-8a0b-0123456789ab mac 00:1a:2b:3c:4d:5e bank 12345678901",
    "Zoë ruft 030 / 9789438 an, ٠٣٠ ١٢٣٤٥٦٧, \u212a9531985 und schreibt zoë@bücher.example.",
    "",
    " ",
    "nothing here\n",
    "\ud800 lone 212-555-0134 \udfff \0 nul",
)


@pytest.fixture(scope="module")
def default() -> Both:
    return Both(stock_registry())


@pytest.fixture
def fresh() -> Both:
    """A few recognizers, for the test to change."""
    few = (UsSsnRecognizer, UsBankRecognizer, PhoneRecognizer, IbanRecognizer, IpRecognizer)
    return Both(RecognizerRegistry([each() for each in few], supported_languages=["en"]))


class _Shouting(EntityRecognizer):
    """A recognizer of a user's own: every word in capitals, once with metadata of its own."""

    def load(self) -> None:
        self.loaded = True

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any) -> list[RecognizerResult]:
        assert nlp_artifacts is not None
        assert entities
        at = text.find("SHOUT")
        if at < 0:
            return []
        explanation = AnalysisExplanation(self.name, 0.3)
        return [
            RecognizerResult("SHOUT", at, at + 5, 0.3, explanation),
            RecognizerResult("SHOUT", at, at + 3, 0.2, explanation),
        ]


class _Knowing(UsSsnRecognizer):
    """A recognizer that enhances its own context."""

    def enhance_using_context(
        self, text: str, raw_recognizer_results: list[Any], *args: Any, **kwargs: Any
    ) -> Any:
        del text, args, kwargs
        for result in raw_recognizer_results:
            result.score = 0.77
        return raw_recognizer_results


@pytest.mark.parametrize("text", TEXTS)
def test_results_are_those_of_stock(default: Both, text: str) -> None:
    """Spans, types, scores, order and metadata are equal."""
    default.results(text)


def test_the_texts_of_these_tests_hold_something(default: Both) -> None:
    """Equality of nothing would be worth nothing."""
    found = {result.entity_type for text in TEXTS for result in default.results(text)}
    assert found >= {
        "US_SSN",
        "PHONE_NUMBER",
        "EMAIL_ADDRESS",
        "IP_ADDRESS",
        "URL",
        "CREDIT_CARD",
        "IBAN_CODE",
        "DATE_TIME",
    }


@pytest.mark.parametrize(
    "request_",
    [
        {"entities": ["PHONE_NUMBER"]},
        {"entities": ["US_SSN", "URL", "NOT_AN_ENTITY"]},
        {"entities": []},
        {"score_threshold": 0.0},
        {"score_threshold": 0.4},
        {"score_threshold": 1.0},
        {"return_decision_process": True},
        {"correlation_id": "7"},
        {"context": ["Bank", "license"]},
        {"context": []},
        {"allow_list": ["10.1.2.3", "(212) 555-0134"]},
        {"allow_list": ["^10\\.", "example"], "allow_list_match": "regex"},
        {"allow_list": ["EXAMPLE"], "allow_list_match": "regex", "regex_flags": 0},
    ],
    ids=json.dumps,
)
def test_every_argument_of_a_request_means_the_same(default: Both, request_: dict[str, Any]) -> None:
    """Each option of `analyze`, over all texts."""
    for text in TEXTS:
        default.results(text, **request_)


@pytest.mark.parametrize(
    "request_",
    [
        {"language": "de"},
        {"language": None},
        {"entities": ["NOT_AN_ENTITY"]},
        {"allow_list": ["x"], "allow_list_match": "?"},
    ],
    ids=json.dumps,
)
def test_errors_are_those_of_stock(default: Both, request_: dict[str, Any]) -> None:
    """The same exception with the same message."""
    request_ = {"language": "en", **request_}
    with pytest.raises(ValueError, match=r".") as expected:
        default.stock.analyze(TEXTS[0], **request_)
    with pytest.raises(ValueError, match=r".") as raised:
        default.ours.analyze(TEXTS[0], **request_)
    assert str(raised.value) == str(expected.value)


def test_a_recognizer_of_a_request_runs_beside_the_others(default: Both) -> None:
    """Ad-hoc recognizers count, and are gone with the request."""
    deny = PatternRecognizer("TITLE", deny_list=["Card", "Mail"], context=["ssn"])
    found = [default.results(text, ad_hoc_recognizers=[deny, _Shouting(["SHOUT"])]) for text in TEXTS]
    assert any(result.entity_type == "TITLE" for results in found for result in results)
    assert not any(result.entity_type == "TITLE" for text in TEXTS for result in default.results(text))


def test_a_recognizer_of_a_users_own_is_asked_as_stock_asks_it(fresh: Both) -> None:
    """An `analyze` of its own, context and thresholds included."""
    own = _Shouting(["SHOUT"], context=["loud"], score_thresholds={"SHOUT": 0.25})
    fresh.registry.add_recognizer(own)
    own.is_loaded = False
    assert [each.score for each in fresh.results("a loud SHOUT") if each.entity_type == "SHOUT"] == [
        pytest.approx(0.65)
    ]
    assert fresh.results("SHOUT 212-555-0134 SHOUT", context=["loud"])
    assert len(fresh.results("SHOUT", score_threshold=0.1)) == 1
    assert fresh.results("no such thing") == []


def test_a_recognizer_that_knows_its_context_is_heard(fresh: Both) -> None:
    """`enhance_using_context` of a recognizer has its say."""
    fresh.registry.add_recognizer(_Knowing(name="knowing"))
    assert {each.score for each in fresh.results("536-22-8812") if each.entity_type == "US_SSN"} == {0.77}


def test_two_recognizers_with_one_name_are_left_to_stock(fresh: Both) -> None:
    """A copied recognizer has the id of the first: what stock makes of that stays so."""
    fresh.registry.add_recognizer(copy.copy(_ssn(fresh)))
    for text in TEXTS:
        fresh.results(text)


def _ssn(both: Both) -> Any:
    return next(each for each in both.registry.recognizers if each.name == "UsSsnRecognizer")


def test_a_changed_score_is_seen(fresh: Both) -> None:
    """A pattern's score, between two calls."""
    fresh.results(TEXTS[0])
    ssn = _ssn(fresh)
    ssn.patterns = [copy.copy(pattern) for pattern in ssn.patterns]
    for pattern in ssn.patterns:
        pattern.score = 0.61
    [result] = fresh.results("536-22-8812", entities=["US_SSN"])
    assert result.score == 0.61


def test_a_changed_pattern_is_seen(fresh: Both) -> None:
    """Patterns put in, changed in place and taken out, between two calls."""
    fresh.results(TEXTS[0])
    bank: Any = next(each for each in fresh.registry.recognizers if each.name == "UsBankRecognizer")
    bank.patterns = [Pattern("sevens", r"\b7{5}\b", 0.5)]
    assert [result.start for result in fresh.results("a 77777 b", entities=["US_BANK_NUMBER"])] == [2]
    bank.patterns.append(Pattern("eights", r"\b8{5}\b", 0.5))
    assert [result.start for result in fresh.results("88888", entities=["US_BANK_NUMBER"])] == [0]
    bank.patterns[0] = Pattern("nines", r"(?<=x)9{3}", 0.5)
    assert [result.start for result in fresh.results("x999 77777", entities=["US_BANK_NUMBER"])] == [1]
    # Stock keeps what it has compiled: a new text on an old object changes nothing until that is gone.
    bank.patterns[0].regex = "zzz"
    assert fresh.results("x999 zzz", entities=["US_BANK_NUMBER"])
    bank.patterns[0].compiled_regex = None
    assert [result.start for result in fresh.results("x999 zzz", entities=["US_BANK_NUMBER"])] == [5]
    bank.global_regex_flags = 0
    assert fresh.results("ZZZ", entities=["US_BANK_NUMBER"]) == []


def test_changed_context_and_thresholds_are_seen(fresh: Both) -> None:
    """The recognizer's own words and limits, between two calls."""
    text = "the frobnicator said 078051121"
    [before] = fresh.results(text, entities=["US_SSN"])
    _ssn(fresh).context.append("frobnicator")
    try:
        [after] = fresh.results(text, entities=["US_SSN"])
        assert after.score > before.score
    finally:
        _ssn(fresh).context.remove("frobnicator")
    _ssn(fresh).score_thresholds = {"default": 0.3}
    assert fresh.results(text, entities=["US_SSN"]) == []


def test_changed_validation_is_seen(fresh: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    """A validator put on the instance or on the class."""
    fresh.results(TEXTS[0])
    monkeypatch.setattr(_ssn(fresh), "validate_result", lambda _: True, raising=False)
    assert [each.score for each in fresh.results("536-22-8812", entities=["US_SSN"])] == [1.0]
    monkeypatch.setattr(UsSsnRecognizer, "invalidate_result", lambda *_: True)
    assert fresh.results("536-22-8812", entities=["US_SSN"]) == []


def test_a_changed_phone_recognizer_is_seen(fresh: Both) -> None:
    """Regions, leniency and an `analyze` of its own, between two calls."""
    phone: Any = next(each for each in fresh.registry.recognizers if each.name == "PhoneRecognizer")
    fresh.results("0412 345 678 and 06 12 34 56 78")
    phone.supported_regions = ["AU"]
    assert [each.start for each in fresh.results("0412 345 678", entities=["PHONE_NUMBER"])] == [0]
    for leniency in (0, 2, 3):
        phone.leniency = leniency
        for text in TEXTS:
            fresh.results(text)
    phone.supported_regions = ("XX", "US")
    fresh.results(TEXTS[0])
    phone.analyze = lambda **_: []
    assert fresh.results("(212) 555-0134", entities=["PHONE_NUMBER"]) == []


def test_recognizers_come_and_go(fresh: Both) -> None:
    """Added and removed ones, between two calls."""
    text = "order ZX-1234, 536-22-8812"
    fresh.results(text)
    fresh.registry.add_recognizer(PatternRecognizer("ORDER", patterns=[Pattern("order", r"ZX-\d{4}", 0.9)]))
    assert fresh.results(text)[0].entity_type == "ORDER"
    fresh.registry.remove_recognizer("UsSsnRecognizer")
    assert not any(each.entity_type == "US_SSN" for each in fresh.results(text))


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:foo){e<=1}", r"[[:alpha:]]{4}\d", r"(?i)straße\d", r"(?P<q>['\"])x+(?P=q)", r"\p{Lu}\d\d", r"a*",
        r"(?|ab|cd)\d",
        r"^\d+$", r"\Bb\d", r"(?>a+)b", r"x++y", r"(?<=a|bcd)\d", r"\d(?=.*z)", r"[^\W\d_]{3}-[^a-z]",
        r"(?s:a.b)|(?-i:Q)\d",
        r"\b((?=.*?[a-z])(?=.*?[0-9]{2})[\w#]{5})\b", r"(?:a?){3}b", r"[^é]\d\u212a", r"(a|ab)(c|bcd)(d*)", r"(?r)\d\d",
    ],
)  # fmt: skip
def test_any_syntax_of_a_users_pattern_means_the_same(fresh: Both, pattern: str) -> None:
    """What the gates cannot say, runs as it is; what they say, matches the same."""
    fresh.registry.add_recognizer(
        PatternRecognizer("OWN", patterns=[Pattern("own", pattern, 0.5)], context=["foo"])
    )
    for text in (
        "foo fo1 fxo fooo", "abcd1 ABCD2", "STRASSE1 straße2 \u212a1", "'xx' \"xxx\" 'x\"", "Ab12 É12 q1 Q1",
        "a\nb a b aab",
        "ab1 cd2",
        "12\n34\n", "b1 ab1", "xxxy xy", "a1 bcd2 d3", "1 2 z 3", "abc-D éèê-1 abc-d", "ab1c2 #12ab a12 aa#11",
        "b ab aaab abcdd",
        "é1k a1\u212a x1K", "i1 I1 \u01301 \u01311 s1 \u017f1", "\u0661\u0662 \u0663", "a1",
    ):  # fmt: skip
        fresh.results(text)


class _Lemmas(NlpEngine):
    """An engine whose tokens are the words between spaces, as any engine may have its own."""

    def load(self) -> None: ...

    def is_loaded(self) -> bool:
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        tokens: Any = text.split()
        starts, at = [], 0
        for token in tokens:
            at = text.index(token, at)
            starts.append(at)
            at += len(token)
        return NlpArtifacts(
            [], tokens, starts, [token.strip(".,:").lower() for token in tokens], self, language
        )

    def process_batch(self, texts: Any, language: str, *args: Any, **kwargs: Any) -> Any:
        del args, kwargs
        for text in texts:
            yield text, self.process_text(text, language)

    def is_stopword(self, word: str, language: str) -> bool:
        return word == "is" and language == "en"

    def is_punct(self, word: str, language: str) -> bool:
        return not word and language == "en"

    def get_supported_entities(self) -> list[str]:
        return []

    def get_supported_languages(self) -> list[str]:
        return ["en"]


@pytest.mark.parametrize(
    "arguments",
    [
        {"nlp_engine": _Lemmas()},
        {"nlp_engine": NoOpNlpEngine([{"lang_code": "en", "model_name": ""}])},
        {"default_score_threshold": 0.4},
        {"context_aware_enhancer": LemmaContextAwareEnhancer(0.5, 0.2, 2, 3)},
        {"context_aware_enhancer": LemmaContextAwareEnhancer(context_matching_mode="whole_word")},
        {"context_aware_enhancer": LemmaContextAwareEnhancer(context_prefix_count=0)},
        {"nlp_engine": NoOpNlpEngine([{"lang_code": "en", "model_name": ""}]), "log_decision_process": True},
    ],
    ids="-".join,
)
def test_every_argument_of_the_engine_means_the_same(arguments: dict[str, Any]) -> None:
    """Other NLP engines, enhancers and thresholds."""
    both = Both(stock_registry(), **arguments)
    if isinstance(both.stock.nlp_engine, NoOpNlpEngine):
        both.stock.nlp_engine.load()
    for text in TEXTS[:5]:
        both.results(text)
        both.results(text, context=["ssn", "PHONE"])


def test_artifacts_may_come_with_the_request(default: Both) -> None:
    """Tokens made elsewhere are used, wherever they are said to stand."""
    for text in TEXTS[:5]:
        artifacts = _Lemmas().process_text(text, "en")
        default.results(text, nlp_artifacts=artifacts)
        default.results(TEXTS[0], nlp_artifacts=WordEngine().process_text(TEXTS[0], "en"))


def test_generated_events_give_equal_results(default: Both) -> None:
    """Prompts, completions and whole log lines with planted values."""
    for record, _ in events(60, seed=31):
        default.results(f"{record['prompt']} {record['completion']}")
        default.results(json.dumps(record))


def test_labelled_texts_give_equal_results(default: Both) -> None:
    """The shared synthetic texts, every seventh."""
    path = DATA / "presidio_synth_v2.json"
    if not path.is_file():
        pytest.skip("needs the shared data folder beside the repository")
    for each in json.loads(path.read_text(encoding="utf-8"))[::7]:
        default.results(each["full_text"])


def test_all_shipped_recognizers_give_equal_results() -> None:
    """Some ninety recognizers of many countries at once."""
    registry = stock_registry()
    registry.recognizers = every_recognizer()
    assert len(registry.recognizers) > 90
    both = Both(registry)
    found = {result.entity_type for text in TEXTS for result in both.results(text)}
    for record, _ in events(25, seed=32):
        found |= {result.entity_type for result in both.results(json.dumps(record))}
        found |= {result.entity_type for result in both.results(record["prompt"], score_threshold=0.4)}
    assert len(found) >= 20
