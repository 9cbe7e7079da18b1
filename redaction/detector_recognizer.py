"""A detector of names, addresses or dates as a Presidio recognizer: the shape that Presidio's registries load."""

from __future__ import annotations

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from redaction.engine import Engine
from redaction.spans import Field

__all__ = ["DetectorRecognizer"]


class DetectorRecognizer(EntityRecognizer):
    """What the recognizers around our detectors share; needs no NLP engine.

    Args:
        detector: Finds.
        supported_entities: Which of its entities to report.
        supported_language: Language it is registered for.
        name: Name in the registry.
        version: Version in the registry.
    """

    def __init__(
        self,
        detector: Engine,
        supported_entities: list[str],
        supported_language: str,
        name: str,
        version: str,
    ) -> None:
        self._detector = detector
        super().__init__(
            supported_entities=supported_entities,
            name=name,
            supported_language=supported_language,
            version=version,
        )

    def load(self) -> None:
        """Do nothing: a detector reads what it needs at the first text."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Examine one text.

        Args:
            text: Any text.
            entities: Types asked for; others are not reported.
            nlp_artifacts: Not used.

        Returns:
            Results sorted by start, offsets in code points.
        """
        del nlp_artifacts
        [spans] = self._detector.detect([Field(text, names=True)])
        return [
            RecognizerResult(s.entity, s.start, s.end, s.score)
            for s in spans
            if s.entity in entities and s.entity in self.supported_entities
        ]
