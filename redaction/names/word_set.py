"""How the lists of words in this package's modules are written: as text, with blanks between the words."""

from __future__ import annotations

__all__ = ["phrase_set", "word_set"]


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def phrase_set(text: str) -> frozenset[str]:
    """The phrases of a text that has a bar between them."""
    return frozenset(text.split("|"))
