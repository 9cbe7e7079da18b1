"""UK identifiers: National Health Service number and national insurance number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.borders import WORD, Bordered
from redaction.recognizers.checksums import weighted
from redaction.recognizers.context import Context
from redaction.recognizers.detector import Detector, FieldRecognizer, KeyRule
from redaction.spans import Span

__all__ = ["ScrublineUkRecognizer"]

_NHS: Final = Bordered(
    r"[0-9][0-9]{2}[ \-]?[0-9]{3}[ \-]?[0-9]{4}(?![0-9A-Za-z_]|[.\-][0-9])",
    WORD | {".", "-"},
)
_NHS_WORDS: Final = Context(
    "nhs", "national health service", "nhs number", "nhs no", "health service number", before=50
)
_NINO: Final = Bordered(
    r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?<!BG|GB|NK|KN|TN|NT|ZZ)[ \-]?"
    r"[0-9]{2}(?P<s>[ \-]?)[0-9]{2}(?P=s)[0-9]{2}[ \-]?[A-D](?![0-9A-Za-z_])"
)
_NINO_WORDS: Final = Context(
    "national insurance", "nino", "ni number", "ni no", "insurance number", before=50
)


def _nhs(text: str, start: int, key: str) -> Iterator[Span]:
    # One ten-digit number in eleven has the right check digit: without its name nearby it proves nothing.
    for match in _NHS.finditer(text, start):
        digits = re.sub(r"[ \-]", "", match.group())
        remainder = 11 - weighted(digits, (10, 9, 8, 7, 6, 5, 4, 3, 2), 11)
        if remainder % 11 == int(digits[9]) and _NHS_WORDS.near(text, *match.span(), key):
            yield Span(*match.span(), "UK_NHS", 0.9, "uk.nhs", "ScrublineUkRecognizer", checked=True)


def _nino(text: str, start: int, key: str) -> Iterator[Span]:
    for match in _NINO.finditer(text, start):
        named = _NINO_WORDS.near(text, *match.span(), key)
        yield Span(*match.span(), "UK_NINO", 0.9 if named else 0.6, "uk.nino", "ScrublineUkRecognizer")


class ScrublineUkRecognizer(FieldRecognizer):
    """NHS and national insurance numbers; see the module."""

    DETECTORS = (
        Detector(
            rule="uk.nhs",
            entity="UK_NHS",
            gates=_NHS_WORDS.gates,
            find=_nhs,
            near=160,
        ),
        Detector(
            rule="uk.nino",
            entity="UK_NINO",
            gates=(r"[^0-9A-Za-z_][A-Z]{2}[ \-]?[0-9]{2}[ \-]?[0-9]{2}[ \-]?[0-9]{2}[ \-]?[A-D]",),
            reach=15,
            find=_nino,
            near=128,
        ),
    )
    KEY_RULES = (KeyRule("uk.nhs", "UK_NHS", frozenset({"nhs", "nhs number"}), _nhs),)
