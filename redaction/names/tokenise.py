"""Cuts text into the tokens that the name model labels; first step of `redaction.names.detector`.

The pattern is the model's contract: training and run time use this one function, and a change of it needs a
newly trained model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["ends_sequence", "offsets", "tokenise"]

# The first three branches are the common cases, and exist for speed: plain words and single marks.
_PATTERN = re.compile(
    r"[a-z]+(?=[ ,])"
    r"|[A-Z][a-z]+(?=[ ,])"
    r"|[^\w\s@#/'’]"
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

_findall = _PATTERN.findall


def ends_sequence(token: str) -> bool:
    """Whether a new label sequence starts after `token`: at a sentence's end and at an empty line."""
    return token in {".", "!", "?"} or (token[0] == "\n" and token.count("\n") > 1)


def tokenise(text: str) -> list[str]:
    """Return the tokens of `text` in order.

    Args:
        text: Any text; time is linear in its length.

    Returns:
        Tokens without the white space between them; a run of line ends is one token that starts with a newline.
    """
    return _findall(text)


def offsets(text: str, tokens: Sequence[str], count: int) -> list[int]:
    """Return where the first tokens of a text start, in code points.

    Args:
        text: The text that was cut.
        tokens: What `tokenise` gave for it.
        count: How many starts are wanted.
    """
    # Between two tokens there is nothing but white space, so the next place of a token is its own.
    starts = []
    position = 0
    find = text.find
    for token in tokens[:count]:
        start = find(token, position)
        starts.append(start)
        position = start + len(token)
    return starts
