"""What an engine finds in one text, for the tests of recognizers."""

from __future__ import annotations

from redaction.batch_engine import BatchEngine
from redaction.spans import Field

__all__ = ["found"]


def found(engine: BatchEngine, text: str, key: str = "") -> list[str]:
    """What is found in a text, as it stands there: each value once, in order."""
    [spans] = engine.detect([Field(text, key)])
    return sorted({text[span.start : span.end] for span in spans})
