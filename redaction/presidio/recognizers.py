"""Our recognizers as Presidio classes, for those who build their own `AnalyzerEngine`; importing it loads Presidio.

    from redaction.presidio.recognizers import PRESIDIO_RECOGNIZERS
    for recognizer in PRESIDIO_RECOGNIZERS:
        registry.add_recognizer(recognizer())

Presidio's registry YAML finds each by its class name once this module is imported.
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

from presidio_analyzer import EntityRecognizer, LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from redaction import addresses, dates
from redaction.names.recognizer import NamesRecognizer
from redaction.presidio.detector_recognizer import DetectorRecognizer
from redaction.recognizers import RECOGNIZERS, FieldRecognizer

__all__ = [
    "PRESIDIO_RECOGNIZERS",
    "AddressesRecognizer",
    "DatesRecognizer",
    "NamesRecognizer",
    "PresidioFieldRecognizer",
    "presidio_class",
]


class PresidioFieldRecognizer(LocalRecognizer):
    """The detectors of a `FieldRecognizer`, ungated, behind Presidio's interface."""

    PARTS: ClassVar[type[FieldRecognizer]]

    def __init__(self, supported_language: str = "en", **options: Any) -> None:
        entities = {entity for d in self.PARTS.DETECTORS for entity in (d.entity, *d.also)}
        entities |= {rule.entity for rule in self.PARTS.KEY_RULES}
        super().__init__(
            supported_entities=sorted(entities), supported_language=supported_language, **options
        )

    def load(self) -> None:
        """Nothing to load: the patterns are the code."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Find every entity of this recognizer in one text.

        Args:
            text: The text.
            entities: Entity types that are wanted.
            nlp_artifacts: Not used; context is read from the text itself.

        Returns:
            Results with offsets in code points, as Presidio defines them.
        """
        del nlp_artifacts
        return [
            RecognizerResult(
                entity_type=span.entity,
                start=span.start,
                end=span.end,
                score=span.score,
                recognition_metadata={
                    RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                    RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                },
            )
            for detector in self.PARTS.DETECTORS
            for span in detector.find(text, 0, "")
            if not entities or span.entity in entities
        ]


def presidio_class(recognizer: type[FieldRecognizer]) -> type[PresidioFieldRecognizer]:
    """The Presidio class of one of our recognizers, under its name.

    Args:
        recognizer: What it is made of.

    Returns:
        A class that takes `supported_language` and the options of Presidio's `LocalRecognizer`.
    """
    members = {"__doc__": recognizer.__doc__, "__module__": __name__, "PARTS": recognizer}
    return type(recognizer.__name__, (PresidioFieldRecognizer,), members)


class AddressesRecognizer(DetectorRecognizer):
    """`redaction.addresses.AddressesDetector` as a Presidio recognizer."""

    DETECTOR = addresses.AddressesDetector
    ENTITIES = tuple(addresses.ENTITIES)


class DatesRecognizer(DetectorRecognizer):
    """`redaction.dates.DatesDetector` as a Presidio recognizer."""

    DETECTOR = dates.DatesDetector
    ENTITIES = tuple(dates.ENTITIES)


PRESIDIO_RECOGNIZERS: Final[tuple[type[EntityRecognizer], ...]] = (
    *(presidio_class(recognizer) for recognizer in RECOGNIZERS),
    AddressesRecognizer,
    DatesRecognizer,
    NamesRecognizer,
)
"""All of them: what has a form, then what stands in running text."""
