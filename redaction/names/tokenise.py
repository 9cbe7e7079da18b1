"""Cuts text into the tokens that the name model labels; first step of `redaction.names.detector`.

The pattern is the model's contract: training and run time use this one function, and a change of it needs a
newly trained model.
"""

from __future__ import annotations

import re

__all__ = ["ends_sequence", "offsets", "tokenise"]

# The first branch is the common case (a lower-case word before a blank or a comma) and exists for speed.
_PATTERN = re.compile(
    r"[a-z]+(?=[ ,])"
    r"|https?://[^\s<>\"]+|www\.[^\s<>\"]+"
    r"|[\w.+-]+@[\w-]+\.[\w.-]*\w"
    r"|[@#]\w+"
    r"|\n\s*"
    r"|(?:[^\W\d_]\.){2,}"
    r"|(?:[MD]rs?|Ms|Mme|Prof|Ste?|[SJ]r|Inc|Ltd|Co|Corp|Bros|Rev|Hon|Gen|Col|Lt|Sgt|Capt|Nos?|vs?|Mt|Ft|Ave"
    r"|Blvd|Rd|Apt|Dept|Univ)\."
    r"|[^\W\d_]\.(?!\w)"
    r"|[a-z_][a-z0-9_]*(?:\.[a-z_]\w*)+"
    r"|(?:/[\w.-]+){2,}/?"
    r"|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+|-(?=[^\W\d_a-zß-öø-ÿ])[^\W\d_]+)*(?![\d_])"
    r"|['’]s\b"
    r"|\w+(?:[.,:/-]\w+)*"
    r"|[^\w\s]"
)

_findall = _PATTERN.findall


def ends_sequence(token: str) -> bool:
    """Whether a new label sequence starts after `token`: at a sentence's end and at an empty line."""
    return token in {".", "!", "?"} or token.startswith("\n") and token.count("\n") > 1


def tokenise(text: str) -> list[str]:
    """Return the tokens of `text` in order.

    Args:
        text: Any text; time is linear in its length.

    Returns:
        Tokens without the white space between them; a run of line ends is one token that starts with a newline.
    """
    return _findall(text)


def offsets(text: str) -> list[tuple[int, int]]:
    """Return (start, end) in code points of each token that `tokenise` gives, in the same order."""
    return [match.span() for match in _PATTERN.finditer(text)]
