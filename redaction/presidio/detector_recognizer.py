"""A detector of names, addresses or dates as a Presidio recognizer: the shape that Presidio's registries load."""

from __future__ import annotations

from typing import ClassVar

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from redaction.engine import Engine
from redaction.spans import Field

__all__ = ["DetectorRecognizer"]


class DetectorRecognizer(EntityRecognizer):
    """What the recognizers around our detectors share; subclasses say which. Needs no NLP engine.

    Args:
        supported_entities: Which of `ENTITIES` to report; all by default.
        supported_language: Language it is registered for; nothing here depends on it.
        name: Name in the registry; the class's own by default.
        version: Version in the registry.
        detector: A detector to share; a new one by default.
    """

    DETECTOR: ClassVar[type[Engine]]
    ENTITIES: ClassVar[tuple[str, ...]]

    def __init__(
        self,
        supported_entities: list[str] | None = None,
        supported_language: str = "en",
        name: str | None = None,
        version: str = "1",
        detector: Engine | None = None,
    ) -> None:
        self._detector = self.DETECTOR() if detector is None else detector
        super().__init__(
            supported_entities=supported_entities or list(self.ENTITIES),
            name=name or type(self).__name__,
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
