"""Conversations in flat attributes: `gen_ai.prompt.0.content`, `gen_ai.prompt.1.content`.

As OpenLLMetry and OpenInference write them. Which key follows which depends on the keys alone;
`redaction.walk.neighbours` reads what one message asks for and the next one answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["ENDS_OF_TURNS", "turns"]

ENDS_OF_TURNS: Final = ("content", "text")
"""How the keys of what is said in a turn end."""
_TURN: Final = re.compile(
    r"(?P<before>[^\n]{1,80}?[._\[])(?P<turn>[0-9]{1,4})(?P<behind>\]?[._][^\n]{0,80})", re.ASCII
)
_REPLIES: Final = {
    "gen_ai.completion.": "gen_ai.prompt.",
    "llm.output_messages.": "llm.input_messages.",
    "gen_ai.output.messages.": "gen_ai.input.messages.",
    "llm.completions.": "llm.prompts.",
}
"""How the keys of the first reply of a model begin, and those of the messages before it."""


def turns(keys: Sequence[str]) -> list[tuple[str, str]]:
    """The keys of messages that follow another, each with that of the message directly before.

    Args:
        keys: Those that end with one of `ENDS_OF_TURNS`.
    """
    numbered: dict[tuple[str, str], dict[int, str]] = {}
    for key in keys:
        if (match := _TURN.fullmatch(key)) is not None:
            said = numbered.setdefault((match["before"], match["behind"]), {})
            said.setdefault(int(match["turn"]), key)
    following: list[tuple[str, str]] = []
    for (before, behind), said in numbered.items():
        following += [(said[turn], said[turn - 1]) for turn in said if turn - 1 in said]
        asked = numbered.get((_REPLIES.get(before, ""), behind))
        if asked and 0 in said:
            following.append((said[0], asked[max(asked)]))
    return following
