"""One text on its way through `ScrublineAnalyzer`, in the forms that the steps read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from redaction.analyzer.alphabet import fold
from redaction.analyzer.gates import GateBook
from redaction.analyzer.phone import Found, PhoneFinder

__all__ = ["Text"]


class Text:
    """A text, its folded form, its ASCII bytes if it has no others, and the gates that match it.

    Args:
        text: Any string.
        gates: Scanned once, here.
        phones: Of all regions that any step reads.
    """

    def __init__(self, text: str, gates: GateBook, phones: PhoneFinder) -> None:
        self.text = text
        self.ascii = text.encode() if text.isascii() else None
        self.folded = fold(text)
        self.hits = gates.matching(self.folded)
        self._phones = phones

    @cached_property
    def numbers(self) -> Mapping[str, list[Found]] | None:
        """Telephone numbers by region; None if `phonenumbers` might have given up on the text."""
        return self._phones.spans(self.text)
