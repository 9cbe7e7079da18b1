"""How a command of the redaction ends (names of sysexits.h), told in one line on standard error each."""

from __future__ import annotations

from typing import Final

__all__ = [
    "EXIT_CONFIG",
    "EXIT_DATA",
    "EXIT_DIFFERS",
    "EXIT_INTERRUPTED",
    "EXIT_IO",
    "EXIT_NO_INPUT",
    "EXIT_NO_OUTPUT",
]

EXIT_DIFFERS: Final = 1
"""As `diff` and test runners end: cases failed, or two policies do not do the same."""
EXIT_DATA: Final = 65
"""EX_DATAERR: some input could not be read and a marker stands for it; all else was done."""
EXIT_NO_INPUT: Final = 66
"""EX_NOINPUT: the file is missing or cannot be read."""
EXIT_NO_OUTPUT: Final = 73
"""EX_CANTCREAT: a file is in the way, or cannot be written."""
EXIT_IO: Final = 74
"""EX_IOERR: reading or writing failed on the way, for example for want of space."""
EXIT_CONFIG: Final = 78
"""EX_CONFIG: the policy or a key cannot be used."""
EXIT_INTERRUPTED: Final = 130
"""Ctrl-C, as shells count it."""
