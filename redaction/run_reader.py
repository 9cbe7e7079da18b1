"""Runs of digits, shown to all recognizers that read such runs: once, and only where they may find something.

Stands behind `redaction.gated_scan`, which says where runs begin and where words are that tell what they are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from redaction.recognizers import digit_runs
from redaction.recognizers.digit_runs import LONGEST_KEPT, PADDED, SHAPE, Plans, QuietRuns, RunFinder

if TYPE_CHECKING:
    from redaction.normalise import Changed
    from redaction.recognizers import Detector
    from redaction.spans import Span

__all__ = ["Found", "RunReader", "Words"]

Found: TypeAlias = dict[int, list["Span"]]
"""Spans by index of their field; fields without any may be missing."""
Words: TypeAlias = Mapping[int, int | list[int]]
"""Fields in which a word of a detector stands: where its gates matched, in code points; a number for "somewhere"."""

_ZERO: Final = ord("0")


class _Reader:
    """One detector that reads runs.

    Attributes:
        find: Its finder of runs.
        which: Its index.
        near: How far from a run what decides about it stands.
    """

    __slots__ = ("_plans", "_quiet", "find", "near", "which")

    def __init__(self, find: RunFinder, which: int, near: int, quiet: QuietRuns | None) -> None:
        self.find, self.which, self.near = find, which, near
        self._quiet = QuietRuns(lambda _: None) if quiet is None else quiet
        self._plans = Plans(self._plan)

    def _plan(self, shape: bytes) -> tuple[bool, tuple[int, ...], bool]:
        """By the shape of a run: whether it is always worth a look, where a zero makes it so, if an at sign does."""
        zeros = self._quiet.zeros(shape)
        return zeros is None, zeros or (), self._quiet.mail is not None and self._quiet.mail(shape)

    def is_quiet(self, written: bytes, shape: bytes, *, mail: bool = False) -> bool:
        """Whether nothing is found in a run if no plus, word or key says something; long ones are never asked about.

        Args:
            written: The run.
            shape: Its shape.
            mail: Whether an at sign stands close by.
        """
        if len(shape) > LONGEST_KEPT:
            return False
        always, zeros, mailed = self._plans.of_shape(shape)
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

    def is_told_by(self, key: str) -> bool:
        """Whether a key says something."""
        return self._quiet.key is not None and self._quiet.key(key)


class RunReader:
    """Shows runs of digits to the finders of runs.

    Attributes:
        readers: The detectors that read runs.
        asked: Their indexes.
    """

    def __init__(self, detectors: Sequence[Detector]) -> None:
        """Choose the detectors.

        Args:
            detectors: All of them.
        """
        self.readers = [
            _Reader(detector.in_run, at, detector.near, detector.quiet)
            for at, detector in enumerate(detectors)
            if detector.in_run is not None
        ]
        self.asked = frozenset(reader.which for reader in self.readers)
        self._near = max((reader.near for reader in self.readers), default=0)

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
            gated: Where runs begin: see `redaction.recognizers.digit_runs.matches`.
            words: For each detector of `asked` the words.
            changed: Where the fields differ from what was looked at before; nothing if they were not.
            found: Takes the spans.
        """
        runs = self._runs(texts, gated, changed)
        for reader in self.readers:
            find, near, is_quiet = reader.find, reader.near, reader.is_quiet
            said = words[reader.which]
            told: dict[str, bool] = {}
            for at, start, end, written, shape, plus, mail in runs:
                key = keys[at]
                worded = _stands(said.get(at), start - near, end + near)
                if not (worded or plus) and is_quiet(written, shape, mail=mail):
                    if key not in told:
                        told[key] = reader.is_told_by(key)
                    if not told[key]:
                        continue
                spans = find(texts[at], start, written, key, worded)
                if spans:
                    if at in found:
                        found[at] += spans
                    else:
                        found[at] = [*spans]

    def _runs(
        self, texts: Sequence[str], gated: Sequence[tuple[int, int]], changed: Sequence[Changed]
    ) -> list[tuple[int, int, int, bytes, bytes, bool, bool]]:
        """Field, start, end, characters and shape of runs, and whether a plus stands before, an at sign close by."""
        runs: list[tuple[int, int, int, bytes, bytes, bool, bool]] = []
        near = self._near
        last, ascii_only, mailed, raw, shapes = -1, False, False, b"", b""
        for at, run in digit_runs.matches(texts, gated):
            start, end = run.span()
            if changed and not changed[at].within(start - near, end + near):
                continue
            text = texts[at]
            if at != last:
                last, ascii_only, mailed = at, text.isascii(), "@" in text
                if ascii_only:
                    raw = text.encode()
                    shapes = raw.translate(SHAPE)
            written = raw[start:end] if ascii_only else run.group().encode()
            shape = shapes[start:end] if ascii_only else written.translate(SHAPE)
            plus = "+" in (text[start - 2 : start] if start > 1 else text[:start])
            mail = mailed and "@" in text[max(0, start - near) : end + near]
            runs.append((at, start, end, written, shape, plus, mail))
        return runs


def _stands(places: int | list[int] | None, low: int, high: int) -> bool:
    """Whether a word may stand between two places."""
    if places is None or isinstance(places, int):
        return places is not None
    at = bisect_left(places, low)
    return at < len(places) and places[at] <= high
