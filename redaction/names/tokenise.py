"""Cuts text into the tokens that the name model labels; first step of `redaction.names.detector`.

The pattern is the model's contract: training and run time use this one function, and a change of it needs a
newly trained model.
"""

# ruff: noqa: RUF001  # typographic quotes and dashes are part of what is matched

from __future__ import annotations

import re

__all__ = ["LONGEST_TOKEN", "chunks", "ends_sequence", "pieces", "tokenise"]

# The first three branches are the common cases, and exist for speed: plain words and single marks.
_PATTERN = re.compile(
    r"[a-z]{1,48}(?![^,])"
    r"|[A-Z][a-z]{1,47}(?![^,])"
    r"|[^\w\s@#/'’]"
    r"|[A-Za-z_]\w*\("
    r"|\n\s*"
    r"|(?:[MD]rs?|Ms|Mme|Prof|Ste?|[SJ]r|Inc|Ltd|Co|Corp|Bros|Rev|Hon|Gen|Col|Lt|Sgt|Capt|Nos?|vs?|Mt|Ft|Ave"
    r"|Blvd|Rd|Apt|Dept|Univ)\."
    r"|(?:[^\W\d_]\.){2,}"
    r"|[^\W\d_]\.(?!\w)"
    r"|https?://[^\s<>\"]+|www\.[^\s<>\"]+"
    r"|[a-z_][a-z0-9_]*(?:\.[a-z_]\w*)+(?![\w@])"
    r"|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+|-(?=[^\W\d_a-zß-öø-ÿ])[^\W\d_]+)*(?![\d_@])"
    r"|[\w.+-]+@[\w-]+\.[\w.-]*\w"
    r"|[@#]\w+"
    r"|(?:/[\w.-]+){2,}/?"
    r"|['’]s\b"
    r"|\w+(?:[.,:/-]\w+)*"
    r"|[^\w\s]"
)

LONGEST_TOKEN = 48
"""Code points; what is longer is cut into pieces of this length."""

_finditer = _PATTERN.finditer


def ends_sequence(token: str) -> bool:
    """Whether a new label sequence starts after `token`: at a sentence's end and at an empty line."""
    return token in {".", "!", "?"} or (token[0] == "\n" and token.count("\n") > 1)


def chunks(text: str) -> list[str]:
    """Split a text at its blanks; tokens never reach over one, so a chunk can be remembered with its tokens."""
    return text.split(" ")


def pieces(chunk: str) -> list[tuple[int, int]]:
    """Return (start, end) in code points of each token of one chunk."""
    found = [match.span() for match in _finditer(chunk)]
    if len(chunk) <= LONGEST_TOKEN:
        return found
    return [
        (begin, min(begin + LONGEST_TOKEN, end))
        for start, end in found
        for begin in range(start, end, LONGEST_TOKEN)
    ]


def tokenise(text: str) -> list[tuple[str, int]]:
    """Return each token of a text with its start in code points; the slow way, for training and tests.

    Args:
        text: Any text; time is linear in its length.
    """
    tokens = []
    position = 0
    for chunk in chunks(text):
        tokens += [(chunk[start:end], position + start) for start, end in pieces(chunk)]
        position += len(chunk) + 1
    return tokens
