"""Street addresses and postal codes in running text, by rules for the shapes of many countries.

The name model (`redaction.names`) labels addresses too, by their surroundings; these rules need no surroundings and
are exact about where an address ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from redaction.names import street_shapes as shapes
from redaction.sources import program_digest
from redaction.spans import Field, Span

__all__ = ["ENTITIES", "AddressesDetector"]

ENTITIES: Final = ("STREET_ADDRESS", "ZIP_CODE")

_NAME: Final = "AddressesRecognizer"
_LONGEST_UNIT: Final = 2


def _strong(match: re.Match[str]) -> bool:
    if match["type"].lower() not in shapes.WEAK_STREET_WORDS:
        return True
    return bool(match["tail"]) and _named(match["name"])


def _named(name: str) -> bool:
    """Whether a street of a weak word bears a name: "12 Abbey Green", not "80 MB port"."""
    return any(len(word) > _LONGEST_UNIT for word in name.split())


def _at(pattern: re.Pattern[str], text: str, start: int, behind: int, ahead: int) -> re.Match[str] | None:
    """Return the match near `start` that reaches over it."""
    for match in pattern.finditer(text, max(0, start - behind), start + ahead):
        if match.start() <= start < match.end():
            return match
    return None


def _near_number(text: str, start: int, end: int) -> Iterable[tuple[int, int, str, float]]:
    before = text[start - 1] if start else " "
    match: re.Match[str] | None
    compound = before == " " and text[max(0, start - 40) : start].rstrip(" ,").endswith(shapes.COMPOUND_ENDS)
    if compound and (match := _at(shapes.COMPOUND, text, start, 48, shapes.AHEAD)):
        yield match.start(), match.end(), "street-number", 0.85 if match["tail"] else 0.75
        return
    after_state = end - start == 5 and before == " " and text[max(0, start - 3) : start - 1].isupper()
    if after_state and (match := _at(shapes.TOWN_STATE_CODE, text, start, 48, 16)):
        yield match.start(), match.end(), "town-state-code", 0.8
    if before.isalnum() or before in shapes.NEVER_BEFORE:
        return
    follows = text[end : end + 3]
    if not any(c.isupper() or c.isdigit() for c in follows):
        if (
            follows[:1] == " "
            and follows[1:2].islower()
            and (match := shapes.LOWER_NUMBER_FIRST.match(text, start))
        ):
            yield match.start(), match.end(), "number-street-lower", 0.6
        return
    if match := shapes.NUMBER_FIRST.match(text, start):
        if _strong(match):
            yield match.start(), match.end(), "number-street", 0.85 if match["tail"] else 0.7
        elif _named(match["name"]) and not match["name"].split()[0].isdigit() and len(match["house"]) > 1:
            yield match.start(), match.end(), "number-street-weak", 0.5


def _streets(text: str, lower: str, runs: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int, str, float]]:
    # Nearly every address has a house number or a code: look where the digits are.
    for start, end in runs:
        if end - start <= 5:
            yield from _near_number(text, start, end)
    if not shapes.TYPE_WORDS.isdisjoint(lower.split()):
        for match in shapes.TYPE_FIRST.finditer(text):
            if match["before"] or match["after"]:
                yield match.start(), match.end(), "type-first", 0.8
    if any(map(lower.__contains__, shapes.BOX_WORDS)):
        for match in shapes.BOX.finditer(text):
            yield match.start(), match.end(), "box", 0.85
    if "PO " in text or "PO," in text:
        for match in shapes.MILITARY.finditer(text):
            yield match.start(), match.end(), "military", 0.85


def _codes(text: str, lower: str, runs: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int, str, float]]:
    if any(map(lower.__contains__, shapes.CODE_WORDS)):
        for match in shapes.CODE_LABEL.finditer(text):
            yield *match.span("code"), "labelled-code", 0.8
    for start, end in runs:
        if start and end - start <= 2 and "A" <= text[start - 1] <= "Z":
            for pattern, rule in ((shapes.UK_CODE, "uk-code"), (shapes.CANADA_CODE, "canada-code")):
                if found := _at(pattern, text, start, 2, 8):
                    yield *found.span(), rule, 0.6


class AddressesDetector:
    """Finds street addresses and postal codes. Stateless; equal fields give equal spans."""

    @property
    def identity(self) -> str:
        """The program; part of the plan hash."""
        return f"addresses/{program_digest()}"

    def detect(self, fields: Sequence[Field]) -> list[list[Span]]:
        """Examine each field.

        Args:
            fields: Any number of fields; one whose `names` is false gives no spans.

        Returns:
            One list per field, in order, sorted by start, without overlaps.
        """
        return [_field(field.text) if field.names else [] for field in fields]


def _field(text: str) -> list[Span]:
    spans: list[Span] = []
    runs = [match.span() for match in shapes.DIGITS.finditer(text)]
    if not runs:
        return spans
    lower = text.lower()
    found = [(s, e, "STREET_ADDRESS", r, c) for s, e, r, c in _streets(text, lower, runs)]
    found += [(s, e, "ZIP_CODE", r, c) for s, e, r, c in _codes(text, lower, runs)]
    for start, end, entity, rule, score in sorted(found, key=lambda f: (f[0], -f[1])):
        if spans and start < spans[-1].end:
            if end > spans[-1].end and entity == spans[-1].entity:
                last = spans[-1]
                spans[-1] = Span(last.start, end, entity, max(score, last.score), last.rule, _NAME)
            continue
        spans.append(Span(start, end, entity, score, rule, _NAME))
    return spans
