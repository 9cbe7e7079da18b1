"""Stock Presidio behind the `Engine` seam: its analyzer, its English recognizers, no downloaded model.

The traps of a stock installation are closed in `redaction.presidio.traps`; the words around a match count
through `redaction.presidio.words`. A user's YAML registry or recognizers run here as they are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerResult
from presidio_analyzer.recognizer_registry import RecognizerRegistry

from redaction.presidio.registry import MODEL_RECOGNIZERS, load_registry
from redaction.presidio.traps import close_traps
from redaction.presidio.words import WordEngine
from redaction.sources import program_digest
from redaction.spans import Field, Span

__all__ = ["PresidioEngine"]

_CHECKED_SCORE: Final = 1.0
"""Presidio raises a score to this, and only this, when a validator agreed."""


class PresidioEngine:
    """Runs `AnalyzerEngine.analyze` once per field, with the field's key as a context word."""

    def __init__(
        self,
        *,
        registry_file: str | Path | None = None,
        recognizers: Iterable[EntityRecognizer] = (),
        threshold: float = 0.4,
    ) -> None:
        """Load the recognizers.

        Args:
            registry_file: A Presidio recognizer registry in YAML instead of the stock English one.
            recognizers: Run beside those of the registry.
            threshold: Spans below are not reported.

        Raises:
            PolicyError: The registry file cannot be used.
        """
        registry = _registry(registry_file)
        for recognizer in recognizers:
            registry.add_recognizer(recognizer)
        close_traps(registry)
        self._threshold = threshold
        self._analyzer = AnalyzerEngine(
            registry=registry, nlp_engine=WordEngine(), supported_languages=["en"], log_decision_process=False
        )
        parts = (version("presidio-analyzer"), str(threshold), program_digest(), _fingerprint(registry))
        self.identity = f"presidio-{'-'.join(parts)}"

    @property
    def entities(self) -> frozenset[str]:
        """Types that the loaded recognizers can name."""
        return frozenset(self._analyzer.get_supported_entities("en"))

    def detect(self, fields: Sequence[Field]) -> list[list[Span]]:
        """Examine each field; see `redaction.engine.Engine`.

        Raises:
            EngineFault: A pattern ran out of time.
        """
        return [self._spans(field) for field in fields]

    def _spans(self, field: Field) -> list[Span]:
        results = self._analyzer.analyze(
            text=field.text,
            language="en",
            score_threshold=self._threshold,
            context=_context(field.key),
            return_decision_process=True,
        )
        return [_span(result) for result in results]


def _registry(registry_file: str | Path | None) -> RecognizerRegistry:
    if registry_file is not None:
        registry = RecognizerRegistry(
            recognizers=load_registry(Path(registry_file)), supported_languages=["en"]
        )
    else:
        registry = RecognizerRegistry(supported_languages=["en"])
        registry.load_predefined_recognizers(languages=["en"], nlp_engine=WordEngine())
    # They would only repeat what a spaCy model found, and none is loaded.
    registry.recognizers = [
        found for found in registry.recognizers if type(found).__name__ not in MODEL_RECOGNIZERS
    ]
    return registry


def _context(key: str) -> list[str] | None:
    words = [
        word for word in key.replace("_", " ").replace(".", " ").replace("-", " ").lower().split() if word
    ]
    return words or None


def _span(result: RecognizerResult) -> Span:
    explanation = result.analysis_explanation
    metadata = result.recognition_metadata or {}
    name = str(metadata.get(RecognizerResult.RECOGNIZER_NAME_KEY) or getattr(explanation, "recognizer", ""))
    rule = str(getattr(explanation, "pattern_name", None) or name)
    validated = getattr(explanation, "validation_result", None)
    checked = bool(validated) and result.score >= _CHECKED_SCORE
    return Span(result.start, result.end, result.entity_type, float(result.score), rule, name, checked)


def _fingerprint(registry: RecognizerRegistry) -> str:
    """Names what is loaded, patterns and scores included."""
    described: list[Any] = sorted(
        json.dumps(recognizer.to_dict(), sort_keys=True, default=str) for recognizer in registry.recognizers
    )
    return hashlib.sha256("\n".join(described).encode()).hexdigest()[:12]
