"""Counts and sums: what stands behind the name of a metric is nobody's number, whatever else the name says.

`phone_lookups_total 4155552671`, `ssn_cache_hits{shard="2"} 536228710`, `account_count=532013000`; and whole values
under keys such as `card_count` and `seq`, of which one in ten would pass a checksum.
"""

from __future__ import annotations

import re
from typing import Final

from redaction.recognizers.context import key_words
from redaction.spans import Span

__all__ = ["names_a_count", "without_counts"]

_NUMBERS: Final = frozenset({
    *("ABA_ROUTING_NUMBER", "CREDIT_CARD", "IMEI", "PHONE_NUMBER", "UK_NHS", "US_BANK_NUMBER", "US_NPI", "US_PASSPORT"),
    "US_SSN",
})  # fmt: skip
_IN_TEXTS: Final = _NUMBERS - {"CREDIT_CARD", "IMEI"}
"""In running text: nothing is counted to a quadrillion, but a card may stand behind any word."""
_OF_TIME: Final = ("seconds", "millis", "micros", "nanos", "ms", "us", "ns")
_OF_THINGS: Final = (
    *(
        "total",
        "count",
        "sum",
        "bucket",
        "bytes",
        "tokens",
        "hits",
        "misses",
        "rows",
        "cents",
        "requests",
        "errors",
    ),
    *("offset", "lag"),
)
_UNITS: Final = "|".join((*_OF_TIME, *_OF_THINGS))
_METRIC: Final = re.compile(
    rf"(?<![A-Za-z0-9_:])[a-z][a-z0-9_:]{{0,80}}_(?:{_UNITS})(?:\{{[^{{}}\n]{{0,200}}\}})?"
    r"(?:[ \t]{1,4}(?:[0-9.e+]{1,24} )?|=)\Z"  # a time may stand behind the value
)
_REACH: Final = 300
_NEAR: Final = 40
"""Names without labels end so close to their value, or to its time."""
_KEYS: Final = tuple(
    f" {word} "
    for word in (*_OF_TIME, *_OF_THINGS, "seq", "sequence", "checksum", "crc")
    if word not in {"total", "sum", "bucket"}  # of what, other words would say
)


def names_a_count(key: str) -> bool:
    """Whether the numbers under a key count or measure something."""
    return key_words(key).endswith(_KEYS)


def without_counts(text: str, key: str, spans: list[Span]) -> list[Span]:
    """The spans of a field but those that are counts.

    Args:
        text: The field.
        key: Its key.
        spans: What was found.
    """
    if key and text.isdigit() and names_a_count(key):
        return [span for span in spans if span.entity not in _NUMBERS]
    if "_" not in text and "}" not in text:
        # No name of a metric.
        return spans
    return [span for span in spans if span.entity not in _IN_TEXTS or not _is_count(text, span.start)]


def _is_count(text: str, start: int) -> bool:
    if text[start - 1 : start] not in {" ", "\t", "="}:
        return False
    before = text[max(0, start - _NEAR) : start]
    return ("_" in before or "}" in before) and _METRIC.search(
        text, max(0, start - _REACH), start
    ) is not None
