"""Word lists behind the name features: given and family names, places, organisations, ordinary and technical words.

A word's flags are one bit mask; `redaction.names.features` turns it into features. The lists are plain text in
`gazetteers/`, one entry a line, sorted; MODEL_CARD.md names their sources and licences.
"""

from __future__ import annotations

from importlib import resources

__all__ = [
    "COMMON",
    "FAMILY",
    "FOREIGN",
    "GIVEN",
    "KNOWN",
    "NAMED",
    "ORDINARY",
    "ORDINARY_ANYWHERE",
    "ORGANISATION",
    "ORGANISATION_PART",
    "PERSONAL",
    "PLACE",
    "PLACE_PART",
    "TECHNICAL",
    "given_names",
    "is_given",
    "load",
    "software_words",
]

GIVEN = 1
FAMILY = 2
PLACE = 4
PLACE_PART = 8
ORGANISATION = 16
ORGANISATION_PART = 32
COMMON = 64
KNOWN = 128
FOREIGN = 256
TECHNICAL = 512

PERSONAL = GIVEN | FAMILY
NAMED = PERSONAL | PLACE | ORGANISATION
ORDINARY = COMMON | KNOWN | TECHNICAL
ORDINARY_ANYWHERE = ORDINARY | FOREIGN
"""The same with words of other languages."""

_WHOLE_WORDS = (
    ("given.txt", GIVEN),
    ("family.txt", FAMILY),
    ("words_common.txt", COMMON),
    ("words_known.txt", KNOWN),
    ("words_foreign.txt", FOREIGN),
    ("words_technical.txt", TECHNICAL),
)
_PHRASES = (("places.txt", PLACE, PLACE_PART), ("organisations.txt", ORGANISATION, ORGANISATION_PART))
_LINKING = frozenset(
    {"of", "the", "and", "de", "la", "le", "del", "di", "da", "do", "dos", "am", "an", "der", "&", "-"}
)


_FOLDER = resources.files("redaction.names") / "gazetteers"


def is_given(flags: int, *, english: bool = False) -> bool:
    """Whether a word is a given name and no usual word, town or firm.

    Outside English it may be a rare word of English that is a family name, too: "Maria", "Peter".

    Args:
        flags: What the lists know of it.
        english: Whether it stands among English words.
    """
    others = COMMON | FOREIGN | TECHNICAL | PLACE | ORGANISATION
    if english or not flags & FAMILY:
        others |= KNOWN
    return bool(flags & GIVEN) and not flags & others


def given_names() -> frozenset[str]:
    """Given names in small letters, from their list alone."""
    return frozenset(_entries("given.txt")) - {""}


def software_words() -> frozenset[str]:
    """Programs and libraries in small letters: they tell what a text is about, and not what a word in it is."""
    return frozenset(_entries("words_software.txt")) - {""}


def _entries(name: str) -> list[str]:
    """The lines of a list, in small letters."""
    return (_FOLDER / name).read_text("utf-8").lower().split("\n")


def load() -> dict[str, int]:
    """Read every list.

    Returns:
        Lower-cased word to bit mask. A phrase gives each of its words the `_PART` bit, so that its words count as
        a hint only when they stand together.
    """
    flags: dict[str, int] = {}
    for name, bit in _WHOLE_WORDS:
        for word in _entries(name):
            flags[word] = flags.get(word, 0) | bit
    for name, whole, part in _PHRASES:
        for phrase in _entries(name):
            words = phrase.split()
            bit = whole if len(words) == 1 else part
            for word in words:
                if word not in _LINKING:
                    flags[word] = flags.get(word, 0) | bit
    flags.pop("", None)
    return flags
