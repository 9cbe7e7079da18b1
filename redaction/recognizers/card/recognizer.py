"""Payment card numbers of all brands, 12 to 19 digits, with any usual separator.

A number counts when its issuer range exists with that length, its Luhn digit is right, and it is not a piece of a
longer number. Odd groupings (not those printed on cards) need a card word nearby: one run of digits in ten passes Luhn.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from redaction.recognizers.card import as_numbers
from redaction.recognizers.card import messages as card_messages
from redaction.recognizers.card.borders import (
    SEPARATED,
    SEPARATED_GATES,
    goes_on_dated,
    is_dated,
    is_glued,
    is_list,
    is_of_cloud,
    is_of_goods,
)
from redaction.recognizers.card.brands import SHORTEST, brand
from redaction.recognizers.card.things import are_cells, is_id
from redaction.recognizers.card.windows import Window, windows_of
from redaction.recognizers.card.words import is_called
from redaction.recognizers.checksums import luhn
from redaction.recognizers.detector import Detector, FieldRecognizer
from redaction.recognizers.digit_runs import Plans, QuietRuns, in_every_run
from redaction.spans import Span

__all__ = ["ScrublinePaymentCardRecognizer"]

_SEPARATORS: Final = b" \t\r\n.()-/_"
_NEEDS_CONTEXT: Final = frozenset({"uatp", "national"})
_WIDE: Final = frozenset({"visa", "maestro"})
"""Which have numbers of other lengths than the usual one, as long as those of bar codes and ids of records."""
_USUAL: Final = 16
_COMMON: Final = frozenset({"visa", "mastercard", "amex", "discover"})
"""Whose numbers need no word though the sign between their groups stands in lists, too."""
_SHORTEST_BEFORE: Final = 13
"""Digits of a card that ends where a line does, or before a date: in twelve, more groups are often to follow."""
_SHORTEST_JOINED: Final = 15
"""Digits that are a card behind or before an underscore without a word: counters and times are shorter."""


_plans: Final = Plans(windows_of)


def _in_run(text: str, start: int, written: bytes, key: str, worded: bool) -> list[Span]:
    del worded
    if len(written) < SHORTEST:
        return []
    plan = _plans.of(written)
    if not plan:
        return []
    digits = written.translate(None, _SEPARATORS)
    spans: list[Span] = []
    behind = 0
    for windows in plan:
        if windows[0].begin < behind:
            continue
        for window in windows:
            number = digits[window.first : window.behind]
            name = brand(number)
            if name is not None and luhn(number):
                span = _judged(text, start, window, name, number, key)
                if span is not None:
                    within, end = _within(text, start, window, plan, digits, key) or (span, window.end)
                    spans.append(within)
                    behind = end
                    break
    return spans


def _within(  # noqa: PLR0917 - once per card
    text: str, start: int, whole: Window, plan: list[list[Window]], digits: bytes, key: str
) -> tuple[Span, int] | None:
    """The card in what looks like a longer one and goes over a line end, or as far as the day of a date; its end."""
    broken = "\n" in text[start + whole.begin : start + whole.end]
    if not broken and not goes_on_dated(text, start + whole.end):
        return None
    for windows in plan:
        for window in windows:
            number = digits[window.first : window.behind]
            if window.begin < whole.begin or window.end > whole.end or window == whole:
                continue
            if len(number) < _SHORTEST_BEFORE or "\n" in text[start + window.begin : start + window.end]:
                continue
            if not (broken or is_dated(text, start + window.end)):
                continue
            name = brand(number)
            if name is not None and luhn(number):
                span = _judged(text, start, window, name, number, key)
                if span is not None:
                    return span, window.end
    return None


def _zeros(shape: bytes) -> tuple[int, ...] | None:
    return None if _plans.of(shape) else ()


def _judged(text: str, start: int, window: Window, name: str, number: bytes, key: str) -> Span | None:  # noqa: PLR0917 - once per candidate
    """A span, if digits with a right check digit are a card where they stand."""
    begin, end = start + window.begin, start + window.end
    if len(set(number)) == 1 or is_glued(text, begin, before=True) or is_glued(text, end, before=False):
        return None
    sure = window.certain and name not in _NEEDS_CONTEXT
    if sure and len(number) < _SHORTEST_JOINED:
        sure = "_" not in {text[begin - 1 : begin], text[end : end + 1]}
    if are_cells(text, begin, end):
        return None
    wide = len(number) != _USUAL and name in _WIDE
    sure = sure and not (wide and is_of_goods(text, begin))
    in_one_piece = end - begin == len(number)
    sure = sure and not (in_one_piece and (wide or name not in _COMMON) and is_id(text, begin, key))
    if not sure and not is_called(text, begin, end, key):
        return None
    if len(number) == SHORTEST and is_of_cloud(text, begin):
        return None
    return Span(
        begin, end, "CREDIT_CARD", 1.0, f"card.{name}", "ScrublinePaymentCardRecognizer", checked=True
    )


def _separated(text: str, start: int, key: str) -> Iterator[Span]:
    """Numbers in the groups of cards between which stands a comma, a colon or a bar."""
    for match in SEPARATED.finditer(text, start):
        begin, end = match.span()
        number = bytes(code for code in match.group().encode() if code not in b",|:")
        name = brand(number)
        if name is None or len(set(number)) == 1 or not luhn(number):
            continue
        sure = name in _COMMON and not is_list(match.group())
        if not sure and not is_called(text, begin, end, key):
            continue
        yield Span(
            begin, end, "CREDIT_CARD", 1.0, f"card.{name}", "ScrublinePaymentCardRecognizer", checked=True
        )


def _in_messages(text: str, start: int, key: str) -> Iterator[Span]:
    """Numbers between the tags and lengths of a message."""
    del key
    for begin, end, name in card_messages.numbers(text, start):
        yield Span(
            begin, end, "CREDIT_CARD", 1.0, f"card.{name}", "ScrublinePaymentCardRecognizer", checked=True
        )


def _as_numbers(text: str, start: int, key: str) -> Iterator[Span]:
    """Numbers behind the name of a card that a program printed as it prints sums."""
    for begin, end, name in as_numbers.labelled_numbers(text, start, key):
        yield Span(
            begin, end, "CREDIT_CARD", 1.0, f"card.{name}", "ScrublinePaymentCardRecognizer", checked=True
        )


class ScrublinePaymentCardRecognizer(FieldRecognizer):
    """Payment card numbers; see the module."""

    DETECTORS = (
        Detector(
            rule="card",
            entity="CREDIT_CARD",
            gates=(),
            find=in_every_run(_in_run),
            in_run=_in_run,
            near=200,
            quiet=QuietRuns(_zeros),
        ),
        Detector("card.separated", "CREDIT_CARD", SEPARATED_GATES, _separated, reach=19, near=200),
        Detector("card.number", "CREDIT_CARD", as_numbers.GATES, _as_numbers, near=200),
        Detector("card.message", "CREDIT_CARD", card_messages.GATES, _in_messages, near=200),
    )
