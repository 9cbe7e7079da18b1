"""Python recognizers that a policy of the tests names, and what cannot be one."""

from __future__ import annotations

from typing import Any

from presidio_analyzer import EntityRecognizer, RecognizerResult

__all__ = ["Choosy", "Moods", "Nothing"]


class Moods(EntityRecognizer):
    """Finds one word, without any pattern."""

    def __init__(self, supported_language: str = "es") -> None:
        super().__init__(["NRP"], name="Moods", supported_language=supported_language)

    def load(self) -> None:
        """Nothing."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """The first `gloomy`."""
        del entities, nlp_artifacts
        at = text.find("gloomy")
        return [] if at < 0 else [RecognizerResult("NRP", at, at + 6, 0.9)]


class Choosy(Moods):
    """Cannot be made without being told what to do."""

    def __init__(self, what: str) -> None:
        super().__init__(what)


class Nothing:
    """Is no recognizer."""
