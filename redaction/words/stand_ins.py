"""What stands where a value is missing, is hidden or has yet to be written, and how something went."""

from __future__ import annotations

from typing import Final

from redaction.names.word_set import word_set

__all__ = ["HIDDEN", "MARKERS", "NOTHING", "OUTCOMES"]

NOTHING: Final = word_set("null none nil undefined unknown empty unset blank n/a na true false")
"""What programs and forms write for no value, and for yes or no."""
HIDDEN: Final = word_set("hidden masked redacted protected removed deleted")
"""What stands for a value that was taken out."""
OUTCOMES: Final = word_set(
    "ok success successful succeeded failed failure error accepted granted allowed denied rejected refused forbidden "
    "pending expired valid invalid incorrect wrong missing required optional enabled disabled"
)
"""What is said of a password or a login instead of showing it."""
MARKERS: Final = word_set("example dummy placeholder redacted changeme sample insert replace")
"""What documents write in the place of a secret, or as a part of it."""
