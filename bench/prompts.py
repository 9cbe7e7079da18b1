"""Long prompts: about 1,400 characters, ordinary sentences with four texts of `bench leaks` among them.

The events of `bench.events` are short and have one value each at most; a prompt has words about telephones, births,
passwords and users beside one another, and each finder that is asked reads all of it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any, Final

from bench.events import sentence
from bench.quality.leaks import texts

__all__ = ["prompts"]

_PIECES: Final = 4
_LONGEST_PIECE: Final = 400
_WORDS_BETWEEN: Final = 30


def prompts(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """So many records with a prompt each, every text unique.

    Args:
        count: How many.
        seed: The same gives the same.
    """
    rng = random.Random(seed)
    pieces = [each.text for each in texts("dev", 40, seed) if len(each.text) <= _LONGEST_PIECE]
    for _ in range(count):
        lines = [f"{piece}\n{sentence(rng, _WORDS_BETWEEN)}." for piece in rng.sample(pieces, _PIECES)]
        yield {"event": "chat.completion", "model": "gpt-4o-mini", "prompt": "\n".join(lines)}
