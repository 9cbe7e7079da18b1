"""Numbering plans: is this digit string a number that its country could have assigned?

Read from the metadata of `phonenumbers` (Google's libphonenumber), but matched directly: its own parser takes fifty
times as long, and its text matcher is three quarters of stock Presidio's time.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

__all__ = [
    "LONGEST",
    "SHORTEST",
    "Plan",
    "Verdict",
    "could_be",
    "international",
    "is_international",
    "is_written",
    "plan",
    "possible",
    "split_country_code",
    "valid",
    "valid_somewhere",
    "valid_with_trunk",
]

Verdict: TypeAlias = tuple[str, float, bool]
"""Rule, score, and whether a numbering plan confirmed it."""
SHORTEST: Final = 8
LONGEST: Final = 11
"""Digits of most national numbers."""

_CODES: Final = {str(code): code for code in COUNTRY_CODE_TO_REGION_CODE}
_WITH_CODE: Final = (12, 13)
_GERMAN_MOBILE: Final = ("015", "016", "017")
# Of Russia behind its trunk prefix, of China, and of Brazil behind an area.
_MOBILE: Final = re.compile(r"89[0-9]{9}|1[3-9][0-9]{9}|[1-9][1-9]9[1-9][0-9]{7}")
_NANP: Final = re.compile(r"[2-9][0-9]{2}[2-9][0-9]{6}")
# The plans of the world's larger national networks, asked for numbers written without a country code.
_NATIONAL: Final = (
    44,
    33,
    49,
    39,
    34,
    31,
    32,
    41,
    43,
    46,
    47,
    45,
    358,
    48,
    351,
    353,
    61,
    64,
    91,
    55,
    52,
    81,
    86,
    82,
    27,
    90,
    65,
    852,
)


class Plan(NamedTuple):
    """The plan behind one country calling code."""

    lengths: frozenset[int]
    pattern: re.Pattern[str]
    prefix: str


@cache  # at most one entry per calling code
def plan(country_code: int) -> Plan | None:
    """The plan of a calling code, or None if nobody has that code."""
    regions = COUNTRY_CODE_TO_REGION_CODE.get(country_code)
    if not regions:
        return None
    metadata: Any = PhoneMetadata.metadata_for_region_or_calling_code(country_code, regions[0])
    general = metadata.general_desc
    return Plan(
        lengths=frozenset(general.possible_length),
        pattern=re.compile(general.national_number_pattern),
        prefix=metadata.national_prefix or "",
    )


def split_country_code(digits: str) -> tuple[int, str] | None:
    """Split international digits (no `+`) into calling code and national number, or None if no code fits."""
    for width in (1, 2, 3):
        code = _CODES.get(digits[:width])
        if code is not None:
            return code, digits[width:]
    return None


def _national(country_code: int, digits: str) -> tuple[Plan, str] | None:
    found = plan(country_code)
    if found is None:
        return None
    # `+44 (0)20 ...`: the trunk prefix has no place behind a country code, but people write it.
    if found.prefix and digits.startswith(found.prefix) and len(digits) - len(found.prefix) in found.lengths:
        return found, digits[len(found.prefix) :]
    return found, digits


def possible(country_code: int, digits: str) -> bool:
    """Whether the length is one that the country uses."""
    found = _national(country_code, digits)
    return found is not None and len(found[1]) in found[0].lengths


def valid(country_code: int, digits: str) -> bool:
    """Whether the country's plan has such a number."""
    if country_code == 1:
        return _NANP.fullmatch(digits) is not None
    found = _national(country_code, digits)
    return found is not None and found[0].pattern.fullmatch(found[1]) is not None


def valid_with_trunk(digits: str) -> bool:
    """Whether digits with a leading trunk prefix 0 are a number in one of the larger national plans."""
    return any(
        found.prefix == "0" and found.pattern.fullmatch(digits, 1) is not None
        for found in map(plan, _NATIONAL)
        if found is not None
    )


def valid_somewhere(digits: str) -> bool:
    """Whether digits without a trunk prefix are a number in one of the larger national plans."""
    return any(
        found is not None and found.pattern.fullmatch(digits) is not None for found in map(plan, _NATIONAL)
    )


def could_be(digits: str, sizes: tuple[int, ...], written: str) -> bool:
    """Whether bare or plainly grouped digits are a number in one of the larger plans.

    Args:
        digits: The bare digits.
        sizes: Digits per group.
        written: As they stand in the text.
    """
    if len(sizes) == 1:
        if digits[0] == "0" and len(digits) in (8, 9):
            return digits[1] != "0"
        if len(digits) == LONGEST and _MOBILE.fullmatch(digits) is not None:
            return True
        return _assigned(digits) if len(digits) in (10, 11) else is_international(digits)
    if sizes == (3, 4):
        return "-" in written and digits[0] not in "01"
    if sizes == (1, 4, 4):  # Chile
        return digits[0] in "29"
    if digits.startswith(_GERMAN_MOBILE) and len(digits) > LONGEST:
        return min(sizes) > 1 and valid(49, digits[1:])
    if len(digits) > LONGEST:
        return min(sizes) > 1 and not all(size == 3 for size in sizes[1:]) and is_international(digits)
    return len(digits) >= SHORTEST and min(sizes) > 1 and valid_somewhere(digits)


def is_written(digits: str, sizes: tuple[int, ...]) -> bool:
    """Whether digits have a trunk prefix, or stand in groups and are a number in one of the larger plans."""
    if not SHORTEST <= len(digits) <= LONGEST:
        return False
    if digits[0] == "0":
        return digits[1] != "0" and (len(digits) > SHORTEST or len(sizes) > 1)
    if digits[0] == "8" and len(digits) == LONGEST:  # the trunk prefix of Russia
        return valid(7, digits[1:])
    return len(sizes) > 1 and min(sizes) > 1 and valid_somewhere(digits)


def is_international(digits: str) -> bool:
    """Whether 12 or 13 digits are a number behind its calling code, as machines store it without the plus.

    In India a trunk zero may stand before the code.
    """
    if len(digits) not in _WITH_CODE:
        return False
    parts = split_country_code(digits.removeprefix("0") if digits.startswith("091") else digits)
    return parts is not None and valid(*parts)


def international(digits: str, rule: str) -> Verdict | None:
    """The verdict on digits that begin with a calling code, None if their country has no such number.

    Args:
        digits: Without the plus.
        rule: Name of the verdict.
    """
    parts = split_country_code(digits)
    if parts is None:
        return None
    if valid(*parts):
        return rule, 1.0, True
    return (f"{rule}.unassigned", 0.75, False) if possible(*parts) and len(digits) >= 8 else None


def _assigned(digits: str) -> bool:
    if digits[0] == "0":
        return valid_with_trunk(digits)
    return valid(1, digits.removeprefix("1"))
