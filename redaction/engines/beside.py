"""Presidio recognizers that run beside the batch engine's own: stock ones of other countries, a user's, names.

They run as Presidio runs them, one text at a time, with its context enhancement and the traps closed; what is changed
in them (pattern, score, context) changes the result.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any, Final

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerResult
from presidio_analyzer.recognizer_registry import RecognizerRegistry

from redaction.presidio.traps import close_traps
from redaction.presidio.words import WordEngine
from redaction.recognizers.context import key_words
from redaction.spans import Field, Span

__all__ = ["Beside", "stock_recognizers"]

_CHECKED_SCORE: Final = 1.0


class Beside:
    """A few Presidio recognizers behind one call."""

    def __init__(self, recognizers: Iterable[EntityRecognizer], threshold: float) -> None:
        """Take recognizers in.

        Args:
            recognizers: Instances, used as they are.
            threshold: Results below are not reported.
        """
        registry = RecognizerRegistry(recognizers=list(recognizers), supported_languages=["en"])
        close_traps(registry)
        self._threshold = threshold
        self._analyzer = AnalyzerEngine(
            registry=registry, nlp_engine=WordEngine(), supported_languages=["en"], log_decision_process=False
        )
        self._entities = sorted(self._analyzer.get_supported_entities("en"))
        described: list[Any] = [
            json.dumps(r.to_dict(), sort_keys=True, default=str) for r in registry.recognizers
        ]
        self.identity = hashlib.sha256("\n".join(sorted(described)).encode()).hexdigest()[:12]

    @property
    def entities(self) -> frozenset[str]:
        """Entity types that the recognizers name."""
        return frozenset(self._entities)

    def spans(self, field: Field) -> list[Span]:
        """What they find in one field; its key counts as context."""
        results = self._analyzer.analyze(
            text=field.text,
            language="en",
            entities=self._entities,
            score_threshold=self._threshold,
            context=key_words(field.key).split() or None,
            return_decision_process=True,
        )
        return [_span(result) for result in results if result.start < result.end]


def stock_recognizers(names: Iterable[str]) -> list[EntityRecognizer]:
    """Instances of Presidio's predefined recognizers by class name, for example `InAadhaarRecognizer`.

    Raises:
        ValueError: Names that Presidio does not have, all of them listed.
    """
    import presidio_analyzer.predefined_recognizers as predefined  # noqa: PLC0415 - takes a second to import

    wanted = list(names)
    unknown = sorted(name for name in wanted if not isinstance(getattr(predefined, name, None), type))
    if unknown:
        raise ValueError(f"Presidio has no recognizer {', '.join(unknown)}")
    # Whatever language a recognizer was written for, it reads every text here.
    return [getattr(predefined, name)(supported_language="en") for name in wanted]


def _span(result: RecognizerResult) -> Span:
    explanation = result.analysis_explanation
    metadata = result.recognition_metadata or {}
    name = str(metadata.get(RecognizerResult.RECOGNIZER_NAME_KEY) or getattr(explanation, "recognizer", ""))
    rule = str(getattr(explanation, "pattern_name", None) or name)
    checked = bool(getattr(explanation, "validation_result", None)) and result.score >= _CHECKED_SCORE
    return Span(result.start, result.end, result.entity_type, float(result.score), rule, name, checked)
