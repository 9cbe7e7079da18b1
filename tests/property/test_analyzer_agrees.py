"""`ScrublineAnalyzer` finds what stock Presidio finds, in texts made to tell them apart."""

from __future__ import annotations

import random
import re
from functools import cache
from typing import Any

import phonenumbers
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from presidio_analyzer import PatternRecognizer

from bench.events import phone, sample_values
from redaction.analyzer import phone as phone_module
from redaction.analyzer import phone_rules
from redaction.analyzer.alphabet import fold
from redaction.analyzer.gates import open_gates
from redaction.analyzer.phone import PhoneFinder
from redaction.analyzer.phone_rules import LEAST_DIGITS
from redaction.analyzer.shadow import exact, gate
from tests.stock_analyzer import Both, every_recognizer, stock_registry

PIECES = (
    "phone ", "call ", "ssn ", "card", "bank ", "iban ", "license ", "passport ", "rx # ", "claim no. ",
    "the be is ", " ", "  ", "\n", "\t", "-", ".", "/", ",", ":", "::", "(", ")", "[", "]", "+", "++", "x",
    " ext. ", ";ext=", "#", "~", "@", "%", "$", "_", "=", "00", "011", "0", "1", "44", "49", "+1", "+49 ",
    "0015", "(0)20", "2024-01-02 10", ":30", "12/31/2024", "JAN-24", "212", "555-0134", "7700 900123",
    "4321", "98765", "A", "b", "AB", "A1234567", "\xe9", "\xdf", "\u0130", "\u0131", "\u017f", "\u212a",
    "\u0661\u0662\u0663", "\uff11\uff12", "\xa0", "\u200b", "\u2013", "\u20ac", "\U0001f600", "\ud800",
    "\x00", "example", ".com", ".co.uk", "https://", "www.", "a@b.", "localhost", "fe80", "10.1.2.3", "255",
    "00:1a:2b:3c:4d:5e", "9531985d-5d9d-4c9f-8a0b", "DE89 3704 0044 0532 0130 00", "GB29NWBK60161331926819",
    "4111 1111 1111 1111", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "536-22-8812", "anexo ",
    "\u0434\u043e\u0431", "-0123456789ab", "ABCDE1234F", "'", '"', "\\",
)  # fmt: skip


@cache
def both(kind: str) -> Both:
    """One pair of analyzers for all examples: default or all recognizers."""
    registry = stock_registry()
    if kind == "all":
        registry.recognizers = every_recognizer()
    return Both(registry)


def _mutated(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    kind = rng.randrange(4)
    if kind == 0:
        return text[:at] + rng.choice(PIECES) + text[at:]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    if kind == 2:
        return text[:at] + text[at : at + 9].swapcase() + text[at + 9 :]
    return text[at:] + text[:at]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=25), st.sampled_from((None, 0.4)))
def test_pieces_give_equal_results(pieces: list[str], threshold: float | None) -> None:
    """Parts of values beside each other, in any order."""
    both("default").results("".join(pieces), score_threshold=threshold)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=25))
def test_pieces_give_equal_results_with_all_recognizers(pieces: list[str]) -> None:
    """The same with every shipped recognizer."""
    both("all").results("".join(pieces), context=["license"])


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
def test_mutated_values_give_equal_results(seed: int) -> None:
    """Right values with something put in, taken out, turned round."""
    rng = random.Random(seed)
    text = " ".join(f"{rng.choice(PIECES)} {sample_values(rng)[1]}" for _ in range(rng.randrange(1, 4)))
    for _ in range(rng.randrange(3)):
        text = _mutated(text, rng)
    both("default").results(text)


@cache
def shipped_patterns() -> list[Any]:
    """Source and flags of all patterns of all recognizers."""
    recognizers: list[Any] = [each for each in every_recognizer() if isinstance(each, PatternRecognizer)]
    found = {
        (pattern.regex, int(each.global_regex_flags)) for each in recognizers for pattern in each.patterns
    }
    return sorted(found)


def _generated(source: str, flags: int) -> st.SearchStrategy[str]:
    """Texts that a pattern matches, as far as the standard library reads it."""
    try:
        return st.from_regex(re.compile(source.replace("(?i)", ""), flags))
    except re.error:
        return st.just("")


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.data())
def test_what_a_pattern_matches_is_found(data: st.DataObject) -> None:
    """Texts made from each shipped pattern, with a neighbour at either end."""
    source, flags = data.draw(st.sampled_from(shipped_patterns()))
    text = data.draw(_generated(source, flags))
    before, after = data.draw(st.sampled_from(PIECES)), data.draw(st.sampled_from(PIECES))
    both("all").results(f"{before} {text}")
    both("all").results(f"{text}{after}")


def test_every_shipped_pattern_has_a_gate() -> None:
    """Without one a pattern runs on every text; most are also said exactly for RE2."""
    patterns = shipped_patterns()
    assert [source for source, flags in patterns if gate(source, flags) is None] == []
    assert sum(exact(source, flags) is not None for source, flags in patterns) > 120


@pytest.mark.parametrize("backend", ["hyperscan", "re2"])
def test_backends_see_the_same_gates(backend: str) -> None:
    """Either says at least what `re` says of a gate, which is slow and plain."""
    pytest.importorskip(backend)
    gates = [
        found
        for source, flags in shipped_patterns()[::3]
        if (found := gate(source, flags)) and len(found) < 900
    ]
    plain = [re.compile(each.replace(r"\z", r"\Z").encode()) for each in gates]
    opened = open_gates(gates, backend)
    rng = random.Random(5)
    for _ in range(300):
        folded = fold("".join(rng.choices(PIECES, k=rng.randrange(12))))
        expected = {number for number, each in enumerate(plain) if each.search(folded)}
        assert set(opened(folded)) == expected


def test_folding_is_one_byte_a_character() -> None:
    """Of all characters there are, and lower case for those that are ASCII."""
    every = "".join(map(chr, range(0x110000)))
    folded = fold(every)
    assert len(folded) == len(every)
    assert folded[:128] == fold(every[:128]) == every[:128].lower().encode()


def test_no_valid_number_is_shorter_than_the_least() -> None:
    """`LEAST_DIGITS` against the tables of all countries."""
    tables = [
        phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(code, region)
        for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items()
        for region in regions
    ]
    lengths = {
        length
        for metadata in tables
        for name in phone_rules._TYPES
        if (each := getattr(metadata, name)) is not None and each.national_number_pattern
        for length in each.possible_length
        if length > 0
    }
    assert min(lengths) == LEAST_DIGITS


def _stock_numbers(text: str, regions: tuple[str, ...]) -> dict[str, list[tuple[int, int]]]:
    return {
        region: [
            (match.start, match.end) for match in phonenumbers.PhoneNumberMatcher(text, region, leniency=1)
        ]
        for region in regions
    }


def test_telephone_numbers_are_those_of_phonenumbers() -> None:
    """Three thousand texts of digits and what stands between them, for the stock regions and for any others."""
    rng = random.Random(17)
    stock = ("US", "GB", "DE", "FR", "IL", "IN", "CA", "BR")
    every = sorted(phonenumbers.SUPPORTED_REGIONS)
    found = 0
    for number in range(3_000):
        parts = (
            rng.choice(PIECES)
            if rng.random() < 0.4
            else "".join(rng.choices("0123456789", k=rng.randrange(1, 8)))
            for _ in range(rng.randrange(2, 12))
        )
        text = (
            "".join(parts)
            if number % 3
            else f"{rng.choice(PIECES)}{phone(rng)}{rng.choice(PIECES)}{phone(rng)}"
        )
        regions = stock if number % 2 else tuple(rng.sample(every, 3))
        expected = _stock_numbers(text, regions)
        assert PhoneFinder(regions).spans(text) == expected, ascii(text)
        found += any(expected.values())
    assert found > 500


def test_a_text_on_which_the_matcher_gives_up_is_left_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many failed candidates that `PhoneNumberMatcher` may have stopped: no answer instead of a longer one."""
    assert PhoneFinder(("US",)).spans("1234\n" * 200) == {"US": []}
    monkeypatch.setattr(phone_module, "_PATIENCE", 0)
    assert PhoneFinder(("US",)).spans("1234\n" * 200) is None
    for text in ("212-555-0134 or 030 / 9789438", "nothing"):
        both("all").results(text)
