"""Runs of digits, shown to all recognizers that read such runs: once, and only where they may find something.

Stands behind `redaction.gated_scan`, which says where runs begin and where words are that tell what they are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from redaction.recognizers import digit_runs
from redaction.recognizers.digit_runs import PADDED, SHAPE, Plans

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
        readers = [(at, detector) for at, detector in enumerate(detectors) if detector.in_run is not None]
        self.asked = frozenset(at for at, _ in readers)
        self._readers = [(detector.in_run, at, detector.near) for at, detector in readers if detector.in_run]
        self._near = max((detector.near for _, detector in readers), default=0)
        self._quiet = [detector.quiet for _, detector in readers]
        self._keys = [quiet.key for quiet in self._quiet if quiet is not None and quiet.key is not None]
        self._plans = Plans(self._zeros)

    def _zeros(self, shape: bytes) -> tuple[bool, tuple[int, ...]]:
        """Whether a run of some shape is always worth a look, else where a zero makes it so."""
        zeros: set[int] = set()
        for quiet in self._quiet:
            places = None if quiet is None else quiet.zeros(shape)
            if places is None:
                return True, ()
            zeros.update(places)
        return False, tuple(sorted(zeros))

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
        for find, which, near in self._readers:
            said = words[which]
            for at, start, end, written in runs:
                spans = find(
                    texts[at], start, written, keys[at], _stands(said.get(at), start - near, end + near)
                )
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
    ) -> list[tuple[int, int, int, bytes]]:
        """Field, start, end and characters of each run in which something may be found."""
        runs: list[tuple[int, int, int, bytes]] = []
        near = self._near
        said = [places for places in words.values() if places]
        told: dict[str, bool] = {}
        last, ascii_only, raw, shapes = -1, False, b"", b""
        for at, run in digit_runs.matches(texts, gated):
            start, end = run.span()
            if changed and not changed[at].within(start - near, end + near):
                continue
            text = texts[at]
            if at != last:
                last, ascii_only = at, text.isascii()
                if ascii_only:
                    raw = text.encode()
                    shapes = raw.translate(SHAPE)
            written = raw[start:end] if ascii_only else run.group().encode()
            shape = shapes[start:end] if ascii_only else written.translate(SHAPE)
            if self._is_quiet(written, shape) and "+" not in (
                text[start - 2 : start] if start > 1 else text[:start]
            ):
                key = keys[at]
                if key not in told:
                    told[key] = any(says(key) for says in self._keys)
                if not told[key] and not _is_said(said, at, start - near, end + near):
                    continue
            runs.append((at, start, end, written))
        return runs

    def _is_quiet(self, written: bytes, shape: bytes) -> bool:
        """Whether nothing is found in a run if nothing around it tells."""
        always, zeros = self._plans.of_shape(shape)
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
