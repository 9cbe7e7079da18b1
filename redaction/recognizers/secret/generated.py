"""Signs that a generator wrote a value and no person, for those who judge what stands behind a name.

How many of them a value needs depends on what its name says, and is for the recognizers to say.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["FEWEST_TURNS", "UUID", "mixes_kinds", "turns"]

UUID: Final = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
"""Most are ids and open nothing."""
FEWEST_TURNS: Final = 3
"""Changes between letters and digits that no name has."""
_TURN: Final = re.compile(r"(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])")
_MANY_DIGITS: Final = 4


def turns(value: str) -> int:
    """How often letters give way to digits in a value, or digits to letters."""
    return len(_TURN.findall(value))


def mixes_kinds(value: str) -> bool:
    """Whether capitals, small letters and a digit stand in a value, or many digits among letters."""
    digits = sum(map(str.isdigit, value))
    if digits and any(map(str.isupper, value)) and any(map(str.islower, value)):
        return True
    return digits >= _MANY_DIGITS and any(map(str.isalpha, value))
