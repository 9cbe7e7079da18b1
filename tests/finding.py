"""What an engine finds in one text, for the tests of recognizers."""

from __future__ import annotations

from redaction.engines.batch import BatchEngine
from redaction.names.detector import NamesDetector
from redaction.spans import Field

__all__ = ["called_names", "covered", "found"]


def found(engine: BatchEngine, text: str, key: str = "") -> list[str]:
    """What is found in a text, as it stands there: each value once, in order."""
    [spans] = engine.detect([Field(text, key)])
    return sorted({text[span.start : span.end] for span in spans})


def covered(engine: BatchEngine, text: str, entity: str) -> set[int]:
    """Every code point of a text that a finding of a type covers."""
    [spans] = engine.detect([Field(text)])
    return {at for span in spans if span.entity == entity for at in range(span.start, span.end)}


def called_names(detector: NamesDetector, text: str) -> list[str]:
    """What of a text is called a name, in order."""
    return [text[span.start : span.end] for span in detector.detect([Field(text, "", names=True)])[0]]
