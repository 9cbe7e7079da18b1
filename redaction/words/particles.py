"""Small words inside the names of people: "Ludwig van Beethoven", "Maria das Dores", "Osama bin Rashid"."""

from __future__ import annotations

from typing import Final

from redaction.names.word_set import word_set

__all__ = ["ARTICLES", "OF", "PARTICLES"]

ARTICLES: Final = word_set("der das den la le les el los las lo het")
"""Those that are articles in other places."""
OF: Final = word_set("de da do dos del della dei degli di du des")
"""Of the Romance languages: "of", alone and with an article."""
PARTICLES: Final = ARTICLES | OF | word_set("von van ter ten bin ibn al y e")
"""All of them, in small letters."""
