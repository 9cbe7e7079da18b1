"""The issuer ranges of payment cards and the lengths of their numbers."""

from __future__ import annotations

from typing import Final

__all__ = ["LONGEST", "SHORTEST", "brand"]

SHORTEST: Final = 12
LONGEST: Final = 19
"""Digits of a number."""
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
    (82, 82, 2, frozenset({16}), "rupay"),
    (50, 50, 2, frozenset(range(12, 20)), "maestro"),
    (56, 58, 2, frozenset(range(12, 20)), "maestro"),
    (60, 61, 2, frozenset(range(12, 20)), "maestro"),
    (63, 64, 2, frozenset(range(12, 20)), "maestro"),
    (66, 69, 2, frozenset(range(12, 20)), "maestro"),
    (2200, 2204, 4, frozenset({16, 17, 18, 19}), "mir"),
    (9792, 9792, 4, frozenset({16}), "troy"),
    (8600, 8600, 4, frozenset({16}), "uzcard"),
    (9860, 9860, 4, frozenset({16}), "humo"),
    (9704, 9704, 4, frozenset({16, 19}), "napas"),
    (9804, 9804, 4, frozenset({16}), "prostir"),
    (90, 98, 2, frozenset({16}), "national"),  # left to national schemes (ISO/IEC 7812-1)
    (1, 1, 1, frozenset({15}), "uatp"),
)


def _by_issuer(size: int) -> list[str | None]:
    """The brand of numbers of a length by their first four digits."""
    brands: list[str | None] = [None] * 10_000
    for first, last, width, lengths, name in reversed(_RANGES):  # the first that fits has the last word
        if size in lengths:
            each = 10 ** (4 - width)
            brands[first * each : (last + 1) * each] = [name] * ((last + 1 - first) * each)
    return brands


_BRANDS: Final = {size: _by_issuer(size) for size in range(SHORTEST, LONGEST + 1)}


def brand(digits: bytes) -> str | None:
    """The brand whose issuer ranges and lengths fit ASCII digits, or None."""
    brands = _BRANDS.get(len(digits))
    return brands[int(digits[:4])] if brands else None
