"""Which strings of digits can be a valid number for a region at all, from the tables of `phonenumbers`.

A necessary condition, wider than the truth: whatever `phonenumbers.parse` takes off the front (country code, national
prefix, carrier code) may be there or not, and what is left matches a number type of a region with that code. Where
nothing can be taken off, the rule that the national prefix must be written is applied too. Used by
`redaction.analyzer.phone` to skip what cannot match; what passes is parsed by `phonenumbers` itself.
"""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

__all__ = ["LEAST_DIGITS", "RegionRules", "rules_of"]

LEAST_DIGITS: Final = 4
"""No valid number of any country has fewer digits; a test holds it against the tables."""

_PARSER: Final[Any] = importlib.import_module("re._parser")
_TYPES: Final = (
    "premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager", "uan", "voicemail",
    "fixed_line", "mobile",
)  # fmt: skip
"""What `phonenumbers` looks through to call a number valid."""
_FIRST_GROUP_ONLY: Final = re.compile(r"\(?\\1\)?")


@dataclass(frozen=True, slots=True, eq=False)
class RegionRules:
    """The tables of one region, ready to ask. Regions with equal tables share one."""

    lengths: frozenset[int]
    """How many digits a number may have, with everything that may stand in front but a prefix for calls abroad."""
    abroad: re.Pattern[str]
    """The prefix for calls abroad."""
    national: re.Pattern[str]
    """Numbers with or without what may stand in front."""
    front: re.Pattern[str]
    """What `phonenumbers` may take off."""
    formats: re.Pattern[str]
    """National numbers by format, one group each."""
    strict: tuple[bool, ...]
    """Whether numbers of a format count only with the national prefix."""

    def may_be_valid(self, digits: str) -> bool:
        """Whether `phonenumbers` may find these digits, written without plus sign, valid."""
        if self.abroad.match(digits) is not None:
            return True
        if len(digits) not in self.lengths:
            return False
        if self.front.match(digits) is not None:
            return self.national.fullmatch(digits) is not None
        chosen = self.formats.fullmatch(digits)
        if chosen is not None and self.strict[(chosen.lastindex or 1) - 1]:
            return False
        return self.national.fullmatch(digits) is not None


@lru_cache(maxsize=512)
def rules_of(region: str) -> RegionRules | None:
    """Rules of a region by its two-letter code; None where the tables do not say it in a form that can be asked."""
    own: Any = PhoneMetadata.metadata_for_region(region, None)
    if own is None or not own.international_prefix:
        return None
    code = own.country_code
    main: Any = PhoneMetadata.metadata_for_region(COUNTRY_CODE_TO_REGION_CODE[code][0], None)
    described = [each for metadata in _sharing(code) for each in _descriptions(metadata)]
    prefixes = [_prefix(metadata) for metadata in (own, main)]
    if not described or not main.number_format or None in prefixes:
        return None
    known = [each for each in prefixes if each]
    front = "|".join([str(code), *(pattern for pattern, _ in known)])
    before = f"(?:{front}){{0,3}}"
    types = "|".join(dict.fromkeys(_ungrouped(each.national_number_pattern) for each in described))
    widest = len(str(code)) + 2 * max((width for _, width in known), default=0)
    return _shared(
        lengths=frozenset(
            length + more
            for each in described
            for length in each.possible_length
            for more in range(widest + 1)
        ),
        abroad=own.international_prefix,
        national=f"{before}(?:{types})",
        front=front,
        formats="|".join(_format(each) for each in main.number_format),
        strict=tuple(_strict(each) for each in main.number_format),
    )


@lru_cache(maxsize=512)
def _shared(
    *,
    lengths: frozenset[int],
    abroad: str,
    national: str,
    front: str,
    formats: str,
    strict: tuple[bool, ...],
) -> RegionRules:
    return RegionRules(
        lengths=lengths,
        abroad=re.compile(abroad),
        national=re.compile(national),
        front=re.compile(front),
        formats=re.compile(formats),
        strict=strict,
    )


def _sharing(code: int) -> list[Any]:
    """Metadata of the regions that share a country code."""
    return [
        PhoneMetadata.metadata_for_region_or_calling_code(code, region)
        for region in COUNTRY_CODE_TO_REGION_CODE[code]
    ]


def _descriptions(metadata: Any) -> list[Any]:
    return [
        each
        for name in _TYPES
        if (each := getattr(metadata, name)) is not None and each.national_number_pattern
    ]


def _prefix(metadata: Any) -> tuple[str, int] | tuple[()] | None:
    """What may be taken off the front of a national number and how long it is; None: cannot be said."""
    source = metadata.national_prefix_for_parsing
    if not source:
        return ()
    width = _width(source)
    rule = metadata.national_prefix_transform_rule
    if not rule:
        return _ungrouped(source), width
    # A rule that keeps a group at the end takes off what stands before it; any other may write new digits.
    groups = re.compile(source).groups
    last = _last_group(_PARSER.parse(source))
    if last is None or rule != f"\\{groups}" or last[0] != groups:
        return None
    width -= _width(last[1])
    if width < 1:
        return None
    return rf"(?=(?:{_ungrouped(source)}))\d{{1,{width}}}", width


def _width(tree: Any) -> int:
    return int((_PARSER.parse(tree) if isinstance(tree, str) else tree).getwidth()[1])


def _last_group(tree: Any) -> tuple[int, Any] | None:
    """The innermost group with which a parsed pattern ends, if all ways through it end there or before."""
    if not len(tree):
        return None
    kind, value = tree[len(tree) - 1]
    if str(kind) == "MAX_REPEAT" and value[1] == 1:
        return _last_group(value[2])
    if str(kind) != "SUBPATTERN":
        return None
    inner = _last_group(value[3])
    return inner if inner is not None or value[0] is None else (value[0], value[3])


def _format(each: Any) -> str:
    leading = each.leading_digits_pattern
    ahead = f"(?=(?:{_ungrouped(leading[-1])}))" if leading else ""
    return f"({ahead}(?:{_ungrouped(each.pattern)}))"


def _strict(each: Any) -> bool:
    rule = each.national_prefix_formatting_rule
    return (
        bool(rule)
        and not each.national_prefix_optional_when_formatting
        and not _FIRST_GROUP_ONLY.fullmatch(rule)
    )


def _ungrouped(source: str) -> str:
    """The same pattern with groups that capture nothing, to be joined with others."""
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", source)
