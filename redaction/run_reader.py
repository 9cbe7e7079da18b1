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
        says: Whether a key says something to it; None if none does.
        mailed: By the shape of a run, whether an at sign close by says something to it.
        plans: By the shape of a run: whether it is always worth a look, else where a zero makes it so.
    """

    __slots__ = ("_quiet", "find", "mailed", "near", "plans", "says", "which")

    def __init__(self, find: RunFinder, which: int, near: int, quiet: QuietRuns | None) -> None:
        self.find, self.which, self.near = find, which, near
        self._quiet = quiet
        self.says = None if quiet is None else quiet.key
        self.plans = Plans(self._zeros)
        self.mailed = Plans((lambda _: False) if quiet is None or quiet.mail is None else quiet.mail)

    def _zeros(self, shape: bytes) -> tuple[bool, tuple[int, ...]]:
        zeros = None if self._quiet is None else self._quiet.zeros(shape)
        return zeros is None, zeros or ()


class RunReader:
    """Shows runs of digits to the finders of runs.

    Attributes:
        asked: The detectors that read runs, by their index.
    """

    def __init__(self, detectors: Sequence[Detector]) -> None:
        """Choose the detectors.

        Args:
            detectors: All of them.
        """
        self._readers = [
            _Reader(detector.in_run, at, detector.near, detector.quiet)
            for at, detector in enumerate(detectors)
            if detector.in_run is not None
        ]
        self.asked = frozenset(reader.which for reader in self._readers)
        self._near = max((reader.near for reader in self._readers), default=0)
        self._plans = Plans(self._zeros)
        self._mailed = Plans(self._is_mailed)

    def _is_mailed(self, shape: bytes) -> bool:
        return any(reader.mailed.of_shape(shape) for reader in self._readers)

    def _zeros(self, shape: bytes) -> tuple[bool, tuple[int, ...]]:
        """Whether a run of some shape is always worth a look, else where a zero makes it so: to any reader."""
        plans = [reader.plans.of_shape(shape) for reader in self._readers]
        return any(always for always, _ in plans), tuple(
            sorted({zero for _, zeros in plans for zero in zeros})
        )

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
        runs = self._runs(texts, keys, gated, words, changed)
        for reader in self._readers:
            find, near, says, plans = reader.find, reader.near, reader.says, reader.plans
            said = words[reader.which]
            for at, start, end, written, shape, sign in runs:
                key = keys[at]
                worded = _stands(said.get(at), start - near, end + near)
                if not (worded or sign) and _is_quiet(plans, written, shape) and not (says and says(key)):
                    continue
                spans = find(texts[at], start, written, key, worded)
                if spans:
                    if at in found:
                        found[at] += spans
                    else:
                        found[at] = [*spans]

    def _runs(
        self,
        texts: Sequence[str],
        keys: Sequence[str],
        gated: Sequence[tuple[int, int]],
        words: Mapping[int, Words],
        changed: Sequence[Changed],
    ) -> list[tuple[int, int, int, bytes, bytes, bool]]:
        """Runs in which something may be found: field, start, end, characters, shape, whether a sign is beside it.

        The sign is a plus directly before the run, or the at sign of an address close to one that could be beside it.
        """
        runs: list[tuple[int, int, int, bytes, bytes, bool]] = []
        near = self._near
        said = [places for places in words.values() if places]
        told: dict[str, bool] = {}
        last, ascii_only, mail, raw, shapes = -1, False, False, b"", b""
        for at, run in digit_runs.matches(texts, gated):
            start, end = run.span()
            if changed and not changed[at].within(start - near, end + near):
                continue
            text = texts[at]
            if at != last:
                last, ascii_only, mail = at, text.isascii(), "@" in text
                if ascii_only:
                    raw = text.encode()
                    shapes = raw.translate(SHAPE)
            written = raw[start:end] if ascii_only else run.group().encode()
            shape = shapes[start:end] if ascii_only else written.translate(SHAPE)
            sign = "+" in (text[start - 2 : start] if start > 1 else text[:start])
            if mail and not sign and len(shape) <= LONGEST_KEPT and self._mailed.of_shape(shape):
                sign = "@" in text[max(0, start - near) : end + near]
            if not sign and _is_quiet(self._plans, written, shape):
                key = keys[at]
                if key not in told:
                    told[key] = any(reader.says(key) for reader in self._readers if reader.says is not None)
                if not told[key] and not _is_said(said, at, start - near, end + near):
                    continue
            runs.append((at, start, end, written, shape, sign))
        return runs


def _is_quiet(plans: Plans[tuple[bool, tuple[int, ...]]], written: bytes, shape: bytes) -> bool:
    """Whether nothing is found in a run if nothing around it tells; of long ones, which are rare, it is not asked."""
    if len(shape) > LONGEST_KEPT:
        return False
    always, zeros = plans.of_shape(shape)
    if always or zeros:
        if written[0] == _ZERO and written.startswith(PADDED) and written.isdigit():
            return True
        if always:
            return False
        for zero in zeros:
            if written[zero] == _ZERO:
                return False
    return True


def _is_said(said: Sequence[Words], field: int, low: int, high: int) -> bool:
    """Whether one of the words stands between two places of a field."""
    for places in said:  # noqa: SIM110 - a generator for every run costs more than the look
        if _stands(places.get(field), low, high):
            return True
    return False


def _stands(places: int | list[int] | None, low: int, high: int) -> bool:
    """Whether a word may stand between two places."""
    if places is None or isinstance(places, int):
        return places is not None
    at = bisect_left(places, low)
    return at < len(places) and places[at] <= high
