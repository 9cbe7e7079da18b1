"""What stands for each recognizer in `ScrublineAnalyzer`: the same results, asked for only where there can be any.

A step belongs to one recognizer and reads its patterns, scores, validators and names at every text. It is made anew
when what it was made from has changed (`fresh`). Recognizers that no step knows run as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Protocol

import phonenumbers
import regex
from presidio_analyzer import RecognizerResult
from presidio_analyzer.predefined_recognizers import IbanRecognizer, PhoneRecognizer
from presidio_analyzer.predefined_recognizers.country_specific.south_africa.za_phone_number_recognizer import (
    ZaPhoneNumberRecognizer,
)

from redaction.analyzer.gates import GateBook
from redaction.analyzer.pattern_step import PatternStep, compiled_of, gate_of, is_stock, loops_as_stock
from redaction.analyzer.results import Raw, without_contained
from redaction.analyzer.shadow import gate
from redaction.analyzer.text import Text

__all__ = ["Step", "gates_of", "step_for"]

_VALID: Final = 1
"""The leniency that `redaction.analyzer.phone` knows."""
_PHONE_METHODS: Final = ("analyze", "_get_recognizer_result")
_IBAN_LOOP: Final = "_IbanRecognizer__analyze_patterns"


class Step(Protocol):
    """One recognizer."""

    @property
    def recognizer(self) -> Any:
        """Whose step it is."""
        ...

    @property
    def regions(self) -> tuple[str, ...]:
        """Of which it reads telephone numbers."""
        ...

    def fresh(self) -> bool:
        """Whether the recognizer is still what the step was made from."""
        ...

    def run(self, text: Text) -> list[Raw]:
        """What `recognizer.analyze` would return: start, end and score."""
        ...


def gates_of(recognizer: Any) -> list[str]:
    """The gates that a recognizer's patterns would use."""
    if loops_as_stock(recognizer):
        found = [gate_of(compiled_of(pattern, recognizer)) for pattern in recognizer.patterns]
    elif _is_iban(recognizer):
        found = [gate(p.regex, _flags(p.regex, recognizer)) for p in recognizer.patterns]
    else:
        found = []
    return [each for each in found if each is not None]


def step_for(recognizer: Any, gates: GateBook) -> Step | None:
    """The step of a recognizer; None if it has to run as it is."""
    if loops_as_stock(recognizer):
        return PatternStep(recognizer, gates)
    if _is_iban(recognizer):
        return _Iban(recognizer, gates)
    if is_stock(recognizer, PhoneRecognizer, *_PHONE_METHODS) and _knows(
        recognizer, recognizer.supported_regions
    ):
        return _Phone(recognizer)
    if is_stock(recognizer, ZaPhoneNumberRecognizer, *_PHONE_METHODS) and _knows(
        recognizer, (recognizer.REGION,)
    ):
        return _ZaPhone(recognizer)
    return None


def _is_iban(recognizer: Any) -> bool:
    return is_stock(recognizer, IbanRecognizer, "analyze", _IBAN_LOOP)


def _knows(recognizer: Any, regions: Any) -> bool:
    return recognizer.leniency == _VALID and all(isinstance(region, str) for region in regions)


def _flags(source: str, recognizer: Any) -> int:
    return int(regex.compile(source, flags=recognizer.global_regex_flags).flags)


class _Iban:
    """The stock IBAN recognizer, asked where one of its patterns can match."""

    regions: tuple[str, ...] = ()

    def __init__(self, recognizer: Any, gates: GateBook) -> None:
        self.recognizer = recognizer
        self._made_from = self._state()
        self._gates = [
            gates.number(gate(pattern.regex, _flags(pattern.regex, recognizer)))
            for pattern in recognizer.patterns
        ]

    def _state(self) -> tuple[Any, ...]:
        recognizer = self.recognizer
        return (recognizer.global_regex_flags, *[pattern.regex for pattern in recognizer.patterns])

    def fresh(self) -> bool:
        """Whether flags and patterns are the same."""
        return self._made_from == self._state() and _is_iban(self.recognizer)

    def run(self, text: Text) -> list[Raw]:
        """See `Step.run`."""
        if any(number is None or number in text.hits for number in self._gates):
            return _raw(self.recognizer.analyze(text.text, self.recognizer.supported_entities))
        return []


class _Phone:
    """The stock phone recognizer, its regions walking through the text together."""

    def __init__(self, recognizer: Any) -> None:
        self.recognizer = recognizer
        self.regions = tuple(recognizer.supported_regions)

    def fresh(self) -> bool:
        """Whether regions and leniency are the same."""
        recognizer = self.recognizer
        return (
            recognizer.leniency == _VALID
            and self.regions == tuple(recognizer.supported_regions)
            and is_stock(recognizer, PhoneRecognizer, *_PHONE_METHODS)
        )

    def run(self, text: Text) -> list[Raw]:
        """See `Step.run`."""
        score = self.recognizer.SCORE
        if text.numbers is None:
            return _raw(self.recognizer.analyze(text.text, self.recognizer.supported_entities))
        spans = {span for region in self.regions for span in text.numbers[region]}
        return without_contained([(start, end, score) for start, end in spans]) if score else []


class _ZaPhone:
    """The stock recognizers of South African numbers."""

    def __init__(self, recognizer: Any) -> None:
        self.recognizer = recognizer
        self.regions = (recognizer.REGION,)

    def fresh(self) -> bool:
        """Whether region and leniency are the same."""
        recognizer = self.recognizer
        return (
            recognizer.leniency == _VALID
            and self.regions == (recognizer.REGION,)
            and is_stock(recognizer, ZaPhoneNumberRecognizer, *_PHONE_METHODS)
        )

    def run(self, text: Text) -> list[Raw]:
        """See `Step.run`."""
        recognizer, [region] = self.recognizer, self.regions
        if text.numbers is None:
            return _raw(recognizer.analyze(text.text, recognizer.supported_entities))
        found = []
        for start, end in text.numbers[region]:
            number = phonenumbers.parse(text.text[start:end], region)
            if phonenumbers.region_code_for_number(number) == region:
                kind = recognizer._classify(number)
                if kind == recognizer.target_classification:
                    found.append((start, end, recognizer.SCORE))
        return without_contained(found) if recognizer.SCORE else []


def _raw(results: Sequence[RecognizerResult]) -> list[Raw]:
    return [(result.start, result.end, result.score) for result in results]
