"""Signs that a generator wrote a value and no person, for those who judge what stands behind a name.

How many of them a value needs depends on what its name says, and is for the recognizers to say.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["holds_both", "is_varied", "mixes_kinds", "takes_turns"]

_TURN: Final = re.compile(r"(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])")
_FEWEST_TURNS: Final = 3
"""Changes between letters and digits that no name has."""
_MANY_DIGITS: Final = 4


def holds_both(value: str) -> bool:
    """Whether letters and digits stand in a value: as in passwords and tokens, and in names with a number."""
    return any(map(str.isdigit, value)) and any(map(str.isalpha, value))


def takes_turns(value: str, pieces: re.Pattern[str] | None = None) -> bool:
    """Whether letters give way to digits, or digits to letters, more often than in any name.

    Args:
        value: What is judged.
        pieces: Matches the parts of which one must be so, as turns add up over the parts of a path; all of it if None.
    """
    parts = (value,) if pieces is None else pieces.findall(value)
    return any(len(_TURN.findall(part)) >= _FEWEST_TURNS for part in parts)


def mixes_kinds(value: str, *, capitals_from: int = 0) -> bool:
    """Whether capitals, small letters and a digit stand in a value, or many digits among letters.

    Args:
        value: What is judged.
        capitals_from: Where a capital counts from: 1 where the value may be a word that begins with one.
    """
    digits = sum(map(str.isdigit, value))
    if digits and any(map(str.isupper, value[capitals_from:])) and any(map(str.islower, value)):
        return True
    return digits >= _MANY_DIGITS and any(map(str.isalpha, value))


def is_varied(value: str, *, fewest_characters: int = 10) -> bool:
    """Whether so many different characters stand in a value as no repeated or crossed out one has.

    Args:
        value: What is judged.
        fewest_characters: A token has ten; a shorter password may have less.
    """
    return len(set(value)) >= fewest_characters
