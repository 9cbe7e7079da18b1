"""Replaces the edited parts of a text in one pass."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.findings import Edit

__all__ = ["substitute"]


def substitute(text: str, edits: Iterable[Edit]) -> str:
    """Put replacements in.

    Args:
        text: The original.
        edits: Without overlap, in order of position, offsets of the original.
    """
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts.append(text[at : edit.start])
        parts.append(edit.replacement)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)
