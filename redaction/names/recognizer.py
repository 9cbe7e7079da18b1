"""The name model as a Presidio recognizer, for those who build their own `AnalyzerEngine`."""

from __future__ import annotations

from redaction.detector_recognizer import DetectorRecognizer
from redaction.names.detector import ENTITIES, NamesDetector

__all__ = ["NamesRecognizer"]


class NamesRecognizer(DetectorRecognizer):
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
        super().__init__(
            NamesDetector() if detector is None else detector,
            supported_entities or sorted([*ENTITIES.values(), "NRP"]),
            supported_language,
            name,
            version,
        )
