"""What documents write in the place of a secret.

Words that are shown because they are no password and nobody's name (`null`, `denied`, `hidden`) are no part of this:
each recognizer has its own, since a word that is no password may be somebody's login, and the other way round.
"""

from __future__ import annotations

from typing import Final

from redaction.names.word_set import word_set

__all__ = ["MARKERS"]

MARKERS: Final = word_set("example dummy placeholder redacted changeme sample insert replace")
"""In the place of a secret, or as a part of it."""
