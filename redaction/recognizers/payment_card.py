"""Payment card numbers of all brands, 12 to 19 digits, with any usual separator.

A number counts when its issuer range exists with that length, its Luhn digit is right, and it is not a piece of a
longer number. Odd groupings (not those printed on cards) need a card word nearby: one run of digits in ten passes Luhn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.checksums import luhn
from redaction.recognizers.context import Context
from redaction.recognizers.detector import Detector, FieldRecognizer
from redaction.recognizers.digit_runs import run_start
from redaction.spans import Span

__all__ = ["ScrublinePaymentCardRecognizer", "brand"]

_RUN: Final = re.compile(r"[0-9](?:[ \t\r\n.\-_/]{0,2}[0-9]){11,}")
_GROUPS: Final = re.compile(r"[0-9]+")
_NOT_DIGIT: Final = re.compile(r"[^0-9]+")
_PRINTED: Final = frozenset(
    {(4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3), (4, 4, 4, 1), (4, 4, 5), (4, 4, 4), (4, 4, 4, 3)}
    | {
        (6, 13),
        (4, 4, 4, 4, 2),
        (4, 5, 6),
        (6, 4, 5),
        (8, 8),
        (4, 4, 4, 4, 1),
        (4, 4, 4, 2),
        (6, 6, 4),
        (5, 5, 5),
    }
)
_WORDS: Final = Context(
    *(
        "card",
        "credit",
        "debit",
        "visa",
        "mastercard",
        "amex",
        "american express",
        "maestro",
        "discover",
        "diners",
    ),
    *(
        "jcb",
        "unionpay",
        "cc",
        "pan",
        "ccn",
        "card number",
        "card no",
        "payment",
        "creditcard",
        "carte",
        "tarjeta",
    ),
    *("karte", "kreditkarte", "cartao", "carta"),
    before=80,
    after=30,
)
# (first, last, prefix length, number lengths, brand), from the brands' published issuer ranges.
_RANGES: Final = (
    (4, 4, 1, frozenset({13, 16, 18, 19}), "visa"),
    (51, 55, 2, frozenset({16}), "mastercard"),
    (2221, 2720, 4, frozenset({16}), "mastercard"),
    (34, 34, 2, frozenset({15}), "amex"),
    (37, 37, 2, frozenset({15}), "amex"),
    (300, 305, 3, frozenset({14, 16, 17, 18, 19}), "diners"),
    (3095, 3095, 4, frozenset({14, 16, 17, 18, 19}), "diners"),
    (36, 36, 2, frozenset({14, 16, 17, 18, 19}), "diners"),
    (38, 39, 2, frozenset({14, 16, 17, 18, 19}), "diners"),
    (3528, 3589, 4, frozenset({16, 17, 18, 19}), "jcb"),
    (3500, 3599, 4, frozenset({16}), "jcb"),  # beyond 3528-3589: co-branded ranges
    (604, 604, 4, frozenset(range(12, 20)), "maestro"),  # written 0604
    (1800, 1800, 4, frozenset({15}), "jcb"),
    (2131, 2131, 4, frozenset({15}), "jcb"),
    (6011, 6011, 4, frozenset({16, 17, 18, 19}), "discover"),
    (644, 649, 3, frozenset({16, 17, 18, 19}), "discover"),
    (65, 65, 2, frozenset({16, 17, 18, 19}), "discover"),
    (62, 62, 2, frozenset({16, 17, 18, 19}), "unionpay"),
    (81, 81, 2, frozenset({16, 17, 18, 19}), "unionpay"),
    (50, 50, 2, frozenset(range(12, 20)), "maestro"),
    (56, 58, 2, frozenset(range(12, 20)), "maestro"),
    (60, 61, 2, frozenset(range(12, 20)), "maestro"),
    (63, 64, 2, frozenset(range(12, 20)), "maestro"),
    (66, 69, 2, frozenset(range(12, 20)), "maestro"),
    (2200, 2204, 4, frozenset({16, 17, 18, 19}), "mir"),
    (9792, 9792, 4, frozenset({16}), "troy"),
    (1, 1, 1, frozenset({15}), "uatp"),
)
_SHORTEST: Final = 12
_LONGEST: Final = 19
_NEEDS_CONTEXT: Final = frozenset({"uatp"})


# Ranges by first digit: the look-up runs for every long number that passes Luhn.
_BY_FIRST: Final = {
    digit: tuple(row for row in _RANGES if f"{row[0]:0{row[2]}}"[0] <= digit <= f"{row[1]:0{row[2]}}"[0])
    for digit in "0123456789"
}


def brand(digits: str) -> str | None:
    """The brand whose issuer ranges and lengths fit, or None."""
    size = len(digits)
    for first, last, width, lengths, name in _BY_FIRST[digits[0]]:
        if size in lengths and first <= int(digits[:width]) <= last:
            return name
    return None


def _find(text: str, start: int, key: str) -> Iterator[Span]:
    for run in _RUN.finditer(text, run_start(text, start)):
        yield from _in_run(text, run.start(), run.end(), key)


def _in_run(text: str, begin: int, end: int, key: str) -> Iterator[Span]:
    if end - begin <= _LONGEST and (digits := text[begin:end]).isdigit():
        # The common case, one group: nothing to piece together.
        if luhn(digits) and (span := _judged(text, (begin, end), digits, (len(digits),), key, whole=True)):
            yield span
        return
    groups = [m.span() for m in _GROUPS.finditer(text, begin, end)]
    index = 0
    while index < len(groups):
        # In a long list of single digits every place would be a start.
        listed = len(groups) > _LONGEST and groups[index][1] - groups[index][0] == 1
        found = None if listed else _from_group(text, groups, index, key)
        if found is None:
            index += 1
            continue
        last, span = found
        yield span
        index = last + 1


def _from_group(text: str, groups: list[tuple[int, int]], index: int, key: str) -> tuple[int, Span] | None:
    """The longest card that starts with group `index`, made of whole groups."""
    begin = groups[index][0]
    digits = ""
    best: tuple[int, Span] | None = None
    for last in range(index, len(groups)):
        first, end = groups[last]
        digits += text[first:end]
        if len(digits) > _LONGEST:
            break
        if len(digits) >= _SHORTEST and luhn(digits):
            sizes = tuple(b - a for a, b in groups[index : last + 1])
            whole = len(groups) == len(sizes)
            span = _judged(text, (begin, end), digits, sizes, key, whole=whole)
            if span is not None:
                best = last, span
    return best


def _judged(
    text: str, place: tuple[int, int], digits: str, sizes: tuple[int, ...], key: str, *, whole: bool
) -> Span | None:
    """A span, if digits with a right check digit are a card where they stand."""
    begin, end = place
    name = brand(digits)
    if (
        name is None
        or len(set(digits)) == 1
        or _glued(text, begin, before=True)
        or _glued(text, end, before=False)
    ):
        return None
    certain = len(sizes) == 1 or sizes in _PRINTED or (whole and set(sizes) == {1})
    if (not certain or name in _NEEDS_CONTEXT) and not _WORDS.near(text, begin, end, key):
        return None
    return Span(
        begin, end, "CREDIT_CARD", 1.0, f"card.{name}", "ScrublinePaymentCardRecognizer", checked=True
    )


def _glued(text: str, edge: int, *, before: bool) -> bool:
    """Whether letters, a decimal point or a sign make the digits at `edge` part of something longer."""
    if before:
        if edge == 0:
            return False
        char = text[edge - 1]
        if char in ".,":
            return edge > 1 and text[edge - 2].isdigit() and char == "."
        return (char.isalnum() or char == "_") and ord(char) < 0x3000
    if edge >= len(text):
        return False
    char = text[edge]
    if char == ".":
        return edge + 1 < len(text) and text[edge + 1].isdigit() and not text[edge + 1 : edge + 5].isdigit()
    return (char.isalnum() or char == "_") and ord(char) < 0x3000


class ScrublinePaymentCardRecognizer(FieldRecognizer):
    """Payment card numbers; see the module."""

    DETECTORS = (
        Detector(
            rule="card",
            entity="CREDIT_CARD",
            gates=(r"[^0-9][0-9](?:[ \t\r\n.\-_/]{0,2}[0-9]){11}",),
            reach=12 + 22 + 1,
            find=_find,
        ),
    )
