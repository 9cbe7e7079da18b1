"""The two small values that every part of redaction speaks in: a field to look at, a span that was found."""

from __future__ import annotations

import msgspec

__all__ = ["Field", "Span"]


class Field(msgspec.Struct, frozen=True, gc=False):
    """One piece of text to examine.

    A struct because one is made for every string of every record: it costs a fifth of a frozen dataclass, and as it
    refers to nothing but texts the garbage collector need not look at it. Equal fields of a batch are examined once.

    Attributes:
        text: The text, exactly as it will be substituted into.
        key: The key it stands under (last path segment, without index), "" for free text. Counts as context:
            `{"phone": "5551234567"}` is a phone number because of its key.
        names: Whether person, place and organisation recognizers run here (content fields).
    """

    text: str
    key: str = ""
    names: bool = False


class Span(msgspec.Struct, frozen=True, gc=False):
    """One finding in one field, before overlaps are resolved.

    A struct for the same reason as `redaction.findings.Finding`: one is made for everything that is found.

    Attributes:
        start: First code point, from 0.
        end: One past the last code point.
        entity: Entity type from the closed list, for example `EMAIL_ADDRESS`.
        score: Confidence in 0..1, as Presidio defines it.
        rule: What matched within the recognizer, for example a pattern name.
        recognizer: Name of the recognizer.
        checked: A checksum or a full parse confirmed it; such a span wins over every unchecked overlap.
    """

    start: int
    end: int
    entity: str
    score: float
    rule: str
    recognizer: str
    checked: bool = False
