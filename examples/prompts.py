"""Prompts for the load generator: the labelled data set where it is at hand, else a shipped handful."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

__all__ = ["DATA", "PROMPTS", "labelled_prompts"]

PROMPTS: Final[tuple[str, ...]] = (
    "My name is Maria Jensen and my parcel to 12 Harbour Street never arrived.",
    "Please write to maria.jensen@example.com or call +1 212 555 0142 about the refund.",
    "Card 4111 1111 1111 1111 was charged twice, can you check?",
    "Summarise the meeting notes from Tuesday in three sentences.",
    "The server at 192.0.2.17 refuses my login, my user name is mjensen.",
    "Transfer 250 euros to GB33BUKB20201555555555 by Friday.",
    "What is the difference between a process and a thread?",
)
"""Every value is made up, from a reserved range or a published test number."""

DATA: Final = Path(__file__).parents[1] / "../shared/data/presidio_synth_v2.json"


def labelled_prompts(limit: int | None = None) -> list[str]:
    """The texts of the labelled data set if it lies beside the checkout, else `PROMPTS`; at most `limit`."""
    if not DATA.is_file():
        return [*PROMPTS[:limit]]
    return [sample["full_text"] for sample in json.loads(DATA.read_text(encoding="utf-8"))][:limit]
