"""Whether digits are a valid number for a region: `phonenumbers.parse` and its verification without the reading.

`parse` spends most of its time on what a candidate of digits, spaces, brackets, dots, slashes and dashes cannot have:
letters, an extension, a context, a plus sign. What is left is done here in its order and with its own functions.
"""

from __future__ import annotations

from typing import Any, Final

from phonenumbers import (
    PhoneMetadata,
    PhoneNumber,
    ValidationResult,
    phonenumbermatcher,
    phonenumberutil,
)

__all__ = ["is_national"]

_Metadata: Final[Any] = PhoneMetadata
_util: Final[Any] = phonenumberutil
_UNFIT: Final = (
    ValidationResult.TOO_SHORT,
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY,
    ValidationResult.INVALID_LENGTH,
)


def is_national(digits: str, written: str, region: str) -> bool:
    """Whether `PhoneNumberMatcher` for a region accepts a candidate, at leniency `VALID`.

    Args:
        digits: Of the candidate, ASCII.
        written: The candidate: ASCII digits and punctuation, without plus sign, at most 250 characters.
        region: Two-letter code.
    """
    metadata = _Metadata.metadata_for_region(region, None)
    if metadata is None:
        return False
    number = PhoneNumber(raw_input=written)
    try:
        code, rest = _util._maybe_extract_country_code(digits, metadata, True, number)
    except _util.NumberParseException:
        return False
    if code:
        main = _util.region_code_for_country_code(code)
        if main != region:
            metadata = _Metadata.metadata_for_region_or_calling_code(code, main)
    else:
        rest = digits
        number.country_code = metadata.country_code
    if len(rest) < _util._MIN_LENGTH_FOR_NSN:
        return False
    _, without_prefix, _ = _util._maybe_strip_national_prefix_carrier_code(rest, metadata)
    if _util._test_number_length(without_prefix, metadata) not in _UNFIT:
        rest = without_prefix
    if not _util._MIN_LENGTH_FOR_NSN <= len(rest) <= _util._MAX_LENGTH_FOR_NSN:
        return False
    _util._set_italian_leading_zeros_for_phone_number(rest, number)
    number.national_number = int(rest)
    return bool(
        _util.is_valid_number(number) and phonenumbermatcher._is_national_prefix_present_if_required(number)
    )
