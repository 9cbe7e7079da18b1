"""Telephone numbers as Presidio's phone recognizer finds them, without asking `phonenumbers` eight times.

Presidio runs `phonenumbers.PhoneNumberMatcher` once for each region over the same text. Where a candidate stands does
not depend on the region, so here the regions walk through the text together; and most candidates are told from numbers
by their digits (`redaction.analyzer.phone_rules`). What is left is parsed and verified by the matcher itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, Final

import phonenumbers
from phonenumbers import PhoneNumberMatcher

from redaction.analyzer.phone_parse import is_national
from redaction.analyzer.phone_rules import LEAST_DIGITS, RegionRules, rules_of

__all__ = ["PhoneFinder"]

_matcher: Final[Any] = phonenumbers.phonenumbermatcher
_util: Final[Any] = phonenumbers.phonenumberutil
_CANDIDATE: Final[Any] = _matcher._PATTERN
_INNER: Final[Any] = tuple(zip(_matcher._INNER_MATCHES, ("/", "(", "-", "", ".", " "), strict=True))
"""What splits a candidate, and a character without which it does not split a plain one; beyond ASCII, none does."""
_DATES: Final[Any] = _matcher._SLASH_SEPARATED_DATES
_TIMES: Final[Any] = _matcher._TIME_STAMPS
_TIMES_REST: Final[Any] = _matcher._TIME_STAMPS_SUFFIX
_BRACKETS: Final[Any] = _matcher._MATCHING_BRACKETS
_PAGES: Final[Any] = _matcher._PUB_PAGES
_LEAD: Final[Any] = _matcher._LEAD_PATTERN
_UNWANTED_END: Final[Any] = _matcher._UNWANTED_END_CHAR_PATTERN
_SECOND: Final[Any] = _matcher._SECOND_NUMBER_START_PATTERN

_STRETCH: Final = re.compile(r"[0-9(\[+][0-9()\[\]+./~ \t,;:=#\-xXeEtTnNsSiIoOaA]*")
"""Stretches of ASCII text outside of which no candidate reaches."""
_ENOUGH: Final = re.compile(rf"(?:[^0-9]*[0-9]){{{LEAST_DIGITS}}}")
_PLAIN: Final = re.compile(r"[0-9 ()\[\]./+-]*")
"""Candidates without extension, letters or anything beyond ASCII."""
_NOT_DIGITS: Final = re.compile(r"[^0-9]+")
_LONGEST: Final = 250
"""`phonenumbers` parses nothing longer."""
_PATIENCE: Final = 60_000
"""`PhoneNumberMatcher` gives up after 65,535 failed candidates; before it might, this gives up and says so."""

Found = tuple[int, int]


class PhoneFinder:
    """The matcher for some regions at once, at leniency `VALID`.

    Args:
        regions: Two-letter codes.
    """

    def __init__(self, regions: Sequence[str]) -> None:
        self._regions = tuple(dict.fromkeys(regions))
        self._rules = [rules_of(region) for region in self._regions]
        self._lengths = _by_length(self._rules)
        codes = [f"(?:{rule.abroad.pattern})" for rule in self._rules if rule is not None]
        self._abroad = re.compile("|".join(codes))

    def spans(self, text: str) -> dict[str, list[Found]] | None:
        """What `PhoneNumberMatcher` yields for each region: start and end, in code points.

        Returns:
            A list for each region; None if a matcher might have given up on this text.
        """
        found: list[list[Found]] = [[] for _ in self._regions]
        stretches = _stretches(text)
        if not stretches:
            return dict(zip(self._regions, found, strict=True))
        walk = _Walk(text, self._regions, self._rules, self._lengths, self._abroad)
        waiting = {0: list(range(len(self._regions)))}
        while waiting:
            index = min(waiting)
            regions = waiting.pop(index)
            candidate = _next(text, index, stretches)
            if candidate is None:
                continue
            start, written = candidate
            matched = walk.match(written, start, regions)
            if walk.tries > _PATIENCE:
                return None
            after = start + len(written)
            if not matched and after not in waiting:
                waiting[after] = regions
                continue
            for region in regions:
                span = matched.get(region)
                if span is not None:
                    found[region].append(span)
                waiting.setdefault(span[1] if span else after, []).append(region)
        return dict(zip(self._regions, found, strict=True))


def _by_length(rules: Sequence[RegionRules | None]) -> list[frozenset[int]]:
    """Regions that may have a number of so many digits, without a prefix for calls abroad."""
    return [
        frozenset(at for at, rule in enumerate(rules) if rule is None or count in rule.lengths)
        for count in range(_LONGEST + 1)
    ]


def _stretches(text: str) -> list[Found]:
    """Where candidates with enough digits can be."""
    if not text.isascii():
        return [(0, len(text))]
    return [match.span() for match in _STRETCH.finditer(text) if _ENOUGH.match(match[0])]


def _end(stretch: Found) -> int:
    return stretch[1]


def _next(text: str, index: int, stretches: list[Found]) -> tuple[int, str] | None:
    """The next candidate from an index on."""
    for number in range(bisect_right(stretches, index, key=_end), len(stretches)):
        first, last = stretches[number]
        match = _CANDIDATE.search(text, max(first, index), last)
        if match is not None:
            written = match[0]
            second = _SECOND.search(written)
            return match.start(), written[: second.start()] if second else written
    return None


class _Walk:
    """One text. `tries` counts as `PhoneNumberMatcher` does, or faster."""

    def __init__(
        self,
        text: str,
        regions: Sequence[str],
        rules: Sequence[RegionRules | None],
        lengths: Sequence[frozenset[int]],
        abroad: re.Pattern[str],
    ) -> None:
        self._text, self._regions = text, regions
        self._rules, self._lengths, self._abroad = rules, lengths, abroad
        self._matchers: dict[int, Any] = {}
        self.tries = 0

    def match(self, written: str, start: int, regions: Sequence[int]) -> dict[int, Found]:
        """The number in a candidate, or in a part of it, by region; see `PhoneNumberMatcher._extract_match`."""
        self.tries += 1
        plain = _PLAIN.fullmatch(written) is not None
        if plain and sum(map(written.count, "0123456789")) < LEAST_DIGITS:
            # Nor is any part of it a number; the matcher would have tried no more parts than this.
            self.tries += len(_INNER) * len(written)
            return {}
        if _DATES.search(written):
            return {}
        if _TIMES.search(written) and _TIMES_REST.match(self._text, start + len(written)):
            return {}
        matched = dict.fromkeys(self._verified(written, start, regions), (start, start + len(written)))
        left = [region for region in regions if region not in matched]
        if left and not (plain and written.isdigit()):
            self._inside(written, start, left, matched)
        return matched

    def _inside(self, written: str, start: int, left: list[int], matched: dict[int, Found]) -> None:
        """See `PhoneNumberMatcher._extract_inner_match`."""
        plain = _PLAIN.fullmatch(written) is not None
        for pattern, needed in _INNER:
            if plain and (not needed or needed not in written):
                continue
            group = pattern.search(written)
            first = group
            while group:
                parts = [(written[: group.start()], start)] if group is first else []
                parts.append((group[1], start + group.start(1)))
                for whole, at in parts:
                    end = _UNWANTED_END.search(whole)
                    part = whole[: end.start()] if end else whole
                    self.tries += 1
                    for region in self._verified(part, at, left):
                        matched[region] = (at, at + len(part))
                    left = [region for region in left if region not in matched]
                    if not left:
                        return
                group = pattern.search(written, group.start() + 1)

    def _verified(self, part: str, at: int, regions: Sequence[int]) -> list[int]:
        """The regions for which a part of the text is a number; see `PhoneNumberMatcher._parse_and_verify`."""
        if not _PLAIN.fullmatch(part) or len(part) > _LONGEST:
            return [region for region in regions if self._parsed(region, part, at)]
        digits = _NOT_DIGITS.sub("", part)
        if len(digits) < LEAST_DIGITS:
            return []
        if "+" in part:
            return [] if self._hindered(part, at) else self._international(part, at, digits, regions)
        if self._abroad.match(digits) is None:
            possible = self._lengths[min(len(digits), _LONGEST)]
            regions = [region for region in regions if region in possible] if possible else ()
        if not regions or self._hindered(part, at):
            return []
        asked: dict[RegionRules | None, bool] = {None: True}
        found = []
        for region in regions:
            rule = self._rules[region]
            if rule not in asked:
                asked[rule] = rule is None or rule.may_be_valid(digits)
            if asked[rule] and is_national(digits, part, self._regions[region]):
                found.append(region)
        return found

    def _international(self, part: str, at: int, digits: str, regions: Sequence[int]) -> list[int]:
        """Numbers with a plus sign are the same for all regions, unless no country has that code."""
        leads = part.lstrip(" ()[]./-").startswith("+")
        if leads and len(digits) > 2 and _util._extract_country_code(digits)[0]:
            return list(regions) if self._parsed(regions[0], part, at) else []
        return [region for region in regions if self._parsed(region, part, at)]

    def _hindered(self, part: str, at: int) -> bool:
        """Whether brackets do not match, or a letter, percent or currency sign touches the part."""
        if not _BRACKETS.fullmatch(part) or _PAGES.search(part):
            return True
        end = at + len(part)
        if at and not _LEAD.match(part) and _touches(self._text[at - 1]):
            return True
        return end < len(self._text) and _touches(self._text[end])

    def _parsed(self, region: int, part: str, at: int) -> bool:
        matcher = self._matchers.get(region)
        if matcher is None:
            matcher = self._matchers[region] = PhoneNumberMatcher(self._text, self._regions[region])
        return matcher._parse_and_verify(part, at) is not None


def _touches(character: str) -> bool:
    if character.isascii():
        return character.isalpha() or character in "%$"
    return bool(
        PhoneNumberMatcher._is_invalid_punctuation_symbol(character)
        or PhoneNumberMatcher._is_latin_letter(character)
    )
