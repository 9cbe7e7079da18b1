"""Where a run of digits and separators begins: shared by the recognizers that read a whole run."""

from __future__ import annotations

from typing import Final

__all__ = ["run_start"]

_RUN_CHARACTERS: Final = frozenset("0123456789 \t\r\n.()-/_")


def run_start(text: str, position: int) -> int:
    """The first code point of the run that reaches to `position`, so that a run is never read from its middle."""
    position = min(position, len(text) - 1)
    while position > 0 and text[position] in _RUN_CHARACTERS:
        position -= 1
    return max(position, 0)
