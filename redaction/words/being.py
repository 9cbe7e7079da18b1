"""The word "is" in a dozen languages, between the name of a value and the value."""

from __future__ import annotations

from typing import Final

from redaction.names.word_set import word_set

__all__ = ["IS"]

IS: Final = word_set("is ist est es é è e er är je jest")
"""In small letters."""
