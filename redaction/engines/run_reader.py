"""Runs of digits, shown to all recognizers that read such runs: once, and only where they may find something.

Stands behind `redaction.engines.gated_scan`, which says where runs begin and where words are that tell what they are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final, TypeAlias

from redaction.kept import Kept
from redaction.recognizers import digit_runs
from redaction.recognizers.context import LONGEST_KEY, MAX_KEYS
from redaction.recognizers.digit_runs import (
    LONGEST_KEPT,
    MAX_SHAPES,
    PADDED,
    SHAPE,
    QuietRuns,
    RunFinder,
)
from redaction.recognizers.vicinity import LONG, joined

if TYPE_CHECKING:
    from redaction.disguises.normalise import Changed
    from redaction.recognizers import Detector
    from redaction.spans import Span

__all__ = ["SURE_OF_FORM", "Found", "RunReader", "Words", "is_quiet"]

Found: TypeAlias = dict[int, list["Span"]]
"""Spans by index of their field; fields without any may be missing."""
_Runs: TypeAlias = list[tuple[int, int, bytes, bool]]
"""Index of the field, start, characters, whether a word says something."""
Words: TypeAlias = Mapping[int, int | list[int]]
"""Fields in which a word of a detector stands: where its gates matched, in code points; a number for "somewhere"."""

_Taken: TypeAlias = dict[int, list[tuple[int, int]]]
"""By field the places, in order, that are taken."""
_Plan: TypeAlias = tuple[bool, tuple[int, ...], bool]
"""By the shape of a run: whether it is always worth a look, where a zero makes it so, if an at sign does."""
_SURE: Final = 1.0
_BEHIND_ALL: Final = 1 << 62
_OF_OWN_FORM: Final = frozenset({"IBAN_CODE", "IP_ADDRESS", "US_SSN"})
"""What is no card and no telephone number, whatever its digits are."""
SURE_OF_FORM: Final = 0.9
"""Findings of this score on are sure, and left to no other recognizer, as long as they are reported."""
_MARGIN: Final = 128
"""Code points more on either side: a word that a cut leaves half of tells nothing about a run so far away."""
_ZERO: Final = ord("0")
_ALWAYS: Final[_Plan] = (True, (), True)


class _Reader:
    """One detector that reads runs.

    Attributes:
        find: Its finder of runs.
        which: Its index.
        near: How far from a run what decides about it stands.
    """

    __slots__ = ("_quiet", "find", "near", "which")

    def __init__(self, find: RunFinder, which: int, near: int, quiet: QuietRuns | None) -> None:
        self.find, self.which, self.near = find, which, near
        self._quiet = QuietRuns(lambda _: None) if quiet is None else quiet

    def plan(self, shape: bytes) -> _Plan:
        """What is known of all runs of a shape; a long one is always worth a look."""
        if len(shape) > LONGEST_KEPT:
            return _ALWAYS
        zeros = self._quiet.zeros(shape)
        return zeros is None, zeros or (), self._quiet.mail is not None and self._quiet.mail(shape)

    def is_told_by(self, key: str) -> bool:
        """Whether a key says something."""
        return self._quiet.key is not None and self._quiet.key(key)


class RunReader:
    """Shows runs of digits to the finders of runs.

    Attributes:
        readers: The detectors that read runs.
        asked: Their indexes.
    """

    def __init__(self, detectors: Sequence[Detector], wanted: frozenset[str] | None = None) -> None:
        """Choose the detectors.

        Args:
            detectors: All of them.
            wanted: Entity types that are reported; all if None.
        """
        self._forms = _OF_OWN_FORM if wanted is None else _OF_OWN_FORM & wanted
        self.readers = [
            _Reader(detector.in_run, at, detector.near, detector.quiet)
            for at, detector in enumerate(detectors)
            if detector.in_run is not None
        ]
        self.asked = frozenset(reader.which for reader in self.readers)
        self._near = max((reader.near for reader in self.readers), default=0)
        self._plans = Kept(self._plans_of, MAX_SHAPES, LONGEST_KEPT)
        self._told = Kept(self._told_by, MAX_KEYS, LONGEST_KEY)

    def _plans_of(self, shape: bytes) -> tuple[_Plan, tuple[_Plan, ...]]:
        """What any of the readers says, and what each does."""
        plans = tuple([reader.plan(shape) for reader in self.readers])
        zeros = sorted({zero for _, found, _ in plans for zero in found})
        together = (
            any(always for always, _, _ in plans),
            tuple(zeros),
            any(mailed for _, _, mailed in plans),
        )
        return together, plans

    def _told_by(self, key: str) -> tuple[bool, ...]:
        return tuple(reader.is_told_by(key) for reader in self.readers)

    def around(self, texts: Sequence[str], gated: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
        """Where words may tell what runs of digits are: index of a text, where a piece of it begins, and the piece.

        Args:
            texts: The fields.
            gated: Where runs begin: see `redaction.recognizers.digit_runs.places`; in order.

        Returns:
            Texts as a whole, of long ones what stands around their runs.
        """
        pieces: list[tuple[int, int, str]] = []
        margin = self._near + _MARGIN
        for field, places in groupby(gated, key=itemgetter(0)):
            at: int = field
            text = texts[at]
            if len(text) < LONG or not text.isascii():
                pieces.append((at, 0, text))
                continue
            runs = digit_runs.places([text], [(0, place) for _, place in places])
            ends = [end for _, *both in runs for end in both]
            for first, last in joined(ends, 2 * margin) if ends else ():
                begin = max(0, first - margin)
                pieces.append((at, begin, text[begin : last + margin]))
        return pieces

    def read(  # noqa: PLR0917 - once per batch
        self,
        texts: Sequence[str],
        keys: Sequence[str],
        gated: Sequence[tuple[int, int]],
        words: Mapping[int, Words],
        changed: Sequence[Changed],
        found: Found,
    ) -> None:
        """Find what runs of digits hold.

        Args:
            texts: The fields.
            keys: The key of each.
            gated: Where runs begin: see `redaction.recognizers.digit_runs.places`.
            words: For each detector of `asked` the words.
            changed: Where the fields differ from what was looked at before; nothing if they were not.
            found: What others found, in which no run is looked at; takes the spans.
        """
        told = [words[reader.which] for reader in self.readers]
        # Where only what changed is looked at, what others find depends on how far they see.
        taken = {} if changed else self._taken(found)
        shown = self._shown(texts, keys, gated, told, changed, taken)
        settled: set[tuple[int, int]] = set()
        # Reader by reader: each finder's code and data stay in the processor's cache.
        for reader, runs in zip(self.readers, shown, strict=True):
            find = reader.find
            for at, start, written, worded in runs:
                if settled and (at, start) in settled:
                    continue
                spans = find(texts[at], start, written, keys[at], worded)
                if spans:
                    if _is_settled(spans, start, written):
                        settled.add((at, start))
                    if at in found:
                        found[at] += spans
                    else:
                        found[at] = [*spans]

    def _taken(self, found: Found) -> _Taken:
        """Of what others found, that in which no run is a number of its own."""
        forms = self._forms
        taken: _Taken = {}
        for at, spans in found.items():
            for span in spans:
                if span.entity in forms and span.score >= SURE_OF_FORM:
                    taken.setdefault(at, []).append((span.start, span.end))
        for covered in taken.values():
            covered.sort()
        return taken

    def _shown(  # noqa: PLR0917 - once per batch
        self,
        texts: Sequence[str],
        keys: Sequence[str],
        gated: Sequence[tuple[int, int]],
        words: Sequence[Words],
        changed: Sequence[Changed],
        taken: _Taken,
    ) -> list[_Runs]:
        """For each reader the runs that it may find something in."""
        near, plans, told = self._near, self._plans, self._told
        worded = set().union(*words)
        shown: list[_Runs] = [[] for _ in self.readers]
        said: int | list[int] | None = None
        named: tuple[bool, ...] = ()
        current, mailed = -1, False
        for at, start, end in digit_runs.places(texts, gated):
            if changed and not changed[at].within(start - near, end + near):
                continue
            text = texts[at]
            if at in taken and _is_within(taken[at], start, end) and text[start - 1 : start] != "+":
                continue
            if at != current:
                current, named, mailed = at, told[keys[at]], "@" in text
                said = _together([where.get(at) for where in words]) if at in worded else None
            written = text[start:end].encode()
            together, each = plans[written.translate(SHAPE)]
            plus = "+" in text[max(0, start - 2) : start]
            spoken = said is not None and _stands(said, start - near, end + near)
            mail = together[2] and mailed and "@" in text[max(0, start - near) : end + near]
            if not (plus or spoken or True in named) and is_quiet(together, written, mail=mail):
                continue
            for reader, plan, where, tells, runs in zip(self.readers, each, words, named, shown, strict=True):
                said_here = spoken and _stands(where.get(at), start - reader.near, end + reader.near)
                if said_here or plus or tells or not is_quiet(plan, written, mail=mail):
                    runs.append((at, start, written, said_here))
        return shown


def is_quiet(plan: _Plan, written: bytes, *, mail: bool = False) -> bool:
    """Whether nothing is found in a run if no plus, word or key says something.

    Args:
        plan: Of its shape.
        written: The run.
        mail: Whether an at sign stands close by.
    """
    always, zeros, mailed = plan
    if mail and mailed:
        return False
    if always or zeros:
        if written[0] == _ZERO and written.startswith(PADDED) and written.isdigit():
            return True
        if always:
            return False
        for zero in zeros:
            if written[zero] == _ZERO:
                return False
    return True


def _is_settled(spans: Sequence[Span], start: int, written: bytes) -> bool:
    """Whether one finding takes all of a run and no other could take it from it: nobody else need look at the run."""
    span = spans[0]
    return span.checked and span.start == start and span.end - start == len(written) and span.score == _SURE


def _is_within(covered: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of some places, in order, covers another; what covers the same place begins at the same point."""
    at = bisect_right(covered, (start, _BEHIND_ALL)) - 1
    return at >= 0 and covered[at][1] >= end


def _together(places: Sequence[int | list[int] | None]) -> int | list[int] | None:
    """Where a word of any reader stands in a field."""
    listed: list[int] = []
    for each in places:
        if isinstance(each, int):
            return each
        listed += each or ()
    return sorted(listed) or None


def _stands(places: int | list[int] | None, low: int, high: int) -> bool:
    """Whether a word may stand between two places."""
    if places is None or isinstance(places, int):
        return places is not None
    at = bisect_left(places, low)
    return at < len(places) and places[at] <= high
