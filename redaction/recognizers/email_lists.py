"""Addresses whose local parts stand in braces before one domain: `{ana.ruiz,bob.lee}@example.edu`.

As on the first page of papers, in shells and in rules of mail servers. Part of `redaction.recognizers.email`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.spans import Span

__all__ = ["LIST_GATE", "LIST_NEAR", "listed"]

LIST_GATE: Final = r"[})\]]@[0-9A-Za-z]"
LIST_NEAR: Final = 1_200
"""From the sign to the beginning of the longest list."""
_LOCAL: Final = r"[0-9A-Za-z][\w.+-]{0,40}"
_LIST: Final = re.compile(
    rf"[{{(\[](?:{_LOCAL}[ ]?[,|;/][ ]{{0,2}}){{1,20}}{_LOCAL}[ ]?[}})\]]@"
    r"[0-9A-Za-z-]{1,63}(?:\\?\.[0-9A-Za-z-]{1,63}){0,4}\\?\.[A-Za-z]{2,24}(?![0-9A-Za-z])",
    re.ASCII,
)


def listed(text: str, start: int, key: str) -> Iterator[Span]:
    """Each list with its domain, as one address."""
    del start, key
    for match in _LIST.finditer(text):
        if text[match.start()] != "{" and "," in match.group():
            continue  # what is called, or an index
        yield Span(*match.span(), "EMAIL_ADDRESS", 0.9, "email.list", "ScrublineEmailRecognizer")
