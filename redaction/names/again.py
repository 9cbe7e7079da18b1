"""The same person again: a first or last name alone, where the whole name stands elsewhere in the field.

"Chief executive Dana Penhallow resigned. Penhallow blamed weak demand." Part of `redaction.names.detector`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from redaction.names import gazetteers as gz
from redaction.names.word_set import word_set
from redaction.spans import Span

__all__ = ["find_again"]

_NAMES: Final = gz.PERSONAL
_ORDINARY: Final = gz.ORDINARY_ANYWHERE | gz.PLACE | gz.ORGANISATION
_TITLES: Final = word_set(
    "Mr Mrs Ms Miss Dr Prof Sir Cllr Rev Judge Officer Captain Sergeant Herr Frau Madame Monsieur Maître Señor Señora "
    "Signor Signora Doctor Professor Senator President Sra Sr Sig Pani Pan Jr III"
)
_FULL_NAME: Final = 2
"""Words; of three the first may be a title."""
_SHORTEST: Final = 3
_MOST: Final = 64
"""Names of one field that are looked for, so that time stays linear."""
_BEFORE: Final = frozenset("-_/@.")
_BEHIND: Final = frozenset("-_/@")
"""Beside a part of a longer word, of a path or of an address."""


def find_again(text: str, spans: Sequence[Span], gazetteer: Mapping[str, int]) -> list[Span]:
    """Return the spans in order, with those of persons whose whole name another span has.

    Args:
        text: The field.
        spans: What was found in it, in order, without overlaps.
        gazetteer: Flags by lower-cased word.
    """
    words: dict[str, None] = {}
    for span in spans:
        if span.entity == "PERSON":
            parts = text[span.start : span.end].split()
            if len(parts) > 1:
                first = parts[0].rstrip(",")
                words[parts[-1]] = None
                if len(parts) == _FULL_NAME or gazetteer.get(first.lower(), 0) & _NAMES:
                    words[first] = None
    if not words:
        return list(spans)
    names = [word for word in words if word not in _TITLES and _may_stand_alone(word)][:_MOST]
    starts = [span.start for span in spans]
    more: list[Span] = []
    for form in dict.fromkeys(form for word in names for form in (word, word.upper())):
        for start in _places(text, form):
            end = start + len(form)
            at = bisect_right(starts, start)
            free = (not at or spans[at - 1].end <= start) and (at == len(spans) or end <= starts[at])
            if free and _is_meant(text, start, end, gazetteer):
                more.append(Span(start, end, "PERSON", 0.6, "again", "NamesRecognizer"))
    return sorted([*spans, *more], key=lambda span: span.start) if more else list(spans)


def _may_stand_alone(word: str) -> bool:
    letters = word.replace("-", "").replace("'", "").replace("’", "")  # noqa: RUF001 - as people write it
    return len(letters) >= _SHORTEST and letters.isalpha() and word[0].isupper()


def _places(text: str, word: str) -> Iterator[int]:
    """Where a word stands by itself."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        before, after = text[start - 1 : start], text[end : end + 1]
        if not (before.isalnum() or after.isalnum() or before in _BEFORE or after in _BEHIND):
            yield start
        start = text.find(word, end)


def _is_meant(text: str, start: int, end: int, gazetteer: Mapping[str, int]) -> bool:
    """Whether a word is a name here: one that is a word or a place too, inside a sentence and before a small letter."""
    flags = gazetteer.get(text[start:end].lower(), 0)
    if not flags & _ORDINARY:
        return True
    if not flags & _NAMES or text[start:end].isupper():
        return False
    lead = text[max(0, start - 4) : start].rstrip(" \"'(")[-1:]
    following = text[end : end + 2].lstrip()[:1]
    return lead.isalpha() and not following.isupper()
