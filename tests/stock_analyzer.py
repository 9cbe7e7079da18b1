"""Stock Presidio beside `ScrublineAnalyzer`, over one registry, for the tests that hold them equal."""

from __future__ import annotations

import logging
import re
from typing import Any, Final

import presidio_analyzer.predefined_recognizers as predefined
import pytest
import tldextract
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerResult
from presidio_analyzer.recognizer_registry import RecognizerRegistry

from redaction.analyzer import ScrublineAnalyzer
from redaction.presidio.words import WordEngine

__all__ = ["NEEDS_MORE", "Both", "every_recognizer", "stock_registry", "whole"]

NEEDS_MORE: Final = frozenset({
    "AzureAILanguageRecognizer", "AzureHealthDeidRecognizer", "AzureOpenAILangExtractRecognizer",
    "BasicLangExtractRecognizer", "GLiNERRecognizer", "HuggingFaceNerRecognizer", "LangExtractRecognizer",
    "MedicalNERRecognizer", "SpacyRecognizer", "StanzaRecognizer", "TransformersRecognizer",
})  # fmt: skip
"""Recognizers that ask a service or a model."""


def every_recognizer() -> list[EntityRecognizer]:
    """All that Presidio ships and that need nothing else, reading English."""
    found: list[Any] = [
        each
        for each in map(vars(predefined).get, sorted(vars(predefined)))
        if isinstance(each, type) and issubclass(each, EntityRecognizer) and each.__name__ not in NEEDS_MORE
    ]
    return [each(supported_language="en") for each in found]


def stock_registry() -> RecognizerRegistry:
    """What Presidio loads for English, without the recognizer of a spaCy model."""
    registry = RecognizerRegistry(supported_languages=["en"])
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=WordEngine())
    registry.remove_recognizer("SpacyRecognizer")
    return registry


class Both:
    """The two analyzers over one registry.

    Args:
        registry: Shared, so that ids and changes are the same for both.
        arguments: For both constructors.
    """

    def __init__(self, registry: RecognizerRegistry, **arguments: Any) -> None:
        # The extractor of the module is shared; without addresses it has nothing to fetch.
        tldextract.tldextract.TLD_EXTRACTOR.suffix_list_urls = ()
        logging.getLogger("presidio-analyzer").setLevel(
            logging.CRITICAL
        )  # the IBAN validator logs candidates
        self.registry = registry
        arguments = {"nlp_engine": WordEngine(), "supported_languages": ["en"], **arguments}
        self.stock = AnalyzerEngine(registry=registry, **arguments)
        self.ours = ScrublineAnalyzer(registry=registry, **arguments)

    def results(self, text: str, **request: Any) -> list[RecognizerResult]:
        """What both find; fails unless it is the same."""
        request = {"language": "en", **request}
        try:
            expected = self.stock.analyze(text, **request)
        except (KeyError, IndexError, ValueError) as error:
            # Some stock validators fall over digits beyond ASCII: so must the same validators here.
            with pytest.raises(type(error), match=re.escape(str(error))):
                self.ours.analyze(text, **request)
            return []
        found = self.ours.analyze(text, **request)
        assert [whole(each) for each in found] == [whole(each) for each in expected], ascii(text)
        return found


def whole(result: RecognizerResult) -> tuple[Any, ...]:
    """Everything that a result says."""
    explanation = result.analysis_explanation
    return (
        result.entity_type,
        result.start,
        result.end,
        result.score,
        result.recognition_metadata,
        explanation and vars(explanation),
    )
