"""Lists of numbers of which a word names the first: `ssn IN ('536228710', '219099999', ...)`, `phones: a, b and c`.

What stands directly behind a number that was found, has its shape and is set off as entries of lists are, is one of
the same kind. The word may be thousands of characters before.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from redaction.kept import Kept
from redaction.spans import Span

__all__ = ["with_lists"]

_REACH: Final = 4_000
"""Code points from the number that a word named to the end of the last: a stream or a window still sees both."""
_ENTITIES: Final = frozenset({"PHONE_NUMBER", "US_BANK_NUMBER", "US_PASSPORT", "US_SSN"})
_FEWEST_DIGITS: Final = 7
_LONGEST: Final = 20
_BEHIND: Final = frozenset(",;|\n\r\"'`<)]")
_WORDS: Final = tuple(
    f" {word} " for word in ("and", "or", "y", "und", "et", "e", "o", "ou", "oder", "en", "i")
)
_APART: Final = (" ,", " ;", " |", *_WORDS)
"""With one of these something between two entries begins."""
_BETWEEN: Final = re.compile(
    rf"[\"'`)\]]{{0,2}}(?:,?(?:{'|'.join(_WORDS)})"
    r"|[ \t]{0,2}[,;|][ \t\r\n]{0,12}|(?:\r?\n[ \t]{0,12}){1,2}(?:[-*\u2022][ \t]{1,2})?"
    r"|</?[A-Za-z][\w.:-]{0,40}>[\s]{0,12}<[A-Za-z][\w.:-]{0,40}>)[\"'`(\[]{0,2}"
)
_SHAPE: Final = str.maketrans("123456789", "000000000")
_NUMBER: Final = re.compile(r"[0+() ./\-]+")
_ZEROS: Final = re.compile("0+")
_ENDS_LINE: Final = re.compile(r"[\"'`),;|\] \t]{0,12}(?:\r?\n|\Z)")
"""A line that goes on behind a number begins with it, as lines of logs begin with their time."""
_MAX_SHAPES: Final = 512


def with_lists(text: str, spans: list[Span]) -> list[Span]:
    """The spans of a field, and those of what is listed behind one of them.

    Args:
        text: The field.
        spans: What was found in it.
    """
    added: list[Span] = []
    known: set[int] = set()
    for span in spans:
        if (
            span.end < len(text)
            and text[span.end] in _BEHIND
            and span.entity in _ENTITIES
            and not span.checked
        ):
            known = known or {each.start for each in spans}
            added += _listed(text, span, known)
    return [*spans, *added] if added else spans


def _goes_on(text: str, end: int) -> bool:
    """Whether an entry of a list may stand behind another that ends here: a test that costs little."""
    return text[end : end + 1] in _BEHIND or text.startswith(_APART, end)


def _listed(text: str, first: Span, known: set[int]) -> list[Span]:
    """What stands in a list behind a number, up to the next that is known."""
    found: list[Span] = []
    if first.end - first.start > _LONGEST:
        return found
    entry = _entries[text[first.start : first.end].translate(_SHAPE)]
    end = first.end
    while entry is not None and end - first.start <= _REACH:
        between = _BETWEEN.match(text, end)
        match = entry.match(text, between.end()) if between is not None else None
        if between is None or match is None or match.start() in known:
            break
        if "\n" in between[0] and not _ENDS_LINE.match(text, match.end()):
            break
        end = match.end()
        found.append(replace(first, start=match.start(), end=end))
    return found


def _entry(shape: str) -> re.Pattern[str] | None:
    """What has the shape of a number; None for what is none, or too short to be known by its shape."""
    if shape.count("0") < _FEWEST_DIGITS or not _NUMBER.fullmatch(shape):
        return None
    pattern = _ZEROS.sub(lambda zeros: f"[0-9]{{{len(zeros[0])}}}", re.escape(shape))
    return re.compile(rf"{pattern}(?![\w@%]|[.:\-/][0-9])", re.ASCII)


_entries: Final = Kept(_entry, _MAX_SHAPES, _LONGEST)
