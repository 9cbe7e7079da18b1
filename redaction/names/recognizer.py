"""The name model as a Presidio recognizer, for those who build their own `AnalyzerEngine`."""

from __future__ import annotations

from redaction.names.detector import ENTITIES, NamesDetector
from redaction.presidio.detector_recognizer import DetectorRecognizer

__all__ = ["NamesRecognizer"]


class NamesRecognizer(DetectorRecognizer):
    """Persons, places, organisations and addresses by the CRF of `redaction.names`.

    Loadable from Presidio's registry YAML by its class name. Needs no NLP engine: the artifacts are not looked at.
    """

    DETECTOR = NamesDetector
    ENTITIES = tuple(sorted([*ENTITIES.values(), "NRP"]))
