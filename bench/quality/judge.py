"""What of a text can still be read after redaction: judged on the output alone, by aligning it with the original."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

__all__ = ["Verdict", "judge"]

_SHORTEST: Final = 3
"""Characters; shorter common pieces are chance."""
READABLE: Final = 0.4
"""Share of a value's letters and digits that may be left: more is a leak, even if the value is not whole."""


class Verdict(NamedTuple):
    """What became of one text.

    Attributes:
        leaked: Per span, whether its value can still be read.
        changed: Letters and digits outside the spans that are gone.
        outside: All letters and digits outside the spans.
    """

    leaked: tuple[bool, ...]
    changed: int
    outside: int


def judge(original: str, output: str, spans: Sequence[tuple[int, int]]) -> Verdict:
    """Compare a text with what redaction made of it.

    Args:
        original: The text.
        output: The text after redaction.
        spans: Start and end of each planted value, code points of `original`, without overlap.

    Returns:
        A value is leaked if it stands in `output` as a whole, its digits do but for two, or more than `READABLE` of
        its letters and digits are still there.
    """
    kept = [False] * len(original)
    for start, _, size in SequenceMatcher(None, original, output, autojunk=False).get_matching_blocks():
        if size >= _SHORTEST:
            kept[start : start + size] = [True] * size
    telling = [char.isalnum() for char in original]
    inside = [False] * len(original)
    leaked = []
    for start, end in spans:
        inside[start:end] = [True] * (end - start)
        left = sum(kept[at] for at in range(start, end) if telling[at])
        share = left / max(1, sum(telling[start:end]))
        leaked.append(original[start:end] in output or share > READABLE)
    outside = [at for at, inner in enumerate(inside) if telling[at] and not inner]
    return Verdict(tuple(leaked), sum(not kept[at] for at in outside), len(outside))
