"""Names under the keys of records that say whose they are: `{"first_name": "Will"}`, `{"displayName": "Ana Ruiz"}`.

A key such as `first_name` makes a name of whatever looks like one; `display_name` and `speaker` are keys of plans,
models and roles as well, so only a person who fills the value counts. Part of `redaction.names.detector`.
"""

# ruff: noqa: RUF001  # a list is read as a list; typographic quotes are part of what is matched

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal

from redaction.names import gazetteers as gz
from redaction.names.labelled import EMPTY, FIRST_OR_LAST, is_identifier, key_phrase
from redaction.names.word_set import phrase_set
from redaction.spans import Field, Span

__all__ = ["find_keyed", "said_by"]

Saying = Literal["", "sure", "maybe"]
"""What a key says of its value: nothing, a person's name, or perhaps one."""

_SURE: Final = FIRST_OR_LAST | phrase_set(
    "firstname|lastname|fullname|givenname|familyname|middle name|middlename|maiden name|mother maiden name|"
    "mothers maiden name|mother s maiden name|birth name|legal name|"
    "preferred name|passenger name|guest name|traveler name|traveller name|patient name|cardholder|cardholder name|"
    "card holder|card holder name|name on card|account holder|account holder name|employee name|applicant name|"
    "candidate name|contact name|beneficiary name|policyholder name|borrower name|spouse name|father name|mother name|"
    "caller name|visitor name|next of kin|prenom"
)
_MAYBE: Final = frozenset({"display name", "displayname", "speaker", "speaker name"})
_MOST_KEYS: Final = 4_096
_LONGEST: Final = 80
"""Characters of a name."""
_WORD: Final = r"[^\W\d_][^\W\d_'’.-]{0,40}(?:['’.-]{1,2}[^\W\d_]{0,40}){0,4}"
_NAME: Final = re.compile(rf"{_WORD}(?:,? {_WORD}){{0,5}}")
_ORDINARY: Final = gz.ORDINARY
_NAMES: Final = gz.PERSONAL


@lru_cache(_MOST_KEYS)
def said_by(key: str) -> Saying:
    """Return what a key of a record says of its value."""
    phrase = key_phrase(key)
    if phrase in _SURE:
        return "sure"
    return "maybe" if phrase in _MAYBE else ""


def find_keyed(field: Field, found: list[Span], gazetteer: Mapping[str, int]) -> list[Span]:
    """Return the spans of a field whose key says something of names.

    Args:
        field: A field under such a key.
        found: What is known of it without the key.
        gazetteer: Flags by lower-cased word.
    """
    text = field.text
    end = len(text.rstrip())
    start = len(text) - len(text.lstrip())
    if said_by(field.key) == "maybe":
        full = len(found) == 1 and found[0].start == start and found[0].end == end
        return found if full and found[0].entity == "PERSON" else []
    if end - start > _LONGEST or not _NAME.fullmatch(text, start, end):
        return found
    words = [word.strip(",.") for word in text.lower().split()]
    if is_identifier(text[start:end], gazetteer):
        return found
    flags = [gazetteer.get(word, 0) for word in words]
    if not EMPTY.isdisjoint(words) or all(flag & _ORDINARY and not flag & _NAMES for flag in flags):
        return found
    return [Span(start, end, "PERSON", 0.85, "keyed", "NamesRecognizer")]
