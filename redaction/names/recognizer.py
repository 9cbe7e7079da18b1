"""The name model as a Presidio recognizer, for those who build their own `AnalyzerEngine`."""

from __future__ import annotations

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from redaction.names.detector import ENTITIES, NamesDetector
from redaction.spans import Field

__all__ = ["NamesRecognizer"]


class NamesRecognizer(EntityRecognizer):
    """Persons, places, organisations and addresses by the CRF of `redaction.names`.

    Loadable from Presidio's registry YAML by its class name. Needs no NLP engine: the artifacts are not looked at.

    Args:
        supported_entities: Which of `PERSON`, `LOCATION`, `ORGANIZATION`, `STREET_ADDRESS`, `NRP` to report; all by
            default.
        supported_language: Language it is registered for.
        name: Name in the registry.
        version: Version in the registry.
        detector: A detector to share; a new one by default.
    """

    def __init__(
        self,
        supported_entities: list[str] | None = None,
        supported_language: str = "en",
        name: str = "NamesRecognizer",
        version: str = "1",
        detector: NamesDetector | None = None,
    ) -> None:
        self._detector = NamesDetector() if detector is None else detector
        super().__init__(
            supported_entities=supported_entities or sorted([*ENTITIES.values(), "NRP"]),
            name=name,
            supported_language=supported_language,
            version=version,
        )

    def load(self) -> None:
        """Do nothing: the model is read at the first text."""

    def analyze(
        self,
        text: str,
        entities: list[str],
        nlp_artifacts: NlpArtifacts | None = None,
    ) -> list[RecognizerResult]:
        """Find names in one text.

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
            RecognizerResult(span.entity, span.start, span.end, span.score)
            for span in spans
            if span.entity in entities and span.entity in self.supported_entities
        ]
