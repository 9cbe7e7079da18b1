"""Names in capitals at the beginning of a line: who speaks, and who heads a list of jobs or an address.

The model is held back where all letters are capitals: headings are written so, and most of them are nobody. Beside a
colon or at the top of a text, words that lists of names have are somebody. Part of `redaction.names.detector`.
"""

# ruff: noqa: RUF001  # typographic quotes are part of what is matched

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from redaction.names import gazetteers as gz
from redaction.names.word_set import word_set
from redaction.spans import Span

__all__ = ["are_capital_names", "find_capitals"]

_ORDINARY: Final = gz.ORDINARY_ANYWHERE
_OTHERS: Final = gz.ORGANISATION | gz.TECHNICAL
_CAPITAL: Final = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŘŚŞŠȘŢŤȚŪŮŰŲŸŹŻŽ]"
_LINE: Final = re.compile(
    rf"(?P<name>{_CAPITAL}{{2,20}}(?:-{_CAPITAL}{{2,20}})?(?: {_CAPITAL}\.)?"
    rf"(?: {_CAPITAL}(?:['’]?{_CAPITAL}){{1,20}}(?:-{_CAPITAL}{{2,20}})?){{1,2}})"
    r"(?:(?P<says>:)(?= )|[ \t]*\Z)"
)
_DAYS: Final = word_set("monday tuesday wednesday thursday friday saturday sunday")


def find_capitals(text: str, gazetteer: Mapping[str, int]) -> list[Span]:
    """Return the names in capitals that head a text or say something in it, in order.

    Args:
        text: Any text.
        gazetteer: Flags by lower-cased word.
    """
    spans: list[Span] = []
    if "\n" not in text and not text[:2].isupper():
        return spans
    start = 0
    for line in text.split("\n"):
        match = _LINE.match(line) if line[:2].isupper() else None
        heads = not start and len(line) < len(text)
        if match and (match["says"] or heads) and are_capital_names(match["name"], gazetteer):
            spans.append(Span(start, start + match.end("name"), "PERSON", 0.6, "capitals", "NamesRecognizer"))
        start += len(line) + 1
    return spans


def are_capital_names(said: str, gazetteer: Mapping[str, int]) -> bool:
    """Whether words in capitals are somebody's names: one that only names have, and none that names nobody.

    Args:
        said: At least two words, in capitals.
        gazetteer: Flags by lower-cased word.
    """
    words = [word for word in said.lower().replace("-", " ").split() if not word.endswith(".")]
    if not _DAYS.isdisjoint(words):
        return False
    flags = [gazetteer.get(word, 0) for word in words]
    if any((flag & _ORDINARY and not flag & gz.PERSONAL) or flag & _OTHERS for flag in flags):
        return False
    return any(flag & gz.PERSONAL and not flag & _ORDINARY for flag in flags)
