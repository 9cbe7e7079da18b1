"""Words beyond ASCII in patterns: a search without regard to case knows a second form of letters of ASCII only."""

from __future__ import annotations

__all__ = ["cased", "in_bytes"]


def cased(words: str) -> str:
    """Alternatives, with each letter beyond ASCII in both its cases.

    Args:
        words: In lower case, a pattern of alternatives.
    """
    return "".join(map(_cases, words))


def _cases(char: str) -> str:
    upper = char.upper()
    return char if char.isascii() or upper == char or len(upper) > 1 else f"(?:{char}|{upper})"


def in_bytes(pattern: str) -> str:
    """A pattern as one of bytes, for gates.

    Args:
        pattern: Without classes of characters beyond ASCII.
    """
    return "".join(
        char if char.isascii() else "".join(rf"\x{byte:02x}" for byte in char.encode()) for char in pattern
    )
