"""Payment card numbers of all brands, 12 to 19 digits, with any usual separator.

A number counts when its issuer range exists with that length, its Luhn digit is right, and it is not a piece of a
longer number. Odd groupings (not those printed on cards) need a card word nearby: one run of digits in ten passes Luhn.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

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
from redaction.recognizers.card.brands import LONGEST, SHORTEST, brand
from redaction.recognizers.checksums import luhn
from redaction.recognizers.context import Context
from redaction.recognizers.detector import Detector, FieldRecognizer
from redaction.recognizers.digit_runs import Plans, QuietRuns, in_every_run, sub_runs
from redaction.spans import Span

__all__ = ["ScrublinePaymentCardRecognizer"]

_SEPARATORS: Final = b" \t\r\n.()-/_"
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
_NEEDS_CONTEXT: Final = frozenset({"uatp", "national"})
_WIDE: Final = frozenset({"visa", "maestro"})
"""Which have numbers of other lengths than the usual one, as long as those of bar codes and ids of records."""
_USUAL: Final = 16
_COMMON: Final = frozenset({"visa", "mastercard", "amex", "discover"})
"""Whose numbers need no word though the sign between their groups stands in lists, too."""
_BEFORE_IN_ROW: Final = 2
_BEHIND_IN_ROW: Final = 3
"""Groups before and behind some of unequal length that make them columns of a table of numbers."""
_SHORTEST_BEFORE: Final = 13
"""Digits of a card that ends where a line does, or before a date: in twelve, more groups are often to follow."""
_SHORTEST_JOINED: Final = 15
"""Digits that are a card behind or before an underscore without a word: counters and times are shorter."""


class _Window(NamedTuple):
    """Whole groups of a run that have as many digits as a card.

    Attributes:
        begin: First character, as an offset in the run.
        end: One past the last.
        first: How many digits of the run stand before.
        behind: And how many up to the end of the window.
        certain: Whether cards are written in such groups; others need a card word nearby.
    """

    begin: int
    end: int
    first: int
    behind: int
    certain: bool


def _windows(written: bytes) -> list[list[_Window]]:
    """The windows of a run by the group they begin with, the longest first."""
    found: list[list[_Window]] = []
    for groups in sub_runs(written, b" \t\r\n.-_/", 2, SHORTEST):
        group_sizes = tuple([b - a for a, b in groups])
        counts = list(accumulate(group_sizes, initial=written.count(b"0", 0, groups[0][0])))
        tabs = [b"\t" in written[a:b] for (_, a), (b, _) in pairwise(groups)]
        for at, (begin, _) in enumerate(groups):
            # In a long list of single digits every place would be a start.
            if len(groups) > LONGEST and group_sizes[at] == 1:
                continue
            windows = []
            for last in range(at, len(groups)):
                size = counts[last + 1] - counts[at]
                if size > LONGEST:
                    break
                # A tab ends the cell of a row, unless every group is a cell.
                if size >= SHORTEST and len(set(tabs[at:last])) < 2:
                    sizes = group_sizes[at : last + 1]
                    alone = len(sizes) == len(groups) and set(sizes) == {1}
                    row = at >= _BEFORE_IN_ROW and len(groups) - last > _BEHIND_IN_ROW and len(set(sizes)) > 1
                    certain = len(sizes) == 1 or alone or (sizes in _PRINTED and not row)
                    windows.append(_Window(begin, groups[last][1], counts[at], counts[last + 1], certain))
            if windows:
                found.append(windows[::-1])
    return found


_plans: Final = Plans(_windows)


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
    text: str, start: int, whole: _Window, plan: list[list[_Window]], digits: bytes, key: str
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


def _judged(text: str, start: int, window: _Window, name: str, number: bytes, key: str) -> Span | None:  # noqa: PLR0917 - once per candidate
    """A span, if digits with a right check digit are a card where they stand."""
    begin, end = start + window.begin, start + window.end
    if len(set(number)) == 1 or is_glued(text, begin, before=True) or is_glued(text, end, before=False):
        return None
    sure = window.certain and name not in _NEEDS_CONTEXT
    if sure and len(number) < _SHORTEST_JOINED:
        sure = "_" not in {text[begin - 1 : begin], text[end : end + 1]}
    sure = sure and not (len(number) != _USUAL and name in _WIDE and is_of_goods(text, begin))
    if not sure and not _WORDS.near(text, begin, end, key):
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
        if not sure and not _WORDS.near(text, begin, end, key):
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
            reach=0,
            find=in_every_run(_in_run),
            in_run=_in_run,
            near=200,
            quiet=QuietRuns(_zeros),
        ),
        Detector("card.separated", "CREDIT_CARD", SEPARATED_GATES, 19, _separated, near=200),
        Detector("card.number", "CREDIT_CARD", as_numbers.GATES, 0, _as_numbers, near=200),
        Detector("card.message", "CREDIT_CARD", card_messages.GATES, 0, _in_messages, near=200),
    )
