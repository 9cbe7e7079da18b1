r"""Texts in an alphabet of one byte per character, in which every scanner's `\\b` means what `regex` means by it.

ASCII letters are folded to lower case. That frees the upper-case letters, which are word characters to Hyperscan and
RE2, to stand for whole classes of other characters: digits, letters and the few that equal an ASCII letter when case
is ignored. A gate (`redaction.analyzer.shadow`) written in this alphabet is exact about positions and borders and
at most too wide about which character of a class it sees.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np
import regex

__all__ = ["CASED", "DIGIT", "OTHER", "SPACE", "WORD", "fold"]

DIGIT: Final = ord("D")
"""Decimal digits beyond ASCII."""
WORD: Final = ord("W")
"""Other word characters beyond ASCII."""
CASED: Final = ord("X")
"""Word characters beyond ASCII that equal an ASCII letter when case is ignored, such as the Kelvin sign."""
SPACE: Final = 0x80
"""White space beyond ASCII."""
OTHER: Final = 0x81
"""Everything else beyond ASCII, surrogates included."""


def fold(text: str) -> bytes:
    """A text in the alphabet: byte n stands for character n."""
    if text.isascii():
        return text.encode().lower()
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return bytes(_table()[points].tobytes())


@cache
def _table() -> Any:
    """Byte by code point: a megabyte, built at the first text that is not ASCII."""
    table = np.full(0x110000, OTHER, dtype=np.uint8)
    beyond = "".join(map(chr, range(0x80, 0x110000)))
    for byte, members in (
        (WORD, r"\w"),
        (DIGIT, r"\d"),
        (SPACE, r"\s"),
        (CASED, r"(?i)[\x00-\x7f]"),
    ):
        for match in regex.finditer(members, beyond):
            table[ord(match[0])] = byte
    table[:0x80] = np.frombuffer(bytes(range(0x80)).lower(), dtype=np.uint8)
    return table
