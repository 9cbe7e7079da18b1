"""Small words inside the names of people: "Ludwig van Beethoven", "Maria das Dores", "Osama bin Rashid"."""

from __future__ import annotations

from typing import Final

from redaction.names.word_set import word_set

__all__ = ["ARTICLES", "PARTICLES"]

ARTICLES: Final = word_set("der das den la le les el los las lo het")
"""Those that are articles in other places."""
PARTICLES: Final = ARTICLES | word_set(
    "de da do dos del della dei degli di du des von van ter ten bin ibn al y e"
)
"""All of them, in small letters."""
