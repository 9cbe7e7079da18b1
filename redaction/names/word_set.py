"""How the lists of words in this package's modules are written: as text, with blanks between the words."""

from __future__ import annotations

__all__ = ["word_set"]


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())
