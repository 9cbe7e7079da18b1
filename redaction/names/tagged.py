r"""Names between the tags of XML and under the keys of JSON that stand inside other text: `<city>Reading</city>`.

A document of its own is walked by its keys; a piece of one in a prompt or behind a log's prefix is text. The keys are
those of records (`redaction.names.record_keys`), and the same questions are asked of the value
(`redaction.names.keyed`). Part of `redaction.names.detector`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final

from redaction.names import gazetteers as gz
from redaction.names.keyed import entity_of
from redaction.names.labelled import EMPTY, type_of_key
from redaction.names.record_keys import said_by
from redaction.spans import Span

__all__ = ["find_tagged"]

_KEY: Final = r"(?P<key>[^\W\d_][\w.-]{1,39})"
_ELEMENT: Final = re.compile(
    rf"<(?:[\w-]{{1,20}}:)?{_KEY}(?:[ \t][^<>\n]{{0,200}})?>[ \t]{{0,8}}(?P<v>[^\W\d_][^<>\n]{{0,79}})</"
)
_PAIR: Final = re.compile(
    rf"(?P<q>\\{{0,3}}[\"']){_KEY}(?P=q)[ \t]{{0,4}}:[ \t]{{0,4}}(?P=q)"
    r"(?P<v>[^\W\d_](?:(?!(?P=q))[^\n\\]){0,79})(?P=q)"
)
_KEY_ENDS: Final = ('":', "':", '" :', "' :")
_FIRM: Final = re.compile(r"[^\W\d_a-z][\w&.,'’+ -]{2,60}")  # noqa: RUF001 - as people write it


def find_tagged(text: str, gazetteer: Mapping[str, int]) -> list[Span]:
    """Return the names between tags and under keys that say whose they are, in order.

    Args:
        text: Any text.
        gazetteer: Flags by lower-cased word.
    """
    if "</" not in text and not any(map(text.__contains__, _KEY_ENDS)):
        return []
    spans: list[Span] = []
    for match in _matches(text):
        value = match["v"].rstrip()
        entity = _entity(match["key"], value, gazetteer)
        if entity:
            start = match.start("v")
            spans.append(Span(start, start + len(value), entity, 0.7, "tagged", "NamesRecognizer"))
    return sorted(spans, key=lambda span: span.start)


def _matches(text: str) -> Iterator[re.Match[str]]:
    return chain(
        _ELEMENT.finditer(text) if "</" in text else (),
        _PAIR.finditer(text) if any(map(text.__contains__, _KEY_ENDS)) else (),
    )


def _entity(key: str, value: str, gazetteer: Mapping[str, int]) -> str | None:
    """What a value is for its key: an entity, or None for nobody's name."""
    saying = said_by(key)
    if not saying and type_of_key(key) == "LOCATION":
        saying = "somewhere"
    if not saying or value.lower() in EMPTY:
        return None
    entity = entity_of(saying, value, gazetteer)
    if entity or saying != "employer" or value.isalpha() or not _FIRM.fullmatch(value):
        return entity
    # "Lund & Co. KG": signs and numbers stand in the names of firms alone.
    words = [word for word in re.findall(r"[^\W\d_]+", value.lower()) if word not in EMPTY]
    known = all(
        gazetteer.get(word, 0) & gz.ORDINARY and not gazetteer.get(word, 0) & gz.NAMED for word in words
    )
    return "ORGANIZATION" if words and not known and " " in value else None
